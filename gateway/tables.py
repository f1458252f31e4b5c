"""Tables of the conversations store; the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class UtcTime(sa.types.TypeDecorator[datetime]):
    """Aware UTC time, also where the database keeps no zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=timezone.utc)


metadata = sa.MetaData()

conversations = sa.Table(
    "conversations",
    metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    # The client_message_id that opened it, when that is a random UUID: a repeated first message finds its answer.
    sa.Column("opened_by", sa.String(36), unique=True),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("mode", sa.String(8), nullable=False),  # bot | staff
    sa.Column("language", sa.String(8)),
    sa.Column("language_chosen", sa.String(8)),
    sa.Column("language_heard", sa.String(8)),
    sa.Column("last_sequence", sa.Integer, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("changed_at", UtcTime, nullable=False),
)

messages = sa.Table(
    "messages",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("conversation_id", sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("sender", sa.String(8), nullable=False),  # visitor | bot | staff | system
    sa.Column("text", sa.Text, nullable=False),
    # The public Message as JSON; a visitor's message has none, its text is all there is.
    sa.Column("body", sa.Text),
    # JSON list of inner payloads: of the buttons of a reply, or of the one button a visitor pressed.
    sa.Column("payloads", sa.Text),
    sa.Column("client_message_id", sa.String(128)),
    sa.Column("answers", sa.String(16)),  # the visitor's message a reply belongs to
    sa.Column("is_answered", sa.Boolean, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.UniqueConstraint("conversation_id", "sequence"),
    sa.UniqueConstraint("conversation_id", "client_message_id"),
    sa.Index(
        "messages_waiting",
        "created_at",
        sqlite_where=sa.text("NOT is_answered"),
        postgresql_where=sa.text("NOT is_answered"),
    ),
)

handoff = sa.Table(
    "handoff",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation_id", sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("message_id", sa.ForeignKey("messages.id", ondelete="CASCADE"), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("urgency", sa.String(16), nullable=False),  # emergency | high | normal | low
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),  # new | assigned | waiting | closed | reopened
)

feedback = sa.Table(
    "feedback",
    metadata,
    sa.Column("message_id", sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("conversation_id", sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("helpful", sa.Boolean, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("created_at", UtcTime, nullable=False),
)

# What visitors reported, for the staff. Anonymous; survives erasure, its links to messages do not.
task = sa.Table(
    "task",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),  # wrong_fact
    sa.Column("record", sa.Text, nullable=False),  # slug in the knowledge base, "" where the card had none
    sa.Column("title", sa.Text, nullable=False),  # of the card or of the sources, where there is no record
    sa.Column("number", sa.Text, nullable=False),  # the reported one, or all of the card
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),  # open | done
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("changed_at", UtcTime, nullable=False),
    sa.Index(
        "task_open",
        "kind",
        "record",
        "title",
        "number",
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    ),
)

task_message = sa.Table(
    "task_message",
    metadata,
    sa.Column("task_id", sa.ForeignKey("task.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("message_id", sa.ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True, index=True),
)

# Conversations whose tracker Rasa has still to erase.
erasures = sa.Table(
    "erasures",
    metadata,
    sa.Column("conversation_id", sa.String(64), primary_key=True),
    sa.Column("created_at", UtcTime, nullable=False),
)

# Anonymous; survives erasure. `day` is the day in Bangkok.
counts = sa.Table(
    "counts",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("route", sa.Text, primary_key=True),
    sa.Column("language", sa.String(8), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)
