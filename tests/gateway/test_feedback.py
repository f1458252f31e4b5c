"""What visitors report: kept, made a task for the staff, and told when it cannot be."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from gateway import commands
from gateway.fake_rasa import FakeRasa
from gateway.message import Draft
from gateway.reply import RasaReply, read_card
from gateway.settings import Settings
from gateway.store import Store
from gateway.tasks import Subject
from tests.gateway.gateway_client import Visitor

Query = Callable[..., list[Any]]
NOON = datetime(2026, 11, 22, 5, tzinfo=timezone.utc)


def card(title: str, *numbers: str, record: str | None = None) -> Any:
    phones = [{"number": number, "label": None, "hours": None} for number in numbers]
    return read_card({"title": title, "phones": phones, "record": record})


SOURCES = ({"title": "แผ่นพับ", "checked": "2026-11-21"}, {"title": "รายงาน", "checked": "2026-11-21"})
CARDS = (card("วายเอ็มซีเอ", "054-457191", "054-457190", record="ymca-phayao"), card("บ้านเทียน", "053-123456"))


@pytest.fixture
def rasa() -> FakeRasa:
    return FakeRasa(lambda question: RasaReply((Draft("directory", "ได้ค่ะ", cards=CARDS, sources=SOURCES),)))


@pytest.fixture
async def store(settings: Settings) -> AsyncIterator[Store]:
    """The store as the desk opens it, a day later with each call."""
    days = iter(range(1, 100))
    store = Store(settings.database_url, lambda: NOON + timedelta(days=next(days)))
    await store.prepare()
    yield store
    await store.close()


async def report(visitor: Visitor, message: Any, card: int | None = 0, phone: int | None = None) -> int:
    about = {name: place for name, place in {"card": card, "phone": phone}.items() if place is not None}
    given = {"about": about} if about else {}
    reply = await visitor.feedback(message_id=message["id"], helpful=False, reason="wrong_fact", **given)
    return reply.status


async def test_wrong_number_makes_a_task(visitor: Visitor, store: Store) -> None:
    message = (await visitor.say("ขอเบอร์")).only
    assert await report(visitor, message, 0) == 204
    assert await report(visitor, message, 1) == 204
    first, second = await store.find_open_tasks()
    assert (first.kind, first.count, first.message_ids) == ("wrong_fact", 1, (message["id"],))
    assert first.subject == Subject("ymca-phayao", "", "054-457191; 054-457190")
    assert second.subject == Subject("", "บ้านเทียน", "053-123456")
    assert first.created_at <= second.created_at


async def test_each_number_of_a_card_makes_its_own_task(visitor: Visitor, store: Store) -> None:
    message = (await visitor.say("ขอเบอร์")).only
    for phone in (1, 0, 1):
        assert await report(visitor, message, 0, phone) == 204
    tasks = await store.find_open_tasks()
    assert [(task.subject.number, task.count) for task in tasks] == [("054-457190", 1), ("054-457191", 1)]
    assert {task.subject.record for task in tasks} == {"ymca-phayao"}


async def test_reports_of_many_make_one_task_that_counts(visitor: Visitor, store: Store) -> None:
    replies = await asyncio.gather(*(visitor.say(f"ข้อ {n}") for n in range(4)))
    assert await asyncio.gather(*(report(visitor, reply.only) for reply in replies)) == [204] * 4
    (task,) = await store.find_open_tasks()
    assert (task.count, set(task.message_ids)) == (4, {reply.only["id"] for reply in replies})


async def test_repeated_taps_count_once(visitor: Visitor, store: Store) -> None:
    message = (await visitor.say("ขอเบอร์")).only
    assert await asyncio.gather(*(report(visitor, message) for _ in range(10))) == [204] * 10
    (task,) = await store.find_open_tasks()
    assert task.count == 1
    assert await store.finish_task(task.id)
    assert await report(visitor, message) == 204
    assert await store.find_open_tasks() == []


async def test_done_is_done_and_a_new_report_opens_another(visitor: Visitor, store: Store) -> None:
    await report(visitor, (await visitor.say("ขอเบอร์")).only)
    (old,) = await store.find_open_tasks()
    assert await store.finish_task(old.id)
    assert not await store.finish_task(old.id)
    assert not await store.finish_task(999)
    assert await store.find_open_tasks() == []
    await report(visitor, (await visitor.say("ขอเบอร์")).only)
    (new,) = await store.find_open_tasks()
    assert (new.id, new.count, new.subject) == (old.id + 1, 1, old.subject)


ABOUT_NO_CARD = {
    "several cards": (CARDS, Subject(title="แผ่นพับ; รายงาน")),
    "one card": (CARDS[:1], Subject("ymca-phayao", "", "054-457191; 054-457190")),
    "no cards": ((), Subject(title="แผ่นพับ; รายงาน")),
}


@pytest.mark.parametrize(("cards", "subject"), ABOUT_NO_CARD.values(), ids=ABOUT_NO_CARD)
async def test_report_that_names_no_card(
    visitor: Visitor, rasa: FakeRasa, store: Store, cards: Any, subject: Subject
) -> None:
    rasa.reply = lambda question: RasaReply((Draft("rights", "ได้ค่ะ", cards=cards, sources=SOURCES),))
    assert await report(visitor, (await visitor.say("ถาม")).only, None) == 204
    assert [task.subject for task in await store.find_open_tasks()] == [subject]


@pytest.mark.parametrize("said", [{"helpful": True}, {"helpful": False}, {"helpful": False, "reason": "ยาวไป"}])
async def test_other_feedback_makes_no_task(visitor: Visitor, store: Store, said: dict[str, Any]) -> None:
    message = (await visitor.say("ขอเบอร์")).only
    assert (await visitor.feedback(message_id=message["id"], about={"card": 1}, **said)).status == 204
    assert await store.find_open_tasks() == []


async def test_numbers_of_the_safety_card_and_the_honest_line(visitor: Visitor, rasa: FakeRasa, store: Store) -> None:
    await report(visitor, (await visitor.say("ตอนนี้พ่อกำลังเอามีดไล่ฟันหนู")).only)
    rasa.down = True
    await report(visitor, (await visitor.say("ถามหน่อย")).only, 2)
    danger, honest = await store.find_open_tasks()
    assert danger.subject.title and "191" in danger.subject.number
    assert honest.subject == Subject("hotline-191", "", "191")


async def test_erasing_keeps_the_task_without_its_link(visitor: Visitor, store: Store, query: Query) -> None:
    gone, kept = await visitor.say("ความลับของหนู"), await visitor.say("ขอเบอร์")
    for reply in (gone, kept):
        await report(visitor, reply.only)
    assert await visitor.erase(gone.conversation_id) == 204
    (task,) = await store.find_open_tasks()
    assert (task.count, task.message_ids) == (2, (kept.only["id"],))
    assert await visitor.erase(kept.conversation_id) == 204
    (task,) = await store.find_open_tasks()
    assert (task.count, task.message_ids) == (2, ())
    assert query("SELECT count(*) FROM task_message") == [(0,)]
    row = " ".join(map(str, query("SELECT * FROM task")[0]))
    assert not any(secret in row for secret in (gone.conversation_id, gone.only["id"], "ความลับ"))


REFUSED = {
    "card out of range": ({"about": {"card": 2}}, 404, "unknown_card"),
    "card far out of range": ({"about": {"card": 10**30}}, 404, "unknown_card"),
    "card below zero": ({"about": {"card": -1}}, 404, "unknown_card"),
    "card a text": ({"about": {"card": "0"}}, 400, "wrong_type"),
    "card a flag": ({"about": {"card": True}}, 400, "wrong_type"),
    "card a fraction": ({"about": {"card": 0.5}}, 400, "wrong_type"),
    "phone out of range": ({"about": {"card": 0, "phone": 2}}, 404, "unknown_card"),
    "phone below zero": ({"about": {"card": 0, "phone": -1}}, 404, "unknown_card"),
    "phone a text": ({"about": {"card": 0, "phone": "0"}}, 400, "wrong_type"),
    "phone a flag": ({"about": {"card": 0, "phone": True}}, 400, "wrong_type"),
    "phone of no card": ({"about": {"phone": 0}}, 400, "wrong_type"),
    "about nothing": ({"about": {}}, 400, "wrong_type"),
    "about a list": ({"about": [0]}, 400, "wrong_type"),
    "conversation a number": ({"conversation_id": 1}, 400, "wrong_type"),
    "another conversation": ({"conversation_id": "A" * 22}, 404, "unknown_message"),
    "unknown message": ({"message_id": "A" * 16}, 404, "unknown_message"),
    "a body over 64 kB": ({"reason": "a" * 70_000}, 413, "body_too_large"),
}


@pytest.mark.parametrize(("body", "status", "code"), REFUSED.values(), ids=REFUSED)
async def test_bad_report_changes_nothing(
    visitor: Visitor, store: Store, query: Query, body: dict[str, Any], status: int, code: str
) -> None:
    message = (await visitor.say("ขอเบอร์")).only
    given = {"message_id": message["id"], "helpful": False, "reason": "wrong_fact", **body}
    reply = await visitor.feedback(**given)
    assert (reply.status, reply.code) == (status, code)
    assert await store.find_open_tasks() == []
    assert query("SELECT * FROM feedback") == []


async def test_ten_megabytes_are_refused(visitor: Visitor) -> None:
    response = await visitor.client.post("/api/chat/feedback", data=io.BytesIO(b"a" * 10_000_000))
    assert response.status == 413
    assert (await response.json())["error"]["code"] == "body_too_large"


async def test_what_has_no_cards_is_told_so(visitor: Visitor, rasa: FakeRasa, query: Query) -> None:
    rasa.reply = lambda question: RasaReply((Draft("smalltalk", "สวัสดีค่ะ"),))
    opened = await visitor.say("สวัสดีค่ะ")
    assert await report(visitor, opened.only, 0) == 404
    own = query("SELECT id FROM messages WHERE sender = 'visitor'")[0][0]
    assert await report(visitor, {"id": own}, 0) == 404


@pytest.mark.parametrize(
    ("said", "words"), [("ขอเบอร์", "ไม่มีการ์ด"), ("phone number please", "no such card"), ("ဖုန်းနံပါတ် ပေးပါ", "မပါပါ")]
)
async def test_fault_is_told_in_the_language_of_the_talk(visitor: Visitor, said: str, words: str) -> None:
    opened = await visitor.say(said)
    given = {"message_id": opened.only["id"], "conversation_id": opened.conversation_id, "helpful": False}
    reply = await visitor.feedback(**given, about={"card": 9})
    assert words in reply.body["error"]["message"]
    assert (await visitor.feedback(**given, about={"card": 1})).status == 204


async def test_no_task_is_shown_to_the_outside(visitor: Visitor) -> None:
    for path in ("/api/chat/tasks", "/api/tasks", "/tasks"):
        assert (await visitor.get(path)).status == 404


async def test_command_lists_and_finishes(
    visitor: Visitor, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    await report(visitor, (await visitor.say("ขอเบอร์")).only)
    assert await commands.run_tasks(settings, None) == commands.OK
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith("wrong_fact  1 reported  ymca-phayao  054-457191; 054-457190")
    assert await commands.run_tasks(settings, int(line.split()[0])) == commands.OK
    assert await commands.run_tasks(settings, int(line.split()[0])) == commands.NOT_FOUND
    assert "no open task" in capsys.readouterr().out
    assert await commands.run_tasks(settings, None) == commands.OK
    assert capsys.readouterr().out == ""


def test_command_line(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(settings, []) is None
    assert commands.run(settings, ["tasks"]) == commands.OK
    with pytest.raises(SystemExit):
        commands.run(settings, ["nonsense"])
