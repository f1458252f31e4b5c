"""Server-sent events: who listens to which conversation, and how a message is written for them."""

from __future__ import annotations

import asyncio

from gateway.message import Delivered, to_json

# A listener that falls this far behind is let go; it comes back with Last-Event-ID and reads the rest from the store.
BEHIND_LIMIT = 100


class Listener:
    """One open page."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Delivered | None] = asyncio.Queue()
        self._is_closed = False

    def deliver(self, delivered: Delivered) -> None:
        if self._queue.qsize() >= BEHIND_LIMIT:
            self.close()
        if not self._is_closed:
            self._queue.put_nowait(delivered)

    def close(self) -> None:
        if not self._is_closed:
            self._is_closed = True
            self._queue.put_nowait(None)

    async def next(self) -> Delivered | None:
        """The next message; None when the stream ends."""
        return await self._queue.get()


class Hub:
    """Hands every message to all who listen to its conversation."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}

    def listen(self, conversation_id: str) -> Listener:
        listener = Listener()
        self._listeners.setdefault(conversation_id, set()).add(listener)
        return listener

    def leave(self, conversation_id: str, listener: Listener) -> None:
        listeners = self._listeners.get(conversation_id, set())
        listeners.discard(listener)
        if not listeners:
            self._listeners.pop(conversation_id, None)

    def publish(self, conversation_id: str, delivered: list[Delivered]) -> None:
        for listener in tuple(self._listeners.get(conversation_id, ())):
            for message in delivered:
                listener.deliver(message)

    def close(self, conversation_id: str) -> None:
        """End the streams of a conversation that was erased."""
        for listener in tuple(self._listeners.get(conversation_id, ())):
            listener.close()

    def close_all(self) -> None:
        for conversation_id in tuple(self._listeners):
            self.close(conversation_id)


def write_event(delivered: Delivered) -> bytes:
    """One event of the stream; JSON has no line breaks, so one `data` line is enough."""
    return f"id: {delivered.sequence}\nevent: message\ndata: {to_json(delivered.message)}\n\n".encode()
