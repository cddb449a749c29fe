"""各所: a bureau's stations side by side."""

from typing import Any

from app.clock import period_of
from app.standing import rate, stations
from app.web import words
from app.web.chrome import until
from app.web.moment import now, today
from app.web.page import page
from app.web.session import scope


def index() -> Any:
    """Every station of the bureau: how far it is this month."""
    period = period_of(today())
    rows = stations.compare(scope().stations, period, now())
    whole = stations.whole(rows)
    return page(
        "bureau/index.html",
        rows=rows,
        whole=whole,
        whole_bp=rate.rate_bp(whole.settled_fen, whole.due_fen),
        until=until,
        month=words.month(period, today()),
    )
