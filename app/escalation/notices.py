"""Whom a judgement's steps are told to: each person gets one notice with all of them. Pure."""

from app.escalation.facts import Facts
from app.escalation.steps import Notice, Post, Step


def notices(facts: Facts, steps: tuple[Step, ...]) -> tuple[Notice, ...]:
    """One combined notice a person, in the words of the steps, A first and the head last."""
    lines: dict[tuple[Post, int | None], list[str]] = {}
    for step in steps:
        for post in step.tell:
            reader = _reader(facts, step, post)
            if reader is not None or post == "head":
                lines.setdefault((post, reader), []).append(f"{step.title}：{step.reason}")
    subject = f"{facts.a.name} {facts.period % 100} 月"
    order: tuple[Post, ...] = ("a", "b", "head")
    return tuple(
        Notice(post, reader, "\n".join([subject, *said]))
        for (post, reader), said in sorted(lines.items(), key=lambda item: order.index(item[0][0]))
    )


def _reader(facts: Facts, step: Step, post: Post) -> int | None:
    """The staff id; None for the head, whom the facts don't name, and for a B who isn't there."""
    if post != "b":
        return facts.a.id if post == "a" else None
    if step.b:
        return step.b.id
    buddy = facts.buddy_on(step.on)
    return buddy.person.id if buddy else None
