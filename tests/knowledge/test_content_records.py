"""The content that ships: it is valid, and the areas are complete."""

from __future__ import annotations

from collections import Counter

import pytest

from knowledge.authoring import Content, read_content
from knowledge.authoring.records import Area
from knowledge.loading import CONTENT

DISTRICTS = {
    "th-50": 25, "th-51": 8, "th-52": 13, "th-54": 8, "th-55": 15, "th-56": 9, "th-57": 18, "th-58": 7, "th-63": 9,
}  # fmt: skip


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(CONTENT)


@pytest.fixture(scope="module")
def areas() -> list[Area]:
    content = read_content(CONTENT / "areas")
    return [entry.record for entry in content.entries.values() if isinstance(entry.record, Area)]


def test_all_content_is_valid(content: Content) -> None:
    assert content.entries


def test_every_province_and_the_northern_districts_are_there(areas: list[Area]) -> None:
    assert Counter(area.level for area in areas) == {"country": 1, "province": 77, "district": 112}
    assert Counter(area.parent for area in areas if area.level == "district") == DISTRICTS


def test_districts_lie_in_the_province_of_their_code(areas: list[Area]) -> None:
    districts = [area for area in areas if area.level == "district"]
    assert all(area.id == f"th-{area.code}" and area.parent == f"th-{area.code[:2]}" for area in districts)
    assert all(area.postal_code and len(area.postal_code) == 5 for area in districts)


def test_northern_provinces_have_their_names_in_three_languages(areas: list[Area]) -> None:
    assert all(area.name.my for area in areas if area.id in DISTRICTS)


def test_no_short_name_means_two_provinces(areas: list[Area]) -> None:
    provinces = [area for area in areas if area.level == "province"]
    names = Counter(str(name) for area in provinces for name in (*area.name.in_languages().values(), *area.aliases))
    assert [name for name, count in names.items() if count > 1] == []
