"""The tables of a workbook that say where its figures come from: exchange rates, and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from exodesk.documents.workbook import Sheet, Style
from exodesk.domain.dates import age_in_days
from exodesk.domain.entries import Source
from exodesk.domain.rates import Rate
from exodesk.translation import gettext as _
from exodesk.wording.dates import date_text, rate_source
from exodesk.wording.rates import old_rates_text
from exodesk.wording.vocabulary import word


def write_rates(sheet: Sheet, row: int, rates: Iterable[Rate], on: date) -> int:
    """The rates from ``row`` on, both ways, as old as ``on`` that day; gives the row after."""
    sheet.text(row, 0, _("Exchange rates"), Style.TITLE)
    headings = [
        *(_("One"), _("costs"), _("of"), _("The other way"), _("Date"), _("Source")),
        _("Age in days"),
    ]
    sheet.texts(row + 1, headings, Style.HEADING)
    row += 2
    listed = tuple(rates)
    if not listed:
        sheet.text(row, 0, _("none"))
        return row + 1
    for rate in listed:
        sheet.text(row, 0, rate.base)
        sheet.number(row, 1, rate.value, "#,##0.0000##")
        sheet.text(row, 2, rate.quote)
        sheet.number(row, 3, 1 / Fraction(rate.value), "#,##0.0000####")
        sheet.day(row, 4, rate.date)
        sheet.text(row, 5, rate_source(rate))
        sheet.number(row, 6, rate.age_in_days(on), "0")
        row += 1
    if warning := old_rates_text(listed, on):
        sheet.text(row, 0, warning)
        row += 1
    return row


def write_sources(sheet: Sheet, row: int, sources: Mapping[str, Source | None], on: date) -> int:
    """The sources by their ids from ``row`` on, as old as ``on`` that day; gives the row after."""
    sheet.text(row, 0, _("Sources"), Style.TITLE)
    headings = [
        *(_("ID"), _("Publisher"), _("Title"), _("Kind"), _("Date"), _("Address")),
        _("Age in days"),
    ]
    sheet.texts(row + 1, headings, Style.HEADING)
    row += 2
    for key, source in sources.items():
        sheet.text(row, 0, key)
        if source is not None:
            texts = [
                *(source.publisher or source.author or "", source.title, word(source.kind)),
                *(date_text(source.date), source.url or ""),
            ]
            for column, text in enumerate(texts, start=1):
                sheet.text(row, column, text)
            write_age(sheet, row, 6, source.date, on)
        row += 1
    return row


def write_age(sheet: Sheet, row: int, column: int, partial: str | None, on: date) -> None:
    """How old a figure of the day, month or year ``partial`` is on a day; undated: unknown."""
    age = age_in_days(partial, on)
    if age is None:
        sheet.word(row, column, _("unknown"))
    else:
        sheet.number(row, column, age, "0")
