"""How a figure came about, in words: what each line of a total is made of, who says so, and when.

``trace_rows`` serve the window, ``trace_table`` the clipboard and printed comparisons alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from exodesk.domain.assumptions import LineKey
from exodesk.domain.costing import Count, CourseCost
from exodesk.domain.dates import age_in_days
from exodesk.domain.entries import DurationRange, Offer, Pack, Per, SessionCount, Source, Use
from exodesk.domain.money import Money, PriceState
from exodesk.domain.packages import PackageBreakEven, Prepaid
from exodesk.domain.trace import Input, Origin, TaxRate, Trace, What
from exodesk.translation import N_, ngettext
from exodesk.translation import gettext as _
from exodesk.wording.amounts import amount_text, bounds_text, per_cent_text, price_text
from exodesk.wording.dates import OLD_IN_DETAILS, dated, rate_source
from exodesk.wording.durations import count_text, days_text, duration_range_text, measure_text
from exodesk.wording.line_sentences import line_sentence
from exodesk.wording.offers import horizon_text, tax_text, use_text
from exodesk.wording.packages import package_sentence, risk_texts
from exodesk.wording.rates import rate_text
from exodesk.wording.sentences import (
    line_text,
    marked_total_text,
    purchase_text,
    unit_price_text,
    unknown_text,
)
from exodesk.wording.stays import stay_sentence
from exodesk.wording.vocabulary import country_name, per_text, word

_WHAT = {
    What.SESSIONS: N_("Number of sessions"),
    What.INTERVAL: N_("Time between sessions"),
    What.LASTS: N_("Lasts"),
    What.DOWNTIME: N_("Downtime per session"),
    What.PACK: N_("Pack"),
    What.USE: N_("Use"),
    What.HORIZON: N_("Counted over"),
    What.TAX_RATE: N_("Tax rate"),
    What.FX_FEE: N_("Exchange fee"),
    What.HOME: N_("Home country"),
    What.TRIP: N_("Cost of a trip"),
    What.TRIPS: N_("Trips"),
    What.DAY_OFF: N_("Cost of a day off"),
}


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One row. ``says`` is how a figure is made or who states an input; ``dated`` when, with age.

    A ``heading`` opens the inputs of one figure. ``assumed`` is for what a person set, ``old`` for
    a date to look twice at, ``source`` for one that may be opened, ``printed`` for what it says.
    """

    figure: str
    value: str
    says: str
    dated: str = ""
    heading: bool = False
    assumed: bool = False
    old: bool = False
    source: Source | None = None
    printed: str | None = None


def trace_rows(trace: Trace, today: date) -> tuple[TraceRow, ...]:
    """The total with its lines, then what else is worked out; each with its inputs below it."""
    return tuple(_Words(trace, today).rows())


def trace_table(rows: Iterable[TraceRow]) -> list[list[str]]:
    """Rows as texts under headings: figure, value, how or from whom, date and age."""
    headings = [_("Figure"), _("Value"), _("How, or who says so"), _("Date and age")]
    return [headings, *([row.figure, row.value, row.says, row.dated] for row in rows)]


def package_rows(
    pays: Iterable[PackageBreakEven], paid: Iterable[Prepaid], currency: str
) -> tuple[TraceRow, ...]:
    """From how many sessions courses pay, and what is paid in advance and not yet had."""
    rows = [TraceRow(_capital(per_text(each.course)), "", package_sentence(each)) for each in pays]
    rows = [TraceRow(_("Packages"), "", "", heading=True), *rows] if rows else []
    for each in paid:
        title = _("Paid in advance and not yet had")
        rows.append(TraceRow(title, "", purchase_text(each.purchases), heading=True))
        rows.extend(TraceRow(when, amount, "") for when, amount in risk_texts(each, currency))
    return tuple(rows)


def trace_sentences(trace: Trace, today: date) -> tuple[str, ...]:
    """The oldest input of a total, and how many have no date or no source."""
    if not trace.lines:
        return ()
    said = []
    if (oldest := trace.oldest) is not None:
        said.append(
            _("Oldest input: {what}, {date}.").format(
                what=_named(oldest), date=dated(oldest.date, today)
            )
        )
    if undated := len(trace.undated):
        said.append(
            ngettext("{n} input is undated.", "{n} inputs are undated.", undated).format(n=undated)
        )
    if unsourced := len(trace.unsourced):
        said.append(
            ngettext("{n} input has no source.", "{n} inputs have no source.", unsourced).format(
                n=unsourced
            )
        )
    return tuple(said)


class _Words:
    def __init__(self, trace: Trace, today: date) -> None:
        self._trace = trace
        self._cost = trace.cost
        self._today = today

    def rows(self) -> Iterator[TraceRow]:
        cost = self._cost
        yield TraceRow(
            _("Total over {horizon}").format(horizon=horizon_text(self._trace.horizon_days)),
            marked_total_text(cost, exact=not cost.rates),
            self._summary(),
            heading=True,
        )
        yield from self._rates()
        for traced in self._trace.lines:
            yield TraceRow(
                word(traced.line.key),
                line_text(cost, traced.line),
                line_sentence(self._trace, traced),
                heading=True,
            )
            yield from map(self._input, traced.inputs)
            if traced.line.key is LineKey.TRAVEL and (stay := stay_sentence(cost)):
                yield TraceRow(_("Trips or one stay"), "", stay)
        yield from self._others()

    def _summary(self) -> str:
        cost = self._cost
        if cost.state is PriceState.NEEDS_RATE:
            return _("no rate is known for one of the currencies")
        if not cost.lines:
            return unknown_text(cost)
        return " ".join(trace_sentences(self._trace, self._today))

    def _rates(self) -> Iterator[TraceRow]:
        for rate in self._cost.rates:
            yield TraceRow(
                _("Exchange rate"),
                rate_text(rate, decimals=4),
                rate_source(rate),
                dated(rate.date.isoformat(), self._today),
            )

    def _others(self) -> Iterator[TraceRow]:
        trace, cost = self._trace, self._cost
        if cost.lines and cost.flags:
            yield TraceRow(_("What to know about it"), "", "", heading=True)
            for flag in cost.flags:
                yield TraceRow(_capital(word(flag)), "", "")
        if trace.unit_price:
            yield TraceRow(_unit_title(cost), *_unit_words(cost), heading=True)
            yield from map(self._input, trace.unit_price)
        if cost.downtime.state is not PriceState.UNKNOWN:
            how = _("downtime per session × number of sessions")
            yield TraceRow(_("Downtime in all"), days_text(cost.downtime), how, heading=True)
            yield from map(self._input, trace.downtime)
        if trace.not_counted:
            counted = bool(trace.lines)
            title = _("Published, in no line above") if counted else _("Published")
            yield TraceRow(title, "", "", heading=True)
            yield from map(self._input, trace.not_counted)

    def _input(self, each: Input) -> TraceRow:
        says, when, old = _says(each), "", False
        if each.origin is Origin.STATED:
            when = _when(each, self._today)
            days = age_in_days(each.date, self._today)
            old = days is None or days >= OLD_IN_DETAILS
        printed = each.stated.as_printed
        return TraceRow(
            _label(each),
            _value(each),
            says,
            when,
            assumed=each.origin is Origin.ASSUMED,
            old=old,
            source=each.source,
            printed=printed,
        )


def _when(each: Input, today: date) -> str:
    if each.stated.date is None and each.date is not None:
        return _("undated, source of {date}").format(date=dated(each.date, today))
    return dated(each.date, today)


def _says(each: Input) -> str:
    match each.origin:
        case Origin.ASSUMED:
            return _("your assumption")
        case Origin.USUAL:
            return _("assumed unless you set another")
        case Origin.STANDARD:
            return _("standard rate of the country, an assumption")
        case Origin.MISSING:
            return _("nobody states it")
        case Origin.STATED if each.source is not None:
            return _source(each.source)
        case Origin.STATED:
            return _("no source") if each.stated.source is None else _("source missing")


def _source(source: Source) -> str:
    """A source without its date, which stands in a place of its own."""
    named = ", ".join(part for part in (source.publisher, source.title) if part)
    return _("{source} ({kind})").format(source=named, kind=word(source.kind))


def _label(each: Input) -> str:
    if isinstance(each.value, Offer):
        return _capital(per_text(each.value))
    return _(_WHAT[each.what])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(each: Input) -> str:
    label = _label(each)
    what = label[:1].lower() + label[1:]
    if each.source is None:
        return what
    by = each.source.publisher or each.source.author or each.source.title
    return _("{what} ({source})").format(what=what, source=by)


def _value(each: Input) -> str:
    value = each.value
    match value:
        case None if each.what is What.TRIPS:
            return _("one per session")
        case None:
            return _missing(each.what)
        case Offer():
            terms = [price_text(value.price), tax_text(value)]
            return ", ".join(terms)
        case SessionCount():
            return count_text(Count(value.low, value.high, assumed=False))
        case DurationRange():
            return duration_range_text(value)
        case Pack():
            return measure_text(value.amount)
        case Use():
            return use_text(value)
        case Money():
            return amount_text(value.amount, value.currency, exact=True)
        case TaxRate():
            return _tax_value(value)
        case Fraction() if each.what is What.HORIZON:
            return horizon_text(value)
        case Fraction():
            return per_cent_text(value)
        case int():
            return str(value)
        case str():
            return country_name(value)


def _missing(what: What) -> str:
    match what:
        case What.SESSIONS:
            return _("not stated: counted as at least one")
        case What.INTERVAL:
            return _("not stated: counted as none")
        case _:
            return _("not stated")


def _tax_value(rate: TaxRate) -> str:
    if rate.per_cent is None:
        return _("not stated")
    said = _("{rate} on {what}").format(
        rate=per_cent_text(rate.per_cent), what=per_text(rate.offer)
    )
    return _("none to {rate}").format(rate=said) if rate.widened else said


def _unit_title(cost: CourseCost) -> str:
    match cost.unit_per:
        case Per.PACK:
            return _("Price of a pack")
        case Per.MONTH:
            return _("Price of a payment")
        case _:
            return _("Price per session")


def _unit_words(cost: CourseCost) -> tuple[str, str]:
    """The price in the display currency where there is a rate, and how it came about."""
    converted = cost.original_currency != cost.currency
    converted = converted and cost.unit_price.state is not PriceState.UNKNOWN
    price = unit_price_text(cost)
    if converted:
        price = bounds_text(cost.unit_price, cost.currency, approx=True)
    if cost.unit_per is Per.COURSE:
        return price, _("the smallest course divided by its sessions, tax as printed")
    return price, _("converted, tax as printed") if converted else _("as printed")
