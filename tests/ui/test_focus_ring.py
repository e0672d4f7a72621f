from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exodesk.ui.focus_ring import FocusRing
from exodesk.ui.theme import LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_ring_surrounds_the_focused_button_and_no_field(
    qapp: QApplication, qtbot: QtBot
) -> None:
    ring = FocusRing(qapp, lambda: LIGHT.accent)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button, field = QPushButton("Import…"), QLineEdit()
    column.addWidget(button)
    column.addWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    button.setFocus(Qt.FocusReason.TabFocusReason)
    frame = window.findChild(QFocusFrame)
    assert frame is not None
    assert frame.isVisible()
    assert frame.geometry() == button.geometry().adjusted(-3, -3, 3, 3)
    image = window.grab().toImage()
    beside = button.geometry().left() - 2
    assert image.pixelColor(beside, button.geometry().center().y()).name() == LIGHT.accent.name()

    field.setFocus()
    assert not frame.isVisible()
    ring.deleteLater()


def test_the_ring_survives_the_window_it_lay_in(qapp: QApplication, qtbot: QtBot) -> None:
    ring = FocusRing(qapp, lambda: LIGHT.accent)
    for _round in range(2):
        button = QPushButton("Save")
        window = QWidget()
        QVBoxLayout(window).addWidget(button)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        button.setFocus()
        frame = window.findChild(QFocusFrame)
        assert frame is not None
        assert frame.isVisible()
        window.deleteLater()
        qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    ring.deleteLater()


def test_in_a_panel_the_focused_button_comes_into_sight_and_the_ring_goes_with_it(
    qapp: QApplication, qtbot: QtBot
) -> None:
    ring = FocusRing(qapp, lambda: LIGHT.accent)
    area, content = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    column = QVBoxLayout(content)
    column.addSpacing(900)
    button = QPushButton("Show all")
    column.addWidget(button)
    column.addSpacing(200)
    area.setWidget(content)
    area.resize(300, 240)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)

    button.setFocus(Qt.FocusReason.TabFocusReason)
    frame = area.findChild(QFocusFrame)
    assert frame is not None
    for scrolled in (0, 10):
        area.verticalScrollBar().setValue(area.verticalScrollBar().value() + scrolled)
        assert frame.isVisible()
        place = button.mapTo(area.viewport(), button.rect().topLeft())
        assert area.viewport().rect().contains(place)
        top = frame.mapTo(area, frame.rect().topLeft()).y()
        assert top == button.mapTo(area, button.rect().topLeft()).y() - 3
    ring.deleteLater()
