"""The editor of a draft: whom it is for, its options, its terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.editing import (
    with_changed_line,
    with_moved_line,
    with_new_option,
    with_option_discount,
    with_title,
    without_line,
    without_option,
)
from exodesk.domain.quotes.lines import Discount, QuoteLine
from exodesk.domain.quotes.pricing import published_unit_price
from exodesk.domain.quotes.quote import Quote
from exodesk.ui.icons import Icons
from exodesk.ui.reading_order import read_as_laid_out
from exodesk.ui.theme import with_type
from exodesk.ui.widgets.flow_layout import FlowLayout
from exodesk.ui.widgets.panel_scroll import PanelScroll
from exodesk.ui.widgets.quote_edit import Edit, Setting, adding
from exodesk.ui.widgets.quote_field import QuoteField
from exodesk.ui.widgets.quote_option_editor import QuoteOptionEditor, ShownOption
from exodesk.ui.widgets.quote_own_fields import QuoteFields, TermFields
from exodesk.wording import gettext as _

_WIDEST = 880
_MARGIN = 24


class QuoteEditor(QWidget):
    """Shows a draft and announces edits by the key of their field.

    Keys are such as ``client``, ``validity``, ``A.title``, ``A.0.price``. Whoever takes an edit
    shows the quote again, or calls ``refuse`` with the same key.
    """

    edited = Signal(str, object)  # key, Edit
    line_wanted = Signal(str, bool)  # letter of the option; a travel cost, else free text
    tray_wanted = Signal()  # an option for each entry of the compare tray

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._quote: Quote | None = None
        self._entries: dict[str, str] = {}
        self.options: list[QuoteOptionEditor] = []
        self._option_added = False
        self._scroll = PanelScroll(_MARGIN, below=32, parent=self)
        self._scroll.setBackgroundRole(QPalette.ColorRole.Base)
        page = QWidget()
        page.setMaximumWidth(with_type(_WIDEST))
        page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._scroll.column.addWidget(page)
        self._scroll.column.addStretch(1)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 16, 0, 0)
        self._column.setSpacing(0)
        self.head = QuoteFields(icons)
        self.terms = TermFields(icons)
        self._fields = {**self.head.fields, **self.terms.fields}
        for part in (self.head, self.terms):
            part.edited.connect(self.edited)
        self._column.addWidget(self.head)
        self._options = QVBoxLayout()
        self._options.setSpacing(0)
        self._column.addSpacing(8)
        self._column.addLayout(self._options)
        self._column.addLayout(self._add_row())
        self._column.addSpacing(20)
        self._column.addWidget(self.terms)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        icons.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._icons.theme.tokens.base)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.show_for_width(self.width() - 2 * _MARGIN)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 240)

    # What it shows

    def set_entries(self, entries: dict[str, str]) -> None:
        """The id of each entry that can be added, by what it is called in the list."""
        self._entries = entries
        for option in self.options:
            option.entry_search.set_entries(entries)

    def set_currencies(self, codes: Sequence[str]) -> None:
        self.head.set_currencies(codes)

    def set_tray(self, count: int) -> None:
        self.from_tray.setVisible(bool(count))
        self.from_tray.setText(
            _("Add the {n} ticked entries, an option each").format(n=count)
            if count > 1
            else _("Add the ticked entry as an option")
        )

    def show_quote(self, quote: Quote, setting: Setting) -> None:
        """Show ``quote``; what is being typed meanwhile stays."""
        other = self._quote is None or self._quote.id != quote.id
        if other:
            self._forget()
        self._quote = quote
        self.head.show_quote(quote, setting.today)
        self.terms.show_quote(quote)
        self._show_options(quote, setting)
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what comes first. A proxy would hide its siblings from Tab."""
        super().focusInEvent(event)
        self._fields["client"].editor.setFocus(event.reason())

    def focus_field(self, key: str) -> None:
        """Bring the field into sight and put the cursor there; lines are opened for it."""
        if key == "validity":
            self.head.validity.focus()
            return
        field = self._field_of(key, opening=True)
        if field is not None:
            self._scroll.ensureWidgetVisible(field, 0, 80)
            field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, key: str, sentence: str) -> bool:
        """Say at the field why its text was not taken; False where there is no such field."""
        if key == "validity":
            self.head.validity.refuse(sentence)
            return True
        field = self._field_of(key, opening=False)
        if field is None:
            return False
        field.refuse(sentence)
        return True

    def commit(self) -> None:
        """Take over what is being typed."""
        for field in self._keyed_fields().values():
            field.commit()

    def left_typed(self) -> dict[str, str]:
        """What stands in fields and not in the quote, by their keys: refused, or looked for."""
        texts = {
            key: field.editor.raw()
            for key, field in self._keyed_fields().items()
            if field.message()
        }
        for option in self.options:
            if words := option.entry_search.raw():
                texts[f"{option.letter}.search"] = words
        if (days := self.head.validity.refused()) is not None:
            texts["validity"] = days
        return texts

    def type_again(self, texts: Mapping[str, str]) -> None:
        """Type texts into the fields of those keys, once the quote they belong to is shown."""
        for key, raw in texts.items():
            if key == "validity":
                self.head.validity.type_again(raw)
            elif key.endswith(".search"):
                self._look_for(key.removesuffix(".search"), raw)
            elif (field := self._field_of(key, opening=True)) is not None:
                field.type_again(raw)

    def _look_for(self, letter: str, words: str) -> None:
        for option in self.options:
            if option.letter == letter:
                option.entry_search.set_raw(words)

    def opened(self) -> tuple[tuple[str, int], ...]:
        """Which lines are open: the letter of their option and their place in it, from 0."""
        return tuple(
            (option.letter, place)
            for option in self.options
            for place, row in enumerate(option.lines)
            if row.is_open()
        )

    def open_lines(self, places: Iterable[tuple[str, int]]) -> None:
        for letter, place in places:
            for option in self.options:
                if option.letter == letter and place < len(option.lines):
                    option.lines[place].set_open(True)

    def field(self, key: str) -> QuoteField:
        """The field of that key, its line opened; raises KeyError."""
        found = self._field_of(key, opening=True)
        if found is None:
            raise KeyError(key)
        return found

    # Adding

    def _add_row(self) -> FlowLayout:
        self.add_option = QPushButton(_("Add an option"))
        self._icons.wear(self.add_option, "plus", "text")
        self.add_option.clicked.connect(self._add_option)
        self.from_tray = QPushButton()
        self.from_tray.hide()
        self.from_tray.clicked.connect(self.tray_wanted)
        row = FlowLayout()
        row.addWidget(self.add_option)
        row.addWidget(self.from_tray)
        return row

    @Slot()
    def _add_option(self) -> None:
        """The cursor goes where its first entry is looked for, once it is shown."""
        self._option_added = True
        self.edited.emit("options", lambda quote, _setting: with_new_option(quote))

    # Options

    def _show_options(self, quote: Quote, setting: Setting) -> None:
        if [option.letter for option in self.options] != [o.letter for o in quote.options]:
            self._match_options(quote)
        amounts = quote_amounts(quote, setting.rates)
        for editor, option, found in zip(self.options, quote.options, amounts, strict=True):
            published = tuple(
                None
                if line.entry is None
                else published_unit_price(line.entry, quote.assumptions, setting.rates)
                for line in option.lines
            )
            editor.show_option(ShownOption(option, found, published, quote.currency))

    def _match_options(self, quote: Quote) -> None:
        kept = {option.letter: option for option in self.options}
        wanted = [option.letter for option in quote.options]
        for letter, editor in kept.items():
            if letter not in wanted:
                self._options.removeWidget(editor)
                editor.hide()
                editor.deleteLater()
        self.options = []
        for place, letter in enumerate(wanted):
            found = kept.get(letter)
            if found is None:
                found = self._new_option(letter)
                self._options.insertWidget(place, found)
            self.options.append(found)
        self._order_focus()
        if wanted != list(kept):
            read_as_laid_out(self)
        added, self._option_added = self._option_added and len(wanted) > len(kept), False
        if added:
            search = self.options[-1].entry_search
            search.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(search, 0, 80)

    def _order_focus(self) -> None:
        """Each part after what is read before it, whenever it was made."""
        chain = self.head.stops()
        for option in self.options:
            chain += option.stops()
        chain += [self.add_option, self.from_tray, *self.terms.stops()]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _new_option(self, letter: str) -> QuoteOptionEditor:
        editor = QuoteOptionEditor(letter, self._icons)
        editor.entry_search.set_entries(self._entries)

        def announce(part: str, edit: Edit) -> None:
            self.edited.emit(f"{letter}.{part}", edit)

        def take_line(place: int, key: str, line: QuoteLine) -> None:
            def edit(quote: Quote, setting: Setting) -> Quote:
                return with_changed_line(quote, letter, place, line, setting.rates)

            announce(f"{place}.{key}", edit)

        def take_discount(discount: Discount | None) -> None:
            announce("discount", lambda q, s: with_option_discount(q, letter, discount, s.rates))

        editor.stops_changed.connect(self._order_focus)
        editor.title_changed.connect(
            lambda title: announce("title", lambda q, _s: with_title(q, letter, title))
        )
        editor.discount_changed.connect(take_discount)
        editor.line_changed.connect(take_line)
        editor.line_removed.connect(
            lambda at: announce("lines", lambda q, s: without_line(q, letter, at, s.rates))
        )
        editor.line_moved.connect(
            lambda at, to: announce("lines", lambda q, _s: with_moved_line(q, letter, at, to))
        )
        editor.entry_chosen.connect(lambda key: announce("entry", adding(letter, key)))
        editor.line_wanted.connect(partial(self.line_wanted.emit, letter))
        editor.removed.connect(lambda: announce("options", lambda q, _s: without_option(q, letter)))
        return editor

    # Fields by their keys

    def _field_of(self, key: str, *, opening: bool) -> QuoteField | None:
        if key in self._fields:
            return self._fields[key]
        letter, _dot, part = key.partition(".")
        option = next((each for each in self.options if each.letter == letter), None)
        if option is None:
            return None
        match part.split("."):
            case ["title"]:
                return option.title_field
            case ["discount"]:
                return option.discount_field
            case [place, name] if place.isdigit() and int(place) < len(option.lines):
                row = option.lines[int(place)]
                if opening:
                    row.set_open(True)
                return None if row.editor is None else row.editor.fields.get(name)
        return None

    def _keyed_fields(self) -> dict[str, QuoteField]:
        """Every field there is; a line that was never opened has none."""
        found = dict(self._fields)
        for option in self.options:
            found[f"{option.letter}.title"] = option.title_field
            found[f"{option.letter}.discount"] = option.discount_field
            for place, row in enumerate(option.lines):
                if row.editor is not None:
                    fields = row.editor.fields.items()
                    found.update({f"{option.letter}.{place}.{key}": f for key, f in fields})
        return found

    def _forget(self) -> None:
        """Another quote is about to be shown: nothing typed for the last one may stay."""
        for field in self._fields.values():
            field.discard()
        self.head.validity.refuse("")
        for option in self.options:
            self._options.removeWidget(option)
            option.hide()
            option.deleteLater()
        self.options = []
