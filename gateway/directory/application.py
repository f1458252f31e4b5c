"""The addresses of the directory and what answers at each."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from importlib.resources import files
from pathlib import Path

import sqlalchemy as sa
import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from gateway.directory import reading, replies
from gateway.directory.description import describe
from gateway.directory.errors import DirectoryError
from gateway.directory.limits import Limiter, client_of
from gateway.directory.parameters import read_asked, read_depth, read_id
from knowledge.database import connect
from knowledge.errors import KnowledgeError
from knowledge.hsds import RESOURCES, VERSION, Depth

ROOT = "/directory"
PROFILE = "https://docs.openreferral.org/en/3.1/hsds/"
RETRY_SECONDS = 60

ENGINE = web.AppKey("directory_engine", sa.engine.Engine)
LIMITER = web.AppKey("directory_limiter", Limiter)
PROGRAM = web.AppKey("directory_program", str)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger()


def setup(app: web.Application, database: str) -> None:
    """Adds the directory over the knowledge base at `database` (an address as knowledge.database reads it)."""

    async def open_engine(app: web.Application) -> AsyncIterator[None]:
        app[ENGINE] = await asyncio.to_thread(connect, database)
        yield
        await asyncio.to_thread(app[ENGINE].dispose)

    app[LIMITER] = Limiter(time.monotonic)
    app[PROGRAM] = _program()
    app.cleanup_ctx.append(open_engine)
    app.add_routes(routes)


def _open(handler: Handler) -> Handler:
    """Counts the request, and tells every error as JSON that any page may read."""

    async def handle(request: web.Request) -> web.StreamResponse:
        wait = request.app[LIMITER].take(client_of(request))
        if wait:
            error = DirectoryError("too_many_requests", 429, seconds=wait)
            return replies.refused(error, {"Retry-After": str(wait)})
        try:
            return await handler(request)
        except DirectoryError as error:
            return replies.refused(error, {"Allow": replies.METHODS} if error.status == 405 else {})
        except (KnowledgeError, SQLAlchemyError) as error:
            log.error("gateway.directory.unavailable", error=type(error).__name__)
            return replies.refused(DirectoryError("unavailable", 503), {"Retry-After": str(RETRY_SECONDS)})

    return handle


async def _answer(request: web.Request, work: reading.Work) -> web.Response:
    """Reads in a thread what the client does not have yet."""

    def read(engine: sa.engine.Engine) -> web.Response:
        etag = replies.etag_of(request, request.app[PROGRAM] + reading.read_version(engine))
        with engine.connect() as connection:
            value = work(connection) if not replies.is_known(request, etag) else None
        return replies.unchanged(etag) if value is None else replies.found(value, etag)

    return await asyncio.to_thread(read, request.app[ENGINE])


async def show_about(request: web.Request) -> web.StreamResponse:
    about = {"version": VERSION, "profile": PROFILE, "openapi_url": f"{_base(request)}/openapi.json"}
    return await _answer(request, lambda connection: about)


async def show_description(request: web.Request) -> web.StreamResponse:
    base = _base(request)
    return await _answer(request, lambda connection: describe(base))


async def show_list(request: web.Request, name: str) -> web.StreamResponse:
    resource, asked = RESOURCES[name], read_asked(request.query)
    if asked.is_stream:
        return await _stream(request, partial(reading.read_lines, request.app[ENGINE], resource, asked))
    return await _answer(request, lambda connection: reading.read_list(connection, resource, asked))


async def show_one(request: web.Request, name: str) -> web.StreamResponse:
    resource, key = RESOURCES[name], read_id(request.match_info["id"])
    depth = read_depth(request.query, least=Depth.FULL)
    return await _answer(request, lambda connection: reading.read_one(connection, resource, key, depth))


async def refuse(request: web.Request) -> web.StreamResponse:
    """What no other address takes: a browser that asks first, another method, nothing."""
    if request.method == "OPTIONS":
        return replies.allowed()
    if request.method not in ("GET", "HEAD"):
        raise DirectoryError("wrong_method", 405)
    raise DirectoryError("not_found", 404)


async def _stream(request: web.Request, read: Callable[[str], tuple[bytes, str]]) -> web.StreamResponse:
    """Sends lines as they are read; each batch is read in a thread."""
    engine, program = request.app[ENGINE], request.app[PROGRAM]
    etag = replies.etag_of(request, program + await asyncio.to_thread(reading.read_version, engine))
    if replies.is_known(request, etag):
        return replies.unchanged(etag)
    response = web.StreamResponse(headers={**replies.headers_of(etag), "Content-Type": replies.LINES_TYPE})
    lines, after = await asyncio.to_thread(read, "")
    await response.prepare(request)
    if request.method == "HEAD":
        return response
    while lines:
        await response.write(lines)
        lines, after = await asyncio.to_thread(read, after)
    await response.write_eof()
    return response


def _base(request: web.Request) -> str:
    """The address of the directory as the client sees it; a reverse proxy says whether that is https."""
    scheme = request.headers.get("X-Forwarded-Proto", "").strip().lower()
    return f"{scheme if scheme in ('http', 'https') else request.scheme}://{request.host}{ROOT}"


def _program() -> str:
    """A fingerprint of this package: what was cached is old once it changes."""
    digest = hashlib.sha256()
    for path in sorted(Path(str(files("gateway.directory"))).glob("*.[py]*")):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


routes: list[web.AbstractRouteDef] = [
    web.get(ROOT, _open(show_about)),
    web.get(f"{ROOT}/", _open(show_about)),
    web.get(f"{ROOT}/openapi.json", _open(show_description)),
    *(web.get(f"{ROOT}/{name}", _open(partial(show_list, name=name))) for name in RESOURCES),
    *(web.get(f"{ROOT}/{name}/{{id}}", _open(partial(show_one, name=name))) for name in RESOURCES),
    web.route("*", ROOT, _open(refuse)),
    web.route("*", ROOT + "/{tail:.*}", _open(refuse)),
]
