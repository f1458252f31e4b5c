"""What speaks for and against a statement as the answer to a question, as numbers with names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import attrgetter

import numpy as np

from knowledge.search.fitting import Floats, Found
from knowledge.search.guessing import LEAST
from knowledge.search.retrieval import Document
from knowledge.search.shapes import ASKS, HAS_TEXT, HAS_YEAR, asks_whether, kinds_asked, marks_for
from knowledge.search.topics import topic_match
from knowledge.search.understanding import Understood

# What can only speak for a statement, and what only against it; the rest may do either.
FOR = frozenset(
    ["words", "coverage", "clause", "clause that looks like the answer", "wording", "wording covered", "heard",
     "wording and named", "named", "aspect", "aspect and coverage", "aspect and named", "guessed aspect",
     "guessed aspect and named", "route", "talk", "talk, few words", "talk and aspect",
     "talk and guessed aspect", "lead", "share"]
)  # fmt: skip
AGAINST = frozenset(
    ["something else named", "something else named, article", "another exact aspect", "sought missing",
     "words lacking", "many words missing",
     "number missing", "numbered missing", "words missing", "rare words missing",
     "words missing, asked whether", "does not look like the answer",
     *(f"no {kind}" for kind in ASKS), "area missing", "area missing, exact aspect", "another year", "no year",
     "another article of law", "a name that nobody knows", "low score", "unknown words", "out of scope"]
)  # fmt: skip
KINDS = ("article", "record", "field", "gap")  # a statement is one of these or a fact
CHILD, PARENT = 0.6, 0.5  # a statement about a relative of what was named counts that much
SAME_ASPECT = 0.8  # match of aspects from which they are one
MOST_LACKING = 6  # words of a question that count when none of them is there
ANSWERS = 0.5  # match of aspects from which a statement on one answers a question for the other
DIRECTORY_KINDS = ("organisation", "program", "network", "event")
# Aspects that are either known or not: a sentence about something else does not answer them.
EXACT_TOPICS = frozenset(
    ["phone", "address", "website", "email", "line", "staff", "end", "donate", "jobs", "funding", "since", "members",
     "count", "hours", "amount", "signatory", "cost", "papers", "age", "how_to_apply", "languages", "date", "place"]
)  # fmt: skip
NO_SUCH_THING = "does not look like the answer"
ANOTHER_YEAR, ANOTHER_LAW = "another year", "another article of law"
BESIDE = (NO_SUCH_THING, *(f"no {kind}" for kind in ASKS), ANOTHER_YEAR, ANOTHER_LAW)  # what is no answer, however near

SUBJECT, TOPIC, KIND_AND_ROUTE = attrgetter("subject"), attrgetter("topic"), attrgetter("subject_kind", "route")


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
    if document.subject_kind == "article":
        return routes.get(document.route, 0.0)
    if document.subject_kind in DIRECTORY_KINDS:
        return min(1.0, routes.get("directory", 0.0) + routes.get("eligibility", 0.0))
    return routes.get("hotline", 0.0) if document.subject_kind == "service" else 0.0


def features(found: Found, asked: Understood, routes: Mapping[str, float]) -> dict[str, Floats]:
    """Of statements, side by side: what speaks for and against each, by name; what is 0 for all may be left out."""
    documents = found.documents
    named = _of_each(documents, SUBJECT, lambda d: subject_match(d, asked.subjects, asked))
    return {
        "route": _of_each(documents, KIND_AND_ROUTE, lambda d: route_match(d, routes)),
        **{kind: found.of_kind(kind) for kind in KINDS},
        "gap of an article": found.of_kind("gap") * found.of_matter,
        **_of_words(found, asked),
        **_of_wordings(found, named),
        **_of_subject(found, asked, named),
        **_of_aspect(found, asked, named),
        **_of_gaps(found, asked),
        **_of_talk(found, asked),
        **_of_text(found, asked),
    }


def _of_each(
    documents: Sequence[Document], key: Callable[[Document], Hashable], make: Callable[[Document], float]
) -> Floats:
    """A number for each statement, made once for all that have the same key."""
    keys = list(map(key, documents))
    known = {one: make(document) for one, document in dict(zip(keys, documents, strict=True)).items()}
    return np.fromiter(map(known.__getitem__, keys), float, len(keys))


def _of_words(found: Found, asked: Understood) -> dict[str, Floats]:
    """Whether it is found by the question's words, compared with the best of all that was found."""
    words, coverage = found.values["words"], found.values["coverage"]
    below = words - words.max(initial=0.0)
    lacking = (1.0 - coverage) * min(MOST_LACKING, asked.beside)
    only_named = bool(asked.subjects) and not asked.beside
    return {
        "words": words,
        "below best words": below * (not only_named),
        "only named, words": only_named * words,
        "only named, below best words": below * only_named,
        "coverage": coverage,
        "coverage squared": coverage**2,
        "words lacking": lacking,
        "words lacking, article": lacking * found.articles,
        "words and coverage": words * coverage,
        "no aspect asked, coverage": coverage * (not asked.topics),
        "unknown words": found.values["unknown words"],
    }


def _of_wordings(found: Found, named: Floats) -> dict[str, Floats]:
    """Whether one of the wordings that ask for it is like the question."""
    wording, heard = found.values["wording"], found.values["heard"]
    return {
        "wording": wording,
        "wording squared": wording**2,
        "wording covered": found.values["wording covered"],
        "wording and named": wording * named,
        "below best wording": wording - wording.max(initial=0.0),
        "heard": heard,
        "heard squared": heard**2,
        "below best heard": heard - heard.max(initial=0.0),
    }


def _of_subject(found: Found, asked: Understood, named: Floats) -> dict[str, Floats]:
    """Whether it is about what the question names."""
    coverage = found.values["coverage"]
    missed = (named == 0.0) * float(bool(asked.subjects))
    of_matter = found.of_matter
    unnamed = (1.0 - of_matter) * float(not asked.subjects)
    return {
        "named": named,
        "named and coverage": named * coverage,
        "something else named": missed * (1.0 - of_matter),
        "something else named, article": missed * of_matter,
        "unnamed": unnamed,
        "unnamed and coverage": unnamed * coverage,
    }


def _of_aspect(found: Found, asked: Understood, named: Floats) -> dict[str, Floats]:
    """Whether it tells the aspect that is asked for, by a known phrase or as it is guessed."""
    documents, coverage = found.documents, found.values["coverage"]
    topic = _of_each(documents, TOPIC, lambda d: topic_match(asked.topics, d.topic))
    logarithm = _of_each(documents, TOPIC, lambda d: asked.guessed.get(d.topic, LEAST))
    guessed = np.exp(logarithm)
    return {
        "aspect": topic,
        "aspect and coverage": topic * coverage,
        "aspect and named": topic * named,
        "another exact aspect": (topic < ANSWERS) * float(bool(asked.certain())) * (1.0 - found.articles),
        "guessed aspect": guessed,
        "guessed aspect, logarithm": logarithm,
        "below best guess": logarithm - logarithm.max(initial=LEAST),
        "guessed aspect and named": guessed * named,
        "guessed aspect, logarithm and named": logarithm * named,
        "guessed aspect and coverage": guessed * coverage,
    }


def _of_gaps(found: Found, asked: Understood) -> dict[str, Floats]:
    """Whether it is the gap for the aspect that is surely asked for."""
    exact = dict.fromkeys(asked.certain() & EXACT_TOPICS, 1.0)
    if not exact:
        return {}
    match = _of_each(found.documents, TOPIC, lambda d: topic_match(exact, d.topic))
    return {"gap asked for": found.of_kind("gap") * (match >= SAME_ASPECT)}


def _of_talk(found: Found, asked: Understood) -> dict[str, Floats]:
    """Whether it is about what was answered before; hardly a word beside makes that likely."""
    if not asked.talk:
        return {}
    talk = _of_each(found.documents, SUBJECT, lambda d: subject_match(d, asked.talk, asked))
    topic = _of_each(found.documents, TOPIC, lambda d: topic_match(asked.topics, d.topic))
    guessed = np.exp(_of_each(found.documents, TOPIC, lambda d: asked.guessed.get(d.topic, LEAST)))
    article, few = found.articles, 1.0 / (1 + asked.beside)
    return {
        "talk": talk,
        "talk, few words": talk * few,
        "talk and guessed aspect": talk * guessed,
        "talk and coverage": talk * found.values["coverage"],
        "talk and aspect": talk * topic,
        "talk, article": talk * article,
        "talk, article, few words": talk * article * few,
    }


def _of_text(found: Found, asked: Understood) -> dict[str, Floats]:
    """Whether what would be shown looks like what was asked for; a statement without a text lacks nothing."""
    values, marks = found.values, found.marks
    has_text = ((marks & HAS_TEXT) > 0) * 1.0
    wanted = marks_for(asked.certain())
    apart = values["clause"] - values["clause that looks like the answer"]
    more: dict[str, Floats] = {
        "clause": values["clause"],
        "clause that looks like the answer": values["clause that looks like the answer"],
        "answer apart": apart,
        "answer apart, article": found.articles * apart,
    }
    if wanted:
        more[NO_SUCH_THING] = has_text * ((marks & wanted) == 0)
    for kind, mark in kinds_asked(asked.text).items():
        more[f"no {kind}"] = has_text * ((marks & mark) == 0)
    if "years shown" in values:
        without = has_text * (values["years shown"] == 0)
        more[ANOTHER_YEAR], more["no year"] = without * ((marks & HAS_YEAR) > 0), without * ((marks & HAS_YEAR) == 0)
    if "laws shown" in values:
        more[ANOTHER_LAW] = has_text * (values["laws shown"] < 1)
    for name in ("sought", "number", "numbered", "words", "rare words"):
        if f"{name} shown" in values:
            more[f"{name} missing"] = has_text * (1.0 - values[f"{name} shown"])
    if "words shown" in values:
        more["many words missing"] = more["words missing"] * min(MOST_LACKING, asked.beside)
        more["words missing, asked whether"] = more["words missing"] * float(asks_whether(asked.text))
    if "area shown" in values:
        missing = has_text * (1.0 - values["area shown"])
        more["area missing"], more["area missing, article"] = missing, missing * found.articles
        more["area missing, exact aspect"] = missing * float(bool(asked.certain() & EXACT_TOPICS))
    return more


def is_beside(found: Mapping[str, float]) -> bool:
    """Whether a statement with these features cannot be the answer, however near it is."""
    return any(found.get(name) for name in BESIDE)
