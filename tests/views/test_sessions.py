"""Signing in and out."""

import pytest
from flask import Flask

from app.station import people
from tests.world import MORNING, PASSWORD, World


def log_in(client, login="an", password=PASSWORD, **kwargs):
    return client.post("/login", data={"login": login, "password": password}, **kwargs)


def test_right_login_and_password_open_the_door(app: Flask, world: World):
    client = app.test_client()
    answer = log_in(client)
    assert answer.status_code == 303
    assert client.get("/me").status_code == 200


def test_a_wrong_password_and_an_unknown_login_say_the_same(app: Flask, world: World):
    client = app.test_client()
    wrong, unknown = log_in(client, password="nope"), log_in(client, login="nobody")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert "工号或密码不对" in wrong.text and "工号或密码不对" in unknown.text


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, world: World):
    client = app.test_client()
    log_in(client)
    cookie = client.get_cookie("session").value
    client.post("/logout")
    thief = app.test_client()
    thief.set_cookie("session", cookie)
    assert thief.get("/me").status_code == 303


@pytest.mark.parametrize("how", ["close", "reset"])
def test_closing_an_account_or_resetting_its_password_ends_every_session(app, world, how):
    client = app.test_client()
    log_in(client)
    if how == "close":
        people.close(world.an, by=world.guan, at=MORNING)
    else:
        people.reset_password(world.an, by=world.guan, at=MORNING)
    assert client.get("/me").status_code == 303


def test_a_first_password_must_be_changed_before_anything_else(app: Flask, world: World):
    person, first = people.add(
        station=world.station, login="neu", name="新", role="collector", by=world.guan, at=MORNING
    )
    client = app.test_client()
    log_in(client, "neu", first)
    assert client.get("/me").headers["Location"] == "/password"
    client.post("/password", data={"old": first, "new": "a long enough one"})
    assert client.get("/me").status_code == 200


def test_eleven_wrong_tries_must_wait(app: Flask, world: World):
    client = app.test_client()
    codes = [log_in(client, password="nope").status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]


@pytest.mark.parametrize("target", ["//evil", "https://evil", "/\\evil", "/%09/evil\t", "evil"])
def test_signing_in_never_leads_to_another_site(app: Flask, world: World, target: str):
    client = app.test_client()
    answer = client.post(
        "/login", query_string={"next": target}, data={"login": "an", "password": PASSWORD}
    )
    assert answer.headers["Location"] in ("/", "/%09/evil")


def test_a_form_without_its_token_is_refused(app: Flask, world: World):
    app.config["WTF_CSRF_ENABLED"] = True
    assert log_in(app.test_client()).status_code == 400
