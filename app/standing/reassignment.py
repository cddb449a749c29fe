"""What to know before districts change hands: facts, for the head to decide by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.clock import period_of
from app.ledger import undelivered
from app.standing import target
from app.standing.target import Mark
from app.standing.workload import Held
from app.station import assignment, leave
from app.station.people import Staff
from app.station.settings import Settings


@dataclass(frozen=True)
class Concerns:
    """`cash_fen`: taken in these districts and not handed in. `acting`: whose acting ends.
    `away`: the new holder is on leave that day. `mark`: the last checkpoint before the day, whose
    result stays with the one who loses the districts."""

    losers: tuple[Staff, ...]
    cash_fen: int
    acting: tuple[Staff, ...]
    away: bool
    mark: Mark | None


def concerns(picked: Sequence[Held], to: Staff, since: date, settings: Settings) -> Concerns:
    """The facts for giving the picked districts to `to` from `since`. Five queries."""
    station_id = to.station_id
    districts = [one.district.id for one in picked]
    losers = {one.holder.id: one.holder for one in picked if one.holder and one.holder.id != to.id}
    acting = {row.staff.id: row.staff for row in assignment.acting_past(districts, since)}
    return Concerns(
        losers=tuple(losers.values()),
        cash_fen=undelivered.cash_fen(list(losers), districts) if losers else 0,
        acting=tuple(acting.values()),
        away=to.id in leave.away(station_id, since),
        mark=_last_mark(station_id, list(losers), since, settings),
    )


def _last_mark(
    station_id: int, loser_ids: list[int], since: date, settings: Settings
) -> Mark | None:
    """The checkpoint of the month that has passed by then; only when one person loses."""
    if len(loser_ids) != 1:
        return None
    period = period_of(since)
    own = target.of_station(station_id, period).get(loser_ids[0])
    marks = own or target.default_marks(period, settings)
    return next((mark for mark in reversed(marks) if mark.due < since), None)
