"""For whoever watches the server: is it up, and can it reach its database."""

from werkzeug.wrappers import Response

from app.db import database


def show() -> Response:
    """`ok` when a query goes through; an error page (503, 500) otherwise."""
    database.execute_sql("SELECT 1")
    return Response("ok\n", mimetype="text/plain")
