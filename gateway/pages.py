"""The chat page: files of web/, compressed once, checked by their ETag ever after."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from gateway.errors import ApiError

INDEX = "index.html"
COMPRESSED_TYPES = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")
# Written here because the table of the machine differs from one to the next.
CONTENT_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
# Asked for with `?v=<etag>` a file never changes; without, the page looks once in ten minutes.
FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=600"
ALWAYS_ASK = "no-cache"
ALWAYS_ASKED = (".html", ".webmanifest")
SERVICE_WORKERS = ("sw.js", "service-worker.js")


@dataclass(frozen=True)
class Page:
    """One file, as it is sent."""

    content_type: str
    etag: str
    body: bytes = field(repr=False)
    compressed: bytes | None = field(repr=False)
    changed: int


class Pages:
    """The files below a directory; hidden ones are not there for anybody."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory.resolve()
        self._pages: dict[str, Page] = {}

    def find(self, name: str) -> Page | None:
        """A file by its path below the directory, read again when it was changed."""
        path = self._directory / name
        if not self._is_public(path):
            return None
        changed = path.stat().st_mtime_ns
        page = self._pages.get(name)
        if page is None or page.changed != changed:
            page = self._pages[name] = _read_page(path, changed)
        return page

    def _is_public(self, path: Path) -> bool:
        try:
            below = path.resolve().relative_to(self._directory)
            return path.is_file() and not any(part.startswith(".") for part in below.parts)
        except (ValueError, OSError):
            return False


def _read_page(path: Path, changed: int) -> Page:
    body = path.read_bytes()
    content_type = CONTENT_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = content_type.startswith(COMPRESSED_TYPES)
    return Page(
        content_type=content_type,
        etag=hashlib.sha256(body).hexdigest()[:16],
        body=body,
        compressed=gzip.compress(body, 9, mtime=0) if is_text else None,
        changed=changed,
    )


def serve_page(page: Page, name: str, request: web.Request) -> web.Response:
    """A file with its headers, or 304 where the browser has it."""
    is_compressed = page.compressed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    etag = f"{page.etag}-gz" if is_compressed else page.etag
    headers = {"Cache-Control": _cache_control(page, name, request), "Vary": "Accept-Encoding"}
    known = request.if_none_match or ()
    if any(tag.value in (etag, "*") for tag in known):
        response = web.Response(status=304, headers=headers)
    else:
        charset = "utf-8" if page.content_type.startswith("text/") else None
        body = page.compressed if is_compressed else page.body
        response = web.Response(body=body, headers=headers, content_type=page.content_type, charset=charset)
        if is_compressed:
            response.headers["Content-Encoding"] = "gzip"
    response.etag = etag
    return response


def _cache_control(page: Page, name: str, request: web.Request) -> str:
    if request.query.get("v") == page.etag:
        return FOREVER
    if name.endswith(ALWAYS_ASKED) or name in SERVICE_WORKERS:
        return ALWAYS_ASK
    return SHORTLY


def find_page(pages: Pages, name: str) -> Page:
    page = pages.find(name)
    if page is None:
        raise ApiError("not_found", 404)
    return page
