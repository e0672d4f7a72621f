"""A line of a quote in a sentence or two, as editors and papers of a quote show it."""

from __future__ import annotations

from exodesk.domain.assumptions import LineKey
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.quote import Option
from exodesk.domain.quotes.rows import Row
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.durations import count_text
from exodesk.wording.quotes import (
    bought_text,
    line_name,
    row_count_text,
    row_tax_text,
    unit_text,
)
from exodesk.wording.sentences import provider_line

FEES = (LineKey.CONSULTATION, LineKey.PATCH_TEST)
_MOST_NAMED = 4


def line_place(line: QuoteLine) -> str:
    """Who sells it and where; empty for a line without an entry."""
    return "" if line.entry is None else provider_line(line.entry)


def option_title(option: Option) -> str:
    """What the option is called: by its title, else by what it sells."""
    if option.title:
        return option.title
    names = list(map(line_name, option.lines))
    if len(names) > _MOST_NAMED:
        more = len(names) - _MOST_NAMED + 1
        names[-more:] = [ngettext("{n} more", "{n} more", more).format(n=more)]
    return " + ".join(names) or _("Nothing in it yet")


def row_terms(line: QuoteLine, row: Row) -> str:
    """How many at which price, with which tax: ``3 sessions at £200 – £280, excl. VAT 20 %``."""
    parts = (_priced(row), redeemed_text(row), row_tax_text(row, line.entry))
    return ", ".join(part for part in parts if part)


def redeemed_text(row: Row) -> str:
    """Whether a consultation or a patch test is taken off the course; nothing of other rows."""
    if row.part not in FEES or not (offers := row.offers()):
        return ""
    if (redeemed := offers[0].redeemable) is None:
        return _("whether it is taken off the course is not stated")
    return _("taken off the course") if redeemed else _("not taken off the course")


def how_many(row: Row) -> str:
    """``row_count_text`` for a sentence, in which nothing else says of what the number is."""
    text = row_count_text(row)
    if row.part is LineKey.SESSIONS and text == count_text(None):
        return _("number of sessions not stated")
    return text


def _priced(row: Row) -> str:
    fee = row.part in FEES
    one_piece = row.part is None and row.count is not None and row.count.high == 1
    count = "" if fee or one_piece else how_many(row)
    bought, unit = bought_text(row), unit_text(row)
    if bought:
        return _("{count}: {ways}").format(count=count, ways=bought) if count else bought
    if count and row.unit is not None and row.unit.on_request:
        return _("{count}, price {on_request}").format(count=count, on_request=unit)
    if count and unit and row.unit is None:
        return _("{count}, {no_price}").format(count=count, no_price=unit)
    if unit:
        return _("{count} at {price}").format(count=count, price=unit) if count else unit
    return count
