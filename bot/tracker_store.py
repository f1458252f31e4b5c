"""Where Rasa keeps what was said: written turn by turn, read rarely, erased at once."""

from __future__ import annotations

import copy
import json
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

CACHED_TRACKERS = 1_000
KEPT_EVENTS = 50  # of a talk: Rasa looks through all of them in every turn
KEPT_AFTER_COMPACTION = 8

metadata = sa.MetaData()
tracker_turn = sa.Table(
    "tracker_turn",
    metadata,
    sa.Column("sender_id", sa.String(64), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("is_snapshot", sa.Boolean, nullable=False),
    sa.Column("events", sa.Text, nullable=False),
)
_insert = sa.insert(tracker_turn)
_delete = sa.delete(tracker_turn).where(tracker_turn.c.sender_id == sa.bindparam("sender"))
_newest_snapshot = (
    sa.select(sa.func.coalesce(sa.func.max(tracker_turn.c.position), 0))
    .where(tracker_turn.c.sender_id == sa.bindparam("sender"), tracker_turn.c.is_snapshot)
    .scalar_subquery()
)
_select = (
    sa.select(tracker_turn.c.position, tracker_turn.c.events)
    .where(tracker_turn.c.sender_id == sa.bindparam("sender"), tracker_turn.c.position >= _newest_snapshot)
    .order_by(tracker_turn.c.position)
)


def open_engine(url: str) -> sa.engine.Engine:
    """Engine of the tracker database; SQLite runs in WAL mode."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, future=True)
    # One connection that stays open: closing the last one of a WAL database costs a checkpoint and an fsync.
    engine = sa.create_engine(url, future=True, poolclass=sa.pool.StaticPool, connect_args={"check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def _set_pragmas(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def compacted(tracker: DialogueStateTracker) -> list[Event]:
    """The events that give the same slots, loop and recent talk, with the older talk left out."""
    events = list(tracker.events)
    start = len(events) - KEPT_AFTER_COMPACTION
    while start > 0 and not isinstance(events[start], UserUttered):
        start -= 1
    before = CompactTracker.from_events(tracker.sender_id, events[:start], slots=list(tracker.slots.values()))
    kept: list[Event] = [
        SlotSet(name, slot.value) for name, slot in before.slots.items() if slot.value != slot.initial_value
    ]
    if before.active_loop_name:
        kept.append(ActiveLoop(before.active_loop_name))
    return [*kept, ActionExecuted("action_listen"), *events[start:]]


class CompactTracker(DialogueStateTracker):
    """A tracker that is copied as it stands, where Rasa replays the whole talk for each action."""

    def copy(self) -> CompactTracker:
        twin = copy.copy(self)
        twin.events = self.events.copy()
        twin.slots = {name: copy.copy(slot) for name, slot in self.slots.items()}
        twin.active_loop = copy.copy(self.active_loop)
        twin.model_id = twin.assistant_id = None  # the copy marks no events; the tracker does when it takes them
        return twin


class CompactTrackerStore(TrackerStore):
    """One row a turn, trackers of recent talkers in memory, old talk folded into slot values.

    A tracker leaves the memory while its message is handled: a turn that failed half-way is
    forgotten and read again from the database.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        database: str = "sqlite://",
        **_: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._engine = open_engine(database)
        metadata.create_all(self._engine)
        self._recent: OrderedDict[str, tuple[DialogueStateTracker, int, int]] = OrderedDict()
        self._in_hand: dict[str, tuple[int, int]] = {}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation, or None when nothing is stored."""
        if sender_id in self._recent:
            tracker, position, saved = self._recent.pop(sender_id)
            self._in_hand[sender_id] = (position, saved)
            return tracker
        rows = self._rows(sender_id)
        if not rows:
            return None
        events = [event for row in rows for event in json.loads(row.events)]
        self._in_hand[sender_id] = (rows[-1].position, len(events))
        return CompactTracker.from_dict(sender_id, events, self.domain.slots)

    def _rows(self, sender_id: str) -> list[Any]:
        with self._engine.connect() as connection:
            return list(connection.execute(_select, {"sender": sender_id}))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the events that are new since the tracker was read."""
        position, saved = self._place_of(tracker)
        events = list(tracker.events)
        is_snapshot = len(events) > KEPT_EVENTS
        if is_snapshot:
            events = compacted(tracker)
            tracker = CompactTracker.from_events(tracker.sender_id, events, slots=self.domain.slots)
            saved = 0
        # A tracker that was just made holds nothing to lose: it is written with its first message.
        if len(events) > saved and tracker.latest_message is not None and tracker.latest_message.text is not None:
            position += 1
            self._write(tracker.sender_id, position, is_snapshot, events[saved:])
            saved = len(events)
        tracker.__class__ = CompactTracker  # a new one comes from Rasa's wrapper of this store, which makes its own
        self._recent[tracker.sender_id] = (tracker, position, saved)
        if len(self._recent) > CACHED_TRACKERS:
            self._recent.popitem(last=False)

    def _place_of(self, tracker: DialogueStateTracker) -> tuple[int, int]:
        """(number of the last row, events that are written) of a tracker that was read or has been saved."""
        recent = self._recent.pop(tracker.sender_id, None)
        if recent is not None and recent[0] is tracker:
            return recent[1], recent[2]
        return self._in_hand.pop(tracker.sender_id, (0, 0))

    def _write(self, sender_id: str, position: int, is_snapshot: bool, events: list[Event]) -> None:
        data = json.dumps([event.as_dict() for event in events], ensure_ascii=False)
        row = {"sender_id": sender_id, "position": position, "is_snapshot": is_snapshot, "events": data}
        with self._engine.begin() as connection:
            if is_snapshot:
                connection.execute(_delete, {"sender": sender_id})
            connection.execute(_insert, row)

    async def erase(self, sender_id: str) -> None:
        """Forget a conversation, in memory and in the database."""
        self._recent.pop(sender_id, None)
        self._in_hand.pop(sender_id, None)
        with self._engine.begin() as connection:
            connection.execute(_delete, {"sender": sender_id})
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:  # what was said must not stay in the write-ahead log either
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    async def keys(self) -> Iterable[str]:
        """The conversation ids that have a tracker."""
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(tracker_turn.c.sender_id).distinct()).scalars())
