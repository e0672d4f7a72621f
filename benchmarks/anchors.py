"""What the window is held against: the least anything could do, and what people use instead."""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from time import process_time
from typing import Any, TypeAlias

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from benchmarks.window import SIZE, Painting
from exodesk.collector import collector_at_rest
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry
from exodesk.storage.wire import EntryShape, SourceShape

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _File(msgspec.Struct, frozen=True, gc=False):
    format: str
    version: int
    title: str
    updated: str
    sources: tuple[SourceShape, ...]
    entries: tuple[EntryShape, ...]


_FILE = msgspec.json.Decoder(_File)


def decode_alone(data: bytes) -> int:
    """msgspec alone reads a whole catalogue file into typed objects; how many."""
    with collector_at_rest():
        return len(_FILE.decode(data).entries)


def write_rows_alone(rows: Sequence[Sequence[str]], path: Path) -> None:
    """``csv.writer`` alone writes texts that are ready."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def read_rows_alone(path: Path) -> list[list[str]]:
    """``csv.reader`` alone reads texts and looks at none."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_whole_file(catalogue: Catalogue, path: Path) -> None:
    """All entries written anew, safe from a power cut: an edit where a file is all there is."""
    from exodesk.storage.entry_writer import catalogue_bytes

    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        file.write(catalogue_bytes(catalogue))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


class _Texts(QAbstractTableModel):
    """Ready-made texts: the quickest table model that Python can be."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._rows = [_texts_of(entry) for entry in entries]
        self.searched = [" ".join(row).casefold() for row in self._rows]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._rows[index.row()][index.column()]


class _Proxy(QSortFilterProxyModel):
    """What Qt's manual advises, with its predicate in Python."""

    def __init__(self, model: _Texts) -> None:
        super().__init__()
        self._searched = model.searched
        self._words: list[str] = []
        self.setSourceModel(model)

    def search(self, text: str) -> None:
        self._words = text.casefold().split()
        self.invalidateFilter()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        text = self._searched[source_row]
        return all(word in text for word in self._words)


class ProxyWindow:
    """The same entries in a table under a ``QSortFilterProxyModel``, with a search field."""

    CLEAR = Qt.Key.Key_Escape

    def __init__(self, entries: Sequence[Entry], *, in_order: bool) -> None:
        self.window = QWidget()
        self.window.resize(*SIZE)
        self.search = QLineEdit()
        self.table = QTableView()
        self._model = _Texts(entries)
        self._proxy = _Proxy(self._model)
        self.table.setModel(self._proxy)
        self.search.textChanged.connect(self._proxy.search)
        column = QVBoxLayout(self.window)
        column.addWidget(self.search)
        column.addWidget(self.table)
        self.painting = Painting(self.window, self.table.viewport())
        clear = QShortcut(QKeySequence(self.CLEAR), self.window)
        clear.activated.connect(self.search.clear)
        if in_order:
            self._proxy.sort(0)
        self.window.show()
        self.window.activateWindow()
        self.search.setFocus()
        while not self.painting.times:
            QApplication.processEvents()

    def type(self, key: Qt.Key) -> float:
        """Seconds of the processor for a key in the search field, to the table painted after it."""
        before = self.painting.times
        began = process_time()
        QTest.keyClick(self.window.windowHandle(), key)
        QApplication.processEvents()
        painted = self.painting.times > before  # a letter that hides no row paints none
        return (self.painting.ended if painted else process_time()) - began


def _texts_of(entry: Entry) -> tuple[str, ...]:
    price = entry.offers[0].price if entry.offers else None
    return (
        entry.name,
        entry.provider_name or "",
        entry.city or "",
        entry.country or "",
        entry.kind.value,
        entry.family.value,
        ", ".join(route.value for route in entry.routes),
        "" if price is None else f"{price.low} – {price.high} {price.currency}",
        "" if entry.sessions is None else f"{entry.sessions.low} – {entry.sessions.high}",
        "" if entry.downtime is None else f"{entry.downtime.low} – {entry.downtime.high}",
    )
