"""What pydantic found wrong with a record, said in an editor's words with the line it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ValidationError

from knowledge.authoring.fields import name_of_type
from knowledge.authoring.problems import Problem, path_of, suggestion
from knowledge.authoring.reading import Document

_Loc = tuple[str | int, ...]
_WANTED = {
    "type_error.list": "a list: one `- item` a line, or [a, b]",
    "type_error.dict": "a map: `th: …`, `en: …`, one key a line",
    "value_error.strictbool": "true or false",
    "type_error.integer": "a whole number",
}


def explain(error: ValidationError, document: Document, model: type[BaseModel]) -> Iterator[Problem]:
    """One problem for each mistake; `model` is the type the document was read as."""
    seen: set[_Loc] = set()
    for mistake in error.errors():
        loc: _Loc = tuple(step for step in mistake["loc"] if step != "__root__")
        if loc in seen and mistake["type"] != "value_error":
            continue  # the second branch of a union says the same again
        seen.add(loc)
        name = str(document.value.get("id", document.value.get("type", "record")))
        message = _message(mistake, loc, document, model)
        yield Problem(document.file, document.line(_anchor(mistake["type"], loc)), f"{path_of(name, loc)}: {message}")


def _anchor(kind: str, loc: _Loc) -> _Loc:
    return loc[:-1] if kind == "value_error.missing" else loc


def _message(mistake: Mapping[str, object], loc: _Loc, document: Document, model: type[BaseModel]) -> str:
    kind, context = str(mistake["type"]), mistake.get("ctx")
    value = _value_at(document.value, loc)
    if kind == "value_error.missing":
        return f"is missing: add `{loc[-1]}:`"
    if kind == "value_error.extra":
        known = _keys_at(model, loc[:-1])
        return f"is no key here{suggestion(str(loc[-1]), known)}: write one of {', '.join(known)}"
    if kind == "value_error.const" and isinstance(context, dict):
        permitted = [str(word) for word in context["permitted"]]
        return f"{value!r} is not possible{suggestion(str(value), permitted)}: write one of {', '.join(permitted)}"
    if kind in _WANTED:
        return f"is {name_of_type(value)}: write {_WANTED[kind]}"
    return str(mistake["msg"])


def _value_at(value: object, loc: Sequence[str | int]) -> object:
    for step in loc:
        if isinstance(value, list):
            value = dict(enumerate(value))
        if not isinstance(value, dict) or step not in value:
            break
        value = value[step]
    return value


def _keys_at(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that may be written at `loc` of a model."""
    for step in loc:
        if isinstance(step, int):
            continue
        field = model.__fields__[step]
        kinds = [field.type_, *(sub.type_ for sub in field.sub_fields or [])]
        model = next(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel))
    return list(model.__fields__)
