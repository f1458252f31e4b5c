"""Measures one bot: trains it, starts it, talks to it, stops it."""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.bots import Bot
from bench.load import Person, Plan, Result, is_ready, new_session, read_result, write_plan
from bench.parts import WARM_UP, Pair
from bench.processes import BenchError, Program, Running, run, started
from scripts.environment import ROOT

START_SECONDS = 180.0
ASK_AGAIN_SECONDS = 0.1
PEOPLE = 50
MOST_TURNS = 20_000

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Effort:
    """How long to measure: turns of one person, seconds of many people, messages for single parts."""

    turns: int
    seconds: float
    parts: int


@dataclass(frozen=True)
class Measured:
    """Seconds for `training`, `steps` and `start_up`; by process, MB of memory and ms of processor a message.

    Pairs are (median, 95th percentile) in ms.
    """

    training: float
    steps: float
    start_up: float
    memory: Mapping[str, float]
    processor: Mapping[str, float]
    alone: Result
    together: Result
    parts: Mapping[str, Pair]


def measure(bot: Bot, folder: Path, effort: Effort, tell: Progress) -> Measured:
    """Everything of one bot; raises BenchError when it can't be trained or does not answer."""
    steps = sum(run(step, folder) for step in bot.steps)  # loading first: the assistant learns from the content too
    training = run(bot.training, folder)
    tell(f"trained in {training:.0f} s")
    began = time.perf_counter()
    with started(bot.programs, folder) as running:
        asyncio.run(_first_answer(bot, running, began))
        start_up = time.perf_counter() - began
        tell(f"first answer after {start_up:.0f} s")
        _load(bot, folder, people=1, turns=WARM_UP, seconds=START_SECONDS)
        alone = _load(bot, folder, people=1, turns=effort.turns, seconds=START_SECONDS)
        tell(f"one person measured ({effort.turns} turns)")
        before = [process.processor_time() for process in running]
        together = _load(bot, folder, people=PEOPLE, turns=MOST_TURNS, seconds=effort.seconds)
        processor = {
            process.name: (process.processor_time() - used) / together.count
            for process, used in zip(running, before, strict=True)
        }
        memory = {process.name: process.memory() for process in running}
        tell(f"{PEOPLE} people measured ({effort.seconds:.0f} s)")
    parts = _measure_parts(bot, folder, effort.parts)
    return Measured(training, steps, start_up, memory, processor, alone, together, parts)


async def _first_answer(bot: Bot, running: list[Running], began: float) -> None:
    async with new_session() as session:
        person = Person(session, bot.target)
        while not (await is_ready(session, bot.target) and await person.say(bot.questions[0].text)):
            for process in running:
                process.check()
            if time.perf_counter() - began > START_SECONDS:
                raise BenchError(f"no answer after {START_SECONDS:.0f} s")
            await asyncio.sleep(ASK_AGAIN_SECONDS)


def _load(bot: Bot, folder: Path, people: int, turns: int, seconds: float) -> Result:
    questions = [example.text for example in bot.questions]
    plan_file, result_file = folder / "plan.json", folder / "result.json"
    write_plan(Plan(bot.target, questions, people, turns, seconds), plan_file)
    command = [sys.executable, "-m", "bench.load", str(plan_file), str(result_file)]
    run(Program("load", command, dict(os.environ) | {"PYTHONPATH": str(ROOT)}, ROOT), folder)
    result = read_result(result_file)
    if not result.latencies:
        raise BenchError(f"none of {result.failed} messages was answered")
    return result


def _measure_parts(bot: Bot, folder: Path, count: int) -> dict[str, Pair]:
    """Single parts in their own process; of the starter bot only what it has."""
    questions_file, result_file = folder / "questions.json", folder / "parts.json"
    rows = [[example.intent, example.text] for example in itertools.islice(itertools.cycle(bot.questions), count)]
    questions_file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    which = "all" if bot.steps else "parse"
    command = [sys.executable, "-m", "bench.parts", which, str(bot.model), str(questions_file), str(result_file)]
    environment = dict(bot.programs[0].environment) | {"PYTHONPATH": str(ROOT)}
    run(Program("parts", command, environment, ROOT), folder)
    return {name: (pair[0], pair[1]) for name, pair in json.loads(result_file.read_text()).items()}
