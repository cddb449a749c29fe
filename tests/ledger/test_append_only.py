"""The ledger can be added to and nothing else; the database itself refuses."""

import pytest
from peewee import DatabaseError

from app.db import database
from app.engines import Postgres
from app.ledger import verify
from app.ledger.entry import Balance, Entry
from tests.ledger.test_collect import take
from tests.world import World


@pytest.fixture
def books(world: World) -> World:
    customer = world.customer()
    world.bill(customer, 5000)
    take(world, customer, 5000)
    return world


@pytest.mark.parametrize("table", ["entry", "line", "seal", "slip"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_ledger(books: World, table: str, verb: str):
    with pytest.raises(DatabaseError, match="append-only"):
        database.execute_sql(verb.format(table))


@pytest.mark.parametrize("table", ["entry", "line", "seal", "slip"])
def test_the_database_refuses_replace_or_truncate(books: World, table: str):
    statement = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    if isinstance(database.obj, Postgres):
        statement = f"TRUNCATE {table} CASCADE"
    with pytest.raises(DatabaseError, match="append-only"):
        database.execute_sql(statement)


def test_verify_names_a_balance_that_its_lines_do_not_make(books: World):
    Balance.update(fen=Balance.fen + 1).where(Balance.account == "cash").execute()
    assert [p for p in verify.problems(books.station) if "balance cash" in p]


def test_verify_names_an_entry_whose_seal_does_not_match(books: World):
    entry = Entry.select().order_by(Entry.id.desc()).get()
    _tamper(f"UPDATE entry SET fen = 1 WHERE id = {entry.id}")
    assert [p for p in verify.problems(books.station) if "seal does not match" in p]


def _tamper(statement: str) -> None:
    """Somebody with the database's own rights drops the guards and changes a row."""
    if isinstance(database.obj, Postgres):
        database.execute_sql("SET session_replication_role = replica")
        database.execute_sql(statement)
        database.execute_sql("SET session_replication_role = DEFAULT")
        return
    for (name,) in database.execute_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'entry'"
    ).fetchall():
        database.execute_sql(f"DROP TRIGGER {name}")
    database.execute_sql(statement)
