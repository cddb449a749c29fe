"""Working days: the public calendar (chinesecalendar), with a station's own days on top."""

from datetime import date, datetime, timedelta

import chinese_calendar
from peewee import BooleanField, DateField, ForeignKeyField, TextField

from app.clock import at
from app.db import Record
from app.station.people import Station


class StationDay(Record):
    """A day that this station works, or does not, whatever the public calendar says."""

    station = ForeignKeyField(Station)
    day = DateField()
    working = BooleanField()
    why = TextField(default="")

    class Meta:
        indexes = ((("station", "day"), True),)


def own_days(station_id: int) -> dict[date, bool]:
    """The station's own working and free days."""
    rows = StationDay.select().where(StationDay.station == station_id)
    return {row.day: row.working for row in rows}


def is_working(day: date, own: dict[date, bool]) -> bool:
    """Whether the day is worked. For years the library does not know: Monday to Friday."""
    if day in own:
        return own[day]
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5


def next_working_day(after: date, own: dict[date, bool]) -> date:
    """The first working day later than `after`."""
    day = after + timedelta(days=1)
    while not is_working(day, own):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int, own: dict[date, bool]) -> date:
    """The day that is so many working days later."""
    for _ in range(count):
        day = next_working_day(day, own)
    return day


def next_working_start(after: date, own: dict[date, bool], hour: int = 8) -> datetime:
    """The instant at which work begins on the next working day after that date."""
    return at(next_working_day(after, own), hour)
