"""What is said around fetching rates: the question before, what came of it, how rates moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise

from exodesk.domain.published_days import EURO, Move, PublishedDay, Surprises, stretches
from exodesk.domain.rates import Rate
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import plain_number
from exodesk.wording.dates import day_text, moment_text, rate_dated, rate_source
from exodesk.wording.lists import listed
from exodesk.wording.rates import rate_amount_text, rate_text, rate_text_like

_NEARLY_ALL = Fraction(9999, 100)  # per cent


def offer_text(host: str) -> str:
    """What can be done, before it is asked for."""
    return _(
        "The European Central Bank publishes new rates each working day. Nothing is fetched"
        " unless you ask for it; only {host} is then asked."
    ).format(host=host)


def consent_question(host: str) -> str:
    return _(
        "May exodesk fetch the rates from {host}, whenever you choose “Update rate”? That server"
        " sees the address of your connection, as with any page you visit. Nothing about you,"
        " your clients or your prices is sent. You can withdraw this here at any time."
    ).format(host=host)


def fetching_text(host: str, seconds: int, limit: int) -> str:
    left = max(limit - seconds, 0)
    return ngettext(
        "Asking {host} … at most {n} second more. The rates in use stay until a whole answer"
        " is found good.",
        "Asking {host} … at most {n} seconds more. The rates in use stay until a whole answer"
        " is found good.",
        left,
    ).format(host=host, n=left)


def failure_text(host: str, moment: datetime, why: str, kept: Rate | None, today: date) -> str:
    """Who was asked when, what went wrong, and which rate stays."""
    said = _("No new rates from {host}, {moment}: {why}.").format(
        host=host, moment=moment_text(moment), why=why
    )
    if kept is None:
        return said
    return _("{said} {rate} · {dated} stays in use.").format(
        said=said, rate=rate_text(kept, decimals=4), dated=rate_dated(kept, today)
    )


def updated_text(day: PublishedDay, own: Sequence[Rate], today: date) -> str:
    said = _("Updated: {source} rates of {date} are in use.").format(
        source=day.source, date=day_text(day.date)
    )
    return _with_own(said, own, today)


def nothing_newer_text(day: PublishedDay, own: Sequence[Rate], today: date) -> str:
    said = _("There is nothing newer than the {source} rates of {date}.").format(
        source=day.source, date=day_text(day.date)
    )
    return _with_own(said, own, today)


def _with_own(said: str, own: Sequence[Rate], today: date) -> str:
    if not own:
        return said
    rates = "; ".join(
        _("{rate} · {dated}").format(
            rate=rate_text(rate, decimals=4), dated=rate_dated(rate, today)
        )
        for rate in own
    )
    return _("{said} A rate of your own goes before them: {rates}.").format(said=said, rates=rates)


def surprise_question(
    found: Surprises, last: PublishedDay, new: PublishedDay, currencies: Sequence[str]
) -> str:
    """Which rate is far from the last one; of those between ``currencies``, if one of them is."""
    told = []
    if (move := _to_tell(found.moves, currencies)) is not None:
        told.append(
            _("{after} on {day}, after {before} on {last}: {change}.").format(
                after=rate_text_like(move.after, move.before),
                day=day_text(new.date),
                before=rate_text(move.before, decimals=4),
                last=day_text(last.date),
                change=change_text(move),
            )
        )
    if found.gone:
        told.append(
            ngettext(
                "{codes} is no longer among them.",
                "{codes} are no longer among them.",
                len(found.gone),
            ).format(codes=", ".join(found.gone))
        )
    return _(
        "The new rates are far from the last ones. {told} They are kept aside: use them?"
    ).format(told=" ".join(told))


def declined_text(kept: Rate | None, today: date) -> str:
    if kept is None:
        return _("The new rates were left aside.")
    return _("The new rates were left aside. {rate} · {dated} stays in use.").format(
        rate=rate_text(kept, decimals=4), dated=rate_dated(kept, today)
    )


def _to_tell(moves: Sequence[Move], currencies: Sequence[str]) -> Move | None:
    """One between currencies that are looked at, else one of the euro, else the furthest."""
    looked_at = [m for m in moves if {m.before.base, m.before.quote} <= set(currencies)]
    of_euro = [m for m in moves if EURO in (m.before.base, m.before.quote)]
    return next(iter([*looked_at, *of_euro, *moves]), None)


def change_text(move: Move) -> str:
    """What one of the first buys: ``more by 6.02 %``, ``unchanged``."""
    change = move.change
    if not change:
        return _("unchanged")
    per_cent = abs(change) * 100
    if per_cent < Fraction(1, 200):
        return _("more by less than 0.01 %") if change > 0 else _("less by less than 0.01 %")
    if change < 0 and per_cent > _NEARLY_ALL:
        return _("less by more than 99.99 %")
    text = plain_number(per_cent)
    return (_("more by {n} %") if change > 0 else _("less by {n} %")).format(n=text)


def year_text(rates: Sequence[Rate]) -> str:
    """The lowest and the highest of a year's rates, how many there are, who states them.

    And of which days in between there are none.
    """
    if not rates:
        return ""
    last = rates[-1]
    shown = sorted(rates, key=lambda rate: shown_value(rate, last))
    said = ngettext(
        "{rate} in the 12 months to {last}: lowest {low} on {low_day}, highest {high} on"
        " {high_day}, from {n} {source} rate.",
        "{rate} in the 12 months to {last}: lowest {low} on {low_day}, highest {high} on"
        " {high_day}, from {n} {source} rates.",
        len(rates),
    ).format(
        rate=rate_text(last).partition(" = ")[0],
        last=day_text(last.date),
        low=_amount(shown[0], last),
        low_day=day_text(shown[0].date),
        high=_amount(shown[-1], last),
        high_day=day_text(shown[-1].date),
        n=len(rates),
        source=listed(dict.fromkeys(map(rate_source, rates))),
    )
    unknown = [
        _("None is known here between {first} and {last}.").format(
            first=day_text(before[-1].date), last=day_text(after[0].date)
        )
        for before, after in pairwise(stretches(rates))
    ]
    return " ".join((said, *unknown))


def end_texts(rates: Sequence[Rate]) -> tuple[str, str]:
    """The lowest and the highest of ``rates``, in the direction of the last."""
    shown = sorted(rates, key=lambda rate: shown_value(rate, rates[-1]))
    return _amount(shown[0], rates[-1]), _amount(shown[-1], rates[-1])


def shown_value(rate: Rate, like: Rate) -> Fraction:
    """``rate`` in the direction in which ``like`` is shown, whose value is at least 1."""
    base, quote = (like.quote, like.base) if like.value < 1 else (like.base, like.quote)
    return rate.factor(base, quote)


def _amount(rate: Rate, like: Rate) -> str:
    return rate_amount_text(like, rate.factor(like.base, like.quote))
