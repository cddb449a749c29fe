"""Seals: the hash chain over a station's entries. Pure but for the keys handed in at start.

Sealed bytes hold ids, amounts, times and hashes, never names, notes or places, so personal data
can be forgotten without breaking the chain (design.md §3).
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

GENESIS = "0" * 64
_keys: dict[str, bytes] = {}


def use_keys(pairs: Iterable[tuple[str, bytes]]) -> None:
    """Set the chain's keys, the newest last. Called once at start."""
    _keys.clear()
    _keys.update(pairs)


def newest_key() -> str:
    """Id of the key that new seals are made with."""
    return next(reversed(_keys))


def canonical(entry: dict[str, Any], lines: Iterable[tuple[str, int, int | None, int]]) -> bytes:
    """The bytes that are sealed: the entry's fields and its lines in order."""
    plain = {k: _plain(v) for k, v in entry.items()}
    text = json.dumps([plain, list(lines)], sort_keys=True)
    return text.encode()


def seal(previous: str, body: bytes, key_id: str) -> str:
    """HMAC-SHA-256 over the seal before and the length-prefixed bytes.

    Raises KeyError for a key id that TAIQU_SEAL_KEY does not name.
    """
    message = bytes.fromhex(previous) + len(body).to_bytes(8, "big") + body
    return hmac.new(_keys[key_id], message, hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value
