"""What places that stand beside each other say of each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from bot.nlu.names import Spotted

FURTHEST = 12  # code points between two places
_AND = "กับ|และ|หรือ|ไป|มา|ถึง|ใกล้กับ|กั๋บ|and|or|to|&|-|–|၊|နဲ့|နှင့်|ကနေ"
_BURMESE_PLACE = "(?:မြို့နယ်|ခရိုင်|မြို့)?"
_LISTED = re.compile(rf"\s*(?:[,/]|{_BURMESE_PLACE}[\s,]*(?:{_AND}))[\s,]*(?:จ\.|อ\.)?\s?", re.IGNORECASE)
_TOGETHER = re.compile(rf"[\s,./(]{{0,3}}(?:จังหวัด|จ\.?|อำเภอ|อ\.?|in\s)?\s?|{_BURMESE_PLACE}[\s၊က]{{0,2}}")

Place = tuple[int, int, str]  # start, end, kind


def are_listed(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether nothing but a comma or an `and` stands between two spans: น่านกับแพร่, Nan or Phrae."""
    end, start = sorted([*one, *other])[1:3]
    return 0 < start - end <= FURTHEST and bool(_LISTED.fullmatch(text, end, start))


def belonging_together(text: str, spotted: Iterable[Spotted]) -> Mapping[Place, frozenset[str]]:
    """Provinces and districts of theirs that stand side by side, with the values that this leaves for each."""
    provinces: dict[int, list[Spotted]] = defaultdict(list)  # by where they begin, and where they end
    districts: list[Spotted] = []
    for one in spotted:
        kinds = {name.kind for name in one.names}
        if "province" in kinds:
            provinces[one.start].append(one)
            provinces[one.end].append(one)
        if "district" in kinds:
            districts.append(one)
    found: dict[Place, set[str]] = defaultdict(set)
    for district in districts:
        for province in _beside(text, district, provinces):
            own = {name.parent for name in district.names} & {name.value for name in province.names}
            if own:
                values = {name.value for name in district.names if name.parent in own}
                found[district.start, district.end, "district"] |= values
                found[province.start, province.end, "province"] |= {str(value) for value in own}
    return {place: frozenset(values) for place, values in found.items()}


def _beside(text: str, district: Spotted, provinces: Mapping[int, list[Spotted]]) -> Iterable[Spotted]:
    for place in range(max(0, district.start - FURTHEST), district.end + FURTHEST + 1):
        for province in provinces.get(place, ()):
            is_before = place == province.end <= district.start
            is_after = place == province.start >= district.end
            if (is_before and _TOGETHER.fullmatch(text, place, district.start)) or (
                is_after and _TOGETHER.fullmatch(text, district.end, place)
            ):
                yield province
