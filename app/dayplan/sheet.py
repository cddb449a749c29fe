"""Sheets (派工单): what a plan looked like when it was printed, with a serial and its PDF.

A sheet is frozen. It is void, by what the grants say, once the districts on it are no longer all
in its collector's hands or more has come to them; then the next printing makes another one.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from peewee import JOIN, BlobField, CharField, DateField, ForeignKeyField, IntegerField, fn

from app.clock import day_end
from app.dayplan import area
from app.dayplan.area import Area
from app.dayplan.plan import Plan, Stop, as_of
from app.db import FenField, JsonField, Record, UtcField
from app.refusals import NotInSight
from app.station import audit
from app.station.people import Staff, Station
from app.station.settings import Settings


class Sheet(Record):
    """One printed day. `serial` is YYYYMMDD-NNN, `data` all that stands on the paper
    (snapshot.py), `area` what the plan covered, `pdf` None until it is rendered."""

    station = ForeignKeyField(Station)
    serial = CharField()
    plan = ForeignKeyField(Plan)
    staff = ForeignKeyField(Staff, backref="+")
    day = DateField()
    printed_at = UtcField()
    by = ForeignKeyField(Staff, null=True, backref="+")
    households = IntegerField()
    bills = IntegerField()
    fen = FenField()
    area = JsonField()
    data = JsonField()
    pdf = BlobField(null=True)

    class Meta:
        indexes = (
            (("station", "serial"), True),
            (("station", "day"), False),
        )


# What a list of sheets needs; the snapshots and PDFs stay where they are.
LIGHT = (
    Sheet.id, Sheet.station, Sheet.serial, Sheet.plan, Sheet.staff, Sheet.day, Sheet.printed_at,
    Sheet.households, Sheet.bills, Sheet.fen, Sheet.area,
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One collector of a day: what is planned, and the sheets printed, the newest first.

    `voids` says of each sheet why it is void ('' when it holds): 'moved' or 'grown'.
    """

    person: Staff
    districts: int
    stops: int
    fen: int
    metres: int
    sheets: list[Sheet]
    voids: list[str]

    @property
    def valid(self) -> Sheet | None:
        """The sheet that holds."""
        return next((s for s, void in zip(self.sheets, self.voids, strict=True) if not void), None)

    @property
    def households(self) -> int:
        """On the sheet that holds, else in the plan."""
        return self.valid.households if self.valid else self.stops

    @property
    def owed_fen(self) -> int:
        """On the sheet that holds, else in the plan."""
        return self.valid.fen if self.valid else self.fen


def of_day(station: Station, day: date, at: datetime, settings: Settings) -> list[Line]:
    """Everybody who works the station that day, by number, and who had a sheet. Six queries."""
    areas = areas_on(station.id, day, at, settings)
    sheets: dict[int, list[Sheet]] = {}
    for sheet in _of_day(station.id, day):
        sheets.setdefault(sheet.staff_id, []).append(sheet)
    plans = {row[0]: row[1:] for row in _planned(station.id, day)}
    people = Staff.select().where(Staff.id.in_(list(areas.keys() | sheets.keys())))
    lines = []
    for person in people.order_by(Staff.number):
        stops, fen, metres = plans.get(person.id, (0, 0, 0))
        districts = len(areas.get(person.id, Area()).districts)
        mine = sheets.get(person.id, [])
        voids = [why_void(s, areas) for s in mine]
        lines.append(Line(person, districts, stops, fen, metres, mine, voids))
    return lines


def areas_on(station_id: int, day: date, at: datetime, settings: Settings) -> dict[int, Area]:
    """Staff id -> what is that person's to work on that day, as far as it is known now."""
    last = day_end(day) - timedelta(microseconds=1)
    return area.of_station(station_id, min(as_of(day, at, settings), last))


def why_void(sheet: Sheet, areas: dict[int, Area]) -> str:
    """Why the sheet no longer counts: its districts 'moved' away, the day has 'grown', or ''."""
    printed = area.parsed(sheet.area).districts
    mine = areas.get(sheet.staff_id, Area()).districts
    if printed - mine:
        return "moved"
    return "grown" if mine - printed else ""


def valid(plan: Plan, areas: dict[int, Area]) -> Sheet | None:
    """The plan's sheet that holds, if one was printed."""
    printed = Sheet.select(*LIGHT).where(Sheet.plan == plan).order_by(Sheet.id.desc())
    return next((sheet for sheet in printed if not why_void(sheet, areas)), None)


def find(person: Staff, serial: str) -> Sheet:
    """The sheet with that serial: for the head one of the station, else one's own.

    Raises NotInSight.
    """
    found = (
        Sheet.select(Sheet, Staff)
        .join(Staff, on=(Sheet.staff == Staff.id))
        .where((Sheet.station == person.station_id) & (Sheet.serial == serial))
        .first()
    )
    if found is None or (person.role != "head" and found.staff_id != person.id):
        raise NotInSight()
    return found


def opened(sheets: list[Sheet], *, by: Staff, at: datetime) -> None:
    """Keep who took a copy of papers that carry names, phones and debts."""
    for sheet in sheets:
        audit.record("sheet_opened", sheet.serial, station=sheet.station_id, by=by, at=at)


def printed(station: Station, day: date, at: datetime, settings: Settings) -> list[Sheet]:
    """The day's sheets that hold and are rendered, by serial, each with its PDF."""
    areas = areas_on(station.id, day, at, settings)
    rows = Sheet.select(*LIGHT, Sheet.pdf).where(
        (Sheet.station == station) & (Sheet.day == day) & Sheet.pdf.is_null(False)
    )
    return [sheet for sheet in rows.order_by(Sheet.serial) if not why_void(sheet, areas)]


def _of_day(station_id: int, day: date) -> list[Sheet]:
    mine = (Sheet.station == station_id) & (Sheet.day == day)
    return list(Sheet.select(*LIGHT).where(mine).order_by(Sheet.id.desc()))


def _planned(station_id: int, day: date) -> list[tuple[int, int, int, int]]:
    """(staff id, stops, fen when planned, metres) of each plan of the day."""
    rows = (
        Plan.select(Plan.staff, fn.COUNT(Stop.id), fn.COALESCE(fn.SUM(Stop.fen), 0), Plan.metres)
        .join(Stop, JOIN.LEFT_OUTER, on=(Stop.plan == Plan.id))
        .where((Plan.station == station_id) & (Plan.day == day))
        .group_by(Plan.id)
    )
    return [(staff, count, int(fen), metres) for staff, count, fen, metres in rows.tuples()]
