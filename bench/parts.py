"""Single parts of the way of a message, in a process of their own.

`python -m bench.parts all|parse MODEL QUESTIONS RESULT`; the last two are JSON files.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path

import structlog

from bench.load import percentile_95
from bench.sets import Example

LONG_TEXT = 4000  # code points, the longest message that the gateway takes
LONG_RUNS = 20
WARM_UP = 30

Pair = tuple[float, float]  # median and 95th percentile in ms


def timed(run: Callable[[str], object], texts: Sequence[str]) -> Pair:
    """Every text once, so that no memory of an earlier run helps; the first WARM_UP are not counted."""
    taken = []
    for text in texts:
        began = time.perf_counter()
        run(text)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[WARM_UP:]), percentile_95(taken[WARM_UP:])


def long_texts(texts: Sequence[str]) -> list[str]:
    """Questions strung together to LONG_TEXT code points, each a little different."""
    joined = " ".join(texts) * 3
    return [joined[start * 97 :][:LONG_TEXT] for start in range(WARM_UP + LONG_RUNS)]


def measure_language(examples: Sequence[Example]) -> dict[str, Pair]:
    """The safety check, and cleaning, detecting and cutting together."""
    from bot.language import clean, detect, segment
    from bot.safety import check

    def read(text: str) -> None:
        cleaned = clean(text)
        detect(cleaned)
        segment(cleaned)

    texts = [example.text for example in examples]
    return {
        "safety": timed(check, texts),
        "safety_long": timed(check, long_texts(texts)),
        "language": timed(read, texts),
        "language_long": timed(read, long_texts(texts)),
    }


def measure_parsing(model: str, texts: Sequence[str]) -> dict[str, Pair]:
    """Understanding one message inside Rasa."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)

    async def parse_all(parse: Callable[[str], Awaitable[object]]) -> Pair:
        taken = []
        for text in texts:
            began = time.perf_counter()
            await parse(text)
            taken.append((time.perf_counter() - began) * 1000)
        return statistics.median(taken[WARM_UP:]), percentile_95(taken[WARM_UP:])

    return {"parse": asyncio.run(parse_all(agent.parse_message))}


def measure_knowledge(examples: Sequence[Example]) -> dict[str, Pair]:
    """An answer from the knowledge base that the environment names."""
    from bot.language import clean, detect
    from knowledge.answers import KnowledgeBase
    from knowledge.reply import Question

    base, now = KnowledgeBase.open(os.environ), datetime.now(timezone.utc)
    questions = {}
    for example in examples:
        text = clean(example.text)
        route = example.intent.removeprefix("ask_")
        questions[text] = Question(text, detect(text).language.value, route, now)
    return {"knowledge": timed(lambda text: base.answer(questions[text]), list(questions))}


def main(which: str, model: str, questions_file: str, result_file: str) -> None:
    from bot.processing import processor

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    if which == "all":
        processor.install()  # as the assistant runs; the starter bot runs as Rasa made it
    examples = [Example(*row) for row in json.loads(Path(questions_file).read_text(encoding="utf-8"))]
    found = measure_parsing(model, [example.text for example in examples])
    if which == "all":
        found |= measure_language(examples) | measure_knowledge(examples)
    Path(result_file).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
