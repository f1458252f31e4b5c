"""What is said in a conversation, as values, and the Message shape that leaves the gateway."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JsonObject = Mapping[str, Any]

LANGUAGE_PAYLOADS = {"language:th": "th", "language:en": "en", "language:my": "my"}
_BUTTON = re.compile(r"b:([A-Za-z0-9_-]{16}):([0-9]{1,2})")


@dataclass(frozen=True)
class Button:
    """`payload` is what it means inside: `/intent{…}` for Rasa, `language:…`, or a sentence."""

    title: str
    payload: str


@dataclass(frozen=True)
class Draft:
    """A reply before it has an id."""

    route: str
    text: str
    asks: str | None = None
    buttons: tuple[Button, ...] = ()
    cards: tuple[JsonObject, ...] = ()
    sources: tuple[JsonObject, ...] = ()
    safety: JsonObject | None = None
    notice: str | None = None
    notice_codes: tuple[str, ...] = ()  # what the notice must say; put into words before it leaves
    is_sure: bool = False  # an answer of which the knowledge base is sure


@dataclass(frozen=True)
class Handoff:
    """A message that a person of the staff should see; urgency: emergency, high, normal or low."""

    reason: str
    urgency: str


@dataclass(frozen=True)
class Answer:
    """All that one turn says, and whether the staff must know."""

    drafts: tuple[Draft, ...] = ()
    handoff: Handoff | None = None


@dataclass(frozen=True)
class Delivered:
    """A message as people get it; `sequence` counts up within the conversation."""

    sequence: int
    message: JsonObject = field(repr=False)


def compose_message(draft: Draft, message_id: str) -> dict[str, Any]:
    """The public Message of a draft: all keys present, inner payloads replaced by opaque ones."""
    return {
        "id": message_id,
        "sender": "bot",
        "route": draft.route,
        "text": draft.text,
        "asks": draft.asks,
        "buttons": [
            {"title": button.title, "payload": _public_payload(button.payload, message_id, index)}
            for index, button in enumerate(draft.buttons)
        ],
        "cards": list(draft.cards),
        "sources": list(draft.sources),
        "safety": draft.safety,
        "notice": draft.notice,
    }


def compose_visitor_message(message_id: str, text: str) -> dict[str, Any]:
    """What a visitor wrote, in the same shape."""
    return {**compose_message(Draft(route="", text=text), message_id), "sender": "visitor", "route": None}


def _public_payload(payload: str, message_id: str, index: int) -> str:
    return payload if payload in LANGUAGE_PAYLOADS else f"b:{message_id}:{index}"


def read_button(payload: str) -> tuple[str, int] | None:
    """(message id, place of the button) of an opaque payload, None when it is not one."""
    match = _BUTTON.fullmatch(payload)
    return (match[1], int(match[2])) if match else None


def to_json(value: Any) -> str:
    """Compact JSON with the letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
