"""A button that says what is assumed: a label, its value, and a dot where it was changed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, field_height, role_font
from exodesk.ui.widgets.check_mark import dot_side, paint_changed_dot
from exodesk.ui.widgets.details_lines import as_shown
from exodesk.ui.widgets.wrapped_text import plain_tip, shortened
from exodesk.wording import gettext as _

_LONGEST_VALUE = 200
_LEAST_VALUE = 22  # in average letters of the font; shorter ones are never cut
_SIGN, _CHEVRON = 14, 12
_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class AssumptionButton(QAbstractButton):
    """A label and its value, with a dot before it where it is not the default.

    Where room lacks the value ends in an ellipsis, and the tool tip says it whole.
    """

    def __init__(self, label: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._value = ""
        self._changed = False
        self._warning = ""
        self._icons = icons
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(RADIUS_PROPERTY, 4.0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.theme.changed.connect(self.update)

    def value(self) -> str:
        return self._value

    @property
    def changed(self) -> bool:
        """Whether the value is not the default."""
        return self._changed

    def set_value(self, value: str, *, changed: bool, warning: str = "") -> None:
        """With a ``warning`` its sign stands before the value; the tool tip says it."""
        value = as_shown(shortened(value, _LONGEST_VALUE))
        if (value, changed, warning) == (self._value, self._changed, self._warning):
            return
        self._value, self._changed, self._warning = value, changed, warning
        self.setAccessibleDescription(warning)
        name = _("{label}: {value}").format(label=self.label, value=value)
        self.setAccessibleName(_("{name}, changed").format(name=name) if changed else name)
        self._tip()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            self._around() + self._value_metrics().horizontalAdvance(self._value), _height()
        )

    def minimumSizeHint(self) -> QSize:
        least = self._value_metrics().averageCharWidth() * _LEAST_VALUE
        return QSize(min(self._around() + least, self.sizeHint().width()), _height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPENING_KEYS:
            self.click()
        else:
            super().keyPressEvent(event)

    def _around(self) -> int:
        """The width of all but the value."""
        label = QFontMetrics(role_font(TypeRole.SMALL)).horizontalAdvance(self.label)
        signs = (dot_side() + 4 if self._changed else 0) + (side(_SIGN) + 4 if self._warning else 0)
        return label + 4 * 6 + side(_CHEVRON) + 4 + signs

    def _shown(self) -> str:
        metrics = self._value_metrics()
        room = max(self.width() - self._around(), 0)
        if metrics.horizontalAdvance(self._value) <= room:
            return self._value  # elidedText does not round as horizontalAdvance does
        return metrics.elidedText(self._value, Qt.TextElideMode.ElideRight, room)

    def _tip(self) -> None:
        lines = ("" if self._shown() == self._value else self._value, self._warning)
        self.setToolTip(plain_tip("\n".join(line for line in lines if line)))

    @staticmethod
    def _value_metrics() -> QFontMetrics:
        return QFontMetrics(role_font(TypeRole.BODY_STRONG))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.sunken)
            painter.drawRoundedRect(self.rect(), 4, 4)
        left = 6
        if self._changed:
            paint_changed_dot(painter, left, self.height() / 2, tokens)
            left += dot_side() + 4
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(role_font(TypeRole.SMALL))
        painter.setPen(tokens.text_secondary)
        small = painter.fontMetrics().horizontalAdvance(self.label)
        painter.drawText(left, 0, small + 2, self.height(), middle, self.label)
        left += small + 6
        if self._warning:
            place = QRect(left, 0, side(_SIGN), self.height())
            self._icons.paint(painter, place, "warning", tokens.warning, _SIGN)
            left += side(_SIGN) + 4
        painter.setFont(role_font(TypeRole.BODY_STRONG))
        painter.setPen(tokens.accent if self._changed else tokens.text)
        shown = self._shown()
        wide = painter.fontMetrics().horizontalAdvance(shown)
        painter.drawText(left, 0, wide + 2, self.height(), middle, shown)
        place = QRect(left + wide + 5, 0, side(_CHEVRON), self.height())
        self._icons.paint(painter, place, "chevron-down", tokens.text_secondary, _CHEVRON)
        painter.end()


def _height() -> int:
    return field_height() - 2
