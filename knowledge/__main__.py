"""The command line of the knowledge base: `python -m knowledge <command>`."""

from __future__ import annotations

import sys

from knowledge.commands import main

if __name__ == "__main__":
    sys.exit(main())
