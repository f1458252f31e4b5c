"""The action server as a process: it listens whether or not the knowledge base can be read yet."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.processes import free_ports
from scripts.environment import ROOT, process_environment

PATIENCE = 60.0  # seconds


@contextmanager
def _server(port: int, settings: dict[str, str], output: Path) -> Iterator[subprocess.Popen[bytes]]:
    with output.open("wb") as printed:
        command = [sys.executable, "-m", "actions", "--port", str(port), "--quiet"]
        environment = process_environment() | settings
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=printed, stderr=subprocess.STDOUT)
        try:
            yield server
        finally:
            server.kill()
            server.wait()


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as reply:
                return bool(reply.status == 200)
        except OSError:
            time.sleep(0.2)
    return False


@pytest.mark.parametrize("database", ["postgresql://nobody@127.0.0.1:1/none", "sqlite:///{folder}/empty.db"])
def test_it_listens_before_there_is_anything_to_read(database: str, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    output = tmp_path / "printed"
    with _server(port, {"DATABASE_URL": database.format(folder=tmp_path)}, output) as server:
        assert _answers(server, port), output.read_text()
    assert "actions.knowledge.unavailable" in output.read_text()


def test_it_has_read_when_it_listens(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    output = tmp_path / "printed"
    with _server(port, {}, output) as server:
        assert _answers(server, port), output.read_text()
    assert "unavailable" not in output.read_text()
