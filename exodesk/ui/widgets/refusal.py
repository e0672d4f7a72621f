"""The sentence below a field whose text cannot be read: a sign and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from exodesk.ui.announcing import Announcer
from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, role_font


class Refusal(QLabel):
    """Stands in a layout below its field and takes no room while there is nothing to say."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(role_font(TypeRole.SMALL))
        self.setProperty("bad", "true")
        self.setContentsMargins(side() + 4, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setVisible(False)
        self._announcer = Announcer(self)
        icons.theme.changed.connect(self.update)

    def say(self, sentence: str) -> None:
        """Show the sentence; an empty one hides the label."""
        self.setText(sentence)
        # A label that stands nowhere yet would open as a window of its own.
        self.setVisible(bool(sentence) and self.parentWidget() is not None)
        self._announcer.say_soon(sentence)

    def minimumSizeHint(self) -> QSize:
        return QSize(side() * 5, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        line = QFontMetricsF(self.font()).height()
        text_top = max((self.height() - self._text_height()) / 2, 0.0)
        self._icons.paint(
            painter, QRectF(0, text_top, side(), line), "error", self._icons.theme.tokens.error
        )
        painter.end()

    def _text_height(self) -> float:
        room = QRectF(0, 0, self.width() - side() - 4, 10_000)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        return QFontMetricsF(self.font()).boundingRect(room, int(flags), self.text()).height()
