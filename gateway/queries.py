"""The statements of the store: each function is the work of one transaction on a given connection."""

from __future__ import annotations

import json
import re
import secrets
from datetime import datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from gateway import tasks
from gateway.message import Delivered, Draft, compose_message, compose_visitor_message, to_json
from gateway.records import Arrival, Conversation, Feedback, LanguageState, Receipt, Turn, TurnResult
from gateway.statements import Row, Statement
from gateway.tables import UtcTime, conversations, erasures, feedback, handoff, messages

BANGKOK = timezone(timedelta(hours=7))
# A random UUID cannot be guessed, nor meant by two people: only such an id may lead to somebody's first answer.
_RANDOM_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)

# RETURNING and the upsert are written out: SQLAlchemy 1.4 has no RETURNING for SQLite (it needs 3.35), and another
# upsert for each database.
_STATE = "mode, language, language_chosen, language_heard"
_now = sa.bindparam("now", type_=UtcTime())
_touch = Statement(
    sa.text(
        "UPDATE conversations SET last_sequence = last_sequence + 1, changed_at = :now WHERE id = :of"
        f" RETURNING {_STATE}, last_sequence"
    ).bindparams(_now)
)
_touch_languages = Statement(
    sa.text(
        "UPDATE conversations SET last_sequence = last_sequence + :more, changed_at = :now,"
        " language = :speak, language_chosen = :choose, language_heard = :hear WHERE id = :of RETURNING last_sequence"
    ).bindparams(_now)
)
_count_one = Statement(
    sa.text(
        "INSERT INTO counts (day, route, language, count) VALUES (:day, :route, :language, 1)"
        " ON CONFLICT (day, route, language) DO UPDATE SET count = counts.count + 1"
    ).bindparams(sa.bindparam("day", type_=sa.Date()))
)
_one_conversation = Statement(sa.text(f"SELECT {_STATE} FROM conversations WHERE id = :of"))
_mark_answered = Statement(sa.text("UPDATE messages SET is_answered = true WHERE id = :of"))
_insert_conversation = Statement(sa.insert(conversations))
_insert_message = Statement(sa.insert(messages))
_said = sa.select(messages.c.id, messages.c.sequence, messages.c.sender, messages.c.text, messages.c.body).where(
    messages.c.conversation_id == sa.bindparam("of")
)
_history = _said.order_by(messages.c.sequence)
_answer = _history.where(messages.c.answers == sa.bindparam("question"))
_replies_after = _history.where(messages.c.sequence > sa.bindparam("after"), messages.c.sender != "visitor")


def insert_arrival(connection: Connection, arrival: Arrival, now: datetime) -> Conversation | None:
    """Store an arrival and give its conversation; None when there is none, IntegrityError when it was stored before."""
    sequence, conversation = 1, Conversation(arrival.conversation_id, "bot", LanguageState())
    if arrival.is_opening:
        _insert_conversation.run(connection, _new_conversation(arrival, now))
    else:
        found = _touch.run(connection, {"of": arrival.conversation_id, "now": now})
        if not found:
            return None
        sequence, conversation = found[0][-1], _conversation(arrival.conversation_id, found[0])
    _insert_message.run(
        connection,
        {
            "id": arrival.message_id,
            "conversation_id": arrival.conversation_id,
            "sequence": sequence,
            "sender": "visitor",
            "text": arrival.text,
            "body": None,
            "payloads": to_json([arrival.payload]) if arrival.payload is not None else None,
            "client_message_id": arrival.client_message_id,
            "answers": None,
            "is_answered": False,
            "created_at": now,
        },
    )
    return conversation


def _new_conversation(arrival: Arrival, now: datetime) -> dict[str, Any]:
    return {
        "id": arrival.conversation_id,
        "opened_by": _opening_id(arrival),
        "channel": "web",
        "mode": "bot",
        "language": None,
        "language_chosen": None,
        "language_heard": None,
        "last_sequence": 1,
        "created_at": now,
        "changed_at": now,
    }


def _opening_id(arrival: Arrival) -> str | None:
    given = arrival.client_message_id
    return given.lower() if given and _RANDOM_UUID.fullmatch(given) else None


def find_receipt(connection: Connection, arrival: Arrival) -> Receipt | None:
    """The earlier message with the same client_message_id."""
    if arrival.client_message_id is None:
        return None
    query = sa.select(messages.c.conversation_id, messages.c.id, messages.c.is_answered).where(
        messages.c.client_message_id == arrival.client_message_id
    )
    if arrival.is_opening:
        query = query.join(conversations).where(conversations.c.opened_by == _opening_id(arrival))
    else:
        query = query.where(messages.c.conversation_id == arrival.conversation_id)
    row = connection.execute(query).one_or_none()
    return Receipt(row.conversation_id, row.id, is_answered=row.is_answered) if row else None


def find_conversation(connection: Connection, conversation_id: str) -> Conversation | None:
    found = _one_conversation.run(connection, {"of": conversation_id})
    return _conversation(conversation_id, found[0]) if found else None


def _conversation(conversation_id: str, row: Row) -> Conversation:
    mode, language, chosen, heard = row[:4]
    return Conversation(conversation_id, mode, LanguageState(language, chosen, heard))


def insert_answer(connection: Connection, result: TurnResult, now: datetime) -> list[Delivered] | None:
    """Store what a turn said and did; None when the conversation is gone."""
    turn, drafts = result.turn, result.answer.drafts
    found = _touch_languages.run(
        connection,
        {
            "of": turn.conversation_id,
            "more": len(drafts),
            "now": now,
            "speak": result.languages.language,
            "choose": result.languages.chosen,
            "hear": result.languages.heard,
        },
    )
    if not found:
        return None
    last = found[0][0]
    _mark_answered.run(connection, {"of": turn.message_id})
    _insert_handoff(connection, result, now)
    if not drafts:
        return []
    delivered = []
    for sequence, draft in enumerate(drafts, start=last - len(drafts) + 1):
        delivered.append(Delivered(sequence, compose_message(draft, secrets.token_urlsafe(12))))
        _insert_message.run(connection, _reply_row(turn, draft, delivered[-1], now))
    _count(connection, drafts[0].route, result.languages.language or "", now)
    return delivered


def _reply_row(turn: Turn, draft: Draft, delivered: Delivered, now: datetime) -> dict[str, Any]:
    return {
        "id": delivered.message["id"],
        "conversation_id": turn.conversation_id,
        "sequence": delivered.sequence,
        "sender": "bot",
        "text": draft.text,
        "body": to_json(delivered.message),
        "payloads": to_json([button.payload for button in draft.buttons]) if draft.buttons else None,
        "client_message_id": None,
        "answers": turn.message_id,
        "is_answered": True,
        "created_at": now,
    }


def _insert_handoff(connection: Connection, result: TurnResult, now: datetime) -> None:
    wanted = result.answer.handoff
    if wanted is None:
        return
    connection.execute(
        sa.insert(handoff),
        {
            "conversation_id": result.turn.conversation_id,
            "message_id": result.turn.message_id,
            "reason": wanted.reason,
            "urgency": wanted.urgency,
            "created_at": now,
            "state": "new",
        },
    )


def _count(connection: Connection, route: str, language: str, now: datetime) -> None:
    day = now.astimezone(BANGKOK).date()
    _count_one.run(connection, {"day": day, "route": route, "language": language})


def _delivered(rows: Any) -> list[Delivered]:
    return [
        Delivered(row.sequence, json.loads(row.body) if row.body else compose_visitor_message(row.id, row.text))
        for row in rows
    ]


def find_answer(connection: Connection, conversation_id: str, message_id: str) -> list[Delivered]:
    return _delivered(connection.execute(_answer, {"of": conversation_id, "question": message_id}))


def read_history(connection: Connection, conversation_id: str) -> list[Delivered]:
    return _delivered(connection.execute(_history, {"of": conversation_id}))


def read_replies_after(connection: Connection, conversation_id: str, sequence: int) -> list[Delivered]:
    return _delivered(connection.execute(_replies_after, {"of": conversation_id, "after": sequence}))


def find_button(connection: Connection, conversation_id: str, message_id: str, index: int) -> tuple[str, str] | None:
    row = connection.execute(
        sa.select(messages.c.body, messages.c.payloads).where(
            messages.c.id == message_id,
            messages.c.conversation_id == conversation_id,
            messages.c.sender != "visitor",
            messages.c.payloads.is_not(None),
        )
    ).one_or_none()
    payloads = json.loads(row.payloads) if row else []
    if row is None or index >= len(payloads):
        return None
    return json.loads(row.body)["buttons"][index]["title"], payloads[index]


def replace_feedback(connection: Connection, given: Feedback, now: datetime) -> str | None:
    """Keep the last word on a reply, and what it reports as a task; gives the code of the error where there is one."""
    reply = tasks.find_reply(connection, given.message_id)
    if reply is None or given.conversation_id not in (None, reply[0]):
        return "unknown_message"
    conversation_id, body = reply
    subject = tasks.subject_of(body, given.card, given.phone)
    if subject is None:
        return "unknown_card"
    connection.execute(sa.delete(feedback).where(feedback.c.message_id == given.message_id))
    connection.execute(
        sa.insert(feedback),
        {
            "message_id": given.message_id,
            "conversation_id": conversation_id,
            "helpful": given.helpful,
            "reason": given.reason,
            "created_at": now,
        },
    )
    if given.reason == tasks.WRONG_FACT and not given.helpful:
        tasks.report(connection, tasks.WRONG_FACT, subject, given.message_id, now)
    return None


def erase_conversation(connection: Connection, conversation_id: str, now: datetime) -> bool:
    """Everything that hangs on the conversation goes with it (foreign keys)."""
    gone = connection.execute(sa.delete(conversations).where(conversations.c.id == conversation_id))
    if gone.rowcount == 0:
        return False
    connection.execute(sa.insert(erasures), {"conversation_id": conversation_id, "created_at": now})
    return True


def find_erasures(connection: Connection) -> list[str]:
    return list(connection.execute(sa.select(erasures.c.conversation_id).order_by(erasures.c.created_at)).scalars())


def finish_erasure(connection: Connection, conversation_id: str) -> None:
    connection.execute(sa.delete(erasures).where(erasures.c.conversation_id == conversation_id))


def find_waiting(connection: Connection) -> list[Turn]:
    rows = connection.execute(
        sa.select(messages).where(~messages.c.is_answered).order_by(messages.c.created_at, messages.c.sequence)
    )
    return [
        Turn(row.conversation_id, row.id, row.text, json.loads(row.payloads)[0] if row.payloads else None)
        for row in rows
    ]
