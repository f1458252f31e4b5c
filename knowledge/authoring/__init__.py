"""Reading and checking the records that people write in YAML."""

from knowledge.authoring.checking import Content, Entry, content_files, read_content
from knowledge.authoring.problems import ContentError, Problem

__all__ = ["Content", "ContentError", "Entry", "Problem", "content_files", "read_content"]
