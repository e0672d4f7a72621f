from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from exodesk.domain.entries import Per
from exodesk.imports.price_text import (
    PriceTextError,
    WhichCurrencyError,
    read_price,
)

POUND, RUPEE = "GBP", "INR"

READ = [
    ("£120–£180", "120", "180", POUND),
    ("£120-180", "120", "180", POUND),
    ("120 to 180 GBP", "120", "180", POUND),
    ("£1,500—£4,000", "1500", "4000", POUND),
    ("between £100 and £200", "100", "200", POUND),
    ("from £350", "350", None, POUND),
    ("From £350", "350", None, POUND),
    ("£300+", "300", None, POUND),
    ("starting at 15k INR", "15000", None, RUPEE),
    ("Rs.5,500/- onwards", "5500", None, RUPEE),
    ("up to ₹5k", None, "5000", RUPEE),
    ("<£200", None, "200", POUND),
    ("max £99.50", None, "99.50", POUND),
    ("₹1,50,000", "150000", "150000", RUPEE),
    ("₹150,000", "150000", "150000", RUPEE),
    ("1.5 lakh", "150000", "150000", RUPEE),
    ("1.25 lakhs", "125000", "125000", RUPEE),
    ("1-1.5 lakh", "100000", "150000", RUPEE),
    ("₹1.5 lakh – 1.8 lakh", "150000", "180000", RUPEE),
    ("50000-1 lakh", "50000", "100000", RUPEE),
    ("2 crore", "20000000", "20000000", RUPEE),
    ("1 lakh GBP", "100000", "100000", POUND),
    ("Rs. 12k", "12000", "12000", RUPEE),
    ("Rs 2500 only", "2500", "2500", RUPEE),
    ("5500/-", "5500", "5500", RUPEE),
    ("INR 1,500/-", "1500", "1500", RUPEE),
    ("£5500/-", "5500", "5500", POUND),
    ("₹१,५०,०००", "150000", "150000", RUPEE),
    ("1.5 लाख", "150000", "150000", RUPEE),
    ("1.5 लाख से 2 लाख", "150000", "200000", RUPEE),
    ("रु ५००", "500", "500", RUPEE),
    ("£0", "0", "0", POUND),
    ("£\u00a0120", "120", "120", POUND),
    ("150 pounds", "150", "150", POUND),
    ("€90", "90", "90", "EUR"),
    ("90 AED", "90", "90", "AED"),
    ("KWD 1.500", "1.500", "1.500", "KWD"),
    ("£1.2k", "1200", "1200", POUND),
]


@pytest.mark.parametrize(("text", "low", "high", "currency"), READ)
def test_a_price_is_read_as_it_is_meant(
    text: str, low: str | None, high: str | None, currency: str
) -> None:
    price = read_price(text, None).price
    assert price.currency == currency
    assert (price.low, price.high) == tuple(None if x is None else Decimal(x) for x in (low, high))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("120", "120", "120"),
        ("1,50,000", "150000", "150000"),
        ("१,५०,०००", "150000", "150000"),
        ("900-1.2k", "900", "1200"),
        ("from 350", "350", None),
        ("0", "0", "0"),
    ],
)
def test_a_bare_number_takes_the_currency_given_or_asks(
    text: str, low: str, high: str | None
) -> None:
    price = read_price(text, RUPEE).price
    assert (price.low, price.high) == (Decimal(low), None if high is None else Decimal(high))
    assert price.currency == RUPEE
    with pytest.raises(WhichCurrencyError, match="Which currency") as caught:
        read_price(text, None)
    pounds, rupees = (read_price(way.text, None).price for way in caught.value.ways_out)
    assert (pounds.currency, rupees.currency) == (POUND, RUPEE)
    assert (pounds.low, rupees.high) == (price.low, price.high)


def test_what_was_taken_for_granted_is_said() -> None:
    assert read_price("1-1.5 lakh", None).assumed == (
        "“1-1.5 lakh” was read as 100,000 to 150,000.",
    )
    assert read_price("₹1.5 lakh – 1.8 lakh", None).assumed == ()


@pytest.mark.parametrize(
    ("text", "per", "sessions", "low"),
    [
        ("3 for £400", Per.COURSE, 3, "400"),
        ("£400 for 3 sessions", Per.COURSE, 3, "400"),
        ("course of 6: £900", Per.COURSE, 6, "900"),
        ("package of 4 sessions - £500", Per.COURSE, 4, "500"),
        ("6 sessions £900", Per.COURSE, 6, "900"),
        ("£900 (6 sessions)", Per.COURSE, 6, "900"),
        ("£150 for 1 session", Per.SESSION, None, "150"),
        ("₹2,000 per session", Per.SESSION, None, "2000"),
        ("£150 a treatment", Per.SESSION, None, "150"),
        ("£49.99 per month", Per.MONTH, None, "49.99"),
        ("£49.99 pcm", Per.MONTH, None, "49.99"),
        ("£30 per bottle", Per.PACK, None, "30"),
        ("£30", None, None, "30"),
    ],
)
def test_what_the_price_buys_is_read_with_it(
    text: str, per: Per | None, sessions: int | None, low: str
) -> None:
    reading = read_price(text, None)
    assert (reading.per, reading.sessions) == (per, sessions)
    assert reading.price.low == reading.price.high == Decimal(low)


@pytest.mark.parametrize("text", ["POA", "p.o.a.", "Price on request", "on consultation"])
def test_a_price_on_request_is_no_number(text: str) -> None:
    assert read_price(text, RUPEE).price.on_request
    assert read_price(text, RUPEE).price.currency == RUPEE


@pytest.mark.parametrize("text", ["free", "Free of charge", "nil", "complimentary"])
def test_free_is_an_exact_nothing(text: str) -> None:
    price = read_price(text, RUPEE).price
    assert price.low == price.high == 0
    assert not price.on_request


@pytest.mark.parametrize(
    ("text", "sentence", "way"),
    [
        ("£300-", "I can't read the upper price", "from £300"),
        ("£180-£120", "below the lower one", "£120 - £180"),
        ("£120 + VAT", "field of its own", "£120"),
        ("₹900 incl. 18% GST", "field of its own", "₹900"),
    ],
)
def test_a_refusal_offers_a_way_out(text: str, sentence: str, way: str) -> None:
    with pytest.raises(PriceTextError, match=sentence) as caught:
        read_price(text, None)
    assert [offered.text for offered in caught.value.ways_out] == [way]
    assert read_price(way, None).price.low is not None


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "1,5", "1.500,00", "1.500", "£1.500", "NaN", "Infinity", "1e5", "1_000", "0x10"),
        *("£5 - ₹10", "£ ₹ 5", "-5", "£-5", "- £5", "½", "£½", "5²", "१2", "١٢٠", "1,23,4567"),
        *("12,34", "1,,000", "was £150 now £99", "10%", "12/2025", "02079460958", "9876543210"),
        *("£00120", "1 500", "1'500", "100 - 200 - 300", "£100/£200", "~£500", "approx £500"),
        *(
            "3 x £150",
            "1 to 3 for £400",
            "50-1 lakh",
            "1.5 lakh - 2",
            "A$50",
            "50 xyz",
            "£",
            "lakh",
        ),
        *(
            "1,500/-.50",
            "course of 0: £5",
            "course of 9999: £5",
            "£99.999",
            "<b>5</b>",
            "=1+1",
            "lakh",
        ),
        *("£" + "9" * 40, "x" * 5000, "\u202e£5 x", "5\x00"),
    ],
)
@pytest.mark.parametrize("currency", [None, "GBP"])
def test_what_is_no_price_or_could_be_two_is_refused(text: str, currency: str | None) -> None:
    with pytest.raises(PriceTextError) as caught:
        read_price(text, currency)
    assert str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


amounts = st.decimals(min_value=0, max_value=9_999_999, places=2)
styles = st.sampled_from(
    [
        ("£{low:,.2f}–£{high:,.2f}", POUND),
        ("£{low:.2f} to £{high:.2f}", POUND),
        ("{low:.2f} - {high:.2f} INR", RUPEE),
        ("between ₹{low:,.2f} and ₹{high:,.2f}", RUPEE),
        ("Rs. {low:.2f} से {high:.2f}", RUPEE),
    ]
)


@given(amounts, amounts, styles)
def test_a_range_printed_in_any_of_the_styles_reads_back(
    one: Decimal, other: Decimal, style: tuple[str, str]
) -> None:
    low, high = sorted((one, other))
    price = read_price(style[0].format(low=low, high=high), None).price
    assert (price.low, price.high, price.currency) == (low, high, style[1])


def refusal(text: str, currency: str | None) -> PriceTextError | None:
    try:
        read_price(text, currency)
    except PriceTextError as refused:
        return refused
    return None


@given(st.text(st.sampled_from("0123456789.,-–£₹ ktolakhRs/+%fromupe१०"), max_size=14))
@example("£1-")
@example("1-")
def test_no_text_gives_a_price_below_nothing_or_a_way_out_that_leads_nowhere(text: str) -> None:
    refused = refusal(text, "GBP")
    if refused is not None:
        assert str(refused)
        for way in refused.ways_out:
            read_price(way.text, "GBP")
        return
    price = read_price(text, "GBP").price
    for end in (price.low, price.high):
        if end is not None:
            assert end.is_finite()
            assert end >= 0
    if price.low is not None and price.high is not None:
        assert price.low <= price.high


@given(st.text(max_size=40))
def test_any_text_at_all_is_read_or_refused_in_words(text: str) -> None:
    refused = refusal(text, None)
    assert refused is None or str(refused)


@given(amounts, st.sampled_from(["£{0:.2f}", "from £{0:.2f}", "up to £{0:.2f}", "3 for £{0:.2f}"]))
def test_reading_is_the_same_in_any_case_and_with_any_spaces(amount: Decimal, style: str) -> None:
    text = style.format(amount)
    assume(read_price(text, None))
    assert read_price(text, None) == read_price(text.upper(), None)
    assert read_price(text, None) == read_price(f"  {text.replace(' ', '   ')} ", None)
