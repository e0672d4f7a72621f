"""What holds of each kind of chart, with hostile names and figures, too."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from exodesk.ui.charts.chances import Chances
from exodesk.ui.charts.chart import Chart, Spot
from exodesk.ui.charts.cost_and_downtime import CostAndDowntime
from exodesk.ui.charts.cost_bars import CostBars
from exodesk.ui.charts.cost_over_time import CostOverTime
from exodesk.ui.charts.picture import paint_chart
from exodesk.ui.theme import DARK, HIGH_CONTRAST, LIGHT, Tokens
from tests.ui.charts import examples

hostile = st.one_of(
    examples.hostile_bars,
    examples.hostile_rectangles,
    examples.hostile_tracks,
    examples.hostile_chances,
)
kinds = pytest.mark.parametrize("kind", examples.ALL)


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> QApplication:
    return qapp


def spots(chart: Chart) -> Iterator[Spot]:
    for row, count in enumerate(chart.counts()):
        yield from product([row], range(count))


def painted(
    chart: Chart,
    tokens: Tokens = LIGHT,
    *,
    width: int = 900,
    height: int = 0,
    current: Spot | None = None,
    grey: bool = False,
) -> QImage:
    tall = height or round(chart.height(width)) + 1
    image = QImage(QSize(width, tall), QImage.Format.Format_RGB32)
    image.fill(tokens.base)
    painter = QPainter(image)
    area = QRectF(0, 0, width, tall)
    paint_chart(painter, area, chart, tokens, current=current, grey=grey)
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    size = image.size()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, size.width(), 2)
        for y in range(size.height())
    }


@kinds
def test_every_mark_has_a_place_that_pointing_finds_and_words(kind: str) -> None:
    chart = examples.ALL[kind]
    plan = chart.plan(QSizeF(900, chart.height(900)))
    for spot in spots(chart):
        place = plan.place(spot)
        assert not place.isEmpty(), spot
        assert chart.words(spot)
        assert plan.spot_at(place.center()) is not None
    assert plan.spot_at(QPointF(-50, -50)) is None
    assert plan.place((99, 0)).isEmpty()
    assert plan.place((0, 999)).isEmpty()


@kinds
def test_pointing_at_a_mark_reaches_that_mark(kind: str) -> None:
    chart = examples.ALL[kind]
    plan = chart.plan(QSizeF(900, chart.height(900)))
    reached = set()
    for x, y in product(range(0, 900, 3), range(0, round(chart.height(900)), 2)):
        reached.add(plan.spot_at(QPointF(x, y)))
    assert reached - {None} >= {(row, 0) for row in range(len(chart.counts()))}
    assert reached - {None} <= set(spots(chart))
    if kind in ("bars", "parts", "rectangles"):
        assert reached - {None} == set(spots(chart))


@kinds
@pytest.mark.parametrize("width", [240, 500, 1024])
def test_nothing_is_painted_beyond_the_height_it_asks_for(kind: str, width: int) -> None:
    chart = examples.ALL[kind]
    wanted = round(chart.height(width))
    image = QImage(QSize(width, wanted + 80), QImage.Format.Format_RGB32)
    image.fill(LIGHT.base)
    painter = QPainter(image)
    paint_chart(painter, QRectF(0, 0, width, wanted), chart, LIGHT)
    painter.end()
    below = image.copy(0, wanted + 1, width, 79)
    assert colours(below) == {LIGHT.base.name()}


@kinds
@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda tokens: tokens.name)
def test_it_is_painted_in_the_colours_of_the_scheme(kind: str, tokens: Tokens) -> None:
    chart = examples.ALL[kind]
    seen = colours(painted(chart, tokens))
    assert {tokens.base.name(), tokens.bar.name()} <= seen
    assert tokens.accent.name() in colours(painted(chart, tokens, current=(0, 0)))


@kinds
def test_for_a_printer_of_one_ink_there_is_no_hue(kind: str) -> None:
    image = painted(examples.ALL[kind], width=500, grey=True)
    assert len(colours(image)) > 5
    assert all(QColor(name).hslSaturation() == 0 for name in colours(image))


@kinds
def test_the_same_is_painted_each_time(kind: str) -> None:
    assert painted(examples.ALL[kind]) == painted(examples.ALL[kind])


@kinds
def test_the_table_has_as_many_cells_in_every_row_as_headings(kind: str) -> None:
    table = examples.ALL[kind].table()
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.headings)}
    assert len(table.plain_rows()) == len(table.rows) + 1


@kinds
def test_figures_are_copied_as_numbers_and_unknown_ones_as_that_word(kind: str) -> None:
    cells = [cell for row in examples.ALL[kind].table().rows for cell in row if cell.figure]
    assert cells
    for cell in cells:
        if cell.known:
            assert float(cell.plain) >= 0
        else:
            assert cell.plain == "unknown"


@pytest.mark.parametrize("kind", ["bars", "parts", "rectangles", "tracks"])
def test_every_amount_stands_beside_the_code_of_its_currency(kind: str) -> None:
    table = examples.ALL[kind].table()
    column = table.headings.index("Currency")
    assert {row[column] for row in table.plain_rows()[1:]} == {"GBP"}


@kinds
def test_whoever_cannot_see_it_hears_of_every_row(kind: str) -> None:
    chart = examples.ALL[kind]
    for row in chart.table().rows:
        assert row[0].text in chart.overview()


@kinds
def test_nothing_is_left_of_a_chart_without_entries(kind: str) -> None:
    empties: dict[str, Chart] = {
        "bars": CostBars("", "GBP", ()),
        "parts": CostBars("", "GBP", (), with_parts=True),
        "rectangles": CostAndDowntime("", "GBP", "", "", ()),
        "tracks": CostOverTime("", "GBP", ()),
        "chances": Chances("", ()),
    }
    chart = empties[kind]
    assert chart.counts() == ()
    assert chart.table().rows == ()
    painted(chart)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile, st.sampled_from([1, 90, 333, 1400]), st.sampled_from([1, 77, 700]), st.data())
def test_painting_is_total(chart: Chart, width: int, height: int, data: st.DataObject) -> None:
    every = list(spots(chart))
    current = data.draw(st.sampled_from([None, *every]))
    painted(chart, width=width, height=height, current=current)
    plan = chart.plan(QSizeF(width, height))
    for spot in every:
        place = plan.place(spot)
        assert place.width() >= 0
        assert place.height() >= 0
        assert chart.words(spot) is not None
    plan.spot_at(QPointF(width / 2, height / 2))
    assert chart.overview() is not None
    assert all(len(row) == len(chart.table().headings) for row in chart.table().rows)


def test_some_thousand_paintings_take_no_reference_from_none() -> None:
    image = QImage(QSize(700, 500), QImage.Format.Format_RGB32)
    plans = [chart.plan(QSizeF(700, 500)) for chart in examples.ALL.values()]
    before = sys.getrefcount(None)
    for number in range(2000):
        painter = QPainter(image)
        plans[number % len(plans)].paint(painter, LIGHT, (0, 0), ring=True)
        painter.end()
    assert sys.getrefcount(None) > before - 200
