"""What totals assume, from the option to every output: worked by hand, and the same in all."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry, Per, Tax
from exodesk.exports.csv_table import csv_bytes
from exodesk.options import parsed
from exodesk.storage.entry_writer import catalogue_bytes
from exodesk.what_if_options import assumptions_of
from tests.builders import RATES, SOURCE, entry, offer
from tests.commands import PIN, Outcome, run
from tests.worked_entries import LASER, LEEDS, LONDON, MUMBAI, PEEL, PRP, RETINOID, VIAL

TRAVEL = ("--home", "GB", "--travel", "420GBP")
DEAR = entry(
    "Dear",
    offer("100-200 GBP", tax=Tax.UNKNOWN, source="src-a"),
    offer("30 GBP", Per.CONSULTATION, redeemable=False),
    offer("20 GBP", Per.PATCH_TEST, redeemable=False),
    offer("10 GBP", Per.ADD_ON),
    sessions="2",
    lasts="3 month",
    interval="4 week",
    downtime="1-2 day",
)
ENTRIES = (LONDON, PRP, LASER, PEEL, RETINOID, VIAL, MUMBAI, LEEDS, DEAR)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "worked.json"
    path.write_bytes(catalogue_bytes(Catalogue(sources={SOURCE.id: SOURCE}, entries=ENTRIES)))
    return path


def compared(file: Path, *arguments: str) -> Outcome:
    outcome = run("compare", "--catalogue", file, PIN, *arguments)
    assert (outcome.code, outcome.complaints) == (0, "")
    return outcome


def shown(file: Path, *arguments: str) -> Any:
    return compared(file, "--format", "json", *arguments).json


def total(file: Path, entry_id: str, *arguments: str) -> tuple[str | None, str | None]:
    (found,) = shown(file, entry_id, *arguments)["entries"]
    return found["total"]["low"], found["total"]["high"]


def lines(file: Path, entry_id: str, *arguments: str) -> dict[str, tuple[str, str]]:
    (found,) = shown(file, entry_id, *arguments)["entries"]
    return {line["key"]: (line["low"], line["high"]) for line in found["lines"]}


# Worked by hand


@pytest.mark.parametrize(
    ("entry_id", "arguments", "wanted"),
    [
        ("london", (), ("750.00", "1050.00")),
        ("prp", (), ("200.00", "500.00")),
        ("laser", (), ("800.00", "1800.00")),
        ("laser", ("--time-off", "120GBP"), ("2000.00", "4320.00")),
        ("peel", (), ("100.00", "250.00")),
        ("retinoid", (), ("252.00", "252.00")),
        ("retinoid", ("--horizon", "60 days"), ("36.00", "36.00")),
        ("retinoid", ("--use", "retinoid=1ml/day"), ("468.00", "468.00")),
        ("vial", (), (None, None)),
        ("vial", TRAVEL, (None, None)),
        ("mumbai", (), ("300.00", "450.00")),
        ("mumbai", TRAVEL, ("720.00", "870.00")),
        ("mumbai", (*TRAVEL, "--trips", "3"), ("1560.00", "1710.00")),
        ("mumbai", (*TRAVEL, "--trips", "per-session"), ("1560.00", "1710.00")),
        ("mumbai", (*TRAVEL, "--without", "travel"), ("300.00", "450.00")),
        ("london", (*TRAVEL, "--trips", "3"), ("750.00", "1050.00")),
        ("mumbai", ("--fx-fee", "3"), ("309.00", "463.50")),
        ("mumbai", ("--fx-fee", "3", "--home", "IN"), ("300.00", "450.00")),
        ("london", ("--fx-fee", "3", "--home", "IN"), ("772.50", "1081.50")),
        ("leeds", (), ("720.00", "1008.00")),
        ("leeds", ("--without", "tax"), ("600.00", "840.00")),
        ("leeds", ("--sessions", "4"), ("960.00", "1344.00")),
        ("leeds", ("--sessions-of", "leeds=4"), ("960.00", "1344.00")),
        ("leeds", ("--sessions-of", "london=4"), ("720.00", "1008.00")),
        ("london", ("--unknown-tax", "widen"), ("750.00", "1260.00")),
    ],
)
def test_a_total_is_what_was_worked_out_by_hand(
    file: Path, entry_id: str, arguments: tuple[str, ...], wanted: tuple[str | None, str | None]
) -> None:
    assert total(file, entry_id, *arguments) == wanted


def test_every_line_of_a_total_stands_for_itself(file: Path) -> None:
    assert lines(file, "dear", "--add-ons", "--unknown-tax", "widen") == {
        "sessions": ("200.00", "400.00"),
        "maintenance": ("300.00", "600.00"),
        "consultation": ("30.00", "30.00"),
        "patch-test": ("20.00", "20.00"),
        "add-on": ("20.00", "20.00"),
        "tax": ("0.00", "214.00"),
    }


@pytest.mark.parametrize(
    ("arguments", "less"),
    [
        (("--without", "maintenance"), ("300.00", "600.00")),
        (("--without", "consultation"), ("30.00", "30.00")),
        (("--without", "patch-test"), ("20.00", "20.00")),
        (("--without", "add-on"), ("20.00", "24.00")),  # nor the tax on it
        (("--without", "tax"), ("0.00", "214.00")),
        (("--without", "time-off"), ("20.00", "40.00")),
        (("--no-fees",), ("50.00", "50.00")),
        (("--no-fees", "--without", "maintenance", "--without", "tax"), ("350.00", "864.00")),
    ],
)
def test_leaving_a_line_out_takes_exactly_that_line_away(
    file: Path, arguments: tuple[str, ...], less: tuple[str, str]
) -> None:
    everything = ("--add-ons", "--unknown-tax", "widen", "--time-off", "10")
    whole = total(file, "dear", *everything)
    part = total(file, "dear", *everything, *arguments)
    taken = [Decimal(w or 0) - Decimal(p or 0) for w, p in zip(whole, part, strict=True)]
    assert taken == list(map(Decimal, less))


def test_travel_turns_the_order(file: Path) -> None:
    ids = ("mumbai", "london")

    def comparison(*arguments: str) -> Any:
        return shown(file, *ids, *arguments)["comparison"]

    without = comparison()
    assert (without["cheapest"], without["certainty"]) == ("mumbai", "surely")
    once = comparison(*TRAVEL)
    (pair,) = once["pairs"]
    assert (once["cheapest"], once["certainty"]) == ("mumbai", "likely")
    assert (pair["p_a_cheaper"], pair["p_equal"], pair["surely"]) == ("0.8400", "0.0000", None)
    assert pair["difference"] == {"low": "-330.00", "high": "120.00"}
    cost_of_a_trip = {"id": "mumbai", "surely": "300.00", "at_best": "750.00"}
    assert pair["break_even"]["trip_cost"] == cost_of_a_trip
    thrice = comparison(*TRAVEL, "--trips", "3")
    assert (thrice["cheapest"], thrice["certainty"]) == ("london", "surely")


def test_the_laser_alone_is_surely_beaten_until_one_travels(file: Path) -> None:
    ids = ("london", "prp", "laser", "peel", "mumbai")
    beaten = shown(file, *ids)["comparison"]["surely_beaten"]
    assert {found["id"] for found in beaten} == {"laser"}
    assert {"id": "laser", "by": "mumbai"} in beaten
    assert shown(file, *ids, *TRAVEL)["comparison"]["surely_beaten"] == []


def test_three_sessions_four_weeks_apart_are_a_stay_of_eight_weeks(file: Path) -> None:
    (found,) = shown(file, "mumbai")["entries"]
    assert found["stay"] == {"low_days": "56", "high_days": "56"}


# The same in all outputs

EVERYTHING = (
    *(*TRAVEL, "--trips", "2", "--time-off", "9000INR", "--fx-fee", "2.75", "--add-ons"),
    *("--unknown-tax", "widen", "--horizon", "18 months", "--without", "patch-test"),
)


@pytest.mark.parametrize("arguments", [(), TRAVEL, EVERYTHING])
def test_json_csv_and_table_say_the_same_totals(file: Path, arguments: tuple[str, ...]) -> None:
    ids = [one.id for one in ENTRIES if one is not VIAL]
    entries = shown(file, *ids, *arguments)["entries"]
    rows = compared(file, *ids, "--format", "csv", *arguments).rows
    table = " ".join(compared(file, *ids, *arguments).text.split())
    for found, row in zip(entries, rows, strict=True):
        ends = (found["total"]["low"], found["total"]["high"])
        assert (row["total_low"] or None, row["total_high"] or None) == ends
        for end in filter(None, ends):
            assert f"£{Decimal(end):,.2f}".removesuffix(".00") in table
        stated = [
            f"{line['key']}={line['low']} to {line['high'] or 'unknown'}" for line in found["lines"]
        ]
        assert row["lines"] == "; ".join(stated)
        for name, known in zip(("low", "high"), ends, strict=True):
            parts = [line[name] for line in found["lines"]]
            assert (known is None) == (None in parts)
            if known is not None:
                halves = Fraction(len(parts) + 1, 200)
                assert abs(sum(map(Fraction, parts)) - Fraction(known)) <= halves


def test_show_says_how_the_total_came_about(file: Path) -> None:
    text = run("show", "dear", "--catalogue", file, PIN, "--add-ons").text
    for line, amount in (("Maintenance", "£300 – £600"), ("Add-on", "£20"), ("Patch test", "£20")):
        assert any(row.startswith(line) and amount in row for row in text.splitlines())


def test_list_shows_the_same_objects_and_judges_by_them(file: Path) -> None:
    outcome = run("list", "--catalogue", file, PIN, "--format", "json", *TRAVEL)
    listed = {found["id"]: found for found in outcome.json["entries"]}
    (mumbai,) = shown(file, "mumbai", *TRAVEL)["entries"]
    assert listed["mumbai"].pop("fit") == "fits"
    assert listed["mumbai"] == mumbai
    cheap = run("list", "--catalogue", file, PIN, "--format", "csv", "--max-total", "500", *TRAVEL)
    assert "mumbai" not in [row["id"] for row in cheap.rows]


def test_the_assumptions_in_force_are_in_every_output(file: Path) -> None:
    (row,) = compared(file, "mumbai", "--format", "csv", *EVERYTHING).rows
    said = row["assumptions"]
    assert said == (
        "horizon=18 month; add-ons; without=patch-test; unknown-tax=widen; fx-fee=2.75;"
        " home=GB; travel=420.00 GBP; trips=2; time-off=9000.00 INR"
    )
    assert f"Assumed: {said}" in " ".join(compared(file, "mumbai", *EVERYTHING).text.split())
    for command in (["list"], ["show", "mumbai"]):
        text = run(*command, "--catalogue", file, PIN, *EVERYTHING).text
        assert f"Assumed: {said}" in " ".join(text.split())
    assumed = shown(file, "mumbai", *EVERYTHING)["assumptions"]
    assert (assumed["horizon"], assumed["trips"], assumed["home"]) == ("18 month", "2", "GB")


def test_the_same_assumptions_give_the_same_file_wherever_they_come_from(file: Path) -> None:
    """The window hands costs and assumptions to the same writer."""
    ids = [one.id for one in ENTRIES]
    data = compared(file, *ids, "--format", "csv", *EVERYTHING).output
    again: list[Entry] = list(ENTRIES)
    catalogue = Catalogue(sources={SOURCE.id: SOURCE}, entries=tuple(again))
    assumed = assumptions_of(parsed(["list", *EVERYTHING]), catalogue, RATES)
    rows = csv_bytes([cost_of(one, assumed, RATES) for one in again], catalogue, assumed, RATES.on)

    def figures(content: bytes) -> list[dict[str, str]]:
        found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        # The command line pins its rate under another name, and counts its age to today.
        return [
            {
                key: value
                for key, value in row.items()
                if key not in ("rate_source", "rate_age_days")
            }
            for row in found
        ]

    assert figures(data) == figures(rows)
    assert assumed != Assumptions()


# Refused


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--travel", "420GBP"], 2, "--travel: needs --home"),
        (["--trips", "3"], 2, "--trips: trips need a price"),
        (["--horizon", "0 month"], 2, "The horizon must be above 0"),
        (["--use", "retinoid=0 ml"], 2, "Use per day must be above 0"),
        (["--sessions", "0"], 2, "“0” is not a number of sessions"),
        (["--rate", "GBP/INR=0"], 2, "A rate must be above 0"),
        (["--rate", "GBP/INR=9999999999"], 2, "No two currencies are so far apart"),
        (["--rate", "GBP/INR=-120"], 2, "is not a rate"),
        (["--home", "GB", "--travel", "9 AED"], 1, "No rate from AED to GBP"),
        (["--time-off", "9 AED"], 1, "No rate from AED to GBP"),
        (["--use", "retinoid=1 g"], 1, "The pack is stated in ml"),
        (["--use", "nope=1 ml"], 1, "There is no entry “nope”"),
        (["--sessions-of", "retinoid=2"], 1, "“retinoid” is a product"),
    ],
)
@pytest.mark.parametrize("output_format", ["table", "csv", "json"])
def test_bad_input_is_one_sentence_and_prints_nothing(
    file: Path, arguments: list[str], code: int, words: str, output_format: str
) -> None:
    outcome = run(
        "compare", "london", "--catalogue", file, PIN, "--format", output_format, *arguments
    )
    assert (outcome.code, outcome.output) == (code, b"")
    assert words in outcome.complaints
    assert outcome.complaints.count("\n") == 1


def test_a_fee_above_the_price_leaves_its_remainder_and_says_so(tmp_path: Path) -> None:
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=True)
    path = tmp_path / "fee.json"
    cheap = entry("Cheap", "30 GBP", fee, sessions="1")
    path.write_bytes(catalogue_bytes(Catalogue(entries=(cheap,))))
    (found,) = run("compare", "cheap", "--catalogue", path, "--format", "json").json["entries"]
    assert found["total"] == {"low": "50.00", "high": "50.00"}
    assert "fee-above-price" in found["flags"]
