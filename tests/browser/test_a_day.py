"""A collector's day in the browser: visit, collect with change to give, slip, hand in, counted."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import served

pytestmark = pytest.mark.browser


def phone(browser: Browser, base: str, login: str) -> Page:
    page = served.context(browser, 412, 915).new_page()
    served.log_in(page, base, login)
    return page


def desk(browser: Browser, base: str, login: str) -> Page:
    page = served.context(browser, 1440, 900).new_page()
    served.log_in(page, base, login)
    return page


def test_from_the_door_to_the_safe(base: str, browser: Browser):
    page = phone(browser, base, "s12")
    page.goto(f"{base}/today")
    page.click("#next a.name")
    page.click("footer >> text=收款")
    page.fill("#given", "10000")
    page.check("#keep-all") if page.is_visible("#keep-all") else None
    expect(page.locator("#change")).to_be_visible()
    page.click("#deed")
    expect(page.locator(".slip")).to_contain_text("YINA-")
    number = re.search(r"YINA-\d{4}-\d{6}", page.inner_text(".slip"))
    assert number
    page.goto(f"{base}/cash")
    expect(page.locator("main")).to_contain_text(number.group())
    due = int(re.sub(r"\D", "", page.inner_text(".hero")))
    for note in (10000, 5000, 2000, 1000, 500, 100, 50, 10):
        page.fill(f"#n{note}", str(due // note))
        due -= due // note * note
    if due:
        page.fill("#reason", "找零差几分")
    page.click("#deed")
    expect(page.locator(".band.ask")).to_contain_text("已申报")
    counter = desk(browser, base, "s06")
    counter.goto(f"{base}/remittances")
    counter.click("text=范友宇")
    expect(counter.locator("#count")).to_be_visible()


def test_a_visit_with_a_promise_is_on_the_customers_page(base: str, browser: Browser):
    page = phone(browser, base, "s10")
    page.goto(f"{base}/customers/0526169531/visits/new")
    expect(page.locator(".gps")).to_have_attribute("data-state", "good")
    page.click("label:has(input[value=promised])")
    page.click("[data-put=promised_on] >> nth=0")
    page.click("footer button")
    expect(page.locator(".timeline")).to_contain_text("承诺")


def test_a_second_tap_books_one_collection(base: str, browser: Browser):
    page = phone(browser, base, "s11")
    page.goto(f"{base}/today")
    page.click("#next a.name")
    page.click("footer >> text=收款")
    form = page.locator("#collect")
    data = form.evaluate("f => Object.fromEntries(new FormData(f))")
    url = form.get_attribute("action")
    sent = [page.request.post(base + str(url), form=data, max_redirects=0) for _ in range(2)]
    assert sent[0].headers["location"] == sent[1].headers["location"]


def test_without_scripts_a_visit_and_a_collection_can_be_typed_in(base: str, browser: Browser):
    page = served.context(browser, 360, 640, java_script_enabled=False).new_page()
    served.log_in(page, base, "s10")
    page.goto(f"{base}/customers/0526169531/visits/new")
    page.check("input[value=forgot]", force=True)
    page.click("footer button")
    assert page.url.endswith("/customers/0526169531")
    page.goto(f"{base}/customers/0526169531/collections/new")
    page.fill("#yuan", "12.30")
    page.click("footer button")
    expect(page.locator(".slip")).to_contain_text("壹拾贰元叁角整")


def test_a_first_visit_is_under_60_kb_and_a_fragment_under_5_kb(base: str, browser: Browser):
    context = served.context(browser, 412, 915)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[int] = []
    session.on("Network.loadingFinished", lambda e: received.append(e["encodedDataLength"]))
    served.log_in(page, base, "s10")
    received.clear()
    session.send("Network.clearBrowserCache")
    page.goto(f"{base}/today", wait_until="networkidle")
    assert sum(received) < 60_000, sum(received)
    received.clear()
    page.goto(f"{base}/customers", wait_until="networkidle")
    received.clear()
    with page.expect_response(lambda r: "q=" in r.url):
        page.locator("#q").press_sequentially("安")
    page.wait_for_timeout(300)
    assert 0 < sum(received) < 5_000, received
