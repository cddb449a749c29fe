"""Whether a list is older than one that was loaded already: then it is refused."""

from datetime import datetime

from app.billing.feed import Feed
from app.clock import local
from app.exchange.columns import KIND_WORDS
from app.exchange.importfile import ImportFile, StagedRow
from app.refusals import BadInput

# Both tell what bills have open, so neither may be older than the other.
_OPEN_AMOUNTS = ("receivables", "arrears")


def refuse_older(imported: ImportFile, as_of: datetime) -> None:
    """Raise BadInput when a newer list was loaded that tells the same."""
    newest = _newest(imported)
    if newest is not None and newest.as_of > as_of:
        raise BadInput(
            "as_of",
            "%(kind)s已经导到 %(newest)s，这份只到 %(this)s，比它旧。重新导出一份再传",
            kind=KIND_WORDS[newest.kind],
            newest=_when(newest.as_of),
            this=_when(as_of),
        )


def _newest(imported: ImportFile) -> Feed | None:
    query = Feed.select().where(Feed.station == imported.station_id).order_by(Feed.as_of.desc())
    if imported.kind not in _OPEN_AMOUNTS:
        return query.where(Feed.kind == imported.kind).first()
    same = (Feed.kind == "arrears") | (Feed.kind == "receivables")
    if imported.kind == "receivables":
        # Each period's receivables are a list of their own.
        of_periods = Feed.period.is_null() | Feed.period.in_(_periods(imported))
        same = (Feed.kind == "arrears") | ((Feed.kind == "receivables") & of_periods)
    return query.where(same).first()


def _periods(imported: ImportFile) -> list[int]:
    query = StagedRow.select(StagedRow.period).where(
        (StagedRow.import_file == imported) & StagedRow.data.is_null(False)
    )
    return [period for (period,) in query.distinct().tuples()]


def _when(instant: datetime) -> str:
    return f"{local(instant):%m-%d %H:%M}"
