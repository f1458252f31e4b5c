"""The one knowledge base of the action server."""

from __future__ import annotations

import os
from functools import lru_cache

from knowledge.answers import KnowledgeBase


@lru_cache(maxsize=1)
def knowledge_base() -> KnowledgeBase:
    """Opened at the first question, from DATABASE_URL or DATA_DIR."""
    return KnowledgeBase.open(os.environ)
