"""Opening a catalogue file without freezing the window, however large it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.storage.catalogue_file import CatalogueReading, read_catalogue
from exodesk.ui.told_work import ToldWork
from exodesk.wording import gettext as _

_AT_ONCE_BYTES = 4 << 20


class CatalogueOpening(QObject):
    """Reads one file between the events of the window; another start ends the one before."""

    chosen = Signal(object)  # Path
    advanced = Signal(float)
    opened = Signal(object, object)  # Path, LoadedCatalogue
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = ToldWork(self)
        self._work.advanced.connect(self.advanced)

    @property
    def busy(self) -> bool:
        return self._work.busy

    def ask(self, window: QWidget, folder: Path) -> None:
        """Let a person choose a file; nothing is read until one is chosen."""
        dialog = QFileDialog(window, _("Open a catalogue"), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Catalogue (*.json)"))
        dialog.fileSelected.connect(lambda path: self.chosen.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def start_at_once(self, path: Path) -> None:
        """Read a small file before the first painting; a large one follows in slices."""
        if path.is_file() and path.stat().st_size > _AT_ONCE_BYTES:
            self.start(path)
            return
        try:
            loaded = read_catalogue(path)
        except ExodeskError as error:
            self.failed.emit(str(error))
            return
        self.opened.emit(path, loaded)

    def start(self, path: Path) -> None:
        reading = CatalogueReading(path)
        self._work.start(
            reading.slices(),
            lambda: self.opened.emit(path, reading.result()),
            lambda error: self.failed.emit(str(error)),
        )

    def cancel(self) -> None:
        self._work.stop()
