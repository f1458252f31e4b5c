"""The assistant's intent classifier on a public Thai data set: `python -m bench.truevoice --data DIR`.

DIR holds truevoice-intent (https://github.com/PyThaiNLP/truevoice-intent): mari_train.csv and mari_test.csv. Every
contender is trained by Rasa itself, in a project made for the purpose, and asked all rows of the test file.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import csv
import io
import logging
import os
import statistics
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
import yaml

from bench.sets import Example
from bot.language import clean
from scripts.environment import process_environment

TRAIN, TEST = "mari_train.csv", "mari_test.csv"
LABEL = "destination"
WARM_UP = 30  # messages that are not timed

TOKENIZER = {"name": "bot.nlu.tokenizer.MultilingualTokenizer"}
# Chosen by cross-validation on the training file alone: transcribed calls hold no misspellings, so their letters say
# more than their sounds.
OURS = {
    "name": "bot.nlu.classifier.LinearIntentClassifier",
    "c": 0.3,
    "scales": {"word": 1.0, "letter": 1.0, "sound": 0.0, "meaning": 0.0},
    "sizes": {"word": [1, 2]},
}
COUNTS = {"name": "CountVectorsFeaturizer"}
LETTER_COUNTS = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4}
DIET_EPOCHS = 10  # the default of 300 takes half a day on two cores

PIPELINES: dict[str, list[dict[str, Any]]] = {
    "ours": [TOKENIZER, OURS],
    "ours, as in config.yml": [TOKENIZER, {"name": OURS["name"]}],
    "Rasa LogisticRegressionClassifier": [TOKENIZER, COUNTS, {"name": "LogisticRegressionClassifier"}],
    f"Rasa DIET, {DIET_EPOCHS} epochs": [
        TOKENIZER,
        COUNTS,
        LETTER_COUNTS,
        {"name": "DIETClassifier", "epochs": DIET_EPOCHS, "entity_recognition": False},
    ],
}
# Row accuracy and macro-F1 as published; "micro-accuracy" there counts the seven cells of a row and is no row accuracy.
CLASSIFICATION_BENCHMARKS = "PyThaiNLP/classification-benchmarks"
PUBLISHED = (
    ("LinearSVC", "0.851", "0.869", f"{CLASSIFICATION_BENCHMARKS}, micro-F1"),
    ("ULMFiT", "0.843", "0.852", f"{CLASSIFICATION_BENCHMARKS}, micro-F1"),
    ("USE", "0.802", "0.788", f"{CLASSIFICATION_BENCHMARKS}, micro-F1"),
    ("BERT", "0.850", "0.870", f"{CLASSIFICATION_BENCHMARKS}, micro-F1"),
    ("BERT, by its author", "0.892", "", "KongpolC/thai_intent_classification_using_bert"),
)


@dataclass(frozen=True)
class Score:
    """`fit` in seconds, `parse` the median of a message in ms; `unseen` is the accuracy on texts not in training."""

    accuracy: float
    unseen: float
    macro_f1: float
    fit: float
    parse: float


def read_rows(path: Path) -> list[Example]:
    """Label and text of each row; white space normalised, cleaned as the gateway does."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Example(row[LABEL], " ".join(clean(row["texts"]).split())) for row in csv.DictReader(file)]


def write_project(folder: Path, pipeline: Sequence[dict[str, Any]], rows: Sequence[Example]) -> tuple[Path, Path]:
    """(config file, training data) of a Rasa project; rows without a text teach nothing and are left out."""
    by_label: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.text:
            by_label[row.intent].append(f"- {row.text}\n")
    blocks = [{"intent": label, "examples": "".join(texts)} for label, texts in sorted(by_label.items())]
    config, data = folder / "config.yml", folder / "nlu.yml"
    recipe = {"recipe": "default.v1", "language": "th", "assistant_id": "truevoice", "pipeline": list(pipeline)}
    config.write_text(yaml.safe_dump(recipe), encoding="utf-8")
    data.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, width=10_000), "utf-8")
    return config, data


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    """The mean F1 of the labels of `gold`."""
    scores = []
    for label in sorted(set(gold)):
        both = sum(g == s == label for g, s in zip(gold, said, strict=True))
        total = sum(g == label for g in gold) + sum(s == label for s in said)
        scores.append(2 * both / total)
    return statistics.mean(scores)


def measure(pipeline: Sequence[dict[str, Any]], train: Sequence[Example], test: Sequence[Example]) -> Score:
    """Train with Rasa, load the model with Rasa's agent, ask it every row."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory(prefix="truevoice-") as name:
        folder = Path(name)
        os.environ["RASA_CACHE_DIRECTORY"] = str(folder / "cache")
        config, data = write_project(folder, pipeline, train)
        began = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            model = train_nlu(str(config), str(data), str(folder / "models"))
        fit = time.perf_counter() - began
        agent = Agent.load(model)
        said, taken = asyncio.run(_ask(agent, [row.text for row in test]))
    right = [row.intent == label for row, label in zip(test, said, strict=True)]
    known = {row.text for row in train}
    return Score(
        accuracy=statistics.mean(right),
        unseen=statistics.mean(r for r, row in zip(right, test, strict=True) if row.text not in known),
        macro_f1=macro_f1([row.intent for row in test], said),
        fit=fit,
        parse=statistics.median(taken[WARM_UP:]),
    )


async def _ask(agent: Any, texts: Sequence[str]) -> tuple[list[str], list[float]]:  # Any: Rasa is untyped here
    said, taken = [], []
    for text in texts:
        began = time.perf_counter()
        parsed = await agent.parse_message(text)
        taken.append((time.perf_counter() - began) * 1000)
        said.append(parsed["intent"]["name"] or "")
    return said, taken


def _quiet() -> None:
    os.environ.update(process_environment())
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    logging.getLogger("rasa").setLevel(logging.ERROR)
    with warnings.catch_warnings(record=True):  # of libraries that Rasa pins, some of which reset the filters
        import rasa.core.agent
        import rasa.model_training  # noqa: F401


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help=f"folder of {TRAIN} and {TEST}")
    parser.add_argument("--rasa", action="store_true", help="also Rasa's LogisticRegressionClassifier")
    parser.add_argument("--diet", action="store_true", help="also Rasa's DIET (about 20 minutes, 3 GB)")
    arguments = parser.parse_args()
    if not (arguments.data / TRAIN).is_file() or not (arguments.data / TEST).is_file():
        sys.exit(f"{arguments.data} holds no {TRAIN} and {TEST}: give the folder of truevoice-intent.")
    _quiet()
    train, test = read_rows(arguments.data / TRAIN), read_rows(arguments.data / TEST)
    print(f"truevoice-intent, {LABEL}: {len(train):,} rows to learn from, all {len(test):,} test rows asked\n")
    print(f"{'':36} accuracy  unseen  macro-F1  training  parse median")
    wanted = {"LogisticRegression": arguments.rasa, "DIET": arguments.diet}
    for name, pipeline in PIPELINES.items():
        if all(is_wanted for part, is_wanted in wanted.items() if part in name):
            s = measure(pipeline, train, test)
            print(
                f"{name:36} {s.accuracy:8.4f} {s.unseen:7.4f} {s.macro_f1:9.4f} {s.fit:7.0f} s {s.parse:10.2f} ms",
                flush=True,
            )
    print("\nPublished")
    for name, accuracy, f1, source in PUBLISHED:
        print(f"{name:36} {accuracy:>8} {'':7} {f1:>9}   {source}")
    print("\nunseen: only the test rows whose text does not stand in the training file too")


if __name__ == "__main__":
    main()
