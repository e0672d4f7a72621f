"""The small editor that assumes another number of sessions for one entry."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from exodesk.domain.assumptions import parse_sessions
from exodesk.domain.costing import Count
from exodesk.domain.entries import SessionCount
from exodesk.domain.errors import ExodeskError
from exodesk.ui.icons import Icons
from exodesk.ui.letters import NO_BRACKETS
from exodesk.ui.theme import Theme, TypeRole, role_font, with_type
from exodesk.ui.widgets.amount_edit import AmountEdit
from exodesk.wording import gettext as _
from exodesk.wording.durations import count_text

_FIELD_WIDTH = 104


class SessionsWhatIf(QWidget):
    """Announces a SessionCount, or None where the entry's own number is to count again."""

    sessions_changed = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = _Dot(icons.theme)
        label = QLabel(_("What if: sessions"))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty(NO_BRACKETS, True)
        self._field = AmountEdit(_read, _write, icons)
        self._field.setFixedWidth(with_type(_FIELD_WIDTH))
        self._field.setAccessibleName(_("Number of sessions assumed for this entry"))
        self._field.setToolTip(_("A number such as 4, or a range such as 3-6"))
        self._field.value_changed.connect(self._announce)
        label.setBuddy(self._field)
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setFont(role_font(TypeRole.SMALL))
        self._state.setProperty("secondary", "true")
        self._state.setWordWrap(True)
        self._reset = QPushButton(_("Reset"))
        self._reset.setProperty("link", "true")
        self._reset.setFont(role_font(TypeRole.SMALL))
        self._reset.setToolTip(_("Count the number of sessions as stated again"))
        icons.wear(self._reset, "reset", "accent", size=12)
        self._reset.clicked.connect(self._take_back)
        words = QHBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._dot)
        words.addWidget(label, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 10)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addLayout(words, 0, 0)
        grid.addWidget(self._field, 0, 1)
        grid.addWidget(self._field.message_label, 1, 0, 1, 2)
        grid.addWidget(self._state, 2, 0)
        grid.addWidget(self._reset, 2, 1, Qt.AlignmentFlag.AlignRight)

    @property
    def field(self) -> AmountEdit[SessionCount]:
        return self._field

    @property
    def reset_button(self) -> QPushButton:
        return self._reset

    def is_assumed(self) -> bool:
        return self._dot.isVisibleTo(self)

    def show_sessions(
        self,
        assumed: SessionCount | None,
        stated: Count | None,
        *,
        everywhere: bool = False,
        anew: bool = True,
    ) -> None:
        """Show what is assumed for this entry, or for all (``everywhere``), and what is stated.

        Of the same entry (not ``anew``) what is being typed stays.
        """
        own = None if everywhere else assumed
        if anew or own != self._field.value():
            self._field.set_value(own)
        in_force = None if assumed is None else Count(assumed.low, assumed.high, assumed=False)
        placeholder = _("not stated") if stated is None else _("as stated")
        if everywhere and in_force is not None:
            placeholder = count_text(in_force)
        self._field.setPlaceholderText(placeholder)
        self._dot.setVisible(assumed is not None)
        self._reset.setVisible(own is not None)
        said = _("not stated") if stated is None else count_text(stated)
        if everywhere and assumed is not None:
            self._state.setText(
                _("assumed for all entries; stated: {sessions}").format(sessions=said)
            )
        elif assumed is not None:
            self._state.setText(_("assumed; stated: {sessions}").format(sessions=said))
        else:
            self._state.setText("")
        self._state.setVisible(assumed is not None)

    @Slot(object)
    def _announce(self, sessions: SessionCount | None) -> None:
        self.sessions_changed.emit(sessions)

    @Slot()
    def _take_back(self) -> None:
        self._field.set_value(None)
        self._field.setFocus()
        self.sessions_changed.emit(None)


class _Dot(QWidget):
    """The small accent dot before an assumption that was changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("assumed"))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(8, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.accent)
        painter.drawEllipse(QRectF(1, self.height() / 2 - 3, 6, 6))
        painter.end()


def _read(text: str) -> SessionCount:
    try:
        return parse_sessions(text)
    except ExodeskError as refused:
        raise ValueError(str(refused)) from refused


def _write(sessions: SessionCount) -> str:
    return count_text(Count(sessions.low, sessions.high, assumed=False))
