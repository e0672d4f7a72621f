"""What totals assume, as the command line takes it: each option alone, together and refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from exodesk.domain.assumption_texts import NoRateForAmountError, OtherUnitThanPackError
from exodesk.domain.assumptions import FEE_LINES, Assumptions, LineKey, UnknownTax
from exodesk.domain.catalogue import Catalogue, UnknownEntryError
from exodesk.domain.entries import SessionCount, Use
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.domain.units import Amount
from exodesk.options import parsed
from exodesk.what_if_options import assumptions_of
from tests.builders import NO_RATES, RATES, entry, product

SERUM = product("Serum", "36 GBP")
PEEL = entry("Peel", "10 GBP")
CATALOGUE = Catalogue(entries=(SERUM, PEEL))
ADD_ON = LineKey.ADD_ON


def assumed(*arguments: str, command: str = "list", rates: RateTable = RATES) -> Assumptions:
    ids = [] if command == "list" else ["peel"]
    return assumptions_of(parsed([command, *ids, *arguments]), CATALOGUE, rates)


@pytest.mark.parametrize("command", ["list", "show", "compare"])
def test_without_options_nothing_looks_at_the_place_one_is_in(command: str) -> None:
    usual = assumed(command=command)
    assert usual == Assumptions()
    assert (usual.currency, usual.horizon_days, usual.home) == ("GBP", Fraction(365), None)
    assert (usual.unknown_tax, usual.travel, usual.trips) == (UnknownTax.AS_PRINTED, None, 1)
    assert usual.left_out == {ADD_ON}


def test_a_command_without_these_options_assumes_the_usual() -> None:
    options = parsed(["--currency", "INR", "rates"])
    assert assumptions_of(options, CATALOGUE, RATES) == Assumptions("INR")


@pytest.mark.parametrize("command", ["list", "show", "compare"])
@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ("--sessions 4", Assumptions(sessions=SessionCount(4, 4))),
        ("--sessions 3-6", Assumptions(sessions=SessionCount(3, 6))),
        ("--sessions-of peel=2", Assumptions(sessions_of={"peel": SessionCount(2, 2)})),
        ("--use serum=1ml", Assumptions(use_of={"serum": Use(Amount(Decimal(1), "ml"), "day")})),
        (
            "--use serum=0.01l/week",
            Assumptions(use_of={"serum": Use(Amount(Decimal("0.01"), "l"), "week")}),
        ),
        ("--horizon 6month", Assumptions(horizon_days=Fraction(365, 2))),
        ("--no-fees", Assumptions(left_out=FEE_LINES | {ADD_ON})),
        ("--add-ons", Assumptions(left_out=frozenset())),
        ("--unknown-tax as-printed", Assumptions()),
        ("--unknown-tax widen", Assumptions(unknown_tax=UnknownTax.WIDEN)),
        ("--fx-fee 2.75", Assumptions(fx_fee=Fraction(11, 4))),
        ("--home gb", Assumptions(home="GB")),
        (
            "--home GB --travel 420GBP",
            Assumptions(home="GB", travel=Money.parse("420 GBP"), trips=1),
        ),
        (
            "--home GB --travel 42000INR --trips one",
            Assumptions(home="GB", travel=Money.parse("42000 INR"), trips=1),
        ),
        (
            "--home GB --travel 420 --trips per-session",
            Assumptions(home="GB", travel=Money.parse("420 GBP"), trips=None),
        ),
        (
            "--home GB --travel 420 --trips 3",
            Assumptions(home="GB", travel=Money.parse("420 GBP"), trips=3),
        ),
        ("--time-off £120", Assumptions(time_off=Money.parse("120 GBP"))),
    ],
)
def test_an_option_says_one_thing(command: str, arguments: str, wanted: Assumptions) -> None:
    assert assumed(*arguments.split(), command=command) == wanted


@pytest.mark.parametrize("key", [key for key in LineKey if key.value not in ("sessions", "packs")])
def test_every_line_but_the_course_can_be_left_out(key: LineKey) -> None:
    assert assumed("--without", key.value).left_out == {ADD_ON, key}


def test_what_is_left_out_by_name_stays_out_whatever_else_is_asked() -> None:
    both = assumed("--add-ons", "--without", "add-on", "--without", "tax", "--no-fees")
    assert both.left_out == FEE_LINES | {ADD_ON, LineKey.TAX}


def test_all_options_stand_together() -> None:
    assert assumed(
        *("--sessions=3-6", "--sessions-of=peel=2", "--use=serum=1ml/day", "--horizon=18 months"),
        *("--no-fees", "--add-ons", "--unknown-tax=widen", "--fx-fee=2.75 %", "--home=GB"),
        *("--travel=42000", "--trips=2", "--time-off=120 GBP", "--without=maintenance"),
        *("--currency=INR",),
    ) == Assumptions(
        currency="INR",
        horizon_days=Fraction(1095, 2),
        sessions=SessionCount(3, 6),
        sessions_of={"peel": SessionCount(2, 2)},
        left_out=FEE_LINES | {LineKey.MAINTENANCE},
        unknown_tax=UnknownTax.WIDEN,
        fx_fee=Fraction(11, 4),
        home="GB",
        travel=Money.parse("42000 INR"),
        trips=2,
        time_off=Money.parse("120 GBP"),
        use_of={"serum": Use(Amount(Decimal(1), "ml"), "day")},
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--sessions", "0"], "argument --sessions: “0” is not a number of sessions."),
        (["--sessions", "6-3"], "argument --sessions: “6-3” is not a number of sessions."),
        (["--sessions-of", "3"], "argument --sessions-of: “3” does not say of which entry."),
        (["--sessions-of", "peel=0"], "argument --sessions-of: “0” is not a number of sessions."),
        (["--use", "serum"], "argument --use: “serum” does not say of which entry."),
        (["--use", "=1 ml"], "argument --use: “=1 ml” does not say of which entry."),
        (["--use", "serum=0 ml"], "argument --use: Use per day must be above 0"),
        (["--use", "serum=a drop"], "argument --use: Not an amount of use."),
        (["--horizon", "0 month"], "argument --horizon: The horizon must be above 0."),
        (["--horizon=-1 month"], "argument --horizon: The horizon must be above 0."),
        (["--horizon", "soon"], "argument --horizon: “soon” is not a length of time."),
        (["--horizon", "101 years"], "argument --horizon: The horizon is too long"),
        (["--fx-fee", "101"], "argument --fx-fee: A percentage is between 0 and 100."),
        (["--fx-fee=-1"], "argument --fx-fee: A percentage is between 0 and 100."),
        (["--fx-fee", "x"], "argument --fx-fee: Not a percentage."),
        (["--unknown-tax", "guess"], "argument --unknown-tax: invalid choice: 'guess'"),
        (["--home", "ZZ"], "argument --home: “ZZ” is not a country code."),
        (["--home", "GB", "--travel", "1,000.5.0"], "argument --travel: Not an amount."),
        (["--home", "GB", "--travel=-420GBP"], "argument --travel: Not an amount."),
        (["--home", "GB", "--travel", "4 XXY"], "argument --travel: “XXY” is not a currency."),
        (["--travel", "420GBP"], "argument --travel: needs --home."),
        (["--travel", "420GBP", "--trips", "2"], "argument --travel: needs --home."),
        (["--trips", "3"], "argument --trips: trips need a price."),
        (["--home", "GB", "--trips", "per-session"], "argument --trips: trips need a price."),
        (["--home=GB", "--travel=1", "--trips=0"], "argument --trips: The number of trips must be"),
        (["--home=GB", "--travel=1", "--trips=2.5"], "argument --trips: Not a number of trips."),
        (["--time-off", "a day"], "argument --time-off: Not an amount."),
        (["--without", "sessions"], "argument --without: invalid choice: 'sessions'"),
        (["--without", "packs"], "argument --without: invalid choice: 'packs'"),
    ],
)
@pytest.mark.parametrize("command", ["list", "compare"])
def test_wrong_usage_is_one_sentence(
    command: str, arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        assumed(*arguments, command=command)
    assert ended.value.code == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith(f"exodesk {command}: {sentence}")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        (["--sessions-of", "nope=3"], UnknownEntryError, "There is no entry “nope”"),
        (["--sessions-of", "serum=3"], ExodeskError, "“serum” is a product"),
        (["--use", "nope=1 ml"], UnknownEntryError, "There is no entry “nope”"),
        (["--use", "peel=1 ml"], ExodeskError, "“peel” is a treatment"),
        (["--use", "serum=1 g"], OtherUnitThanPackError, "The pack is stated in ml"),
    ],
)
def test_what_does_not_fit_the_catalogue_is_refused(
    arguments: list[str], error: type[ExodeskError], sentence: str
) -> None:
    with pytest.raises(error, match=sentence):
        assumed(*arguments)


@pytest.mark.parametrize(
    "arguments", [["--home", "GB", "--travel", "420 INR"], ["--time-off", "9000 INR"]]
)
def test_an_amount_without_a_rate_is_refused(arguments: list[str]) -> None:
    with pytest.raises(NoRateForAmountError, match="No rate from INR to GBP"):
        assumed(*arguments, rates=NO_RATES)
    assert assumed(*arguments, "--currency", "INR", rates=NO_RATES).currency == "INR"
