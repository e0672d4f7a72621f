from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from exodesk.domain.entries import Per, Tax
from exodesk.imports import price_text
from exodesk.imports.price_text import (
    PriceTextError,
    TaxedPriceError,
    WhichCurrencyError,
    read_price,
)
from exodesk.translation import use_language

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
    ("£120-£180.", "120", "180", POUND),
    ("£120 − £180", "120", "180", POUND),
    ("£120 ‒ £180", "120", "180", POUND),
    ("\u2066£120\u2069 – \u2066£180\u2069", "120", "180", POUND),
    ("£\u202f1,500", "1500", "1500", POUND),
    ("from 120 to 180 GBP", "120", "180", POUND),
    ("2to3 lakh", "200000", "300000", RUPEE),
    ("between 1 and 1.5 lakh", "100000", "150000", RUPEE),
    ("over £200", "200", None, POUND),
    ("£350 and above", "350", None, POUND),
    ("5500/- onwards", "5500", None, RUPEE),
    ("₹500 से शुरू", "500", None, RUPEE),
    ("2 लाख तक", None, "200000", RUPEE),
    ("₹5,000 से", "5000", None, RUPEE),
    ("₹5,000 से ₹8,000 तक", "5000", "8000", RUPEE),
    ("Rs.5,500/- to Rs.6,500/-", "5500", "6500", RUPEE),
    ("5500/- - 6500/-", "5500", "6500", RUPEE),
    ("Rs.1.5 lakh/-", "150000", "150000", RUPEE),
    ("₹1500.00/-", "1500", "1500", RUPEE),
    ("₹1.5L", "150000", "150000", RUPEE),
    ("₹1-1.5L", "100000", "150000", RUPEE),
    ("₹1.2 Cr", "12000000", "12000000", RUPEE),
    ("1.5 lakh rupees", "150000", "150000", RUPEE),
    ("१२० से १८० रुपये", "120", "180", RUPEE),
    ("2 करोड\u093c", "20000000", "20000000", RUPEE),
    ("2 करो\u095c", "20000000", "20000000", RUPEE),
    ("£１２０", "120", "120", POUND),
    ("₨ 500", "500", "500", RUPEE),
    ("$100 AUD", "100", "100", "AUD"),
    ("Rs 500 PKR", "500", "500", "PKR"),
    ("US$ 90", "90", "90", "USD"),
    ("₹12-15k", "12000", "15000", RUPEE),
    ("£500-1,500", "500", "1500", POUND),
    ("£3.00-4,000", "3.00", "4000", POUND),
    ("£3-£4,000", "3", "4000", POUND),
    ("1000-£1000000", "1000", "1000000", POUND),
    ("£900-£1.2k", "900", "1200", POUND),
    ("9999999999999 GBP", "9999999999999", "9999999999999", POUND),
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
        "“1-1.5 lakh” was read as ₹1,00,000 – ₹1,50,000.",
    )
    assert read_price("₹1.5 lakh – 1.8 lakh", None).assumed == ()
    assert read_price("$100", None).assumed == ("“$” was read as US dollars.",)
    assert read_price("£900 (6 sessions)", None).assumed == (
        "“£900 (6 sessions)” was read as the price of all 6 sessions.",
    )


def test_a_sign_that_several_currencies_share_is_that_of_the_column() -> None:
    for text, currency in (("$100", "AUD"), ("Rs. 500", "PKR"), ("£5", "EGP")):
        reading = read_price(text, currency)
        assert reading.price.currency == currency
        assert reading.assumed == ()
    assert read_price("₹500", "PKR").price.currency == RUPEE
    assert read_price("£5", RUPEE).price.currency == POUND


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
        ("£400 for 3", Per.COURSE, 3, "400"),
        ("6 sessions for £150", Per.COURSE, 6, "150"),
        ("£900 (course of 6)", Per.COURSE, 6, "900"),
        ("course of 6 - £900", Per.COURSE, 6, "900"),
        ("course of 6, £6,900", Per.COURSE, 6, "6900"),
        ("₹1.5 lakh per course", Per.COURSE, None, "150000"),
        ("£900 for the full course", Per.COURSE, None, "900"),
        ("single session £150", Per.SESSION, None, "150"),
        ("5500/- per sitting", Per.SESSION, None, "5500"),
        ("1 session @ £150", Per.SESSION, None, "150"),
        ("£49.99/mo", Per.MONTH, None, "49.99"),
        ("₹5,000 प्रति सेशन", Per.SESSION, None, "5000"),
        ("प्रति सेशन ₹5,000", Per.SESSION, None, "5000"),
        ("3 सेशन: ₹12,000", Per.COURSE, 3, "12000"),
        ("₹999 प्रति माह", Per.MONTH, None, "999"),
    ],
)
def test_what_the_price_buys_is_read_with_it(
    text: str, per: Per | None, sessions: int | None, low: str
) -> None:
    reading = read_price(text, None)
    assert (reading.per, reading.sessions) == (per, sessions)
    assert reading.price.low == reading.price.high == Decimal(low)


@pytest.mark.parametrize(
    "text", ["POA", "p.o.a.", "(POA)", "POR", "Price on request", "on consultation"]
)
def test_a_price_on_request_is_no_number(text: str) -> None:
    assert read_price(text, RUPEE).price.on_request
    assert read_price(text, RUPEE).price.currency == RUPEE


@pytest.mark.parametrize(
    "text", ["free", "FREE!", "Free of charge", "nil", "मुफ्त", "मु\u095e\u094dत"]
)
def test_free_is_an_exact_nothing(text: str) -> None:
    price = read_price(text, RUPEE).price
    assert price.low == price.high == 0
    assert not price.on_request


@pytest.mark.parametrize(
    ("text", "sentence", "ways"),
    [
        ("£300-", "I can't read the upper price", ["from £300"]),
        ("£300 – per session", "I can't read the upper price", ["from £300 per session"]),
        ("course of 3: £300-", "I can't read the upper price", ["course of 3: from £300"]),
        ("-£300", "never below 0", ["up to £300"]),
        ("to £300", "I can't read the lower price", ["up to £300"]),
        ("£180-£120", "below the lower one", ["£120 - £180"]),
        ("KWD 180-120", "below the lower one", ["120 - KWD 180"]),
        ("£120 + VAT", "field of its own", ["£120"]),
        ("₹900 incl. 18% GST", "field of its own", ["₹900"]),
        ("₹900 inclusive of all taxes", "field of its own", ["₹900"]),
        ("£120 (VAT extra)", "field of its own", ["£120"]),
        ("£120 + 20%", "field of its own", ["£120"]),
        ("£3-4,000", "start at £3,000 or at £3", ["£3,000 - 4,000", "£3.00 - 4,000"]),
        ("1.5-£2,000", "start at 1,500 or at 1.5", ["1,500 - £2,000", "1.50 - £2,000"]),
        ("6 sessions at £150", "each session", ["£150 per session", "6 sessions for £150"]),
        ("from £350-£500", "two things", ["£350 - £500", "from £350"]),
        ("from 1-1.5 lakh", "two things", ["1 - 1.5 lakh"]),
        ("£5 - ₹10", "two currencies", ["£5", "₹10"]),
        ("was £150 now £99", "not a price", ["£150", "£99"]),
        ("approx £500", "how much", ["£500"]),
        ("approx. 20000", "how much", ["20000"]),
        ("~ £200-300 per session", "how much", ["£200-300 per session"]),
        ("around 1.5 lakh", "how much", ["1.5 lakh"]),
        ("c. £300", "how much", ["£300"]),
        ("about us", "how much", []),
        ("1,5", "not a price", ["1.5"]),
        ("1.500", "not a price", ["1,500", "1.50"]),
        ("£1.500,00", "not a price", ["£1,500.00"]),
        ("£ 1 500", "not a price", ["£ 1,500"]),
        ("1'500", "not a price", ["1,500"]),
        ("1.5L", "not a price", ["1.5 lakh"]),
        ("500 CR", "not a price", ["500 crore"]),
        ("50% off £200", "not a price", []),
        ("\u202e£921", "not a price", []),
        ("9876543210", "not a price", []),
    ],
)
def test_a_refusal_offers_ways_out(text: str, sentence: str, ways: list[str]) -> None:
    with pytest.raises(PriceTextError, match=sentence) as caught:
        read_price(text, POUND)
    assert [offered.text for offered in caught.value.ways_out] == ways
    assert all(offered.label for offered in caught.value.ways_out)


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
        *("course of 6900", "course of 6,900", "course of 6 900", "course of 6-8", "400 for 3"),
        *("3 for 3", "120\u00ad180", "1\u206350", "300 all", "try 300", "12-2025", "50000-5 crore"),
        *("£120" + " x" * 120, "£120 or £180", "£120 USD", "₹500 PKR", "1 lakh 50 thousand"),
        *(
            "£1.500k",
            "2 /-k",
            "KWD 1.5000",
            "buy 2 get 1 free",
            "free - £50",
            "£5 - -£3",
            "300 gel",
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
whole = st.integers(1, 9_999_999)
dashes = st.sampled_from([*"-‐‑‒–—―−", " - ", " – ", "\u00a0–\u00a0", " to ", " TO "])
signs = st.sampled_from(
    [("£{}", POUND), ("GBP {}", POUND), ("{} pounds", POUND), ("₹ {}", RUPEE), ("Rs.{}/-", RUPEE)]
)


def in_lakhs(number: int) -> str:
    head, tail = divmod(number, 1000)
    if not head:
        return str(number)
    pairs = []
    while head >= 100:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02}")
    return ",".join([str(head), *reversed(pairs), f"{tail:03}"])


def in_hindi(text: str) -> str:
    return text.translate({ord("0") + digit: chr(0x0966 + digit) for digit in range(10)})


groupings = st.sampled_from([str, "{:,}".format, in_lakhs, lambda n: in_hindi(in_lakhs(n))])
around = st.sampled_from(
    [
        ("{}", None, None),
        ("{} per session", Per.SESSION, None),
        ("{}/month", Per.MONTH, None),
        ("3 for {}", Per.COURSE, 3),
        ("course of 6: {}", Per.COURSE, 6),
        ("{} for 4 sessions", Per.COURSE, 4),
    ]
)


@given(whole, whole, signs, dashes, groupings, around, st.booleans())
def test_a_range_printed_in_any_of_the_styles_reads_back(
    one: int,
    other: int,
    sign: tuple[str, str],
    dash: str,
    grouping: Callable[[int], str],
    words: tuple[str, Per | None, int | None],
    signs_on_both: bool,
) -> None:
    low, high = sorted((one, other))
    assume(signs_on_both or low >= 1000 or high < 1000 * low)  # £3-4,000 is asked about
    ends = [
        sign[0].format(grouping(end)) if signs_on_both else grouping(end) for end in (low, high)
    ]
    if not signs_on_both:
        ends[1] = sign[0].format(ends[1])
    text = words[0].format(dash.join(ends))
    assume(not (re.search("[०-९]", text) and re.search("[0-9]", text)))
    reading = read_price(text, None)
    assert (reading.price.low, reading.price.high) == (Decimal(low), Decimal(high))
    assert (reading.price.currency, reading.per, reading.sessions) == (sign[1], *words[1:])


@given(amounts, st.sampled_from(["{}", "from {}", "{} onwards", "{}+", "up to {}", "<{}"]), signs)
def test_a_price_of_any_state_reads_back(
    amount: Decimal, words: str, sign: tuple[str, str]
) -> None:
    assume("/-" not in sign[0])
    price = read_price(words.format(sign[0].format(f"{amount:,.2f}")), None).price
    low = None if words.startswith(("up", "<")) else amount
    high = amount if words in ("{}", "up to {}", "<{}") else None
    assert (price.low, price.high, price.currency) == (low, high, sign[1])


@given(
    st.decimals(min_value="0.01", max_value=999, places=2),
    st.sampled_from(
        [("lakh", 5), ("Lakhs", 5), ("लाख", 5), ("lac", 5), ("crore", 7), ("करोड़", 7), ("k", 3)]
    ),
)
def test_a_scaled_number_reads_back(number: Decimal, scale: tuple[str, int]) -> None:
    price = read_price(f"{number} {scale[0]}", RUPEE).price
    assert price.low == price.high == number.scaleb(scale[1])
    assert price.currency == RUPEE


def refusal(text: str, currency: str | None) -> PriceTextError | None:
    try:
        read_price(text, currency)
    except PriceTextError as refused:
        return refused
    return None


WORDS = (
    *("£", "₹", "Rs.", "GBP", "INR", "$", "KWD", "ALL", "1", "2", "3", "50", "120", "1,500", "1.5"),
    *("1,50,000", "1.500", "0", "00", "१", "५०", "-", "–", " to ", "से", "from ", "up to ", "+"),
    *(
        "/-",
        "k",
        "L",
        " lakh",
        " crore",
        " for ",
        " sessions",
        " per session",
        "/month",
        " a course",
    ),
    *(
        "course of ",
        " (3 sessions)",
        " @ ",
        " + VAT",
        "18%",
        " only",
        "<",
        "between ",
        " and ",
        " ",
    ),
    *(".", ",", "'", "POA", "free", "x", "½", "²", "\u00ad", "\u202e", "\u200b", "\x00", "\ud800"),
)
texts = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)


@settings(max_examples=400)
@given(texts, st.sampled_from([None, POUND, RUPEE, "KWD"]))
@example("£1-", None)
@example("1-", None)
def test_no_text_gives_a_price_below_nothing_or_a_way_out_that_leads_nowhere(
    text: str, currency: str | None
) -> None:
    refused = refusal(text, currency)
    if refused is not None:
        assert str(refused)
        assert str(refused).isprintable()
        for way in refused.ways_out:
            assert way.label.isprintable()
            read_price(way.text, currency or POUND)
        return
    reading = read_price(text, currency)
    for end in (reading.price.low, reading.price.high):
        if end is not None:
            assert type(end) is Decimal
            assert end.is_finite()
            assert end >= 0
    if reading.price.low is not None and reading.price.high is not None:
        assert reading.price.low <= reading.price.high
    if reading.sessions is not None:
        assert reading.per is Per.COURSE
        assert reading.sessions > 1


@settings(max_examples=400)
@given(texts)
def test_the_currency_asked_for_changes_nothing_else(text: str) -> None:
    refused = refusal(text, None)
    if isinstance(refused, WhichCurrencyError):
        for way, currency in zip(refused.ways_out, (POUND, RUPEE), strict=True):
            meant, read = read_price(text, currency), read_price(way.text, None)
            assert (read.price, read.per, read.sessions) == (meant.price, meant.per, meant.sessions)


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


@pytest.mark.parametrize("piece", ["£1 ", "1,", "1.5-", "to ", "course of 6 ", "(", " ", "रु", "/-"])
def test_a_long_text_is_refused_at_once(piece: str) -> None:
    began = time.perf_counter()
    assert refusal(piece * (190 // len(piece)) + "x", None)
    assert refusal(piece * 100_000 + "x", None)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    ("text", "price", "tax", "rate"),
    [
        ("Rs 5000 + 18% GST", "rs 5000", Tax.EXCLUDED, "18"),
        ("£120 + VAT", "£120", Tax.EXCLUDED, ""),
        ("£120 + 20%", "£120", Tax.EXCLUDED, "20"),
        ("₹900 incl. 18% GST", "₹900", Tax.INCLUDED, ""),
        ("₹900 inclusive of all taxes", "₹900", Tax.INCLUDED, ""),
        ("£120 (VAT extra)", "£120", Tax.EXCLUDED, ""),
        ("£120 VAT not included", "£120", Tax.EXCLUDED, ""),
        ("£120 VAT exempt", "£120", Tax.EXEMPT, ""),
    ],
)
def test_what_a_text_says_of_the_tax_is_kept_for_its_own_field(
    text: str, price: str, tax: Tax, rate: str
) -> None:
    with pytest.raises(TaxedPriceError) as caught:
        read_price(text, POUND)
    assert (caught.value.price, caught.value.tax, caught.value.tax_rate) == (price, tax, rate)


@pytest.fixture
def hindi() -> Iterator[None]:
    use_language("hi")
    yield
    use_language("en")


@pytest.mark.usefixtures("hindi")
@pytest.mark.parametrize(
    ("text", "offered", "low", "high"),
    [
        ("£300-", "£300 से", "300", None),
        ("-£300", "£300 तक", None, "300"),
        ("₹1.5 लाख- प्रति सेशन", "₹1.5 लाख से प्रति सेशन", "150000", None),
    ],
)
def test_a_reader_is_offered_words_of_the_own_language_that_read_as_they_say(
    text: str, offered: str, low: str | None, high: str | None
) -> None:
    with pytest.raises(PriceTextError) as refused:
        read_price(text, None)
    assert [way.text for way in refused.value.ways_out] == [offered]
    price = read_price(offered, None).price
    assert (price.low, price.high) == (amount(low), amount(high))


@pytest.mark.parametrize("words", ["ab {low}", "up to {low}"], ids=["no price", "another price"])
def test_words_of_a_language_that_read_as_something_else_are_not_offered(
    monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.setattr(price_text, "_", lambda text: {"from {low}": words}.get(text, text))
    with pytest.raises(PriceTextError) as refused:
        read_price("£300-", None)
    assert [way.text for way in refused.value.ways_out] == ["from £300"]


def amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
