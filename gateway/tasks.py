"""Tasks for the staff that the visitors' feedback makes: each function is the work of one transaction.

A task is anonymous: it says what did not work, never who said so. The link to the messages goes with their talk.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from gateway.message import JsonObject
from gateway.tables import UtcTime, messages, task, task_message

WRONG_FACT = "wrong_fact"  # the reason of a feedback, and the kind of the task it makes
BETWEEN = "; "

_report = sa.text(
    "INSERT INTO task (kind, record, title, number, count, state, created_at, changed_at)"
    " VALUES (:kind, :record, :title, :number, 1, 'open', :now, :now)"
    " ON CONFLICT (kind, record, title, number) WHERE state = 'open'"
    " DO UPDATE SET count = task.count + 1, changed_at = :now RETURNING id"
).bindparams(sa.bindparam("now", type_=UtcTime()))


@dataclass(frozen=True)
class Subject:
    """What a task is about: a record with its number where the card names them, else the words of the card."""

    record: str = ""
    title: str = ""
    number: str = ""


@dataclass(frozen=True)
class Task:
    """Something to be put right; `count` replies were reported, `message_ids` are those not erased since."""

    id: int
    kind: str
    subject: Subject
    count: int
    created_at: datetime
    changed_at: datetime
    message_ids: tuple[str, ...] = ()


def subject_of(body: JsonObject, card: int | None, phone: int | None = None) -> Subject | None:
    """What a report on a reply is about: the card at that place or the only one, with the number at `phone` or all.

    None when there is no such card or number.
    """
    cards = body["cards"]
    if card is None and len(cards) != 1:
        return Subject(title=BETWEEN.join(source["title"] for source in body["sources"]))
    place = card or 0
    if place >= len(cards):
        return None
    named = cards[place]
    numbers = [one["number"] for one in named["phones"]]
    if phone is not None and phone >= len(numbers):
        return None
    record = named.get("record") or ""
    number = BETWEEN.join(numbers) if phone is None else numbers[phone]
    return Subject(record, "" if record else named["title"], number)


def report(connection: Connection, kind: str, subject: Subject, message_id: str, now: datetime) -> None:
    """Open a task, or count one more reply in the open one; a reply that was reported counts once."""
    values = {"kind": kind, "record": subject.record, "title": subject.title, "number": subject.number}
    known = sa.select(task.c.id).join(task_message).where(task_message.c.message_id == message_id)
    if connection.execute(known.where(*(task.c[name] == value for name, value in values.items()))).first():
        return
    task_id = connection.execute(_report, {**values, "now": now}).scalar_one()
    connection.execute(sa.insert(task_message), {"task_id": task_id, "message_id": message_id})


def find_open(connection: Connection) -> list[Task]:
    """The open tasks, oldest first."""
    rows = connection.execute(sa.select(task).where(task.c.state == "open").order_by(task.c.created_at, task.c.id))
    found = rows.all()
    linked: dict[int, list[str]] = {}
    links = sa.select(task_message).join(messages).order_by(messages.c.created_at, messages.c.id)
    for link in connection.execute(links.where(task_message.c.task_id.in_([row.id for row in found]))):
        linked.setdefault(link.task_id, []).append(link.message_id)
    return [_task(row, tuple(linked.get(row.id, ()))) for row in found]


def _task(row: Any, message_ids: tuple[str, ...]) -> Task:
    subject = Subject(row.record, row.title, row.number)
    return Task(row.id, row.kind, subject, row.count, row.created_at, row.changed_at, message_ids)


def finish(connection: Connection, task_id: int, now: datetime) -> bool:
    """Mark an open task as done; False when there is none with that id."""
    done = sa.update(task).where(task.c.id == task_id, task.c.state == "open").values(state="done", changed_at=now)
    return bool(connection.execute(done).rowcount)


def find_reply(connection: Connection, message_id: str) -> tuple[str, JsonObject] | None:
    """(conversation id, public Message) of a reply, kept from others until the end; None when there is no such one."""
    query = sa.select(messages.c.conversation_id, messages.c.body).with_for_update()
    row = connection.execute(
        query.where(messages.c.id == message_id, messages.c.sender != "visitor", messages.c.body.is_not(None))
    ).one_or_none()
    return (row.conversation_id, json.loads(row.body)) if row is not None else None
