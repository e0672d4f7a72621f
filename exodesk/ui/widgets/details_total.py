"""The lines on a total: what it is, in what currencies, and how it is made.

Lists round to whole units. Here what was not converted stands to the penny, so that 5 packs at
£27.50 come to £137.50.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from exodesk.domain.assumptions import LineKey
from exodesk.domain.costing import CostLine, Count, CourseCost, Flag
from exodesk.domain.dates import age_in_days
from exodesk.domain.entries import Per
from exodesk.domain.money import PriceState
from exodesk.domain.rates import RateTable
from exodesk.domain.trace import TaxRate, Trace, TracedLine
from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone, as_shown
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.dates import OLD_IN_DETAILS, dated
from exodesk.wording.durations import count_text
from exodesk.wording.line_sentences import is_assumed, line_sentence
from exodesk.wording.offers import horizon_text
from exodesk.wording.rates import rate_card_dated
from exodesk.wording.sentences import (
    line_text,
    marked_total_text,
    original_total_text,
    other_currency_text,
    packs_text,
    provider_line,
)
from exodesk.wording.stays import stay_sentence
from exodesk.wording.vocabulary import word


def title_part(cost: CourseCost) -> Part:
    """The name, and below it who offers it and where."""
    return Part(
        "",
        (
            Line((Run(as_shown(cost.entry.name), Tone.TITLE),)),
            Line((Run(as_shown(provider_line(cost.entry)), Tone.SECONDARY),)),
        ),
    )


def total_part(cost: CourseCost, horizon_days: Fraction, rates: RateTable | None) -> Part:
    """The figure, or the word where there is none, and the total in the other currency."""
    known = cost.state not in (PriceState.UNKNOWN, PriceState.NEEDS_RATE)
    over = _("total over {horizon}").format(horizon=horizon_text(horizon_days))
    below = [over] if known else [_why_unknown(cost)]
    other = original_total_text(cost) or other_currency_text(cost, rates)
    if other is not None:
        below.insert(0, other)
    return Part(
        _("Total"),
        (
            Line(
                (
                    Run(
                        marked_total_text(cost, exact=not cost.rates),
                        Tone.FIGURE if known else Tone.WORD_FOR_FIGURE,
                    ),
                )
            ),
            Line((Run(" · ".join(below), Tone.SECONDARY),), small=True),
        ),
    )


def made_of_part(trace: Trace, today: date) -> Part:
    """One line per part of the total, what is not counted, how old it is, and the rate."""
    cost = trace.cost
    lines = [_cost_line(trace, traced) for traced in trace.lines]
    if cost.lines:
        said = set(_said_by_lines(trace))
        lines += [_flag_line(flag) for flag in cost.flags if flag not in said]
        lines.append(Line((Run(_("Oldest price")),), age_runs(cost.oldest_date, today)))
    for rate in cost.rates:
        words = rate_card_dated(rate, today)
        run = Run(words, Tone.SECONDARY)
        if rate.is_old(today):
            run = Run(words, Tone.WARNING, icon="clock")
        lines.append(Line((Run(_("Rate used")),), below=((run,),)))
    return Part(_("How the total is made"), tuple(lines))


def age_runs(partial: str | None, today: date) -> tuple[Run, ...]:
    """A date with its age; with a clock and in the warning colour from 180 days or undated."""
    days = age_in_days(partial, today)
    if days is None or days >= OLD_IN_DETAILS:
        return (Run(dated(partial, today), Tone.WARNING, icon="clock"),)
    return (Run(dated(partial, today)),)


def _why_unknown(cost: CourseCost) -> str:
    if cost.state is PriceState.NEEDS_RATE:
        return _("no rate between {currency} and {shown} is known").format(
            currency=cost.original_currency or "", shown=cost.currency
        )
    if cost.entry.offers and all(offer.price.on_request for offer in cost.entry.offers):
        return _("the provider gives a price when asked")
    if cost.entry.offers:
        return _("no price says what a course or a pack costs")
    return _("no total without a price")


def _cost_line(trace: Trace, traced: TracedLine) -> Line:
    cost, line = trace.cost, traced.line
    unknown = line.bounds.state is PriceState.UNKNOWN
    tone = Tone.ACCENT if is_assumed(traced) else Tone.SECONDARY
    below = [(Run(line_sentence(trace, traced), tone),)]
    if line.key is LineKey.TRAVEL and (stay := stay_sentence(cost)):
        below.append((Run(stay, Tone.SECONDARY),))
    figure = Run(line_text(cost, line), Tone.SECONDARY if unknown else Tone.STRONG)
    return Line((Run(_line_label(cost, line)),), (figure,), tuple(below))


def _said_by_lines(trace: Trace) -> Iterator[Flag]:
    """What the lines of the tax and of travel say already."""
    for traced in trace.lines:
        if traced.line.key is LineKey.TRAVEL:
            yield Flag.COUNTRY_UNKNOWN
        if traced.line.key is LineKey.TAX:
            yield Flag.TAX_RATE_ASSUMED
            rates = [each.value for each in traced.inputs]
            if any(isinstance(rate, TaxRate) and rate.widened for rate in rates):
                yield Flag.TAX_UNKNOWN


def _line_label(cost: CourseCost, line: CostLine) -> str:
    match line.key:
        case LineKey.SESSIONS if cost.sessions is not None:
            return _sessions_label(cost.sessions)
        case LineKey.PACKS if cost.packs is not None:
            by_month = any(offer.per is Per.MONTH for offer in line.offers())
            if cost.packs.assumed:
                return _("At least one payment") if by_month else _("At least one pack")
            return packs_text(cost.packs, by_month=by_month)
        case _:
            return word(line.key)


def _sessions_label(count: Count) -> str:
    if count.assumed and count.high is None:
        return _("At least one session")
    many = 1 if count.low == count.high == 1 else 2
    return ngettext("{n} session", "{n} sessions", many).format(n=count_text(count))


def _flag_line(flag: Flag) -> Line:
    label, state = _flag_words(flag)
    return Line(
        (Run(label),),
        (Run(state, Tone.ACCENT if flag is Flag.SESSIONS_ASSUMED else Tone.SECONDARY),),
        ((Run(word(flag), Tone.SECONDARY),),),
    )


def _flag_words(flag: Flag) -> tuple[str, str]:
    match flag:
        case Flag.TAX_UNKNOWN:
            return _("Tax"), _("not stated")
        case Flag.TAX_NOT_COUNTED:
            return _("Tax"), _("not counted")
        case Flag.TAX_RATE_UNKNOWN:
            return _("Tax"), _("unknown")
        case Flag.TAX_RATE_ASSUMED:
            return _("Tax"), _("standard rate")
        case Flag.FEE_NOT_COUNTED:
            return _("Fees"), _("not counted")
        case Flag.FEE_UNKNOWN | Flag.REDEEMABLE_UNKNOWN:
            return _("Fees"), _("not stated")
        case Flag.FEE_ABOVE_PRICE:
            return _("Fees"), _("above the price")
        case Flag.ADD_ON_UNKNOWN:
            return _("Add-on"), _("not stated")
        case Flag.LASTS_UNKNOWN | Flag.MAINTENANCE_NOT_COUNTED:
            return _("Maintenance"), _("not counted")
        case Flag.MAINTENANCE_UNKNOWN:
            return _("Maintenance"), _("unknown")
        case Flag.COUNTRY_UNKNOWN | Flag.TRIPS_UNKNOWN:
            return _("Travel"), _("unknown")
        case Flag.DOWNTIME_UNKNOWN:
            return _("Time off"), _("unknown")
        case Flag.SESSIONS_ASSUMED:
            return _("Sessions"), _("assumed")
        case Flag.SESSIONS_UNKNOWN:
            return _("Sessions"), _("not stated")
        case Flag.PACKS_UNKNOWN:
            return _("Packs"), _("not stated")
