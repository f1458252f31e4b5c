"""The command line: what it prints and how it ends."""

from __future__ import annotations

import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge.commands import main

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str]:
        code = main(["--content", str(folder), "--database", f"sqlite:///{tmp_path}/k.db", *arguments])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return call


def test_check(run: Run, folder: Path) -> None:
    code, text = run("check")
    assert code == 0
    assert "3 files, 14 records are right" in text
    (folder / "wrong.yml").write_text("type: event\nid: x\n")
    code, text = run("check")
    assert code == 1
    assert "wrong.yml:1: x name: is missing: add `name:`\n" in text
    assert text.endswith("problems\n")
    assert run("check", "others")[0] == 0


def test_load_show_stale_and_gaps(run: Run) -> None:
    assert run("gaps") == (1, "the database has no content yet: run `python -m knowledge load` first\n")
    code, text = run("load")
    assert (code, "rows loaded" in text) == (0, True)
    assert "nothing to do" in run("load")[1]
    assert "rows loaded" in run("load", "--force")[1]

    code, text = run("show", "candle-house")
    assert code == 0
    for line in (
        "organisation candle-house  (candle-house.yml:1)",
        "  name: บ้านเทียน",
        "    053 123456 ext. 12  trust M, check first, checked 2026-11-21  [src-leaflet]",
        "    since: บ้านเทียนเริ่มปี 2555  [src-leaflet, src-report]",
        "    แผ่นพับบ้านเทียน, https://example.org/leaflet",
        "    service candle-house-grant",
    ):
        assert line in text.splitlines()
    code, text = run("show", "candle-hous")
    assert code == 1
    assert "near: candle-house" in text

    code, text = run("stale", "--on", "2026-12-01")
    assert (code, text.splitlines()[0]) == (
        1,
        "2025-02-28   641 days  expired    editor      candle-house-grant/amount  (candle-house.yml:44)",
    )
    assert "1 to review" in text
    assert "2 to review" in run("stale", "--on", "2027-01-01")[1]
    assert run("stale", "--on", "2025-01-01")[0] == 0

    code, text = run("gaps")
    assert code == 0
    assert "candle-house  languages  ยังไม่รู้ว่าพูดภาษาอะไรได้บ้าง  ask: hotline-9999" in text


def test_who_keeps_an_overdue_record(run: Run, edit: Callable[[str, str, str], None]) -> None:
    edit("candle-house.yml", "id: candle-house\n", "id: candle-house\nowner: field-team\n")
    run("load")
    lines = run("stale", "--on", "2027-06-01")[1].splitlines()
    assert "2025-02-28   823 days  expired    field-team  candle-house-grant/amount  (candle-house.yml:45)" in lines


NO_CONTENT = {"nothing there": "nowhere", "a file": "content/base.yml", "without records": "."}


@pytest.mark.parametrize("command", [["check"], ["load"], ["load", "--force"], ["tidy"], ["import", "x.csv"]])
@pytest.mark.parametrize("place", NO_CONTENT.values(), ids=NO_CONTENT)
def test_a_wrong_folder_changes_nothing(
    run: Run, folder: Path, tmp_path: Path, place: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run("load")
    wrong = tmp_path / "empty" if place == "." else tmp_path / place
    (tmp_path / "empty").mkdir()
    database = f"sqlite:///{tmp_path}/k.db"
    assert main(["--content", str(wrong), "--database", database, *command]) == 1
    assert "no folder with YAML records" in capsys.readouterr().err
    assert run("show", "candle-house")[0] == 0


def test_tidy_names_a_file_that_is_no_text(run: Run, folder: Path) -> None:
    (folder / "latin.yml").write_bytes(b"a: \xe9\n")
    assert run("tidy") == (1, f"{folder / 'latin.yml'}: is not UTF-8: save the file as UTF-8\n")


def test_a_database_that_fails_is_told_without_its_rows(
    run: Run, monkeypatch: pytest.MonkeyPatch, edit: Callable[[str, str, str], None]
) -> None:
    run("load")
    edit("candle-house.yml", "en: Candle House}", "en: House of Candles}")

    def fail(*_: object, **__: object) -> None:
        raise sa.exc.OperationalError("INSERT", {"text": "a row"}, Exception("disk I/O error\nDETAIL: a row"))

    with monkeypatch.context() as patch:
        patch.setattr("knowledge.loading.write", fail)
        assert run("load") == (1, "the database cannot be used now, it is as it was: disk I/O error\n")
    assert "House of Candles" not in run("show", "candle-house")[1]


def test_a_load_that_is_killed_changes_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    """`kill -9` while the rows are being replaced."""
    run("load")
    program = (
        "import os, signal, sys\n"
        "from knowledge import commands\n"
        "from knowledge.search import statements\n"
        "commands.index_content = lambda connection: os.kill(os.getpid(), signal.SIGKILL)\n"
        "commands.main(sys.argv[1:])\n"
    )
    arguments = ["--content", str(folder), "--database", f"sqlite:///{tmp_path}/k.db", "load", "--force"]
    killed = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert run("show", "candle-house")[0] == 0
    assert "nothing to do" in run("load")[1]


def test_tidy_mends_what_check_refuses(run: Run, folder: Path) -> None:
    path = folder / "base.yml"
    path.write_bytes(
        unicodedata.normalize("NFD", path.read_text().replace("leaflet}", "léaflet}")).replace("\n", "\r\n").encode()
    )
    assert run("check")[0] == 1
    assert run("tidy") == (0, f"tidied {path}\n")
    assert run("check")[0] == 0
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["show"], ["stale", "--on", "tomorrow"]])
def test_a_wrong_call_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
