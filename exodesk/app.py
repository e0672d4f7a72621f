"""The window put together: named start-up steps that build each part and join it to the others."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import PriceState
from exodesk.domain.rates import Rate, RateTable
from exodesk.paths import config_dir, data_file, resource
from exodesk.storage.catalogue_file import LoadedCatalogue, read_catalogue
from exodesk.storage.ecb import EcbRates
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui import theme as look
from exodesk.ui.dialogs.rate_dialog import RateDialog
from exodesk.ui.dialogs.texts import TextDialog, about_text, keys_text, sources_text
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows import memory
from exodesk.ui.flows.exporting import Exporting
from exodesk.ui.flows.opening import CatalogueOpening
from exodesk.ui.icons import Icons, app_icon
from exodesk.ui.main_window import CATALOGUE, COMPARE, MainWindow
from exodesk.ui.pages.catalogue import CataloguePage, Counts
from exodesk.ui.pages.comparison import ComparisonPage
from exodesk.ui.tray import LEAST_COMPARED, MOST_COMPARED, Tray
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.counts import counts_text
from exodesk.wording.dates import rate_dated
from exodesk.wording.rates import rate_text
from exodesk.wording.tables import list_rows

_SAVE_AFTER_MS = 1000
_AT_ONCE_BYTES = 4 << 20


def run(
    catalogue: Path | None = None,
    currency: str | None = None,
    pinned: Iterable[Rate] = (),
    on: date | None = None,
) -> int:
    """Open the window and return the exit code once it is closed."""
    app = application()
    sys.excepthook = _tell_of_fault
    desk = Desk(
        app,
        catalogue_file=catalogue or data_file(),
        settings=SettingsFile(config_dir() / "window.json"),
        today=date.today(),
        rates=RateTable(on or date.today(), EcbRates(resource("rates.json")), pinned),
        currency=currency,
    )
    _let_interrupts_through(app)
    desk.show()
    code = int(app.exec())
    if app.platformName() in ("offscreen", "minimal"):
        app.clipboard().clear()  # these platforms free what Python has freed already
    return code


def application() -> QApplication:
    """The one application object, dressed by its theme later."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("exodesk")
    app.setApplicationDisplayName("exodesk")
    app.setDesktopFileName("exodesk")
    app.setWindowIcon(app_icon())
    return app


class Desk(QObject):
    """One window over one document. Builds the parts, joins them, and holds nothing else."""

    def __init__(
        self,
        app: QApplication,
        *,
        catalogue_file: Path,
        settings: SettingsFile,
        today: date,
        rates: RateTable,
        currency: str | None = None,
    ) -> None:
        super().__init__()
        self._file = settings
        self._settings = settings.load()
        self._catalogue_path = catalogue_file
        self._banner_shown = False
        self._currencies: tuple[str, ...] = ("GBP", "INR")
        self._restoring = True
        self._dress(app)
        self._build_document(today, rates, currency)
        self._build_window()
        self._join_pages()
        self._join_actions()
        self._join_opening()
        self._restore()
        self._restoring = False
        self._open_first_catalogue()

    # Start-up

    def _dress(self, app: QApplication) -> None:
        self.theme = look.apply(app, memory.scheme_from(self._settings))
        self.icons = Icons(self.theme)

    def _build_document(self, today: date, rates: RateTable, currency: str | None) -> None:
        assumptions = memory.assumptions_from(self._settings, Assumptions())
        if currency is not None:
            assumptions = replace(assumptions, currency=currency)
        self._usual_rates = rates
        self.document = CatalogueDocument(
            Catalogue(), assumptions, memory.rates_from(self._settings, rates), today, self
        )
        self.tray = Tray(self)

    def _build_window(self) -> None:
        self.catalogue_page = CataloguePage(self.document, self.tray, self.theme, self.icons)
        self.comparison_page = ComparisonPage(self.document, self.tray, self.theme, self.icons)
        self.window = MainWindow(
            self.catalogue_page, self.comparison_page, self.icons, LEAST_COMPARED
        )
        self.exporting = Exporting(self.window)
        self.opening = CatalogueOpening(self)
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)

    def _join_pages(self) -> None:
        window, page = self.window, self.catalogue_page
        page.counts_changed.connect(self._show_counts)
        page.words_changed.connect(window.page_bar.search.setText)
        page.copy_requested.connect(self._copy_list)
        page.export_requested.connect(self._export)
        page.entry_activated.connect(lambda _id: self._show_details())
        page.link_activated.connect(self._open_link)
        page.tick_refused.connect(self._refuse_ninth)
        page.filter_changed.connect(self._remember_soon)
        page.filters.saved_filters_changed.connect(self._remember_soon)
        page.details_toggled.connect(window.actions_by_name.details.setChecked)
        self.comparison_page.export_requested.connect(self._export)
        self.comparison_page.copy_requested.connect(self.exporting.copy)
        self.comparison_page.catalogue_requested.connect(lambda: window.show_page(CATALOGUE))
        window.page_bar.words_changed.connect(self._search)
        window.page_bar.search.list_requested.connect(page.table.setFocus)
        window.page_changed.connect(self._meet_page)
        window.strip.assumptions_changed.connect(self.document.assume)
        window.strip.rate_requested.connect(self.show_rates)
        window.strip.reset_requested.connect(self._reset)
        window.status.rate_requested.connect(self.show_rates)
        window.tray_bar.compare_requested.connect(self._compare)
        window.tray_bar.clear_requested.connect(self.tray.clear)
        window.tray_bar.remove_requested.connect(self.tray.take_out)
        window.tray_bar.entry_requested.connect(self._show_entry)
        window.closing.connect(self._remember)
        self.tray.changed.connect(self._show_tray)
        self.document.costs_changed.connect(self._show_assumptions)
        self.document.catalogue_changed.connect(self._meet_catalogue)
        self.document.advanced.connect(self._show_preparing)
        self.exporting.done.connect(window.message.say)
        self.exporting.failed.connect(lambda text: window.message.say(text, warning=True))
        window.message.closed.connect(self._note_closed_banner)
        self._saving.timeout.connect(self._remember)

    def _join_actions(self) -> None:
        a = self.window.actions_by_name
        page = self.catalogue_page
        a.open_catalogue.triggered.connect(self._ask_catalogue)
        a.open_shipped.triggered.connect(lambda: self.open_file(data_file()))
        a.export.triggered.connect(self._export)
        a.quit.triggered.connect(self.window.close)
        a.copy.triggered.connect(self._copy)
        a.find.triggered.connect(self._find)
        a.clear_filters.triggered.connect(page.clear_filters)
        a.show_catalogue.triggered.connect(lambda: self.window.show_page(CATALOGUE))
        a.show_compare.triggered.connect(lambda: self.window.show_page(COMPARE))
        a.details.triggered.connect(page.set_details_visible)
        a.compact.toggled.connect(page.table.set_compact)
        a.tick.triggered.connect(page.table.request_ticks)
        a.compare.triggered.connect(self._compare)
        a.clear_tray.triggered.connect(self.tray.clear)
        a.rates.triggered.connect(self.show_rates)
        a.reset.triggered.connect(self._reset)
        a.sources.triggered.connect(self._show_sources)
        a.keys.triggered.connect(lambda: self._show_text(_("Keys"), keys_text()))
        a.about.triggered.connect(lambda: self._show_text(_("About exodesk"), about_text()))
        for scheme, action in a.schemes.items():
            action.triggered.connect(lambda _on=False, s=scheme: self._use_scheme(s))
        a.schemes[self.theme.scheme].setChecked(True)
        table, window = page.table, self.window
        window.add_view_menus(
            [table.columns_menu(window), table.sort_menu(window), table.scale_menu(window)]
        )
        page.add_row_actions([a.compare])
        self.window.set_panes(
            [
                lambda: self.window.page_bar.search,
                lambda: page.filters,
                lambda: page.table,
                lambda: page.details,
                lambda: self.comparison_page,
                lambda: self.window.tray_bar.compare,
            ]
        )

    def _join_opening(self) -> None:
        self.opening.opened.connect(self._show_catalogue)
        self.opening.failed.connect(self._refuse_catalogue)
        self.opening.advanced.connect(self._show_progress)

    def _restore(self) -> None:
        self.window.restore_saved_geometry(str(self._settings.get("geometry", "")))
        match self._settings.get("size"):
            case [int(width), int(height)]:
                self.window.restore_size(width, height)
        self.catalogue_page.filters.set_saved_filters(memory.saved_filters_from(self._settings))
        self.window.actions_by_name.compact.setChecked(self._settings.get("compact") is True)
        self.comparison_page.restore_state(_mapping(self._settings.get("comparison")))

    def _open_first_catalogue(self) -> None:
        """A small file stands before the first paint; a large one follows in slices."""
        path = self._catalogue_path
        if path.is_file() and path.stat().st_size > _AT_ONCE_BYTES:
            self.open_file(path)
            return
        try:
            self._show_catalogue(path, read_catalogue(path))
        except ExodeskError as error:
            self._refuse_catalogue(str(error))

    def show(self) -> None:
        self.window.show()
        # An entry that has the focus is shown in the details; a first start shows hints there.
        first = self._banner_shown
        start = self.window.page_bar.search if first else self.catalogue_page.table
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    # Catalogues

    def open_file(self, path: Path) -> None:
        """Read another catalogue; what is shown stays until it has been read."""
        self._remember()
        self.opening.start(path)

    @Slot(object, object)
    def _show_catalogue(self, path: Path, loaded: LoadedCatalogue) -> None:
        """Hand the entries to the document, which takes its time with a large catalogue."""
        self._arriving = path, loaded
        self.document.show(loaded.catalogue)

    @Slot()
    def _meet_catalogue(self) -> None:
        path, loaded = self._arriving
        self._catalogue_path = path
        self._restoring = True
        self.tray.clear()
        counts = Counter({"GBP": 0, "INR": 0})
        counts.update(
            offer.price.currency for entry in loaded.catalogue.entries for offer in entry.offers
        )
        self._currencies = tuple(code for code, _count in counts.most_common())
        self._show_assumptions()
        view = memory.view_of(self._settings, self._view_name())
        self.catalogue_page.restore_state(view.get("page"))
        self.tray.replace(key for key in memory.texts(view.get("tray")) if key in loaded.catalogue)
        self._restoring = False
        shipped = path == data_file()
        self.window.setWindowTitle("exodesk" if shipped else f"{path.name} – exodesk")
        self.window.actions_by_name.open_shipped.setEnabled(not shipped)
        self._greet(loaded)
        if self.document.index is None:
            QTimer.singleShot(0, self.document.build_index)

    def _greet(self, loaded: LoadedCatalogue) -> None:
        """Say what was set aside; else, until it is closed once, where the prices come from."""
        message = self.window.message
        self._problems = loaded.problems
        self._banner_shown = False
        if loaded.problems:
            count = len(loaded.set_aside)
            text = ngettext(
                "{n} entry was set aside: {problem}",
                "{n} entries were set aside, the first because of {problem}",
                count,
            ).format(n=count, problem=loaded.problems[0])
            if not count:
                text = str(loaded.problems[0])
            message.say(text, action=_("Show all"), act=self._show_problems, warning=True)
        elif self._settings.get("banner_closed") is not True:
            self._banner_shown = True
            message.say(
                _(
                    "These are prices as published by clinics, shops and articles, each with its"
                    " source and date. Check them before booking."
                ),
                action=_("Where they come from"),
                act=self._show_sources,
            )
        else:
            message.hide()

    @Slot(str)
    def _refuse_catalogue(self, sentence: str) -> None:
        self.window.message.say(sentence, warning=True)
        self._show_counts_now()

    @Slot(float)
    def _show_progress(self, done: float) -> None:
        self.window.status.show_counts(
            _("Reading the catalogue: {percent} %").format(percent=int(done * 100)), ""
        )

    @Slot(float)
    def _show_preparing(self, done: float) -> None:
        self.window.status.show_counts(
            _("Preparing the catalogue: {percent} %").format(percent=int(done * 100)), ""
        )

    @Slot()
    def _ask_catalogue(self) -> None:
        dialog = QFileDialog(self.window, _("Open a catalogue"), str(self._catalogue_path.parent))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Catalogue (*.json)"))
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _show_problems(self) -> None:
        text = "\n".join(str(problem) for problem in self._problems)
        self._show_text(_("Problems of the catalogue file"), text)

    # What is shown around the pages

    @Slot(int)
    def _meet_page(self, number: int) -> None:
        typing = self.window.page_bar.search.hasFocus()
        if not typing:
            page = self.comparison_page if number == COMPARE else self.catalogue_page.table
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_counts_now()

    @Slot()
    def _show_counts_now(self) -> None:
        self._show_counts(self.catalogue_page.counts())

    @Slot(object)
    def _show_counts(self, counts: Counts) -> None:
        hidden = self.catalogue_page.hidden_text()
        text = counts_text(counts.fits, counts.open, counts.total)
        if hidden and self.catalogue_page.entry_filter().words.strip():
            text = _("{counts} · {hidden}").format(counts=text, hidden=hidden.splitlines()[0])
        self.window.status.show_counts(text, hidden)
        self._remember_soon()

    @Slot()
    def _show_assumptions(self) -> None:
        document = self.document
        rate = self._main_rate()
        main = self._currencies
        self.window.strip.set_currencies(
            tuple(sorted({*document.rates.currencies(), *main, "GBP", "INR"})), main
        )
        changed = bool(document.rates.pinned or document.rates.withheld)
        shown = _("none set") if rate is None else rate_text(rate)
        self.window.strip.show_state(document.assumptions, shown, rate_changed=changed)
        self.window.actions_by_name.reset.setEnabled(self.window.strip.reset.isEnabled())
        self.window.status.show_rate(
            _("No rate set: other currencies need a rate")
            if rate is None
            else _("{rate} · {dated}").format(
                rate=rate_text(rate), dated=rate_dated(rate, document.today)
            )
        )
        self._show_tray()
        self._remember_soon()

    def _other_currencies(self) -> list[str]:
        """Currencies that need a rate in the display currency, the most used first."""
        shown = self.document.assumptions.currency
        return [code for code in self._currencies if code != shown]

    def _main_rate(self) -> Rate | None:
        others = self._other_currencies()
        return self.document.rates.rate(others[0], self.document.assumptions.currency)

    @Slot()
    def _show_tray(self) -> None:
        costs = self.document.costs_of(self.tray.ids)
        self.window.tray_bar.show_costs(costs)
        self.window.page_bar.set_count(COMPARE, len(costs))
        a = self.window.actions_by_name
        a.compare.setEnabled(len(costs) >= LEAST_COMPARED)
        a.clear_tray.setEnabled(bool(costs))
        self._remember_soon()

    # Acts

    @Slot(str)
    def _search(self, words: str) -> None:
        if words.strip():
            self.window.show_page(CATALOGUE)
        self.catalogue_page.set_words(words)

    @Slot()
    def _find(self) -> None:
        search = self.window.page_bar.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    @Slot()
    def _compare(self) -> None:
        if len(self.document.costs_of(self.tray.ids)) >= LEAST_COMPARED:
            self.window.show_page(COMPARE)

    @Slot()
    def _refuse_ninth(self) -> None:
        self.window.message.say(
            _("{most} entries are in the comparison already. Take one out first.").format(
                most=MOST_COMPARED
            )
        )

    @Slot(str)
    def _show_entry(self, entry_id: str) -> None:
        self.window.show_page(CATALOGUE)
        if not self.catalogue_page.show_entry(entry_id):
            self.catalogue_page.clear_filters()
            self.catalogue_page.show_entry(entry_id)
        self.catalogue_page.table.setFocus()

    @Slot()
    def _show_details(self) -> None:
        self.catalogue_page.set_details_visible(True)

    @Slot(object)
    def _open_link(self, url: object) -> None:
        address = QUrl(str(url), QUrl.ParsingMode.StrictMode)
        if address.scheme() in ("http", "https"):
            QDesktopServices.openUrl(address)

    @Slot()
    def _export(self) -> None:
        catalogue = self.document.catalogue
        if self.window.page() == COMPARE:
            costs = self.comparison_page.costs()
            if any(cost.state is PriceState.NEEDS_RATE for cost in costs):
                self.window.message.say(
                    _("Export waits for a rate: one of the totals needs one. Set it with Ctrl+R."),
                    warning=True,
                )
            elif costs:
                self.exporting.export_comparison(costs, catalogue, self.document.today)
            return
        page = self.catalogue_page
        self.exporting.export_list(
            page.shown_costs(), catalogue, self.document.today, page.visible_columns()
        )

    @Slot()
    def _copy(self) -> None:
        if self.window.page() == COMPARE:
            self.comparison_page.copy()
        else:
            self.catalogue_page.copy_selected()

    @Slot(object)
    def _copy_list(self, judged: list[Any]) -> None:
        costs = [cost for cost, _judgement in judged]
        self.exporting.copy(list_rows(costs, self.document.today))

    @Slot()
    def show_rates(self) -> RateDialog:
        """Open the dialog of rates; each change in it shows at once."""
        document = self.document
        dialog = RateDialog(
            document.rates,
            document.assumptions.currency,
            self._other_currencies(),
            document.today,
            self.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.rates_changed.connect(document.use_rates)
        dialog.open()
        return dialog

    @Slot()
    def _reset(self) -> None:
        self.document.use_rates(self._usual_rates)
        self.document.assume(Assumptions())

    def _use_scheme(self, scheme: look.Scheme) -> None:
        self.theme.set_scheme(scheme)
        self._remember_soon()

    @Slot()
    def _show_sources(self) -> None:
        text = sources_text(self.document.catalogue)
        self._show_text(_("Where the prices come from"), text)

    def _show_text(self, title: str, text: str) -> None:
        TextDialog(title, text, self.window).open()

    # Keeping

    def _view_name(self) -> str:
        if self._catalogue_path == data_file():
            return "shipped"
        return str(self._catalogue_path.resolve())

    @Slot()
    def _note_closed_banner(self) -> None:
        if self._banner_shown:
            self._settings["banner_closed"] = True
            self._remember_soon()

    @Slot()
    def _remember_soon(self) -> None:
        if not self._restoring:
            self._saving.start()

    @Slot()
    def _remember(self) -> None:
        self._saving.stop()
        page = self.catalogue_page
        view = {"page": page.save_state(), "tray": list(self.tray.ids)}
        views = {**_mapping(self._settings.get("views")), self._view_name(): view}
        self._settings.update(
            geometry=self.window.saved_geometry(),
            size=[self.window.width(), self.window.height()],
            views=views,
            currency=self.document.assumptions.currency,
            rates=memory.plain_rates(self.document.rates),
            saved_filters=memory.plain_saved_filters(page.filters.saved_filters()),
            scheme=self.theme.scheme.value,
            compact=page.table.compact,
            comparison=self.comparison_page.save_state(),
        )
        self._file.save(dict(self._settings))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _tell_of_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """An unforeseen fault is told in words and printed; the window stays."""
    traceback.print_exception(kind, error, trace)
    if QApplication.instance() is None or issubclass(kind, KeyboardInterrupt):
        return
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        "exodesk",
        _("Something went wrong that should not have. The window stays, nothing was changed."),
        QMessageBox.StandardButton.Ok,
        QApplication.activeWindow(),
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(f"{kind.__name__}: {error}")
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _let_interrupts_through(app: QApplication) -> None:
    """Ctrl+C in the terminal and a polite kill close the window as its own button does."""

    def close(_number: int, _frame: object) -> None:
        app.closeAllWindows()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, close)
    if os.name != "nt":
        # Python runs signal handlers between its own instructions only.
        beat = QTimer(app, interval=250)
        beat.timeout.connect(lambda: None)
        beat.start()
