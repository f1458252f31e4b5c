"""How Rasa asks the action server: over connections that stay open, with what actions read, and the answer checked."""

from __future__ import annotations

import json
from contextlib import AbstractAsyncContextManager, nullcontext
from functools import partial
from typing import Any

import aiohttp
import rasa
import rasa.core.actions.action
from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

# Sanic closes idle connections after 5 s; letting go first avoids writing into a closed one.
# https://sanic.dev/en/guide/running/configuration.html
KEEPALIVE_SECONDS = 4.0
# The action server does one thing at a time. It takes one new connection each time it has served all that it has: with
# as many as there are people the last would wait longer than anybody does.
CONNECTIONS = 8

# Rasa 3.6 calls `jsonschema.validate` for each answer, which checks the schema itself again every time.
_VALIDATOR = Draft7Validator(RemoteAction.action_response_format_spec())
_SLOT_EVENT = {"event", "timestamp", "name", "value"}
_to_json = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class KeptEndpoint(EndpointConfig):
    """An endpoint that keeps its connections for the next request, where Rasa opens one for each."""

    _kept: aiohttp.ClientSession | None = None

    @classmethod
    def like(cls, endpoint: EndpointConfig) -> KeptEndpoint:
        kept = cls()
        kept.__dict__.update(endpoint.__dict__)
        return kept

    def session(self) -> AbstractAsyncContextManager[aiohttp.ClientSession]:
        """The one session; it opens with the first request, in the loop of that."""
        if self._kept is None:
            connector = aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEEPALIVE_SECONDS)
            auth = aiohttp.BasicAuth(**self.basic_auth) if self.basic_auth else None
            self._kept = aiohttp.ClientSession(auth=auth, connector=connector, json_serialize=_to_json)
        return nullcontext(self._kept)

    async def close(self) -> None:
        if self._kept is not None:
            await self._kept.close()


class KnowledgeAction(RemoteAction):
    """An action of the action server. It is told the slots and the last message; no action reads the talk before."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": {**tracker.current_state(), "events": []},
            "version": rasa.__version__,
        }

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        """True; raises jsonschema.ValidationError for an answer that is not in Rasa's format."""
        if not _sets_slots_alone(result):
            _VALIDATOR.validate(result)
        return True


def _sets_slots_alone(result: Any) -> bool:
    """Whether an answer is of the kind that our actions give, which the schema surely takes."""
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events"), result.get("responses")
    return (
        isinstance(events, list)
        and isinstance(responses, list)
        and all(isinstance(response, dict) for response in responses)
        and all(
            isinstance(event, dict)
            and event.keys() == _SLOT_EVENT
            and event["event"] == "slot"
            and event["timestamp"] is None
            and isinstance(event["name"], str)
            for event in events
        )
    )


def install() -> None:
    """Ask the actions of this process this way; what checks the slots of forms keeps Rasa's own way."""
    rasa.core.actions.action.RemoteAction = KnowledgeAction
