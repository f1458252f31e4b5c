"""A person on the real page asks the real assistant."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, PHONE
from tests.whole.assistant import Assistant

pytestmark = [pytest.mark.rasa, pytest.mark.browser, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser.new_context(viewport=PHONE, locale="th-TH").new_page()
        browser.close()


def test_a_question_a_quick_reply_and_a_source(assistant: Assistant, page: Page) -> None:
    page.goto(assistant.url)
    box = page.get_by_role("textbox")
    box.fill("สวัสดีค่ะ")
    box.press("Enter")
    log = page.get_by_role("log")
    expect(log).to_contain_text("น้องสิทธิยินดีช่วย", timeout=20_000)
    log.get_by_role("button", name="เบอร์ช่วยเหลือ").click()
    expect(log.locator('a[href="tel:1387"]').last).to_be_visible(timeout=20_000)
    box.fill("ใครให้เงินโครงการ PFCP")
    box.press("Enter")
    expect(log).to_contain_text(re.compile("Edwards Lifesciences"), timeout=20_000)
    sources = log.locator("details").last
    sources.locator("summary").click()
    expect(sources).to_contain_text("มูลนิธิรักษ์เด็ก")
