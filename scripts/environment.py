"""Where things are and what the processes of the assistant are told about each other."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("DATA_DIR") or ROOT / "var")
MODEL = ROOT / "models" / "nong-sitthi.tar.gz"

DEFAULTS = {
    "PORT": "8080",
    "RASA_PORT": "5005",
    "ACTIONS_PORT": "5055",
}


def process_environment() -> dict[str, str]:
    """The environment of every process: ports, addresses, databases, quiet libraries."""
    env = dict(DEFAULTS) | dict(os.environ)
    env["DATA_DIR"] = str(VAR)
    env.setdefault("TRACKER_DATABASE_URL", env.get("DATABASE_URL") or f"sqlite:///{VAR}/trackers.db")
    env.setdefault("RASA_URL", f"http://127.0.0.1:{env['RASA_PORT']}")
    env.setdefault("ACTIONS_URL", f"http://127.0.0.1:{env['ACTIONS_PORT']}")
    return env | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{env.get('PATH', '')}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",  # of libraries that Rasa pins; the tests look at ours
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_ACCESS_LOG": "false",  # the gateway writes a line for each request
        "SANIC_HOST": "127.0.0.1",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # One thread a process: three processes share the cores.
        "OMP_NUM_THREADS": "1",
        "TF_INTRA_OP_PARALLELISM_THREADS": "1",
        "TF_INTER_OP_PARALLELISM_THREADS": "1",
    }
