"""What the database itself refuses: changing the ledger, and two holders of one unit."""

from pathlib import Path


def up(migrator, db):
    """Make the triggers."""
    kind = "sqlite" if db.param == "?" else "postgres"
    text = (Path(__file__).parent / "sql" / f"0002.{kind}.sql").read_text()
    for statement in text.split("\n\n"):
        if statement.strip():
            db.execute_sql(statement)
