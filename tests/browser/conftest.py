"""A gateway stub, a chromium, and a page that fails its test when a script of it fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.gateway_stub import GatewayStub
from tests.browser.talking import OpenPage

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 640}


# Per module: Playwright's sync API keeps an event loop running, in which pytest-asyncio cannot start another.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def running_gateway() -> Iterator[GatewayStub]:
    with GatewayStub() as stub:
        yield stub


@pytest.fixture
def gateway(running_gateway: GatewayStub) -> GatewayStub:
    running_gateway.reset()
    return running_gateway


@pytest.fixture
def open_page(browser: Browser, gateway: GatewayStub) -> Iterator[OpenPage]:
    """Opens the start page on a small phone set to Thai; keyword arguments are those of a browser context."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def note(message: Any) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(message.text)

    def open_one(path: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": PHONE, "locale": "th-TH", **options})
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", note)
        page.goto(gateway.url + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()
