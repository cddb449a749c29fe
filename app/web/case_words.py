"""How a case is said: its state, its steps, what the head may do about it and why not."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask import url_for
from flask_babel import gettext as _

from app.clock import local
from app.escalation.board import Line
from app.escalation.steps import CLOSED, Guard, Kind, State, Step
from app.web.dates import nth

TONES = {
    Kind.ASSIST: "amber", Kind.HELP_ASKED: "amber", Kind.ASKED: "amber", Kind.TAKEOVER: "amber",
    Kind.ON_PACE: "good", Kind.MET: "good", Kind.RETURNED: "good",
    Kind.MISSED: "red", Kind.DEFERRAL_OVER: "red", Kind.REFERRED: "red",
}  # fmt: skip
_CHIPS = {
    State.ASSIST: "amber", State.PENDING: "amber", State.TAKEOVER: "amber",
    State.REFERRED: "red", State.CLOSED_MISSED: "red", State.NORMAL: "green",
    State.RETURNED: "green", State.CLOSED_MET: "green", State.CLOSED_MET_BY_B: "green",
}  # fmt: skip


def state(code: State) -> str:
    """What a case's state is called."""
    return {
        State.NORMAL: _("正常"),
        State.ASSIST: _("帮扶"),
        State.PENDING: _("待顶岗"),
        State.TAKEOVER: _("顶岗"),
        State.REFERRED: _("没人能顶"),
        State.RETURNED: _("交回了"),
        State.CLOSED_MET: _("达到目标"),
        State.CLOSED_MET_BY_B: _("B 岗达到目标"),
        State.CLOSED_MISSED: _("没达到"),
    }[code]


def chip(code: State) -> tuple[str, str]:
    """(words, kind) of a state as a chip."""
    return state(code), _CHIPS[code]


def clock(moment: datetime) -> str:
    """'10-19 09:10'; the end of a day is its 24:00."""
    wall = local(moment)
    if wall.hour == wall.minute == wall.second == 0:
        return f"{wall - timedelta(days=1):%m-%d} 24:00"
    return f"{wall:%m-%d %H:%M}"


def timeline(steps: tuple[Step, ...]) -> list[tuple[str, str, str, str, str]]:
    """(when, title, why, by whom, tone) of each step, for ui.timeline_item."""
    return [(clock(s.at), s.title, s.reason, s.by or _("系统"), _tone(s)) for s in steps]


def _tone(step: Step) -> str:
    if step.kind == Kind.CLOSED:
        return "red" if step.state == State.CLOSED_MISSED else "good"
    return TONES.get(step.kind, "")


def guard(one: Guard) -> tuple[str, str, str, str]:
    """(icon, tone, label, detail) of one line of the checklist."""
    if one.ok:
        return "check-circle", "good", one.label, one.detail
    icon, tone = ("warning", "red") if one.kind == "condition" else ("alert", "amber")
    return ("clock" if one.kind == "answer" else icon), tone, one.label, one.detail


def turn(last: Step | None, waiting: str) -> str:
    """In a word, what a case is at: 等答复, 缓到 20 日 …"""
    if waiting:
        return _("等数据")
    if last is None:
        return ""
    return {
        Kind.ASKED: _("等答复"),
        Kind.DEFERRED: _("缓到 %(d)s 日", d=nth(last.on)),
        Kind.MISSED: _("没到节点"),
        Kind.REPLACED: _("换了 B 岗"),
        Kind.HELP_ASKED: _("自己请的"),
    }.get(last.kind, "")


def shut(code: State, deed: str, deferrals_left: int = 1) -> str:
    """Why the head can't do that now, '' when it can be done. deed: defer, replace, end."""
    if code in CLOSED:
        return _("结案了")
    open_for = {
        "defer": (State.PENDING,),
        "replace": (State.PENDING, State.REFERRED),
        "end": (State.PENDING, State.TAKEOVER, State.REFERRED),
    }[deed]
    if code in open_for:
        if deed == "defer" and not deferrals_left:
            return _("已缓过一次，不能再缓")
        return ""
    if code == State.TAKEOVER:
        return _("已经顶上了，先结束顶岗") if deed == "replace" else _("已经顶上了，不能再缓")
    if code == State.REFERRED:
        return _("没人能顶，先换一个 B 岗")
    return _("没到节点才用得着")


def result(code: State, name: str) -> str:
    """Who will be rewarded, as things stand."""
    rule = _("没顶岗就达标：A、B 同奖。顶岗时达标：记 B。")
    return rule + _("责任人一直是%(name)s。", name=name)


def beside(lines: Sequence[Line], *, linked: bool) -> dict[int, tuple[str, str, str, bool]]:
    """Staff id -> (chip's words or '', words, link or '', whether it needs somebody) for a table
    of people."""
    found = {}
    for line in reversed(lines):
        well = line.state == State.NORMAL
        url = url_for("escalations.show", case_id=line.case_id) if linked else ""
        words = ("", state(line.state)) if well else (state(line.state), line.b)
        found[line.staff_id] = (*words, url, line.needs_head)
    return found


def todo(lines: Sequence[Line]) -> list[dict[str, str]]:
    """What cases ask of the head today, in the words of their last step."""
    found = []
    for line in lines:
        if line.state in (State.REFERRED, State.PENDING, State.ASSIST) and line.last:
            missed = line.state != State.ASSIST
            title = _("%(name)s没到节点", name=line.name)
            found.append({
                "icon": "warning" if missed else "alert",
                "tone": "red" if missed else "amber",
                "title": title if missed else _("%(name)s落后计划线", name=line.name),
                "text": line.last.reason,
                "link_text": _("看案件"),
                "link_url": url_for("escalations.show", case_id=line.case_id),
            })  # fmt: skip
    return found + _waiting(lines)


def _waiting(lines: Sequence[Line]) -> list[dict[str, str]]:
    """Checkpoints that can't be judged yet: mostly all of them, for one reason."""
    waits = [line for line in lines if line.waiting]
    if not waits:
        return []
    return [{
        "icon": "file", "tone": "amber",
        "title": _("%(n)s 个人的节点还没判", n=len(waits)), "text": waits[0].waiting,
        "link_text": _("去导入"), "link_url": url_for("imports.index"),
    }]  # fmt: skip
