"""Saving a chart as a picture: asks where to and as what, writes, and says what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.storage.whole_files import write_file
from exodesk.wording import gettext as _

_PNG, _SVG = ".png", ".svg"


class Saveable(Protocol):
    """A picture; ``name`` is a file name without suffix."""

    @property
    def name(self) -> str: ...

    def render_png(self) -> bytes: ...

    def render_svg(self) -> bytes: ...


class SavingPictures(QObject):
    done = Signal(str)
    failed = Signal(str)
    not_written = Signal(str, object)  # after failed: the same, and what asks for another place

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folder = Path.home()

    def save(self, picture: Saveable) -> None:
        self._ask(picture, f"{picture.name}{_PNG}")

    def write(self, path: Path, picture: Saveable) -> None:
        """Write the kind of picture that the suffix names, and announce the outcome."""
        kind = path.suffix.casefold()
        if kind not in (_PNG, _SVG):
            # Another name than the one that was asked about might overwrite a file unasked.
            reason = _("{path} was not written: a picture ends in .png or .svg.").format(path=path)
            self._refuse(reason, picture, f"{path.name}{_PNG}")
            return
        try:
            write_file(path, picture.render_svg() if kind == _SVG else picture.render_png())
        except ExodeskError as error:
            self._refuse(str(error), picture, path.name)
            return
        self._folder = path.parent
        self.done.emit(_("Picture written to {path}.").format(path=path))

    def _refuse(self, reason: str, picture: Saveable, name: str) -> None:
        self.failed.emit(reason)
        self.not_written.emit(reason, lambda: self._ask(picture, name))

    def _ask(self, picture: Saveable, name: str) -> None:
        png, svg = _("PNG picture (*.png)"), _("SVG picture (*.svg)")
        dialog = QFileDialog(self._window, _("Save chart"), str(self._folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([png, svg])
        dialog.setDefaultSuffix("png")

        def follow(chosen: str) -> None:
            dialog.setDefaultSuffix("svg" if chosen == svg else "png")

        dialog.filterSelected.connect(follow)
        if name.endswith(_SVG):
            dialog.selectNameFilter(svg)
            follow(svg)
        dialog.fileSelected.connect(lambda path: self.write(Path(path), picture))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
