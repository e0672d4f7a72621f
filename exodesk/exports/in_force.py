"""The assumptions in force, in the words of the command line's own options."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from exodesk.domain.assumptions import FEE_LINES, USUALLY_LEFT_OUT, Assumptions, LineKey, UnknownTax
from exodesk.domain.entries import Entry, SessionCount, Use
from exodesk.domain.money import Money, minor_digits
from exodesk.domain.units import DAYS_IN
from exodesk.exports.plain_numbers import number

Option = tuple[str, str | None]
"""The name of an option and its value, None where it takes none."""

_BEHIND = {
    LineKey.SESSIONS: ("sessions",),
    LineKey.PACKS: ("horizon", "use"),
    LineKey.MAINTENANCE: ("horizon", "sessions"),
    LineKey.ADD_ON: ("add-ons", "sessions"),
    LineKey.TAX: ("unknown-tax",),
    LineKey.FX_FEE: ("fx-fee", "home"),
    LineKey.TRAVEL: ("home", "travel", "trips"),
    LineKey.TIME_OFF: ("time-off", "sessions"),
}


def in_force(assumptions: Assumptions) -> tuple[Option, ...]:
    """The horizon, and every option that says something else than the usual."""
    one_by_one: list[Option] = [
        *(("sessions-of", f"{key}={_count(n)}") for key, n in assumptions.sessions_of.items()),
        *(("use", f"{key}={_use(use)}") for key, use in assumptions.use_of.items()),
    ]
    sessions = assumptions.sessions
    return (
        ("horizon", _horizon(assumptions.horizon_days)),
        *([("sessions", _count(sessions))] if sessions is not None else []),
        *one_by_one,
        *_lines(assumptions),
        *_amounts(assumptions),
    )


def behind(key: LineKey, entry: Entry, assumptions: Assumptions) -> tuple[Option, ...]:
    """Those of ``in_force`` that one line of the total of ``entry`` hangs on."""
    wanted = _BEHIND.get(key, ())
    if key is LineKey.TRAVEL and assumptions.trips is None:
        wanted += ("sessions",)
    own: list[Option] = []
    if (sessions := assumptions.assumed_sessions(entry)) is not None:
        own.append(("sessions", _count(sessions)))
    if (use := assumptions.use_of.get(entry.id)) is not None:
        own.append(("use", _use(use)))
    others = [found for found in in_force(assumptions) if found[0] not in ("sessions", "use")]
    return tuple(found for found in (*others, *own) if found[0] in wanted)


def option_text(options: tuple[Option, ...]) -> str:
    """``horizon=12 month; home=GB; travel=420.00 GBP; trips=1``."""
    return "; ".join(name if value is None else f"{name}={value}" for name, value in options)


def plain_assumptions(assumptions: Assumptions) -> dict[str, Any]:
    """Every assumption, also where it is the usual one."""
    travel, time_off, sessions = assumptions.travel, assumptions.time_off, assumptions.sessions
    return {
        "horizon": _horizon(assumptions.horizon_days),
        "sessions": None if sessions is None else _count(sessions),
        "sessions_of": {key: _count(count) for key, count in assumptions.sessions_of.items()},
        "use": {key: _use(use) for key, use in assumptions.use_of.items()},
        "without": [key.value for key in LineKey if not assumptions.counts(key)],
        "unknown_tax": assumptions.unknown_tax.value,
        "fx_fee": number(assumptions.fx_fee),
        "home": assumptions.home,
        "travel": None if travel is None else _money(travel),
        "trips": _trips(assumptions.trips),
        "time_off": None if time_off is None else _money(time_off),
    }


def _lines(assumptions: Assumptions) -> list[Option]:
    left_out = assumptions.left_out
    found: list[Option] = []
    if left_out >= FEE_LINES:
        found.append(("no-fees", None))
        left_out -= FEE_LINES
    if not left_out & USUALLY_LEFT_OUT:
        found.append(("add-ons", None))
    out = [key for key in LineKey if key in left_out - USUALLY_LEFT_OUT]
    found.extend(("without", key.value) for key in out)
    return found


def _amounts(assumptions: Assumptions) -> list[Option]:
    found: list[Option] = []
    if assumptions.unknown_tax is not UnknownTax.AS_PRINTED:
        found.append(("unknown-tax", assumptions.unknown_tax.value))
    if assumptions.fx_fee:
        found.append(("fx-fee", number(assumptions.fx_fee)))
    if assumptions.home is not None:
        found.append(("home", assumptions.home))
    if assumptions.home is not None and assumptions.travel is not None:
        found.append(("travel", _money(assumptions.travel)))
        found.append(("trips", _trips(assumptions.trips)))
    if assumptions.time_off is not None:
        found.append(("time-off", _money(assumptions.time_off)))
    return found


def _count(sessions: SessionCount) -> str:
    low, high = sessions.low, sessions.high
    return str(low) if low == high else f"{low}-{high}"


def _use(use: Use) -> str:
    return f"{use.amount.amount:f} {use.amount.unit}/{use.per}"


def _trips(trips: int | None) -> str:
    return "per-session" if trips is None else str(trips)


def _money(money: Money) -> str:
    """To the minor unit, or to the last digit that was given."""
    _sign, _digits, exponent = money.amount.as_tuple()
    assert isinstance(exponent, int)
    decimals = max(minor_digits(money.currency), -exponent)
    return f"{money.amount:.{decimals}f} {money.currency}"


def _horizon(days: Fraction) -> str:
    """In the largest unit that gives a whole number, else in days."""
    for unit in ("month", "day", "hour"):
        count = days / DAYS_IN[unit]
        if count.denominator == 1:
            return f"{count} {unit}"
    return f"{number(days)} day"
