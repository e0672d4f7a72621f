"""PySide6 6.12.0 on CPython 3.11 takes a reference from None with every call of a void method."""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

REPAINTS = 2_000


class _Swatch(QLabel):
    """A label whose painting makes void calls, as every delegate of ours does."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor("black"))
        painter.drawRect(0, 0, 9, 9)
        painter.end()
        self.painted += 1


def test_pyside_is_older_than_the_release_that_aborts_on_python_3_11() -> None:
    assert PySide6.__version_info__[:2] < (6, 12)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_setters_and_repaints_take_no_reference_from_none(qtbot: QtBot) -> None:
    swatch = _Swatch()
    qtbot.addWidget(swatch)
    with qtbot.waitExposed(swatch):
        swatch.show()
    before = sys.getrefcount(None)
    for number in range(REPAINTS):
        swatch.setText(str(number))
        swatch.update()
        swatch.repaint()
    assert swatch.painted >= REPAINTS
    assert sys.getrefcount(None) > before - 100
