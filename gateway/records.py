"""What goes into the store and comes out of it, as values."""

from __future__ import annotations

from dataclasses import dataclass, field

from gateway.message import Answer


@dataclass(frozen=True)
class LanguageState:
    """Languages of a conversation: in use, chosen by the person, and heard once though another was chosen."""

    language: str | None = None
    chosen: str | None = None
    heard: str | None = None


@dataclass(frozen=True)
class Conversation:
    """A conversation as it stands; mode is "bot" or "staff"."""

    id: str
    mode: str
    languages: LanguageState


@dataclass(frozen=True)
class Arrival:
    """A visitor's message as it comes in, cleaned; `payload` is the inner one of the button that was pressed."""

    conversation_id: str
    message_id: str
    is_opening: bool
    text: str = field(repr=False)
    payload: str | None = None
    client_message_id: str | None = None


@dataclass(frozen=True)
class Receipt:
    """What the store knows of an arrival: itself, or the earlier one with the same client_message_id.

    `conversation` is that of a new one, as it was when the message was stored.
    """

    conversation_id: str
    message_id: str
    is_answered: bool
    conversation: Conversation | None = None


@dataclass(frozen=True)
class Turn:
    """A stored message that waits for its answer."""

    conversation_id: str
    message_id: str
    text: str = field(repr=False)
    payload: str | None = None


@dataclass(frozen=True)
class TurnResult:
    """What a turn changes in the store."""

    turn: Turn
    languages: LanguageState
    answer: Answer


@dataclass(frozen=True)
class Feedback:
    """What somebody thinks of a reply; `card` is the place of the card it is about, `phone` of the number in that card,
    `conversation_id` where it was.
    """

    message_id: str
    helpful: bool
    reason: str | None = field(default=None, repr=False)
    card: int | None = None
    conversation_id: str | None = None
    phone: int | None = None
