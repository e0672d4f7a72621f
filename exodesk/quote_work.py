"""Quotes joined to the window: their page, their menu, their acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.book import QuoteState, by_state
from exodesk.domain.quotes.quote import Quote
from exodesk.ui.background import Background
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.quoting import Quoting
from exodesk.ui.icons import Icons
from exodesk.ui.kept_quotes import KeptQuotes
from exodesk.ui.main_window import QUOTES, MainWindow
from exodesk.ui.quote_actions import QuoteActions
from exodesk.ui.reasons import enable
from exodesk.ui.tray import Tray
from exodesk.ui.workspace import Workspace
from exodesk.wording import gettext as _
from exodesk.wording.quote_lists import count_line, entry_labels

if TYPE_CHECKING:
    from exodesk.ui.flows.page_drawing import PageDrawing
    from exodesk.ui.pages.quotes import QuotesPage, ShownQuote

_MAIN_CURRENCIES = ("GBP", "INR", "EUR", "USD")


@dataclass(frozen=True, slots=True)
class QuotesSeen:
    """What of the quotes is looked at, beside what the workspace keeps."""

    quote: str | None
    words: str = ""
    notes_open: bool = False
    preview: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)  # by the keys of the editor
    opened: tuple[tuple[str, int], ...] = ()  # lines


class QuoteWork(QObject):
    """Everything about quotes that the desk need not know."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        document: CatalogueDocument,
        tray: Tray,
        icons: Icons,
        actions: QuoteActions,
        place: QWidget,
        *,
        edit_entry: Callable[[str, str], object],
        show_rates: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._tray = tray
        self._edit_entry = edit_entry
        self._show_rates = show_rates
        self._stale = True
        self._labelled: tuple[Catalogue | None, dict[str, str]] = None, {}
        self._icons = icons
        self.actions = actions
        self._page: QuotesPage | None = None
        self._drawing: PageDrawing | None = None
        self._to_type: QuotesSeen | None = None
        self._background = Background(self)
        self._place = place
        self.quoting = Quoting(
            KeptQuotes(workspace, self), document, tray, window.message, icons, window
        )
        # What changes in one go is shown once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.show)
        self._join()
        self.show()

    def _join(self) -> None:
        a, quoting = self.actions, self.quoting
        a.new.triggered.connect(self._committing(quoting.new))
        a.of_these.triggered.connect(self.new_of_ticked)
        a.duplicate.triggered.connect(self._committing(quoting.duplicate))
        a.remove.triggered.connect(self._remove)
        a.check.triggered.connect(self._committing(self._check))
        a.preview.triggered.connect(self._committing(self.show))
        a.issue.triggered.connect(self._committing(quoting.ask_issue))
        a.new_version.triggered.connect(quoting.new_version)
        a.changes.triggered.connect(self._show_notes)
        a.accepted.triggered.connect(quoting.ask_accepted)
        a.declined.triggered.connect(quoting.ask_declined)
        a.reopen.triggered.connect(quoting.take_answer_back)
        a.letterhead.triggered.connect(quoting.ask_letterhead)
        quoting.changed.connect(self._soon.start)
        quoting.refused_at.connect(self._refuse)
        quoting.field_wanted.connect(self._edit_field)
        quoting.entry_wanted.connect(self._edit_entry)
        quoting.rates_wanted.connect(self._show_rates)
        quoting.notes_wanted.connect(self._show_notes)
        quoting.page_wanted.connect(lambda: self._window.show_page(QUOTES))
        self._document.catalogue_changed.connect(self._soon.start)
        self._document.costs_changed.connect(self._soon.start)
        self._tray.changed.connect(self._soon.start)
        self._window.page_changed.connect(self._leave)
        self._window.closing.connect(self.commit)
        self._window.closing.connect(self._background.stop)

    @property
    def page(self) -> QuotesPage:
        """Made when somebody first wants it: it has its part in the time of a start."""
        if self._page is None:
            self._page = self._made_page()
            self._show_state()
        return self._page

    def _made_page(self) -> QuotesPage:
        from exodesk.ui.flows.page_drawing import PageDrawing
        from exodesk.ui.pages.quotes import QuotesPage

        page, quoting = QuotesPage(self.actions, self._icons), self.quoting
        self._drawing = PageDrawing(page.paper, self._background)
        around = QVBoxLayout(self._place)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(page)
        page.show()  # at once: what is not shown takes no focus
        self._window.put_foot_last()
        page.chosen.connect(self._choose)
        page.new_wanted.connect(self._committing(quoting.new))  # which says why it can't be done
        page.words_changed.connect(self._search)
        page.edited.connect(quoting.edit)
        page.line_wanted.connect(quoting.ask_line)
        page.tray_wanted.connect(quoting.add_ticked)
        page.fix_wanted.connect(quoting.fix)
        page.state_wanted.connect(quoting.state)
        page.unstate_wanted.connect(quoting.unstate)
        page.state_all_wanted.connect(quoting.state_all)
        return page

    def seen(self) -> QuotesSeen:
        page = self._page
        if page is None:
            return QuotesSeen(self.quoting.current_id)
        editor, waiting = page.editor, self._to_type
        return QuotesSeen(
            self.quoting.current_id,
            page.list.search.text(),
            page.notes_open(),
            self.actions.preview.isChecked(),
            editor.left_typed() if waiting is None else waiting.typed,
            editor.opened() if waiting is None else waiting.opened,
        )

    def show_seen(self, seen: QuotesSeen) -> None:
        """Show what another window showed."""
        self.quoting.choose(seen.quote)
        self._to_type = seen if seen.typed or seen.opened else None
        if seen.words or self._to_type is not None:
            self.page.list.search.setText(seen.words)
        self.show()
        if self._page is not None:
            self._page.open_notes(opened=seen.notes_open)
            self.actions.preview.setChecked(seen.preview)

    @Slot()
    def commit(self) -> None:
        """Take over what is being typed."""
        if self._page is not None:
            self._page.editor.commit()

    @Slot()
    def _show_notes(self) -> None:
        self.page.show_notes()

    def setFocus(self, reason: Qt.FocusReason) -> None:  # noqa: N802 - as pages are told to
        self.page.setFocus(reason)

    def panes(self) -> tuple[QWidget, QWidget]:
        """What F6 goes through on the page, once there is one."""
        return (self._place, self._place) if self._page is None else self._page.panes()

    def notes_open(self) -> bool:
        return self._page is not None and self._page.notes_open()

    def _committing(self, act: Callable[[], object]) -> Callable[[], None]:
        """``act``, once what is being typed has been taken over."""

        def do() -> None:
            self.commit()
            act()

        return do

    # What is shown

    @Slot()
    def show(self) -> None:
        """Show the quotes of now, if anybody looks at them; their number in any case."""
        if not isValid(self._place):
            return
        self._soon.stop()
        self._window.page_bar.set_count(QUOTES, len(self.quoting.book.quotes))
        self._show_state()
        if self._window.page() != QUOTES:
            self._stale = True
            return
        self._stale = False
        book, quoting, page = self.quoting.book, self.quoting, self.page
        groups = quoting.found()
        current = quoting.current()
        page.editor.set_entries(self._entries())
        page.editor.set_currencies(self._currencies())
        page.editor.set_tray(len(self._tray))
        page.show_list(groups, None if current is None else current.id, book.successor)
        if current is None:
            page.show_nothing(groups)
        else:
            assert self._drawing is not None
            self._drawing.show(quoting.paper(current))
            page.show_quote(self._shown(current))
            self._type_again(page)
        self.show_counts()

    def _type_again(self, page: QuotesPage) -> None:
        """What another window had refused is refused here, too, once its quote is shown."""
        seen, self._to_type = self._to_type, None
        if seen is not None and seen.quote == self.quoting.current_id:
            page.editor.open_lines(seen.opened)
            page.editor.type_again(seen.typed)

    def show_counts(self) -> None:
        """The line at the foot of the window."""
        groups = by_state(self.quoting.listed())
        self._window.status.show_counts(count_line(groups), "")

    def focus_search(self) -> None:
        search = self.page.list.search
        search.setFocus()
        search.selectAll()

    def _shown(self, quote: Quote) -> ShownQuote:
        from exodesk.ui.pages.quotes import ShownQuote

        quoting = self.quoting
        listed = quoting.listed_current()
        assert listed is not None
        issued = not quote.is_draft
        return ShownQuote(
            listed=listed,
            setting=quoting.setting(),
            findings=() if issued else quoting.findings(quote),
            waits="" if issued else quoting.why_not_issued(),
            today=quoting.today(quote),
            differences=quoting.differences(quote),
            writable=quoting.kept.writable,
        )

    def _show_state(self) -> None:
        """Which acts can be done now; why not is the tip of those that can't."""
        a, quoting = self.actions, self.quoting
        listed = quoting.listed_current()
        draft = listed is not None and listed.quote.is_draft
        issued = listed is not None and not listed.quote.is_draft
        state = None if listed is None else listed.state
        why = quoting.kept.why_read_only
        can = not why
        choose = _("Choose a quote first.")
        waits = quoting.why_not_issued() if draft else choose
        open_state = state in (QuoteState.ISSUED, QuoteState.EXPIRED)
        for action, possible, reason in (
            (a.new, can, why),
            (a.of_these, can and bool(len(self._tray)), why or _("Tick entries first.")),
            (a.duplicate, can and listed is not None, why or choose),
            (a.remove, can and draft, why or _("Only a draft can be deleted.")),
            (a.check, draft, choose),
            (a.issue, can and draft and not waits, why or waits),
            (
                a.new_version,
                can and issued and state is not QuoteState.SUPERSEDED,
                why or _("Only an issued quote without a newer version can have one."),
            ),
            (
                a.changes,
                listed is not None and listed.quote.replaces is not None,
                _("This is a first version."),
            ),
            (a.accepted, can and open_state, why or _("Choose an issued quote first.")),
            (a.declined, can and open_state, why or _("Choose an issued quote first.")),
            (
                a.reopen,
                can and state in (QuoteState.ACCEPTED, QuoteState.DECLINED),
                why or _("No answer is noted."),
            ),
            (a.letterhead, can, why),
            (a.export, listed is not None, choose),
            (a.print_pages, listed is not None, choose),
            (a.export_list, bool(quoting.book.quotes), _("There are no quotes yet.")),
            (a.copy_list, bool(quoting.book.quotes), _("There are no quotes yet.")),
        ):
            enable(action, possible, reason)
        enable(a.preview, draft, _("Only a draft has a preview; what is issued is shown as it is."))
        if self._page is not None:
            versions = a.new_version.isEnabled()
            self._page.show_buttons(draft=draft, answers=open_state, versions=versions)

    # What a person does

    @Slot()
    def new_of_ticked(self) -> None:
        self.commit()
        self.quoting.of_ticked()

    @Slot(str)
    def _choose(self, quote_id: str) -> None:
        self.commit()
        self.quoting.choose(quote_id)

    @Slot(str)
    def look_at(self, quote_id: str) -> None:
        """Show the Quotes page at one quote."""
        self._choose(quote_id)
        self._window.show_page(QUOTES)

    @Slot(str)
    def _search(self, words: str) -> None:
        self.quoting.words = words
        self.show()

    @Slot(str, str)
    def _refuse(self, key: str, sentence: str) -> None:
        if not self.page.editor.refuse(key, sentence):
            self._window.message.say(sentence, warning=True)

    @Slot(str)
    def _edit_field(self, key: str) -> None:
        self._window.show_page(QUOTES)
        self.show()
        self.page.edit_field(key)

    @Slot()
    def _remove(self) -> None:
        """Its fields go with it: the list has the cursor then, at the first quote left."""
        self.quoting.remove()
        self._choose_first()
        self.show()
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _check(self) -> None:
        self.show()
        self.quoting.check()

    def arrive(self) -> None:
        """Somebody comes to the page: show the quotes of now, the first where none is chosen."""
        if self._stale or self.page.shown() is None:
            self._choose_first()
        self.show()

    @Slot(int)
    def _leave(self, number: int) -> None:
        if number != QUOTES:
            self.commit()

    def _choose_first(self) -> None:
        if self.quoting.current() is None:
            first = next(iter(self.quoting.listed()), None)
            if first is not None:
                self.quoting.choose(first.quote.id)

    def _entries(self) -> dict[str, str]:
        """The id of each entry by what it is called; the same for the same catalogue."""
        catalogue = self._document.catalogue
        if catalogue is not self._labelled[0]:
            self._labelled = catalogue, entry_labels(catalogue.entries)
        return self._labelled[1]

    def _currencies(self) -> tuple[str, ...]:
        known = self._document.rates.currencies()
        return tuple(dict.fromkeys((*_MAIN_CURRENCIES, *known)))
