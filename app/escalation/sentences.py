"""The words of a case. Each is made once here and shown as it is on screen, paper and notice.

Pure. Rates that somebody set are short (65 %), rates reached have two digits, both cut off.
"""

from datetime import date, datetime

from app.clock import business_day, local, period_of
from app.escalation.facts import Buddy, Checkpoint, Facts, Measure, Pace
from app.escalation.steps import Guard
from app.money import yuan
from app.standing.rate import gap_fen, rate_bp, rate_text, short_rate_text

_COUNTS = "零一二三四五六七八九十"


def day_words(day: date, period: int) -> str:
    """'18 日' within the period's month, '11 月 5 日' outside it."""
    return f"{day.day} 日" if period_of(day) == period else f"{day.month} 月 {day.day} 日"


def moment_words(moment: datetime) -> str:
    """'10-21 08:00', as a wall clock in Shanghai shows it."""
    return f"{local(moment):%m-%d %H:%M}"


def missed(point: Checkpoint, measure: Measure) -> str:
    """Both figures and the gap: '要 65%，到 64.26%，差 ¥368.72'."""
    gap = gap_fen(measure.settled_fen, measure.due_fen, point.required_bp)
    return f"{_required_and_reached(point, measure)}，差 ¥{yuan(gap)}"


def met(point: Checkpoint, measure: Measure) -> str:
    """Both figures, or that nothing was due."""
    if measure.due_fen <= 0:
        return "没有应收，算达到"
    return f"{_required_and_reached(point, measure)}，达到了"


def limit_passed(judged_at: datetime) -> str:
    """Why a verdict came without the whole feed."""
    return f"。数据等到 {moment_words(judged_at)} 还没到齐，按已到的算"


def pace_figures(pace: Pace, plan_bp: int, period: int) -> str:
    """'10 日 34.8%，计划线 36.1%'; with more digits where one would hide the difference."""
    bp = rate_bp(pace.settled_fen, pace.due_fen)
    if bp is None:
        return f"{day_words(pace.day, period)}没有应收"
    reached, plan = _tenths(bp), _tenths(plan_bp)
    if reached == plan:
        reached, plan = rate_text(bp), rate_text(plan_bp)
    return f"{day_words(pace.day, period)} {reached}%，计划线 {plan}%"


def behind(figures: str, buddy: Buddy | None) -> str:
    """Why help starts, and whose."""
    helper = f"{buddy.person.name}开始帮" if buddy else "还没有 B 岗，请所长定一个"
    return f"{figures}。落后，{helper}"


def warned(point: Checkpoint, pace: Pace, period: int) -> str:
    """What is still missing shortly before a checkpoint."""
    gap = gap_fen(pace.settled_fen, pace.due_fen, point.required_bp)
    bp = rate_bp(pace.settled_fen, pace.due_fen) or 0
    return (
        f"{day_words(point.due_on, period)}要 {short_rate_text(point.required_bp)}%，"
        f"{day_words(pace.day, period)}到 {rate_text(bp)}%，还差 ¥{yuan(gap)}"
    )


def deferral_over(facts: Facts, until: date, point: Checkpoint | None) -> str:
    """What came of the wait. Money after the checkpoint changes no verdict, and it says so."""
    pace = facts.pace
    bp = rate_bp(pace.settled_fen, pace.due_fen) if pace else None
    if pace is None or bp is None or point is None:
        return f"缓到 {day_words(until, facts.period)}，到期了"
    on = "" if pace.day == until else day_words(pace.day, facts.period) + " "
    required = short_rate_text(point.required_bp)
    if bp >= point.required_bp:
        return f"{on}{rate_text(bp)}%，过了 {required}%，但节点之后的到账不改判"
    return f"{on}{rate_text(bp)}%，还没到 {required}%"


def asked(b_name: str, guards: tuple[Guard, ...], asked_at: datetime, start: datetime) -> str:
    """What stands and what is still to be settled before B takes over."""
    failing = failing_words(guards)
    if failing:
        return f"还差：{failing}。请所长在 {moment_words(start)} 前定下来{_demanded(guards)}"
    count = _COUNTS[sum(g.kind == "condition" for g in guards)]
    same_day = business_day(asked_at) == business_day(start)
    starts = f"{local(start):%H:%M}" if same_day else moment_words(start)
    return f"{count}项条件都满足。等{b_name}答复，{starts} 起算{_demanded(guards)}"


def takeover(
    facts: Facts, b_name: str, start: datetime, accepted: bool, guards: tuple[Guard, ...]
) -> str:
    """From when, until which checkpoint, and who stays responsible."""
    why = f"{b_name}答应了" if accepted else f"{b_name}没有回话，条件都满足"
    return (
        f"{why}，{moment_words(start)} 起顶岗，{_until(facts, start)}。"
        f"责任人还是{facts.a.name}{_demanded(guards)}"
    )


def failing_words(guards: tuple[Guard, ...]) -> str:
    """What stands in the way of a takeover, '' when nothing does."""
    return "；".join(g.detail for g in guards if g.kind == "condition" and not g.ok)


def waiting_for_receivables(point: Checkpoint, period: int) -> str:
    """A checkpoint without the full list of receivables is not judged."""
    return f"{day_words(point.due_on, period)}节点等数据：应收不全"


def waiting_for_feed(point: Checkpoint, period: int, limit: datetime) -> str:
    """A checkpoint whose money is not all known waits, but not for ever."""
    return f"{day_words(point.due_on, period)}节点等数据，最晚等到 {moment_words(limit)}"


def referred(why: str) -> str:
    """Why nobody can take over, and what the head can do."""
    return f"{why}。请所长换一个 B 岗，或组攻坚小组"


def _required_and_reached(point: Checkpoint, measure: Measure) -> str:
    bp = rate_bp(measure.settled_fen, measure.due_fen) or 0
    return f"要 {short_rate_text(point.required_bp)}%，到 {rate_text(bp)}%"


def _tenths(bp: int) -> str:
    return rate_text(bp)[:-1]


def _until(facts: Facts, start: datetime) -> str:
    ahead = sorted(p.due_on for p in facts.checkpoints if p.due_on >= business_day(start))
    if ahead:
        return f"到 {day_words(ahead[0], facts.period)}节点"
    return f"收 {facts.period % 100} 月剩下的"


def _demanded(guards: tuple[Guard, ...]) -> str:
    """What A must hand in: asked for and alarmed, never waited for."""
    open_demands = [g for g in guards if g.kind == "demand" and not g.ok]
    if not open_demands:
        return ""
    return "。要马上办：" + "；".join(f"{g.label}，{g.detail}" for g in open_demands)
