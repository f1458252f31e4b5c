"""A book of names: which of them stand in a text as written, as heard, or nearly. Knows nothing of places or Rasa."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein, Postfix, Prefix

from bot.language import sound_key
from bot.nlu import folding
from bot.nlu.boundaries import begins, end_of_word, ends, stands_alone
from bot.nlu.folding import Folded

SHORTEST = 2
SHORTEST_HEARD = 5  # letters as heard; a shorter sound fits too many words
SHORTEST_HEARD_PLACE = 4  # places are few, and stand where places do
PLACES = frozenset(["province", "district"])
NO_NAME = "no_name"  # the kind of what only looks like a name
INFLECTED = frozenset(["need", "document", "group"])  # in English they have a plural
SHORTEST_NEAR, TWO_SLIPS_FROM = 5, 12
PROBE = 5  # letters of a name that must stand as they are
LONGEST_READ = 1000  # misspelt names are looked for in the first letters only: who writes more, names it again
MOST_TRIES = 1500

AS_WRITTEN, AS_HEARD, NEARLY = 1.0, 0.85, 0.7
_UNHEARD_TAIL = re.compile("[hw](?![A-Za-z])|(?:[็่้๊๋์ฺํ๎ะๆါာ့း်ျြှ]|[ก-ฮ][ิุ]?์|[ရလသဝဟ]်)*")
_ABBREVIATION = re.compile("[ก-ฮ]{1,2}")


@dataclass(frozen=True)
class Name:
    """`text` names `value` (an id), which is a `kind` of entity; a district has its province as `parent`."""

    text: str
    kind: str
    value: str
    parent: str | None = None
    is_main: bool = False
    may_be_misspelt: bool = True


@dataclass(frozen=True)
class Spotted:
    """Names that may be meant by the text from `start` to `end`; `likeness` 0 to 1."""

    start: int
    end: int
    likeness: float
    names: tuple[Name, ...]


@dataclass(frozen=True)
class _Heard:
    key: str
    sound: str
    slips: int
    names: tuple[Name, ...]


class _Beginnings:
    """Keys of two letters and more that are looked up by their first three."""

    def __init__(self, keys: Iterable[str]) -> None:
        lengths: dict[str, set[int]] = {}
        self._keys = frozenset(keys)
        for key in self._keys:
            lengths.setdefault(key[:3], set()).add(len(key))
        self._short = frozenset(key for key in lengths if len(key) == SHORTEST)
        self._lengths = {key: tuple(sorted(found)) for key, found in lengths.items() if len(key) > SHORTEST}

    def found_in(self, text: str) -> Iterator[tuple[int, str]]:
        """(place, key) of each key in `text`, in order, the shortest first."""
        for place in range(len(text)):
            beginning = text[place : place + 3]
            if beginning[:SHORTEST] in self._short:
                yield place, beginning[:SHORTEST]
            for length in self._lengths.get(beginning, ()):
                key = text[place : place + length]
                if key in self._keys and len(key) == length:
                    yield place, key


class NameBook:
    """Finds names in clean texts. `near_from`: letters from which a kind's names are found misspelt; 0 never."""

    def __init__(self, names: Iterable[Name], near_from: dict[str, int]) -> None:
        written: dict[str, dict[Name, None]] = {}
        heard: dict[str, dict[Name, None]] = {}
        for name in names:
            folded = folding.exact(name.text)
            if len(folded.key) < SHORTEST:
                continue
            written.setdefault(folded.key, {})[name] = None
            if near_from[name.kind] and name.may_be_misspelt:
                heard.setdefault(folding.coarse(folded).key, {})[name] = None
        heard |= _misheard(heard)
        self._written = {key: tuple(found) for key, found in written.items()}
        self._heard = {key: kept for key, found in heard.items() if (kept := _long_enough(key, found))}
        self.values = frozenset(name.value for found in self._written.values() for name in found)
        self._written_keys, self._heard_keys = _Beginnings(self._written), _Beginnings(self._heard)
        self._probes: dict[str, list[tuple[_Heard, int]]] = {}
        for key, names_of in self._heard.items():
            if len(key) >= min(max(SHORTEST_NEAR, near_from[name.kind]) for name in names_of):
                self._add_probes(key, names_of)
        self._probe_lengths = sorted({len(probe) for probe in self._probes})

    def __len__(self) -> int:
        return sum(map(len, self._written.values()))

    def _add_probes(self, key: str, names: tuple[Name, ...]) -> None:
        """With n slips one of n + 1 pieces is still whole."""
        slips = 2 if len(key) >= TWO_SLIPS_FROM else 1
        heard = _Heard(key, sound_key(names[0].text), slips, names)
        size = len(key) // (slips + 1)
        for number in range(slips + 1):
            start = number * size
            self._probes.setdefault(key[start : start + min(size, PROBE)], []).append((heard, start))

    def written(self, text: str, folded: Folded) -> Iterator[Spotted]:
        """Names as they are written, whatever the case, spaces and dots."""
        for place, key in self._written_keys.found_in(folded.key):
            start, end = folded.span(place, place + len(key))
            if begins(text, start):
                whole, names = _whole(text, end, self._written[key])
                if names := _as_abbreviated(text, start, end, names):
                    yield Spotted(start, whole, AS_WRITTEN, names)

    def heard(self, text: str, folded: Folded) -> Iterator[Spotted]:
        """Names that sound alike letter by letter. `folded` is the coarse folding."""
        for place, key in self._heard_keys.found_in(folded.key[:LONGEST_READ]):
            start, end = folded.span(place, place + len(key))
            if begins(text, start):
                whole, names = _whole(text, _with_unheard(text, end), self._heard[key])
                if names:
                    yield Spotted(start, whole, AS_HEARD, names)

    def near(self, text: str, folded: Folded) -> Iterator[Spotted]:
        """Names written with a slip or two. `folded` is the coarse folding."""
        key = folded.key[:LONGEST_READ]
        probes, places = self._probes, range(len(key))
        found = [
            (place, size) for size in self._probe_lengths for place in places if key[place : place + size] in probes
        ]
        tried: set[tuple[str, int]] = set()
        for place, size in sorted(found):
            for heard, offset in probes[key[place : place + size]]:
                first = place - offset
                if (heard.key, first) in tried or len(tried) >= MOST_TRIES:
                    continue
                tried.add((heard.key, first))
                limit = 2 * heard.slips
                window = key[max(0, first) : first + len(heard.key)]
                if Levenshtein.distance(heard.key, window, score_cutoff=limit) <= limit:
                    yield from _aligned(text, folded, heard, first, offset)


def _misheard(heard: Mapping[str, Iterable[Name]]) -> dict[str, dict[Name, None]]:
    """Places under the keys that a usual slip makes, where nothing else has that key."""
    misheard: dict[str, dict[Name, None]] = {}
    for key, names in heard.items():
        places = {name: None for name in names if name.kind in PLACES}
        for slip in folding.usual_slips(key) if places else ():
            if slip not in heard:
                misheard.setdefault(slip, {}).update(places)
    return misheard


def _long_enough(key: str, names: Iterable[Name]) -> tuple[Name, ...]:
    shortest = {True: SHORTEST_HEARD_PLACE, False: SHORTEST_HEARD}
    return tuple(name for name in names if len(key) >= shortest[name.kind in PLACES])


def _whole(text: str, end: int, names: tuple[Name, ...]) -> tuple[int, tuple[Name, ...]]:
    """Where the word ends, and which of the names may end there."""
    whole = end_of_word(text, end)
    if whole is None:
        return end, ()
    return whole, names if whole == end else tuple(name for name in names if name.kind in INFLECTED)


def _as_abbreviated(text: str, start: int, end: int, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Without names of one or two Thai consonants (ชร.) that are only letters of a word here."""
    if end - start > 4 or stands_alone(text, start, end):
        return names
    return tuple(n for n in names if n.kind == "district" or not _ABBREVIATION.fullmatch(n.text.replace(".", "")))


def _with_unheard(text: str, end: int) -> int:
    """Where a span ends with the tones and silenced letters that hang on its last letter."""
    tail = _UNHEARD_TAIL.match(text, end)
    return tail.end() if tail and ends(text, tail.end()) else end


def _aligned(text: str, folded: Folded, heard: _Heard, first: int, offset: int) -> Iterator[Spotted]:
    """The best place for a name near letter `first`, where its letters from `offset` stand as they should."""
    best: tuple[int, int, int] | None = None
    limit, last = 2 * heard.slips, first + len(heard.key)
    for begin in range(max(0, first - heard.slips), first + heard.slips + 1) if offset else (first,):
        start = folded.places[begin] if begin < len(folded.key) else len(text)
        if start == len(text) or not begins(text, start):
            continue
        for stop in range(max(begin + 1, last - heard.slips), min(last + heard.slips, len(folded.key)) + 1):
            slips = Levenshtein.distance(heard.key, folded.key[begin:stop], score_cutoff=limit)
            if slips > limit or (best is not None and slips >= best[0]):
                continue
            end = _with_unheard(text, folded.span(begin, stop)[1])
            if not ends(text, end):
                continue
            if _lacks_an_end(heard.key, folded.key[begin:stop], slips):
                continue
            if slips <= heard.slips or _sound(text[start:end]) == heard.sound:
                best = (slips, start, end)
    if best is not None:
        slips, start, end = best
        yield Spotted(start, end, NEARLY - 0.3 * slips / len(heard.key), heard.names)


def _lacks_an_end(name: str, written: str, slips: int) -> bool:
    """Whether it is only a part of the name, or another name that begins or ends alike: โรงพยาบาลเด็ก, โรงพยาบาลได้."""
    same_start = Prefix.similarity(name, written)
    same_end = Postfix.similarity(name, written)
    if len(written) in (same_start, same_end):
        return slips > 0
    return slips > 1 and 0 in (same_start, same_end)


@lru_cache(maxsize=4096)
def _sound(text: str) -> str:
    return sound_key(text)
