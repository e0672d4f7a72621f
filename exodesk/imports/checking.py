"""All rows of a table looked at, nothing changed: what is ready, what is refused and why."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from dataclasses import InitVar, dataclass, field, replace
from itertools import count, islice

from exodesk.domain.entries import Entry, Source, SourceKind
from exodesk.domain.sameness import Key
from exodesk.domain.workspace import new_entry_id, new_source_id
from exodesk.imports.columns import ColumnMap
from exodesk.imports.delimited import cell_fault
from exodesk.imports.known import (
    ALONE,
    Counts,
    Imported,
    Known,
    OnDuplicate,
    Relation,
    has_another_price,
    has_price,
    imported,
    key_of,
    related,
    relating,
)
from exodesk.imports.row_cells import Reason
from exodesk.imports.row_reader import ReadRow, RowReader
from exodesk.imports.tables import Row, Table

PREVIEWED = 10
# As exodesk makes them; a clinic's own number in a column called ID is no id of ours.
_USABLE_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_SLICE = 200
_JOINED = 2_000


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row as it was read, and what of the same kind is there already."""

    read: ReadRow
    relation: Relation

    @property
    def row(self) -> Row:
        return self.read.row

    @property
    def entry(self) -> Entry | None:
        return self.read.entry

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return self.read.reasons


class Piles:
    """Checked rows, each put where it belongs."""

    def __init__(self) -> None:
        self.ready: list[CheckedRow] = []
        self.refused: list[CheckedRow] = []
        self.already_there: list[CheckedRow] = []
        self.twice: list[CheckedRow] = []
        self._unknown = 0
        self._repriced = 0

    def take(self, rows: Iterable[CheckedRow]) -> None:
        for row in rows:
            entry, relation = row.read.entry, row.relation
            if entry is None:
                self.refused.append(row)
            elif relation.earlier is not None:
                self.twice.append(row)
            elif relation.twin is not None:
                self.already_there.append(row)
                self._repriced += has_another_price(entry, relation.twin)
            else:
                self.ready.append(row)
                self._unknown += not has_price(entry)

    def counts(self) -> Counts:
        return Counts(
            ready=len(self.ready),
            ready_unknown_price=self._unknown,
            refused=len(self.refused),
            already_there=len(self.already_there),
            twice=len(self.twice),
            repriced=self._repriced,
        )


@dataclass(frozen=True, slots=True)
class Check:
    """Every row of a table, sorted out. Nothing has been changed yet.

    ``already_there`` are rows whose entry is known, ``twice`` those that repeat an earlier row.
    """

    table: Table
    columns: ColumnMap
    known: Known
    rows: tuple[CheckedRow, ...]
    keys: tuple[Key | None, ...] = field(repr=False, compare=False)
    ready: tuple[CheckedRow, ...] = field(init=False)
    refused: tuple[CheckedRow, ...] = field(init=False)
    already_there: tuple[CheckedRow, ...] = field(init=False)
    twice: tuple[CheckedRow, ...] = field(init=False)
    counts: Counts = field(init=False)
    piles: InitVar[Piles | None] = None
    """The rows sorted out, where that has been done already."""

    def __post_init__(self, piles: Piles | None) -> None:
        if piles is None:
            piles = Piles()
            piles.take(self.rows)
        for name in ("ready", "refused", "already_there", "twice"):
            object.__setattr__(self, name, tuple(getattr(piles, name)))
        object.__setattr__(self, "counts", piles.counts())

    def row(self, number: int) -> CheckedRow:
        """The row with that number; raises KeyError."""
        for row in self.rows:
            if row.row.number == number:
                return row
        raise KeyError(number)

    def with_cell(self, number: int, column: int, text: str) -> Check:
        """The check once a cell says ``text``: its row alone is read again."""
        place = next(n for n, row in enumerate(self.rows) if row.row.number == number)
        changed = _with_cell(self.rows[place].row, column, text, len(self.table.headings))
        former = self.rows[place].entry
        taken = {
            row.entry.id for row in self.rows if row.entry is not None and row.entry is not former
        }
        read = _reader(self.table, self.columns, self.known, taken).read(changed)
        keys = (*self.keys[:place], key_of(read.entry), *self.keys[place + 1 :])
        rows = list(self.rows)
        rows[place] = CheckedRow(read, ALONE)
        touched = {self.keys[place], keys[place]}
        places = [place for place, key in enumerate(keys) if key in touched]
        relations = related([(rows[n].row.number, rows[n].entry) for n in places], self.known)
        for n, relation in zip(places, relations, strict=True):
            rows[n] = CheckedRow(rows[n].read, relation)
        cells = tuple(row.row for row in rows)
        return Check(replace(self.table, rows=cells), self.columns, self.known, tuple(rows), keys)

    def import_of(self, on_duplicate: OnDuplicate = OnDuplicate.SKIP) -> Imported:
        """The entries and sources that come in; nothing where every row is there already."""
        wanted = self.ready if on_duplicate is OnDuplicate.SKIP else self.rows
        entries = [(row.entry, row.relation) for row in wanted if row.entry is not None]
        cited = (row.read.source for row in self.rows)
        sources = {source.id: source for source in cited if source is not None}
        return imported(entries, sources, self.known, on_duplicate)


class Checking:
    """A check under way, in slices; leave off between them and nothing is kept."""

    def __init__(self, table: Table, columns: ColumnMap, known: Known) -> None:
        self._table = table
        self._columns = columns
        self._known = known
        self._reads: list[ReadRow] = []
        self._keys: list[Key | None] = []
        self._checked: list[CheckedRow] = []
        self._piles = Piles()

    def slices(self) -> Iterator[float]:
        """Check on, yielding after each slice how much is done, from 0 to 1."""
        self._reads, self._keys, self._checked = [], [], []
        self._piles = Piles()
        was_collecting = gc.isenabled()
        steps = self._steps()
        while True:
            gc.disable()  # thousands of new objects, none of them garbage
            try:
                done = next(steps, None)
                gc.freeze()  # or each later collection looks through all of them again
            finally:
                if was_collecting:
                    gc.enable()
            if done is None:
                return
            yield done

    def result(self) -> Check:
        rows, keys = tuple(self._checked), tuple(self._keys)
        return Check(self._table, self._columns, self._known, rows, keys, self._piles)

    def _steps(self) -> Iterator[float]:
        reader = _reader(self._table, self._columns, self._known, set())
        reads, keys = self._reads, self._keys
        rows = iter(self._table.rows)
        while part := list(islice(rows, _SLICE)):
            for row in part:
                read = reader.read(row)
                reads.append(read)
                keys.append(key_of(read.entry))
            yield 0.9 * len(reads) / len(self._table.rows)
        numbered = [(read.row.number, read.entry) for read in reads]
        relations = [ALONE] * len(reads)
        for _slice in relating(numbered, keys, self._known, relations):
            yield 0.95
        for start in range(0, len(reads), _JOINED):
            end = start + _JOINED
            joined = list(map(CheckedRow, reads[start:end], relations[start:end]))
            self._checked.extend(joined)
            self._piles.take(joined)
            yield 0.95 + 0.05 * len(self._checked) / len(reads)


def check_table(table: Table, columns: ColumnMap, known: Known) -> Check:
    """Check all rows at once."""
    checking = Checking(table, columns, known)
    for _done in checking.slices():
        pass
    return checking.result()


def preview(table: Table, columns: ColumnMap, known: Known) -> tuple[ReadRow, ...]:
    """The first rows as they would be read."""
    reader = _reader(table, columns, known, set())
    return tuple(map(reader.read, table.rows[:PREVIEWED]))


def _reader(table: Table, columns: ColumnMap, known: Known, taken: set[str]) -> RowReader:
    sources = _Sources(table.name, known)
    ids = _Ids(known, taken)
    return RowReader(columns, table.dialect, sources.source_for, ids.id_for)


class _Ids:
    """Ids for new entries: the one that the row gives where it is free, else a new one."""

    def __init__(self, known: Known, taken: set[str]) -> None:
        self._known = known
        self._taken = taken
        self._numbers: dict[str, int] = {}

    def id_for(self, name: str, given: str) -> str:
        usable = _USABLE_ID.fullmatch(given) is not None and self._is_free(given)
        found = given if usable else self._new(name)
        self._taken.add(found)
        return found

    def _new(self, name: str) -> str:
        stem = new_entry_id(name, ())
        if self._is_free(stem):
            return stem
        # The search for a free number goes on where it stopped, or many equal names take for ever.
        for number in count(self._numbers.get(stem, 2)):
            if self._is_free(found := f"{stem}-{number}"):
                self._numbers[stem] = number + 1
                return found
        raise AssertionError("numbers do not end")

    def _is_free(self, entry_id: str) -> bool:
        return entry_id not in self._taken and entry_id not in self._known.by_id


class _Sources:
    """The sources that rows cite: the file itself, or what its columns name."""

    def __init__(self, name: str, known: Known) -> None:
        self._name = name
        self._known = known
        self._found: dict[tuple[str, str | None, str | None], Source] = {}
        self._taken: set[str] = set(known.sources)

    def source_for(self, title: str, url: str | None, date: str | None) -> Source:
        key = (title, url, date)
        if (source := self._found.get(key)) is None:
            source = self._found[key] = self._known.source_like(self._new(*key))
            self._taken.add(source.id)
        return source

    def _new(self, title: str, url: str | None, date: str | None) -> Source:
        kind = SourceKind.PRICE_LIST if url is None else SourceKind.PAGE
        source_id = new_source_id(title or self._name, self._taken)
        return Source(source_id, kind, title or url or self._name, date=date, url=url)


def _with_cell(row: Row, column: int, text: str, width: int) -> Row:
    cells = list(row.cells) + [""] * (max(width, column + 1) - len(row.cells))
    cells[column] = text
    return Row(row.number, row.line, tuple(cells), cell_fault(cells))
