from __future__ import annotations

import pytest

from exodesk.imports.two_prices import two_prices


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("£95 per session or £400 for 5", ("£95 per session", "£400 for 5")),
        ("£150, course of 3 £400", ("£150", "course of 3 £400")),
        (
            "₹5,000 / session; ₹12,000 for 3 sessions",
            ("₹5,000 / session", "₹12,000 for 3 sessions"),
        ),
        ("£400 for 5 AND £700 for 10", ("£400 for 5", "£700 for 10")),
        ("£95 or £120", None),
        ("£1,500", None),
        ("£95 or call us", None),
        ("£95, £400 for 5, £700 for 10", None),
        ("", None),
    ],
)
def test_two_prices_of_different_things_are_told_apart(
    text: str, parts: tuple[str, str] | None
) -> None:
    assert two_prices(text, None) == parts
