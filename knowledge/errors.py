"""The one exception base of this package."""

from __future__ import annotations


class KnowledgeError(Exception):
    """Something the knowledge base refuses, said so that the one who caused it can mend it."""
