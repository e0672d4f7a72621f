"""The window put together: named start-up steps that build each part and join it to the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from exodesk import __version__
from exodesk.comparison_work import ComparisonWork
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.rates import Rate, RateTable
from exodesk.first_start import first_assumptions
from exodesk.helping import Helping
from exodesk.own_work import OwnWork
from exodesk.paths import (
    ask_first_file,
    config_dir,
    data_file,
    kept_rates_file,
    log_dir,
    resource,
    usual_workspace,
)
from exodesk.quote_work import QuoteWork
from exodesk.rate_work import RateWork
from exodesk.storage.catalogue_file import LoadedCatalogue
from exodesk.storage.ecb import EcbRates
from exodesk.storage.log_file import log_start, log_to
from exodesk.storage.settings_file import SettingsFile
from exodesk.taking_away import TakingAway
from exodesk.translation import Language, best_language, current_locale, languages, use_language
from exodesk.ui import theme as look
from exodesk.ui.dialogs.texts import versions_text
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.first_painting import FirstPainting, Importing
from exodesk.ui.flows import memory
from exodesk.ui.flows.ask_first import notes_in
from exodesk.ui.flows.assuming import Assuming
from exodesk.ui.flows.comparing import Comparing
from exodesk.ui.flows.faults import tell_of_fault
from exodesk.ui.flows.greeting import Greeting
from exodesk.ui.flows.interrupts import let_interrupts_through
from exodesk.ui.flows.keeping import Keeping
from exodesk.ui.flows.links import open_link
from exodesk.ui.flows.opening import CatalogueOpening
from exodesk.ui.flows.rate_feed import RateFeed
from exodesk.ui.flows.tracing import Tracing
from exodesk.ui.icons import Icons, app_icon
from exodesk.ui.main_window import CATALOGUE, COMPARE, QUOTES, MainWindow
from exodesk.ui.pages.catalogue import CataloguePage, Counts
from exodesk.ui.reasons import enable
from exodesk.ui.speaking import speak_in_qt
from exodesk.ui.tray import LEAST_COMPARED, Tray
from exodesk.ui.workspace import Workspace
from exodesk.what_is_seen import WhatIsSeen
from exodesk.wording import gettext as _
from exodesk.wording.counts import counts_text, early_counts_text, early_text

if TYPE_CHECKING:
    from exodesk.ui.dialogs.rate_dialog import RateDialog
    from exodesk.ui.pages.comparison import ComparisonPage

# What takes long to import and is first needed once the rows are on the screen: NumPy, SQLAlchemy.
_AFTER_PAINTING = ("exodesk.index", "exodesk.storage.workspace.opening")


def run(
    catalogue: Path | None = None,
    currency: str | None = None,
    pinned: Iterable[Rate] = (),
    on: date | None = None,
    workspace: Path | None = None,
    language: str | None = None,
) -> int:
    """Open the window and return the exit code once it is closed."""
    app = application()
    sys.excepthook = tell_of_fault
    log_to(log_dir())
    log_start(versions_text())
    ecb = EcbRates(resource("rates.json"), kept_rates_file())
    rates = RateTable(on or date.today(), ecb, pinned)
    desk = Desk(
        app,
        catalogue_file=catalogue or data_file(),
        settings=SettingsFile(config_dir() / "window.json"),
        today=date.today(),
        rates=rates,
        ecb=ecb,
        currency=currency,
        workspace=workspace or usual_workspace(),
        language=language,
        usual=first_assumptions(rates),
    )
    let_interrupts_through(app)
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
        shipped_file: Path | None = None,
        workspace: Path | None = None,
        ecb: EcbRates | None = None,
        feed: RateFeed | None = None,
        now: Callable[[], datetime] = datetime.now,
        language: str | None = None,
        usual: Assumptions | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._shipped_file = shipped_file or data_file()
        self._workspace_file = workspace
        self._refreshing = False
        self._done = 0.0  # of how many entries the totals are known
        self._goes_on = False  # after the first painting
        self._usual = usual or Assumptions()
        self._keeping = Keeping(settings, self)
        self._catalogue_path = catalogue_file
        self._loaded: LoadedCatalogue | None = None
        self._ecb = ecb or EcbRates(resource("rates.json"), kept_rates_file())
        self._feed, self._now = feed or RateFeed(), now
        self._speak_first(language)
        self._dress(app)
        self._build_document(today, rates, currency)
        self._join_opening()
        self._build_window()
        self.document.catalogue_changed.connect(self._meet_catalogue)  # after the pages
        self._keeping.collect_from(self._settings_of_now, self._view_of_now)
        self.opening.start_at_once(catalogue_file)

    # Start-up

    def _speak_first(self, language: str | None) -> None:
        wanted = language or memory.language_from(self._keeping.settings)
        use_language(wanted or best_language(QLocale.system().uiLanguages(), languages()))
        speak_in_qt(self._app)

    def _dress(self, app: QApplication) -> None:
        self.theme = look.apply(app, memory.scheme_from(self._keeping.settings))
        self.icons = Icons(self.theme)

    def _build_document(self, today: date, rates: RateTable, currency: str | None) -> None:
        settings = self._keeping.settings
        assumptions = memory.assumptions_from(settings, self._usual)
        if currency is not None:
            assumptions = replace(assumptions, currency=currency)
        self._usual_rates = rates
        self.document = CatalogueDocument(
            Catalogue(), assumptions, memory.rates_from(settings, rates), today, self
        )
        self.tray = Tray(self)
        self.workspace = Workspace(self)
        self.opening = CatalogueOpening(self)

    def _build_window(self) -> None:
        """All that has words on it, over what is open."""
        self._build_pages()
        self.own_work = OwnWork(
            self.window, self.catalogue_page, self.document, self.workspace, self.icons
        )
        self.quote_work = QuoteWork(
            self.window,
            self.workspace,
            self.document,
            self.tray,
            self.icons,
            edit_entry=self.own_work.entries.edit,
            show_rates=self.assuming.show_rates,
        )
        self.rate_work = RateWork(
            self.window,
            self.document,
            self.assuming,
            self.icons,
            self._ecb,
            self._feed,
            agreed_host=memory.text(self._keeping.settings.get("rates_from")),
            quotes=lambda: self.quote_work.quoting.book,
            now=self._now,
        )
        self.helping = Helping(
            self.window, self.document, self.quote_work, self.icons, self.greeting
        )
        self._join_pages()
        self._join_actions()
        self._join_own_work()
        with self._keeping.paused():
            self._restore()

    def _build_pages(self) -> None:
        self.catalogue_page = CataloguePage(self.document, self.tray, self.theme, self.icons)
        self.comparison = ComparisonWork(
            self.document, self.tray, self.theme, self.icons, self._join_comparison, self
        )
        self.window = MainWindow(
            self.catalogue_page, self.comparison.place, self.icons, LEAST_COMPARED
        )
        self.taking_away = TakingAway(self.window, self.catalogue_page, self.document)
        self.greeting = Greeting(self.window.message, self.document, self._usual, self.window)
        self.assuming = Assuming(
            self.document,
            self.window.strip,
            self.window.status,
            self.window.message,
            self._usual,
            self._usual_rates,
            self.window,
        )
        self.tracing = Tracing(self.document, self.icons, self.window, self._current_id)
        self.comparing = Comparing(
            self.document,
            self.tray,
            self.window.tray_bar,
            self.window,
            compare=self.window.actions_by_name.compare,
            clear=self.window.actions_by_name.clear_tray,
        )

    def _join_pages(self) -> None:
        window, page = self.window, self.catalogue_page
        page.counts_changed.connect(self._show_counts)
        page.words_changed.connect(window.page_bar.search.setText)
        page.entry_activated.connect(lambda _id: self._show_details())
        page.link_activated.connect(open_link)
        page.tick_refused.connect(self.comparing.refuse_another)
        page.filter_changed.connect(self._keeping.keep_soon)
        page.filters.saved_filters_changed.connect(self._keeping.keep_soon)
        page.details_toggled.connect(self._note_side_panel)
        page.trace_requested.connect(self.tracing.show)
        self.tracing.refused.connect(window.message.say)
        window.page_bar.words_changed.connect(self._search)
        window.page_bar.search.list_requested.connect(page.table.setFocus)
        window.page_changed.connect(self._meet_page)
        window.tray_bar.entry_requested.connect(self._show_entry)
        window.closing.connect(self._keeping.keep)
        window.closing.connect(self.opening.cancel)
        window.closing.connect(self.document.stop)
        self.taking_away.take_from(self.tracing)
        self.taking_away.take_quotes_from(self.quote_work.quoting, self.quote_work.actions)
        self.taking_away.tell(self.greeting)
        self.greeting.banner_closed.connect(self._note_closed_banner)
        self.assuming.shown.connect(self._meet_assumptions)
        self.assuming.rates_changed.connect(self.own_work.note_rates)
        self.assuming.scenarios_changed.connect(self._keeping.keep_soon)
        self.rate_work.agreement_changed.connect(self._keeping.keep_soon)
        back = self.own_work.coming_back
        back.rate_wanted.connect(self.rate_work.update)
        back.quote_wanted.connect(self.quote_work.look_at)
        back.closed.connect(self._keeping.keep_soon)
        self.rate_work.copied.connect(self.taking_away.exporting.copy)
        self.comparing.counted.connect(lambda n: window.page_bar.set_count(COMPARE, n))
        self.comparing.counted.connect(self._keeping.keep_soon)
        self.comparing.wanted.connect(lambda: window.show_page(COMPARE))
        self.comparing.refused.connect(window.message.say)
        self.helping.commanding.entry_wanted.connect(self._show_entry)

    def _join_comparison(self, page: ComparisonPage) -> None:
        page.reasons_toggled.connect(self._note_side_panel)
        page.link_activated.connect(open_link)
        page.trace_requested.connect(self.tracing.show)
        page.quote_requested.connect(self.quote_work.new_of_ticked)
        page.catalogue_requested.connect(lambda: self.window.show_page(CATALOGUE))
        self.taking_away.take_from_comparison(page)

    @property
    def comparison_page(self) -> ComparisonPage:
        """Made when it is first asked for."""
        return self.comparison.page

    def _join_actions(self) -> None:
        a = self.window.actions_by_name
        page = self.catalogue_page
        a.open_catalogue.triggered.connect(self._ask_catalogue)
        a.open_shipped.triggered.connect(lambda: self.open_file(self._shipped_file))
        a.quit.triggered.connect(self.window.close)
        a.find.triggered.connect(self._find)
        a.filters.triggered.connect(self._go_to_filters)
        a.clear_filters.triggered.connect(page.clear_filters)
        a.show_catalogue.triggered.connect(lambda: self.window.show_page(CATALOGUE))
        a.show_compare.triggered.connect(lambda: self.window.show_page(COMPARE))
        a.details.triggered.connect(self._show_side_panel)
        a.compact.toggled.connect(page.table.set_compact)
        a.tick.triggered.connect(page.table.request_ticks)
        a.trace.triggered.connect(self.tracing.show_current)
        a.rates.triggered.connect(self.assuming.show_rates)
        a.reset.triggered.connect(self.assuming.reset)
        for scheme, action in a.schemes.items():
            action.triggered.connect(lambda _on=False, s=scheme: self._use_scheme(s))
        a.schemes[self.theme.scheme].setChecked(True)
        for language, action in a.languages.items():
            action.triggered.connect(lambda _on=False, name=language: self._choose(name))
        if current_locale() in a.languages:
            a.languages[current_locale()].setChecked(True)
        table, window = page.table, self.window
        window.add_view_menus(
            [table.columns_menu(window), table.sort_menu(window), table.scale_menu(window)]
        )
        window.add_compare_menu(self.assuming.scenarios)
        page.add_row_actions([a.compare, a.trace, *self.own_work.actions.of_entries()])
        self.window.set_panes(
            [
                lambda: self.window.page_bar.search,
                lambda: page.filters,
                lambda: page.table,
                lambda: page.details,
                lambda: self.comparison.panes()[0],
                lambda: self.comparison.panes()[1],
                lambda: self.quote_work.panes()[0],
                lambda: self.quote_work.panes()[1],
                lambda: self.window.tray_bar.compare,
            ]
        )

    def _join_opening(self) -> None:
        self.opening.chosen.connect(self.open_file)
        self.opening.opened.connect(self._show_catalogue)
        self.opening.failed.connect(self._refuse_catalogue)
        self.opening.advanced.connect(self._tell_of_reading)
        self.document.advanced.connect(self._tell_of_preparing)

    def _join_own_work(self) -> None:
        self.own_work.catalogue_changed.connect(self._refresh_catalogue)
        self.own_work.recent_changed.connect(self._keeping.keep_soon)

    @Slot(float)
    def _tell_of_reading(self, done: float) -> None:
        text = _("Reading the catalogue: {percent} %").format(percent=int(done * 100))
        self.window.status.show_counts(text, "")

    @Slot(float)
    def _tell_of_preparing(self, done: float) -> None:
        if self.document.ready:  # what is shown stays until the other one is
            text = _("Preparing the catalogue: {percent} %").format(percent=int(done * 100))
            self.window.status.show_counts(text, "")
        elif int(done * 100) > int(self._done * 100):
            self._done = done
            self._show_counts_now()

    def _restore(self) -> None:
        settings = self._keeping.settings
        self.window.restore_saved_geometry(str(settings.get("geometry", "")))
        match settings.get("size"):
            case [int(width), int(height)]:
                self.window.restore_size(width, height)
        self.catalogue_page.filters.set_saved_filters(memory.saved_filters_from(settings))
        self.window.actions_by_name.compact.setChecked(settings.get("compact") is True)
        self.assuming.scenarios.set_scenarios(memory.scenarios_from(settings))
        self.own_work.remember(settings)
        self.comparison.restore_state(memory.mapping(settings.get("comparison")))

    def show(self) -> None:
        FirstPainting(self.window).over.connect(self._meet_painting)
        self.window.show()
        # An entry that has the focus is shown in the details; a first start shows hints there.
        table = self.catalogue_page.table
        hints = self.greeting.shows_banner() or not table.isVisible()
        start = self.window.page_bar.search if hints else table
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _meet_painting(self) -> None:
        """The rows are on the screen: now comes what nobody needs before."""
        self._read_ask_first()
        Importing(_AFTER_PAINTING, self._go_on, self)

    def _go_on(self) -> None:
        self._goes_on = True
        if self.document.index is None:
            self.document.build_index()
        if self.own_work.entries.shipped is not None:
            QTimer.singleShot(0, self.window, self._open_workspace)

    @Slot()
    def _read_ask_first(self) -> None:
        notes = notes_in(ask_first_file(), self.greeting.warn)
        self.catalogue_page.show_ask_first(notes)
        self.comparison.show_ask_first(notes)

    @Slot()
    def _open_workspace(self) -> None:
        """Once the shipped catalogue is on the screen: own entries stand beside it alone."""
        if self.own_work.files.path is not None:
            return
        last = self._keeping.settings.get("workspace")
        path = Path(last) if isinstance(last, str) and Path(last).exists() else None
        self.own_work.open(path or self._workspace_file or usual_workspace())

    # Catalogues

    def open_file(self, path: Path) -> None:
        """Read another catalogue; what is shown stays until it has been read."""
        self._keeping.keep()
        self.opening.start(path)

    @Slot(object, object)
    def _show_catalogue(self, path: Path, loaded: LoadedCatalogue) -> None:
        """Hand the entries to the document, which takes its time with a large catalogue."""
        self._arriving = path, loaded
        self._refreshing = False
        own = self._workspace_file is not None and path == self._shipped_file
        self.own_work.beside(loaded.catalogue if own else None)
        if own and self._goes_on:
            QTimer.singleShot(0, self.window, self._open_workspace)
        self._done = 0.0
        self.document.show(self.own_work.catalogue() if own else loaded.catalogue)

    @Slot()
    def _refresh_catalogue(self) -> None:
        """The user's own entries have changed: the list goes on where it stands."""
        self._refreshing = True
        self._done = 0.0
        self.document.refresh(self.own_work.catalogue())

    @Slot()
    def _meet_catalogue(self) -> None:
        if self._refreshing:
            self._meet_own_change()
            return
        path, loaded = self._arriving
        self._catalogue_path = path
        self._loaded = loaded
        with self._keeping.paused():
            self.tray.clear()
            view = self._keeping.meet(path)
            self._show_view(view.get("page", {}))
            known = self.document.catalogue
            self.tray.replace(key for key in memory.texts(view.get("tray")) if key in known)
        self._greet()
        if self.document.index is None and self._goes_on:
            QTimer.singleShot(0, self.document, self.document.build_index)

    def _show_view(self, page: object) -> None:
        self.assuming.meet_catalogue(self.document.catalogue)
        self.catalogue_page.restore_state(page)

    def _greet(self) -> None:
        path = self._catalogue_path
        shipped = path == self._shipped_file
        self.window.setWindowTitle("exodesk" if shipped else f"{path.name} – exodesk")
        enable(self.window.actions_by_name.open_shipped, not shipped, _("It is open."))
        closed = self._keeping.settings.get("banner_closed") is True
        if self._loaded is not None:
            self.greeting.greet(self._loaded, banner=not closed)
            self.helping.tell_news(self._keeping.settings)

    def _meet_own_change(self) -> None:
        self._refreshing = False
        known = self.document.catalogue
        self.tray.replace(key for key in self.tray.ids if key in known)
        self.assuming.meet_catalogue(known)
        if self.document.index is None:
            self.document.build_index()
        wanted = self.own_work.take_wanted()
        if wanted is not None:
            self._show_entry(wanted)

    @Slot(str)
    def _refuse_catalogue(self, sentence: str) -> None:
        self.greeting.warn(sentence)
        self._show_counts_now()

    @Slot()
    def _ask_catalogue(self) -> None:
        self.opening.ask(self.window, self._catalogue_path.parent)

    # What is shown around the pages

    @Slot(int)
    def _meet_page(self, number: int) -> None:
        self.document.set_list_in_sight(number == CATALOGUE)
        self.comparing.set_in_sight(number == CATALOGUE)
        typing = self.window.page_bar.search.hasFocus()
        comparison = self.comparison_page if number == COMPARE else self.comparison.place
        if not typing:
            pages = (self.catalogue_page.table, comparison, self.quote_work)
            pages[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self._note_side_panel()
        self._show_counts_now()

    @Slot(bool)
    def _show_side_panel(self, visible: bool) -> None:
        if self.window.page() == COMPARE:
            self.comparison_page.set_reasons_visible(visible)
        elif self.window.page() == QUOTES:
            self.quote_work.page.open_notes(opened=visible)
        else:
            self.catalogue_page.set_details_visible(visible)

    @Slot()
    def _note_side_panel(self) -> None:
        shown = (
            self.catalogue_page.details_visible,
            self.comparison.reasons_visible,
            self.quote_work.notes_open,
        )[self.window.page()]
        self.window.actions_by_name.details.setChecked(shown())

    @Slot()
    def _show_counts_now(self) -> None:
        self._show_counts(self.catalogue_page.counts())

    @Slot(object)
    def _show_counts(self, counts: Counts) -> None:
        if self.window.page() == QUOTES:
            self.quote_work.show_counts()
            return
        if not self.document.ready:
            can_tell = self.document.answers(self.catalogue_page.entry_filter())
            fits = counts.fits if can_tell else None
            text = early_counts_text(fits, counts.total, self._done)
            self.window.status.show_counts(text, early_text())
            return
        hidden = self.catalogue_page.hidden_text()
        text = counts_text(counts.fits, counts.open, counts.total)
        if hidden and self.catalogue_page.entry_filter().words.strip():
            text = _("{counts} · {hidden}").format(counts=text, hidden=hidden.splitlines()[0])
        self.window.status.show_counts(text, hidden)
        self._keeping.keep_soon()

    @Slot()
    def _meet_assumptions(self) -> None:
        changed = self.window.strip.reset.isEnabled()
        enable(self.window.actions_by_name.reset, changed, _("They are those of a first start."))
        self.comparing.show()

    # Acts

    @Slot(str)
    def _search(self, words: str) -> None:
        if words.strip():
            self.window.show_page(CATALOGUE)
        self.catalogue_page.set_words(words)

    @Slot()
    def _find(self) -> None:
        if self.window.page() == QUOTES:
            self.quote_work.focus_search()
            return
        search = self.window.page_bar.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    @Slot()
    def _go_to_filters(self) -> None:
        self.window.show_page(CATALOGUE)
        self.catalogue_page.go_to_filters()

    @Slot(str)
    def _show_entry(self, entry_id: str) -> None:
        self.window.show_page(CATALOGUE)
        if not self.catalogue_page.show_entry(entry_id):
            self.catalogue_page.clear_filters()
            self.catalogue_page.show_entry(entry_id)
        self.catalogue_page.table.setFocus()

    def _current_id(self) -> str | None:
        """The entry that the page in view is about."""
        page = self.comparison_page if self.window.page() == COMPARE else self.catalogue_page
        return page.current_id()

    @Slot()
    def _show_details(self) -> None:
        self.catalogue_page.set_details_visible(True)

    def show_rates(self) -> RateDialog:
        return self.assuming.show_rates()

    def _use_scheme(self, scheme: look.Scheme) -> None:
        self.theme.set_scheme(scheme)
        self._keeping.keep_soon()

    # Languages

    def _choose(self, language: str) -> None:
        """Once the menu that was chosen from is closed: it goes with its window."""
        self._keeping.settings["language"] = language
        QTimer.singleShot(0, self, lambda: self.speak(language))

    def speak(self, language: str | Language) -> None:
        """Say all in another language: a new window over what is open, seen as it was.

        Catalogue, assumptions, tray, workspace and steps that can be undone are not touched.
        """
        if self.window.focusWidget() is not None:
            self.window.focusWidget().clearFocus()  # what is being typed is taken over
        self.quote_work.commit()
        self._keeping.keep()
        self.rate_work.updating.cancel()
        self._ecb, self._usual_rates = self.rate_work.updating.ecb, self.assuming.usual_rates
        seen, window, own_work = WhatIsSeen.of(self), self.window, self.own_work
        use_language(language)
        speak_in_qt(self._app)
        catalogue_changed = self.document.catalogue_changed
        catalogue_changed.disconnect(self._meet_catalogue)
        self._build_window()
        with self._keeping.paused():
            self.own_work.take_over(own_work)
            catalogue_changed.emit()
            catalogue_changed.connect(self._meet_catalogue)
            self.assuming.meet_catalogue(self.document.catalogue)
            self._greet()
            self._read_ask_first()
            self.own_work.files.tell_again()
            seen.show_in(self)
        self.window.show()
        window.hide()
        window.deleteLater()

    # Keeping

    @Slot()
    def _note_closed_banner(self) -> None:
        self._keeping.settings["banner_closed"] = True
        self._keeping.keep_soon()

    def _view_of_now(self) -> dict[str, Any]:
        return {"page": self.catalogue_page.save_state(), "tray": list(self.tray.ids)}

    def _settings_of_now(self) -> dict[str, Any]:
        page = self.catalogue_page
        return {
            "version": __version__,
            "geometry": self.window.saved_geometry(),
            "size": [self.window.width(), self.window.height()],
            "currency": self.document.assumptions.currency,
            "assumptions": memory.plain_assumptions(self.document.assumptions),
            "scenarios": memory.plain_scenarios(self.assuming.scenarios.scenarios()),
            "rates": memory.plain_rates(self.document.rates),
            "rates_from": self.rate_work.updating.agreed_host,
            "saved_filters": memory.plain_saved_filters(page.filters.saved_filters()),
            "scheme": self.theme.scheme.value,
            "compact": page.table.compact,
            "comparison": self.comparison.save_state(),
            **self.own_work.remembered(),
        }
