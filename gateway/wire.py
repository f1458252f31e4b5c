"""Reads what a page sends; every fault is an ApiError."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from bot.language import clean
from gateway.errors import ApiError, bad_request, unknown_conversation
from gateway.message import LANGUAGE_PAYLOADS, read_button
from gateway.records import Feedback
from gateway.texts import DEFAULT_LANGUAGE, LANGUAGES

TEXT_LIMIT = 4000  # code points
BODY_LIMIT = 64 * 1024  # bytes
REASON_LIMIT = 500  # code points

_CONVERSATION_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{16}")
_CLIENT_MESSAGE_ID = re.compile(r"[ -~]{1,128}")
_SEQUENCE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class PostedMessage:
    """A message as the page sends it; its text is clean and one of text and payload is there."""

    conversation_id: str | None
    text: str | None = field(repr=False)
    payload: str | None
    client_message_id: str | None
    language: str | None


def read_object(raw: bytes) -> dict[str, Any]:
    """The JSON object of a body."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad_request("not_utf8") from error
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise bad_request("not_json") from error
    if not isinstance(body, dict):
        raise bad_request("wrong_type")
    return body


def read_message(body: dict[str, Any]) -> PostedMessage:
    text, payload = _optional_text(body, "text"), _optional_text(body, "payload")
    if (text is None) == (payload is None):
        raise bad_request("text_or_payload")
    conversation_id = _optional_text(body, "conversation_id")
    return PostedMessage(
        conversation_id=None if conversation_id is None else check_conversation_id(conversation_id),
        text=None if text is None else _read_text(text),
        payload=None if payload is None else _read_payload(payload),
        client_message_id=_read_client_message_id(body),
        language=read_language(body),
    )


def read_language(body: dict[str, Any]) -> str | None:
    """The language the page asks for."""
    language = _optional_text(body, "language")
    if language is not None and language not in LANGUAGES:
        raise bad_request("bad_language")
    return language


def read_feedback(body: dict[str, Any]) -> Feedback:
    message_id, helpful, reason = body.get("message_id"), body.get("helpful"), _optional_text(body, "reason")
    conversation_id, (card, phone) = _optional_text(body, "conversation_id"), _read_about(body.get("about"))
    if not isinstance(message_id, str) or not isinstance(helpful, bool):
        raise bad_request("wrong_type")
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ApiError("unknown_message", 404)
    if reason is not None and len(reason) > REASON_LIMIT:
        raise ApiError("text_too_long", 413)
    return Feedback(message_id, helpful, None if reason is None else clean(reason), card, conversation_id, phone)


def _read_about(about: Any) -> tuple[int | None, int | None]:
    """The place of a card in its message, and of a number in the card where one is meant."""
    if about is None:
        return None, None
    if not isinstance(about, dict):
        raise bad_request("wrong_type")
    phone = about.get("phone")
    return _read_place(about.get("card")), None if phone is None else _read_place(phone)


def _read_place(given: Any) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise bad_request("wrong_type")
    if given < 0:
        raise ApiError("unknown_card", 404)
    return given


def check_conversation_id(given: str) -> str:
    """The id, when it can be one."""
    if not _CONVERSATION_ID.fullmatch(given):
        raise unknown_conversation()
    return given


def read_sequence(given: str | None) -> int | None:
    """The Last-Event-ID of a stream; None on its first connection."""
    if not given:
        return None
    if not _SEQUENCE.fullmatch(given):
        raise bad_request("bad_event_id")
    return int(given)


def guess_language(accept_language: str) -> str:
    """The first language of the browser that we speak, Thai when there is none."""
    wanted = []
    for place, part in enumerate(accept_language.split(",")):
        tag, _, quality = part.partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            continue
        wanted.append((-weight, place, tag.strip().lower().split("-")[0]))
    return next((tag for _, _, tag in sorted(wanted) if tag in LANGUAGES), DEFAULT_LANGUAGE)


def _read_text(text: str) -> str:
    if not text.strip():
        raise bad_request("empty_text")
    if len(text) > TEXT_LIMIT:
        raise ApiError("text_too_long", 413)
    return clean(text)


def _read_payload(payload: str) -> str:
    if payload not in LANGUAGE_PAYLOADS and read_button(payload) is None:
        raise bad_request("unknown_button")
    return payload


def _read_client_message_id(body: dict[str, Any]) -> str | None:
    given = _optional_text(body, "client_message_id")
    if given is not None and not _CLIENT_MESSAGE_ID.fullmatch(given):
        raise bad_request("bad_client_message_id")
    return given


def _optional_text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise bad_request("wrong_type")
    return value
