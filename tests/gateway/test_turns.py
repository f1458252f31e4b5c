"""Turns: stored first, in order, once, and none lost."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from gateway.fake_rasa import FakeRasa, say_back
from gateway.message import Button, Draft, Handoff
from gateway.rasa import Question
from gateway.reply import RasaReply
from tests.gateway.gateway_client import MESSAGE_KEYS, OpenGateway, Visitor

Query = Callable[..., list[Any]]


async def test_answer_has_the_shape(visitor: Visitor) -> None:
    reply = await visitor.say("สวัสดีค่ะ")
    assert reply.status == 200
    assert set(reply.body) == {"conversation_id", "language", "mode", "messages"}
    assert (reply.body["language"], reply.body["mode"]) == ("th", "bot")
    assert len(reply.conversation_id) == 22
    assert set(reply.only) == MESSAGE_KEYS
    assert reply.only["sender"] == "bot"


async def test_two_hundred_messages_at_once_keep_their_order(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.delay = 0.001
    opened = await visitor.say("เริ่ม")
    said = [f"ข้อความที่ {number}" for number in range(200)]
    replies = await asyncio.gather(*(visitor.say(text, opened.conversation_id) for text in said))
    assert [reply.status for reply in replies] == [200] * 200
    assert [reply.texts for reply in replies] == [[f"th: {text}"] for text in said]
    history = (await visitor.history(opened.conversation_id)).body["messages"]
    assert sorted(m["text"] for m in history if m["sender"] == "visitor") == sorted(["เริ่ม", *said])
    # The order of the answers is the order in which the messages were stored.
    stored = [m["text"] for m in history if m["sender"] == "visitor"]
    assert [m["text"] for m in history if m["sender"] == "bot"] == [f"th: {text}" for text in stored]
    assert [question.text for question in rasa.asked] == stored


async def test_conversations_do_not_wait_for_each_other(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.delay = 0.3
    replies = await asyncio.wait_for(asyncio.gather(*(visitor.say(f"คำถาม {n}") for n in range(10))), 1.5)
    assert len({reply.conversation_id for reply in replies}) == 10


async def test_too_many_waiting(open_gateway: OpenGateway, rasa: FakeRasa) -> None:
    visitor = await open_gateway(waiting_limit=5)
    opened = await visitor.say("เริ่ม")
    rasa.delay = 0.02
    replies = await asyncio.gather(*(visitor.say(f"ข้อ {n}", opened.conversation_id) for n in range(8)))
    assert sorted(reply.status for reply in replies) == [200] * 5 + [429] * 3
    assert {reply.code for reply in replies if reply.status == 429} == {"too_many_waiting"}
    assert (await visitor.say("อีกข้อ", opened.conversation_id)).status == 200


@pytest.mark.parametrize("together", [False, True], ids=["one after the other", "at once"])
async def test_same_client_id_is_handled_once(visitor: Visitor, rasa: FakeRasa, together: bool) -> None:
    opened = await visitor.say("เริ่ม")
    rasa.delay = 0.02
    sends = [visitor.say("ถาม", opened.conversation_id, client_message_id="m-1") for _ in range(3)]
    replies = await asyncio.gather(*sends) if together else [await send for send in sends]
    assert all(reply.body == replies[0].body for reply in replies)
    assert [question.text for question in rasa.asked] == ["เริ่ม", "ถาม"]
    assert len((await visitor.history(opened.conversation_id)).body["messages"]) == 4


async def test_same_client_id_elsewhere_is_another_message(visitor: Visitor) -> None:
    first = await visitor.say("ถาม", client_message_id="1")
    second = await visitor.say("ถาม", client_message_id="1")
    assert first.conversation_id != second.conversation_id


@pytest.mark.parametrize("together", [False, True], ids=["one after the other", "at once"])
async def test_repeated_first_message_opens_one_conversation(visitor: Visitor, rasa: FakeRasa, together: bool) -> None:
    rasa.delay = 0.02
    given = str(uuid.uuid4())
    sends = [visitor.say("ถาม", client_message_id=given) for _ in range(3)]
    replies = await asyncio.gather(*sends) if together else [await send for send in sends]
    assert all(reply.body == replies[0].body for reply in replies)
    assert len(rasa.asked) == 1


async def test_danger_is_answered_without_rasa(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    rasa.down = True
    reply = await visitor.say("ตอนนี้พ่อกำลังเอามีดไล่ฟันหนู")
    assert reply.only["route"] == "safety"
    assert reply.only["safety"] == {"category": "threat_weapon", "urgency": "emergency"}
    assert reply.only["cards"][0]["phones"]
    assert set(reply.only) == MESSAGE_KEYS
    assert rasa.asked == []
    assert query("SELECT urgency, state FROM handoff") == [("emergency", "new")]


async def test_rasa_down_gets_an_honest_line(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    rasa.down = True
    reply = await visitor.say("ขอถามเรื่องโรงเรียน", opened.conversation_id)
    assert [card["phones"][0]["number"] for card in reply.only["cards"]] == ["1300", "1387", "191"]
    assert all(set(source) == {"title", "url", "checked"} for source in reply.only["sources"])
    assert query("SELECT reason, urgency, state FROM handoff") == [("bot_unavailable", "normal", "new")]
    rasa.down = False
    assert (await visitor.say("อยู่ไหม", opened.conversation_id)).texts == ["th: อยู่ไหม"]


async def test_rasa_killed_in_the_middle(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    def die_at_the_fourth(question: Question) -> RasaReply:
        rasa.down = len(rasa.asked) >= 4
        return say_back(question)

    opened = await visitor.say("สวัสดีค่ะ")
    rasa.reply = die_at_the_fourth
    replies = await asyncio.gather(*(visitor.say(f"ข้อ {n}", opened.conversation_id) for n in range(10)))
    assert all(reply.status == 200 and len(reply.texts) == 1 for reply in replies)
    assert query("SELECT reason, count(*) FROM handoff GROUP BY reason") == [("bot_unavailable", 7)]


async def test_empty_reply_gets_an_honest_line(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    rasa.reply = lambda question: RasaReply()
    assert len((await visitor.say("สวัสดีค่ะ")).only["cards"]) == 3
    assert query("SELECT reason FROM handoff") == [("empty_reply",)]


async def test_empty_reply_keeps_the_urgency_rasa_gave(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    rasa.reply = lambda question: RasaReply(handoff=Handoff("asked_for_person", "high"))
    assert len((await visitor.say("ขอคุยกับคน")).only["cards"]) == 3
    assert query("SELECT reason, urgency FROM handoff") == [("asked_for_person", "high")]


async def test_fault_inside_gets_an_honest_line(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    def fail(question: Question) -> RasaReply:
        raise ZeroDivisionError(question.text)

    rasa.reply = fail
    reply = await visitor.say("สวัสดีค่ะ")
    assert reply.status == 200
    assert len(reply.only["cards"]) == 3
    assert query("SELECT reason FROM handoff") == [("fault",)]


async def test_rasa_may_ask_for_a_person(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    rasa.reply = lambda question: RasaReply((Draft("handoff", "ได้ค่ะ"),), Handoff("asked_for_person", "high"))
    assert (await visitor.say("ขอคุยกับคน")).only["route"] == "handoff"
    assert query("SELECT reason, urgency FROM handoff") == [("asked_for_person", "high")]


SLASHES = {
    "an intent": ("/restart", "restart"),
    "with slots": ('/greet{"a": "b"}', 'greet{"a": "b"}'),
    "many": ("///restart", "restart"),
    "spaces between": (" / / /restart", "restart"),
    "within": ("a/b", "a/b"),
}


@pytest.mark.parametrize(("written", "asked"), SLASHES.values(), ids=SLASHES)
async def test_written_slash_is_no_intent(visitor: Visitor, rasa: FakeRasa, written: str, asked: str) -> None:
    reply = await visitor.say(written)
    assert reply.status == 200
    assert [(question.text, question.payload) for question in rasa.asked] == [(asked, None)]
    history = (await visitor.history(reply.conversation_id)).body["messages"]
    assert history[0]["text"] == written.strip()


async def test_slash_alone_gets_the_honest_fallback(visitor: Visitor, rasa: FakeRasa) -> None:
    reply = await visitor.say("/")
    assert reply.only["route"] == "fallback"
    assert rasa.asked == []


async def test_message_without_words_gets_ready_questions(visitor: Visitor, rasa: FakeRasa) -> None:
    reply = await visitor.say("👍")
    assert rasa.asked == []
    button = reply.only["buttons"][0]
    pressed = await visitor.press(button["payload"], reply.conversation_id)
    assert pressed.status == 200
    assert rasa.asked[0].text == button["title"]


async def test_buttons_leave_without_their_inner_payload(visitor: Visitor, rasa: FakeRasa) -> None:
    inner = '/give_need{"need": "school"}'
    rasa.reply = lambda question: RasaReply(
        (Draft("eligibility", "?", asks="need", buttons=(Button("โรงเรียน", inner), Button("ไทย", "language:th"))),)
    )
    reply = await visitor.say("ขอทุน")
    first, second = reply.only["buttons"]
    assert inner not in json.dumps(reply.body)
    assert second["payload"] == "language:th"
    pressed = await visitor.press(first["payload"], reply.conversation_id)
    assert pressed.status == 200
    assert (rasa.asked[-1].payload, rasa.asked[-1].text) == (inner, None)
    history = (await visitor.history(reply.conversation_id)).body["messages"]
    assert [m["text"] for m in history if m["sender"] == "visitor"] == ["ขอทุน", "โรงเรียน"]
    assert all(set(message) == MESSAGE_KEYS for message in history)


async def test_button_of_another_conversation_is_unknown(visitor: Visitor) -> None:
    reply = await visitor.say("👍")
    other = await visitor.say("สวัสดีค่ะ")
    payload = reply.only["buttons"][0]["payload"]
    assert (await visitor.press(payload, other.conversation_id)).code == "unknown_button"
    assert (await visitor.press(payload[:-1] + "99", reply.conversation_id)).code == "unknown_button"


async def test_language_button_answers_in_it(visitor: Visitor, rasa: FakeRasa) -> None:
    reply = await visitor.press("language:my")
    assert reply.body["language"] == "my"
    assert "မြန်မာ" in reply.texts[0]
    assert rasa.asked == []
    assert (await visitor.say("ok", reply.conversation_id)).body["language"] == "my"


async def test_staff_have_the_conversation(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    query("UPDATE conversations SET mode = 'staff'")
    reply = await visitor.say("มีใครอยู่ไหม", opened.conversation_id)
    assert (reply.status, reply.body["mode"], reply.body["messages"]) == (200, "staff", [])
    assert len(rasa.asked) == 1
    danger = await visitor.say("ตอนนี้พ่อกำลังเอามีดไล่ฟันหนู", opened.conversation_id)
    assert danger.only["route"] == "safety"


async def test_stopped_gateway_answers_what_it_left(
    open_gateway: OpenGateway, visitor: Visitor, rasa: FakeRasa, query: Query
) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    rasa.delay = 30
    sends = [
        asyncio.create_task(visitor.say(text, opened.conversation_id, client_message_id=text))
        for text in ("asked one", "asked two")
    ]
    while query("SELECT count(*) FROM messages")[0][0] < 4:
        await asyncio.sleep(0.01)
    for send in sends:
        send.cancel()
    await asyncio.gather(*sends, return_exceptions=True)
    await visitor.client.close()
    rasa.delay = 0
    again = await open_gateway()
    history = (await again.history(opened.conversation_id)).body["messages"]
    assert [m["sender"] for m in history] == ["visitor", "bot", "visitor", "visitor", "bot", "bot"]
    assert all(len(message["cards"]) == 3 for message in history[-2:])
    assert query("SELECT reason FROM handoff") == [("left_over",)] * 2
    repeated = await again.say("asked two", opened.conversation_id, client_message_id="asked two")
    assert repeated.only in history[-2:]


async def test_failed_store_is_told_and_the_repeat_is_answered(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    query("ALTER TABLE counts RENAME TO lost")
    failed = await visitor.say("ถามหน่อย", opened.conversation_id, client_message_id="1")
    assert (failed.status, failed.code) == (500, "our_fault")
    query("ALTER TABLE lost RENAME TO counts")
    repeated = await visitor.say("ถามหน่อย", opened.conversation_id, client_message_id="1")
    assert repeated.texts == ["th: ถามหน่อย"]
    assert len((await visitor.history(opened.conversation_id)).body["messages"]) == 4


async def test_counts_are_anonymous_and_stay(visitor: Visitor, query: Query) -> None:
    reply = await visitor.say("สวัสดีค่ะ")
    await visitor.say("hello there my friend")
    await visitor.say("ถามหน่อย", reply.conversation_id)
    assert await visitor.erase(reply.conversation_id) == 204
    assert sorted(query("SELECT route, language, count FROM counts")) == [
        ("smalltalk", "en", 1),
        ("smalltalk", "th", 2),
    ]


async def test_feedback_is_kept_the_last_word_counts(visitor: Visitor, query: Query) -> None:
    message = (await visitor.say("สวัสดีค่ะ")).only
    assert (await visitor.feedback(message_id=message["id"], helpful=True)).status == 204
    assert (await visitor.feedback(message_id=message["id"], helpful=False, reason="wrong_fact")).status == 204
    assert query("SELECT helpful, reason FROM feedback") == [(0, "wrong_fact")]
