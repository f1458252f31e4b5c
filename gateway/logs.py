"""Logs without anything a person wrote: no text, no ids, no addresses."""

from __future__ import annotations

import logging
import traceback

import structlog
from aiohttp import web
from aiohttp.abc import AbstractAccessLogger

log = structlog.get_logger()


def set_up_logs() -> None:
    """JSON lines with UTC time on standard output."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(),
        cache_logger_on_first_use=True,
    )


def describe(error: BaseException) -> dict[str, object]:
    """Kind and place of an error; never its message, which may quote what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "error": type(error).__name__,
        "trace": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


PROBES = ("/healthz", "/readyz")  # asked every second or so by whoever watches the gateway


class AccessLogger(AbstractAccessLogger):
    """One line a request: method, route template, status, milliseconds."""

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        resource = request.match_info.route.resource if isinstance(request, web.Request) else None
        probed = resource is not None and resource.canonical in PROBES
        (log.debug if probed else log.info)(
            "gateway.request.served",
            method=request.method,
            route=resource.canonical if resource is not None else None,
            status=response.status,
            milliseconds=round(time * 1000, 1),
        )
