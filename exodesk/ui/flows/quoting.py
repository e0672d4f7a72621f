"""The acts on quotes: drafts, edits, check, issue, new versions, what the client said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.book import Group, Listed, QuoteBook, by_state
from exodesk.domain.quotes.changes import Difference, what_changed
from exodesk.domain.quotes.checks import check
from exodesk.domain.quotes.editing import (
    new_quote,
    with_entry,
    with_language,
    with_line,
    with_new_option,
    with_statement,
    without_statement,
)
from exodesk.domain.quotes.findings import Finding, FindingKind, Fix, TextField
from exodesk.domain.quotes.following import Today, as_of_today, followed
from exodesk.domain.quotes.issuing import refuse_unready
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.outcomes import Decision
from exodesk.domain.quotes.quote import LANGUAGES, Quote
from exodesk.domain.quotes.sheet import Sheet, sheet_of
from exodesk.exports.clipboard import Cell
from exodesk.exports.quote_tables import quote_table, quotes_table
from exodesk.storage.logo_file import read_logo
from exodesk.translation import current_locale
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.exporting import Export
from exodesk.ui.flows.quote_files import list_export, quote_export
from exodesk.ui.icons import Icons
from exodesk.ui.kept_quotes import KeptQuotes
from exodesk.ui.listed_quotes import ListedQuotes
from exodesk.ui.tray import Tray
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.widgets.quote_edit import Edit, Setting
from exodesk.wording import gettext as _
from exodesk.wording.quote_lines import option_title
from exodesk.wording.quote_lists import client_text, settling_line
from exodesk.wording.quotes import total_text

if TYPE_CHECKING:
    from exodesk.ui.dialogs.quote_letterhead import LetterheadDialog
    from exodesk.ui.dialogs.quote_line import QuoteLineDialog
    from exodesk.ui.dialogs.quote_steps import AnswerDialog, IssueDialog
    from exodesk.ui.flows.page_drawing import Paper


class Quoting(QObject):
    """Knows which quote is looked at, and changes quotes through the workspace alone."""

    changed = Signal()  # the quotes, or which one is looked at
    refused_at = Signal(str, str)  # key of the field, sentence
    field_wanted = Signal(str)  # key of the field to be edited
    entry_wanted = Signal(str, str)  # id of an entry to be edited, key of the field in its form
    rates_wanted = Signal()
    notes_wanted = Signal()  # show the points to settle
    page_wanted = Signal()

    def __init__(
        self,
        kept: KeptQuotes,
        document: CatalogueDocument,
        tray: Tray,
        message: MessageBar,
        icons: Icons,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self.kept = kept
        self._document = document
        self._tray = tray
        self._message = message
        self._icons = icons
        self._window = window
        self._current: str | None = None
        self.words = ""
        self._listed = ListedQuotes()
        kept.changed.connect(self.changed)

    # What is there

    @property
    def book(self) -> QuoteBook:
        return self.kept.book

    def current(self) -> Quote | None:
        """The quote looked at; a draft with its entries as the catalogue has them."""
        quote = self.book.quotes.get(self._current or "")
        return None if quote is None else followed(quote, self._document.catalogue)

    @property
    def current_id(self) -> str | None:
        return self._current

    def choose(self, quote_id: str | None) -> None:
        self._current = quote_id
        self.changed.emit()

    def listed(self, words: str = "") -> tuple[Listed, ...]:
        """All quotes in which ``words`` stand; drafts with the entries of now."""
        document = self._document
        return self._listed.listed(
            self.book, words, document.catalogue, document.rates, document.today
        )

    def found(self) -> tuple[Group, ...]:
        """By state the quotes in which the ``words`` stand that are searched for."""
        return by_state(self.listed(self.words))

    def listed_current(self) -> Listed | None:
        quote = self.current()
        return None if quote is None else self._listing(quote)()

    def _listing(self, quote: Quote) -> Callable[[], Listed]:
        """Its amounts take long where it has many lines."""
        state, rates = self.book.state(quote, self._document.today), self._document.rates
        outcome = self.book.outcomes.get(quote.id)
        return lambda: Listed(quote, state, outcome, quote_amounts(quote, rates))

    def setting(self) -> Setting:
        document = self._document
        return Setting(document.today, document.catalogue, document.rates, document.assumptions)

    def findings(self, quote: Quote) -> tuple[Finding, ...]:
        return self._checking(quote)()

    def _checking(self, quote: Quote) -> Callable[[], tuple[Finding, ...]]:
        document, letterhead = self._document, self.kept.letterhead
        rates, today, catalogue = document.rates, document.today, document.catalogue
        return lambda: check(quote, rates, today, letterhead=letterhead, catalogue=catalogue)

    def sheet(self, quote: Quote) -> Sheet:
        """What stands on the paper."""
        return self._laying_out(quote)()

    def _laying_out(self, quote: Quote) -> Callable[[], Sheet]:
        rates, today, letterhead = self._document.rates, self._document.today, self.kept.letterhead
        findings = self._checking(quote) if quote.is_draft else tuple
        return lambda: sheet_of(quote, rates, today, letterhead, findings())

    def prepared(self, quote: Quote) -> Callable[[], bytes]:
        """What makes the document of ``quote`` in another thread."""
        from exodesk.ui.flows.quote_papers import prepared

        return prepared(quote, self._laying_out(quote), self.kept)

    def paper(self, quote: Quote) -> Paper:
        """What is seen of ``quote`` as it will print."""
        from exodesk.ui.flows.quote_papers import paper_of

        return paper_of(self.sheet(quote), self.kept)

    def today(self, quote: Quote) -> Today | None:
        """What an issued quote would come to now."""
        if quote.is_draft:
            return None
        return as_of_today(quote, self._document.catalogue, self._document.rates)

    def differences(self, quote: Quote) -> tuple[Difference, ...]:
        before = self.book.predecessor(quote)
        return () if before is None else what_changed(before, quote, self._document.rates)

    # Drafts

    @Slot()
    def new(self) -> None:
        """An empty draft with one option, looked at at once."""
        self._begin(())

    @Slot()
    def of_ticked(self) -> None:
        """A draft with an option for each entry of the compare tray."""
        self._begin(self._tray.ids)

    def _begin(self, entry_ids: Sequence[str]) -> None:
        document = self._document
        try:
            quote = new_quote(self.kept.new_id(), document.today, document.assumptions)
            quote = with_language(quote, _language_of_the_window())
            quote = self._with_options(quote, entry_ids) if entry_ids else with_new_option(quote)
        except ExodeskError as error:
            self._message.say(str(error), warning=True)
            return
        if self.kept.add(quote):
            self._begin_with(quote)

    def _begin_with(self, draft: Quote) -> None:
        self._look_at(draft)
        self.field_wanted.emit("client")

    def _with_options(self, quote: Quote, entry_ids: Sequence[str]) -> Quote:
        document = self._document
        for entry_id in entry_ids:
            empty = next((option for option in quote.options if not option.lines), None)
            quote = quote if empty is not None else with_new_option(quote)
            letter = quote.options[-1].letter if empty is None else empty.letter
            entry = document.catalogue.entry(entry_id)
            quote = with_entry(quote, letter, entry, document.catalogue, document.assumptions)
        return quote

    @Slot()
    def add_ticked(self) -> None:
        """An option of the draft for each entry of the compare tray."""
        self.edit("options", lambda quote, _setting: self._with_options(quote, self._tray.ids))

    @Slot()
    def duplicate(self) -> None:
        quote = self.current()
        if quote is not None and (copy := self.kept.duplicate(quote.id, self._document.today)):
            self._begin_with(copy)

    @Slot()
    def remove(self) -> None:
        """Delete the draft; it can be undone."""
        quote = self.current()
        if quote is None or not quote.is_draft:
            return
        if self.kept.remove(quote.id):
            self._current = None
            self.changed.emit()

    def edit(self, key: str, edit: Edit) -> None:
        """Do an edit of the draft looked at and save it, or say at its field why not."""
        quote = self.current()
        if quote is None:
            return
        try:
            edited = edit(quote, self.setting())
        except ExodeskError as error:
            self.refused_at.emit(key, str(error))
            return
        if edited != quote:
            self.kept.edit(edited, _edit_name(quote))
        self.changed.emit()

    def ask_line(self, letter: str, travel: object) -> QuoteLineDialog | None:
        """Ask for a travel cost or for free text, and put it into the option."""
        quote = self.current()
        if quote is None:
            return None
        from exodesk.ui.dialogs.quote_line import QuoteLineDialog

        assumed = self._document.assumptions.travel if travel else None
        dialog = QuoteLineDialog(
            letter,
            quote.currency,
            self._icons,
            self._window,
            travel=bool(travel),
            price="" if assumed is None else f"{assumed.amount} {assumed.currency}",
        )

        def add(line: QuoteLine) -> None:
            self.edit(f"{letter}.lines", lambda q, s: with_line(q, letter, line, s.catalogue))

        dialog.line_made.connect(add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    # Check

    @Slot(object)
    def fix(self, finding: Finding) -> None:
        """Go to where the finding is mended."""
        match finding.fix:
            case Fix.ENTRY:
                self.entry_wanted.emit(finding.subject, _ENTRY_FIELDS.get(finding.kind, ""))
            case Fix.RATE:
                self.rates_wanted.emit()
            case Fix.TEXT if finding.field is TextField.FOOTER:
                self.ask_letterhead()
            case _:
                self.field_wanted.emit(_field_of(finding))

    @Slot(object)
    def state(self, finding: Finding) -> None:
        """Let the quote say so itself."""
        self.edit("", lambda quote, _setting: with_statement(quote, finding))

    @Slot(object)
    def unstate(self, finding: Finding) -> None:
        self.edit("", lambda quote, _setting: without_statement(quote, finding))

    @Slot()
    def check(self) -> None:
        """Show the points to settle, or say that there are none."""
        quote = self.current()
        if quote is None:
            return
        line = settling_line(self.findings(quote))
        if line:
            self.notes_wanted.emit()
        else:
            self._message.say(_("Checked: nothing is left to settle before issue."))

    # Issue and after

    def why_not_issued(self) -> str:
        """In one sentence what keeps the draft from being issued; empty where nothing does."""
        quote = self.current()
        if quote is None or not quote.is_draft:
            return _("Choose a draft first.")
        if not self.kept.writable:
            return self.kept.why_read_only
        try:
            refuse_unready(quote, self._document.today)
        except ExodeskError as error:
            return str(error)
        for amounts in quote_amounts(quote, self._document.rates):
            for obstacle in amounts.obstacles:
                return str(obstacle.error())
        return settling_line(self.findings(quote))

    @Slot()
    def ask_issue(self) -> IssueDialog | None:
        why_not, quote = self.why_not_issued(), self.current()
        if why_not or quote is None:
            self._message.say(why_not, warning=True)
            self.notes_wanted.emit()
            return None
        from exodesk.ui.dialogs.quote_steps import IssueDialog

        amounts = quote_amounts(quote, self._document.rates)
        facts = [
            _("{letter} · {title}: {total}").format(
                letter=option.letter,
                title=option_title(option),
                total=total_text(option, found),
            )
            for option, found in zip(quote.options, amounts, strict=True)
        ]
        dialog = IssueDialog(client_text(quote), facts, self._window)
        dialog.accepted.connect(lambda: self._issue(quote))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _issue(self, quote: Quote) -> None:
        document = self._document
        from exodesk.documents.quote_pdf import issued_pdf

        issued = self.kept.issue(
            quote.id, document.today, document.catalogue, document.rates, issued_pdf
        )
        if issued is None:
            return
        self._look_at(issued)
        self._message.say(
            _("{number} is issued. Nothing changes it any more.").format(number=issued.number)
        )

    @Slot()
    def new_version(self) -> None:
        quote = self.current()
        if quote is None:
            return
        made = self.kept.new_version(quote.id, self._document.today)
        if made is not None:
            self._begin_with(made)

    @Slot()
    def ask_accepted(self) -> AnswerDialog | None:
        return self._ask_answer(Decision.ACCEPTED)

    @Slot()
    def ask_declined(self) -> AnswerDialog | None:
        return self._ask_answer(Decision.DECLINED)

    def _ask_answer(self, decision: Decision) -> AnswerDialog | None:
        quote = self.current()
        if quote is None or quote.number is None:
            return None
        from exodesk.ui.dialogs.quote_steps import AnswerDialog

        options = [
            (
                option.letter,
                _("{letter} · {title}").format(letter=option.letter, title=option_title(option)),
            )
            for option in quote.options
        ]
        dialog = AnswerDialog(
            quote.number, decision, options, self._document.today, self._icons, self._window
        )

        def answer(letter: str | None, on: date) -> None:
            today = self._document.today
            try:
                done = self.kept.answer(quote.id, decision, on, today, letter)
            except ExodeskError as error:
                dialog.refuse(str(error))
                return
            if done:
                dialog.accept()

        dialog.answered.connect(answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    @Slot()
    def take_answer_back(self) -> None:
        quote = self.current()
        if quote is not None:
            self.kept.take_answer_back(quote.id)

    # Taking it away

    def export(self) -> Export | None:
        """What the quote looked at can be written as."""
        quote = self.current()
        if quote is None:
            return None
        successor = self.book.successor(quote)
        catalogue, rates = self._document.catalogue, self._document.rates
        return quote_export(
            quote,
            self._document.today,
            listed=self._listing(quote),
            findings=self._checking(quote) if quote.is_draft else tuple,
            now=lambda: None if quote.is_draft else as_of_today(quote, catalogue, rates),
            letterhead=self.kept.letterhead,
            successor=None if successor is None else successor.number,
            pdf=lambda: self.prepared(quote),
        )

    def export_list(self) -> Export | None:
        """What the quotes that the search finds can be written as."""
        groups = self.found()
        return list_export(groups, self._document.today) if groups else None

    def table(self) -> list[list[Cell]]:
        """Its lines and totals, to be pasted; nothing where none is looked at."""
        listed = self.listed_current()
        return [] if listed is None else quote_table(listed)

    def list_table(self) -> list[list[Cell]]:
        """The quotes that the search finds, to be pasted; nothing where there is none."""
        quotes = [listed for group in self.found() for listed in group.quotes]
        return quotes_table(quotes) if quotes else []

    # Letterhead

    @Slot()
    def ask_letterhead(self) -> LetterheadDialog:
        from exodesk.ui.dialogs.quote_letterhead import LetterheadDialog

        dialog = LetterheadDialog(self.kept.letterhead, self._icons, self._window)

        def take_logo(path: Path) -> None:
            from exodesk.documents.logo import refuse_undrawable

            try:
                dialog.show_logo(refuse_undrawable(read_logo(path)))
            except ExodeskError as error:
                dialog.refuse_logo(str(error))

        def keep(letterhead: Letterhead) -> None:
            self.kept.set_letterhead(letterhead)

        dialog.logo_wanted.connect(take_logo)
        dialog.letterhead_made.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    # Inside

    def _look_at(self, quote: Quote) -> None:
        self._current = quote.id
        self.page_wanted.emit()
        self.changed.emit()


_PARTS = {
    Fix.LINE: "count",
    Fix.LINE_TAX: "tax",
    Fix.LINE_PRICE: "price",
    Fix.LINE_COUNT: "count",
    Fix.LINE_EXTRAS: "extras",
    Fix.LINE_REASON: "reason",
}
_ENTRY_FIELDS = {
    FindingKind.PRICE_OLD: "date",
    FindingKind.NO_SOURCE: "source",
    FindingKind.EXOSOME_SOURCE: "exosome_source",
}
_LINE_TEXTS = {TextField.LINE: "text", TextField.NOTE: "note"}
_TEXTS = {
    TextField.DEPOSIT: "deposit",
    TextField.PAYMENT: "payment",
    TextField.NOTES: "notes",
}


def _field_of(finding: Finding) -> str:
    """The key of the field that mends the finding."""
    if finding.fix is Fix.VALIDITY:
        return "validity"
    if finding.fix in _PARTS:
        return f"{finding.letter}.{finding.line}.{_PARTS[finding.fix]}"
    if finding.field is TextField.TITLE:
        return f"{finding.letter}.title"
    if finding.field in _LINE_TEXTS:
        return f"{finding.letter}.{finding.line}.{_LINE_TEXTS[finding.field]}"
    return _TEXTS.get(finding.field or TextField.NOTES, "notes")


def _edit_name(quote: Quote) -> str:
    if not quote.client.name:
        return _("Edit the quote")
    return _("Edit the quote for {client}").format(client=quote.client.name)


def _language_of_the_window() -> str:
    """That of a new document, as long as nobody chooses another."""
    spoken = current_locale().partition("_")[0]
    return spoken if spoken in LANGUAGES else LANGUAGES[0]
