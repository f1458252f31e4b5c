"""Says when the assistant is ready and where to click."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request

from scripts.environment import process_environment

PATIENCE = 180.0


def missing(url: str) -> str | None:
    """None once everything answers, else what does not."""
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=3):
            return None
    except urllib.error.HTTPError as error:
        return ", ".join(json.load(error).get("missing", [])) or str(error)
    except OSError as error:
        return f"gateway ({error})"


def main() -> None:
    url = f"http://127.0.0.1:{process_environment()['PORT']}"
    started = time.monotonic()
    print("Starting …", flush=True)
    while (waits_for := missing(url)) and time.monotonic() - started < PATIENCE:
        time.sleep(0.3)
    if waits_for:
        print(f"Not ready after {PATIENCE:.0f} s: {waits_for} does not answer.", flush=True)
    else:
        print(f"Nong Sitthi is ready ({time.monotonic() - started:.0f} s): open {url}  ·  Ctrl-C stops it", flush=True)


if __name__ == "__main__":
    main()
