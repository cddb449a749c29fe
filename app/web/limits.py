"""How often somebody may try a password: per account and per source, failures only."""

import secrets

from flask import request, session
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

RATE = parse("10 per 3 minutes")
_limiter = MovingWindowRateLimiter(MemoryStorage())


def too_many(login: str) -> bool:
    """Whether the account or the source has used up its tries.

    A browser that signed in to the account before counts by itself, so that a stranger who
    guesses can't lock its owner out.
    """
    return not all(_limiter.test(RATE, *name) for name in _names(login))


def failed(login: str) -> None:
    """Count one wrong try."""
    for name in _names(login):
        _limiter.hit(RATE, *name)


def succeeded(login: str) -> None:
    """Remember this browser as one that the account's owner uses."""
    session.setdefault("device", secrets.token_hex(8))
    session["known"] = login.strip().lower()


def forget() -> None:
    """Start counting anew (tests)."""
    _limiter.storage.reset()


def _names(login: str) -> list[tuple[str, str]]:
    login = login.strip().lower()
    known = session.get("known") == login and session.get("device")
    account = ("account", f"{login}/{session['device']}" if known else login)
    return [account, ("source", request.remote_addr or "")]
