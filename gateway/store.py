"""The conversations store: short synchronous transactions, run in threads of their own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from gateway import queries, tasks
from gateway.errors import ApiError, unknown_conversation
from gateway.message import Delivered
from gateway.records import Arrival, Conversation, Feedback, Receipt, Turn, TurnResult
from gateway.tables import metadata
from gateway.tasks import Task

POSTGRESQL_THREADS = 4
SQLITE_BUSY_MILLISECONDS = 5000

Clock = Callable[[], datetime]
Result = TypeVar("Result")


class Store:
    """Conversations, messages, hand-offs, feedback, tasks and counts. SQLite gets one thread, PostgreSQL several."""

    def __init__(self, database_url: str, clock: Clock) -> None:
        self._engine, threads = _open_engine(database_url)
        self._clock = clock
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="store")

    async def prepare(self) -> None:
        """Create the tables that are missing."""
        await self._in_thread(metadata.create_all, self._engine)

    async def close(self) -> None:
        """Let running transactions end, then close the database."""
        await self._in_thread(self._engine.dispose)
        self._threads.shutdown()

    async def accept(self, arrival: Arrival) -> Receipt:
        """Store a visitor's message before anything is done with it; raises ApiError for an unknown conversation."""
        try:
            conversation = await self._transact(queries.insert_arrival, arrival, self._clock())
        except IntegrityError:
            receipt = await self.find_receipt(arrival)
            if receipt is None:
                raise
            return receipt
        if conversation is None:
            raise unknown_conversation()
        return Receipt(arrival.conversation_id, arrival.message_id, is_answered=False, conversation=conversation)

    async def find_receipt(self, arrival: Arrival) -> Receipt | None:
        """The earlier message with the same client_message_id."""
        return await self._transact(queries.find_receipt, arrival)

    async def find_conversation(self, conversation_id: str) -> Conversation | None:
        return await self._transact(queries.find_conversation, conversation_id)

    async def save_turn(self, result: TurnResult) -> list[Delivered]:
        """Store the answer, the hand-off and the count of a turn; raises ApiError when it was erased meanwhile."""
        delivered = await self._transact(queries.insert_answer, result, self._clock())
        if delivered is None:
            raise unknown_conversation()
        return delivered

    async def find_answer(self, conversation_id: str, message_id: str) -> list[Delivered]:
        """The replies to one message."""
        return await self._transact(queries.find_answer, conversation_id, message_id)

    async def read_history(self, conversation_id: str) -> list[Delivered]:
        """All that was said, visitor's messages too, in order."""
        return await self._transact(queries.read_history, conversation_id)

    async def read_replies_after(self, conversation_id: str, sequence: int) -> list[Delivered]:
        """What was said to the visitor after that sequence number, in order."""
        return await self._transact(queries.read_replies_after, conversation_id, sequence)

    async def find_button(self, conversation_id: str, message_id: str, index: int) -> tuple[str, str] | None:
        """(title, inner payload) of a button of this conversation."""
        return await self._transact(queries.find_button, conversation_id, message_id, index)

    async def add_feedback(self, given: Feedback) -> None:
        """Keep what somebody thinks of a reply, the last word counts; raises ApiError when there is no such reply."""
        fault = await self._transact(queries.replace_feedback, given, self._clock())
        if fault is not None:
            raise ApiError(fault, 404)

    async def find_open_tasks(self) -> list[Task]:
        """What visitors reported and nobody has put right, oldest first."""
        return await self._transact(tasks.find_open)

    async def finish_task(self, task_id: int) -> bool:
        """Mark an open task as done; False when there is none with that id."""
        return await self._transact(tasks.finish, task_id, self._clock())

    async def erase(self, conversation_id: str) -> bool:
        """Erase all but the anonymous counts and remember the tracker; False when there is no such conversation."""
        erased = await self._transact(queries.erase_conversation, conversation_id, self._clock())
        await self._in_thread(self._empty_log)
        return erased

    async def find_erasures(self) -> list[str]:
        """Conversations whose tracker has still to be erased."""
        return await self._transact(queries.find_erasures)

    async def finish_erasure(self, conversation_id: str) -> None:
        await self._transact(queries.finish_erasure, conversation_id)
        await self._in_thread(self._empty_log)

    def _empty_log(self) -> None:
        """What was erased must not stay in SQLite's write-ahead log either."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def find_waiting(self) -> list[Turn]:
        """Messages that were stored and never answered, oldest first."""
        return await self._transact(queries.find_waiting)

    async def is_ready(self) -> bool:
        try:
            await self._transact(lambda connection: connection.execute(sa.select(1)))
        except SQLAlchemyError:
            return False
        return True

    async def _transact(self, work: Callable[..., Result], *arguments: Any) -> Result:
        return await self._in_thread(self._run, work, arguments)

    def _run(self, work: Callable[..., Result], arguments: Sequence[Any]) -> Result:
        with self._engine.begin() as connection:
            return work(connection, *arguments)

    async def _in_thread(self, work: Callable[..., Result], *arguments: Any) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *arguments)


def _open_engine(database_url: str) -> tuple[Engine, int]:
    url = make_url(database_url)
    # Without hide_parameters an error would quote what a person wrote.
    options: dict[str, Any] = {"future": True, "hide_parameters": True}
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_size=POSTGRESQL_THREADS, pool_pre_ping=True, **options), POSTGRESQL_THREADS
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, poolclass=sa.pool.StaticPool, connect_args={"check_same_thread": False}, **options)
    sa.event.listen(engine, "connect", _set_up_sqlite)
    return engine, 1


def _set_up_sqlite(connection: Any, record: Any) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        f"busy_timeout={SQLITE_BUSY_MILLISECONDS}",
        "foreign_keys=ON",
        "secure_delete=ON",  # what is erased is overwritten
    ):
        connection.execute(f"PRAGMA {pragma}")
