"""The two that are compared: the assistant, and Rasa's own starter bot."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.load import Target
from bench.processes import Program, free_ports
from bench.sets import DEVELOPMENT, Example, read_jsonl, read_tsv
from bot.safety import check
from gateway.texts import load_texts
from scripts.environment import ROOT, process_environment
from scripts.prepare import training

RASA = str(Path(sys.executable).with_name("rasa"))
MODEL_NAME = "measured"
LANGUAGES = ("th", "en", "my")
QUESTIONS = {"ask_nationality", "ask_hotline", "ask_eligibility", "ask_directory", "ask_rights"}


@dataclass(frozen=True)
class Bot:
    """How to make a bot, start it, and talk to it; `steps` run once before it can start."""

    training: Program
    steps: tuple[Program, ...]
    programs: tuple[Program, ...]
    target: Target
    questions: tuple[Example, ...]
    model: Path


def assistant_environment(folder: Path) -> dict[str, str]:
    """The environment of `make run` with own ports and an own data folder."""
    port, rasa, actions = free_ports(3)
    environment = process_environment() | {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "RASA_PORT": str(rasa),
        "ACTIONS_PORT": str(actions),
        "RASA_URL": f"http://127.0.0.1:{rasa}",
        "ACTIONS_URL": f"http://127.0.0.1:{actions}",
        "DATA_DIR": str(folder),
        "TRACKER_DATABASE_URL": f"sqlite:///{folder / 'trackers.db'}",
        "RASA_CACHE_DIRECTORY": str(folder / "cache"),
    }
    environment.pop("DATABASE_URL", None)
    return environment


def assistant(folder: Path) -> Bot:
    """The assistant as `make run` starts it, with a model trained from nothing into `folder`."""
    environment = assistant_environment(folder)
    model = folder / "models" / f"{MODEL_NAME}.tar.gz"
    rasa = [RASA, "run", "--interface", "127.0.0.1", "--port", environment["RASA_PORT"], "--model", str(model)]
    rasa += ["--endpoints", "endpoints.yml", "--credentials", "credentials.yml", "--quiet"]
    actions = [sys.executable, "-m", "actions", "--port", environment["ACTIONS_PORT"]]
    commands = {
        "gateway": [sys.executable, "-m", "gateway"],
        "Rasa": rasa,
        "actions": [*actions, "--quiet"],
    }
    load = [sys.executable, "-m", "knowledge", "load"]
    address = f"http://127.0.0.1:{environment['PORT']}"
    unavailable = tuple(load_texts().line("unavailable", language) for language in LANGUAGES)
    return Bot(
        training=Program("training", training(model, "--force"), environment, ROOT),
        steps=(Program("knowledge", load, environment, ROOT),),
        programs=tuple(Program(name, command, environment, ROOT) for name, command in commands.items()),
        target=Target(f"{address}/api/chat/messages", f"{address}/readyz", "gateway", unavailable),
        questions=tuple(assistant_questions()),
        model=model,
    )


def assistant_questions() -> list[Example]:
    """Thai, English and Burmese in turn; none is about danger, whose answers never need Rasa."""
    rows = read_jsonl(DEVELOPMENT / "knowledge" / "answerable.jsonl")
    by_language: list[list[Example]] = []
    for language in LANGUAGES:
        found = [Example(f"ask_{row['route']}", row["question"]) for row in rows if row["language"] == language]
        found += [e for e in read_tsv(DEVELOPMENT / "nlu" / f"{language}.tsv") if e.intent in QUESTIONS]
        random.Random(language).shuffle(found)
        by_language.append(found)
    mixed = [example for together in zip(*by_language, strict=False) for example in together]
    return [example for example in mixed if check(example.text) is None]


def starter(folder: Path) -> Bot:
    """What `rasa init` creates, trained with its stock pipeline, behind its REST channel."""
    project = folder / "project"
    shutil.copytree(_initial_project(), project, ignore=shutil.ignore_patterns("__pycache__"))
    (port,) = free_ports(1)
    address = f"http://127.0.0.1:{port}"
    environment = dict(os.environ) | {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment.pop("PYTHONPATH", None)
    model = folder / "models" / f"{MODEL_NAME}.tar.gz"
    rasa = [RASA, "run", "--interface", "127.0.0.1", "--port", str(port), "--model", str(model)]
    rasa += ["--quiet"]
    return Bot(
        training=Program("training", training(model), environment, project),
        steps=(),
        programs=(Program("Rasa", rasa, environment, project),),
        target=Target(f"{address}/webhooks/rest/webhook", address, "rest"),
        questions=_example_phrases(project / "data" / "nlu.yml"),
        model=model,
    )


def _initial_project() -> Path:
    """The files that `rasa init` copies."""
    package = importlib.util.find_spec("rasa")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("rasa")
    return Path(package.origin).parent / "cli" / "initial_project"


def _example_phrases(path: Path) -> tuple[Example, ...]:
    blocks = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    found = [
        Example(block["intent"], line.strip().removeprefix("- "))
        for block in blocks
        for line in block["examples"].splitlines()
    ]
    random.Random(path.name).shuffle(found)
    return tuple(found)
