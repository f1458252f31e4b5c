"""The search index: an impact-ordered inverted index in plain tables, the same on every database.

A term keeps the head of its list alone, the documents in which it weighs most, and a document keeps its own terms:
a search reads a bounded number of rows however large the directory is. `head`, `terms` and `said` are
knowledge.search.packing.
"""

from __future__ import annotations

import sqlalchemy as sa

from knowledge.models.base import metadata

search_document = sa.Table(
    "search_document",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(16), nullable=False),  # fact | field | article | record
    sa.Column("record", sa.String(160), nullable=False),  # slug of the fact, article or record
    sa.Column("subject", sa.String(160), nullable=False),  # slug of what it is about
    sa.Column("subject_kind", sa.String(16), nullable=False),
    sa.Column("topic", sa.String(32), nullable=False),
    sa.Column("route", sa.String(16), nullable=False),
    sa.Column("terms", sa.LargeBinary, nullable=False),  # (term id, impact), by term
    sa.Column("said", sa.LargeBinary, nullable=False),  # what it shows and how it is asked for, as term ids
)
sa.Index("ix_search_document_subject_topic", search_document.c.subject, search_document.c.topic)

search_term = sa.Table(
    "search_term",
    metadata,
    sa.Column("term", sa.String(80), primary_key=True),
    sa.Column("id", sa.Integer, nullable=False),
    sa.Column("documents", sa.Integer, nullable=False),
    sa.Column("head", sa.LargeBinary, nullable=False),  # (document id, impact), heaviest first
)

# How much a term tells about the aspect that a question asks for; see knowledge.search.guessing.
search_cue = sa.Table(
    "search_cue",
    metadata,
    sa.Column("term", sa.String(130), primary_key=True),
    sa.Column("evidence", sa.LargeBinary, nullable=False),
)

search_name = sa.Table(
    "search_name",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("key", sa.String(200), nullable=False, index=True),  # folded as written
    sa.Column("sound", sa.String(200), nullable=False, index=True),  # folded as heard
    sa.Column("record", sa.String(160), nullable=False, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("is_main", sa.Boolean(create_constraint=False), nullable=False),
)

# Of the keys and sounds of all names, in one row; see knowledge.search.filtering.
search_name_filter = sa.Table(
    "search_name_filter",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("bits", sa.LargeBinary, nullable=False),
)

search_relation = sa.Table(
    "search_relation",
    metadata,
    sa.Column("child", sa.String(160), primary_key=True),
    sa.Column("parent", sa.String(160), primary_key=True, index=True),
)

# Who is in a list: one row for each need and area of a record, and with ANY for a list that does not ask for one.
search_listing = sa.Table(
    "search_listing",
    metadata,
    sa.Column("kind", sa.String(16), primary_key=True),  # organisation | hotline
    sa.Column("need", sa.String(160), primary_key=True),
    sa.Column("area", sa.String(160), primary_key=True),
    sa.Column("record", sa.String(160), primary_key=True),
    sqlite_with_rowid=False,
)
ANY = ""
