"""What the command line takes: the parser, and the filter that its options state."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from exodesk import __version__
from exodesk import option_texts as texts
from exodesk.domain.entries import Concern, Family, Kind, Route
from exodesk.domain.filters import EntryFilter, Fit
from exodesk.domain.money import Money
from exodesk.domain.ordering import SortKey
from exodesk.domain.rates import Rate
from exodesk.domain.units import parse_days
from exodesk.option_texts import option
from exodesk.translation import N_, known_language, languages, ngettext
from exodesk.translation import gettext as _
from exodesk.what_if_options import add_what_if, misuse

USUAL_CURRENCY = "GBP"
"""What a command shows amounts in, wherever it is run."""

_FORMATS = ("table", "csv", "json")
_DOCUMENTS = {"pdf": ("compare", "quote"), "xlsx": ("compare", "quote")}
"""Which commands write a document of that kind."""

_LANGUAGE = "--language"

ARGPARSE_SAYS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
# It would ask gettext for a catalogue of its own, which there is not.
vars(argparse).update(_=_, ngettext=ngettext)

AnyEnum = TypeVar("AnyEnum", bound=Enum)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and takes no option by half its name.

    ``learn`` adds, once it is used, options that take long to import.
    """

    def __init__(
        self, *, learn: Callable[[argparse.ArgumentParser], None] | None = None, **settings: Any
    ) -> None:
        super().__init__(allow_abbrev=False, **settings)
        self._learn = learn

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._learn is not None:
            self._learn(self)
        return super().parse_known_args(args, namespace)

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
    top.add_argument(
        "--version",
        action="version",
        version=f"exodesk {__version__}",
        help=_("show program's version number and exit"),
    )
    top.set_defaults(command=None)
    _add_common(top)
    commands = top.add_subparsers(title=_("commands"), metavar=_("COMMAND"))

    listing = commands.add_parser("list", help=_("the entries that pass the filters"))
    _add_common(listing, again=True)
    _add_filters(listing)
    add_what_if(listing)
    listing.set_defaults(command="list")

    show = commands.add_parser("show", help=_("one entry, every figure with its source"))
    show.add_argument("id", metavar="ID")
    _add_common(show, again=True)
    add_what_if(show)
    show.set_defaults(command="show")

    compare = commands.add_parser("compare", help=_("total course costs side by side"))
    compare.add_argument("ids", metavar="ID", nargs="+")
    _add_common(compare, again=True)
    add_what_if(compare)
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
        type=option(texts.delimiter),
        help=_("what parts the cells: one sign, or tab"),
    )
    guessed.add_argument("--encoding", choices=("utf-8", "cp1252", "utf-16-le", "utf-16-be"))
    guessed.add_argument("--dates", choices=("day-first", "month-first"))
    guessed.add_argument(
        "--column-currency",
        metavar="CODE",
        type=option(texts.currency),
        help=_("the currency of prices that name none"),
    )
    said = bring.add_argument_group(_("where a row says nothing of its own"))
    said.add_argument("--provider", metavar="NAME", help=_("who offers all of it"))
    said.add_argument("--city", metavar="NAME")
    said.add_argument("--country", metavar="CODE", type=option(texts.country))
    said.add_argument("--price-date", metavar="DATE", help=_("the date of the prices: 2026-04"))
    said.add_argument("--tax", choices=("included", "excluded", "exempt"))
    _add_workspace(bring, again=True)
    bring.set_defaults(command="import")

    export = commands.add_parser("export", help=_("your own entries as a catalogue file"))
    export.add_argument("file", metavar="FILE", type=Path)
    _add_workspace(export, again=True)
    export.set_defaults(command="export")

    quote = commands.add_parser("quote", help=_("a quote for a client"), learn=_add_quote)
    _add_common(quote, again=True, speaks=False)
    quote.set_defaults(command="quote")

    rates = commands.add_parser("rates", help=_("the exchange rates in use"))
    _add_common(rates, again=True)
    rates.set_defaults(command="rates")
    return top


def _add_quote(quote: argparse.ArgumentParser) -> None:
    from exodesk.quote_options import add_quote

    add_quote(quote)


def language_asked(arguments: Sequence[str] | None) -> str | None:
    """The language to speak, found before there is a parser, whose help is in it already.

    After ``quote`` the option is about what the quote is written in.
    """
    given = iter(sys.argv[1:] if arguments is None else arguments)
    found = None
    for each in itertools.takewhile(lambda text: text != "quote", given):
        name, equals, value = each.partition("=")
        if name == _LANGUAGE:
            found = known_language(value if equals else next(given, ""), languages()) or found
    return found


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


def _add_common(
    parser: argparse.ArgumentParser, *, again: bool = False, speaks: bool = True
) -> None:
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
    if speaks:
        group.add_argument(
            _LANGUAGE,
            metavar="LANGUAGE",
            type=option(texts.language),
            dest="speak",
            default=default(None),
            help=_("speak this language rather than that of the system: {known}").format(
                known=", ".join(languages())
            ),
        )
    group.add_argument(
        "--currency",
        metavar="CODE",
        type=option(texts.currency),
        # None for the window, which shows the one that was chosen there.
        default=default(None),
        help=_("display currency (GBP)"),
    )
    group.add_argument(
        "--rate",
        metavar="GBP/INR=120[@DATE[,SOURCE]]",
        type=option(texts.rate),
        # Under a name of its own: argparse would replace what was given before the command.
        dest="rate_after" if again else "rate",
        action="append",
        default=default([]),
        help=_("pin a rate: £1 = ₹120"),
    )
    group.add_argument(
        "--on",
        metavar="DATE",
        type=option(texts.day),
        default=default(None),
        help=_("rates as of a day"),
    )
    group.add_argument(
        "--format",
        choices=(*_FORMATS, *_DOCUMENTS),
        default=default(None),
        help=_("what the name of FILE says, else table; pdf and xlsx of compare and quote alone"),
    )
    group.add_argument("-o", dest="output", metavar="FILE", type=Path, default=default(None))


def _add_workspace(
    parser: argparse.ArgumentParser | argparse._ArgumentGroup, *, again: bool
) -> None:
    parser.add_argument(
        "--workspace",
        metavar="FILE",
        type=option(texts.workspace),
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
        "--country", metavar="CODE", type=option(texts.country), action="append", default=[]
    )
    group.add_argument("--max-total", metavar="AMOUNT", type=option(texts.amount))
    group.add_argument("--max-price", metavar="AMOUNT", type=option(texts.amount))
    group.add_argument("--max-downtime", metavar="DURATION", type=option(parse_days))
    group.add_argument("--max-sessions", metavar="N", type=option(texts.whole_number))
    group.add_argument("--fit", choices=[fit.value for fit in Fit], default=Fit.COULD.value)
    group.add_argument("--sort", choices=[key.value for key in SortKey])
    group.add_argument("--descending", action="store_true")


def _add_vocabulary(group: argparse._ArgumentGroup, name: str, vocabulary: type[AnyEnum]) -> None:
    values = [str(member.value) for member in vocabulary]
    group.add_argument(name, choices=values, action="append", default=[], metavar="WORD")


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; a mistake in them ends the program with exit code 2."""
    top = parser()
    options = top.parse_args(arguments)
    if options.command is not None and options.currency is None:
        options.currency = USUAL_CURRENCY
    sentence = misuse(options)
    if sentence is None and options.command == "quote":
        from exodesk.quote_options import quote_misuse

        sentence = quote_misuse(options)
    if sentence is not None:
        top.exit(2, f"{top.prog} {options.command}: {sentence}\n")
    options.rate = [*options.rate, *getattr(options, "rate_after", [])]
    options.format = options.format or _named_format(options.output)
    writers = _DOCUMENTS.get(options.format)
    if writers is not None and options.command not in writers:
        sentence = _("{format} is only written by {commands}").format(
            format=options.format.upper(),
            commands=", ".join(f"{top.prog} {command}" for command in writers),
        )
        top.exit(2, f"{top.prog}: {sentence}\n")
    if options.format == "pdf" and getattr(options, "list", False):
        sentence = _("a list of quotes is not written as {format}").format(
            format=options.format.upper()
        )
        top.exit(2, f"{top.prog} {options.command}: {sentence}\n")
    return options


def _named_format(output: Path | None) -> str:
    """The format that the ending of a file's name says; a table where it says none."""
    ending = "" if output is None else output.suffix.removeprefix(".").lower()
    return ending if ending in (*_FORMATS, *_DOCUMENTS) else "table"


def pinned_rates(options: argparse.Namespace) -> list[Rate]:
    """The rates that ``--rate`` states; those without a day are of today."""
    return [pin(date.today()) for pin in options.rate]
