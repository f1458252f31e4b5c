"""The application: its routes, what it opens and closes, and what every answer carries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timezone

import structlog
from aiohttp import web

from gateway import chat
from gateway.erasure import Eraser
from gateway.events import Hub
from gateway.keys import ERASER, HUB, PAGES, RASA, SETTINGS, STORE, TEXTS, TURNS
from gateway.middleware import answer_errors, protect
from gateway.pages import INDEX, Pages, find_page, serve_page
from gateway.rasa import HttpRasa, Rasa
from gateway.settings import Settings
from gateway.store import Clock, Store
from gateway.texts import load_texts
from gateway.turns import Turns
from gateway.wire import BODY_LIMIT

log = structlog.get_logger()


def utc_now() -> datetime:
    return datetime.now(timezone.utc)


def make_app(settings: Settings, rasa: Rasa | None = None, clock: Clock = utc_now) -> web.Application:
    """The gateway; without `rasa` it speaks to the one of the settings."""
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[answer_errors])
    app[SETTINGS] = settings
    app[TEXTS] = load_texts()
    app[PAGES] = Pages(settings.web_directory)
    app[HUB] = Hub()
    app.add_routes(
        [
            web.post("/api/chat/messages", chat.post_message),
            web.get("/api/chat/events", chat.get_events),
            web.get("/api/chat/conversations/{conversation_id}/messages", chat.get_messages),
            web.delete("/api/chat/conversations/{conversation_id}", chat.delete_conversation),
            web.post("/api/chat/feedback", chat.post_feedback),
            web.get("/healthz", chat.get_health),
            web.get("/readyz", chat.get_readiness),
            web.get("/", _serve_index),
            web.get("/{name:(?!api/).+}", _serve_file),
        ]
    )

    async def open_rasa(app: web.Application) -> AsyncIterator[None]:
        if rasa is not None:
            app[RASA] = rasa
            yield
            return
        app[RASA] = asked = HttpRasa(settings.rasa_url, settings.actions_url, settings.rasa_timeout)
        yield
        asked.close()

    async def open_store(app: web.Application) -> AsyncIterator[None]:
        app[STORE] = Store(settings.database_url, clock)
        await app[STORE].prepare()
        yield
        await app[STORE].close()

    app.cleanup_ctx.extend([open_rasa, open_store, _take_turns, _erase])
    app.on_response_prepare.append(protect)
    app.on_shutdown.append(_end_streams)
    return app


async def _take_turns(app: web.Application) -> AsyncIterator[None]:
    settings = app[SETTINGS]
    app[TURNS] = Turns(app[STORE], app[RASA], app[HUB], app[TEXTS], settings.waiting_limit, settings.danger_patience)
    count = await app[TURNS].answer_left_over()
    if count:
        log.warning("gateway.turns.left_over", count=count)
    yield
    await app[TURNS].stop()


async def _erase(app: web.Application) -> AsyncIterator[None]:
    app[ERASER] = Eraser(app[STORE], app[RASA], app[TURNS], app[HUB], app[SETTINGS].erasure_pause)
    task = asyncio.create_task(app[ERASER].keep_trying())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _end_streams(app: web.Application) -> None:
    app[HUB].close_all()


async def _serve_index(request: web.Request) -> web.Response:
    return serve_page(find_page(request.app[PAGES], INDEX), INDEX, request)


async def _serve_file(request: web.Request) -> web.Response:
    name = request.match_info["name"]
    return serve_page(find_page(request.app[PAGES], name), name, request)
