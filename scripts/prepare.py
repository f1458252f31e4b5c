"""Trains the model and loads the knowledge base when, and only when, their inputs changed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from scripts.environment import MODEL, ROOT, VAR, process_environment

MODEL_INPUTS = (
    "config.yml",
    "domain.yml",
    "data",
    "bot/language",
    "bot/nlu",
    "bot/safety",
    "knowledge/search",
    "uv.lock",
)
KNOWLEDGE_INPUTS = ("knowledge",)
SUFFIXES = {".py", ".yml", ".yaml", ".tsv", ".lock"}


def input_files(inputs: tuple[str, ...]) -> Iterator[Path]:
    """Files below `inputs` that decide what is made from them."""
    for name in inputs:
        path = ROOT / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (p for p in found if p.suffix in SUFFIXES and p.is_file())


def digest(inputs: tuple[str, ...], salt: str = "") -> str:
    """SHA-256 over names and contents of the inputs."""
    total = hashlib.sha256(salt.encode())
    for path in input_files(inputs):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _run_with_progress(title: str, command: list[str]) -> None:
    """Run a long step; print a dot a second, and its output only when it fails."""
    print(f"{title} ", end="", flush=True)
    started = time.monotonic()
    with (VAR / "prepare.log").open("w+", encoding="utf-8") as output:
        step = subprocess.Popen(command, cwd=ROOT, env=process_environment(), stdout=output, stderr=subprocess.STDOUT)
        while step.poll() is None:
            time.sleep(0.2)
            if int((time.monotonic() - started) * 5) % 5 == 0:
                print(".", end="", flush=True)
        output.seek(0)
        if step.returncode:
            print(f"\n{output.read()}\n{title} failed (output above).", file=sys.stderr)
            raise SystemExit(step.returncode)
    print(f" {time.monotonic() - started:.1f} s", flush=True)


def _made_once(stamp: Path, wanted: str, made: Path | None, title: str, command: list[str]) -> None:
    if stamp.exists() and stamp.read_text() == wanted and (made is None or made.exists()):
        return
    _run_with_progress(title, command)
    stamp.write_text(wanted)


def training(model: Path, *options: str) -> list[str]:
    """The command that trains `model`. It does not validate the data, which `make check` does, more strictly."""
    where = ["--out", str(model.parent), "--fixed-model-name", model.name.removesuffix(".tar.gz")]
    return [str(Path(sys.executable).with_name("rasa")), "train", "--skip-validation", *where, *options]


def prepare() -> None:
    """Bring the model and the knowledge base up to date. Raises SystemExit when a step fails."""
    VAR.mkdir(parents=True, exist_ok=True)
    MODEL.parent.mkdir(exist_ok=True)
    environment = process_environment()
    _made_once(
        VAR / "knowledge.stamp",
        digest(KNOWLEDGE_INPUTS, salt=environment.get("DATABASE_URL", "")),
        None if environment.get("DATABASE_URL") else VAR / "knowledge.db",
        "Loading the knowledge base",
        [sys.executable, "-m", "knowledge", "load"],
    )
    _made_once(
        MODEL.with_name("nong-sitthi.stamp"),
        digest(MODEL_INPUTS),
        MODEL,
        "Training the model",
        training(MODEL),
    )


if __name__ == "__main__":
    prepare()
