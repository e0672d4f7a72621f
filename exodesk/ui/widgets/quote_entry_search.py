"""Where an entry is looked for that is to be added to an option of a quote."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QCompleter

from exodesk.ui.icons import Icons
from exodesk.ui.theme import with_type
from exodesk.ui.widgets.drop_downs import give_list
from exodesk.ui.widgets.field_signs import lead
from exodesk.ui.widgets.form_editors import LineField
from exodesk.wording import gettext as _

_MOST_SHOWN = 100


class _Found(QStringListModel):
    """The entries found; a sentence in their place cannot be chosen."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._none = False

    def show_found(self, labels: list[str]) -> None:
        self._none = not labels
        self.setStringList(labels or [_("No entry holds these words")])

    _none = False

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return Qt.ItemFlag.NoItemFlags if self._none else super().flags(index)


class EntrySearch(LineField):
    """Finds an entry by words of its name, clinic and city, and announces its id."""

    chosen = Signal(str)

    def __init__(self, letter: str, icons: Icons) -> None:
        super().__init__(_("Add an entry to option {letter}").format(letter=letter))
        self.setPlaceholderText(_("Add an entry: name, clinic or city"))
        lead(self, icons, "plus", _("Add"))
        self._ids: dict[str, str] = {}
        self._folded: list[tuple[str, str]] = []
        self._model = _Found(self)
        self._completer = completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(12)
        completer.activated.connect(self._choose)
        self.textEdited.connect(self._find)
        give_list(completer)
        self.setCompleter(completer)
        self.returnPressed.connect(self._take_typed)

    def set_entries(self, ids: dict[str, str]) -> None:
        """The id of each entry by what it is called in the list."""
        if ids is not self._ids:
            self._ids = ids
            self._folded = [(label.casefold(), label) for label in ids]

    @Slot(str)
    def _find(self, typed: str) -> None:
        """Show those that fit before the completer shows its list."""
        self._model.show_found(self._fitting(typed)[:_MOST_SHOWN])

    def _fitting(self, typed: str) -> list[str]:
        """What holds every word typed, in any order."""
        words = typed.casefold().split()
        return [label for folded, label in self._folded if all(word in folded for word in words)]

    def minimumSizeHint(self) -> QSize:
        return QSize(with_type(140), super().minimumSizeHint().height())

    def _choose(self, label: str) -> None:
        entry_id = self._ids.get(label)
        if entry_id is not None:
            if (popup := self._completer.popup()) is not None:
                popup.hide()
            QTimer.singleShot(0, self, self.clear)  # after the completer has put its text there
            self.chosen.emit(entry_id)

    @Slot()
    def _take_typed(self) -> None:
        """The only one that fits what is typed; one picked in the list is announced by that."""
        typed = self.text().strip().casefold()
        popup = self._completer.popup()
        picked = popup is not None and popup.isVisible() and popup.currentIndex().isValid()
        if picked or not typed:
            return
        fitting = self._fitting(typed)
        exact = [label for label in fitting if label.casefold() == typed]
        if len(exact or fitting) == 1:
            self._choose((exact or fitting)[0])
