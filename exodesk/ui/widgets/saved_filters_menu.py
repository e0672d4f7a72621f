"""The menu of saved filters: apply one, save the present one under a name, delete one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.filters import EntryFilter
from exodesk.domain.saved_filters import SavedFilter
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.wording import gettext as _

LONGEST_NAME = 60


class SavedFiltersButton(QPushButton):
    """Holds the saved filters. ``saved_changed`` carries all of them, in alphabetical order."""

    applied = Signal(object)
    saved_changed = Signal(object)

    def __init__(
        self, present: Callable[[], EntryFilter], icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Saved"), parent)
        self._present = present
        self._saved: tuple[SavedFilter, ...] = ()
        self.setFlat(True)
        self.setFont(role_font(TypeRole.SMALL))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the chevron after the word
        icons.wear(self, "chevron-down", size=12)
        self.setAccessibleName(_("Saved filters"))
        self.setToolTip(_("Saved filters"))
        menu = QMenu(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def saved(self) -> tuple[SavedFilter, ...]:
        return self._saved

    def set_saved(self, saved: tuple[SavedFilter, ...]) -> None:
        """Show filters that were saved before, without announcing them back."""
        self._saved = _in_order(saved)

    def ask_name(self) -> SaveFilterDialog:
        """Open the small dialog that asks how the present filter is to be called."""
        dialog = SaveFilterDialog([each.name for each in self._saved], self.window())
        dialog.named.connect(self._save)
        dialog.open()
        return dialog

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        present = self._present()
        for saved in self._saved:
            action = menu.addAction(_escaped(saved.name))
            action.setCheckable(True)
            action.setChecked(saved.entry_filter == present)
            action.triggered.connect(self._applying(saved))
        if not self._saved:
            menu.addAction(_("No filter is saved yet")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(_("Save this filter…"))
        save.triggered.connect(self.ask_name)
        if not present.active():
            save.setEnabled(False)
            save.setToolTip(_("No filter is set"))
        if self._saved:
            delete = menu.addMenu(_("Delete"))
            for saved in self._saved:
                delete.addAction(_escaped(saved.name)).triggered.connect(self._deleting(saved))

    def _applying(self, saved: SavedFilter) -> Callable[[], None]:
        return lambda: self.applied.emit(saved.entry_filter)

    def _deleting(self, saved: SavedFilter) -> Callable[[], None]:
        return lambda: self._change(tuple(each for each in self._saved if each != saved))

    @Slot(str)
    def _save(self, name: str) -> None:
        others = tuple(each for each in self._saved if each.name != name)
        self._change((*others, SavedFilter(name, self._present())))

    def _change(self, saved: tuple[SavedFilter, ...]) -> None:
        self._saved = _in_order(saved)
        self.saved_changed.emit(self._saved)


class SaveFilterDialog(QDialog):
    """Asks for a name. A name that is taken replaces the filter saved under it, and says so."""

    named = Signal(str)

    def __init__(self, taken: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = taken
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Save this filter"))
        label = QLabel(_("Name"))
        self.name_edit = QLineEdit()
        self.name_edit.setMaxLength(LONGEST_NAME)
        self.name_edit.setAccessibleName(_("Name of the filter"))
        label.setBuddy(self.name_edit)
        self._note = QLabel(" ")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setFont(role_font(TypeRole.SMALL))
        self._note.setProperty("secondary", "true")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("primary", "true")
        self.save_button.setDefault(True)
        buttons.accepted.connect(self._accept_name)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self.name_edit)
        column.addWidget(self._note)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.setMinimumWidth(360)
        self.name_edit.textChanged.connect(self._check)
        self._check()

    def note(self) -> str:
        """What is said about the name that is typed."""
        return self._note.text().strip()

    def _check(self) -> None:
        name = self.name_edit.text().strip()
        self.save_button.setEnabled(bool(name))
        self.save_button.setToolTip("" if name else _("A name is missing"))
        self._note.setText(
            _("Replaces the filter that is saved under this name.") if name in self._taken else " "
        )

    def _accept_name(self) -> None:
        self.named.emit(self.name_edit.text().strip())
        self.accept()


def _in_order(saved: tuple[SavedFilter, ...]) -> tuple[SavedFilter, ...]:
    return tuple(sorted(saved, key=lambda each: (each.name.casefold(), each.name)))


def _escaped(name: str) -> str:
    """A menu takes an ampersand for the mark of a shortcut."""
    return name.replace("&", "&&")
