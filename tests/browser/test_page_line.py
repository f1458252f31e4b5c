"""The line: what is typed is kept, and sent once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.gateway_stub import GatewayStub
from tests.browser.talking import QUESTION, OpenPage, answers, ask, ask_and_wait, own

pytestmark = pytest.mark.browser

RANDOM_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
WAITING = "รอสัญญาณ จะส่งให้เองค่ะ"


def test_written_without_a_line_is_sent_once_in_order(page: Page, gateway: GatewayStub) -> None:
    page.context.set_offline(True)
    expect(page.locator("#line-words")).to_contain_text("ไม่มีสัญญาณ")
    ask(page, "หนึ่ง")
    ask(page, "สอง")
    expect(own(page).locator(".delivery")).to_have_text([WAITING, WAITING])
    expect(page.locator("#line-words")).to_have_text(WAITING)
    assert gateway.posts == []
    page.context.set_offline(False)
    expect(answers(page)).to_have_count(2)
    expect(own(page).locator(".delivery")).to_have_text(["", ""])
    expect(page.locator("#line-words")).to_be_empty()
    assert [body["text"] for body in gateway.posts] == ["หนึ่ง", "สอง"]
    assert gateway.posts[1]["conversation_id"] in gateway.talks


def test_lost_answer_is_fetched_without_asking_twice(page: Page, gateway: GatewayStub) -> None:
    gateway.loses_answers = True
    ask(page)
    expect(own(page).locator(".delivery")).to_have_text(WAITING)
    gateway.loses_answers = False
    page.click("#send-now")
    expect(answers(page)).to_have_count(1)
    assert len(gateway.posts) > 1
    assert len(gateway.handled) == 1
    assert RANDOM_UUID.fullmatch(gateway.posts[0]["client_message_id"])


def test_gateway_that_is_down_is_tried_again_by_itself(page: Page, gateway: GatewayStub) -> None:
    gateway.is_down = True
    ask(page)
    expect(own(page).locator(".delivery")).to_have_text(WAITING)
    gateway.is_down = False
    expect(answers(page)).to_have_count(1)


def test_sign_in_page_of_a_wifi_is_no_answer(page: Page, gateway: GatewayStub) -> None:
    def sign_in(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<html>Please sign in</html>")

    page.route("**/api/chat/messages", sign_in)
    ask(page)
    expect(own(page).locator(".delivery")).to_have_text(WAITING)
    page.unroute("**/api/chat/messages")
    expect(answers(page)).to_have_count(1)


def test_refused_message_is_told_in_plain_words_and_can_be_sent_again(page: Page, gateway: GatewayStub) -> None:
    ask(page, "ผิด")
    expect(own(page).locator(".delivery")).to_contain_text("อ่านคำขอนี้ไม่ได้ค่ะ")
    ask_and_wait(page)
    own(page).first.locator("text=ลองอีกครั้ง").click()
    expect(own(page).first.locator(".delivery")).to_contain_text("อ่านคำขอนี้ไม่ได้ค่ะ")
    assert [body["text"] for body in gateway.posts] == ["ผิด", QUESTION, "ผิด"]


def test_reload_keeps_draft_and_unsent(page: Page, gateway: GatewayStub) -> None:
    gateway.is_down = True
    ask(page)
    page.fill("#words", "ยังเขียนไม่เสร็จ")
    page.reload()
    expect(page.locator("#words")).to_have_value("ยังเขียนไม่เสร็จ")
    expect(own(page).locator(".text")).to_have_text(QUESTION)
    gateway.is_down = False
    expect(answers(page)).to_have_count(1)
    assert len(gateway.handled) == 1


def test_reload_brings_the_talk_back(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    ask_and_wait(page, "อีกข้อ")
    page.reload()
    expect(own(page).locator(".text")).to_have_text([QUESTION, "อีกข้อ"])
    expect(answers(page)).to_have_count(2)
    gateway.push("สวัสดีค่ะ")
    expect(answers(page)).to_have_count(3)


def test_reload_after_a_lost_answer_shows_the_message_once(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    gateway.loses_answers = True
    ask(page, "อีกข้อ")
    expect(own(page).last.locator(".delivery")).to_have_text(WAITING)
    gateway.loses_answers = False
    page.reload()
    expect(own(page).locator(".text")).to_have_text([QUESTION, "อีกข้อ"])
    expect(answers(page)).to_have_count(2)
    expect(own(page).locator(".delivery")).to_have_text(["", ""])


def test_history_that_does_not_come_is_told(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    gateway.is_down = True
    page.reload()
    expect(page.locator("#log .lost")).to_be_visible()
    gateway.is_down = False
    page.click("#log >> text=ลองอีกครั้ง")
    expect(answers(page)).to_have_count(1)


def test_conversation_that_is_gone_begins_anew(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    gateway.talks.clear()
    ask_and_wait(page, "อีกข้อ")
    assert "conversation_id" not in gateway.handled[1]
    gateway.talks.clear()
    page.reload()
    expect(page.locator("#starters")).to_be_visible()


def test_nothing_is_left_for_the_next_tab(open_page: OpenPage, gateway: GatewayStub) -> None:
    page = open_page()
    ask_and_wait(page)
    page.fill("#words", "ยังเขียนไม่เสร็จ")
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("document.cookie") == ""
    second = page.context.new_page()
    second.goto(gateway.url)
    expect(second.locator("#starters")).to_be_visible()
    expect(second.locator("#words")).to_have_value("")
    expect(own(second)).to_have_count(0)
