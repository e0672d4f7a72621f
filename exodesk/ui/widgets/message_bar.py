"""A calm bar for one message: what happened, what was kept, what to do. It waits to be closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from exodesk.ui.announcing import announce
from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.icons import IconRole, Icons
from exodesk.ui.widgets.wrapped_text import breakable, plain_tip, shortened
from exodesk.wording import gettext as _

_LEAST_HEIGHT = 40
_LONGEST = 1_000  # in letters; more would push the page out of the window


class MessageBar(QWidget):
    closed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._role: IconRole = "accent"
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._text.setProperty(RADIUS_PROPERTY, 4.0)
        self._sentence = ""
        self.action = QPushButton(self)
        self.action.setProperty("link", True)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("flat", True)
        self.close_button.setAccessibleName(_("Close this message"))
        self.close_button.setToolTip(_("Close"))
        icons.wear(self.close_button, "close")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 12, 4)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._act: Callable[[], object] | None = None
        self.action.clicked.connect(self._do)
        self.close_button.clicked.connect(self._close)
        icons.theme.changed.connect(self._show_sign)
        self.hide()

    def text(self) -> str:
        return self._sentence

    def say(
        self,
        sentence: str,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
        warning: bool = False,
    ) -> None:
        """Show ``sentence`` in place of any other; a link named ``action`` does ``act``."""
        self._act = act
        self._role = "warning" if warning else "accent"
        self._sentence = sentence
        shown = shortened(sentence, _LONGEST)
        self._text.setText(breakable(shown))
        self._text.setToolTip("" if shown == sentence else plain_tip(sentence))
        self._text.setAccessibleName(sentence)
        self.action.setText(action.replace("&", "&&"))
        self.action.setVisible(bool(action))
        self._show_sign()
        self.show()
        announce(self._text, sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.tint)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        painter.end()

    def _show_sign(self) -> None:
        name = "warning" if self._role == "warning" else "info"
        self._sign.setPixmap(self._icons.icon(name, self._role).pixmap(16, 16))

    def _do(self) -> None:
        if self._act is not None:
            self._act()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
