"""Entries with something wrong: each fault is named in its place, and the good ones are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from exodesk.storage.catalogue_file import CatalogueFileError, read_catalogue
from tests.storage.documents import (
    document,
    entry,
    figure,
    ids,
    load,
    price,
    problem_of,
    saved,
    spoilt,
    text_of,
    without,
)

SPOILT: list[tuple[str, Any, str]] = [
    # wrong types
    ("id", 5, "must be text in quotes, not a whole number."),
    ("name", None, "must be text in quotes, not null."),
    ("name", ["Peel"], "must be text in quotes, not a list."),
    ("kind", 1, "must be text in quotes"),
    ("provider", "Clinic", "must be an object in braces or null, not text in quotes."),
    ("provider.city", 4, "must be text in quotes or null, not a whole number."),
    ("routes", "topical", "must be a list or null, not text in quotes."),
    ("routes[1]", 3, "must be text in quotes"),
    ("offers", {}, "must be a list or null, not an object in braces."),
    ("offers[1]", "£400", "must be an object in braces, not text in quotes."),
    ("offers[0].price", 150, "must be an object in braces, not a whole number."),
    ("offers[0].price.low", 150, "must be text in quotes or null, not a whole number."),
    ("offers[0].price.low", 149.99, "must be text in quotes or null, not a number."),
    ("offers[0].price.high", True, "must be text in quotes or null, not true or false."),
    ("offers[1].sessions", "3", "must be a whole number or null, not text in quotes."),
    ("offers[1].sessions", 3.0, "must be a whole number or null, not a number."),
    ("offers[3].redeemable", "yes", "must be true or false or null, not text in quotes."),
    ("offers[0].tax_rate", 12.5, "must be a whole number or text in quotes or null"),
    ("sessions", 3, "must be an object in braces or null, not a whole number."),
    ("sessions.low", "3", "must be a whole number or null, not text in quotes."),
    ("downtime.low", 24, "must be text in quotes or null, not a whole number."),
    ("included[0]", "cream", "must be an object in braces, not text in quotes."),
    ("side_effects[1].text", 7, "must be text in quotes, not a whole number."),
    ("claims[0].contradicted_by", "src-b", "must be a list or null, not text in quotes."),
    ("claims[0].contradicted_by[0]", 1, "must be text in quotes, not a whole number."),
    # what is missing or empty
    ("id", "", "must not be empty."),
    ("name", "", "must not be empty."),
    ("name", "x" * 10_001, "is too long."),
    ("provider.name", "", "must not be empty."),
    ("notes[0].text", "", "must not be empty."),
    # amounts
    ("offers[0].price.low", "-5", "“-5” is not an amount: a plain decimal from 0 up"),
    ("offers[0].price.high", "Infinity", "“Infinity” is not an amount"),
    ("offers[0].price.high", "NaN", "“NaN” is not an amount"),
    ("offers[0].price.low", "1e5", "“1e5” is not an amount"),
    ("offers[0].price.low", "1_000", "“1_000” is not an amount"),
    ("offers[0].price.low", "1,000", "“1,000” is not an amount"),
    ("offers[0].price.low", "£150", "“£150” is not an amount"),
    ("offers[0].price.low", "", "“” is not an amount"),
    ("offers[0].price.low", " 150", "“ 150” is not an amount"),
    ("offers[0].price.low", "150\n", "“150�” is not an amount"),
    ("offers[0].price.low", "१५०", "“१५०” is not an amount"),
    ("offers[0].price.low", "１５０", "“１５０” is not an amount"),
    ("offers[0].price.low", ".5", "“.5” is not an amount"),
    ("offers[0].price.low", "5.", "“5.” is not an amount"),
    ("offers[0].price.high", "1" * 21, f"“{'1' * 21}” is not an amount"),
    ("offers[0].price.high", f"0.{'1' * 21}", f"“0.{'1' * 21}” is not an amount"),
    ("offers[0].tax_rate", "-1", "“-1” is not an amount"),
    ("offers[0].tax_rate", -1, "-1 is below 0, the least that is possible."),
    ("offers[0].price.low", "201", ""),  # above its high: see the next test for the sentence
    ("sessions.low", 0, "0 is below 1, the least that is possible."),
    ("sessions.high", 1001, "1001 is above 1000, the most that is possible."),
    ("sessions.high", 10**30, f"{10**30} is above 1000, the most that is possible."),
    ("offers[1].sessions", 0, "0 is below 1"),
    ("offers[2].times", -3, "-3 is below 1"),
    # lengths of time and measures
    ("downtime.low", "1 fortnight", "“1 fortnight” is not a length of time such as 4 week"),
    ("downtime.low", "1  day", "“1  day” is not a length of time"),
    ("downtime.high", "-2 day", "“-2 day” is not a length of time"),
    ("downtime.high", "inf day", "“inf day” is not a length of time"),
    ("interval.low", "4weeks", "“4weeks” is not a length of time"),
    ("offers[2].every", "monthly", "“monthly” is not a length of time"),
    ("offers[2].every", "0 month", "must be above 0."),
    ("lasts.low", "0 day", "must be above 0."),
    ("pack.amount", "30 oz", "“30 oz” is not an amount such as 30 ml or 0.5 g."),
    ("pack.amount", "0 ml", "must be above 0."),
    ("use.amount", "nan ml", "“nan ml” is not an amount such as"),
    ("use.amount", "0.0 ml", "must be above 0."),
    ("use.per", "year", "“year” is not one of: day, week, month."),
    # words that nobody knows
    ("kind", "service", "“service” is not one of: treatment, product."),
    ("family", "Exosome", "“Exosome” is not one of: exosome, prp, stem-cell,"),
    ("routes[1]", "nasal", "“nasal” is not one of: topical, transdermal,"),
    ("concerns[0]", "aging", "“aging” is not one of: ageing, pigmentation,"),
    ("exosome_source", "alien", "“alien” is not one of: autologous, human-donor,"),
    ("offers[0].per", "visit", "“visit” is not one of: session, course, pack,"),
    ("offers[0].tax", "vat", "“vat” is not one of: included, excluded, exempt, unknown."),
    ("offers[0].price.currency", "XXX", "“XXX” is not a currency code such as GBP or INR."),
    ("offers[0].price.currency", "gbp", "“gbp” is not a currency code"),
    ("offers[0].price.currency", "£", "“£” is not a currency code"),
    ("country", "XX", "“XX” is not a country code such as GB or IN."),
    ("country", "UK", "“UK” is not a country code"),
    ("provider.country", "gb", "“gb” is not a country code"),
    ("provider.country", "ZZ", "“ZZ” is not a country code"),
    # dates and sources
    (
        "offers[0].date",
        "23 June 2026",
        "“23 June 2026” is not a date: YYYY, YYYY-MM or YYYY-MM-DD.",
    ),
    ("offers[0].date", "2026-02-30", "“2026-02-30” does not exist."),
    ("offers[0].price.date", "2026-13", "“2026-13” does not exist."),
    ("sessions.date", "0000", "“0000” does not exist."),
    ("offers[0].source", "src-z", "there is no source “src-z” in this file."),
    ("offers[0].price.source", "src-z", "there is no source “src-z” in this file."),
    ("downtime.source", "", "there is no source “” in this file."),
    ("side_effects[1].source", "src-z", "there is no source “src-z”"),
    ("claims[0].contradicted_by[0]", "src-z", "there is no source “src-z”"),
    # keys that this version does not know
    ("colour", "blue", "is not a key that this version knows."),
    ("offers[0].discount", 5, "is not a key that this version knows."),
    ("offers[0].price.amount", "5", "is not a key that this version knows."),
    ("provider.id", "x", "is not a key that this version knows."),
    ("provider.text", "x", "is not a key that this version knows."),
    ("use.price", None, "is not a key that this version knows."),
    ("claims[0].family", "other", "is not a key that this version knows."),
]


@pytest.mark.parametrize(("place", "value", "words"), SPOILT)
def test_a_bad_value_is_named_with_its_place_and_its_entry_alone_set_aside(
    tmp_path: Path, place: str, value: Any, words: str
) -> None:
    bad = spoilt(entry("bad"), place, value)
    loaded = load(tmp_path, document(entry("a"), bad, entry("c")))
    if words:
        assert problem_of(loaded).startswith(f"entries[1].{place}: {words}")
    assert ids(loaded) == ["a", "c"]
    (aside,) = loaded.set_aside
    assert aside.problem == loaded.problems[0]
    assert aside.name == (bad["id"] if isinstance(bad["id"], str) and bad["id"] else bad["name"])


@pytest.mark.parametrize(
    ("place", "low", "high", "sentence"),
    [
        ("offers[0].price", "201", "200", "low 201 is above high 200."),
        ("offers[0].price", "200.01", "200", "low 200.01 is above high 200."),
        ("sessions", 7, 6, "low 7 is above high 6."),
        ("downtime", "3 day", "48 hour", "low 3 day is above high 48 hour."),
        ("lasts", "13 month", "1 year", "low 13 month is above high 1 year."),
    ],
)
def test_a_low_above_its_high_is_named(
    tmp_path: Path, place: str, low: Any, high: Any, sentence: str
) -> None:
    bad = spoilt(spoilt(entry("bad"), f"{place}.low", low), f"{place}.high", high)
    loaded = load(tmp_path, document(bad, entry("good")))
    assert problem_of(loaded) == f"entries[0].{place}: {sentence}"
    assert ids(loaded) == ["good"]


@pytest.mark.parametrize(
    "place",
    [
        *("id", "kind", "name", "family", "provider.name"),
        *("offers[0].price", "offers[0].per"),
        *("offers[0].price.low", "offers[0].price.high", "offers[0].price.currency"),
        *("pack.amount", "use.amount", "use.per", "cautions[0].text"),
    ],
)
def test_a_required_key_that_is_missing_is_named(tmp_path: Path, place: str) -> None:
    loaded = load(tmp_path, document(entry("a"), without(entry("bad"), place)))
    assert problem_of(loaded) == f"entries[1].{place}: is missing."
    assert ids(loaded) == ["a"]


def test_a_course_must_have_a_size(tmp_path: Path) -> None:
    loaded = load(tmp_path, document(without(entry(), "offers[1].sessions")))
    assert problem_of(loaded) == (
        "entries[0].offers[1].sessions: a course must say how many sessions it has."
    )


@pytest.mark.parametrize("value", [5, None, "peel", [], True])
def test_an_entry_that_is_no_object_is_named_by_its_place(tmp_path: Path, value: Any) -> None:
    loaded = load(tmp_path, document(value, entry("a")))
    assert problem_of(loaded) == "entries[0]: must be an object in braces."
    assert loaded.set_aside[0].name == "entries[0]"
    assert ids(loaded) == ["a"]


@pytest.mark.parametrize("bare", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize(
    "place",
    [
        *("id", "name", "routes", "provider", "offers[3].redeemable", "offers[0].as_printed"),
        *("offers[0].price.low", "sessions.high", "offers[0].tax_rate"),
    ],
)
def test_a_bare_number_that_json_does_not_know_is_refused_in_its_place(
    tmp_path: Path, bare: str, place: str
) -> None:
    text = text_of(
        document(spoilt(entry("bad"), place, "@@"), entry("a", notes=[figure(text="NaN")]))
    )
    loaded = load(tmp_path, text.replace('"@@"', bare))
    assert problem_of(loaded).startswith(f"entries[0].{place}: ")
    assert ids(loaded) == ["a"]
    assert loaded.catalogue.entry("a").notes[0].text == "NaN"


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e400", "1" * 30])
def test_a_number_beyond_all_bounds_is_refused_in_its_place(tmp_path: Path, number: str) -> None:
    text = text_of(document(spoilt(entry("bad"), "offers[0].price.low", "@@"), entry("a")))
    loaded = load(tmp_path, text.replace('"@@"', number))
    assert problem_of(loaded).startswith("entries[0].offers[0].price.low: must be text in quotes")
    assert ids(loaded) == ["a"]


def test_a_number_of_thousands_of_digits_sets_its_entry_aside(tmp_path: Path) -> None:
    text = text_of(document(spoilt(entry("bad"), "sessions.low", "@@"), entry("a")))
    loaded = load(tmp_path, text.replace('"@@"', "1" * 5_000))
    assert problem_of(loaded).startswith("entries[0]")
    assert ids(loaded) == ["a"]


@pytest.mark.parametrize("place", ["offers[3].redeemable", "routes", "sessions", "country"])
def test_half_a_surrogate_pair_is_refused_in_place_of_anything(tmp_path: Path, place: str) -> None:
    text = text_of(document(spoilt(entry("bad"), place, "@@"), entry("a")))
    loaded = load(tmp_path, text.replace("@@", r"\ud800"))
    assert problem_of(loaded).startswith(f"entries[0].{place}: is text with half a character")
    assert ids(loaded) == ["a"]


@pytest.mark.parametrize("half", [r"\ud800", r"\udfff", r"\ud83dx", r"\\\ud800", r"\\ud83d\ude00"])
def test_half_a_surrogate_pair_sets_its_entry_aside(tmp_path: Path, half: str) -> None:
    text = text_of(document(entry("bad", name="@@"), entry("a", name=r"C:\ud800 😀")))
    loaded = load(tmp_path, text.replace("@@", half))
    assert problem_of(loaded).startswith("entries[0].name: is text with half a character in it")
    assert loaded.catalogue.entry("a").name == r"C:\ud800 😀"


def test_whole_surrogate_pairs_are_read_beside_half_ones(tmp_path: Path) -> None:
    text = text_of(document(entry("bad", name=r"@@"), entry("a", name="😀")))
    loaded = load(tmp_path, text.replace("😀", r"\ud83d\ude00").replace("@@", r"\ud83d"))
    assert loaded.catalogue.entry("a").name == "😀"


@pytest.mark.parametrize("depth", [900, 960, 980, 1_000, 5_000])
def test_deep_nesting_within_an_entry_ends_in_words(tmp_path: Path, depth: int) -> None:
    text = text_of(document(entry("bad", extra="@@"), entry("a")))
    path = saved(tmp_path, text.replace('"@@"', "[" * depth + "]" * depth))
    try:
        loaded = read_catalogue(path)
    except CatalogueFileError as error:
        assert "nested too deeply" in str(error)  # noqa: PT017 - either end will do
        return
    assert ids(loaded) == ["a"]
    assert str(loaded.problems[0]).startswith("entries[0]")


def test_a_value_nested_deeply_in_place_of_a_name_ends_in_words(tmp_path: Path) -> None:
    text = text_of(document(entry("bad", name="@@"), entry("a")))
    path = saved(tmp_path, text.replace('"@@"', "[" * 850 + "]" * 850))
    loaded = read_catalogue(path)
    assert ids(loaded) == ["a"]
    assert str(loaded.problems[0]).startswith("entries[0]")


# Keys and ids that stand twice


@pytest.mark.parametrize(
    "place",
    ["id", "name", "family", "offers", "offers[1].per", "offers[0].price.low", "claims[0].text"],
)
@pytest.mark.parametrize("disguise", [False, True])
def test_a_key_that_stands_twice_is_named(tmp_path: Path, place: str, disguise: bool) -> None:
    holder, point, key = place.rpartition(".")
    bad = spoilt(entry("bad"), f"{holder}{point}again", "x")
    again = f'"\\u{ord(key[0]):04x}{key[1:]}"' if disguise else f'"{key}"'
    loaded = load(tmp_path, text_of(document(bad, entry("a"))).replace('"again"', again))
    assert (
        problem_of(loaded) == f"entries[0].{place}: stands twice, so it is not clear what counts."
    )
    assert ids(loaded) == ["a"]


def test_quotation_marks_in_disguise_hide_no_key_that_stands_twice(tmp_path: Path) -> None:
    text = text_of(document(entry("bad", name="@@", zz="x"), entry("a", name='5" needle: 1')))
    twice = text.replace('"zz": "x"', '"name": "n"').replace("@@", r"\u0022\u0022\u0022\u0022")
    loaded = load(tmp_path, twice)
    assert problem_of(loaded).startswith("entries[0].name: stands twice")
    assert loaded.catalogue.entry("a").name == '5" needle: 1'


def test_text_that_looks_like_keys_is_only_text(tmp_path: Path) -> None:
    odd = ['"name": "x"', '"', '":', "\\", '\\":', '{"a":1,"a":2}']
    loaded = load(tmp_path, document(*(entry(f"e{n}", name=name) for n, name in enumerate(odd))))
    assert loaded.problems == ()
    assert [one.name for one in loaded.catalogue.entries] == odd


def test_an_id_that_is_used_twice_is_named_and_the_first_entry_kept(tmp_path: Path) -> None:
    loaded = load(tmp_path, document(entry("a", name="One"), entry("b"), entry("a", name="Two")))
    assert problem_of(loaded) == "entries[2].id: “a” is the id of entries[0] already."
    assert [one.name for one in loaded.catalogue.entries] == ["One", "Exosome microneedling"]


def test_the_id_of_an_entry_that_was_set_aside_is_free(tmp_path: Path) -> None:
    loaded = load(tmp_path, document(entry("a", kind="service"), entry("a")))
    assert problem_of(loaded).startswith("entries[0].kind: ")
    assert ids(loaded) == ["a"]


def test_a_question_mark_is_an_id_like_any_other(tmp_path: Path) -> None:
    loaded = load(tmp_path, document(entry("?"), entry("?"), entry("bad", id=7)))
    assert [str(problem) for problem in loaded.problems] == [
        "entries[1].id: “?” is the id of entries[0] already.",
        "entries[2].id: must be text in quotes, not a whole number.",
    ]


# Several problems at once


def test_every_problem_of_an_entry_is_named_in_its_own_place(tmp_path: Path) -> None:
    bad = entry("bad")
    changes = {
        "family": "shampoo",
        "country": "XX",
        "routes": ["nasal", "topical", "aural", "oral"],
        "offers[0].price.low": "-1",
        "offers[1]": 400,
        "offers[2].price.currency": "XXX",
        "offers[3].price": price("2", "1"),
        "offers[4].shiny": True,
        "sessions.low": "3",
        "use.per": "year",
        "side_effects": ["redness", figure(text="swelling", source="src-z"), figure(text=5)],
        "claims[0].contradicted_by": ["src-b", 5, "src-z"],
    }
    for place, value in changes.items():
        bad = spoilt(bad, place, value)
    loaded = load(tmp_path, document(bad, entry("a")))
    assert {problem.place.removeprefix("entries[0].") for problem in loaded.problems} == {
        "family",
        "country",
        "routes[0]",
        "routes[2]",
        "offers[0].price.low",
        "offers[1]",
        "offers[2].price.currency",
        "offers[3].price",
        "offers[4].shiny",
        "sessions.low",
        "use.per",
        "side_effects[0]",
        "side_effects[1].source",
        "side_effects[2].text",
        "claims[0].contradicted_by[1]",
        "claims[0].contradicted_by[2]",
    }
    assert len(loaded.problems) == len({problem.place for problem in loaded.problems})
    assert len(loaded.set_aside) == 1


def test_problems_of_all_entries_stand_in_the_order_of_the_file(tmp_path: Path) -> None:
    bad = [spoilt(entry(f"e{n}"), "name", n) for n in range(5)]
    loaded = load(tmp_path, document(*bad))
    assert [problem.place for problem in loaded.problems] == [
        f"entries[{n}].name" for n in range(5)
    ]
    assert [aside.name for aside in loaded.set_aside] == [f"e{n}" for n in range(5)]


def test_more_problems_than_anybody_reads_end_in_a_word(tmp_path: Path) -> None:
    loaded = load(tmp_path, document(entry("bad", routes=[7] * 5_000), entry("a")))
    assert ids(loaded) == ["a"]
    assert len(loaded.problems) < 200
    assert str(loaded.problems[-1]) == "entries[0]: has more problems than are named here."


@pytest.mark.parametrize(
    "key", ["a\nb", "\x1b[31mred", "x" * 5_000, "a` - at `$.name", "\u202e", "]"]
)
def test_a_strange_key_makes_no_strange_line(tmp_path: Path, key: str) -> None:
    loaded = load(tmp_path, document(entry(key, **{key: 1}), entry("a"), **{key: 1}))
    assert ids(loaded) == ["a"]
    assert loaded.set_aside
    for line in [*map(str, loaded.problems), *(aside.name for aside in loaded.set_aside)]:
        assert line.isprintable()
        assert len(line) < 200


@pytest.mark.parametrize(
    "place", ["id", "offers[0].price.currency", "offers[0].source", "kind", "offers[0].price.low"]
)
def test_a_strange_value_makes_no_strange_line(tmp_path: Path, place: str) -> None:
    bad = spoilt(entry("bad"), place, "\x1b[2J\n" + "x" * 5_000)
    loaded = load(tmp_path, document(bad, bad, entry("a")))
    assert all(str(problem).isprintable() for problem in loaded.problems)
    assert all(len(str(problem)) < 300 for problem in loaded.problems)
    assert ids(loaded)[-1] == "a"


def test_a_file_with_endless_problems_is_refused_by_the_first(tmp_path: Path) -> None:
    path = saved(tmp_path, document(*[{} for _ in range(60_000)]))
    with pytest.raises(CatalogueFileError, match="more than 100000 problems"):
        read_catalogue(path)


def test_an_entry_of_endless_values_is_set_aside_by_its_place(tmp_path: Path) -> None:
    endless = entry(id="endless", notes=[{"text": str(n)} for n in range(100_100)])
    loaded = read_catalogue(saved(tmp_path, document(entry(), endless)))
    assert ids(loaded) == ["a"]
    assert [str(p) for p in loaded.problems] == ["entries[1]: holds more than 100000 values."]
