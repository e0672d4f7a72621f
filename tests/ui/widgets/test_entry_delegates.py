from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from exodesk.domain.money import PriceState
from exodesk.ui.icons import Icons
from exodesk.ui.roles import Role
from exodesk.ui.theme import Theme, TypeRole
from exodesk.ui.widgets.entry_delegates import (
    AT_LEFT,
    AT_RIGHT,
    EntryDelegate,
    RowDelegate,
    TextDelegate,
    TickDelegate,
)
from exodesk.ui.widgets.range_bar import MARGIN, MarkState
from exodesk.ui.widgets.table_look import PAD, TableLook
from exodesk.ui.widgets.total_delegate import TotalDelegate, total_mark
from exodesk.wording.amounts import amount_text
from exodesk.wording.scale import EMPTY, scale_for
from tests.builders import NO_RATES, cost, entry

KINDS = (TickDelegate, EntryDelegate, TextDelegate, TotalDelegate)
ODD_TEXTS = ("", "\n\t", "<b>&amp;", "x" * 10_000, "\u202e\u0645\u0631", "💉" * 400, "a – " * 90)
values = st.one_of(
    st.none(),
    st.integers(-(2**31), 2**31 - 1),
    st.booleans(),
    st.sampled_from(ODD_TEXTS),
    st.text(max_size=9),
)


@pytest.fixture
def look(qapp: object) -> TableLook:
    theme = Theme()
    made = TableLook(theme, Icons(theme))
    made.show_scale(scale_for([(0, 1000)]), "GBP")
    return made


@pytest.mark.parametrize("end", [2_000, 200_000, 5_000_000])
@pytest.mark.parametrize("currency", ["GBP", "INR"])
def test_a_low_end_has_room_beside_the_dash(look: TableLook, end: int, currency: str) -> None:
    look.show_scale(scale_for([(0, end)]), currency)
    figure = amount_text(Fraction(end - 2), currency)
    room = look.halves.low - PAD - look.dash_room()
    assert look.text_width(TypeRole.BODY_SELECTED, figure) <= room


def painted(
    delegate: RowDelegate,
    index: QModelIndex | QPersistentModelIndex,
    width: int = 320,
    state: QStyle.StateFlag = QStyle.StateFlag.State_Enabled,
) -> QImage:
    image = QImage(max(width, 1), 44, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 44)
    option.state = state
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return image


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    answers=st.dictionaries(st.sampled_from([0, *map(int, Role)]), values),
    width=st.sampled_from([0, 1, 20, 320]),
    compact=st.booleans(),
)
def test_no_delegate_minds_what_a_model_answers(
    look: TableLook, answers: dict[int, Any], width: int, compact: bool
) -> None:
    model, item = QStandardItemModel(), QStandardItem()
    for role, value in answers.items():
        item.setData(value, role)
    model.appendRow(item)
    look.compact = compact
    for kind in KINDS:
        painted(kind(look, model), model.index(0, 0), width)
        painted(kind(look, model), QModelIndex(), width)


@pytest.mark.parametrize(
    ("price", "state"),
    [
        ("100 GBP", MarkState.EXACT),
        ("100-300 GBP", MarkState.RANGE),
        ("from 100 GBP", MarkState.FROM),
        ("up to 300 GBP", MarkState.UP_TO),
        ("on request GBP", MarkState.UNKNOWN),
    ],
)
def test_a_total_has_the_mark_of_its_state(price: str, state: MarkState) -> None:
    mark = total_mark(cost(entry("Peel", price, sessions="2")))
    assert mark.state is state
    assert mark.low == (200 if state not in (MarkState.UP_TO, MarkState.UNKNOWN) else None)


def test_a_total_without_a_rate_has_a_mark_of_its_own() -> None:
    lacking = cost(entry("Peel", "9 INR"), rates=NO_RATES)
    assert lacking.state is PriceState.NEEDS_RATE
    assert total_mark(lacking).state is MarkState.NEEDS_RATE


def test_before_there_is_a_scale_no_total_has_a_place_on_it(look: TableLook) -> None:
    model, item = QStandardItemModel(), QStandardItem()
    model.appendRow(item)
    delegate, width = TotalDelegate(look, model), round(look.scale_column_width())

    def marked() -> bool:
        image = painted(delegate, model.index(0, 0), width)
        left = round(look.scale_rect(QRectF(0, 0, width, 44)).left())
        places = ((x, y) for x in range(left, width) for y in range(image.height() - 2))
        return len({image.pixelColor(x, y).rgba() for x, y in places}) > 1

    item.setData(cost(entry("Peel", "100-300 GBP", sessions="2")), Role.COST)
    assert marked()
    look.show_scale(EMPTY, "GBP")
    assert not marked()


def test_the_scale_starts_behind_the_widest_figure_and_leaves_its_margin(
    look: TableLook,
) -> None:
    section = QRectF(10, 0, look.scale_column_width(), 44)
    for end, currency in ((500, "GBP"), (250_000, "INR")):
        look.show_scale(scale_for([(1, end)]), currency)
        section.setWidth(look.scale_column_width())
        place = look.scale_rect(section)
        metrics = look.font(TypeRole.BODY_SELECTED)[1]
        widest = metrics.horizontalAdvance(look.axis_label(look.scale.end))
        assert look.halves.high >= widest
        assert look.halves.low > widest
        assert place.left() == section.left() + look.halves.both + 24
        assert section.right() - place.right() == pytest.approx(MARGIN, abs=1)


def test_old_figures_are_marked_in_the_warning_colour(look: TableLook) -> None:
    model, item = QStandardItemModel(), QStandardItem("Peel")
    item.setData("London", Role.SECOND)
    model.appendRow(item)
    delegate = EntryDelegate(look, model)

    def brown_pixels() -> int:
        image = painted(delegate, model.index(0, 0))
        places = [(x, y) for x in range(image.width()) for y in range(image.height())]
        colours = (image.pixelColor(x, y) for x, y in places)
        return sum(colour.red() - colour.blue() > 60 for colour in colours)

    assert not brown_pixels()
    item.setData("3 years old", Role.AGE)
    assert brown_pixels()


def test_in_low_rows_the_age_keeps_its_clock_and_leaves_the_name_its_room(
    look: TableLook,
) -> None:
    model, item = QStandardItemModel(), QStandardItem("Microneedling with exosomes")
    item.setData("17 months old", Role.AGE)
    model.appendRow(item)
    delegate = EntryDelegate(look, model)
    look.compact = True

    def brown(left: int, width: int = 160) -> int:
        image = painted(delegate, model.index(0, 0), width)
        places = [(x, y) for x in range(left, width) for y in range(image.height())]
        colours = (image.pixelColor(x, y) for x, y in places)
        return sum(colour.red() - colour.blue() > 60 for colour in colours)

    assert brown(130)
    assert brown(0) == brown(130)
    assert brown(0, 400) > brown(0)


def test_an_assumed_figure_has_the_accent_and_a_dot_in_low_rows_too(look: TableLook) -> None:
    model, item = QStandardItemModel(), QStandardItem("3 – 6")
    item.setData("assumed", Role.SECOND)
    model.appendRow(item)
    delegate = TextDelegate(look, model, at_right=True)

    def inked() -> list[int]:
        image = painted(delegate, model.index(0, 0), 72)
        return [
            x
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).green() - image.pixelColor(x, y).red() > 60
        ]

    for compact in (False, True):
        look.compact = compact
        item.setData(False, Role.CHANGED)
        assert not inked()
        item.setData(True, Role.CHANGED)
        assert inked()


def test_a_text_is_measured_once_until_the_fonts_change(
    look: TableLook, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[TypeRole] = []
    font = TableLook.font

    def counted(self: TableLook, role: TypeRole) -> tuple[QFont, QFontMetricsF]:
        asked.append(role)
        return font(self, role)

    monkeypatch.setattr(TableLook, "font", counted)
    widths = {look.text_width(TypeRole.BODY, "£1,500") for _time in range(3)}
    assert asked == [TypeRole.BODY]
    look.forget_fonts()
    widths.add(look.text_width(TypeRole.BODY, "£1,500"))
    assert asked == [TypeRole.BODY] * 2
    assert widths == {font(look, TypeRole.BODY)[1].horizontalAdvance("£1,500")}


@pytest.mark.parametrize("align", [AT_LEFT, AT_RIGHT])
@pytest.mark.parametrize("role", [TypeRole.BODY, TypeRole.SMALL, TypeRole.BODY_SELECTED])
@pytest.mark.parametrize("text", ["Exosome facial", "£1,200", "<b>5</b>", "फेशियल", "مر 5 Peel"])
def test_a_text_kept_ready_looks_as_if_it_were_laid_out_anew(
    look: TableLook, text: str, role: TypeRole, align: int
) -> None:
    parent = QObject()
    delegate = RowDelegate(look, parent)
    for height in (look.font(role)[1].height(), 29.0, 43.0, 44.0):
        area = QRectF(20, 3, 200, height)
        images = []
        for ready in (True, True, False):
            image = QImage(240, 60, QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            if ready:
                black = QColor(Qt.GlobalColor.black)
                delegate.paint_text(painter, area, text, role, black, align)
            else:
                painter.setFont(look.font(role)[0])
                painter.drawText(area, align, text)
            painter.end()
            images.append(image)
        assert images[0] == images[1] == images[2]
