"""Files that go out: what is to be posted, and rows to put right and bring in again."""

import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from app.exchange import not_written, posting_file
from app.exchange.whole import import_file
from app.station.audit import Audit
from tests.exchange.lists import ARREARS, LAST_NIGHT, NOON, Desk, bill_of, opened
from tests.world import PERIOD, World

OLD = 202609


@pytest.fixture
def desk(world: World, tmp_path: Path) -> Desk:
    return Desk(world, tmp_path)


def sheet(body: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()


def test_each_part_of_a_collection_is_a_row_for_posting(desk: Desk, world: World):
    customer = world.customer()
    world.bill(customer, 5000, OLD)
    world.bill(customer, 3000)
    slip = desk.take(customer, 8150).answer["slip"]
    parts = posting_file.unposted(world.station.id)
    assert [(p.period, p.fen, p.slip, p.collector) for p in parts] == [
        (OLD, 5000, slip, world.an.name),
        (PERIOD, 3000, slip, world.an.name),
        (None, 150, slip, world.an.name),
    ]


def test_what_a_list_shows_as_posted_is_no_longer_in_the_file(desk: Desk, world: World):
    customer = world.customer()
    world.bill(customer, 5000, OLD)
    world.bill(customer, 3000)
    desk.take(customer, 8000)
    desk.arrears((customer, PERIOD, 3000), as_of=NOON, full=True)
    assert [p.period for p in posting_file.unposted(world.station.id)] == [PERIOD]


def test_another_stations_collections_are_not_in_the_file(desk: Desk, world: World):
    customer = world.customer()
    desk.take(customer, 5000)
    assert posting_file.unposted(world.elsewhere.id) == []


def test_the_file_keeps_zeros_and_hostile_names_as_text(desk: Desk, world: World):
    customer = world.customer(name="=1+1")
    world.bill(customer, 5000)
    desk.take(customer, 5000)
    rows = sheet(posting_file.as_xlsx(world.station, by=world.lin, at=NOON))
    assert tuple(rows[0]) == posting_file.HEADS
    assert rows[1][:4] == [customer.account_no, "=1+1", str(PERIOD), 50.0]
    text = posting_file.as_csv(world.station, by=world.lin, at=NOON)
    assert text.startswith(b"\xef\xbb\xbf")
    assert ",'=1+1," in text.decode("utf-8-sig")


def test_that_the_file_went_out_is_recorded(desk: Desk, world: World):
    desk.take(world.customer(), 700)
    posting_file.as_csv(world.station, by=world.lin, at=NOON)
    row = Audit.get(Audit.deed == "posting_file_downloaded")
    assert (row.staff_id, row.at, row.detail) == (
        world.lin.id, NOON, {"form": "csv", "rows": 1, "fen": 700},
    )  # fmt: skip


def test_rows_that_were_not_written_can_be_put_right_and_brought_in(
    desk: Desk, world: World, tmp_path: Path
):
    good, broken = world.customer(name="甲"), world.customer(name="=1+1")
    rows = [
        (good.account_no, "甲", PERIOD, "12.00"),
        (broken.account_no, "=1+1", PERIOD, "1,2O3.50"),
        (good.account_no, "甲", PERIOD, "12.00"),
    ]
    loaded = desk.load("arrears", ARREARS, rows)
    body = not_written.as_xlsx(loaded, by=world.lin, at=NOON)
    heads, *found = sheet(body)
    assert tuple(heads) == (*ARREARS, *not_written.ADDED)
    # The duplicate needs no repair. The account keeps its zero, the formula is text.
    assert [row[:5] for row in found] == [[broken.account_no, "=1+1", str(PERIOD), "1,2O3.50", 3.0]]
    assert "字母 O" in found[0][5]
    repaired = tmp_path / "改好.csv"
    fixed = [str(cell) for cell in found[0]]
    fixed[3] = "1203.50"
    repaired.write_text("\n".join(",".join(line) for line in (heads, fixed)), encoding="utf-8")
    import_file(repaired, "arrears", world.station, LAST_NIGHT, False, by=world.lin, at=NOON)
    assert opened(bill_of(broken, PERIOD)) == 120350


def test_a_row_that_our_books_ask_about_is_in_the_file_as_it_was(desk: Desk, world: World):
    customer = world.customer(name="甲")
    world.bill(customer, 5000)
    loaded = desk.load("arrears", ARREARS, [(customer.account_no, "甲", "2026年10月", "¥60")])
    _, row = sheet(not_written.as_xlsx(loaded, by=world.lin, at=NOON))
    assert row[:4] == [customer.account_no, "甲", "2026年10月", "¥60"]
