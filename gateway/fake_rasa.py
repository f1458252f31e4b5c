"""A Rasa for tests and for trying the gateway alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from gateway.errors import RasaUnavailable
from gateway.message import Draft
from gateway.rasa import Question
from gateway.reply import RasaReply


def say_back(question: Question) -> RasaReply:
    """The reply that repeats what was asked."""
    said = question.payload if question.payload is not None else question.text
    return RasaReply((Draft(route="smalltalk", text=f"{question.language}: {said}"),))


class FakeRasa:
    """Answers with `reply`, `delay` seconds later; `down` makes it unreachable."""

    def __init__(self, reply: Callable[[Question], RasaReply] = say_back, delay: float = 0.0) -> None:
        self.reply = reply
        self.delay = delay
        self.down = False
        self.asked: list[Question] = []
        self.erased: list[str] = []

    async def ask(self, question: Question) -> RasaReply:
        self._need_life()
        self.asked.append(question)
        await asyncio.sleep(self.delay)
        self._need_life()
        return self.reply(question)

    async def erase(self, sender: str) -> None:
        self._need_life()
        self.erased.append(sender)

    async def is_ready(self) -> bool:
        return not self.down

    async def are_actions_ready(self) -> bool:
        return not self.down

    def _need_life(self) -> None:
        if self.down:
            raise RasaUnavailable("unreachable")
