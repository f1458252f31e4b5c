"""One assistant for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.whole.assistant import Assistant


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    running = Assistant.start(tmp_path_factory.mktemp("data"))
    yield running
    running.stop()
