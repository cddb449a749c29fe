"""我的: who am I, what was I told, language, look, password, signing out."""

from typing import Any

from app.escalation import case
from app.notices import notice
from app.web.moment import now
from app.web.page import page
from app.web.session import me


def show() -> Any:
    """The page; reading it marks the notices as read."""
    unread = notice.unread(me().id)
    notice.mark_read(me().id, at=now())
    return page(
        "me/show.html",
        person=me(),
        notices=unread,
        has_case=case.newest_of(me().id) is not None,
    )
