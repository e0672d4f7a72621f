"""The options of ``quote``, and the draft that they state."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from exodesk import option_texts as texts
from exodesk.domain.assumptions import Assumptions, LineKey, parse_sessions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, SessionCount
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import PriceRange
from exodesk.domain.quotes.editing import (
    new_quote,
    with_beside,
    with_language,
    with_line,
    with_new_option,
    with_terms,
    with_validity,
)
from exodesk.domain.quotes.lines import LineKind, QuoteLine, entry_line, travel_line
from exodesk.domain.quotes.quote import ENGLISH, VALID_DAYS, Beside, Client, Quote
from exodesk.option_texts import option
from exodesk.translation import document_languages
from exodesk.translation import gettext as _
from exodesk.what_if_options import add_what_if

_OPTION = re.compile(r"\s*([A-Za-z])\s*:(.*)", re.DOTALL)
_COUNTED = re.compile(r"(.+?)\s+[x×]\s*([0-9]+(?:\s*[-–]\s*[0-9]+)?)", re.DOTALL)
_NO_LINE_OF_A_QUOTE = (LineKey.TAX, LineKey.FX_FEE, LineKey.TRAVEL, LineKey.TIME_OFF)


class NotAnOptionError(ExodeskError):
    def __init__(self, text: str) -> None:
        super().__init__(
            _('“{text}” is no option of a quote. Example: --option "A: ID, ID x 3"').format(
                text=text
            )
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """One option as it was typed: what is in it, each with a number or None."""

    letter: str
    items: tuple[str, ...]


def add_quote(parser: argparse.ArgumentParser) -> None:
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--issue", action="store_true", help=_("give it a number and keep it"))
    act.add_argument("--show", metavar="NUMBER", help=_("a quote that has been issued"))
    act.add_argument("--list", action="store_true", help=_("all quotes, by state"))
    parser.add_argument(
        "--text", metavar="WORDS", help=_("only quotes with these words, of --list")
    )
    group = parser.add_argument_group(_("a new quote"))
    group.add_argument("--client", metavar="NAME")
    group.add_argument("--reference", metavar="TEXT", default="")
    group.add_argument(
        "--option",
        dest="options",
        metavar='"A: ID, ID x 3"',
        type=option(_wanted),
        action="append",
        default=[],
        help=_("entries by id, with a number of sessions or packs if not as stated (repeatable)"),
    )
    valid = group.add_mutually_exclusive_group()
    valid.add_argument(
        "--valid-days",
        metavar="N",
        type=option(texts.whole_number),
        default=VALID_DAYS,
        help=_("days after the day of issue (14)"),
    )
    valid.add_argument("--valid-until", metavar="DATE", type=option(texts.day))
    group.add_argument(
        "--second",
        metavar="CODE|none",
        type=option(_second),
        default=Beside.USUAL,
        help=_("the second currency: rupees beside pounds, else pounds"),
    )
    group.add_argument("--language", choices=document_languages(), default=ENGLISH)
    group.add_argument("--deposit", metavar="TEXT", default="")
    group.add_argument("--payment", metavar="TEXT", default="")
    group.add_argument("--notes", metavar="TEXT", default="")
    add_what_if(parser)


def quote_misuse(options: argparse.Namespace) -> str | None:
    """What is wrong with the options of ``quote`` together; None where nothing is."""
    if options.text is not None and not options.list:
        return _("argument --text: goes with --list")
    if options.show is not None or options.list:
        if options.client is not None or options.options:
            return _("a quote is shown as it is: --client and --option make a new one")
        return None
    if options.client is None or not options.options:
        return _('a quote needs a client and an option: --client "A. B." --option "A: ID"')
    if options.fx_fee or options.time_off is not None:
        return _("a quote holds what is paid for: no --fx-fee and no --time-off")
    kept = [key.value for key in _NO_LINE_OF_A_QUOTE if key.value in options.without]
    if kept:
        return _("argument --without: a quote leaves no {line} out").format(line=kept[0])
    return None


def draft_of(
    options: argparse.Namespace, today: date, catalogue: Catalogue, assumptions: Assumptions
) -> Quote:
    """The draft that the options state, without an id; refuses ids that ``catalogue`` lacks."""
    client = Client(options.client, options.reference)
    draft = new_quote("", today, assumptions, client)
    draft = with_validity(draft, options.valid_until or options.valid_days, today)
    draft = with_language(with_beside(draft, options.second), options.language)
    draft = with_terms(draft, deposit=options.deposit, payment=options.payment, notes=options.notes)
    for wanted in options.options:
        draft = with_new_option(draft, wanted.letter)
        for line in _lines(wanted, catalogue, assumptions):
            draft = with_line(draft, wanted.letter, line, catalogue)
    return draft


def _lines(wanted: Wanted, catalogue: Catalogue, assumptions: Assumptions) -> Iterator[QuoteLine]:
    for item in wanted.items:
        entry, count = _counted(item, catalogue)
        line = entry_line(entry, assumptions)
        if count is not None:
            line = replace(line, count=count)
        yield line
        if (travel := _travel(entry, line, assumptions)) is not None:
            yield travel


def _counted(item: str, catalogue: Catalogue) -> tuple[Entry, SessionCount | None]:
    match = None if item in catalogue else _COUNTED.fullmatch(item)
    if match is None:
        return catalogue.entry(item), None
    return catalogue.entry(match[1].strip()), parse_sessions(match[2])


def _travel(entry: Entry, line: QuoteLine, assumptions: Assumptions) -> QuoteLine | None:
    """The trips to an entry abroad; where its country is not stated, none to all of them."""
    trip = assumptions.travel
    if trip is None or assumptions.home in (None, entry.country):
        return None
    if not assumptions.counts(LineKey.TRAVEL):
        return None
    sessions = line.count or entry.sessions or SessionCount(1, None)
    trips = assumptions.trips
    travel = travel_line(trip)
    least = Decimal(0) if entry.country is None else trip.amount
    return QuoteLine(
        kind=LineKind.TRAVEL,
        count=SessionCount(sessions.low, sessions.high)
        if trips is None
        else SessionCount(trips, trips),
        price=PriceRange(least, trip.amount, trip.currency),
        tax=travel.tax,
    )


def _wanted(text: str) -> Wanted:
    match = _OPTION.fullmatch(text)
    items = () if match is None else tuple(item.strip() for item in match[2].split(","))
    if match is None or not all(items):
        raise NotAnOptionError(text)
    return Wanted(match[1].upper(), items)


def _second(text: str) -> Beside | str:
    return Beside.NONE if text.casefold() == Beside.NONE.value else texts.currency(text)
