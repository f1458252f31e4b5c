"""Starts Rasa, the actions and the gateway under supervisord; Ctrl-C stops all three."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from scripts.environment import ROOT, process_environment
from scripts.prepare import prepare

PORTS = (("PORT", "the page"), ("RASA_PORT", "Rasa"), ("ACTIONS_PORT", "the actions"))


def taken_port(env: dict[str, str]) -> str | None:
    """One clear sentence when a port cannot be used, else None."""
    for setting, what in PORTS:
        if not env[setting].isdecimal() or not 0 < int(env[setting]) < 65536:
            return f"{setting}={env[setting]} is not a port: give a number from 1 to 65535."
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", int(env[setting])))
            except OSError as error:
                return (
                    f"Port {env[setting]} ({what}) cannot be used ({error.strerror}): "
                    f"stop what uses it, or choose another with {setting}=… make run."
                )
    return None


def main() -> None:
    env = process_environment()
    problem = taken_port(env)
    if problem:
        raise SystemExit(problem)
    prepare()
    supervisord = str(Path(sys.executable).with_name("supervisord"))
    os.chdir(ROOT)
    os.execve(supervisord, [supervisord, "-c", "scripts/supervisord.conf"], env)


if __name__ == "__main__":
    main()
