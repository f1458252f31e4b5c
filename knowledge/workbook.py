"""Reads an xlsx workbook as rows of text, and refuses what would be read otherwise than its author sees it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from knowledge.errors import KnowledgeError

MAX_UNPACKED = 200_000_000  # bytes; a workbook is packed, and a small file can be a huge table
MAX_CELLS = 5_000_000  # one cell in the far corner makes billions of empty ones
VISIBLE = "visible"
FORMULA = "f"
# What openpyxl raises for files that are none of its own, or only a part of one.
_BROKEN = (zipfile.BadZipFile, AttributeError, EOFError, IndexError, KeyError, ParseError, TypeError, ValueError)


class SheetError(KnowledgeError):
    """The file cannot be read as a table of services."""


def read_workbook(path: Path, name: str) -> list[list[str]]:
    """The rows of the visible sheet with that name, or of the only visible one; SheetError when it is unclear."""
    import openpyxl  # slow to load, and needed for workbooks only
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _check_size(path)
        book = openpyxl.load_workbook(path)
    except (*_BROKEN, InvalidFileException) as error:
        raise SheetError(f"{path}: is no xlsx file, or cut off: {type(error).__name__}") from None
    sheet = _sheet(path, book, name)
    if sheet.max_row * sheet.max_column > MAX_CELLS:
        size = f"{sheet.max_row:,} rows and {sheet.max_column:,} columns"
        raise SheetError(f"{path}: reaches over {size}: delete the empty ones at its end, or save it as CSV")
    return list(_rows(path, sheet))


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if unpacked > MAX_UNPACKED:
        raise SheetError(f"{path}: unpacks to {unpacked:,} bytes, the limit is {MAX_UNPACKED:,}: split it")


def _sheet(path: Path, book: Any, name: str) -> Any:
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == VISIBLE]
    named = [sheet for sheet in visible if sheet.title == name] or visible
    if len(named) != 1:
        raise SheetError(f"{path}: has {len(visible)} visible sheets, none named {name}: name the one to be read so")
    return named[0]


def _rows(path: Path, sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == FORMULA:
                place = f"{path}: {cell.coordinate} is a formula"
                raise SheetError(f"{place}: copy the column and paste it as values, then save again")
        yield [_as_text(cell.value) for cell in row]


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
