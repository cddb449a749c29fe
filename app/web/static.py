"""Static files: one fingerprint over the whole tree in the path, so they are cached for a year.

Relative links inside CSS stay under the same fingerprint. Text is compressed once, at first use.
"""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

import brotli
from flask import Flask, abort, request
from werkzeug.wrappers import Response

FOLDER = Path(__file__).parents[2] / "static"
_TEXT = (".css", ".js", ".svg", ".json", ".webmanifest", ".txt")
_PAPER_ONLY = "fonts/print/"
mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("font/woff2", ".woff2")


@lru_cache(maxsize=1)
def _names() -> dict[str, Path]:
    """Every file that browsers may load, by its name."""
    files = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    named = {path.relative_to(FOLDER).as_posix(): path for path in files}
    return {name: path for name, path in named.items() if not name.startswith(_PAPER_ONLY)}


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Twelve hex digits over names and bytes of everything that browsers load."""
    digest = hashlib.sha256()
    for name, path in _names().items():
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file, fingerprint and all."""
    return f"/static/{fingerprint()}/{name}"


def init_app(app: Flask) -> None:
    """Serve `/static/<fingerprint>/<name>`; any other fingerprint gets the file uncached."""
    app.add_url_rule("/static/<mark>/<path:name>", "static", _serve)
    app.jinja_env.globals["static_url"] = static_url


def _serve(mark: str, name: str) -> Response:
    encodings = request.headers.get("Accept-Encoding", "")
    encoding = next((e for e in ("br", "gzip") if e in encodings), "")
    body, kind, encoding = _file(name, encoding)
    response = Response(body, mimetype=kind)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    fresh = mark == fingerprint()
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if fresh else "no-cache"
    )
    return response


@lru_cache(maxsize=256)
def _file(name: str, encoding: str) -> tuple[bytes, str, str]:
    # One name a file: './app.css' and its like would each be kept in memory beside it.
    path = _names().get(name) or abort(404)
    body = path.read_bytes()
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if not name.endswith(_TEXT):
        return body, kind, ""
    if encoding == "br":
        return brotli.compress(body), kind, "br"
    return (gzip.compress(body), kind, "gzip") if encoding == "gzip" else (body, kind, "")
