"""Talk to a running assistant in the terminal: a line is a message, a number presses a button."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from typing import Any

from scripts.environment import process_environment


def post(url: str, body: dict[str, Any]) -> dict[str, Any]:
    """The gateway's answer, or its error as {"error": …}; raises OSError when nothing answers."""
    request = urllib.request.Request(
        f"{url}/api/chat/messages", json.dumps(body).encode(), {"content-type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return dict(json.load(response))
    except urllib.error.HTTPError as error:
        return dict(json.load(error))


def show(message: dict[str, Any]) -> list[dict[str, str]]:
    """Print one message; gives its buttons."""
    print(f"\n{message['text']}")
    for card in message["cards"]:
        numbers = ", ".join(phone["number"] for phone in card["phones"])
        print(f"  ▪ {card['title']}  {numbers}")
    for source in message["sources"]:
        print(f"  ({source['title']}, {source['checked']})")
    for number, button in enumerate(message["buttons"], start=1):
        print(f"  [{number}] {button['title']}")
    return list(message["buttons"])


def main() -> None:
    url = f"http://127.0.0.1:{process_environment()['PORT']}"
    conversation: str | None = None
    buttons: list[dict[str, str]] = []
    print("Write a message; Ctrl-D ends.")
    for line in sys.stdin:
        text = line.strip()
        if not text:
            continue
        pressed = buttons[int(text) - 1] if text.isdecimal() and 0 < int(text) <= len(buttons) else None
        body: dict[str, Any] = {"payload": pressed["payload"]} if pressed else {"text": text}
        try:
            answer = post(url, body | ({"conversation_id": conversation} if conversation else {}))
        except OSError as error:
            raise SystemExit(f"Nothing answers at {url} ({error}): start the assistant with `make run`.") from error
        if "error" in answer:
            print(answer["error"]["message"])
            continue
        conversation = answer["conversation_id"]
        buttons = [button for message in answer["messages"] for button in show(message)]


if __name__ == "__main__":
    main()
