from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from exodesk.domain.entries import Concern, Family, Kind, Route
from exodesk.domain.filters import EntryFilter, Fit
from exodesk.domain.money import Money
from exodesk.domain.rates import Rate
from exodesk.options import filter_of, parsed

TODAY = datetime.date(2026, 11, 22)
JANUARY = datetime.date(2026, 1, 15)


def test_the_defaults_do_not_look_at_the_place_one_is_in() -> None:
    options = parsed(["list"])
    assert options.currency == "GBP"
    assert (options.catalogue, options.rate, options.on, options.output) == (None, [], None, None)
    assert (options.format, options.sort, options.descending) == ("table", None, False)
    assert filter_of(options) == EntryFilter()


def test_without_a_command_the_common_options_stand() -> None:
    options = parsed(["--catalogue", "a.json", "--currency", "inr", "--on", "2026-01-15"])
    assert options.command is None
    assert (options.catalogue, options.currency) == (Path("a.json"), "INR")
    assert options.on == JANUARY


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("GBP/INR=120", Rate("GBP", "INR", Decimal(120), TODAY, "manual")),
        ("gbp/inr=120.50", Rate("GBP", "INR", Decimal("120.50"), TODAY, "manual")),
        ("INR/GBP=0.008@2026-01-15", Rate("INR", "GBP", Decimal("0.008"), JANUARY, "manual")),
        (
            "GBP/INR=120@2026-01-15,my bank, at noon",
            Rate("GBP", "INR", Decimal(120), JANUARY, "my bank, at noon"),
        ),
    ],
)
def test_a_rate_is_pinned_with_its_day_and_source(text: str, rate: Rate) -> None:
    (pin,) = parsed(["list", "--rate", text]).rate
    assert pin(TODAY) == rate


def test_rates_keep_their_order_before_and_after_the_command() -> None:
    options = parsed(["--rate", "GBP/INR=1", "list", "--rate", "GBP/INR=2", "--rate", "GBP/USD=3"])
    assert [pin(TODAY).value for pin in options.rate] == [1, 2, 3]
    assert parsed(["list"]).rate == []  # nothing is left over from one call to the next


def test_an_option_after_the_command_outweighs_one_before_it() -> None:
    options = parsed(["--currency", "INR", "--format", "csv", "list", "--currency", "EUR"])
    assert (options.currency, options.format) == ("EUR", "csv")


def test_the_filters_of_list_become_one_filter() -> None:
    options = parsed(
        [
            "list",
            *(
                "--text",
                "prp london",
                "--kind",
                "treatment",
                "--family",
                "prp",
                "--family",
                "laser",
            ),
            *("--route", "injection", "--concern", "hair-loss", "--country", "gb"),
            *("--max-total", "₹1,20,000", "--max-price", "1,000.50", "--max-downtime", "36 hours"),
            *("--max-sessions", "6", "--fit", "surely", "--currency", "EUR"),
        ]
    )
    assert filter_of(options) == EntryFilter(
        words="prp london",
        fit=Fit.SURELY,
        max_total=Money(Decimal(120_000), "INR"),
        max_price=Money(Decimal("1000.50"), "EUR"),
        max_downtime_days=Fraction(3, 2),
        max_sessions=6,
        kinds=frozenset({Kind.TREATMENT}),
        families=frozenset({Family.PRP, Family.LASER}),
        routes=frozenset({Route.INJECTION}),
        concerns=frozenset({Concern.HAIR_LOSS}),
        countries=frozenset({"GB"}),
    )


def test_an_error_is_told_on_stderr_with_the_options_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(["list", "--on", "2026-13-01"])
    assert ended.value.code == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert "argument --on: “2026-13-01” is not a day. Example: 2026-01-15." in errors


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("own.exodesk", "own.exodesk"),
        ("./a b/नया.exodesk", "a b/नया.exodesk"),
        ("file:///home/a/b%20c.exodesk", "/home/a/b c.exodesk"),
        ("file://localhost/own.exodesk", "/own.exodesk"),
        ("sqlite:///own.exodesk", "own.exodesk"),
        ("sqlite:////home/a/own.exodesk", "/home/a/own.exodesk"),
    ],
)
def test_a_workspace_is_named_by_a_path_or_an_address(text: str, path: str) -> None:
    assert parsed(["list", "--workspace", text]).workspace == Path(path)


@pytest.mark.parametrize(
    "text",
    ["postgresql://ann@host/prices", "https://example.org/own", "file://host/own", "file://"],
)
def test_an_address_of_no_file_is_wrong_usage_and_makes_no_folder(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(["import", "prices.csv", "--workspace", text])
    assert ended.value.code == 2
    assert f"“{text}” is no file" in capsys.readouterr().err
