"""Checks an object as HSDS 3.1 describes it: types, formats, required fields, nothing unknown but our x_ fields."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import yaml
from jsonschema import Draft202012Validator, FormatChecker

RULES = yaml.safe_load((Path(__file__).parent / "schemas" / "hsds-3.1.yml").read_text(encoding="utf-8"))
FORMATS = ("uuid", "uri", "email", "date", "time", "date-time")
TYPES = {"text": "string", "number": "number", "whole": "integer", "flag": "boolean"}

URI = re.compile(r"[a-z][a-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|\[[0-9a-f:.]+\]|%[0-9A-Fa-f]{2})+")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
OFFSET = r"(?:Z|[+-][01][0-9]:[0-5][0-9])"
TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]" + OFFSET)
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?" + OFFSET)

checker = FormatChecker()


@checker.checks("uri", raises=ValueError)
def is_uri(value: object) -> bool:
    parts = urlsplit(str(value))
    return bool(URI.fullmatch(str(value)) and parts.scheme and parts.netloc)


@checker.checks("uuid", raises=ValueError)
def is_uuid(value: object) -> bool:
    return str(UUID(str(value))) == value


@checker.checks("email")
def is_email(value: object) -> bool:
    return EMAIL.fullmatch(str(value)) is not None


@checker.checks("date", raises=ValueError)
def is_date(value: object) -> bool:
    return date.fromisoformat(str(value)).isoformat() == value


@checker.checks("time")
def is_clock_time(value: object) -> bool:
    """HH:MM with the offset, as the specification describes opening hours."""
    return TIME.fullmatch(str(value)) is not None


@checker.checks("date-time", raises=ValueError)
def is_time(value: object) -> bool:
    return MOMENT.fullmatch(str(value)) is not None and datetime.fromisoformat(str(value)).tzinfo is not None


def _schema_of(kind: Any) -> dict[str, Any]:
    if isinstance(kind, list):
        return {"type": "string", "enum": kind}
    if kind.startswith("many "):
        return {"type": "array", "items": {"$ref": f"#/$defs/{kind.removeprefix('many ')}"}}
    if kind in RULES:
        return {"$ref": f"#/$defs/{kind}"}
    if kind in FORMATS:
        return {"type": "string", "format": kind}
    return {"type": TYPES[kind]}


def _object(name: str) -> dict[str, Any]:
    rule = RULES[name]
    return {
        "type": "object",
        "required": rule["required"],
        "properties": {field: _schema_of(kind) for field, kind in rule["fields"].items()},
        "patternProperties": {"^x_": {}},
        "additionalProperties": name == "page",
    }


DEFINITIONS = {name: _object(name) for name in RULES}


def problems(kind: str, value: object) -> list[str]:
    """What is wrong with an object of that kind."""
    schema = {"$ref": f"#/$defs/{kind}", "$defs": DEFINITIONS}
    found = Draft202012Validator(schema, format_checker=checker).iter_errors(value)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found]
