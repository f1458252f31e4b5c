"""One mistake a row: what an editor writes, and what the checker says to write instead."""

# ruff: noqa: E501  # a row is a line

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.authoring import ContentError, read_content

Edit = Callable[[str, str, str], None]
HOUSE, OTHERS, BASE = "candle-house.yml", "others.yml", "base.yml"

# Zawgyi: the vowel sign E is typed before its consonant.
ZAWGYI = "ေက်းဇူးျပဳၿပီး ဖုန္းဆက္ပါ ေက်းဇူးတင္ပါတယ္"

MISTAKES = [
    ("wrong type", HOUSE, "aliases: [บ้านเทียนแม่สาย, ဖယောင်းတိုင်အိမ်, CH]", "aliases: {a: b}", "", "is a map (key: value): write a list"),
    ("list for text", HOUSE, "{th: ทุนบ้านเทียน, en: Candle House grant}", "{th: [ทุน], en: grant}", "", "services[0].name.th: is a list: write a text"),
    ("text for number", HOUSE, "minimum_age: 6", "minimum_age: six", "", "is a text: write a whole number"),
    ("text for flag", OTHERS, "hotline: true", "hotline: yes", "", "is a text: write true or false"),
    ("no source", OTHERS, "\nsource: src-report\nchecked: 2026-11-21\ntrust: H\n---\ntype: service", "\nchecked: 2026-11-21\ntrust: H\n---\ntype: service", "type: network", "lamp-network source: is missing: add `source:`"),
    ("empty source", OTHERS, "source: src-report\nchecked: 2026-11-21\ntrust: H\n---\ntype: event", "source: []\nchecked: 2026-11-21\ntrust: H\n---\ntype: event", "source: []", "write the id of the source"),
    ("no English", HOUSE, "name: {th: บ้านเทียน, en: Candle House}", "name: {th: บ้านเทียน}", "", "candle-house name.en: is missing: add `en:`"),
    ("no Thai", HOUSE, "name: {th: บ้านเทียน, en: Candle House}", "name: {en: Candle House}", "", "name.th: is missing"),
    ("duplicate id", OTHERS, "id: lamp-day", "id: candle-house", "", "id candle-house is taken already (candle-house.yml:"),
    ("duplicate inner id", HOUSE, "id: candle-house-light", "id: candle-house-grant", "- id: candle-house-grant\n    name: {th: โครงการ", "id candle-house-grant is taken already (candle-house.yml:"),
    ("dead reference", HOUSE, "funders: [lamp-network]", "funders: [lamp-netwrk]", "", "no organisation has the id 'lamp-netwrk' (did you mean 'lamp-network'?)"),
    ("wrong kind", HOUSE, "needs: [need-school]", "needs: [th-57]", "", "'th-57' is the id of another kind, area: write one of a need"),
    ("dead area", HOUSE, "area: th-5709", "area: th-5799", "", "no area has the id 'th-5799'"),
    ("dead source", OTHERS, "law:\n  - {name: {th: กฎหมายตัวอย่าง, en: Example law}, source: src-report}", "law:\n  - {name: {th: กฎหมายตัวอย่าง, en: Example law}, source: src-law}", "src-law", "no source has the id 'src-law'"),
    ("no phone", HOUSE, "number: 053 123456 ต่อ 12", "number: 053 12345", "", "'053 12345' is no phone number: write one number"),
    ("two phones", HOUSE, "number: 053 123456 ต่อ 12", "number: 053 123456, 053 123457", "", "is no phone number"),
    ("short number", OTHERS, "number: 1999", "number: 12", "", "'12' is no phone number"),
    ("Buddhist day", HOUSE, "review_by: 2027-11-21", "review_by: 2570-11-21", "", "2570 is a Buddhist year: write the C.E. year 2027"),
    ("Buddhist year", OTHERS, "since: 2021", "since: 2564", "", "write the C.E. year 2021"),
    ("early year", OTHERS, "start: 2022-07", "start: 1022-07", "", "1022 is no year between 1800 and 2200"),
    ("no such day", HOUSE, "review_by: 2027-11-21", "review_by: 2027-02-30", "", "does not exist in the calendar"),
    ("not ISO", HOUSE, "review_by: 2027-11-21", "review_by: 21/11/2027", "", "write year-month-day, 2026-11-21"),
    ("review before check", HOUSE, "review_by: 2027-11-21", "review_by: 2026-11-20", "type: organisation", "review_by 2026-11-20 is not after checked"),
    ("ends before it starts", HOUSE, "valid_to: 2025-02", "valid_to: 2023", "- topic: amount", "valid_to 2023 is before valid_from 2024"),
    ("Zawgyi", BASE, "my: မယ်ဆိုင်", f"my: {ZAWGYI}", "", "is written in Zawgyi"),
    ("not NFC", BASE, "name: {th: เรียนหนังสือ, en: Schooling", "name: {th: เรียนหนังสือ, en: e\u0301cole", "", "is not in Unicode NFC: run `python -m knowledge tidy`"),
    ("invisible", BASE, "en: Schooling", "\"en\": \"School\u200bing\"", "", "holds the invisible character U+200B"),
    ("topic", HOUSE, "topic: amount", "topic: amounts", "", "'amounts' is not possible (did you mean 'amount'?)"),
    ("key", HOUSE, "website: https://example.org", "web_site: https://example.org", "", "candle-house web_site: is no key here (did you mean 'website'?)"),
    ("inner key", HOUSE, "opens: 08:30", "open: 08:30", "", "phones[0].hours[0].open: is no key here (did you mean 'opens'?)"),
    ("type", OTHERS, "type: event", "type: evnt", "", "type 'evnt' is not known (did you mean 'event'?)"),
    ("no type", OTHERS, "type: event\n", "", "id: lamp-day", "has no `type:`: write one of source"),
    ("id", OTHERS, "id: lamp-day", "id: Lamp_Day", "", "'Lamp_Day' is no id: write lower-case"),
    ("address", HOUSE, "website: https://example.org", "website: example.org", "", "is no web address: write it in full"),
    ("e-mail", HOUSE, "email: house@example.org", "email: house at example.org", "", "is no e-mail address"),
    ("time", HOUSE, "closes: 16:30", "closes: 25:00", "", "'25:00' is no time"),
    ("half hours", HOUSE, "schedule: {always: true}", "schedule: {days: [MO]}", "schedule: {days", "is incomplete: write `always: true`"),
    ("ages", HOUSE, "minimum_age: 6", "minimum_age: 60", "- id: candle-house-grant", "minimum_age 60 is above maximum_age 18"),
    ("secret address", HOUSE, "    area: th-5709\n", "    area: th-5709\n    confidential: true\n", "- id: candle-house-office", "is confidential: take address and postal_code out"),
    ("no address", HOUSE, "    address: {th: 1 ถนนตัวอย่าง, en: 1 Example Road}\n", "", "- id: candle-house-office", "has no address"),
    ("one-sided conflict", HOUSE, "source: [src-leaflet, src-report]\n    checked: 2026-11-21\n    trust: M\n    conflict: true", "source: src-report\n    checked: 2026-11-21\n    trust: M\n    conflict: true", "conflict: true", "needs both sources"),
    ("members", OTHERS, "kind: network", "kind: home", "members:", "only a network has members"),
    ("few asks", OTHERS, "[school without papers, no ID school, can my child study, school says no, what papers for school]", "[school]", "asks:", "en has 1 wordings: write at least 5"),
    ("long fact", HOUSE, "en: Candle House grants differ in size", f"en: {'x' * 351}", "xxxxxxxxxxxxxxxxxxxx", "en has 351 letters, the limit is 350"),
    ("long answer", OTHERS, "en: Every child may go to school.", f"en: {'x' * 601}", "xxxxxxxxxxxxxxxxxxxx", "en has 601 letters, the limit is 600"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "message"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES]
)
def test_one_mistake(folder: Path, edit: Edit, file: str, old: str, new: str, at: str, message: str) -> None:
    """`at` stands on the line that is to be named; empty: the new text does."""
    edit(file, old, new)
    text = (folder / file).read_text(encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_content(folder)
    (problem,) = caught.value.problems
    assert message in problem.message
    assert (problem.file, problem.line) == (file, text[: text.index(at or new)].count("\n") + 1)


def test_all_mistakes_are_told_at_once_in_order(folder: Path, edit: Edit) -> None:
    edit(OTHERS, "since: 2021", "since: 2564")
    edit(HOUSE, "funders: [lamp-network]", "funders: [nobody]")
    edit(HOUSE, "kind: foundation", "kind: fundation")
    (folder / "aaa.yml").write_bytes(b"\xff")
    with pytest.raises(ContentError) as caught:
        read_content(folder)
    # A reference to a record that is refused itself is no second mistake, and what a refused record says is not looked at.
    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        ("aaa.yml", 1),
        (HOUSE, 3),
        (OTHERS, 8),
    ]
    assert str(caught.value).count("\n") == 2


def test_the_sample_is_right(folder: Path) -> None:
    content = read_content(folder)
    assert content.files == 3
    assert content.entries["hotline-9999"].parent == "lamp-network"
    assert content.entries["candle-house-grant"].line == 31
    assert content.texts_without("my") == 26
