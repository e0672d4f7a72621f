from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from pytestqt.qtbot import QtBot

from exodesk.ui.theme import LIGHT, TypeRole, role_font
from exodesk.ui.widgets.axis_header import labelled_ticks, paint_axis
from exodesk.ui.widgets.range_bar import MARGIN, MarkState, RangeMark, paint_range
from exodesk.wording.scale import EMPTY, Scale, scale_between

LEFT, WIDTH, HEIGHT = 40, 150, 40
POUNDS: Callable[[float], str] = "£{:,.0f}".format
LINEAR = scale_between(57, 2300)
LOG = scale_between(57, 8000)


def painted(scale: Scale, label: Callable[[float], str] = POUNDS, ratio: int = 1) -> QImage:
    image = QImage(
        (LEFT + WIDTH + 60) * ratio, HEIGHT * ratio, QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    paint_axis(
        painter,
        QRectF(LEFT, 0, WIDTH, HEIGHT),
        scale,
        LIGHT,
        role_font(TypeRole.TINY),
        label,
    )
    painter.end()
    return image


def inked(image: QImage, top: int, bottom: int) -> list[int]:
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).name() != "#ffffff" for y in range(top, bottom))
    ]


@pytest.mark.parametrize("scale", [LINEAR, LOG], ids=["linear", "log"])
@pytest.mark.parametrize("ratio", [1, 2])
def test_ticks_stand_where_the_grid_lines_of_the_rows_stand(
    qtbot: QtBot, scale: Scale, ratio: int
) -> None:
    axis = painted(scale, lambda _value: "", ratio)
    row = QImage(axis.size(), axis.format())
    row.setDevicePixelRatio(ratio)
    row.fill(QColor("#ffffff"))
    painter = QPainter(row)
    paint_range(
        painter,
        QRectF(LEFT, 0, WIDTH, HEIGHT),
        RangeMark(MarkState.EXACT),
        scale,
        LIGHT,
    )
    painter.end()
    bottom = HEIGHT * ratio
    assert inked(axis, bottom - 1, bottom) == inked(row, 0, 1)


def test_only_as_many_labels_are_drawn_as_there_is_room_for(qtbot: QtBot) -> None:
    metrics = QFontMetricsF(role_font(TypeRole.TINY))

    def extent(value: float) -> float:
        return metrics.horizontalAdvance(POUNDS(value))

    assert labelled_ticks(LINEAR, WIDTH, extent) == (0, 1000, 2000)
    assert labelled_ticks(LINEAR, 1500, extent) == LINEAR.ticks
    assert labelled_ticks(LINEAR, 20, extent) == (0,)
    assert labelled_ticks(EMPTY, WIDTH, extent) == ()


def test_the_last_label_reaches_into_the_margin_and_no_further(qtbot: QtBot) -> None:
    wide = Scale(0, 10, False, (0, 10))
    image = painted(wide, lambda _value: "₹12,34,56,789")
    assert LEFT + WIDTH + MARGIN - 4 < max(inked(image, 0, HEIGHT)) < LEFT + WIDTH + MARGIN


def test_a_log_scale_says_so_above_its_labels(qtbot: QtBot) -> None:
    def blank(_value: float) -> str:
        return ""

    assert inked(painted(LOG, blank), 0, HEIGHT - 8) != []
    assert inked(painted(LINEAR, blank), 0, HEIGHT - 8) == []


@pytest.mark.parametrize("scale", [LINEAR, LOG, EMPTY], ids=["linear", "log", "empty"])
def test_an_upright_axis_has_its_labels_left_of_the_edge(qtbot: QtBot, scale: Scale) -> None:
    image = QImage(120, 240, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    paint_axis(
        painter,
        QRectF(0, 30, 90, 180),
        scale,
        LIGHT,
        role_font(TypeRole.SMALL),
        POUNDS,
        vertical=True,
    )
    painter.end()
    found = inked(image, 0, 240)
    assert bool(found) == bool(scale.ticks)
    assert max(found, default=0) < 90 - 8


def test_a_logarithmic_scale_labels_its_last_power(qtbot: QtBot) -> None:
    scale = Scale(1, 5000, True, (1, 10, 100, 1000))
    assert labelled_ticks(scale, 2000, lambda _at: 40) == scale.ticks
    assert labelled_ticks(scale, WIDTH, lambda _at: 40) == (10, 1000)
    assert labelled_ticks(scale, 20, lambda _at: 40) == (1000,)


def test_a_label_kept_within_the_margin_does_not_come_upon_another(qtbot: QtBot) -> None:
    scale = scale_between(100, 1000)
    wide: dict[float, float] = {0: 12.0, 500: 90.0, 1000: 110.0}
    # In the middle of their ticks they would pass each other by; moved inwards they would not.
    assert labelled_ticks(scale, 210, lambda at: wide.get(at, 200.0)) == (0, 750)
