"""All of a list happens or nothing, whatever goes wrong and whoever else is at work."""

import io
from pathlib import Path

import pytest

from app.billing.bill import Bill
from app.billing.feed import Feed
from app.customers import batch
from app.customers.customer import Customer
from app.customers.sight import customers
from app.exchange import apply as applying
from app.exchange.answer import answer, confirm, decide, find_row
from app.exchange.apply import apply
from app.exchange.bills import write as bill_write
from app.exchange.customer_list import incoming, sweep
from app.exchange.customer_list import write as customer_write
from app.exchange.importfile import FilePart, ImportFile, StagedRow, find
from app.exchange.limits import Limits
from app.exchange.parse import parse
from app.exchange.receive import already_loaded, drop, receive
from app.exchange.refusals import EmptyFile, FileRefused, FileTooBig
from app.exchange.whole import import_file
from app.exchange.work import runners
from app.jobs import job, runner
from app.ledger import verify
from app.ledger.entry import Entry
from app.refusals import BadInput, NotInSight, Stale
from app.station.audit import Audit
from app.station.sight import scope
from tests.exchange.lists import ARREARS, CUSTOMERS, LAST_NIGHT, NOON, Desk, money, opened, row_of
from tests.world import PERIOD, World

SILENT = lambda done, of: None  # noqa: E731


@pytest.fixture
def desk(world: World, tmp_path: Path):
    yield Desk(world, tmp_path)
    assert list(verify.problems(world.station)) == []


def ready(desk: Desk, world: World, *rows: tuple, full: bool = False) -> ImportFile:
    """A list of arrears that was read and answered for."""
    read = parse(desk.upload("arrears", ARREARS, list(rows)), SILENT, at=NOON)
    answer(read, LAST_NIGHT, full, by=world.lin, at=NOON)
    return ImportFile.get_by_id(read.id)


def confirmed(imported: ImportFile, world: World) -> ImportFile:
    confirm(imported, by=world.lin, at=NOON, queue=False)
    return ImportFile.get_by_id(imported.id)


def everything() -> tuple[int, ...]:
    return tuple(m.select().count() for m in (Bill, Entry, Feed, Customer))


def test_a_failure_in_the_middle_leaves_nothing(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
):
    customers = [world.customer() for _ in range(3)]
    world.bill(customers[0], 5000)
    imported = confirmed(
        ready(desk, world, *((c.account_no, "", PERIOD, "12.00") for c in customers)), world
    )
    before = everything()

    def breaks(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(bill_write, "settle", breaks)
    with pytest.raises(RuntimeError):
        apply(imported, SILENT, at=NOON)
    assert everything() == before
    assert set(money().values()) == {5000}
    # The person finds it as it was before, and may try again.
    monkeypatch.undo()
    again = ImportFile.get_by_id(imported.id)
    assert again.state == "ready"
    apply(confirmed(again, world), SILENT, at=NOON)
    assert sorted(money().values()) == [1200, 1200, 1200]


def test_of_two_confirmations_one_wins_and_the_list_is_written_once(desk: Desk, world: World):
    customer = world.customer()
    imported = confirmed(ready(desk, world, (customer.account_no, "", PERIOD, "12.00")), world)
    with pytest.raises(Stale):
        confirm(imported, by=world.guan, at=NOON, queue=False)
    apply(imported, SILENT, at=NOON)
    apply(ImportFile.get_by_id(imported.id), SILENT, at=NOON)
    assert Entry.select().where(Entry.kind == "release").count() == 1
    with pytest.raises(Stale):
        apply(imported, SILENT, at=NOON)  # a worker that had claimed it before


def test_a_preview_that_another_list_made_stale_is_shown_again_and_not_written(
    desk: Desk, world: World
):
    customer = world.customer()
    bill = world.bill(customer, 5000)
    imported = ready(desk, world, (customer.account_no, "", PERIOD, "20.00"))
    desk.arrears((customer, PERIOD, 1000))
    with pytest.raises(Stale):
        apply(confirmed(imported, world), SILENT, at=NOON)
    again = ImportFile.get_by_id(imported.id)
    assert (again.state, opened(bill)) == ("ready", 1000)
    # Listed 20.00 where 10.00 are open: that is a question now.
    assert again.counts == {"ask": 1}


def test_a_collection_between_preview_and_writing_is_seen(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch
):
    customer, other = world.customer(), world.customer()
    bill, theirs = world.bill(customer, 5000), world.bill(other, 3000)
    rows = ((customer.account_no, "", PERIOD, "0.00"), (other.account_no, "", PERIOD, "30.00"))
    imported = confirmed(ready(desk, world, *rows), world)
    claim = applying._claim

    def collects_first(*args, **named):
        desk.take(customer, 2000)  # after everything was prepared
        return claim(*args, **named)

    monkeypatch.setattr(applying, "_claim", collects_first)
    apply(imported, SILENT, at=NOON)
    assert (opened(bill), opened(theirs)) == (0, 3000)
    assert Entry.select().where(Entry.kind == "offset").count() == 1  # the 20.00 are credit


def test_an_unanswered_list_cannot_be_confirmed(desk: Desk, world: World):
    read = parse(desk.upload("arrears", ARREARS, [("1", "", PERIOD, "1")]), SILENT, at=NOON)
    with pytest.raises(BadInput):
        confirm(read, by=world.lin, at=NOON)


def test_a_dropped_list_writes_nothing_and_its_rows_go_with_the_next_reading(
    desk: Desk, world: World
):
    imported = ready(desk, world, (world.customer().account_no, "", PERIOD, "12.00"))
    drop(imported, by=world.lin, at=NOON)
    with pytest.raises(Stale):
        confirm(imported, by=world.lin, at=NOON)
    ready(desk, world)
    assert not StagedRow.select().where(StagedRow.import_file == imported).exists()
    assert Bill.select().count() == 0


def test_a_question_that_a_person_answers_is_written_as_the_list_has_it(desk: Desk, world: World):
    customer = world.customer()
    bill = world.bill(customer, 5000)
    desk.arrears((customer, PERIOD, 2000), as_of=LAST_NIGHT)
    imported = ready(desk, world, (customer.account_no, "", PERIOD, "45.00"))
    decide(row_of(imported, customer.account_no), True, by=world.lin, at=NOON)
    apply(confirmed(imported, world), SILENT, at=NOON)
    assert opened(bill) == 4500
    with pytest.raises(Stale):
        decide(row_of(imported, customer.account_no), False, by=world.lin, at=NOON)


def test_money_of_ours_can_not_be_taken_away_by_a_list(desk: Desk, world: World):
    customer = world.customer()
    world.bill(customer, 5000)
    desk.take(customer, 5000)
    desk.arrears(as_of=NOON, full=True)  # closed there: ours is 已销账
    uploaded = desk.upload("arrears", ARREARS, [(customer.account_no, "", PERIOD, "50.00")])
    read = parse(uploaded, SILENT, at=NOON)
    answer(read, NOON, False, by=world.lin, at=NOON)
    with pytest.raises(BadInput, match="补销账"):
        decide(row_of(read, customer.account_no), True, by=world.lin, at=NOON)


def test_a_good_row_raises_no_question(desk: Desk, world: World):
    customer = world.customer()
    imported = ready(desk, world, (customer.account_no, "", PERIOD, "45.00"))
    with pytest.raises(BadInput):
        decide(row_of(imported, customer.account_no), True, by=world.lin, at=NOON)


def test_another_station_finds_neither_the_import_nor_its_rows(desk: Desk, world: World):
    imported = ready(desk, world, (world.customer().account_no, "", PERIOD, "45.00"))
    with pytest.raises(NotInSight):
        find(world.elsewhere.id, imported.id)
    other = ready(desk, world)
    with pytest.raises(NotInSight):
        find_row(other, row_of(imported, "0500000001").id)


@pytest.mark.parametrize(("body", "refusal"), [(b"", EmptyFile), (b"x" * 2000, FileTooBig)])
def test_a_file_that_is_too_big_or_empty_is_not_kept(world: World, body: bytes, refusal):
    with pytest.raises(refusal):
        receive(
            world.station, "arrears", "a.csv", io.BytesIO(body), by=world.lin, at=NOON,
            limits=Limits(text_bytes=1000),
        )  # fmt: skip
    assert ImportFile.select().count() == FilePart.select().count() == 0


def test_a_file_that_is_no_table_fails_in_words_and_leaves_nothing(world: World, tmp_path: Path):
    path = tmp_path / "欠费明细.xlsx"
    path.write_bytes(b"%PDF-1.7 no table")
    with pytest.raises(FileRefused, match="其实是PDF"):
        import_file(path, "arrears", world.station, LAST_NIGHT, True, by=world.lin, at=NOON)
    assert FilePart.select().count() == StagedRow.select().count() == Feed.select().count() == 0


def test_the_same_bytes_are_recognised(desk: Desk, world: World):
    customer = world.customer()
    first = desk.arrears((customer, PERIOD, 1200))
    second = desk.upload(
        "arrears", ARREARS, [(customer.account_no, customer.name, PERIOD, "12.00")]
    )
    assert already_loaded(second) == first


def test_who_confirmed_and_that_it_was_written_is_recorded(desk: Desk, world: World):
    desk.arrears((world.customer(), PERIOD, 1200))
    deeds = Audit.select(Audit.deed, Audit.staff_id).order_by(Audit.id)
    assert list(deeds.tuples()) == [
        ("import_confirmed", world.lin.id),
        ("import_applied", world.lin.id),
    ]


def test_a_worker_reads_and_writes_a_list(desk: Desk, world: World):
    customer = world.customer()
    imported = desk.upload("arrears", ARREARS, [(customer.account_no, "", PERIOD, "45.00")])
    made = job.queue(
        "import-parse", {"import": imported.id}, station=world.station, by=world.lin, at=NOON
    )
    assert runner.work(made.id, runners(lambda: NOON), lambda: NOON)
    imported = ImportFile.get_by_id(imported.id)
    answer(imported, LAST_NIGHT, True, by=world.lin, at=NOON)
    confirm(imported, by=world.lin, at=NOON)
    assert runner.work(
        ImportFile.get_by_id(imported.id).job_id, runners(lambda: NOON), lambda: NOON
    )
    assert ImportFile.get_by_id(imported.id).state == "applied"
    assert set(money().values()) == {4500}


MANY = [(f"05000001{n:02d}", "甲", "", "居民", "TQ01", "", "") for n in range(10)]


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists of more than three new customers are long."""
    monkeypatch.setattr(customer_write, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(customer_write, "_STEP", 4)
    monkeypatch.setattr(customer_write, "_PAUSE", 0)


def seen(world: World) -> int:
    return customers(scope(world.lin, NOON)).count()


def test_a_long_list_is_out_of_sight_until_all_of_it_is_there(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch, small_steps: None
):
    counts = []
    insert = incoming.insert_new

    def watched(*args, **named):
        counts.append((seen(world), Customer.select().count()))
        return insert(*args, **named)

    monkeypatch.setattr(incoming, "insert_new", watched)
    desk.load("customers", CUSTOMERS, MANY, as_of=None, full=None)
    assert counts == [(0, 0), (0, 4), (0, 8), (0, 10)]
    assert seen(world) == 10


def test_a_long_list_that_fails_at_the_end_leaves_nobody(
    desk: Desk, world: World, monkeypatch: pytest.MonkeyPatch, small_steps: None
):
    def breaks(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(batch, "open_up", breaks)
    with pytest.raises(RuntimeError):
        desk.load("customers", CUSTOMERS, MANY, as_of=None, full=None)
    assert Customer.select().count() == batch.Batch.select().count() == 0


def test_what_a_worker_left_that_was_killed_is_swept_and_the_list_comes_in_whole(
    desk: Desk, world: World, small_steps: None
):
    read = parse(desk.upload("customers", CUSTOMERS, MANY), SILENT, at=NOON)
    answer(read, None, False, by=world.lin, at=NOON)
    imported = confirmed(read, world)
    dead = batch.begin(sweep.name_of(imported.id), NOON)
    world.customer(account_no="0500000103", batch_id=dead)
    world.customer(account_no="0500000104", batch_id=dead)
    assert seen(world) == 0
    apply(imported, SILENT, at=NOON)
    assert seen(world) == Customer.select().count() == 10
