"""The shipped catalogue, read as plain JSON: valid, sourced, printed as its sources print it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from exodesk.domain.entries import (
    Concern,
    ExosomeSource,
    Family,
    Per,
    Route,
    SourceKind,
    Tax,
)
from exodesk.paths import data_file
from exodesk.storage.catalogue_file import read_catalogue

Row = dict[str, Any]

TEXT = data_file().read_text(encoding="utf-8")
CATALOGUE: Row = json.loads(TEXT)
SOURCES: dict[str, Row] = {source["id"]: source for source in CATALOGUE["sources"]}
ENTRIES: dict[str, Row] = {entry["id"]: entry for entry in CATALOGUE["entries"]}

ENTRY_KEYS = {
    *("id", "kind", "name", "family", "provider", "country", "routes", "concerns"),
    *("exosome_source", "offers", "sessions", "interval", "downtime", "onset", "lasts", "pack"),
    *("use", "included", "cautions", "side_effects", "claims", "notes"),
}
OFFER_KEYS = {
    *("price", "per", "sessions", "every", "times", "redeemable", "tax", "tax_rate", "source"),
    *("date", "as_printed"),
}
FAMILIES = {word.value for word in Family}
ROUTES = {word.value for word in Route}
CONCERNS = {word.value for word in Concern}
EXOSOME_SOURCES = {word.value for word in ExosomeSource}
PER = {word.value for word in Per}
TAX = {word.value for word in Tax}
SOURCE_KINDS = {word.value for word in SourceKind}
RANGES = ("sessions", "interval", "downtime", "onset", "lasts")
REMARKS = ("included", "cautions", "side_effects", "notes")

AMOUNT = re.compile(r"(0|[1-9]\d*)(\.\d+)?")
DURATION = re.compile(r"\d+(\.\d+)? (hour|day|week|month|year)")
CONTENT = re.compile(r"\d+(\.\d+)? (ml|l|mg|g|kg)")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
HOURS = {"hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760}
CODE = re.compile(r"""[{}<>\\`=;|]|": |',|",|https?:|&\w+;""")
SENTENCE = re.compile(r"[.!?…,:;]$|[a-z]{3}\. [A-Z]|\b(is|are|was|were|will|should|would)\b", re.I)
ADVICE = re.compile(r"\b(un)?(safe|suitable)\b|\b(safest|recommended|ideal|winner)\b", re.I)

each_entry = pytest.mark.parametrize("entry", ENTRIES.values(), ids=list(ENTRIES))


def bounds(figure: Row) -> list[Any]:
    return [figure[end] for end in ("low", "high") if figure[end] is not None]


def priced(entry: Row) -> bool:
    return any(bounds(offer["price"]) for offer in entry["offers"])


def figures_and_texts(entry: Row) -> Iterator[tuple[str, Row]]:
    """Everything an entry states, each of which needs a source."""
    for offer in entry["offers"]:
        yield "offers", offer
    for name in (*RANGES, "pack", "use"):
        if entry.get(name) is not None:
            yield name, entry[name]
    for name in (*REMARKS, "claims"):
        for item in entry.get(name) or ():
            yield name, item


def figures_printed(text: str) -> set[Decimal]:
    """The numbers in a printed phrase; ``1,50,000`` is one number, ``zero`` is one too."""
    found = {Decimal(number.replace(",", "")) for number in NUMBER.findall(text)}
    return found | {Decimal(0)} if re.search(r"\bzero\b", text, re.I) else found


def printed_phrases(entry: Row) -> Iterator[tuple[str, list[str]]]:
    """The printed phrase of each price, pack and downtime with the figures it must hold."""
    for offer in entry["offers"]:
        if bounds(offer["price"]):
            yield offer["as_printed"], bounds(offer["price"])
    if entry.get("pack"):
        yield entry["pack"]["as_printed"], [entry["pack"]["amount"]]
    if entry.get("downtime"):
        yield entry["downtime"]["as_printed"], bounds(entry["downtime"])


def is_a_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        return False
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day) <= date.fromisoformat(CATALOGUE["updated"])


def in_hours(duration: str) -> Decimal:
    number, unit = duration.split()
    return Decimal(number) * HOURS[unit]


def test_the_file_says_what_it_is() -> None:
    assert CATALOGUE["format"] == "exodesk-catalogue"
    assert CATALOGUE["version"] == 1
    assert is_a_date(CATALOGUE["updated"])
    assert not TEXT.startswith("\ufeff")


def test_each_entry_and_each_source_has_a_line_and_an_id_of_its_own() -> None:
    starts = [line[:8] for line in TEXT.splitlines()].count('{"id": "')
    assert len(SOURCES) + len(ENTRIES) == starts
    assert len(SOURCES) == len(CATALOGUE["sources"])
    assert len(ENTRIES) == len(CATALOGUE["entries"])
    assert all(SLUG.fullmatch(name) for name in (*SOURCES, *ENTRIES))


def test_the_program_reads_every_entry_without_a_problem() -> None:
    loaded = read_catalogue(data_file())
    assert loaded.problems == ()
    assert [entry.id for entry in loaded.catalogue.entries] == list(ENTRIES)


def test_no_amount_is_a_float() -> None:
    def refuse(number: str) -> None:
        raise AssertionError(f"{number} is a float")

    json.loads(TEXT, parse_float=refuse)


def test_every_source_can_be_named_and_every_address_opens_in_a_browser() -> None:
    for source in SOURCES.values():
        assert source["kind"] in SOURCE_KINDS, source
        assert source["title"].strip(), source
        assert source["date"] is None or is_a_date(source["date"]), source
        assert source["url"] is None or re.fullmatch(r"https?://[^\s\"<>]+", source["url"]), source


def test_every_source_is_used() -> None:
    used = set()
    for entry in ENTRIES.values():
        for _name, item in figures_and_texts(entry):
            used |= {item["source"], *item.get("contradicted_by", ())}
    assert used == set(SOURCES)


@each_entry
def test_an_entry_keeps_to_the_words_of_the_format(entry: Row) -> None:
    assert set(entry) <= ENTRY_KEYS
    assert entry["kind"] in {"treatment", "product"}
    assert entry["name"].strip()
    assert entry["family"] in FAMILIES
    assert set(entry["routes"]) <= ROUTES
    assert set(entry["concerns"]) <= CONCERNS
    assert entry.get("exosome_source") in EXOSOME_SOURCES | {None}
    assert (entry["family"] != "exosome") or entry.get("exosome_source")
    for place in (entry.get("provider") or {}, entry):
        assert re.fullmatch(r"[A-Z]{2}", place.get("country") or "GB")


@each_entry
def test_an_offer_has_a_price_in_order_and_says_what_it_buys(entry: Row) -> None:
    for offer in entry["offers"]:
        price = offer["price"]
        assert set(offer) <= OFFER_KEYS
        assert offer["per"] in PER
        assert re.fullmatch(r"[A-Z]{3}", price["currency"])
        assert all(AMOUNT.fullmatch(amount) for amount in bounds(price))
        assert bounds(price) == sorted(bounds(price), key=Decimal)
        assert (offer["per"] == "course") == isinstance(offer.get("sessions"), int)
        assert offer.get("every") is None or DURATION.fullmatch(offer["every"])
        assert offer["per"] not in {"consultation", "patch-test"} or "redeemable" in offer
        assert offer["tax"] in TAX
        assert offer["date"] is None or is_a_date(offer["date"])


@each_entry
def test_a_range_has_its_ends_in_order_and_in_units(entry: Row) -> None:
    for name in RANGES:
        ends = bounds(entry[name]) if entry.get(name) else []
        if name == "sessions":
            assert all(isinstance(end, int) and end >= 1 for end in ends)
            assert ends == sorted(ends)
        else:
            assert all(DURATION.fullmatch(end) for end in ends), ends
            assert ends == sorted(ends, key=in_hours)
        assert ends or not entry.get(name)
    for name in ("pack", "use"):
        assert not entry.get(name) or CONTENT.fullmatch(entry[name]["amount"])


@each_entry
def test_every_figure_and_every_text_has_its_source(entry: Row) -> None:
    for name, item in figures_and_texts(entry):
        assert item["source"] in SOURCES, name
        assert set(item.get("contradicted_by", ())) <= set(SOURCES), name


@each_entry
def test_a_printed_phrase_holds_its_figures_and_is_neither_sentence_nor_code(entry: Row) -> None:
    for phrase, figures in printed_phrases(entry):
        wanted = {Decimal(figure.split()[0]) for figure in figures}
        assert wanted <= figures_printed(phrase), phrase
        assert len(phrase) <= 90, phrase
        assert not CODE.search(phrase), phrase
        assert not SENTENCE.search(phrase), phrase


@each_entry
def test_no_word_of_advice_stands_outside_a_claim(entry: Row) -> None:
    texts = [entry["name"], *(item["text"] for name in REMARKS for item in entry.get(name) or ())]
    for text in texts:
        assert not ADVICE.search(text), text
    for claim in entry.get("claims") or ():
        assert claim["by"].strip()


@each_entry
def test_no_working_mark_is_left_in_an_entry(entry: Row) -> None:
    assert not re.search(r"\b(UK|IN|MT|MP|INP)-\d|CONFLICT|DOUBTFUL|DUPLICATE", json.dumps(entry))


def test_there_is_enough_to_compare() -> None:
    with_price = [entry for entry in ENTRIES.values() if priced(entry)]
    in_rupees = [
        entry
        for entry in with_price
        if any(
            offer["price"]["currency"] == "INR" and bounds(offer["price"])
            for offer in entry["offers"]
        )
    ]
    packs = [entry for entry in with_price if entry["kind"] == "product" and entry.get("pack")]
    monthly = [entry for entry in with_price if "month" in {o["per"] for o in entry["offers"]}]
    assert len(with_price) >= 120
    assert len(in_rupees) >= 35
    assert len({entry["family"] for entry in ENTRIES.values()}) >= 12
    assert len(packs) >= 8
    assert len(monthly) >= 3


def has_a_total_with_two_ends(entry: Row) -> bool:
    """How many are bought is known at both ends, and what one costs has an upper end."""
    treatment = entry["kind"] == "treatment"
    ways = {"session", "course", "month"} if treatment else {"pack", "month"}
    offers = [offer for offer in entry["offers"] if offer["per"] in ways]
    known = [offer for offer in offers if len(bounds(offer["price"])) == 2]
    sized = {"course", "month"} & {offer["per"] for offer in offers}
    if treatment:
        return bool(known and (sized or None not in ends_of(entry, "sessions")))
    return bool(known and (sized or (entry.get("pack") and entry.get("use"))))


def ends_of(entry: Row, name: str) -> list[Any]:
    figure = entry.get(name) or {"low": None, "high": None}
    return [figure["low"], figure["high"]]


def test_most_priced_entries_have_a_total_with_two_ends() -> None:
    with_price = [entry for entry in ENTRIES.values() if priced(entry)]
    two_ended = [entry for entry in with_price if has_a_total_with_two_ends(entry)]
    assert len(two_ended) > len(with_price) / 2


def test_a_provider_has_one_entry_for_a_treatment() -> None:
    names = [
        (entry["name"].casefold(), entry["provider"]["name"], entry["provider"].get("city"))
        for entry in ENTRIES.values()
        if entry.get("provider")
    ]
    assert sorted({name for name in names if names.count(name) > 1}, key=str) == []


def test_the_guide_price_of_injections_is_a_range_per_session() -> None:
    entry = ENTRIES["exosome-injections-guide-gb"]
    [offer] = entry["offers"]
    assert offer["price"] == {"low": "1500", "high": "4000", "currency": "GBP"}
    assert offer["per"] == "session"
    assert entry["country"] == "GB"
    assert "provider" not in entry


def test_liquid_gold_has_a_lowest_price_only_and_its_claims_are_a_clinicians() -> None:
    entry = ENTRIES["liquid-gold-new-delhi"]
    [offer] = entry["offers"]
    assert offer["price"] == {"low": "23500", "high": None, "currency": "INR"}
    assert entry["exosome_source"] == "autologous"
    claims = {claim["text"]: claim for claim in entry["claims"]}
    approved = claims["US FDA-approved"]
    assert "Sethi" in approved["by"]
    assert {SOURCES[name]["kind"] for name in approved["contradicted_by"]} == {"regulator"}
    assert any("96 %" in text and "20 to 30 %" in text for text in claims)


@pytest.mark.parametrize(
    "name",
    [
        *("Exosome Lighten", "Exosome Smooth", "Exosome Rejuvenate", "Liquid Gold", "ContōR"),
        *("Advancexo", "Influennz Skin & Hair Clinic", "City Skin Clinic", "ISAAC Luxe"),
        *("Isya Aesthetics", "The Bombay Skin Clinic", "Yavana Aesthetics"),
    ],
)
def test_what_the_articles_name_has_an_entry(name: str) -> None:
    named = [f"{e['name']} {(e.get('provider') or {}).get('name', '')}" for e in ENTRIES.values()]
    assert any(name in text for text in named)


def test_a_price_on_request_stays_unknown() -> None:
    [offer] = ENTRIES["exosome-therapy-isaac-luxe"]["offers"]
    assert bounds(offer["price"]) == []
    assert offer["per"] == "session"


def test_a_claim_about_consistency_stands_beside_the_source_that_differs() -> None:
    claims = ENTRIES["exosome-therapy-guide"]["claims"]
    [consistent] = [claim for claim in claims if "consistent" in claim["text"]]
    assert consistent["contradicted_by"]
    assert consistent["source"] not in consistent["contradicted_by"]


def test_the_split_face_figure_is_kept_as_a_claim() -> None:
    assert any("11.3 %" in claim["text"] for claim in ENTRIES["exosomes-contor"]["claims"])
