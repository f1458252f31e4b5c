"""The action server, which reads the knowledge base before somebody asks: `python -m actions --port PORT`."""

from __future__ import annotations

import sys

import structlog
from rasa_sdk.__main__ import main_from_args
from rasa_sdk.endpoint import create_argument_parser

from actions.knowledge_base import knowledge_base

log = structlog.get_logger()


def main() -> None:
    arguments = create_argument_parser().parse_args(["--actions", "actions", *sys.argv[1:]])
    try:
        knowledge_base()
    except Exception as error:  # whatever keeps it from being read now: the first question tries again
        log.warning("actions.knowledge.unavailable", error=type(error).__name__)
    main_from_args(arguments)


if __name__ == "__main__":
    main()
