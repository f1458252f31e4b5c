"""The channel between the gateway and Rasa: one message in, the whole turn out."""

from __future__ import annotations

import gc
from asyncio import AbstractEventLoop
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.processing import action_calls, processor

log = structlog.get_logger()

action_calls.install()  # this module is loaded once, when Rasa starts
processor.install()

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


class TurnOutput(CollectingOutputChannel):
    """Keeps text, buttons and structured part of one reply together."""

    @classmethod
    def name(cls) -> str:
        return "gateway"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Collect one reply as it is; the gateway renders it for the person's channel."""
        self.messages.append(
            {
                "text": message.get("text") or "",
                "buttons": message.get("buttons") or [],
                "custom": message.get("custom") or {},
            }
        )


def _turn_from(request: Request) -> tuple[str, str, dict[str, Any]] | None:
    body = request.json
    if not isinstance(body, dict):
        return None
    sender, text, payload = body.get("sender"), body.get("text"), body.get("payload")
    if not isinstance(sender, str) or not sender or (text is None) == (payload is None):
        return None
    if payload is not None:
        return sender, str(payload), body.get("metadata") or {}
    # Rasa runs any text that begins with "/" as an intent: only `payload` may do that.
    return sender, str(text).lstrip("/ "), body.get("metadata") or {}


class GatewayInput(InputChannel):
    """Loopback REST channel.

    `POST /webhooks/gateway/messages` gives the messages of the turn and the intent,
    `DELETE /webhooks/gateway/conversations/<sender>` erases a tracker,
    `GET /webhooks/gateway/ready` is 200 once the model is loaded.
    """

    @classmethod
    def name(cls) -> str:
        return "gateway"

    def get_output_channel(self) -> TurnOutput:
        return TurnOutput()

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = Blueprint("gateway_channel", __name__)

        @blueprint.route("/messages", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            turn = _turn_from(request)
            if turn is None:
                return response.json({"error": "sender and one of text, payload are needed"}, status=400)
            sender, text, metadata = turn
            output = TurnOutput()
            message = UserMessage(text, output, sender, input_channel=self.name(), metadata=metadata)
            await on_new_message(message)
            return response.json({"messages": output.messages})

        @blueprint.route("/conversations/<sender>", methods=["DELETE"])
        async def erase(request: Request, sender: str) -> HTTPResponse:
            agent = request.app.ctx.agent
            async with agent.lock_store.lock(sender):  # after the turn that may be running
                # Rasa wraps the store of the settings in one that has no word for erasing.
                await agent.tracker_store._tracker_store.erase(sender)
            log.info("channel.conversation.erased")
            return response.empty()

        @blueprint.route("/ready", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            return response.json({}, status=200 if agent is not None and agent.is_ready() else 503)

        @blueprint.listener("after_server_start")
        async def settle(app: Sanic, _: AbstractEventLoop) -> None:
            # The model and Rasa's libraries stay as long as the process: looking through them for what can go
            # takes 0.4 s each time, in which nobody is answered.
            gc.freeze()

        @blueprint.listener("after_server_stop")
        async def close(app: Sanic, _: AbstractEventLoop) -> None:
            agent = getattr(app.ctx, "agent", None)
            if agent is not None and agent.processor is not None:
                agent.processor.close()

        return blueprint
