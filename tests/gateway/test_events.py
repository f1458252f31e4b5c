"""The stream of server-sent events: live, resumed, ended."""

from __future__ import annotations

import asyncio

from gateway.events import BEHIND_LIMIT, Hub
from gateway.message import Delivered
from tests.gateway.gateway_client import Visitor


async def test_reply_comes_as_an_event_too(visitor: Visitor) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    stream = await visitor.listen(opened.conversation_id)
    reply = await visitor.say("ถามหน่อย", opened.conversation_id)
    event = await stream.next()
    assert event is not None
    assert event.message == reply.only


async def test_stream_resumes_after_the_last_event(visitor: Visitor) -> None:
    opened = await visitor.say("ข้อ 0")
    stream = await visitor.listen(opened.conversation_id)
    await visitor.say("ข้อ 1", opened.conversation_id)
    seen = await stream.next()
    assert seen is not None
    stream.response.close()
    for number in (2, 3):
        await visitor.say(f"ข้อ {number}", opened.conversation_id)
    resumed = await visitor.listen(opened.conversation_id, last=seen.id)
    await visitor.say("ข้อ 4", opened.conversation_id)
    events = [await resumed.next() for _ in range(3)]
    assert [event.message["text"] for event in events if event] == [f"th: ข้อ {number}" for number in (2, 3, 4)]
    ids = [event.id for event in events if event]
    assert ids == sorted(set(ids))
    assert ids[0] > seen.id


async def test_history_says_where_to_listen_on(visitor: Visitor) -> None:
    opened = await visitor.say("ข้อ 0")
    last = (await visitor.history(opened.conversation_id)).body["last_event_id"]
    await visitor.say("ข้อ 1", opened.conversation_id)
    stream = await visitor.listen(opened.conversation_id, last=last)
    event = await stream.next()
    assert event is not None
    assert event.message["text"] == "th: ข้อ 1"


async def test_nothing_is_sent_twice_while_resuming(visitor: Visitor) -> None:
    opened = await visitor.say("ข้อ 0")
    sends = asyncio.gather(*(visitor.say(f"ข้อ {n}", opened.conversation_id) for n in range(1, 40)))
    stream = await visitor.listen(opened.conversation_id, last=0)
    events = [await stream.next() for _ in range(40)]
    await sends
    ids = [event.id for event in events if event]
    assert len(ids) == 40
    assert ids == sorted(set(ids))


async def test_other_conversations_are_not_heard(visitor: Visitor) -> None:
    opened = await visitor.say("ของฉัน")
    stream = await visitor.listen(opened.conversation_id)
    await visitor.say("ของคนอื่น")
    await visitor.say("ของฉันอีก", opened.conversation_id)
    event = await stream.next()
    assert event is not None
    assert event.message["text"] == "th: ของฉันอีก"


async def test_heartbeat_keeps_the_line_open(visitor: Visitor) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    stream = await visitor.listen(opened.conversation_id)
    assert stream.response.headers["Content-Type"].startswith("text/event-stream")
    assert stream.response.headers["Cache-Control"] == "no-store"
    assert await asyncio.wait_for(stream.comment(), 2) == ": still here"


async def test_stream_ends_with_erasure(visitor: Visitor) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    stream = await visitor.listen(opened.conversation_id)
    assert await visitor.erase(opened.conversation_id) == 204
    assert await stream.next() is None


async def test_bad_last_event_id(visitor: Visitor) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    path = f"/api/chat/events?conversation_id={opened.conversation_id}"
    reply = await visitor.get(path, **{"Last-Event-ID": "-1"})
    assert (reply.status, reply.code) == (400, "bad_event_id")


async def test_listener_that_falls_behind_is_let_go() -> None:
    hub = Hub()
    listener = hub.listen("c")
    hub.publish("c", [Delivered(number, {}) for number in range(BEHIND_LIMIT + 5)])
    got = 0
    while await listener.next() is not None:
        got += 1
    assert got == BEHIND_LIMIT
    hub.leave("c", listener)
    hub.leave("c", listener)
