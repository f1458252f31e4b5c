"""`make eval`: how well the assistant understands and answers, on sets it was not made from."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from bench.assistant import Assistant, Talk, Turn
from bench.entities import entities
from bench.sets import (
    DEVELOPMENT,
    HELD_OUT,
    classifier_settings,
    comparable,
    read_jsonl,
    read_tsv,
    route_of,
    training_examples,
)
from bot.language import clean
from bot.nlu.features import SCALES, features_of
from bot.nlu.linear_model import Hint, LinearModel
from bot.nlu.respelling import respellings
from bot.nlu.wordings import wordings
from knowledge.database import connect, knowledge_url
from scripts.environment import process_environment

CONFIDENT = 0.7
NLU_SETS = ("th", "kham_mueang", "en", "my", "my_zawgyi", "out_of_scope")


def nlu(assistant: Assistant, sets: Path, show_misses: bool) -> None:
    """Route accuracy and confident mistakes of each set."""
    print("\nUnderstanding (route)            rows  accuracy  wrong over 0.7")
    for name in NLU_SETS:
        examples = read_tsv(sets / "nlu" / f"{name}.tsv")
        confusions: Counter[tuple[str, str]] = Counter()
        misses, confident = [], 0
        for example in examples:
            intent = assistant.parse(example.text)["intent"]
            wanted, got = route_of(example.intent), route_of(intent["name"] or "nlu_fallback")
            if wanted != got:
                confusions[wanted, got] += 1
                sure = got != "fallback" and intent["confidence"] > CONFIDENT
                confident += sure
                misses.append(f"    {'!' if sure else ' '} {wanted} → {got} {intent['confidence']:.2f}  {example.text}")
        right = 1 - len(misses) / len(examples)
        print(f"  {name:30} {len(examples):5} {right:9.3f} {confident / len(examples):10.3f}")
        print("      " + ", ".join(f"{a}→{b} {n}" for (a, b), n in confusions.most_common(6)))
        if show_misses:
            print("\n".join(misses))
        if name == "my_zawgyi":
            same = sum(
                assistant.parse(e.text)["intent"]["name"] == assistant.parse(e.twin)["intent"]["name"] for e in examples
            )
            print(f"      same as the Unicode twin: {same} of {len(examples)}")


def cross_validation(folds: int = 5) -> None:
    """Route accuracy over the training data, each fifth judged by a model that learned as config.yml says."""
    rows = list(training_examples())
    texts = [clean(example.text) for _, example in rows]
    labels = np.array([example.intent for _, example in rows])
    features = [features_of(text) for text in texts]
    settings = classifier_settings()
    known = _wordings(settings["wordings"])
    right: dict[str, list[bool]] = defaultdict(list)
    splits = StratifiedKFold(folds, shuffle=True, random_state=0).split(np.zeros(len(rows)), labels)
    for train, test in splits:
        respelt = [(written, labels[i]) for i in train for written in respellings(texts[i])]
        hints = known + [Hint(features_of(text), intent, settings["respellings"]) for text, intent in respelt]
        model = LinearModel.fit(
            [features[i] for i in train],
            [labels[i] for i in train],
            SCALES,
            hints=hints,
            rarest=settings["rarest"],
            doubts=settings["doubts"],
        )
        for i in test:
            right[rows[i][0]].append(route_of(model.probabilities(features[i])[0][0]) == route_of(labels[i]))
    print(f"\n{folds}-fold cross-validation of the training data")
    for language, found in sorted(right.items()):
        print(f"  {language:30} {len(found):5} {np.mean(found):9.3f}")


def _wordings(weight: float) -> list[Hint]:
    with connect(knowledge_url(process_environment())).connect() as connection:
        return [Hint(features_of(text), intent, weight) for text, intent in wordings(connection)]


def stands(expected: Sequence[Sequence[str]], shown: str) -> bool:
    """Whether one string of each list stands in what was shown."""
    text = comparable(shown)
    return all(any(comparable(choice) in text for choice in choices) for choices in expected)


def _miss(name: str, turn: Turn, asked: str) -> str:
    return f"    {name} [{turn.intent} {turn.response}] {asked}\n        {turn.shown[:150]!r}"


def knowledge(assistant: Assistant, sets: Path, show_misses: bool) -> None:
    """Whether the asked fact stands in the first reply, and whether a no is said where nothing is known."""
    tallies: dict[str, list[bool]] = defaultdict(list)
    misses = []
    without: Counter[str] = Counter()
    unsure = 0
    for row in read_jsonl(sets / "knowledge" / "answerable.jsonl"):
        turn = assistant.say(row["question"])
        is_right = stands(row["expect"], turn.shown)
        field = row["id"].split("-")[1] if "-" in row["id"] else row["route"]
        for key in (row["language"], f"{row['language']} {field}", f"route {row['route']}"):
            tallies[key].append(is_right)
        unsure += is_right and turn.is_honest_no
        if not is_right:
            without[turn.response] += 1
            misses.append(_miss(row["id"], turn, f"{row['question']}  ✗ {row['expect']}"))
    for row in read_jsonl(sets / "knowledge" / "follow_ups.jsonl"):
        talk = Talk()
        turns = [assistant.say(question, talk, row["language"]) for question in row["turns"]]
        is_right = stands(row["expect"], turns[-1].shown)
        tallies["follow-up"].append(is_right)
        if not is_right:
            misses.append(_miss("follow-up", turns[-1], f"{row['turns']}  ✗ {row['expect']}"))
    instead: Counter[str] = Counter()
    for row in read_jsonl(sets / "knowledge" / "unanswerable.jsonl"):
        turn = assistant.say(row["question"])
        invented = any(comparable(f) in comparable(turn.shown) for f in row["forbid"])
        tallies["says no"].append(turn.is_honest_no and not invented)
        if not tallies["says no"][-1]:
            instead["no, with what must not be there" if turn.is_honest_no else turn.response] += 1
        if not turn.is_honest_no or invented:
            misses.append(_miss(row["id"], turn, row["question"]))
    print("\nAnswers                          rows  right")
    for key, found in sorted(tallies.items()):
        print(f"  {key:30} {len(found):5} {sum(found) / len(found):6.3f}")
    print(f"      right, but said as something near or behind a no: {unsure}")
    print("      said without what was asked: " + ", ".join(f"{said} {n}" for said, n in without.most_common()))
    print("      said where nothing is known: " + ", ".join(f"{said} {n}" for said, n in instead.most_common()))
    if show_misses:
        print("\n".join(misses))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="only the development sets, with every miss")
    parser.add_argument("--only", choices=("nlu", "cv", "entities", "knowledge"))
    arguments = parser.parse_args()
    if arguments.only in (None, "cv"):
        cross_validation()
    if arguments.only == "cv":
        return
    assistant = Assistant()
    for sets in (DEVELOPMENT,) if arguments.misses else (HELD_OUT, DEVELOPMENT):
        print(f"\n=== {sets.name.replace('_', ' ')} sets")
        for name, measure in {"nlu": nlu, "knowledge": knowledge}.items():
            if arguments.only in (None, name):
                measure(assistant, sets, arguments.misses)
        if arguments.only in (None, "entities"):
            entities(sets, arguments.misses)


if __name__ == "__main__":
    main()
