"""A small panel with fields that opens at a button and goes away when a person turns elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.letters import Letters
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.amount_edit import AmountEdit

_WIDTH = 56  # in average letters of the font
_MARGIN = 16


class PopupPanel(QWidget):
    """Return takes over what is typed and closes, Esc closes; the focus goes back to the button.

    What is refused keeps the panel open on Return, and is dropped when it is closed otherwise.
    """

    closed = Signal()

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        Letters(self)
        self._icons = icons
        self._anchor: QWidget | None = None
        self.setAccessibleName(title)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_MARGIN, 12, _MARGIN, _MARGIN)
        self.column.setSpacing(4)
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(role_font(TypeRole.TITLE))
        self.column.addWidget(heading)
        self.column.addSpacing(4)
        icons.theme.changed.connect(self.update)

    def start(self) -> QWidget:
        """What has the keyboard first."""
        return self

    def open_at(self, anchor: QWidget) -> None:
        """Show the panel below ``anchor``."""
        self._anchor = anchor
        self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, False)
        self._fit()
        self.show()
        self.start().setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not any(field.message for field in self._fields()):
                    self.close()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        anchor = self._anchor
        if anchor is not None and anchor.rect().contains(
            anchor.mapFromGlobal(event.globalPosition().toPoint())
        ):
            # Or the press that closes the panel would open it again.
            self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)
        super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        for field in self._fields():
            if not field.commit():
                field.set_value(field.value())
        super().closeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._anchor is not None and self._anchor.isVisible():
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.line_strong)
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), tokens.raised)
        painter.end()

    def _fields(self) -> list[AmountEdit[Any]]:
        return [field for field in self.findChildren(AmountEdit) if field.isVisibleTo(self)]

    def _fit(self) -> None:
        """As high as its content is, below the button and on the screen."""
        self.ensurePolished()
        wanted = self.fontMetrics().averageCharWidth() * _WIDTH
        width = max(wanted, self.column.totalMinimumSize().width())
        height = (
            self.column.totalHeightForWidth(width)
            if self.column.hasHeightForWidth()
            else self.column.totalSizeHint().height()
        )
        self.setFixedSize(width, height)
        if self._anchor is None:
            return
        place = self._anchor.mapToGlobal(QPoint(0, self._anchor.height() + 2))
        room = self._anchor.screen().availableGeometry()
        left = max(min(place.x(), room.right() - width), room.left())
        top = max(min(place.y(), room.bottom() - height), room.top())
        self.move(left, top)
