"""Printing a day's sheets: plans made, frozen with a serial, rendered, kept.

How a sheet looks is handed in as `render` (its values -> the PDF's bytes): this room must not
know the web. Everything may be run again; what is printed and holds stays as it is.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from app.clock import Clock, business_day
from app.dayplan import plan as plans
from app.dayplan import sheet as sheets
from app.dayplan.area import Area
from app.dayplan.plan import Plan
from app.dayplan.sheet import Sheet
from app.dayplan.snapshot import snapshot
from app.db import hold, next_number, transaction
from app.jobs import job
from app.jobs.job import Job
from app.refusals import BadInput
from app.station import audit
from app.station import settings as station_settings
from app.station.people import Staff, Station
from app.station.settings import Settings

Render = Callable[[dict[str, Any]], bytes]
Progress = Callable[[int, int], None]

KIND = "sheets"
FURTHEST_DAYS = 14


def order(station: Station, day: date, *, by: Staff, at: datetime, base: str = "") -> Job:
    """Have the day's sheets printed by a job; one that is under way already is enough.

    `base` is the address that a sheet's QR code begins with. Raises BadInput for a day that is
    over or too far off.
    """
    if day < business_day(at):
        raise BadInput("date", "这天已经过了，选今天或以后")
    if day > business_day(at) + timedelta(days=FURTHEST_DAYS):
        raise BadInput("date", "太远了，选两个星期以内的一天")
    with transaction():
        hold(f"sheets {station.id} {day}")
        running = under_way(station.id, day)
        if running is not None and running.state in ("queued", "running"):
            return running
        args = {"date": day.isoformat(), "base": base}
        audit.record("sheets_ordered", day, station=station, by=by, at=at)
        return job.queue(KIND, args, station=station, by=by, at=at)


def under_way(station_id: int, day: date) -> Job | None:
    """The newest job that prints that day, whatever its state."""
    rows = Job.select().where((Job.station == station_id) & (Job.kind == KIND))
    return next(
        (j for j in rows.order_by(Job.id.desc()).limit(20) if j.args["date"] == day.isoformat()),
        None,
    )


def run(claimed: Job, progress: Progress, *, clock: Clock, render: Render) -> dict[str, Any]:
    """The job: print what `order` asked for. Its result names the serials."""
    day = date.fromisoformat(claimed.args["date"])
    done = print_day(
        claimed.station, day, by=claimed.by, at=clock(), render=render,
        base=claimed.args["base"], progress=progress,
    )  # fmt: skip
    return {"serials": [sheet.serial for sheet in done]}


def print_day(
    station: Station,
    day: date,
    *,
    by: Staff | None,
    at: datetime,
    render: Render,
    base: str = "",
    progress: Progress = lambda done, of: None,
) -> list[Sheet]:
    """Plan, freeze and render the day for everybody who works it; returns the sheets that hold,
    by serial, each with its PDF. Who has nothing to collect gets no sheet."""
    settings = station_settings.of(station.id, day)
    made = plans.plans_for(station, day, at, settings)
    for number, plan in enumerate(made):
        progress(number, len(made))
        frozen = _freeze(plan, by=by, at=at, base=base, settings=settings)
        if frozen is not None and frozen.pdf is None:
            body = render(frozen.data | {"serial": frozen.serial})
            Sheet.update(pdf=body).where(Sheet.id == frozen.id).execute()
    progress(len(made), len(made))
    return sheets.printed(station, day, at, settings)


def _freeze(
    plan: Plan, *, by: Staff | None, at: datetime, base: str, settings: Settings
) -> Sheet | None:
    """The plan's sheet that holds, or a new one with the next serial of the day."""
    with transaction():
        hold(f"sheet {plan.id}")
        areas = sheets.areas_on(plan.station_id, plan.day, at, settings)
        kept = sheets.valid(plan, areas)
        if kept is not None:
            return Sheet.get_by_id(kept.id)
        mine = areas.get(plan.staff_id, Area())
        data = snapshot(plan, mine, at, settings)
        if data is None:
            return None
        number = next_number(plan.station_id, f"sheet-{plan.day:%Y%m%d}")
        serial = f"{plan.day:%Y%m%d}-{number:03d}"
        audit.record("sheet_printed", serial, station=plan.station_id, by=by, at=at)
        return Sheet.create(
            station=plan.station_id,
            serial=serial,
            plan=plan,
            staff=plan.staff_id,
            day=plan.day,
            printed_at=at,
            by=by,
            households=len(data["stops"]),
            bills=sum(stop["periods"] for stop in data["stops"]),
            fen=sum(stop["fen"] for stop in data["stops"]),
            area=mine.plain(),
            data=data | {"url": f"{base.rstrip('/')}/sheets/{serial}"},
        )
