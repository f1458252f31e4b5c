"""The same store on PostgreSQL."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from gateway.fake_rasa import FakeRasa
from tests.gateway.gateway_client import Visitor
from tests.services import postgresql_server, postgresql_url

__all__ = ["postgresql_server", "postgresql_url"]

pytestmark = pytest.mark.services


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    return postgresql_url


async def test_order_holds_with_several_threads(visitor: Visitor) -> None:
    opened = await visitor.say("เริ่ม")
    said = [f"ข้อ {number}" for number in range(100)]
    replies = await asyncio.gather(*(visitor.say(text, opened.conversation_id) for text in said))
    assert [reply.texts for reply in replies] == [[f"th: {text}"] for text in said]
    history = (await visitor.history(opened.conversation_id)).body["messages"]
    stored = [message["text"] for message in history if message["sender"] == "visitor"]
    assert [message["text"] for message in history if message["sender"] == "bot"] == [f"th: {text}" for text in stored]


async def test_many_conversations_and_one_count(visitor: Visitor, query: Callable[..., list[Any]]) -> None:
    replies = await asyncio.gather(*(visitor.say(f"ข้อ {number}") for number in range(50)))
    assert {reply.status for reply in replies} == {200}
    assert query("SELECT route, language, count FROM counts") == [("smalltalk", "th", 50)]


async def test_repeats_meet_in_one_turn(visitor: Visitor, rasa: FakeRasa) -> None:
    rasa.delay = 0.05
    given = str(uuid.uuid4())
    first = await asyncio.gather(*(visitor.say("ถาม", client_message_id=given) for _ in range(8)))
    conversation_id = first[0].conversation_id
    second = await asyncio.gather(*(visitor.say("อีก", conversation_id, client_message_id="2") for _ in range(8)))
    assert all(reply.body == first[0].body for reply in first)
    assert all(reply.body == second[0].body for reply in second)
    assert len(rasa.asked) == 2


async def test_feedback_events_and_erasure(visitor: Visitor, query: Callable[..., list[Any]]) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    stream = await visitor.listen(opened.conversation_id, last=0)
    assert await stream.next() is not None
    for helpful in (True, False):
        assert (await visitor.feedback(message_id=opened.only["id"], helpful=helpful)).status == 204
    assert await visitor.erase(opened.conversation_id) == 204
    assert await stream.next() is None
    assert query("SELECT count(*) FROM messages") == [(0,)]
    assert query("SELECT count(*) FROM feedback") == [(0,)]


async def test_reports_meet_in_one_task(visitor: Visitor, rasa: FakeRasa, query: Callable[..., list[Any]]) -> None:
    rasa.down = True  # the honest line has the cards of the hotlines
    replies = await asyncio.gather(*(visitor.say(f"ข้อ {number}") for number in range(8)))
    given = [{"message_id": reply.only["id"], "helpful": False, "reason": "wrong_fact"} for reply in replies]
    sent = await asyncio.gather(*(visitor.feedback(**one, about={"card": 0}) for one in given * 3))
    assert {reply.status for reply in sent} == {204}
    assert query("SELECT record, number, count, state FROM task") == [("hotline-1300", "1300", 8, "open")]
    rasa.down = False
    assert await visitor.erase(replies[0].conversation_id) == 204
    assert query("SELECT count(*) FROM task_message") == [(7,)]
