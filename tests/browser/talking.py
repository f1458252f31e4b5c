"""What a person does on the page, and what is on it then."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]

# Sends no danger card and no cards: the plain answer of the stub.
QUESTION = "ไม่มีบัตรเรียนได้ไหม"
DIRECTORY_QUESTION = "ที่พะเยามีใครช่วยเด็กบ้าง"
DANGER = "พ่อตี หนูกลัว"
FAX = {"th": "ขอโทรสาร", "en": "The fax, please", "my": "ဖက်စ် ဘာလဲ"}


def ask(page: Page, text: str = QUESTION) -> None:
    """Write a message and send it with Enter."""
    page.fill("#words", text)
    page.press("#words", "Enter")


def own(page: Page) -> Locator:
    """The person's own messages."""
    return page.locator("#log .own")


def answers(page: Page) -> Locator:
    """What bot, staff and system said."""
    return page.locator("#log .message:not(.own)")


def ask_and_wait(page: Page, text: str = QUESTION) -> None:
    count = answers(page).count()
    ask(page, text)
    expect(answers(page)).to_have_count(count + 1)
