"""The catalogue that is open joined to the window: read, shown as it was last seen, refreshed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from exodesk import __version__
from exodesk.domain.catalogue import Catalogue
from exodesk.paths import usual_workspace
from exodesk.storage.catalogue_file import LoadedCatalogue
from exodesk.ui.flows import memory
from exodesk.ui.flows.keeping import Keeping
from exodesk.ui.flows.opening import CatalogueOpening
from exodesk.ui.reasons import enable
from exodesk.ui.versions import is_older
from exodesk.wording import gettext as _

if TYPE_CHECKING:
    from exodesk.app import Desk


class CatalogueWork(QObject):
    """Goes on over a window that is made anew: what is open has no words on it.

    ``workspace`` holds the entries of one's own; they stand beside the shipped catalogue alone.
    """

    def __init__(
        self,
        desk: Desk,
        keeping: Keeping,
        path: Path,
        shipped: Path,
        workspace: Path | None,
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._keeping = keeping
        self._path = path
        self._shipped = shipped
        self._workspace = workspace
        self._loaded: LoadedCatalogue | None = None
        self._refreshing = False
        self.done = 0.0  # of how many entries the totals are known
        self._goes_on = False  # after the first painting
        self.beside: Catalogue | None = None  # what own entries stand beside
        self.opening = CatalogueOpening(self)
        self.opening.chosen.connect(self.open_file)
        self.opening.opened.connect(self._show)
        self.opening.failed.connect(self._refuse)
        self.opening.advanced.connect(self._tell_of_reading)
        desk.document.advanced.connect(self._tell_of_preparing)

    def start(self) -> None:
        """Read the first one; its entries are on the screen when the window is, unless many."""
        self.opening.start_at_once(self._path)

    def go_on(self) -> None:
        """Once the window has been painted: index what is shown, open the workspace."""
        self._goes_on = True
        document = self._desk.document
        if document.index is None:
            document.build_index()
        if self.beside is not None:
            QTimer.singleShot(0, self._desk.window, self._open_workspace)

    @Slot(object)
    def open_file(self, path: Path) -> None:
        """Read another catalogue; what is shown stays until it has been read."""
        self._keeping.keep()
        self.opening.start(path)

    @Slot()
    def open_shipped(self) -> None:
        self.open_file(self._shipped)

    @Slot()
    def ask(self) -> None:
        self.opening.ask(self._desk.window, self._path.parent)

    @Slot()
    def meet(self) -> None:
        """The document shows other entries: those of another file, or one's own have changed."""
        if self._refreshing:
            self._meet_own_change()
            return
        desk = self._desk
        self._path, self._loaded = self._arriving
        with self._keeping.paused():
            desk.tray.clear()
            view = self._keeping.meet(self._path)
            desk.assuming.meet_catalogue(desk.document.catalogue)
            desk.catalogue_page.restore_state(view.get("page", {}))
            known = desk.document.catalogue
            desk.tray.replace(key for key in memory.texts(view.get("tray")) if key in known)
        self.greet()
        if desk.document.index is None and self._goes_on:
            QTimer.singleShot(0, desk.document, desk.document.build_index)

    @Slot()
    def refresh(self) -> None:
        """The user's own entries have changed: the list goes on where it stands."""
        self._refreshing = True
        self.done = 0.0
        self._desk.document.refresh(self._desk.own_work.catalogue())

    def greet(self) -> None:
        """Say in title and message bar what is open."""
        window, settings = self._desk.window, self._keeping.settings
        shipped = self._path == self._shipped
        window.setWindowTitle("exodesk" if shipped else f"{self._path.name} – exodesk")
        enable(window.actions_by_name.open_shipped, not shipped, _("It is open."))
        if self._loaded is None:
            return
        closed = settings.get("banner_closed") is True
        self._desk.greeting.greet(self._loaded, banner=not closed)
        if settings and is_older(settings.get("version")) and window.message.isHidden():
            window.message.say(
                _("This is exodesk {version}.").format(version=__version__),
                action=_("What's new"),
                act=self._show_news,
            )

    @Slot()
    def _show_news(self) -> None:
        self._desk.helping.show_news()

    @Slot(object, object)
    def _show(self, path: Path, loaded: LoadedCatalogue) -> None:
        """Hand the entries to the document, which takes its time with a large catalogue."""
        desk = self._desk
        self._arriving = path, loaded
        self._refreshing = False
        own = self._workspace is not None and path == self._shipped
        self.beside = loaded.catalogue if own else None
        if desk.later is not None:
            desk.own_work.beside(self.beside)
        if own and self._goes_on:
            QTimer.singleShot(0, desk.window, self._open_workspace)
        self.done = 0.0
        with_own = own and desk.later is not None
        desk.document.show(desk.own_work.catalogue() if with_own else loaded.catalogue)

    @Slot()
    def _open_workspace(self) -> None:
        own_work = self._desk.own_work
        if own_work.files.path is not None:
            return
        last = self._keeping.settings.get("workspace")
        path = Path(last) if isinstance(last, str) and Path(last).exists() else None
        own_work.open(path or self._workspace or usual_workspace())

    def _meet_own_change(self) -> None:
        desk = self._desk
        self._refreshing = False
        known = desk.document.catalogue
        desk.tray.replace(key for key in desk.tray.ids if key in known)
        desk.assuming.meet_catalogue(known)
        if desk.document.index is None:
            desk.document.build_index()
        wanted = desk.own_work.take_wanted()
        if wanted is not None:
            desk.pages.show_entry(wanted)

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self._desk.greeting.warn(sentence)
        self._desk.pages.show_counts_now()

    @Slot(float)
    def _tell_of_reading(self, done: float) -> None:
        text = _("Reading the catalogue: {percent} %").format(percent=int(done * 100))
        self._desk.window.status.show_counts(text, "")

    @Slot(float)
    def _tell_of_preparing(self, done: float) -> None:
        if self._desk.document.ready:  # what is shown stays until the other one is
            text = _("Preparing the catalogue: {percent} %").format(percent=int(done * 100))
            self._desk.window.status.show_counts(text, "")
        elif int(done * 100) > int(self.done * 100):
            self.done = done
            self._desk.pages.show_counts_now()
