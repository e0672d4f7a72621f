from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.countries import COUNTRIES
from exodesk.domain.entries import (
    Claim,
    Entry,
    Family,
    Kind,
    Per,
    Provider,
    Remark,
    SourceKind,
    Stated,
    Tax,
)
from exodesk.domain.money import PriceRange
from exodesk.imports.form_problems import field_name, waiting_text
from exodesk.imports.form_reading import FormReading, read_form
from exodesk.imports.form_texts import EntryContext, fresh_texts, texts_of
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.translation import spoken_in
from exodesk.wording.countries import country_named
from exodesk.wording.vocabulary import country_name
from tests import strategies
from tests.builders import RATE_DAY, RATES, SOURCE, course, duration_range, offer, session_count

CONTEXT = EntryContext(RATES, Assumptions(), "GBP", RATE_DAY, (SOURCE,), frozenset())
LANGUAGES = ("en_GB", "en_IN", "hi")
OTHER = replace(SOURCE, id="src-b", title="A letter", publisher=None)


def typed(base: Entry | None = None, **fields: str) -> FormReading:
    """What a form says once ``fields`` are typed into it; ``offer_0_price`` is one of them."""
    texts = fresh_texts(CONTEXT) if base is None else texts_of(base, CONTEXT)
    for key, text in fields.items():
        name = key.replace("_", ".", 2) if key.startswith(("offer_", "claim_")) else key
        texts[name] = text
    return read_form(texts, base, CONTEXT)


def refused(reading: FormReading) -> list[str]:
    return [problem.key for problem in reading.problems]


@given(strategies.entries(), st.sampled_from(LANGUAGES))
def test_an_untouched_entry_stays_the_same(entry: Entry, tongue: str) -> None:
    with spoken_in(tongue):
        reading = read_form(texts_of(entry, CONTEXT), entry, CONTEXT)
    assert (reading.entry, reading.sources, reading.problems) == (entry, (), ())


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_shipped_entries_stay_the_same_and_read_back_from_their_texts(tongue: str) -> None:
    path = Path(__file__).resolve().parents[2] / "data" / "products.json"
    catalogue = read_catalogue(path).catalogue
    context = replace(CONTEXT, sources=tuple(catalogue.sources.values()))
    assert len(catalogue.entries) > 100
    for entry in catalogue.entries:
        with spoken_in(tongue):
            texts = texts_of(entry, context)
            assert read_form(texts, entry, context).entry == entry
            anew = {key: text for key, text in texts.items() if not key.endswith(".base")}
            again = read_form(anew, None, context)
        assert again.problems == ()
        assert [(each.price, each.per, each.sessions, each.tax) for each in again.seen.offers] == [
            (each.price, each.per, each.sessions, each.tax) for each in entry.offers
        ]
        for name in ("sessions", "interval", "downtime", "onset", "lasts", "pack", "use"):
            was, found = getattr(entry, name), getattr(again.seen, name)
            assert (was is None) is (found is None)
            assert was is None or replace(found, stated=was.stated) == was


@given(strategies.prices(), st.sampled_from(LANGUAGES))
def test_a_price_reads_back_from_its_text(price: PriceRange, tongue: str) -> None:
    entry = Entry("x", Kind.TREATMENT, "X", Family.PEEL, offers=(offer("1 GBP"),))
    entry = replace(entry, offers=(replace(entry.offers[0], price=price),))
    with spoken_in(tongue):
        text = texts_of(entry, CONTEXT)["offer.0.price"]
    ends = [end for end in (price.low, price.high) if end is not None]
    if not ends or any(end != round(end, 2) for end in ends):
        return  # on request has no currency; half a penny is no price that anybody types
    with spoken_in(tongue):
        found = typed(name="X", offer_0_price=text).seen.offers[0].price
    assert (found.low, found.high, found.currency) == (price.low, price.high, price.currency)


@given(st.dictionaries(st.sampled_from(sorted(texts_of(
    Entry("x", Kind.TREATMENT, "X", Family.PEEL, Provider("C", "L", "GB"),
          offers=(offer("3 GBP"), course(3, "9 GBP")), sessions=session_count("3"),
          downtime=duration_range("2 day"), claims=(Claim("a", "b"),), notes=(Remark("n"),)),
    CONTEXT))), st.text(max_size=12)))  # fmt: skip
@settings(max_examples=200)
def test_whatever_is_typed_is_read_or_refused_in_words(fields: dict[str, str]) -> None:
    reading = read_form(fields, None, CONTEXT)
    assert (reading.entry is None) is bool(reading.problems)
    assert all(problem.sentence and field_name(problem.key) for problem in reading.problems)
    assert bool(waiting_text(reading.problems)) is bool(reading.problems)


def test_a_new_entry_cites_its_source_and_keeps_the_words_of_its_price() -> None:
    reading = typed(
        name="PRP",
        clinic="Clinic",
        city="Mumbai",
        country="India",
        source="Asha",
        source_kind="written-quote",
        date="22 Nov 2026",
        downtime="1-2 days",
        offer_0_price="1-1.5 lakh",
    )
    assert reading.entry is not None
    found = reading.entry.offers[0]
    assert found.price == PriceRange(Decimal(100_000), Decimal(150_000), "INR")
    assert found.stated == Stated("own-source-asha", "2026-11-22", "1-1.5 lakh")
    assert reading.entry.id == "own-prp"
    assert reading.entry.downtime is not None
    assert reading.entry.downtime.stated == Stated("own-source-asha")
    (source,) = reading.sources
    assert (source.kind, source.title, source.date) == (
        SourceKind.WRITTEN_QUOTE,
        "Asha",
        "2026-11-22",
    )


def test_an_entry_without_source_can_be_saved() -> None:
    reading = typed(name="PRP", offer_0_price="£120")
    assert reading.entry is not None
    assert reading.entry.offers[0].stated.source is None


def test_a_known_source_is_cited_and_a_link_is_a_page() -> None:
    known = typed(name="PRP", offer_0_price="£1", source="price list, clinic")
    assert known.entry is not None
    assert (known.entry.offers[0].stated.source, known.sources) == ("src-a", ())
    (page,) = typed(name="PRP", source="https://example.com/prices").sources
    assert (page.kind, page.url) == (SourceKind.PAGE, "https://example.com/prices")


def test_what_kind_a_new_source_is_must_be_said() -> None:
    reading = typed(name="PRP", source="Asha")
    assert refused(reading) == ["source_kind"]
    assert [way.key for way in reading.problems[0].ways] == ["source_kind"] * 3


def test_a_changed_price_is_new_and_the_rest_keeps_its_sources() -> None:
    base = Entry(
        "x",
        Kind.TREATMENT,
        "PRP",
        Family.PRP,
        offers=(offer("120 GBP", source="src-a", date="2025", as_printed="120 pounds"),),
        sessions=session_count("3", source="src-a"),
        notes=(Remark("Old", Stated("src-a", as_printed="old")),),
    )
    reading = typed(base, offer_0_price="from £130", source="Told", source_kind="paid", date="2026")
    assert reading.entry is not None
    assert reading.entry.offers[0].stated == Stated("own-source-told", "2026", "from £130")
    assert (reading.entry.sessions, reading.entry.notes) == (base.sessions, base.notes)


def test_a_source_given_later_stands_for_the_figures_that_had_none() -> None:
    base = Entry(
        "x",
        Kind.TREATMENT,
        "PRP",
        Family.PRP,
        offers=(offer("120 GBP"),),
        sessions=session_count("3"),
        downtime=duration_range("2 day", source="src-b"),
    )
    reading = typed(base, source="Price list, Clinic")
    assert reading.entry is not None
    assert [stated.source for stated in reading.entry.figures()] == ["src-a", "src-a", "src-b"]


def test_a_line_that_stays_keeps_its_source_and_a_new_one_gets_that_of_the_form() -> None:
    kept = Remark("numbing cream", Stated("src-b"))
    base = Entry("x", Kind.TREATMENT, "PRP", Family.PRP, included=(kept, Remark("tea")))
    reading = typed(base, included="mask\nnumbing cream\n", source="Price list, Clinic")
    assert reading.entry is not None
    assert reading.entry.included == (Remark("mask", Stated("src-a")), kept)


def test_what_the_price_says_it_buys_counts_and_a_choice_against_it_is_refused() -> None:
    free = typed(name="PRP", offer_0_price="3 for £400")
    assert free.entry is not None
    assert (free.entry.offers[0].per, free.entry.offers[0].sessions) == (Per.COURSE, 3)
    against = typed(name="PRP", offer_0_price="3 for £400", offer_0_per="session")
    assert refused(against) == ["offer.0.per"]
    assert against.problems[0].ways[0].text == "course"


def test_a_course_takes_its_size_from_the_sessions_or_asks() -> None:
    given_size = typed(name="PRP", offer_0_price="£400", offer_0_per="course", sessions="4")
    assert given_size.entry is not None
    assert given_size.entry.offers[0].sessions == 4
    unknown = typed(name="PRP", offer_0_price="£400", offer_0_per="course")
    assert refused(unknown) == ["offer.0.size"]


@pytest.mark.parametrize(
    ("fields", "key", "way"),
    [
        ({"offer_0_price": "£300-"}, "offer.0.price", "from £300"),
        ({"offer_0_price": "£180-£120"}, "offer.0.price", "£120 - £180"),
        ({"offer_0_price": "120"}, "offer.0.price", "£120"),
        ({"offer_0_price": "1,5", "country": "GB"}, "offer.0.price", None),
        ({"offer_0_price": "NaN"}, "offer.0.price", None),
        ({"offer_0_price": "1e999"}, "offer.0.price", None),
        ({"offer_0_price": "£" + "9" * 400}, "offer.0.price", None),
        ({"offer_0_price": "-5"}, "offer.0.price", None),
        ({"sessions": "0"}, "sessions", None),
        ({"downtime": "a few"}, "downtime", None),
        ({"downtime": "3-1 days"}, "downtime", "1 day - 3 day"),
        ({"country": "Indai"}, "country", "India"),
        ({"city": "Pune"}, "clinic", ""),
        ({"date": "31/02/2026"}, "date", None),
        ({"name": "\u200b \u2060"}, "name", None),
        ({"name": "\ud800"}, "name", None),
        ({"name": "a\x00"}, "name", None),
        ({"use": "0 ml a day", "kind": "product"}, "use", None),
        ({"offer_0_price": "£1", "offer_0_tax": "excluded", "offer_0_tax_rate": "0.2"},
         "offer.0.tax_rate", "20"),
    ],
)  # fmt: skip
def test_a_refusal_names_its_field_and_offers_a_way_out(
    fields: dict[str, str], key: str, way: str | None
) -> None:
    reading = typed(None, **{"name": "PRP", **fields})
    assert key in refused(reading)
    problem = reading.problem(key)
    assert problem is not None
    assert problem.sentence
    assert way is None or way in [each.text for each in problem.ways]
    assert reading.entry is None


def test_every_way_out_of_a_price_leads_to_a_price() -> None:
    for text in ("£300-", "£180-£120", "120", "₹2 lakh - 1 lakh"):
        problem = typed(name="PRP", offer_0_price=text).problem("offer.0.price")
        assert problem is not None
        assert problem.ways
        for way in problem.ways:
            assert typed(name="PRP", offer_0_price=way.text).entry is not None


def test_a_price_with_its_tax_is_offered_with_the_fields_of_the_tax_filled() -> None:
    problem = typed(name="PRP", offer_0_price="Rs 5000 + 18% GST").problem("offer.0.price")
    assert problem is not None
    whole, alone = problem.ways
    assert whole.label == "“rs 5000”, tax: to be added 18 %"
    also = (("offer.0.tax", "excluded"), ("offer.0.tax_rate", "18"))
    assert (whole.key, whole.text, whole.also) == ("offer.0.price", "rs 5000", also)
    assert (alone.label, alone.also) == ("Only “rs 5000”", ())


def test_a_bare_number_takes_the_currency_of_the_country_but_never_against_the_old_one() -> None:
    found = typed(name="PRP", country="India", offer_0_price="5000").seen.offers[0]
    assert found.price.currency == "INR"
    base = Entry("x", Kind.TREATMENT, "P", Family.PRP, own_country="IN", offers=(offer("9 USD"),))
    assert refused(typed(base, offer_0_price="10")) == ["offer.0.price"]


def test_a_further_price_is_from_the_forms_source_unless_it_says_otherwise() -> None:
    reading = typed(
        name="PRP",
        offer_0_price="£150",
        offer_1_price="3 for £400",
        offer_1_source="=",
        offer_2_price="£30",
        offer_2_per="consultation",
        offer_2_redeemable="yes",
        offer_2_date="2025",
        offer_1_tax="included",
        source="Price list, Clinic",
    )
    assert reading.entry is not None
    single, three, fee = reading.entry.offers
    assert three.stated == Stated("src-a", "2026-01-15", "3 for £400")
    assert (fee.stated.source, fee.stated.date, fee.redeemable) == (None, "2025", True)
    assert (single.tax, three.tax) == (Tax.UNKNOWN, Tax.INCLUDED)


def test_what_is_typed_over_an_old_entry_counts_and_not_what_stood_there() -> None:
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=False)
    base = Entry("x", Kind.TREATMENT, "P", Family.PRP, offers=(offer("9 GBP"), fee))
    reading = typed(base, name="Other name", offer_1_redeemable="yes")
    assert reading.entry is not None
    assert reading.entry.name == "Other name"
    assert [each.redeemable for each in reading.entry.offers] == [None, True]
    kept = typed(base, offer_1_price="£60").entry
    assert kept is not None
    assert kept.offers[1].redeemable is False


def test_a_row_whose_price_is_emptied_is_gone() -> None:
    base = Entry("x", Kind.TREATMENT, "P", Family.PRP, offers=(offer("9 GBP"), course(3, "20 GBP")))
    reading = typed(base, offer_0_price="")
    assert reading.entry is not None
    assert reading.entry.offers == base.offers[1:]


def test_a_changed_claim_is_the_forms_and_its_maker_can_be_changed() -> None:
    base = Entry(
        "x", Kind.TREATMENT, "P", Family.PRP,
        claims=(Claim("heals", "a clinic", Stated("src-b"), ("src-a",)),),
    )  # fmt: skip
    same_text = typed(base, claim_0_by="a doctor").seen.claims
    assert same_text == (Claim("heals", "a doctor", Stated("src-b"), ("src-a",)),)
    assert refused(typed(base, claim_0_text="")) == ["claim.0.text"]


def test_every_country_is_read_back_from_its_name() -> None:
    assert [code for code in COUNTRIES if country_named(country_name(code)) != code] == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "P"}, ""),
        ({"name": "P", "downtime": "x"}, "Save waits for one field: Downtime"),
        ({"downtime": "x"}, "Save waits for two fields: Name and Downtime"),
        (
            {"downtime": "x", "sessions": "0", "country": "?"},
            "Save waits for 4 fields: Name is the first",
        ),
    ],
)
def test_what_saving_waits_for_is_said(fields: dict[str, str], sentence: str) -> None:
    assert waiting_text(typed(None, **fields).problems) == sentence
