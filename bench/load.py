"""The load generator, a process of its own: `python -m bench.load PLAN RESULT`, both JSON files."""

from __future__ import annotations

import asyncio
import itertools
import json
import statistics
import sys
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import aiohttp

TIMEOUT_SECONDS = 30.0
TURNS_A_CONVERSATION = 10  # then the person begins a new one
MOST_FAILURES = 200  # then the measurement ends early

Channel = Literal["gateway", "rest"]


@dataclass(frozen=True)
class Target:
    """Where messages go, how they are written there, and the lines that are no real answer.

    `ready` answers 200 once it makes sense to ask.
    """

    url: str
    ready: str
    channel: Channel
    no_answers: Sequence[str] = ()


@dataclass(frozen=True)
class Plan:
    """`people` who write without pause, each in an own conversation, until `turns` or `seconds` are over."""

    target: Target
    questions: Sequence[str]
    people: int
    turns: int
    seconds: float


@dataclass
class Result:
    """Latencies in milliseconds; `seconds` is the length of the measurement."""

    latencies: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0

    @property
    def count(self) -> int:
        """Messages that were sent."""
        return len(self.latencies) + self.failed

    @property
    def median(self) -> float:
        return statistics.median(self.latencies)

    @property
    def p95(self) -> float:
        return percentile_95(self.latencies)

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds


def percentile_95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not pass."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


class Person:
    """Writes to the target; begins a new conversation every TURNS_A_CONVERSATION."""

    def __init__(self, session: aiohttp.ClientSession, target: Target) -> None:
        self._session = session
        self._target = target
        self._conversation: str | None = None
        self._turns = 0

    async def say(self, question: str) -> bool:
        """Whether a real answer came."""
        if self._turns % TURNS_A_CONVERSATION == 0:
            self._conversation = None if self._target.channel == "gateway" else uuid.uuid4().hex
        self._turns += 1
        try:
            async with self._session.post(self._target.url, json=self._body(question)) as response:
                answer = await response.json()
                if response.status != 200:
                    return False
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError):
            return False
        if self._target.channel == "gateway":
            self._conversation = answer["conversation_id"]
        return not self._is_no_answer(answer)

    def _body(self, question: str) -> dict[str, Any]:
        if self._target.channel == "rest":
            return {"sender": self._conversation, "message": question}
        return {"text": question} | ({"conversation_id": self._conversation} if self._conversation else {})

    def _is_no_answer(self, answer: Any) -> bool:
        if self._target.channel == "rest":
            return False
        texts = [message["text"] for message in answer["messages"]]
        return not texts or any(line in text for line in self._target.no_answers for text in texts)


async def is_ready(session: aiohttp.ClientSession, target: Target) -> bool:
    """Whether it makes sense to ask."""
    try:
        async with session.get(target.ready) as response:
            return response.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False


def new_session() -> aiohttp.ClientSession:
    """As many connections as there are people."""
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=timeout)


async def measure(plan: Plan) -> Result:
    """Run the plan in this process."""
    result = Result()
    turns = itertools.count()
    began = time.perf_counter()

    async def write(number: int, session: aiohttp.ClientSession) -> None:
        person = Person(session, plan.target)
        place = number * len(plan.questions) // plan.people
        while next(turns) < plan.turns and result.failed < MOST_FAILURES:
            sent = time.perf_counter()
            if sent - began >= plan.seconds:
                return
            if await person.say(plan.questions[place % len(plan.questions)]):
                result.latencies.append((time.perf_counter() - sent) * 1000)
            else:
                result.failed += 1
            place += 1

    async with new_session() as session:
        await asyncio.gather(*(write(number, session) for number in range(plan.people)))
    result.seconds = time.perf_counter() - began
    return result


def write_plan(plan: Plan, path: Path) -> None:
    path.write_text(json.dumps(asdict(plan), ensure_ascii=False), encoding="utf-8")


def read_result(path: Path) -> Result:
    return Result(**json.loads(path.read_text(encoding="utf-8")))


def main(plan_file: str, result_file: str) -> None:
    raw = json.loads(Path(plan_file).read_text(encoding="utf-8"))
    plan = Plan(**{**raw, "target": Target(**raw["target"])})
    Path(result_file).write_text(json.dumps(asdict(asyncio.run(measure(plan)))), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
