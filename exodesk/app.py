"""The window put together: named start-up steps that build each part and join it to the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from exodesk import what_is_kept
from exodesk.catalogue_work import CatalogueWork
from exodesk.comparison_work import ComparisonWork
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.rates import RateTable
from exodesk.later_places import LaterPlaces
from exodesk.page_work import PageWork
from exodesk.paths import (
    ask_first_file,
    data_file,
    kept_rates_file,
    resource,
)
from exodesk.storage.ecb import EcbRates
from exodesk.storage.settings_file import SettingsFile
from exodesk.translation import Language, best_language, current_locale, languages, use_language
from exodesk.ui import theme as look
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.first_painting import FirstPainting, Importing
from exodesk.ui.flows import memory
from exodesk.ui.flows.assuming import Assuming
from exodesk.ui.flows.comparing import Comparing
from exodesk.ui.flows.greeting import Greeting
from exodesk.ui.flows.keeping import Keeping
from exodesk.ui.flows.links import open_link
from exodesk.ui.flows.opening import CatalogueOpening
from exodesk.ui.flows.rate_feed import RateFeed
from exodesk.ui.flows.tracing import Tracing
from exodesk.ui.icons import Icons
from exodesk.ui.keys_here import KeysHere
from exodesk.ui.main_window import CATALOGUE, COMPARE, MainWindow
from exodesk.ui.pages.catalogue import CataloguePage
from exodesk.ui.reading_order import ReadingOrder
from exodesk.ui.reasons import enable
from exodesk.ui.speaking import speak_in_qt
from exodesk.ui.tray import LEAST_COMPARED, Tray
from exodesk.wording import gettext as _

if TYPE_CHECKING:
    from exodesk.helping import Helping
    from exodesk.later_work import LaterWork
    from exodesk.own_work import OwnWork
    from exodesk.quote_work import QuoteWork
    from exodesk.rate_work import RateWork
    from exodesk.taking_away import TakingAway
    from exodesk.ui.dialogs.rate_dialog import RateDialog
    from exodesk.ui.dialogs.settings_dialog import SettingsDialog
    from exodesk.ui.pages.comparison import ComparisonPage
    from exodesk.ui.workspace import Workspace

# What takes long to import and is first needed once the rows are on the screen: NumPy, SQLAlchemy.
_AFTER_PAINTING = ("exodesk.index", "exodesk.storage.workspace.opening")


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
        self._usual = usual or Assumptions()
        self._keeping = Keeping(settings, self)
        self._ecb = ecb or EcbRates(resource("rates.json"), kept_rates_file())
        self._feed, self._now = feed or RateFeed(), now
        self._speak_first(language)
        self._dress(app)
        self._build_document(today, rates, currency)
        self.catalogues = CatalogueWork(
            self, self._keeping, catalogue_file, shipped_file or data_file(), workspace
        )
        self._build_window()
        self.document.catalogue_changed.connect(self.catalogues.meet)  # after the pages
        self._keeping.collect_from(
            lambda: what_is_kept.settings_of(self), lambda: what_is_kept.view_of(self)
        )
        self.catalogues.start()

    # Start-up

    def _speak_first(self, language: str | None) -> None:
        wanted = language or memory.language_from(self._keeping.settings)
        use_language(wanted or best_language(QLocale.system().uiLanguages(), languages()))
        speak_in_qt(self._app)

    def _dress(self, app: QApplication) -> None:
        self.theme = look.apply(
            app, memory.scheme_from(self._keeping.settings), sheet_at_once=False
        )
        self.icons = Icons(self.theme)
        KeysHere(app, self)
        ReadingOrder(app, self)

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
        self._workspace: Workspace | None = None

    def _build_window(self) -> None:
        """All that has words on it, over what is open."""
        self.later: LaterWork | None = None
        self._build_pages()
        self.theme.dress()
        self.catalogue_page.share_room()
        self._join_pages()
        self._join_actions()
        with self._keeping.paused():
            what_is_kept.restore(self, self._keeping.settings)

    def _build_pages(self) -> None:
        self.catalogue_page = CataloguePage(self.document, self.tray, self.theme, self.icons)
        self.comparison = ComparisonWork(
            self.document, self.tray, self.theme, self.icons, self._join_comparison, self
        )
        window = self.window = MainWindow(
            self.catalogue_page, self.comparison.place, self.icons, LEAST_COMPARED
        )
        self._places = LaterPlaces.made_in(window, self.catalogue_page.table)
        self.greeting = Greeting(window.message, self.document, self._usual, window)
        self.assuming = Assuming(
            self.document,
            window.strip,
            window.status,
            window.message,
            self._usual,
            self._usual_rates,
            window,
        )
        self.comparing = Comparing(
            self.document,
            self.tray,
            window.tray_bar,
            window,
            compare=window.actions_by_name.compare,
            clear=window.actions_by_name.clear_tray,
        )
        self.pages = PageWork(
            window,
            self.document,
            self.catalogue_page,
            self.comparison,
            self.comparing,
            lambda: self.quote_work,
            lambda: self.catalogues.done,
        )
        self.tracing = Tracing(self.document, self.icons, window, self.pages.current_id)

    def _join_pages(self) -> None:
        window, page, keep_soon = self.window, self.catalogue_page, self._keeping.keep_soon
        page.link_activated.connect(open_link)
        page.tick_refused.connect(self.comparing.refuse_another)
        page.filter_changed.connect(keep_soon)
        page.table.columns_changed.connect(keep_soon)
        page.filters.saved_filters_changed.connect(keep_soon)
        page.trace_requested.connect(self.tracing.show)
        self.pages.counts_shown.connect(keep_soon)
        self.tracing.refused.connect(window.message.say)
        window.closing.connect(self._keeping.keep)
        window.closing.connect(self.opening.cancel)
        window.closing.connect(self.document.stop)
        self.greeting.banner_closed.connect(self._note_closed_banner)
        self.assuming.shown.connect(self._meet_assumptions)
        self.assuming.scenarios_changed.connect(keep_soon)
        self.comparing.counted.connect(lambda n: window.page_bar.set_count(COMPARE, n))
        self.comparing.counted.connect(keep_soon)
        self.comparing.wanted.connect(lambda: window.show_page(COMPARE))
        self.comparing.refused.connect(window.message.say)
        self.comparing.refusal_over.connect(window.message.take_back)

    def _join_comparison(self, page: ComparisonPage) -> None:
        page.reasons_toggled.connect(self.pages.note_side_panel)
        page.link_activated.connect(open_link)
        page.trace_requested.connect(self.tracing.show)
        page.quote_requested.connect(self.quote_work.new_of_ticked)
        page.catalogue_requested.connect(lambda: self.window.show_page(CATALOGUE))
        self.taking_away.take_from_comparison(page)

    def _join_actions(self) -> None:
        a, window, page = self.window.actions_by_name, self.window, self.catalogue_page
        a.open_catalogue.triggered.connect(self.catalogues.ask)
        a.open_shipped.triggered.connect(self.catalogues.open_shipped)
        a.quit.triggered.connect(window.close)
        a.trace.triggered.connect(self.tracing.show_current)
        a.rates.triggered.connect(self.show_rates)
        a.settings.triggered.connect(self.show_settings)
        a.reset.triggered.connect(self.assuming.reset)
        for scheme, action in a.schemes.items():
            action.triggered.connect(lambda _on=False, s=scheme: self._use_scheme(s))
        a.schemes[self.theme.scheme].setChecked(True)
        for language, action in a.languages.items():
            action.triggered.connect(lambda _on=False, name=language: self._choose(name))
        if current_locale() in a.languages:
            a.languages[current_locale()].setChecked(True)
        table = page.table
        window.add_view_menus(
            [table.columns_menu(window), table.sort_menu(window), table.scale_menu(window)]
        )
        window.add_compare_menu(self.assuming.scenarios)
        page.add_row_actions([a.compare, a.trace, *self._places.own.of_entries()])

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
        Importing(("exodesk.later_work",), self._join_later, self)

    def _join_later(self) -> None:
        self._later_work()
        Importing(_AFTER_PAINTING, self.catalogues.go_on, self)

    @Slot()
    def _read_ask_first(self) -> None:
        from exodesk.ui.flows.ask_first import notes_in

        notes = notes_in(ask_first_file(), self.greeting.warn)
        self.catalogue_page.show_ask_first(notes)
        self.comparison.show_ask_first(notes)

    @property
    def opening(self) -> CatalogueOpening:
        return self.catalogues.opening

    def open_file(self, path: Path) -> None:
        """Read another catalogue; what is shown stays until it has been read."""
        self.catalogues.open_file(path)

    # Acts

    @Slot()
    def _meet_assumptions(self) -> None:
        changed = self.window.strip.reset.isEnabled()
        enable(self.window.actions_by_name.reset, changed, _("They are those of a first start."))
        self.comparing.show()

    @Slot(object)
    def meet_day(self, today: date) -> None:
        """Go on into another day, whichever window there is by then."""
        self.assuming.meet_day(today)

    @Slot()
    def show_rates(self) -> RateDialog:
        self._later_work()  # puts what has been published into the dialog
        return self.assuming.show_rates()

    @Slot()
    def show_settings(self) -> SettingsDialog:
        from exodesk.settings_work import show_settings

        return show_settings(self, self._keeping)

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
        from exodesk.what_is_seen import WhatIsSeen, place_of_focus

        focused = place_of_focus(self.window)
        if self.window.focusWidget() is not None:
            self.window.focusWidget().clearFocus()  # what is being typed is taken over
        self.quote_work.commit()
        self._keeping.keep()
        fetching = self.rate_work.updating.stop_fetching()
        self._ecb, self._usual_rates = self.rate_work.updating.ecb, self.assuming.usual_rates
        seen, window, own_work = WhatIsSeen.of(self, focused), self.window, self.own_work
        use_language(language)
        speak_in_qt(self._app)
        catalogue_changed = self.document.catalogue_changed
        catalogue_changed.disconnect(self.catalogues.meet)
        self._build_window()
        with self._keeping.paused():
            self.own_work.take_over(own_work)
            catalogue_changed.emit()
            catalogue_changed.connect(self.catalogues.meet)
            self.assuming.meet_catalogue(self.document.catalogue)
            self.catalogues.greet()
            self._read_ask_first()
            self.own_work.files.tell_again()
            self.window.show()
            seen.show_in(self)
        window.hide()
        window.deleteLater()
        if fetching:  # again, and once the window of before hears no more of it
            QTimer.singleShot(0, self.window, self.rate_work.updating.update)

    # Keeping

    @Slot()
    def _note_closed_banner(self) -> None:
        self._keeping.settings["banner_closed"] = True
        self._keeping.keep_soon()

    # What is made once the window has been painted, or when somebody asks for it before

    def _later_work(self) -> LaterWork:
        if self.later is None:
            self.later = self._made_later()
        return self.later

    def _made_later(self) -> LaterWork:
        from exodesk.later_work import LaterWork

        settings = self._keeping.settings
        with self._keeping.paused():
            later = LaterWork(
                self.window,
                self.catalogue_page,
                self.document,
                self.workspace,
                self.tray,
                self.icons,
                self._places,
                self.assuming,
                self.greeting,
                self.tracing,
                self._ecb,
                self._feed,
                agreed_host=memory.text(settings.get("rates_from")),
                now=self._now,
            )
            later.own_work.remember(settings)
            later.own_work.beside(self.catalogues.beside)
        later.entry_wanted.connect(self.pages.show_entry)
        later.catalogue_changed.connect(self.catalogues.refresh)
        later.to_be_kept.connect(self._keeping.keep_soon)
        return later

    @property
    def workspace(self) -> Workspace:
        if self._workspace is None:
            from exodesk.ui.workspace import Workspace

            self._workspace = Workspace(self)
        return self._workspace

    @property
    def comparison_page(self) -> ComparisonPage:
        return self.comparison.page

    @property
    def own_work(self) -> OwnWork:
        return self._later_work().own_work

    @property
    def quote_work(self) -> QuoteWork:
        return self._later_work().quote_work

    @property
    def rate_work(self) -> RateWork:
        return self._later_work().rate_work

    @property
    def taking_away(self) -> TakingAway:
        return self._later_work().taking_away

    @property
    def helping(self) -> Helping:
        return self._later_work().helping
