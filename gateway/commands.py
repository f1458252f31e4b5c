"""What an operator can do with the store of the talks beside running the gateway."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from gateway.app import utc_now
from gateway.settings import Settings
from gateway.store import Store
from gateway.tasks import Task

OK, NOT_FOUND = 0, 1


def make_parser() -> argparse.ArgumentParser:
    """The commands and their options; without a command the gateway runs."""
    parser = argparse.ArgumentParser(prog="python -m gateway", description="Run the gateway, or look into its store.")
    commands = parser.add_subparsers(dest="command", metavar="command")
    summary = "list what visitors reported as wrong, oldest first"
    listed = commands.add_parser("tasks", help=summary, description=summary)
    listed.add_argument("--done", type=int, metavar="ID", help="mark one as done instead")
    return parser


async def run_tasks(settings: Settings, done: int | None) -> int:
    """Print the open tasks, or mark one as done; NOT_FOUND when there is none with that id."""
    store = Store(settings.database_url, utc_now)
    await store.prepare()
    try:
        if done is None:
            _print(*map(_line, await store.find_open_tasks()))
            return OK
        if await store.finish_task(done):
            return OK
        _print(f"no open task has the id {done}")
        return NOT_FOUND
    finally:
        await store.close()


def run(settings: Settings, arguments: Sequence[str]) -> int | None:
    """Do the command of some arguments and give the exit code; None when there is none."""
    parsed = make_parser().parse_args(arguments)
    return asyncio.run(run_tasks(settings, parsed.done)) if parsed.command == "tasks" else None


def _line(task: Task) -> str:
    day = task.created_at.date().isoformat()
    what = "  ".join(filter(None, (task.subject.record, task.subject.title, task.subject.number)))
    return f"{task.id:5}  {day}  {task.kind}  {task.count} reported  {what}"


def _print(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
