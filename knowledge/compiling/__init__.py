"""Records as rows: what the YAML says, in the shape of the tables. Pure: no file and no database is touched."""

from __future__ import annotations

from knowledge.authoring import Content
from knowledge.authoring.records import Area, Article, Event, Need, Organisation, ServiceRecord, Source
from knowledge.compiling.directory import add_organisation, add_service, add_taxonomy, add_term
from knowledge.compiling.rows import Rows
from knowledge.compiling.statements import add_area, add_article, add_entry, add_event, add_source

__all__ = ["Rows", "compile_content"]


def compile_content(content: Content) -> Rows:
    """All rows of all tables, the same for the same content."""
    rows = Rows()
    add_taxonomy(rows)
    for entry in content.entries.values():
        add_entry(rows, content, entry)
        record = entry.record
        if isinstance(record, Organisation):
            add_organisation(rows, content, record)
        elif isinstance(record, ServiceRecord):
            organisation = content.entries[record.organisation].record
            assert isinstance(organisation, Organisation)  # the reference was checked
            add_service(rows, content, organisation, record)
        elif isinstance(record, Need):
            add_term(rows, record)
        elif isinstance(record, Article):
            add_article(rows, record)
        elif isinstance(record, Event):
            add_event(rows, record)
        elif isinstance(record, Source):
            add_source(rows, record)
        elif isinstance(record, Area):
            add_area(rows, record)
    return rows
