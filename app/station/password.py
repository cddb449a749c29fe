"""Passwords: scrypt from the standard library, and what counts as one. Pure but for the salt.

Werkzeug has the same function, but only the HTTP rooms may know Werkzeug (design.md §2).
"""

import hashlib
import hmac
import secrets

# N=2^14, r=8, p=1: about 40 ms and 16 MB a guess on one core.
_N, _R, _P = 1 << 14, 8, 1
SHORTEST = 8
_OBVIOUS = {"password", "12345678", "123456789", "88888888", "11111111", "qwertyui", "abc12345"}


def make(password: str) -> str:
    """The text to store for this password: method, salt and hash."""
    salt = secrets.token_bytes(16)
    return f"scrypt${salt.hex()}${_hash(password, salt).hex()}"


def matches(password: str, stored: str) -> bool:
    """Whether the password is the stored one. Takes as long for an account without a password."""
    method, _, rest = stored.partition("$")
    salt, _, expected = rest.partition("$")
    made = _hash(password, bytes.fromhex(salt) if method == "scrypt" else b"nobody's salt..")
    return method == "scrypt" and hmac.compare_digest(made.hex(), expected)


def weakness(password: str, login: str) -> str | None:
    """Why this must not become a password: 'short', 'login' or 'obvious'; None when it may."""
    if len(password) < SHORTEST:
        return "short"
    if password.lower() in _OBVIOUS or len(set(password)) < 3:
        return "obvious"
    return "login" if login.lower() in password.lower() else None


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=_N, r=_R, p=_P, dklen=32)
