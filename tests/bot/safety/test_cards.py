import datetime
import re

import pytest

from bot.safety import UnknownCategory, card, categories

NUMBERS = {
    "medical_emergency": ["1669", "191", "1387"],
    "violence_now": ["191", "1387", "1669"],
    "threat_weapon": ["191", "1300", "1387"],
    "suicide_self_harm": ["1323", "1387", "1669"],
    "missing_child": ["191", "1300", "1387"],
    "sexual_abuse": ["1300", "1387", "191"],
    "trafficking": ["191", "1300", "1387"],
    "online_sexual": ["1387", "1300", "191"],
    "violence_school": ["1387", "1300", "191"],
    "violence_home": ["1300", "1387", "191"],
    "abandonment_neglect": ["1300", "1387", "191"],
    "pregnancy": ["1663", "1387", "1300"],
}
LANGUAGES = ("th", "en", "my")
SCRIPT = {"th": re.compile("[ก-๛]"), "en": re.compile("[A-Za-z]"), "my": re.compile("[\u1000-\u109f]")}

every_card = pytest.mark.parametrize("language", LANGUAGES)
every_category = pytest.mark.parametrize("category", categories())


def all_text(category: str, language: str) -> str:
    found = card(category, language)
    return found["text"] + "\n" + found["cards"][0]["text"]


def test_every_category_has_its_numbers():
    assert {
        name: [phone["number"] for phone in card(name, "th")["cards"][0]["phones"]] for name in categories()
    } == NUMBERS


@every_category
@every_card
def test_card_has_the_shape_of_a_message(category, language):
    found = card(category, language)

    assert set(found) == {"text", "cards", "sources", "safety"}
    assert set(found["cards"][0]) == {"title", "text", "phones", "address", "url"}
    assert found["safety"]["category"] == category
    assert found["safety"]["urgency"] in ("emergency", "high")
    for text in (found["text"], found["cards"][0]["title"], found["cards"][0]["text"]):
        assert SCRIPT[language].search(text)


@every_category
@every_card
def test_card_is_short_enough_for_a_small_screen(category, language):
    assert len(card(category, language)["text"]) <= 400


@every_category
@every_card
def test_text_names_two_routes_that_can_be_tapped(category, language):
    found = card(category, language)
    named = re.findall("1[0-9]{2,3}", found["text"])
    tappable = {phone["number"] for phone in found["cards"][0]["phones"]}

    assert len(set(named)) >= 2
    assert set(named) <= tappable


@every_category
@every_card
def test_every_number_has_hours_a_source_and_the_day_it_was_checked(category, language):
    found = card(category, language)
    phones = found["cards"][0]["phones"]

    assert len(found["sources"]) == len(phones)
    assert all(phone["label"] and phone["hours"] for phone in phones)
    always = [phone for phone in phones if "24" in phone["hours"] or "၂၄" in phone["hours"]]
    assert [phone["number"] for phone in phones if phone not in always] == (["1663"] if category == "pregnancy" else [])
    for source in found["sources"]:
        assert source["title"]
        assert source["url"].startswith("https://")
        assert datetime.date.fromisoformat(source["checked"]) <= datetime.date(2026, 11, 21)


@every_category
def test_children_are_never_left_with_lines_for_adults_only(category):
    assert "1387" in [phone["number"] for phone in card(category, "th")["cards"][0]["phones"]]


@every_category
@pytest.mark.parametrize(
    ("language", "words"), [("th", "โปรแกรมคอมพิวเตอร์"), ("en", "computer program"), ("my", "ကွန်ပျူတာပရိုဂရမ်")]
)
def test_card_says_that_it_is_a_program(category, language, words):
    assert words in all_text(category, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [("th", "ไม่ต้องรอให้ครบ 24 ชั่วโมง"), ("en", "do not have to wait 24 hours"), ("my", "၂၄ နာရီ စောင့်စရာမလိုပါဘူး")],
)
def test_nobody_waits_a_day_for_a_missing_child(language, words):
    assert words in card("missing_child", language)["text"]


@every_category
def test_burmese_writes_numbers_that_are_no_phones_in_its_own_digits(category):
    found = card(category, "my")
    phones = {phone["number"] for phone in found["cards"][0]["phones"]} | {"1669"}
    texts = [all_text(category, "my"), *(phone["hours"] for phone in found["cards"][0]["phones"])]

    assert set(re.findall("[0-9]+", " ".join(texts))) <= phones | {"1300", "1387", "191"}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("th", ["ไม่ต้องจ่ายเงิน", "อย่าลบ", "เก็บหลักฐาน"]),
        ("en", ["do not pay", "do not delete", "keep the proof"]),
        ("my", ["ပိုက်ဆံမပေးပါနဲ့", "မဖျက်ပါနဲ့", "သိမ်းပါ"]),
    ],
)
def test_blackmail_card_keeps_proof_and_pays_nothing(language, words):
    assert all(word in all_text("online_sexual", language) for word in words)


@every_category
def test_no_card_sends_a_child_to_hide_or_promises_secrecy(category):
    english = all_text(category, "en").lower()

    for words in ("friend's home", "friend's house", "secret", "i will call", "i have called", "i promise", "confront"):
        assert words not in english


@every_category
def test_other_languages_get_english_and_thai(category):
    found = card(category, "shn")

    assert found["text"] == card(category, "en")["text"] + "\n\n" + card(category, "th")["text"]
    assert all(" · " in phone["label"] for phone in found["cards"][0]["phones"])


def test_urgency_of_what_was_found_is_kept():
    assert card("suicide_self_harm", "th")["safety"]["urgency"] == "high"
    assert card("suicide_self_harm", "th", "emergency")["safety"]["urgency"] == "emergency"


def test_unknown_category():
    with pytest.raises(UnknownCategory):
        card("weather", "th")
