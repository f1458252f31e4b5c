"""The search index: an impact-ordered inverted index in plain tables, the same on every database.

`search_posting` keeps for each term the documents it stands in, heaviest first, so that a search
reads a bounded head of each list however large the directory is.
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
)
sa.Index("ix_search_document_subject_topic", search_document.c.subject, search_document.c.topic)

search_term = sa.Table(
    "search_term",
    metadata,
    sa.Column("term", sa.String(80), primary_key=True),
    sa.Column("id", sa.Integer, nullable=False, unique=True),
    sa.Column("documents", sa.Integer, nullable=False),
)

search_posting = sa.Table(
    "search_posting",
    metadata,
    sa.Column("term_id", sa.Integer, primary_key=True),
    sa.Column("impact", sa.SmallInteger, primary_key=True),  # negative: an ascending key gives the heaviest first
    sa.Column("document_id", sa.Integer, primary_key=True),
    sqlite_with_rowid=False,
)

sa.Index("ix_search_posting_document_id", search_posting.c.document_id, search_posting.c.term_id)

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

search_relation = sa.Table(
    "search_relation",
    metadata,
    sa.Column("child", sa.String(160), primary_key=True),
    sa.Column("parent", sa.String(160), primary_key=True, index=True),
)
