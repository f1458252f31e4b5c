"""The documentation names every setting and command, its examples are right, its links lead somewhere."""

from __future__ import annotations

import argparse
import ast
import re
import shutil
from pathlib import Path

import pytest

from knowledge.authoring import ContentError, read_content
from knowledge.authoring.records import RECORD_TYPES
from knowledge.commands import make_parser
from knowledge.loading import CONTENT
from scripts.environment import DEFAULTS, ROOT

OPERATING, WRITING = ROOT / "docs" / "operating.md", ROOT / "docs" / "content.md"
OF_THE_MACHINE = {"PATH"}
SETTING = re.compile(r"[A-Z]+(_[A-Z]+)*")
EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<path>[^)#\s]+)")
PAGES = [
    path
    for path in sorted(ROOT.rglob("*.md"))
    if not any(part.startswith(".") or part in ("node_modules", "var") for part in path.relative_to(ROOT).parts)
]


def settings_read_by(path: Path) -> set[str]:
    """The names of the environment that stand as arguments of calls in a module."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    constants = (argument for call in calls for argument in call.args if isinstance(argument, ast.Constant))
    return {c.value for c in constants if isinstance(c.value, str) and SETTING.fullmatch(c.value)} - OF_THE_MACHINE


def all_settings() -> set[str]:
    read = settings_read_by(ROOT / "gateway" / "settings.py") | settings_read_by(ROOT / "scripts" / "environment.py")
    return read | set(DEFAULTS)


def all_commands() -> list[str]:
    actions = make_parser()._actions
    return sorted(name for a in actions if isinstance(a, argparse._SubParsersAction) for name in a.choices)


def first_cells(page: Path) -> list[str]:
    """What stands first in the rows of the tables of a page."""
    return re.findall(r"^\| `([^`]+)`", page.read_text(encoding="utf-8"), re.M)


def test_the_settings_are_found() -> None:
    assert {"PORT", "HOST", "DATABASE_URL", "RASA_TIMEOUT", "TRACKER_DATABASE_URL", "DATA_DIR"} <= all_settings()


@pytest.mark.parametrize("setting", sorted(all_settings()))
def test_a_setting_has_its_row(setting: str) -> None:
    assert setting in first_cells(OPERATING)


@pytest.mark.parametrize("command", all_commands())
def test_a_command_has_its_row(command: str) -> None:
    assert command in {cell.split()[0] for cell in first_cells(WRITING)}


def write_examples(folder: Path, right: str = "", wrong: str = "") -> list[str]:
    """The examples of the page as files, the organisation's with `right` replaced by `wrong`."""
    shutil.copy(CONTENT / "areas" / "provinces.yml", folder)
    examples = EXAMPLE.findall(WRITING.read_text(encoding="utf-8"))
    for number, example in enumerate(examples):
        is_organisation = example.startswith("type: organisation")
        name = "example" if is_organisation else f"example-{number}"
        (folder / f"{name}.yml").write_text(example.replace(right, wrong, 1) if is_organisation else example, "utf-8")
    return examples


def test_the_examples_are_right_and_of_every_type(tmp_path: Path) -> None:
    examples = write_examples(tmp_path)
    read_content(tmp_path)
    assert {re.findall(r"^type: (\w+)$", example, re.M)[0] for example in examples} == set(RECORD_TYPES)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("needs: [need-example]\nphones", "needs: [need-exampel]\nphones"),
        ("02 123 4567", "12345"),
        ("checked: 2026-11-21\nreview_by", "checked: 2569-11-21\nreview_by"),
    ],
    ids=["unknown id", "phone number", "Buddhist year"],
)
def test_mistakes_look_as_shown(tmp_path: Path, right: str, wrong: str) -> None:
    write_examples(tmp_path, right, wrong)
    with pytest.raises(ContentError) as raised:
        read_content(tmp_path)
    shown = WRITING.read_text(encoding="utf-8")
    assert [str(problem) for problem in raised.value.problems if str(problem) not in shown] == []


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
