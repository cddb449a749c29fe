"""What a judgement yields: states, steps, guards, notices. Frozen values only. Pure.

Instants are aware UTC, days are Asia/Shanghai dates, people are staff ids.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal


class State(StrEnum):
    """Where a case (A, period) stands; what each means: domain.md §2.2."""

    NORMAL = "normal"
    ASSIST = "assist"
    PENDING = "pending"
    TAKEOVER = "takeover"
    REFERRED = "referred"
    RETURNED = "returned"
    CLOSED_MET = "closed_met"
    CLOSED_MET_BY_B = "closed_met_by_b"
    CLOSED_MISSED = "closed_missed"


CLOSED = frozenset({State.CLOSED_MET, State.CLOSED_MET_BY_B, State.CLOSED_MISSED})


class Kind(StrEnum):
    """What a step is. The second group is made by people, never by the rules."""

    ASSIST = "assist"
    ON_PACE = "on_pace"
    WARNED = "warned"
    MET = "met"
    MISSED = "missed"
    HELD = "held"
    DEFERRAL_OVER = "deferral_over"
    ASKED = "asked"
    TAKEOVER = "takeover"
    REFERRED = "referred"
    RETURNED = "returned"
    CLOSED = "closed"

    HELP_ASKED = "help_asked"
    DEFERRED = "deferred"
    REPLACED = "replaced"
    ENDED = "ended"


Post = Literal["a", "b", "head"]


@dataclass(frozen=True)
class Person:
    """A member of staff, as far as a sentence needs one."""

    id: int
    name: str


@dataclass(frozen=True)
class Cover:
    """B acts in A's districts from `since`; `until` None while it runs."""

    b: Person
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Step:
    """One thing that happened to a case, said once for screen, print and notice.

    `at` is when it counts from, as shown; `known_at` when it could first be known (the steps of
    a case are in this order). `on` is the day it is about; a second of one kind about one day
    (a new B asked on the day the first one refused) has `nth` 1. `state` is the state after it.
    `cover` without an end starts one, with an end closes it. `against` is who bears a miss.
    """

    kind: Kind
    on: date
    state: State
    at: datetime
    known_at: datetime
    title: str
    reason: str
    tell: tuple[Post, ...] = ()
    checkpoint: date | None = None
    b: Person | None = None
    cover: Cover | None = None
    against: int | None = None
    by: str = ""
    nth: int = 0

    @property
    def key(self) -> str:
        """Unique within the case: the guard against doing anything twice."""
        return f"{self.kind}:{self.on}" + (f":{self.nth}" if self.nth else "")


@dataclass(frozen=True)
class Guard:
    """One line of the checklist 'can B take over'.

    A 'condition' must hold; a 'demand' is asked of A and alarmed, never waited for; the
    'answer' is B's, open until it comes.
    """

    label: str
    ok: bool
    detail: str
    kind: Literal["condition", "demand", "answer"] = "condition"


@dataclass(frozen=True)
class Notice:
    """What one person is told: everything of one judgement together. `staff_id` None: the head."""

    to: Post
    staff_id: int | None
    text: str


@dataclass(frozen=True)
class Verdict:
    """What is to be written, and when the case next deserves a look (None: it is closed).

    `waiting` says in words what a checkpoint waits for, '' when it waits for nothing; `held` is
    the reason of a hold in force today.
    """

    steps: tuple[Step, ...] = ()
    look_again_at: datetime | None = None
    waiting: str = ""
    held: str = ""
    notices: tuple[Notice, ...] = ()
