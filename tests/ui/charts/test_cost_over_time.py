from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtWidgets import QApplication

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.over_time import cost_over_time
from exodesk.ui.charts.cost_over_time import CostOverTime, cost_over_time_chart
from exodesk.ui.charts.track import DASHES, PATTERNS, Track
from exodesk.ui.charts.tracks_plan import TracksPlan
from tests.builders import RATES, cost, entry, product
from tests.ui.charts.examples import TRACKS, bounds, track

NAMES = [track.name for track in TRACKS.tracks]
WIDTH = 900


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return qapp


def laid_out(chart: CostOverTime) -> TracksPlan:
    return chart.plan(QSizeF(WIDTH, chart.height(WIDTH)))


def test_each_month_of_each_entry_is_a_mark_and_what_is_unknown_is_one() -> None:
    assert TRACKS.counts() == (4, 4, 4, 4, 1, 4)


@pytest.mark.parametrize(
    ("spot", "words"),
    [
        ((0, 0), "Peels, at the start: £80 – £120 paid"),
        ((0, 1), "Peels, after 1 month: £160 – £240 paid"),
        ((1, 3), "Cream, after 3 months: £72 paid"),
        ((2, 0), "From, at the start: from £100 paid"),
        ((3, 0), "Up to, at the start: up to £50 paid"),
        ((4, 0), "Vial: on request"),
    ],
)
def test_each_mark_says_what_is_paid_by_then(spot: tuple[int, int], words: str) -> None:
    assert TRACKS.words(spot) == words


def test_time_goes_to_the_right_and_what_is_paid_upwards() -> None:
    plan = laid_out(TRACKS)
    places = [plan.place((0, month)) for month in range(4)]
    lefts = [place.center().x() for place in places]
    steps = {round(right - left, 6) for left, right in pairwise(lefts)}
    assert len(steps) == 1
    assert steps.pop() > 0
    assert [place.top() for place in places] == sorted(
        (place.top() for place in places), reverse=True
    )
    assert places[3].height() > places[0].height()


def test_between_two_months_the_earlier_one_is_meant() -> None:
    plan = laid_out(TRACKS)
    first, second = plan.place((1, 2)).center(), plan.place((1, 3)).center()
    assert plan.spot_at(QPointF((first.x() + second.x()) / 2, first.y())) == (1, 2)


def test_what_is_unknown_is_a_row_below_the_plot() -> None:
    plan = laid_out(TRACKS)
    vial = plan.place((NAMES.index("Vial"), 0))
    assert vial.top() > max(plan.place((row, 0)).bottom() for row in (0, 1, 2, 3, 5))
    assert plan.spot_at(vial.center()) == (4, 0)


def test_pointing_at_the_name_of_an_entry_means_its_last_month() -> None:
    plan = laid_out(TRACKS)
    named = {
        spot
        for y in range(round(TRACKS.height(WIDTH)))
        if (spot := plan.spot_at(QPointF(WIDTH - 40, y))) is not None and spot[0] != 4
    }
    assert named == {(row, 3) for row in (0, 1, 2, 3, 5)}


def test_eight_entries_are_told_apart_by_line_and_by_pattern() -> None:
    assert len(set(DASHES)) == len(DASHES) == 8
    assert len(set(PATTERNS)) == len(PATTERNS) == 8


def test_the_table_has_a_row_for_each_month() -> None:
    rows = TRACKS.table().plain_rows()
    assert rows[0] == ["Entry", "Month", "Currency", "Paid, low", "Paid, high"]
    assert rows[1:3] == [
        ["Peels", "0", "GBP", "80.00", "120.00"],
        ["Peels", "1", "GBP", "160.00", "240.00"],
    ]
    assert ["From", "2", "GBP", "200.00", "unknown"] in rows
    assert [row for row in rows if row[0] == "Vial"] == [["Vial", "3", "GBP", "unknown", "unknown"]]


def test_a_hundred_years_month_by_month_are_painted_with_years_below() -> None:
    month = Fraction(365, 12)
    points = tuple((month * number, bounds(number, 2 * number)) for number in range(1201))
    chart = CostOverTime("T", "INR", tuple(Track(f"T {n}", points, "words") for n in range(8)))
    plan = chart.plan(QSizeF(800, 500))
    assert plan.place((7, 1200)).right() <= 800
    assert chart.counts() == (1201,) * 8


def test_labels_lie_on_no_other_and_inside() -> None:
    chart = CostOverTime(
        "T", "GBP", tuple(track(f"Peel {n}", (100, 100), (100, 100)) for n in range(8))
    )
    plan = laid_out(chart)
    rows = [plan.spot_at(QPointF(860, y)) for y in range(round(chart.height(WIDTH)))]
    for row in range(8):
        assert rows.count((row, 1)) > 20


def test_the_chart_is_made_of_what_the_domain_says() -> None:
    entries = [
        entry("Peel", "100-120 GBP", sessions="2", interval="4 week"),
        product("Cream", "36 GBP"),
        entry("Vial", "on request GBP"),
    ]
    costs = [cost(each) for each in entries]
    points = [cost_over_time(each, Assumptions(), RATES).points for each in entries]
    chart = cost_over_time_chart(costs, ["Peel", "Cream", "Vial"], points, "Paid")
    assert chart.counts() == (13, 13, 1)
    assert chart.words((0, 12)) == "Peel, after 12 months: £200 – £240 paid"
    assert chart.words((1, 12)) == "Cream, after 12 months: £252 paid"
    assert chart.words((2, 0)) == "Vial: on request"
