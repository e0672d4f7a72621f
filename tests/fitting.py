"""What of a window's text is cut off: every word fits its widget, or is cut on purpose and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QTableView,
    QToolButton,
    QWidget,
)

from exodesk.app import Desk

_IGNORED = QSizePolicy.Policy.Ignored
_FRAME = 2  # of a button holds no text
_SLACK = 1  # a pixel lost to rounding hides nothing


def openings(desk: Desk) -> dict[str, Callable[[], object]]:
    """What opens each dialog of a window that has entries and a quote."""
    first = desk.document.catalogue.entries[0].id
    desk.quote_work.actions.of_these.trigger()
    return {
        "new entry": desk.own_work.entries.new,
        "entry": lambda: desk.own_work.entries.edit(first),
        "rates": desk.show_rates,
        "settings": desk.show_settings,
        "sources": desk.window.actions_by_name.sources.trigger,
        "about": desk.window.actions_by_name.about.trigger,
        "guide": desk.helping.show_guide,
        "palette": desk.helping.commanding.show,
        "trace": lambda: desk.tracing.show(first),
        "letterhead": desk.quote_work.quoting.ask_letterhead,
        "issue": desk.quote_work.quoting.ask_issue,
        "scenario": desk.assuming.scenarios.ask_name,
        "backups": desk.own_work.files.ask_restore,
        "columns": desk.pages.arrange_columns,
    }


def cut_off(window: QWidget) -> list[str]:
    """One line for each text in ``window`` that is not wholly seen."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisibleTo(window) and not widget.size().isEmpty():
            found += [f"{_name(widget)}: {why}" for why in _reasons(widget, window)]
    return sorted(set(found))


def _reasons(widget: QWidget, window: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QToolButton) and isinstance(widget.parentWidget(), QLineEdit):
        return  # a sign in a field: its text is only told
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        yield from _combo(widget)
    elif isinstance(widget, QLineEdit):
        yield from _line(widget)
    elif isinstance(widget, QTableView):
        yield from _header(widget)
    elif isinstance(widget, QScrollArea):
        yield from _scroll_area(widget)
    yield from _squeezed(widget)
    yield from _outside(widget, window)


def _button(button: QAbstractButton) -> Iterator[str]:
    hint, text = button.sizeHint(), button.text()
    if text and hint.width() > button.width() + _SLACK:
        yield f"{text!r} needs {hint.width()} of {button.width()}"
    least, name = button.minimumSizeHint().height(), text or button.accessibleName()
    if (text or button.icon().isNull()) and least > button.height() + _SLACK:
        yield f"{name!r} needs a height of {least}, not {button.height()}"


def _label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text or label.toolTip() or label.sizePolicy().horizontalPolicy() is _IGNORED:
        return  # one of no width of its own wraps or shortens its text itself
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        if wanted > label.height() + _SLACK:
            yield f"{text!r} needs a height of {wanted}, not {label.height()}"
    else:
        hint = label.sizeHint()
        if hint.width() > label.width() + _SLACK or hint.height() > label.height() + _SLACK:
            yield f"{text!r} needs {hint.toTuple()} of {label.size().toTuple()}"


def _combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    room = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    wanted = QFontMetrics(combo.font()).horizontalAdvance(combo.currentText())
    if wanted > room.width() + _SLACK and not combo.toolTip():
        yield f"{combo.currentText()!r} needs {wanted} of {room.width()}"


def _line(line: QLineEdit) -> Iterator[str]:
    text = line.placeholderText() if not line.text() else ""
    if isinstance(line.parentWidget(), QAbstractSpinBox):
        text = line.text()
    tall = QFontMetrics(line.font()).height()
    if tall > line.contentsRect().height() + _SLACK:
        yield f"its text needs a height of {tall}, not {line.contentsRect().height()}"
    margins = line.textMargins()
    room = line.contentsRect().width() - margins.left() - margins.right() - 4
    wanted = QFontMetrics(line.font()).horizontalAdvance(text)
    if wanted > room + _SLACK and not line.toolTip():
        yield f"{text!r} needs {wanted} of {room}"


def _header(table: QTableView) -> Iterator[str]:
    header, model = table.horizontalHeader(), table.model()
    if model is None or header.isHidden() or type(header) is not QHeaderView:
        return
    for section in range(header.count()):
        wanted = header.sectionSizeFromContents(section).width()
        said = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        shown = not header.isSectionHidden(section)
        if shown and not said and wanted > header.sectionSize(section) + _SLACK:
            title = model.headerData(section, Qt.Orientation.Horizontal)
            yield f"{title!r} needs {wanted} of {header.sectionSize(section)}"


def _scroll_area(area: QScrollArea) -> Iterator[str]:
    inside = area.widget()
    never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if inside is not None and never and inside.width() > area.viewport().width() + _SLACK:
        yield f"is {area.viewport().width()} wide and what is in it {inside.width()}"


def _squeezed(widget: QWidget) -> Iterator[str]:
    """A widget smaller than the least it asked for."""
    if isinstance(widget, (QMainWindow, QMenuBar, QAbstractScrollArea, QLabel, QAbstractButton)):
        return
    least, size = widget.minimumWidth() or widget.minimumSizeHint().width(), widget.size()
    wide = widget.sizePolicy().horizontalPolicy() is not _IGNORED
    if wide and least > size.width() + _SLACK:
        yield f"is {size.width()} wide and needs {least}"


def _outside(widget: QWidget, window: QWidget) -> Iterator[str]:
    """A widget that lies partly beyond the one that holds it, where that cannot be scrolled."""
    holder = widget.parentWidget()
    if holder is None or widget is window or widget.isWindow():
        return
    above = holder.parentWidget()
    if isinstance(above, QAbstractScrollArea) and holder is above.viewport():
        return
    texts = isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox))
    seen = holder.rect().adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME)
    if texts and not seen.contains(QRect(QPoint(widget.x(), widget.y()), widget.size())):
        yield f"{widget.geometry()} lies beyond {holder.rect()}"


def _name(widget: QWidget) -> str:
    names: list[str] = []
    here: QWidget | None = widget
    while here is not None and len(names) < 3:
        names.append(here.objectName() or type(here).__name__)
        here = here.parentWidget()
    return " in ".join(names)
