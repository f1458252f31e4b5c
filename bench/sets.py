"""Reads the evaluation sets of tests/evaluation/ and the training data."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.language import to_ascii_digits
from scripts.environment import ROOT

EVALUATION = ROOT / "tests" / "evaluation"
HELD_OUT = EVALUATION / "held_out"  # nobody looks at its misses
DEVELOPMENT = EVALUATION / "development"
TRAINING = ROOT / "data" / "nlu"

ROUTE_OF = {
    "ask_nationality": "nationality",
    "ask_hotline": "hotline",
    "ask_eligibility": "eligibility",
    "ask_directory": "directory",
    "ask_rights": "rights",
    "ask_more": "directory",  # about what was answered before; without that, most likely about an organisation
    "report_danger": "safety",
    "want_person": "handoff",
    "out_of_scope": "fallback",
    "nlu_fallback": "fallback",
}


def route_of(intent: str) -> str:
    """The route of an intent; greetings and the like are smalltalk."""
    return ROUTE_OF.get(intent, "smalltalk")


@dataclass(frozen=True)
class Example:
    intent: str
    text: str
    twin: str = ""


def read_tsv(path: Path) -> list[Example]:
    """Rows of an NLU evaluation set."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Example(row["intent"], row["text"], row.get("unicode_twin") or "") for row in rows]


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """Rows of a knowledge or entity set."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def training_examples() -> Iterator[tuple[str, Example]]:
    """(language folder, example) of all training data."""
    for path in sorted(TRAINING.rglob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                if line.strip():
                    yield path.parent.name, Example(block["intent"], line.strip().removeprefix("-").strip())


def comparable(text: str) -> str:
    """Both sides of a comparison: NFC, western digits, lower case, no white space or hyphens."""
    folded = to_ascii_digits(unicodedata.normalize("NFC", text)).lower()
    return "".join(c for c in folded if not c.isspace() and c not in "-‐‑–—\u200b\u200c\u200d")


def classifier_settings() -> dict[str, Any]:
    """How config.yml sets the intent classifier."""
    config = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))
    settings: dict[str, Any] = next(part for part in config["pipeline"] if "wordings" in part)
    return settings
