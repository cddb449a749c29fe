"""Keys of evidence: the same key, body and author get the first answer again (design.md §3). Pure.

A key is made when a form is shown, before the first send, so a retry can never become a second
visit or payment. Keys never expire.
"""

import hashlib
import json
import re
from typing import Any

from app.refusals import BadInput, KeyConflict

_KEY = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")


def parse_key(text: str) -> str:
    """A UUID in its usual writing, lower case. Raises BadInput."""
    key = text.strip().lower()
    if not _KEY.match(key):
        raise BadInput("key", "这张表单太旧了，重新打开再填")
    return key


def body_hash(body: dict[str, Any]) -> str:
    """SHA-256 of the canonical body: what was said, without how it was typed."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def check_replay(stored: Any, *, author_id: int, hashed: str) -> None:
    """Let a stored record answer again only its own author saying the same. Raises KeyConflict."""
    if stored.by_id != author_id or stored.body_hash != hashed:
        raise KeyConflict()
