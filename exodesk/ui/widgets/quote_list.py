"""All quotes by state, each with its number and total, and a search over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.quotes.book import Group, Listed, QuoteState
from exodesk.domain.quotes.quote import Quote
from exodesk.ui.announcing import CurrentItem
from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.comparison_banner import PlainLabel, Rule
from exodesk.ui.widgets.page_bar import SearchField
from exodesk.wording import gettext as _
from exodesk.wording.quote_lists import (
    client_text,
    group_line,
    group_totals,
    listed_sentence,
    number_line,
    span_text,
    state_line,
)

WIDTH = 288
_MARGIN = 16
_EDGE = 3
_TEXTS = Qt.ItemDataRole.UserRole + 1
_SIGNS = {
    QuoteState.DRAFT: "",
    QuoteState.ISSUED: "lock",
    QuoteState.ACCEPTED: "check",
    QuoteState.DECLINED: "close",
    QuoteState.EXPIRED: "clock",
    QuoteState.SUPERSEDED: "undo",
}
_QUIET = (QuoteState.DECLINED, QuoteState.EXPIRED, QuoteState.SUPERSEDED)

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Heading:
    state: str
    totals: str

    def texts(self) -> tuple[Any, ...]:
        return (self.state, self.totals)

    def sentence(self) -> str:
        return _("{state}, total {total}").format(state=self.state, total=self.totals)


@dataclass(frozen=True, slots=True)
class _Quote:
    listed: Listed
    successor: Quote | None

    def texts(self) -> tuple[Any, ...]:
        listed = self.listed
        return (
            client_text(listed.quote),
            span_text(listed),
            number_line(listed.quote),
            state_line(listed, self.successor),
            listed.state,
        )

    def sentence(self) -> str:
        return listed_sentence(self.listed, self.successor)


_Row = _Heading | _Quote


class QuoteList(QWidget):
    """Announces which quote is wanted and what is searched for."""

    chosen = Signal(str)  # id of the quote
    words_changed = Signal(str)
    new_wanted = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._rows: list[_Row] = []
        title = PlainLabel(TypeRole.BODY_SELECTED)
        title.setText(_("Quotes"))
        self.new = QPushButton(_("New quote"))
        self.new.setProperty("link", "true")
        self.new.clicked.connect(self.new_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 8, _MARGIN, 4)
        head.addWidget(title, 1)
        head.addWidget(self.new)
        self.search = SearchField(icons)
        self.search.setPlaceholderText(_("Client, number, entry, note"))
        self.search.setAccessibleName(_("Search all quotes"))
        self.search.setMaximumWidth(with_type(WIDTH))
        self.search.setMinimumWidth(0)
        self.search.textChanged.connect(self.words_changed)
        around = QHBoxLayout()
        around.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
        around.addWidget(self.search)
        self.view = _View()
        self.view.setFrameShape(QListWidget.Shape.NoFrame)
        self.view.setAccessibleName(_("Quotes"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setMouseTracking(True)
        CurrentItem(self.view)
        self.view.viewport().setAutoFillBackground(False)
        self.view.setItemDelegate(_Delegate(icons, self.view))
        self.view.currentItemChanged.connect(self._announce)
        self.search.list_requested.connect(self._enter_list)
        self._none = PlainLabel(TypeRole.BODY, secondary=True, wraps=True)
        self._none.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(around)
        column.addWidget(Rule(icons))
        column.addWidget(self._none)
        column.addWidget(self.view, 1)
        icons.theme.changed.connect(self.view.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(with_type(WIDTH), 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(with_type(200), 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._icons.theme.tokens.window)
        painter.end()

    def show_groups(
        self,
        groups: Sequence[Group],
        current: str | None,
        successor: Callable[[Quote], Quote | None],
    ) -> None:
        """Show these, ``current`` selected, without announcing that back."""
        rows: list[_Row] = []
        for group in groups:
            rows.append(_Heading(group_line(group), group_totals(group)))
            rows += [_Quote(listed, successor(listed.quote)) for listed in group.quotes]
        self.view.blockSignals(True)
        if rows != self._rows:
            self._rows = rows
            self.view.clear()
            for row in rows:
                self.view.addItem(_Item(row))
        self._select(current)
        self.view.blockSignals(False)
        nothing = _("No quote fits these words.") if self.search.text().strip() else ""
        self._none.setText(nothing)
        self._none.setVisible(bool(nothing) and not groups)
        current_item = self.view.currentItem()
        if current_item is not None:
            self.view.scrollToItem(current_item)

    def _select(self, quote_id: str | None) -> None:
        held = (row.listed.quote.id if isinstance(row, _Quote) else None for row in self._rows)
        place = (
            -1 if quote_id is None else next((n for n, i in enumerate(held) if i == quote_id), -1)
        )
        if place != self.view.currentRow():
            self.view.setCurrentRow(place)

    def ids(self) -> list[str]:
        """The quotes listed, from top to bottom."""
        keys = (self.view.item(n).data(Qt.ItemDataRole.UserRole) for n in range(self.view.count()))
        return [str(key) for key in keys if key]

    def sentences(self) -> list[str]:
        """Each row as a screen reader says it."""
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(self.view.item(n).data(role)) for n in range(self.view.count())]

    @Slot()
    def _enter_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.view.currentItem() is None:
            first = next(
                (n for n in range(self.view.count()) if self.view.item(n).flags().value), None
            )
            if first is not None:
                self.view.setCurrentRow(first)

    @Slot(QListWidgetItem, QListWidgetItem)
    def _announce(self, item: QListWidgetItem | None) -> None:
        key = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if key:
            self.chosen.emit(str(key))


class _View(QListWidget):
    """Its own actions are its menu; by key it opens at the current quote."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty(RADIUS_PROPERTY, 0.0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.currentItem() is not None:
            at = self.viewport().mapToGlobal(self.visualItemRect(self.currentItem()).center())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.actions())
        menu.popup(at)


class _Item(QListWidgetItem):
    """Finds its words when somebody looks at it: of thousands only those in sight are wanted."""

    def __init__(self, row: _Row) -> None:
        super().__init__()
        self._row = row
        self._texts: tuple[Any, ...] = ()
        if isinstance(row, _Heading):
            self.setFlags(Qt.ItemFlag.NoItemFlags)

    def data(self, role: int) -> Any:
        row = self._row
        match role:
            case Qt.ItemDataRole.UserRole:
                return None if isinstance(row, _Heading) else row.listed.quote.id
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.sentence()
            case _ if role == _TEXTS:
                self._texts = self._texts or row.texts()
                return self._texts
            case _:
                return super().data(role)


class _Delegate(QStyledItemDelegate):
    def __init__(self, icons: Icons, view: QListWidget) -> None:
        super().__init__(view)
        self._icons = icons

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        body = QFontMetrics(role_font(TypeRole.BODY_STRONG)).lineSpacing()
        small = QFontMetrics(role_font(TypeRole.SMALL)).lineSpacing()
        heading = index.data(Qt.ItemDataRole.UserRole) is None
        return QSize(120, max(30, small + 12) if heading else body + 2 * small + 20)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        texts: Any = index.data(_TEXTS) or ("", "")
        painter.save()
        area = QRect(getattr(option, "rect"))  # noqa: B009 - unknown to the stubs
        if len(texts) < 3:
            self._paint_heading(painter, area, *texts)
        else:
            self._paint_quote(painter, option, area, texts)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, state: str, total: str) -> None:
        tokens = self._icons.theme.tokens
        inside = area.adjusted(_MARGIN, 0, -_MARGIN, 0)
        painter.setFont(role_font(TypeRole.SECTION))
        painter.setPen(tokens.text_secondary)
        middle = Qt.AlignmentFlag.AlignVCenter
        used = painter.fontMetrics().horizontalAdvance(state) + 12
        painter.drawText(inside, int(middle | Qt.AlignmentFlag.AlignLeft), state)
        painter.setFont(role_font(TypeRole.SMALL))
        room = inside.adjusted(used, 0, 0, 0)
        shown = painter.fontMetrics().elidedText(total, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignRight), shown)
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, tokens.line)

    def _paint_quote(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        texts: tuple[str, str, str, str, QuoteState],
    ) -> None:
        tokens = self._icons.theme.tokens
        client, total, number, state, quote_state = texts
        flags = getattr(option, "state")  # noqa: B009 - unknown to the stubs
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(area, tokens.tint)
            focused = bool(flags & QStyle.StateFlag.State_HasFocus)
            edge = tokens.accent if focused else tokens.control
            painter.fillRect(area.left(), area.top(), _EDGE, area.height(), edge)
        elif flags & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, tokens.hover)
        inside = area.adjusted(_MARGIN, 8, -_MARGIN, -8)
        quiet = quote_state in _QUIET
        strong = role_font(TypeRole.BODY_SELECTED if selected else TypeRole.BODY_STRONG)
        painter.setFont(strong)
        painter.setPen(tokens.text_secondary if quiet else tokens.text)
        metrics = painter.fontMetrics()
        top = QRect(inside.left(), inside.top(), inside.width(), metrics.lineSpacing())
        width = metrics.horizontalAdvance(total)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignRight), total)
        room = max(top.width() - width - 12, 40)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            top,
            int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip),
            metrics.elidedText(client, elide, room),
        )
        small = role_font(TypeRole.SMALL)
        painter.setFont(small)
        metrics = painter.fontMetrics()
        painter.setPen(tokens.text_secondary)
        line = QRect(inside.left(), top.bottom() + 2, inside.width(), metrics.lineSpacing())
        painter.drawText(
            line, int(Qt.TextFlag.TextDontClip), metrics.elidedText(number, elide, line.width())
        )
        line.moveTop(line.bottom() + 2)
        sign = _SIGNS[quote_state]
        if sign:
            place = QRect(line.left() - 1, line.top(), side(), line.height())
            self._icons.paint(painter, place, sign, tokens.text_secondary, 14)
            line.setLeft(line.left() + side() + 4)
        elif quote_state is QuoteState.DRAFT:
            painter.setPen(tokens.accent)
        painter.drawText(
            line, int(Qt.TextFlag.TextDontClip), metrics.elidedText(state, elide, line.width())
        )
        painter.fillRect(inside.left(), area.bottom(), inside.width(), 1, tokens.line)
