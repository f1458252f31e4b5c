"""What the knowledge base answers, as it reaches the person: notices in words, buttons that ask back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, get_args

import pytest
import sqlalchemy as sa

from actions.answering import buttons_of, custom_of
from gateway.fake_rasa import FakeRasa
from gateway.rasa import Question as Asked
from gateway.reply import RasaReply, read_reply
from gateway.texts import LANGUAGES, load_texts
from knowledge.answers import KnowledgeBase
from knowledge.loading import load
from knowledge.reply import Notice, Question
from knowledge.search.statements import index_content
from tests.gateway.gateway_client import Visitor
from tests.knowledge.asking import NOON
from tests.knowledge.samples import engine, folder

__all__ = ["engine", "folder"]

LATER = datetime(2027, 6, 1, 5, tzinfo=timezone.utc)
NAMESAKE = """type: organisation
id: candle-house-phayao
kind: home
name: {th: บ้านเทียน, en: Candle House}
description: {th: บ้านพักเด็กที่พะเยา, en: A home in Phayao, my: ဖယောက်က ကလေးအိမ်}
areas: [th-57]
source: src-report
checked: 2026-11-21
trust: H
facts:
  - topic: since
    text: {th: บ้านเทียนพะเยาเริ่มปี 2560, en: Candle House Phayao began in 2017}
    source: src-report
    checked: 2026-11-21
    trust: H
"""


@pytest.fixture
def use(folder: Path, engine: sa.engine.Engine, rasa: FakeRasa) -> Callable[..., None]:
    """Lets the fake Rasa answer from the content as the actions do, at a fixed time."""

    def run(at: datetime = NOON) -> None:
        load(engine, folder, index=index_content)
        base = KnowledgeBase(engine)
        rasa.reply = lambda asked: _answer(base, asked, at)

    return run


def _answer(base: KnowledgeBase, asked: Asked, at: datetime) -> RasaReply:
    named: dict[str, Any] = json.loads(asked.payload.removeprefix("/ask_directory")) if asked.payload else {}
    reply = base.answer(Question(asked.text or "", asked.language, "directory", at, **named))
    message = {"text": reply.text, "buttons": buttons_of(reply, "directory"), "custom": custom_of(reply, "directory")}
    return read_reply({"messages": [message]})


def test_every_notice_has_words_in_every_language() -> None:
    texts = load_texts()
    assert set(texts.notices) == set(get_args(Notice))
    for code in texts.notices:
        words = {texts.notice(code, language) for language in LANGUAGES}
        assert len(words) == len(LANGUAGES), code


OTHER_LANGUAGE = {
    "Burmese falls back to Thai": ("ဖယောင်းတိုင်အိမ် ဘယ်နှစ်မှာ စတင်ခဲ့သလဲ", "my", "บ้านเทียน", True),
    "Thai is there": ("บ้านเทียนก่อตั้งปีไหน", "th", "บ้านเทียน", False),
    "English is there": ("Candle House since when did it exist", "en", "Candle House", False),
}


@pytest.mark.parametrize(("text", "language", "words", "is_told"), OTHER_LANGUAGE.values(), ids=OTHER_LANGUAGE)
async def test_another_language_is_told_in_the_readers(
    visitor: Visitor, use: Callable[..., None], text: str, language: str, words: str, is_told: bool
) -> None:
    use()
    reply = await visitor.say(text)
    assert reply.body["language"] == language
    assert words in reply.only["text"]
    told = load_texts().notice("other_language", language)
    assert (told in (reply.only["notice"] or "")) is is_told
    history = (await visitor.history(reply.conversation_id)).body["messages"]
    assert history[-1]["notice"] == reply.only["notice"]


async def test_without_thai_text_a_burmese_reader_gets_english(
    visitor: Visitor, use: Callable[..., None], engine: sa.engine.Engine
) -> None:
    use()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE fact SET text = json_remove(text, '$.th')")
    reply = await visitor.say("ဖယောင်းတိုင်အိမ် ဘယ်နှစ်မှာ စတင်ခဲ့သလဲ")
    assert "Candle House" in reply.only["text"]
    assert load_texts().notice("other_language", "my") in reply.only["notice"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_past_its_review_it_is_told_in_the_readers_language(
    visitor: Visitor, use: Callable[..., None], language: str
) -> None:
    said = {"th": "บ้านเทียนก่อตั้งปีไหน", "en": "Candle House since when did it exist"}
    text = said.get(language, "ဖယောင်းတိုင်အိမ် ဘယ်နှစ်မှာ စတင်ခဲ့သလဲ")
    stale = load_texts().notice("stale", language)
    use()
    fresh = (await visitor.say(text, language=language)).only
    assert stale not in (fresh["notice"] or "")
    use(LATER)
    assert stale in (await visitor.say(text, language=language)).only["notice"]


async def test_two_of_the_same_name_are_asked_back_and_a_tap_answers(
    visitor: Visitor, use: Callable[..., None], folder: Path, rasa: FakeRasa
) -> None:
    (folder / "namesake.yml").write_text(NAMESAKE, encoding="utf-8")
    use()
    asked = await visitor.say("Candle House since when did it exist")
    buttons = asked.only["buttons"]
    assert len(buttons) == 2
    assert all("Candle House" in button["title"] for button in buttons)
    assert "record" not in json.dumps([button["payload"] for button in buttons])
    answers = [(await visitor.press(b["payload"], asked.conversation_id)).only["text"] for b in buttons]
    assert ["2012" in answer for answer in answers] == [True, False]
    assert ["2017" in answer for answer in answers] == [False, True]
    assert {question.language for question in rasa.asked} == {"en"}
    history = (await visitor.history(asked.conversation_id)).body["messages"]
    assert [m["text"] for m in history if m["sender"] == "visitor"][1:] == [button["title"] for button in buttons]
