"""Opening, copying and restoring the user's workspace, and saying in words how it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from exodesk.domain.errors import ExodeskError
from exodesk.domain.workspace import Act, Contents
from exodesk.ui.dialogs.restore_dialog import OfferedBackup, RestoreDialog, WhatChanges
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.workspace import Store, Workspace
from exodesk.wording import gettext as _
from exodesk.wording.dates import moment_text
from exodesk.wording.quote_lists import client_text

# The database is loaded with the first workspace: after the window's first painting.
if TYPE_CHECKING:
    from exodesk.storage.workspace.backups import Backup, Why
    from exodesk.storage.workspace.opening import Opened
    from exodesk.storage.workspace.store import WorkspaceStore

SUFFIX = ".exodesk"
_MOST_RECENT = 10


class WorkspaceFiles(QObject):
    """Keeps the one open store, and hands it to the workspace that writes through it."""

    opened = Signal(object)  # Path
    recent_changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        message: MessageBar,
        window: QWidget,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._message = message
        self._window = window
        self._now = now
        self._store: WorkspaceStore | None = None
        self._path: Path | None = None
        self._opened: Opened | None = None
        self._recent: tuple[Path, ...] = ()

    @property
    def path(self) -> Path | None:
        """The file that is open, or that could not be opened."""
        return self._path

    @property
    def store(self) -> WorkspaceStore | None:
        return self._store

    @property
    def recent(self) -> tuple[Path, ...]:
        """Workspaces opened lately that are still there, the last one first."""
        return tuple(path for path in self._recent if path.exists())

    def remember(self, paths: tuple[Path, ...]) -> None:
        self._recent = paths[:_MOST_RECENT]
        self.recent_changed.emit()

    def take_over(self, before: WorkspaceFiles) -> None:
        """Hold what is open in another window, which lets go of it."""
        self._path, self._store, self._opened = before._path, before._store, before._opened
        before._store = None
        if self._opened is not None:
            self._workspace.say_why(self._opened.words(moment_text))
        self.remember(before._recent)

    def tell_again(self) -> None:
        """In the language of now, if it is more than that all is well."""
        if self._opened is not None:
            self._tell(self._opened)

    @Slot(object)
    def open(self, path: Path) -> Opened:
        """Open a workspace in place of the present one, or say why it stays."""
        from exodesk.storage.workspace.opening import Opened, Standing, open_workspace
        from exodesk.storage.workspace.places import followed

        if self._store is not None and followed(path) == self._store.path:
            self._message.say(_("{path} is open already.").format(path=path))
            return Opened(path, Standing.WRITABLE, self._store)
        opened = open_workspace(path)
        if opened.store is None and self._store is not None:
            self._tell(opened)  # and the one that is open stays
            return opened
        self._take(opened)
        self._tell(opened)
        return opened

    def close(self) -> None:
        """Let go of the file, so that the next window may write."""
        store, self._store = self._store, None
        if store is not None:
            self._workspace.attach(None)
            store.close()

    # Acts of the File menu

    def say_saved(self, *, refused: bool) -> None:
        """Every act is written when it is done: say where to, and when that was looked at."""
        if self._store is None:
            return
        said = _("All your changes are saved in {path}, as of {time}.")
        if refused:
            said = _(
                "All your changes are saved in {path}, as of {time}, but for what the marked field"
                " refuses."
            )
        sentence = said.format(path=self._store.path, time=moment_text(self._now()))
        self._message.say(sentence, warning=refused)

    @Slot()
    def ask_open(self) -> None:
        dialog = self._dialog(_("Open a workspace"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.open(Path(path)))
        dialog.open()

    @Slot()
    def ask_new(self) -> None:
        dialog = self._dialog(_("New workspace"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(lambda path: self.make(Path(path)))
        dialog.open()

    def make(self, path: Path) -> None:
        """Make a new workspace; a file that is there is never written over."""
        if path.exists():
            self._message.say(
                _("{path} is there already: open it instead, or choose another name.").format(
                    path=path
                ),
                action=_("Open it"),
                act=lambda: self.open(path),
                warning=True,
            )
            return
        self.open(path)

    @Slot()
    def ask_copy(self) -> None:
        dialog = self._dialog(_("Save a copy of the workspace"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda path: self.copy(Path(path)))
        dialog.open()

    def copy(self, path: Path) -> None:
        if self._store is None:
            self._message.say(self._workspace.why_read_only, warning=True)
            return
        try:
            self._store.save_copy(path)
        except ExodeskError as error:
            self._message.say(
                str(error), action=_("Choose another place…"), act=self.ask_copy, warning=True
            )
            return
        self._message.say(_("A copy of the workspace was saved as {path}.").format(path=path))

    # Backups

    @Slot()
    def ask_restore(self) -> RestoreDialog | None:
        """Show the backups of the open workspace and what each would change."""
        from exodesk.storage.workspace.backups import backups

        store = self._store
        if store is None:
            self._message.say(self._workspace.why_read_only, warning=True)
            return None
        dialog = RestoreDialog(
            [_offered(backup) for backup in backups(store.path)],
            lambda key: _what_changes(key, store.contents()),
            self._window,
        )
        dialog.restore_requested.connect(self.restore)
        dialog.open()
        return dialog

    @Slot(object)
    def restore(self, backup: Backup) -> bool:
        def bring_back(_store: Store) -> Act:
            assert self._store is not None
            return self._store.restore(backup, moment_text)

        name = _("Restore the backup of {time}").format(time=moment_text(backup.when))
        return self._workspace.perform(name, bring_back)

    def ask_rescue(self, opened: Opened) -> RestoreDialog:
        """Offer the newest good backup in place of a damaged workspace."""
        backup = opened.backup
        assert backup is not None
        dialog = RestoreDialog(
            [_offered(backup)], lambda key: _what_changes(key, Contents()), self._window
        )
        dialog.restore_requested.connect(lambda key: self.rescue(opened.path, key))
        dialog.open()
        return dialog

    def rescue(self, path: Path, backup: Backup) -> None:
        """Put the damaged file aside under another name, and a copy of the backup in its place."""
        from exodesk.storage.workspace.places import set_aside
        from exodesk.storage.workspace.restoring import start_from

        try:
            kept = set_aside(path, self._now())
            start_from(backup, path)
        except ExodeskError as error:
            self._message.say(str(error), warning=True)
            return
        self.open(path)
        self._message.say(
            _("The backup of {time} is open. The damaged file was kept as {path}.").format(
                time=moment_text(backup.when), path=kept
            )
        )

    # Saying how it stands

    def _take(self, opened: Opened) -> None:
        self.close()
        self._path, self._store, self._opened = opened.path, opened.store, opened
        self._workspace.attach(opened.store, opened.words(moment_text))
        if opened.store is not None:
            from exodesk.storage.workspace.places import followed

            path = followed(opened.path)
            others = tuple(other for other in self._recent if other != path)
            self.remember((path, *others))
            self.opened.emit(path)

    def _tell(self, opened: Opened) -> None:
        from exodesk.storage.workspace.opening import Standing

        sentences = [opened.words(moment_text), *opened.told]
        sentences += [
            _("“{name}” in the workspace was set aside: {problem}").format(
                name=aside.name, problem=aside.problem
            )
            for aside in opened.set_aside
        ]
        text = " ".join(sentence for sentence in sentences if sentence)
        if not text:
            return
        backup = opened.backup
        if opened.standing is Standing.DAMAGED and backup is not None:
            self._message.say(
                text,
                action=_("Open the backup of {time}…").format(time=moment_text(backup.when)),
                act=lambda: self.ask_rescue(opened),
                warning=True,
            )
        elif opened.standing in (Standing.READ_ONLY, Standing.IN_USE, Standing.NEWER):
            self._message.say(text, action=_("Save a copy…"), act=self.ask_copy, warning=True)
        else:
            self._message.say(text, warning=True)

    def _dialog(self, title: str) -> QFileDialog:
        folder = Path.home() if self._path is None else self._path.parent
        dialog = QFileDialog(self._window, title, str(folder))
        dialog.setNameFilter(_("Workspace (*.exodesk)"))
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def _offered(backup: Backup) -> OfferedBackup:
    words = _("{time} · {why}").format(time=moment_text(backup.when), why=_why(backup.why))
    return OfferedBackup(backup, words, backup.good)


def _why(why: Why) -> str:
    from exodesk.storage.workspace.backups import Why

    match why:
        case Why.SESSION:
            return _("first change of a session")
        case Why.DAILY:
            return _("first change of a day")
        case Why.IMPORT:
            return _("before an import")
        case Why.MIGRATION:
            return _("before an update of the file's form")
        case Why.RESTORE:
            return _("before a restore")


def _what_changes(backup: object, contents: Contents) -> WhatChanges:
    from exodesk.storage.workspace.backups import Backup
    from exodesk.storage.workspace.restoring import preview

    assert isinstance(backup, Backup)
    found = preview(backup, contents, moment_text)
    return WhatChanges(
        added=found.added,
        removed=found.removed,
        changed=found.changed,
        quotes_gone=tuple(map(client_text, found.quotes_gone)),
        quotes_back=tuple(map(client_text, found.quotes_back)),
        answers=found.answers,
        letterhead=found.letterhead,
        others=found.others,
    )
