"""The Hindi page of the guide names things as the window does, and its examples are understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from exodesk.imports.figure_texts import (
    DateOrder,
    read_duration_range,
    read_partial_date,
    read_use,
)
from exodesk.imports.price_text import read_price
from exodesk.translation import spoken_in

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "guide.hi.md").read_text("utf-8")
MESSAGES = ROOT / "resources" / "locale" / "hi" / "LC_MESSAGES" / "exodesk.po"


def bare(words: str) -> str:
    """Without the key of a menu and the dots of a dialog to come."""
    return re.sub(r" \(&.\)", "", words).rstrip("…")


def test_what_the_page_names_is_called_so_in_the_window() -> None:
    with MESSAGES.open("rb") as file:
        said = {bare(str(message.string)) for message in read_po(file) if message.id}
    text = " ".join(PAGE.split()).replace("**", "")
    named = {bare(words) for words in re.findall(r"(?<![*])\*([^*]+)\*(?![*])", text)}
    assert len(named) > 15
    assert named - said == set()


@pytest.mark.parametrize(
    ("example", "read"),
    [
        ("₹1.5 लाख", lambda text: read_price(text, None)),
        ("₹40,000", lambda text: read_price(text, None)),
        ("£900", lambda text: read_price(text, None)),
        ("₹5,000 से", lambda text: read_price(text, None)),
        ("पूछने पर", lambda text: read_price(text, None)),
        ("2 हफ़्ते", read_duration_range),
        ("24-48 घंटे", read_duration_range),
        ("0.5 ml प्रति दिन", read_use),
        ("23 जून 2026", lambda text: read_partial_date(text, DateOrder.DAY_FIRST)),
    ],
)
def test_what_the_page_has_one_type_is_understood(
    example: str, read: Callable[[str], object]
) -> None:
    assert f"`{example}`" in " ".join(PAGE.split())
    with spoken_in("hi"):
        assert read(example)
