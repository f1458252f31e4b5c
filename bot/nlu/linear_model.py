"""A calibrated linear text classifier over blocks of string features. Knows nothing of Rasa.

Trained with scikit-learn (TF-IDF and a linear SVM a class), asked with numpy alone, stored as
arrays and JSON: nothing is ever unpickled.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

Features = Mapping[str, Sequence[str]]  # block name → features of that block
Floats = NDArray[np.float32]
Weights = NDArray[np.float16]  # there are very many of them

TEMPERATURES = np.geomspace(0.5, 30.0, 60)
SURE, MOST_SURE_MISTAKES = 0.7, 0.015  # share of all; of what nobody wrote beside the examples it is twice as many
CALIBRATION_FOLDS = 3  # of which one: a third of the examples tells the temperature as well as all
TOLERANCE = 0.1  # of the solver: what is finer takes half as long again and changes no answer
PACKED = 6  # of 9: a tenth of the time for a hundredth more
UNSEEN = -1  # the row of a feature that is not in the vocabulary: the last one


@dataclass(frozen=True)
class Block:
    """One kind of feature: `weights[vocabulary[f]]` is a row of a score for each class.

    The last row is for what was never seen: it says nothing, but makes the rest count less, as it did in the held-out
    texts that the temperature is from.
    """

    vocabulary: dict[str, int]
    idf: Floats
    weights: Weights
    scale: float

    @classmethod
    def of(cls, vocabulary: dict[str, int], idf: Floats, weights: Weights, scale: float) -> Block:
        nothing = np.zeros((1, weights.shape[1]), weights.dtype)
        return cls(vocabulary, np.append(idf, idf.max()), np.concatenate([weights, nothing]), scale)

    def scores(self, features: Sequence[str]) -> Floats | float:
        """What the features say for each class; 0 when there are none."""
        counted = Counter(features)
        if not counted:
            return 0.0
        rows = np.fromiter(map(self.vocabulary.get, counted, repeat(UNSEEN)), dtype=np.int64, count=len(counted))
        values = self.idf.take(rows)
        if len(counted) < len(features):
            values *= 1.0 + np.log(np.fromiter(counted.values(), dtype=np.float32, count=len(counted)))
        weights = self.weights.take(rows, axis=0).astype(np.float32)
        return np.asarray(self.scale / np.sqrt(values @ values) * (values @ weights))


@dataclass(frozen=True)
class Hint:
    """An example that counts less, and that says nothing of how sure the model may be."""

    features: Features
    label: str
    weight: float


def _softmax(scores: Floats, temperature: float) -> Floats:
    scaled = scores * temperature
    scaled = scaled - scaled.max(axis=-1, keepdims=True)
    exponent = np.exp(scaled)
    return np.asarray(exponent / exponent.sum(axis=-1, keepdims=True), dtype=np.float32)


def best_temperature(scores: Floats, gold: NDArray[np.int64]) -> float:
    """The factor on the margins at which held-out probabilities are least surprising, or as much less as it takes for
    few mistakes to be sure ones.
    """
    chances = {temperature: _softmax(scores, temperature) for temperature in TEMPERATURES}
    wrong = scores.argmax(axis=1) != gold

    def surprise(temperature: float) -> float:
        chosen = chances[temperature][np.arange(len(gold)), gold]
        return float(-np.log(np.maximum(chosen, 1e-9)).mean())

    def sure_mistakes(temperature: float) -> float:
        return float((wrong & (chances[temperature].max(axis=1) > SURE)).mean())

    best = min(TEMPERATURES, key=surprise)
    cautious = [t for t in TEMPERATURES if t <= best and sure_mistakes(t) <= MOST_SURE_MISTAKES]
    return float(max(cautious, default=TEMPERATURES[0]))


class LinearModel:
    """Maps features to a probability for each class."""

    def __init__(self, classes: list[str], blocks: dict[str, Block], intercept: Floats, temperature: float) -> None:
        self.classes = classes
        self._blocks = blocks
        self._intercept = intercept
        self._temperature = temperature

    @classmethod
    def fit(
        cls,
        examples: Sequence[Features],
        labels: Sequence[str],
        scales: Mapping[str, float],
        c: float = 1.0,
        hints: Sequence[Hint] = (),
        rarest: int = 1,
        doubts: Mapping[str, float] | None = None,
    ) -> LinearModel:
        """Train on `examples` and, a little, on the `hints` that have one of their labels; `scales` weighs the blocks
        against each other, features of fewer than `rarest` texts are left out, and a label of `doubts` must win by that
        much.

        Raises ValueError when there are fewer than two classes, or no feature is in `rarest` texts.
        """
        classes = sorted(set(labels))
        if len(classes) < 2:
            raise ValueError("a classifier needs examples of at least two intents")
        hints = [hint for hint in hints if hint.label in classes]
        gold = np.array([classes.index(label) for label in (*labels, *(hint.label for hint in hints))], dtype=np.int64)
        weights = np.array([1.0] * len(labels) + [hint.weight for hint in hints])
        rows = [*examples, *(hint.features for hint in hints)]
        counted = {name: _counted([row[name] for row in rows], rarest) for name in scales}
        weighing = {name: TfidfTransformer(sublinear_tf=True) for name in scales}
        matrix = hstack([scales[name] * weighing[name].fit_transform(counts) for name, (_, counts) in counted.items()])
        matrix = matrix.tocsr()
        count = len(labels)
        doubt = np.array([(doubts or {}).get(label, 0.0) for label in classes], dtype=np.float32)
        scores, asked = _held_out_scores(matrix, gold, weights, count, c)
        coefficients, intercept = _weights(_machine(c).fit(matrix, gold, sample_weight=weights))
        temperature = best_temperature(scores - doubt, asked)
        blocks, column = {}, 0
        for name, (vocabulary, _) in counted.items():
            learned = np.ascontiguousarray(coefficients[:, column : column + len(vocabulary)].T, dtype=np.float16)
            blocks[name] = Block.of(vocabulary, weighing[name].idf_.astype(np.float32), learned, scales[name])
            column += len(vocabulary)
        return cls(classes, blocks, intercept - doubt, temperature)

    def probabilities(self, features: Features) -> list[tuple[str, float]]:
        """Classes with their probabilities, likeliest first."""
        scores = self._intercept.copy()
        for name, block in self._blocks.items():
            scores += block.scores(features[name])
        chances = _softmax(scores, self._temperature)
        order = np.argsort(-chances)
        return [(self.classes[i], float(chances[i])) for i in order]

    def save(self, folder: Path) -> None:
        """Write `model.json.gz` and `model.npz` into `folder`, packed: Rasa packs what is not ten times as slowly."""
        blocks = {
            name: {"scale": b.scale, "vocabulary": sorted(b.vocabulary, key=b.vocabulary.__getitem__)}
            for name, b in self._blocks.items()
        }
        described = {"classes": self.classes, "temperature": self._temperature, "blocks": blocks}
        written = json.dumps(described, ensure_ascii=False).encode()
        (folder / "model.json.gz").write_bytes(gzip.compress(written, PACKED, mtime=0))
        arrays: dict[str, NDArray[Any]] = {"intercept": self._intercept}
        for name, block in self._blocks.items():
            arrays |= {f"{name}.idf": block.idf[:UNSEEN], f"{name}.weights": block.weights[:UNSEEN]}
        np.savez_compressed(folder / "model.npz", **arrays)

    @classmethod
    def load(cls, folder: Path) -> LinearModel:
        """Read what `save` wrote; raises FileNotFoundError when it is not there."""
        described = json.loads(gzip.decompress((folder / "model.json.gz").read_bytes()))
        with np.load(folder / "model.npz", allow_pickle=False) as arrays:
            blocks = {
                name: Block.of(
                    vocabulary={f: i for i, f in enumerate(b["vocabulary"])},
                    idf=arrays[f"{name}.idf"],
                    weights=arrays[f"{name}.weights"],
                    scale=b["scale"],
                )
                for name, b in described["blocks"].items()
            }
            return cls(described["classes"], blocks, arrays["intercept"], described["temperature"])


def _machine(c: float) -> LinearSVC:
    return LinearSVC(C=c, class_weight="balanced", random_state=0, tol=TOLERANCE)


def _weights(machine: LinearSVC) -> tuple[Floats, Floats]:
    """Coefficients and intercept of each class, of two classes too."""
    coefficients, intercept = machine.coef_, machine.intercept_
    if len(machine.classes_) == 2:
        coefficients, intercept = np.vstack([-coefficients, coefficients]), np.array([-intercept[0], intercept[0]])
    return coefficients, intercept.astype(np.float32)


def _counted(texts: Sequence[Sequence[str]], rarest: int) -> tuple[dict[str, int], csr_matrix]:
    """The features of `rarest` texts at least with their columns, and how often each stands in each text.

    Raises ValueError when there is none.
    """
    numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
    columns = np.fromiter(map(numbers.__getitem__, chain.from_iterable(texts)), np.int32)
    counts = csr_matrix((np.ones(len(columns)), columns, np.cumsum([0, *map(len, texts)])), (len(texts), len(numbers)))
    counts.sum_duplicates()
    in_texts = np.bincount(counts.indices, minlength=len(numbers))
    kept = sorted(name for name, number in numbers.items() if in_texts[number] >= rarest)
    if not kept:
        raise ValueError(f"no feature is in {rarest} texts")
    return {name: column for column, name in enumerate(kept)}, counts[:, [numbers[name] for name in kept]]


def _held_out_scores(
    matrix: csr_matrix, gold: NDArray[np.int64], weights: NDArray[np.float64], count: int, c: float
) -> tuple[Floats, NDArray[np.int64]]:
    """Scores of some of the first `count` rows by a model that has not seen them, though all rows after the first
    `count`, and what they are.
    """
    rarest = min(Counter(gold[:count].tolist()).values())
    folds = StratifiedKFold(max(2, min(CALIBRATION_FOLDS, rarest)), shuffle=True, random_state=0)
    learned, held_out = next(folds.split(np.zeros(count), gold[:count]))
    rows = np.concatenate([learned, np.arange(count, len(gold))])
    machine = _machine(c).fit(matrix[rows], gold[rows], sample_weight=weights[rows])
    coefficients, intercept = _weights(machine)
    scores = np.full((len(held_out), gold.max() + 1), -1.0, dtype=np.float32)  # what the machine lacks is not meant
    scores[:, machine.classes_] = matrix[held_out] @ coefficients.T + intercept
    return scores, gold[held_out]
