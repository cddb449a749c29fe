"""The two dirty files against a database with the station's real customers: to the row, to the
fen (truth.json says what is wrong in them)."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.billing.bill import Bill
from app.bulk import insert_rows
from app.customers.customer import Customer
from app.exchange.importfile import VERDICTS, ImportFile
from app.exchange.whole import import_file
from app.ledger import verify
from app.station.territory import District
from tests.exchange.lists import LAST_NIGHT, NOON
from tests.world import MORNING, World

pytestmark = pytest.mark.slow


@pytest.fixture
def station(world: World, clean):
    """The world's station with the real districts and, once asked, customers."""
    fields = (District.station, District.code, District.name)
    insert_rows(fields, [(world.station.id, r["code"], r["name"]) for r in clean["districts"]])
    return world.station


def add_customers(world: World, clean) -> None:
    """The clean list's customers, without going through the import."""
    districts = dict(District.select(District.code, District.id).tuples())
    fields = (
        Customer.station, Customer.district, Customer.account_no, Customer.name,
        Customer.changed_at,
    )  # fmt: skip
    rows = [
        (world.station.id, districts[r["district_code"]], r["account_no"], r["name"], MORNING)
        for r in clean["customers"]
    ]
    insert_rows(fields, rows)


def load(world: World, path: Path, kind: str, full: bool | None) -> ImportFile:
    as_of = None if kind == "customers" else LAST_NIGHT
    return import_file(path, kind, world.station, as_of, full, by=world.lin, at=NOON)


def fen(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


def test_the_customers_come_in_to_the_row(world: World, station, export, truth, clean):
    facts = truth["customers.xlsx"]
    ask = sum(facts["accounts_left_for_a_person_to_decide"].values())
    conflicts = facts["accounts_left_for_a_person_to_decide"]["same_account_other_phone"]
    written = facts["distinct_usable_accounts"] - (ask - conflicts)
    loaded = load(world, export / "customers.xlsx", "customers", None)
    assert loaded.counts == {
        "new": written,
        "ask": ask,
        "duplicate": facts["defects"]["exact_duplicate"],
        "reject": facts["rows_without_a_usable_account"],
    }
    assert loaded.count(*VERDICTS) == facts["data_rows_numbered"]
    stored = dict(Customer.select(Customer.account_no, Customer.name).tuples())
    assert len(stored) == written
    assert stored.items() <= {(r["account_no"], r["name"]) for r in clean["customers"]}
    again = load(world, export / "customers.xlsx", "customers", None)
    assert (again.count("same"), again.count("new", "changed")) == (written, 0)


def test_the_arrears_come_in_to_the_row_and_to_the_fen(world: World, station, export, truth, clean):
    add_customers(world, clean)
    facts = truth["欠费明细.csv"]
    good, sum_fen = facts["good_distinct_rows"], fen(facts["good_distinct_yuan"])
    loaded = load(world, export / "欠费明细.csv", "arrears", True)
    assert loaded.counts == {
        "new": good,
        "duplicate": facts["duplicates_to_ignore"],
        "reject": facts["rows_to_reject"],
    }
    assert loaded.count(*VERDICTS) == facts["data_rows_numbered"]
    assert loaded.sums == {"good": sum_fen, "file": fen(facts["arrears_before_damage_yuan"])}
    assert sum(bill.open_fen for bill in Bill.select()) == sum_fen
    again = load(world, export / "欠费明细.csv", "arrears", True)
    assert (again.count("same"), again.count("new", "changed", "ask")) == (good, 0)
    assert sum(bill.open_fen for bill in Bill.select()) == sum_fen
    assert list(verify.problems(world.station)) == []


def test_every_open_bill_is_one_that_the_clean_list_has(world: World, station, export, clean):
    add_customers(world, clean)
    load(world, export / "欠费明细.csv", "arrears", True)
    query = Bill.select(Customer.account_no, Bill.period, Bill.open_fen).join(Customer)
    mine = {tuple(row) for row in query.where(Bill.open_fen > 0).tuples()}
    theirs = {
        (r["account_no"], int(r["period"].replace("-", "")), fen(r["amount_open"]))
        for r in clean["arrears"]
    }
    assert mine <= theirs
