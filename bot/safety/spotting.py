"""Finding the words of the rules in a folded text, and following them in order.

Places in the text are kept as the bits of one integer per word length: bit 7 set means "a word begins at 7".
Following a sequence is then a few shifts and ANDs, whatever the text is: nothing can backtrack.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Starts = Mapping[int, int]
"""Word length → bit set of the places where a word of that length begins."""

_LATIN = re.compile("[0-9a-z]")


class Spots:
    """Where the words of every group begin in one text; a group is worked out when it is first asked for."""

    def __init__(self, places: Mapping[str, int], groups: "Groups", length: int) -> None:
        """places: word → bit set of where it begins, never empty; length: of the text in letters."""
        self._places = places
        self._groups = groups
        self._length = length
        self._words = frozenset(places)
        self.present = groups.of(places)
        """The groups that have a word in the text; `start` and `end` always."""
        self._starts: dict[str, Starts] = {"start": {0: 1}, "end": {0: 1 << length}}

    def has(self, groups: frozenset[str]) -> bool:
        """Whether each of these groups has a word in the text."""
        return groups <= self.present

    def starts(self, group: str) -> Starts:
        """Where the words of the group begin, by their length; empty for a group without a word in the text."""
        known = self._starts.get(group)
        if known is not None:
            return known
        starts: dict[int, int] = {}
        for word in self._groups.words(group) & self._words:
            starts[len(word)] = starts.get(len(word), 0) | self._places[word]
        self._starts[group] = starts
        return starts

    def without(self, hidden: int) -> "Spots":
        """The same spots less the words that begin at a hidden place (bit set)."""
        if not hidden:
            return self
        return Spots(_less(self._places, hidden), self._groups, self._length)


class Groups:
    """Which words belong to which groups. The groups `start` and `end` are in every text."""

    def __init__(self, groups_of: Mapping[str, frozenset[str]]) -> None:
        self._groups_of = groups_of
        words: dict[str, set[str]] = {}
        for word, names in groups_of.items():
            for name in names:
                words.setdefault(name, set()).add(word)
        self._words = {name: frozenset(members) for name, members in words.items()}

    def __contains__(self, word: str) -> bool:
        return word in self._groups_of

    def of(self, words: Iterable[str]) -> frozenset[str]:
        """The groups that have at least one of these words."""
        return frozenset({"start", "end"}).union(*(self._groups_of[word] for word in words))

    def words(self, group: str) -> frozenset[str]:
        return self._words.get(group, frozenset())


class Vocabulary:
    """Finds all words of all groups in one pass over a folded text.

    words: folded word → names of its groups. harmless: longer words that only contain a word of the rules (ตีห้า);
    a word that begins inside one is not seen, nor is a shorter one at its beginning. A word may be in both.
    """

    def __init__(self, words: Mapping[str, frozenset[str]], harmless: Iterable[str]) -> None:
        self._groups = Groups(words)
        self._harmless = frozenset(harmless)
        everything = sorted(self._harmless | set(words))
        self._pattern = re.compile(f"(?=({_as_trie(everything)}))")
        self._beginnings = {word: self._words_at_start_of(word) for word in everything}

    def _words_at_start_of(self, longest: str) -> tuple[tuple[str, ...], int]:
        """The words of the groups that `longest` begins with, and the length of the longest harmless one (0: none)."""
        found: list[str] = []
        harmless = 0
        for end in range(1, len(longest) + 1):
            word = longest[:end]
            if word in self._harmless:
                found = []  # hides the shorter words
                harmless = end
            if word in self._groups and (word in self._harmless or not _cuts_latin_word(longest, end)):
                found.append(word)
        return tuple(found), harmless

    def spot(self, text: str) -> Spots:
        """The places of every group in the folded text; `start` and `end` are the two edges of the text."""
        places: dict[str, int] = {}
        inside_harmless = 0
        for match in self._pattern.finditer(text):
            place = match.start()
            here = 1 << place
            words, longest_harmless = self._beginnings[match[1]]
            if longest_harmless:
                inside_harmless |= (here << longest_harmless) - (here << 1)
            for word in words:
                places[word] = places.get(word, 0) | here
        if inside_harmless:
            places = _less(places, inside_harmless)
        return Spots(places, self._groups, len(text))


@dataclass(frozen=True)
class Phrase:
    """Groups of words that follow each other; gaps[i]: the most letters between groups[i] and groups[i + 1]."""

    groups: tuple[str, ...]
    gaps: tuple[int, ...]

    @cached_property
    def _needed(self) -> frozenset[str]:
        return frozenset(self.groups)

    def is_in(self, spots: Spots) -> bool:
        """Whether the groups occur in this order, each near enough to the one before."""
        return spots.has(self._needed) and bool(self._ends(spots, len(self.groups)))

    def places_of(self, index: int, spots: Spots) -> int:
        """Where the words of groups[index] begin that are part of a whole sequence, as a bit set."""
        if not spots.has(self._needed):
            return 0
        before = _spread(self._ends(spots, index), self.gaps[index - 1]) if index else -1
        last = index + 1 == len(self.groups)
        after = -1 if last else _spread_back(self._starts(spots, index + 1), self.gaps[index])
        if not before or not after:
            return 0
        places = 0
        for length, bits in spots.starts(self.groups[index]).items():
            places |= bits & before & (after >> length)
        return places

    def _ends(self, spots: Spots, count: int) -> int:
        """Places just behind the first `count` groups."""
        near = -1
        ends = 0
        for index in range(count):
            ends = 0
            for length, bits in spots.starts(self.groups[index]).items():
                ends |= (bits & near) << length
            if not ends:
                return 0
            near = _spread(ends, self.gaps[index]) if index < len(self.gaps) else 0
        return ends

    def _starts(self, spots: Spots, first: int) -> int:
        """Places where groups[first:] begin, all of them following each other."""
        near = -1
        starts = 0
        for index in range(len(self.groups) - 1, first - 1, -1):
            starts = 0
            for length, bits in spots.starts(self.groups[index]).items():
                starts |= bits & (near >> length)
            near = _spread_back(starts, self.gaps[index - 1]) if index else 0
        return starts


def _less(places: Mapping[str, int], hidden: int) -> dict[str, int]:
    """The places without the hidden ones (bit set); a word with none left is absent."""
    keep = ~hidden
    return {word: left for word, bits in places.items() if (left := bits & keep)}


def _spread(bits: int, width: int) -> int:
    """Every set place and the `width` places after it."""
    done = 1
    while done <= width:
        step = min(done, width + 1 - done)
        bits |= bits << step
        done += step
    return bits


def _spread_back(bits: int, width: int) -> int:
    """Every set place and the `width` places before it."""
    done = 1
    while done <= width:
        step = min(done, width + 1 - done)
        bits |= bits >> step
        done += step
    return bits


def _cuts_latin_word(text: str, end: int) -> bool:
    return bool(end < len(text) and _LATIN.match(text[end - 1]) and _LATIN.match(text[end]))


def _as_trie(words: Sequence[str]) -> str:
    """A regular expression for the longest of the words, written as a tree so that it is tried letter by letter."""
    latin = [word for word in words if _LATIN.match(word[0])]
    other = [word for word in words if not _LATIN.match(word[0])]
    branches = []
    if other:
        branches.append(_branch(other))
    if latin:
        branches.append(f"(?<![0-9a-z]){_branch(latin)}(?![0-9a-z])")
    return "|".join(branches)


def _branch(words: Sequence[str]) -> str:
    """Words that may be empty: the empty one makes the rest optional."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        if word:
            by_letter.setdefault(word[0], []).append(word[1:])
    if not by_letter:
        return ""
    choices = "|".join(re.escape(letter) + _branch(rest) for letter, rest in by_letter.items())
    return f"(?:{choices})" + ("?" if "" in words else "")
