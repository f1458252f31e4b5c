"""Erases conversations here and in Rasa; what Rasa could not erase is remembered and tried again."""

from __future__ import annotations

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from gateway.errors import RasaUnavailable, unknown_conversation
from gateway.events import Hub
from gateway.logs import describe
from gateway.rasa import Rasa
from gateway.store import Store
from gateway.turns import Turns

log = structlog.get_logger()


class Eraser:
    """`pause` is the time between two tries, in seconds."""

    def __init__(self, store: Store, rasa: Rasa, turns: Turns, hub: Hub, pause: float) -> None:
        self._store = store
        self._rasa = rasa
        self._turns = turns
        self._hub = hub
        self._pause = pause
        self._underway: set[str] = set()

    async def erase(self, conversation_id: str) -> bool:
        """Erase a conversation; False while its tracker is still with Rasa. ApiError when there is none."""
        self._underway.add(conversation_id)
        try:
            if not await self._store.erase(conversation_id):
                raise unknown_conversation()
            log.info("gateway.conversation.erased")
            self._hub.close(conversation_id)
            # A turn that is still running would write the tracker again.
            await self._turns.forget(conversation_id)
            return await self._erase_tracker(conversation_id)
        finally:
            self._underway.discard(conversation_id)

    async def keep_trying(self) -> None:
        """Erase what is left at Rasa, for ever."""
        while True:
            try:
                left = set(await self._store.find_erasures())
                for conversation_id in left - self._underway:
                    await self._erase_tracker(conversation_id)
            except SQLAlchemyError as error:
                log.error("gateway.erasure.failed", **describe(error))
            await asyncio.sleep(self._pause)

    async def _erase_tracker(self, conversation_id: str) -> bool:
        try:
            await self._rasa.erase(conversation_id)
        except RasaUnavailable as error:
            log.warning("gateway.erasure.delayed", why=str(error))
            return False
        await self._store.finish_erasure(conversation_id)
        return True
