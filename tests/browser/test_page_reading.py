"""Reading and reaching everything: keyboard, screen readers, zoom, contrast, small phones."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.talking import DANGER, DIRECTORY_QUESTION, FAX, OpenPage, answers, ask, ask_and_wait

pytestmark = pytest.mark.browser

QUESTIONS = {
    "th": (DIRECTORY_QUESTION, DANGER),
    "en": ("Who helps children in Phayao?", "I am afraid"),
    "my": ("ဖယောက်မှာ ဘယ်သူကူညီပေးလဲ", "ကြောက်တယ်"),
}
LOCALES = {"th": "th-TH", "en": "en-GB", "my": "my-MM"}
# Small phones, a phone at 200 % and on its side, a desktop at 200 % and as it is.
WINDOWS = [(360, 640), (320, 480), (180, 320), (640, 360), (640, 400), (1280, 800)]
SMALL_TARGET = 44  # CSS pixels; numbers to call are tested at 48

# Every visible text with its size, weight, colour and the colour behind it.
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.offsetParent || node.closest('.unseen, .skip')) continue;
    const style = getComputedStyle(node);
    let behind = node;
    while (behind && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement;
    found.push({
      text: walker.currentNode.data.trim(), size: parseFloat(style.fontSize), weight: Number(style.fontWeight),
      color: style.color, behind: getComputedStyle(behind || document.body).backgroundColor,
    });
  }
  return found;
}"""

OVERHANGING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const all = [...document.querySelectorAll('body *')];
  return all.filter((node) => node.getBoundingClientRect().right > width).map((node) => node.outerHTML.slice(0, 90));
}"""


def luminance(color: str) -> float:
    """Relative luminance of an rgb() colour, as in WCAG 2.1."""
    channels = [int(part) / 255 for part in color[color.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = ((c / 12.92) if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_readable(text: dict[str, Any]) -> bool:
    is_large = text["size"] >= 24 or (text["size"] >= 18.66 and text["weight"] >= 700)
    return contrast(text["color"], text["behind"]) >= (3 if is_large else 4.5)


def overhanging(page: Page) -> list[str]:
    """What is wider than the window, when the page can be pushed sideways."""
    found: list[str] = page.evaluate(OVERHANGING)
    return found


def show_everything(page: Page, language: str) -> None:
    """A talk with cards, sources, a danger card, and a message that waits for the line."""
    for question in QUESTIONS[language]:
        ask_and_wait(page, question)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.context.set_offline(True)
    ask(page, QUESTIONS[language][0])
    expect(page.locator("#send-now")).to_be_visible()
    page.click("#erase-ask")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["th", "en", "my"])
def test_contrast_is_enough(open_page: OpenPage, language: str, scheme: str) -> None:
    page = open_page(locale=LOCALES[language], color_scheme=scheme)
    texts = page.evaluate(TEXTS)
    show_everything(page, language)
    texts += page.evaluate(TEXTS)
    assert len(texts) > 60
    assert [text for text in texts if not is_readable(text)] == []


@pytest.mark.parametrize("language", ["th", "en", "my"])
def test_nothing_hangs_over_the_side(open_page: OpenPage, language: str) -> None:
    page = open_page(locale=LOCALES[language])
    show_everything(page, language)
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        assert overhanging(page) == [], (width, height)
    page.set_viewport_size({"width": 360, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overhanging(page) == []


def test_numbers_and_buttons_are_big_enough_to_tap(page: Page) -> None:
    show_everything(page, "th")
    sizes = page.eval_on_selector_all(
        "button, a.phone, .numbers a, .bar a, summary, textarea",
        "all => all.filter(n => n.offsetWidth).map(n => [n.outerHTML.slice(0, 80), n.offsetWidth, n.offsetHeight])",
    )
    assert len(sizes) > 20
    assert [size for size in sizes if size[1] < SMALL_TARGET or size[2] < 48] == []


@pytest.mark.parametrize("language", ["th", "en", "my"])
def test_links_are_big_enough_to_tap(open_page: OpenPage, language: str) -> None:
    page = open_page(locale=LOCALES[language])
    page.evaluate("document.querySelectorAll('.open-numbers').forEach((one) => { one.checked = true; })")
    show_everything(page, language)
    sizes = page.eval_on_selector_all(
        "main a",
        "all => all.filter(n => n.offsetWidth).map(n => [n.outerHTML.slice(0, 80), n.offsetWidth, n.offsetHeight])",
    )
    assert len(sizes) > 12
    assert [size for size in sizes if min(size[1:]) < SMALL_TARGET] == []


@pytest.mark.parametrize("language", ["en", "my"])
def test_thai_inside_another_language_is_marked(page: Page, language: str) -> None:
    ask_and_wait(page, FAX[language])
    answer = answers(page).last
    expect(answer).to_have_attribute("lang", language)
    marked = answer.locator("[lang=th]")
    expect(answer.locator(".text [lang=th]")).to_have_text(["ท.ร.1/1"])
    expect(answer.locator(".card [lang=th]")).to_have_text(["ท.ร.1/1"])
    expect(marked.last).to_have_text("กรมการปกครอง", use_inner_text=False)
    fonts = marked.evaluate_all("all => all.map((one) => getComputedStyle(one).fontFamily)")
    assert all(font.startswith('"Noto Sans Thai Looped"') for font in fonts)
    assert not page.evaluate("getComputedStyle(document.querySelector('#log .text')).fontFamily").count("Looped")


def test_thai_inside_thai_needs_no_mark(page: Page) -> None:
    ask_and_wait(page, FAX["th"])
    expect(answers(page).locator("span[lang=th]:not([data-text])")).to_have_count(0)
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Noto Sans Thai Looped"')


def test_new_messages_are_announced_politely(page: Page) -> None:
    log = page.locator("#log")
    expect(log).to_have_attribute("role", "log")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_have_attribute("aria-label", "บทสนทนา")
    ask_and_wait(page)
    expect(answers(page).locator(".unseen").first).to_have_text("น้องสิทธิ")
    page.reload()
    expect(answers(page)).to_have_count(1)
    expect(log).to_have_attribute("aria-live", "polite")


def test_everything_has_a_name(page: Page) -> None:
    show_everything(page, "th")
    nameless = page.eval_on_selector_all(
        "button, a, textarea",
        """all => all.filter((node) => {
          const label = node.labels && node.labels.length ? node.labels[0].textContent : '';
          return !(node.textContent.trim() || node.getAttribute('aria-label') || label);
        }).map((node) => node.outerHTML)""",
    )
    assert nameless == []


def test_keyboard_alone_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.type("ที่พะเยามีใครช่วยเด็กบ้าง")
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(1)
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#erase-ask")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#log .reply").last).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    expect(answers(page)).to_have_count(2)


def test_focus_is_not_hidden_behind_bar_or_composer(page: Page) -> None:
    ask_and_wait(page, DIRECTORY_QUESTION)
    for _ in range(12):
        page.keyboard.press("Shift+Tab")
        covered = page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              return !(top && (document.activeElement.contains(top) || top.contains(document.activeElement)));
            }"""
        )
        assert not covered, page.evaluate("document.activeElement.outerHTML")


def test_motion_stops_for_those_who_ask(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    page.evaluate("document.getElementById('typing').append(document.createElement('i'))")
    assert page.evaluate("getComputedStyle(document.querySelector('#typing i')).animationName") == "none"


def test_numbers_are_one_tap_away_in_the_talk(page: Page) -> None:
    ask_and_wait(page, DIRECTORY_QUESTION)
    page.click("#to-numbers")
    expect(page.locator("#start-th .numbers a").first).to_be_in_viewport()
    expect(page.locator("#start-th")).to_be_focused()
