"""Reads what Rasa's gateway channel answers, and the cards of the other packages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gateway.message import Button, Draft, Handoff, JsonObject

URGENCIES = ("emergency", "high", "normal", "low")

PLAIN_ROUTE = "smalltalk"  # of a reply that no action made: greetings, thanks and the like


@dataclass(frozen=True)
class RasaReply:
    """What Rasa said; `handoff` is the most urgent that any of its messages asked for."""

    drafts: tuple[Draft, ...] = ()
    handoff: Handoff | None = None


def read_reply(body: Any) -> RasaReply:
    """The reply in the JSON of the channel; ValueError when it is not in its shape."""
    answer = _object(body)
    messages = [_object(message) for message in _list(answer.get("messages"))]
    handoffs = [handoff for message in messages if (handoff := _handoff(message))]
    drafts = (_draft(message) for message in messages)
    return RasaReply(
        drafts=tuple(draft for draft in drafts if draft.text.strip() or draft.cards or draft.buttons),
        handoff=min(handoffs, key=lambda handoff: URGENCIES.index(handoff.urgency)) if handoffs else None,
    )


def _handoff(message: JsonObject) -> Handoff | None:
    wanted = _object(_object(message.get("custom") or {}).get("handoff") or {})
    if not wanted:
        return None
    urgency = wanted.get("urgency") or "normal"
    if urgency not in URGENCIES:
        raise ValueError("unknown urgency")
    return Handoff(reason=_text(wanted.get("reason") or "asked"), urgency=urgency)


def _draft(message: JsonObject) -> Draft:
    custom = _object(message.get("custom") or {})
    buttons = [_object(button) for button in _list(message.get("buttons") or [])]
    return Draft(
        route=_text(custom.get("route") or PLAIN_ROUTE),
        text=_text(message.get("text") or ""),
        asks=_optional_text(custom.get("asks")),
        buttons=tuple(Button(_text(button.get("title")), _text(button.get("payload"))) for button in buttons),
        cards=tuple(read_card(card) for card in _list(custom.get("cards") or [])),
        sources=tuple(read_source(source) for source in _list(custom.get("sources") or [])),
        safety=read_safety(custom.get("safety")),
        notice_codes=tuple(_text(code) for code in _list(custom.get("notices") or [])),
        is_sure=custom.get("sure") is True,
    )


def read_card(value: Any) -> JsonObject:
    """A card with all its keys; `record` is its id in the knowledge base, where it has one."""
    card = _object(value)
    phones = [_object(phone) for phone in _list(card.get("phones") or [])]
    return {
        "title": _text(card.get("title") or ""),
        "text": _text(card.get("text") or ""),
        "phones": [
            {
                "number": _text(phone.get("number")),
                "label": _optional_text(phone.get("label")),
                "hours": _optional_text(phone.get("hours")),
            }
            for phone in phones
        ],
        "address": _optional_text(card.get("address")),
        "url": _optional_text(card.get("url")),
        "record": _optional_text(card.get("record")),
    }


def read_source(value: Any) -> JsonObject:
    """A source; `url` only where it has one."""
    source = _object(value)
    url = _optional_text(source.get("url"))
    return {
        "title": _text(source.get("title")),
        **({"url": url} if url else {}),
        "checked": _optional_text(source.get("checked")),
    }


def read_safety(value: Any) -> JsonObject | None:
    """Category and urgency, or None when nobody is in danger."""
    if value is None:
        return None
    safety = _object(value)
    return {"category": _text(safety.get("category")), "urgency": _text(safety.get("urgency"))}


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("a list was expected")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text was expected")
    return value


def _optional_text(value: Any) -> str | None:
    return None if value is None else _text(value)
