"""Bringing a backup back: which ones there are, and what each would change, before it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.errors import ExodeskError
from exodesk.ui.dialogs.room import first_size
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import TypeRole, role_font
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text

_MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class OfferedBackup:
    """``key`` is what asks for its preview; ``words`` say when and why it was made."""

    key: object
    words: str
    good: bool


@dataclass(frozen=True, slots=True)
class WhatChanges:
    """The names of the entries that a restore would add, remove and change, and other things.

    Drafts of quotes that would go, and that would come back or become what they were, are named
    by their clients.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    quotes_gone: tuple[str, ...] = ()
    quotes_back: tuple[str, ...] = ()
    answers: int = 0
    letterhead: bool = False
    others: int = 0

    def __bool__(self) -> bool:
        return self != WhatChanges()


class RestoreDialog(LetteredDialog):
    """Announces the key of the backup to bring back."""

    restore_requested = Signal(object)

    def __init__(
        self,
        backups: Sequence[OfferedBackup],
        preview: Callable[[object], WhatChanges],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Restore a backup"))
        self._backups = tuple(backups)
        self._preview = preview
        heading = QLabel(_("Restore a backup"), self)
        heading.setFont(role_font(TypeRole.DIALOG_TITLE))
        explained = QLabel(
            _(
                "What the workspace holds now is backed up first, and the restore can be undone."
                " Nothing changes until you press Restore."
            ),
            self,
        )
        explained.setWordWrap(True)
        explained.setProperty("secondary", "true")
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(4)
        self.list.setAccessibleName(_("Backups, newest first"))
        for backup in self._backups:
            self.list.addItem(_item(backup))
        self.changes = QPlainTextEdit(self, readOnly=True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName(_("What this backup would change"))
        lists = QHBoxLayout()
        lists.setSpacing(16)
        lists.addWidget(_titled(_("Backups"), self.list), 1)
        lists.addWidget(_titled(_("What this one would change"), self.changes), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.restore = QPushButton(_("Restore"), self)
        self.restore.setProperty("primary", True)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(explained)
        column.addLayout(lists, 1)
        column.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        buttons.accepted.connect(self._accept)
        self.list.currentRowChanged.connect(self._show)
        self.resize(first_size(820, 520, parent))
        if self._backups:
            self.list.setCurrentRow(0)
        else:
            self._show(-1)
        self.list.setFocus()

    def _show(self, row: int) -> None:
        can, text = (
            False,
            _("There is no backup yet. One is made before the first change of a day."),
        )
        if 0 <= row < len(self._backups):
            can, text = self._looked_into(self._backups[row])
        self.changes.setPlainText(text)
        self.restore.setEnabled(can)
        self.restore.setToolTip("" if can else text)

    def _looked_into(self, backup: OfferedBackup) -> tuple[bool, str]:
        if not backup.good:
            return False, _("This backup is damaged and cannot be brought back.")
        try:
            changes = self._preview(backup.key)
        except ExodeskError as error:
            return False, str(error)
        return (bool(changes), changes_text(changes))

    def _accept(self) -> None:
        backup = self._backups[self.list.currentRow()]
        self.accept()
        self.restore_requested.emit(backup.key)


def changes_text(changes: WhatChanges) -> str:
    """The preview in words, each entry by its name."""
    if not changes:
        return _("Nothing: the workspace holds just this now.")
    parts = [
        *_listed(
            ngettext("{n} entry comes back:", "{n} entries come back:", len(changes.added)),
            changes.added,
        ),
        *_listed(
            ngettext("{n} entry goes:", "{n} entries go:", len(changes.removed)), changes.removed
        ),
        *_listed(
            ngettext(
                "{n} entry becomes what it was:",
                "{n} entries become what they were:",
                len(changes.changed),
            ),
            changes.changed,
        ),
        *_listed(
            ngettext(
                "{n} draft of a quote goes:",
                "{n} drafts of quotes go:",
                len(changes.quotes_gone),
            ),
            changes.quotes_gone,
        ),
        *_listed(
            ngettext(
                "{n} draft of a quote becomes what it was:",
                "{n} drafts of quotes become what they were:",
                len(changes.quotes_back),
            ),
            changes.quotes_back,
        ),
    ]
    if changes.answers:
        parts.append(
            ngettext(
                "{n} answer to a quote becomes what it was.",
                "{n} answers to quotes become what they were.",
                changes.answers,
            ).format(n=whole_text(changes.answers))
        )
    if changes.letterhead:
        parts.append(_("The letterhead becomes what it was."))
    if changes.others:
        parts.append(
            ngettext(
                "{n} source, hidden entry or former price changes.",
                "{n} sources, hidden entries or former prices change.",
                changes.others,
            ).format(n=whole_text(changes.others))
        )
    return "\n".join(parts)


def _listed(heading: str, names: Sequence[str]) -> list[str]:
    if not names:
        return []
    lines = [heading.format(n=whole_text(len(names)))]
    lines.extend(f"    {name}" for name in names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        more = len(names) - _MOST_NAMES
        lines.append(
            ngettext("    and {n} more", "    and {n} more", more).format(n=whole_text(more))
        )
    return [*lines, ""]


def _item(backup: OfferedBackup) -> QListWidgetItem:
    words = backup.words if backup.good else _("{backup} – damaged").format(backup=backup.words)
    return QListWidgetItem(words)


def _titled(title: str, widget: QWidget) -> QWidget:
    label = QLabel(title)
    label.setFont(role_font(TypeRole.SMALL_STRONG))
    label.setBuddy(widget)
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label)
    column.addWidget(widget, 1)
    return frame
