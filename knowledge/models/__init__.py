"""The tables of the knowledge base: HSDS 3.1 (`hsds`) and our own beside it (`own`)."""

from knowledge.models import hsds, own
from knowledge.models.base import key_of, metadata

__all__ = ["hsds", "key_of", "metadata", "own"]
