"""How long loading and searching take in directories of several sizes: `python -m bench.search`.

The content itself is in each of them, with as many generated services beside it.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from bench.generating import Generated, Vocabulary, generate, vocabulary, words, write
from bench.load import percentile_95
from bench.postgresql import NoPostgresql, cluster
from bench.report import PAGE, machine, replace_between
from bot.language import clean
from knowledge.answers import KnowledgeBase
from knowledge.database import connect, reading, writing
from knowledge.directory import BANGKOK
from knowledge.loading import load
from knowledge.migrations import upgrade
from knowledge.models import own
from knowledge.reading import ContentCache, Reader
from knowledge.reply import Question
from knowledge.search.statements import index_content

SIZES = (100, 10_000, 100_000)
OF_CONTENT, OF_NAMES, OF_LISTS, WARM_UP = 160, 160, 60, 20
AIM = 10.0  # ms, 95th percentile of the search in the largest directory
AT = datetime(2026, 11, 23, 10, tzinfo=BANGKOK)
BEGIN, END = "<!-- search -->", "<!-- /search -->"
HEAD = (
    "database",
    "services",
    "rows",
    "index",
    "on disk",
    "search",
    "of it processor",
    "answer",
    "named found",
    "misspelt found",
)


@dataclass(frozen=True)
class Asked:
    """A question; `about` are the records of which one should be answered about, `is_misspelt` how its name stands."""

    question: Question
    about: frozenset[str] = frozenset()
    is_misspelt: bool = False


@dataclass(frozen=True)
class Measured:
    """Seconds to write `rows` and the index, MB on disk, times in ms, shares of generated names that were found.

    `processor` is the time of the search in which this process worked.
    """

    database: str
    services: int
    rows: int
    writing: float
    indexing: float
    megabytes: float
    search: Sequence[float]
    processor: Sequence[float]
    answer: Sequence[float]
    found: float
    found_misspelt: float


def questions(connection: sa.engine.Connection, known: Vocabulary, services: Sequence[Generated]) -> list[Asked]:
    """The same for the same directory: of the content's own wordings, of generated names, and for lists."""
    chance = random.Random(len(services))
    asked = [Asked(question) for question in chance.sample(_of_content(connection), OF_CONTENT)]
    for number in range(OF_NAMES):
        service, language = chance.choice(services), chance.choice(("th", "en"))
        name, is_misspelt = chance.choice((service.name, service.service_name))[language], number % 2 == 1
        if is_misspelt:
            name = _misspelt(name, words()["misspellings"][language], chance)
        text = chance.choice(words()["asks"][language]).format(name=name)
        about = frozenset([service.slug, service.service])
        asked.append(Asked(Question(clean(text), language, "directory", AT), about, is_misspelt))
    for _ in range(OF_LISTS):
        language, route = chance.choice(("th", "en")), chance.choice(("directory", "hotline", "eligibility"))
        need, area = (
            known.names[slug][language] for slug in (chance.choice(known.needs), chance.choice(known.districts)[0])
        )
        text = chance.choice(words()["lists"][language]).format(need=need, area=area)
        asked.append(Asked(Question(clean(text), language, route, AT)))
    chance.shuffle(asked)
    return asked


def _of_content(connection: sa.engine.Connection) -> list[Question]:
    articles = connection.execute(sa.select(own.article.c.asks, own.article.c.route).order_by(own.article.c.slug)).all()
    facts = connection.execute(sa.select(own.fact.c.asks).order_by(own.fact.c.slug)).scalars()
    return [
        Question(clean(text), language, route, AT)
        for asks, route in (*articles, *((asks, "directory") for asks in facts))
        for language, texts in asks.items()
        for text in texts
    ]


def _misspelt(name: str, letters: dict[str, str], chance: random.Random) -> str:
    """The name with one letter as it sounds, or one left out."""
    places = [place for place, letter in enumerate(name) if letter in letters and place]
    if places and chance.random() < 0.7:
        place = chance.choice(places)
        return name[:place] + letters[name[place]] + name[place + 1 :]
    place = chance.randrange(2, len(name) - 1)
    return name[:place] + name[place + 1 :]


def measure(engine: sa.engine.Engine, label: str, size: int, disk: Callable[[], float]) -> Measured:
    """Loads a directory of one size into an empty database and asks it."""
    upgrade(engine)
    load(engine, force=True)
    with engine.connect() as connection:
        known = vocabulary(connection)
    began = time.perf_counter()
    with writing(engine) as connection:
        rows = write(connection, generate(size, known), known)
        written = time.perf_counter()
        index_content(connection)
        indexed = time.perf_counter()
    services = list(generate(size, known))
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")  # as autovacuum does a minute later
    with engine.connect() as connection:
        asked = questions(connection, known, services)
    asking = _ask(engine, asked)
    return Measured(label, size, rows, written - began, indexed - written, disk(), *asking)


def _ask(
    engine: sa.engine.Engine, asked: Sequence[Asked]
) -> tuple[list[float], list[float], list[float], float, float]:
    """Times of the search, of the processor in it and of the whole answer in ms; shares found of names, of misspelt."""
    base, engine = KnowledgeBase(engine), reading(engine)
    search, processor, answer = [], [], []
    found: dict[bool, list[bool]] = {False: [], True: []}
    cache = ContentCache()

    def look_for(question: Question) -> None:
        with engine.connect() as connection:
            reader = Reader(connection, cache, question.language)
            reader.ranked(reader.understood(question.text), question.likely())

    for one in asked[:WARM_UP]:
        look_for(one.question)
        base.answer(one.question)
    gc.collect()
    gc.freeze()  # as the action server does when it has read what stays
    for one in asked[WARM_UP:]:
        began, worked = time.perf_counter(), time.process_time()
        look_for(one.question)
        processor.append((time.process_time() - worked) * 1000)
        between = time.perf_counter()
        reply = base.answer(one.question)
        search.append((between - began) * 1000)
        answer.append((time.perf_counter() - between) * 1000)
        if one.about:
            said = {reply.subject, *(choice.record for choice in reply.choices)}
            found[one.is_misspelt].append(bool(said & one.about))
    gc.unfreeze()
    return search, processor, answer, statistics.mean(found[False]), statistics.mean(found[True])


@contextmanager
def _empty(on_postgresql: bool) -> Iterator[tuple[sa.engine.Engine, Callable[[], float]]]:
    """An empty database, and what tells its size in MB."""
    with ExitStack() as stack:
        if on_postgresql:
            url = f"{stack.enter_context(cluster())}/postgres"
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="nong-sitthi-bench-"))
            url = f"sqlite:///{folder}/knowledge.db"
        engine = connect(url)
        stack.callback(engine.dispose)

        def disk() -> float:
            if not on_postgresql:
                return sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
            with engine.connect() as connection:
                query = "SELECT pg_database_size(current_database())"
                return float(connection.exec_driver_sql(query).scalar_one()) / 1e6

        yield engine, disk


def table(results: Sequence[Measured]) -> str:
    """The Markdown table; times are median / 95th percentile."""
    rows = [HEAD, tuple("-" * len(name) for name in HEAD)]
    for result in results:
        search, processor, answer = (
            f"{statistics.median(times):.1f} / {percentile_95(times):.1f} ms"
            for times in (result.search, result.processor, result.answer)
        )
        rows.append(
            (
                result.database,
                f"{result.services:,}",
                f"{result.rows:,} in {result.writing:.1f} s",
                f"{result.indexing:.1f} s",
                f"{result.megabytes:,.0f} MB",
                search,
                processor,
                answer,
                f"{result.found:.0%}",
                f"{result.found_misspelt:.0%}",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    return "\n".join("| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in rows)


def growth(results: Sequence[Measured]) -> list[str]:
    """For each database how the search grew from the smallest to the largest directory."""
    lines = []
    for database in dict.fromkeys(result.database for result in results):
        first, *_, last = [result for result in results if result.database == database] * 2
        times = percentile_95(last.search) / percentile_95(first.search)
        size = last.services / first.services
        lines.append(f"{database}: a directory {size:,.0f} times as large is searched in {times:.1f} times the time")
    return lines


def report(results: Sequence[Measured], machine_line: str, command: str) -> str:
    """Date, machine, command, table and what it says together."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    about = (
        f"Times are median / 95th percentile of {OF_CONTENT + OF_NAMES + OF_LISTS - WARM_UP} questions; aim for the "
        f"search: {AIM:.0f} ms. Most memory\nof the measuring process: {memory:,.0f} MB."
    )
    growing = "\n".join(f"- {line}" for line in growth(results))
    return f"{date.today().isoformat()}, `{command}` · {machine_line}\n\n{table(results)}\n\n{about}\n\n{growing}"


def measured(sizes: Sequence[int], databases: Sequence[bool]) -> Iterator[Measured]:
    """Every size on every database; raises bench.postgresql.NoPostgresql."""
    for on_postgresql in databases:
        for size in sizes:
            with _empty(on_postgresql) as (engine, disk):
                yield measure(engine, "PostgreSQL" if on_postgresql else "SQLite", size, disk)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of services, with commas between")
    parser.add_argument("--postgresql", action="store_true", help="measure PostgreSQL too")
    parser.add_argument("--no-sqlite", action="store_true", help="measure PostgreSQL alone")
    parser.add_argument("--write", action="store_true", help=f"put the table into docs/{PAGE.name}")
    arguments = parser.parse_args()
    sizes = sorted(int(size) for size in arguments.sizes.split(","))
    databases = [False] * (not arguments.no_sqlite) + [True] * (arguments.postgresql or arguments.no_sqlite)
    machine_line, results = machine(), []
    print(machine_line, flush=True)
    try:
        for result in measured(sizes, databases):
            results.append(result)
            print(table([result]).splitlines()[-1], flush=True)
    except NoPostgresql as error:
        sys.exit(str(error))
    text = report(results, machine_line, " ".join(["python -m bench.search", *sys.argv[1:]]))
    print(f"\n{text}")
    if arguments.write:
        page = replace_between(PAGE.read_text(encoding="utf-8"), BEGIN, END, text)
        PAGE.write_text(page, encoding="utf-8")
        print(f"\nWritten to docs/{PAGE.name}.")


if __name__ == "__main__":
    main()
