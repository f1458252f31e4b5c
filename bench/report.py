"""The table of a measurement, and where it stands in the documentation."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.load import Result
from bench.measuring import PEOPLE, Measured
from bench.parts import LONG_TEXT, Pair
from scripts.environment import ROOT

PAGE = ROOT / "docs" / "measurements.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
NONE = "–"
HEAD = ("what", "Nong Sitthi", "Rasa's starter bot", "aim, at most")

Row = tuple[str, str, str, str]


def machine() -> str:
    """Cores, processor, memory and Python of this machine, and how busy it was in the last minute."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = models[0].partition(":")[2].strip() if models else platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    busy = f"load {os.getloadavg()[0]:.1f} before the start"
    return f"{os.cpu_count()} cores ({processor}), {memory:.0f} GB, Python {python}, {busy}"


def table(ours: Measured, theirs: Measured) -> str:
    """The Markdown table, assistant and starter bot side by side."""
    sections = (_once, _memory, _talking, _processor, _parts)
    rows = [row for section in sections for row in section(ours, theirs)]
    widths = [max(len(row[column]) for row in (HEAD, *rows)) for column in range(len(HEAD))]
    return "\n".join(_line(row, widths) for row in (HEAD, tuple("-" * width for width in widths), *rows))


def replace_between(page: str, begin: str, end: str, text: str) -> str:
    """The page with `text` between the two markers; ValueError when they are not there."""
    before, has_begin, rest = page.partition(begin)
    _, has_end, after = rest.partition(end)
    if not has_begin or not has_end:
        raise ValueError(f"{begin} … {end} is missing")
    return f"{before}{begin}\n{text}\n{end}{after}"


def write(text: str) -> None:
    """Put the measurement into docs/measurements.md."""
    PAGE.write_text(replace_between(PAGE.read_text(encoding="utf-8"), BEGIN, END, text), encoding="utf-8")


def text_of(ours: Measured, theirs: Measured, day: date, machine_line: str) -> str:
    """Date, machine and table."""
    return f"{day.isoformat()} · {machine_line}\n\n{table(ours, theirs)}"


def _once(ours: Measured, theirs: Measured) -> list[Row]:
    return [
        ("training from nothing", f"{ours.training:.1f} s", f"{theirs.training:.1f} s", "90 s"),
        ("loading the knowledge base from nothing", f"{ours.steps:.1f} s", NONE, ""),
        ("start of the processes to the first answer", f"{ours.start_up:.1f} s", f"{theirs.start_up:.1f} s", "25 s"),
    ]


def _memory(ours: Measured, theirs: Measured) -> list[Row]:
    rows: list[Row] = []
    for name, used in ours.memory.items():
        rows.append((f"memory: {name}", _megabytes(used), _megabytes(theirs.memory.get(name)), ""))
    both = [_megabytes(sum(measured.memory.values())) for measured in (ours, theirs)]
    return [*rows, ("memory: all processes together", both[0], both[1], "1,000 MB")]


def _processor(ours: Measured, theirs: Measured) -> list[Row]:
    rows: list[Row] = []
    for name, used in ours.processor.items():
        other = theirs.processor.get(name)
        what = f"processor time a message: {name}"
        rows.append((what, _milliseconds(used), NONE if other is None else _milliseconds(other), ""))
    return rows


def _talking(ours: Measured, theirs: Measured) -> list[Row]:
    rows: list[Row] = []
    alone, together = (ours.alone, theirs.alone), (ours.together, theirs.together)
    for name, (mine, other), median_aim, p95_aim in (
        ("1 person", alone, "12 ms", "30 ms"),
        (f"{PEOPLE} people at once", together, "", ""),
    ):
        rows += [
            (f"{name}: messages answered", _answered(mine), _answered(other), ""),
            (f"{name}: median", _milliseconds(mine.median), _milliseconds(other.median), median_aim),
            (f"{name}: 95th percentile", _milliseconds(mine.p95), _milliseconds(other.p95), p95_aim),
        ]
    per_second = [f"{result.per_second:.0f}" for result in together]
    return [*rows, (f"{PEOPLE} people at once: replies a second", per_second[0], per_second[1], "150 (at least)")]


def _parts(ours: Measured, theirs: Measured) -> list[Row]:
    parts = (
        ("safety", "safety check", "5 ms"),
        ("safety_long", f"safety check, {LONG_TEXT:,} letters", "5 ms"),
        ("language", "cleaning, detecting and cutting", ""),
        ("language_long", f"cleaning, detecting and cutting, {LONG_TEXT:,} letters", ""),
        ("parse", "understanding in Rasa", ""),
        ("knowledge", "answer from the knowledge base", ""),
    )
    return [
        (f"{name}: median / 95th percentile", _pair(ours.parts.get(key)), _pair(theirs.parts.get(key)), aim)
        for key, name, aim in parts
    ]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def _megabytes(value: float | None) -> str:
    return NONE if value is None else f"{value:,.0f} MB"


def _milliseconds(value: float) -> str:
    return f"{value:.2f} ms" if value < 1 else f"{value:.1f} ms"


def _pair(pair: Pair | None) -> str:
    return NONE if pair is None else f"{_milliseconds(pair[0])} / {_milliseconds(pair[1])}"


def _answered(result: Result) -> str:
    return f"{len(result.latencies):,} of {result.count:,}"
