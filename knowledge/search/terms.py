"""What a text is indexed and searched by: its words, and the pieces of how it sounds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from bot.language import find_numbers, segment, sound_key, to_ascii_digits
from bot.language.numbers import THAI_NUMBER_WORD

GRAM = "~"  # prefix of a piece of sound
YEAR = "year:"  # prefix of a year, C.E.
NUMBERED = "#"  # between a number and the word beside it
GRAM_SIZE = 3
LONGEST_TERM = 60
MOST_READ, BEGINNING = 1_000, 700  # code points of a question; people say what they want first or last
BUDDHIST_OFFSET = 543
SHORTEST_LATIN = 4  # letters; shorter words and abbreviations are taken as they are
LATIN_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("z", "s"), ("v", "w"))
# Left out by many who type; not where another common word is left, such as the police of "of", or to die of "still".
_BURMESE_TONES = re.compile("(?<!ရဲ)(?<!လို)(?<!တွေ)့|(?<!မှာ)(?<!ရုံ)(?<!ချေ)(?<!ချင်)(?<!သေ)(?<!တောင်)း")
BURMESE_SOUNDS = tuple(
    (re.compile(written), spoken)
    for written, spoken in (
        ("နှင့်", "နဲ"), ("များ", "တွေ"), ("၏", "ရဲ"), ("[့း]", ""), ("ယ်", "ဲ"), ("ော်", "ော"), ("[ညဏမနဉင]်|ံ", "N"),
        ("[ကဂတဒပဗဘစဇ]်", "T"), ("(?<=[NT])(?:[က-အ][ျြ]?်)+", ""), ("[က-အ][ျြ]?်", ""), ("ီ", "ိ"), ("ူ", "ု"), ("ြ", "ျ"),
        ("ှ", ""), ("[ဓဍ]", "ဒ"), ("ဃ", "ဂ"), ("ဗ", "ဘ"), ("ဏ", "န"), ("ဠ", "လ"),
    )
)  # fmt: skip
_MYANMAR = re.compile("[\u1000-\u109f]")
_LATIN_WORD, _APOSTROPHE = re.compile("[a-z]+"), re.compile("['’]")
_VOWELS, _DOUBLED = re.compile("[aeiouyh]+"), re.compile(r"(.)\1+")
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty"]
_NUMBER_WORDS = [*_ONES, *_TEENS, *(f"{ten}{one}" for ten in _TENS for one in ("", *(f" {one}" for one in _ONES)))]
_IN_WORDS = re.compile(
    r"\b(article|section|objective|aim|goal|activity|result|number)(?: (?:number|no\.?))? "
    rf"({'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True)).replace(' ', '[ -]')})\b",
    re.IGNORECASE,
)
# What is counted in Thai: "ข้อแปด", "กิจกรรมที่สอง", "เป้าหมายข้อแรก", "สิบสามหลัก".
_COUNTED = "ข้อ|มาตรา|กิจกรรม|วัตถุประสงค์|จุดประสงค์|เป้าหมาย"
_ORDINAL = re.compile(f"({_COUNTED})(?:ที่ ?(?={THAI_NUMBER_WORD})|(?:ที่)? ?(แรก))")
_IN_THAI_WORDS = re.compile(f"(?:{_COUNTED}|เลข|ขึ้นต้น(?:ด้วย)?) ?(?:{THAI_NUMBER_WORD})|(?:{THAI_NUMBER_WORD}) ?หลัก")
_COUNTED_BEFORE, _DIGITS_AFTER = re.compile(f"(?:{_COUNTED}|เลข|ขึ้นต้น(?:ด้วย)?) ?$"), re.compile(" ?หลัก")
_CUT_WRONGLY = re.compile("(?<=เชียงราย)(?=[ก-ฮเ-ไ])")  # "รายปี" and "รายชื่อ" are words too
# The Convention has articles, laws have sections: many say one for the other.
_CONVENTION = re.compile(r"อนุสัญญา|ซีอาร์ซี|\b(?:convention|u?n?crc)\b|စာချုပ်", re.IGNORECASE)
_SECTION = re.compile(r"มาตรา(?= ?[0-9๐-๙])|\bsections?(?= [0-9])|ပုဒ်မ(?= ?[0-9၀-၉])", re.IGNORECASE)
_ARTICLE = {"ม": "ข้อ", "s": "article", "ပ": "အပိုဒ်"}
_ENGLISH_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s")


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Words that say nothing of what is asked, from `stopwords.yml`."""
    lists = yaml.safe_load(files("knowledge.search").joinpath("stopwords.yml").read_text(encoding="utf-8"))
    return frozenset(folded(word) or word for words in lists.values() for word in words)


@dataclass(frozen=True)
class Synonyms:
    """Words and phrases that mean the same: `senses` by their folded text, `beginnings` of those."""

    senses: Mapping[str, str]
    beginnings: frozenset[str]

    def longest(self, tokens: Sequence[str], place: int) -> tuple[int, str]:
        """How many tokens from `place` on are the longest known phrase, and its sense; (0, "") without one."""
        key, best = "", (0, "")
        for length, token in enumerate(tokens[place:], start=1):
            key += token
            if key in self.senses:
                best = (length, self.senses[key])
            if key not in self.beginnings:
                break
        return best

    def meant(self, tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Folded tokens with no sense, and of each longest known phrase the first with its sense."""
        place = 0
        while place < len(tokens):
            length, sense = self.longest(tokens, place)
            yield tokens[place], sense
            place += length or 1


@lru_cache(maxsize=1)
def synonyms() -> Synonyms:
    """The groups of `synonyms.yml`."""
    text = files("knowledge.search").joinpath("synonyms.yml").read_text(encoding="utf-8")
    groups = yaml.load(text, Loader=yaml.CSafeLoader)  # a long file, read at the first question
    senses: dict[str, str] = {}
    beginnings: set[str] = set()
    for sense, languages in groups.items():
        for phrase in (phrase for phrases in languages.values() for phrase in phrases):
            senses[folded(phrase)] = f"={sense}"
            beginnings |= _beginnings(phrase)
    for word in filter(is_thai, stopwords()):
        if cut := _beginnings(word):  # "พ่อง" holds a father
            senses.setdefault(word, word)
            beginnings |= cut
    return Synonyms(senses, frozenset(beginnings))


def _beginnings(phrase: str) -> set[str]:
    """What a phrase of several words begins with, folded; nothing of a single word."""
    tokens = [folded(token.text) for token in segment(phrase) if not token.is_space]
    return {"".join(tokens[:length]) for length in range(1, len(tokens))}


class _Kept(dict[int, "int | None"]):
    """A table for `str.translate` that leaves letters, marks and digits."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if unicodedata.category(chr(code))[0] in "LMN" else None
        return self[code]


_KEPT = _Kept()


def folded(text: str) -> str:
    """Lower case, western digits, letters and marks without Burmese tones: the key by which names are compared."""
    if not text.isascii():
        text = _BURMESE_TONES.sub("", text)
    return to_ascii_digits(text).lower().translate(_KEPT)


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its letters, the place in the text that it comes from."""
    letters, places = [], []
    tones = {found.start() for found in _BURMESE_TONES.finditer(text)}
    for place, letter in enumerate(to_ascii_digits(text)):
        low = letter.lower()[:1]
        if unicodedata.category(low)[0] in "LMN" and place not in tones:
            letters.append(low)
            places.append(place)
    return "".join(letters), places


def essential(text: str) -> str:
    """The text as it is or, of a very long one, its beginning and its end."""
    return text if len(text) <= MOST_READ else f"{text[:BEGINNING]}\n{text[BEGINNING + 1 - MOST_READ :]}"


@dataclass(frozen=True)
class Phrasing:
    """How questions are typed: what is left out, and what stands for what."""

    fillers: re.Pattern[str]
    spelled: re.Pattern[str]
    spellings: Mapping[str, str]


@lru_cache(maxsize=1)
def phrasing() -> Phrasing:
    """The lists of `phrasing.yml`."""
    lists = yaml.safe_load(files("knowledge.search").joinpath("phrasing.yml").read_text(encoding="utf-8"))
    spellings = {typed: meant for meant, all_typed in lists["spellings"].items() for typed in all_typed}
    spelled = _either(spellings)
    english, *others = (_either(phrases) for phrases in lists["fillers"].values())
    return Phrasing(
        re.compile(rf"\b(?:{english})\b(?:,| that\b| if\b| whether\b)?|{'|'.join(others)}", re.IGNORECASE),
        re.compile(rf"(?<![\w'’.-])(?:{spelled})(?![\w'’-])", re.IGNORECASE),
        spellings,
    )


def _either(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def plainly(text: str) -> str:
    """A question without fillers, English in the words that are asked with; the numbers of what is counted as digits,
    as they stand in laws and lists, in Thai too: "whats objective two" is "what is objective 2". A text of fillers
    alone stays.
    """
    known, straight = phrasing(), _with_thai_digits(text).replace("’", "'")
    if _CONVENTION.search(straight):
        straight = _SECTION.sub(lambda found: _ARTICLE[found[0][0].lower()], straight)
    without = known.fillers.sub(" ", straight)
    if any(letter.isalpha() for letter in without):
        straight = without
    spelled = known.spelled.sub(lambda found: known.spellings[found[0].lower()], straight)
    return _IN_WORDS.sub(
        lambda found: f"{found[1]} {1 + _NUMBER_WORDS.index(found[2].lower().replace('-', ' '))}", spelled
    )


def _with_thai_digits(text: str) -> str:
    """The numbers of what is counted in Thai as digits: "ข้อแปด" is "ข้อ 8", "ข้อห้าม" stays."""
    text = _CUT_WRONGLY.sub(" ", text)
    text = _ORDINAL.sub(_one_of, text)
    if not _IN_THAI_WORDS.search(text):
        return text
    for found in reversed(list(find_numbers(text))):
        is_written_out = not to_ascii_digits(text[found.start : found.end]).isdecimal()
        is_counted = _COUNTED_BEFORE.search(text, 0, found.start) or _DIGITS_AFTER.match(text, found.end)
        if is_written_out and is_counted and isinstance(found.value, int):
            text = f"{text[: found.start]} {found.value} {text[found.end :]}"
    return text


def _one_of(found: re.Match[str]) -> str:
    """ "กิจกรรมที่สอง" as "กิจกรรมข้อสอง"; "กิจกรรมที่สามารถ" stays."""
    named = found[1] if found[1] in ("ข้อ", "มาตรา") else f"{found[1]}ข้อ"
    if found[2]:
        return f"{named} 1 "
    after = next(iter(find_numbers(f"ข้อ{found.string[found.end() :]}")), None)
    return f"{named} " if after and after.start == len("ข้อ") else found[0]


def _stemmed(word: str) -> str:
    if not word.isascii() or len(word) < 5:
        return word
    for ending in _ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def name_sound(text: str) -> str:
    """How a name sounds, folded; of Latin words the first letter and the consonants, which are mistaken less often.

    Burmese without tones and without the letters in which syllables of foreign names end: each writes them otherwise.
    """
    sound = _LATIN_WORD.sub(lambda word: _latin_sound(word[0]), sound_key(_APOSTROPHE.sub("", text)))
    for written, spoken in BURMESE_SOUNDS if _MYANMAR.search(sound) else ():
        sound = written.sub(spoken, sound)
    return folded(sound)


@lru_cache(maxsize=1 << 12)
def _latin_sound(word: str) -> str:
    if len(word) < SHORTEST_LATIN:
        return word
    for written, spoken in LATIN_SOUNDS:
        word = word.replace(written, spoken)
    word = word.removesuffix("s")
    return _DOUBLED.sub(r"\1", word[0] + _VOWELS.sub("", word[1:]))


def _year_terms(word: str) -> list[str]:
    """A year of either era becomes one term."""
    if not (word.isdecimal() and len(word) == 4):
        return []
    year = int(word)
    if 2400 <= year <= 2700:
        return [f"{YEAR}{year - BUDDHIST_OFFSET}"]
    return [f"{YEAR}{year}"] if 1850 <= year <= 2150 else []


folded_word = lru_cache(maxsize=1 << 16)(folded)  # the same, remembered: for words that come again


def word_terms(text: str) -> list[str]:
    """Content words of a clean text, in order: synonyms as one, Burmese syllables also in pairs, numbers also with
    the word before and the word after them ("article 3" is another thing than "3 years").
    """
    return list(_word_terms(text))


@lru_cache(maxsize=256)
def _word_terms(text: str) -> tuple[str, ...]:
    """The same, remembered: a question asks several times."""
    terms: list[str] = []
    said = _words(text)
    for place, word in enumerate(said):
        before = said[place - 1] if place else ""
        if not word:
            continue
        years = _year_terms(word)
        if years:
            terms += years
        elif word not in stopwords():
            terms.append(word)
            if word.isdecimal():
                after = said[place + 1] if place + 1 < len(said) else ""
                terms += [f"{before}{NUMBERED}{word}"[:LONGEST_TERM]] if before else []
                terms += [f"{word}{NUMBERED}{after}"[:LONGEST_TERM]] if after and not after.isdecimal() else []
        if before and is_myanmar(word) and is_myanmar(before) and word not in stopwords():
            terms.append(f"{before}{word}"[:LONGEST_TERM])
    return tuple(terms)


def _words(text: str) -> tuple[str, ...]:
    """Folded words, what means the same as one; an empty one where a phrase ends."""
    tokens = [folded_word(token.text) for token in segment(_CUT_WRONGLY.sub(" ", text)) if not token.is_space]
    return tuple(sense or _stemmed(token)[:LONGEST_TERM] for token, sense in synonyms().meant(tokens))


def is_thai(word: str) -> bool:
    """Whether it begins with a letter of the Thai script."""
    return "\u0e01" <= word[:1] <= "\u0e5b"


def is_myanmar(word: str) -> bool:
    """Whether it begins with a letter of the Myanmar script."""
    return bool(word) and "\u1000" <= word[0] <= "\u109f"


def gram_terms(text: str) -> list[str]:
    """Overlapping pieces of the text as it sounds, without those that cross an end of phrase."""
    return list(_grams(text))


@lru_cache(maxsize=256)
def _grams(text: str) -> tuple[str, ...]:
    """The same, remembered."""
    grams: list[str] = []
    for chunk in sound_key(text).split():
        if is_myanmar(chunk):
            continue  # syllable pairs do this already
        edge = f"^{chunk}" if chunk.isascii() else chunk
        grams += [GRAM + edge[i : i + GRAM_SIZE] for i in range(len(edge) - GRAM_SIZE + 1)]
    return tuple(grams)


def terms_of(text: str) -> Counter[str]:
    """All terms of a clean text with their counts."""
    counts = Counter(word_terms(text))
    counts.update(gram_terms(text))
    return counts
