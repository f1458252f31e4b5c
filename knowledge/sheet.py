"""The services as a table that people edit: its columns, and its files (CSV in UTF-8, or an xlsx workbook)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from knowledge.authoring.problems import suggestion
from knowledge.workbook import SheetError, read_workbook

LANGUAGES = ("th", "en", "my")
TEXTS = ("name", "description", "eligibility_description", "application_process", "fees_description")
TEXT_COLUMNS = {f"{field}_{language}": (field, language) for field in TEXTS for language in LANGUAGES}
COLUMNS = (
    *("id", "organisation", "status"),
    *TEXT_COLUMNS,
    *("phones", "hours", "needs", "areas", "minimum_age", "maximum_age", "url", "source", "checked", "trust"),
)
SHEET = "services"
BETWEEN = "; "
WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ALWAYS = "always"
MAX_BYTES = 10_000_000
SEPARATORS = (";", "\t")  # of the CSV that spreadsheets write in some countries
MOST_SHOWN = 80  # characters of a cell in a message

_HOURS = re.compile(r"([A-Z, -]+?)\s+([0-9]{2}:[0-9]{2})\s*-\s*([0-9]{2}:[0-9]{2})")

Line = dict[str, str]  # column: cell; empty cells are left out
Hours = dict[str, Any]


def read_sheet(path: Path) -> list[tuple[int, Line]]:
    """The filled rows of a file with their numbers (from 2); SheetError when it is broken or cut off."""
    if not path.is_file():
        raise SheetError(f"{path}: there is no such file")
    if path.stat().st_size > MAX_BYTES:
        raise SheetError(f"{path}: has {path.stat().st_size:,} bytes, the limit is {MAX_BYTES:,}: split it")
    rows = read_workbook(path, SHEET) if path.suffix.lower() == ".xlsx" else _read_csv(path)
    if not rows:
        raise SheetError(f"{path}: is empty: the first row names the columns")
    header = [cell.strip() for cell in rows[0]]
    _check_header(path, header)
    found = []
    for number, cells in enumerate(rows[1:], 2):
        if len(cells) != len(header):
            raise SheetError(f"{path}:{number}: has {len(cells)} cells, not {len(header)}: is the file cut off?")
        line = {name: _clean(cell) for name, cell in zip(header, cells, strict=True) if cell.strip()}
        if line:
            found.append((number, line))
    return found


def write_workbook(path: Path, lines: Iterable[Line]) -> None:
    """An xlsx file with one sheet of services."""
    import openpyxl  # slow to load, and needed for workbooks only

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = SHEET
    sheet.append(list(COLUMNS))
    for line in lines:
        sheet.append([line.get(name, "") for name in COLUMNS])
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s"  # text, also when it begins with an equals sign
    sheet.freeze_panes = "C2"
    book.save(path)


def write_csv(lines: Iterable[Line]) -> str:
    """The same table as CSV."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return text.getvalue()


def write_hours(hours: Sequence[Hours]) -> str:
    """Opening hours in a cell: `always`, or `MO-FR 08:30-16:30; SA 09:00-12:00`."""
    parts = []
    for one in hours:
        parts.append(ALWAYS if one.get("always") else f"{_days(one['days'])} {one['opens']}-{one['closes']}")
    return BETWEEN.join(parts)


def read_hours(cell: str) -> list[Hours]:
    """Opening hours from a cell; ValueError when it says something else."""
    found: list[Hours] = []
    for part in filter(None, (part.strip() for part in cell.split(";"))):
        match = _HOURS.fullmatch(part.upper())
        if part.lower() == ALWAYS:
            found.append({"always": True})
        elif match:
            found.append({"days": _read_days(match[1]), "opens": match[2], "closes": match[3]})
        else:
            raise ValueError(f"{part!r} are no hours: write `{ALWAYS}` or `MO-FR 08:30-16:30`")
    return found


def split_cell(cell: str) -> list[str]:
    """The items of a cell that holds several."""
    return [part.strip() for part in cell.split(BETWEEN.strip()) if part.strip()]


def _days(days: Sequence[str]) -> str:
    places = [WEEK.index(day) for day in days]
    in_a_row = len(days) > 2 and places == list(range(places[0], places[0] + len(places)))
    return f"{days[0]}-{days[-1]}" if in_a_row else ", ".join(days)


def _read_days(text: str) -> list[str]:
    days: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        first, _, last = (end.strip() for end in part.partition("-"))
        if first not in WEEK or (last or first) not in WEEK or WEEK.index(last or first) < WEEK.index(first):
            raise ValueError(f"{part!r} are no days: write MO, TU, WE, TH, FR, SA, SU or MO-FR")
        days += WEEK[WEEK.index(first) : WEEK.index(last or first) + 1]
    return days


def _check_header(path: Path, header: Sequence[str]) -> None:
    if len(header) == 1 and any(mark in header[0] for mark in SEPARATORS):
        raise SheetError(f"{path}:1: has one column only: put commas between the cells, or save it as xlsx")
    for name in header:
        if name not in COLUMNS:
            known = f"{suggestion(name, COLUMNS)}: {', '.join(COLUMNS)}"
            raise SheetError(f"{path}:1: {shortened(name)!r} is no column{known}")
        if header.count(name) > 1:
            raise SheetError(f"{path}:1: the column {name} stands twice: keep one")
    if "id" not in header:
        raise SheetError(f"{path}:1: has no column id: it says which service a row is about")


def _read_csv(path: Path) -> list[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetError(f"{path}: is not UTF-8: save it as `CSV UTF-8`, or as xlsx") from None
    if text and not text.endswith(("\n", "\r")):
        raise SheetError(f"{path}: the last line does not end: the file is cut off")
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error as error:
        raise SheetError(f"{path}: is no CSV, or cut off: {error}") from None


def shortened(cell: str) -> str:
    """A cell as messages show it."""
    return cell if len(cell) <= MOST_SHOWN else f"{cell[:MOST_SHOWN]}…"


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.replace("\r\n", "\n")).strip()
