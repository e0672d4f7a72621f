"""What a field gives as an example can be typed into it, in every language of the program."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from exodesk.domain.assumption_texts import parse_horizon, parse_trips, parse_use
from exodesk.imports.figure_texts import (
    DateOrder,
    read_duration_range,
    read_partial_date,
    read_sessions,
    read_tax,
    read_use,
)
from exodesk.imports.price_text import read_price
from exodesk.translation import N_, gettext, languages, spoken_in
from exodesk.wording.countries import country_named


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


# What a refusal says might be typed instead, by the sentence that says it.
_TRIPS = N_("Not a number of trips. Example: 2, one or per session (at most {most}).")
_TAX = N_("“{text}” does not say how tax stands. Example: included, + 20 %, exempt or unknown.")
_COUNTRY = N_("such as GB or India")


@pytest.mark.parametrize("tongue", languages())
@pytest.mark.parametrize(
    ("sentence", "read"),
    [(_TRIPS, parse_trips), (_TAX, read_tax), (_COUNTRY, country_named)],
    ids=["trips", "tax", "country"],
)
def test_what_a_refusal_offers_can_be_typed(
    tongue: str, sentence: str, read: Callable[[str], object]
) -> None:
    with spoken_in(tongue):
        said = gettext(sentence).partition(" (")[0].rstrip(".।")
        offered = re.sub("^(?:such as|जैसे) ", "", said.rpartition(": ")[2])
        examples = re.split(", | or | या ", offered)
        assert len(examples) > 1
        for example in examples:
            read(example)  # raises where it cannot be read
            assert read is not country_named or read(example) is not None
