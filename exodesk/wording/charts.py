"""What the marks of the charts say, as sentences for the line below a chart and for the ear."""

from __future__ import annotations

from fractions import Fraction

from exodesk.domain.money import Bounds, PriceState
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import amount_text, bounds_text, plain_number
from exodesk.wording.durations import days_text


def cost_and_downtime_only() -> str:
    """What must stand under every picture of cost and downtime."""
    return _("Cost and downtime only. Says nothing about results.")


def total_sentence(name: str, total: str, note: str = "") -> str:
    """``Peel, Leeds: £500 – £700, lowest``."""
    if note:
        return _("{name}: {total}, {note}").format(name=name, total=total, note=note)
    return _("{name}: {total}").format(name=name, total=total)


def part_sentence(
    name: str,
    line: str,
    amount: Fraction,
    total: Fraction | None,
    currency: str,
    *,
    low: bool | None,
) -> str:
    """What one line has of the low end of a total, of the high end, or of both (None)."""
    if low is None:
        sentence = _("{name}: {line} {amount} of {total}")
    elif total is None:
        sentence = (
            _("{name}, low end: {line} {amount}, of a total that is not known")
            if low
            else _("{name}, high end: {line} {amount}, of a total that is not known")
        )
    else:
        sentence = (
            _("{name}, low end: {line} {amount} of {total}")
            if low
            else _("{name}, high end: {line} {amount} of {total}")
        )
    return sentence.format(
        name=name,
        line=line,
        amount=amount_text(amount, currency),
        total="" if total is None else amount_text(total, currency),
    )


def rectangle_sentence(name: str, cost: str, downtime: Bounds, beaten_by: str) -> str:
    """``Laser, London: £800 – £1,800, downtime 10 – 21 days, surely beaten by …``."""
    said = _("{name}: {cost}, downtime {days}").format(
        name=name, cost=cost, days=days_text(downtime)
    )
    if not beaten_by:
        return said
    return _("{said}, surely beaten by {other}").format(said=said, other=beaten_by)


def not_drawn(cost: str, downtime: Bounds, *, cost_known: bool) -> str:
    """Why an entry has no place between the two axes."""
    if not cost_known and downtime.state is PriceState.UNKNOWN:
        return _("cost {cost}, downtime unknown").format(cost=cost)
    if not cost_known:
        return _("cost {cost}, downtime {days}").format(cost=cost, days=days_text(downtime))
    return _("{cost}, downtime unknown").format(cost=cost)


def paid_sentence(name: str, days: Fraction, paid: Bounds, currency: str) -> str:
    """What has been paid at a time: ``Serum: £36 by month 2``."""
    return _("{name}, {time}: {paid} paid").format(
        name=name, time=time_words(days), paid=bounds_text(paid, currency)
    )


def time_words(days: Fraction) -> str:
    """``at the start``, ``after 3 months``, ``after 100 days``."""
    if days == 0:
        return _("at the start")
    months = days * 12 / 365
    if months.denominator == 1:
        return ngettext("after {n} month", "after {n} months", months.numerator).format(
            n=months.numerator
        )
    return ngettext("after {n} day", "after {n} days", 1 if days == 1 else 2).format(
        n=plain_number(days)
    )


def outcome_words(outcome: str, name: str, other: str, share: str) -> str:
    """``84 of 100: Peel, Leeds is cheaper``; ``outcome`` is cheaper, equal or dearer."""
    match outcome:
        case "cheaper":
            return _("{share}: {name} is cheaper").format(share=share, name=name)
        case "equal":
            return _("{share}: both cost the same").format(share=share)
        case _:
            return _("{share}: {other} is cheaper").format(share=share, other=other)


def outcome_sentence(outcome: str, name: str, other: str, cases: str) -> str:
    """The same where it stands without the bar; ``cases`` is ``in about 84 of 100 cases``."""
    match outcome:
        case "cheaper":
            sentence = _("{name} is cheaper than {other} {cases}")
        case "equal":
            sentence = _("{name} and {other} cost the same {cases}")
        case _:
            sentence = _("{other} is cheaper than {name} {cases}")
    return sentence.format(name=name, other=other, cases=cases)
