"""The lists that the station loaded: customers once, then every morning what the night made."""

from collections import Counter
from datetime import date, timedelta

from app.billing.bill import Bill
from app.billing.feed import Feed
from app.clock import at, business_day, day_start, period_of
from app.demo.dates import Move
from app.demo.payments import Paid
from app.demo.people import Cast, long_ago


def add_feeds(cast: Cast, paid: list[Paid], customers: int, move: Move) -> dict[date, int]:
    """Each morning at 07:00, as of 24:00 of the day before: the day's payments, and once bills
    are released that month, its receivables in full. Day -> id of that day's payments list."""
    common = {"station": cast.station, "by": cast.admin}
    since = long_ago(move)
    Feed.create(
        **common, kind="customers", as_of=since, full=True, filename="客户档案.xlsx",
        rows=customers, loaded_at=since,
    )  # fmt: skip
    counts = Counter(business_day(p.paid_at) for p in paid if p.by is None)
    bills = _first_release(cast.station.id)
    result, day = {}, min(counts) + timedelta(days=1)
    while day <= move.today:
        moment = {"as_of": day_start(day), "loaded_at": at(day, 7)}
        before = day - timedelta(days=1)
        made = Feed.create(
            **common, **moment, kind="payments", full=False,
            filename=f"实收明细_{before:%Y%m%d}.xlsx", rows=counts[before],
        )  # fmt: skip
        result[day] = made.id
        period = period_of(before)
        if period in bills and before >= bills[period][0]:
            Feed.create(
                **common, **moment, kind="receivables", full=True, period=period,
                filename=f"应收实收_{period}_{before:%Y%m%d}.xlsx", rows=bills[period][1],
            )  # fmt: skip
        day += timedelta(days=1)
    return result


def _first_release(station_id: int) -> dict[int, tuple[date, int]]:
    """Period -> (its first day of release, how many bills)."""
    query = Bill.select(Bill.period, Bill.released_on).where(Bill.station == station_id).tuples()
    days: dict[int, list[date]] = {}
    for period, day in query:
        days.setdefault(period, []).append(day)
    return {period: (min(found), len(found)) for period, found in days.items()}
