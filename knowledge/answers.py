"""From a question to an answer with its sources: the one door into the knowledge base."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

import sqlalchemy as sa

from bot.language import asking_parts
from knowledge import views
from knowledge.database import connect, knowledge_url, reading, reconnected
from knowledge.directory import doubts_about, hotlines_for, organisations_for
from knowledge.reading import ContentCache, Reader
from knowledge.reply import MORE, OUT_OF_SCOPE, Choice, Kind, Notice, Question, Reply
from knowledge.search.features import ANOTHER_YEAR, ANSWERS, EXACT_TOPICS, NO_SUCH_THING, SAME_ASPECT, is_beside
from knowledge.search.ranking import NEXT_BEST, Ranked, chance
from knowledge.search.terms import word_terms
from knowledge.search.topics import parts_asked, topic_match
from knowledge.search.understanding import CERTAIN, Understood

# How likely the best statement must be right: to be said at all, to be said without "the nearest thing I know is",
# and to be a better answer than a list for a need or area: when there is more in the question, when there is not, when
# it asks who helps with that need in that area, and when it asks for numbers to call.
NOTHING_BELOW, NOTHING_BELOW_WITHOUT_A_WORD, NEAR_BELOW = 0.15, 0.5, 0.8
GAP_BELOW = 0.08  # the same for a gap, which is a no too, and tells more than the bare one
NEAR_BELOW_FOR_ANOTHER_ASPECT = 0.88  # the same for a statement that tells another aspect than the one asked for
LIST_BELOW, LIST_BELOW_WHEN_BARE, LIST_BELOW_WHEN_PLACED, LIST_BELOW_FOR_NUMBERS = 0.25, 0.5, 0.9, 0.95
# Share of its words that a question about the talk may have and the talk not, when it makes sense without the talk.
MOST_MISSING, LIKELY_ALONE = 0.5, 0.4
SURELY_MORE = 0.7  # how likely the classifier must think that more is asked, to look at nothing else
UNKNOWN_COVERAGE = 0.7  # words beside the name that a statement must share to answer an aspect it is not about
ALIKE = 1.5  # the same when nothing beside the aspect is asked
TOGETHER = 1.2  # statements of one subject and topic this close are said together
AT_ONCE = 3
MOST_BESIDE_A_WHOLE = 1  # words beside the name and the aspect, from which one item may be meant
_COUNTED = re.compile(r"1\).*2\)", re.DOTALL)
NEAREST_WITHIN = 4.0  # score that a statement may lack to be said below "that is not known"
# Statements said after one that is but near, and the score that they may lack; the score that one after an answer may.
NEAR_MOST, NEAR_WITHIN, ALMOST_AS_GOOD = 2, 1.6, 1.2
BARE_WORDS = 3
MOST_IN_SHORT = 2  # words of a question in a talk that may ask further although they say otherwise
CLEARLY_BETTER = 2.5  # score by which more than name and aspect fits one of two records of the same name
MOST_LETTERS = 1_200  # code points of all that is said together
PROVINCE_LETTERS = 5  # of the slug of an area: th-50 is the province of th-5001
CORE_HOTLINES = ("hotline-1300", "hotline-1387", "hotline-191", "hotline-1669", "hotline-1323")
ASK_ANYWHERE = ("hotline-1300", "hotline-1387")
# Of these all that is known is said: two years or two numbers of one thing are easily taken for each other.
WHOLE_TOPICS = frozenset(["since", "count", "date"])
# Aspects that a list of organisations or hotlines may answer.
LISTED_TOPICS = frozenset(
    ["phone", "address", "website", "how_to_apply", "where", "place", "what", "name", "activities", "for_whom",
     "languages", "eligibility", "members", "partners", "count", "who_runs"]
)  # fmt: skip
WORDS_BEYOND_A_LIST = 2  # beside need and area, from which a list may not be just what was asked for
CONTACT_TOPICS = frozenset(["phone", "address", "website", "how_to_apply", "where", "place"])
ANY_QUESTION = "ใครช่วยเด็ก"


class KnowledgeBase:
    """Answers questions from the database. For one thread."""

    def __init__(self, engine: sa.engine.Engine) -> None:
        self._engine = reading(engine)
        self._cache = ContentCache()

    @classmethod
    def open(cls, environment: Mapping[str, str]) -> KnowledgeBase:
        """The knowledge base that the settings name; raises knowledge.errors.KnowledgeError when it can't be opened."""
        return cls(connect(knowledge_url(environment)))

    def prepare(self) -> None:
        """Read what every question needs, so that the first one does not wait for it."""
        with self._reader("th") as reader:
            reader.ranked(reader.understood(ANY_QUESTION), {})

    def answer(self, question: Question) -> Reply:
        """The statement that answers, a list, a question back, or an honest no."""
        return _with_check_first(self._answer(question))

    def _answer(self, question: Question) -> Reply:
        with self._reader(question.language) as reader:
            if question.record:
                return _about_record(reader, question)
            asked, ranked = _without_story(reader, question)
            ranked = _told_first(asked, ranked)
            likely = chance(ranked, asked, question.likely())
            is_follow_up = _is_follow_up(asked, ranked)
            listed = None if is_follow_up else _listed(reader, question, asked)
            if listed and likely < _list_below(question, asked):
                return listed
            if not asked.subjects and not is_follow_up and _is_nothing(asked, ranked, likely):
                return listed or _nothing(reader)
            which = _which(reader, asked, ranked)
            if which:
                return which
            if not is_follow_up and _is_of_another_place(reader, asked, ranked[0]):
                return listed or _not_known_there(reader, asked, ranked)
            has_word = ranked[0].feature("words missing") < 1.0
            about_it = is_follow_up or (
                has_word and (ranked[0].subject > 0 or ranked[0].document.kind in ("article", "gap"))
            )
            is_unknown = likely < NEAR_BELOW and _is_unknown(asked, ranked)
            if is_unknown or (likely < NOTHING_BELOW and not about_it):
                is_told = likely >= NOTHING_BELOW and ranked[0].document.kind == "gap" and ranked[0].subject > 0
                gap = ranked[0].document.record if is_told else None
                return _with_nearest(reader, _not_known(reader, asked, gap), ranked)
            ranked = _whole_first(reader, asked, ranked)
            reply = replace(_answer(reader, question, asked, ranked), score=likely)
            if reply.kind == "not_known":
                return _with_nearest(reader, reply, ranked)
            if reply.kind == "answer" and _is_near(reader, asked, ranked, likely):
                return replace(_with_next(reader, reply, ranked, NEAR_MOST, NEAR_WITHIN), kind="near")
            return _with_next(reader, reply, ranked, 1, ALMOST_AS_GOOD) if reply.kind == "answer" else reply

    @contextmanager
    def _reader(self, language: str) -> Iterator[Reader]:
        connection = self._engine.connect()
        try:
            try:
                reader = Reader(connection, self._cache, language)
            except self._engine.dialect.dbapi.Error:  # type: ignore[attr-defined]  # of the driver: it was restarted
                connection = reconnected(connection)
                reader = Reader(connection, self._cache, language)
            yield reader
        finally:
            connection.close()

    def core_hotlines(self, language: str) -> Reply:
        """The five numbers that stand on the page, as cards."""
        with self._reader(language) as reader:
            return Reply("hotlines", cards=reader.cards(CORE_HOTLINES), sources=reader.record_notes(CORE_HOTLINES[:2]))


def _list_below(question: Question, asked: Understood) -> float:
    """How likely a statement must be right to be better than a list: who asks whom to call wants numbers."""
    if asked.needs and asked.areas and not asked.beyond and question.route != "hotline":
        return LIST_BELOW_WHEN_PLACED
    if asked.beside > 1:
        return LIST_BELOW
    return LIST_BELOW_FOR_NUMBERS if question.route == "hotline" else LIST_BELOW_WHEN_BARE


def _is_nothing(asked: Understood, ranked: Sequence[Ranked], likely: float) -> bool:
    """Whether nothing that was found is worth saying: too unlikely, or none of the question's words in it."""
    if not ranked or not asked.wanted:
        return True
    best = ranked[0]
    if best.document.kind == "gap":
        return likely < GAP_BELOW
    has_no_word = best.feature("words missing") == 1.0 and best.coverage < 0.75
    return likely < (NOTHING_BELOW_WITHOUT_A_WORD if has_no_word else NOTHING_BELOW)


def _told_first(asked: Understood, ranked: list[Ranked]) -> list[Ranked]:
    """The statements with a fact in front of the gap of the same record and topic, where it tells of the year asked."""
    if not ranked or ranked[0].document.kind != "gap" or not asked.numbers:
        return ranked
    gap = ranked[0]
    for told in ranked[1:NEXT_BEST]:
        is_same = (told.document.subject, told.document.topic) == (gap.document.subject, gap.document.topic)
        is_fact = is_same and told.document.kind == "fact" and gap.score - told.score <= NEAR_WITHIN
        if is_fact and not told.feature("number missing") and not is_beside(told.features):
            return _in_front(ranked, told)
    return ranked


def _in_front(ranked: Sequence[Ranked], first: Ranked) -> list[Ranked]:
    return [first, *(r for r in ranked if r is not first)]


def _is_near(reader: Reader, asked: Understood, ranked: Sequence[Ranked], likely: float) -> bool:
    """Whether the best statement may be only near to what is asked."""
    best = ranked[0]
    is_unsure = likely < NEAR_BELOW and not (likely >= LIKELY_ALONE and _is_all_asked(asked, best))
    is_unsure |= likely < NEAR_BELOW_FOR_ANOTHER_ASPECT and _is_of_another_aspect(asked, best)
    is_unsure |= best.document.subject_kind == "event" and _is_of_no_such_year(ranked)
    return (
        is_unsure
        or asked.names_unknown
        or is_beside(best.features)
        or (best.document.kind == "fact" and _is_elsewhere(reader, asked, best))
    )


def _is_of_another_aspect(asked: Understood, best: Ranked) -> bool:
    """Whether an exact aspect is asked for and a statement on another comes first: since when, for its hours."""
    exact = dict.fromkeys(asked.certain() & EXACT_TOPICS, 1.0)
    return bool(exact) and best.document.kind != "article" and topic_match(exact, best.document.topic) < ANSWERS


def _is_of_no_such_year(ranked: Sequence[Ranked]) -> bool:
    """Whether a year is asked for, and nothing that is known of the event tells of that year."""
    about = [r for r in ranked if r.document.subject == ranked[0].document.subject]
    return bool(ranked[0].feature("no year")) and all(r.feature("no year") or r.feature(ANOTHER_YEAR) for r in about)


def _is_all_asked(asked: Understood, best: Ranked) -> bool:
    """Whether hardly more than the name of a matter is written, and all of it stands in the article about it."""
    few = len(asked.wanted) <= BARE_WORDS and not asked.topics
    return best.document.kind == "article" and few and best.coverage >= 0.99 and not best.feature("words missing")


Taken = tuple[Understood, list[Ranked]]
"""How a question is understood, and what is found for it, the best first."""


def _without_story(reader: Reader, question: Question) -> Taken:
    """The question as it is understood best: as a whole, or what a long one asks without the story around it."""
    best, parts = _understood(reader, question), asking_parts(question.text)
    likely = chance(best[1], best[0], question.likely()) if parts else 1.0
    for part in parts if likely < NEAR_BELOW else ():
        other = _understood(reader, replace(question, text=part))
        likely_other = chance(other[1], other[0], question.likely())
        if likely_other > likely:
            best, likely = other, likely_other
    return best


def _understood(reader: Reader, question: Question) -> Taken:
    """The question, taken as one about the talk where that fits its words at least as well as anything else, or where
    a short one asks for something and nothing else is known: "where do I register?"
    """
    asked = reader.understood(question.text, question.subject)
    if not asked.talk or asked.areas or asked.names_unknown:
        asked = replace(asked, talk={})
        return asked, reader.ranked(asked, question.likely())
    ranked = reader.ranked(asked, question.likely())
    about_it = sorted((r for r in ranked if r.talk), key=lambda r: is_beside(r.features))
    taken = _taken(reader, question, asked, ranked, about_it)
    is_about_it = taken[0].talk and taken[1] and taken[1][0].talk
    is_short = asked.beside <= MOST_IN_SHORT and asked.asks_for_something() and not (asked.subjects or asked.needs)
    likely = question.likely()
    if is_about_it or not about_it or not is_short or likely.get(OUT_OF_SCOPE, 0.0) >= LIKELY_ALONE:
        return taken
    is_nothing = _is_nothing(*taken, chance(taken[1], taken[0], likely))
    return (asked, about_it) if is_nothing and chance(about_it, asked, likely) >= NOTHING_BELOW else taken


def _taken(
    reader: Reader, question: Question, asked: Understood, ranked: list[Ranked], about_it: list[Ranked]
) -> Taken:
    """In a talk the question as one about it or as one that stands alone."""
    is_fragment = asked.asks_for_something() and asked.beside <= 1
    is_more = question.likely().get(MORE, 0.0) >= SURELY_MORE
    is_bare = is_more and not asked.needs and asked.beside <= 1  # "and how long does that take?"
    is_short = bool(about_it) and (is_bare or ((is_fragment or is_more) and not _is_of_another_matter(about_it[0])))
    if is_short and not asked.wanted:
        return asked, about_it  # nothing but an aspect: "and the phone?"
    if not is_short and not _is_follow_up(asked, ranked):
        return asked, ranked
    alone = replace(asked, talk={})
    ranked_alone = reader.ranked(alone, question.likely())
    likely_alone = chance(ranked_alone, alone, question.likely())
    if is_short:
        about = about_it[0]
        is_whole = likely_alone >= NEAR_BELOW and _lacking(ranked_alone[0]) < min(MOST_MISSING, _lacking(about))
        is_of_them = is_more and about.document.subject_kind != "article"  # "and where can I find them?"
        return (alone, ranked_alone) if is_whole and not is_of_them else (asked, about_it)
    missing, missing_alone = (_lacking(r[0]) if r else 1.0 for r in (ranked, ranked_alone))
    likely = chance(ranked, asked, question.likely())
    is_stray = missing == 1.0 and not asked.asks_for_something() and likely_alone >= likely
    fits_better = missing > MOST_MISSING and likely_alone >= LIKELY_ALONE
    fits_alone = likely_alone >= NEAR_BELOW and missing_alone <= missing
    return (alone, ranked_alone) if is_stray or fits_better or fits_alone else (asked, ranked)


def _lacking(best: Ranked) -> float:
    """The share of the question's words that a statement lacks, 0 to 1; a gap shows nothing, but is found by them."""
    is_shown = best.document.kind not in ("gap", "field")
    return best.feature("words missing") if is_shown else 1.0 - best.coverage


def _is_of_another_matter(best: Ranked) -> bool:
    """Whether the article that was answered lacks the words of what is asked now."""
    return best.document.kind == "article" and _lacking(best) > MOST_MISSING


def _is_follow_up(asked: Understood, ranked: Sequence[Ranked]) -> bool:
    """Whether the best statement is about what the talk was about, and the question names nothing."""
    return not asked.subjects and bool(ranked) and ranked[0].talk > 0


def _nothing(reader: Reader) -> Reply:
    return Reply("nothing", cards=reader.cards(ASK_ANYWHERE), sources=reader.record_notes(ASK_ANYWHERE))


def _listed(reader: Reader, question: Question, asked: Understood) -> Reply | None:
    """Hotlines or organisations for a need, when the question names no record."""
    if asked.subjects or asked.names_unknown or (asked.certain() and not asked.certain() & LISTED_TOPICS):
        return None
    area = asked.areas[0] if asked.areas else None
    needs = asked.needs or ((question.need,) if question.need and area else ())
    if question.need and not needs and not question.subject and asked.certain() == {"phone"} and not asked.beside:
        slugs = hotlines_for(reader.connection, [question.need], question.area, question.at)
        return _list_of(reader, question, "hotlines", slugs, [question.need], question.area)
    if question.route == "hotline":
        if not needs and question.text:
            return None
        slugs = hotlines_for(reader.connection, needs, area, question.at) if needs else list(CORE_HOTLINES)
        return _list_of(reader, question, "hotlines", slugs, needs, area)
    if question.route in ("eligibility", "directory") and (needs or area):
        slugs = organisations_for(reader.connection, needs, area, question.at)
        kind: Kind = "near_list" if asked.beyond >= WORDS_BEYOND_A_LIST else "list"
        return _list_of(reader, question, kind, slugs, needs, area) if slugs else None
    return None


def _list_of(
    reader: Reader, question: Question, kind: Kind, slugs: Sequence[str], needs: Sequence[str], area: str | None
) -> Reply:
    sources, need = reader.record_notes(slugs[:3]), needs[0] if needs else None
    overdue = doubts_about(reader.connection, slugs, question.at).overdue
    notices: frozenset[Notice] = frozenset(["stale"] if overdue else [])
    return Reply(kind, cards=reader.cards(slugs), sources=sources, notices=notices, need=need, area=area)


def _which(reader: Reader, asked: Understood, ranked: Sequence[Ranked]) -> Reply | None:
    """Ask back when one name fits several records equally well, and so does what else is asked."""
    rivals = views.same_name(reader.connection, asked.text, asked.subjects)
    if len(rivals) < 2 or any(asked.parents.get(slug, frozenset()) & asked.subjects.keys() for slug in rivals):
        return None
    scores = sorted(_best_score(asked, ranked, slug) for slug in rivals)
    has_more = not asked.certain() or bool(asked.subjects.keys() - set(rivals))
    if has_more and scores[-1] - scores[-2] > CLEARLY_BETTER:
        return None
    topic = max(asked.topics, key=lambda t: asked.topics[t]) if asked.topics else None
    titles = views.told_apart(reader.connection, rivals, reader.language)
    return Reply("which", topic=topic, choices=tuple(Choice(slug, title) for slug, title in titles.items()))


def _best_score(asked: Understood, ranked: Sequence[Ranked], slug: str) -> float:
    """Of the statements about a record and what belongs to it."""
    about = {slug, *asked.children.get(slug, ())}
    return max((r.score for r in ranked if r.document.subject in about), default=-math.inf)


def _is_unknown(asked: Understood, ranked: Sequence[Ranked]) -> bool:
    """Whether an exact aspect of a named record is asked for that no statement about it gives."""
    exact = {t: s for t, s in asked.topics.items() if t in EXACT_TOPICS and s >= CERTAIN}
    if not exact or not asked.subjects:
        return False
    close = 0.5 * max(asked.subjects.values())
    if any(_tells(exact, r) and _may_hold(r) for r in ranked if r.subject >= close):
        return False
    if any(r.document.kind == "article" and r.subject for r in ranked):
        return False  # an article answers many aspects of its matter
    # The words beside the aspect may be answered all the same: "what number of villages has the SOS foundation".
    best = ranked[0]
    return not (word_terms(asked.focus) and best.coverage >= UNKNOWN_COVERAGE and _may_hold(best))


def _tells(exact: Mapping[str, float], ranked: Ranked) -> bool:
    """Whether it tells an aspect; a card without a sentence tells its own alone: a phone number is no LINE."""
    least = SAME_ASPECT if ranked.document.kind == "field" else ANSWERS
    return topic_match(exact, ranked.document.topic) >= least


def _may_hold(ranked: Ranked) -> bool:
    """Whether what it says looks like an answer to what is asked: an amount, a date, an address to write to."""
    return not ranked.feature(NO_SUCH_THING)


def _not_known(reader: Reader, asked: Understood, gap: str | None = None) -> Reply:
    """An honest no about a named record: what is known of the gap, and who may know."""
    subject = max(asked.subjects, key=lambda slug: asked.subjects[slug]) if asked.subjects else ""
    topic = max(asked.topics, key=lambda t: asked.topics[t]) if asked.topics else None
    known = reader.gap(gap) if gap else reader.gap_about(subject, topic or "")
    subject = known.subject if known else subject
    related = [*sorted(asked.children.get(subject, ())), *sorted(asked.parents.get(subject, ()))]
    cards = reader.cards([*(known.where_to_ask if known else ()), subject, *related])
    cards = tuple(c for c in cards if c.phones or c.address or c.url)[:3] or reader.cards(ASK_ANYWHERE[:1])
    return Reply(
        "not_known",
        text=known.note if known else "",
        subject=subject,
        subject_name=reader.title(subject),
        topic=topic,
        cards=cards,
        sources=reader.record_notes(card.record for card in cards),
    )


def _with_nearest(reader: Reader, reply: Reply, ranked: Sequence[Ranked]) -> Reply:
    """The reply that something is not known, with the statement that comes nearest to it where one comes near."""
    for other in ranked[:NEXT_BEST]:
        if ranked[0].score - other.score > NEAREST_WITHIN:
            break
        if is_beside(other.features) or not _is_of_what_is_named(other, ranked[0]):
            continue
        said = reader.in_short(other.document)
        if said.text:
            sources = tuple(dict.fromkeys([*reply.sources, *reader.notes([said])]))
            return replace(reply, nearest=said.text, sources=sources)
    return reply


def _is_of_what_is_named(other: Ranked, best: Ranked) -> bool:
    """Whether it is about what the best statement is about, or at least as much about what was named."""
    return other.document.subject == best.document.subject or other.subject >= best.subject


def _is_elsewhere(reader: Reader, asked: Understood, best: Ranked) -> bool:
    """Whether a statement speaks of other provinces than the question."""
    provinces = {area[:PROVINCE_LETTERS] for area in asked.areas if len(area) >= PROVINCE_LETTERS}
    if best.document.kind not in ("fact", "article") or not provinces:
        return False
    told = reader.provinces_in(reader.in_short(best.document).text)
    return bool(told) and told.isdisjoint(provinces | reader.provinces_in(asked.text))  # those in names too


def _is_of_another_place(reader: Reader, asked: Understood, best: Ranked) -> bool:
    """Whether the number or the day of a named record is asked for, or who helps, and what is known is of elsewhere:
    the YMCA of another town has another number.
    """
    is_exact = bool(asked.subjects and asked.certain() & EXACT_TOPICS)
    tells_who_helps = best.document.kind == "article" and best.document.route == "directory"
    return (is_exact or tells_who_helps) and _is_elsewhere(reader, asked, best)


def _not_known_there(reader: Reader, asked: Understood, ranked: Sequence[Ranked]) -> Reply:
    """A no with what is said of the gap, where one comes close; no number of the other place."""
    best = ranked[0].document
    for other in ranked[1:NEXT_BEST]:
        is_same = (other.document.subject, other.document.topic) == (best.subject, best.topic)
        if is_same and other.document.kind == "gap" and ranked[0].score - other.score <= NEAR_WITHIN:
            known = _not_known(reader, asked, other.document.record)
            return replace(known, cards=reader.cards(ASK_ANYWHERE), sources=reader.record_notes(ASK_ANYWHERE))
    return _nothing(reader)


def _with_next(reader: Reader, reply: Reply, ranked: Sequence[Ranked], most: int, within: float) -> Reply:
    """The answer with up to `most` of the statements that come next and lack no more than a score of `within`."""
    texts, notes = [reply.text], [*reply.sources]
    for other in ranked[1:NEXT_BEST]:
        if len(texts) > most or ranked[0].score - other.score > within:
            break
        said = reader.in_short(other.document)
        if said.text and said.text not in reply.text and sum(map(len, [*texts, said.text])) <= MOST_LETTERS:
            texts.append(said.text)
            notes += reader.notes([said])
    return replace(reply, text="\n\n".join(texts), sources=tuple(dict.fromkeys(notes)))


def _about_record(reader: Reader, question: Question) -> Reply:
    """The answer behind a button: a record and an aspect of it."""
    slug, topic = str(question.record), question.topic or "what"
    asked = Understood(text="", words="", focus="", subjects={slug: 1.0}, areas=(), needs=(), topics={topic: 1.0})
    ranked = reader.ranked(asked, question.likely())
    if not ranked or _is_unknown(asked, ranked):
        return _not_known(reader, asked)
    return replace(_answer(reader, question, asked, ranked), score=1.0)


def _whole_first(reader: Reader, asked: Understood, ranked: list[Ranked]) -> list[Ranked]:
    """With a list in front of its items, where it answers as well: who asks for the aims wants all of them."""
    best = ranked[0]
    if asked.beside > MOST_BESIDE_A_WHOLE or asked.numbers or best.document.kind != "fact" or _is_whole(reader, best):
        return ranked
    about = set(asked.subjects).union(*asked.children.values())
    for other in ranked[1:NEXT_BEST]:
        if best.score - other.score > TOGETHER:
            break
        answers_as_well = other.coverage >= best.coverage and other.document.topic == best.document.topic
        if answers_as_well and other.document.subject in about and _is_whole(reader, other):
            return _in_front(ranked, other)
    return ranked


def _is_whole(reader: Reader, ranked: Ranked) -> bool:
    """Whether it is a fact that counts several things."""
    return ranked.document.kind == "fact" and bool(_COUNTED.search(reader.in_short(ranked.document).text))


def _together(asked: Understood, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best statement with what belongs to it: the others on its aspect, and the best on each other aspect that is
    asked for, by a known phrase or by a question word: "when and where".
    """
    best = ranked[0]
    if best.document.kind != "fact":
        return [best]
    same = [r for r in ranked[1:20] if r.document.kind == "fact" and r.document.subject == best.document.subject]
    chosen = [best]
    for other in same if asked.topics else ():
        topic = other.document.topic
        is_asked = asked.topics.get(topic, 0.0) >= 0.8 and topic not in {c.document.topic for c in chosen}
        near = best.score - other.score <= (ALIKE if _is_bare(asked, topic) else TOGETHER)
        whole = topic in WHOLE_TOPICS and asked.topics.get(topic, 0.0) >= 0.8
        ties = topic == best.document.topic and (near or whole)
        if ties or (is_asked and topic != "what"):
            chosen.append(other)
    parts = [frozenset([topic]) for topic in sorted(asked.certain())] if len(asked.certain()) > 1 else []
    for topics in [*parts, *parts_asked(asked.text)]:
        told = [r for r in [*chosen, *same] if topic_match(dict.fromkeys(topics, 1.0), r.document.topic) >= ANSWERS]
        chosen += [r for r in told[:1] if r not in chosen]
    return chosen[:AT_ONCE]


def _is_bare(asked: Understood, topic: str) -> bool:
    """Whether nothing but this aspect is asked."""
    return asked.topics.get(topic, 0.0) >= 0.8 and asked.beside == 0


def _answer(reader: Reader, question: Question, asked: Understood, ranked: Sequence[Ranked]) -> Reply:
    best = ranked[0]
    if best.document.kind == "gap":
        return _not_known(reader, asked, best.document.record)
    if best.document.kind == "article":
        return _article(reader, question, asked, best)
    subject, topic = best.document.subject, best.document.topic
    said = [reader.said(r.document.record, r.document.kind) for r in _together(asked, ranked)]
    texts = list(dict.fromkeys(s.text for s in said if s.text))
    shows_card = topic in CONTACT_TOPICS or best.document.kind != "fact" or best.document.subject_kind == "service"
    reply = Reply(
        "answer" if texts else "contact",
        text="\n".join(texts),
        subject=subject,
        subject_name=reader.title(subject),
        topic=topic,
        cards=reader.cards([subject]) if shows_card else (),
        sources=reader.notes(said),
        reasons=best.reasons,
        area=asked.areas[0] if asked.areas else None,
        need=asked.needs[0] if asked.needs else None,
    )
    return _with_notices(reply, question, said)


def _article(reader: Reader, question: Question, asked: Understood, best: Ranked) -> Reply:
    said, helpers, title = reader.article(best.document.record)
    part = reader.part(best.document.record, asked.topics) if best.talk else ""
    said = replace(said, text=part or said.text)
    reply = Reply(
        "answer",
        text=said.text,
        subject=best.document.record,
        subject_name=title,
        topic="article",
        cards=reader.cards(reader.surest_first(helpers, question.at)[:3]),
        sources=reader.notes([said]),
        notices=frozenset(["not_legal_advice"] if best.document.route == "nationality" else []),
        reasons=best.reasons,
    )
    return _with_notices(reply, question, [said])


def _with_notices(reply: Reply, question: Question, said: Sequence[views.Said]) -> Reply:
    notices: set[Notice] = set(reply.notices)
    today = question.at.date()
    if any(s.review_by and s.review_by < today for s in said):
        notices.add("stale")
    if any(s.spoken != question.language for s in said if s.text):
        notices.add("other_language")
    return replace(reply, notices=frozenset(notices))


def _with_check_first(reply: Reply) -> Reply:
    """Whatever shows an unsure number says so."""
    if any(phone.check_first for card in reply.cards for phone in card.phones):
        return replace(reply, notices=reply.notices | {"check_first"})
    return reply
