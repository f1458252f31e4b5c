"""The directory as files for others: HSDS as JSON, HSDS as CSV, and a workbook that people edit."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from knowledge.errors import KnowledgeError
from knowledge.hsds import RESOURCES, Depth, Filters, read_all
from knowledge.hsds.nesting import may_be_shown
from knowledge.hsds.shaping import Json, as_object, fields_of
from knowledge.models import hsds, own
from knowledge.sheet import BETWEEN, LANGUAGES, TEXTS, Hours, Line, write_hours, write_workbook

FORMATS = ("hsds-json", "hsds-csv", "xlsx")
DEFAULT_OUT = {"hsds-json": Path("hsds-json"), "hsds-csv": Path("hsds-csv"), "xlsx": Path("services.xlsx")}
# The names of the files of an HSDS data package: https://docs.openreferral.org/en/3.1/hsds/serialization.html
CSV_FILES = {
    hsds.organization: "organizations",
    hsds.program: "programs",
    hsds.service: "services",
    hsds.location: "locations",
    hsds.service_at_location: "service_at_location",
    hsds.address: "addresses",
    hsds.phone: "phones",
    hsds.contact: "contacts",
    hsds.schedule: "schedules",
    hsds.service_area: "service_areas",
    hsds.language: "languages",
    hsds.accessibility: "accessibility",
    hsds.required_document: "required_documents",
    hsds.cost_option: "cost_options",
    hsds.taxonomy: "taxonomies",
    hsds.taxonomy_term: "taxonomy_terms",
    hsds.attribute: "attributes",
    hsds.metadata_table: "metadata",
    hsds.organization_identifier: "organization_identifiers",
    hsds.funding: "funding",
    hsds.url: "url",
}
NUMBERS = (sa.Integer, sa.Float, sa.Numeric)
# What may be told of a secret place stands in the rows of these tables; the others point to it with what must not.
TOLD = (hsds.location, hsds.phone, hsds.service_at_location)
KINDS = {"last_modified": "datetime", "last_action_date": "date", "opens_at": "time", "closes_at": "time"}
TEXTS_OF = {"uri": ("url", "uri", "website", "term_uri"), "email": ("email", "assurer_email")}


class ExportError(KnowledgeError):
    """The files cannot be written where they were asked for."""


def export(connection: sa.engine.Connection, form: str, out: Path) -> list[Path]:
    """Writes the directory in one of FORMATS; `out` is a folder, for xlsx a file. Gives what was written."""
    is_file = form == "xlsx"
    if is_file and out.suffix.lower() != ".xlsx":
        raise ExportError(f"{out}: write the name of a file that ends in .xlsx")
    if not is_file and (out.is_file() or out.suffix in (".json", ".csv")):
        raise ExportError(f"{out}: write the name of a folder, {form} has several files")
    (out.parent if is_file else out).mkdir(parents=True, exist_ok=True)
    if is_file:
        write_workbook(out, service_lines(connection))
        return [out]
    return list(_write_json(connection, out) if form == "hsds-json" else _write_package(connection, out))


def service_lines(connection: sa.engine.Connection) -> Iterator[Line]:
    """The services as the rows of the table that people edit."""
    record = own.record.c
    query = sa.select(record.slug, record.trust).where(record.kind == "service")
    trust = {row.slug: row.trust for row in connection.execute(query)}
    sources: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(own.record_source).order_by(own.record_source.c.position)):
        sources.setdefault(row.record, []).append(row.source)
    for service in read_all(connection, RESOURCES["services"], Filters(), Depth.FULL):
        slug = service["x_slug"]
        line = {
            "id": slug,
            "organisation": service["organization"]["x_slug"],
            "status": service["status"],
            **_texts(service),
            "phones": BETWEEN.join(map(_phone, service.get("phones", ()))),
            "hours": write_hours(list(map(_hours, service.get("schedules", ())))),
            "needs": BETWEEN.join(link["taxonomy_term"]["code"] for link in service.get("attributes", ())),
            "areas": BETWEEN.join(area["x_area"] for area in service.get("service_areas", ())),
            "minimum_age": str(service.get("minimum_age", "")),
            "maximum_age": str(service.get("maximum_age", "")),
            "url": service.get("url", ""),
            "source": BETWEEN.join(sources.get(slug, ())),
            "checked": service["assured_date"],
            "trust": trust[slug],
        }
        yield {name: value for name, value in line.items() if value}


def _texts(service: Json) -> Line:
    """Each text in each language."""
    written = {"th": service, **service.get("x_translations", {})}
    return {
        f"{field}_{language}": written[language][field]
        for field in TEXTS
        for language in LANGUAGES
        if written.get(language, {}).get(field)
    }


def _phone(phone: Json) -> str:
    return f"{phone['number']} ต่อ {phone['extension']}" if "extension" in phone else str(phone["number"])


def _hours(schedule: Json) -> Hours:
    opens, closes = schedule["opens_at"][:5], schedule["closes_at"][:5]
    days = schedule["byday"].split(",")
    if (opens, closes, len(days)) == ("00:00", "23:59", 7):
        return {"always": True}
    return {"days": days, "opens": opens, "closes": closes}


def _write_json(connection: sa.engine.Connection, out: Path) -> Iterator[Path]:
    """A file a list, each an array of objects with all that belongs to them."""
    for name, resource in RESOURCES.items():
        path = out / f"{name}.json"
        items = list(read_all(connection, resource, Filters(), Depth.FULL))
        path.write_text(json.dumps(items, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        yield path


def _write_package(connection: sa.engine.Connection, out: Path) -> Iterator[Path]:
    """A file a table and the datapackage.json that describes them."""
    for table, name in CSV_FILES.items():
        path = out / f"{name}.csv"
        names = [published for _, published in fields_of(table)]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(_cells(item) for item in _rows(connection, table))
        yield path
    path = out / "datapackage.json"
    path.write_text(json.dumps(_package(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    yield path


def _rows(connection: sa.engine.Connection, table: sa.Table) -> Iterator[Json]:
    """The rows of a table that may be shown."""
    query = sa.select(table).order_by(table.c.slug)
    if table is hsds.phone:
        query = query.where(may_be_shown(table))
    if "location_id" in table.c and table not in TOLD:
        secret = sa.select(hsds.location.c.id).where(hsds.location.c.confidential)
        query = query.where(sa.or_(table.c.location_id.is_(None), table.c.location_id.not_in(secret)))
    for row in connection.execute(query).mappings():
        yield as_object(table, row)


def _cells(item: Json) -> dict[str, Any]:
    """Lists and maps as JSON, booleans and times as a data package writes them."""
    return {name: _cell(name, value) for name, value in item.items()}


def _cell(name: str, value: object) -> object:
    if KINDS.get(name) == "time":
        return f"{str(value)[:5]}:00{str(value)[5:]}"  # a data package wants the seconds too
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def _package() -> Json:
    resources = []
    for table, name in CSV_FILES.items():
        published = dict(fields_of(table))
        keys = [
            {"fields": column.name, "reference": {"resource": key.column.table.name, "fields": "id"}}
            for column in table.columns
            for key in column.foreign_keys
            if published.get(column.name) == column.name
        ]
        fields = [_field(table.c[column], name_of_field) for column, name_of_field in published.items()]
        schema = {"fields": fields, "primaryKey": "id", **({"foreignKeys": keys} if keys else {})}
        described = {"name": table.name, "path": f"{name}.csv", "profile": "tabular-data-resource", "schema": schema}
        resources.append(described)
    return {"name": "human_services_data", "profile": "tabular-data-package", "resources": resources}


def _field(column: Any, name: str) -> Json:
    kinds: list[tuple[Any, str]] = [(sa.Boolean, "boolean"), (NUMBERS, "number"), (sa.Date, "date")]
    kind = next((kind for classes, kind in kinds if isinstance(column.type, classes)), "string")
    if isinstance(column.type, sa.JSON):
        kind = "object" if name == "x_translations" else "array"
    kind = KINDS.get(name, kind)
    form = "uuid" if name == "id" or name.endswith("_id") else None
    form = next((form for form, names in TEXTS_OF.items() if name in names), form)
    is_required = name == column.name and not column.nullable  # our lists may be empty
    constraints = {"required": is_required, **({"unique": True} if name == "id" else {})}
    return {"name": name, "type": kind, **({"format": form} if form else {}), "constraints": constraints}
