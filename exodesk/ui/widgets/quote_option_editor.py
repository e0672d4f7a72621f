"""One option of a draft: its title, its lines, what comes off the whole, and its total."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from exodesk.domain.money import PriceRange
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.quote import Option
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.imports.quote_texts import discount_field, read_discount
from exodesk.ui.icons import Icons
from exodesk.ui.reading_order import read_as_laid_out
from exodesk.ui.theme import TypeRole, with_type
from exodesk.ui.widgets.comparison_banner import PlainLabel, Rule
from exodesk.ui.widgets.flow_layout import FlowLayout
from exodesk.ui.widgets.form_editors import LineField
from exodesk.ui.widgets.quote_buttons import icon_button
from exodesk.ui.widgets.quote_entry_search import EntrySearch
from exodesk.ui.widgets.quote_field import QuoteField, reading
from exodesk.ui.widgets.quote_line_row import LineRow, line_key
from exodesk.wording import gettext as _
from exodesk.wording.quote_lines import option_title
from exodesk.wording.quotes import second_text, total_text

_NARROW = 600  # of type of the usual size: below it what stands side by side goes below


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option with its amounts; for each line the published price of one, where there is one."""

    option: Option
    amounts: OptionAmounts
    published: tuple[PriceRange | None, ...]
    currency: str


class QuoteOptionEditor(QWidget):
    """Announces what is wanted; whoever takes it shows the option again, or refuses."""

    title_changed = Signal(str)
    discount_changed = Signal(object)  # Discount | None
    line_changed = Signal(int, str, object)  # place, key of the field, QuoteLine
    line_removed = Signal(int)
    line_moved = Signal(int, int)  # from, to
    entry_chosen = Signal(str)  # id
    line_wanted = Signal(bool)  # a travel cost, else free text
    removed = Signal()
    stops_changed = Signal()

    def __init__(self, letter: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.letter = letter
        self._icons = icons
        self._currency = "GBP"
        self.lines: list[LineRow] = []
        self.title = LineField(_("Title of option {letter}").format(letter=letter))
        self.title_field = QuoteField(_("Option {letter}").format(letter=letter), self.title, icons)
        self.title_field.committed.connect(self.title_changed)
        self.total = PlainLabel(TypeRole.TITLE)
        self.second = PlainLabel(TypeRole.SMALL, secondary=True)
        for label in (self.total, self.second):
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        totals = QVBoxLayout()
        totals.setSpacing(2)
        totals.addStretch(1)
        totals.addWidget(self.total)
        totals.addWidget(self.second)
        self.remove = icon_button(
            "delete", _("Remove option {letter}").format(letter=letter), icons
        )
        self.remove.clicked.connect(self.removed)
        end = QHBoxLayout()
        end.setSpacing(16)
        end.addLayout(totals, 1)
        end.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        head = self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(16)
        head.addWidget(self.title_field, 1)
        head.addLayout(end)
        self._obstacle = PlainLabel(TypeRole.SMALL, wraps=True)
        self._obstacle.setProperty("bad", "true")
        self._obstacle.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.entry_search = EntrySearch(letter, icons)
        self.entry_search.chosen.connect(self.entry_chosen)
        self.discount = LineField(_("Discount on option {letter}").format(letter=letter))
        self.discount.setPlaceholderText(_("£50 or 10 %"))
        self.discount.setMaximumWidth(with_type(160))
        self.discount_field = QuoteField(_("Discount on the option"), self.discount, icons)
        self.discount_field.committed.connect(reading(self.discount_field, self._take_discount))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._obstacle)
        column.addWidget(Rule(icons))
        column.addLayout(self._lines)
        column.addLayout(self._foot())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < with_type(_NARROW)
        direction = QBoxLayout.Direction
        for row in (self._head_row, self._foot_row):
            row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self.total.setWordWrap(narrow)

    def _foot(self) -> QBoxLayout:
        self.add_travel = QPushButton(_("Travel cost…"))
        self.add_text = QPushButton(_("Other line…"))
        self.add_travel.clicked.connect(lambda: self.line_wanted.emit(True))
        self.add_text.clicked.connect(lambda: self.line_wanted.emit(False))
        add = QWidget()
        buttons = FlowLayout(add)
        for button in (self.add_travel, self.add_text):
            button.setAccessibleDescription(_("Option {letter}").format(letter=self.letter))
            buttons.addWidget(button)
        row = self._foot_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        row.addWidget(self.entry_search, 1, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignBottom)
        row.addSpacing(8)
        row.addWidget(self.discount_field)
        return row

    def show_option(self, shown: ShownOption) -> None:
        option, amounts = shown.option, shown.amounts
        self._currency = shown.currency
        self.title.setPlaceholderText(option_title(option))
        self.title_field.show_raw(option.title)
        self.discount_field.show_raw(discount_field(option.discount))
        self.total.setText(total_text(option, amounts))
        second = second_text(amounts)
        self.second.setText(second)
        self.second.setVisible(bool(second))
        sentences = dict.fromkeys(str(each.error()) for each in amounts.obstacles)
        self._obstacle.setText("\n".join(sentences))
        self._obstacle.setVisible(bool(sentences))
        self._show_lines(shown)

    def _show_lines(self, shown: ShownOption) -> None:
        wanted = [line_key(line) for line in shown.option.lines]
        if [row.key for row in self.lines] != wanted:
            self._match_lines(shown.option)
        for place, (row, line) in enumerate(zip(self.lines, shown.option.lines, strict=True)):
            row.show_line(
                line,
                shown.amounts.rows_of(place),
                self._currency,
                shown.published[place],
                place=place,
                last=place == len(wanted) - 1,
            )

    def _match_lines(self, option: Option) -> None:
        """A row for each line; a line that has only moved takes its row, and the focus, along."""
        focused = next((n for n, row in enumerate(self.lines) if row.holds_focus()), None)
        left, self.lines = self.lines, []
        for place, line in enumerate(option.lines):
            row = next((row for row in left if row.key == line_key(line)), None)
            if row is None:
                row = self._new_row(line)
            else:
                left.remove(row)
            self._lines.insertWidget(place, row)
            self.lines.append(row)
        lost = any(row.holds_focus() for row in left)
        for row in left:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        read_as_laid_out(self)
        self.stops_changed.emit()
        if lost and focused is not None:
            near = self.lines[min(focused, len(self.lines) - 1)].remove if self.lines else None
            (near or self.entry_search).setFocus()

    def _new_row(self, line: QuoteLine) -> LineRow:
        row = LineRow(line, self._icons)
        row.line_changed.connect(
            lambda key, changed: self.line_changed.emit(self.lines.index(row), key, changed)
        )
        row.stops_changed.connect(self.stops_changed)
        row.removed.connect(lambda: self.line_removed.emit(self.lines.index(row)))
        row.moved.connect(lambda step: self._move(self.lines.index(row), step))
        return row

    def _move(self, place: int, step: int) -> None:
        self.line_moved.emit(place, place + step)

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        within = [stop for row in self.lines for stop in row.stops()]
        foot = [self.entry_search, self.add_travel, self.add_text, self.discount]
        return [self.title, self.remove, *within, *foot]

    def _take_discount(self, raw: str) -> None:
        self.discount_changed.emit(read_discount(raw, self._currency))
