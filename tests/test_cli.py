"""The command line as a user and a script see it: what it prints, refuses and returns."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.commands import (
    PIN,
    Outcome,
    catalogue_object,
    entry_object,
    offer_object,
    run,
    started,
    write_catalogue,
)

CSV_COLUMNS = (
    "id,name,kind,family,provider,city,country,routes,state,currency,unit_price_low,"
    "unit_price_high,sessions_low,sessions_high,total_low,total_high,downtime_days_low,"
    "downtime_days_high,original_currency,rate,rate_date,rate_source,sources"
)
THREE = {"low": 3, "high": 3}
NO_FORMAT = pytest.mark.parametrize("output_format", ["table", "csv", "json"])
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Five peels: exact, a range, from, on request, and one in rupees with a provider."""
    mumbai = {"name": "Clinic", "city": "Mumbai", "country": "IN"}
    days = {"low": "1 day", "high": "2 day"}
    week = {"low": "1 week", "high": None}
    return write_catalogue(
        tmp_path / "five.json",
        entry_object("exact", offer_object("100 GBP"), sessions=THREE, downtime=days),
        entry_object("range", offer_object("80-200 GBP"), sessions=THREE, family="laser"),
        entry_object("open", offer_object("from 50 GBP"), sessions={"low": 3, "high": 6}),
        entry_object("asked", offer_object("on request GBP"), country="GB"),
        entry_object(
            "rupees",
            offer_object("60000 INR"),
            sessions={"low": 2, "high": 3},
            provider=mumbai,
            routes=["topical", "injection"],
            concerns=["scars"],
            downtime=week,
        ),
    )


def shown(catalogue: Path, *arguments: str) -> Outcome:
    """The outcome of a command on ``catalogue``, at £1 = ₹120."""
    command, *others = arguments
    return run(command, "--catalogue", catalogue, PIN, *others)


def listed(catalogue: Path, *arguments: str) -> list[tuple[str, str]]:
    """The ids that ``list`` shows, in its order, each with its fit."""
    outcome = shown(catalogue, "list", "--format", "json", *arguments)
    assert (outcome.code, outcome.complaints) == (0, "")
    return [(entry["id"], entry["fit"]) for entry in outcome.json["entries"]]


def ids(catalogue: Path, *arguments: str) -> list[str]:
    return [entry_id for entry_id, _fit in listed(catalogue, *arguments)]


def assert_refused(outcome: Outcome, *words: str) -> None:
    """Exit code 1, nothing printed, and one sentence with these words on stderr."""
    assert outcome.code == 1
    assert outcome.output == b""
    assert outcome.complaints.startswith("exodesk: ")
    assert outcome.complaints.count("\n") == 1
    assert "Traceback" not in outcome.complaints
    for word in words:
        assert word in outcome.complaints


# compare and show


def test_compare_prints_the_object_that_scripts_rely_on(catalogue: Path) -> None:
    document = shown(catalogue, "compare", "rupees", "exact", "--format", "json").json
    assert document["currency"] == "GBP"
    (rate,) = document["rates"]
    assert rate.pop("age_days") == (date.today() - date(2026, 1, 15)).days
    assert rate == {
        "base": "GBP",
        "quote": "INR",
        "value": "120",
        "date": "2026-01-15",
        "source": "fixture",
    }
    rupees, exact = document["entries"]
    wanted = {
        "id": "rupees",
        "name": "Rupees",
        "state": "range",
        "sessions": {"low": 2, "high": 3, "assumed": False},
        "packs": None,
        "unit_price": {"low": "500.00", "high": "500.00"},
        "total": {"low": "1000.00", "high": "1500.00"},
        "downtime": {"low_days": "14", "high_days": None},
        "original_currency": "INR",
        "sources": ["src-a"],
    }
    assert {key: rupees[key] for key in wanted} == wanted
    line = {"key": "sessions", "low": "1000.00", "high": "1500.00", "source": "src-a"}
    assert [{key: found[key] for key in line} for found in rupees["lines"]] == [line]
    assert rupees["lines"][0]["label"]
    assert exact["state"] == "exact"
    assert "fit" not in exact


def test_the_csv_columns_stand_in_their_order_before_any_added_one(catalogue: Path) -> None:
    outcome = shown(catalogue, "compare", "rupees", "asked", "--format", "csv")
    assert outcome.text.removeprefix("\ufeff").startswith(CSV_COLUMNS + ",")
    assert outcome.output.count(b"\n") == outcome.output.count(b"\r\n") == 3
    rupees, asked = outcome.rows
    assert (rupees["rate"], rupees["rate_date"]) == ("GBP/INR=120", "2026-01-15")
    assert (rupees["rate_source"], rupees["routes"]) == ("fixture", "topical; injection")
    assert (rupees["provider"], rupees["city"], rupees["country"]) == ("Clinic", "Mumbai", "IN")
    assert (asked["total_low"], asked["total_high"], asked["state"]) == ("", "", "unknown")
    assert (asked["rate"], asked["country"]) == ("", "GB")


def test_text_that_a_spreadsheet_would_run_is_neutralised(tmp_path: Path) -> None:
    path = write_catalogue(tmp_path / "f.json", entry_object("a", name='=HYPERLINK("x")'))
    (row,) = run("compare", "a", "--catalogue", path, "--format", "csv").rows
    assert row["name"] == '\'=HYPERLINK("x")'


def test_the_table_names_its_rate_its_sources_and_what_is_not_counted(catalogue: Path) -> None:
    text = shown(catalogue, "compare", "rupees", "open").text
    assert "£1 = ₹120.0000 · fixture, 15 Jan 2026" in text
    assert "src-a: Price list, 10 Jan 2026 (price list)" in text
    assert "Rupees: how long it lasts is not stated, maintenance is not counted." in text
    assert "£1,000 – £1,500" in text
    assert "₹1,20,000 – ₹1,80,000" in text


def test_a_comparison_shows_the_pennies_of_large_totals(tmp_path: Path) -> None:
    entry = entry_object("a", offer_object("1234.56 GBP"), sessions=THREE)
    path = write_catalogue(tmp_path / "p.json", entry)
    for command in ("compare", "show"):
        assert "£3,703.68" in run(command, "a", "--catalogue", path).text


def test_show_names_every_figure_with_its_source(catalogue: Path) -> None:
    figures = shown(catalogue, "show", "rupees", "--format", "json").json["figures"]
    assert [(figure["figure"], figure["source"]) for figure in figures] == [
        ("Offer", "src-a"),
        ("Sessions", None),
        ("Downtime per session", None),
    ]
    text = shown(catalogue, "show", "rupees").text
    assert "₹60,000 for one session, tax included" in text
    assert "no source" in text


@NO_FORMAT
def test_an_unknown_id_is_one_sentence(catalogue: Path, output_format: str) -> None:
    for command in ("compare", "show"):
        assert_refused(shown(catalogue, command, "nope", "--format", output_format), "nope")


def test_a_missing_rate_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = write_catalogue(
        tmp_path / "r.json",
        entry_object("a", offer_object("100 AED"), sessions=THREE),
        entry_object("b", offer_object("100 GBP"), sessions=THREE),
    )
    outcome = run("compare", "a", "b", "--catalogue", path, "--format", "json")
    assert outcome.code == 0
    assert [entry["state"] for entry in outcome.json["entries"]] == ["needs-rate", "exact"]
    assert "needs a rate" in run("compare", "a", "b", "--catalogue", path).text


def test_an_assumed_number_of_sessions_passes_products_by(tmp_path: Path) -> None:
    measures = {"pack": {"amount": "30 ml"}, "use": {"amount": "0.5 ml", "per": "day"}}
    cream = entry_object("c", offer_object("36 GBP", "pack"), kind="product", **measures)
    path = write_catalogue(tmp_path / "c.json", cream, entry_object("a", offer_object("10 GBP")))
    outcome = run("compare", "c", "a", "--catalogue", path, "--sessions=3-6", "--format=json")
    shown_cream, treatment = outcome.json["entries"]
    assert (shown_cream["sessions"], shown_cream["total"]["low"]) == (None, "252.00")
    assert treatment["sessions"] == {"low": 3, "high": 6, "assumed": True}
    shorter = run("compare", "c", "--catalogue", path, "--horizon", "6 month", "--format=json")
    assert shorter.json["entries"][0]["packs"]["low"] == 4


# list


@pytest.mark.parametrize(
    ("fit", "wanted"),
    [
        (
            "could",
            [("exact", "fits"), ("range", "fits"), ("open", "fits"), ("asked", "cannot-tell")],
        ),
        ("surely", [("exact", "fits"), ("open", "cannot-tell"), ("asked", "cannot-tell")]),
    ],
)
def test_entries_that_cannot_be_judged_come_last(
    catalogue: Path, fit: str, wanted: list[tuple[str, str]]
) -> None:
    assert listed(catalogue, "--max-total", "400", "--fit", fit) == wanted
    rows = shown(catalogue, "list", "--max-total=400", f"--fit={fit}", "--format=csv").rows
    assert [(row["id"], row["fit"]) for row in rows] == wanted
    assert list(rows[0])[-1] == "fit"


def test_the_list_counts_what_it_cannot_tell_apart(catalogue: Path) -> None:
    text = shown(catalogue, "list", "--max-total", "400").text
    assert "3 match · 1 can't tell · 5 in catalogue" in text
    assert "4 match · 5 in catalogue" in shown(catalogue, "list", "--family", "peel").text


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--text", "clinic mumbai"], ["rupees"]),
        (["--family", "laser"], ["range"]),
        (["--family", "laser", "--family", "peel", "--country", "in"], ["rupees"]),
        (["--country", "GB"], ["asked"]),
        (["--route", "injection"], ["rupees"]),
        (["--concern", "scars"], ["rupees"]),
        (["--kind", "product"], []),
        (["--max-price", "99"], ["range", "open", "asked"]),
        (["--max-price", "₹12,000"], ["exact", "range", "open", "asked"]),
        (["--max-downtime", "36 hours"], ["exact", "range", "open", "asked"]),
        (["--max-downtime", "1 day", "--fit", "surely"], ["range", "open", "asked"]),
        (["--max-sessions", "2"], ["rupees", "asked"]),
        (["--max-total", "24000INR", "--sessions", "1"], ["exact", "range", "open", "asked"]),
    ],
)
def test_filters_leave_what_fits(catalogue: Path, options: list[str], wanted: list[str]) -> None:
    assert ids(catalogue, *options) == wanted


def test_a_limit_without_a_code_is_in_the_display_currency(catalogue: Path) -> None:
    assert "exact" in ids(catalogue, "--max-total", "36000", "--currency", "INR")
    assert "exact" not in ids(catalogue, "--max-total", "35999", "--currency", "INR")


@pytest.mark.parametrize(
    ("key", "ascending"),
    [
        ("total", ["open", "range", "exact", "rupees", "asked"]),
        ("price", ["open", "range", "exact", "rupees", "asked"]),
        ("sessions", ["rupees", "exact", "range", "open", "asked"]),
        ("downtime", ["exact", "rupees", "asked", "open", "range"]),
        ("name", ["asked", "exact", "open", "range", "rupees"]),
    ],
)
def test_what_is_unknown_comes_last_both_ways(
    catalogue: Path, key: str, ascending: list[str]
) -> None:
    assert ids(catalogue, "--sort", key) == ascending
    descending = ids(catalogue, "--sort", key, "--descending")
    unknown = {"name": 0, "downtime": 3}.get(key, 1)
    known = len(ascending) - unknown
    assert descending[known:] == ascending[known:]
    if key == "sessions":  # two are equal, and stand by name either way
        assert descending[:known] == ["open", "exact", "range", "rupees"]
    else:
        assert descending[:known] == ascending[:known][::-1]


def test_a_sorted_list_still_puts_what_it_cannot_judge_last(tmp_path: Path) -> None:
    path = write_catalogue(
        tmp_path / "s.json",
        entry_object("up-to", offer_object("up to 500 GBP"), sessions=THREE),
        entry_object("known", offer_object("100 GBP"), sessions=THREE),
        entry_object("asked", offer_object("on request GBP")),
    )
    for direction in ([], ["--descending"]):
        found = listed(path, "--max-total", "400", "--sort", "total", *direction)
        assert found == [("known", "fits"), ("up-to", "cannot-tell"), ("asked", "cannot-tell")]


# rates


def test_a_rate_is_the_last_one_published_by_that_day(catalogue: Path) -> None:
    sunday = run("rates", "--catalogue", catalogue, "--on", "2020-01-19", "--format", "json").json
    (rate,) = sunday["rates"]
    assert (rate["date"], rate["age_days"], rate["source"]) == ("2020-01-17", 2, "ECB")
    assert {rate["base"], rate["quote"]} == {"GBP", "INR"}
    assert float(rate["value"]) * float(rate["inverse"]) == pytest.approx(1)
    friday = run("rates", "--catalogue", catalogue, "--on", "2020-01-17", "--format", "csv").rows
    assert [(row["value"], row["age_days"]) for row in friday] == [(rate["value"], "0")]


@pytest.mark.parametrize("command", [("compare", "rupees"), ("list",)])
def test_a_rate_is_as_old_as_it_was_on_the_day_asked_for(
    catalogue: Path, command: tuple[str, ...]
) -> None:
    asked = (*command, "--catalogue", str(catalogue), "--on", "2020-01-19")
    (rate,) = run(*asked, "--format", "json").json["rates"]
    assert (rate["date"], rate["age_days"]) == ("2020-01-17", 2)
    (row,) = (r for r in run(*asked, "--format", "csv").rows if r["id"] == "rupees")
    assert (row["rate_date"], row["rate_age_days"]) == ("2020-01-17", "2")
    assert "ECB, 17 Jan 2020 (2 days old)" in run(*asked).text


def test_where_nothing_was_published_a_rate_is_needed(catalogue: Path) -> None:
    outcome = run("rates", "--catalogue", catalogue, "--on", "1990-01-01", "--format", "json")
    assert (outcome.json["rates"], outcome.json["missing"]) == ([], ["INR"])
    text = run("rates", "--catalogue", catalogue, "--on", "1990-01-01").text
    assert "needs a rate" in text
    listing = run("list", "--catalogue", catalogue, "--on", "1990-01-01", "--format", "json")
    states = {entry["id"]: entry["state"] for entry in listing.json["entries"]}
    assert (states["rupees"], states["exact"]) == ("needs-rate", "exact")


def test_a_pinned_rate_is_shown_both_ways(catalogue: Path) -> None:
    text = run("rates", "--catalogue", catalogue, "--rate", "INR/GBP=0.01@2026-01-15,bank").text
    assert "INR/GBP" in text
    assert "£1 = ₹100" in text
    assert "bank" in text


def test_rates_are_pinned_before_and_after_the_command(catalogue: Path) -> None:
    outcome = run(
        *(PIN, "rates", "--rate", "GBP/AED=5", "--rate=GBP/INR=110", "--format", "json"),
        *("--catalogue", str(catalogue)),
    )
    values = {rate["quote"]: rate["value"] for rate in outcome.json["rates"]}
    assert values == {"INR": "110", "AED": "5"}  # the last word counts
    before = run(PIN, "--catalogue", catalogue, "rates", "--rate=GBP/AED=5", "--format=json")
    values = {rate["quote"]: rate["value"] for rate in before.json["rates"]}
    assert values == {"INR": "120", "AED": "5"}


def test_common_options_may_stand_before_the_command(catalogue: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    common = ["--catalogue", str(catalogue), "--currency=INR", "--format=json", PIN]
    assert run(*common, "-o", target, "compare", "exact").code == 0
    document = json.loads(target.read_bytes())
    assert (document["currency"], document["entries"][0]["total"]["low"]) == ("INR", "36000.00")


# Wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["compare"],
        ["show"],
        ["check"],
        ["list", "--bogus"],
        ["list", "--max-t", "5"],
        ["list", "--currency", "XXY"],
        ["list", "--rate", "GBP/INR"],
        ["list", "--rate", "GBP/INR=0"],
        ["list", "--rate", "GBP/INR=-1"],
        ["list", "--rate", "GBP/INR=1e3"],
        ["list", "--rate", "GBP/INR=" + "9" * 5000],
        ["list", "--rate", "GBP/GBP=1"],
        ["list", "--rate", "GBP/XXY=1"],
        ["list", "--rate", "GBP/INR=1@2026-02-30"],
        ["list", "--on", "yesterday"],
        ["list", "--on", "2026-02-30"],
        ["list", "--format", "xml"],
        ["list", "--max-total", "1,000.5.0"],
        ["list", "--max-total", "-5"],
        ["list", "--max-price", "5 XXY"],
        ["list", "--max-downtime", "3"],
        ["list", "--max-downtime", "3 ml"],
        ["list", "--max-sessions", "0"],
        ["list", "--max-sessions", "1.5"],
        ["list", "--fit", "perhaps"],
        ["list", "--sort", "beauty"],
        ["list", "--kind", "thing"],
        ["list", "--family", "nothing"],
        ["list", "--route", "mail"],
        ["list", "--concern", "money"],
        ["list", "--country", "ZZ"],
        ["list", "--sessions", "0"],
        ["list", "--sessions", "6-3"],
        ["list", "--sessions", "3-"],
        ["list", "--sessions", "1001"],
        ["list", "--horizon", "0 month"],
        ["list", "--horizon", "year"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    outcome = run(*arguments)
    assert outcome.code == 2
    assert outcome.output == b""
    assert outcome.complaints.startswith("exodesk")
    assert outcome.complaints.count("\n") == 1


def test_a_name_turns_no_line_round_in_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.json"
    turning = {"id": "peel", "kind": "treatment", "name": "a\u202eb\u2066c", "family": "peel"}
    path.write_text(json.dumps(catalogue_object([turning])), "utf-8")
    assert run("show", "peel", "--catalogue", path).text.startswith("a b c\n")


def test_a_refused_value_is_answered_with_an_example() -> None:
    assert "Example: 1,000" in run("list", "--max-total", "1,000.5.0").complaints


# Bad files


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"not JSON",
        b"[1]",
        b'{"format": "exodesk-catalogue", "version": 1, "sources": [], "entries": [',
        b'{"format": "exodesk-catalogue", "version": 2, "sources": [], "entries": []}',
        b'{"format": "other", "version": 1, "sources": [], "entries": []}',
        b'{"format": "exodesk-catalogue", "version": 1, "sources": [], "entries": {}}',
        b"\xff\xfe{\x00}\x00",
    ],
)
@pytest.mark.parametrize("command", [["list"], ["compare", "a"], ["show", "a"], ["rates"]])
def test_a_file_that_cannot_be_used_is_one_sentence(
    command: list[str], content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_bytes(content)
    assert_refused(run(*command, "--catalogue", path), "bad.json")
    assert_refused(run("check", path), "bad.json")


@pytest.fixture
def partly_bad(tmp_path: Path) -> Path:
    """One good entry, three bad ones, and one bad source."""
    twice = entry_object("good", offer_object("1 GBP"))
    negative = {**offer_object("3 GBP"), "price": {"low": "-3", "high": "1e9", "currency": "GBP"}}
    wrong = entry_object("wrong", offer_object("9-5 GBP"), negative, family="magic")
    lost = entry_object("lost", offer_object("5 XXY", source="nowhere"), colour="red")
    good = entry_object("good", offer_object("100 GBP"), sessions=THREE)
    sources = [
        {"id": "src-a", "kind": "price-list", "title": "Price list"},
        {"id": "src-b", "kind": "rumour", "title": "Heard"},
    ]
    return write_catalogue(tmp_path / "partly.json", good, wrong, lost, twice, sources=sources)


@NO_FORMAT
def test_what_is_set_aside_is_named_and_the_rest_is_shown(
    partly_bad: Path, output_format: str
) -> None:
    for command in (["list"], ["compare", "good"], ["show", "good"], ["rates"]):
        outcome = run(*command, "--catalogue", partly_bad, PIN, "--format", output_format)
        assert outcome.code == 0
        complaints = outcome.complaints.splitlines()
        assert all(line.startswith("exodesk: ") for line in complaints)
        for name in ("“wrong”", "“lost”", "“good”", "sources[1].kind"):
            assert sum(name in line for line in complaints) == 1, name
        assert len(complaints) == 4
        assert command == ["rates"] or "100" in outcome.text


def test_an_entry_that_was_set_aside_cannot_be_compared(partly_bad: Path) -> None:
    outcome = run("compare", "good", "wrong", "--catalogue", partly_bad)
    assert (outcome.code, outcome.output) == (1, b"")
    assert "There is no entry “wrong”" in outcome.complaints.splitlines()[-1]


def test_check_lists_every_problem_with_its_place(partly_bad: Path) -> None:
    before = partly_bad.read_bytes()
    outcome = run("check", partly_bad)
    assert (outcome.code, outcome.complaints) == (1, "")
    places = [line.split(": ")[0] for line in outcome.text.splitlines()]
    assert sorted(places) == sorted(
        [
            "sources[1].kind",
            "entries[1].family",
            "entries[1].offers[0].price",
            "entries[1].offers[1].price.low",
            "entries[1].offers[1].price.high",
            "entries[2].colour",
            "entries[2].offers[0].price.currency",
            "entries[2].offers[0].source",
            "entries[3].id",
        ]
    )
    assert partly_bad.read_bytes() == before


def test_a_good_file_is_one_line_of_counts(catalogue: Path) -> None:
    outcome = run("check", catalogue)
    assert (outcome.code, outcome.complaints) == (0, "")
    assert outcome.text.startswith("5 entries, 4 with a price (1 in INR), 2 families")
    assert outcome.text.count("\n") == 1


def test_names_that_differ_only_where_nobody_sees_it_are_pointed_out(tmp_path: Path) -> None:
    names = {"a": "Peel", "b": "Pee\u200bl", "c": "PEEL", "d": "Peel"}
    entries = [{**entry_object(key), "name": name} for key, name in names.items()]
    path = write_catalogue(tmp_path / "alike.json", *entries)
    outcome = run("check", path)
    assert outcome.code == 0
    assert outcome.text.count("\n") == 1
    assert outcome.complaints == (
        f"exodesk: {path}: the name of b looks just like that of a, “Peel”, and is written"
        " differently.\n"
    )


def test_a_name_does_not_steer_the_terminal(tmp_path: Path) -> None:
    hostile = entry_object("a\x1b[2J", name="Peel\x1b]0;title\x07", offers=[])
    good = entry_object("b", offer_object("1 GBP"), name="Peel\x1b[31m", cautions=[])
    good["notes"] = [{"text": "a\rb"}]
    path = write_catalogue(tmp_path / "h.json", {**hostile, "family": "magic"}, good)
    for arguments in (["list"], ["compare", "b"], ["show", "b"]):
        outcome = run(*arguments, "--catalogue", path)
        assert outcome.code == 0
        for text in (outcome.text, outcome.complaints):
            assert not set(text) & {"\x1b", "\x07", "\r"}


# Where the output goes


@NO_FORMAT
def test_a_file_gets_what_the_terminal_would(
    catalogue: Path, tmp_path: Path, output_format: str
) -> None:
    target = tmp_path / "out"
    for command in (["list"], ["compare", "exact"], ["show", "exact"], ["rates"]):
        arguments = [*command, "--catalogue", str(catalogue), PIN, "--format", output_format]
        written = run(*arguments, "-o", target)
        assert (written.code, written.output, written.complaints) == (0, b"", "")
        assert target.read_bytes() == run(*arguments).output


@NO_FORMAT
def test_a_place_that_cannot_be_written_gets_no_partial_file(
    catalogue: Path, tmp_path: Path, output_format: str
) -> None:
    file = tmp_path / "file"
    file.write_text("kept")
    before = sorted(tmp_path.rglob("*"))
    for target in (tmp_path / "missing" / "out", file / "out", tmp_path):
        arguments = ["list", "--format", output_format, "-o", str(target)]
        assert_refused(shown(catalogue, *arguments), str(target), "was not written")
    assert sorted(tmp_path.rglob("*")) == before
    assert file.read_text() == "kept"


def test_a_reader_that_has_gone_is_no_error() -> None:
    for output_format in ("table", "csv"):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            ended = started("-m", "exodesk", "list", "--format", output_format, stdout=writer)
        finally:
            os.close(writer)
        assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_is_one_sentence() -> None:
    for output_format in ("table", "json"):
        with Path("/dev/full").open("wb") as full:
            ended = started("-m", "exodesk", "list", "--format", output_format, stdout=full)
        assert ended.returncode == 1
        assert ended.stderr.startswith(b"exodesk: The output could not be written: ")
        assert ended.stderr.count(b"\n") == 1


def test_a_closed_output_is_one_sentence() -> None:
    closed = "import sys; sys.stdout = None; from exodesk.cli import main; sys.exit(main(['list']))"
    ended = started("-c", closed)
    assert ended.returncode == 1
    assert ended.stderr.startswith(b"exodesk: The output could not be written: ")


@linux_only
def test_without_a_display_the_catalogue_is_a_list() -> None:
    ended = started("-m", "exodesk")
    assert (ended.returncode, ended.stderr) == (0, b"")
    first, empty, headings, *rows = ended.stdout.decode().splitlines()
    assert first == "There is no display here, so here is the catalogue as a list."
    assert empty == ""
    assert headings.split()[:2] == ["ID", "Entry"]
    assert len(rows) > 120
    assert any(" in catalogue" in row for row in rows)


@linux_only
def test_without_a_display_a_list_asked_for_as_data_holds_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "list.json"
    for output in ([], ["-o", str(target)]):
        ended = started("-m", "exodesk", "--format", "json", *output)
        assert ended.returncode == 0
        assert ended.stderr.startswith(b"exodesk: There is no display here")
        document = json.loads(target.read_bytes() if output else ended.stdout)
        assert len(document["entries"]) > 120


def test_the_locale_changes_words_and_no_figure(catalogue: Path) -> None:
    arguments = ["compare", "rupees", "exact", "--catalogue", str(catalogue), PIN]
    arguments += ["--format", "csv"]
    outputs = [
        started("-m", "exodesk", *arguments, LC_ALL=locale, LANGUAGE=locale[:2]).stdout
        for locale in ("C.UTF-8", "hi_IN.UTF-8")
    ]
    assert outputs[0] == outputs[1] == run(*arguments).output


def test_no_command_but_the_window_imports_qt(catalogue: Path) -> None:
    script = (
        "import sys\n"
        "from exodesk.cli import main\n"
        f"common = ['--catalogue', {str(catalogue)!r}]\n"
        "for name in ('list', 'compare', 'show', 'rates'):\n"
        "    ids = ['exact'] if name in ('compare', 'show') else []\n"
        "    for kind in ('table', 'csv', 'json'):\n"
        "        assert main([name, *ids, *common, '--format', kind]) == 0\n"
        f"assert main(['check', {str(catalogue)!r}]) == 0\n"
        "if sys.platform.startswith('linux'):\n"
        "    assert main(common) == 0\n"
        "loaded = [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))]\n"
        "sys.exit(', '.join(loaded) or 0)\n"
    )
    ended = started("-c", script)
    assert (ended.returncode, ended.stderr) == (0, b"")
