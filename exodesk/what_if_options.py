"""The options that say what totals assume: sessions, horizon, fees, tax, travel, time off."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from exodesk import option_texts as texts
from exodesk.domain.assumption_texts import (
    NoRateForAmountError,
    parse_horizon,
    parse_percent,
    parse_trips,
    parse_use,
)
from exodesk.domain.assumptions import (
    FEE_LINES,
    HORIZON_DAYS,
    USUALLY_LEFT_OUT,
    Assumptions,
    LineKey,
    UnknownTax,
    parse_sessions,
)
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Kind, SessionCount, Use
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.option_texts import Value, option
from exodesk.translation import gettext as _

_ALWAYS_COUNTED = frozenset({LineKey.SESSIONS, LineKey.PACKS})


class NotForOneEntryError(ExodeskError):
    def __init__(self, text: str, example: str) -> None:
        super().__init__(
            _("“{text}” does not say of which entry. Example: {example}.").format(
                text=text, example=example
            )
        )


class NoSessionsError(ExodeskError):
    def __init__(self, entry: Entry) -> None:
        super().__init__(_("“{id}” is a product: it has no sessions.").format(id=entry.id))


class NoUseError(ExodeskError):
    def __init__(self, entry: Entry) -> None:
        super().__init__(
            _("“{id}” is a treatment: only of a product is so much used.").format(id=entry.id)
        )


def add_what_if(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        _("what if"), _("What totals assume. Without these: 12 months, fees on, no travel.")
    )
    group.add_argument(
        "--sessions",
        metavar="N",
        type=option(parse_sessions),
        help=_("4 or 3-6 instead of stated; products pass it by"),
    )
    group.add_argument(
        "--sessions-of",
        metavar="ID=N",
        type=option(_sessions_of),
        action="append",
        default=[],
        help=_("the same for one treatment (repeatable)"),
    )
    group.add_argument(
        "--use",
        metavar="ID=AMOUNT",
        type=option(_use_of),
        action="append",
        default=[],
        help=_("how much of a product is used: ID=0.5ml/day (repeatable)"),
    )
    group.add_argument(
        "--horizon",
        metavar="DURATION",
        type=option(parse_horizon),
        default=HORIZON_DAYS,
        help=_("how long to reckon for (12 month)"),
    )
    group.add_argument(
        "--no-fees", action="store_true", help=_("leave consultation and patch test out")
    )
    group.add_argument("--add-ons", action="store_true", help=_("add-ons with every session"))
    group.add_argument(
        "--unknown-tax",
        choices=[way.value for way in UnknownTax],
        default=UnknownTax.AS_PRINTED.value,
        help=_("prices that don't say whether tax is in them: as printed, or up to the full tax"),
    )
    group.add_argument(
        "--fx-fee",
        metavar="PERCENT",
        type=option(parse_percent),
        default="0",
        help=_("what paying in another currency than at home costs"),
    )
    group.add_argument(
        "--home",
        metavar="CODE",
        type=option(texts.country),
        help=_("the country where no travel is needed, such as GB"),
    )
    group.add_argument(
        "--travel",
        metavar="AMOUNT",
        type=option(texts.amount),
        help=_("what a trip costs, such as 420GBP; needs --home"),
    )
    group.add_argument(
        "--trips",
        metavar="one|per-session|N",
        type=option(parse_trips),
        # What was not given must differ from "per-session", which is read as None.
        default=argparse.SUPPRESS,
        help=_("how many trips (one)"),
    )
    group.add_argument(
        "--time-off",
        metavar="AMOUNT",
        type=option(texts.amount),
        help=_("what a day of downtime costs, such as 120GBP"),
    )
    group.add_argument(
        "--without",
        metavar="LINE",
        choices=[key.value for key in LineKey if key not in _ALWAYS_COUNTED],
        action="append",
        default=[],
        help=_("leave a line out (repeatable): %(choices)s"),
    )


def misuse(options: argparse.Namespace) -> str | None:
    """What is wrong with the options together; None where nothing is."""
    if getattr(options, "travel", None) is not None and options.home is None:
        return _("argument --travel: needs --home. Example: --home GB --travel 420GBP")
    if hasattr(options, "trips") and options.travel is None:
        return _(
            "argument --trips: trips need a price. Example: --home GB --travel 420GBP --trips 3"
        )
    return None


def assumptions_of(
    options: argparse.Namespace, catalogue: Catalogue, rates: RateTable
) -> Assumptions:
    """What the options assume, the defaults where the command has none of them.

    Refuses an id that ``catalogue`` does not have and an amount that ``rates`` do not convert.
    """
    currency = options.currency
    if not hasattr(options, "without"):
        return Assumptions(currency)
    return Assumptions(
        currency=currency,
        horizon_days=options.horizon,
        sessions=options.sessions,
        sessions_of=_by_entry(options.sessions_of, catalogue, _sessions_for),
        left_out=_left_out(options),
        unknown_tax=UnknownTax(options.unknown_tax),
        fx_fee=options.fx_fee,
        home=options.home,
        travel=_converted(options.travel, currency, rates),
        trips=getattr(options, "trips", 1),
        time_off=_converted(options.time_off, currency, rates),
        use_of=_by_entry(options.use, catalogue, _use_for),
    )


def _left_out(options: argparse.Namespace) -> frozenset[LineKey]:
    left_out = frozenset() if options.add_ons else USUALLY_LEFT_OUT
    if options.no_fees:
        left_out |= FEE_LINES
    return left_out | frozenset(map(LineKey, options.without))


def _converted(
    amount: Callable[[str], Money] | None, currency: str, rates: RateTable
) -> Money | None:
    if amount is None:
        return None
    money = amount(currency)
    if rates.factor(money.currency, currency) is None:
        raise NoRateForAmountError(money.currency, currency)
    return money


# What is assumed for one entry


def _sessions_of(text: str) -> tuple[str, str]:
    entry_id, sessions = _parted(text, "ID=3-6")
    parse_sessions(sessions)
    return entry_id, sessions


def _sessions_for(text: str, entry: Entry) -> SessionCount:
    if entry.kind is Kind.PRODUCT:
        raise NoSessionsError(entry)
    return parse_sessions(text)


def _use_of(text: str) -> tuple[str, str]:
    entry_id, use = _parted(text, "ID=0.5ml/day")
    parse_use(use)
    return entry_id, use


def _use_for(text: str, entry: Entry) -> Use:
    if entry.kind is not Kind.PRODUCT:
        raise NoUseError(entry)
    return parse_use(text, entry.pack)


def _parted(text: str, example: str) -> tuple[str, str]:
    entry_id, sign, value = text.rpartition("=")
    if not sign or not entry_id:
        raise NotForOneEntryError(text, example)
    return entry_id, value


def _by_entry(
    given: list[tuple[str, str]], catalogue: Catalogue, read: Callable[[str, Entry], Value]
) -> Mapping[str, Value]:
    return {entry_id: read(text, catalogue.entry(entry_id)) for entry_id, text in given}
