"""The first schema. Its SQL is frozen beside it: later migrations change it, nobody edits it."""

from pathlib import Path


def up(migrator, db):
    """Make the tables."""
    kind = "sqlite" if db.param == "?" else "postgres"
    text = (Path(__file__).parent / "sql" / f"0001.{kind}.sql").read_text()
    for statement in text.split("\n\n"):
        if statement.strip():
            db.execute_sql(statement)
