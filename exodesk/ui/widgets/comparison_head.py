"""The heads of the compared entries: name, place, a way out, and what is assumed of each alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from exodesk.domain.assumption_texts import parse_use
from exodesk.domain.assumptions import parse_sessions
from exodesk.domain.costing import Count
from exodesk.domain.entries import Pack, SessionCount, Use
from exodesk.ui.icons import Icons, side
from exodesk.ui.letters import NO_BRACKETS
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.amount_edit import AmountEdit, RoundTrip
from exodesk.ui.widgets.check_mark import dot_side, paint_changed_dot
from exodesk.ui.widgets.wrapped_text import WrappedLabel
from exodesk.wording import gettext as _
from exodesk.wording.durations import count_text
from exodesk.wording.offers import use_text

Value = TypeVar("Value")

_PAD = 15
_CLOSE = 24
_GAP = 4


@dataclass(frozen=True, slots=True)
class HeadWords:
    """``key`` tells entries apart. ``sessions`` and ``use`` are set for this one alone, else None.

    ``usual_sessions`` and ``usual_use`` say what counts without; empty where they do not apply.
    """

    key: str
    name: str
    place: str
    spoken: str
    usual_sessions: str
    sessions: SessionCount | None = None
    usual_use: str = ""
    use: Use | None = None
    pack: Pack | None = None


class ColumnHead(QWidget):
    """Announces a number of sessions or a use (None: as stated), the wish to be taken out or to
    stand elsewhere, and to be asked how its total came about."""

    remove_requested = Signal()
    trace_requested = Signal()
    move_requested = Signal(int)  # so many places further to the right
    sessions_changed = Signal(object)
    use_changed = Signal(object)
    focused = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._first = self._last = True
        self._name = WrappedLabel(TypeRole.PAGE_CURRENT, 2)
        self._place = WrappedLabel(TypeRole.SMALL, 1, secondary=True)
        self._more = _flat_button(icons, "more")
        self._more.setToolTip(_("What can be done with this entry"))
        self._more.clicked.connect(self._open_menu)
        self._close = _flat_button(icons, "close")
        self._close.clicked.connect(self.remove_requested)
        self._pack: Pack | None = None
        self._sessions: _WhatIf[SessionCount] = _WhatIf(
            _("Sessions"), _("Sessions assumed"), parse_sessions, _written, icons
        )
        self._use: _WhatIf[Use] = _WhatIf(
            _("Use"), _("Use assumed"), lambda text: parse_use(text, self._pack), use_text, icons
        )
        self._sessions.changed.connect(self.sessions_changed)
        self._use.changed.connect(self.use_changed)
        for widget in (self._more, self._close, self._sessions.field, self._use.field):
            widget.installEventFilter(self)

        top = QHBoxLayout()
        top.setSpacing(_GAP)
        top.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, 10, 8, 6)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._place)
        column.addSpacing(4)
        column.addWidget(self._sessions)
        column.addWidget(self._use)
        column.addStretch(1)

    def show_words(self, words: HeadWords) -> None:
        self._name.show_text(words.name)
        self._place.show_text(words.place)
        remove = _("Take {name} out of the comparison").format(name=words.spoken)
        self._close.setAccessibleName(remove)
        self._close.setToolTip(_("Take out of the comparison"))
        self._more.setAccessibleName(_("More about {name}").format(name=words.spoken))
        other, self._key, self._pack = words.key != self._key, words.key, words.pack
        self._sessions.show_assumed(words.sessions, words.usual_sessions, anew=other)
        self._sessions.field.setAccessibleName(_("Sessions of {name}").format(name=words.spoken))
        self._sessions.field.setToolTip(
            _("A number or a range, such as 4 or 3-6. Empty: as stated.")
        )
        self._use.show_assumed(words.use, words.usual_use, anew=other)
        self._use.field.setAccessibleName(_("Use of {name}").format(name=words.spoken))
        self._use.field.setToolTip(_("Such as 0.5 ml a day or 2 g a week. Empty: as stated."))

    def show_place(self, *, first: bool, last: bool) -> None:
        """Whether it is the one at the left, or at the right, and so can go no further."""
        self._first, self._last = first, last

    def name_lines(self, width: int) -> int:
        """How many lines the name needs in a head of that width."""
        return self._name.line_count(width - _PAD - 8 - 2 * (side(_CLOSE) + _GAP))

    def reserve_name_lines(self, count: int) -> None:
        self._name.reserve_lines(count)

    def height_for(self, width: int) -> int:
        layout = self._column
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0

    def menu(self) -> QMenu:
        """What can be done with the entry."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("How this total came about"), self.trace_requested.emit)
        left = menu.addAction(_("One place to the left"), lambda: self.move_requested.emit(-1))
        left.setEnabled(not self._first)
        right = menu.addAction(_("One place to the right"), lambda: self.move_requested.emit(1))
        right.setEnabled(not self._last)
        menu.addAction(_("Take out of the comparison"), self.remove_requested.emit)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    @Slot()
    def _open_menu(self) -> None:
        self.menu().popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @property
    def more_button(self) -> QToolButton:
        return self._more

    @property
    def close_button(self) -> QToolButton:
        return self._close

    @property
    def sessions_field(self) -> AmountEdit[SessionCount]:
        return self._sessions.field

    @property
    def use_field(self) -> AmountEdit[Use]:
        return self._use.field

    def refused(self) -> dict[str, str]:
        """What was typed and could not be read, by the name of its field."""
        return {name: field.text() for name, field in self._fields().items() if field.message}

    def type_again(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            self._fields()[name].type_again(text)

    def _fields(self) -> dict[str, AmountEdit[Any]]:
        return {"sessions": self._sessions.field, "use": self._use.field}

    def sessions(self) -> SessionCount | None:
        return self._sessions.field.value()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.focused.emit()
        return super().eventFilter(watched, event)


class HeadStrip(QWidget):
    """The heads side by side, where ``place`` puts them. Columns are counted from 0."""

    remove_requested = Signal(int)
    trace_requested = Signal(int)
    move_requested = Signal(int, int)  # from, to
    sessions_changed = Signal(int, object)
    use_changed = Signal(int, object)
    focused = Signal(int)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._heads: list[ColumnHead] = []
        self._shown: tuple[HeadWords, ...] = ()
        self._places: list[tuple[int, int]] = []
        icons.theme.changed.connect(self.update)

    def heads(self) -> tuple[ColumnHead, ...]:
        return tuple(self._heads)

    def focused_column(self) -> int | None:
        """The column whose head has the focus."""
        focused = self.window().focusWidget()
        heads = enumerate(self._heads)
        return next((n for n, head in heads if focused and head.isAncestorOf(focused)), None)

    def show_heads(self, heads: Sequence[HeadWords]) -> None:
        if self._shown == tuple(heads):
            return
        self._shown = tuple(heads)
        while len(self._heads) > len(heads):
            gone = self._heads.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._heads) < len(heads):
            self._heads.append(self._made(len(self._heads)))
        for place, (head, words) in enumerate(zip(self._heads, heads, strict=True)):
            head.show_words(words)
            head.show_place(first=place == 0, last=place == len(heads) - 1)
        self._arrange()

    def place(self, places: Sequence[tuple[int, int]]) -> None:
        """Left edge and width of every column, within this widget."""
        self._places = list(places)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(400, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._height())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._icons.theme.tokens
        painter.fillRect(self.rect(), tokens.base)
        for left, _width in self._places:
            painter.fillRect(left, 0, 1, self.height(), tokens.line)
        painter.end()

    def _made(self, column: int) -> ColumnHead:
        head = ColumnHead(self._icons, self)
        head.remove_requested.connect(lambda: self.remove_requested.emit(column))
        head.trace_requested.connect(lambda: self.trace_requested.emit(column))
        head.move_requested.connect(lambda steps: self.move_requested.emit(column, column + steps))
        head.sessions_changed.connect(lambda value: self.sessions_changed.emit(column, value))
        head.use_changed.connect(lambda value: self.use_changed.emit(column, value))
        head.focused.connect(lambda: self.focused.emit(column))
        head.show()
        return head

    def _height(self) -> int:
        heads = [
            (head, width - 1)
            for head, (_left, width) in zip(self._heads, self._places, strict=False)
        ]
        # All names get the room of the longest, so that the fields below stand in one line.
        lines = max((head.name_lines(width) for head, width in heads), default=1)
        for head, _width in heads:
            head.reserve_name_lines(lines)
        return max((head.height_for(width) for head, width in heads), default=0)

    def _arrange(self) -> None:
        height = self._height()
        if height != self.height():
            self.setFixedHeight(height)
        for head, (left, width) in zip(self._heads, self._places, strict=False):
            head.setGeometry(left + 1, 0, width - 1, height)
        self.update()


class _WhatIf(QWidget, Generic[Value]):
    """A label, a field for what is assumed of this entry alone, and what is wrong with it."""

    changed = Signal(object)

    def __init__(
        self,
        usual: str,
        assumed: str,
        read: Callable[[str], Value],
        write: Callable[[Value], str],
        icons: Icons,
    ) -> None:
        super().__init__()
        self._label = _AssumedLabel(usual, assumed, icons)
        trip = RoundTrip(read, write)
        self.field: AmountEdit[Value] = AmountEdit(trip.read, trip.write, icons)
        self.field.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.field.setMinimumWidth(48)
        self.field.setMaximumWidth(with_type(150))
        self.field.value_changed.connect(self._publish)
        self._label.setBuddy(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addWidget(self.field, 1)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.field.message_label)

    def show_assumed(self, value: Value | None, usual: str, *, anew: bool) -> None:
        """What is assumed and what counts without; of the same entry what is being typed stays."""
        self.setVisible(bool(usual))
        self.field.setPlaceholderText(usual)
        self._label.show_assumed(value is not None)
        if anew or value != self.field.value():
            self.field.set_value(value)

    @Slot(object)
    def _publish(self, value: Value | None) -> None:
        self._label.show_assumed(value is not None)
        self.changed.emit(value)


class _AssumedLabel(QLabel):
    """The name of a figure, with the dot of a changed assumption before it."""

    def __init__(self, usual: str, assumed: str, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._words = (usual, assumed)
        self._assumed = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty(NO_BRACKETS, True)
        self.setFont(role_font(TypeRole.SMALL))
        self.setText(usual)

    def show_assumed(self, assumed: bool) -> None:
        self._assumed = assumed
        self.setText(self._words[assumed])
        self.setContentsMargins(dot_side() + 5 if assumed else 0, 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._icons.theme.tokens
        painter.setFont(self.font())
        painter.setPen(tokens.accent if self._assumed else tokens.text_secondary)
        painter.drawText(
            self.contentsRect(),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            | int(Qt.TextFlag.TextShowMnemonic),
            self.text(),
        )
        if self._assumed:
            paint_changed_dot(painter, 0, self.height() / 2, tokens)
        painter.end()


def _flat_button(icons: Icons, icon: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("flat", "true")
    inner = side(_CLOSE) - 2
    button.setStyleSheet(f"QToolButton {{ min-width: {inner}px; min-height: {inner}px; }}")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.wear(button, icon, size=12)
    return button


def _written(sessions: SessionCount) -> str:
    return count_text(Count(sessions.low, sessions.high, assumed=False))
