"""Bringing a list in on the screen: read, looked at, answered, written; all of it or nothing."""

import io

import pytest
from flask import Flask

from app.billing.bill import Bill
from app.clock import fixed
from app.customers.customer import Customer
from app.exchange import work
from app.exchange.importfile import ImportFile, StagedRow
from app.jobs.job import Job
from tests.world import MORNING, World

CUSTOMERS = """户号,户名,联系电话,客户类型,台区编号,用电地址
0512345678,<b>张</b>,15400001111,居民,TQ01,双营村1号
0512345679,李㛃,无,居民,TQ01,双营村2号
123,王,15400001113,居民,TQ01,双营村3号
0512345680,赵,15400001114,居民,NOWHERE,双营村4号
"""
ARREARS = """户号,户名,电费年月,应收电费,欠费金额,缴费截止日
0512345678,张,202610,100.00,60.00,2026-10-25
"""


def upload(client, kind: str, text: str, name: str = "名单.csv", **fields: str):
    data = {"kind": kind, "file": (io.BytesIO(text.encode("gb18030")), name)} | fields
    return client.post("/imports", data=data, content_type="multipart/form-data")


def work_off() -> None:
    """What the child process does, here and now."""
    runners = work.runners(fixed(MORNING))
    for job in Job.select().where(Job.state == "queued").order_by(Job.id):
        try:
            runners[job.kind](job, lambda _done, _of: None)
            Job.update(state="done").where(Job.id == job.id).execute()
        except Exception as error:
            Job.update(state="failed", message=str(error)).where(Job.id == job.id).execute()


@pytest.fixture
def read(sign_in, world: World):
    """A list of customers that was read, and the administrator's client."""
    client = sign_in(world.guan)
    answer = upload(client, "customers", CUSTOMERS)
    work_off()
    return client, answer.headers["Location"]


def test_while_a_list_is_read_the_page_says_so_and_asks_again(sign_in, world: World):
    client = sign_in(world.guan)
    url = upload(client, "customers", CUSTOMERS).headers["Location"]
    page = client.get(url).text
    assert "正在读这份名单" in page and "load delay" in page


def test_the_preview_counts_every_row_and_shows_each_that_is_not_written(read):
    client, url = read
    page = client.get(url).text
    assert "一共 4 行" in page
    assert "TQ01" not in page.split("没写进去")[0]
    assert "123" in page and "NOWHERE" in page
    assert "&lt;b&gt;" not in page or "<b>张" not in page


def test_nothing_is_written_before_the_confirmation_and_all_after_it(read, world: World):
    client, url = read
    client.post(f"{url}/answers", data={"full": "partial"})
    assert Customer.select().count() == 0
    client.post(f"{url}/confirmation")
    work_off()
    assert {c.account_no for c in Customer.select()} == {"0512345678", "0512345679"}
    assert "已入库" in client.get(url).text


def test_a_list_cannot_be_confirmed_before_its_questions_are_answered(read):
    client, url = read
    answer = client.post(f"{url}/confirmation")
    assert answer.status_code == 422 and "先答上面的问题" in answer.text


def test_a_row_that_a_person_takes_is_written(read, world: World):
    client, url = read
    row = StagedRow.get(StagedRow.verdict == "ask")
    client.post(f"{url}/decisions", data={"row": row.id, "take": "1"})
    client.post(f"{url}/answers", data={"full": "partial"})
    client.post(f"{url}/confirmation")
    work_off()
    assert Customer.select().where(Customer.account_no == "0512345680").exists()


def test_lists_of_money_need_their_as_of(sign_in, world: World):
    client = sign_in(world.lin)
    world.bill(world.customer(account_no="0512345678"), 10000)
    url = upload(client, "arrears", ARREARS).headers["Location"]
    work_off()
    answer = client.post(f"{url}/answers", data={"full": "partial"})
    assert answer.status_code == 422 and "截至什么时候" in answer.text
    late = client.post(f"{url}/answers", data={"full": "partial", "as_of_day": "2026-10-22"})
    assert late.status_code == 422 and "还没到" in late.text
    client.post(f"{url}/answers", data={"full": "partial", "as_of_day": "2026-10-20"})
    client.post(f"{url}/confirmation")
    work_off()
    assert Bill.get().open_fen == 6000


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [("%PDF-1.4 not a list", "名单.xlsx", "读不了"), ("a,b\n1,2\n", "名单.csv", "读不了")],
)
def test_a_file_that_is_no_list_says_why_and_changes_nothing(sign_in, world, text, name, words):
    client = sign_in(world.guan)
    url = upload(client, "customers", text, name).headers["Location"]
    work_off()
    assert words in client.get(url).text
    assert Customer.select().count() == 0


@pytest.mark.parametrize(
    ("kind", "text"), [("nonsense", CUSTOMERS), ("customers", ""), ("", CUSTOMERS)]
)
def test_a_bad_upload_is_refused_at_once(sign_in, world: World, kind: str, text: str):
    assert upload(sign_in(world.guan), kind, text).status_code == 422
    assert ImportFile.select().count() == 0


def test_a_body_that_is_too_large_is_refused_with_words(app: Flask, sign_in, world: World):
    client = sign_in(world.guan)
    answer = client.post("/login", data=b"x" * (5 * 1024 * 1024))
    assert answer.status_code == 413 and "文件太大" in answer.text


def test_rows_not_written_and_the_file_for_posting_can_be_downloaded(read):
    client, url = read
    assert client.get(f"{url}/not-written.xlsx").data.startswith(b"PK")
    assert client.get("/imports/posting.xlsx").data.startswith(b"PK")
    assert client.get("/imports/posting.csv").data.startswith("\ufeff户号".encode())


def test_another_stations_import_does_not_exist(read, sign_in, world: World):
    _, url = read
    stranger = world.staff("fremd", "远管", "administrator", station=world.elsewhere)
    assert sign_in(stranger).get(url).status_code == 404
    assert sign_in(world.an).get("/imports").status_code == 403


def test_a_dropped_list_changes_nothing(read):
    client, url = read
    client.post(f"{url}/dropping")
    assert "不导了" in client.get(url).text
    assert Customer.select().count() == 0
