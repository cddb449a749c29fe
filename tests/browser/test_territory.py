"""The territory map in the browser, and the same deed without any script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import served

pytestmark = pytest.mark.browser


@pytest.fixture
def page(base: str, browser: Browser) -> Iterator[Page]:
    """The head at the territory page; anything in the console is a failure."""
    opened = served.context(browser, 1440, 900).new_page()
    said: list[str] = []
    opened.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    served.log_in(opened, base, "s01")
    opened.goto(f"{base}/territory")
    yield opened
    assert said == []
    opened.context.close()


def test_a_dot_picks_its_district_and_the_panel_answers(page: Page):
    expect(page.locator(".map .spot")).to_have_count(162)
    page.locator(".map .spot").nth(100).click(force=True)
    expect(page.locator("#panel-h")).to_contain_text("改派 ")
    expect(page.locator(".map .spot.picked")).to_have_count(1)
    page.select_option("#to", "S17")
    expect(page.locator("#panel form .btn")).to_have_text("改派给马德锋")
    expect(page.locator("#legend")).to_contain_text("马德锋")
    expect(page.locator(".map .ground.to")).to_have_count(10)


def test_a_tick_in_the_list_shows_on_the_map_and_the_other_way(page: Page):
    page.check(".tickbox[value=TQ10900301]")
    expect(page.locator("#panel-h")).to_have_text("改派 合心社区1号公变")
    expect(page.locator(".map .spot.picked")).to_have_count(1)
    page.locator(".map .spot.picked").click(force=True)
    expect(page.locator(".tickbox[value=TQ10900301]")).not_to_be_checked()
    expect(page.locator("#panel-h")).to_have_text("改派台区")


def test_what_was_typed_stays_when_the_checks_come_anew(page: Page, base: str):
    page.goto(f"{base}/territory?districts=TQ10900301&to=S17")
    page.fill("#why", "离得近")
    page.check(".tickbox[value=TQ10900302]")
    expect(page.locator("#panel-h")).to_have_text("改派 2 个台区")
    expect(page.locator("#why")).to_have_value("离得近")


def test_the_same_goes_without_a_script(base: str, browser: Browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    served.log_in(page, base, "s01")
    page.goto(f"{base}/territory?q=TQ10900303")
    page.check(".tickbox[value=TQ10900303]")
    page.click("noscript .btn")
    page.select_option("#to", "S17")
    page.click(".give .btn")
    page.click("#panel form .btn")
    expect(page.locator(".banner.green")).to_have_text(re.compile("1 个台区，.*起归马德锋"))
    context.close()
