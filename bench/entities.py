"""How well names, ages and dates are found, a part of `make eval`; also `python -m bench.evaluate --only entities`."""

from __future__ import annotations

import os
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from bench.sets import comparable, read_jsonl, read_tsv
from bot.language import clean
from bot.nlu.judging import Found
from bot.nlu.lexicon import lexicon
from bot.nlu.name_store import NameStore
from bot.nlu.names import NameBook
from bot.nlu.recognition import find_entities
from knowledge.database import connect, knowledge_url
from knowledge.models.own import name

LANGUAGES = ("th", "en", "my")
KINDS = ("province", "district", "organisation", "need", "age", "date")
NEED_OF = {
    "nationality": "need-statelessness",
    "birth-registration": "need-statelessness",
    "scholarship": "need-school",
    "heart-disease": "need-heart-disease",
    "shelter": "need-shelter",
    "legal-aid": "need-legal-aid",
    "disability-allowance": "need-disability",
    "newborn-grant": "need-poverty",
}
# The sets' English name → how the directory writes it.
DIRECTORY_NAME = {
    "SOS Children's Villages Chiang Rai": "SOS Children's Village Chiang Rai",
    "SOS Children's Villages, Chiang Rai": "SOS Children's Village Chiang Rai",
    "YMCA Bangkok Foundation, Phayao branch": "YMCA Phayao",
    "ECPAT Foundation (Thailand)": "ECPAT Foundation Thailand",
    "Khrobkhrua Phrom Rak Foundation": "Krobkrua Prom Rak Foundation",
}


@dataclass
class Tally:
    found: int = 0
    missed: int = 0
    wrong: int = 0
    values_right: int = 0

    @property
    def line(self) -> str:
        precision = self.found / (self.found + self.wrong) if self.found + self.wrong else 0.0
        recall = self.found / (self.found + self.missed) if self.found + self.missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        values = self.values_right / self.found if self.found else 0.0
        return f"{self.found + self.missed:5} {precision:9.3f} {recall:7.3f} {f1:6.3f} {values:13.3f}"


def _is_marked(found: Found) -> bool:
    """Whether the sets mark such things; of the needs of the directory they mark only some."""
    return found.kind in KINDS and (found.kind != "need" or found.value in NEED_OF.values())


def _is_value_right(gold: dict[str, Any], found: Found, names: dict[str, set[str]]) -> bool:
    if gold["entity"] == "need":
        return NEED_OF[gold["value"]] == found.value
    if gold["entity"] in ("age", "date"):
        return bool(gold["value"] == found.value)
    return comparable(DIRECTORY_NAME.get(gold["value"], gold["value"])) in names.get(str(found.value), set())


def _cleaned(text: str, gold: dict[str, Any]) -> dict[str, Any]:
    """The same with offsets in the clean text, which the assistant reads."""
    start, end = (len(clean(text[:place] + "x")) - 1 for place in (gold["start"], gold["end"]))
    return {**gold, "start": start, "end": end}


def _compare(row: dict[str, Any], book: NameBook, names: dict[str, set[str]], tallies: dict[str, Tally]) -> list[str]:
    text, notes = clean(row["text"]), []
    found = [f for f in find_entities(text, book, lexicon()) if _is_marked(f)]
    taken: Counter[int] = Counter()
    for gold in (_cleaned(row["text"], marked) for marked in row["entities"]):
        tally = tallies[gold["entity"]]
        hits = [
            i for i, f in enumerate(found)
            if f.kind == gold["entity"] and f.start < gold["end"] and gold["start"] < f.end and not taken[i]
        ]  # fmt: skip
        if not hits:
            tally.missed += 1
            notes.append(f"    - {gold['entity']} {text[gold['start'] : gold['end']]}  in  {text}")
            continue
        taken[hits[0]] += 1
        tally.found += 1
        right = _is_value_right(gold, found[hits[0]], names)
        tally.values_right += right
        if not right:
            notes.append(f"    ≠ {gold['entity']} {gold['value']} ← {found[hits[0]].value}  in  {text}")
    for i, one in enumerate(found):
        if not taken[i]:
            tallies[one.kind].wrong += 1
            notes.append(f"    + {one.kind} {text[one.start : one.end]} {one.value}  in  {text}")
    return notes


def _speed(book: NameBook, sets: Path) -> None:
    texts = [row["text"] for lang in LANGUAGES for row in read_jsonl(sets / "entities" / f"{lang}.jsonl")]
    times = []
    for text in texts * 3:
        start = time.thread_time()
        find_entities(text, book, lexicon())
        times.append((time.thread_time() - start) * 1000)
    print(f"\nProcessor time a message: median {np.median(times):.2f} ms, 95 % {np.percentile(times, 95):.2f} ms")
    talk = " ".join(example.text for example in read_tsv(sets / "nlu" / "th.tsv"))[:4000]
    long_texts = {
        "4,000 letters of talk": talk,
        "4,000 letters without a space": talk.replace(" ", ""),
        "4,000 letters, all entities": (" ".join(texts) * 4)[:4000],
        "แม่ × 1,333": "แม่" * 1333,
        "เชียง × 800": "เชียง" * 800,
    }
    for label, text in long_texts.items():
        start = time.thread_time()
        find_entities(text, book, lexicon())
        print(f"  {label:32} {(time.thread_time() - start) * 1000:6.1f} ms")


def entities(sets: Path, show_misses: bool) -> None:
    """Precision, recall and F1 of each kind and language, and the time that it takes."""
    engine = connect(knowledge_url(os.environ))
    book = NameStore(engine).book()
    names: dict[str, set[str]] = {}
    with engine.connect() as connection:
        for row in connection.execute(sa.select(name.c.record, name.c.text)):
            names.setdefault(row.record, set()).add(comparable(row.text))
    print("\nEntities               rows precision  recall     F1  value right")
    for language in LANGUAGES:
        tallies = {kind: Tally() for kind in KINDS}
        notes = []
        for example in read_jsonl(sets / "entities" / f"{language}.jsonl"):
            notes += _compare(example, book, names, tallies)
        for kind, tally in tallies.items():
            print(f"  {language} {kind:16} {tally.line}")
        if show_misses:
            print("\n".join(notes))
    _speed(book, sets)
