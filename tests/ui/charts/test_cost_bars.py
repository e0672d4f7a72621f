from __future__ import annotations

from fractions import Fraction

import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from exodesk.domain.assumptions import LineKey
from exodesk.domain.money import Bounds, PriceState
from exodesk.ui.charts.cost_bar import PATTERNS, Composition, Segment
from exodesk.ui.charts.cost_bars import CostBars, cost_bars
from exodesk.ui.charts.ink import Pattern, fill_pattern
from exodesk.ui.theme import LIGHT
from tests.builders import cost, entry, offer
from tests.ui.charts.examples import BARS, LONG, bar

PARTS = BARS.showing_parts(True)


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return qapp


def ends_of(number: int) -> list[object]:
    return [
        (end.low, end.total, [(s.key.value, s.amount) for s in end.segments])
        for end in BARS.bars[number].compositions()
    ]


def test_each_end_is_made_of_its_own_lines() -> None:
    assert ends_of(1) == [
        (True, 750, [("sessions", 300), ("tax", 30), ("travel", 420)]),
        (False, 900, [("sessions", 450), ("tax", 30), ("travel", 420)]),
    ]


def test_segments_lie_end_to_end_and_reach_the_total() -> None:
    for composition in BARS.bars[1].compositions():
        reached = Fraction(0)
        for segment in composition.segments:
            assert segment.start == reached
            reached += segment.amount
        assert reached == composition.total


def test_an_exact_total_is_made_of_one_row_of_lines() -> None:
    assert ends_of(2) == [(None, 252, [("packs", 252)])]


def test_an_open_end_shows_the_lines_that_are_known() -> None:
    assert ends_of(3)[1] == (False, None, [("sessions", 900)])
    assert ends_of(4) == [(True, None, []), (False, 250, [("sessions", 250)])]


def test_what_is_unknown_or_free_is_made_of_nothing() -> None:
    assert [ends_of(number) for number in (5, 6, 7)] == [[], [], []]


def test_marks_are_the_totals_and_with_their_lines_every_segment() -> None:
    assert BARS.counts() == (1,) * 8
    assert PARTS.counts() == (5, 7, 2, 3, 2, 1, 1, 1)


@pytest.mark.parametrize(
    ("spot", "words"),
    [
        ((0, 0), "Exosome, London: £900 – £1,260"),
        ((1, 0), "Exosome, Mumbai: £750 – £900, lowest"),
        ((1, 3), "Exosome, Mumbai, low end: Travel £420 of £750"),
        ((1, 5), "Exosome, Mumbai, high end: Tax £30 of £900"),
        ((2, 1), "Cream: Packs or payments £252 of £252"),
        ((3, 2), f"{LONG}, high end: Sessions £900, of a total that is not known"),
        ((5, 0), "Vial: on request"),
        ((6, 0), "Abroad: needs a rate"),
    ],
)
def test_each_mark_says_what_it_is(spot: tuple[int, int], words: str) -> None:
    assert PARTS.words(spot) == words


def test_the_table_has_both_ends_of_every_total() -> None:
    rows = BARS.table().plain_rows()
    assert rows[0] == ["Entry", "Currency", "Low", "High"]
    assert rows[1] == ["Exosome, London", "GBP", "900.00", "1260.00"]
    assert rows[4] == [LONG, "GBP", "800.00", "unknown"]
    assert rows[6] == ["Vial", "GBP", "unknown", "unknown"]
    assert rows[8] == ["Free", "GBP", "0.00", "0.00"]


def test_the_table_says_why_a_total_is_not_known() -> None:
    cells = [[cell.text for cell in row] for row in BARS.table().rows]
    assert cells[5][2:] == ["on request", "on request"]
    assert cells[6][2:] == ["needs a rate", "needs a rate"]
    assert cells[3][2:] == ["£800", "unknown"]


def test_with_the_lines_the_table_has_them_below_their_total() -> None:
    rows = PARTS.table().plain_rows()
    assert rows[0] == ["Entry", "Line", "Currency", "Low", "High"]
    assert rows[4:8] == [
        ["Exosome, Mumbai", "Total", "GBP", "750.00", "900.00"],
        ["Exosome, Mumbai", "Sessions", "GBP", "300.00", "450.00"],
        ["Exosome, Mumbai", "Tax", "GBP", "30.00", "30.00"],
        ["Exosome, Mumbai", "Travel", "GBP", "420.00", "420.00"],
    ]


def test_every_line_has_a_pattern_of_its_own() -> None:
    assert set(PATTERNS) == set(LineKey)
    assert len(set(PATTERNS.values())) == len(LineKey)


def test_patterns_differ_to_who_sees_no_colour() -> None:
    pictures: list[QImage] = []
    for pattern in Pattern:
        image = QImage(QSize(40, 18), QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        fill_pattern(painter, QRectF(0, 0, 40, 18), pattern, LIGHT.bar)
        painter.end()
        assert all(image != other for other in pictures), pattern
        pictures.append(image)


def test_a_pattern_stays_inside_its_area() -> None:
    for pattern in Pattern:
        image = QImage(QSize(60, 40), QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        fill_pattern(painter, QRectF(20, 11, 23, 17), pattern, LIGHT.bar)
        painter.end()
        for x in range(60):
            for y in range(40):
                inside = 18 <= x <= 44 and 9 <= y <= 29
                assert inside or image.pixelColor(x, y).lightness() == 255, (pattern, x, y)


def test_lengths_of_segments_tell_their_amounts() -> None:
    plan = PARTS.plan(QSizeF(900, PARTS.height(900)))
    sessions, tax, travel = (plan.place((1, number)).width() for number in (1, 2, 3))
    assert travel / sessions == pytest.approx(420 / 300, abs=0.02)
    assert sessions / tax == pytest.approx(10, abs=0.2)


def test_the_chart_is_made_of_costs_as_they_are() -> None:
    taxed = offer("100-200 GBP")
    costs = [cost(entry("Peel", taxed, sessions="3")), cost(entry("Vial", "on request GBP"))]
    chart = cost_bars(costs, ["Peel, Leeds", "Vial"], "Total", places=["lowest", ""])
    peel, vial = chart.bars
    assert peel.total == Bounds(Fraction(300), Fraction(600))
    assert (peel.words, peel.note, peel.state) == ("£300 – £600", "lowest", PriceState.RANGE)
    assert [part.key for part in peel.parts] == [line.key for line in costs[0].lines]
    assert (vial.words, vial.parts, vial.known) == ("on request", (), False)


def test_a_line_that_costs_nothing_is_no_segment() -> None:
    free_tax = bar("Peel", (100, 100), (LineKey.SESSIONS, (100, 100)), (LineKey.TAX, (0, 0)))
    segment = Segment(LineKey.SESSIONS, Fraction(0), Fraction(100))
    assert free_tax.compositions() == (Composition(None, Fraction(100), (segment,)),)


@pytest.mark.parametrize("width", [300, 460, 700, 960])
def test_no_figure_is_cut_however_large(width: int) -> None:
    crores = bar("Peel", ("987654321", "1234567890"), words="₹98,76,54,321 – ₹1,23,45,67,890")
    chart = CostBars("T", "INR", (crores,))
    image = QImage(QSize(width, round(chart.height(width)) + 1), QImage.Format.Format_RGB32)
    drawn = Recorder(image)
    chart.plan(QSizeF(width, image.height())).paint(drawn, LIGHT)
    drawn.end()
    assert crores.words in drawn.texts


class Recorder(QPainter):
    """Keeps what is written."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.texts: list[str] = []

    def drawText(self, *given: object) -> None:  # type: ignore[override]
        self.texts.append(str(given[-1]))
