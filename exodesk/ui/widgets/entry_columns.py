"""Which columns of the entry table are shown, how wide, and in what order; kept as plain JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QHeaderView

from exodesk.domain.ordering import SortKey
from exodesk.ui.widgets.table_look import TableLook

ALWAYS_SHOWN = ("tick", "entry")
NARROWEST_NAME = 170
_NARROWEST_OF_ALL = 150
_GIVEN_UP_FIRST = ("route", "unit_price")
_LAST_GIVEN_UP = "downtime"
_WIDTHS = range(40, 2001)


class TableColumn(Protocol):
    """What the table needs to know of a column."""

    @property
    def key(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def sort(self) -> SortKey | None: ...
    @property
    def numeric(self) -> bool: ...
    @property
    def optional(self) -> bool: ...


@dataclass(slots=True)
class ColumnChoice:
    """What a person chose; a column that is not named here is as it comes."""

    shown: dict[str, bool] = field(default_factory=dict)
    widths: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """A column as it stands: ``width`` in pixels; one that is wanted may lack room to be seen."""

    key: str
    wanted: bool
    in_sight: bool
    width: int


class ColumnLayout:
    """Lays the sections of one header out. The name takes what the others leave."""

    def __init__(
        self, columns: Sequence[TableColumn], header: QHeaderView, look: TableLook
    ) -> None:
        self._columns = tuple(columns)
        self._header = header
        self._look = look
        self._choice = ColumnChoice()
        self._at_work = False

    def index(self, key: str) -> int:
        return next(i for i, column in enumerate(self._columns) if column.key == key)

    def wanted(self, key: str) -> bool:
        """Whether a column is to be shown, room or not."""
        column = self._columns[self.index(key)]
        return self._choice.shown.get(key, not column.optional)

    def want(self, key: str, shown: bool) -> None:
        self._choice.shown[key] = shown

    def wanted_in_order(self) -> tuple[str, ...]:
        """The keys of the columns a person sees or would see with more room, from left to right."""
        header = self._header
        order = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(
            self._columns[i].key for i in order if i > 0 and self.wanted(self._columns[i].key)
        )

    def laid_out(self) -> tuple[LaidColumn, ...]:
        """Every column but the ticks, from left to right."""
        header = self._header
        numbers = (header.logicalIndex(place) for place in range(1, header.count()))
        return tuple(self._laid(number) for number in numbers)

    def _laid(self, number: int) -> LaidColumn:
        column, seen = self._columns[number], not self._header.isSectionHidden(number)
        width = self._header.sectionSize(number) if seen else self.width(column)
        return LaidColumn(column.key, self.wanted(column.key), seen, width)

    def move(self, key: str, steps: int) -> bool:
        """Put a column so many places further to the right; False where it can't go there."""
        before = self._header.visualIndex(self.index(key))
        after = before + steps
        if not 0 < after < self._header.count():  # the ticks stay first
            return False
        self._header.moveSection(before, after)
        return True

    def resize(self, key: str, width: int) -> None:
        """Choose a width, as near to ``width`` as a column may have."""
        self.resized_by_hand(self.index(key), min(max(width, _WIDTHS[0]), _WIDTHS[-1]))

    def forget(self) -> None:
        """Order, widths and choice as they come."""
        self.restore({"order": [column.key for column in self._columns]})

    def resized_by_hand(self, column: int, width: int) -> None:
        if not self._at_work and width in _WIDTHS:
            self._choice.widths[self._columns[column].key] = width

    @property
    def at_work(self) -> bool:
        return self._at_work

    def width(self, column: TableColumn) -> int:
        if (chosen := self._choice.widths.get(column.key)) is not None:
            return chosen
        if column.key == "total":
            return self._look.scale_column_width()
        if column.key == "tick":
            return column.width
        return round(column.width * self._look.growth())

    def fit(self, room: int) -> None:
        """Show what has room: route, then the price per session, yield to the name.

        Beside large type, of which the least width shows a few letters, so does the downtime.
        """
        shown = [column.key for column in self._columns if self.wanted(column.key)]
        for key in _GIVEN_UP_FIRST:
            if room - self._taken(shown) >= NARROWEST_NAME:
                break
            if key in shown and key not in self._choice.shown:
                shown.remove(key)
        widths = self._widths(shown, room)
        few_letters = widths["entry"] < _NARROWEST_OF_ALL * self._look.growth()
        if few_letters and _LAST_GIVEN_UP in shown and _LAST_GIVEN_UP not in self._choice.shown:
            shown.remove(_LAST_GIVEN_UP)
            widths = self._widths(shown, room)
        self._at_work = True
        for number, column in enumerate(self._columns):
            self._header.setSectionHidden(number, column.key not in shown)
            width = widths.get(column.key)
            if width is not None and self._header.sectionSize(number) != width:
                self._header.resizeSection(number, width)
        self._at_work = False
        visible = [
            self._header.logicalIndex(place)
            for place in range(self._header.count())
            if not self._header.isSectionHidden(self._header.logicalIndex(place))
        ]
        self._look.last_column = visible[-1] if visible else -1

    def _widths(self, shown: Sequence[str], room: int) -> dict[str, int]:
        """The widths of the shown columns.

        Where that spares the table from scrolling sideways, the scale gets shorter or goes.
        """
        widths = {column.key: self.width(column) for column in self._columns if column.key in shown}
        others = sum(width for key, width in widths.items() if key != "entry")
        lacking = others + round(NARROWEST_NAME * self._look.growth()) - room
        if lacking > 0 and "total" in widths and "total" not in self._choice.widths:
            least = self._look.least_scale_column_width(widths["total"] - lacking)
            saved = widths["total"] - least
            if others - saved + _NARROWEST_OF_ALL <= room:
                others -= saved
                widths["total"] = least
        left = room - others
        widths["entry"] = left if left >= _NARROWEST_OF_ALL else NARROWEST_NAME
        return widths

    def _taken(self, shown: Sequence[str]) -> int:
        return sum(
            self.width(column)
            for column in self._columns
            if column.key in shown and column.key != "entry"
        )

    # Keeping

    def saved(self) -> dict[str, Any]:
        header = self._header
        order = [self._columns[header.logicalIndex(i)].key for i in range(header.count())]
        return {"order": order, "shown": self._choice.shown, "widths": self._choice.widths}

    def restore(self, state: dict[str, Any]) -> None:
        """Take over what can be read of ``state`` and leave the rest as it comes."""
        keys = {column.key for column in self._columns}
        choice = ColumnChoice()
        for key, shown in _pairs(state.get("shown")):
            if key in keys and isinstance(shown, bool) and key not in ALWAYS_SHOWN:
                choice.shown[key] = shown
        for key, width in _pairs(state.get("widths")):
            if key in keys and type(width) is int and width in _WIDTHS:
                choice.widths[key] = width
        self._choice = choice
        order = state.get("order")
        wanted = (
            [key for key in order if isinstance(key, str) and key in keys]
            if isinstance(order, list)
            else []
        )
        wanted = ["tick", *(key for key in dict.fromkeys(wanted) if key != "tick")]
        for place, key in enumerate(wanted):
            self._header.moveSection(self._header.visualIndex(self.index(key)), place)


def as_bytes(state: dict[str, Any]) -> QByteArray:
    return QByteArray(json.dumps(state).encode("utf-8"))


def from_bytes(state: QByteArray | bytes) -> dict[str, Any] | None:
    """The state in ``state``; None where it is not one."""
    try:
        found = json.loads(bytes(state.data() if isinstance(state, QByteArray) else state))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _pairs(found: object) -> list[tuple[str, object]]:
    return [(str(key), value) for key, value in found.items()] if isinstance(found, dict) else []
