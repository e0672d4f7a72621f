"""What the command line takes: the parser, and how each option's text is read."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from exodesk import __version__
from exodesk.domain.amounts import read_amount
from exodesk.domain.assumptions import HORIZON_DAYS, Assumptions, parse_sessions
from exodesk.domain.countries import COUNTRIES
from exodesk.domain.entries import Concern, Family, Kind, Route
from exodesk.domain.errors import ExodeskError
from exodesk.domain.filters import EntryFilter, Fit
from exodesk.domain.money import MINOR_DIGITS, Money, UnknownCurrencyError
from exodesk.domain.ordering import SortKey
from exodesk.domain.rates import Rate
from exodesk.domain.units import parse_days
from exodesk.translation import gettext as _

_RATE = re.compile(
    r"([A-Za-z]{3})/([A-Za-z]{3})=([0-9]{1,30}(?:\.[0-9]{1,30})?)"
    r"(?:@([0-9]{4}-[0-9]{2}-[0-9]{2})(?:,(.+))?)?"
)
Value = TypeVar("Value")
AnyEnum = TypeVar("AnyEnum", bound=Enum)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and takes no option by half its name."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="exodesk",
        description=_(
            "What a course of exosome skin therapy, or of one of its alternatives, would cost."
            " Without a command it opens the window."
        ),
    )
    top.add_argument("--version", action="version", version=f"exodesk {__version__}")
    top.set_defaults(command=None)
    _add_common(top)
    commands = top.add_subparsers(title=_("commands"), metavar=_("COMMAND"))

    listing = commands.add_parser("list", help=_("the entries that pass the filters"))
    _add_common(listing, again=True)
    _add_filters(listing)
    _add_what_if(listing)
    listing.set_defaults(command="list")

    show = commands.add_parser("show", help=_("one entry, every figure with its source"))
    show.add_argument("id", metavar="ID")
    _add_common(show, again=True)
    _add_what_if(show)
    show.set_defaults(command="show")

    compare = commands.add_parser("compare", help=_("total course costs side by side"))
    compare.add_argument("ids", metavar="ID", nargs="+")
    _add_common(compare, again=True)
    _add_what_if(compare)
    compare.set_defaults(command="compare")

    check = commands.add_parser("check", help=_("every problem of a catalogue file"))
    check.add_argument("file", metavar="FILE", type=Path)
    check.set_defaults(command="check")

    bring = commands.add_parser("import", help=_("bring a price list or a catalogue in"))
    bring.add_argument("file", metavar="FILE", type=Path)
    bring.add_argument("--dry-run", action="store_true", help=_("check only, change nothing"))
    bring.add_argument(
        "--on-duplicate",
        choices=("skip", "update", "keep-both"),
        default="skip",
        help=_("what to do with entries that are there already (skip)"),
    )
    bring.add_argument(
        "--refused", metavar="FILE", type=Path, help=_("save the refused rows with their reasons")
    )
    guessed = bring.add_argument_group(_("instead of what would be guessed"))
    guessed.add_argument(
        "--delimiter",
        metavar="SIGN",
        type=_read(_delimiter),
        help=_("what parts the cells: one sign, or tab"),
    )
    guessed.add_argument("--encoding", choices=("utf-8", "cp1252", "utf-16-le", "utf-16-be"))
    guessed.add_argument("--dates", choices=("day-first", "month-first"))
    guessed.add_argument(
        "--column-currency",
        metavar="CODE",
        type=_read(_currency),
        help=_("the currency of prices that name none"),
    )
    _add_workspace(bring, again=True)
    bring.set_defaults(command="import")

    export = commands.add_parser("export", help=_("your own entries as a catalogue file"))
    export.add_argument("file", metavar="FILE", type=Path)
    _add_workspace(export, again=True)
    export.set_defaults(command="export")

    rates = commands.add_parser("rates", help=_("the exchange rates in use"))
    _add_common(rates, again=True)
    rates.set_defaults(command="rates")
    return top


def assumptions_of(options: argparse.Namespace) -> Assumptions:
    return Assumptions(
        currency=options.currency,
        horizon_days=getattr(options, "horizon", HORIZON_DAYS),
        sessions=getattr(options, "sessions", None),
    )


def filter_of(options: argparse.Namespace) -> EntryFilter:
    """The filter that the options of ``list`` state."""
    return EntryFilter(
        words=options.text or "",
        fit=Fit(options.fit),
        max_total=_limit(options.max_total, options.currency),
        max_price=_limit(options.max_price, options.currency),
        max_downtime_days=options.max_downtime,
        max_sessions=options.max_sessions,
        kinds=frozenset(map(Kind, options.kind)),
        families=frozenset(map(Family, options.family)),
        routes=frozenset(map(Route, options.route)),
        concerns=frozenset(map(Concern, options.concern)),
        countries=frozenset(options.country),
    )


def _limit(amount: Callable[[str], Money] | None, currency: str) -> Money | None:
    return None if amount is None else amount(currency)


def _add_common(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """``again``: after a command, where an option not given must not undo one given before it."""

    def default(value: Any) -> Any:
        return argparse.SUPPRESS if again else value

    group = parser.add_argument_group(_("common options"))
    group.add_argument(
        "--catalogue",
        metavar="FILE",
        type=Path,
        default=default(None),
        help=_("another catalogue instead of the shipped one"),
    )
    _add_workspace(group, again=again)
    group.add_argument(
        "--currency",
        metavar="CODE",
        type=_read(_currency),
        default=default("GBP"),
        help=_("display currency (GBP)"),
    )
    group.add_argument(
        "--rate",
        metavar="GBP/INR=120[@DATE[,SOURCE]]",
        type=_read(_rate),
        # Under a name of its own: argparse would replace what was given before the command.
        dest="rate_after" if again else "rate",
        action="append",
        default=default([]),
        help=_("pin a rate: £1 = ₹120"),
    )
    group.add_argument(
        "--on", metavar="DATE", type=_read(_day), default=default(None), help=_("rates as of a day")
    )
    group.add_argument("--format", choices=("table", "csv", "json"), default=default("table"))
    group.add_argument("-o", dest="output", metavar="FILE", type=Path, default=default(None))


def _add_workspace(
    parser: argparse.ArgumentParser | argparse._ArgumentGroup, *, again: bool
) -> None:
    parser.add_argument(
        "--workspace",
        metavar="FILE",
        type=Path,
        default=argparse.SUPPRESS if again else None,
        help=_("another file of your own entries"),
    )


def _add_filters(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("filters"))
    group.add_argument("--text", metavar="WORDS")
    _add_vocabulary(group, "--kind", Kind)
    _add_vocabulary(group, "--family", Family)
    _add_vocabulary(group, "--route", Route)
    _add_vocabulary(group, "--concern", Concern)
    group.add_argument(
        "--country", metavar="CODE", type=_read(_country), action="append", default=[]
    )
    group.add_argument("--max-total", metavar="AMOUNT", type=_read(_amount))
    group.add_argument("--max-price", metavar="AMOUNT", type=_read(_amount))
    group.add_argument("--max-downtime", metavar="DURATION", type=_read(parse_days))
    group.add_argument("--max-sessions", metavar="N", type=_read(_whole))
    group.add_argument("--fit", choices=[fit.value for fit in Fit], default=Fit.COULD.value)
    group.add_argument("--sort", choices=[key.value for key in SortKey])
    group.add_argument("--descending", action="store_true")


def _add_vocabulary(group: argparse._ArgumentGroup, option: str, vocabulary: type[AnyEnum]) -> None:
    values = [str(member.value) for member in vocabulary]
    group.add_argument(option, choices=values, action="append", default=[], metavar="WORD")


def _add_what_if(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("what if"))
    group.add_argument(
        "--sessions", metavar="N", type=_read(parse_sessions), help=_("4 or 3-6 instead of stated")
    )
    group.add_argument("--horizon", metavar="DURATION", type=_read(_horizon), default=HORIZON_DAYS)


def _read(read: Callable[[str], Value]) -> Callable[[str], Value]:
    """Turn the reader's sentence into argparse's error."""

    def reader(text: str) -> Value:
        try:
            return read(text)
        except ExodeskError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


def _currency(text: str) -> str:
    code = text.upper()
    if code not in MINOR_DIGITS:
        raise UnknownCurrencyError(text)
    return code


def _delimiter(text: str) -> str:
    if text in ("tab", "\\t", "\t"):
        return "\t"
    if not re.fullmatch(r"[^\w\s\"\x00-\x1f\x7f]", text):
        raise ExodeskError(
            _("“{text}” cannot part cells. Use one sign such as ; or the word tab.").format(
                text=text
            )
        )
    return text


def _country(text: str) -> str:
    code = text.upper()
    if code not in COUNTRIES:
        raise ExodeskError(
            _("“{text}” is not a country code. Use two letters such as GB or IN.").format(text=text)
        )
    return code


def _rate(text: str) -> Callable[[date], Rate]:
    """A rate that is dated today where the text gives no date."""
    match = _RATE.fullmatch(text)
    if match is None:
        raise ExodeskError(
            _(
                "“{text}” is not a rate. Example: GBP/INR=120 or GBP/INR=120@2026-01-15,bank."
            ).format(text=text)
        )
    base, quote = _currency(match[1]), _currency(match[2])
    value = Decimal(match[3])
    if base == quote:
        raise ExodeskError(_("A rate joins two different currencies."))
    if not value:
        raise ExodeskError(_("A rate must be above 0."))
    stated = None if match[4] is None else _day(match[4])
    source = match[5] or "manual"
    return lambda today: Rate(base, quote, value, stated or today, source)


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ExodeskError(
            _("“{text}” is not a day. Example: 2026-01-15.").format(text=text)
        ) from None


def _amount(text: str) -> Callable[[str], Money]:
    """An amount whose currency, where none is written, is the display currency."""
    read_amount(text, "GBP")
    return lambda currency: read_amount(text, currency)


def _whole(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) < 1:
        raise ExodeskError(_("“{text}” is not a whole number above 0.").format(text=text))
    return int(text)


def _horizon(text: str) -> Fraction:
    days = parse_days(text)
    if days <= 0:
        raise ExodeskError(_("The horizon must be above 0. Example: 12 month."))
    return days


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; a mistake in them ends the program with exit code 2."""
    options = parser().parse_args(arguments)
    options.rate = [*options.rate, *getattr(options, "rate_after", [])]
    return options
