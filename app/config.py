"""The settings of one running copy: frozen, read once, here and nowhere else, from the environment.

What a station decides for itself (ceilings, rates, waiting limits) is not here but in dated rows
(station/settings.py).
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.clock import parse_instant


class BadConfig(Exception):
    """A setting that cannot be used; the message names it and says what it may be."""


@dataclass(frozen=True)
class Config:
    """Everything the environment decides. Build it with `from_env`, or by hand in tests."""

    database_url: str
    database_admin_url: str
    data: Path
    secret: bytes
    seal_keys: tuple[tuple[str, bytes], ...]
    now: datetime | None
    tiles: str
    tiles_gcj: bool
    tiles_credit: str
    trusted_hosts: tuple[str, ...]
    https: bool
    proxies: int

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Config":
        """Read and check the settings. Raises BadConfig on nonsense."""
        data = Path(env.get("TAIQU_DATA", "data"))
        url = env.get("DATABASE_URL") or f"sqlite:///{data / 'taiqu.db'}"
        if not url.startswith(("sqlite:///", "postgresql://")):
            raise BadConfig("DATABASE_URL must begin with sqlite:/// or postgresql://")
        return cls(
            database_url=url,
            database_admin_url=env.get("DATABASE_ADMIN_URL") or url,
            data=data,
            secret=_secret(env, "TAIQU_SECRET", data / "secret.key"),
            seal_keys=_seal_keys(env, data),
            now=_now(env.get("TAIQU_NOW", "")),
            tiles=env.get("TAIQU_TILES", ""),
            tiles_gcj=env.get("TAIQU_TILES_GCJ", "") == "1",
            tiles_credit=env.get("TAIQU_TILES_CREDIT", ""),
            trusted_hosts=tuple(env.get("TAIQU_TRUSTED_HOSTS", "").split()),
            https=env.get("TAIQU_HTTPS", "") == "1",
            proxies=_count(env, "TAIQU_PROXIES"),
        )


def _now(text: str) -> datetime | None:
    try:
        return parse_instant(text) if text else None
    except ValueError as error:
        raise BadConfig("TAIQU_NOW must be an ISO time such as 2026-10-21T08:00+08:00") from error


def _count(env: Mapping[str, str], name: str) -> int:
    text = env.get(name, "0")
    if not text.isdigit():
        raise BadConfig(f"{name} must be a whole number")
    return int(text)


def _seal_keys(env: Mapping[str, str], data: Path) -> tuple[tuple[str, bytes], ...]:
    """Pairs of (id, key), the newest last: `id:hex,id:hex` rotates by adding at the end."""
    text = env.get("TAIQU_SEAL_KEY", "")
    if not text:
        return (("file", _kept_secret(data / "seal.key")),)
    pairs = []
    for number, part in enumerate(text.split(","), start=1):
        name, _, key = part.rpartition(":")
        try:
            pairs.append((name or f"k{number}", bytes.fromhex(key)))
        except ValueError as error:
            raise BadConfig("TAIQU_SEAL_KEY must be hex, or id:hex,id:hex to rotate") from error
        if len(pairs[-1][1]) < 16:
            raise BadConfig("TAIQU_SEAL_KEY needs at least 16 bytes (32 hex digits)")
    return tuple(pairs)


def _secret(env: Mapping[str, str], name: str, kept: Path) -> bytes:
    given = env.get(name, "")
    if given and len(given) < 16:
        raise BadConfig(f"{name} needs at least 16 characters")
    return given.encode() if given else _kept_secret(kept)


def _kept_secret(path: Path) -> bytes:
    """A secret made on first use and kept beside the data, readable by the owner alone.

    It is written whole under another name and then linked: of two processes that start at once
    one makes it, and neither ever reads half of it.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_bytes(32).hex())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)
    return bytes.fromhex(path.read_text().strip())
