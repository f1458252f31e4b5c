"""The chat API: handlers, from a request to its response."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator

from aiohttp import web

from gateway.errors import bad_request, unknown_conversation
from gateway.events import Listener, write_event
from gateway.keys import ASKED_CONVERSATION, ASKED_LANGUAGE, ERASER, HUB, RASA, SETTINGS, STORE, TEXTS, TURNS
from gateway.message import LANGUAGE_PAYLOADS, Delivered, read_button, to_json
from gateway.records import Arrival, Conversation
from gateway.turns import Request
from gateway.wire import (
    PostedMessage,
    check_conversation_id,
    guess_language,
    read_feedback,
    read_message,
    read_object,
    read_sequence,
)

COMPRESS_FROM = 2048  # bytes


async def post_message(request: web.Request) -> web.Response:
    """One message in, its answer out."""
    body = read_object(await request.read())
    request[ASKED_LANGUAGE], request[ASKED_CONVERSATION] = body.get("language"), body.get("conversation_id")
    posted = read_message(body)
    text, payload = await _read_said(request, posted)
    arrival = Arrival(
        conversation_id=posted.conversation_id or secrets.token_urlsafe(16),
        message_id=secrets.token_urlsafe(12),
        is_opening=posted.conversation_id is None,
        text=text,
        payload=payload,
        client_message_id=posted.client_message_id,
    )
    guess = guess_language(request.headers.get("Accept-Language", ""))
    outcome = await request.app[TURNS].take(Request(arrival, posted.language, guess))
    return json_response(
        {
            "conversation_id": outcome.conversation_id,
            "language": outcome.language,
            "mode": outcome.mode,
            "messages": [delivered.message for delivered in outcome.messages],
        }
    )


async def _read_said(request: web.Request, posted: PostedMessage) -> tuple[str, str | None]:
    """(what is written in the history, inner payload): a button stands there with its title."""
    if posted.text is not None:
        return posted.text, None
    payload = posted.payload or ""
    if payload in LANGUAGE_PAYLOADS:
        return request.app[TEXTS].language_names[LANGUAGE_PAYLOADS[payload]], payload
    button = read_button(payload)
    if button is None or posted.conversation_id is None:
        raise bad_request("unknown_button")
    found = await request.app[STORE].find_button(posted.conversation_id, *button)
    if found is None:
        await _find_conversation(request, posted.conversation_id)
        raise bad_request("unknown_button")
    return found


async def get_messages(request: web.Request) -> web.Response:
    """What was said, the visitor's messages too; `last_event_id` is where to listen on."""
    conversation = await _conversation_in_path(request)
    history = await request.app[STORE].read_history(conversation.id)
    response = json_response(
        {
            "conversation_id": conversation.id,
            "language": conversation.languages.language,
            "mode": conversation.mode,
            "messages": [delivered.message for delivered in history],
            "last_event_id": history[-1].sequence if history else 0,
        }
    )
    if response.body_length >= COMPRESS_FROM:
        response.enable_compression()
    return response


async def delete_conversation(request: web.Request) -> web.Response:
    """Erase a conversation: 204 when all of it is gone, 202 while Rasa has still to be reached."""
    conversation = await _conversation_in_path(request)
    is_done = await request.app[ERASER].erase(conversation.id)
    return web.Response(status=204) if is_done else json_response({"state": "pending"}, status=202)


async def post_feedback(request: web.Request) -> web.Response:
    """Keep whether a reply helped, and what is wrong in it as a task for the staff."""
    body = read_object(await request.read())
    request[ASKED_LANGUAGE], request[ASKED_CONVERSATION] = body.get("language"), body.get("conversation_id")
    await request.app[STORE].add_feedback(read_feedback(body))
    return web.Response(status=204)


async def get_events(request: web.Request) -> web.StreamResponse:
    """The stream of a conversation: from Last-Event-ID on, or from now."""
    conversation_id = check_conversation_id(request.query.get("conversation_id", ""))
    request[ASKED_CONVERSATION] = conversation_id
    last = read_sequence(request.headers.get("Last-Event-ID") or request.query.get("last_event_id"))
    await _find_conversation(request, conversation_id)
    hub = request.app[HUB]
    listener = hub.listen(conversation_id)
    try:
        missed = [] if last is None else await request.app[STORE].read_replies_after(conversation_id, last)
        seen = missed[-1].sequence if missed else last or 0
        return await _stream(request, listener, missed, seen)
    finally:
        hub.leave(conversation_id, listener)


async def _stream(request: web.Request, listener: Listener, missed: list[Delivered], seen: int) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    await response.prepare(request)
    try:
        await response.write(b"retry: 2000\n\n" + b"".join(map(write_event, missed)))
        async for chunk in _chunks(listener, seen, request.app[SETTINGS].heartbeat):
            await response.write(chunk)
    except ConnectionResetError:
        pass  # the page was closed; it reads the rest when it comes back
    return response


async def _chunks(listener: Listener, seen: int, heartbeat: float) -> AsyncIterator[bytes]:
    """The events after `seen`, and a comment that keeps the line open where there is none."""
    while True:
        try:
            delivered = await asyncio.wait_for(listener.next(), heartbeat)
        except asyncio.TimeoutError:
            yield b": still here\n\n"
            continue
        if delivered is None:
            return
        if delivered.sequence > seen:
            yield write_event(delivered)


async def get_health(request: web.Request) -> web.Response:
    """Alive."""
    return json_response({"alive": True})


async def get_readiness(request: web.Request) -> web.Response:
    """200 once database, Rasa and actions answer; 503 and what is missing before."""
    rasa = request.app[RASA]
    answers = await asyncio.gather(request.app[STORE].is_ready(), rasa.is_ready(), rasa.are_actions_ready())
    missing = [name for name, is_there in zip(("database", "rasa", "actions"), answers, strict=True) if not is_there]
    return json_response({"ready": not missing, "missing": missing}, status=503 if missing else 200)


async def _conversation_in_path(request: web.Request) -> Conversation:
    conversation_id = check_conversation_id(request.match_info["conversation_id"])
    return await _find_conversation(request, conversation_id)


async def _find_conversation(request: web.Request, conversation_id: str) -> Conversation:
    conversation = await request.app[STORE].find_conversation(conversation_id)
    if conversation is None:
        raise unknown_conversation()
    return conversation


def json_response(value: object, status: int = 200) -> web.Response:
    return web.Response(body=to_json(value).encode(), status=status, content_type="application/json", charset="utf-8")
