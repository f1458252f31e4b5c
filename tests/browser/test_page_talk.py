"""The talk: replies, cards, sources, buttons, what people tell about them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.gateway_stub import GatewayStub
from tests.browser.talking import DANGER, DIRECTORY_QUESTION, FAX, QUESTION, OpenPage, answers, ask, ask_and_wait, own

pytestmark = pytest.mark.browser


def test_question_gets_its_answer(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    expect(own(page).locator(".text")).to_have_text(QUESTION)
    expect(answers(page).locator(".text")).to_contain_text("เด็กทุกคน")
    expect(page.locator("#words")).to_have_value("")
    ask_and_wait(page, "อีกข้อ")
    assert gateway.handled[1]["conversation_id"] == next(iter(gateway.talks))


def test_shift_enter_makes_a_line_and_empty_is_not_sent(page: Page, gateway: GatewayStub) -> None:
    ask(page, "  \n ")
    page.fill("#words", "")
    page.type("#words", "หนึ่ง")
    page.press("#words", "Shift+Enter")
    page.type("#words", "สอง")
    page.press("#words", "Enter")
    expect(answers(page)).to_have_count(1)
    assert [body["text"] for body in gateway.handled] == ["หนึ่ง\nสอง"]


def test_too_long_is_told_and_kept(page: Page, gateway: GatewayStub) -> None:
    ask(page, "ก" * 4001)
    expect(page.locator("#too-long")).to_contain_text("4001")
    expect(page.locator("#words")).to_have_value("ก" * 4001)
    page.fill("#words", "ก" * 4000)
    expect(page.locator("#too-long")).to_be_empty()
    page.press("#words", "Enter")
    expect(answers(page)).to_have_count(1)
    assert len(gateway.posts) == 1


def test_cards_have_numbers_to_tap(page: Page) -> None:
    ask_and_wait(page, DIRECTORY_QUESTION)
    phones = page.locator("#log .phone")
    assert phones.evaluate_all("all => all.map(a => a.getAttribute('href'))") == ["tel:1300", "tel:+661300"]
    assert all(box["height"] >= 48 for box in [phones.nth(i).bounding_box() or {"height": 0} for i in range(2)])
    expect(page.locator("#log .card .site")).to_have_count(1)
    expect(page.locator("#log .site")).to_have_attribute("href", "https://1300sano.com")
    expect(page.locator("#log .notice")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "label"),
    [("th", "โทรสาร สาขาพะเยา"), ("en", "Phayao project office, fax"), ("my", "ဖယောက် စီမံကိန်းရုံး၊ ဖက်စ်")],
)
def test_fax_is_words_and_no_call(page: Page, language: str, label: str) -> None:
    ask_and_wait(page, FAX[language])
    card = page.locator("#log .card")
    expect(card.locator(".fax")).to_have_text(f"{label} 054-457190")
    assert card.locator("a").evaluate_all("all => all.map(a => a.href)") == ["tel:054457191"]
    expect(card.locator(".phone .icon")).to_have_count(1)
    expect(card.locator("button")).to_have_count(1)
    expect(card.locator("button")).to_contain_text("054-457191")


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("th", "ตรวจเมื่อ 21 พฤศจิกายน 2569", "ตรวจเมื่อ 5 มกราคม 2569"),
        ("en", "Checked on 21 November 2026", "Checked on 5 January 2026"),
        ("my", "၂၀၂၆ ခုနှစ် နိုဝင်ဘာလ ၂၁ ရက် မှာ စစ်ထားပါတယ်", "၂၀၂၆ ခုနှစ် ဇန်နဝါရီလ ၅ ရက် မှာ စစ်ထားပါတယ်"),
    ],
)
def test_sources_unfold_with_the_readers_dates(page: Page, language: str, first: str, second: str) -> None:
    ask_and_wait(page, DIRECTORY_QUESTION)
    page.click(f".languages a[lang={language}]")
    items = page.locator("#log .sources li")
    expect(items.first).to_be_hidden()
    page.locator("#log .sources summary").first.click()
    expect(items.first).to_be_visible()
    expect(items.first.locator("a")).to_have_attribute("href", "https://1300sano.com")
    expect(items.first.locator(".checked")).to_have_text(first)
    expect(items.nth(1).locator("a")).to_have_count(0)
    expect(items.nth(1).locator(".checked")).to_have_text(second)


def test_words_of_the_server_are_never_markup(page: Page) -> None:
    ask_and_wait(page, "<b>หนา")
    expect(own(page).locator(".text")).to_have_text("<b>หนา")
    expect(answers(page).locator(".text")).to_have_text("<b>ตัวหนา</b> <img src=x onerror=alert(1)>")
    expect(page.locator("#log img, #log b, #log i, #log .sources a")).to_have_count(0)


def test_quick_reply_sends_its_payload(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page, DIRECTORY_QUESTION)
    page.click("#log .reply >> text=ทุนการศึกษา")
    expect(own(page).last.locator(".text")).to_have_text("ทุนการศึกษา")
    expect(answers(page)).to_have_count(2)
    expect(page.locator("#log .reply")).to_have_count(0)
    assert gateway.handled[1]["payload"] == "b:message-00000002:0"
    assert "text" not in gateway.handled[1]
    assert page.evaluate("document.activeElement.classList.contains('own')")


def test_danger_card_stands_out(page: Page) -> None:
    ask_and_wait(page, DANGER)
    expect(page.locator("#log .safety.emergency .phone")).to_have_count(3)
    expect(page.locator("#log .safety .bubble > .judge")).to_have_count(0)
    for phone in page.locator("#log .safety .phone").all():
        expect(phone).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("is_overtaken", [False, True], ids=["in the answer", "by events"])
def test_answer_behind_a_danger_card_leaves_the_card_in_sight(
    page: Page, gateway: GatewayStub, is_overtaken: bool
) -> None:
    ask_and_wait(page, DIRECTORY_QUESTION)
    gateway.is_overtaken = is_overtaken
    gateway.delay = 0.5 if is_overtaken else 0
    ask(page, "ถ้าแจ้งแล้วเขาฟ้องได้ไหม")
    expect(answers(page)).to_have_count(3)
    card, answer = answers(page).nth(1), answers(page).nth(2)
    expect(own(page).last.locator(".delivery")).to_be_empty()
    expect(card.locator(".phone")).to_have_count(3)
    for phone in card.locator(".phone").all():
        expect(phone).to_be_in_viewport(ratio=1)
    expect(card.locator(".bubble > .judge")).to_have_count(0)
    expect(answer.locator(".bubble > .judge")).to_have_count(1)
    expect(answer.locator(".sources")).to_have_count(1)
    expect(page.locator("#log .safety")).to_have_count(1)


def test_feedback_is_told(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    page.click("#log >> text='ช่วยได้'")
    expect(page.locator("#log .judge")).to_have_text("ขอบคุณที่บอกนะคะ")
    ask_and_wait(page, DIRECTORY_QUESTION)
    for place in range(2):
        page.locator("#log .card button >> text=โทรไม่ติด").first.click()
        expect(page.locator("#log .card .judge").nth(place)).to_contain_text("ขอบคุณที่บอกนะคะ")
    (conversation,) = gateway.talks
    ids = [message["id"] for message in gateway.talks[conversation].said if message["sender"] == "bot"]
    wrong = {"message_id": ids[1], "conversation_id": conversation, "helpful": False, "reason": "wrong_fact"}
    assert gateway.feedback == [
        {"message_id": ids[0], "conversation_id": conversation, "helpful": True},
        {**wrong, "about": {"card": 0, "phone": 0}},
        {**wrong, "about": {"card": 1, "phone": 0}},
    ]


WRONG_NUMBER = {
    "th": (FAX["th"], "เบอร์ 054-457191 โทรไม่ติด", "ขอบคุณที่บอกนะคะ เราจะตรวจเบอร์นี้ ระหว่างนี้โทร 1300 ได้ค่ะ"),
    "en": (
        FAX["en"],
        "054-457191 did not work",
        "Thank you. We will check this number. You can call 1300 meanwhile.",
    ),
    "my": (
        FAX["my"],
        "054-457191 ကို ခေါ်လို့မရပါဘူး",
        "ကျေးဇူးတင်ပါတယ်။ ဒီနံပါတ်ကို စစ်ပါမယ်။ 1300 ကိုလည်း ခေါ်နိုင်ပါတယ်။",
    ),
}


@pytest.mark.parametrize(("question", "label", "thanks"), WRONG_NUMBER.values(), ids=WRONG_NUMBER)
def test_a_wrong_number_is_told_by_keyboard(
    page: Page, gateway: GatewayStub, question: str, label: str, thanks: str
) -> None:
    ask_and_wait(page, question)
    button = page.locator(f".card button >> text={label}").first
    while not button.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    told = page.locator(".card .judge-state").first
    expect(told).to_have_text(thanks)
    expect(told).to_be_focused()
    assert [said["about"] for said in gateway.feedback] == [{"card": 0, "phone": 0}]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#log, .composer, .erase') !== null"), "the place is kept"


def test_each_number_of_a_card_can_be_told(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page, DANGER)
    expect(page.locator("#log .card button")).to_have_text(
        ["เบอร์ 191 โทรไม่ติด", "เบอร์ 1387 โทรไม่ติด", "เบอร์ 1300 โทรไม่ติด"]
    )
    page.click("#log .card button >> text=1300")
    told = page.locator("#log .card .judge-state").nth(2)
    expect(told).to_contain_text("1387")  # not the number that did not work
    page.click(".languages a[lang=en]")
    expect(page.locator("#log .card button")).to_have_text(["191 did not work", "1387 did not work"])
    expect(told).to_have_text("Thank you. We will check this number. You can call 1387 meanwhile.")
    assert [said["about"] for said in gateway.feedback] == [{"card": 0, "phone": 2}]


def test_only_a_card_with_a_number_has_the_button(page: Page) -> None:
    ask_and_wait(page, "ไม่มีเบอร์")
    expect(page.locator("#log .card")).to_have_count(1)
    expect(page.locator("#log .card .judge")).to_have_count(0)


def test_feedback_that_does_not_arrive_can_be_told_again(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    gateway.is_down = True
    page.click("#log >> text=ยังไม่ช่วย")
    expect(page.locator("#log .judge-state")).not_to_be_empty()
    gateway.is_down = False
    page.click("#log >> text=ยังไม่ช่วย")
    expect(page.locator("#log .judge")).to_have_text("ขอบคุณที่บอกนะคะ")


def test_small_talk_and_questions_are_not_judged(page: Page) -> None:
    ask_and_wait(page, "อายุ")
    expect(page.locator("#log .judge")).to_have_count(0)


def test_typing_sign_shows_while_an_answer_takes_long(page: Page, gateway: GatewayStub) -> None:
    gateway.delay = 1.0
    ask(page)
    expect(page.locator("#typing i")).to_have_count(3)
    expect(page.locator("#typing")).to_have_text("น้องสิทธิกำลังเขียน")
    expect(answers(page)).to_have_count(1)
    expect(page.locator("#typing")).to_be_empty()


def test_staff_is_heard(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page)
    gateway.mode = "staff"
    ask(page, "ขอคุยกับคน")
    expect(page.locator("#line-words")).to_contain_text("เจ้าหน้าที่เป็นคนตอบ")
    gateway.push("สวัสดีค่ะ นี่เจ้าหน้าที่")
    expect(answers(page)).to_have_count(2)
    expect(page.locator("#log .staff .text")).to_have_text("สวัสดีค่ะ นี่เจ้าหน้าที่")
    page.wait_for_timeout(300)
    expect(answers(page)).to_have_count(2)


def test_event_that_overtakes_its_answer_is_shown_once_and_at_once(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page, DIRECTORY_QUESTION)
    gateway.is_overtaken = True
    gateway.delay = 0.5
    ask(page, DIRECTORY_QUESTION)
    expect(answers(page)).to_have_count(2)
    expect(own(page).last.locator(".delivery")).to_be_empty()
    expect(answers(page)).to_have_count(2)
    expect(page.locator("#more")).to_be_hidden()
    expect(answers(page).last.locator(".text")).to_be_in_viewport()


def test_long_answer_is_shown_from_its_beginning(open_page: OpenPage) -> None:
    page = open_page()
    ask_and_wait(page, "ยาว")
    top = (answers(page).bounding_box() or {"y": -1})["y"]
    assert 0 <= top < 120


def test_new_message_is_offered_to_one_who_reads_above(page: Page, gateway: GatewayStub) -> None:
    ask_and_wait(page, DIRECTORY_QUESTION)
    page.evaluate("window.scrollTo(0, 0)")
    gateway.push("สวัสดีค่ะ")
    expect(page.locator("#more")).to_be_visible()
    page.click("#more")
    expect(page.locator("#log .staff")).to_be_in_viewport()
    expect(page.locator("#more")).to_be_hidden()
