"""What a demo database knows about itself, and the clock that it carries."""

from dataclasses import dataclass
from datetime import date, datetime

from app.clock import Clock, business_day, fixed, parse_instant, period_of, shifted, system
from app.config import Config
from app.db import Fact

FACT = "demo"


@dataclass(frozen=True)
class Demo:
    """A demo was loaded at one real instant, and that instant reads `starts_at` in it."""

    loaded_at: datetime
    starts_at: datetime

    @property
    def clock(self) -> Clock:
        """Runs on from `starts_at` as real time runs on from the loading."""
        return shifted(self.starts_at - self.loaded_at)


@dataclass(frozen=True)
class Banner:
    """What every page of a demo says: its date, and whether a fresh demo would be of a later
    month. That people are made up and places not real is always said."""

    day: date
    stale: bool


def remember(demo: Demo) -> None:
    """Note in the database that it is a demo, and when it was loaded."""
    Fact.create(
        name=FACT,
        value={
            "loaded_at": demo.loaded_at.isoformat(),
            "starts_at": demo.starts_at.isoformat(),
        },
    )


def demo() -> Demo | None:
    """The demo that this database is; None for a real one."""
    value = Fact.select(Fact.value).where(Fact.name == FACT).scalar()
    if value is None:
        return None
    return Demo(parse_instant(value["loaded_at"]), parse_instant(value["starts_at"]))


def clock_of(config: Config, found: Demo | None) -> Clock:
    """The clock to serve by: TAIQU_NOW when it is set, else the demo's own, else the machine's."""
    if config.now is not None:
        return fixed(config.now)
    return found.clock if found else system


def banner(found: Demo, now: datetime, real_now: datetime) -> Banner:
    """What to say in the demo whose clock says `now`, at a real instant."""
    later = period_of(business_day(real_now)) > period_of(business_day(found.starts_at))
    return Banner(business_day(now), later)
