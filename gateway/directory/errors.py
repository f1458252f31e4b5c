"""What the directory answers when it cannot give what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from gateway.errors import GatewayError

LONGEST_SHOWN = 60


class DirectoryError(GatewayError):
    """A request that is refused. `code` names the sentence in errors.yml, `fields` fill it in."""

    def __init__(self, code: str, status: int, **fields: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.fields = fields

    def as_json(self) -> dict[str, dict[str, str]]:
        """{"error": {"code", "message"}}; what the client sent is shown shortened."""
        shown = {name: _shortened(str(value)) for name, value in self.fields.items()}
        return {"error": {"code": self.code, "message": _sentences()[self.code].format(**shown)}}


def bad_parameter(code: str, **fields: object) -> DirectoryError:
    return DirectoryError(code, 400, **fields)


@cache
def _sentences() -> Mapping[str, str]:
    text = files("gateway.directory").joinpath("errors.yml").read_text(encoding="utf-8")
    sentences: dict[str, str] = yaml.safe_load(text)
    return sentences


def _shortened(text: str) -> str:
    printable = "".join(letter if letter.isprintable() else "?" for letter in text)
    return printable if len(printable) <= LONGEST_SHOWN else printable[:LONGEST_SHOWN] + "…"
