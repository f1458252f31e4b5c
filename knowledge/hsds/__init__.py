"""The directory as the Human Services Data Specification 3.1 writes it: rows in, JSON objects out."""

from knowledge.hsds.filters import Filters
from knowledge.hsds.nesting import Depth
from knowledge.hsds.resources import RESOURCES, Resource, count, find, read_all, read_batch, read_page

VERSION = "3.1"

__all__ = [
    "RESOURCES",
    "VERSION",
    "Depth",
    "Filters",
    "Resource",
    "count",
    "find",
    "read_all",
    "read_batch",
    "read_page",
]
