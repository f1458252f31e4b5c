"""What is read of a record in one language."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from knowledge import views
from knowledge.loading import load

NAMESAKES = """type: organisation
id: candle-house-mae-sai
kind: home
name: {th: บ้านเทียน, en: Candle House}
description: {th: บ้านพักเด็ก, en: A home}
areas: [th-5709]
source: src-report
checked: 2026-11-21
trust: H
---
type: service
id: lamp-grant
organisation: lamp-network
name: {th: ทุนบ้านเทียน, en: Candle House grant}
description: {th: ให้ทุน, en: Grants}
source: src-report
checked: 2026-11-21
trust: H
"""

SPOKEN = {
    "the reader's": ({"th": "ก", "en": "a", "my": "က"}, "my", ("က", "my")),
    "Thai before English": ({"en": "a", "th": "ก"}, "my", ("ก", "th")),
    "English before others": ({"my": "က", "en": "a"}, "th", ("a", "en")),
    "what there is": ({"my": "က"}, "th", ("က", "my")),
    "an empty one counts as missing": ({"my": "", "th": "ก"}, "my", ("ก", "th")),
    "nothing": ({}, "my", ("", "my")),
    "none": (None, "my", ("", "my")),
}


@pytest.mark.parametrize(("texts", "language", "expected"), SPOKEN.values(), ids=SPOKEN)
def test_in_language(texts: views.Texts, language: str, expected: tuple[str, str]) -> None:
    assert views.in_language(texts, language) == expected


def test_records_of_one_name_are_told_apart(engine: sa.engine.Engine, folder: Path) -> None:
    (folder / "namesakes.yml").write_text(NAMESAKES, encoding="utf-8")
    load(engine, folder)
    with engine.connect() as connection:
        homes = views.told_apart(connection, ["candle-house", "candle-house-mae-sai", "lamp-network"], "th")
        grants = views.told_apart(connection, ["candle-house-grant", "lamp-grant"], "en")
        alone = views.told_apart(connection, ["candle-house"], "en")
    assert homes["candle-house"] != homes["candle-house-mae-sai"]
    assert all(title.startswith("บ้านเทียน (") for slug, title in homes.items() if slug != "lamp-network")
    assert homes["lamp-network"] == "เครือข่ายตะเกียง"
    assert len(set(grants.values())) == 2 and "Lamp Network" in grants["lamp-grant"]
    assert alone == {"candle-house": "Candle House"}
