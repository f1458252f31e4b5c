"""The content that ships, loaded once for all tests that ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timezone

import pytest
import sqlalchemy as sa

from bot.language import clean
from knowledge.answers import KnowledgeBase
from knowledge.database import connect
from knowledge.loading import load
from knowledge.migrations import upgrade
from knowledge.reply import Question, Reply
from knowledge.search.statements import index_content

NOON = datetime(2026, 11, 23, 5, tzinfo=timezone.utc)  # a Monday; 12:00 in Bangkok

Ask = Callable[..., Reply]


def filled(url: str) -> sa.engine.Engine:
    """A database with the content and its index."""
    engine = connect(url)
    upgrade(engine)
    load(engine, index=index_content)
    return engine


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.engine.Engine]:
    engine = filled(f"sqlite:///{tmp_path_factory.mktemp('content')}/knowledge.db")
    yield engine
    engine.dispose()


def asking(engine: sa.engine.Engine) -> Ask:
    """Asks one knowledge base, as a visitor's cleaned text."""
    base = KnowledgeBase(engine)

    def ask(text: str, language: str = "th", route: str = "directory", at: datetime = NOON, **more: str) -> Reply:
        return base.answer(Question(clean(text), language, route, at, **more))

    return ask


@pytest.fixture(scope="session")
def ask(content: sa.engine.Engine) -> Ask:
    return asking(content)
