"""Leaving quickly, and erasing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gateway_stub import GatewayStub
from tests.browser.talking import OpenPage, answers, ask, ask_and_wait, own

pytestmark = pytest.mark.browser

ELSEWHERE = "https://th.wikipedia.org/"


@pytest.fixture
def talk(page: Page) -> Page:
    """A page with a talk on it and a neutral page to go to."""
    page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>elsewhere</title>", content_type="text/html"))
    ask_and_wait(page)
    return page


def test_exit_clears_this_phone_and_leaves_no_way_back(talk: Page, gateway: GatewayStub) -> None:
    talk.fill("#words", "ยังเขียนไม่เสร็จ")
    talk.click("#exit")
    talk.wait_for_url(ELSEWHERE)
    talk.go_back()
    assert talk.url == "about:blank"
    talk.goto(gateway.url)
    expect(own(talk)).to_have_count(0)
    expect(talk.locator("#words")).to_have_value("")
    assert talk.evaluate("sessionStorage.length") == 0


def test_page_is_blank_while_the_other_is_on_its_way(page: Page) -> None:
    ask_and_wait(page)
    page.route(ELSEWHERE, lambda route: route.fulfill(status=204))  # the browser stays where it is
    page.click("#exit")
    assert page.evaluate("getComputedStyle(document.body).display") == "none"
    assert page.evaluate("document.title") == "\u200b"


def test_three_presses_of_shift_leave(talk: Page) -> None:
    talk.press("#words", "Shift")
    talk.press("#words", "Shift")
    talk.type("#words", "A")
    talk.press("#words", "Shift")
    assert talk.url != ELSEWHERE
    talk.press("#words", "Shift")
    talk.press("#words", "Shift")
    talk.wait_for_url(ELSEWHERE)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_exit_leads_away(open_page: OpenPage, has_scripts: bool) -> None:
    page = open_page(java_script_enabled=has_scripts)
    page.route(ELSEWHERE, lambda route: route.fulfill(body="elsewhere"))
    page.click("#exit")
    page.wait_for_url(ELSEWHERE)


def test_erase_asks_first(talk: Page, gateway: GatewayStub) -> None:
    talk.click("#erase-ask")
    expect(talk.locator("#erase-no")).to_be_focused()
    talk.click("#erase-no", trial=True)  # nothing lies over it
    talk.keyboard.press("Escape")
    expect(talk.locator("#erase-confirm")).to_be_hidden()
    expect(talk.locator("#erase-ask")).to_be_focused()
    assert gateway.erased == []


def test_erase_clears_page_phone_and_gateway(talk: Page, gateway: GatewayStub) -> None:
    conversation = next(iter(gateway.talks))
    talk.click("#erase-ask")
    talk.click("#erase-yes")
    expect(talk.locator("#erase-state")).to_have_text("ลบหมดแล้วค่ะ")
    expect(talk.locator("#log .message")).to_have_count(0)
    expect(talk.locator("#starters")).to_be_visible()
    assert gateway.erased == [conversation]
    talk.reload()
    expect(talk.locator("#log .message")).to_have_count(0)
    ask_and_wait(talk)
    assert "conversation_id" not in gateway.handled[-1]


def test_erase_that_fails_is_told_and_can_be_tried_again(talk: Page, gateway: GatewayStub) -> None:
    gateway.is_down = True
    talk.click("#erase-ask")
    talk.click("#erase-yes")
    expect(talk.locator("#erase-state")).to_contain_text("ยังลบไม่ได้")
    expect(answers(talk)).to_have_count(1)
    gateway.is_down = False
    talk.click("#erase-ask")
    talk.click("#erase-yes")
    expect(answers(talk)).to_have_count(0)


def test_erase_forgets_what_was_not_sent(talk: Page, gateway: GatewayStub) -> None:
    gateway.is_down = True
    ask(talk, "อีกข้อ")
    expect(own(talk).last.locator(".delivery")).to_contain_text("รอสัญญาณ")
    gateway.is_down = False
    talk.click("#erase-ask")
    talk.click("#erase-yes")
    expect(talk.locator("#log .message")).to_have_count(0)
    talk.wait_for_timeout(1500)
    assert [body.get("text") for body in gateway.handled[1:]] == []
