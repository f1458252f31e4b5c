"""How the content says that people ask for what it tells: more examples of the routes that it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from bot.language import clean
from bot.safety import check
from knowledge.models import own

MOST_OF_ONE = 6  # wordings of a statement in a language: more make training longer and tell the routes apart no better
APPLYING = frozenset(["eligibility", "how_to_apply"])  # topics of a fact that a person asks about for a child

Asks = Mapping[str, Sequence[str]] | None


def wordings(connection: sa.engine.Connection) -> list[tuple[str, str]]:
    """(clean text, intent) of every wording, once; without those that tell of danger, which is looked for before."""
    intents: dict[str, str] = {}
    for intent, asks in (*_of_articles(connection), *_of_facts(connection)):
        for text in (text for texts in (asks or {}).values() for text in texts[:MOST_OF_ONE]):
            intents.setdefault(clean(text), intent)
    return [(text, intent) for text, intent in intents.items() if check(text) is None]


def _of_articles(connection: sa.engine.Connection) -> Iterator[tuple[str, Asks]]:
    for row in connection.execute(sa.select(own.article.c.route, own.article.c.asks).order_by(own.article.c.slug)):
        yield f"ask_{row.route}", row.asks


def _of_facts(connection: sa.engine.Connection) -> Iterator[tuple[str, Asks]]:
    columns = own.fact.c
    query = sa.select(columns.subject_kind, columns.topic, columns.asks).order_by(columns.slug)
    for row in connection.execute(query):
        if row.subject_kind == "service":
            yield "ask_hotline", row.asks
        else:
            yield "ask_eligibility" if row.topic in APPLYING else "ask_directory", row.asks
