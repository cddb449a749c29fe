"""Every route from the table: who may knock, and that nothing leaks or is written otherwise."""

import pytest
from flask import Flask

from app.web import routing
from tests import sec_authz


def test_the_table_and_the_url_map_name_the_same_routes(app: Flask):
    table = {(line["method"], line["url"], line["view"]) for line in routing.load()}
    served = {
        (method, rule.rule, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if rule.endpoint != "static"
    }
    assert table == served


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- {method: GET, url: /x, view: me.show}", "each line has"),
        ("- {method: GET, url: /x, view: me.show, roles: []}", "no roles"),
        ("- {method: GET, url: /x, view: me.show, roles: [king]}", "unknown"),
        ("- {method: DELETE, url: /x, view: me.show, roles: [head]}", "GET or POST"),
        ("- {method: GET, url: /x, view: me.show, roles: [head], extra: 1}", "each line has"),
    ],
)
def test_a_table_that_does_not_say_everything_is_refused(tmp_path, line, words):
    path = tmp_path / "routes.yaml"
    path.write_text(line)
    with pytest.raises(routing.BadRoutes, match=words):
        routing.load(path)


@pytest.mark.slow
def test_no_probe_leaks_or_writes(monkeypatch):
    result = sec_authz.run(400, 7)
    assert (result["trials"], result["violations"]) == (400, 0)


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["roles", "sight"])
def test_the_prober_notices_a_broken_guard(broken):
    assert sec_authz.run(600, 7, broken)["violations"] > 0
