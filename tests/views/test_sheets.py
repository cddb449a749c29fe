"""Printing sheets: the head's list, the job, the papers, and who may open them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from app.dayplan import printing
from app.dayplan.sheet import Sheet
from app.jobs.job import Job
from app.station import grant
from app.station.audit import Audit
from app.web import sheet_paper
from tests.world import HOSTILE, MORNING, TODAY, World

TOMORROW = TODAY + timedelta(days=1)


def owing(world: World, count: int, district=None, **fields) -> None:
    for _ in range(count):
        world.bill(world.customer(district, **fields), 50_00)


def print_with(world: World, render) -> list[Sheet]:
    return printing.print_day(
        world.station, TOMORROW, by=world.lin, at=MORNING, render=render, base="http://localhost/"
    )


def blank(_data: dict[str, Any]) -> bytes:
    """A PDF of one empty page, much quicker than a real sheet."""
    writer, body = PdfWriter(), BytesIO()
    writer.add_blank_page(842, 595)
    writer.write(body)
    return body.getvalue()


@pytest.fixture
def printed(world: World) -> list[Sheet]:
    """Two sheets for tomorrow: 安's with hostile names, and 方's."""
    owing(world, 5)
    owing(world, 1, world.fang_district)
    return print_with(world, blank)


def text_of(body: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)


def test_the_head_sees_tomorrow_by_default_and_orders_it(sign_in, world: World):
    owing(world, 1)
    client = sign_in(world.lin)
    page = client.get("/sheets").text
    assert "10月22日" in page and "没印" in page
    answer = client.post("/sheets", data={"date": TOMORROW.isoformat()})
    assert (answer.status_code, answer.location) == (303, "/sheets?date=2026-10-22")
    made = Job.get()
    assert (made.kind, made.args) == (
        "sheets",
        {"date": "2026-10-22", "base": "http://localhost/"},
    )
    page = client.get("/sheets?date=2026-10-22").text
    assert "排上队了" in page and "every 2s" in page
    fragment = client.get("/sheets?date=2026-10-22", headers={"HX-Request": "true"}).text
    assert "<html" not in fragment and "排上队了" in fragment


@pytest.mark.parametrize("value", ["", "2026-02-30", "2026-10-20", "2027-10-20", "明天"])
def test_a_day_that_cannot_be_printed_is_refused_at_the_field(sign_in, world: World, value: str):
    answer = sign_in(world.lin).post("/sheets", data={"date": value})
    assert answer.status_code == 422
    assert 'id="date-err"' in answer.text
    assert Job.select().count() == 0


def test_a_day_that_does_not_exist_in_the_address_is_said(sign_in, world: World):
    client = sign_in(world.lin)
    assert client.get("/sheets?date=2026-02-30").status_code == 422
    assert client.get("/sheets/2026-02-30/all.pdf").status_code == 422


def test_the_papers_open_for_the_head_and_its_collector_only(sign_in, world: World, printed):
    an_sheet = f"/sheets/{printed[0].serial}.pdf"
    for person in (world.lin, world.an):
        answer = sign_in(person).get(an_sheet)
        assert answer.status_code == 200
        assert answer.mimetype == "application/pdf"
    for person in (world.fang, world.bo, world.wei):
        answer = sign_in(person).get(an_sheet)
        assert answer.status_code in (403, 404)
        assert b"%PDF" not in answer.data
    assert sign_in(world.fang).get(an_sheet).status_code == 404
    opened = Audit.select().where(Audit.deed == "sheet_opened")
    assert [(a.staff_id, a.subject) for a in opened] == [
        (world.lin.id, printed[0].serial),
        (world.an.id, printed[0].serial),
    ]


def test_the_paper_says_everything_and_hostile_text_as_text(app, sign_in, world: World):
    owing(world, 5)
    (made,) = print_with(world, sheet_paper.renderer(app))
    body = sign_in(world.lin).get(f"/sheets/{made.serial}.pdf").data
    said = text_of(body)
    assert len(PdfReader(BytesIO(body)).pages) == 1
    for words in ("派工单", made.serial, "250.00", "05", "领单人", "只供领单人当天使用"):
        assert words in said
    assert "=1+1" in said and "<b>粗" in said
    assert HOSTILE[3] not in said  # cut to one line


def test_the_stations_file_has_every_sheet_that_holds(sign_in, world: World, printed):
    client = sign_in(world.lin)
    assert len(PdfReader(BytesIO(client.get("/sheets/2026-10-22/all.pdf").data)).pages) == 2
    grant.hand_over(
        "district", world.fang_district.id, world.bo, since=MORNING, by=world.lin, at=MORNING
    )
    assert len(PdfReader(BytesIO(client.get("/sheets/2026-10-22/all.pdf").data)).pages) == 1
    assert client.get("/sheets/2026-10-23/all.pdf").status_code == 404
    page = client.get("/sheets").text
    assert f"<s>{printed[1].serial}</s>" in page and "台区换了人" in page


def test_the_code_on_the_paper_leads_to_a_page_that_says_whether_it_holds(
    sign_in, world: World, printed
):
    serial = printed[0].serial
    assert "这张单子有效" in sign_in(world.an).get(f"/sheets/{serial}").text
    assert sign_in(world.fang).get(f"/sheets/{serial}").status_code == 404
    grant.hand_over(
        "district", world.an_district.id, world.fang, since=MORNING, by=world.lin, at=MORNING
    )
    assert "作废了" in sign_in(world.lin).get(f"/sheets/{serial}").text


@pytest.mark.parametrize("who", ["an", "cheng", "guan", "ju"])
def test_the_list_is_the_heads(sign_in, world: World, who: str):
    client = sign_in(getattr(world, who))
    assert client.get("/sheets").status_code == 403
    assert client.post("/sheets", data={"date": TOMORROW.isoformat()}).status_code == 403
    assert client.get("/sheets/2026-10-22/all.pdf").status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize(("stops", "pages"), [(16, 1), (17, 2), (60, 3)])
def test_rows_beside_the_map_then_whole_pages(app, world: World, stops: int, pages: int):
    owing(world, stops)
    (made,) = print_with(world, sheet_paper.renderer(app))
    assert len(PdfReader(BytesIO(made.pdf)).pages) == pages


def test_a_customer_without_a_place_is_on_the_list_and_named_below_the_map(app, world: World):
    owing(world, 2)
    bare = world.district("TQ07", "没有坐标", world.an)
    bare.lat = bare.lon = None
    bare.save()
    owing(world, 1, bare, lat=None, lon=None)
    (made,) = print_with(world, sheet_paper.renderer(app))
    assert "图上没有：3" in text_of(made.pdf)


def test_who_owes_nothing_gets_no_sheet(app, world: World):
    world.bill(world.customer(), 0)
    assert print_with(world, sheet_paper.renderer(app)) == []
