"""What the lists that were loaded tell, and since when. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.clock import business_day


@dataclass(frozen=True)
class Told:
    """The lists about money, each as (as of, loaded at), in the order they were loaded."""

    lists: tuple[tuple[datetime, datetime], ...] = ()

    def reached(self, moment: datetime) -> datetime | None:
        """The first instant at which a loaded list told of everything paid before that moment."""
        return next((loaded for as_of, loaded in self.lists if as_of >= moment), None)

    def days(self, first: date, now: datetime) -> tuple[tuple[date, datetime], ...]:
        """(the last whole day told, known since), oldest first, for days from `first` on."""
        found: dict[date, datetime] = {}
        newest = first - timedelta(days=1)
        for as_of, loaded in self.lists:
            day = business_day(as_of) - timedelta(days=1)
            if day > newest and loaded <= now:
                found[day], newest = loaded, day
        at_once = {loaded: day for day, loaded in found.items()}
        return tuple((day, loaded) for loaded, day in at_once.items())
