"""The window: arranges the pages, owns the actions, and knows nothing of what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from exodesk.translation import languages
from exodesk.ui.icons import Icons
from exodesk.ui.keys_here import HINT, MENU, open_menu_here, show_hint_here
from exodesk.ui.letters import Letters
from exodesk.ui.theme import Scheme
from exodesk.ui.widgets.assumptions_strip import AssumptionsStrip
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.widgets.page_bar import PageBar
from exodesk.ui.widgets.status_line import StatusLine
from exodesk.ui.widgets.tray_bar import TrayBar
from exodesk.ui.workspace_actions import WorkspaceActions
from exodesk.wording import gettext as _
from exodesk.wording.vocabulary import language_name

CATALOGUE, COMPARE, QUOTES = range(3)
SMALLEST = (1024, 640)  # of a screen
USUAL = (1440, 900)
LARGEST = (7680, 4320)  # beyond it Qt may find no memory to paint in
_FRAME = (4, 44)  # what a desktop puts around a window; it tells only after the window is shown
LEAST = (SMALLEST[0] - _FRAME[0], SMALLEST[1] - _FRAME[1])


@dataclass(frozen=True, slots=True)
class Actions:
    """What can be done from menus and keys. Whoever composes the window connects them."""

    open_catalogue: QAction
    open_shipped: QAction
    export: QAction
    print_pages: QAction
    quit: QAction
    copy: QAction
    find: QAction
    commands: QAction
    filters: QAction
    clear_filters: QAction
    what_is_hidden: QAction
    menu_here: QAction
    show_catalogue: QAction
    show_compare: QAction
    details: QAction
    compact: QAction
    columns: QAction
    tick: QAction
    compare: QAction
    clear_tray: QAction
    trace: QAction
    rates: QAction
    update_rate: QAction
    reset: QAction
    settings: QAction
    sources: QAction
    guide: QAction
    keys: QAction
    hint_here: QAction
    news: QAction
    about: QAction
    next_pane: QAction
    pane_before: QAction
    wider: QAction
    narrower: QAction
    schemes: dict[Scheme, QAction]
    languages: dict[str, QAction]


def size_at_first(room: QSize) -> QSize:
    """The usual size, or what of it a screen shows with a frame around it."""
    if room.width() < SMALLEST[0] or room.height() < SMALLEST[1]:
        return QSize(*USUAL)
    inside = QSize(room.width() - _FRAME[0], room.height() - _FRAME[1])
    return QSize(*USUAL).boundedTo(inside).expandedTo(QSize(*LEAST))


class MainWindow(QMainWindow):
    """Page bar, assumptions, message, page, tray and status line, from top to bottom."""

    page_changed = Signal(int)
    closing = Signal()
    activated = Signal()  # a person has come back to the window
    file_dropped = Signal(object)  # Path

    def __init__(
        self, catalogue_page: QWidget, comparison_page: QWidget, icons: Icons, least_compared: int
    ) -> None:
        super().__init__()
        self.setWindowTitle("exodesk")
        self.setMinimumSize(*LEAST)
        self.setAcceptDrops(True)
        self.page_bar = PageBar((_("Catalogue"), _("Compare")), icons, self)
        self.strip = AssumptionsStrip(icons, self)
        self.message = MessageBar(icons, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(catalogue_page)
        self.pages.addWidget(comparison_page)
        # Made after the pages, since the tab key goes in the order of making.
        self.tray_bar = TrayBar(icons, least_compared, self)
        self.status = StatusLine(icons, self)
        centre = QWidget(self)
        column = self._column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page_bar)
        column.addWidget(self.strip)
        column.addWidget(_Line(icons, centre))
        column.addWidget(self.message)
        column.addWidget(self.pages, 1)
        column.addWidget(self.tray_bar)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
        self.actions_by_name = self._make_actions()
        self._make_menus(self.actions_by_name)
        self.menuBar().lower()  # a screen reader, too, meets it first
        Letters(self)
        self.page_bar.page_requested.connect(self.show_page)
        self._panes: tuple[Callable[[], QWidget], ...] = ()
        self.actions_by_name.menu_here.triggered.connect(open_menu_here)
        self.actions_by_name.hint_here.triggered.connect(show_hint_here)
        self.actions_by_name.next_pane.triggered.connect(lambda: self._cycle(1))
        self.actions_by_name.pane_before.triggered.connect(lambda: self._cycle(-1))

    def page(self) -> int:
        return self.pages.currentIndex()

    def show_page(self, number: int) -> None:
        self.page_bar.show_page(number)
        if number == self.pages.currentIndex():
            return
        self.tray_bar.setVisible(number == CATALOGUE)
        self.status.setVisible(number != COMPARE)  # it has a line of its own
        self.strip.setVisible(number != QUOTES)  # a quote keeps its own assumptions
        self.pages.setCurrentIndex(number)
        self.page_changed.emit(number)

    def set_panes(self, panes: Sequence[Callable[[], QWidget]]) -> None:
        """Which widgets F6 goes through; those that are not on screen are passed over."""
        self._panes = tuple(panes)

    def add_quotes(self, page: QWidget, show: QAction, acts: Sequence[QAction | None]) -> None:
        """The third page, what shows it, and the Quote menu."""
        self.page_bar.add_page(_("Quotes"))
        self.pages.addWidget(page)
        after = self._view_menu.actions()[2]
        self._view_menu.insertAction(after, show)
        menu = QMenu(_("&Quote"), self)
        _fill(menu, acts)
        self.menuBar().insertMenu(self._help_menu.menuAction(), menu)

    def put_foot_last(self) -> None:
        """Let the tab key end at the tray and the status line, also after a page made later."""
        for part in (self.tray_bar, self.status):
            hidden = part.isHidden()
            part.setParent(None)  # what comes into a window goes to the end of its order
            self._column.addWidget(part)
            part.setHidden(hidden)

    def add_view_menus(self, menus: Sequence[QMenu]) -> None:
        """Put further menus into the View menu."""
        for menu in menus:
            self._view_menu.insertMenu(self._appearance.menuAction(), menu)
        self._view_menu.insertSeparator(self._appearance.menuAction())

    def add_compare_menu(self, menu: QMenu) -> None:
        """Put a further menu at the end of the Compare menu."""
        self._compare_menu.addMenu(menu)

    def add_workspace_menus(self, own: WorkspaceActions) -> QMenu:
        """Put the acts on the user's own workspace where they belong; the menu of recent files."""
        a = self.actions_by_name
        recent = QMenu(_("Recent wor&kspaces"), self)
        before_export = next(x for x in self._file_menu.actions() if x is a.export)
        for action in (*own.for_files()[:2], recent.menuAction(), *own.for_files()[2:]):
            self._file_menu.insertAction(before_export, action)
        self._file_menu.insertSeparator(before_export)
        self._file_menu.insertAction(before_export, own.import_file)
        after_export = self._file_menu.actions()[self._file_menu.actions().index(a.export) + 1]
        self._file_menu.insertAction(after_export, own.export_own)
        first = self._edit_menu.actions()[0]
        self._edit_menu.insertActions(first, [own.undo, own.redo])
        self._edit_menu.insertSeparator(first)
        entry = QMenu(_("E&ntry"), self)
        _fill(entry, [*own.for_entries(), None, a.trace])
        self.menuBar().insertMenu(self._compare_menu.menuAction(), entry)
        return recent

    def saved_geometry(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def restore_saved_geometry(self, text: str) -> None:
        """Take the place of an earlier start; nonsense leaves the usual size."""
        if not self.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "ignore"))):
            self.resize(size_at_first(self.screen().availableSize()))

    def lay_out_anew(self) -> None:
        """Take the size of a first start."""
        if self.isMaximized() or self.isFullScreen():
            self.showNormal()
        self.resize(size_at_first(self.screen().availableSize()))

    def restore_size(self, width: int, height: int) -> None:
        """Take the size of an earlier start, at most the screen's where that is large enough."""
        if self.isMaximized() or self.isFullScreen():
            return
        width, height = min(width, LARGEST[0]), min(height, LARGEST[1])
        room = self.screen().availableSize()
        if room.width() >= SMALLEST[0] and room.height() >= SMALLEST[1]:
            width, height = min(width, room.width()), min(height, room.height())
        self.resize(max(width, LEAST[0]), max(height, LEAST[1]))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.file_dropped.emit(files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _cycle(self, step: int) -> None:
        panes = [pane for find in self._panes if (pane := find()).isVisible() and pane.isEnabled()]
        if not panes:
            return
        now = next(
            (n for n, pane in enumerate(panes) if pane.hasFocus() or _holds_focus(pane)), -step
        )
        panes[(now + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_actions(self) -> Actions:
        def action(text: str, *keys: str | QKeySequence.StandardKey) -> QAction:
            made = QAction(text, self)
            made.setShortcuts([QKeySequence(key) for key in keys])
            return made

        details = action(_("&Details"), "Ctrl+I")
        compact = action(_("C&ompact rows"))
        for toggled in (details, compact):
            toggled.setCheckable(True)
        details.setChecked(True)
        schemes = {
            Scheme.SYSTEM: action(_("As the &system")),
            Scheme.LIGHT: action(_("&Light")),
            Scheme.DARK: action(_("&Dark")),
            Scheme.HIGH_CONTRAST: action(_("&High contrast")),
        }
        tongues = {each: action(language_name(each)) for each in languages()}
        for choice in (schemes, tongues):
            group = QActionGroup(self)
            for chosen in choice.values():
                chosen.setCheckable(True)
                group.addAction(chosen)
        leave = action(_("&Quit"), "Ctrl+Q")
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        settings = action(_("&Settings…"), "Ctrl+,")
        settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        about = action(_("&About exodesk"))
        about.setMenuRole(QAction.MenuRole.AboutRole)
        return Actions(
            open_catalogue=action(_("&Open a catalogue…"), "Ctrl+O"),
            open_shipped=action(_("Open the &shipped catalogue")),
            export=action(_("&Export…"), "Ctrl+E"),
            print_pages=action(_("&Print…"), "Ctrl+P"),
            quit=leave,
            copy=action(_("&Copy as a table"), "Ctrl+C"),
            find=action(_("&Find"), "Ctrl+F"),
            commands=action(_("Co&mmands, entries and quotes…"), "Ctrl+Shift+P"),
            filters=action(_("Go to the fi&lters"), "Ctrl+Shift+F"),
            clear_filters=action(_("Clea&r filters"), "Ctrl+Shift+L"),
            what_is_hidden=action(_("W&hat the filters hide")),
            menu_here=action(_("What can &be done here"), MENU),
            show_catalogue=action(_("&Catalogue"), "Ctrl+1"),
            show_compare=action(_("Co&mpare"), "Ctrl+2"),
            details=details,
            compact=compact,
            columns=action(_("Arran&ge the columns…"), "Ctrl+Shift+C"),
            tick=action(_("&Tick or untick the current entry")),
            compare=action(_("&Compare ticked entries"), "Ctrl+K"),
            clear_tray=action(_("&Untick all")),
            trace=action(_("How this &total came about…"), "Ctrl+T"),
            rates=action(_("Exchange &rates…"), "Ctrl+R"),
            update_rate=action(_("Update r&ate…"), "Ctrl+Shift+R"),
            reset=action(_("R&eset the assumptions")),
            settings=settings,
            sources=action(_("&Where the prices come from"), "Shift+F1"),
            guide=action(_("&Guide"), "F1"),
            keys=action(_("&Keys"), "Ctrl+F1"),
            hint_here=action(_("&Hint on what has the keyboard"), HINT),
            news=action(_("What's &new")),
            about=about,
            next_pane=action(_("Ne&xt pane"), "F6"),
            pane_before=action(_("&Pane before"), "Shift+F6"),
            wider=action(_("Pane &wider"), "F8"),
            narrower=action(_("Pane &narrower"), "Shift+F8"),
            schemes=schemes,
            languages=tongues,
        )

    def _make_menus(self, a: Actions) -> None:
        bar = self.menuBar()
        self._file_menu = bar.addMenu(_("&File"))
        _fill(
            self._file_menu,
            [a.open_catalogue, a.open_shipped, None, a.export, a.print_pages, None, a.quit],
        )
        self._edit_menu = bar.addMenu(_("&Edit"))
        finding = [a.find, a.commands, a.filters, a.clear_filters, a.what_is_hidden]
        _fill(self._edit_menu, [a.copy, a.menu_here, None, *finding, None, a.settings])
        view = bar.addMenu(_("&View"))
        seen = [a.details, a.compact, a.columns]
        panes = [a.next_pane, a.pane_before, a.wider, a.narrower]
        _fill(view, [a.show_catalogue, a.show_compare, None, *seen, None, *panes])
        self._appearance = view.addMenu(_("&Appearance"))
        _fill(self._appearance, list(a.schemes.values()))
        self._language = view.addMenu(_("&Language"))
        _fill(self._language, list(a.languages.values()))
        self._view_menu = view
        self._compare_menu = bar.addMenu(_("Co&mpare"))
        _fill(
            self._compare_menu,
            [a.tick, a.compare, a.clear_tray, None, a.rates, a.update_rate, a.reset],
        )
        self._help_menu = bar.addMenu(_("&Help"))
        _fill(self._help_menu, [a.guide, a.keys, a.hint_here, a.sources, None, a.news, a.about])


def _fill(menu: QMenu, actions: Sequence[QAction | None]) -> None:
    menu.setToolTipsVisible(True)  # why an action can't be done
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)


def _files_in(content: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]


def _holds_focus(pane: QWidget) -> bool:
    focused = pane.window().focusWidget()
    return focused is not None and pane.isAncestorOf(focused)


class _Line(QLabel):
    """A line of one pixel between panels, in the colours of now."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = icons.theme
        self.setFixedHeight(1)
        self._theme.changed.connect(self._colour)
        self._colour()

    @Slot()
    def _colour(self) -> None:
        self.setStyleSheet(f"background: {self._theme.tokens.line.name()};")
