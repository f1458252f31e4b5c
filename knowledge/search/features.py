"""What speaks for and against a statement as the answer to a question, as numbers with names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from knowledge.search.retrieval import Document, Hit
from knowledge.search.terms import NUMBERED, YEAR, word_terms
from knowledge.search.topics import topic_match
from knowledge.search.understanding import Understood

# What can only speak for a statement, and what only against it; the rest may do either.
FOR = frozenset(
    ["words", "coverage", "named", "aspect", "aspect and coverage", "aspect and named", "route", "talk",
     "talk, few words", "talk and aspect", "lead", "share"]
)  # fmt: skip
AGAINST = frozenset(
    ["something else named", "something else named, article", "another exact aspect", "sought missing",
     "number missing", "numbered missing", "words missing", "does not look like the answer", "not for each",
     "another year", "another article of law", "a name that nobody knows", "low score"]
)  # fmt: skip
CHILD, PARENT = 0.6, 0.5  # a statement about a relative of what was named counts that much
CERTAIN = 0.8  # strength from which an aspect is surely asked for
ANSWERS = 0.5  # match of aspects from which a statement on one answers a question for the other
DIRECTORY_KINDS = ("organisation", "program", "network", "event")
# Aspects that are either known or not: a sentence about something else does not answer them.
EXACT_TOPICS = frozenset(
    ["phone", "address", "website", "email", "line", "staff", "end", "donate", "jobs", "funding", "since", "members",
     "count", "hours", "amount", "signatory", "cost", "papers", "age", "how_to_apply", "languages", "date", "place"]
)  # fmt: skip
# What the answer to an aspect looks like, in any of our languages.
_MONEY = r"[0-9๐-๙၀-၉].*(?:บาท|baht|ဘတ်)|(?:บาท|baht|ဘတ်).*[0-9๐-๙၀-၉]"
_FREE = r"ฟรี|ไม่เสีย|ไม่มีค่า|ไม่คิดค่า|\bfree\b|no (?:fee|cost|charge)|အခမဲ့|အခကြေး"
SHAPES: Mapping[str, re.Pattern[str]] = {
    topic: re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for topic, pattern in {
        "phone": r"[0-9]{3}",
        "amount": _MONEY,
        "cost": f"{_MONEY}|{_FREE}",
        "count": r"[0-9๐-๙၀-၉]",
        "age": r"[0-9๐-๙၀-၉]",
        "since": r"[0-9๐-๙၀-၉]{4}",
        "date": r"[0-9๐-๙၀-၉]",
        "email": r"@",
        "line": r"line|ไลน์|@",
        "website": r"[a-z0-9-]\.[a-z]{2,}",
        "hours": r"[0-9๐-๙၀-၉]",
    }.items()
}

EACH = re.compile(
    r"คนละ|ต่อคน|รายละ|แต่ละคน|ต่อราย|\b(?:each|per (?:person|patient|child|student))\b|တစ်ယောက်(?:ကို|ချင်း| ဘယ်လောက်)",
    re.IGNORECASE,
)
NO_SUCH_THING, NOT_FOR_EACH = "does not look like the answer", "not for each"
ANOTHER_YEAR, ANOTHER_LAW = "another year", "another article of law"
LAW_NUMBERS = (f"=article{NUMBERED}", f"=section-of-law{NUMBERED}")


def subject_match(document: Document, subjects: Mapping[str, float], asked: Understood) -> float:
    """1 for a statement about one of the subjects, less for one about a relative of it."""
    best = subjects.get(document.subject, 0.0)
    for slug, strength in subjects.items():
        if document.subject in asked.children.get(slug, frozenset()):
            best = max(best, CHILD * strength)
        elif document.subject in asked.parents.get(slug, frozenset()):
            best = max(best, PARENT * strength)
    return best


def route_match(document: Document, routes: Mapping[str, float]) -> float:
    """How likely the classifier thinks the routes that the statement belongs to, 0 to 1."""
    if document.kind == "article":
        return routes.get(document.route, 0.0)
    if document.subject_kind in DIRECTORY_KINDS:
        return min(1.0, routes.get("directory", 0.0) + routes.get("eligibility", 0.0))
    return routes.get("hotline", 0.0) if document.subject_kind == "service" else 0.0


def features(hit: Hit, asked: Understood, routes: Mapping[str, float], best_words: float) -> dict[str, float]:
    """Of one statement, by its index entry alone; `best_words` is the best fit of words of all that were found."""
    document = hit.document
    article = document.kind == "article"
    named = subject_match(document, asked.subjects, asked)
    talk = subject_match(document, asked.talk, asked)
    topic = topic_match(asked.topics, document.topic)
    is_certain = max(asked.topics.values(), default=0.0) >= CERTAIN
    unnamed = not asked.subjects and not article
    only_named = bool(asked.subjects) and not asked.beside
    few = 1.0 / (1 + asked.beside)
    found = {
        "words": hit.text,
        "below best words": (hit.text - best_words) * (not only_named),
        "coverage": hit.coverage,
        "coverage squared": hit.coverage**2,
        "words and coverage": hit.text * hit.coverage,
        "named": named,
        "named and coverage": named * hit.coverage,
        "something else named": bool(asked.subjects) and not named and not article,
        "something else named, article": bool(asked.subjects) and not named and article,
        "unnamed": unnamed,
        "unnamed and coverage": unnamed * hit.coverage,
        "aspect": topic,
        "aspect and coverage": topic * hit.coverage,
        "aspect and named": topic * named,
        "no aspect asked, coverage": hit.coverage * (not asked.topics),
        "another exact aspect": is_certain and topic < ANSWERS and not article,
        "route": route_match(document, routes),
        "article": article,
        "record": document.kind == "record",
        "field": document.kind == "field",
        "gap": document.kind == "gap",
        "only named, words": only_named * hit.text,
        "only named, below best words": (hit.text - best_words) * only_named,
        "talk": talk,
        "talk, few words": talk * few,
        "talk and coverage": talk * hit.coverage,
        "talk and aspect": talk * topic,
        "talk, article": talk * article,
        "talk, article, few words": talk * article * few,
    }
    return {name: float(value) for name, value in found.items() if value}


@lru_cache(maxsize=1 << 13)
def _terms(text: str) -> frozenset[str]:
    return frozenset(word_terms(text))


def text_features(text: str, asked: Understood) -> dict[str, float]:
    """Of one statement, by what it says: whether that looks like what was asked for; none of one without words."""
    if not text:
        return {}
    shapes = [SHAPES[t] for t, strength in asked.topics.items() if t in SHAPES and strength >= CERTAIN]
    found: dict[str, float] = {}
    if shapes and not any(shape.search(text) for shape in shapes):
        found[NO_SUCH_THING] = 1.0
    if EACH.search(asked.text) and not EACH.search(text):
        found[NOT_FOR_EACH] = 1.0
    terms = _terms(text)
    years = {term for term in asked.numbers if term.startswith(YEAR)}
    if years and not years & terms and any(term.startswith(YEAR) for term in terms):
        found[ANOTHER_YEAR] = 1.0
    if any(term.startswith(LAW_NUMBERS) and term not in terms for term in asked.numbered):
        found[ANOTHER_LAW] = 1.0
    wanted = {"sought": asked.sought, "number": asked.numbers, "numbered": asked.numbered, "words": asked.wanted}
    for name, ones in wanted.items():
        if ones:
            found[f"{name} missing"] = sum(term not in terms for term in ones) / len(ones)
    return {name: value for name, value in found.items() if value}


def is_beside(found: Mapping[str, float]) -> bool:
    """Whether a statement with these features cannot be the answer, however near it is."""
    return any(name in found for name in (NO_SUCH_THING, NOT_FOR_EACH, ANOTHER_YEAR, ANOTHER_LAW))
