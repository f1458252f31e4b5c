"""The whole assistant as `make run` starts it, on ports and data of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.environment import ROOT

PATIENCE = 150.0


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Assistant:
    """A running assistant: `url` of its page, `ports` by process."""

    process: subprocess.Popen[str]
    ports: dict[str, int]
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports['PORT']}"

    @classmethod
    def start(cls, data: Path) -> Assistant:
        ports = {name: free_port() for name in ("PORT", "RASA_PORT", "ACTIONS_PORT")}
        without = {"DATABASE_URL", "RASA_URL", "ACTIONS_URL", "TRACKER_DATABASE_URL"}
        env = {k: v for k, v in os.environ.items() if k not in without}
        env |= {name: str(port) for name, port in ports.items()} | {"DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
        log = data / "log.txt"
        with log.open("w") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "scripts.run"], cwd=ROOT, env=env, stdout=output, stderr=output, text=True
            )
        assistant = cls(process, ports, log)
        assistant.wait_until_ready()
        return assistant

    def wait_until_ready(self) -> None:
        """Wait until everything answers; AssertionError with the log when it does not."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if self.status("/readyz") == 200:
                return
            time.sleep(0.2)
        raise AssertionError(self.log.read_text()[-4000:])

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.url + path, timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def say(self, **body: Any) -> dict[str, Any]:
        """POST a message; gives the answer, or {"error": …} with the status beside it."""
        request = urllib.request.Request(
            f"{self.url}/api/chat/messages", json.dumps(body).encode(), {"content-type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return dict(json.load(response))
        except urllib.error.HTTPError as error:
            return dict(json.load(error)) | {"status": error.code}

    def erase(self, conversation: str) -> int:
        request = urllib.request.Request(f"{self.url}/api/chat/conversations/{conversation}", method="DELETE")
        with urllib.request.urlopen(request, timeout=30) as response:
            return int(response.status)

    def kill(self, port_name: str) -> None:
        """End one process as hard as a crash would."""
        for pid in pids_with(f"--port {self.ports[port_name]}"):
            os.kill(pid, signal.SIGKILL)

    def stop(self) -> int:
        """Press Ctrl-C; gives the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=30)


def pids_with(text: str) -> list[int]:
    """Processes whose command line has a text in it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it has ended meanwhile
        if text in command and int(path.parent.name) != os.getpid():
            found.append(int(path.parent.name))
    return found


def words_of(answer: dict[str, Any]) -> str:
    """All that an answer shows."""
    return json.dumps(answer["messages"], ensure_ascii=False)
