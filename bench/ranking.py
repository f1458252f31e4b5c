"""Learns how the knowledge base weighs what speaks for an answer: `python -m bench.ranking`.

Asks what `bench/questions.py` asks. Where the right statement is hidden, nothing that is found is right: so it learns
when to say no. Writes weights.json and judgement.json in knowledge/search/. The held-out sets take no part.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import structlog
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingClassifier

from bench.questions import Episode, episodes_of_all
from knowledge.search.features import AGAINST, FOR, features
from knowledge.search.judging import Judgement, Node
from knowledge.search.ranking import Weights, chance, evidence, rank, weights

SEARCH = Path(__file__).parents[1] / "knowledge" / "search"
PEOPLE_JUDGEMENT = 20.0  # weight of a question of people where it is judged how likely the best is right
ORDER_PENALTY = 1e-4
TREES = {"max_iter": 300, "learning_rate": 0.05, "max_leaf_nodes": 8, "min_samples_leaf": 20, "l2_regularization": 1.0}
DECIMALS = 4
NOTHING_LEARNED = Judgement((), 0.0, ())
FOLDS = 5
THRESHOLDS = (0.15, 0.3, 0.4, 0.5, 0.6, 0.7)
Floats = NDArray[np.float64]


def learn_order(episodes: Sequence[Episode]) -> dict[str, float]:
    """Weights that make the right statement likeliest among those found (a conditional logit)."""
    useful = [e for e in episodes if e.right.any()]
    tables = [features(e.found, e.asked, e.routes) for e in useful]
    names = sorted({name for table in tables for name in table})
    starts = np.cumsum([0] + [len(e.found) for e in useful])
    matrix = np.zeros((starts[-1], len(names)))
    for start, end, table in zip(starts, starts[1:], tables, strict=False):
        for column, name in enumerate(names):
            if name in table:
                matrix[start:end, column] = table[name]
    right = np.concatenate([e.right for e in useful])
    weight = np.array([e.weight for e in useful])
    found = minimize(
        _surprise, np.zeros(len(names)), (matrix, right, starts, weight), "L-BFGS-B", True, bounds=_bounds(names)
    )
    return {name: round(float(value), 3) for name, value in zip(names, found.x, strict=True)}


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


def learn_judgement(episodes: Sequence[Episode], order: dict[str, float]) -> Judgement:
    """How likely the best statement is right; of half the wordings the right statement is hidden."""
    learned = Weights(order, NOTHING_LEARNED)
    rows, right, weight = [], [], []
    for number, episode in enumerate(episodes):
        views = [episode.found]
        if episode.weight == 1.0 and number % 2:
            views.append(episode.found.only(~episode.right))
        good = episode.right_ones()
        for found in views:
            ranked = rank(found, episode.asked, episode.routes, learned)
            if ranked:
                rows.append(evidence(ranked, episode.asked, episode.routes))
                right.append(ranked[0].document.id in good)
                weight.append(PEOPLE_JUDGEMENT if episode.weight != 1.0 else 1.0)
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = HistGradientBoostingClassifier(
        **TREES,
        monotonic_cst=[(name in FOR) - (name in AGAINST) for name in names],
        early_stopping=False,
        random_state=0,
    ).fit(matrix, right, sample_weight=weight)
    trees = [_nodes(predictor.nodes) for (predictor,) in model._predictors]
    return Judgement(names, round(float(model._baseline_prediction.item()), DECIMALS), trees)


def _nodes(nodes: NDArray[np.void]) -> list[Node]:
    """A tree as scikit-learn keeps it, as ours."""
    return [
        (0, 0.0, place, place, round(float(node["value"]), DECIMALS))
        if node["is_leaf"]
        else (int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"]), 0.0)
        for place, node in enumerate(nodes)
    ]


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
        ranked = rank(episode.found, episode.asked, episode.routes, learned)
        is_right = bool(ranked) and ranked[0].document.id in episode.right_ones()
        yield episode.name, is_right, chance(ranked, episode.asked, episode.routes, learned)


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
            cells.append(f"{threshold}: {np.mean(kept or [True]):.2f}/{np.mean(held or [True]):.2f}")
        print("  " + "  ".join(cells), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write what was learned")
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
        order = json.dumps(dict(learned.order), indent=1) + "\n"
        SEARCH.joinpath("weights.json").write_text(order, encoding="utf-8")
        SEARCH.joinpath("judgement.json").write_text(learned.judgement.written(), encoding="utf-8")


if __name__ == "__main__":
    main()
