"""A calm bar for one message: what happened, what was kept, what to do. It waits to be closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from exodesk.ui.announcing import announce
from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.icons import IconRole, Icons
from exodesk.ui.widgets.wrapped_text import breakable, plain_tip, shortened
from exodesk.wording import gettext as _

_LEAST_HEIGHT = 40
_MOST_LINKS = 3
_LONGEST = 1_000  # in letters; more would push the page out of the window

Act: TypeAlias = Callable[[], object]


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
        self.links = tuple(QPushButton(self) for _number in range(_MOST_LINKS))
        self.action = self.links[0]
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
        for link in self.links:
            link.setProperty("link", True)
            link.hide()
            row.addWidget(link)
        row.addWidget(self.close_button)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._acts: tuple[Act, ...] = ()
        for number, link in enumerate(self.links):
            link.clicked.connect(lambda _on=False, n=number: self._do(n))
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
        act: Act | None = None,
        more: Sequence[tuple[str, Act]] = (),
        warning: bool = False,
    ) -> None:
        """Show ``sentence`` in place of any other; a link named ``action`` does ``act``.

        ``more`` are two more such links at most.
        """
        named = [(action, act or _nothing)] if action else []
        named += more
        self._acts = tuple(each for _name, each in named)
        self._role = "warning" if warning else "accent"
        self._sentence = sentence
        shown = shortened(sentence, _LONGEST)
        self._text.setText(breakable(shown))
        self._text.setToolTip("" if shown == sentence else plain_tip(sentence))
        self._text.setAccessibleName(sentence)
        names = [name for name, _act in named]
        for link, name in zip_longest(self.links, names, fillvalue=""):
            assert not isinstance(link, str), "three links are the most"
            link.setText(name.replace("&", "&&"))
            link.setVisible(bool(name))
        self._show_sign()
        self.show()
        announce(self._text, sentence)

    def take_back(self, sentence: str) -> None:
        """Stop showing ``sentence``; any other stays."""
        if self._sentence == sentence:
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.tint)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        painter.end()

    def _show_sign(self) -> None:
        name = "warning" if self._role == "warning" else "info"
        self._icons.show_on(self._sign, name, self._role)

    def _do(self, number: int) -> None:
        if number < len(self._acts):
            self._acts[number]()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _nothing() -> None:
    """What a link without an act does."""
