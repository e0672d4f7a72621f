"""Which texts of a window are cut off: by their own widget, or by what lies around it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

_ARROW = 20  # of a combo box
_SLACK = 1


def cut_texts(window: QWidget) -> list[str]:
    """Each text that does not fit, with how much it lacks. What ends in … with a tip is no cut."""
    return [
        f"{type(widget).__name__} {text[:50]!r}: {why}"
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window)
        for text, why in _cuts(widget, window)
    ]


def _cuts(widget: QWidget, window: QWidget) -> Iterator[tuple[str, str]]:
    match widget:
        case QLabel() if widget.text():
            yield from _label(widget)
            text = widget.text()
        case QLineEdit():
            text = widget.placeholderText()
            needed = widget.fontMetrics().horizontalAdvance(text)
            room = _room(widget)
            if not widget.text() and text and needed > room + _SLACK:
                yield text, f"{needed} wide in {room}"
        case QComboBox():
            text = widget.currentText()
            needed = widget.fontMetrics().horizontalAdvance(text)
            room = widget.width() - _ARROW
            if needed > room + _SLACK:
                yield text, f"{needed} wide in {room}"
        case QToolButton() if isinstance(widget.parentWidget(), QLineEdit):
            return  # a sign in a field: its text is only told
        case QAbstractButton() if widget.text():
            text = widget.text()
            hint = widget.minimumSizeHint()
            if hint.width() > widget.width() + _SLACK or hint.height() > widget.height() + _SLACK:
                yield text, f"{hint.toTuple()} in {widget.size().toTuple()}"
        case _:
            return
    yield from _hidden_by_others(widget, window, text)


def _label(label: QLabel) -> Iterator[tuple[str, str]]:
    ends_in_dots = (
        label.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Ignored
        or type(label).paintEvent is not QLabel.paintEvent
    )
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + _SLACK:
            yield label.text(), f"{needed} high in {label.height()}"
    elif not ends_in_dots and label.sizeHint().width() > label.width() + _SLACK:
        yield label.text(), f"{label.sizeHint().width()} wide in {label.width()}"
    if label.fontMetrics().height() > label.height() + _SLACK:
        yield label.text(), f"{label.fontMetrics().height()} high in {label.height()}"


def _room(field: QLineEdit) -> int:
    margins = field.textMargins()
    return field.width() - margins.left() - margins.right() - 10


def _hidden_by_others(widget: QWidget, window: QWidget, text: str) -> Iterator[tuple[str, str]]:
    """What lies in a scrolling panel may be out of sight; elsewhere nothing may be."""
    whole = QRect(widget.rect())
    around = widget
    while around is not window:
        parent = around.parentWidget()
        if parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea):
            return
        whole.translate(around.pos())
        if text and not parent.rect().adjusted(-1, -1, 1, 1).contains(whole):
            yield text, f"{whole.getRect()} reaches out of {type(parent).__name__} "
            return
        around = parent
