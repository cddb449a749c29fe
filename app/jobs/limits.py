"""What a worker's process may use: memory, and less of the processor than the pages get."""

import os

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MOST_BYTES = 1_500_000_000
NICENESS = 10


def limit_process(most_bytes: int = MOST_BYTES) -> None:
    """Limit this process, as far as the system can: Windows can't, macOS knows no such limit."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if resource is None:
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    except (ValueError, OSError):
        return
