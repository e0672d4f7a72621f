"""The button behind which assumptions go that there is no room for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.theme import with_type
from exodesk.ui.widgets.assumption_button import AssumptionButton
from exodesk.ui.widgets.check_mark import dot_side, paint_changed_dot
from exodesk.wording import gettext as _

_WIDTH = 32


class MoreAssumptions(QToolButton):
    """Opens a menu of the assumptions that are hidden, each with its value."""

    chosen = Signal(object)  # AssumptionButton

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._hidden: tuple[AssumptionButton, ...] = ()
        self._menu = QMenu(self)
        self.setProperty("flat", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icons.wear(self, "more")
        self.clicked.connect(self._open)
        self.hide()

    def menu(self) -> QMenu:
        return self._menu

    def show_hidden(self, hidden: Sequence[AssumptionButton]) -> None:
        self._hidden = tuple(hidden)
        self.setVisible(bool(hidden))
        said = "; ".join(button.accessibleName() for button in hidden)
        self.setAccessibleName(_("More assumptions: {assumptions}").format(assumptions=said))
        self.setToolTip(_("More assumptions"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(with_type(_WIDTH), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if any(button.changed for button in self._hidden):
            painter = QPainter(self)
            dot = dot_side()
            left, middle = self.width() - dot - 3, 4 + dot / 2
            paint_changed_dot(painter, left, middle, self._icons.theme.tokens)
            painter.end()

    def _open(self) -> None:
        self._menu.clear()
        for button in self._hidden:
            text = _("{label}: {value}").format(label=button.label, value=button.value())
            action = self._menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(partial(self.chosen.emit, button))
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
