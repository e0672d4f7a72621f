"""What stands in the place of a table without rows: what happened, and what brings rows back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exodesk.ui.icons import Icons, side
from exodesk.ui.reading_order import read_as_laid_out
from exodesk.ui.theme import Theme, TypeRole, field_height, role_font, with_type
from exodesk.ui.widgets.tall_page import TallPage
from exodesk.wording import gettext as _

_WIDTH = 460
_CARD_HEIGHT = 42
_ICON = 24


@dataclass(frozen=True, slots=True)
class WayBack:
    """One thing to drop: ``key`` comes back in ``taken_off``, ``gain`` says what it brings.

    ``act`` stands on the button in place of "Take off", ``act_heard`` says in full what it does.
    """

    key: object
    text: str
    gain: str
    act: str = ""
    act_heard: str = ""


class EmptyState(QWidget):
    """A block of words, a card per way back, and one button for all of them."""

    taken_off = Signal(object)
    button_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._icon = _Sign(theme, icons)
        self._title = _label(TypeRole.EMPTY_TITLE)
        self._sentence = _label(TypeRole.BODY, secondary=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._ways_back: tuple[WayBack, ...] = ()
        # Never seen: new cards would be the last stops of the tab key, were they not put after it.
        self._before_cards = QWidget(self, visible=False, focusPolicy=Qt.FocusPolicy.TabFocus)
        self._button = QPushButton()
        self._button.setProperty("primary", "true")
        self._button.clicked.connect(self.button_pressed)
        self._line = _Line(theme)
        self._note = _label(TypeRole.BODY, secondary=True)
        block = QWidget()
        block.setMaximumWidth(with_type(_WIDTH))
        # Not Maximum: the hint is the height of wide lines, and narrow ones need more.
        block.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        lay = QVBoxLayout(block)
        lay.setSpacing(8)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.addWidget(self._icon)
        lay.addSpacing(8)
        lay.addWidget(self._title)
        lay.addWidget(self._sentence)
        lay.addSpacing(8)
        lay.addLayout(self._cards)
        lay.addSpacing(8)
        lay.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        lay.addSpacing(16)
        lay.addWidget(self._line)
        lay.addSpacing(4)
        lay.addWidget(self._note)
        page = TallPage(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        around = QHBoxLayout()
        page.column.addLayout(around)
        around.setContentsMargins(24, 24, 24, 24)
        around.addStretch(1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(block)
        middle.addStretch(1)
        around.addLayout(middle, 8)
        around.addStretch(1)
        theme.changed.connect(self.update)

    def show_words(
        self,
        icon: str,
        title: str,
        sentence: str,
        *,
        ways_back: Sequence[WayBack] = (),
        button: str = "",
        note: str = "",
    ) -> None:
        """Show these words; without ``button`` there is none."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._icon.show_icon(icon)
        for label, text in ((self._title, title), (self._sentence, sentence), (self._note, note)):
            label.setText(text)
            label.setVisible(bool(text))
        self._line.setVisible(bool(note))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        if tuple(ways_back) != self._ways_back:
            self._ways_back = tuple(ways_back)
            self._show_cards()

    def _show_cards(self) -> None:
        while (found := self._cards.takeAt(0)) is not None:
            if (old := found.widget()) is not None:
                old.hide()
                old.deleteLater()
        cards = [_Card(way, self._theme) for way in self._ways_back]
        for card in cards:
            card.taken_off.connect(self.taken_off)
            self._cards.addWidget(card)
        for one, following in pairwise([self._before_cards, *(card.button for card in cards)]):
            QWidget.setTabOrder(one, following)
        read_as_laid_out(self)

    def words(self) -> str:
        """All that is said, a line each."""
        lines = [self._title.text(), self._sentence.text()]
        lines += [_card_words(way) for way in self._ways_back]
        return "\n".join(line for line in (*lines, self._note.text()) if line)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on. With a focus proxy the tab key would pass over the cards."""
        super().focusInEvent(event)
        self._button.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.base)
        painter.end()


class _Card(QFrame):
    taken_off = Signal(object)

    def __init__(self, way: WayBack, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_card_words(way))
        self.setMinimumHeight(max(_CARD_HEIGHT, field_height() + 8))
        text = _label(TypeRole.BODY_STRONG)
        text.setText(way.text)
        gain = _label(TypeRole.BODY, secondary=True)
        gain.setText(way.gain)
        gain.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        gain.setWordWrap(False)
        self.button = QPushButton(way.act or _("Take off"))
        self.button.setProperty("link", "true")
        heard = way.act_heard or _("Take off {filter}").format(filter=way.text)
        self.button.setAccessibleName(heard)
        self.button.clicked.connect(lambda: self.taken_off.emit(way.key))
        lay = QHBoxLayout(self)
        lay.setSpacing(16)
        lay.setContentsMargins(14, 4, 8, 4)
        lay.addWidget(text, 1)
        lay.addWidget(gain)
        lay.addWidget(self.button)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.line_strong, 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class _Sign(QWidget):
    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons, self._name = theme, icons, "info"
        self.setFixedHeight(side(_ICON))

    def show_icon(self, name: str) -> None:
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(side(_ICON), side(_ICON))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(0, 0, side(_ICON), self.height())
        self._icons.paint(painter, place, self._name, self._theme.tokens.text_secondary, _ICON)
        painter.end()


class _Line(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.line)
        painter.end()


def _card_words(way: WayBack) -> str:
    return f"{way.text}: {way.gain}" if way.gain else way.text


def _label(role: TypeRole, *, secondary: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(role_font(role))
    if secondary:
        label.setProperty("secondary", "true")
    return label
