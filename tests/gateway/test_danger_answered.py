"""A safety card, and the one sure answer that may stand behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from gateway.conversation import plan_left_over
from gateway.fake_rasa import FakeRasa
from gateway.message import Button, Draft, Handoff
from gateway.rasa import Question
from gateway.records import Conversation, LanguageState, Turn
from gateway.reply import RasaReply
from gateway.texts import load_texts
from tests.gateway.gateway_client import OpenGateway, Visitor

Query = Callable[..., list[Any]]

SURE = Draft("rights", "คนแจ้งโดยสุจริตไม่มีความผิดค่ะ", is_sure=True)
ASKED = "เพื่อนบ้านตีลูกทุกวัน ถ้าฉันแจ้งแล้วเขาฟ้องฉันได้มั้ย"
TOLD = "พ่อตีหนูทุกวัน"
NOW = "ตอนนี้พ่อกำลังเอามีดไล่ฟันหนู ทำยังไงดี"


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa(lambda question: RasaReply((SURE,)))


def routes(messages: list[dict[str, Any]]) -> list[str]:
    return [message["route"] for message in messages]


QUESTIONS = {
    "Thai": (ASKED, "th"),
    "English": ("My neighbour beats his child every day - if I report it can he sue me?", "en"),
    "Burmese": ("ဘေးအိမ်က ကလေးကို နေ့တိုင်း ရိုက်တယ် တိုင်ရင် တရားစွဲခံရမလား", "my"),
    "Northern Thai": ("ป้อบุบข้าเจ้ากู้วัน ยะจะใดดี", "th"),
}


@pytest.mark.parametrize(("said", "language"), QUESTIONS.values(), ids=QUESTIONS)
async def test_question_is_answered_behind_the_card(
    visitor: Visitor, rasa: FakeRasa, query: Query, said: str, language: str
) -> None:
    reply = await visitor.say(said)
    card, answer = reply.body["messages"]
    assert (card["route"], card["safety"]["urgency"]) == ("safety", "high")
    assert (answer["route"], answer["text"], answer["safety"]) == ("rights", SURE.text, None)
    assert reply.body["language"] == language
    assert [(asked.text, asked.payload, asked.language) for asked in rasa.asked] == [(said, None, language)]
    assert query("SELECT urgency FROM handoff") == [("high",)]
    history = (await visitor.history(reply.conversation_id)).body["messages"]
    assert [message["id"] for message in history[1:]] == [card["id"], answer["id"]]


async def test_who_only_tells_gets_the_card_at_once(visitor: Visitor, rasa: FakeRasa) -> None:
    assert (await visitor.say(TOLD)).only["route"] == "safety"
    assert rasa.asked == []


async def test_an_emergency_is_never_kept_waiting(visitor: Visitor, rasa: FakeRasa) -> None:
    assert (await visitor.say(NOW)).only["safety"]["urgency"] == "emergency"
    assert rasa.asked == []


async def test_a_ready_question_is_not_typed(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.reply = lambda question: RasaReply((Draft("fallback", "?", buttons=(Button("ถาม", ASKED),)),))
    opened = await visitor.say("สวัสดีค่ะ")
    pressed = await visitor.press(opened.only["buttons"][0]["payload"], opened.conversation_id)
    assert pressed.only["route"] == "safety"
    assert len(rasa.asked) == 1


NOT_SAID = {
    "nothing": (),
    "not sure": (replace(SURE, is_sure=False),),
    "a second card": (replace(SURE, route="safety"),),
    "a person": (replace(SURE, route="handoff"),),
    "small talk": (replace(SURE, route="smalltalk"),),
    "not understood": (replace(SURE, route="fallback"),),
}


@pytest.mark.parametrize("drafts", NOT_SAID.values(), ids=NOT_SAID)
async def test_what_is_not_said_behind_the_card(
    visitor: Visitor, rasa: FakeRasa, query: Query, drafts: tuple[Draft, ...]
) -> None:
    rasa.reply = lambda question: RasaReply(drafts, Handoff("asked_for_person", "emergency"))
    assert (await visitor.say(ASKED)).only["route"] == "safety"
    assert query("SELECT reason, urgency FROM handoff") == [("danger_violence_home", "high")]


async def test_one_answer_is_enough(visitor: Visitor, rasa: FakeRasa) -> None:
    danger = Draft("safety", "!", safety={"category": "unspecified", "urgency": "high"})
    rasa.reply = lambda question: RasaReply((danger, SURE, replace(SURE, route="hotline")), Handoff("danger", "high"))
    assert routes((await visitor.say(ASKED)).body["messages"]) == ["safety", "rights"]


async def test_notices_are_put_into_words(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.reply = lambda question: RasaReply((replace(SURE, notice_codes=("stale",)),))
    card, answer = (await visitor.say(ASKED)).body["messages"]
    assert card["notice"] is None
    assert answer["notice"] == load_texts().notice("stale", "th")


def fail(question: Question) -> RasaReply:
    raise ZeroDivisionError(question.text)


@pytest.mark.parametrize("trouble", ["down", "slow", "faulty"])
async def test_the_card_goes_out_whatever_rasa_does(
    open_gateway: OpenGateway, rasa: FakeRasa, query: Query, trouble: str
) -> None:
    visitor = await open_gateway(danger_patience=0.05)
    rasa.down = trouble == "down"
    rasa.delay = 30 if trouble == "slow" else 0
    rasa.reply = fail if trouble == "faulty" else rasa.reply
    reply = await asyncio.wait_for(visitor.say(ASKED), 2)
    assert (reply.status, reply.only["route"]) == (200, "safety")
    assert query("SELECT reason FROM handoff") == [("danger_violence_home",)]


async def test_written_slash_is_no_intent(visitor: Visitor, rasa: FakeRasa) -> None:
    await visitor.say(f"/ /{ASKED}")
    assert [(asked.text, asked.payload) for asked in rasa.asked] == [(ASKED, None)]


async def test_staff_in_the_conversation_are_not_disturbed(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    opened = await visitor.say(ASKED)
    query("UPDATE conversations SET mode = 'staff'")
    assert (await visitor.say(ASKED, opened.conversation_id)).body["messages"] == []
    assert len(rasa.asked) == 1


async def test_a_foreign_language_gets_the_card_alone(visitor: Visitor, rasa: FakeRasa) -> None:
    assert (await visitor.say("ຂ້ອຍຢາກໄປໂຮງຮຽນ ຂ້ອຍຢາກໄປໂຮງຮຽນ i am in danger?")).only["route"] == "safety"
    assert rasa.asked == []


async def test_same_client_id_gets_the_same_two_messages(visitor: Visitor, rasa: FakeRasa) -> None:
    opened = await visitor.say(TOLD)
    replies = [await visitor.say(ASKED, opened.conversation_id, client_message_id="1") for _ in range(2)]
    assert replies[0].body == replies[1].body
    assert routes(replies[0].body["messages"]) == ["safety", "rights"]
    assert len(rasa.asked) == 1


async def test_language_of_the_talk_stays(visitor: Visitor, rasa: FakeRasa) -> None:
    """A card is in the language of the words; so is what stands behind it, and the talk follows as ever."""
    opened = await visitor.say("hello there my friend")
    reply = await visitor.say("โดนข่มขืน?", opened.conversation_id)
    assert [asked.language for asked in rasa.asked] == ["en", "th"]
    assert routes(reply.body["messages"]) == ["safety", "rights"]


def test_a_left_over_message_gets_the_card_alone() -> None:
    turn = Turn("c", "m", ASKED)
    plan = plan_left_over(turn, Conversation("c", "bot", LanguageState("th")), load_texts())
    assert plan.answer is not None
    assert [draft.route for draft in plan.answer.drafts] == ["safety"]
    assert plan.question is None


async def test_erased_while_the_card_waits(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    opened = await visitor.say(TOLD)
    rasa.delay = 0.2
    saying = asyncio.create_task(visitor.say(ASKED, opened.conversation_id))
    while not rasa.asked:
        await asyncio.sleep(0.01)
    assert await visitor.erase(opened.conversation_id) == 204
    assert (await saying).code == "unknown_conversation"
    assert query("SELECT count(*) FROM messages") == [(0,)]
