"""What the cells of a comparison say, each from one cost alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exodesk.domain.assumptions import LineKey
from exodesk.domain.comparison import NOT_COUNTED, Attribute, line_of, offers_counted
from exodesk.domain.costing import CourseCost, Flag
from exodesk.domain.entries import Claim, DurationRange, Kind, Offer, Per, Tax
from exodesk.domain.money import PriceState
from exodesk.translation import N_
from exodesk.translation import gettext as _
from exodesk.wording.amounts import bounds_text, plain_number
from exodesk.wording.durations import days_text, duration_range_text
from exodesk.wording.sentences import (
    COURSE_LINES,
    line_text,
    marked_total_text,
    sessions_text,
    unknown_text,
)
from exodesk.wording.vocabulary import word, words

_LEFT_OUT = {
    Flag.TAX_NOT_COUNTED: N_("tax to be added"),
    Flag.FEE_NOT_COUNTED: N_("consultation or patch-test fees"),
    Flag.MAINTENANCE_NOT_COUNTED: N_("maintenance"),
    Flag.LASTS_UNKNOWN: N_("maintenance (how long it lasts is not stated)"),
}
_NOT_STATED = {LineKey.MAINTENANCE: Flag.LASTS_UNKNOWN, LineKey.TAX: Flag.TAX_UNKNOWN}


@dataclass(frozen=True, slots=True)
class CellWords:
    """What one cell says. ``quiet`` is for what is not known; ``note`` stands behind, smaller.

    ``changed`` is for a figure that a person assumed.
    """

    text: str
    note: str = ""
    quiet: bool = False
    changed: bool = False


def joined(texts: list[str], nothing: str) -> CellWords:
    return CellWords("; ".join(texts)) if texts else CellWords(nothing, quiet=True)


def _total(cost: CourseCost) -> CellWords:
    unknown = cost.state in (PriceState.NEEDS_RATE, PriceState.UNKNOWN)
    return CellWords(marked_total_text(cost), quiet=unknown)


def line_cell(cost: CourseCost, key: LineKey) -> CellWords:
    """One part of a total; a note says where it is an assumption of one's own."""
    line = line_of(cost, key)
    if line is None:
        return CellWords(_no_line(cost, key), quiet=True)
    text = line_text(cost, line)
    if key in (LineKey.TRAVEL, LineKey.TIME_OFF, LineKey.FX_FEE):
        return CellWords(text, _("your assumption"), changed=True)
    return CellWords(text, quiet=text == _("unknown"))


def _no_line(cost: CourseCost, key: LineKey) -> str:
    """Why a total has no such part: it comes to none only where that is known."""
    if cost.state is PriceState.NEEDS_RATE:
        return _("needs a rate")
    if not cost.lines:
        return unknown_text(cost) if key in COURSE_LINES else _("not counted")
    silent = _NOT_STATED.get(key)
    return _("not stated") if silent in cost.flags else _("none")


def _unit_price(cost: CourseCost) -> CellWords:
    if cost.unit_per is None:
        if cost.unstated_price.state is not PriceState.UNKNOWN:
            text = bounds_text(cost.unstated_price, cost.currency, approx=_converted(cost))
            return CellWords(text, _("for what is not stated"))
        return CellWords(unknown_text(cost), quiet=True)
    if cost.unit_price.state is PriceState.UNKNOWN:
        needs_rate = cost.original_unit_price.state is not PriceState.UNKNOWN
        return CellWords(_("needs a rate") if needs_rate else unknown_text(cost), quiet=True)
    derived = cost.unit_per is Per.COURSE
    approx = derived or _converted(cost)
    text = bounds_text(cost.unit_price, cost.currency, exact=not approx, approx=approx)
    match cost.unit_per:
        case Per.PACK:
            return CellWords(text, _("one pack"))
        case Per.MONTH:
            return CellWords(text, _("one payment"))
        case Per.COURSE:
            return CellWords(text, _("in a course"))
        case _:
            return CellWords(text)


def _converted(cost: CourseCost) -> bool:
    return cost.original_currency not in (None, cost.currency)


def _tax(cost: CourseCost) -> CellWords:
    offers = offers_counted(cost)
    if not offers:
        return CellWords(_("no price published"), quiet=True)
    said = list(dict.fromkeys(_taxed(offer) for offer in offers))
    return CellWords("; ".join(said), quiet={offer.tax for offer in offers} == {Tax.UNKNOWN})


def _taxed(offer: Offer) -> str:
    if offer.tax is Tax.EXCLUDED and offer.tax_rate is not None:
        return _("{rate} % to be added").format(rate=plain_number(offer.tax_rate, most_decimals=20))
    return word(offer.tax)


def _not_counted(cost: CourseCost) -> CellWords:
    flags = [_(_LEFT_OUT[flag]) for flag in NOT_COUNTED if flag in cost.flags]
    return joined(flags, _("nothing known"))


def _sessions(cost: CourseCost) -> CellWords:
    text = sessions_text(cost)
    if Flag.SESSIONS_ASSUMED in cost.flags:
        return CellWords(text, _("assumed"), changed=True)
    if Flag.PACKS_UNKNOWN in cost.flags:
        return CellWords(text, _("counted as at least one pack"), quiet=True)
    if Flag.SESSIONS_UNKNOWN in cost.flags:
        return CellWords(text, _("counted as at least one"), quiet=True)
    return CellWords(text, quiet=cost.sessions is None and cost.packs is None)


def _duration(stated: Callable[[CourseCost], DurationRange | None]) -> Callable[..., CellWords]:
    def cell(cost: CourseCost) -> CellWords:
        text = duration_range_text(stated(cost))
        return CellWords(text, quiet=text == duration_range_text(None))

    return cell


def _interval(cost: CourseCost) -> CellWords:
    if cost.entry.kind is Kind.PRODUCT and cost.entry.interval is None:
        return CellWords(_("does not apply"), quiet=True)
    return _duration(lambda cost: cost.entry.interval)(cost)


def _downtime_in_all(cost: CourseCost) -> CellWords:
    return CellWords(days_text(cost.downtime), quiet=cost.downtime.state is PriceState.UNKNOWN)


def _exosome_source(cost: CourseCost) -> CellWords:
    source = cost.entry.exosome_source
    return CellWords(_("no exosomes") if source is None else word(source), quiet=source is None)


def _claim(claim: Claim) -> str:
    text = _("“{claim}”").format(claim=claim.text)
    if claim.by:
        text = _("{claim}, says {who}").format(claim=text, who=claim.by)
    return _("{claim} (sources disagree)").format(claim=text) if claim.contradicted_by else text


CELLS: dict[Attribute, Callable[[CourseCost], CellWords]] = {
    Attribute.TOTAL: _total,
    Attribute.UNIT_PRICE: _unit_price,
    Attribute.TAX: _tax,
    Attribute.NOT_COUNTED: _not_counted,
    Attribute.SESSIONS: _sessions,
    Attribute.INTERVAL: _interval,
    Attribute.DOWNTIME: _duration(lambda cost: cost.entry.downtime),
    Attribute.DOWNTIME_IN_ALL: _downtime_in_all,
    Attribute.ONSET: _duration(lambda cost: cost.entry.onset),
    Attribute.LASTS: _duration(lambda cost: cost.entry.lasts),
    Attribute.FAMILY: lambda cost: CellWords(word(cost.entry.family)),
    Attribute.ROUTES: lambda cost: CellWords(words(cost.entry.routes), quiet=not cost.entry.routes),
    Attribute.CONCERNS: lambda cost: CellWords(
        words(cost.entry.concerns), quiet=not cost.entry.concerns
    ),
    Attribute.EXOSOME_SOURCE: _exosome_source,
    Attribute.INCLUDED: lambda cost: joined([r.text for r in cost.entry.included], _("not stated")),
    Attribute.CLAIMS: lambda cost: joined(
        [_claim(claim) for claim in cost.entry.claims], _("none recorded")
    ),
    Attribute.CAUTIONS: lambda cost: joined(
        [r.text for r in cost.entry.cautions], _("none recorded")
    ),
    Attribute.SIDE_EFFECTS: lambda cost: joined(
        [r.text for r in cost.entry.side_effects], _("none recorded")
    ),
}
