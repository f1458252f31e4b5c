"""How Rasa asks the action server: over connections that stay open, with what actions read, and the answer checked."""

from __future__ import annotations

from functools import partial
from json import dumps, loads
from typing import Any

import aiohttp
import rasa
import rasa.core.actions.action
from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from loopback.client import Client, Unreachable

# The action server does one thing at a time. It takes one new connection each time it has served all that it has: with
# as many as there are people the last would wait longer than anybody does.
CONNECTIONS = 8

# Rasa 3.6 calls `jsonschema.validate` for each answer, which checks the schema itself again every time.
_VALIDATOR = Draft7Validator(RemoteAction.action_response_format_spec())
_SLOT_EVENT = {"event", "timestamp", "name", "value"}
_to_json = partial(dumps, ensure_ascii=False, separators=(",", ":"))


class KeptEndpoint(EndpointConfig):
    """An endpoint that keeps its connections for the next request, where Rasa opens one for each."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._client = Client(url, limit=CONNECTIONS)

    async def request(self, *, json: Any, timeout: float, **_: Any) -> Any:
        """What the server answers to the JSON; raises aiohttp's errors, as Rasa expects."""
        try:
            response = await self._client.request("POST", "", timeout, _to_json(json).encode())
        except Unreachable as error:
            raise aiohttp.ClientConnectionError(str(error)) from error
        if response.status >= 400:
            raise ClientResponseError(response.status, "", response.body.decode(errors="replace"))
        return loads(response.body)

    def close(self) -> None:
        self._client.close()


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
