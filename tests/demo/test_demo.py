"""Claims about the loaded demo: it agrees with its own lists, and each screen has what is true."""

from datetime import timedelta

import pytest
from peewee import fn

from app.billing.bill import Bill
from app.clock import business_day
from app.customers.contact import Care, Contact
from app.customers.customer import Customer
from app.demo import archive
from app.demo.clock import Demo
from app.fieldwork.visit import Promise, Visit
from app.ledger import verify
from app.ledger.entry import CASH, Balance, Entry, Settlement, Slip
from app.ledger.remittance import Remittance, RemittanceAcceptance, slips_in_hand, waiting
from app.standing import progress, target
from app.standing.rate import rate_bp
from app.station import pair, password, people, sight
from app.station.people import Staff, Station
from tests.demo.conftest import MOVE

pytestmark = pytest.mark.usefixtures("demo")


def person(number: str) -> Staff:
    return Staff.get(Staff.number == number)


def test_what_is_open_equals_the_answer_file_to_the_fen():
    answer = {
        (row["account_no"], MOVE.period(row["period"])): archive.fen(row["amount_open"])
        for row in archive.read()["arrears_2026-10-20"]
    }
    query = Bill.select(Customer.account_no, Bill.period, Bill.open_fen).join(Customer)
    found = {(a, p): fen for a, p, fen in query.where(Bill.open_fen != 0).tuples()}
    assert len(found) == 2401
    assert found == answer


def test_the_books_are_sound():
    assert list(verify.problems(Station.get())) == []


def test_cash_in_hand_is_what_was_collected_less_what_was_handed_in():
    taken = Entry.select(Entry.by, fn.SUM(Entry.fen)).where(
        (Entry.kind == "collection") & (Entry.channel == CASH)
    )
    handed = Remittance.select(Remittance.collector, fn.SUM(Remittance.due_fen)).join(
        RemittanceAcceptance
    )
    left = dict(taken.group_by(Entry.by).tuples())
    for collector, fen in handed.group_by(Remittance.collector).tuples():
        left[collector] -= fen
    kept = {b.owner_id: b.fen for b in Balance.select().where(Balance.account == CASH)}
    assert kept == left


def test_two_collectors_still_have_cash_and_one_of_them_waits_for_the_count():
    in_hand = {
        b.owner_id: b.fen
        for b in Balance.select().where((Balance.account == CASH) & (Balance.fen != 0))
    }
    qiu, tan = person("S13"), person("S16")
    assert in_hand == {qiu.id: 182640, tan.id: 24910}
    assert sum(e.fen for e in slips_in_hand(qiu.id)) == 182640
    declared = waiting(tan.id)
    assert declared and (declared.declared_fen, declared.slips) == (24910, 4)
    assert waiting(qiu.id) is None


def test_a_declared_sum_is_what_its_notes_and_coins_make():
    for remittance in Remittance.select():
        pieces = sum(int(piece) * count for piece, count in remittance.counts.items())
        assert pieces == remittance.declared_fen == remittance.due_fen


def test_the_station_stands_where_the_packed_lists_say():
    measure = progress.total(
        list(progress.now_by_district(Station.get().id, MOVE.current).values())
    )
    assert (measure.due_fen, measure.count, measure.open_count) == (67494925, 8500, 1734)
    assert rate_bp(measure.settled_fen, measure.due_fen) == 7755


def test_nothing_has_happened_after_the_demo_begins(demo: Demo):
    for field in (Entry.recorded_at, Entry.paid_at, Visit.recorded_at):
        newest = field.python_value(field.model.select(fn.MAX(field)).scalar())
        assert newest and newest <= demo.starts_at


def test_what_others_took_is_known_the_next_morning_and_our_own_at_once():
    kinds = Entry.kind.in_(("elsewhere", "collection"))
    for kind, *instants in (
        Entry.select(Entry.kind, Entry.paid_at, Entry.recorded_at).where(kinds).tuples()
    ):
        paid_on, known_on = map(business_day, instants)
        assert (paid_on == known_on) == (kind == "collection")


def test_slips_are_numbered_in_the_order_of_time():
    rows = Slip.select(Slip.year, Slip.n, Entry.paid_at).join(Entry).order_by(Slip.year, Slip.n)
    times = [paid_at for _, _, paid_at in rows.tuples()]
    assert len(times) == 4752
    assert times == sorted(times)


def test_only_the_last_two_days_are_not_posted_in_the_marketing_system():
    posted = Settlement.select(Settlement.entry)
    fresh = Entry.select(Entry.day).where((Entry.kind == "collection") & Entry.id.not_in(posted))
    days = {day for (day,) in fresh.tuples()}
    assert days == {MOVE.today - timedelta(days=1), MOVE.today - timedelta(days=2)}


def test_everybody_signs_in_with_demo_in_small_or_large_letters():
    for login in ("S10", "s01", "S29", "admin", "bureau"):
        found = people.find_login(login)
        assert found and password.matches("demo", found.password) and not found.must_change


def test_every_district_has_one_person(demo: Demo):
    held = sight.holders(Station.get().id, demo.starts_at)
    assert len(held) == 162
    assert all(h.responsible for h in held.values())


def test_every_a_post_has_a_b_post_from_another_post_and_a_target():
    station = Station.get()
    pairs = pair.on(station.id, MOVE.today)
    assert {p.a.number for p in pairs} == {f"S{n}" for n in range(10, 27)}
    assert all(p.a.post != p.b.post and p.cover for p in pairs)
    assert {p.a.number: p.b.number for p in pairs}["S18"] == "S29"
    marks = target.of_station(station.id, MOVE.current)
    firsts = {p.a.number: marks[p.a_id][0].rate_bp for p in pairs}
    assert {number for number, bp in firsts.items() if bp != 6000} == {"S18"}
    assert firsts["S18"] == 6500


def test_every_collector_has_a_promise_due_today_or_tomorrow():
    due = Promise.promised_on.in_((MOVE.today, MOVE.today + timedelta(days=1)))
    makers = Promise.select(Visit.by).join(Visit).where(due).distinct()
    assert makers.count() == 17


def test_doors_have_warnings_and_neighbours():
    assert Care.select().count() > 50
    assert Contact.select().where(Contact.relation == "邻居").count() > 50
