"""Checks an object as HSDS 3.1 describes it: types, formats, required fields, nothing unknown but our x_ fields."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from jsonschema import Draft202012Validator, FormatChecker

RULES = yaml.safe_load((Path(__file__).parent / "schemas" / "hsds-3.1.yml").read_text(encoding="utf-8"))
FORMATS = ("uuid", "uri", "email", "date-time")

checker = FormatChecker()


@checker.checks("uri", raises=ValueError)
def is_uri(value: object) -> bool:
    parts = urlsplit(str(value))
    return str(value).isascii() and " " not in str(value) and bool(parts.scheme and parts.netloc)


@checker.checks("date-time", raises=ValueError)
def is_time(value: object) -> bool:
    return datetime.fromisoformat(str(value)).tzinfo is not None and "T" in str(value)


def _schema_of(kind: Any) -> dict[str, Any]:
    if isinstance(kind, list):
        return {"type": "string", "enum": kind}
    if kind.startswith("many "):
        return {"type": "array", "items": {"$ref": f"#/$defs/{kind.removeprefix('many ')}"}}
    if kind in RULES:
        return {"$ref": f"#/$defs/{kind}"}
    if kind in FORMATS:
        return {"type": "string", "format": kind}
    return {"type": {"text": "string", "number": "number"}[kind]}


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
