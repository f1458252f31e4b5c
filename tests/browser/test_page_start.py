"""The start page: what stands there before anything is sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gateway_stub import WEB, GatewayStub
from tests.browser.talking import OpenPage, answers, ask_and_wait

pytestmark = pytest.mark.browser

WEIGHT_LIMIT = 66_000  # bytes of everything the page needs, uncompressed
CORE_NUMBERS = {"191", "1669", "1387", "1300", "1323"}
NAMES = {"th": "น้องสิทธิ", "en": "Nong Sitthi", "my": "Nong Sitthi"}


def shown_numbers(page: Page) -> set[str]:
    links = page.locator(".numbers a[href^='tel:']:visible")
    return set(links.evaluate_all("all => all.map((link) => link.href.slice(4))"))


def test_page_is_light() -> None:
    assert sum(file.stat().st_size for file in WEB.iterdir()) < WEIGHT_LIMIT


def test_scripts_run_in_old_webviews() -> None:
    newer = ["?.", "??", "await ", "replaceAll(", ".at(", "replaceChildren(", "structuredClone(", "{ ..."]
    for script in WEB.glob("*.js"):
        source = script.read_text(encoding="utf-8")
        assert [word for word in newer if word in source] == [], script.name


def test_nothing_is_asked_of_others(open_page: OpenPage, gateway: GatewayStub) -> None:
    page = open_page("icon.svg")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(gateway.url)
    ask_and_wait(page)
    assert len(asked) > 7
    assert [url for url in asked if not url.startswith(gateway.url)] == []


@pytest.mark.parametrize("locale", ["th-TH", "en-GB", "my-MM", "lo-LA"])
def test_numbers_stand_there_in_the_browsers_language(open_page: OpenPage, locale: str) -> None:
    page = open_page(locale=locale)
    language = locale[:2] if locale[:2] in NAMES else "th"
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1:visible")).to_have_text(NAMES[language])
    assert page.locator(".start:visible").get_attribute("lang") == language
    assert shown_numbers(page) == CORE_NUMBERS


@pytest.mark.parametrize("language", ["th", "en", "my"])
def test_numbers_stand_there_without_scripts(open_page: OpenPage, language: str) -> None:
    page = open_page(java_script_enabled=False)
    page.click(f".languages a[lang={language}]")
    expect(page.locator("h1:visible")).to_have_text(NAMES[language])
    expect(page.locator(f"#start-{language} .numbers a:visible")).to_have_count(len(CORE_NUMBERS))
    expect(page.locator("#composer")).to_be_hidden()
    expect(page.locator("#no-chat")).to_be_visible()


def test_language_switches_at_once_and_is_sent(page: Page, gateway: GatewayStub) -> None:
    page.click("text=မြန်မာ")
    expect(page.locator("html")).to_have_attribute("lang", "my")
    expect(page.locator("#words")).to_have_attribute("placeholder", "ဒီမှာ မေးခွန်းရေးပါ")
    expect(page.locator(".languages a[aria-current]")).to_have_text("မြန်မာ")
    assert gateway.posts == []
    ask_and_wait(page, "1387")
    assert gateway.handled[0]["language"] == "my"


@pytest.mark.parametrize("language", ["th", "en", "my"])
def test_address_chooses_the_language(open_page: OpenPage, gateway: GatewayStub, language: str) -> None:
    page = open_page(f"?lang={language}", locale="en-GB" if language == "th" else "th-TH")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".languages a[aria-current]")).to_have_attribute("lang", language)
    ask_and_wait(page, "1387")
    assert [body.get("language") for body in gateway.handled] == [language]


def test_language_of_the_address_can_be_changed(open_page: OpenPage, gateway: GatewayStub) -> None:
    page = open_page("?lang=my")
    ask_and_wait(page, "1387")
    page.click("text=English")
    expect(answers(page)).to_have_count(2)
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(answers(page)).to_have_count(2)


def test_language_of_the_address_counts_in_a_talk_too(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    for _ in range(2):  # the second time nothing is new
        page.goto(f"{gateway.url}?lang=en")
        expect(page.locator("#log .text").last).to_have_text("All right, I will answer in English from now on.")
    page.wait_for_timeout(200)
    assert [body.get("payload") for body in gateway.handled] == [None, "language:en"]


@pytest.mark.parametrize(
    "query", ["?lang=lo", "?lang=", "?lang=<b>", "?lang=th-TH&x=%", "?language=my", "?lang=toString"]
)
def test_unknown_language_of_the_address_is_ignored(open_page: OpenPage, query: str) -> None:
    page = open_page(query, locale="en-GB")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("locale", ["th-TH", "en-GB", "my-MM"])
def test_numbers_greeting_and_box_are_on_the_first_screen(open_page: OpenPage, locale: str) -> None:
    page = open_page(locale=locale)
    box = page.locator("#composer").bounding_box()
    assert box is not None
    shown = page.locator(".numbers a:visible, .welcome:visible")
    expect(shown).to_have_count(len(CORE_NUMBERS) + 1)
    bottoms = shown.evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
    assert max(bottoms) <= box["y"]


@pytest.mark.parametrize("has_scripts", [True, False])
def test_what_a_number_is_for_unfolds_on_a_phone(open_page: OpenPage, has_scripts: bool) -> None:
    page = open_page(java_script_enabled=has_scripts)
    words = page.locator("#start-th .numbers a >> text=มีอันตรายตอนนี้")
    assert (words.bounding_box() or {"width": 99})["width"] <= 1
    page.click("#start-th .unfold")
    assert (words.bounding_box() or {"width": 0})["width"] > 100
    expect(page.locator(".from")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("#start-th .unfold")).to_be_hidden()


def test_language_of_a_conversation_is_changed_by_payload(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    assert "language" not in gateway.handled[0]
    page.click("text=English")
    expect(page.locator("#log .text").last).to_have_text("All right, I will answer in English from now on.")
    assert gateway.handled[1]["payload"] == "language:en"
    assert page.locator("#log .message").evaluate_all("all => all.map((one) => one.lang)") == ["th", "th", "en"]


def test_page_follows_what_is_written_while_nothing_is_chosen(page: Page) -> None:
    ask_and_wait(page, "ဖယောက်မှာ ဘယ်သူကူညီပေးလဲ")
    expect(page.locator("html")).to_have_attribute("lang", "my")


def test_starter_question_is_sent(page: Page, gateway: GatewayStub) -> None:
    starter = page.locator("#starters button").nth(1)
    words = starter.text_content()
    starter.click()
    expect(page.locator("#log .own .text")).to_have_text(words or "")
    expect(page.locator("#starters")).to_be_hidden()
    expect(answers(page)).to_have_count(1)
    assert [body["text"] for body in gateway.handled] == [words]
