"""Each finding of a quote is mended at the field that it is about."""

from __future__ import annotations

import pytest

from exodesk.domain.quotes.findings import Finding, FindingKind, TextField
from exodesk.ui.flows.quote_fixes import field_of


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (FindingKind.TAX_UNKNOWN, "B.2.tax"),
        (FindingKind.PRICE_OPEN, "B.2.price"),
        (FindingKind.SESSIONS_OPEN, "B.2.count"),
        (FindingKind.FEE_LEFT_OUT, "B.2.extras"),
        (FindingKind.OUTSIDE_RANGE, "B.2.reason"),
        (FindingKind.ENTRY_GONE, "B.2.count"),
        (FindingKind.NO_VALIDITY, "validity"),
    ],
)
def test_what_a_line_lacks_is_mended_in_its_field(kind: FindingKind, key: str) -> None:
    assert field_of(Finding(kind=kind, letter="B", line=2)) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (TextField.TITLE, "B.title"),
        (TextField.LINE, "B.2.text"),
        (TextField.NOTE, "B.2.note"),
        (TextField.DEPOSIT, "deposit"),
        (TextField.PAYMENT, "payment"),
        (TextField.NOTES, "notes"),
    ],
)
def test_a_phrase_that_presses_is_mended_in_the_text_that_has_it(text: TextField, key: str) -> None:
    assert field_of(Finding(kind=FindingKind.PRESSURE, letter="B", line=2, field=text)) == key
