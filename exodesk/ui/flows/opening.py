"""Opening a catalogue file without freezing the window, however large it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.storage.catalogue_file import CatalogueReading, read_catalogue
from exodesk.wording import gettext as _

_SLICE_SECONDS = 0.01
_AT_ONCE_BYTES = 4 << 20


class CatalogueOpening(QObject):
    """Reads one file between the events of the window; another start ends the one before."""

    chosen = Signal(object)  # Path
    advanced = Signal(float)
    opened = Signal(object, object)  # Path, LoadedCatalogue
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._reading: CatalogueReading | None = None
        self._slices: Iterator[float] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        return self._reading is not None

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
        self._path = path
        self._reading = CatalogueReading(path)
        self._slices = self._reading.slices()
        self._timer.start()

    def cancel(self) -> None:
        self._timer.stop()
        self._reading = None

    def _go_on(self) -> None:
        reading = self._reading
        if reading is None:
            return
        end = monotonic() + _SLICE_SECONDS
        try:
            while (done := next(self._slices, None)) is not None:
                if monotonic() >= end:
                    self.advanced.emit(done)
                    return
        except ExodeskError as error:
            self.cancel()
            self.failed.emit(str(error))
            return
        self.cancel()
        self.opened.emit(self._path, reading.result())
