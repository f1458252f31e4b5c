"""Learns how the knowledge base weighs what speaks for an answer: `python -m bench.ranking`.

Asks the content by its own wordings, each half of them while the index knows only the other half, and the development
sets. Where the right statement is hidden, nothing that is found is right: so it learns when to say no. Writes
knowledge/search/weights.json. The held-out sets take no part.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from importlib.resources import files
from pathlib import Path

import numpy as np
import sqlalchemy as sa
import structlog
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.evaluate import stands
from bench.sets import DEVELOPMENT, read_jsonl, route_of, training_examples
from bot.language import clean
from bot.nlu.features import SCALES, features_of
from bot.nlu.linear_model import LinearModel
from knowledge.answers import KnowledgeBase
from knowledge.database import connect
from knowledge.loading import load
from knowledge.migrations import upgrade
from knowledge.models import own
from knowledge.reading import ContentCache, Reader
from knowledge.reply import ROUTES, Question
from knowledge.search.features import AGAINST, ANSWERS, FOR, features, text_features
from knowledge.search.ranking import BIAS, Ranked, Weights, chance, evidence, rank, weights
from knowledge.search.retrieval import Document, Hit, documents_about, retrieve
from knowledge.search.statements import index_content
from knowledge.search.topics import topic_match
from knowledge.search.understanding import SUBJECT_KINDS, Understood, understand

WEIGHTS = Path(__file__).parents[1] / "knowledge" / "search" / "weights.json"
WORDINGS = 2_500  # asked of each half at most
# What a question of people counts against one of the content's own wordings, for the order and for the judgement.
PEOPLE_ORDER, PEOPLE_JUDGEMENT = 4.0, 20.0
ORDER_PENALTY, JUDGEMENT_PENALTY = 1e-4, 1.5
FOLDS = 5
ASPECTS_SKIPPED = 0.6  # share, so that they do not outnumber the rest
THRESHOLDS = (0.15, 0.3, 0.4, 0.5, 0.6, 0.7)
Floats = NDArray[np.float64]
Routes = dict[str, float]


@dataclass
class Episode:
    """One question with what was found for it, which of that is right, and how much it counts."""

    name: str
    asked: Understood
    routes: Routes
    hits: list[Hit]
    texts: dict[int, str]
    right: list[bool]
    weight: float = 1.0

    def ranked(self, learned: Weights, hits: Sequence[Hit] | None = None) -> list[Ranked]:
        """The statements in the order that the weights give."""
        return rank(self.hits if hits is None else hits, self.asked, self.routes, self.said, learned)

    def said(self, document: Document) -> str:
        return self.texts[document.id]

    def right_ones(self) -> set[int]:
        """Ids of the right statements."""
        return {hit.document.id for hit, is_right in zip(self.hits, self.right, strict=True) if is_right}


class Routing:
    """The routes' probabilities by the intent classifier of the training data."""

    def __init__(self) -> None:
        rows = list(training_examples())
        examples = [features_of(clean(example.text)) for _, example in rows]
        self._model = LinearModel.fit(examples, [example.intent for _, example in rows], SCALES)

    def of(self, text: str) -> Routes:
        """Of the routes that the knowledge base answers; they add up to 1."""
        found = dict.fromkeys(ROUTES, 0.0)
        for intent, chance_of in self._model.probabilities(features_of(text)):
            if route_of(intent) in found:
                found[route_of(intent)] += chance_of
        total = sum(found.values()) or 1.0
        return {route: share / total for route, share in found.items()}


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
        asked = understand(self.connection, text, context)
        about = documents_about(self.connection, sorted(asked.family()))
        hits = retrieve(self.connection, asked.words, asked.focus, reader.statements(), also=about)
        texts = {hit.document.id: reader.text(hit.document) for hit in hits}
        right = [is_right(h.document, f"{texts[h.document.id]}\n{_cards(reader, h.document)}") for h in hits]
        return Episode(name, asked, self.routing.of(text), hits, texts, right, weight)


def _cards(reader: Reader, document: Document) -> str:
    slugs = reader.article(document.record)[1][:3] if document.kind == "article" else [document.subject]
    words: list[str] = []
    for card in reader.cards(slugs):
        words += [card.title, card.text, card.address or "", card.url or "", *(phone.number for phone in card.phones)]
    return "\n".join(words)


def wordings(connection: sa.engine.Connection, half: int) -> list[tuple[str, str, str, str]]:
    """(slug, subject, language, wording) of every other wording, which are taken out of the content."""
    found = []
    for table in (own.fact, own.article):
        subject = table.c.subject if table is own.fact else table.c.slug
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
                language = chosen.choice([spoken for spoken in languages if spoken in names] or [None])
                if language is None or chosen.random() < ASPECTS_SKIPPED:
                    continue
                text = f"{chosen.choice(names[language])} {chosen.choice(languages[language])}"
                episode = asker.episode("aspect", clean(text), language, lambda *_: False)
                asked = episode.asked
                of_it = {record, *asked.children.get(record, ())}
                known = [h.document.subject in of_it and h.document.topic == topic for h in episode.hits]
                if record in asked.subjects and topic in asked.topics:
                    episode.right = known
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
                if context in articles:
                    episode.right = [h.document.record == context for h in episode.hits]
                elif not asked.topics:
                    continue
                else:
                    episode.right = [
                        h.document.subject in of_it and h.document.topic in asked.topics for h in episode.hits
                    ]
                yield episode


def _names(connection: sa.engine.Connection) -> dict[str, dict[str, list[str]]]:
    """The names of records that can be asked about, by language."""
    found: dict[str, dict[str, list[str]]] = {}
    query = sa.select(own.name.c.record, own.name.c.language, own.name.c.text).where(own.name.c.kind.in_(SUBJECT_KINDS))
    for record, language, text in connection.execute(query.order_by(own.name.c.id)):
        found.setdefault(record, {}).setdefault(language, []).append(text)
    return found


def people(database: Path, routing: Routing) -> Iterator[Episode]:
    """The development sets."""
    knowledge = KnowledgeBase(connect(f"sqlite:///{database}"))
    folder = DEVELOPMENT / "knowledge"
    with connect(f"sqlite:///{database}").connect() as connection:
        asker = Asker(connection, routing, ContentCache())
        for row in read_jsonl(folder / "answerable.jsonl"):
            expect = row["expect"]
            is_right = lambda document, shown, e=expect: document.kind != "gap" and stands(e, shown)  # noqa: E731
            yield asker.episode("answerable", clean(row["question"]), row["language"], is_right, None, PEOPLE_ORDER)
        for row in read_jsonl(folder / "follow_ups.jsonl"):
            first, second = map(clean, row["turns"])
            routes = routing.of(first)
            route = max(routes, key=lambda r: routes[r])
            context = knowledge.answer(Question(first, row["language"], route, _NOW, routes=routes)).subject
            expect = row["expect"]
            is_right = lambda document, shown, e=expect: document.kind != "gap" and stands(e, shown)  # noqa: E731
            yield asker.episode("follow-up", second, row["language"], is_right, context, PEOPLE_ORDER)
        for row in read_jsonl(folder / "unanswerable.jsonl"):
            episode = asker.episode(
                "unanswerable", clean(row["question"]), row["language"], lambda *_: False, None, PEOPLE_ORDER
            )
            asked = episode.asked
            episode.right = [
                h.document.kind == "gap" and h.document.subject in asked.subjects
                and topic_match(asked.topics, h.document.topic) >= ANSWERS for h in episode.hits
            ]  # fmt: skip
            yield episode


_NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


def learn_order(episodes: Sequence[Episode]) -> dict[str, float]:
    """Weights that make the right statement likeliest among those found (a conditional logit)."""
    useful = [e for e in episodes if any(e.right)]
    listed = [(e, _everything(e)) for e in useful]
    names = sorted({name for _, rows in listed for row in rows for name in row})
    column = {name: i for i, name in enumerate(names)}
    starts = np.cumsum([0] + [len(rows) for _, rows in listed])
    matrix = np.zeros((starts[-1], len(names)))
    for start, (_, rows) in zip(starts, listed, strict=False):
        for i, row in enumerate(rows):
            for name, value in row.items():
                matrix[start + i, column[name]] = value
    right = np.concatenate([np.array(e.right) for e in useful])
    weight = np.array([e.weight for e in useful])
    found = minimize(
        _surprise, np.zeros(len(names)), (matrix, right, starts, weight), "L-BFGS-B", True, bounds=_bounds(names)
    )
    return {name: round(float(value), 3) for name, value in zip(names, found.x, strict=True)}


def _everything(episode: Episode) -> list[dict[str, float]]:
    """All features of every statement, of its text too."""
    best = max((hit.text for hit in episode.hits), default=0.0)
    rows = []
    for hit in episode.hits:
        text = episode.texts[hit.document.id]
        more = text_features(text, episode.asked) if text else {}
        rows.append({**features(hit, episode.asked, episode.routes, best), **more})
    return rows


def _surprise(
    w: Floats, matrix: Floats, right: NDArray[np.bool_], starts: NDArray[np.int64], weight: Floats
) -> tuple[float, Floats]:
    scores = matrix @ w
    of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    scores -= np.maximum.reduceat(scores, starts[:-1])[of]
    chances = np.exp(scores)
    all_of, right_of = (
        np.add.reduceat(chances, starts[:-1]),
        np.add.reduceat(np.where(right, chances, 0.0), starts[:-1]),
    )
    total = weight.sum()
    loss = -(weight * np.log(right_of / all_of)).sum() / total + ORDER_PENALTY * (w**2).sum()
    pull = chances / all_of[of] - np.where(right, chances, 0.0) / right_of[of]
    return float(loss), matrix.T @ (pull * weight[of]) / total + 2 * ORDER_PENALTY * w


def learn_judgement(episodes: Sequence[Episode], order: dict[str, float]) -> dict[str, float]:
    """Weights of how likely the best statement is right; of half the wordings the right statement is hidden."""
    learned = Weights(order, {})
    rows, right, weight = [], [], []
    for number, episode in enumerate(episodes):
        views = [episode.hits]
        if episode.weight == 1.0 and number % 2:
            views.append([hit for hit, is_right in zip(episode.hits, episode.right, strict=True) if not is_right])
        good = episode.right_ones()
        for hits in views:
            ranked = episode.ranked(learned, hits)
            if ranked:
                rows.append(evidence(ranked, episode.asked))
                right.append(ranked[0].document.id in good)
                weight.append(PEOPLE_JUDGEMENT if episode.weight != 1.0 else 1.0)
    names = sorted({name for row in rows for name in row} - {BIAS})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    spread = matrix.std(axis=0) + 1e-9
    scaled = np.hstack([matrix / spread, np.ones((len(matrix), 1))])
    arguments = (scaled, np.where(right, 1.0, -1.0), np.array(weight))
    found = minimize(_doubt, np.zeros(len(names) + 1), arguments, "L-BFGS-B", True, bounds=_bounds([*names, BIAS]))
    values = found.x / np.append(spread, 1.0)
    return {name: round(float(value), 3) for name, value in zip([*names, BIAS], values, strict=True)}


def _doubt(w: Floats, matrix: Floats, sides: Floats, weight: Floats) -> tuple[float, Floats]:
    """Weighted logistic loss with a penalty on all but the bias, and its gradient."""
    margins = sides * (matrix @ w)
    pull = -weight * sides / (1.0 + np.exp(np.clip(margins, -50, 50)))
    held = np.append(w[:-1], 0.0)
    loss = (weight * np.logaddexp(0.0, -margins)).sum() + JUDGEMENT_PENALTY * (held**2).sum()
    return float(loss), matrix.T @ pull + 2 * JUDGEMENT_PENALTY * held


def _bounds(names: Sequence[str]) -> list[tuple[float | None, float | None]]:
    return [(0.0 if name in FOR else None, 0.0 if name in AGAINST else None) for name in names]


def learn(episodes: Sequence[Episode]) -> Weights:
    """Both sets of weights."""
    order = learn_order(episodes)
    return Weights(order, learn_judgement(episodes, order))


Judged = tuple[str, bool, float]  # name, is the best statement right, its chance


def judged(episodes: Iterable[Episode], learned: Weights) -> Iterator[Judged]:
    """What the weights make of each question."""
    for episode in episodes:
        ranked = episode.ranked(learned)
        is_right = bool(ranked) and ranked[0].document.id in episode.right_ones()
        yield episode.name, is_right, chance(ranked, episode.asked, learned)


def report(title: str, found: Iterable[Judged]) -> None:
    """Shares of right best statements, and what thresholds on the chance keep of them and hold back of the others."""
    by_name: dict[str, list[tuple[bool, float]]] = {}
    for name, is_right, likely in found:
        by_name.setdefault(name, []).append((is_right, likely))
    print(title)
    for name, ones in by_name.items():
        cells = [f"{name:18} {len(ones):5}  right {np.mean([r for r, _ in ones]):.3f}"]
        for threshold in THRESHOLDS:
            kept = [c >= threshold for r, c in ones if r]
            held = [c < threshold for r, c in ones if not r]
            cells.append(f"{threshold}: {np.mean(kept or [1]):.2f}/{np.mean(held or [1]):.2f}")
        print("  " + "  ".join(cells), flush=True)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    arguments = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory(prefix="ranking-") as name:
        episodes = episodes_of_all(Path(name))
    print("kept/held back: of right best statements / of wrong ones, by a threshold on the chance")
    report("as the weights are", judged(episodes, weights()))
    wordings_asked = [e for e in episodes if e.weight == 1.0]
    of_people = [e for e in episodes if e.weight != 1.0]
    random.Random(1).shuffle(of_people)
    found: list[Judged] = []
    for fold in range(FOLDS):
        learned = learn([*wordings_asked, *(e for i, e in enumerate(of_people) if i % FOLDS != fold)])
        found += judged(of_people[fold::FOLDS], learned)
    report(f"people's questions, {FOLDS}-fold", found)
    learned = learn(episodes)
    report("learned from all", judged(episodes, learned))
    if arguments.write:
        stored = {"order": dict(learned.order), "judgement": dict(learned.judgement)}
        WEIGHTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
