"""What can go wrong, and how it is told: `{"error": {"code", "message"}}` in the person's language."""

from __future__ import annotations


class GatewayError(Exception):
    """Base of all errors of this package."""


class SettingsError(GatewayError):
    """A setting is wrong; the gateway does not start."""


class RasaUnavailable(GatewayError):
    """Rasa did not give a usable answer; the argument says why, in one word for the log."""


class ApiError(GatewayError):
    """A request that cannot be served. `code` names the sentence in texts.yml under `errors`."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


def bad_request(code: str) -> ApiError:
    return ApiError(code, 400)


def unknown_conversation() -> ApiError:
    return ApiError("unknown_conversation", 404)
