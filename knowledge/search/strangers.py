"""Whether a question speaks of an organisation, project or scholarship by a name that stands nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

import sqlalchemy as sa

from bot.language import segment
from knowledge.search.retrieval import Index
from knowledge.search.terms import word_terms

SHORTEST = 3  # letters of a word that may be a name
REACH = 3  # words between a name and what it is the name of
# What bears a name: before it in Thai, on either side of it in English.
THAI_KINDS = frozenset(["มูลนิธิ", "สมาคม", "ชมรม", "สหพันธ์", "เครือข่าย", "โครงการ", "กองทุน", "กลุ่ม"])
ENGLISH_KINDS = frozenset(
    ["foundation", "fund", "project", "program", "programme", "scholarship", "grant", "association", "network", "group",
     "federation", "society", "charity", "club", "ngo", "centre", "center", "embassy", "hotline", "line", "home",
     "shelter", "party", "campaign"]
)  # fmt: skip
QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’"}


class Span(Protocol):
    """A part of the text that is accounted for."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def names_a_stranger(connection: sa.engine.Connection, index: Index, text: str, named: Sequence[Span]) -> bool:
    """Whether a word that stands where a name stands is in no statement; `named` are the names that are known."""
    terms = {word: word_terms(word) for word in _names(text, named)}
    known = index.terms(connection, {term for found in terms.values() for term in found})
    return any(found and known.keys().isdisjoint(found) for found in terms.values())


def _names(text: str, named: Sequence[Span]) -> Iterator[str]:
    """Words that may be names: in capitals, capitalised beside what bears a name, after it in Thai, or in quotes."""
    tokens = [token for token in segment(text) if not token.is_space]
    words = [token.text for token in tokens]
    small = [word.lower() for word in words]
    letters = [letter for letter in text if letter.isalpha()]
    is_of_another_script = sum(letter.isascii() for letter in letters) * 2 < len(letters)
    is_shouted = not is_of_another_script and text.isupper()
    closing = ""
    for place, (token, word) in enumerate(zip(tokens, words, strict=True)):
        if word == closing or (not closing and word in QUOTES):
            closing = "" if word == closing else QUOTES[word]
            continue
        is_known = any(one.start < token.end and token.start < one.end for one in named)
        if is_known or len(word) < SHORTEST or not word[0].isalpha():
            continue
        before, around = words[max(0, place - REACH) : place], small[max(0, place - REACH) : place + REACH + 1]
        if word.isascii():
            is_name = word.isupper() and not is_shouted
            is_name |= word[0].isupper() and place > 0 and not ENGLISH_KINDS.isdisjoint(around)
            is_name |= word[0].isupper() and is_of_another_script and not is_shouted
            is_name &= small[place] not in ENGLISH_KINDS
        else:
            is_name = not THAI_KINDS.isdisjoint(before)
        if is_name or closing:
            yield word
