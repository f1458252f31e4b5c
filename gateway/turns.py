"""The turns of all conversations: in order within one, side by side across them, nothing lost."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

import structlog

from gateway.conversation import (
    add_sure_answer,
    answer_from_reply,
    answer_unavailable,
    plan_left_over,
    plan_turn,
)
from gateway.errors import ApiError, RasaUnavailable, unknown_conversation
from gateway.events import Hub
from gateway.languages import follow_wish
from gateway.logs import describe
from gateway.message import Answer, Delivered
from gateway.rasa import Question, Rasa
from gateway.records import Arrival, Conversation, LanguageState, Receipt, Turn, TurnResult
from gateway.store import Store
from gateway.texts import DEFAULT_LANGUAGE, Texts

log = structlog.get_logger()


@dataclass(frozen=True)
class Outcome:
    """What the person gets for one message."""

    conversation_id: str
    language: str
    mode: str
    messages: list[Delivered] = field(repr=False)


@dataclass(frozen=True)
class Request:
    """An arrival with the languages its request speaks of: asked for, and the browser's."""

    arrival: Arrival
    wish: str | None
    guess: str


@dataclass
class _Job:
    turn: Turn
    wish: str | None
    guess: str
    done: asyncio.Future[Outcome | ApiError]
    conversation: Conversation | None = None  # as it stands; None when turns before this one may change it
    is_left_over: bool = False


class _Lane:
    """The waiting turns of one conversation."""

    def __init__(self, conversation_id: str) -> None:
        self.conversation_id = conversation_id
        self.jobs: deque[_Job] = deque()
        self.coming_in = asyncio.Lock()
        self.visitors = 0
        self.worker: asyncio.Task[None] | None = None


class Turns:
    """Takes arrivals, answers them; `waiting_limit` messages may wait in one conversation.

    `danger_patience` in seconds is how long a safety card waits for an answer to stand behind it.
    """

    def __init__(
        self, store: Store, rasa: Rasa, hub: Hub, texts: Texts, waiting_limit: int, danger_patience: float
    ) -> None:
        self._store = store
        self._rasa = rasa
        self._hub = hub
        self._texts = texts
        self._waiting_limit = waiting_limit
        self._danger_patience = danger_patience
        self._lanes: dict[str, _Lane] = {}
        self._pending: dict[str, asyncio.Future[Outcome | ApiError]] = {}

    async def take(self, request: Request) -> Outcome:
        """Store the message, wait for its turn, give the answer; raises ApiError."""
        lane = self._lane(request.arrival.conversation_id)
        if lane.visitors >= self._waiting_limit:
            raise ApiError("too_many_waiting", 429)
        lane.visitors += 1
        try:
            receipt = await self._receive(lane, request)
            if receipt.is_answered:
                return await self._recall(receipt)
            # The turn goes on even when the person's connection is gone.
            result = await asyncio.shield(self._pending[receipt.message_id])
        finally:
            lane.visitors -= 1
            self._close_if_empty(lane)
        if isinstance(result, ApiError):
            raise result
        return result

    async def answer_left_over(self) -> int:
        """Answer what an earlier run stored and did not answer; gives how many there were."""
        waiting = await self._store.find_waiting()
        for turn in waiting:
            done: asyncio.Future[Outcome | ApiError] = asyncio.get_running_loop().create_future()
            await self._finish(_Job(turn, None, DEFAULT_LANGUAGE, done, is_left_over=True))
        return len(waiting)

    async def forget(self, conversation_id: str) -> None:
        """Drop the waiting turns of a conversation that was erased, and wait for the running one to end."""
        lane = self._lanes.get(conversation_id)
        if lane is None:
            return
        while lane.jobs:
            self._settle(lane.jobs.popleft(), unknown_conversation())
        if lane.worker is not None:
            await asyncio.wait([lane.worker])

    async def stop(self) -> None:
        """Stop answering; what is not answered stays in the store for the next start."""
        workers = [lane.worker for lane in self._lanes.values() if lane.worker is not None]
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def _receive(self, lane: _Lane, request: Request) -> Receipt:
        """Store the arrival and line it up; one after the other, so that the order is that of the store."""
        async with lane.coming_in:
            receipt = await self._store.accept(request.arrival)
            if receipt.is_answered or receipt.message_id in self._pending:
                return receipt
            if receipt.conversation is None:
                # It may have been answered since; if not, its turn failed and it gets another.
                receipt = await self._store.find_receipt(request.arrival) or receipt
                if receipt.is_answered:
                    return receipt
            self._line_up(receipt, request)
            return receipt

    def _line_up(self, receipt: Receipt, request: Request) -> None:
        lane = self._lane(receipt.conversation_id)
        turn = Turn(receipt.conversation_id, receipt.message_id, request.arrival.text, request.arrival.payload)
        conversation = receipt.conversation if lane.worker is None else None
        job = _Job(turn, request.wish, request.guess, asyncio.get_running_loop().create_future(), conversation)
        self._pending[turn.message_id] = job.done
        lane.jobs.append(job)
        if lane.worker is None:
            lane.worker = asyncio.create_task(self._work(lane))

    def _lane(self, conversation_id: str) -> _Lane:
        lane = self._lanes.get(conversation_id)
        if lane is None:
            lane = self._lanes[conversation_id] = _Lane(conversation_id)
        return lane

    def _close_if_empty(self, lane: _Lane) -> None:
        if lane.visitors == 0 and lane.worker is None:
            self._lanes.pop(lane.conversation_id, None)

    async def _recall(self, receipt: Receipt) -> Outcome:
        """The answer that was given before."""
        conversation = await self._store.find_conversation(receipt.conversation_id)
        if conversation is None:
            raise unknown_conversation()
        messages = await self._store.find_answer(receipt.conversation_id, receipt.message_id)
        language = conversation.languages.language or DEFAULT_LANGUAGE
        return Outcome(conversation.id, language, conversation.mode, messages)

    async def _work(self, lane: _Lane) -> None:
        while lane.jobs:
            job = lane.jobs.popleft()
            self._settle(job, await self._finish(job))
        lane.worker = None
        self._close_if_empty(lane)

    def _settle(self, job: _Job, result: Outcome | ApiError) -> None:
        self._pending.pop(job.turn.message_id, None)
        job.done.set_result(result)

    async def _finish(self, job: _Job) -> Outcome | ApiError:
        """The last edge of a turn: no fault leaves a message without an answer while the store works."""
        try:
            return await self._answer(job, is_faulty=False)
        except ApiError as error:
            return error
        except Exception as error:
            log.error("gateway.turn.failed", **describe(error))
        try:
            return await self._answer(job, is_faulty=True)
        except ApiError as error:
            return error
        except Exception as error:
            log.error("gateway.turn.lost", **describe(error))
            return ApiError("our_fault", 500)

    async def _answer(self, job: _Job, is_faulty: bool) -> Outcome:
        turn = job.turn
        conversation = job.conversation or await self._store.find_conversation(turn.conversation_id)
        if conversation is None:
            raise unknown_conversation()
        languages, answer = await self._decide(job, conversation, is_faulty)
        return await self._save(conversation, turn, languages, answer)

    async def _decide(self, job: _Job, conversation: Conversation, is_faulty: bool) -> tuple[LanguageState, Answer]:
        if is_faulty:
            languages = follow_wish(conversation.languages, job.wish, job.guess)
            return languages, answer_unavailable("fault", languages.language or DEFAULT_LANGUAGE, self._texts)
        if job.is_left_over:
            plan = plan_left_over(job.turn, conversation, self._texts)
        else:
            plan = plan_turn(job.turn, conversation, job.wish, job.guess, self._texts)
        if plan.question is None:
            return plan.languages, plan.answer or Answer()
        if plan.answer is not None:
            return plan.languages, await self._answer_behind(plan.answer, plan.question)
        return plan.languages, await self._ask(plan.question)

    async def _answer_behind(self, card: Answer, question: Question) -> Answer:
        """The safety card, with what the knowledge base surely knows behind it when that comes in time."""
        try:
            reply = await asyncio.wait_for(self._rasa.ask(question), self._danger_patience)
            return add_sure_answer(card, reply, question.language, self._texts)
        except Exception as error:  # whatever happens there, the card goes out
            log.warning("gateway.danger.not_answered", **describe(error))
            return card

    async def _ask(self, question: Question) -> Answer:
        try:
            reply = await self._rasa.ask(question)
        except RasaUnavailable as error:
            log.warning("gateway.rasa.unavailable", why=str(error))
            return answer_unavailable("bot_unavailable", question.language, self._texts)
        return answer_from_reply(reply, question.language, self._texts)

    async def _save(self, conversation: Conversation, turn: Turn, languages: LanguageState, answer: Answer) -> Outcome:
        delivered = await self._store.save_turn(TurnResult(turn, languages, answer))
        self._hub.publish(turn.conversation_id, delivered)
        if answer.handoff is not None:
            log.info("gateway.handoff.asked", reason=answer.handoff.reason, urgency=answer.handoff.urgency)
        return Outcome(turn.conversation_id, languages.language or DEFAULT_LANGUAGE, conversation.mode, delivered)
