"""Freeze the first schema: `python -m tests.schema` writes app/migrations/sql/0001.*.sql.

Only until the first release; after it a change of the tables is a new migration.
"""

import importlib
import pkgutil
from pathlib import Path

from peewee import SchemaManager, sort_models

import app
from app.db import Record
from app.engines import Postgres, Sqlite

SQL = Path(__file__).parent.parent / "app" / "migrations" / "sql"
ROOMS_WITHOUT_TABLES = ("app.views", "app.web", "app.cli", "app.migrations", "app.__main__")


def records() -> list[type[Record]]:
    """Every table of the house, in an order that foreign keys allow."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if not module.name.startswith(ROOMS_WITHOUT_TABLES):
            importlib.import_module(module.name)
    return sort_models([m for m in Record.__subclasses__() if m.__module__.startswith("app.")])


def statements(database: Sqlite | Postgres) -> list[str]:
    """CREATE statements for every table and index."""
    result = []
    for model in records():
        manager = SchemaManager(model, database)
        result.append(manager._create_table(safe=False).query()[0])
        result += [index.query()[0] for index in manager._create_indexes(safe=False)]
    return result


def main() -> None:
    """Write both files."""
    for name, handle in (("sqlite", Sqlite(":memory:")), ("postgres", Postgres("x"))):
        (SQL / f"0001.{name}.sql").write_text("\n\n".join(statements(handle)) + "\n")


if __name__ == "__main__":
    main()
