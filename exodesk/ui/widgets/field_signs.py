"""Signs in a line to type in: as large as the words beside them, and there at once."""

from __future__ import annotations

from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QLineEdit, QProxyStyle, QStyle, QStyleOption, QWidget

from exodesk.ui.icons import Icons, side
from exodesk.wording import gettext as _

_Position = QLineEdit.ActionPosition


def lead(field: QLineEdit, icons: Icons, name: str, words: str) -> QAction:
    """Put a sign before the text; ``words`` tell it to whoever cannot see it."""
    return _put(field, icons, name, words, _Position.LeadingPosition)


def make_clearable(field: QLineEdit, icons: Icons) -> QAction:
    """Put a cross behind the text, while there is some, that empties the field.

    Qt's own fades in, however little motion a person asked for.
    """
    cross = _put(field, icons, "close", _("Clear"), _Position.TrailingPosition)
    cross.setVisible(bool(field.text()))
    cross.triggered.connect(field.clear)
    field.textChanged.connect(lambda text: cross.setVisible(bool(text)))
    return cross


def _put(
    field: QLineEdit, icons: Icons, name: str, words: str, position: QLineEdit.ActionPosition
) -> QAction:
    if not isinstance(field.style(), _LargeSigns):
        style = _LargeSigns()
        style.setParent(field)
        field.setStyle(style)
    sign = field.addAction(QIcon(), position)
    sign.setText(words)
    icons.wear(sign, name)
    return sign


class _LargeSigns(QProxyStyle):
    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric is QStyle.PixelMetric.PM_LineEditIconSize:
            return side()
        return super().pixelMetric(metric, option, widget)
