from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from exodesk.domain.assumptions import Assumptions, LineKey, UnknownTax
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.cost_lines import End
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry, Per, SessionCount, Tax
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Bounds, Money, minor_digits, round_half_up
from exodesk.domain.quotes.amounts import option_amounts, quote_amounts
from exodesk.domain.quotes.issuing import issue
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import (
    EXTRAS,
    Discount,
    LineKind,
    QuoteLine,
    TaxTerms,
    entry_line,
    travel_line,
)
from exodesk.domain.quotes.quote import LETTERS, Beside, Option, Quote
from exodesk.domain.quotes.rows import ObstacleKind, OptionAmounts, Row, Sums
from exodesk.domain.rates import RateTable
from tests import strategies
from tests.builders import (
    NO_RATES,
    RATE_DAY,
    RATES,
    bounds,
    course,
    entry,
    offer,
    price,
    product,
    rates,
)
from tests.quotes import changed, off, quote, sold
from tests.worked_entries import LEEDS, LONDON, MUMBAI, PEEL, RETINOID, VIAL

QUOTES = int(os.environ.get("EXODESK_QUOTES", "300"))


def amounts(draft: Quote, rates: RateTable = RATES) -> OptionAmounts:
    """Of the only option."""
    (found,) = quote_amounts(draft, rates)
    return found


def of_line(line: QuoteLine, rates: RateTable = RATES) -> tuple[Row, ...]:
    return amounts(quote(line), rates).rows


# Worked by hand


def test_a_price_without_tax_is_shown_with_it_and_in_the_second_currency() -> None:
    found = amounts(quote(LEEDS))
    (row,) = found.rows
    assert row.price == row.sums.net == bounds(600, 840)
    assert row.sums.tax == bounds(120, 168)
    assert found.total == bounds(720, 1008)
    assert (found.second_currency, found.second) == ("INR", bounds(86400, 120960))
    assert (row.tax, row.tax_rate, row.count and row.count.low) == (Tax.EXCLUDED, Decimal(20), 3)


def test_four_sessions_cost_a_third_more_than_three() -> None:
    line = changed(entry_line(LEEDS, Assumptions()), count=SessionCount(4, 4))
    assert amounts(quote(line)).total == bounds(960, 1344)


def test_travel_is_a_line_beside_the_entry() -> None:
    found = amounts(quote((MUMBAI, travel_line(Money.parse("420 GBP")))))
    assert [row.part for row in found.rows] == [LineKey.SESSIONS, LineKey.TRAVEL]
    assert found.total == bounds(720, 870)


def test_two_currencies_are_converted_each_and_never_summed() -> None:
    found = amounts(quote((PEEL, sold("Cream", "10 EUR"))), rates("GBP/INR=120", "EUR/GBP=0.85"))
    assert [row.sums.total for row in found.rows] == [bounds(100, 250), bounds("8.5", "8.5")]
    assert found.total == bounds("108.5", "258.5")
    assert {rate.pair for rate in found.rates} == {
        frozenset(("GBP", "INR")),
        frozenset(("EUR", "GBP")),
    }


def test_without_a_rate_there_is_no_total_and_the_option_says_why() -> None:
    found = amounts(quote((LEEDS, PEEL)), NO_RATES)
    assert found.total == Bounds(None, None)
    needs, second = found.obstacles
    assert (needs.kind, needs.line, needs.found) == (ObstacleKind.NEEDS_RATE, 1, "INR")
    assert str(needs.error()) == (
        "Option A has amounts in INR, and there is no rate to GBP. Set the rate, or take these"
        " amounts out."
    )
    assert second.kind is ObstacleKind.SECOND_NEEDS_RATE
    assert found.second is None


def test_a_lacking_second_rate_leaves_the_total() -> None:
    found = amounts(quote(LEEDS), NO_RATES)
    assert found.total == bounds(720, 1008)
    assert [each.kind for each in found.obstacles] == [ObstacleKind.SECOND_NEEDS_RATE]


def test_the_usual_second_currency() -> None:
    draft = quote(LEEDS)
    in_rupees = replace(draft, assumptions=Assumptions(currency="INR"))
    in_euros = replace(draft, assumptions=Assumptions(currency="EUR"))
    assert [q.second_currency for q in (draft, in_rupees, in_euros)] == ["INR", "GBP", "GBP"]
    assert replace(draft, beside=Beside.NONE).second_currency is None
    assert replace(draft, beside="EUR").second_currency == "EUR"
    assert replace(draft, beside="GBP").second_currency is None


def test_each_row_is_rounded_half_up_and_the_total_is_their_sum() -> None:
    found = amounts(quote([sold(f"Thing {n}", "0.005 GBP") for n in range(3)]))
    assert [row.sums.total.low for row in found.rows] == [Fraction(1, 100)] * 3
    assert found.total == bounds("0.03", "0.03"), "the exact sum would be shown as 0.02"


def test_tax_is_on_the_rounded_net() -> None:
    line = changed(sold("Thing", "0.125 GBP"), tax=TaxTerms(Tax.EXCLUDED, Decimal(20)))
    (row,) = of_line(line)
    assert row.sums == Sums(bounds("0.13", "0.13"), bounds("0.03", "0.03"), bounds("0.16", "0.16"))


def test_the_second_currency_is_the_shown_total_rounded_once() -> None:
    found = amounts(quote([sold("One", "0.005 GBP"), sold("Two", "0.005 GBP")]))
    assert found.total == bounds("0.02", "0.02")
    assert found.second == bounds("2.4", "2.4"), "of 0.01 it would be 1.20"


def test_an_empty_option_has_no_total() -> None:
    found = amounts(quote(()))
    assert (found.rows, found.obstacles) == ((), ())
    assert (found.total, found.second) == (Bounds(None, None), Bounds(None, None))


# How entries are bought


def test_the_cheapest_published_way_is_one_row() -> None:
    bought = entry("Laser", "150 GBP", course(3, "400 GBP"), sessions="4")
    (row,) = of_line(entry_line(bought, Assumptions()))
    assert row.price == bounds(550, 550)
    assert [(p.offer.per, p.count) for p in row.low_way] == [(Per.SESSION, 1), (Per.COURSE, 1)]
    assert row.unit is None


def test_prices_with_and_without_tax_in_one_row_share_the_tax_in_proportion() -> None:
    single = offer("150 GBP", tax=Tax.EXCLUDED, tax_rate="20")
    whole = replace(course(3, "400 GBP"), tax=Tax.INCLUDED)
    (row,) = of_line(entry_line(entry("Laser", single, whole, sessions="4"), Assumptions()))
    assert row.sums == Sums(bounds(550, 550), bounds(30, 30), bounds(580, 580))
    assert (row.tax, row.tax_rate) == (None, None)


def test_a_set_price_stands_in_place_of_the_published_one_with_its_tax() -> None:
    line = changed(entry_line(LEEDS, Assumptions()), price=price("300 GBP"), reason="longer")
    (row,) = of_line(line)
    assert row.unit == price("300 GBP")
    assert row.sums.total == bounds(1080, 1080)


def test_set_terms_of_tax_stand_in_place_of_the_stated_ones() -> None:
    line = changed(entry_line(MUMBAI, Assumptions()), tax=TaxTerms(Tax.EXCLUDED, Decimal(18)))
    (row,) = of_line(line)
    assert row.sums.total == bounds(354, 531)


def test_the_standard_rate_is_taken_where_none_is_stated_and_said_to_be() -> None:
    (row,) = of_line(entry_line(entry("Peel", offer("100 GBP", tax=Tax.EXCLUDED)), Assumptions()))
    assert (row.tax_rate, row.tax_assumed) == (Decimal(20), True)
    abroad = entry("Peel", offer("100 GBP", tax=Tax.EXCLUDED), country="FR", sessions="1")
    found = amounts(quote(abroad))
    assert found.total == bounds(100, None)


def test_unknown_tax_counts_as_the_quote_assumes() -> None:
    widened = quote(MUMBAI, assumptions=Assumptions(unknown_tax=UnknownTax.WIDEN))
    assert amounts(widened).total == bounds(300, 531)
    assert amounts(quote(MUMBAI)).total == bounds(300, 450)


def test_a_redeemable_fee_is_a_row_of_its_own_and_nets_out() -> None:
    found = amounts(quote(LONDON))
    assert [row.part for row in found.rows] == [LineKey.SESSIONS, LineKey.CONSULTATION]
    assert found.rows[1].sums.total == bounds(0, 0)
    assert found.total == bounds(750, 1050)


def test_what_is_left_out_of_a_line_is_no_row() -> None:
    clinic = entry("Peel", "100 GBP", offer("30 GBP", Per.CONSULTATION), sessions="1")
    line = entry_line(clinic, Assumptions())
    assert amounts(quote(line)).total == bounds(100, 130)
    without = changed(line, left_out=frozenset({LineKey.CONSULTATION}))
    assert amounts(quote(without)).total == bounds(100, 100)


def test_maintenance_is_a_row_with_its_own_number_of_sessions() -> None:
    lasting = entry("Peel", "100 GBP", sessions="2", interval="4 week", lasts="4-6 month")
    course_row, upkeep = of_line(entry_line(lasting, Assumptions()))
    assert course_row.price == bounds(200, 200)
    assert upkeep.count is not None
    assert (upkeep.count.low, upkeep.count.high) == (1, 2)
    assert upkeep.sums.total == bounds(100, 200)


def test_packs_are_as_many_as_the_horizon_takes_or_as_the_line_says() -> None:
    assert amounts(quote(RETINOID)).total == bounds(252, 252)
    two = changed(entry_line(RETINOID, Assumptions()), count=SessionCount(2, 2))
    (row,) = of_line(two)
    assert row.sums.total == bounds(72, 72)
    assert row.count is not None
    assert row.count.low == 2


def test_a_number_of_packs_is_enough_where_nobody_says_how_much_is_used() -> None:
    line = entry_line(product("Cream", "20-25 GBP", pack=None, use=None), Assumptions())
    assert amounts(quote(line)).total == bounds(20, None)
    assert amounts(quote(changed(line, count=SessionCount(2, 3)))).total == bounds(40, 75)


def test_payments_by_month_follow_from_the_plan_and_the_horizon() -> None:
    by_month = entry("Plan", offer("50 GBP", Per.MONTH, times=6))
    line = entry_line(by_month, Assumptions(sessions=SessionCount(3, 3)))
    assert amounts(quote(line)).total == bounds(300, 300), "sessions are no payments"
    refills = product("Refills", offer("20 GBP", Per.MONTH), pack=None, use=None)
    by_line = changed(entry_line(refills, Assumptions()), count=SessionCount(4, 4))
    assert amounts(quote(by_line)).total == bounds(80, 80)


def test_what_is_unknown_stays_unknown() -> None:
    (row,) = of_line(entry_line(VIAL, Assumptions()))
    assert (row.price, row.sums.total) == (bounds(None, None), bounds(None, None))
    from_on = amounts(quote((entry("Peel", "from 300 GBP", sessions="3"), sold("Cream", "9 GBP"))))
    assert from_on.total == bounds(909, None)
    up_to = amounts(quote((entry("Peel", "up to 300 GBP", sessions="3"), sold("Cream", "9 GBP"))))
    assert up_to.total == bounds(None, 909)


def test_a_fee_without_a_price_opens_the_high_end_and_adds_nothing_to_the_low() -> None:
    clinic = entry("Peel", "100 GBP", offer("on request GBP", Per.CONSULTATION), sessions="1")
    assert amounts(quote(clinic)).total == bounds(100, None)


# Discounts


def test_a_discount_on_a_line_is_off_the_price_before_tax() -> None:
    line = changed(entry_line(LEEDS, Assumptions()), discount=off("10 %"))
    (row,) = of_line(line)
    assert row.discount == bounds(60, 84)
    assert row.sums == Sums(bounds(540, 756), bounds(108, "151.2"), bounds(648, "907.2"))
    (row,) = of_line(changed(line, discount=off("50 GBP")))
    assert row.sums.total == bounds(660, 948)


def test_a_discount_on_an_option_is_off_what_is_paid() -> None:
    draft = quote((LEEDS, sold("Cream", "20 GBP")))
    option = replace(draft.options[0], discount=off("10 %"))
    found = amounts(replace(draft, options=(option,)))
    assert found.discount == Sums(bounds(62, 86), bounds(12, "16.8"), bounds(74, "102.8"))
    assert found.total == bounds(666, "925.2")


def test_a_discount_in_another_currency_is_converted() -> None:
    line = changed(entry_line(LEEDS, Assumptions()), discount=off("6000 INR"))
    (row,) = of_line(line)
    assert row.discount == bounds(50, 50)


def test_a_discount_above_the_price_at_either_end_leaves_no_total() -> None:
    line = changed(entry_line(LEEDS, Assumptions()), discount=off("600.01 GBP"))
    found = amounts(quote(line))
    (obstacle,) = found.obstacles
    assert found.total == Bounds(None, None)
    assert str(obstacle.error()) == (
        "Option A: the discount on “Leeds” is above its price. Make it smaller."
    )
    draft = quote(LEEDS)
    option = replace(draft.options[0], discount=off("721 GBP"))
    (obstacle,) = amounts(replace(draft, options=(option,))).obstacles
    assert str(obstacle.error()) == "Option A: the discount is above the total. Make it smaller."


def test_a_discount_of_the_whole_price_leaves_nothing_to_pay_and_no_tax() -> None:
    (row,) = of_line(changed(entry_line(LEEDS, Assumptions()), discount=off("100 %")))
    assert row.sums == Sums(bounds(0, 0), bounds(0, 0), bounds(0, 0))


# Any quote

_AMOUNTS = st.decimals(min_value=0, max_value=100_000, places=3)
_RATES = [
    rates("GBP/INR=120", "EUR/GBP=0.85", "EUR/INR=98.7654"),
    rates("GBP/INR=127.2295", "EUR/GBP=0.333333", "EUR/INR=41"),
]


@st.composite
def discounts(draw: DrawFn) -> Discount | None:
    if draw(st.booleans()):
        return None
    if draw(st.booleans()):
        return Discount(per_cent=draw(st.decimals(Decimal("0.01"), Decimal(100), places=2)))
    amount = draw(st.decimals(Decimal("0.01"), Decimal(500), places=2))
    return Discount(amount=Money(amount, draw(strategies.currencies)))


@st.composite
def terms(draw: DrawFn) -> TaxTerms | None:
    rate = st.none() | st.decimals(0, 100, places=2)
    return draw(st.none() | st.builds(TaxTerms, st.sampled_from(Tax), rate))


@st.composite
def lines(draw: DrawFn, entries: SearchStrategy[Entry]) -> QuoteLine:
    fewest = draw(st.integers(1, 8))
    count = SessionCount(fewest, fewest + draw(st.integers(0, 4)))
    kind = draw(st.sampled_from([LineKind.ENTRY, LineKind.ENTRY, LineKind.TRAVEL, LineKind.TEXT]))
    if kind is not LineKind.ENTRY:
        return QuoteLine(
            kind=kind,
            text="Thing",
            count=count,
            price=draw(strategies.prices()),
            discount=draw(discounts()),
            tax=draw(terms()),
        )
    return QuoteLine(
        kind=kind,
        entry=draw(entries),
        count=draw(st.none() | st.just(count)),
        price=draw(st.none() | strategies.prices()),
        left_out=draw(st.frozensets(st.sampled_from(sorted(EXTRAS, key=lambda e: e.value)))),
        discount=draw(discounts()),
        tax=draw(terms()),
    )


@st.composite
def options(draw: DrawFn) -> Option:
    made = draw(st.lists(lines(strategies.entries()), min_size=1, max_size=4))
    return Option("A", tuple(made), draw(discounts()))


@given(
    options(),
    strategies.assumptions(),
    st.sampled_from(_RATES),
    st.sampled_from([None, "INR", "JPY"]),
)
@settings(max_examples=QUOTES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_shown_rows_add_up_to_the_shown_total(
    option: Option, assumptions: Assumptions, rates: RateTable, second: str | None
) -> None:
    found = option_amounts(option, assumptions, rates, second)
    unit = Fraction(1, 10 ** minor_digits(assumptions.currency))
    for row in found.rows:
        for end in End:
            _adds_up(row, end, unit)
    if any(each.kind is not ObstacleKind.SECOND_NEEDS_RATE for each in found.obstacles):
        assert found.total == Bounds(None, None)
        return
    for part in ("net", "tax", "total"):
        for end in End:
            shown = end.of(getattr(found.sums, part))
            if shown is None:
                continue
            rows = [(row.needed, end.of(getattr(row.sums, part))) for row in found.rows]
            off = None if found.discount is None else end.of(getattr(found.discount, part))
            assert shown == sum((amount or 0 for _needed, amount in rows), -(off or 0))
            assert None not in [amount for needed, amount in rows if needed or end is End.HIGH]


def _adds_up(row: Row, end: End, unit: Fraction) -> None:
    price, off = end.of(row.price), end.of(row.discount)
    net, tax, total = (end.of(of) for of in (row.sums.net, row.sums.tax, row.sums.total))
    if price is None or off is None:
        assert (net, tax, total) == (None, None, None)
        return
    assert net == price - off
    assert total == (None if tax is None else net + tax)
    for amount in filter(None, (price, off, net, tax, total)):
        assert (amount / unit).denominator == 1, "to the minor unit"


@st.composite
def drafts(draw: DrawFn) -> Quote:
    """Of one to three options in any currency, with any second one beside it."""
    made = draw(st.lists(options(), min_size=1, max_size=3))
    assumptions = draw(strategies.assumptions())
    beside = draw(st.just(Beside.USUAL) | st.sampled_from(["INR", "EUR", "GBP"]))
    return replace(
        quote(assumptions=assumptions),
        options=tuple(
            replace(option, letter=letter) for option, letter in zip(made, LETTERS, strict=False)
        ),
        beside=beside,
    )


@given(drafts(), st.sampled_from(_RATES))
@settings(max_examples=QUOTES // 3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_second_currency_is_the_shown_total_at_the_frozen_rate_rounded_once(
    draft: Quote, rates: RateTable
) -> None:
    held = tuple(dict.fromkeys(line.entry for line in draft.lines() if line.entry is not None))
    known = {entry.id: entry for entry in held}
    try:
        made = issue(
            draft,
            "Q-2026-0001",
            RATE_DAY,
            Catalogue(entries=tuple(known.values())),
            rates,
            Letterhead(),
        )
    except ExodeskError:
        assert any(found.obstacles for found in quote_amounts(draft, rates)) or len(known) < len(
            held
        )
        return
    assert made.issued is not None
    frozen = RateTable(RATE_DAY, pinned=made.issued.rates)
    for found in quote_amounts(made, NO_RATES):
        if (second := made.second_currency) is None:
            assert found.second is None
            continue
        factor = frozen.factor(made.currency, second)
        assert factor is not None
        assert found.second is not None
        for shown, beside in (
            (found.total.low, found.second.low),
            (found.total.high, found.second.high),
        ):
            exact = None if shown is None else shown * factor
            digits = minor_digits(second)
            assert beside == (None if exact is None else Fraction(round_half_up(exact, digits)))


@given(strategies.entries(), strategies.assumptions(), st.sampled_from(_RATES))
@settings(max_examples=QUOTES, deadline=None)
def test_a_quoted_entry_costs_what_it_is_compared_at_but_for_rounding(
    one: Entry, assumptions: Assumptions, rates: RateTable
) -> None:
    # The tax of what is left out stays in a compared total; of a quote it is no part.
    assumptions = replace(assumptions, left_out=frozenset())
    compared = cost_of(one, assumptions, rates)
    option = Option("A", (entry_line(one, assumptions),))
    found = option_amounts(option, assumptions, rates, None)
    unit = Fraction(1, 10 ** minor_digits(assumptions.currency))
    slack = unit * (1 + len(found.rows))
    for quoted, exact in (
        (found.total.low, compared.total.low),
        (found.total.high, compared.total.high),
    ):
        assert (quoted is None) == (exact is None)
        if quoted is not None and exact is not None:
            assert abs(quoted - exact) <= slack
