"""Today (look/01): how far am I, what is in my hand, whom next, then the whole round."""

from datetime import date
from typing import Any, NamedTuple

from app.customers import contact
from app.dayplan import area, round
from app.dayplan.round import Round
from app.ledger.entry import CASH, balance
from app.standing import own
from app.standing.own import Standing
from app.web import kept, round_page
from app.web.moment import now, today
from app.web.session import me, scope, settings
from app.web.stops import Speech


class Seen(NamedTuple):
    """All that the page shows. A round is the same object until something in it changes."""

    day: date
    found: Round
    warnings: tuple[str, ...]
    progress: Standing | None
    cash_fen: int
    ceiling_fen: int
    helping: bool
    covered: bool

    def context(self) -> dict[str, Any]:
        """The template's values."""
        calls, coming, speech = self.found.calls, self.found.coming, Speech(self.day)
        return self._asdict() | {
            "marks": round_page.marks(self.progress) if self.progress else [],
            "next": coming and round_page.coming(coming, self.day, speech, self.warnings),
            "villages": round_page.villages(calls, speech, coming.n if coming else 0),
            "stop_count": len(calls),
            "done_count": sum(call.walked for call in calls),
            "total_fen": sum(call.planned_fen for call in calls),
            "collected_fen": sum(call.taken_fen(self.day) for call in calls),
        }


def index() -> Any:
    """The page. The first look of a day makes the day's plan."""
    person, day, rules, held = me(), today(), settings(), scope()
    found = round.opened(person, day, now(), area.in_scope(held), rules)
    seen = Seen(
        day=day,
        found=found,
        warnings=_warnings(found, day),
        progress=own.of_worker(person, held, now(), rules),
        cash_fen=balance(CASH, person.id),
        ceiling_fen=rules.cash_ceiling_fen,
        helping="pair" in held.kinds,
        covered=bool(held.responsible) and not held.working,
    )
    return kept.page("today/index.html", seen)


def _warnings(found: Round, day: date) -> tuple[str, ...]:
    """What to look out for at the next door."""
    coming = found.coming
    cares = contact.cares([coming.customer_id], day) if coming else {}
    return tuple(cares.get(coming.customer_id, ())) if coming else ()
