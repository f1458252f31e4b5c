"""Processes that a measurement starts: always stopped, their memory read from Linux' /proc."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STOP_SECONDS = 15.0
SHOWN_LINES = 15
# Of what follows "(name)" in /proc/<id>/stat (proc(5)): the session, and ticks in user and in kernel mode.
SESSION, USER_TICKS, KERNEL_TICKS = 3, 11, 12


class BenchError(Exception):
    """A step of the measurement failed; the message holds the end of its output."""


@dataclass(frozen=True)
class Program:
    """What to start, where, and with which environment."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path


class Running:
    """A started program; everything it starts itself belongs to its session."""

    def __init__(self, program: Program, log: Path) -> None:
        self.name = program.name
        self._log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                program.command,
                cwd=program.folder,
                env=dict(program.environment),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def memory(self) -> float:
        """Resident memory of the whole session in MB."""
        return sum(_resident(process) for process, _ in _processes_of(self._process.pid)) / 2**20

    def processor_time(self) -> float:
        """Milliseconds of processor time that the living processes of the session have used."""
        ticks = sum(int(f[USER_TICKS]) + int(f[KERNEL_TICKS]) for _, f in _processes_of(self._process.pid))
        return 1000 * ticks / os.sysconf("SC_CLK_TCK")

    def check(self) -> None:
        """Raises BenchError when the program has ended."""
        if self._process.poll() is not None:
            raise BenchError(f"{self.name} ended with {self._process.returncode}:\n{_tail(self._log)}")

    def wait(self) -> None:
        """Wait for the end; raises BenchError when it is a bad one."""
        if self._process.wait():
            self.check()

    def stop(self) -> None:
        """Ask it to end, then end it."""
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        finally:
            self._signal(signal.SIGKILL)
            self._process.wait()

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


@contextmanager
def started(programs: Sequence[Program], logs: Path) -> Iterator[list[Running]]:
    """All programs at once; stopped at the end, whatever happens."""
    running: list[Running] = []
    try:
        for program in programs:
            running.append(Running(program, logs / f"{program.name}.log"))
        yield running
    finally:
        for process in reversed(running):
            process.stop()


def run(program: Program, logs: Path) -> float:
    """Seconds a step takes; raises BenchError when it fails."""
    began = time.perf_counter()
    with started([program], logs) as (process,):
        process.wait()
    return time.perf_counter() - began


def free_ports(count: int) -> list[int]:
    """Ports of the loopback that nobody uses now."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def _processes_of(session: int) -> Iterator[tuple[Path, list[str]]]:
    """Folder and fields of every process of a session."""
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = (process / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[SESSION]) == session:
                yield process, fields


def _resident(process: Path) -> int:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-SHOWN_LINES:])
