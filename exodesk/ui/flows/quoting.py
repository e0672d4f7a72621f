"""The acts on quotes: drafts, edits, check, issue, new versions, what the client said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.editing import (
    new_quote,
    with_entry,
    with_language,
    with_line,
    with_new_option,
    with_statement,
    without_statement,
)
from exodesk.domain.quotes.findings import Finding, Fix, TextField
from exodesk.domain.quotes.issuing import refuse_unready
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.outcomes import Decision
from exodesk.domain.quotes.quote import ENGLISH, Quote
from exodesk.storage.logo_file import read_logo
from exodesk.translation import current_locale, document_languages
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.quote_fixes import ENTRY_FIELDS, field_of
from exodesk.ui.flows.quotes_looked_at import QuotesLookedAt
from exodesk.ui.icons import Icons
from exodesk.ui.kept_quotes import KeptQuotes
from exodesk.ui.tray import Tray
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.widgets.quote_edit import Edit
from exodesk.wording import gettext as _
from exodesk.wording.quote_lines import option_title
from exodesk.wording.quote_lists import client_text, settling_line
from exodesk.wording.quotes import total_text

if TYPE_CHECKING:
    from exodesk.ui.dialogs.quote_letterhead import LetterheadDialog
    from exodesk.ui.dialogs.quote_line import QuoteLineDialog
    from exodesk.ui.dialogs.quote_steps import AnswerDialog, IssueDialog


class Quoting(QuotesLookedAt):
    """Changes quotes, through the workspace alone, and asks for what that needs."""

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
        super().__init__(kept, document, window)
        self._tray = tray
        self._message = message
        self._icons = icons
        self._window = window

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
                self.entry_wanted.emit(finding.subject, ENTRY_FIELDS.get(finding.kind, ""))
            case Fix.RATE:
                self.rates_wanted.emit()
            case Fix.TEXT if finding.field is TextField.FOOTER:
                self.ask_letterhead()
            case _:
                self.field_wanted.emit(field_of(finding))

    @Slot(object)
    def state(self, finding: Finding) -> None:
        """Let the quote say so itself."""
        self.edit("", lambda quote, _setting: with_statement(quote, finding))

    @Slot(object)
    def state_all(self, findings: tuple[Finding, ...]) -> None:
        """The same for several, as one edit."""
        self.edit("", lambda quote, _setting: reduce(with_statement, findings, quote))

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
        head = self.kept.letterhead
        if not head.name and head.logo is None:
            facts.append(
                _("It does not say who writes it: “Letterhead…” in the Quote menu sets that.")
            )
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


def _edit_name(quote: Quote) -> str:
    if not quote.client.name:
        return _("Edit the quote")
    return _("Edit the quote for {client}").format(client=quote.client.name)


def _language_of_the_window() -> str:
    """That of a new document, as long as nobody chooses another."""
    spoken = current_locale()
    return spoken if spoken in document_languages() else ENGLISH
