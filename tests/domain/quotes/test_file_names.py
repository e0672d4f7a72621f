from __future__ import annotations

import re
from dataclasses import replace

import pytest

from exodesk.domain.quotes.file_names import file_stem
from exodesk.domain.quotes.quote import Client
from tests.quotes import issued, quote
from tests.worked_entries import LEEDS

ISSUED = issued(quote(LEEDS))


def stem(name: str) -> str:
    return file_stem(replace(ISSUED, client=Client(name)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A. B.", "Q-2026-0001 A. B"),
        ("CON", "Q-2026-0001 CON"),
        ("../../x", "Q-2026-0001 x"),
        ("..", "Q-2026-0001"),
        ('a/b\\c:d*e?f"g<h>i|j', "Q-2026-0001 a b c d e f g h i j"),
        ("आशा देवी", "Q-2026-0001 आशा देवी"),
        ("क्\u200dष", "Q-2026-0001 क्ष"),
        ("محمد\u202eعلي", "Q-2026-0001 محمدعلي"),
        ("e\u0301", "Q-2026-0001 é"),
        ("tab\there\x00", "Q-2026-0001 tab here"),
        ("half \ud800", "Q-2026-0001 half"),
        ("trailing. . ", "Q-2026-0001 trailing"),
    ],
)
def test_a_name_is_made_portable(name: str, expected: str) -> None:
    assert stem(name) == expected


@pytest.mark.parametrize("name", ["x" * 300, "क" * 300, "\U0001f600" * 300, "é" * 300])
def test_a_long_name_is_cut_between_characters(name: str) -> None:
    made = stem(name)
    assert len(made.encode()) <= 140
    assert re.fullmatch(r"Q-2026-0001 (.)\1+", made)


def test_a_draft_begins_with_that_word() -> None:
    assert file_stem(quote(LEEDS, client="NUL")) == "Draft quote NUL"
