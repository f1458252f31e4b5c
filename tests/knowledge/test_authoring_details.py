"""Costs, contacts, identifiers and online services: what is refused, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.authoring import ContentError, read_content

Edit = Callable[[str, str, str], None]
HOUSE = "candle-house.yml"
SOURCED = "source: src-leaflet, checked: 2026-11-21"
SERVICE = "    languages: [th, my]\n"


@pytest.mark.parametrize(
    ("before", "details", "message"),
    [
        (SERVICE, f"    cost_options: [{{amount: free, {SOURCED}}}]\n", "is a text: write a number, 0 for"),
        (SERVICE, f"    cost_options: [{{amount: -5, {SOURCED}}}]\n", "-5 is no amount: write a number from 0"),
        (SERVICE, f"    cost_options: [{{amount: 0.125, {SOURCED}}}]\n", "with at most two decimals"),
        (SERVICE, f"    cost_options: [{{amount: 5, currency: baht, {SOURCED}}}]\n", "'baht' is no currency: write"),
        (SERVICE, "    cost_options: [{amount: 5, checked: 2026-11-21}]\n", "source: is missing"),
        (SERVICE, "    online: true\n", "is online but has no address there: write its `url:`"),
        (SERVICE, f"    contacts: [{{email: a@example.org, {SOURCED}}}]\n", "names nobody: write a name, a title or"),
        ("locations:\n", f"identifiers: [{{identifier: 1, {SOURCED}}}]\n", "identifier_type: is missing"),
        ("    area: th-5709\n", f"    accessibility: [{{{SOURCED}}}]\n", "description: is missing"),
    ],
)
def test_one_mistake(folder: Path, edit: Edit, before: str, details: str, message: str) -> None:
    edit(HOUSE, before, details + before)
    with pytest.raises(ContentError) as caught:
        read_content(folder)
    (problem,) = caught.value.problems
    assert message in problem.message
