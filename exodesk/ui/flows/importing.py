"""Bringing files into the workspace, and taking the user's own entries out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from exodesk.domain.acts import importing_in_steps
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Source
from exodesk.domain.errors import ExodeskError
from exodesk.domain.own_catalogue import exported
from exodesk.domain.steps import telling
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.storage.entry_writer import catalogue_bytes
from exodesk.storage.whole_files import write_file
from exodesk.ui.flows.own_entries import OwnEntries
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.workspace import Store, Workspace
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text

if TYPE_CHECKING:
    from exodesk.imports.known import Imported
    from exodesk.ui.dialogs.import_dialog import ImportDialog

_BEGUN = 0.001  # of the whole: before it is written there is no more to say than that it goes on
READABLE = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json")


class Importing(QObject):
    def __init__(
        self,
        workspace: Workspace,
        own: OwnEntries,
        message: MessageBar,
        icons: Icons,
        window: QWidget,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._own = own
        self._message = message
        self._icons = icons
        self._window = window
        self._now = now
        self._folder = Path.home()

    @Slot()
    def ask(self) -> None:
        if not self._may():
            return
        dialog = QFileDialog(self._window, _("Import a price list"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = " ".join(f"*{kind}" for kind in READABLE)
        dialog.setNameFilter(_("Tables and catalogues ({kinds})").format(kinds=kinds))
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, path: Path) -> ImportDialog | None:
        """Look at a file; nothing comes in before its dialog is told so."""
        if not self._may():
            return None
        from exodesk.imports.known import Known
        from exodesk.ui.dialogs.import_dialog import ImportDialog

        self._folder = path.parent
        catalogue = self._own.catalogue()
        dialog = ImportDialog(
            path,
            Known(catalogue.entries, catalogue.sources),
            self._icons,
            self._window,
            read_catalogue=_read,
        )
        dialog.import_requested.connect(lambda found: self._bring_in(dialog, found))
        dialog.refused_rows_requested.connect(self._save_refused)
        dialog.open()
        return dialog

    def _bring_in(self, dialog: ImportDialog, found: Imported) -> None:
        def then() -> None:
            from exodesk.imports.check_words import imported_text

            dialog.accept()
            self._message.say(imported_text(found), action=_("Undo"), act=self._own.undoing.undo)

        dialog.bring(self._bringing(found), then)

    def _bringing(self, found: Imported) -> Iterator[float]:
        from exodesk.storage.workspace.backups import Why
        from exodesk.storage.workspace.store import WorkspaceStore

        making = importing_in_steps(
            self._workspace.contents,
            self._own.shipped or Catalogue(),
            found.entries,
            found.updated,
            found.sources,
            self._now(),
        )
        act = yield from telling(making, lambda: _BEGUN)

        def write(store: Store) -> Iterator[float]:
            assert isinstance(store, WorkspaceStore)
            return store.writing(act, before=Why.IMPORT)

        yield from self._workspace.performing(act, write)

    @Slot(object, str)
    def _save_refused(self, data: bytes, name: str) -> None:
        self._ask_where(_("Save the refused rows"), name, lambda path: self._write(path, data))

    @Slot()
    def ask_export(self) -> None:
        """Write the user's own entries as a catalogue file."""
        catalogue = exported(self._own.shipped or Catalogue(), self._workspace.contents)
        if not catalogue.entries:
            self._message.say(_("There are no entries of your own to export yet."))
            return
        try:
            data = catalogue_bytes(catalogue)
        except ExodeskError as error:
            self._message.say(str(error), warning=True)
            return
        count = len(catalogue.entries)
        self._ask_where(
            _("Export your own entries"),
            "my-entries.json",
            lambda path: self._write(path, data, count),
        )

    def _write(self, path: Path, data: bytes, count: int | None = None) -> None:
        try:
            write_file(path, data)
        except ExodeskError as error:
            self._message.say(str(error), warning=True)
            return
        if count is None:
            self._message.say(_("The refused rows were saved as {path}.").format(path=path))
            return
        said = ngettext("{n} entry written to {path}.", "{n} entries written to {path}.", count)
        self._message.say(said.format(n=whole_text(count), path=path))

    def _ask_where(self, title: str, name: str, write: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._window, title, str(self._folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(name.rpartition(".")[2])
        dialog.fileSelected.connect(lambda path: write(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _may(self) -> bool:
        if not self._own.can_change:
            self._message.say(self._own.why_not, warning=True)
        return self._own.can_change


def _read(path: Path) -> tuple[tuple[Entry, ...], dict[str, Source], tuple[str, ...]]:
    loaded = read_catalogue(path)
    catalogue = loaded.catalogue
    problems = tuple(str(problem) for problem in loaded.problems)
    return catalogue.entries, dict(catalogue.sources), problems
