"""What an editor or an operator can do with the knowledge base; one function a command."""

from __future__ import annotations

import argparse
import os
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from bot.language import clean, detect
from knowledge.authoring import ContentError, content_files, read_content
from knowledge.database import connect, knowledge_url
from knowledge.errors import KnowledgeError
from knowledge.exporting import DEFAULT_OUT, FORMATS, export
from knowledge.importing import plan_import, write_plan
from knowledge.loading import CONTENT, load, version_of
from knowledge.migrations import upgrade
from knowledge.overview import Unknown, describe, gaps, stale
from knowledge.reply import ROUTES, Question
from knowledge.search.statements import index_content
from knowledge.searching import explained, shown

OK, PROBLEMS = 0, 1
BANGKOK = ZoneInfo("Asia/Bangkok")

Command = Callable[[argparse.Namespace], int]


def check_command(arguments: argparse.Namespace) -> int:
    """Read all content and print what is wrong with it."""
    try:
        content = read_content(_content(arguments))
    except ContentError as error:
        shown = [problem for problem in error.problems if problem.file.startswith(arguments.only)]
        print(*shown, sep="\n", end="\n" if shown else "")
        print(f"{len(shown)} of {len(error.problems)} problems shown" if arguments.only else f"{len(shown)} problems")
        return PROBLEMS if shown else OK
    kinds = Counter(entry.kind for entry in content.entries.values())
    print(f"{content.files} files, {len(content.entries)} records are right:")
    print(*(f"  {count:5} {kind}" for kind, count in sorted(kinds.items())), sep="\n")
    print(f"  {content.texts_without('my')} texts have no Burmese yet")
    return OK


def tidy_command(arguments: argparse.Namespace) -> int:
    """Rewrite content files in Unicode NFC with plain line ends."""
    path: Path = arguments.path or _content(arguments)
    for file in [path] if path.is_file() else content_files(path):
        try:
            before = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise KnowledgeError(f"{file}: is not UTF-8: save the file as UTF-8") from None
        after = unicodedata.normalize("NFC", before.replace("\r\n", "\n"))
        if after.encode() != file.read_bytes():
            file.write_bytes(after.encode())
            print(f"tidied {file}")
    return OK


def load_command(arguments: argparse.Namespace) -> int:
    """Bring the database up to date with the content."""
    content = _content(arguments)
    engine = connect(arguments.database)
    upgrade(engine)
    start = time.perf_counter()
    loaded = load(engine, content, force=arguments.force, index=index_content)
    what = f"{loaded.rows} rows loaded" if loaded.changed else "nothing to do, the database has this content"
    print(f"{what} ({loaded.version[:12]}, {time.perf_counter() - start:.2f} s)")
    return OK


def show_command(arguments: argparse.Namespace) -> int:
    """Print what is known about a record."""
    with _loaded(arguments.database).connect() as connection:
        try:
            print(*describe(connection, arguments.id), sep="\n")
        except Unknown as error:
            print(error)
            return PROBLEMS
    return OK


def search_command(arguments: argparse.Namespace) -> int:
    """Print how a question is answered; with --explain also what was ranked below it, and why."""
    engine, text = _loaded(arguments.database), clean(arguments.question)
    question = Question(text, arguments.language or detect(text).language.value, arguments.route, datetime.now(BANGKOK))
    print(*shown(engine, question), sep="\n")
    if arguments.explain:
        print("", *explained(engine, question), sep="\n")
    return OK


def stale_command(arguments: argparse.Namespace) -> int:
    """List the records whose review is due, oldest first, with the days since and who keeps them."""
    with _loaded(arguments.database).connect() as connection:
        due = stale(connection, arguments.on)
    for item in due:
        late = f"{item.days_late(arguments.on)} days"
        print(f"{item.due}  {late:>9}  {item.reason:9}  {item.owner:10}  {item.slug}  ({item.file}:{item.line})")
        print(*(f"            {title}" for title in item.sources), sep="\n", end="\n" if item.sources else "")
    print(f"{len(due)} to review on {arguments.on}")
    return PROBLEMS if due else OK


def gaps_command(arguments: argparse.Namespace) -> int:
    """List what is known to be unknown."""
    with _loaded(arguments.database).connect() as connection:
        missing = gaps(connection)
    for gap in missing:
        ask = f"  ask: {', '.join(gap.where_to_ask)}" if gap.where_to_ask else ""
        print(f"{gap.subject}  {gap.topic}{f'  {gap.note}' if gap.note else ''}{ask}")
    print(f"{len(missing)} gaps")
    return OK


def export_command(arguments: argparse.Namespace) -> int:
    """Write the directory to files: HSDS as JSON or CSV, or a workbook to edit."""
    out: Path = arguments.out or DEFAULT_OUT[arguments.format]
    with _loaded(arguments.database).connect() as connection:
        print(*(f"wrote {path}" for path in export(connection, arguments.format, out)), sep="\n")
    return OK


def import_command(arguments: argparse.Namespace) -> int:
    """Take an edited table of services (CSV or xlsx) over into the content, and show what changes."""
    content = _content(arguments)
    plan = plan_import(arguments.file, content)
    print(*plan.changes, sep="\n", end="\n" if plan.changes else "")
    if not arguments.dry_run:
        write_plan(plan, content)
    done = "would change" if arguments.dry_run else "changed"
    print(f"{len(plan.changes)} values in {len(plan.files)} files {done}")
    return OK


def _content(arguments: argparse.Namespace) -> Path:
    """The folder of the records; KnowledgeError when it has none, which a wrong path looks like."""
    folder: Path = arguments.content
    if not folder.is_dir() or not content_files(folder):
        raise KnowledgeError(f"{folder}: no folder with YAML records: say with --content where they are")
    return folder


def _loaded(url: str) -> sa.engine.Engine:
    """An engine whose database has content; KnowledgeError when it has none."""
    engine = connect(url)
    with engine.connect() as connection:
        if sa.inspect(connection).has_table("content_version") and version_of(connection):
            return engine
    raise KnowledgeError("the database has no content yet: run `python -m knowledge load` first")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write one such as 2027-01-31") from None


def make_parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m knowledge", description=__doc__)
    parser.add_argument("--content", type=Path, default=CONTENT, help="folder of the YAML records")
    parser.add_argument("--database", default=knowledge_url(os.environ), help="address; default: DATABASE_URL")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, command: Command) -> argparse.ArgumentParser:
        summary = command.__doc__ or ""
        added = commands.add_parser(name, help=summary, description=summary)
        added.set_defaults(command=command)
        return added

    add("check", check_command).add_argument("only", nargs="?", default="", help="show only files that begin so")
    add("tidy", tidy_command).add_argument("path", type=Path, nargs="?", help="a file or a folder")
    add("load", load_command).add_argument("--force", action="store_true", help="even when nothing changed")
    add("show", show_command).add_argument("id")
    asked = add("search", search_command)
    asked.add_argument("question")
    asked.add_argument("--language", choices=("th", "en", "my"), help="of the reply; default: that of the question")
    asked.add_argument("--route", choices=ROUTES, default="directory")
    asked.add_argument("--explain", action="store_true", help="show what was understood, and the ranks with reasons")
    today = datetime.now(BANGKOK).date()
    add("stale", stale_command).add_argument("--on", type=_day, default=today, help="a day such as 2027-01-31")
    add("gaps", gaps_command)
    exported = add("export", export_command)
    exported.add_argument("--format", choices=FORMATS, required=True)
    exported.add_argument("--out", type=Path, help="a folder; for xlsx a file")
    imported = add("import", import_command)
    imported.add_argument("file", type=Path, help="a table with the columns of `export --format xlsx`")
    imported.add_argument("--dry-run", action="store_true", help="only show what would change")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when the content or the database is not, 2 for a wrong call."""
    arguments = make_parser().parse_args(argv)
    command: Command = arguments.command
    try:
        return command(arguments)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
    except SQLAlchemyError as error:
        # The cause alone: the error itself quotes whole rows.
        cause = str(getattr(error, "orig", None) or type(error).__name__).partition("\n")[0]
        print(f"the database cannot be used now, it is as it was: {cause}", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or 'a file'} cannot be read or written: {error.strerror}", file=sys.stderr)
    return PROBLEMS
