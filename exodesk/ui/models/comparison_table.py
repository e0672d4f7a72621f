"""A comparison as a table: attributes as rows under group headings, entries as columns.

Column 0 holds the names of the rows. The first group has no heading of its own: the view has one
that stays.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from exodesk.domain.comparison import Attribute, Comparison, Group, Row
from exodesk.ui.comparison_cell import CELL_ROLE, PaintedCell
from exodesk.wording import gettext as _
from exodesk.wording.comparison import ComparisonWords, group_name, order_word

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Line: TypeAlias = Row | Group

NAMES = 0
_LONGEST_TIP = 2_000
_WRAPPING = frozenset(
    {
        Attribute.TAX,
        Attribute.NOT_COUNTED,
        Attribute.ROUTES,
        Attribute.CONCERNS,
        Attribute.INCLUDED,
        Attribute.CLAIMS,
        Attribute.CAUTIONS,
        Attribute.SIDE_EFFECTS,
        Attribute.SOURCES,
    }
)


@dataclass(frozen=True, slots=True)
class _Shown:
    words: ComparisonWords
    lines: tuple[Line, ...]


class ComparisonTableModel(QAbstractTableModel):
    """Empty until a comparison is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: _Shown | None = None
        self._differences_only = False
        self._cells: dict[tuple[int, int], PaintedCell] = {}

    # What is shown

    def show_comparison(self, words: ComparisonWords | None) -> None:
        """Show what ``words`` speaks of. Rows and columns that stay keep their selection."""
        before, after = self._shown, self._made(words)
        if before is not None and after is not None and _same_shape(before, after):
            self._shown, self._cells = after, {}
            last = self.index(len(after.lines) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        self.beginResetModel()
        self._shown, self._cells = after, {}
        self.endResetModel()

    def set_differences_only(self, wanted: bool) -> None:
        if wanted != self._differences_only:
            self._differences_only = wanted
            self.show_comparison(None if self._shown is None else self._shown.words)

    @property
    def differences_only(self) -> bool:
        return self._differences_only

    @property
    def comparison(self) -> Comparison | None:
        return None if self._shown is None else self._shown.words.comparison

    def line(self, row: int) -> Line | None:
        """The row of the comparison or the group that a row of the table shows."""
        if self._shown is None or not 0 <= row < len(self._shown.lines):
            return None
        return self._shown.lines[row]

    def group_at(self, row: int) -> Group | None:
        """The group that a row belongs to; a heading belongs to the one it opens."""
        line = self.line(row)
        return line.group if isinstance(line, Row) else line

    def row_of(self, attribute: Attribute) -> int | None:
        lines = () if self._shown is None else self._shown.lines
        for row, line in enumerate(lines):
            if isinstance(line, Row) and line.attribute is attribute:
                return row
        return None

    def text_rows(self) -> list[list[str]]:
        """Everything shown as plain text: a row of names, then every row under its own name."""
        if self._shown is None:
            return []
        words = self._shown.words
        rows = [["", *words.columns]]
        for line in self._shown.lines:
            if isinstance(line, Row):
                cells = [words.text_of(line, column) for column in range(len(words.columns))]
                rows.append([words.row_name(line), *cells])
        return rows

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() or self._shown is None else len(self._shown.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        if parent.isValid() or self._shown is None:
            return 0
        return 1 + len(self._shown.words.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not isinstance(self.line(index.row()), Row):
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self.line(index.row()), index.column()
        if line is None or self._shown is None or not 0 <= column < self.columnCount():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                text = self._text(line, column) if isinstance(line, Row) else ""
                return f"<qt>{html.escape(text[:_LONGEST_TIP])}</qt>" if text else None
            case _ if role == CELL_ROLE:
                return self._painted(index.row(), line, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if self._shown is None or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        if orientation is Qt.Orientation.Vertical:
            line = self.line(section)
            return None if line is None else self._text(line, NAMES)
        if section == NAMES:
            return _("Attribute")
        columns = self._shown.words.columns
        return columns[section - 1] if 0 < section <= len(columns) else None

    def _made(self, words: ComparisonWords | None) -> _Shown | None:
        if words is None:
            return None
        comparison = words.comparison
        rows = comparison.differing if self._differences_only else comparison.rows
        lines: list[Line] = []
        for row in rows:
            before = lines[-1] if lines else None
            if isinstance(before, Row) and before.group is not row.group:
                lines.append(row.group)
            lines.append(row)
        return _Shown(words, tuple(lines))

    def _text(self, line: Line, column: int) -> str:
        assert self._shown is not None
        if isinstance(line, Group):
            return group_name(line) if column == NAMES else ""
        if column == NAMES:
            return self._shown.words.row_name(line)
        return self._shown.words.text_of(line, column - 1)

    def _spoken(self, line: Line, column: int) -> str:
        assert self._shown is not None
        if not isinstance(line, Row):
            return self._text(line, NAMES)
        if column != NAMES:
            return self._shown.words.cell_sentence(line, column - 1)
        parts = (self._text(line, NAMES), order_word(line))
        return ", ".join(part for part in parts if part)

    def _painted(self, number: int, line: Line, column: int) -> PaintedCell:
        if (kept := self._cells.get((number, column))) is not None:
            return kept
        made = self._cells[number, column] = self._painted_now(line, column)
        return made

    def _painted_now(self, line: Line, column: int) -> PaintedCell:
        assert self._shown is not None
        if isinstance(line, Group):
            return PaintedCell(self._text(line, column), heading=True)
        if column == NAMES:
            word = order_word(line)
            sign = ("" if line.cannot_tell else "overlap") if word else ""
            return PaintedCell(self._text(line, NAMES), sign=sign, sign_word=word, quiet=True)
        cell = self._shown.words.cell(line, column - 1)
        mark = self._shown.words.mark(line, column - 1)
        return PaintedCell(
            cell.text,
            note=cell.note,
            sign="" if mark is None else mark.sign,
            sign_word="" if mark is None else mark.word,
            accent=mark is not None and mark.accent,
            quiet=cell.quiet,
            changed=cell.changed,
            strong=line.attribute is Attribute.TOTAL and not cell.quiet,
            wraps=line.attribute in _WRAPPING,
        )


def _same_shape(before: _Shown, after: _Shown) -> bool:
    """Whether the same attributes of the same entries are shown."""

    def shape(shown: _Shown) -> tuple[list[object], list[str]]:
        lines: list[object] = [
            (line.attribute, line.line) if isinstance(line, Row) else line for line in shown.lines
        ]
        return lines, [cost.entry.id for cost in shown.words.comparison.costs]

    return shape(before) == shape(after) and bool(after.lines)
