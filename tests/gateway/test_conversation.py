"""Which language a conversation is in, and what can be read at all."""

from __future__ import annotations

import pytest

from bot.language import detect
from gateway.conversation import follow_language, has_words, is_unsupported, without_command
from gateway.fake_rasa import FakeRasa
from gateway.records import LanguageState as State
from tests.gateway.gateway_client import Visitor

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


@pytest.mark.parametrize(("state", "wish", "text", "expected"), FOLLOWED.values(), ids=FOLLOWED)
def test_follow_language(state: State, wish: str | None, text: str, expected: State) -> None:
    assert follow_language(state, wish, "my", detect(text), text) == expected


UNSUPPORTED = {
    "Shan": ("ၵႂၢမ်းတႆး လိၵ်ႈလၢႆး", True),
    "Lao": ("ຂ້ອຍຢາກໄປໂຮງຮຽນ", True),
    "Khmer": ("ខ្ញុំចង់ទៅសាលារៀន", True),
    "Chinese": ("你好我需要帮助", True),
    "Vietnamese": ("Tôi muốn con tôi được đi học ở trường", True),
    "Thai": ("ขอถามหน่อยค่ะ", False),
    "a name in Latin letters": ("Chiang Rai", False),
    "digits": ("12", False),
    "emoji": ("👍", False),
}


@pytest.mark.parametrize(("text", "expected"), UNSUPPORTED.values(), ids=UNSUPPORTED)
def test_is_unsupported(text: str, expected: bool) -> None:
    assert is_unsupported(detect(text), text) is expected


async def test_unsupported_language_is_told_so(visitor: Visitor, rasa: FakeRasa) -> None:
    reply = await visitor.say("ຂ້ອຍຢາກໄປໂຮງຮຽນ")
    assert rasa.asked == []
    assert "I do not speak this language yet" in reply.texts[0]
    assert "ยังพูดภาษานี้ไม่ได้" in reply.texts[0]
    assert len(reply.only["cards"]) == 3


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
