"""The directory as files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.commands import main
from knowledge.exporting import ExportError, export, service_lines
from knowledge.loading import load
from knowledge.sheet import COLUMNS, read_sheet, write_csv
from tests.gateway.directory.hsds_schemas import problems

KINDS = {"services": "service", "organizations": "organization", "service_at_locations": "service_at_location"}

Edit = Callable[[str, str, str], None]


@pytest.fixture
def loaded(engine: sa.engine.Engine, folder: Path, edit: Edit) -> Iterator[sa.engine.Connection]:
    edit("others.yml", "number: 1999, trust: H", "number: 1999, trust: L")
    edit(
        "candle-house.yml",
        "address: {th: 1 ถนนตัวอย่าง, en: 1 Example Road}",
        "name: {th: ซอยลับ, en: Secret Lane}\n    confidential: true\n    accessibility:\n"
        "      - {description: {th: หลังวัด, en: Behind}, source: src-leaflet, checked: 2026-11-21}",
    )
    load(engine, folder)
    with engine.connect() as connection:
        yield connection


def test_json_is_hsds(loaded: sa.engine.Connection, tmp_path: Path) -> None:
    written = export(loaded, "hsds-json", tmp_path / "out")
    assert {path.name for path in written} >= {f"{name}.json" for name in KINDS}
    for name, kind in KINDS.items():
        items = json.loads((tmp_path / "out" / f"{name}.json").read_text(encoding="utf-8"))
        assert items
        assert [problems(kind, item) for item in items] == [[] for _ in items]


def test_the_package_describes_its_files_and_keeps_secrets(loaded: sa.engine.Connection, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(loaded, "hsds-csv", out)
    package = json.loads((out / "datapackage.json").read_text(encoding="utf-8"))
    ids: dict[str, set[str]] = {}
    tables: dict[str, list[dict[str, str]]] = {}
    for resource in package["resources"]:
        with (out / resource["path"]).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            assert reader.fieldnames == [field["name"] for field in resource["schema"]["fields"]]
            tables[resource["name"]] = list(reader)
        needed = {field["name"] for field in resource["schema"]["fields"] if field["constraints"]["required"]}
        assert all(row[name] for row in tables[resource["name"]] for name in needed), resource["name"]
        ids[resource["name"]] = {row["id"] for row in tables[resource["name"]]}
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            values = {row[key["fields"]] for row in tables[resource["name"]]} - {""}
            assert values <= ids[key["reference"]["resource"]]
    assert [row["number"] for row in tables["phone"]] == ["053 123456"]
    assert tables["address"] == tables["accessibility"] == []
    assert {row["location_type"]: row["x_confidential"] for row in tables["location"]} == {
        "physical": "true",
        "virtual": "false",
    }
    assert tables["schedule"][0]["opens_at"] == "00:00:00+07:00"
    assert "ซอยลับ" not in (out / "locations.csv").read_text(encoding="utf-8")


def test_the_table_of_services(loaded: sa.engine.Connection, tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    path.write_text(write_csv(service_lines(loaded)), encoding="utf-8")
    (_, grant), (_, hotline) = read_sheet(path)
    assert set(grant) <= set(COLUMNS)
    assert grant["id"] == "candle-house-grant"
    assert grant["organisation"] == "candle-house"
    assert (grant["name_th"], grant["name_en"], grant["hours"]) == ("ทุนบ้านเทียน", "Candle House grant", "always")
    assert (grant["minimum_age"], grant["needs"], grant["areas"]) == ("6", "need-school", "th-57")
    assert "phones" not in hotline  # trust L


def test_the_workbook(loaded: sa.engine.Connection, tmp_path: Path) -> None:
    pytest.importorskip("openpyxl")
    path = tmp_path / "services.xlsx"
    assert export(loaded, "xlsx", path) == [path]
    assert [line for _, line in read_sheet(path)] == list(service_lines(loaded))
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(Exception, match="cut off"):
        read_sheet(path)


@pytest.mark.parametrize(("form", "out"), [("xlsx", "folder"), ("hsds-json", "all.json"), ("hsds-csv", "all.csv")])
def test_wrong_places_are_refused(loaded: sa.engine.Connection, tmp_path: Path, form: str, out: str) -> None:
    with pytest.raises(ExportError, match="write the name of a"):
        export(loaded, form, tmp_path / out)


def test_command(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--content", str(folder), "--database", f"sqlite:///{tmp_path}/k.db"]
    assert main([*options, "load"]) == 0
    assert main([*options, "export", "--format", "hsds-json", "--out", str(tmp_path / "json")]) == 0
    assert f"wrote {tmp_path / 'json' / 'services.json'}" in capsys.readouterr().out
