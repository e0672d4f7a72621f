from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from exodesk.ui.charts.cost_and_downtime import CostAndDowntime, cost_and_downtime
from exodesk.ui.charts.picture import paint_chart
from exodesk.ui.charts.rectangles_plan import RectanglesPlan
from exodesk.ui.theme import LIGHT
from exodesk.ui.widgets.range_bar import TAIL
from tests.builders import cost, entry
from tests.ui.charts.examples import RECTANGLES, rectangle

LINE = "Cost and downtime only. Says nothing about results."
NAMES = [entry.name for entry in RECTANGLES.entries]


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return qapp


def plan_of(chart: CostAndDowntime, width: float = 900) -> RectanglesPlan:
    return chart.plan(QSizeF(width, chart.height(width)))


def place_of(name: str) -> QRectF:
    return plan_of(RECTANGLES).place((NAMES.index(name), 0))


def painted(chart: CostAndDowntime) -> QImage:
    image = QImage(QSize(900, round(chart.height(900))), QImage.Format.Format_RGB32)
    image.fill(LIGHT.base)
    painter = QPainter(image)
    paint_chart(painter, QRectF(image.rect()), chart, LIGHT)
    painter.end()
    return image


def share_of(image: QImage, area: QRectF, colour: QColor) -> float:
    inside = area.toAlignedRect().adjusted(12, 12, -4, -4)
    hits = [
        image.pixelColor(x, y) == colour
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    ]
    return sum(hits) / len(hits)


def test_cost_goes_to_the_right_and_downtime_upwards() -> None:
    london, prp = place_of("Exosome, London"), place_of("PRP, Mumbai")
    assert prp.right() < london.left()
    assert prp.bottom() < london.top()
    assert london.width() / prp.width() == pytest.approx(300 / 300, abs=0.01)
    assert prp.height() / london.height() == pytest.approx(10 / 3, abs=0.05)


def test_what_is_exact_on_both_axes_is_still_seen() -> None:
    cream = place_of("Cream")
    assert cream.width() == cream.height() > 3


def test_an_open_end_is_always_as_long_since_it_says_nothing() -> None:
    open_above = place_of("From")
    assert (open_above.width(), open_above.height()) == (TAIL, TAIL)
    open_below = place_of("Up to")
    assert open_below.width() == TAIL
    assert open_below.height() <= TAIL


def test_an_open_end_has_no_edge() -> None:
    image = painted(RECTANGLES)
    area = place_of("From")

    def inked(x: float) -> int:
        column = range(round(area.top()) + 8, round(area.bottom()))
        return sum(image.pixelColor(round(x), y).lightness() < 200 for y in column)

    assert inked(area.left()) > 5
    assert inked(area.right() + 1) < 5


def test_what_has_no_cost_or_no_downtime_is_a_row_of_its_own_beside_the_plot() -> None:
    vial, plot = place_of("Vial"), place_of("Laser, London")
    assert vial.left() > plot.right()
    assert vial.bottom() <= RECTANGLES.height(900)
    narrow = plan_of(RECTANGLES, 400)
    assert narrow.place((NAMES.index("Vial"), 0)).top() > narrow.place((2, 0)).bottom()


def test_surely_beaten_is_told_by_a_pattern_and_by_words() -> None:
    image = painted(RECTANGLES)
    beaten = share_of(image, place_of("Laser, London"), LIGHT.control)
    free = share_of(image, place_of("PRP, Mumbai"), LIGHT.control)
    assert beaten > 0.02
    assert free == 0
    assert RECTANGLES.words((2, 0)) == (
        "Laser, London: £800 – £1,800, downtime 10 – 21 days, surely beaten by Exosome, Mumbai"
    )


def test_numbers_at_the_rectangles_lie_on_no_other() -> None:
    same = [rectangle(f"Peel {n}", (100, 400), (1, 3)) for n in range(8)]
    chart = CostAndDowntime("T", "GBP", "C", "D", tuple(same))
    badges = list(plan_of(chart).badges().values())
    assert len(badges) == 8
    for number, badge in enumerate(badges):
        assert not any(badge.intersects(other) for other in badges[number + 1 :])


def test_it_always_says_that_it_says_nothing_about_results() -> None:
    assert LINE in RECTANGLES.notes
    assert LINE in RECTANGLES.overview()


def test_the_table_has_the_same_numbers() -> None:
    rows = RECTANGLES.table().plain_rows()
    assert rows[0] == [
        *("Entry", "Currency", "Cost, low", "Cost, high"),
        *("Downtime, days, low", "Downtime, days, high", "Surely beaten by"),
    ]
    assert rows[3] == [
        *("Laser, London", "GBP", "800.00", "1800.00", "10", "21", "Exosome, Mumbai"),
    ]
    assert rows[5] == ["From", "GBP", "1400.00", "unknown", "1", "unknown", ""]
    assert rows[7] == ["Vial", "GBP", "unknown", "unknown", "3", "6", ""]
    assert [cell.text for cell in RECTANGLES.table().rows[6]][2:4] == ["on request"] * 2


def test_half_a_day_is_copied_as_it_is() -> None:
    chart = CostAndDowntime("T", "GBP", "C", "D", (rectangle("Peel", (1, 2), ("1.5", "1/3")),))
    assert chart.table().plain_rows()[1][4] == "1.5"
    assert chart.table().plain_rows()[1][5].startswith("0.333333")


def test_the_chart_is_made_of_costs_as_they_are() -> None:
    costs = [
        cost(entry("Peel", "100 GBP", sessions="2", downtime="1-2 day")),
        cost(entry("Laser", "500 GBP", sessions="2", downtime="5 day")),
        cost(entry("Vial", "on request GBP", downtime="1 day")),
        cost(entry("Facial", "50 GBP", sessions="1")),
    ]
    names = ["Peel", "Laser", "Vial", "Facial"]
    chart = cost_and_downtime(costs, names, "Title", "Total", beaten={1: 0})
    assert [entry.drawn for entry in chart.entries] == [True, True, False, False]
    assert chart.entries[1].beaten_by == 0
    assert chart.words((0, 0)) == "Peel: £200, downtime 2 – 4 days"
    assert chart.words((3, 0)) == "Facial: £50, downtime unknown"
    assert chart.words((2, 0)).startswith("Vial: on request")
