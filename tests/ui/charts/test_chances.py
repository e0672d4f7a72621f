from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtWidgets import QApplication

from exodesk.domain.chances import Chance
from exodesk.ui.charts.chance_bar import ChanceBar
from exodesk.ui.charts.chances import Chances
from tests.ui.charts.examples import CHANCES, chance


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return qapp


def test_what_cannot_be_has_no_part_and_what_is_not_known_is_one_mark() -> None:
    assert CHANCES.counts() == (2, 3, 1)


def test_lengths_tell_the_chances() -> None:
    plan = CHANCES.plan(QSizeF(900, CHANCES.height(900)))
    widths = [plan.place((1, number)).width() for number in range(3)]
    assert [width / sum(widths) for width in widths] == pytest.approx([0.5, 0.3, 0.2])
    assert plan.place((0, 0)).left() == plan.place((1, 0)).left()
    assert plan.place((0, 1)).right() == pytest.approx(plan.place((1, 2)).right())


def test_a_chance_that_is_next_to_nothing_is_still_seen() -> None:
    rare = ChanceBar("A", "B", "A", chance("0.9999"), chance("0"), chance("0.0001"))
    chart = Chances("T", (rare,))
    place = chart.plan(QSizeF(400, chart.height(400))).place((0, 1))
    assert place.width() >= 3
    assert place.right() <= 400


@pytest.mark.parametrize(
    ("spot", "words"),
    [
        ((0, 0), "Mumbai is cheaper than London in about 84 of 100 cases"),
        ((0, 1), "London is cheaper than Mumbai in about 16 of 100 cases"),
        ((1, 1), "Mumbai and Peel cost the same in about 30 of 100 cases"),
        ((2, 0), "Can’t tell: the total of Vial is not known."),
    ],
)
def test_each_mark_says_which_is_cheaper_in_how_many_cases(
    spot: tuple[int, int], words: str
) -> None:
    assert CHANCES.words(spot) == words


def test_the_table_has_the_chances_to_four_decimals() -> None:
    rows = CHANCES.table().plain_rows()
    assert rows[1] == ["Mumbai", "London", "0.8400", "0.0001", "0.1600"]
    assert rows[3] == ["Mumbai", "Vial", "unknown", "unknown", "unknown"]


def test_only_what_is_settled_is_shown_as_all() -> None:
    one, none = Fraction(1), Fraction(0)
    sure = ChanceBar("A", "B", "s", Chance(one, True), Chance(none, True), Chance(none, True))
    nearly = ChanceBar("A", "B", "s", Chance(one, False), Chance(none, False), Chance(none, False))
    texts = [[cell.text for cell in row] for row in Chances("T", (sure, nearly)).table().rows]
    assert texts[0][2:] == ["100 of 100", "0 of 100", "0 of 100"]
    assert texts[1][2:] == ["> 99 of 100", "< 1 of 100", "< 1 of 100"]
