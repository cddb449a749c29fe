"""routes.yaml becomes the URL map. Boot refuses a table that does not say everything."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from flask import Flask, abort, redirect, url_for
from flask_login import current_user
from werkzeug.routing import IntegerConverter, Map

from app.station.people import ROLES
from app.web import session

TABLE = Path(__file__).parents[2] / "routes.yaml"
KEYS = {"method", "url", "view", "roles"}
KNOWN_ROLES = {*ROLES, "field", "everyone", "anyone"}
# Who must change the first password can do only this.
WITHOUT_OWN_PASSWORD = {"passwords.edit", "passwords.update", "sessions.delete", "language.update"}


class RowId(IntegerConverter):
    """<int:…> in an address: only what the databases' id columns can hold; the rest is 404."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map: Map, **options: Any):
        super().__init__(map, max=2**31 - 1, **options)


class BadRoutes(Exception):
    """routes.yaml says too little, too much, or names what is not there."""


def load(path: Path = TABLE) -> list[dict[str, Any]]:
    """The table's lines, checked. Raises BadRoutes."""
    lines = yaml.safe_load(path.read_text(encoding="utf-8"))
    seen = set()
    for line in lines:
        extra = set(line) - KEYS - {"offline"}
        if extra or not set(line) >= KEYS:
            raise BadRoutes(f"each line has {sorted(KEYS)} (and offline): {line}")
        unknown = set(line["roles"]) - KNOWN_ROLES
        if unknown or not line["roles"]:
            raise BadRoutes(f"unknown or no roles: {line}")
        if line["method"] not in ("GET", "POST"):
            raise BadRoutes(f"GET or POST: {line}")
        place = (line["method"], line["url"])
        if place in seen:
            raise BadRoutes(f"twice: {place}")
        seen.add(place)
    return lines


def init_app(app: Flask, views: ModuleType) -> None:
    """Add every line's rule with its guard; refuse views of the package that no line names."""
    app.url_map.converters["int"] = RowId
    lines = load()
    named: set[str] = set()
    for line in lines:
        view = _find(views, line["view"])
        _check_parameters(line, view)
        named.add(line["view"])
        app.add_url_rule(
            line["url"],
            endpoint=line["view"],
            view_func=_guarded(view, line["view"], line["roles"]),
            methods=[line["method"]],
        )
    orphans = _public_views(views) - named
    if orphans:
        raise BadRoutes(f"views that no line of routes.yaml names: {sorted(orphans)}")


def _find(views: ModuleType, name: str) -> Callable[..., Any]:
    module_name, _, function = name.partition(".")
    module = importlib.import_module(f"{views.__name__}.{module_name}")
    view = getattr(module, function, None)
    if view is None:
        raise BadRoutes(f"no such view: {name}")
    return view


def _check_parameters(line: dict[str, Any], view: Callable[..., Any]) -> None:
    in_url = set(re.findall(r"<(?:[^:<>]+:)?([^<>]+)>", line["url"]))
    if in_url != set(inspect.signature(view).parameters):
        raise BadRoutes(f"parameters of {line['view']} differ from {line['url']}")


def _public_views(views: ModuleType) -> set[str]:
    names = set()
    for info in pkgutil.iter_modules(views.__path__):
        module = importlib.import_module(f"{views.__name__}.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                names.add(f"{info.name}.{name}")
    return names


def _guarded(view: Callable[..., Any], name: str, roles: list[str]) -> Callable[..., Any]:
    """The view behind its door: who may knock is decided here and nowhere else."""
    if "anyone" in roles:
        return view

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        if not current_user.is_authenticated:
            return session.to_login()
        if current_user.person.must_change and name not in WITHOUT_OWN_PASSWORD:
            return redirect(url_for("passwords.edit"), 303)
        if not session.may_enter(roles):
            abort(403)
        return view(**arguments)

    return guarded
