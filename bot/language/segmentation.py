"""The words of a text, in any of our scripts. Tokens join back to the text; offsets are code points."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Token:
    """A piece of the text from `start` to `end`, in code points."""

    text: str
    start: int
    end: int

    @property
    def is_space(self) -> bool:
        """Whether it holds nothing but white space."""
        return self.text.isspace()


REMEMBERED = 256  # texts
LONGEST_REMEMBERED = 100  # letters of a run of Thai


class WordList:
    """Words that can be looked up by what a text goes on with; a tenth of the memory of a trie of nodes."""

    _KEY = 2

    def __init__(self, words: Iterable[str], base: WordList | None = None) -> None:
        self._words = frozenset(word for word in (word.strip() for word in words) if word)
        self._base = base
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[: self._KEY], set()).add(len(word))
        self._lengths = {key: tuple(sorted(found)) for key, found in lengths.items()}

    def __len__(self) -> int:
        return len(self._words) + (len(self._base) if self._base else 0)

    def __iter__(self) -> Iterator[str]:
        yield from self._words
        if self._base:
            yield from self._base

    def __contains__(self, word: object) -> bool:
        return word in self._words or (self._base is not None and word in self._base)

    def prefixes(self, text: str, start: int = 0) -> list[str]:
        """The words that `text` goes on with at `start`, shortest first."""
        found = []
        key = text[start : start + self._KEY]
        for length in self._lengths.get(key[:1], ()) + (self._lengths.get(key, ()) if len(key) > 1 else ()):
            word = text[start : start + length]
            if len(word) == length and word in self._words:
                found.append(word)
        if self._base is None:
            return found
        return sorted({*found, *self._base.prefixes(text, start)}, key=len)


_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0300-\u036f"
_RUN = re.compile(
    r"(?P<space>\s+)"
    "|(?P<thai>[\u0e01-\u0e3a\u0e40-\u0e4e]+)"
    f"|(?P<latin>[{_LATIN}]+(?:['’-][{_LATIN}]+)*)"
    r"|(?P<digits>[0-9]+(?:[.,][0-9]+)*|[๐-๙]+(?:[.,][๐-๙]+)*|[၀-၉]+(?:[.,][၀-၉]+)*|[႐-႙]+|[໐-໙]+|[០-៩]+)"
    "|(?P<myanmar>[\u1000-\u103f\u104c-\u108f\u109a-\u109f\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f]+)"
    "|(?P<lao>[\u0e80-\u0ecf\u0eda-\u0eff]+)"
    "|(?P<khmer>[\u1780-\u17d3\u17d7\u17dc\u17dd]+)"
    "|(?P<word>[\u0370-\u0dff\u10a0-\u167f\u1800-\u1cff\u1f00-\u1fff\u2c00-\u2dff\u3040-\ua8ff\uac00-\ud7ff\uf900-\ufdff]+)"
    "|(?P<sign>.)",
    re.DOTALL,
)
_MYANMAR_LETTER = "\u1000-\u102a\u103f\u104c-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"
_MYANMAR_SYLLABLE = re.compile(
    f"(?:^[^{_MYANMAR_LETTER}]+|[{_MYANMAR_LETTER}])"
    f"(?:[^{_MYANMAR_LETTER}]|(?<=\u1039)[{_MYANMAR_LETTER}]|[{_MYANMAR_LETTER}](?=\u1037?[\u1039\u103a]))*"
)
_LAO_CLUSTER = re.compile(
    "[\u0ec0-\u0ec4]?[\u0e81-\u0eae\u0edc-\u0edf]\u0ebc?[\u0eb1\u0eb4-\u0ebb\u0ec8-\u0ecd]*[\u0eb0\u0eb2\u0eb3\u0ebd]*"
    "|[^\u0e81-\u0eae\u0edc-\u0edf]"
)
_KHMER_CLUSTER = re.compile("[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])*|[^\u1780-\u17b3]")


class Segmenter:
    """Cuts texts into words, and keeps its own names whole."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        listed = [name for name in (name.strip() for name in names) if name]
        self._thai = WordList(filter(_is_thai, listed), base=_thai_words())
        self._names = WordList(name.lower() for name in listed)

    def segment(self, text: str) -> list[Token]:
        """The tokens of `text`, white space included."""
        tokens: list[Token] = []
        start = 0
        for piece in _pieces(text, self._thai):
            end = start + len(piece)
            tokens.append(Token(piece, start, end))
            start = end
        return _join_names(text, tokens, self._names) if self._names else tokens


def segment(text: str, names: WordList | None = None) -> list[Token]:
    """The tokens of `text`; `names` are kept whole. With many names make one `Segmenter` and keep it."""
    return list(_segmented(text)) if names is None else _with(names).segment(text)


@lru_cache(maxsize=REMEMBERED)
def _segmented(text: str) -> tuple[Token, ...]:
    """The same, remembered: one message is cut by many who look at it."""
    return tuple(_plain().segment(text))


@lru_cache(maxsize=1)
def _plain() -> Segmenter:
    return Segmenter()


@lru_cache(maxsize=4)
def _with(names: WordList) -> Segmenter:
    return Segmenter(names)


@lru_cache(maxsize=1)
def _thai_words() -> WordList:
    # PyThaiNLP imports all of itself, some 0.3 s: only who cuts Thai pays, once. Unless told not to, it makes a folder
    # in the home directory, which a service need not have.
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    from pythainlp.corpus.common import thai_words

    return WordList(thai_words())


def _is_thai(name: str) -> bool:
    return all("\u0e01" <= letter <= "\u0e4e" for letter in name)


def _pieces(text: str, thai: WordList) -> Iterator[str]:
    for run in _RUN.finditer(text):
        script, piece = run.lastgroup, run.group()
        if script == "thai":
            yield from (_thai_pieces if len(piece) <= LONGEST_REMEMBERED else _thai_pieces.__wrapped__)(piece, thai)
        elif script == "myanmar":
            yield from _MYANMAR_SYLLABLE.findall(piece)
        elif script == "lao":
            yield from _LAO_CLUSTER.findall(piece)
        elif script == "khmer":
            yield from _KHMER_CLUSTER.findall(piece)
        else:
            yield piece


@lru_cache(maxsize=1 << 12)  # parts of one message are cut again without a name, or without a number
def _thai_pieces(text: str, words: WordList) -> tuple[str, ...]:
    from pythainlp.tokenize.newmm import segment as newmm

    return tuple(newmm(text, custom_dict=words, safe_mode=True))


def _join_names(text: str, tokens: list[Token], names: WordList) -> list[Token]:
    """The tokens with every name that begins and ends where tokens do made one, the longest first."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ and the like change length in lower case
        lowered = text
    ends = {token.end: index for index, token in enumerate(tokens)}
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        last = max((ends.get(token.start + len(name), -1) for name in names.prefixes(lowered, token.start)), default=-1)
        if last > index:
            end = tokens[last].end
            joined.append(Token(text[token.start : end], token.start, end))
            index = last + 1
        else:
            joined.append(token)
            index += 1
    return joined
