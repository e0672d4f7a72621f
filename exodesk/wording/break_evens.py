"""Where the order of two totals turns, in words: a figure, and what it means as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from exodesk.domain.break_evens import BreakEven, BreakEvens, RateBreakEven
from exodesk.domain.rates import Rate
from exodesk.domain.turning_points import Until
from exodesk.translation import gettext as _
from exodesk.wording.amounts import amount_text, whole_text
from exodesk.wording.rates import rate_amount_text, rate_value_text

_Figure = Callable[[Fraction], str]


@dataclass(frozen=True, slots=True)
class TurnWords:
    """One break-even: what turns the order, at which figure, and the same as a sentence."""

    title: str
    figure: str
    sentence: str


def break_even_words(
    found: BreakEvens, names: Mapping[str, str], currency: str
) -> Iterator[TurnWords]:
    """What is known of a pair; ``names`` by entry id, ``currency`` is the display's."""

    def amount(value: Fraction) -> str:
        return amount_text(value, currency)

    if found.trip_cost is not None:
        yield _words(
            _("Break-even trip cost"),
            found.trip_cost,
            amount,
            names,
            both=_(
                "{name} is surely cheaper while a trip costs less than {surely},"
                " never above {best}."
            ),
            surely=_("{name} is surely cheaper while a trip costs less than {surely}."),
            best=_("{name} is never cheaper once a trip costs more than {best}."),
        )
    if found.trips is not None and found.trips.at_best != 0:
        yield _words(
            _("Break-even number of trips"),
            found.trips,
            _whole,
            names,
            both=_(
                "{name} is surely cheaper with no more trips than {surely},"
                " never with more than {best}."
            ),
            surely=_("{name} is surely cheaper with no more trips than {surely}."),
            best=_("{name} is never cheaper with more trips than {best}."),
        )
    for sessions in found.sessions:
        yield _words(
            _("Break-even sessions, {name}").format(name=names[sessions.entry_id]),
            sessions,
            _whole,
            names,
            both=_(
                "{name} is surely cheaper with no more sessions than {surely},"
                " never with more than {best}."
            ),
            surely=_("{name} is surely cheaper with no more sessions than {surely}."),
            best=_("{name} is never cheaper with more sessions than {best}."),
        )
    for rate in found.rates:
        yield _rate_words(rate, names)
    if found.day_cost is not None:
        yield _words(
            _("Break-even day of downtime"),
            found.day_cost,
            amount,
            names,
            both=_(
                "{name} is surely cheaper while a day costs less than {surely}, never above {best}."
            ),
            surely=_("{name} is surely cheaper while a day costs less than {surely}."),
            best=_("{name} is never cheaper once a day costs more than {best}."),
        )


def _words(
    title: str,
    found: BreakEven,
    figure: _Figure,
    names: Mapping[str, str],
    *,
    both: str,
    surely: str,
    best: str,
) -> TurnWords:
    name = names[found.entry_id]
    low, high = _text(found.surely, figure), _text(found.at_best, figure)
    if low and high:
        shown = low if low == high else _("{low} – {high}").format(low=low, high=high)
        return TurnWords(title, shown, both.format(name=name, surely=low, best=high))
    if low:
        shown = _("surely up to {figure}").format(figure=low)
        return TurnWords(title, shown, surely.format(name=name, surely=low))
    shown = _("never above {figure}").format(figure=high)
    return TurnWords(title, shown, best.format(name=name, best=high))


def _rate_words(found: RateBreakEven, names: Mapping[str, str]) -> TurnWords:
    name, rate = names[found.entry_id], found.rate
    above = found.above != _is_turned(rate)
    surely = _text(found.surely, lambda value: rate_value_text(rate, value))
    best = _text(found.at_best, lambda value: rate_value_text(rate, value))
    if surely and best and found.surely != found.at_best:
        low, high = (found.at_best, found.surely) if above else (found.surely, found.at_best)
        shown = _("{low} – {high}").format(
            low=_text(low, lambda value: rate_value_text(rate, value)),
            high=_text(high, lambda value: rate_amount_text(rate, value)),
        )
        best = _text(found.at_best, lambda value: rate_amount_text(rate, value))
        sentence = (
            _("{name} is surely cheaper above {surely}, never below {best}.")
            if above
            else _("{name} is surely cheaper below {surely}, never above {best}.")
        )
    elif surely:
        shown = surely
        sentence = (
            _("{name} is surely cheaper above {surely}.")
            if above
            else _("{name} is surely cheaper below {surely}.")
        )
    else:
        shown = best
        sentence = (
            _("{name} is never cheaper below {best}.")
            if above
            else _("{name} is never cheaper above {best}.")
        )
    sentence = sentence.format(name=name, surely=surely, best=best)
    return TurnWords(_("Break-even exchange rate"), shown, sentence)


def _is_turned(rate: Rate) -> bool:
    """Whether the rate is shown the other way round than it is kept."""
    return rate.value < 1


def _text(until: Until, figure: _Figure) -> str:
    """Empty where there is no figure above 0."""
    return figure(until) if isinstance(until, Fraction) and until > 0 else ""


def _whole(value: Fraction) -> str:
    return whole_text(int(value))
