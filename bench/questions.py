"""Questions to learn the ranking from, with what is found for them and which of it is right.

The content asked by its own wordings, each half of them while the index knows only the other half; each record by its
names and aspects; fragments of a talk; and the development sets.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.resources import files
from pathlib import Path

import numpy as np
import sqlalchemy as sa
import yaml
from numpy.typing import NDArray

from bench.evaluate import stands
from bench.sets import DEVELOPMENT, classifier_settings, read_jsonl, read_tsv, training_examples
from bot.language import clean, detect
from bot.nlu.features import SCALES, features_of
from bot.nlu.linear_model import LinearModel
from knowledge.answers import KnowledgeBase
from knowledge.database import connect
from knowledge.loading import load
from knowledge.migrations import upgrade
from knowledge.models import own
from knowledge.reading import ContentCache, Reader
from knowledge.reply import BESIDE_ROUTES, ROUTES, Question
from knowledge.search.features import ANSWERS
from knowledge.search.fitting import Found
from knowledge.search.retrieval import Document
from knowledge.search.statements import index_content
from knowledge.search.topics import NO_ASPECT, topic_match
from knowledge.search.understanding import SUBJECT_KINDS, Understood

WORDINGS = 2_500  # asked of each half at most
PEOPLE = 4.0  # weight of a question of people against one of the content's own wordings
ASPECTS_SKIPPED = 0.6  # share, so that they do not outnumber the rest
Routes = dict[str, float]


@dataclass
class Episode:
    """One question with what was found for it, which of that is right, and how much it counts."""

    name: str
    asked: Understood
    routes: Routes
    found: Found
    right: NDArray[np.bool_]
    weight: float = 1.0

    def right_ones(self) -> set[int]:
        """Ids of the right statements."""
        return {d.id for d, is_right in zip(self.found.documents, self.right.tolist(), strict=True) if is_right}


class Routing:
    """The routes' probabilities by the intent classifier of the training data; it has not seen the content's wordings,
    which are what is asked here.
    """

    def __init__(self) -> None:
        rows = list(training_examples())
        examples = [features_of(clean(example.text)) for _, example in rows]
        labels, settings = [example.intent for _, example in rows], classifier_settings()
        self._model = LinearModel.fit(examples, labels, SCALES, rarest=settings["rarest"], doubts=settings["doubts"])

    def of(self, text: str) -> Routes:
        """Of the routes that the knowledge base answers, which add up to 1, of none of them, and of asking further."""
        chances = {
            intent.removeprefix("ask_"): chance for intent, chance in self._model.probabilities(features_of(text))
        }
        total = sum(chances[route] for route in ROUTES) or 1.0
        return {name: chances[name] / total for name in ROUTES} | {name: chances[name] for name in BESIDE_ROUTES}


@dataclass
class Asker:
    """Asks one database."""

    connection: sa.engine.Connection
    routing: Routing
    cache: ContentCache

    def episode(
        self,
        name: str,
        text: str,
        language: str,
        is_right: Callable[[Document, str], bool],
        context: str | None = None,
        weight: float = 1.0,
    ) -> Episode:
        """What is found for a clean text; `is_right` is told the statement and all that would be shown of it."""
        reader = Reader(self.connection, self.cache, language)
        asked = reader.understood(text, context)
        found = reader.found(asked)
        right = np.array([is_right(d, _shown(reader, d)) for d in found.documents], bool)
        return Episode(name, asked, self.routing.of(text), found, right, weight)


def _shown(reader: Reader, document: Document) -> str:
    """All that is shown with a statement."""
    words, slugs = [], [document.subject]
    if document.kind == "article":
        said, helpers, title = reader.article(document.record)
        words, slugs = [title, said.text], helpers[:3]
    elif document.kind not in ("gap", "field"):
        words = [reader.said(document.record, document.kind).text]
    for card in reader.cards(slugs):
        words += [card.title, card.text, card.address or "", card.url or "", *(phone.number for phone in card.phones)]
    return "\n".join(words)


def wordings(connection: sa.engine.Connection, half: int) -> list[tuple[str, str, str, str]]:
    """(slug, subject, language, wording) of every other wording, which are taken out of the content."""
    found = []
    for table in (own.fact, own.article, own.gap):
        subject = table.c.slug if table is own.article else table.c.subject
        for slug, about, asks in connection.execute(sa.select(table.c.slug, subject, table.c.asks)).all():
            kept: dict[str, list[str]] = {}
            for language, texts in (asks or {}).items():
                kept[language] = [text for i, text in enumerate(texts) if (i + len(slug)) % 2 != half]
                found += [(slug, about, language, text) for i, text in enumerate(texts) if (i + len(slug)) % 2 == half]
            connection.execute(table.update().where(table.c.slug == slug).values(asks=kept))
    return found


def own_wordings(database: Path, routing: Routing, half: int) -> Iterator[Episode]:
    """The content asked by one half of its wordings: as they are, without the name in a talk, in another talk."""
    engine = connect(f"sqlite:///{database}")
    with engine.begin() as connection:
        questions = wordings(connection, half)
        index_content(connection)
    chosen = random.Random(half)
    with engine.connect() as connection:
        asker = Asker(connection, routing, ContentCache())
        matter = {
            s: (a, t)
            for s, a, t in connection.execute(sa.select(own.fact.c.slug, own.fact.c.subject, own.fact.c.topic))
        }
        others = sorted({about for _, about, _, _ in questions})
        for slug, about, language, wording in chosen.sample(questions, min(WORDINGS, len(questions))):

            def is_right(document: Document, _: str, slug: str = slug) -> bool:
                return document.record == slug or (
                    slug in matter
                    and document.kind not in ("article", "gap")
                    and (document.subject, document.topic) == matter[slug]
                )

            text = clean(wording)
            context = chosen.choice(others) if chosen.random() < 0.2 else None
            whole = asker.episode("wording", text, language, is_right, context)
            yield whole
            if whole.asked.subjects and whole.asked.words != text and slug in matter and chosen.random() < 0.4:
                yield asker.episode("wording in a talk", whole.asked.words.strip(), language, is_right, about)


def aspects(database: Path, routing: Routing) -> Iterator[Episode]:
    """Each record by one of its names with each aspect, whether or not it is known."""
    cues = yaml.safe_load(files("knowledge.search").joinpath("topics.yml").read_text(encoding="utf-8"))
    chosen = random.Random(7)
    with connect(f"sqlite:///{database}").connect() as connection:
        asker = Asker(connection, routing, ContentCache())
        for record, names in _names(connection).items():
            for topic, languages in cues.items():
                if topic == NO_ASPECT:
                    continue
                language = chosen.choice([spoken for spoken in languages if spoken in names] or [None])
                if language is None or chosen.random() < ASPECTS_SKIPPED:
                    continue
                text = f"{chosen.choice(names[language])} {chosen.choice(languages[language])}"
                episode = asker.episode("aspect", clean(text), language, lambda *_: False)
                asked = episode.asked
                of_it = {record, *asked.children.get(record, ())}
                known = [d.subject in of_it and d.topic == topic for d in episode.found.documents]
                if record in asked.subjects and topic in asked.topics:
                    episode.right = np.array(known, bool)
                    yield episode


def fragments(database: Path, routing: Routing) -> Iterator[Episode]:
    """What is asked further in a talk, from the training data: about each article, and about each record."""
    spoken: dict[str, list[str]] = {}
    for language, example in training_examples():
        if example.intent == "ask_more":
            spoken.setdefault(language, []).append(clean(example.text))
    chosen = random.Random(11)
    with connect(f"sqlite:///{database}").connect() as connection:
        asker = Asker(connection, routing, ContentCache())
        articles = list(connection.execute(sa.select(own.article.c.slug)).scalars())
        for context in [*articles, *_names(connection)]:
            for language, texts in spoken.items():
                text = chosen.choice(texts)
                episode = asker.episode("fragment", text, language, lambda *_: False, context)
                asked, of_it = episode.asked, {context, *episode.asked.children.get(context, ())}
                documents = episode.found.documents
                if context in articles:
                    right = [d.record == context for d in documents]
                elif not asked.topics:
                    continue
                else:
                    right = [d.subject in of_it and d.topic in asked.topics for d in documents]
                episode.right = np.array(right, bool)
                yield episode


def _names(connection: sa.engine.Connection) -> dict[str, dict[str, list[str]]]:
    """The names of records that can be asked about, by language."""
    found: dict[str, dict[str, list[str]]] = {}
    query = sa.select(own.name.c.record, own.name.c.language, own.name.c.text).where(own.name.c.kind.in_(SUBJECT_KINDS))
    for record, language, text in connection.execute(query.order_by(own.name.c.id)):
        found.setdefault(record, {}).setdefault(language, []).append(text)
    return found


def _shows(expected: Sequence[Sequence[str]]) -> Callable[[Document, str], bool]:
    """Whether a statement that is no gap shows what is expected."""
    return lambda document, shown: document.kind != "gap" and stands(expected, shown)


def _says_no(document: Document, asked: Understood) -> bool:
    """Whether a statement says that what is asked is not known: a gap of what is named."""
    is_about_it = document.subject in asked.subjects and topic_match(asked.topics, document.topic) >= ANSWERS
    return document.kind == "gap" and is_about_it


def people(database: Path, routing: Routing) -> Iterator[Episode]:
    """The development sets."""
    knowledge = KnowledgeBase(connect(f"sqlite:///{database}"))
    folder = DEVELOPMENT / "knowledge"
    with connect(f"sqlite:///{database}").connect() as connection:
        asker = Asker(connection, routing, ContentCache())
        for row in read_jsonl(folder / "answerable.jsonl"):
            question, is_right = clean(row["question"]), _shows(row["expect"])
            yield asker.episode("answerable", question, row["language"], is_right, None, PEOPLE)
        for row in read_jsonl(folder / "follow_ups.jsonl"):
            first, second = map(clean, row["turns"])
            routes = routing.of(first)
            route = max(ROUTES, key=lambda r: routes[r])
            context = knowledge.answer(Question(first, row["language"], route, _NOW, routes=routes)).subject
            yield asker.episode("follow-up", second, row["language"], _shows(row["expect"]), context, PEOPLE)
        for row in read_jsonl(folder / "unanswerable.jsonl"):
            episode = asker.episode(
                "unanswerable", clean(row["question"]), row["language"], lambda *_: False, None, PEOPLE
            )
            asked = episode.asked
            episode.right = np.array([_says_no(document, asked) for document in episode.found.documents], bool)
            yield episode
        for example in read_tsv(DEVELOPMENT / "nlu" / "out_of_scope.tsv"):
            text = clean(example.text)
            language = detect(text).language.value
            yield asker.episode("out of scope", text, language, lambda *_: False, None, PEOPLE)


_NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


def episodes_of_all(folder: Path) -> list[Episode]:
    """The content's own wordings and the development sets, asked of databases made in `folder`."""
    routing = Routing()
    whole = folder / "whole.db"
    engine = connect(f"sqlite:///{whole}")
    upgrade(engine)
    load(engine, index=index_content)
    found: list[Episode] = []
    for half in (0, 1):
        copy = shutil.copy(whole, folder / f"half{half}.db")
        found += own_wordings(Path(copy), routing, half)
    return [*found, *aspects(whole, routing), *fragments(whole, routing), *people(whole, routing)]
