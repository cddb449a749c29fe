"""Whether the database still refuses to change the ledger (migrations/0002)."""

from app.db import database
from app.engines import Sqlite

_TABLES = ("entry", "line", "seal", "slip")
_SQLITE = ("no_update", "no_delete", "no_replace")
_POSTGRES = ("no_change", "no_truncate")


def missing() -> list[str]:
    """Names of the triggers that ought to be there and are not; none means all is well."""
    if isinstance(database.obj, Sqlite):
        kinds: tuple[str, ...] = _SQLITE
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        kinds = _POSTGRES
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')"
    there = {name for (name,) in database.execute_sql(query).fetchall()}
    wanted = [f"{table}_{kind}" for table in _TABLES for kind in kinds]
    return [name for name in wanted if name not in there]
