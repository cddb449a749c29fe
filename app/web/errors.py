"""The one place that turns a refusal or a failure into a status and into words for the person."""

import logging

from flask import Flask, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from peewee import OperationalError
from werkzeug.exceptions import HTTPException

from app.refusals import BadInput, KeyConflict, NotAllowed, NotInSight, Refusal, Stale
from app.web.page import page

log = logging.getLogger("taiqu")


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _broken)


def words(refusal: Refusal) -> str:
    """What the refusal says, in the person's language."""
    return refusal.fill(_(refusal.pattern)) if refusal.pattern else ""


def _refused(refusal: Refusal):
    for kind, status in ((NotInSight, 404), (NotAllowed, 403), (KeyConflict, 409), (Stale, 409)):
        if isinstance(refusal, kind):
            if status in (403, 404):
                who = getattr(current_user, "person", None)
                # A number, no name: logs go further than pages do.
                log.warning("refused %s %s %s to %s", status, request.method, request.endpoint, who)
            said = words(refusal)
            if kind is KeyConflict:
                said = _("这张表单已经用过，存的是另一份内容。第一份还在，回去看看再填新的")
            return _page(status, said)
    return _page(422 if isinstance(refusal, BadInput) else 400, words(refusal))


def _csrf(error: CSRFError):
    return _page(400, _("这一页开得太久了，刚才填的没有存。回去刷新一下，再填一次"))


def _http(error: HTTPException):
    if error.code is not None and 300 <= error.code < 400:
        return error
    return _page(error.code or 500, "")


def _busy(error: OperationalError):
    log.warning("database not ready: %s", error)
    response = _page(503, _("正忙着存别的，这一次没有存上。过几秒再点一次，不会记成两笔"))
    response.headers["Retry-After"] = "5"
    return response


def _broken(error: Exception):
    log.exception("unhandled at %s %s", request.method, request.endpoint)
    return _page(500, "")


def _page(status: int, said: str):
    titles = {
        400: _("没有存上"),
        403: _("这件事你不能办"),
        404: _("没有找到"),
        405: _("这里不能这样办"),
        409: _("有人先改了"),
        413: _("文件太大"),
        422: _("填的有一处不对"),
        429: _("试得太多了"),
        503: _("现在太忙"),
    }
    default_words = {
        403: _("要办的话，找所长给你开权限"),
        404: _("可能写错了，也可能不归你管。回去再找找"),
        413: _("把文件分成几份再传"),
        409: _("回去看一眼新的，再决定"),
        429: _("过几分钟再来"),
    }
    return page(
        "errors/page.html",
        status=status,
        code=status,
        title=titles.get(status, _("出了毛病")),
        words=said
        or default_words.get(status, _("不是你的错，已经记下来了。没有存的，等会儿再试")),
    )
