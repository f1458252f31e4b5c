"""The one knowledge base of the action server."""

from __future__ import annotations

import gc
import os
from functools import lru_cache

from knowledge.answers import KnowledgeBase


@lru_cache(maxsize=1)
def knowledge_base() -> KnowledgeBase:
    """Opened when it is first asked for, from DATABASE_URL or DATA_DIR; raises knowledge.errors.KnowledgeError."""
    base = KnowledgeBase.open(os.environ)
    base.prepare()
    gc.freeze()  # what was read and loaded by now stays: nobody waits while the collector looks through it again
    return base
