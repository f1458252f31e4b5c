"""The evaluation sets measure something only while nothing was made from them."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from rapidfuzz import fuzz, process

from bench.sets import EVALUATION, comparable, read_jsonl, read_tsv, training_examples
from bot.language import clean

NEAR = 90.0  # similarity in percent above which two sentences are the same one
NLU_SETS = sorted(EVALUATION.glob("*/nlu/*.tsv"))
KNOWLEDGE_SETS = sorted(EVALUATION.glob("*/knowledge/*answerable.jsonl"))


def trained_on() -> list[str]:
    return [comparable(clean(example.text)) for _, example in training_examples()]


@pytest.mark.parametrize("path", NLU_SETS, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_no_sentence_is_in_the_training_data_or_nearly(path) -> None:  # type: ignore[no-untyped-def]
    asked = [comparable(clean(example.text)) for example in read_tsv(path)]
    # Of very short texts ("hello", "ขอบคุณ") there are only so many: they count when they are the same.
    long_ones = [text for text in asked if len(text) > 12]
    nearest = process.cdist(long_ones, trained_on(), scorer=fuzz.ratio, score_cutoff=NEAR)
    assert [text for text, row in zip(long_ones, nearest, strict=False) if row.max() > NEAR] == []
    assert set(long_ones) & set(trained_on()) == set()


def test_no_example_stands_in_two_intents() -> None:
    intents: dict[str, set[str]] = {}
    for _, example in training_examples():
        intents.setdefault(comparable(clean(example.text)), set()).add(example.intent)
    assert {text: found for text, found in intents.items() if len(found) > 1} == {}


def test_no_example_stands_twice() -> None:
    counts = Counter(example.text for _, example in training_examples())
    assert [text for text, count in counts.items() if count > 1] == []


def test_no_question_is_a_wording_of_the_content() -> None:
    from knowledge.authoring import read_content
    from knowledge.loading import CONTENT

    wordings = {comparable(text) for text in _asks(read_content(CONTENT))}
    rows = chain(*(read_jsonl(path) for path in KNOWLEDGE_SETS))
    asked = [comparable(clean(row["question"])) for row in rows]
    assert [text for text in asked if len(text) > 12 and text in wordings] == []


def _asks(content) -> list[str]:  # type: ignore[no-untyped-def]
    found: list[str] = []

    def walk(value: object) -> None:
        asks = getattr(value, "asks", None)
        if asks is not None:
            found.extend(chain(*asks.in_languages().values()))
        for part in getattr(value, "__dict__", {}).values():
            for item in part if isinstance(part, list) else [part]:
                if hasattr(item, "__dict__") and not isinstance(item, str):
                    walk(item)

    for entry in content.entries.values():
        walk(entry.record)
    return found
