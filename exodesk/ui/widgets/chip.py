"""A chip of the compare tray: what it is, what it costs, and a button that takes it out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolButton, QWidget

from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, field_height, role_font
from exodesk.ui.widgets.details_lines import as_shown
from exodesk.ui.widgets.wrapped_text import plain_tip, shortened
from exodesk.wording import gettext as _

_LEFT = 12
_BETWEEN = 8
_CLOSE = 24
_RIGHT = 3
_LONGEST_NAME = 18  # in average letters of the font
_LONGEST_TEXT = 200  # what no chip can show need not be measured


class Chip(QAbstractButton):
    """``clicked`` asks to show the entry, ``remove_requested`` to take it out of the tray."""

    remove_requested = Signal()

    def __init__(self, name: str, total: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._name = ""
        self._total = ""
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._close.setCursor(Qt.CursorShape.ArrowCursor)
        self._close.setStyleSheet("QToolButton { border: none; background: transparent; }")
        icons.wear(self._close, "close", size=12)
        self._close.clicked.connect(self.remove_requested)
        self.setProperty(RADIUS_PROPERTY, field_height() / 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.theme.changed.connect(self.update)
        self.show_words(name, total)

    def show_words(self, name: str, total: str) -> None:
        """Show another name or, once an assumption has changed, another total."""
        name = as_shown(shortened(name, _LONGEST_TEXT))
        self._name, self._total = name, total
        self.setToolTip(plain_tip(_("{name}, {total}").format(name=name, total=total)))
        self.setAccessibleName(_("{name}, {total}").format(name=name, total=total))
        self.setAccessibleDescription(_("Delete takes it out of the comparison"))
        remove = _("Take {name} out of the comparison").format(name=name)
        self._close.setAccessibleName(remove)
        self._close.setToolTip(_("Take out of the comparison"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        names, totals = self._metrics()
        longest = names.averageCharWidth() * _LONGEST_NAME
        name = min(names.horizontalAdvance(self._name), longest)
        total = totals.horizontalAdvance(self._total)
        width = _LEFT + name + _BETWEEN + total + 2 + side(_CLOSE) + _RIGHT
        return QSize(round(width) + 1, field_height())

    def minimumSizeHint(self) -> QSize:
        names, totals = self._metrics()
        name = names.averageCharWidth() * 6
        width = (
            _LEFT + name + _BETWEEN + totals.horizontalAdvance(self._total) + side(_CLOSE) + _RIGHT
        )
        return QSize(min(round(width), self.sizeHint().width()), field_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove_requested.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = side(_CLOSE)
        self._close.setGeometry(
            self.width() - wide - _RIGHT, (self.height() - wide) // 2, wide, wide
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(tokens.line_strong, 1))
        painter.setBrush(tokens.hover if self.underMouse() else tokens.raised)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)

        names, totals = self._metrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        right = float(self.width() - side(_CLOSE) - _RIGHT - 2)
        total = totals.horizontalAdvance(self._total)
        painter.setFont(role_font(TypeRole.SMALL))
        painter.setPen(tokens.text_secondary)
        painter.drawText(
            QRectF(right - total - 1, 0, total + 1, self.height()),
            middle | Qt.AlignmentFlag.AlignRight,
            self._total,
        )
        room = right - total - _BETWEEN - _LEFT
        painter.setFont(role_font(TypeRole.SMALL_STRONG))
        painter.setPen(tokens.text)
        painter.drawText(
            QRectF(_LEFT, 0, room + 1, self.height()),
            middle | Qt.AlignmentFlag.AlignLeft,
            names.elidedText(self._name, Qt.TextElideMode.ElideRight, room + 0.5),
        )
        painter.end()

    def _metrics(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        return (
            QFontMetricsF(role_font(TypeRole.SMALL_STRONG)),
            QFontMetricsF(role_font(TypeRole.SMALL)),
        )
