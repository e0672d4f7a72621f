"""Words of a price list are understood in every language of the program, whichever it speaks."""

from __future__ import annotations

import pytest

from exodesk.domain.entries import Concern, ExosomeSource, Family, Kind, Per, Route
from exodesk.imports.vocabulary_texts import (
    concerns_named,
    exosome_source_named,
    family_named,
    kind_named,
    per_named,
    routes_named,
)
from exodesk.translation import languages, spoken_in
from exodesk.wording.vocabulary import word


@pytest.mark.parametrize("written", languages())
@pytest.mark.parametrize("spoken", languages())
def test_the_vocabulary_of_one_language_is_read_while_another_is_spoken(
    written: str, spoken: str
) -> None:
    values = [*Kind, *Family, *ExosomeSource, *Route, *Concern]
    with spoken_in(written):
        words = {value: word(value) for value in values}
    with spoken_in(spoken):
        for value, text in words.items():
            match value:
                case Kind():
                    assert kind_named(text) is value
                case Family():
                    assert family_named(text) is value
                case ExosomeSource():
                    assert exosome_source_named(text) is value
                case Route():
                    assert routes_named(text) == ((value,), ())
                case _:
                    assert concerns_named(text) == ((value,), ())


@pytest.mark.parametrize(
    ("text", "per"),
    [("प्रति सेशन", Per.SESSION), ("कोर्स", Per.COURSE), ("पैक", Per.PACK), ("हर माह", Per.MONTH)],
)
def test_what_a_price_buys_is_read_in_hindi(text: str, per: Per) -> None:
    assert per_named(text) == (per, None)
