"""The Quotes page: all quotes at the left; at the right a draft to edit, or one to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from exodesk.domain.quotes.book import Group, Listed, QuoteState
from exodesk.domain.quotes.changes import Difference
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import Today
from exodesk.domain.quotes.quote import Quote
from exodesk.ui.announcing import announce
from exodesk.ui.icons import Icons
from exodesk.ui.pages.quotes_words import finding_notes, head_line, later_line, later_notes
from exodesk.ui.quote_actions import QuoteActions
from exodesk.ui.theme import with_type
from exodesk.ui.widgets.empty_state import EmptyState
from exodesk.ui.widgets.pages_view import PagesView
from exodesk.ui.widgets.quote_edit import Setting
from exodesk.ui.widgets.quote_editor import QuoteEditor
from exodesk.ui.widgets.quote_head import ActionButton, QuoteHead
from exodesk.ui.widgets.quote_list import WIDTH, QuoteList
from exodesk.ui.widgets.quote_notes import QuoteNotes
from exodesk.ui.widgets.thin_splitter import ThinSplitter
from exodesk.wording import gettext as _
from exodesk.wording.quote_lists import capital, client_text, settling_line
from exodesk.wording.quotes import state_word

_ROOMY = 1200
_FIRST_TO_GO = ("accepted", "declined")


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """One quote with all that stands beside it.

    ``findings`` are those of a draft, and ``waits`` the sentence that says why it cannot be issued
    as it is, empty where it can; ``today`` and ``differences`` those of an issued quote,
    ``differences`` also of a draft that is a new version.
    """

    listed: Listed
    setting: Setting
    findings: tuple[Finding, ...] = ()
    waits: str = ""
    today: Today | None = None
    differences: tuple[Difference, ...] = ()
    writable: bool = True

    @property
    def quote(self) -> Quote:
        return self.listed.quote


class QuotesPage(QWidget):
    """Shows what it is given and announces what a person wants. It changes nothing itself."""

    chosen = Signal(str)  # id of a quote
    new_wanted = Signal()
    words_changed = Signal(str)
    edited = Signal(str, object)  # key of a field, Edit
    line_wanted = Signal(str, bool)  # letter; a travel cost, else free text
    tray_wanted = Signal()
    fix_wanted = Signal(object)  # Finding
    state_wanted = Signal(object)
    unstate_wanted = Signal(object)
    state_all_wanted = Signal(object)  # tuple[Finding, ...]

    def __init__(self, actions: QuoteActions, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._shown: ShownQuote | None = None
        self._notes_open = False
        self._wanted: dict[str, bool] = {}
        self.list = QuoteList(icons)
        self.list.setAccessibleName(_("Quotes"))
        self.list.view.addActions(actions.for_list())
        self._buttons = {
            "preview": ActionButton(actions.preview, words=_("Preview")),
            "accepted": ActionButton(actions.accepted, words=_("Accepted…")),
            "declined": ActionButton(actions.declined, words=_("Declined…")),
            "new_version": ActionButton(actions.new_version, words=_("New version")),
            "print": ActionButton(actions.print_pages, words=_("Print…")),
            "export": ActionButton(actions.export, words=_("Export…")),
            "issue": ActionButton(actions.issue, primary=True, words=_("Issue…")),
        }
        self.head = QuoteHead(icons, list(self._buttons.values()))
        self.notes = QuoteNotes(icons)
        self.editor = QuoteEditor(icons)
        self.paper = PagesView(_("The quote as it will print"), icons)
        self.nothing = EmptyState(icons.theme, icons)
        self._stack = QStackedWidget()
        for part in (self.nothing, self.editor, self.paper):
            self._stack.addWidget(part)
        right = QWidget()
        right.setAccessibleName(_("Quote"))
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.notes)
        column.addWidget(self._stack, 1)
        self.splitter = ThinSplitter(icons.theme)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([with_type(WIDTH), 1152])
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.splitter)
        self.list.chosen.connect(self.chosen)
        self.list.words_changed.connect(self.words_changed)
        self.list.new_wanted.connect(self.new_wanted)
        self.list.view.activated.connect(self._enter_quote)
        self.editor.edited.connect(self.edited)
        self.editor.line_wanted.connect(self.line_wanted)
        self.editor.tray_wanted.connect(self.tray_wanted)
        self.notes.fix_wanted.connect(self.fix_wanted)
        self.notes.state_wanted.connect(self.state_wanted)
        self.notes.unstate_wanted.connect(self.unstate_wanted)
        self.notes.state_all_wanted.connect(self.state_all_wanted)
        self.nothing.button_pressed.connect(self.new_wanted)
        self.head.notes_toggled.connect(lambda: self.open_notes(opened=not self._notes_open))
        actions.preview.toggled.connect(self._show_part)
        self.show_nothing(())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Go to the list, or to what begins the first quote."""
        target = self.list.view if self.list.ids() else self.nothing
        target.setFocus(reason)

    def panes(self) -> tuple[QWidget, QWidget]:
        """The list, and what is at its right."""
        return self.list.view, self._stack.currentWidget() or self.nothing

    # What is shown

    def shown(self) -> ShownQuote | None:
        return self._shown

    def show_list(
        self,
        groups: Sequence[Group],
        current: str | None,
        successor: Callable[[Quote], Quote | None],
    ) -> None:
        self.list.show_groups(groups, current, successor)

    def show_nothing(self, groups: Sequence[Group]) -> None:
        """No quote is chosen: say how one begins."""
        self._shown = None
        self.head.hide()
        self.notes.hide()
        if groups:
            self.nothing.show_words("quote", _("No quote is chosen"), _("Choose one at the left."))
        else:
            self.nothing.show_words(
                "quote",
                _("No quotes yet"),
                _(
                    "A quote puts options A, B, C side by side for a client. Once it is issued, its"
                    " prices, rates and sources never change."
                ),
                button=_("New quote"),
                note=_("Tick entries in the catalogue first to have an option for each of them."),
            )
        self._stack.setCurrentWidget(self.nothing)

    def show_quote(self, shown: ShownQuote) -> None:
        other = self._shown is None or self._shown.quote.id != shown.quote.id
        self._shown = shown
        quote, state = shown.quote, shown.listed.state
        accent = state in (QuoteState.DRAFT, QuoteState.ISSUED, QuoteState.ACCEPTED)
        self.head.show_head(head_line(quote), capital(state_word(state)), accent=accent)
        self.head.show()
        if quote.is_draft:
            self.editor.show_quote(quote, shown.setting)
        if other:
            self._notes_open = False
            self._actions.preview.setChecked(False)
        self._show_part()
        self._show_notes()

    def show_buttons(self, *, draft: bool, answers: bool, versions: bool) -> None:
        """Which of the acts stand above the quote; the menu has them all."""
        wanted = {
            "preview": draft,
            "issue": draft,
            "accepted": answers,
            "declined": answers,
            "new_version": versions,
        }
        self._wanted = wanted
        self._fit_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        """Where room lacks some of the acts stand in the menu alone."""
        for name, shown in self._wanted.items():
            fits = self.width() >= _ROOMY or name not in _FIRST_TO_GO
            self._buttons[name].setVisible(shown and fits)

    def button(self, name: str) -> ActionButton:
        """One of the buttons above the quote, such as ``issue``."""
        return self._buttons[name]

    def open_notes(self, *, opened: bool = True) -> None:
        """Show or hide the points to settle, or what has changed since."""
        self._notes_open = opened
        self._show_notes()

    @Slot()
    def show_notes(self) -> None:
        """Open the notes for somebody who asked for them, and go to the first act there."""
        self.open_notes()
        if buttons := self.notes.buttons():
            buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            announce(self.notes, " ".join(self.notes.words()))

    def notes_open(self) -> bool:
        return self._notes_open

    def edit_field(self, key: str) -> None:
        """Put the cursor into a field of the draft."""
        self._actions.preview.setChecked(False)
        self.editor.focus_field(key)

    @Slot()
    def _enter_quote(self) -> None:
        """Go from the list into the quote: to its first field, or to its pages."""
        part = self._stack.currentWidget()
        if part is self.editor:
            self.editor.focus_field("client")
        elif part is not None:
            part.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _show_part(self) -> None:
        if self._shown is None:
            return
        edits = self._shown.quote.is_draft and self._shown.writable
        reading = not edits or self._actions.preview.isChecked()
        leaves = self._holds_focus(self._stack)
        part = self.paper if reading else self.editor
        if part is not self._stack.currentWidget():
            self._stack.setCurrentWidget(part)
            if leaves:
                self._enter_quote()

    def _show_notes(self) -> None:
        shown = self._shown
        if shown is None:
            return
        leaves = self._holds_focus(self.notes)
        word = _("Hide") if self._notes_open else _("Show")
        if shown.quote.is_draft:
            notes = finding_notes(shown.findings, shown.differences)
            line = settling_line(shown.findings) or shown.waits
            said = line or _("Nothing to settle before issue")
            self.head.show_settle(
                said, sign="warning" if line else "check", notes=word if notes else ""
            )
            self.notes.show_notes("", notes)
        else:
            notes = later_notes(shown.quote, shown.today, shown.differences)
            said = later_line(shown.quote, shown.today)
            self.head.show_settle(said, sign="clock", notes=word if notes else "")
            self.notes.show_notes("", notes)
        self.notes.setVisible(self._notes_open and bool(notes))
        stops = (self._buttons["issue"], self.notes.state_all, *self.notes.buttons())
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)
        if leaves and not (self.notes.isVisible() and self.notes.buttons()):
            self._enter_quote()

    def _holds_focus(self, part: QWidget) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and part.isAncestorOf(focused)

    def client(self) -> str:
        return "" if self._shown is None else client_text(self._shown.quote)
