"""One line of an option: what it says, what it comes to, and its fields once it is opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from exodesk.domain.costing import Count
from exodesk.domain.money import PriceRange
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.rows import Row
from exodesk.ui.icons import Icons
from exodesk.ui.reading_order import read_as_laid_out
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.comparison_banner import PlainLabel, Rule
from exodesk.ui.widgets.quote_buttons import icon_button, name_button
from exodesk.ui.widgets.quote_line_editor import QuoteLineEditor
from exodesk.ui.widgets.wrapped_text import WrappedLabel
from exodesk.wording import gettext as _
from exodesk.wording.amounts import bounds_with_decimals
from exodesk.wording.durations import count_text
from exodesk.wording.quote_lines import line_place, row_terms
from exodesk.wording.quote_lists import capital
from exodesk.wording.quotes import discount_text, line_name, row_name


class LineRow(QWidget):
    """A line as it will be read, with what it is made of below it once it is opened."""

    line_changed = Signal(str, object)
    removed = Signal()
    moved = Signal(int)  # up by -1, down by 1
    stops_changed = Signal()

    def __init__(self, line: QuoteLine, icons: Icons) -> None:
        super().__init__()
        self.key = line_key(line)
        self._line = line
        self._icons = icons
        self._shown: Callable[[QuoteLineEditor], None] | None = None
        self.editor: QuoteLineEditor | None = None
        self._name = WrappedLabel(TypeRole.BODY_STRONG, 2)
        self._more = WrappedLabel(TypeRole.SMALL, 3, secondary=True)
        self._amount = PlainLabel(TypeRole.BODY_STRONG)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.open_button = icon_button("chevron-right", "", icons)
        self.open_button.setCheckable(True)
        self.open_button.toggled.connect(self._fold)
        self.up = icon_button("chevron-up", "", icons)
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down = icon_button("chevron-down", "", icons)
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove = icon_button("close", "", icons)
        self.remove.clicked.connect(self.removed)
        self._name_buttons(line)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.setContentsMargins(0, 6, 0, 6)
        words.addWidget(self._name)
        words.addWidget(self._more)
        row = QHBoxLayout()
        row.setSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.open_button, 0, top)
        row.addLayout(words, 1)
        row.addSpacing(12)
        row.addWidget(self._amount)
        self._amount.setContentsMargins(0, 7, 8, 0)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button, 0, top)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(0)
        self._column.addLayout(row)
        self._column.addWidget(Rule(icons))

    def show_line(
        self,
        line: QuoteLine,
        rows: tuple[Row, ...],
        currency: str,
        published: PriceRange | None,
        *,
        place: int,
        last: bool,
    ) -> None:
        self._line = line
        self._name_buttons(line)
        self._allow(self.up, self.down, allowed=place > 0)
        self._allow(self.down, self.up, allowed=not last)
        alone = last and place == 0
        self.up.setVisible(not alone)
        self.down.setVisible(not alone)
        self._name.show_text(line_name(line))
        self._more.show_text(" ".join(_sentences(line, rows, currency)))
        amounts = [bounds_with_decimals(row.sums.total, currency) for row in rows]
        self._amount.setText("\n".join(amounts))
        count = _stated_count(rows)
        self._shown = lambda editor: editor.show_line(line, currency, published, count)
        if self.editor is not None:
            self._shown(self.editor)

    def holds_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _name_buttons(self, line: QuoteLine) -> None:
        name = line_name(line)
        for button, words in (
            (self.open_button, _("Edit {line}")),
            (self.up, _("Move {line} up")),
            (self.down, _("Move {line} down")),
            (self.remove, _("Remove {line}")),
        ):
            name_button(button, words.format(line=name))

    @staticmethod
    def _allow(button: QToolButton, other: QToolButton, *, allowed: bool) -> None:
        """One that is taken away hands the focus to the other, not to the next line."""
        focused = button.hasFocus()
        button.setEnabled(allowed)
        if focused and not allowed:
            other.setEnabled(True)
            other.setFocus()

    def words(self) -> str:
        """All that the row says."""
        return f"{self._name.text()}\n{self._more.text()}\n{self._amount.text()}"

    def is_open(self) -> bool:
        return self.open_button.isChecked()

    def set_open(self, is_open: bool) -> None:
        self.open_button.setChecked(is_open)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        within: list[QWidget] = []
        if self.editor is not None:
            within = [field.editor for field in self.editor.fields.values()]
        return [self.open_button, self.up, self.down, self.remove, *within]

    @Slot(bool)
    def _fold(self, is_open: bool) -> None:
        self._icons.wear(self.open_button, "chevron-down" if is_open else "chevron-right")
        if is_open and self.editor is None:
            self.editor = QuoteLineEditor(self._line, self._icons)
            self.editor.setContentsMargins(34, 0, 8, 0)
            self.editor.line_changed.connect(self.line_changed)
            self._column.insertWidget(1, self.editor)
            read_as_laid_out(self)
            if self._shown is not None:
                self._shown(self.editor)
            self.stops_changed.emit()
        if self.editor is not None:
            self.editor.setVisible(is_open)


def line_key(line: QuoteLine) -> tuple[str, str]:
    """What an editor of a line is made for."""
    return line.kind.value, "" if line.entry is None else line.entry.id


def _sentences(line: QuoteLine, rows: tuple[Row, ...], currency: str) -> list[str]:
    found = [line_place(line)]
    for number, row in enumerate(rows):
        terms = row_terms(line, row)
        if number:
            terms = _("{part}: {terms}").format(part=row_name(line, row), terms=terms)
        found.append(terms)
    if line.discount is not None:
        found.append(_("less {discount}").format(discount=discount_text(line.discount)))
    if line.reason:
        found.append(_("price set: {reason}").format(reason=line.reason))
    if line.note:
        found.append(line.note)
    return [_("{text}.").format(text=capital(text.rstrip("."))) for text in found if text]


def _stated_count(rows: tuple[Row, ...]) -> str:
    count: Count | None = rows[0].count if rows else None
    return _("not stated") if count is None else count_text(count)
