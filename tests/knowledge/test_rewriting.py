"""A value in YAML changes, the letters around it do not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from knowledge.rewriting import rewrite

TEXT = """# about
type: organisation
id: house   # its id
services:
  - id: stay
    name: {th: ที่พัก, en: Stay}
    description:
      th: |
        สองบรรทัด
        จริง
      en: "quoted: text"  # said so
    hours:
    - always: true
    # the next key
    status: active
  - {id: meal, name: {th: อาหาร, en: Meal}}
---
- {id: other, status: active}
"""


@pytest.mark.parametrize(
    ("record", "path", "value"),
    [
        ("stay", ("name", "th"), "ห้อง: #1"),
        ("stay", ("name", "my"), "အခန်း"),
        ("stay", ("description", "th"), "หนึ่ง"),
        ("stay", ("description", "my"), "နှစ်\nကြောင်း"),
        ("stay", ("description", "en"), "'\"\\"),
        ("stay", ("hours",), [{"days": ["MO"]}, {"always": True}]),
        ("stay", ("status",), "inactive"),
        ("stay", ("age",), 7),
        ("meal", ("status",), "active"),
        ("meal", ("phones",), [{"number": "1300"}]),
        ("other", ("status",), "defunct"),
        ("house", ("status",), "active"),
    ],
)
def test_one_value(record: str, path: tuple[str, ...], value: Any) -> None:
    after = rewrite(TEXT, record, {path: value})

    def load(text: str) -> dict[str, Any]:
        house, (other,) = yaml.safe_load_all(text)
        return {"house": house, "other": other, **{service["id"]: service for service in house["services"]}}

    expected = load(TEXT)
    node = expected[record]
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    assert load(after) == expected
    assert after.count("# ") >= 3 or "#1" in str(value)


def test_several_at_once_and_none() -> None:
    after = rewrite(TEXT, "meal", {("status",): "active", ("age",): 3, ("name", "th"): "ข้าว"})
    meal = next(iter(yaml.safe_load_all(after)))["services"][1]
    assert meal == {"id": "meal", "age": 3, "status": "active", "name": {"th": "ข้าว", "en": "Meal"}}
    with pytest.raises(KeyError):
        rewrite(TEXT, "nobody", {("status",): "active"})
