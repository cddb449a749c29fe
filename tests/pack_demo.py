"""Pack the demo station: `python -m tests.pack_demo FOLDER` writes app/demo/yina.tar.xz.

FOLDER holds the station's .csv files. The same files give the same bytes.
"""

import io
import lzma
import sys
import tarfile
from pathlib import Path

from app.demo.archive import PACKED


def packed(folder: Path) -> bytes:
    """The folder's .csv files as a .tar.xz without names of people, machines or times."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path in sorted(folder.glob("*.csv")):
            member = tarfile.TarInfo(f"yina/{path.name}")
            content = path.read_bytes()
            member.size, member.mode = len(content), 0o644
            archive.addfile(member, io.BytesIO(content))
    return lzma.compress(buffer.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def main() -> None:
    """Write the archive into the project."""
    if len(sys.argv) != 2 or not list(Path(sys.argv[1]).glob("*.csv")):
        sys.exit("usage: python -m tests.pack_demo FOLDER-OF-CSV-FILES")
    PACKED.write_bytes(packed(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
