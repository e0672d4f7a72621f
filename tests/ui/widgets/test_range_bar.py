"""Marks are painted on white with colours that differ, and then looked up pixel by pixel."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from exodesk.ui.theme import DARK, LIGHT, Tokens
from exodesk.ui.widgets.range_bar import (
    TAIL,
    MarkState,
    RangeMark,
    paint_ground,
    paint_range,
)
from exodesk.wording.scale import EMPTY, Scale

LINEAR = Scale(0, 1000, False, (0, 250, 500, 750, 1000))
LOG = Scale(10, 1000, True, (10, 100, 1000))
LEFT, WIDTH, HEIGHT = 40, 200, 40
MIDDLE = HEIGHT // 2

MARKS = [
    RangeMark(MarkState.EXACT, 400, 400),
    RangeMark(MarkState.EXACT, 0, 0),
    RangeMark(MarkState.RANGE, 500, 700),
    RangeMark(MarkState.RANGE, 500, 501),
    RangeMark(MarkState.RANGE, 0, 20),
    RangeMark(MarkState.FROM, 650),
    RangeMark(MarkState.FROM, 1000),
    RangeMark(MarkState.UP_TO, None, 700),
    RangeMark(MarkState.UP_TO, None, 20),
    RangeMark(MarkState.UNKNOWN),
    RangeMark(MarkState.ON_REQUEST),
    RangeMark(MarkState.NEEDS_RATE),
]


class Painted:
    """An image in logical pixels, whatever its ratio."""

    def __init__(self, image: QImage, ratio: int) -> None:
        self._image = image
        self._ratio = ratio

    def at(self, x: float, y: float = MIDDLE) -> QColor:
        return self._image.pixelColor(round(x * self._ratio), round(y * self._ratio))

    def columns(self, colour: QColor, y: float = MIDDLE) -> tuple[float, float] | None:
        """The first and the last place in a row that has exactly this colour."""
        found = [
            x / self._ratio
            for x in range(self._image.width())
            if self._image.pixelColor(x, round(y * self._ratio)).name() == colour.name()
        ]
        return (found[0], found[-1] + 1 / self._ratio) if found else None

    def is_blank(self) -> bool:
        return all(
            self._image.pixelColor(x, y).name() == "#ffffff"
            for x in range(self._image.width())
            for y in range(self._image.height())
        )

    def ink(self) -> tuple[float, float]:
        """The first and the last place across the whole height that is not white."""
        found = [
            x / self._ratio
            for x in range(self._image.width())
            for y in range(self._image.height())
            if self._image.pixelColor(x, y).name() != "#ffffff"
        ]
        return min(found), max(found) + 1 / self._ratio


def painted(
    mark: RangeMark,
    scale: Scale = LINEAR,
    *,
    ratio: int = 1,
    tokens: Tokens = LIGHT,
    selected: bool = False,
    band: tuple[float | None, float | None] | None = None,
    grid: bool = False,
    height: float = 8,
) -> Painted:
    image = QImage(
        (LEFT + WIDTH + 40) * ratio, HEIGHT * ratio, QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    paint_range(
        painter,
        QRectF(LEFT, 0, WIDTH, HEIGHT),
        mark,
        scale,
        tokens,
        selected=selected,
        band=band,
        grid=grid,
        height=height,
    )
    painter.end()
    return Painted(image, ratio)


def at(value: float, scale: Scale = LINEAR) -> float:
    return LEFT + scale.position(value) * WIDTH


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("scale", [LINEAR, LOG, EMPTY], ids=["linear", "log", "empty"])
@pytest.mark.parametrize("mark", MARKS, ids=str)
def test_every_state_leaves_a_mark_and_no_figure_is_reached(
    mark: RangeMark, scale: Scale, ratio: int
) -> None:
    first, last = painted(mark, scale, ratio=ratio).ink()
    assert first >= LEFT - 8
    assert last <= LEFT + WIDTH + 32


@pytest.mark.parametrize("ratio", [1, 2])
def test_a_range_is_a_sharp_bar_from_low_to_high(ratio: int) -> None:
    found = painted(RangeMark(MarkState.RANGE, 500, 700), ratio=ratio)
    assert found.columns(LIGHT.bar) == (at(500), at(700))
    assert found.at(at(600), MIDDLE - 4).name() == LIGHT.bar.name()
    assert found.at(at(600), MIDDLE - 5).name() == "#ffffff"
    assert found.at(at(600), MIDDLE + 3).name() == LIGHT.bar.name()
    assert found.at(at(600), MIDDLE + 4).name() == "#ffffff"


@pytest.mark.parametrize("value", [0, 500, 1000])
def test_a_narrow_range_is_still_four_long_and_on_the_scale(value: float) -> None:
    first, last = painted(RangeMark(MarkState.RANGE, value, value + 1)).ink()
    assert last - first == pytest.approx(4, abs=1)
    assert first >= LEFT
    assert last <= LEFT + WIDTH


@pytest.mark.parametrize("ratio", [1, 2])
def test_an_exact_figure_is_a_dot_about_ten_across(ratio: int) -> None:
    first, last = painted(RangeMark(MarkState.EXACT, 400, 400), ratio=ratio).ink()
    assert 9 <= last - first <= 10
    assert (first + last) / 2 == pytest.approx(at(400), abs=0.5)


def test_a_free_entry_is_a_dot_on_zero() -> None:
    first, last = painted(RangeMark(MarkState.EXACT, 0, 0)).ink()
    assert (first + last) / 2 == pytest.approx(LEFT, abs=0.5)


def test_on_a_log_scale_a_zero_stands_at_the_left_edge_with_its_cap() -> None:
    above_the_dot = MIDDLE - 7 + 1
    for mark in (RangeMark(MarkState.EXACT, 0, 0), RangeMark(MarkState.RANGE, 0, 100)):
        log = painted(mark, LOG)
        assert log.at(LEFT + 1, above_the_dot).name() == LIGHT.bar.name()
        assert painted(mark, LINEAR).at(LEFT + 1, above_the_dot).name() == "#ffffff"


def test_the_open_tail_is_always_as_long() -> None:
    for low in (0, 333, 650, 1000):
        for scale in (LINEAR, LOG):
            first, last = painted(RangeMark(MarkState.FROM, low), scale).ink()
            assert first == pytest.approx(at(low, scale), abs=0.5)
            assert last - first == pytest.approx(TAIL, abs=1.5)


def test_the_open_tail_fades_and_has_a_cap_at_its_figure() -> None:
    found = painted(RangeMark(MarkState.FROM, 500))
    cap = [found.at(at(500) + 1, y).name() for y in range(HEIGHT)].count(LIGHT.bar.name())
    assert 12 <= cap <= 14
    shades = [found.at(at(500) + x, MIDDLE - 3).lightnessF() for x in (4, 10, 16, 22)]
    assert shades == sorted(shades)
    assert shades[-1] > shades[0] + 0.2


def test_the_tail_of_up_to_is_the_mirror_image_and_ends_at_zero() -> None:
    far = painted(RangeMark(MarkState.UP_TO, None, 700)).ink()
    assert far[0] == pytest.approx(at(700) - TAIL, abs=1.5)
    assert far[1] == pytest.approx(at(700), abs=0.5)
    near = painted(RangeMark(MarkState.UP_TO, None, 40)).ink()
    assert near[0] == pytest.approx(LEFT, abs=1.5)
    assert near[1] == pytest.approx(at(40), abs=0.5)


@pytest.mark.parametrize("state", [MarkState.UNKNOWN, MarkState.ON_REQUEST])
@pytest.mark.parametrize("ratio", [1, 2])
def test_the_unknown_is_dotted_over_the_whole_scale(state: MarkState, ratio: int) -> None:
    found = painted(RangeMark(state), ratio=ratio)
    first, last = found.ink()
    assert first == pytest.approx(LEFT, abs=1)
    assert last == pytest.approx(LEFT + WIDTH, abs=4)
    line = [found.at(LEFT + x, MIDDLE + 0.5 - 0.5 / ratio).name() for x in range(WIDTH)]
    gaps = line.count("#ffffff")
    assert WIDTH * 0.3 < gaps < WIDTH * 0.8


def test_a_missing_rate_is_a_warning_sign_at_the_left_and_no_bar() -> None:
    found = painted(RangeMark(MarkState.NEEDS_RATE, 500, 700))
    first, last = found.ink()
    assert first >= LEFT
    assert last <= LEFT + 15
    colours = {found.at(LEFT + x, y).name() for x in range(15) for y in range(HEIGHT)}
    assert LIGHT.warning.name() in colours
    assert LIGHT.bar.name() not in colours


def test_a_mark_without_the_figure_its_state_needs_is_drawn_as_unknown() -> None:
    for state in (MarkState.EXACT, MarkState.RANGE, MarkState.FROM, MarkState.UP_TO):
        found = painted(RangeMark(state))
        assert found.columns(LIGHT.bar) is None
        assert not found.is_blank()


def test_the_selected_bar_is_in_the_accent() -> None:
    mark = RangeMark(MarkState.RANGE, 500, 700)
    assert painted(mark, selected=True).columns(LIGHT.accent) is not None
    assert painted(mark, selected=True, tokens=DARK).columns(DARK.accent) is not None
    assert painted(mark).columns(LIGHT.accent) is None


@pytest.mark.parametrize(
    ("band", "edges"),
    [
        ((250, 750), (at(250), at(750))),
        ((250, None), (at(250), LEFT + WIDTH)),
        ((None, 750), (LEFT, at(750))),
        ((500, 500), (at(500) - 1, at(500) + 1)),
        ((None, None), None),
    ],
)
def test_the_band_runs_through_the_whole_row_and_an_open_end_is_open(
    band: tuple[float | None, float | None], edges: tuple[float, float] | None
) -> None:
    found = painted(RangeMark(MarkState.UNKNOWN), band=band)
    assert found.columns(LIGHT.band, 0) == edges
    assert found.columns(LIGHT.band, HEIGHT - 1) == edges


@pytest.mark.parametrize("ratio", [1, 2])
def test_grid_lines_stand_at_the_ticks(ratio: int) -> None:
    found = painted(RangeMark(MarkState.NEEDS_RATE), grid=True, ratio=ratio)
    for tick in LINEAR.ticks:
        assert found.at(at(tick), 1).name() == LIGHT.grid.name()
        assert found.at(at(tick) + 1, 1).name() == "#ffffff"


def test_an_upright_scale_grows_upwards() -> None:
    image = QImage(60, 240, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    area = QRectF(16, 20, 28, 200)
    paint_ground(painter, area, LINEAR, LIGHT, band=(0, 250), vertical=True)
    paint_range(
        painter,
        area,
        RangeMark(MarkState.RANGE, 500, 700),
        LINEAR,
        LIGHT,
        grid=False,
        height=28,
        vertical=True,
    )
    painter.end()
    inked = [y for y in range(240) if image.pixelColor(30, y).name() == LIGHT.bar.name()]
    assert (inked[0], inked[-1] + 1) == (20 + 60, 20 + 100)
    across = [x for x in range(60) if image.pixelColor(x, 100).name() == LIGHT.bar.name()]
    assert (across[0], across[-1] + 1) == (16, 44)
    assert image.pixelColor(30, 200).name() == LIGHT.band.name()
    assert image.pixelColor(30, 140).name() == "#ffffff"


def test_no_room_and_no_ticks_are_no_trouble() -> None:
    image = QImage(10, 10, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    for mark in MARKS:
        paint_range(painter, QRectF(0, 0, 0, 10), mark, LINEAR, LIGHT)
        paint_range(painter, QRectF(0, 0, 2, 1), mark, EMPTY, LIGHT, vertical=True)
    painter.end()


def test_some_thousand_marks_take_no_reference_from_none() -> None:
    image = QImage(280, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    area = QRectF(LEFT, 0, WIDTH, HEIGHT)
    before = sys.getrefcount(None)
    for _round in range(300):
        for mark in MARKS:
            paint_range(painter, area, mark, LOG, LIGHT, band=(20, None))
    painter.end()
    assert sys.getrefcount(None) >= before - 50
