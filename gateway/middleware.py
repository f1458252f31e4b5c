"""What every request goes through: errors in the person's language, and the headers that protect the page."""

from __future__ import annotations

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from gateway.chat import json_response
from gateway.errors import ApiError
from gateway.keys import ASKED_CONVERSATION, ASKED_LANGUAGE, STORE, TEXTS
from gateway.logs import describe
from gateway.texts import LANGUAGES
from gateway.wire import check_conversation_id, guess_language

log = structlog.get_logger()

CODE_OF_STATUS = {404: "not_found", 405: "wrong_method", 413: "body_too_large"}

PROTECTION = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Server": "gateway",
    "X-Content-Type-Options": "nosniff",
}


async def protect(request: web.Request, response: web.StreamResponse) -> None:
    """Headers of every answer; what people say is kept by nobody on the way."""
    response.headers.update(PROTECTION)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Tell every error as `{"error": {"code", "message"}}`; nobody is shown what is inside."""
    try:
        return await handler(request)
    except ApiError as error:
        return await _tell(request, error)
    except web.HTTPException as error:
        response = await _tell(request, ApiError(CODE_OF_STATUS.get(error.status, "bad_request"), error.status))
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
    except web.RequestPayloadError:
        return await _tell(request, ApiError("bad_request", 400))
    except Exception as error:
        # The outermost edge: whatever it is, the person gets a sentence and the log its place.
        log.error("gateway.request.failed", **describe(error))
        return await _tell(request, ApiError("our_fault", 500), may_ask_store=False)


async def _tell(request: web.Request, error: ApiError, may_ask_store: bool = True) -> web.Response:
    language = await _find_language(request, may_ask_store)
    message = request.app[TEXTS].error(error.code, language)
    if request.path.startswith("/api/"):
        return json_response({"error": {"code": error.code, "message": message}}, error.status)
    return web.Response(text=message, status=error.status)


async def _find_language(request: web.Request, may_ask_store: bool) -> str:
    """The language asked for, else that of the conversation, else the browser's."""
    asked = request.get(ASKED_LANGUAGE)
    if isinstance(asked, str) and asked in LANGUAGES:
        return asked
    given = request.get(ASKED_CONVERSATION)
    if may_ask_store and isinstance(given, str):
        try:
            conversation = await request.app[STORE].find_conversation(check_conversation_id(given))
        except ApiError:
            conversation = None
        if conversation is not None and conversation.languages.language in LANGUAGES:
            return str(conversation.languages.language)
    return guess_language(request.headers.get("Accept-Language", ""))
