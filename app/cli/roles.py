"""PostgreSQL: what the app's own role may do in tables that another role owns."""

from app.db import database, transaction

# Rows of these are written once. The triggers refuse it too; the rights are the second lock.
APPEND_ONLY = ("entry", "line", "seal", "slip")


def let_work(role: str) -> None:
    """Let that role use every table, and change nothing in the ledger."""
    name = '"' + role.replace('"', '""') + '"'
    with transaction():
        for statement in (
            f"GRANT USAGE ON SCHEMA public TO {name}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
            f"REVOKE UPDATE, DELETE ON {', '.join(APPEND_ONLY)} FROM {name}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        ):
            database.execute_sql(statement)
