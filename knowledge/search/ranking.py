"""Orders the statements that were found by how well they answer the question, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.search.retrieval import Document, Hit
from knowledge.search.topics import topic_match
from knowledge.search.understanding import Understood

TEXT, COVERAGE, SUBJECT, TOPIC, ROUTE = 2.0, 0.5, 0.8, 0.5, 0.35
OTHER_SUBJECT = 0.7  # off for a statement about something else than what was named
TEXT_WHEN_BARE = 0.5  # weight of the words when the question is but a name and an aspect
CHILD, PARENT = 0.6, 0.5  # a statement about a relative of what was named counts that much
UNNAMED = 0.45  # off for a statement about a record when none was named, less the better the words fit
ASPECT_CROWDED = 0.15  # the same when the question has several words beside it
ASPECT_ALONE = 0.3  # share of the aspect's weight that counts when no word beside it fits
DIRECTORY_KINDS = ("organisation", "program", "network", "event")


@dataclass(frozen=True)
class Ranked:
    """A statement with its score and what made it: `subject`, `topic` from 0 to 1."""

    document: Document
    score: float
    text: float
    coverage: float
    subject: float
    topic: float
    reasons: tuple[str, ...]


def subject_match(document: Document, asked: Understood) -> float:
    """1 for a statement about what was named, less for one about a relative of it."""
    best = asked.subjects.get(document.subject, 0.0)
    for slug, strength in asked.subjects.items():
        if document.subject in asked.children.get(slug, frozenset()):
            best = max(best, CHILD * strength)
        elif document.subject in asked.parents.get(slug, frozenset()):
            best = max(best, PARENT * strength)
    return best


def route_match(document: Document, route: str) -> bool:
    """Whether the statement belongs to the route that the classifier chose."""
    if document.kind == "article":
        return document.route == route
    return (route in ("directory", "eligibility") and document.subject_kind in DIRECTORY_KINDS) or (
        route == "hotline" and document.subject_kind == "service"
    )


def _ranked(hit: Hit, asked: Understood, route: str) -> Ranked:
    document = hit.document
    subject, topic = subject_match(document, asked), topic_match(asked.topics, document.topic)
    fits_route = route_match(document, route)
    # An aspect says little beside words that the statement does not have.
    alone = ASPECT_ALONE if asked.beside < 2 else ASPECT_CROWDED
    certainty = alone + (1 - alone) * hit.coverage
    is_bare = asked.subjects and not asked.beside and not asked.is_follow_up
    text_weight = TEXT_WHEN_BARE if is_bare else TEXT
    score = text_weight * hit.text + COVERAGE * hit.coverage + SUBJECT * subject + TOPIC * certainty * topic
    score += ROUTE * fits_route
    if asked.subjects and not subject:
        score -= OTHER_SUBJECT if document.kind != "article" else OTHER_SUBJECT / 2
    if not asked.subjects and document.kind != "article":
        few_words = asked.beside < 2  # that one word fits says little
        score -= UNNAMED if route in ("rights", "nationality") or few_words else UNNAMED * (1 - hit.coverage)
    reasons = [f"words {hit.text:.2f}", f"coverage {hit.coverage:.2f}"]
    reasons += [f"subject {subject:.2f}"] if subject else []
    reasons += [f"topic {document.topic} {topic:.2f}"] if topic else []
    reasons += [f"route {route}"] if fits_route else []
    return Ranked(document, score, hit.text, hit.coverage, subject, topic, tuple(reasons))


def rank(hits: Sequence[Hit], asked: Understood, route: str) -> list[Ranked]:
    """Statements, best first; equal ones in the order of the index."""
    return sorted((_ranked(hit, asked, route) for hit in hits), key=lambda r: (-r.score, r.document.id))
