"""Erasing a conversation: here, in Rasa, and later when Rasa is down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gateway.fake_rasa import FakeRasa
from tests.gateway.gateway_client import OpenGateway, Visitor

Query = Callable[..., list[Any]]
TABLES = ("conversations", "messages", "handoff", "feedback")


async def test_everything_but_the_counts_goes(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    kept = await visitor.say("คนอื่น")
    opened = await visitor.say("หนูอยากฆ่าตัวตาย")
    await visitor.feedback(message_id=opened.only["id"], helpful=True)
    assert await visitor.erase(opened.conversation_id) == 204
    assert rasa.erased == [opened.conversation_id]
    assert (await visitor.history(opened.conversation_id)).status == 404
    assert (await visitor.say("ยังอยู่ไหม", opened.conversation_id)).code == "unknown_conversation"
    assert await visitor.erase(opened.conversation_id) == 404
    assert [query(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES] == [1, 2, 0, 0]
    assert query("SELECT count(*) FROM erasures") == [(0,)]
    assert len(query("SELECT * FROM counts")) == 2
    assert (await visitor.history(kept.conversation_id)).status == 200


async def test_erased_words_are_overwritten(visitor: Visitor, tmp_path: Path, query: Query) -> None:
    opened = await visitor.say("ความลับของฉัน")
    await visitor.erase(opened.conversation_id)
    query("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "ความลับ".encode() not in (tmp_path / "conversations.db").read_bytes()


async def test_rasa_down_is_remembered_and_tried_again(
    visitor: Visitor, open_gateway: OpenGateway, rasa: FakeRasa, query: Query
) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    rasa.down = True
    assert await visitor.erase(opened.conversation_id) == 202
    assert (await visitor.history(opened.conversation_id)).status == 404
    await visitor.client.close()
    assert query("SELECT conversation_id FROM erasures") == [(opened.conversation_id,)]
    await open_gateway()
    rasa.down = False
    for _ in range(100):
        if rasa.erased:
            break
        await asyncio.sleep(0.02)
    assert rasa.erased == [opened.conversation_id]


async def test_erasing_in_the_middle_of_a_turn(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    opened = await visitor.say("สวัสดีค่ะ")
    rasa.delay = 0.1
    sends = [asyncio.create_task(visitor.say(f"ข้อ {n}", opened.conversation_id)) for n in range(5)]
    await asyncio.sleep(0.05)
    assert await visitor.erase(opened.conversation_id) == 204
    assert [reply.code for reply in await asyncio.gather(*sends)] == ["unknown_conversation"] * 5
    # The tracker is erased after the running turn, which would have written it again.
    assert rasa.erased == [opened.conversation_id]
    assert len(rasa.asked) == 2
    assert query("SELECT count(*) FROM messages") == [(0,)]
