"""Values that a record may and may not hold."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.authoring.fields import Day, PartialDay, PhoneNumber, Slug, Url, is_zawgyi, split_extension

PHONES = [
    "1300", "191", "1387", "1669", "1422", "1111", 1323, "053 123 456", "0-5312-3456", "053-123456 ต่อ 12",
    "02 123 4567 ext. 8",
    "081 234 5678", "+66 53 123 456", "+95 9 250 123456", "(053) 123456", "02 123 4567 กด 2",
]  # fmt: skip
NO_PHONES = [
    "12",
    "12345",
    "053 12345",
    "1300 หรือ 1387",
    "080-123-456",
    "+66",
    "house@example.org",
    "0000000000",
    "9999",
    True,
    1.5,
    ["1300"],
]


@pytest.mark.parametrize("written", PHONES)
def test_phones(written: object) -> None:
    assert PhoneNumber.parse(written) == str(written)


@pytest.mark.parametrize("written", NO_PHONES)
def test_no_phones(written: object) -> None:
    with pytest.raises(ValueError, match="write one"):
        PhoneNumber.parse(written)


@pytest.mark.parametrize(
    ("written", "number", "extension"),
    [
        ("053 123456 ต่อ 12", "053 123456", 12),
        ("02 123 4567 ext.8", "02 123 4567", 8),
        ("02 123 4567 กด 0", "02 123 4567", 0),
        ("1300", "1300", None),
    ],
)
def test_extensions(written: str, number: str, extension: int | None) -> None:
    assert split_extension(written) == (number, extension)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-04", date(2025, 4, 1), date(2025, 4, 30)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-07-09", date(2024, 7, 9), date(2024, 7, 9)),
    ],
)
def test_partial_days(written: str, first: date, last: date) -> None:
    day = PartialDay.parse(written)
    assert (day.first_day(), day.last_day()) == (first, last)


@pytest.mark.parametrize("written", ["", "2024-13", "2024-02-30", "24-01-01", "2567", "July 2024", "2201", 1799])
def test_no_partial_days(written: object) -> None:
    with pytest.raises(ValueError, match="write"):
        PartialDay.parse(written)


@pytest.mark.parametrize("written", ["2024", "2569-01-01", "2024-1-1", "0000-00-00", 20240101, None])
def test_no_days(written: object) -> None:
    with pytest.raises(ValueError, match="write"):
        Day.parse(written)


@pytest.mark.parametrize("written", ["", "A", "a b", "a--b", "-a", "a_b", "ก", "a" * 81])
def test_no_ids(written: str) -> None:
    with pytest.raises(ValueError, match="is no id"):
        Slug.parse(written)


@pytest.mark.parametrize(
    "written", ["example.org", "ftp://example.org", "https://", "https://a b.org", "javascript:alert(1)"]
)
def test_no_urls(written: str) -> None:
    with pytest.raises(ValueError, match="write it in full"):
        Url.parse(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ကလေးများအတွက် အကူအညီ ပေးပါတယ်။", False),
        ("ေက်းဇူးျပဳၿပီး ဖုန္းဆက္ပါ ေက်းဇူးတင္ပါတယ္", True),
        ("တာ့ခ်", False),
        ("no Burmese at all in here", False),
    ],
)
def test_zawgyi(text: str, expected: bool) -> None:
    assert is_zawgyi(text) is expected
