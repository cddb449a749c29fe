"""What a hostile request may say: numbers, days and instants that nothing can hold are refused in
words, never with a 500; files have one name; a stranger's body stays small."""

from io import BytesIO

import pytest

from tests.world import World, key

HUGE = "9" * 30
LONGER = "9" * 300


@pytest.mark.parametrize("number", [HUGE, LONGER, "9" * 5000, "2147483648", "²", "-1"])
@pytest.mark.parametrize("url", ["/imports/%s", "/zones/%s", "/feeders/%s", "/escalations/%s"])
def test_an_id_that_no_column_holds_is_not_found(sign_in, world: World, url, number):
    assert sign_in(world.lin).get(url % number).status_code == 404


@pytest.mark.parametrize("number", [HUGE, LONGER, "²", "-1", "", "x"])
def test_a_page_number_that_is_none_shows_a_page(sign_in, world: World, number):
    assert sign_in(world.an).get("/customers", query_string={"page": number}).status_code == 200


@pytest.mark.parametrize(
    "instant",
    ["0001-01-01T00:00+08:00", "9999-12-31T23:59:59-12:00", "0999-01-01T00:00", "2026-02-30T10:00"],
)
@pytest.mark.parametrize("field", ["made_at", "fixed_at"])
def test_an_instant_that_no_clock_says_is_refused_at_its_field(
    sign_in, world: World, field, instant
):
    sent = {"key": key(), "outcome": "forgot", "channel": "door", "lat": "27", "lon": "103"}
    url = f"/customers/{world.customer().account_no}/visits"
    answer = sign_in(world.an).post(url, data=sent | {field: instant})
    assert answer.status_code == 422


@pytest.mark.parametrize("field", ["since", "until"])
@pytest.mark.parametrize("day", [" ", "0001-01-01", "9999-12-31", "2026-02-30", "2026-10-22T00"])
def test_a_day_that_is_none_is_refused_at_its_field(sign_in, world: World, field, day):
    sent = {"staff": "AN", "cover": "FANG", "since": "2026-10-22", "until": "2026-10-23"}
    answer = sign_in(world.lin).post("/leaves", data=sent | {field: day})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "yuan", [" ", "²", "٣٫٥", "1e3", "0x10", "--5", "1.234", "NaN", "5元3", "1²", "1¥2", "９" * 40]
)
def test_what_is_no_amount_is_refused_at_its_field(sign_in, world: World, yuan):
    sent = {"key": key(), "method": "cash", "yuan": yuan}
    url = f"/customers/{world.customer().account_no}/collections"
    assert sign_in(world.an).post(url, data=sent).status_code == 422


@pytest.mark.parametrize("pieces", ["²", "-1", "1.5", "9" * 30, "x"])
def test_impossible_counts_of_notes_are_refused(sign_in, world: World, pieces):
    answer = sign_in(world.an).post("/remittances", data={"n100": pieces, "reason": "x"})
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "name",
    [
        "../app/config.py",
        "..%2f..%2fapp/config.py",
        "fonts/./../app.css",
        "./app.css",
        "fonts/print/NotoSansSC-Regular.ttf",
        "fonts/./print/NotoSansSC-Regular.ttf",
        "x" * 5000,
    ],
)
def test_a_static_file_has_one_name_and_lies_in_the_folder(app, name):
    assert app.test_client().get(f"/static/any/{name}").status_code == 404


def test_a_stranger_cannot_have_a_large_body_read(app):
    sent = {"file": (BytesIO(b"x" * 5 * 1024 * 1024), "list.xlsx")}
    app.config.update(WTF_CSRF_ENABLED=True)  # it reads the form before the door is reached
    answer = app.test_client().post("/imports", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_a_refusal_in_the_log_names_nobody(sign_in, world: World, caplog):
    sign_in(world.an).get("/customers/0599999999")
    sign_in(world.an).get("/people")
    assert "refused 404" in caplog.text and world.an.name not in caplog.text
