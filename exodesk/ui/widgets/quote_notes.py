"""What stands beside a quote: points to settle in a draft; today's figures and changes later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, with_type
from exodesk.ui.widgets.beside_or_below import BesideOrBelow
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.flow_layout import FlowLayout
from exodesk.ui.widgets.panel_scroll import PanelScroll
from exodesk.wording import gettext as _

_MOST_HEIGHT = 260
_MARGIN = 20
_FEW = 2  # as many to state are stated one by one
_LEAST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Note:
    """``sentence`` about ``where``; ``settled``: said in the quote itself.

    ``fix`` and ``state`` say whether these can be done; ``key`` is what is announced.
    """

    where: str
    sentence: str
    key: object = None
    fix: bool = False
    state: bool = False
    settled: bool = False


class QuoteNotes(QWidget):
    """Notes below each other; those of a draft with *Fix* and *State on quote*.

    Many that can be stated can be stated together.
    """

    fix_wanted = Signal(object)
    state_wanted = Signal(object)
    unstate_wanted = Signal(object)
    state_all_wanted = Signal(object)  # the keys of the notes that can be stated, as a tuple

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._notes: tuple[Note, ...] = ()
        self._buttons: list[QPushButton] = []
        self._title = PlainLabel(TypeRole.BODY_SELECTED)
        self._scroll = PanelScroll(_MARGIN, below=8)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = self._scroll.column
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 1)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self.state_all = QPushButton()
        self.state_all.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.state_all.clicked.connect(lambda: self.state_all_wanted.emit(self._to_state()))
        self.state_all.hide()
        head.addWidget(self._title, 1)
        head.addStretch()
        head.addWidget(self.state_all)
        column.addLayout(head)
        column.addWidget(self._scroll)
        self._room = QSize()
        inside = self._scroll.widget()
        assert inside is not None
        self._inside = inside
        inside.installEventFilter(self)
        icons.theme.changed.connect(self.update)

    def show_notes(self, title: str, notes: Sequence[Note]) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))
        if tuple(notes) != self._notes:
            focused = 1 if self.state_all.hasFocus() else self._focused()
            self._notes = tuple(notes)
            self._buttons = []
            while (item := self._rows.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for note in self._notes:
                self._rows.addWidget(row := self._row(note))
                row.show()  # or it could not take the keyboard yet
            self._rows.addStretch(1)
            to_state = len(self._to_state())
            self.state_all.setText(_("State all {n} on quote").format(n=to_state))
            self.state_all.setVisible(to_state > _FEW)
            if focused and (buttons := self.buttons()):
                buttons[min(focused - 1, len(buttons) - 1)].setFocus()
        self.updateGeometry()

    def notes(self) -> tuple[Note, ...]:
        return self._notes

    def _to_state(self) -> tuple[object, ...]:
        return tuple(note.key for note in self._notes if note.state and not note.settled)

    def words(self) -> list[str]:
        """Each note as it is read."""
        return [
            _("{where}: {sentence}").format(where=n.where, sentence=n.sentence) for n in self._notes
        ]

    def buttons(self) -> list[QPushButton]:
        """Those of all notes, from top to bottom."""
        return list(self._buttons)

    def button(self, sentence: str, word: str) -> QPushButton:
        """The one called ``word`` of the note that begins with ``sentence``."""
        return next(
            button
            for button in self.buttons()
            if button.text() == word and button.accessibleDescription().find(sentence) >= 0
        )

    def sizeHint(self) -> QSize:
        inside = self._inside
        wanted = inside.heightForWidth(max(self.width(), 320))
        if wanted <= 0:
            wanted = inside.sizeHint().height()
        title = self._title.sizeHint().height() + 14 if self._title.text() else 12
        if not self.state_all.isHidden():
            title = max(title, self.state_all.sizeHint().height() + 14)
        return QSize(320, min(wanted + title, with_type(_MOST_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self.sizeHint().height(), 120))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # How much room the notes need is known only once they have been laid out.
        if event.type() is QEvent.Type.LayoutRequest and self._room != (room := self.sizeHint()):
            self._room = room
            self.updateGeometry()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.line)
        painter.end()

    def _focused(self) -> int:
        """The number of the button that has the focus, from 1; 0 for none."""
        return next((n for n, b in enumerate(self.buttons(), 1) if b.hasFocus()), 0)

    def _row(self, note: Note) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        if note.key is not None:
            sign = QLabel()
            if note.settled:
                self._icons.show_on(sign, "check")
            else:
                self._icons.show_on(sign, "warning", "warning")
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        sentence = PlainLabel(TypeRole.BODY, wraps=True)
        sentence.setText(note.sentence)
        sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
        where.setText(
            _("{where} · stated on the quote").format(where=note.where)
            if note.settled
            else note.where
        )
        words.addWidget(sentence)
        words.addWidget(where)
        buttons = FlowLayout()
        if note.settled:
            buttons.addWidget(self._button(_("Do not state"), note, self.unstate_wanted))
        if note.fix:
            buttons.addWidget(self._button(_("Fix"), note, self.fix_wanted))
        if note.state and not note.settled:
            buttons.addWidget(self._button(_("State on quote"), note, self.state_wanted))
        row.addWidget(BesideOrBelow(words, buttons, least=_LEAST_WORDS), 1)
        return made

    def _button(self, word: str, note: Note, signal: object) -> QPushButton:
        button = QPushButton(word)
        button.setAccessibleDescription(f"{note.sentence} {note.where}")
        self._buttons.append(button)
        button.clicked.connect(partial(signal.emit, note.key))  # type: ignore[attr-defined]
        return button
