"""What a field gives as an example can be typed into it, in every language of the program."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exodesk.domain.assumption_texts import parse_horizon, parse_use
from exodesk.imports.figure_texts import (
    DateOrder,
    read_duration_range,
    read_partial_date,
    read_sessions,
    read_use,
)
from exodesk.imports.price_text import read_price
from exodesk.translation import N_, gettext, languages, spoken_in


def prices(text: str) -> object:
    return [read_price(price, None) for price in text.split(", ")]


@pytest.mark.parametrize("tongue", languages())
@pytest.mark.parametrize(
    ("example", "read"),
    [
        (N_("3 or 3-6"), lambda text: read_sessions(text.split()[-1])),
        (N_("4 weeks"), read_duration_range),
        (N_("1-2 days"), read_duration_range),
        (N_("4-6 weeks"), read_duration_range),
        (N_("6 months"), read_duration_range),
        (N_("1 month"), read_duration_range),
        (N_("18 months"), parse_horizon),
        (N_("0.5 ml a day"), read_use),
        (N_("0.5 ml a day"), parse_use),
        (N_("23 Jun 2026"), lambda text: read_partial_date(text, DateOrder.DAY_FIRST)),
        (N_("₹1.5 lakh – 1.8 lakh, from £300, POA"), prices),
        (N_("£240, £200 – £280"), prices),
    ],
)
def test_the_example_of_a_field_is_understood_by_it(
    tongue: str, example: str, read: Callable[[str], object]
) -> None:
    with spoken_in(tongue):
        assert read(gettext(example))
