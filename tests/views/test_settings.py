"""设置 on the screen: each in words, from a day on."""

from dataclasses import fields
from datetime import timedelta

import pytest

from app.station import settings
from app.station.settings import Settings
from app.web import setting_fields
from tests.world import TODAY, World


def post(client, name="cash_ceiling_fen", value="3000", since="2026-10-21"):
    return client.post("/settings", data={"name": name, "value": value, "since": since})


def test_every_setting_on_the_page_exists_and_shows_its_value(sign_in, world: World):
    assert set(setting_fields.SETTINGS) <= {f.name for f in fields(Settings)}
    page = sign_in(world.lin).get("/settings").text
    assert "18日 60% · 25日 90% · 月末 100%" in page and "2000.00 元" in page and "08:30" in page


def test_a_value_is_set_from_its_day_and_says_by_whom(sign_in, world: World):
    client = sign_in(world.lin)
    later = TODAY + timedelta(days=3)
    assert post(client, since=later.isoformat()).headers["Location"] == "/settings"
    assert settings.of(world.station.id, TODAY).cash_ceiling_fen == 200000
    assert settings.of(world.station.id, later).cash_ceiling_fen == 300000
    assert "林所定的" in client.get("/settings").text


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("cash_ceiling_fen", "1,500.50", 150050),
        ("checkpoints", "15=50，25=92.5 月末=100", ((15, 5000), (25, 9250), (99, 10000))),
        ("day_starts_at", "7:05", 705),
        ("silence_is_consent", "0", False),
        ("share_a_after_takeover_bp", "30", 3000),
        ("far_metres", "350", 350),
    ],
)
def test_each_kind_is_typed_as_people_write_it(sign_in, world: World, name, value, stored):
    assert post(sign_in(world.lin), name, value).status_code == 303
    assert getattr(settings.of(world.station.id, TODAY), name) == stored


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cash_ceiling_fen", "viel"),
        ("cash_ceiling_fen", "0"),
        ("cash_ceiling_fen", ""),
        ("checkpoints", "18"),
        ("checkpoints", "25=90 18=60"),
        ("checkpoints", "18=sechzig"),
        ("checkpoints", ""),
        ("day_starts_at", "25:00"),
        ("silence_is_consent", "2"),
        ("far_metres", "3.5"),
        ("far_metres", "9" * 60),
    ],
)
def test_what_cannot_be_a_value_comes_back_with_its_reason(sign_in, world, name, value):
    answer = post(sign_in(world.lin), name, value)
    assert answer.status_code == 422 and 'class="err"' in answer.text
    assert settings.of(world.station.id, TODAY) == Settings()


@pytest.mark.parametrize("since", ["2026-10-20", "", "2026-02-30", "2030-01-01"])
def test_a_value_holds_from_today_or_later(sign_in, world: World, since):
    assert post(sign_in(world.lin), since=since).status_code == 422


@pytest.mark.parametrize("name", ["nonsense", "", "__class__"])
def test_a_setting_that_does_not_exist_is_not_found(sign_in, world: World, name):
    assert post(sign_in(world.lin), name).status_code == 404


@pytest.mark.parametrize("who", ["an", "cheng", "guan", "wei"])
def test_only_the_head_decides(sign_in, world: World, who):
    client = sign_in(getattr(world, who))
    assert (client.get("/settings").status_code, post(client).status_code) == (403, 403)
