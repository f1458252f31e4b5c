"""What is refused at the door, and how it is told."""

from __future__ import annotations

import json

import pytest

from gateway.wire import guess_language, read_sequence
from tests.gateway.gateway_client import Visitor

UNKNOWN = "A" * 22

REFUSED = {
    "empty text": (b'{"text": ""}', 400, "empty_text"),
    "only spaces": ('{"text": " \\n\\t\u3000"}'.encode(), 400, "empty_text"),
    "4,001 characters": (json.dumps({"text": "ก" * 4001}).encode(), 413, "text_too_long"),
    "4,001 characters beyond the first plane": (json.dumps({"text": "😀" * 4001}).encode(), 413, "text_too_long"),
    "a body over 64 kB": (b'{"text": "' + b"a" * 70_000 + b'"}', 413, "body_too_large"),
    "invalid UTF-8": (b'{"text": "\xe0\xb8"}', 400, "not_utf8"),
    "UTF-16": ('{"text": "ก"}'.encode("utf-16"), 400, "not_utf8"),
    "broken JSON": (b'{"text": "a"', 400, "not_json"),
    "nothing": (b"", 400, "not_json"),
    "JSON too deep": (b"[" * 60_000, 400, "not_json"),
    "a number too long": (b'{"text": ' + b"9" * 5000 + b"}", 400, "not_json"),
    "a list": (b"[]", 400, "wrong_type"),
    "null": (b"null", 400, "wrong_type"),
    "text a number": (b'{"text": 1}', 400, "wrong_type"),
    "text a list": (b'{"text": ["a"]}', 400, "wrong_type"),
    "payload an object": (b'{"payload": {}}', 400, "wrong_type"),
    "conversation a number": (b'{"text": "a", "conversation_id": 1}', 400, "wrong_type"),
    "client id a number": (b'{"text": "a", "client_message_id": 1}', 400, "wrong_type"),
    "language a flag": (b'{"text": "a", "language": true}', 400, "wrong_type"),
    "text and payload": (b'{"text": "a", "payload": "language:th"}', 400, "text_or_payload"),
    "neither": (b'{"client_message_id": "1"}', 400, "text_or_payload"),
    "unknown language": (b'{"text": "a", "language": "fr"}', 400, "bad_language"),
    "empty client id": (b'{"text": "a", "client_message_id": ""}', 400, "bad_client_message_id"),
    "client id with a lone surrogate": (b'{"text": "a", "client_message_id": "\\ud800"}', 400, "bad_client_message_id"),
    "unknown conversation": (
        json.dumps({"text": "a", "conversation_id": UNKNOWN}).encode(),
        404,
        "unknown_conversation",
    ),
    "conversation with a NUL": (b'{"text": "a", "conversation_id": "\\u0000"}', 404, "unknown_conversation"),
    "an intent as payload": (b'{"payload": "/restart"}', 400, "unknown_button"),
    "an intent with slots as payload": (b'{"payload": "/greet{\\"a\\": 1}"}', 400, "unknown_button"),
    "a button without conversation": (b'{"payload": "b:AAAAAAAAAAAAAAAA:0"}', 400, "unknown_button"),
    "a payload of rubbish": (b'{"payload": "\\ud800"}', 400, "unknown_button"),
    "an unknown language button": (b'{"payload": "language:fr"}', 400, "unknown_button"),
}


@pytest.mark.parametrize(("raw", "status", "code"), REFUSED.values(), ids=REFUSED)
async def test_bad_message_is_refused(visitor: Visitor, raw: bytes, status: int, code: str) -> None:
    reply = await visitor.post(raw)
    assert (reply.status, reply.code) == (status, code)
    assert set(reply.body) == {"error"}
    assert set(reply.body["error"]) == {"code", "message"}
    assert reply.body["error"]["message"]


TAKEN = {
    "4,000 characters": "ก" * 4000,
    "4,000 characters beyond the first plane": "😀" * 4000,
    "control characters only": "\x00\x01\x02",
    "control characters within": "สวัสดี\x00\x1b[31mค่ะ",
    "a lone surrogate": "hello \ud800",
    "zero-width characters only": "\u200b\u200d\ufeff",
    "emoji only": "👍🏽👨‍👩‍👧",
    "a question mark": "?",
    "markup": "<script>alert(1)</script>",
    "braces": "{name} {{x}} %s $a",
    "SQL": "'; DROP TABLE messages; --",
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN)
async def test_odd_message_is_answered(visitor: Visitor, text: str) -> None:
    reply = await visitor.say(text)
    assert reply.status == 200
    assert len(reply.texts) == 1
    assert reply.texts[0].strip()


async def test_null_fields_count_as_absent(visitor: Visitor) -> None:
    reply = await visitor.post(b'{"text": "hello", "payload": null, "conversation_id": null, "language": null}')
    assert reply.status == 200


FEEDBACK_REFUSED = {
    "nothing": ({}, 400),
    "no id": ({"helpful": True}, 400),
    "helpful a number": ({"message_id": "A" * 16, "helpful": 1}, 400),
    "reason a list": ({"message_id": "A" * 16, "helpful": True, "reason": []}, 400),
    "reason too long": ({"message_id": "A" * 16, "helpful": True, "reason": "ก" * 501}, 413),
    "unknown message": ({"message_id": "A" * 16, "helpful": True}, 404),
    "id of rubbish": ({"message_id": "\x00", "helpful": True}, 404),
}


@pytest.mark.parametrize(("body", "status"), FEEDBACK_REFUSED.values(), ids=FEEDBACK_REFUSED)
async def test_bad_feedback_is_refused(visitor: Visitor, body: dict[str, object], status: int) -> None:
    assert (await visitor.feedback(**body)).status == status


async def test_body_that_cannot_be_unpacked(visitor: Visitor) -> None:
    reply = await visitor.post(b"not gzip", **{"Content-Encoding": "gzip"})
    assert reply.status == 400


PATHS = {
    "unknown address": ("GET", "/api/nothing", 404, "not_found"),
    "unknown address of the chat": ("POST", "/api/chat/nothing", 404, "not_found"),
    "wrong method": ("GET", "/api/chat/messages", 405, "wrong_method"),
    "unknown history": ("GET", f"/api/chat/conversations/{UNKNOWN}/messages", 404, "unknown_conversation"),
    "history of rubbish": ("GET", "/api/chat/conversations/%00%ff/messages", 404, "unknown_conversation"),
    "erasing the unknown": ("DELETE", f"/api/chat/conversations/{UNKNOWN}", 404, "unknown_conversation"),
    "events of the unknown": ("GET", f"/api/chat/events?conversation_id={UNKNOWN}", 404, "unknown_conversation"),
    "events of nothing": ("GET", "/api/chat/events", 404, "unknown_conversation"),
}


@pytest.mark.parametrize(("method", "path", "status", "code"), PATHS.values(), ids=PATHS)
async def test_wrong_address(visitor: Visitor, method: str, path: str, status: int, code: str) -> None:
    response = await visitor.client.request(method, path)
    assert response.status == status
    assert (await response.json())["error"]["code"] == code


async def test_error_speaks_the_language_of_the_person(visitor: Visitor) -> None:
    browser = {"Accept-Language": "my-MM,en;q=0.5"}
    assert "စာ" in (await visitor.post(b'{"text": ""}', **browser)).body["error"]["message"]
    asked = await visitor.post(b'{"text": "", "language": "en"}', **browser)
    assert asked.body["error"]["message"].startswith("There is no text")
    opened = await visitor.say("สวัสดีค่ะ")
    raw = json.dumps({"text": "", "conversation_id": opened.conversation_id}).encode()
    assert "ข้อความ" in (await visitor.post(raw, **browser)).body["error"]["message"]


GUESSES = {
    "nothing": ("", "th"),
    "Thai": ("th-TH,th;q=0.9,en;q=0.8", "th"),
    "Burmese by weight": ("fr, en;q=0.2, my;q=0.9", "my"),
    "not ours": ("ja,fr;q=0.4", "th"),
    "rubbish": (";;q=x,,=", "th"),
}


@pytest.mark.parametrize(("header", "language"), GUESSES.values(), ids=GUESSES)
def test_guess_language(header: str, language: str) -> None:
    assert guess_language(header) == language


def test_read_sequence() -> None:
    assert read_sequence(None) is None
    assert read_sequence("12") == 12
