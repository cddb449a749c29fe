"""Can B take over: the checklist, as data for screen and rules. Pure (domain.md §2.2, §2.3)."""

from datetime import date, datetime

from app.clock import business_day
from app.escalation.facts import Answer, Buddy, Facts, Settings, Span
from app.escalation.sentences import moment_words
from app.escalation.steps import Guard, State
from app.escalation.timing import current_round
from app.money import yuan

# States in which a B who is somebody's A has met everything so far.
_FREE = frozenset({State.NORMAL, State.ASSIST, State.CLOSED_MET})


def guards(facts: Facts, start: datetime, settings: Settings) -> tuple[Guard, ...]:
    """Everything that is checked for a takeover at that instant, in the order it is shown."""
    day = business_day(start)
    buddy = facts.buddy_on(day)
    if buddy is None:
        return (Guard("有 B 岗", False, "还没有结对"),)
    conditions = [
        _own_post(buddy),
        _on_duty(buddy, day, settings),
        _eligible(buddy),
    ]
    if buddy.own_case is not None:
        conditions.append(_own_target(buddy, buddy.own_case))
    if buddy.rivals:
        conditions.append(_first_in_line(facts, buddy, settings))
    return (*conditions, *_demands(facts), _answered(facts, buddy, start, settings))


def hold(checked: tuple[Guard, ...]) -> bool:
    """Whether every condition holds; demands and the answer are no conditions."""
    return all(g.ok for g in checked if g.kind == "condition")


def answer_of(facts: Facts, buddy: Buddy) -> Answer | None:
    """What this B said in this round; what was said before it is void."""
    rounds, answer = current_round(facts), facts.answer
    if not rounds or answer is None or answer.b_id != buddy.person.id:
        return None
    return answer if answer.at >= rounds[0].known_at else None


def _own_post(buddy: Buddy) -> Guard:
    label = "本岗有人替"
    if buddy.own_post_cover:
        since = f"，{buddy.cover_since:%m-%d} 起" if buddy.cover_since else ""
        return Guard(label, True, f"{buddy.own_post_cover}{since}")
    if buddy.override:
        return Guard(label, True, f"没人替，所长签了：{buddy.override}")
    return Guard(label, False, f"还没定谁替{buddy.person.name}")


def _on_duty(buddy: Buddy, day: date, settings: Settings) -> Guard:
    label = f"{buddy.person.name}在班"
    leave = next((s for s in buddy.leave if s.covers(day)), None)
    if leave:
        return Guard(label, False, buddy.person.name + _leave_words(leave))
    if len(buddy.acting_for) >= settings.most_takeovers:
        return Guard(label, False, f"{buddy.person.name}正在顶{'、'.join(buddy.acting_for)}")
    return Guard(
        label, True, "没请假，没在顶别人" if not buddy.acting_for else "没请假，还顶得过来"
    )


def _leave_words(leave: Span) -> str:
    until = f"，{leave.until:%m-%d} 回来" if leave.until else ""
    return f"{leave.why or '请假'}{until}"


def _eligible(buddy: Buddy) -> Guard:
    detail = "所里定的" if buddy.may_take_over else f"{buddy.person.name}只帮扶，不顶岗"
    return Guard(f"{buddy.person.name}可以顶岗", buddy.may_take_over, detail)


def _own_target(buddy: Buddy, own_case: State) -> Guard:
    free = own_case in _FREE
    detail = "到现在都达到了" if free else f"{buddy.person.name}自己的台区也没到节点"
    return Guard(f"{buddy.person.name}自己的目标", free, detail)


def _first_in_line(facts: Facts, buddy: Buddy, settings: Settings) -> Guard:
    """One B, several A's missed in one night: the most open money first, then the district."""
    places = settings.most_takeovers - len(buddy.acting_for)
    before = [r for r in buddy.rivals if facts.claim is None or r.order < facts.claim.order]
    first = len(before) < max(places, 1)
    detail = "先顶这边" if first else f"同一晚{buddy.person.name}还要顶别人，欠得多的先"
    return Guard(f"{buddy.person.name}先顶谁", first, detail)


def _demands(facts: Facts) -> tuple[Guard, Guard]:
    cash, slips = facts.cash_fen, facts.open_slips
    name = facts.a.name
    return (
        Guard(
            f"{name}现金解清",
            cash == 0,
            f"还有 ¥{yuan(cash)}" if cash else "没有现金在手",
            "demand",
        ),
        Guard(f"{name}凭条点清", slips == 0, f"还有 {slips} 张" if slips else "都点过了", "demand"),
    )


def _answered(facts: Facts, buddy: Buddy, start: datetime, settings: Settings) -> Guard:
    label = f"{buddy.person.name}答复"
    answer = answer_of(facts, buddy)
    if answer is None:
        silence = "不回话算同意" if settings.silence_is_consent else "不回话就请所长定"
        return Guard(label, False, f"等到 {moment_words(start)}，{silence}", "answer")
    if answer.accepted:
        return Guard(label, True, "答应了", "answer")
    return Guard(label, False, f"有难处：{answer.reason or '没说'}", "answer")
