"""The product's own server with one route more: a bare one that sends a ready-made string."""

import argparse

from flask import Flask, Response, request
from granian.constants import Interfaces
from granian.server.mp import MPServer
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from app.cli.serving import THREADS
from app.cli.wsgi import make

_bare = Flask("bare")
_texts: dict[int, str] = {}


@_bare.route("/")
def bare() -> Response:
    """So many bytes of text, made once."""
    size = int(request.args["size"])
    return Response(_texts.setdefault(size, "x" * size), mimetype="text/html")


def application() -> Flask:
    """The product, with the bare Flask app beside it under /bare."""
    app = make()
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/bare": _bare})  # type: ignore[method-assign]
    return app


def main() -> None:
    """Serve as `python -m app serve` does, without its loop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()
    MPServer(
        "tests.bench_server:application",
        factory=True,
        address="127.0.0.1",
        port=options.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main()
