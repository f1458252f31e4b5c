"""The action server as a process: it listens whether or not the knowledge base can be read yet."""

from __future__ import annotations

import sys
import time
import urllib.request
from pathlib import Path

import pytest

from bench.processes import Program, free_ports, started
from scripts.environment import ROOT, process_environment

PATIENCE = 60.0  # seconds


def _printed_until_it_listens(settings: dict[str, str], folder: Path) -> str:
    """What the server prints before it answers; raises BenchError when it ends instead."""
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "actions", "--port", str(port), "--quiet"]
    with started([Program("actions", command, process_environment() | settings, ROOT)], folder) as (server,):
        until = time.monotonic() + PATIENCE
        while not _listens(port):
            server.check()
            assert time.monotonic() < until, "it does not listen"
            time.sleep(0.2)
    return (folder / "actions.log").read_text()


def _listens(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


@pytest.mark.parametrize("database", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:///{folder}/empty.db"])
def test_it_listens_before_there_is_anything_to_read(database: str, tmp_path: Path) -> None:
    printed = _printed_until_it_listens({"DATABASE_URL": database.format(folder=tmp_path)}, tmp_path)
    assert "actions.knowledge.unavailable" in printed


def test_it_has_read_when_it_listens(tmp_path: Path) -> None:
    assert "unavailable" not in _printed_until_it_listens({}, tmp_path)
