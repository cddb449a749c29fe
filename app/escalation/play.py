"""Playing the cases of a station forward together, instant by instant. Pure.

Cases touch each other: one B can take over once, the case that wants it most goes first. So they
are judged in step, each at its own instants (when its next event comes, every morning, whenever
a list tells of a new day) with what was known then. Nights that nobody judged are caught up on
the same way, and end the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import heapify, heappop, heappush

from app.clock import business_day
from app.escalation.facts import Answer, Buddy, Claim, Facts, Pace, Settings
from app.escalation.rules import decide
from app.escalation.steps import Notice, State, Step
from app.escalation.timing import missed_point, takeover_at


@dataclass(frozen=True)
class Known:
    """One case as it is stored, with everything that is known by now and since when: `paces` and
    `answers` oldest first. `facts` itself holds neither, nor what other cases are about."""

    facts: Facts
    paces: tuple[Pace, ...] = ()
    answers: tuple[Answer, ...] = ()
    first_district: str = ""


@dataclass
class Outcome:
    """What became of one case: the steps to write with the notices about them, when to look again
    (None: closed), what it waits for. `error`: judging it failed, and how."""

    steps: tuple[Step, ...] = ()
    notices: list[Notice] = field(default_factory=list)
    look_again_at: datetime | None = None
    waiting: str = ""
    error: Exception | None = None


class Play:
    """The cases of one station. `due` says from which instant on a case is to be judged; the
    others only stand beside it."""

    def __init__(
        self, known: Mapping[int, Known], due: Mapping[int, datetime], settings: Settings
    ) -> None:
        self.facts = {id_: one.facts for id_, one in known.items()}
        self.outcomes = {id_: Outcome(look_again_at=at) for id_, at in due.items()}
        self._known, self._settings = known, settings
        self._queue = [self._place(id_, at) for id_, at in due.items()]
        heapify(self._queue)

    def run(self, now: datetime) -> None:
        """Everything that happens by now, in order of time; at one instant the case that wants
        its B most goes first."""
        while self._queue and self._queue[0][0] <= now:
            at, _, id_ = heappop(self._queue)
            outcome = self.outcomes[id_]
            try:
                outcome.look_again_at = self._judge(id_, at)
            except Exception as error:  # one case that goes wrong must not hold up the others
                outcome.error = error
                continue
            if outcome.look_again_at is not None:
                heappush(self._queue, self._place(id_, outcome.look_again_at))

    def seen(self, id_: int, at: datetime) -> Facts:
        """One case's facts as they are known at that instant."""
        known, facts = self._known[id_], self.facts[id_]
        return replace(
            facts,
            pace=next((p for p in reversed(known.paces) if p.known_at <= at), None),
            answer=next((a for a in reversed(known.answers) if a.at <= at), None),
            claim=self._claim(id_),
            pairs=tuple(self._busy(id_, buddy) for buddy in facts.pairs),
        )

    def _judge(self, id_: int, at: datetime) -> datetime | None:
        verdict = decide(self.seen(id_, at), self._settings, at)
        self.facts[id_] = self.facts[id_].after(verdict.steps)
        outcome = self.outcomes[id_]
        outcome.steps += verdict.steps
        outcome.notices += verdict.notices
        outcome.waiting = verdict.waiting
        if verdict.look_again_at is None:
            return None
        news = (p.known_at for p in self._known[id_].paces if p.known_at > at)
        return min(verdict.look_again_at, next(news, verdict.look_again_at))

    def _busy(self, id_: int, buddy: Buddy) -> Buddy:
        """The pair with what the other cases say about its B."""
        mine = self.facts[id_]
        start = takeover_at(mine, self._settings)
        others = [(other, facts) for other, facts in self.facts.items() if other != id_]
        b = buddy.person.id
        own = next((f for _, f in others if f.a.id == b and f.period == mine.period), None)
        return replace(
            buddy,
            acting_for=tuple(
                facts.a.name
                for _, facts in others
                if facts.cover and facts.cover.b.id == b and facts.a.id != mine.a.id
            ),
            own_case=own.state if own else None,
            rivals=tuple(
                self._claim(other)
                for other, facts in others
                if start and self._wants(facts, b, start)
            ),
        )

    def _wants(self, facts: Facts, b: int, start: datetime) -> bool:
        """Whether that case too would have B take over at that instant."""
        if facts.state != State.PENDING or takeover_at(facts, self._settings) != start:
            return False
        buddy = facts.buddy_on(business_day(start))
        return buddy is not None and buddy.person.id == b

    def _claim(self, id_: int) -> Claim:
        """By what was open at the checkpoint missed last: money after it changes nothing."""
        facts = self.facts[id_]
        missed = missed_point(facts)
        measure = facts.as_of.get(missed.due_on) if missed else None
        open_fen = measure.due_fen - measure.settled_fen if measure else 0
        return Claim(open_fen, self._known[id_].first_district)

    def _place(self, id_: int, at: datetime) -> tuple[datetime, tuple[int, str, int], int]:
        return at, (*self._claim(id_).order, id_), id_
