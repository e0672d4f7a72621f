"""The entries of a catalogue as a table: row numbers, and all else made when asked for."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)

from exodesk.domain.costing import CourseCost
from exodesk.domain.filters import Judgement
from exodesk.domain.ordering import SortKey
from exodesk.ui.document import CatalogueDocument, Shown
from exodesk.ui.models.columns import COLUMNS, Column, Context, quiet_words
from exodesk.ui.roles import Role
from exodesk.ui.tray import Tray
from exodesk.wording import gettext as _
from exodesk.wording.amounts import end_texts, whole_text
from exodesk.wording.dates import old_mark
from exodesk.wording.sentences import price_date, row_sentence, total_text

Index: TypeAlias = QModelIndex | QPersistentModelIndex

NOTHING_SHOWN = Shown((), ())
_MOST_TEXTS_KEPT = 60_000
_LONGEST_TIP = 2_000
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
# Made once: each | of Qt's flags runs in Python, and a painting asks for the flags of every cell.
_CELL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TICK = _CELL | Qt.ItemFlag.ItemIsUserCheckable
_NAMING = ("tick", "entry")  # where the cursor stands when one goes from entry to entry
_TEXT_ROLES = frozenset(
    (
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Role.SECOND),
        int(Role.AGE),
        int(Role.ENDS),
        int(Role.QUIET),
        int(Role.CHANGED),
    )
)


class EntryTableModel(QAbstractTableModel):
    """First the matches, then a heading, then those that can't be judged. Keeps no entry itself."""

    tick_refused = Signal()

    def __init__(
        self,
        document: CatalogueDocument,
        tray: Tray,
        columns: Sequence[Column] = COLUMNS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._tray = tray
        self._columns = tuple(columns)
        self._shown = NOTHING_SHOWN
        self._fits = 0
        self._open = 0
        self._heading = ""
        self._context = Context(document.catalogue, document.today)
        self._entries = document.catalogue.entries
        self._texts: dict[tuple[int, int, int], Any] = {}
        self._quiet = quiet_words()
        self._marks: Mapping[str, str] = {}
        tray.changed.connect(self._tell_of_ticks)
        document.costs_changed.connect(self._tell_of_costs)
        document.catalogue_changed.connect(self._tell_of_costs)

    # What is shown

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """A word before the place of some entries, by id: that they are the user's own."""
        if marks != self._marks:
            self._marks = dict(marks)
            self._tell_of_costs()

    def set_shown(
        self, shown: Shown, *, sort: SortKey = SortKey.TOTAL, open_because: str = ""
    ) -> None:
        """Show these rows of the catalogue; ``open_because`` says why some can't be judged."""
        self.beginResetModel()
        if sort is not self._context.sort:
            self._texts = {}
        self._context = Context(self._document.catalogue, self._document.today, sort)
        self._entries = self._document.catalogue.entries
        self._shown = shown
        self._fits, self._open = len(shown.rows), len(shown.open_rows)
        why = open_because or _("figures unknown")
        self._heading = _("Can't tell ({why}) · {n}").format(why=why, n=whole_text(self._open))
        self.endResetModel()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    @property
    def heading_row(self) -> int | None:
        """Which row parts the matches from those that can't be judged."""
        return self._fits if self._open else None

    def costs_in(self, rows: Iterable[int]) -> list[tuple[CourseCost, Judgement]]:
        """Of those rows that are an entry's."""
        found = ((self.cost_at(row), self.judgement_at(row)) for row in rows)
        return [(cost, judgement) for cost, judgement in found if cost is not None]

    def cost_at(self, row: int) -> CourseCost | None:
        """The cost in a row of the table; None for the heading and beyond the end."""
        number = self._number(row)
        return None if number is None else self._document.cost(number)

    def judgement_at(self, row: int) -> Judgement:
        return Judgement.FITS if row < self._fits else Judgement.CANNOT_TELL

    def entry_id_at(self, row: int) -> str | None:
        number = self._place(row)
        return None if number is None else self._entries[number].id

    def row_of(self, entry_id: str | None) -> int | None:
        """Where in the table an entry stands; None where it is not shown."""
        number = None if entry_id is None else self._document.row_of(entry_id)
        if number is None:
            return None
        place = _place(self._shown.rows, number)
        if place is not None:
            return place
        place = _place(self._shown.open_rows, number)
        return None if place is None else self._fits + 1 + place

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        if parent.isValid():
            return 0
        return self._fits + (self._open + 1 if self._open else 0)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._number(index.row()) is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return _CELL if index.column() else _TICK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if not 0 <= column < len(self._columns):
            return None
        if role in _TEXT_ROLES:
            number = self._number(row)
            if number is None:
                return self._heading_data(row, column, role)
            if role == Role.SECOND and column == 0:
                return ""
            return self._text(number, column, role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._columns[column].numeric else _LEFT
        if role == Qt.ItemDataRole.CheckStateRole:
            entry_id = self.entry_id_at(row) if column == 0 else None
            if entry_id is None:
                return None
            return Qt.CheckState.Checked if entry_id in self._tray else Qt.CheckState.Unchecked
        if role == Role.COST:
            return self.cost_at(row)
        if role == Role.ENTRY_ID:
            return self.entry_id_at(row)
        if role == Role.HEADING:
            return self._heading if self._open and row == self._fits else None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick; a ninth tick is refused and announced."""
        entry_id = self.entry_id_at(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0 or entry_id is None:
            return False
        if value not in (Qt.CheckState.Checked, Qt.CheckState.Checked.value):
            self._tray.take_out(entry_id)
            return True
        if self._tray.put(entry_id):
            return True
        self.tick_refused.emit()
        return False

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.title(self._document.assumptions.currency)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.numeric else _LEFT
        return None

    def match(
        self,
        start: Index,
        role: int,
        value: Any,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchWrap,
    ) -> list[QModelIndex]:
        """The next row whose name starts with ``value``, found without making any cell."""
        typed = str(value).casefold()
        first = max(0, start.row())
        numbers = self._numbers()
        entries = self._entries
        for rows in (range(first, len(numbers)), range(min(first, len(numbers)))):
            for row in rows:
                number = numbers[row]
                if number is not None and entries[number].name.casefold().startswith(typed):
                    return [self.index(row, max(0, start.column()))]
        return []

    def _numbers(self) -> list[int | None]:
        """The catalogue's rows behind all rows of the table; None for the heading."""
        fits, left_open = map(_plain_list, (self._shown.rows, self._shown.open_rows))
        return [*fits, None, *left_open] if left_open else [*fits]

    # Texts

    def _heading_data(self, row: int, column: int, role: int) -> Any:
        if column != 0 or not self._open or row != self._fits:
            return None
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._heading if role in spoken else None

    def _text(self, number: int, column: int, role: int) -> Any:
        key = (number, column, role)
        if key in self._texts:
            return self._texts[key]
        if len(self._texts) > _MOST_TEXTS_KEPT:
            self._texts = {}
        made = self._texts[key] = self._made(number, self._columns[column], role)
        return made

    def _made(self, number: int, column: Column, role: int) -> Any:
        cost, context = self._document.cost(number), self._context
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(cost, context)
            case Qt.ItemDataRole.AccessibleTextRole:
                if column.key in _NAMING:
                    return self._marked(cost, row_sentence(cost, self._document.rates))
                title = column.title(cost.currency)
                return _("{column}: {value}").format(
                    column=title, value=_spoken(column, cost, context)
                )
            case Qt.ItemDataRole.ToolTipRole:
                return (
                    _tip(_spoken(column, cost, context)) if column is not self._columns[0] else None
                )
            case Role.SECOND if column.key == "entry":
                return self._marked(cost, column.second(cost, context))
            case Role.SECOND:
                return column.second(cost, context)
            case Role.QUIET:
                text = self._text(number, self._columns.index(column), Qt.ItemDataRole.DisplayRole)
                return column.key != "entry" and text in self._quiet
            case Role.CHANGED:
                return column.changed(cost)
            case Role.AGE if column.key == "entry":
                stated, partial = price_date(cost)
                return old_mark(partial, context.today) if stated else ""
            case Role.ENDS if column.key == "total":
                if cost.total.low is None and cost.total.high is None:
                    return "", total_text(cost)
                return end_texts(cost.total, cost.currency)
        return ""

    def _marked(self, cost: CourseCost, text: str) -> str:
        mark = self._marks.get(cost.entry.id)
        return text if mark is None else _("{mark} · {text}").format(mark=mark, text=text)

    # Changes elsewhere

    @Slot()
    def _tell_of_ticks(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])

    @Slot()
    def _tell_of_costs(self) -> None:
        self._texts = {}
        self._context = Context(self._document.catalogue, self._document.today, self._context.sort)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _number(self, row: int) -> int | None:
        """The document's row behind a row of the table.

        None, too, once the document holds another catalogue: until ``set_shown`` these rows are
        still those of the old one, and known by their ids only.
        """
        return self._place(row) if self._entries is self._document.catalogue.entries else None

    def _place(self, row: int) -> int | None:
        if 0 <= row < self._fits:
            return int(self._shown.rows[row])
        if self._open and self._fits < row <= self._fits + self._open:
            return int(self._shown.open_rows[row - self._fits - 1])
        return None


def _spoken(column: Column, cost: CourseCost, context: Context) -> str:
    return (column.spoken or column.text)(cost, context)


def _tip(text: str) -> str:
    """``text`` as itself: without the tags Qt would guess whether it is meant as HTML."""
    return f"<qt>{html.escape(text[:_LONGEST_TIP])}</qt>" if text else ""


def _plain_list(rows: Any) -> list[int]:
    return rows.tolist() if hasattr(rows, "tolist") else list(rows)


def _place(rows: Any, number: int) -> int | None:
    """Where ``number`` stands in a list or in an array of row numbers."""
    if hasattr(rows, "nonzero"):
        found = (rows == number).nonzero()[0]
        return int(found[0]) if len(found) else None
    try:
        return int(rows.index(number))
    except ValueError:
        return None
