"""English by switch: chosen once, kept in a cookie, and spoken by refusals and days, too."""

from datetime import date, datetime

import pytest
from flask import Flask

from app.fieldwork.visit import LONGEST_NOTE
from app.refusals import BadInput
from app.web import dates
from tests.world import World, key

ENGLISH = {"HTTP_COOKIE": "lang=en"}


def test_the_switch_is_remembered(sign_in, world: World):
    client = sign_in(world.an)
    assert "现金" in client.get("/cash").text
    client.post("/language", data={"lang": "en", "next": "/cash"})
    page = client.get("/cash").text
    assert 'lang="en"' in page and "No cash to hand in" in page


def test_a_language_we_do_not_speak_changes_nothing(sign_in, world: World):
    client = sign_in(world.an)
    client.post("/language", data={"lang": "de"})
    assert 'lang="zh-CN"' in client.get("/cash").text


@pytest.mark.parametrize(
    ("changes", "chinese", "english"),
    [
        ({"outcome": "promised", "promised_on": "2026-10-20"}, "这天已经过了", "This day is past"),
        ({"outcome": ""}, "选一个结果", "Choose an outcome"),
        ({"note": "长" * 501}, "最多写 500 个字", "At most 500 characters"),
        ({"outcome": "promised", "promised_on": "x"}, "没有这一天", "No such day"),
    ],
)
def test_a_refusal_is_said_in_the_chosen_language(sign_in, world: World, changes, chinese, english):
    client, customer = sign_in(world.an), world.customer()
    data = {"key": key(), "channel": "door", "outcome": "nobody_home"} | changes
    url = f"/customers/{customer.account_no}/visits"
    assert chinese in client.post(url, data=data).text
    client.set_cookie("lang", "en")
    assert english in client.post(url, data=data).text


def test_a_refusal_fills_its_facts_into_either_language():
    refusal = BadInput("note", "最多写 %(n)s 个字", n=LONGEST_NOTE)
    assert refusal.words == str(refusal) == "最多写 500 个字"
    assert refusal.fill("At most %(n)s characters") == "At most 500 characters"


def test_a_text_that_only_looks_like_a_place_stays_as_it_is():
    assert BadInput("file", "「%(x)s 100%」是空的").words == "「%(x)s 100%」是空的"


@pytest.mark.parametrize(
    ("cookie", "said"),
    [
        ({}, ["10月21日 周三", "10月21日", "10月21日 09:42", "21", "10 月", "2025 年 9 月"]),
        (ENGLISH, ["Wed 21 Oct", "21 Oct", "21 Oct 09:42", "21st", "Oct", "Sep 2025"]),
    ],
)
def test_days_and_months_are_named_as_the_language_names_them(app: Flask, cookie, said):
    day = date(2026, 10, 21)
    with app.test_request_context(environ_overrides=cookie):
        assert [
            dates.day_text(day),
            dates.short_day(day),
            dates.clock_text(datetime(2026, 10, 21, 9, 42)),
            dates.nth(day),
            dates.month(202610, day),
            dates.month(202509, day),
        ] == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (22, "22nd"), (23, "23rd"), (30, "30th"), (31, "31st")],
)  # fmt: skip
def test_english_counts_days_as_it_does(app: Flask, number: int, said: str):
    with app.test_request_context(environ_overrides=ENGLISH):
        assert dates.nth(number) == said
