"""Headers that keep a page to itself, CSRF on every form, hosts and sizes."""

from flask import Flask, abort, request
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from app.config import Config

# A list for import may be as large as exchange.limits allows, everything else is small.
MOST_BODY = 4 * 1024 * 1024
MOST_UPLOAD = 176 * 1024 * 1024
UPLOADS = ("imports.create",)
MOST_FORM = 2 * 1024 * 1024


def init_app(app: Flask, config: Config) -> None:
    """Set cookies, limits and headers."""
    app.config.update(
        SECRET_KEY=config.secret,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        # A cookie lasts as long as its sign-in row does: nothing is gained by sending it again.
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=MOST_BODY,
        MAX_FORM_MEMORY_SIZE=MOST_FORM,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=config.https,
        TRUSTED_HOSTS=list(config.trusted_hosts) or None,
    )
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )
    app.before_request(_allow_uploads)
    CSRFProtect(app)
    app.before_request(_refuse_nul)
    policy = _policy(config.tiles)

    @app.after_request
    def _headers(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "geolocation=(self), camera=(self)"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if config.https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _allow_uploads() -> None:
    """Before anything reads the body: how large it may be. A stranger's stays small."""
    if request.endpoint in UPLOADS and current_user.is_authenticated:
        request.max_content_length = MOST_UPLOAD


def _refuse_nul() -> None:
    """No keyboard types a NUL, and PostgreSQL stores none: it ends here, the same on both."""
    if "\0" in request.path:
        abort(404)
    sent = [*request.args.items(multi=True)]
    if request.method == "POST":
        sent += request.form.items(multi=True)
    if any("\0" in name + text for name, text in sent):
        abort(400)


def _policy(tiles: str) -> str:
    """Only our own scripts, styles and fonts; pictures also from the map tiles' host, if any."""
    images = "'self' data:"
    if tiles:
        scheme, _, rest = tiles.partition("://")
        images += f" {scheme}://{rest.partition('/')[0].replace('{s}', '*')}"
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src {images}; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
