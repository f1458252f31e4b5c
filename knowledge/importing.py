"""Takes an edited table of services into the YAML records: all of it or nothing, shown before it is done."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import phonenumbers

from knowledge.authoring import Content, ContentError, Entry, content_files, read_content
from knowledge.authoring.fields import split_extension
from knowledge.authoring.records import Organisation, Service, ServiceRecord
from knowledge.compiling.rows import hours_of
from knowledge.errors import KnowledgeError
from knowledge.hsds.filters import COUNTRY_AREA
from knowledge.hsds.shaping import as_uri
from knowledge.rewriting import rewrite
from knowledge.sheet import (
    MOST_SHOWN,
    TEXT_COLUMNS,
    Line,
    read_hours,
    read_sheet,
    shortened,
    split_cell,
    write_hours,
)

NEW_FOLDER = "services"
NEEDED = ("organisation", "name_th", "name_en", "description_th", "description_en", "source", "checked")
UNSURE = "M"  # A number from a table is shown with "check first" until an editor has called it.

Value = Any  # what JSON can say
Values = dict[tuple[str, ...], Value]


class ImportProblem(KnowledgeError):
    """The table cannot be taken over; nothing was changed."""


@dataclass(frozen=True)
class Change:
    """What a row would change in a record; `before` is empty for what is new."""

    record: str
    field: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.record}  {self.field}: {self.before or '(nothing)'} → {self.after}"


@dataclass(frozen=True)
class Plan:
    """All changes, and the files as they would be."""

    changes: tuple[Change, ...]
    files: Mapping[str, str]


def plan_import(table: Path, folder: Path) -> Plan:
    """What taking over a table would change; raises KnowledgeError when table or outcome is wrong."""
    lines = read_sheet(table)
    content = read_content(folder)
    plan = _plan(table, lines, content, folder)
    if plan.files:
        _try_out(table, lines, plan, folder)
    return plan


def write_plan(plan: Plan, folder: Path) -> None:
    """Puts the files of a plan in their places, once all are written out beside them; ImportProblem when one can't be.

    Cut off by force while they are put in place, some services are new and the others old: the same import again does
    the rest.
    """
    aside: dict[Path, Path] = {}
    try:
        for name, text in plan.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            aside[path] = path.with_name(f".{path.name}.new")
            aside[path].write_bytes(text.encode())
        for path, written in aside.items():
            os.replace(written, path)
    except OSError as error:
        for written in aside.values():
            written.unlink(missing_ok=True)
        raise ImportProblem(f"{folder}: the files could not be written: {error.strerror}") from error


def _plan(table: Path, lines: Sequence[tuple[int, Line]], content: Content, folder: Path) -> Plan:
    changes: list[Change] = []
    files: dict[str, str] = {}
    seen: dict[str, int] = {}
    for number, line in lines:
        slug = line.get("id", "")
        if not slug or slug in seen:
            what = f"the id {shortened(slug)} stands in row {seen[slug]} too" if slug else "has no id"
            raise ImportProblem(f"{table}:{number}: {what}")
        seen[slug] = number
        try:
            entry = content.entries.get(slug)
            if entry is None:
                changes += _add(line, content, files, folder)
            else:
                changes += _update(line, entry, content, files, folder)
        except ValueError as error:
            raise ImportProblem(f"{table}:{number}: {error}") from None
    return Plan(tuple(changes), files)


def _try_out(table: Path, lines: Sequence[tuple[int, Line]], plan: Plan, folder: Path) -> None:
    """Raises ImportProblem unless the changed content is right and says what the table says."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "content"
        for path in content_files(folder):
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        write_plan(plan, copy)
        try:
            left = _plan(table, lines, read_content(copy), copy).changes
        except ContentError as error:
            raise ImportProblem(f"{table}: the records would be wrong, nothing was changed:\n{error}") from None
    if left:
        raise ImportProblem(f"{table}: this could not be written, nothing was changed: {left[0]}")


def _update(line: Line, entry: Entry, content: Content, files: dict[str, str], folder: Path) -> list[Change]:
    """Changes a service that is there."""
    record = entry.record
    if not isinstance(record, Service):
        raise ValueError(f"{entry.slug} is {entry.kind}, not a service")
    organisation = str(record.organisation) if isinstance(record, ServiceRecord) else str(entry.parent)
    if line.get("organisation", organisation) != organisation:
        raise ValueError(f"{entry.slug} belongs to {organisation}: a table cannot give it to another organisation")
    owner = content.entries[organisation].record
    assert isinstance(owner, Organisation)  # the reference was checked
    now = _values_of(record, owner)
    changes: list[Change] = []
    values: Values = {}
    for column, cell in line.items():
        if column in ("id", "organisation") or _same(column, cell, now.get(column, "")):
            continue
        changes.append(Change(entry.slug, column, now.get(column, ""), cell))
        _set(values, column, cell, line, record)
    if values:
        file = entry.document.file
        text = files.get(file) or (folder / file).read_bytes().decode("utf-8-sig")
        files[file] = rewrite(text, entry.slug, values)
    return changes


def _add(line: Line, content: Content, files: dict[str, str], folder: Path) -> list[Change]:
    """Writes a new service into a file of its own."""
    slug = line["id"]
    missing = [name for name in NEEDED if name not in line]
    if missing:
        raise ValueError(f"{shortened(slug)} is not known; for a new service fill in {', '.join(missing)}")
    known = content.entries.get(line["organisation"])
    if known is None or not isinstance(known.record, Organisation):
        raise ValueError(f"{shortened(line['organisation'])!r} is no organisation that we know: write its id")
    name = f"{NEW_FOLDER}/{slug}.yml"
    if "/" in slug or ".." in slug or len(slug) > MOST_SHOWN or (folder / name).exists():
        raise ValueError(f"{shortened(slug)!r} cannot be the id of a new service")
    values: Values = {}
    for column, cell in line.items():
        if column not in ("id", "organisation"):
            _set(values, column, cell, line, None)
    values.setdefault(("trust",), UNSURE)
    record: dict[str, Value] = {"type": "service", "id": slug, "organisation": line["organisation"]}
    for path, value in values.items():
        if len(path) == 1:
            record[path[0]] = value
        else:
            record.setdefault(path[0], {})[path[1]] = value
    files[name] = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in record.items())
    return [Change(slug, column, "", cell) for column, cell in line.items() if column != "id"]


def _set(values: Values, column: str, cell: str, line: Line, record: Service | None) -> None:
    """Adds what a cell means to the values to be written."""
    if column in TEXT_COLUMNS:
        field, language = TEXT_COLUMNS[column]
        if getattr(record, field, None) is None:
            values.setdefault((field,), {})[language] = cell
        else:
            values[(field, language)] = cell
    elif column == "phones":
        values[("phones",)] = _phones(split_cell(cell), line, record)
    elif column == "hours":
        values[("schedule",)] = read_hours(cell)
    elif column in ("needs", "areas", "source"):
        values[(column,)] = _ids(cell)
    elif column in ("minimum_age", "maximum_age"):
        if not (cell.isascii() and cell.isdigit()):
            raise ValueError(f"{column} {cell!r} is no whole number of years")
        values[(column,)] = int(cell)
    else:
        values[(column,)] = cell


def _phones(numbers: Iterable[str], line: Line, record: Service | None) -> list[Value]:
    """The phones as they are to be written; those that were there keep all that is known of them."""
    there = [(_digits(str(phone.number)), phone) for phone in (record.phones if record else ())]
    wanted = {_digits(number): number for number in numbers}
    kept = [phone for key, phone in there if key in wanted or phone.trust == "L"]
    source = split_cell(line.get("source", "")) or (list(map(str, record.source)) if record else [])
    checked = line.get("checked") or (record.checked.isoformat() if record else "")
    added = [
        {"number": number, "trust": UNSURE, "check_first": True, "source": source, "checked": checked}
        for key, number in wanted.items()
        if key not in dict(there)
    ]
    return [_as_written(phone.dict(exclude_unset=True)) for phone in kept] + added


def _values_of(record: Service, owner: Organisation) -> Line:
    """What the cells of a service are now."""
    found: Line = {}
    for column, (field, language) in TEXT_COLUMNS.items():
        text = getattr(record, field)
        found[column] = text.in_languages().get(language, "") if text else ""
    found["phones"] = "; ".join(str(phone.number) for phone in record.phones if phone.trust != "L")
    found["hours"] = write_hours(hours_of(record.schedule))
    found["needs"] = "; ".join(record.needs or owner.needs)
    found["areas"] = "; ".join(record.areas or owner.areas)
    found["source"] = "; ".join(record.source)
    found["checked"] = record.checked.isoformat()
    for name in ("status", "minimum_age", "maximum_age", "url", "trust"):
        value = getattr(record, name)
        found[name] = "" if value is None else str(value)
    return found


def _same(column: str, cell: str, now: str) -> bool:
    """Whether a cell says what the record says already."""
    if column == "phones":
        return set(map(_digits, split_cell(cell))) == set(map(_digits, split_cell(now)))
    if column == "hours":
        return read_hours(cell) == read_hours(now)
    if column in ("needs", "areas", "source"):
        return set(_ids(cell)) == set(_ids(now))
    return cell == now or (column == "url" and cell == as_uri(now))


def _ids(cell: str) -> list[str]:
    """The ids in a cell; the whole country has two."""
    return [COUNTRY_AREA if slug == "national" else slug for slug in split_cell(cell)]


def _digits(number: str) -> tuple[str, int | None]:
    """A phone number without the ways of writing it: in international form, with its extension."""
    plain, extension = split_extension(number)
    try:
        parsed = phonenumbers.parse(plain, "TH")
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164), extension
    except phonenumbers.NumberParseException:
        raise ValueError(
            f"{shortened(number)!r} is no phone number: write one such as 02 123 4567, with `; ` between two"
        ) from None


def _as_written(value: Value) -> Value:
    """A validated value as it is written in YAML."""
    if isinstance(value, dict):
        return {name: _as_written(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if isinstance(value, (bool, int)) else str(value)
