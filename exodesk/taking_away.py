"""What a person takes away from the window: files, copies, pictures, and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from exodesk.ui.background import Background
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.exporting import Exporting, comparison_as_pdf, comparison_named
from exodesk.ui.flows.greeting import Greeting
from exodesk.ui.flows.quotes_looked_at import QuotesLookedAt
from exodesk.ui.flows.saving_pictures import SavingPictures
from exodesk.ui.flows.tracing import Tracing
from exodesk.ui.main_window import COMPARE, QUOTES, MainWindow
from exodesk.ui.pages.catalogue import CataloguePage
from exodesk.ui.quote_actions import QuoteActions
from exodesk.wording import gettext as _
from exodesk.wording.quotes import quote_called
from exodesk.wording.tables import list_rows

if TYPE_CHECKING:
    from exodesk.ui.flows.printing import Printing
    from exodesk.ui.pages.comparison import ComparisonPage


class TakingAway(QObject):
    """Joins whatever can be copied, written or printed with what does it."""

    def __init__(
        self,
        window: MainWindow,
        catalogue_page: CataloguePage,
        document: CatalogueDocument,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._list = catalogue_page
        self._comparison: ComparisonPage | None = None
        self._document = document
        self._quoting: QuotesLookedAt | None = None
        self._printing: Printing | None = None
        self._background = Background(self)
        window.closing.connect(self._background.stop)
        self.exporting = Exporting(window, self._background)
        window.closing.connect(self.exporting.stop)
        self.saving_pictures = SavingPictures(window)
        actions = window.actions_by_name
        actions.export.triggered.connect(self.export)
        actions.print_pages.triggered.connect(self.print_pages)
        actions.copy.triggered.connect(self.copy)
        catalogue_page.export_requested.connect(self.export)
        catalogue_page.copy_requested.connect(self._copy_list)

    def take_from_comparison(self, page: ComparisonPage) -> None:
        """Write and copy what is compared, and its pictures."""
        self._comparison = page
        page.export_requested.connect(self.export)
        page.copy_requested.connect(self.exporting.copy)
        page.text_copied.connect(self.exporting.copy_text)
        page.picture_saved.connect(self.saving_pictures.save)

    def take_from(self, tracing: Tracing) -> None:
        """Copy what it hands out."""
        tracing.copied.connect(self.exporting.copy)

    def take_quotes_from(self, quoting: QuotesLookedAt, actions: QuoteActions) -> None:
        """Write, print and copy the quote that is looked at; write and copy the list of quotes."""
        self._quoting = quoting
        actions.export.triggered.connect(self._export_quote)
        actions.print_pages.triggered.connect(self._print_quote)
        actions.export_list.triggered.connect(self._export_quotes)
        actions.copy_list.triggered.connect(lambda: self.exporting.copy(quoting.list_table()))

    @Slot()
    def _export_quote(self) -> None:
        found = None if self._quoting is None else self._quoting.export()
        if found is None:
            self.exporting.failed.emit(_("There is no quote to export. Choose one first."))
        else:
            self.exporting.ask(found)

    @Slot()
    def _export_quotes(self) -> None:
        found = None if self._quoting is None else self._quoting.export_list()
        if found is None:
            self.exporting.failed.emit(_("There is no quote in the list to export."))
        else:
            self.exporting.ask(found)

    def tell(self, greeting: Greeting) -> None:
        """Let ``greeting`` say what came of it."""
        for writing in (self.exporting, self.saving_pictures):
            writing.done.connect(self._window.message.say)
            writing.failed.connect(greeting.warn)
            writing.not_written.connect(greeting.warn_and_ask_again)

    @Slot()
    def export(self) -> None:
        """Write what is in view: the comparison, or the rows and columns of the list."""
        if self._window.page() == QUOTES:
            self._export_quote()
            return
        document, page = self._document, self._list
        setting = document.catalogue, document.assumptions, document.today
        if self._window.page() == COMPARE and self._comparison is not None:
            costs, ask_first = self._comparison.costs(), self._comparison.reasons.ask_first
            self.exporting.export_comparison(costs, *setting, document.rates, ask_first)
            return
        if not document.answers(page.entry_filter()):
            self.exporting.failed.emit(
                _("The totals are still being worked out. Export the list when they are known.")
            )
            return
        standing, judgements = page.standing()
        self.exporting.export_list(standing, judgements, *setting, page.visible_columns())

    @property
    def printing(self) -> Printing:
        """Made when somebody first prints: what prints has its part in the time of a start."""
        if self._printing is None:
            from exodesk.ui.flows.printing import Printing

            self._printing = Printing(self._window, self._background)
            self._window.closing.connect(self._printing.stop)
            self._printing.done.connect(self._window.message.say)
            self._printing.failed.connect(lambda text: self._window.message.say(text, warning=True))
        return self._printing

    @Slot()
    def print_pages(self) -> None:
        """Print the document of what is in view: a quote, or the comparison."""
        if self._window.page() == QUOTES:
            self._print_quote()
        elif self._window.page() == COMPARE:
            self._print_comparison()
        else:
            self.exporting.failed.emit(
                _("The list itself is not printed. Print a comparison or a quote.")
            )

    def _print_comparison(self) -> None:
        document = self._document
        page = self._comparison
        if page is None:  # no page has been made, so nothing is compared
            return
        compared = self.exporting.compared(
            page.costs(),
            *(document.catalogue, document.assumptions, document.today, document.rates),
            page.reasons.ask_first,
        )
        if compared is not None:
            called = comparison_named(compared)
            self.printing.ask(called, lambda: lambda: comparison_as_pdf(compared))

    @Slot()
    def _print_quote(self) -> None:
        quote = None if self._quoting is None else self._quoting.current()
        if quote is None or self._quoting is None:
            self.exporting.failed.emit(_("There is no quote to print. Choose one first."))
            return
        quoting = self._quoting
        self.printing.ask(quote_called(quote), lambda: quoting.prepared(quote))

    @Slot()
    def copy(self) -> None:
        """Copy what is selected in the page in view."""
        if self._window.page() == COMPARE and self._comparison is not None:
            self._comparison.copy()
        elif self._window.page() == QUOTES:
            self.exporting.copy([] if self._quoting is None else self._quoting.table())
        elif self._list.selected_ids():
            self._list.copy_selected()
        else:
            self.exporting.copy([])

    @Slot(object)
    def _copy_list(self, judged: list[Any]) -> None:
        costs = [cost for cost, _judgement in judged]
        self.exporting.copy(list_rows(costs, self._document.today))
