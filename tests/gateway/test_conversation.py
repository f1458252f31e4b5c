"""Which language a conversation is in, and what can be read at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from bot.language import clean, detect
from gateway.conversation import without_command
from gateway.fake_rasa import FakeRasa
from gateway.languages import follow_language, has_words, is_unsupported
from gateway.records import LanguageState as State
from tests.gateway.gateway_client import OpenGateway, Visitor

FOLLOWED = {
    "first message": (State(), None, "ขอถามหน่อยค่ะ", State("th")),
    "first message of one word": (State(), None, "hello", State("en")),
    "first message without words": (State(), None, "👍", State("my")),
    "one English word": (State("th"), None, "ok", State("th")),
    "an emoji": (State("th"), None, "😀", State("th")),
    "a number": (State("th"), None, "12", State("th")),
    "an English sentence": (State("th"), None, "can you please help me", State("en")),
    "a Burmese sentence": (State("th"), None, "ကျောင်းတက်ချင်ပါတယ်", State("my")),
    "Thai with an English word": (State("th"), None, "ขอ scholarship ได้ไหมคะ", State("th")),
    "a wish": (State("th"), "en", "ขอถามหน่อยค่ะ", State("en", "en")),
    "the same wish again": (State("th", "en"), "en", "ขอถามหน่อยค่ะ", State("th", "en")),
    "another language once": (State("en", "en"), "en", "ขอถามหน่อยค่ะ", State("en", "en", "th")),
    "another language twice": (State("en", "en", "th"), "en", "ขอถามหน่อยค่ะ", State("th", "en")),
    "back in between": (State("en", "en", "th"), "en", "what can I do", State("en", "en")),
    "a third language": (State("en", "en", "th"), None, "ကျောင်းတက်ချင်ပါတယ်", State("en", "en", "my")),
    "Shan": (State("th"), None, "ၵႂၢမ်းတႆး လိၵ်ႈလၢႆး", State("th")),
}


Follow = Callable[..., State]


@pytest.fixture
def follow() -> Follow:
    """The state after several messages with the same wish and browser."""

    def run(state: State, wish: str | None, guess: str, texts: Sequence[str]) -> State:
        for text in map(clean, texts):
            state = follow_language(state, wish, guess, detect(text), text)
        return state

    return run


@pytest.mark.parametrize(("state", "wish", "text", "expected"), FOLLOWED.values(), ids=FOLLOWED)
def test_follow_language(state: State, wish: str | None, text: str, expected: State) -> None:
    assert follow_language(state, wish, "my", detect(text), text) == expected


THAI_TALK = {
    "an abbreviation": "PFCP",
    "one English word": "scholarship",
    "thanks": "thank you",
    "many thanks": "Thank you very much",
    "thanks for something": "ok thank you so much",
    "a greeting": "hello good morning",
    "a sentence that everybody knows": "I love you",
    "an emoji": "😀",
    "a word and an emoji": "OK 👍",
    "a number": "1300",
    "laughter in Thai digits": "555+",
    "an address on the web": "https://www.facebook.com/childlinethailand",
    "a mail address": "email me at somchai.jaidee@gmail.com",
    "a person's name": "Mr. John Smith",
    "an organisation": "Save the Children",
    "an organisation with an article": "The Mirror Foundation",
    "an organisation of three words": "Childline Thailand Foundation",
    "a treaty": "CRC Convention on the Rights of the Child",
    "places in Latin letters": "Mae Fah Luang, Chiang Rai Province, Thailand",
    "brands": "Facebook Line Instagram",
    "Thai in Latin letters": "sawasdee ka",
    "Thai with an English name": "ทุน World Vision Foundation of Thailand มีไหม",
    "one Burmese word": "ကျောင်း",
    "one Shan word": "ၵႃႈ",
}


@pytest.mark.parametrize("text", THAI_TALK.values(), ids=THAI_TALK)
@pytest.mark.parametrize("chosen", [None, "th"])
def test_a_thai_talk_stays_thai(text: str, chosen: str | None) -> None:
    state = State("th", chosen)
    for _ in range(3):
        state = follow_language(state, chosen, "en", detect(clean(text)), clean(text))
    assert state == State("th", chosen)


BURMESE_TALK = {
    "a Thai paper": "บัตรประชาชน",
    "a Thai greeting": "สวัสดี",
    "a Thai word of politeness": "ค่ะ",
    "Burmese with a Thai paper": "ทะเบียนบ้าน ဘယ်မှာလုပ်ရလဲ",
    "Burmese with a Thai form": "ဘယ်မှာ ทร.38 ก လုပ်ရမလဲ",
    "a name in Latin letters": "MAP Foundation",
    "thanks in English": "thank you very much",
    "an emoji": "🙏🏽",
    "Zawgyi": "ေက်ာင္းတက္ခ်င္ပါတယ္",
}


@pytest.mark.parametrize("text", BURMESE_TALK.values(), ids=BURMESE_TALK)
def test_a_burmese_talk_stays_burmese(text: str) -> None:
    assert follow_language(State("my"), None, "th", detect(clean(text)), clean(text)) == State("my")


SWITCHED = {
    "to English": ("th", "where can I register my baby", "en"),
    "to English in capitals": ("th", "WHERE CAN I REGISTER MY BABY", "en"),
    "to English with a name": ("th", "Who helps children in Chiang Rai?", "en"),
    "to English with an apostrophe": ("my", "I don’t have any papers", "en"),
    "to Thai": ("my", "ขอถามเรื่องบัตรประชาชนค่ะ", "th"),
    "to Thai in two words": ("en", "ลูกป่วย", "th"),
    "to Burmese": ("th", "ကူညီပါ", "my"),
    "to Burmese in Zawgyi": ("en", "ကေလးေတြ ေက်ာင္းတက္ခြင့္ ရွိပါသလား", "my"),
}


@pytest.mark.parametrize(("before", "text", "after"), SWITCHED.values(), ids=SWITCHED)
def test_a_sentence_switches_at_once(before: str, text: str, after: str) -> None:
    said = clean(text)
    assert follow_language(State(before), None, "th", detect(said), said) == State(after)
    chosen = follow_language(State(before, before), before, "th", detect(said), said)
    assert chosen == State(before, before, heard=after), "a choice holds against one sentence"
    assert follow_language(chosen, before, "th", detect(said), said) == State(after, before)


def test_a_choice_by_tap_lasts(follow: Follow) -> None:
    """Thai chosen, then all kinds of short foreign text; what was heard once does not add up over the talk."""
    state = follow(State("my", "my"), "th", "th", ["PFCP", "ok", "where is the office", "ครับ", "how can I come there"])
    assert state == State("th", "th", heard="en")


def test_a_name_as_first_message_is_answered_in_the_browsers_language(follow: Follow) -> None:
    assert follow(State(), None, "my", ["PFCP"]) == State("my")
    assert follow(State(), None, "en", ["World Vision"]) == State("en")
    assert follow(State(), None, "th", ["birth certificate lost"]) == State("en")


UNSUPPORTED = {
    "Shan": ("ၵႂၢမ်းတႆး လိၵ်ႈလၢႆး", True),
    "Lao": ("ຂ້ອຍຢາກໄປໂຮງຮຽນ", True),
    "Khmer": ("ខ្ញុំចង់ទៅសាលារៀន", True),
    "Chinese": ("你好我需要帮助", True),
    "a Shan word": ("ခၢဝ်းတႆး", True),
    "two Khmer letters": ("ជួយ", True),
    "a place in Latin letters": ("Ban Huai Hin Lat Nai School", False),
    "one letter of a face": ("¯\\_(ツ)_/¯", False),
    "Vietnamese": ("Tôi muốn con tôi được đi học ở trường", True),
    "Thai": ("ขอถามหน่อยค่ะ", False),
    "a name in Latin letters": ("Chiang Rai", False),
    "digits": ("12", False),
    "emoji": ("👍", False),
}


@pytest.mark.parametrize(("text", "expected"), UNSUPPORTED.values(), ids=UNSUPPORTED)
def test_is_unsupported(text: str, expected: bool) -> None:
    assert is_unsupported(detect(text), text) is expected


FOREIGN = {
    "Lao": "ຂ້ອຍຢາກໄປໂຮງຮຽນ",
    "Khmer": "ខ្ញុំចង់ទៅសាលារៀន",
    "Shan": "ၵႂၢမ်းတႆး လိၵ်ႈလၢႆး",
    "Chinese": "我的孩子没有身份证",
}


@pytest.mark.parametrize("said", FOREIGN.values(), ids=FOREIGN)
async def test_unsupported_language_is_told_so(visitor: Visitor, rasa: FakeRasa, said: str) -> None:
    opened = await visitor.say(said)
    later = await visitor.say(said, (await visitor.say("ကျောင်းတက်ချင်ပါတယ်")).conversation_id)
    assert [question.language for question in rasa.asked] == ["my"]
    for reply in (opened, later):
        assert "I do not speak this language yet" in reply.texts[0]
        assert "ยังพูดภาษานี้ไม่ได้" in reply.texts[0]
        assert [card["phones"][0]["number"] for card in reply.only["cards"]] == ["1300", "1387", "191"]
    assert later.body["language"] == "my"


async def test_the_choice_is_remembered(visitor: Visitor, open_gateway: OpenGateway, rasa: FakeRasa) -> None:
    opened = await visitor.press("language:my")
    assert (await visitor.say("YMCA", opened.conversation_id)).body["language"] == "my"
    await visitor.client.close()
    again = await open_gateway()
    assert (await again.say("thank you", opened.conversation_id)).body["language"] == "my"
    assert (await again.history(opened.conversation_id)).body["language"] == "my"
    assert (await again.press("language:th", opened.conversation_id)).body["language"] == "th"


async def test_a_wrong_language_is_refused_and_changes_nothing(visitor: Visitor) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    for wrong in ("fr", "TH", "", "th-TH", "shn", "und"):
        assert (await visitor.say("ถาม", opened.conversation_id, language=wrong)).code == "bad_language"
    history = (await visitor.history(opened.conversation_id)).body
    assert (history["language"], len(history["messages"])) == ("th", 2)


async def test_a_cry_for_help_is_answered_in_its_language(visitor: Visitor) -> None:
    opened = await visitor.say("hello there")
    reply = await visitor.say("โดนข่มขืน", opened.conversation_id)
    assert reply.only["route"] == "safety"
    assert any("\u0e00" <= letter <= "\u0e7f" for letter in reply.only["text"])


async def test_rasa_is_told_the_language(visitor: Visitor, rasa: FakeRasa) -> None:
    reply = await visitor.say("ကျောင်းတက်ချင်ပါတယ်")
    await visitor.say("ok", reply.conversation_id)
    await visitor.say("where is the school office", reply.conversation_id)
    assert [question.language for question in rasa.asked] == ["my", "my", "en"]


WORDS = {"": False, "👍": False, "?!…": False, "ก": True, "7": True, "၇": True, "မ": True, "a": True, "็": False}


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_has_words(text: str, expected: bool) -> None:
    assert has_words(text) is expected


@pytest.mark.parametrize(("text", "expected"), {"/a": "a", " / /a/b": "a/b", "/": "", "a": "a"}.items())
def test_without_command(text: str, expected: str) -> None:
    assert without_command(text) == expected
