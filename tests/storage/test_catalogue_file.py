from __future__ import annotations

import codecs
import gzip
import json
import os
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from exodesk.domain.entries import Concern, Family, Per, Tax
from exodesk.domain.money import PriceState
from exodesk.storage.catalogue_file import (
    CatalogueFileError,
    CatalogueReading,
    read_catalogue,
)
from tests.storage.documents import (
    Json,
    document,
    entry,
    ids,
    load,
    price,
    problem_of,
    saved,
    spoilt,
    text_of,
    twenty_entries,
    without,
)


def refusal(path: Path) -> str:
    """Why the file at ``path`` cannot be used, in one sentence that names it."""
    with pytest.raises(CatalogueFileError) as refused:
        read_catalogue(path)
    sentence = str(refused.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    return sentence


def refused(folder: Path, value: Any) -> str:
    path = saved(folder, value)
    before = path.read_bytes()
    sentence = refusal(path)
    assert path.read_bytes() == before
    return sentence


# What is good


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    loaded = load(tmp_path, document(entry("a"), entry("b")))
    assert (loaded.problems, loaded.set_aside) == ((), ())
    catalogue = loaded.catalogue
    assert (catalogue.title, catalogue.updated) == ("Test catalogue", "2026-11-22")
    assert list(catalogue.sources) == ["src-a", "src-b"]
    read = catalogue.entry("a")
    assert (read.family, read.concerns) == (Family.EXOSOME, (Concern.AGEING, Concern.SCARS))
    assert (read.provider_name, read.city, read.country) == ("Clinic", "London", "GB")
    assert [offer.price.state for offer in read.offers] == [
        PriceState.RANGE,
        PriceState.EXACT,
        PriceState.FROM,
        PriceState.UP_TO,
        PriceState.UNKNOWN,
    ]
    assert [offer.per for offer in read.offers][:3] == [Per.SESSION, Per.COURSE, Per.MONTH]
    assert (read.offers[1].sessions, read.offers[2].times) == (3, 12)
    assert read.downtime is not None
    assert (read.downtime.low_days, read.downtime.high_days) == (Fraction(1), Fraction(2))
    assert read.lasts is not None
    assert read.lasts.low_days == Fraction(365, 2)
    assert (read.claims[0].by, read.claims[0].contradicted_by) == ("a clinician", ("src-b",))
    for stated in read.figures():
        assert (stated.source, stated.date, stated.as_printed) == (
            "src-a",
            "2026-06-23",
            "as printed",
        )


def test_a_key_that_is_left_out_means_null_or_nothing(tmp_path: Path) -> None:
    least = {"id": "a", "kind": "product", "name": "Serum", "family": "serum"}
    loaded = load(tmp_path, document(least))
    assert loaded.problems == ()
    read = loaded.catalogue.entry("a")
    assert (read.offers, read.routes, read.notes) == ((), (), ())
    assert (read.provider, read.country, read.sessions, read.exosome_source) == (None,) * 4


def test_null_means_what_a_missing_key_means(tmp_path: Path) -> None:
    least = {"id": "a", "kind": "product", "name": "Serum", "family": "serum"}
    nulls = {**dict.fromkeys(entry()), **least}
    assert load(tmp_path, document(nulls)).catalogue.entries == (
        load(tmp_path, document(least)).catalogue.entries
    )


def test_tax_is_unknown_where_an_offer_does_not_say(tmp_path: Path) -> None:
    silent = entry(offers=[{"price": price("0", "0"), "per": "session"}])
    (offer,) = load(tmp_path, document(silent)).catalogue.entry("a").offers
    assert offer.tax is Tax.UNKNOWN
    assert offer.price.low == 0
    assert offer.price.state is PriceState.EXACT


def test_what_a_price_says_of_itself_fills_what_its_offer_leaves_out(tmp_path: Path) -> None:
    within = {**price("5", "5"), "source": "src-b", "date": "2025", "as_printed": "£5"}
    one = entry(offers=[{"price": within, "per": "session", "source": "src-a"}])
    (offer,) = load(tmp_path, document(one)).catalogue.entry("a").offers
    assert (offer.stated.source, offer.stated.date, offer.stated.as_printed) == (
        "src-a",
        "2025",
        "£5",
    )


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    text = codecs.BOM_UTF8 + text_of(document(entry())).encode()
    loaded = load(tmp_path, text)
    assert (ids(loaded), loaded.problems) == (["a"], ())


def test_layout_of_the_file_does_not_matter(tmp_path: Path) -> None:
    spread = json.dumps(document(entry()), indent=3, separators=(" , ", " : "))
    assert ids(load(tmp_path, spread.replace("\n", "\r\n"))) == ["a"]


def test_odd_text_is_kept_as_it_is(tmp_path: Path) -> None:
    odd = ' \u202e<b>&amp;\u200b\u0000 \\" क्षत्रिय 😀": ' + "x" * 9_000
    loaded = load(tmp_path, document(entry(name=odd)))
    assert loaded.problems == ()
    assert loaded.catalogue.entry("a").name == odd


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(saved(tmp_path, document(entry())))
    assert ids(read_catalogue(link)) == ["a"]


def test_reading_in_slices_tells_how_much_is_done(tmp_path: Path) -> None:
    path = saved(tmp_path, document(*(entry(f"e{number}") for number in range(450))))
    reading = CatalogueReading(path)
    done = list(reading.slices())
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 1)
    assert len(set(done)) > 2
    assert ids(reading.result()) == [f"e{number}" for number in range(450)]


def test_no_entries_are_a_catalogue_too(tmp_path: Path) -> None:
    assert load(tmp_path, document()).catalogue.entries == ()


# Files that cannot be used


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.json").startswith("There is no file")


def test_a_path_through_a_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(saved(tmp_path, document()) / "x.json")


@pytest.mark.parametrize("text", [b"", b" \r\n\t", codecs.BOM_UTF8])
def test_an_empty_file_is_refused(tmp_path: Path, text: bytes) -> None:
    assert refused(tmp_path, text).endswith("is empty.")


def test_a_file_cut_short_is_called_so_wherever_it_was_cut(tmp_path: Path) -> None:
    small = {"id": "a", "kind": "product", "name": "Péel 😀", "family": "serum", "country": "GB"}
    whole = text_of(document(small, small)).encode()
    for length in range(1, len(whole) - 1):
        part = whole[:length]
        line = part.count(b"\n") + 1
        sentence = refused(tmp_path, part)
        assert sentence.endswith(f"is cut short: it ends in line {line}, before its JSON does.")
    assert line == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"<html><body>Sign in</body></html>", "is not JSON: line 1 cannot be read"),
        (b"id,name\r\na,Peel\r\n", "is not JSON: line 1 cannot be read"),
        (b'{"format":\n\n "exodesk-catalogue",\n oops}', "is not JSON: line 4 cannot be read"),
        (b'{"format": "exodesk-catalogue",}', "is not JSON"),
        (b"{'format': 1}", "is not JSON"),
        (b'{"version": 01}', "is not JSON"),
        (b"{} {}", "is not JSON"),
        (b'{"a": "\x01"}', "is not JSON"),
        (b"[]", "is JSON, but not a catalogue"),
        (b'"exodesk-catalogue"', "is JSON, but not a catalogue"),
        (b"null", "is JSON, but not a catalogue"),
        (b"NaN", "is JSON, but not a catalogue"),
        (gzip.compress(b"{}"), "is not written in UTF-8: see line 1"),
        ('{"title":\n"£"}'.encode("cp1252"), "is not written in UTF-8: see line 2"),
        (b"[" * 100_000, "is JSON, but not a catalogue"),
        (b'{"entries":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
        (b'{"title":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, "nested too deeply"),
    ],
)
def test_what_is_not_a_catalogue_is_refused_in_words(
    tmp_path: Path, text: bytes, words: str
) -> None:
    assert words in refused(tmp_path, text)


def test_a_file_of_nul_bytes_is_called_that(tmp_path: Path) -> None:
    assert "holds nothing but NUL bytes" in refused(tmp_path, bytes(4096))


@pytest.mark.parametrize("ahead", [(1 << 20) - 1, 1 << 20, (1 << 20) + 5])
def test_what_is_not_utf_8_is_found_in_its_line_however_far_on(tmp_path: Path, ahead: int) -> None:
    text = b"{" + b" " * (ahead - 2) + b"\n"
    assert "not written in UTF-8: see line 2." in refused(tmp_path, text + b'"\xe9": 1}')
    assert "cut short: it ends in line 2" in refused(tmp_path, text + '"₹'.encode()[:-1])
    assert "is not an exodesk catalogue" in refused(tmp_path, text + '"₹": 1}'.encode())


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF16_BE])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-32-be"])
def test_utf_16_is_refused_by_name(tmp_path: Path, encoding: str, mark: bytes) -> None:
    text = text_of(document(entry())).encode(encoding)
    if encoding == "utf-16-be":
        text = mark + text
    assert "is written in UTF-16; save it as UTF-8" in refused(tmp_path, text)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": "something"}, "is not an exodesk catalogue"),
        ({"format": None}, "is not an exodesk catalogue"),
        ({"format": ["exodesk-catalogue"]}, "is not an exodesk catalogue"),
        ({"version": "1"}, "does not state its version"),
        ({"version": True}, "does not state its version"),
        ({"version": 1.0}, "does not state its version"),
        ({"version": 0}, "does not state its version"),
        ({"version": None}, "does not state its version"),
        ({"sources": None}, "“sources” must be a list"),
        ({"sources": {}}, "“sources” must be a list"),
        ({"entries": {}}, "“entries” must be a list"),
        ({"entries": "none"}, "“entries” must be a list"),
    ],
)
def test_a_file_without_its_frame_is_refused(tmp_path: Path, changes: Json, words: str) -> None:
    assert words in refused(tmp_path, document(entry(), **changes))


@pytest.mark.parametrize("key", ["format", "version", "sources", "entries"])
def test_each_key_of_the_frame_is_needed_once(tmp_path: Path, key: str) -> None:
    whole = document(entry())
    missing = refused(tmp_path, without(whole, key))
    assert key in missing or "version" in missing
    text = text_of(whole)
    twice = f'{text[:-1]}, "{key}": {json.dumps(whole[key])}}}'
    assert f"has the key “{key}” twice" in refused(tmp_path, twice)
    disguised = twice.replace(f', "{key}"', f', "\\u{ord(key[0]):04x}{key[1:]}"')
    assert f"has the key “{key}” twice" in refused(tmp_path, disguised)


@pytest.mark.parametrize("version", [2, 99, 10**30])
def test_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path, version: int) -> None:
    newer = {**document(), "version": version, "entries": {"new": "shape"}}
    sentence = refused(tmp_path, newer)
    assert f"is a catalogue of version {version}; this program reads version 1" in sentence


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).endswith("is a folder, not a file.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are POSIX")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    start = time.monotonic()
    assert refusal(tmp_path / "pipe").endswith("is not a regular file.")
    assert time.monotonic() - start < 1


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_an_endless_device_is_refused_at_once() -> None:
    assert refusal(Path("/dev/zero")).endswith("is not a regular file.")


def test_links_that_lead_round_are_refused(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    assert "cannot be read" in refusal(one)


def test_a_file_of_more_than_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate((1 << 30) + 1)  # sparse: takes no room
    assert refusal(path).endswith("is larger than 1 GB.")


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(CatalogueFileError, match="cannot be read"):
        read_catalogue(Path("a\0b"))


# The frame and the sources: named, and the rest is read


def test_a_key_that_the_file_does_not_know_is_named_and_the_rest_read(tmp_path: Path) -> None:
    loaded = load(tmp_path, document(entry(), licence="CC0"))
    assert problem_of(loaded) == (
        "licence: is not a key that this version knows; the rest was read."
    )
    assert (ids(loaded), loaded.set_aside) == (["a"], ())


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("title", 5, "title: must be text in quotes."),
        ("title", ["T"], "title: must be text in quotes."),
        ("updated", 2026, "updated: must be text in quotes."),
        ("updated", "yesterday", "updated: is not a date"),
        ("updated", "2026-02-30", "updated: is not a date"),
    ],
)
def test_a_bad_heading_is_named_and_the_rest_read(
    tmp_path: Path, key: str, value: Any, words: str
) -> None:
    loaded = load(tmp_path, document(entry(), **{key: value}))
    assert problem_of(loaded).startswith(words)
    assert ids(loaded) == ["a"]
    assert getattr(loaded.catalogue, key) in ("", None)


@pytest.mark.parametrize("key", ["title", "updated", "licence"])
def test_a_heading_that_stands_twice_is_named_and_does_not_count(tmp_path: Path, key: str) -> None:
    text = text_of(document(entry(), **{key: "2020"}))
    loaded = load(tmp_path, f'{text[:-1]}, "{key}": "2021"}}')
    assert problem_of(loaded) == f"{key}: stands twice, so it is not clear what counts."
    assert ids(loaded) == ["a"]
    assert loaded.catalogue.title != "2021"
    assert loaded.catalogue.updated != "2021"


def test_a_key_that_a_source_does_not_know_is_named_and_the_rest_read(tmp_path: Path) -> None:
    whole = spoilt(document(entry()), "sources[1].doi", "10.1000/1")
    loaded = load(tmp_path, whole)
    assert problem_of(loaded) == (
        "sources[1].doi: is not a key that this version knows; the rest was read."
    )
    assert ids(loaded) == ["a"]
    assert loaded.catalogue.sources["src-b"].title == "Notice"


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        ("publisher", 5, "must be text in quotes or null, not a whole number."),
        ("author", [], "must be text in quotes or null, not a list."),
        ("date", "June", "“June” is not a date"),
        ("date", 2026, "must be text in quotes or null"),
        ("date", "2026-02-30", "“2026-02-30” does not exist."),
        ("url", 5, "must be text in quotes or null"),
        ("url", "file:///etc/passwd", "is not a web address; it was left out."),
        ("url", "javascript:alert(1)", "is not a web address"),
        ("url", "https://", "is not a web address"),
        ("url", "https://a b", "is not a web address"),
        ("url", "https://a\nfile:///etc", "is not a web address"),
        ("url", "https://a\u202eb", "is not a web address"),
        ("url", "ftp://clinic.example", "is not a web address"),
    ],
)
def test_a_bad_detail_of_a_source_is_named_and_left_out(
    tmp_path: Path, place: str, value: Any, words: str
) -> None:
    loaded = load(tmp_path, spoilt(document(entry()), f"sources[0].{place}", value))
    assert problem_of(loaded).startswith(f"sources[0].{place}: {words}")
    assert ids(loaded) == ["a"]
    assert getattr(loaded.catalogue.sources["src-a"], place) is None


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1" * 30])
@pytest.mark.parametrize("key", ["date", "doi"])
def test_a_number_beyond_all_bounds_in_a_source_is_named(
    tmp_path: Path, number: str, key: str
) -> None:
    text = text_of(spoilt(document(entry()), f"sources[1].{key}", "@@"))
    loaded = load(tmp_path, text.replace('"@@"', number))
    assert problem_of(loaded).startswith(f"sources[1].{key}: ")
    assert ids(loaded) == ["a"]


@pytest.mark.parametrize("change", [{"title": None}, {"kind": "blog"}, {"id": 5}, {"id": ""}])
def test_a_source_that_cannot_be_used_is_named_and_so_is_who_cites_it(
    tmp_path: Path, change: Json
) -> None:
    whole = document(
        entry("citing"), {"id": "b", "kind": "product", "name": "S", "family": "serum"}
    )
    whole["sources"][0].update(change)
    loaded = load(tmp_path, whole)
    assert loaded.problems[0].place == f"sources[0].{next(iter(change))}"
    assert "there is no source “src-a” in this file." in loaded.problems[1].sentence
    assert ids(loaded) == ["b"]


def test_a_source_id_that_is_used_twice_is_named_and_the_first_kept(tmp_path: Path) -> None:
    whole = document(entry())
    whole["sources"].append({"id": "src-a", "kind": "page", "title": "Other"})
    loaded = load(tmp_path, whole)
    assert problem_of(loaded) == "sources[2].id: “src-a” is used twice."
    assert loaded.catalogue.sources["src-a"].title == "Price list"


def test_a_detail_of_a_source_that_stands_twice_does_not_count(tmp_path: Path) -> None:
    text = text_of(spoilt(document(entry()), "sources[0].zz", "2020"))
    loaded = load(tmp_path, text.replace('"zz"', '"date"'))
    assert problem_of(loaded).startswith("sources[0].date: stands twice")
    assert loaded.catalogue.sources["src-a"].date is None


@pytest.mark.parametrize("value", [5, None, [], "src"])
def test_a_source_that_is_no_object_is_named(tmp_path: Path, value: Any) -> None:
    whole = document()
    whole["sources"].append(value)
    assert problem_of(load(tmp_path, whole)) == "sources[2]: must be an object in braces."


# The catalogue that the other tests here spoil is itself good


def test_twenty_entries_are_good(tmp_path: Path) -> None:
    loaded = load(tmp_path, twenty_entries())
    assert loaded.problems == ()
    assert len(loaded.catalogue.entries) == 20
    assert {one.family for one in loaded.catalogue.entries} == set(Family)


def spaced(text: str) -> str:
    return text.replace('": ', '" :\t')


def ascii_only(text: str) -> str:
    return json.dumps(json.loads(text))


@pytest.mark.parametrize("rewrite", [spaced, ascii_only, str])
def test_the_same_json_in_other_words_reads_the_same(
    tmp_path: Path, rewrite: Callable[[str], str]
) -> None:
    text = text_of(twenty_entries())
    assert load(tmp_path, rewrite(text)).catalogue == load(tmp_path, text).catalogue
