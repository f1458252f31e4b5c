"""An edited table becomes content, or nothing happens."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from knowledge.authoring import read_content
from knowledge.commands import main
from knowledge.errors import KnowledgeError
from knowledge.importing import Plan, plan_import, write_plan
from knowledge.sheet import read_hours, write_csv, write_hours, write_workbook

NEW = {
    "id": "lamp-school",
    "organisation": "lamp-network",
    "name_th": "โรงเรียนตะเกียง",
    "name_en": "Lamp school",
    "description_th": "สอนหนังสือ",
    "description_en": "Lessons",
    "source": "src-report",
    "checked": "2026-11-22",
    "phones": "053 111 222",
    "hours": "MO-FR 08:30-16:30",
    "areas": "national",
}

Take = Callable[..., list[str]]


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    def write(*lines: dict[str, str]) -> Path:
        path = tmp_path / "table.csv"
        path.write_text(write_csv(lines), encoding="utf-8")
        return path

    return write


@pytest.fixture
def take(folder: Path, table: Callable[..., Path]) -> Take:
    """Imports lines and gives what was changed."""

    def run(*lines: dict[str, str]) -> list[str]:
        plan = plan_import(table(*lines), folder)
        write_plan(plan, folder)
        return list(map(str, plan.changes))

    return run


def record(folder: Path, slug: str) -> Any:
    return read_content(folder).entries[slug].record


def texts(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.yml")}


def test_values_change_and_the_rest_stays(folder: Path, take: Take) -> None:
    before = texts(folder)
    changes = take(
        {
            "id": "candle-house-grant",
            "description_th": "ให้ทุนเรียน: ทุกเดือน # จริง",
            "description_my": "ပညာသင်ဆု",
            "eligibility_description_th": "เด็กในแม่สาย",
            "eligibility_description_en": "Children in Mae Sai",
            "status": "temporarily closed",
            "maximum_age": "20",
            "hours": "MO-FR 09:00-16:00; SA, SU 10:00-12:00",
            "phones": "053 111 222 ต่อ 5",
            "checked": "2026-11-22",
        }
    )
    assert changes[0] == ("candle-house-grant  status: active → temporarily closed")
    grant = record(folder, "candle-house-grant")
    assert grant.description.in_languages() == {
        "th": "ให้ทุนเรียน: ทุกเดือน # จริง", "en": "Grants for school", "my": "ပညာသင်ဆု",
    }  # fmt: skip
    assert grant.eligibility_description.en == "Children in Mae Sai"
    assert (grant.status, grant.minimum_age, grant.maximum_age) == ("temporarily closed", 6, 20)
    assert [hours.days for hours in grant.schedule] == [["MO", "TU", "WE", "TH", "FR"], ["SA", "SU"]]
    (phone,) = grant.phones
    assert (phone.number, phone.trust, phone.check_first) == ("053 111 222 ต่อ 5", "M", True)
    assert grant.facts[0].topic == "amount"
    after = texts(folder)
    assert {name for name in before if before[name] != after[name]} == {"candle-house.yml"}
    lines = before["candle-house.yml"].splitlines()
    assert len(set(lines) - set(after["candle-house.yml"].splitlines())) <= 4


def test_a_phone_that_stays_keeps_what_is_known_of_it(folder: Path, take: Take) -> None:
    assert take({"id": "hotline-9999", "phones": "1999"}) == []
    assert take({"id": "hotline-9999", "phones": "1 999; 02 123 4567"}) == [
        "hotline-9999  phones: 1999 → 1 999; 02 123 4567"
    ]
    first, second = record(folder, "hotline-9999").phones
    assert (first.number, first.trust) == ("1999", "H")
    assert (second.number, second.trust) == ("02 123 4567", "M")


def test_a_new_service(folder: Path, take: Take) -> None:
    assert len(take(NEW)) == len(NEW) - 1
    school = record(folder, "lamp-school")
    assert (school.organisation, school.trust, school.status) == ("lamp-network", "M", "active")
    assert school.areas == ["th"]
    assert take(NEW) == []


def test_nothing_to_do(folder: Path, take: Take) -> None:
    before = texts(folder)
    assert take({"id": "candle-house-grant", "name_th": "ทุนบ้านเทียน", "hours": "always", "needs": "need-school"}) == []
    assert texts(folder) == before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"id": "candle-house-grant", "status": "open"}, "'open' is not possible"),
        ({"id": "candle-house-grant", "phones": "12"}, "no phone number"),
        ({"id": "candle-house-grant", "phones": "call us"}, "no phone number"),
        ({"id": "candle-house-grant", "hours": "all day"}, "write `always` or"),
        ({"id": "candle-house-grant", "hours": "FR-MO 08:00-09:00"}, "are no days"),
        ({"id": "candle-house-grant", "minimum_age": "six"}, "no whole number"),
        ({"id": "candle-house-grant", "minimum_age": "50"}, "above maximum_age"),
        ({"id": "candle-house-grant", "checked": "2569-11-22"}, "2569"),
        ({"id": "candle-house-grant", "source": "src-none"}, "src-none"),
        ({"id": "candle-house-grant", "organisation": "lamp-network"}, "belongs to candle-house"),
        ({"id": "candle-house", "status": "inactive"}, "not a service"),
        ({"id": "no-such"}, "fill in organisation, name_th"),
        ({**NEW, "organisation": "nobody"}, "no organisation"),
        ({**NEW, "id": "../evil"}, "cannot be the id"),
        ({**NEW, "id": "/tmp/evil"}, "cannot be the id"),
        ({**NEW, "id": "x" * 300}, "'x{80}…' cannot be the id"),
        ({"id": "x" * 300}, "x{80}… is not known"),
        ({"id": "candle-house-grant", "needs": "need-nothing"}, "no need has the id"),
        ({"status": "active"}, "has no id"),
    ],
)
def test_mistakes_change_nothing(folder: Path, take: Take, line: dict[str, str], says: str) -> None:
    before = texts(folder)
    with pytest.raises(KnowledgeError, match=says):
        take({"id": "hotline-9999", "name_en": "Changed too"}, line)
    assert texts(folder) == before


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"id,status\nhotline-9999,acti", "cut off"),
        (b"id,status\nhotline-9999\n", "has 1 cells, not 2"),
        (b'id,name_en\nhotline-9999,"Lamp\n', "cut off"),
        (b"id,stauts\n", "did you mean 'status'"),
        (b"status\nactive\n", "no column id"),
        (b"id,id\na,b\n", "twice"),
        (b"id,name_th\nhotline-9999,\xa1\xa2\n", "not UTF-8"),
        (b"PK\x03\x04\x00\x00\xff\xff", "not UTF-8"),
        ("id,status\nhotline-9999,active\n".encode("utf-16"), "not UTF-8"),
        (b"id,status\nhotline-9999,act\0ive\n", "NUL"),
        (b"id;status\nhotline-9999;active\n", "put commas between the cells"),
        (b"id\tstatus\nhotline-9999\tactive\n", "put commas between the cells"),
        (b"id,name_en\nhotline-9999," + b"a" * 200_000 + b"\n", "field larger"),
        (b"id,status\n" + b"a" * 10_000_000 + b",x\n", "the limit is 10,000,000"),
        (bytes(range(128, 256)) * 70_000, "not UTF-8"),
        (b"id,status\nhotline-9999,active\nhotline-9999,inactive\n", "stands in row 2 too"),
    ],
)
def test_broken_files_change_nothing(folder: Path, tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)
    with pytest.raises(KnowledgeError, match=says):
        plan_import(path, folder)


def test_yaml_in_a_cell_stays_text(folder: Path, take: Take) -> None:
    written = 'a"\ntype: source\nid: evil # {x: [*y]} \\'
    take({"id": "candle-house-grant", "name_en": written})
    assert record(folder, "candle-house-grant").name.en == written
    assert "evil" not in read_content(folder).entries


Make = Callable[[Any], None]


def _hide_and_show(book: Any) -> None:
    book["services"].sheet_state = "hidden"
    sheet = book.create_sheet("seen")
    sheet.append(["id", "status"])
    sheet.append(["hotline-9999", "inactive"])


def _rename_and_add(book: Any) -> None:
    book["services"].title = "first"
    book.create_sheet("second")


def _reach_far(book: Any) -> None:
    book["services"].cell(1_048_576, 16_384).value = " "


def _calculate(book: Any) -> None:
    book["services"].cell(2, 3).value = '=IF(TRUE,"inactive","active")'


WORKBOOKS = {
    "a formula": (_calculate, "C2 is a formula"),
    "two sheets": (_rename_and_add, "2 visible sheets, none named services"),
    "a cell in the far corner": (_reach_far, "1,048,576 rows and 16,384 columns"),
}


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Make], Path]:
    """A workbook of one service, changed."""

    def make(change: Make) -> Path:
        path = tmp_path / "table.xlsx"
        write_workbook(path, [{"id": "hotline-9999", "status": "active", "name_en": "=1+1"}])
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)
        return path

    return make


@pytest.mark.parametrize(("change", "says"), WORKBOOKS.values(), ids=WORKBOOKS)
def test_an_unclear_workbook_changes_nothing(
    folder: Path, workbook: Callable[[Make], Path], change: Make, says: str
) -> None:
    with pytest.raises(KnowledgeError, match=says):
        plan_import(workbook(change), folder)


def test_only_what_its_author_sees_is_read(folder: Path, workbook: Callable[[Make], Path]) -> None:
    plan = plan_import(workbook(_hide_and_show), folder)
    assert list(map(str, plan.changes)) == ["hotline-9999  status: active → inactive"]


def test_a_workbook_is_cut_off_or_a_bomb(
    folder: Path, workbook: Callable[[Make], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(lambda book: None)
    whole = path.read_bytes()
    for end in range(0, len(whole), 487):
        path.write_bytes(whole[:end])
        with pytest.raises(KnowledgeError, match="is no xlsx file, or cut off"):
            plan_import(path, folder)
    path.write_bytes(whole)
    monkeypatch.setattr("knowledge.workbook.MAX_UNPACKED", 5_000)
    with pytest.raises(KnowledgeError, match="unpacks to"):
        plan_import(path, folder)


def test_a_full_disk_changes_nothing(folder: Path, table: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_import(table(NEW, {"id": "hotline-9999", "status": "inactive"}), folder)
    assert len(plan.files) == 2
    before, write = texts(folder), Path.write_bytes

    def fail_at_the_second(path: Path, data: bytes) -> int:
        if "others" in path.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail_at_the_second)
    with pytest.raises(KnowledgeError, match="No space left on device"):
        write_plan(plan, folder)
    assert texts(folder) == before
    assert [path for path in folder.rglob("*") if path.name.endswith(".new")] == []


def test_an_import_that_was_killed_is_finished_by_the_next(
    folder: Path, take: Take, table: Callable[..., Path]
) -> None:
    """Whatever part of the files was put in place, the content is right and the same import does the rest."""
    lines = NEW, {"id": "hotline-9999", "status": "inactive"}, {"id": "candle-house-grant", "status": "inactive"}
    plan = plan_import(table(*lines), folder)
    name = sorted(plan.files)[0]
    write_plan(Plan(plan.changes, {name: plan.files[name]}), folder)
    (folder / ".others.yml.new").write_text("half of a fi", encoding="utf-8")
    read_content(folder)
    assert take(*lines) != []
    assert take(*lines) == []
    assert record(folder, "hotline-9999").status == "inactive"


def test_every_cut_is_refused_or_harmless(folder: Path, table: Callable[..., Path]) -> None:
    path = table(NEW, {"id": "hotline-9999", "name_en": 'A "new" line,\nwith a break'})
    whole = path.read_bytes()
    for end in range(0, len(whole), 97):
        path.write_bytes(whole[:end])
        with pytest.raises(KnowledgeError):
            plan_import(path, folder)


def test_dry_run_shows_and_does_not_write(
    folder: Path, table: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = table({"id": "hotline-9999", "status": "inactive"}), texts(folder)
    assert main(["--content", str(folder), "import", str(path), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert shown == "hotline-9999  status: active → inactive\n1 values in 1 files would change\n"
    assert texts(folder) == before
    assert main(["--content", str(folder), "import", str(path)]) == 0
    assert record(folder, "hotline-9999").status == "inactive"


@pytest.mark.parametrize("cell", ["", "always", "MO-FR 08:30-16:30", "MO, WE 08:30-16:30; SA-SU 10:00-12:00"])
def test_hours_come_back_as_they_were(cell: str) -> None:
    assert read_hours(write_hours(read_hours(cell))) == read_hours(cell)
