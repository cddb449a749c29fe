"""What an upload's forms say: the file, as of when, full or partial."""

from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from flask import request

from app.clock import at, day_end, parse_day
from app.refusals import BadInput
from app.web import numbers


def file(name: str) -> tuple[str, BinaryIO]:
    """The uploaded file's name and its bytes. Raises BadInput when none was chosen."""
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        raise BadInput(name, "选一个文件")
    return Path(sent.filename).name, sent.stream  # type: ignore[return-value]


def as_of() -> datetime | None:
    """The instant up to which the list knows: 24:00 of a day, or the time given on it; None when
    nothing was said. Raises BadInput."""
    day, time = request.form.get("as_of_day", ""), request.form.get("as_of_time", "")
    if not day.strip():
        return None
    try:
        chosen = parse_day(day)
        if not time.strip():
            return day_end(chosen)
        hour, minute = (int(part) for part in time.strip().split(":")[:2])
        return at(chosen, hour, minute)
    except (ValueError, OverflowError) as error:
        raise BadInput("as_of", "没有这一天，写成 2026-10-24 这样") from error


def full() -> bool | None:
    """是全所 or 只有一部分; None when nobody has said."""
    return {"full": True, "partial": False}.get(request.form.get("full", ""))


def period() -> int | None:
    """The month of a list that has no such column, as YYYYMM. Raises BadInput."""
    text = request.form.get("period", "").strip().replace("-", "")
    if not text:
        return None
    month = numbers.whole(text, most=6)
    if month is None:
        raise BadInput("period", "没有这个月份，写成 202610 这样")
    return month


def page_number() -> int:
    """Which page of a long list is asked for."""
    chosen: Any = request.args.get("page", 1, type=numbers.number)
    return max(1, min(chosen or 1, 100_000))
