"""The line at the foot of the window: what is shown at the left, the rate in use at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from exodesk.ui.announcing import Announcer
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, field_height, role_font
from exodesk.ui.widgets.details_lines import as_shown
from exodesk.ui.widgets.wrapped_text import plain_tip
from exodesk.wording import gettext as _

_MOST_FOR_THE_RATE = 0.6  # of the width


class StatusLine(QWidget):
    rate_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._rate = ""
        self.setFixedHeight(field_height())  # of the button in it
        self.counts = _Counts(self)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setFont(role_font(TypeRole.SMALL))
        self.counts.setProperty("secondary", True)
        self.counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.counts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._announcer = Announcer(self.counts)
        self.rate = QPushButton(self, flat=True)
        self.rate.setFont(role_font(TypeRole.SMALL))
        icons.wear(self.rate, "clock")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 12, 0)
        row.addWidget(self.counts, 1)
        row.addWidget(self.rate, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rate.clicked.connect(self.rate_requested)
        icons.theme.changed.connect(self.update)

    def show_counts(self, text: str, explanation: str) -> None:
        """``explanation`` is the tool tip, and is read out after the counts."""
        self.counts.setText(text)
        self.counts.setToolTip(plain_tip(explanation))
        self.counts.setAccessibleName(text)
        self.counts.setAccessibleDescription(explanation)
        self._announcer.say_soon(text)

    def show_rate(self, text: str, warning: str = "") -> None:
        """With a ``warning`` the clock becomes the sign of one; the tool tip says it."""
        self._rate = as_shown(text)
        self.rate.setAccessibleName(_("Rate in use: {rate}").format(rate=self._rate))
        self.rate.setAccessibleDescription(warning)
        lines = (self._rate, warning, _("Show and change the exchange rates"))
        self.rate.setToolTip(plain_tip("\n".join(line for line in lines if line)))
        if warning:
            self._icons.wear(self.rate, "warning", "warning")
        else:
            self._icons.wear(self.rate, "clock")
        self._fit_rate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rate()

    def _fit_rate(self) -> None:
        room = round(self.width() * _MOST_FOR_THE_RATE)
        shown = self.rate.fontMetrics().elidedText(self._rate, Qt.TextElideMode.ElideRight, room)
        self.rate.setText(shown.replace("&", "&&"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._icons.theme.tokens.line)
        painter.end()


class _Counts(QLabel):
    """Ends in an ellipsis where room lacks."""

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = self.fontMetrics()
        if metrics.horizontalAdvance(self.text()) <= self.width():
            super().paintEvent(event)
            return
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
