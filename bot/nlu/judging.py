"""Whether a name that stands in a text is meant as one there, and which of its bearers is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from bot.nlu.boundaries import SHORT, is_burmese, is_cut_there, is_everyday_word, is_latin, is_thai, syllables
from bot.nlu.folding import coarse, exact
from bot.nlu.lexicon import Lexicon
from bot.nlu.names import AS_HEARD, AS_WRITTEN, NO_NAME, PLACES, Name, NameBook, Spotted
from bot.nlu.neighbours import are_listed, belonging_together

Value = str | int | dict[str, int]

# Letters from which a kind's names are found misspelt; 0 never.
NEAR_FROM = {
    "province": 5, "district": 6, "organisation": 7, "project": 8, "document": 7, "group": 0, "need": 8, NO_NAME: 0,
}  # fmt: skip
KINDS = tuple(NEAR_FROM)  # where two kinds share a name, the earlier one is meant
PROVINCE_NEAR = 30  # code points
UNSURE = 0.6  # confidence where a name is one of several things
ABBREVIATION = 2  # Thai letters
SHORTEST_ALONE = 6  # letters as heard; a shorter place with a slip needs more than a word of place
BURMESE_LETTERS_A_SLIP = 12
VERB_ENDINGS = ("မယ်", "မဲ")  # "will", which sounds like แม่
SENTENCE_END = "တယ်"  # a verb's ending that sounds like ทราย
NORTH = ("th-5", "th-63")  # whose Burmese names are found misspelt, too
LEADING_VOWELS = "เแโใไ"
NAMES_OF_PEOPLE = frozenset(["nan"])
CAPITAL, TOWN_OF = "01", "เมือง"  # the end of the id of a capital's district, and how the town is called too
SHORT_MISSPELT_LATIN, SHORT_MISSPELT = 8, 9  # letters; a shorter misspelt place needs a word of place beside it

_BREAK = re.compile("[.,!?'’()/]")
_NEXT_TO = re.compile(r"[\s,.၊]{0,3}(?:จังหวัด|จ\.?|อำเภอ|อ\.?|in\s)?\s?")
_ALONE_AFTER = re.compile(r"\s|$|[,.!?/)ฯ၊။]|(?:ค่ะ|คะ|ครับ|คับ|จ้ะ|จ้า|เจ้า|นะ)")
_CAPITAL_NEXT = re.compile(r"[ -][A-Z]")
_CAPITAL_DISTRICT = re.compile(
    r"(?:อำเภอ|(?<![ก-๎])อ|อ\.|amphoe\s|amphur\s)\s*(?P<name>เมือง(?!ปาน)|mueang|muang)(?![ั-ฺ็-๎A-Za-z])", re.I
)
_IN_TOWN = re.compile(r"(?:อยู่|ใน|แถว|ที่|จาก)\s?(?P<name>เมือง)(?:\s?(?:จ\.|จังหวัด)\s?|\s)")  # its province next
_DOTTED = re.compile("[ก-ฮ][.]")
_LETTERS = re.compile("[ก-ฮ]{3,}")
_SUBJECT = re.compile(r"(?<=[A-Za-zက-႟])က\s+$")


@dataclass(frozen=True)
class Found:
    """An entity from `start` to `end` (code points); `value` is an id, years, {"months": n} or an ISO date."""

    start: int
    end: int
    kind: str
    value: Value
    confidence: float

    def overlaps(self, other: Found | Spotted) -> bool:
        """Whether they share a letter."""
        return self.start < other.end and other.start < self.end


class Judge:
    """Judges the names of one text."""

    def __init__(self, text: str, words: Lexicon, written: Sequence[Spotted], misspelt: Iterable[Spotted] = ()) -> None:
        self._text = text
        self._words = words
        self._provinces: list[Found] = []
        self._sure: list[Found] = []
        self._cuts: dict[tuple[int, int], bool] = {}
        self._known = [s for s in written if self._is_surely_an_organisation(s)]
        places = [s for s in written if any(n.kind in PLACES for n in s.names)]
        self._together = belonging_together(text, [*places, *misspelt])
        self._provinces = self._sure_provinces(places)
        self._sure = self._sure_places(places)

    def judge(self, spotted: Spotted) -> Found | None:
        """The entity, or None when the words are everyday words here."""
        for kind in KINDS:
            names = [name for name in spotted.names if name.kind == kind]
            if names and (found := self._as_kind(spotted, kind, names)):
                return found
        return None

    def is_at(self, place: Found) -> bool:
        """Whether a word of place stands before it: ที่พะเยา, in Phayao."""
        is_beside = _SUBJECT.search(self._text, 0, place.start)  # World Vision က ချင်းမိုင်
        return bool(is_beside) or self._words.stands_before("place", self._text, place.start)

    def capital_districts(self, book: NameBook) -> Iterator[Found]:
        """อ.เมือง: the district of the province named next. The first district of a province is its capital's."""
        for match in _CAPITAL_DISTRICT.finditer(self._text) if self._provinces else ():
            start, end = match.span("name")
            after = [p for p in self._provinces if 0 <= p.start - end <= PROVINCE_NEAR] or self._provinces
            value = f"{after[0].value}{CAPITAL}"
            if value in book.values:
                yield Found(start, end, "district", value, AS_WRITTEN)
        for match in _IN_TOWN.finditer(self._text):
            values = [f"{p.value}{CAPITAL}" for p in self._provinces if p.start == match.end()]
            yield from (Found(*match.span("name"), "district", v, AS_WRITTEN) for v in values if v in book.values)

    def _as_kind(self, spotted: Spotted, kind: str, names: list[Name]) -> Found | None:
        if kind in PLACES:
            return self._as_place(spotted, kind, names)
        key = self._key(spotted)
        if kind == "organisation":
            return self._as_organisation(spotted, names, key)
        if kind == "need" and key in self._words.too_general:
            return None
        return _found(spotted, kind, names) if self._is_word(spotted) and self._has_its_words(spotted) else None

    def _key(self, spotted: Spotted) -> str:
        return exact(self._text[spotted.start : spotted.end]).key

    def _sure_provinces(self, written: list[Spotted]) -> list[Found]:
        """Provinces that are surely named; they tell which district is meant."""
        sure: list[Found] = []
        unsure: list[Found] = []
        for spotted in written:
            names = [name for name in spotted.names if name.kind == "province"]
            if names:
                found = Found(spotted.start, spotted.end, "province", names[0].value, AS_WRITTEN)
                (sure if self._as_place(spotted, "province", names) else unsure).append(found)
        districts = [spotted for spotted in written if any(name.kind == "district" for name in spotted.names)]
        return sure + [p for p in unsure if any(self._is_next_to(p, s) and len(self._key(s)) > 4 for s in districts)]

    def _sure_places(self, written: list[Spotted]) -> list[Found]:
        """Places that are surely named, in order; what is listed with one of them is one too."""
        sure: list[Found] = []
        self._sure = sure
        for spotted in sorted(written, key=lambda s: (s.start, -s.end)):
            if found := self._as_first_place(spotted):
                sure.append(found)
        return sure

    def _as_first_place(self, spotted: Spotted) -> Found | None:
        for kind in KINDS:
            names = [name for name in spotted.names if name.kind == kind] if kind in PLACES else []
            if names and (found := self._as_place(spotted, kind, names)):
                return found
        return None

    def _as_place(self, spotted: Spotted, kind: str, names: list[Name]) -> Found | None:
        start, end = spotted.start, spotted.end
        if self._key(spotted) in self._words.capitals and not self._text[start:end].isupper():
            return None
        if self._is_one_syllable(spotted) and not self._is_no_piece_of_burmese(spotted):
            return None
        is_said_to_be = self._is_said_to_be(kind, start, end)
        if kind == "district" and self._text.startswith(TOWN_OF, start) and not is_said_to_be:
            names = [name for name in names if not name.value.endswith(CAPITAL)]  # the town: its province is meant
            if not names:
                return None
        if not is_said_to_be and not self._is_meant_as_place(spotted, kind, names):
            return None
        names = self._belonging(spotted, kind, names) or names
        key = self._key(spotted)
        names = sorted(names, key=lambda name: Levenshtein.distance(exact(name.text).key, key))
        return _found(spotted, kind, self._in_named_province(names))

    def _is_meant_as_place(self, spotted: Spotted, kind: str, names: list[Name]) -> bool:
        key, known = self._key(spotted), {exact(name.text).key for name in names}
        is_accident = not self._is_no_accident(spotted)
        is_far = is_burmese(key[0]) and not any(name.value.startswith(NORTH) for name in names)
        if spotted.likeness < AS_WRITTEN and (is_far or is_accident):
            return False
        if key in self._words.certain or known <= self._words.certain:
            return any(self._is_next_to(p, spotted) for p in self._provinces) or self._is_in_capital(spotted)
        if is_accident:
            return False
        if spotted.likeness < AS_HEARD and min(len(coarse(exact(name.text)).key) for name in names) < SHORTEST_ALONE:
            return bool(self._belonging(spotted, kind, names))
        keys = {key, *known}
        if not self._needs_place(spotted, keys) or self._belonging(spotted, kind, names):
            return True
        return self._is_at_place(spotted, kind, keys)

    def _belonging(self, spotted: Spotted, kind: str, names: list[Name]) -> list[Name]:
        """Those whose own province or district stands beside them."""
        values = self._together.get((spotted.start, spotted.end, kind), frozenset())
        return [name for name in names if name.value in values]

    def _is_said_to_be(self, kind: str, start: int, end: int) -> bool:
        return self._words.stands_before(kind, self._text, start) or self._words.stands_after(kind, self._text, end)

    def _is_in_capital(self, spotted: Spotted) -> bool:
        """in Hot, near Long: a word of place before it and a capital, in a text that has small letters too."""
        text, start = self._text, spotted.start
        is_capital = text[start].isupper() and not text.isupper() and spotted.likeness == AS_WRITTEN
        goes_on = _CAPITAL_NEXT.match(text, spotted.end)  # Song Khwae
        return is_capital and not goes_on and self._words.stands_before("place", text, start)

    def _is_at_place(self, spotted: Spotted, kind: str, keys: set[str]) -> bool:
        span = (spotted.start, spotted.end)
        if any(are_listed(self._text, span, (sure.start, sure.end)) for sure in self._sure):
            return True
        is_burmese_guess = spotted.likeness < AS_WRITTEN and is_burmese(self._text[spotted.start])
        if is_burmese_guess and not self._is_alone(spotted.start, spotted.end):
            return self._words.stands_after("place", self._text, spotted.end)
        return (
            self._words.stands_before("place", self._text, spotted.start)
            or self._words.stands_after("place", self._text, spotted.end)
            or self._may_be_alone(spotted, keys)
            or any(self._is_near(province, spotted, kind) for province in self._provinces)
        )

    def _needs_place(self, spotted: Spotted, keys: set[str]) -> bool:
        if keys & self._words.with_place or self._is_abbreviation(spotted):
            return True
        if spotted.likeness == AS_WRITTEN:
            return not self._is_word(spotted) or self._is_one_syllable(spotted)
        shortest = min(keys, key=len)
        if is_burmese(shortest[0]):
            return True  # its letters sound too much alike
        return len(shortest) < (SHORT_MISSPELT_LATIN if is_latin(shortest[0]) else SHORT_MISSPELT)

    def _is_abbreviation(self, spotted: Spotted) -> bool:
        """ชม. is a province, and hours."""
        return spotted.end - spotted.start <= ABBREVIATION and is_thai(self._text[spotted.start])

    def _is_no_accident(self, spotted: Spotted) -> bool:
        if is_latin(self._text[spotted.start]):
            return self._is_written_alike(spotted)
        return self._is_no_slip_of_words(spotted) and self._is_no_piece_of_burmese(spotted)

    def _is_written_alike(self, spotted: Spotted) -> bool:
        """Whether the letters are nearly those of the name, in one phrase: not `Thai, I need` for Chai Nat."""
        if spotted.likeness == AS_WRITTEN:
            return True
        text, key = self._text[spotted.start : spotted.end], self._key(spotted)
        slips = min(Levenshtein.distance(key, exact(name.text).key) for name in spotted.names)
        by_place = text[0].isupper() or self._words.stands_before("place", self._text, spotted.start)
        is_sure = spotted.likeness == AS_HEARD or by_place or self._is_alone(spotted.start, spotted.end)
        return is_sure and slips <= max(2, len(key) // 3) and not _BREAK.search(text)

    def _has_its_words(self, spotted: Spotted) -> bool:
        """Whether a term has the letters of the name but for a slip or two: not `education and` for fund."""
        text = self._text[spotted.start : spotted.end].lower()
        if spotted.likeness == AS_WRITTEN:
            return True
        if is_thai(text[0]):
            begins = {_first_consonant(name.text) for name in spotted.names}
            return " " not in text and _first_consonant(text) in begins
        if is_burmese(text[0]):
            slips = min(Levenshtein.distance(text, name.text) for name in spotted.names)
            return slips <= 1 + len(text) // BURMESE_LETTERS_A_SLIP
        written = text.split()
        for name in spotted.names:
            words = name.text.lower().split()
            if len(words) == len(written) and all(map(_is_nearly, written, words)):
                return True
            if len(words) > 1 and _is_nearly("".join(written), "".join(words)) and len(written) == len(words) - 1:
                return True
        return False

    def _is_no_slip_of_words(self, spotted: Spotted) -> bool:
        """Whether what looks like a misspelt Thai name is not simply other words: แม่เลี้ยง, ถุงยังชีพ."""
        text, start, end = self._text, spotted.start, spotted.end
        if spotted.likeness == AS_WRITTEN or not is_thai(text[start]):
            return True
        return not is_everyday_word(text[start:end]) and (
            spotted.likeness == AS_HEARD or self._is_cut_there(start, end)
        )

    def _is_one_syllable(self, spotted: Spotted) -> bool:
        return is_burmese(self._text[spotted.start]) and syllables(self._text[spotted.start : spotted.end]) == 1

    def _is_no_piece_of_burmese(self, spotted: Spotted) -> bool:
        """Not the end of another word (လမ်းပန်း), a verb's ending (သွားမယ် ဆိုင်), or only like one (ပြောင်း)."""
        text, start, end = self._text, spotted.start, spotted.end
        if not is_burmese(text[start]):
            return True
        is_short, written = self._is_one_syllable(spotted), text[start:end]
        if spotted.likeness < AS_WRITTEN and (is_short or " " in written or written.endswith(SENTENCE_END)):
            return False
        if start == 0 or not is_burmese(text[start - 1]) or self._words.stands_before("stands_free", text, start):
            return True
        if spotted.likeness < AS_WRITTEN:
            return False
        may_be_verb = text.startswith(VERB_ENDINGS, start)
        return not is_short and not (may_be_verb and not self._words.stands_after("place", text, end))

    def _may_be_alone(self, spotted: Spotted, keys: set[str]) -> bool:
        misread = keys & self._words.with_place if spotted.likeness < AS_WRITTEN else self._is_one_syllable(spotted)
        return not misread and not self._is_abbreviation(spotted) and self._is_alone(spotted.start, spotted.end)

    def _is_alone(self, start: int, end: int) -> bool:
        """Whether it is a phrase of its own: ตาก, แม่ลาวค่ะ."""
        if is_latin(self._text[start]) and self._text[start].isupper() and self._is_between_commas(start, end):
            return True
        if not is_thai(self._text[start]):
            return self._text.strip(" .!?") == self._text[start:end]
        begins = start == 0 or self._text[start - 1] in " \n,/("
        return begins and bool(_ALONE_AFTER.match(self._text, end))

    def _is_between_commas(self, start: int, end: int) -> bool:
        """(m, 15), stateless, Fang, we want; Pai, girl 13."""
        before, after = self._text[:start].rstrip(" "), self._text[end:].lstrip(" ")
        is_framed = after.startswith(",") and (not before or before[-1] in ",;\n")
        return is_framed and end - start > ABBREVIATION and exact(self._text[start:end]).key not in NAMES_OF_PEOPLE

    def _is_near(self, province: Found, spotted: Spotted, kind: str) -> bool:
        """A district's own province stands near, or the name is itself a province that was sure."""
        if kind == "province":
            return province.start == spotted.start and province.end == spotted.end
        own = any(name.parent == province.value for name in spotted.names)
        gap = max(province.start - spotted.end, spotted.start - province.end)
        return own and 0 <= gap <= PROVINCE_NEAR

    def _is_next_to(self, province: Found, spotted: Spotted) -> bool:
        """ลอง จ.แพร่, ตาก อุ้มผาง: a district and its own province follow each other."""
        if province.overlaps(spotted) or not any(name.parent == province.value for name in spotted.names):
            return False
        between = sorted([spotted.start, spotted.end, province.start, province.end])[1:3]
        return bool(_NEXT_TO.fullmatch(self._text, *between))

    def _in_named_province(self, names: list[Name]) -> list[Name]:
        named = {province.value for province in self._provinces}
        return [name for name in names if name.parent in named] or names

    def _as_organisation(self, spotted: Spotted, names: list[Name], key: str) -> Found | None:
        start, end = self._words.reach("organisation", self._text, spotted.start, spotted.end)
        if (start, end) == (spotted.start, spotted.end):
            if key in self._words.certain or not self._is_word(spotted):
                return None
            may_be_other = key in self._words.with_place or key in self._words.organisations
            if may_be_other and not self._is_meant_as_organisation(spotted, key):
                return None
            if all(map(_DOTTED.match, (name.text for name in names))) and not self._begins_there(start):
                return None
            if not self._is_no_slip_of_words(spotted) or not self._has_its_words(spotted):
                return None
            is_short = is_thai(self._text[start]) and len(key) < SHORT_MISSPELT
            if spotted.likeness < AS_WRITTEN and is_short and not self._is_alone(start, end):
                return None
        return _found(replace(spotted, start=start, end=end), "organisation", names)

    def _is_meant_as_organisation(self, spotted: Spotted, key: str) -> bool:
        """Whether a name that is an everyday word too is one here: listed, a capital, or said to do something."""
        if self._is_among(spotted) or (key in self._words.organisations and self._is_capital(spotted)):
            return True
        text, start, end = self._text, spotted.start, spotted.end
        if spotted.likeness < AS_WRITTEN or any(name.kind == "need" for name in spotted.names):
            return False
        if self._words.stands_before("asked", text, start):
            return True
        return self._begins_there(start) and self._words.stands_after("asked", text, end)

    def _begins_there(self, start: int) -> bool:
        """Whether no letter touches its beginning."""
        before = self._text[start - 1 : start]
        return not (is_thai(before) or is_burmese(before) or is_latin(before))

    def _is_surely_an_organisation(self, spotted: Spotted) -> bool:
        everyday = self._words.organisations | self._words.certain | self._words.with_place
        return any(n.kind == "organisation" for n in spotted.names) and self._key(spotted) not in everyday

    def _is_among(self, spotted: Spotted) -> bool:
        """Whether it is listed with an organisation that is surely one: ECPAT กับโฟกัส."""
        span = (spotted.start, spotted.end)
        return any(are_listed(self._text, span, (known.start, known.end)) for known in self._known)

    def _is_capital(self, spotted: Spotted) -> bool:
        """Whether its capital can only be a name's: not at the start of an English sentence, not among capitals."""
        text, start = self._text, spotted.start
        if not text[start].isupper():
            return False
        before, after = text[:start].rstrip(), text[spotted.end :].lstrip()
        in_english = is_latin(before[-1:]) or is_latin(after[:1])
        return not in_english or (bool(before) and before[-1] not in ".!?\n" and not text.isupper())

    def _is_word(self, spotted: Spotted) -> bool:
        """Whether a short Thai name is not a piece of other words; letters that no word has (กสศ) may end a phrase."""
        text, start, end = self._text, spotted.start, spotted.end
        if end - start >= SHORT or not is_thai(text[start]) or self._is_cut_there(start, end):
            return True
        return bool(_LETTERS.fullmatch(text, start, end)) and not is_thai(text[end : end + 1])

    def _is_cut_there(self, start: int, end: int) -> bool:
        if (start, end) not in self._cuts:
            self._cuts[start, end] = is_cut_there(self._text, start, end)
        return self._cuts[start, end]


def _is_nearly(written: str, word: str) -> bool:
    return Levenshtein.distance(written, word) <= len(word) // 4


def _first_consonant(text: str) -> str:
    return coarse(exact(text)).key.lstrip(LEADING_VOWELS)[:1]


def _found(spotted: Spotted, kind: str, names: list[Name]) -> Found:
    values = list(dict.fromkeys(name.value for name in sorted(names, key=lambda name: not name.is_main)))
    confidence = spotted.likeness if len(values) == 1 else min(spotted.likeness, UNSURE)
    return Found(spotted.start, spotted.end, kind, values[0], confidence)
