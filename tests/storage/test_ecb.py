from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from currency_converter import CurrencyConverter

from exodesk.domain.money import MINOR_DIGITS, round_half_up
from exodesk.domain.rates import Rate, RateTable
from exodesk.paths import resource
from exodesk.storage.ecb import EcbRates
from exodesk.storage.ecb_feed import SOURCE
from exodesk.storage.whole_files import NotWrittenError
from tests.feeds import NEXT_DAY, feed

FIRST_DAY = date(1999, 1, 4)
FIRST_DAY_OF_RUPEES = date(2009, 1, 2)
LAST = json.loads(resource("rates.json").read_text("utf-8"))
LAST_DAY = date.fromisoformat(LAST["date"])
SHIPPED = sorted([*LAST["rates"], "EUR"])
LEAST = Decimal("1e-24")


@pytest.fixture(scope="module")
def package() -> Any:
    """The package by itself: exact, and with neither of its fallbacks."""
    return CurrencyConverter(decimal=True)


@pytest.fixture(scope="module")
def ecb() -> EcbRates:
    return EcbRates(resource("rates.json"))


@pytest.fixture
def history_alone(tmp_path: Path) -> EcbRates:
    """The same rates without the last day's file: one whose day has not come."""
    never = {"date": "9999-12-31", "rates": {}}
    path = tmp_path / "rates.json"
    path.write_text(json.dumps(never), "utf-8")
    return EcbRates(path)


def found(ecb: EcbRates, one: str, other: str, on: date) -> Rate:
    rate = ecb.rate(one, other, on)
    assert rate is not None
    return rate


@pytest.mark.parametrize(
    ("asked", "published"),
    [
        (date(2024, 12, 24), date(2024, 12, 24)),  # a Tuesday
        (date(2024, 12, 25), date(2024, 12, 24)),  # Christmas
        (date(2024, 12, 26), date(2024, 12, 24)),
        (date(2024, 12, 29), date(2024, 12, 27)),  # a Sunday
        (date(2024, 4, 1), date(2024, 3, 28)),  # Easter Monday: four days
        (date(2026, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_rate_is_the_last_that_was_published(
    ecb: EcbRates, package: Any, asked: date, published: date
) -> None:
    rate = found(ecb, "GBP", "INR", asked)
    assert (rate.date, rate.source) == (published, SOURCE)
    assert rate.age_in_days(asked) == (asked - published).days
    assert abs(rate.value - package.convert(Decimal(1), "GBP", "INR", published)) < LEAST


def test_no_rate_is_made_up_between_two_days(ecb: EcbRates) -> None:
    assert found(ecb, "GBP", "INR", date(2024, 12, 28)) == found(
        ecb, "GBP", "INR", date(2024, 12, 27)
    )


def test_after_the_last_day_the_rate_only_grows_older(ecb: EcbRates) -> None:
    later = LAST_DAY + timedelta(days=400)
    rate = found(ecb, "GBP", "INR", later)
    assert rate == found(ecb, "GBP", "INR", LAST_DAY)
    assert (rate.date, rate.age_in_days(later)) == (LAST_DAY, 400)


def test_both_directions_are_one_rate_whose_value_is_at_least_1(ecb: EcbRates) -> None:
    for on in (LAST_DAY, date(2020, 6, 3)):
        rate = found(ecb, "INR", "GBP", on)
        assert rate == found(ecb, "GBP", "INR", on)
        assert (rate.base, rate.quote) == ("GBP", "INR")
        assert rate.value >= 1
        assert rate.factor("GBP", "INR") * rate.factor("INR", "GBP") == 1


@pytest.mark.parametrize("on", [LAST_DAY, date(2019, 3, 14), date(2010, 7, 1)])
def test_every_pair_equals_the_packages_own_exact_conversion(
    ecb: EcbRates, package: Any, on: date
) -> None:
    codes = ecb.currencies(on)
    assert len(codes) > 25
    for one in codes:
        for other in codes:
            if one == other:
                continue
            rate = found(ecb, one, other, on)
            assert rate.date == on
            own = Fraction(package.convert(Decimal(1), one, other, on))
            assert abs(rate.factor(one, other) - own) <= own * Fraction(LEAST)


@pytest.mark.parametrize("code", ["INR", "GBP", "CHF"])  # pounds and francs cost more than a euro
def test_a_rate_of_the_euro_is_the_published_figure_itself(ecb: EcbRates, code: str) -> None:
    for rate in (found(ecb, code, "EUR", LAST_DAY), found(ecb, "EUR", code, LAST_DAY)):
        assert (rate.base, rate.quote) == ("EUR", code)
        assert rate.value == Decimal(LAST["rates"][code])


def test_half_a_penny_at_a_published_rate_of_the_euro_is_rounded_up(ecb: EcbRates) -> None:
    factor = RateTable(date(2026, 10, 30), ecb).factor("EUR", "GBP")
    assert factor is not None
    assert round_half_up(3925 * factor, 2) == Decimal("3272.67")  # 0.8338 × 3,925 = 3,272.665


def test_the_file_of_the_last_day_says_what_the_history_says(
    ecb: EcbRates, history_alone: EcbRates
) -> None:
    assert ecb.currencies(LAST_DAY) == tuple(SHIPPED)
    assert history_alone.currencies(LAST_DAY) == ecb.currencies(LAST_DAY)
    for one in SHIPPED:
        for other in ("EUR", "GBP", "INR"):
            for on in (LAST_DAY, LAST_DAY + timedelta(days=3)):
                assert history_alone.rate(one, other, on) == ecb.rate(one, other, on)


def test_a_currency_has_no_rate_to_itself(ecb: EcbRates) -> None:
    assert ecb.rate("GBP", "GBP", LAST_DAY) is None
    assert RateTable(LAST_DAY, ecb).factor("GBP", "GBP") == 1


def test_before_its_first_day_a_currency_has_no_rate(ecb: EcbRates) -> None:
    assert ecb.rate("GBP", "INR", FIRST_DAY_OF_RUPEES - timedelta(days=1)) is None
    assert found(ecb, "GBP", "INR", FIRST_DAY_OF_RUPEES).date == FIRST_DAY_OF_RUPEES
    assert ecb.rate("GBP", "USD", FIRST_DAY - timedelta(days=1)) is None
    assert found(ecb, "GBP", "USD", FIRST_DAY).date == FIRST_DAY
    assert ecb.rate("GBP", "USD", date(1900, 1, 1)) is None


@pytest.mark.parametrize(("code", "last"), [("RUB", date(2022, 3, 1)), ("BGN", date(2025, 12, 31))])
def test_a_series_that_has_ended_says_nothing_about_today(
    ecb: EcbRates, code: str, last: date
) -> None:
    assert found(ecb, "GBP", code, last).date == last
    assert found(ecb, "GBP", code, last + timedelta(days=2)).date == last
    assert ecb.rate("GBP", code, last + timedelta(days=30)) is None
    assert ecb.rate("GBP", code, LAST_DAY) is None
    assert code in ecb.currencies(last)
    assert code not in ecb.currencies(LAST_DAY)


def test_a_gap_within_a_series_is_not_bridged(ecb: EcbRates) -> None:
    """No krona was published from December 2008 to January 2018."""
    assert ecb.rate("ISK", "GBP", date(2012, 6, 1)) is None
    assert "ISK" not in ecb.currencies(date(2012, 6, 1))
    assert found(ecb, "ISK", "GBP", date(2018, 2, 1)).date == date(2018, 2, 1)


@pytest.mark.parametrize("code", ["AED", "XXX", "HRK", "", "gbp"])
def test_a_currency_without_rates_has_none(ecb: EcbRates, code: str) -> None:
    for on in (LAST_DAY, date(2020, 1, 2)):
        assert ecb.rate(code, "GBP", on) is None
        assert ecb.rate("GBP", code, on) is None


@pytest.mark.parametrize("on", [LAST_DAY, date(2020, 2, 29), date(2001, 5, 7)])
def test_every_currency_on_offer_has_a_rate_and_an_iso_code(ecb: EcbRates, on: date) -> None:
    codes = ecb.currencies(on)
    assert list(codes) == sorted(set(codes))
    for code in codes:
        assert code in MINOR_DIGITS
        assert code == "EUR" or ecb.rate(code, "EUR", on) is not None


def test_the_last_day_needs_no_history(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("the history was loaded")

    monkeypatch.setattr("exodesk.storage.ecb._history", refuse)
    fresh = EcbRates(resource("rates.json"))
    assert fresh.rate("GBP", "INR", LAST_DAY) is not None
    assert "INR" in fresh.currencies(date(2030, 1, 1))
    with pytest.raises(AssertionError, match="history"):
        fresh.rate("GBP", "INR", LAST_DAY - timedelta(days=1))


def test_the_value_has_28_digits_whatever_the_context(ecb: EcbRates) -> None:
    with localcontext() as context:
        context.prec = 3
        rate = found(ecb, "GBP", "INR", LAST_DAY)
    assert len(rate.value.as_tuple().digits) == 28
    exact = Fraction(LAST["rates"]["INR"]) / Fraction(LAST["rates"]["GBP"])
    assert abs(Fraction(rate.value) - exact) < Fraction(LEAST)


class TestTheDayThatWasFetched:
    @pytest.fixture
    def kept(self, tmp_path: Path) -> Path:
        return tmp_path / "data" / "ecb-rates.xml"

    @pytest.fixture
    def fetched(self, kept: Path) -> EcbRates:
        return EcbRates(resource("rates.json"), kept).keeping(feed(NEXT_DAY, INR="107"))

    def test_counts_from_its_date_on_and_the_shipped_ones_before(self, fetched: EcbRates) -> None:
        rate = found(fetched, "EUR", "INR", NEXT_DAY + timedelta(days=2))
        assert rate == Rate("EUR", "INR", Decimal("107"), NEXT_DAY, SOURCE)
        before = found(fetched, "EUR", "INR", NEXT_DAY - timedelta(days=1))
        assert (before.date, before.value) == (LAST_DAY, Decimal(LAST["rates"]["INR"]))
        assert found(fetched, "EUR", "INR", date(2024, 12, 25)).date == date(2024, 12, 24)

    def test_is_there_at_the_next_start_as_it_came(self, fetched: EcbRates, kept: Path) -> None:
        assert kept.read_bytes() == feed(NEXT_DAY, INR="107")
        again = EcbRates(resource("rates.json"), kept)
        assert again.rate("GBP", "INR", NEXT_DAY) == fetched.rate("GBP", "INR", NEXT_DAY)

    def test_does_not_count_beside_newer_shipped_ones(self, kept: Path) -> None:
        old = EcbRates(resource("rates.json"), kept).keeping(feed(date(2026, 10, 1), INR="90"))
        assert found(old, "EUR", "INR", NEXT_DAY).date == LAST_DAY
        assert old.newest(NEXT_DAY) == EcbRates(resource("rates.json")).newest(NEXT_DAY)

    def test_that_is_damaged_leaves_the_shipped_ones(self, fetched: EcbRates, kept: Path) -> None:
        kept.write_bytes(kept.read_bytes()[:200])
        assert found(EcbRates(resource("rates.json"), kept), "GBP", "INR", NEXT_DAY).date == (
            LAST_DAY
        )

    def test_leaves_a_currency_that_it_lacks_ten_days_and_no_longer(self, kept: Path) -> None:
        for days, wanted in ((10, LAST_DAY), (11, None)):
            day = LAST_DAY + timedelta(days=days)
            rates = EcbRates(resource("rates.json"), kept).keeping(feed(day, without=("SEK",)))
            rate = rates.rate("GBP", "SEK", day)
            assert (None if rate is None else rate.date) == wanted
            assert "SEK" not in rates.currencies(day)

    def test_that_cannot_be_kept_changes_nothing(self, fetched: EcbRates, kept: Path) -> None:
        blocked = kept / "beneath a file.xml"
        rates = EcbRates(resource("rates.json"), blocked)
        with pytest.raises(NotWrittenError):
            rates.keeping(feed())
        assert found(rates, "GBP", "INR", NEXT_DAY).date == LAST_DAY
        assert kept.read_bytes() == feed(NEXT_DAY, INR="107")


class TestTheLastYear:
    def test_holds_every_published_rate_and_no_other(self, ecb: EcbRates, package: Any) -> None:
        first = LAST_DAY - timedelta(days=365)
        year = ecb.since("GBP", "INR", first)
        assert [rate.date for rate in year] == sorted({rate.date for rate in year})
        assert (year[0].date, year[-1].date) == (first, LAST_DAY)
        assert len(year) > 250
        for rate in year:
            own = package.convert(Decimal(1), "GBP", "INR", rate.date)
            assert abs(rate.value - own) < LEAST

    def test_ends_with_the_day_that_was_fetched(self, tmp_path: Path) -> None:
        rates = EcbRates(resource("rates.json"), tmp_path / "ecb.xml").keeping(feed(NEXT_DAY))
        assert [r.date for r in rates.since("GBP", "INR", LAST_DAY)] == [LAST_DAY, NEXT_DAY]

    def test_passes_over_days_without_a_rate(self, ecb: EcbRates) -> None:
        assert ecb.since("GBP", "RUB", LAST_DAY - timedelta(days=30)) == ()
