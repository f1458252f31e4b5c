"""All content as one checked whole: every record valid, every id once, every reference alive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from knowledge.authoring.explaining import explain
from knowledge.authoring.fields import Reference
from knowledge.authoring.parts import Part, Text
from knowledge.authoring.problems import ContentError, Problem, path_of, suggestion
from knowledge.authoring.reading import Document, read_file
from knowledge.authoring.records import (
    RECORD_TYPES,
    Article,
    Location,
    Organisation,
    Program,
    Record,
    Service,
    ServiceRecord,
)

_Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Entry:
    """A record that has an id, wherever in a file it stands."""

    slug: str
    kind: str
    record: Part
    document: Document
    loc: _Loc
    owner: str
    parent: str | None

    @property
    def line(self) -> int:
        return self.document.line(self.loc)


@dataclass(frozen=True)
class Content:
    """All records by id, in the order they were read."""

    entries: Mapping[str, Entry]
    files: int

    def of_type(self, kind: str) -> Iterator[Entry]:
        return (entry for entry in self.entries.values() if entry.kind == kind)

    def texts_without(self, language: str) -> int:
        """How many texts for people lack a language."""
        top = (entry.record for entry in self.entries.values() if not entry.loc)
        values = (value for record in top for value, _ in _walk(record, ()))
        return sum(isinstance(value, Text) and getattr(value, language) is None for value in values)


def content_files(folder: Path) -> list[Path]:
    """The YAML files below a folder, in a fixed order."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".yml", ".yaml"} and path.is_file())


def read_content(folder: Path) -> Content:
    """Every record below `folder`; raises ContentError with all that is wrong, sorted by file and line."""
    files = content_files(folder)
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in files:
        found, wrong = read_file(path, path.relative_to(folder).as_posix())
        documents += found
        problems += wrong
    return check(documents, problems, len(files))


def check(documents: Iterable[Document], problems: list[Problem], files: int) -> Content:
    """The content of documents; raises ContentError with `problems` and all that is wrong in the documents."""
    entries: dict[str, Entry] = {}
    records: list[tuple[Record, Document]] = []
    for document in documents:
        record = _validated(document, problems)
        if record is not None:
            records.append((record, document))
        for entry in _entries(record, document) if record else []:
            first = entries.setdefault(entry.slug, entry)
            if first is not entry:
                where = f"{first.document.file}:{first.line}"
                problems.append(
                    Problem(
                        document.file,
                        document.line((*entry.loc, "id")),
                        f"id {entry.slug} is taken already ({where}): write another id",
                    )
                )
    broken = {str(document.value.get("id")) for document in documents} - set(entries)
    for record, document in records:
        problems += _dead_references(record, document, entries, broken)
    if problems:
        raise ContentError(problems)
    return Content(entries, files)


def _validated(document: Document, problems: list[Problem]) -> Record | None:
    kind = document.value.get("type")
    if not isinstance(kind, str) or kind not in RECORD_TYPES:
        known = ", ".join(RECORD_TYPES)
        message = (
            f"has no `type:`: write one of {known}"
            if kind is None
            else f"type {kind!r} is not known{suggestion(str(kind), RECORD_TYPES)}: write one of {known}"
        )
        problems.append(Problem(document.file, document.line(("type",)), message))
        return None
    model = RECORD_TYPES[kind]
    try:
        return model.parse_obj(document.value)
    except ValidationError as error:
        problems.extend(explain(error, document, model))
        return None


def _entries(record: Record, document: Document) -> Iterator[Entry]:
    kind = "organisation" if isinstance(record, Organisation) else str(document.value["type"])
    outer: str | None = record.organisation if isinstance(record, ServiceRecord) else None
    if isinstance(record, Article):
        outer = record.parent
    yield Entry(record.id, kind, record, document, (), record.owner, outer)
    if not isinstance(record, Organisation):
        return
    inner: list[tuple[str, str, Sequence[Location | Service | Program]]] = [
        ("location", "locations", record.locations),
        ("service", "services", record.services),
        ("program", "programs", record.programs),
    ]
    for name, key, parts in inner:
        for position, part in enumerate(parts):
            yield Entry(part.id, name, part, document, (key, position), record.owner, record.id)


def _dead_references(
    record: Record, document: Document, entries: Mapping[str, Entry], broken: set[str]
) -> Iterator[Problem]:
    """References to what is not there; one to a record that is itself refused is not reported twice."""
    for value, loc in _walk(record, ()):
        if not isinstance(value, Reference) or value in broken:
            continue
        target = entries.get(value)
        if target is None:
            near = suggestion(value, (slug for slug, entry in entries.items() if entry.kind in value.kinds))
            message = f"no {_or(value.kinds)} has the id {value!r}{near}: write the id of one that exists"
        elif target.kind not in value.kinds:
            message = f"{value!r} is the id of another kind, {target.kind}: write one of a {_or(value.kinds)}"
        else:
            continue
        yield Problem(document.file, document.line(loc), f"{path_of(record.id, loc)}: {message}")


def _or(words: Iterable[str]) -> str:
    return " or ".join(sorted(words))


def _walk(value: object, loc: _Loc) -> Iterator[tuple[object, _Loc]]:
    """Every value inside a record with the way to it."""
    yield value, loc
    if isinstance(value, BaseModel):
        for name, part in value.__dict__.items():
            yield from _walk(part, (*loc, name))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _walk(part, (*loc, position))
