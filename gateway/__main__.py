"""Run the gateway: `python -m gateway`; `python -m gateway tasks` lists what visitors reported as wrong."""

from __future__ import annotations

import asyncio
import gc
import os
import sys

from aiohttp import web

from gateway import commands, directory
from gateway.app import make_app
from gateway.errors import SettingsError
from gateway.logs import AccessLogger, set_up_logs
from gateway.settings import Settings
from knowledge.database import knowledge_url

SHUTDOWN_SECONDS = 15.0


def main() -> None:
    set_up_logs()
    _use_fast_loop()
    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        sys.exit(f"gateway: {error}")
    code = commands.run(settings, sys.argv[1:])
    if code is not None:
        sys.exit(code)
    app = make_app(settings)
    directory.setup(app, knowledge_url(os.environ))
    app.on_startup.append(_settle)
    web.run_app(
        app,
        host=settings.host,
        port=settings.port,
        access_log_class=AccessLogger,
        shutdown_timeout=SHUTDOWN_SECONDS,
        print=None,
        loop=asyncio.new_event_loop(),
    )


async def _settle(app: web.Application) -> None:
    """What is loaded by now stays: the collector need not look through it again while people wait."""
    gc.freeze()


def _use_fast_loop() -> None:
    try:
        import uvloop
    except ImportError:
        return
    uvloop.install()


if __name__ == "__main__":
    main()
