"""How each line of a total is made, in one sentence: what is bought, or what is taken of what."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from exodesk.domain.assumptions import LineKey
from exodesk.domain.costing import NOTHING, UNPRINTED, CostLine, Count, CourseCost
from exodesk.domain.entries import Kind, Per
from exodesk.domain.money import Bounds, PriceState
from exodesk.domain.trace import Input, Origin, TaxRate, Trace, TracedLine, What
from exodesk.domain.ways import Purchase
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import amount_text, bounds_text, per_cent_text, price_text
from exodesk.wording.durations import count_text, days_text
from exodesk.wording.lists import listed
from exodesk.wording.offers import horizon_text
from exodesk.wording.vocabulary import per_text


def line_sentence(trace: Trace, traced: TracedLine) -> str:
    """``3 × £250 – £350``, ``20 % on £600 – £840``, ``1 trip × £420, your assumption``."""
    line, cost = traced.line, trace.cost
    match line.key:
        case LineKey.MAINTENANCE:
            return _("{how}, in what the course leaves of {horizon}").format(
                how=_bought(traced), horizon=horizon_text(trace.horizon_days)
            )
        case LineKey.SESSIONS | LineKey.PACKS | LineKey.ADD_ON:
            return _with_own(_bought(traced), traced)
        case LineKey.CONSULTATION | LineKey.PATCH_TEST:
            return _fee(traced)
        case LineKey.TAX:
            return _tax(traced, cost)
        case LineKey.FX_FEE:
            return _fx_fee(traced, cost)
        case LineKey.TRAVEL:
            return _travel(traced, cost)
        case LineKey.TIME_OFF:
            return _time_off(traced, cost.downtime)


def is_assumed(traced: TracedLine) -> bool:
    """Whether a person's own assumption makes the line what it is; its sentence says so."""
    if traced.line.key in (LineKey.TRAVEL, LineKey.TIME_OFF, LineKey.FX_FEE):
        return True
    named = traced.line.key is not LineKey.MAINTENANCE
    return named and any(_is_own(each) for each in traced.inputs)


# How a line is made


def _bought(traced: TracedLine) -> str:
    line = traced.line
    low, high = line.low_way, line.high_way
    if low == high:
        return _purchases(low, None) if low else _end(low, line.bounds.low, low=True)
    low_text = _end(low, line.bounds.low, low=True)
    high_text = _end(high, line.bounds.high, low=False)
    if len(low) == len(high) == 1 and low[0].offer == high[0].offer:
        return _("{low} to {high}").format(low=low_text, high=high_text)
    return _("{low} at the low end; {high} at the high end").format(low=low_text, high=high_text)


def _end(way: tuple[Purchase, ...], amount: Fraction | None, *, low: bool) -> str:
    if way:
        return _purchases(way, low)
    return _("not known") if amount is None else _("none")


def _purchases(way: Iterable[Purchase], low: bool | None) -> str:
    """``low`` is which end of each price is meant; None for both."""
    return " + ".join(_purchase(purchase, low) for purchase in way)


def _purchase(purchase: Purchase, low: bool | None) -> str:
    offer, price = purchase.offer, purchase.offer.price
    end = price.low if low else price.high
    text = price_text(price)
    if low is not None and end is not None:
        text = amount_text(end, price.currency, exact=True)
    if offer.per not in (Per.SESSION, Per.ADD_ON):
        text = _("{price} ({what})").format(price=text, what=per_text(offer))
    if purchase.count == 1:
        return text
    return _("{n} × {price}").format(n=purchase.count, price=text)


def _fee(traced: TracedLine) -> str:
    line = traced.line
    offer = line.offers()[0]
    price = price_text(offer.price)
    if offer.price.on_request:
        return _("how much is not stated")
    if offer.redeemable is None:
        return _("nothing to {price}: whether it is taken off the course is not stated").format(
            price=price
        )
    if not offer.redeemable:
        return _("{price}, not taken off the course").format(price=price)
    if line.bounds == NOTHING:
        return _("{price}, taken off the course").format(price=price)
    return _("{price}, as far as it is more than the course").format(price=price)


def _tax(traced: TracedLine, cost: CourseCost) -> str:
    rates = [each.value for each in traced.inputs if isinstance(each.value, TaxRate)]
    known = sorted({rate.per_cent for rate in rates if rate.per_cent is not None})
    said = listed(per_cent_text(rate) for rate in known) if known else ""
    if len(known) < 1 or any(rate.per_cent is None for rate in rates):
        if not known:
            return _("how much is not stated")
        return _("{rates}, and how much else is not stated").format(rates=said)
    bounds, widened = traced.line.bounds, [rate.widened for rate in rates]
    if len(known) > 1:
        return _("{rates} on what each is due on").format(rates=said)
    if not known[0]:
        return said
    if {each.origin for each in traced.inputs} == {Origin.STANDARD}:
        said = _("{rate} (the standard rate)").format(rate=said)
    if all(widened):
        most = Bounds(bounds.high, bounds.high)
        return _("nothing to {rate} on {amount}: whether it is included is not stated").format(
            rate=said, amount=_base(traced.line, most, known[0], cost)
        )
    amount = _base(traced.line, bounds, known[0], cost)
    if any(widened):
        return _("{rate} on {amount}, as far as tax is to be added").format(
            rate=said, amount=amount
        )
    return _("{rate} on {amount}").format(rate=said, amount=amount)


def _fx_fee(traced: TracedLine, cost: CourseCost) -> str:
    per_cent = _only(traced, What.FX_FEE)
    assert isinstance(per_cent, Fraction)
    base = _base(traced.line, traced.line.bounds, per_cent, cost)
    return _own(_("{rate} on {amount}").format(rate=per_cent_text(per_cent), amount=base))


def _base(line: CostLine, bounds: Bounds, per_cent: Fraction, cost: CourseCost) -> str:
    """What a percentage was taken of; an unknown low adds nothing, but is no 0."""
    base, converted = bounds.times(100 / per_cent), cost.converts(line)
    paid = (each for each in cost.lines if each.key not in UNPRINTED)
    if not base.low and any(each.bounds.low is None for each in paid):
        base = Bounds(None, base.high)
    return bounds_text(base, cost.currency, exact=not converted, approx=converted)


def _travel(traced: TracedLine, cost: CourseCost) -> str:
    trips = _only(traced, What.TRIPS)
    if isinstance(trips, int):
        count = Count(trips, trips, assumed=False)
    else:
        once = cost.entry.kind is Kind.PRODUCT
        count = cost.sessions or Count(1, 1 if once else None, assumed=not once)
    open_ended = count.assumed and count.high is None
    single = open_ended or count.low == count.high == 1
    number = _("at least 1") if open_ended else count_text(count)
    said = ngettext("{n} trip × {cost}", "{n} trips × {cost}", 1 if single else 2).format(
        n=number, cost=_set_price(traced)
    )
    if cost.entry.country is None:
        said = _own(_("none to {trips}").format(trips=said))
        return _("{trips}: the country is not stated").format(trips=said)
    return _own(said)


def _time_off(traced: TracedLine, downtime: Bounds) -> str:
    day = _set_price(traced)
    if downtime.state is PriceState.UNKNOWN:
        own = _own(_("{amount} a day").format(amount=day))
        return _("{amount}: how many days is not stated").format(amount=own)
    return _own(_("{days} × {amount}").format(days=days_text(downtime), amount=day))


def _with_own(text: str, traced: TracedLine) -> str:
    """The same, with the mark of a number that a person set."""
    own = {each.what for each in traced.inputs if _is_own(each)}
    if What.SESSIONS in own:
        return _("{how}, your number of sessions").format(how=text)
    return _("{how}, your use").format(how=text) if What.USE in own else text


def _is_own(each: Input) -> bool:
    return each.origin is Origin.ASSUMED and each.what in (What.SESSIONS, What.USE)


def _own(text: str) -> str:
    return _("{how}, your assumption").format(how=text)


def _only(traced: TracedLine, what: What) -> object:
    return next(each.value for each in traced.inputs if each.what is what)


def _set_price(traced: TracedLine) -> str:
    price = traced.line.set_price
    assert price is not None
    return amount_text(price.amount, price.currency, exact=True)
