"""What is written can be read: the contrast of texts with their ground, from the pixels painted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.theme import Scheme
from exodesk.ui.tokens import contrast
from tests.desks import starting
from tests.ui.states import put_into

LEAST = 4.5
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


STATES = (
    "an entry's details",
    "no entry left",
    "a comparison",
    "a quote",
    "the rates",
    "the entry form",
    "the help",
    "the palette",
)


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
