"""The entry table's choices as menus: columns, order and scale. Made anew each time one opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from exodesk.domain.ordering import SortKey
from exodesk.ui.widgets.entry_columns import ALWAYS_SHOWN, TableColumn
from exodesk.wording import gettext as _
from exodesk.wording.scale import Pin

if TYPE_CHECKING:
    from exodesk.ui.widgets.entry_table import EntryTable


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu. Lines of one ``group`` exclude each other; None stands by itself."""

    title: str
    checked: bool
    choose: Callable[[bool], None]
    group: str | None = None


def live_menu(title: str, parent: QWidget, choices: Callable[[], Sequence[Choice]]) -> QMenu:
    """A menu whose lines are those of ``choices`` at the moment it opens."""
    menu = QMenu(title, parent)

    def fill() -> None:
        menu.clear()
        add_choices(menu, choices())

    menu.aboutToShow.connect(fill)
    fill()
    return menu


def add_choices(menu: QMenu, choices: Sequence[Choice]) -> None:
    groups: dict[str, QActionGroup] = {}
    before: str | None = None
    for choice in choices:
        if before is not None and choice.group != before:
            menu.addSeparator()
        before = choice.group
        action = menu.addAction(choice.title.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(choice.checked)
        action.triggered.connect(choice.choose)
        if choice.group is not None:
            groups.setdefault(choice.group, QActionGroup(menu)).addAction(action)


def column_choices(table: EntryTable, columns: Sequence[TableColumn]) -> list[Choice]:
    return [
        Choice(
            _title(table, number),
            table.is_column_wanted(column.key),
            _showing(table, column.key),
        )
        for number, column in enumerate(columns)
        if column.key not in ALWAYS_SHOWN
    ]


def sort_choices(table: EntryTable, columns: Sequence[TableColumn]) -> list[Choice]:
    now, downwards = table.sorting
    keys = [
        Choice(
            _title(table, number),
            column.sort is now,
            _sorting(table, sort=column.sort),
            "key",
        )
        for number, column in enumerate(columns)
        if column.sort is not None
    ]
    listed = Choice(
        _("As listed in the catalogue"),
        now is SortKey.LISTED,
        _sorting(table, sort=SortKey.LISTED),
        "key",
    )
    oldest = Choice(
        _("Oldest first"),
        now is SortKey.AGE and not downwards,
        _sorting(table, sort=SortKey.AGE, descending=False),
        "key",
    )
    ways = [
        Choice(
            title,
            descending is downwards,
            _sorting(table, descending=descending),
            "way",
        )
        for title, descending in ((_("Ascending"), False), (_("Descending"), True))
    ]
    return [listed, *keys, oldest, *ways]


def scale_choices(table: EntryTable) -> list[Choice]:
    pins: tuple[tuple[str, Pin | None], ...] = (
        (_("As the figures need"), None),
        (_("Linear"), "linear"),
        (_("Logarithmic"), "log"),
    )
    return [
        Choice(title, pin == table.scale_pin, _pinning(table, pin), "pin") for title, pin in pins
    ]


def _showing(table: EntryTable, key: str) -> Callable[[bool], None]:
    def choose(checked: bool) -> None:
        table.set_column_shown(key, checked)

    return choose


def _sorting(
    table: EntryTable, *, sort: SortKey | None = None, descending: bool | None = None
) -> Callable[[bool], None]:
    """Sorts by another key or the other way round, and leaves the other of the two as it is."""

    def choose(_checked: bool) -> None:
        key, downwards = table.sorting
        table.sort_by(sort or key, descending=downwards if descending is None else descending)

    return choose


def _pinning(table: EntryTable, pin: Pin | None) -> Callable[[bool], None]:
    def choose(_checked: bool) -> None:
        table.pin_scale(pin)

    return choose


def _title(table: EntryTable, number: int) -> str:
    return str(table.model().headerData(number, Qt.Orientation.Horizontal) or "")
