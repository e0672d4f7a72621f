"""What is written can be read: the contrast of texts with their ground, from the pixels painted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QRadioButton,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.costing import CourseCost
from exodesk.ui.models.columns import COLUMNS
from exodesk.ui.roles import Role
from exodesk.ui.theme import Scheme
from exodesk.ui.tokens import contrast
from exodesk.ui.widgets.check_mark import box_side
from exodesk.ui.widgets.segmented import Segmented
from exodesk.ui.widgets.table_look import GAP
from tests.desks import starting
from tests.ui.states import DIALOGS, PAGES, put_into

LEAST = 4.5
LEAST_OF_MARKS = 3.0
LEAST_OF_FOCUS = 16  # pixels: a small ring, or the edge of a part
_FEW_CELLS = 60
_LEAST_WIDTH = 24


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with starting(qtbot, tmp_path) as start:
        yield start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")


def pixels(image: QImage) -> NDArray[np.uint32]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(bytes(image.constBits()), np.uint32)
    return raw.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]


def best_contrast(area: NDArray[np.uint32]) -> float:
    """Of the most frequent colour with the one that stands out most against it."""
    colours, counts = np.unique(area & 0xFFFFFF, return_counts=True)
    ground = QColor.fromRgb(int(colours[counts.argmax()]))
    return max(contrast(ground, QColor.fromRgb(int(colour))) for colour in colours)


def written(window: QWidget) -> Iterator[tuple[str, QRect]]:
    """Each text in sight that can be acted on or read, and where it is in the window."""
    for widget in window.findChildren(QWidget):
        seen = widget.visibleRegion().boundingRect()
        if seen.isEmpty() or not widget.isEnabled():
            continue
        if isinstance(widget, QAbstractItemView):
            yield from cells(widget, window)
            continue
        if seen.height() < widget.height():
            continue
        if isinstance(widget, QLineEdit):
            text = widget.text() or widget.placeholderText()
        elif isinstance(widget, QLabel | QAbstractButton):
            text = widget.text()
        elif isinstance(widget, QComboBox):
            text = widget.currentText()
        else:
            continue
        if text.strip():
            yield text, QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def cells(view: QAbstractItemView, window: QWidget) -> Iterator[tuple[str, QRect]]:
    model, port = view.model(), view.viewport()
    for row in range(min(model.rowCount(), _FEW_CELLS)):
        columns = 1 if isinstance(view, QListView) else model.columnCount()
        for column in range(columns):
            index = model.index(row, column)
            text = index.data(Qt.ItemDataRole.DisplayRole)
            whole = view.visualRect(index)
            place = whole.intersected(port.visibleRegion().boundingRect())
            cut = place.height() < whole.height() or place.width() < _LEAST_WIDTH
            enabled = index.flags() & Qt.ItemFlag.ItemIsEnabled
            if isinstance(text, str) and text and enabled and not cut:
                yield text, place.translated(port.mapTo(window, QPoint()))


STATES = (*PAGES, *DIALOGS)


@pytest.mark.parametrize("state", STATES)
def test_every_text_in_sight_stands_out_in_every_scheme(
    desk: Desk, qtbot: QtBot, state: str
) -> None:
    window = put_into(desk, state)
    qtbot.wait(50)
    weak = []
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST):
        desk.theme.set_scheme(scheme)
        qtbot.wait(20)
        painted = pixels(window.grab().toImage())
        ratio = window.devicePixelRatioF()
        assert ratio == 1
        texts = list(written(window))
        assert len(texts) > 1
        for text, place in texts:
            inside = place.intersected(window.rect())
            area = painted[inside.top() : inside.bottom() + 1, inside.left() : inside.right() + 1]
            if area.size and (found := best_contrast(area)) < LEAST:
                weak.append((scheme.value, text[:40], round(found, 2)))
    assert weak == []


def marks(window: QWidget) -> Iterator[tuple[str, QRect]]:
    """Each sign without words, handle of a scroll bar and box to tick that is in sight."""
    for widget in window.findChildren(QWidget):
        seen = widget.visibleRegion().boundingRect()
        if seen.size() != widget.size() or seen.isEmpty() or not widget.isEnabled():
            continue
        place = QRect(widget.mapTo(window, seen.topLeft()), seen.size())
        match widget:
            case QScrollBar() if widget.maximum() > widget.minimum():
                yield "scroll bar", place
            case QCheckBox():
                yield (
                    f"box of {widget.text()}",
                    place.adjusted(0, 0, box_side() + 6 - place.width(), 0),
                )
            case QListWidget():
                yield from boxes_of(widget, place)
            case QAbstractButton() if not widget.text() and not widget.icon().isNull():
                yield f"sign of {widget.accessibleName()}", place


def boxes_of(view: QListWidget, place: QRect) -> Iterator[tuple[str, QRect]]:
    """The box of each item that can be ticked."""
    for item in map(view.item, range(view.count())):
        if item.data(Qt.ItemDataRole.CheckStateRole) is not None:
            row = view.visualItemRect(item).translated(place.topLeft())
            yield f"box of {item.text()}", QRect(row.topLeft(), QSize(box_side() + 6, row.height()))


def bars(desk: Desk) -> Iterator[tuple[str, QRect]]:
    """The range of each row in sight, in the column of the totals."""
    table = desk.catalogue_page.table
    column = next(n for n, each in enumerate(COLUMNS) if each.key == "total")
    scale = round(table._look.halves.both + GAP)
    for row in range(table.model().rowCount()):
        index = table.model().index(row, column)
        cost = index.siblingAtColumn(0).data(Role.COST)
        whole = table.visualRect(index).adjusted(scale, 1, 0, -1)
        inside = whole.intersected(table.viewport().rect())
        if isinstance(cost, CourseCost) and inside.height() == whole.height():
            corner = table.viewport().mapTo(desk.window, inside.topLeft())
            yield f"bar of {cost.entry.name}", QRect(corner, inside.size())


@pytest.mark.parametrize("state", STATES)
def test_every_mark_in_sight_stands_out_in_every_scheme(
    desk: Desk, qtbot: QtBot, state: str
) -> None:
    window = put_into(desk, state)
    qtbot.wait(20)
    weak = []
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST):
        desk.theme.set_scheme(scheme)
        qtbot.wait(20)
        painted = pixels(window.grab().toImage())
        found = list(marks(window))
        if state == "an entry's details":
            found += bars(desk)
            assert len(found) > 12
        for name, place in found:
            inside = place.intersected(window.rect())
            area = painted[inside.top() : inside.bottom() + 1, inside.left() : inside.right() + 1]
            if area.size and (ratio := best_contrast(area)) < LEAST_OF_MARKS:
                weak.append((scheme.value, name[:40], round(ratio, 2)))
    assert weak == []


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_what_is_chosen_is_told_by_more_than_its_ground(desk: Desk, scheme: Scheme) -> None:
    """The part of a switch that holds has a line below its word."""
    desk.theme.set_scheme(scheme)
    switch = desk.catalogue_page.filters.findChild(Segmented)
    assert switch is not None
    chosen, other = switch.findChildren(QRadioButton)
    assert chosen.isChecked()
    for part, told in ((chosen, True), (other, False)):
        image = part.grab().toImage()
        foot = {image.pixelColor(image.width() // 2, image.height() - n).name() for n in (2, 3)}
        assert (desk.theme.tokens.accent.name() in foot) is told


def kinds_with_focus(window: QWidget) -> list[QWidget]:
    """One of each kind of widget wholly in sight that the keyboard can be on."""
    kinds: dict[type[QWidget], QWidget] = {}
    for widget in window.findChildren(QWidget):
        seen = widget.visibleRegion().boundingRect()
        whole = not seen.isEmpty() and seen.height() == widget.height()
        if (
            whole
            and widget.isEnabled()
            and widget.focusProxy() is None
            and Qt.FocusPolicy.TabFocus in widget.focusPolicy()
        ):
            kinds.setdefault(type(widget), widget)
    return list(kinds.values())


def painted_around(window: QWidget, widget: QWidget) -> NDArray[np.uint32]:
    QApplication.processEvents()
    place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-6, -6, 6, 6)
    painted = pixels(window.grab(place & window.rect()).toImage())
    return np.bitwise_and(painted, np.uint32(0xFFFFFF))


def focus_mark(window: QWidget, widget: QWidget, accent: QColor) -> tuple[int, float]:
    """How many pixels tell that the keyboard is on ``widget``, and their least contrast.

    That of each is the best with what lies two pixels or less beside it, on either side. One
    in ten counts not: the corners of a ring, and where another line crosses it.
    """
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    for field in (widget, *widget.findChildren(QLineEdit)):
        if isinstance(field, QLineEdit):
            field.deselect()  # the edge has to tell it alone
    told = painted_around(window, widget)
    widget.clearFocus()
    bare = painted_around(window, widget)
    mark = (told == (accent.rgb() & 0xFFFFFF)) & (told != bare)
    if not mark.any():
        return 0, 1.0
    colours, which = np.unique(told, return_inverse=True)
    ratios = np.array([contrast(accent, QColor.fromRgb(int(colour))) for colour in colours])
    found = ratios[which].reshape(told.shape)
    found[mark] = 0
    best = np.zeros_like(found)
    for step in (1, 2):
        best[step:] = np.maximum(best[step:], found[:-step])
        best[:-step] = np.maximum(best[:-step], found[step:])
        best[:, step:] = np.maximum(best[:, step:], found[:, :-step])
        best[:, :-step] = np.maximum(best[:, :-step], found[:, step:])
    edge = mark & (best > 0)  # the inside of what is filled lies beside nothing else
    return int(mark.sum()), float(np.quantile(best[edge], 0.1))


@pytest.mark.parametrize("state", STATES)
def test_where_the_keyboard_is_stands_out_from_what_is_beside_it(
    desk: Desk, qtbot: QtBot, state: str
) -> None:
    window = put_into(desk, state)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    weak = []
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST):
        desk.theme.set_scheme(scheme)
        qtbot.wait(20)
        kinds = kinds_with_focus(window)
        assert kinds
        for widget in kinds:
            size, found = focus_mark(window, widget, desk.theme.tokens.accent)
            if size < LEAST_OF_FOCUS or found < LEAST_OF_MARKS:
                weak.append((scheme.value, type(widget).__name__, size, round(found, 2)))
    assert weak == []
