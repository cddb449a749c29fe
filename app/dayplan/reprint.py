"""Which printed sheets a change of hands makes void: the head learns it before deciding."""

from collections.abc import Collection
from datetime import date

from peewee import fn

from app.dayplan.plan import Plan, Stop
from app.dayplan.sheet import Sheet


def households(
    station_id: int, district_ids: Collection[int], since: date
) -> list[tuple[date, int]]:
    """(day, households of these districts on its printed sheets) from that day on, by day."""
    printed = Sheet.select(Sheet.plan).where((Sheet.station == station_id) & (Sheet.day >= since))
    query = (
        Stop.select(Plan.day, fn.COUNT(Stop.id))
        .join(Plan)
        .where(Plan.id.in_(printed) & Stop.district.in_(list(district_ids)))
        .group_by(Plan.day)
        .order_by(Plan.day)
    )
    return list(query.tuples())
