"""What a question finds, for an editor to look at: the reply as it would be given, and what was ranked below it."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from knowledge.answers import KnowledgeBase
from knowledge.reading import ContentCache, Reader
from knowledge.reply import Card, Question, Reply
from knowledge.search.ranking import Ranked, chance

MOST_EXPLAINED = 10


def shown(engine: sa.engine.Engine, question: Question) -> Iterator[str]:
    """Lines that show the reply to a question: its kind, text, choices, cards and sources."""
    reply = KnowledgeBase(engine).answer(question)
    named = [part for part in (reply.subject, reply.topic, reply.need, reply.area) if part]
    yield f"{reply.kind}  score {reply.score:.2f}  {' · '.join(named)}"
    yield from (f"  {line}" for line in reply.text.splitlines())
    yield from (f"  ? {choice.title}  ({choice.record})" for choice in reply.choices)
    for card in reply.cards:
        yield from _card(card)
    yield from _below(reply)


def explained(engine: sa.engine.Engine, question: Question) -> Iterator[str]:
    """Lines that show what the question was taken to mean, and the best statements with the reasons for their rank."""
    with engine.connect() as connection:
        reader = Reader(connection, ContentCache(), question.language)
        asked = reader.understood(question.text)
        ranked = reader.ranked(asked, question.likely())
    for name, found in (("subjects", asked.subjects), ("topics", asked.topics)):
        yield f"{name}: " + (", ".join(f"{key} {strength:.2f}" for key, strength in found.items()) or "–")
    yield f"needs: {', '.join(asked.needs) or '–'}  areas: {', '.join(asked.areas) or '–'}"
    yield f"right with a chance of {chance(ranked, asked, question.likely()):.2f}"
    yield from (_ranked(one) for one in ranked[:MOST_EXPLAINED])


def _ranked(ranked: Ranked) -> str:
    document = ranked.document
    return f"{ranked.score:6.2f}  {document.kind:7}  {document.record}  ({', '.join(ranked.reasons)})"


def _card(card: Card) -> Iterator[str]:
    yield f"  [{card.title}]  ({card.record})"
    for phone in card.phones:
        parts = (phone.number, phone.label, phone.hours, "check first" if phone.check_first else "")
        yield f"    {'  '.join(filter(None, parts))}"
    yield from (f"    {line}" for line in (card.address, card.url) if line)


def _below(reply: Reply) -> Iterator[str]:
    if reply.notices:
        yield f"  notices: {', '.join(sorted(reply.notices))}"
    for source in reply.sources:
        yield f"  source: {source.title}, checked {source.checked}{f', {source.url}' if source.url else ''}"
