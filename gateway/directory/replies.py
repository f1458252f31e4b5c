"""Answers with their headers: anybody's page may read them, and nobody fetches twice what did not change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from aiohttp import web

from gateway.directory.errors import DirectoryError
from gateway.directory.reading import as_bytes

CACHE_CONTROL = "public, max-age=60"
JSON_TYPE, LINES_TYPE = "application/json", "application/x-ndjson"
METHODS = "GET, HEAD, OPTIONS"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def etag_of(request: web.Request, version: str) -> str:
    """A tag for this address as long as content and program stay the same."""
    asked = f"{version} {request.scheme} {request.host} {request.raw_path}"
    return hashlib.sha256(asked.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def is_known(request: web.Request, etag: str) -> bool:
    """Whether the client says that it has this version."""
    return any(tag.value in (etag, "*") for tag in request.if_none_match or ())


def headers_of(etag: str) -> dict[str, str]:
    return {**OPEN, "Cache-Control": CACHE_CONTROL, "ETag": f'W/"{etag}"'}


def found(value: object, etag: str) -> web.Response:
    return web.Response(body=as_bytes(value), content_type=JSON_TYPE, headers=headers_of(etag))


def unchanged(etag: str) -> web.Response:
    return web.Response(status=304, headers=headers_of(etag))


def allowed() -> web.Response:
    """The answer to a browser that asks first."""
    return web.Response(status=204, headers={**OPEN, "Allow": METHODS})


def refused(error: DirectoryError, headers: Mapping[str, str]) -> web.Response:
    return web.Response(
        status=error.status,
        body=as_bytes(error.as_json()),
        content_type=JSON_TYPE,
        headers={**OPEN, "Cache-Control": "no-store", **headers},
    )
