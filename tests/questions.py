"""Random catalogue files and what a person may assume, for ``compare`` and for the oracle alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.commands import catalogue_object
from tests.oracle.figures import days, rounded
from tests.oracle.what_if import WhatIf

# None of these two currencies is published, so that it has a rate only where one is pinned.
UNPUBLISHED = ("AED", "KWD")
CURRENCIES = ("GBP", "INR", "JPY", *UNPUBLISHED)
DIGITS = {"GBP": 2, "INR": 2, "JPY": 0, "AED": 2, "KWD": 3}
COUNTRIES = ("GB", "IN", "AE", None)
DATES = (None, "2025-11", "2026-01-10")
RATES = ("120", "0.0083", "0.3", "7", "113.377", "0.000001")
HORIZONS = ("12 month", "1 year", "100 day", "26 week", "5 month", "1 hour", "2 year")
MEASURES = ("30 ml", "0.5 ml", "0.03 l", "1 l", "1.5 g", "200 mg", "0.05 g", "0.7 ml", "45 mg")
LENGTHS = ("0 hour", "6 hour", "36 hour", "0.5 day", "2 day", "1 week", "0.1 month", "1 hour")
INTERVALS = ("0 day", "1 week", "4 week", "3 month", "100 day", "1 year")
EFFECTS = ("2 week", "1 month", "90 day", "6 month", "1 year", "400 day")
TAXES = ("included", "exempt", "excluded", "unknown")
BUYS = (
    *(("session",), ("course",), ("session", "course"), ("session", "course", "month")),
    *(("month",), ("pack",), ("pack", "month"), ("session", "pack", "course", "month")),
)
FEES = ("consultation", "patch-test", "add-on")

# Half-pennies and thirds of a rate make totals that no float holds and ties that need rounding.
money: SearchStrategy[str] = st.one_of(
    st.sampled_from(["0", "0.005", "1", "99.99", "100", "150", "400", "2.675"]),
    st.decimals(min_value=0, max_value=500_000, places=2).map(lambda number: f"{number:f}"),
)


@dataclass(frozen=True)
class Question:
    """Entries as they stand in a file, and the same assumptions for both sides."""

    entries: list[dict[str, Any]]
    what_if: WhatIf
    options: tuple[str, ...]

    @property
    def ids(self) -> list[str]:
        return [entry["id"] for entry in self.entries]

    @property
    def digits(self) -> int:
        return DIGITS[self.what_if.currency]

    def arguments(self, path: Path) -> list[str]:
        """Of ``compare``, after the catalogue was written to ``path``."""
        path.write_text(json.dumps(catalogue_object(self.entries)), "utf-8")
        return ["compare", *self.ids, "--catalogue", str(path), *self.options]


@st.composite
def ordered(draw: DrawFn, values: SearchStrategy[Any], key: Any) -> tuple[Any, Any]:
    """Two ends, of which each may be unknown."""
    low, high = draw(st.none() | values), draw(st.none() | values)
    if draw(st.booleans()):
        high = low
    if low is not None and high is not None and key(low) > key(high):
        low, high = high, low
    return low, high


@st.composite
def known(draw: DrawFn, values: SearchStrategy[Any], key: Any) -> tuple[Any, Any]:
    low, high = sorted((draw(values), draw(values)), key=key)
    return low, high


@st.composite
def offers(
    draw: DrawFn,
    per: str,
    currencies: Sequence[str],
    ends: Any = ordered,
    prices: SearchStrategy[str] = money,
) -> dict[str, Any]:
    low, high = draw(ends(prices, Decimal))
    offer: dict[str, Any] = {
        "price": {"low": low, "high": high, "currency": draw(st.sampled_from(currencies))},
        "per": per,
        "tax": draw(st.sampled_from(TAXES)),
        "date": draw(st.sampled_from(DATES)),
        "source": "src-a",
    }
    if draw(st.integers(0, 2)) == 0:
        offer["tax_rate"] = draw(st.sampled_from(["0", "5", "12.5"]))
    if per == "course":
        offer["sessions"] = draw(st.integers(1, 5))
    if per in ("consultation", "patch-test"):
        offer["redeemable"] = draw(st.sampled_from([True, False, None]))
    if per == "month":
        if draw(st.booleans()):
            offer["every"] = draw(st.sampled_from(["1 month", "4 week", "90 day", "2 year"]))
        offer["times"] = draw(st.none() | st.integers(1, 14))
    return offer


@st.composite
def entries(
    draw: DrawFn,
    entry_id: str,
    currencies: Sequence[str] = CURRENCIES,
    ends: Any = ordered,
    prices: SearchStrategy[str] = money,
) -> dict[str, Any]:
    treatment = draw(st.booleans())
    # Mostly few currencies, so that most entries have a rate and some have none.
    used = draw(st.lists(st.sampled_from(currencies), min_size=1, max_size=2))
    pers = draw(st.sampled_from(BUYS))
    buys = draw(st.lists(st.sampled_from(pers), max_size=4))
    fees = draw(st.lists(st.sampled_from(FEES), max_size=3))
    entry: dict[str, Any] = {
        "id": entry_id,
        "kind": "treatment" if treatment else "product",
        "name": entry_id,
        "family": "peel",
        "offers": [draw(offers(per, used, ends, prices)) for per in (*buys, *fees)],
    }
    country = draw(st.sampled_from(COUNTRIES))
    if draw(st.booleans()):
        entry["provider"] = {"name": "Clinic", "country": country}
    else:
        entry["country"] = country
    if treatment:
        entry["sessions"] = draw(stated(st.integers(1, 7), int, ends))
        entry["downtime"] = draw(stated(st.sampled_from(LENGTHS), days, ends))
        entry["interval"] = draw(stated(st.sampled_from(INTERVALS), days, ends))
        entry["lasts"] = draw(stated(st.sampled_from(EFFECTS), days, ends))
    else:
        pack, use = (draw(st.sampled_from([*MEASURES, None])) for _ in range(2))
        per = draw(st.sampled_from(["day", "week", "month"]))
        entry["pack"] = None if pack is None else {"amount": pack}
        entry["use"] = None if use is None else {"amount": use, "per": per}
        entry["downtime"] = draw(st.sampled_from([None, {"low": "0 day", "high": "0 day"}]))
    return entry


@st.composite
def stated(draw: DrawFn, values: SearchStrategy[Any], key: Any, ends: Any) -> dict[str, Any] | None:
    low, high = draw(ends(values, key))
    return {"low": low, "high": high} if draw(st.integers(0, 2)) else None


@st.composite
def pins(draw: DrawFn, currency: str) -> dict[tuple[str, str], Fraction]:
    """Rates to the display currency, in either direction; at times an unpublished one lacks."""
    pinned = {}
    for other in CURRENCIES:
        if other != currency and (other not in UNPUBLISHED or draw(st.integers(0, 3))):
            pair = (other, currency) if draw(st.booleans()) else (currency, other)
            pinned[pair] = Fraction(draw(st.sampled_from(RATES)))
    if currency in UNPUBLISHED and draw(st.booleans()):
        del pinned[draw(st.sampled_from(sorted(pinned)))]
    return pinned


@st.composite
def what_ifs(draw: DrawFn) -> tuple[WhatIf, tuple[str, ...]]:
    """What is assumed, and the options that say so; often nothing."""
    currency = draw(st.sampled_from(CURRENCIES))
    pinned = draw(pins(currency))
    options = ["--currency", currency]
    for (base, quote), value in pinned.items():
        number = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
        options += ["--rate", f"{base}/{quote}={number}@2026-01-15,fixture"]
    assumed: dict[str, Any] = {"currency": currency, "pins": pinned}
    if (horizon := draw(st.none() | st.sampled_from(HORIZONS))) is not None:
        options += ["--horizon", horizon]
        assumed["horizon"] = days(horizon)
    if draw(st.integers(0, 2)) == 0:
        low, more = draw(st.integers(1, 6)), draw(st.integers(0, 3))
        options += ["--sessions", f"{low}-{low + more}"]
        assumed["sessions"] = (low, low + more)
    if draw(st.booleans()):
        options += ["--unknown-tax", "widen"]
        assumed["widen"] = True
    if draw(st.booleans()):
        fee = draw(st.sampled_from(["0", "2.5", "3", "99.99"]))
        options += ["--fx-fee", fee]
        assumed["fx_fee"] = Fraction(fee)
    amounts = money.filter(Fraction).flatmap(lambda amount: _amounts_in(amount, currency, pinned))
    if draw(st.booleans()):
        assumed["home"] = draw(st.sampled_from([country for country in COUNTRIES if country]))
        options += ["--home", assumed["home"]]
        if draw(st.booleans()):
            amount, code = assumed["travel"] = draw(amounts)
            options += ["--travel", f"{_decimal(amount)}{code}"]
            trips = draw(st.sampled_from(["one", "per-session", "3", ""]))
            options += ["--trips", trips] if trips else []
            assumed["trips"] = {"per-session": None, "3": 3}.get(trips, 1)
    if draw(st.booleans()):
        amount, code = assumed["time_off"] = draw(amounts)
        options += ["--time-off", f"{_decimal(amount)}{code}"]
    off = {"add-on"}
    if draw(st.booleans()):
        options.append("--add-ons")
        off.clear()
    if draw(st.booleans()):
        options.append("--no-fees")
        off |= {"consultation", "patch-test"}
    assumed["off"] = frozenset(off)
    return WhatIf(**assumed), tuple(options)


@st.composite
def questions(draw: DrawFn) -> Question:
    what_if, options = draw(what_ifs())
    return Question(
        [draw(entries(f"entry{number}")) for number in range(draw(st.integers(1, 6)))],
        what_if,
        options,
    )


@st.composite
def close_questions(draw: DrawFn) -> Question:
    """Mostly of known totals that are near each other, so that their ranges overlap."""
    what_if, options = draw(what_ifs())
    other = draw(
        st.sampled_from([what_if.currency, *(code for pair in what_if.pins for code in pair)])
    )
    used = [what_if.currency, what_if.currency, what_if.currency, other]
    asked = [
        draw(entries(f"entry{place}", used, known, _near))
        for place in range(draw(st.integers(2, 4)))
    ]
    return Question(asked, what_if, options)


_near = st.sampled_from(["0", "90", "100", "100.005", "120", "150", "300", "400", "450", "600"])


def _amounts_in(
    amount: str, currency: str, pinned: dict[tuple[str, str], Fraction]
) -> SearchStrategy[tuple[Fraction, str]]:
    """In a currency that has a rate."""
    codes = {currency, *(code for pair in pinned for code in pair)}
    return st.sampled_from(sorted(codes)).map(lambda code: (Fraction(amount), code))


def _decimal(amount: Fraction) -> str:
    return rounded(amount, 3)
