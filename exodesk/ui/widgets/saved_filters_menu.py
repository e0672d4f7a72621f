"""The menu of saved filters: apply one, save the present one under a name, delete one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from exodesk.domain.filters import EntryFilter
from exodesk.domain.saved_filters import SavedFilter
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.name_dialog import NameDialog
from exodesk.wording import gettext as _


class _MenuBelow(QMenu):
    """Begins where its button begins, though that is laid out from right to left."""

    def showEvent(self, event: QShowEvent) -> None:
        button = self.parentWidget()
        to_the_right = QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight
        if button is not None and to_the_right:
            self.move(button.mapToGlobal(QPoint(0, button.height())))
        super().showEvent(event)


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
        menu = _MenuBelow(self)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def saved(self) -> tuple[SavedFilter, ...]:
        return self._saved

    def set_saved(self, saved: tuple[SavedFilter, ...]) -> None:
        """Show filters that were saved before, without announcing them back."""
        self._saved = _in_order(saved)

    def ask_name(self) -> NameDialog:
        """Open the small dialog that asks how the present filter is to be called."""
        dialog = NameDialog(
            _("Save this filter"),
            _("Name of the filter"),
            [each.name for each in self._saved],
            _("Replaces the filter that is saved under this name."),
            self.window(),
        )
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


def _in_order(saved: tuple[SavedFilter, ...]) -> tuple[SavedFilter, ...]:
    return tuple(sorted(saved, key=lambda each: (each.name.casefold(), each.name)))


def _escaped(name: str) -> str:
    """A menu takes an ampersand for the mark of a shortcut."""
    return name.replace("&", "&&")
