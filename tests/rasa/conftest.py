"""Rasa's own pieces, loaded once."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from scripts.environment import process_environment


@pytest.fixture(scope="session", autouse=True)
def rasa_environment() -> Iterator[None]:
    """Rasa reads its settings from the environment."""
    before = dict(os.environ)
    os.environ.update(process_environment())
    yield
    os.environ.clear()
    os.environ.update(before)
