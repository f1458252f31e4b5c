"""`make bench`: speed and memory of the assistant beside Rasa's own starter bot, in one run on this machine."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench.bots import assistant, starter
from bench.measuring import Effort, Measured, measure
from bench.processes import BenchError
from bench.report import PAGE, machine, text_of, write

FULL = Effort(turns=400, seconds=30.0, parts=300)
QUICK = Effort(turns=60, seconds=5.0, parts=90)


def measure_both(effort: Effort) -> tuple[Measured, Measured]:
    """(assistant, starter bot), one after the other so that neither disturbs the other."""

    def tell(name: str, what: str) -> None:
        print(f"  {name}: {what}", flush=True)

    with tempfile.TemporaryDirectory(prefix="nong-sitthi-bench-") as temporary:
        folders = [Path(temporary) / name for name in ("assistant", "starter")]
        for folder in folders:
            folder.mkdir()
        ours = measure(assistant(folders[0]), folders[0], effort, lambda what: tell("Nong Sitthi", what))
        theirs = measure(starter(folders[1]), folders[1], effort, lambda what: tell("starter bot", what))
    return ours, theirs


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few turns: to see that it works, not to be quoted")
    parser.add_argument("--write", action="store_true", help=f"put the table into docs/{PAGE.name}")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a stop from outside cleans up as Ctrl-C does
    machine_line, day = machine(), date.today()
    print(f"Measuring on {machine_line} (some minutes; Ctrl-C stops it):", flush=True)
    try:
        ours, theirs = measure_both(QUICK if arguments.quick else FULL)
    except BenchError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped; every process that was started is stopped too.")
    text = text_of(ours, theirs, day, machine_line)
    print(f"\n{text}")
    if arguments.write:
        write(text)
        print(f"\nWritten to docs/{PAGE.name}.")


if __name__ == "__main__":
    main()
