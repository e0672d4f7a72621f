"""The cells of one row by their fields, and what is said against them or taken for granted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from exodesk.domain.entries import NOT_SOURCED, Kind, Per, Remark, Source, Stated
from exodesk.domain.errors import ExodeskError
from exodesk.exports.csv_table import restored
from exodesk.imports.columns import Column, ColumnMap
from exodesk.imports.dialect import Dialect
from exodesk.imports.fields import DURATIONS, PRICES, Field, field_name
from exodesk.imports.figure_texts import read_partial_date
from exodesk.imports.price_text import WayOut
from exodesk.imports.vocabulary_texts import kind_named, per_named
from exodesk.translation import gettext as _

LONGEST_TEXT = 10_000
_KEPT_READINGS = 20_000
_NUMBERS = PRICES | DURATIONS | {Field.TAX_RATE, Field.PACK, Field.USE}
_POINT_OR_COMMA = re.compile(r"(?<=\d)[.,](?=\d)")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is refused: the cell, what stands there, and ways out where there are any.

    ``column`` is None where no column is to blame.
    """

    sentence: str
    field: Field | None = None
    column: int | None = None
    text: str = ""
    ways_out: tuple[WayOut, ...] = ()


class RowCells:
    """The row that was taken last. Whoever reads its figures notes here what is wrong with them.

    ``filled`` is how many of its cells say something, ``here`` what its notes are stated by.
    """

    def __init__(self, columns: ColumnMap, dialect: Dialect) -> None:
        self._columns = columns
        self._index = {
            column.field: number
            for number, column in enumerate(columns.columns)
            if column.field is not None
        }
        comma = dialect.decimal == ","
        self._plan = [
            (field, index, comma and field in _NUMBERS) for field, index in self._index.items()
        ]
        self._for_all = {field: text.strip() for field, text in columns.for_all.items()}
        # A currency for all rows is but a default: a price may name another.
        self.usual_currency = self._for_all.pop(Field.CURRENCY, "")
        self._dialect = dialect
        self._readings: dict[tuple[Any, ...], Any] = {}
        self._stated: dict[tuple[str | None, ...], Stated] = {}
        self._texts: dict[Field, str] = {}
        self._printed: dict[Field, str] = {}  # where point and comma were swapped to read it
        self.filled = 0
        self.reasons: list[Reason] = []
        self.assumed: list[str] = []
        self.notes: list[Remark] = []
        self.here = NOT_SOURCED

    def fields(self) -> frozenset[Field]:
        """All that a column, or a text for all rows, speaks of."""
        return frozenset({*self._index, *self._for_all})

    def has_column(self, fields: Iterable[Field]) -> bool:
        """Whether there is a column for any of the fields."""
        return not self._index.keys().isdisjoint(fields)

    def take(self, cells: tuple[str, ...]) -> None:
        """Go on to another row: what was found in the last one is forgotten."""
        self.reasons, self.assumed, self.notes = [], [], []
        self._texts = texts = dict(self._for_all)
        self.filled = sum(1 for cell in cells if cell.strip())
        self._printed = {}
        for field, index, comma in self._plan:
            if text := cells[index].strip():
                if text.startswith("'"):
                    text = restored(text).strip()
                if comma:
                    self._printed[field] = text
                    text = _POINT_OR_COMMA.sub(_swapped, text)
                texts[field] = text
        self._part_unit(texts)

    def _part_unit(self, texts: dict[Field, str]) -> None:
        """A product whose unit is “30 ml” is sold by the pack of so much."""
        unit = texts.get(Field.PER, "")
        if Field.PACK in texts or not unit[:1].isdigit():
            return
        if kind_named(texts.get(Field.KIND, "")) is Kind.PRODUCT and per_named(unit) is None:
            texts[Field.PACK], texts[Field.PER] = unit, Per.PACK.value

    def text(self, field: Field) -> str:
        """What the row says of ``field``, else what is said for all rows, else nothing."""
        return self._texts.get(field, "")

    def printed(self, field: Field) -> str:
        """``text`` as it stands in the cell, with its own decimal sign."""
        return self._printed.get(field) or self.text(field)

    def column(self, field: Field) -> Column | None:
        index = self._index.get(field)
        return None if index is None else self._columns.columns[index]

    def refuse(
        self, field: Field, sentence: str, text: str = "", ways_out: Iterable[WayOut] = ()
    ) -> None:
        self.reasons.append(Reason(sentence, field, self._index.get(field), text, tuple(ways_out)))

    def assume(self, sentence: str) -> None:
        self.assumed.append(sentence)

    def note(self, field: Field | None, text: str) -> None:
        """Keep what no field can hold as a note of the entry."""
        if field is not None:
            text = _("{label}: {text}").format(label=self._label(field), text=text)
        self.notes.append(Remark(text[:LONGEST_TEXT], self.here))

    def _label(self, field: Field) -> str:
        column = self.column(field)
        return field_name(field) if column is None else column.heading

    def reading(
        self, field: Field, read: Callable[..., Value], text: str, *more: Any
    ) -> Value | None:
        """``read(text, *more)``, remembered; what it refuses is a reason against the row."""
        key = (read, text, *more)
        found = self._readings.get(key)
        if found is None:
            try:
                found = read(text, *more)
            except ExodeskError as error:
                found = error
            if len(self._readings) >= _KEPT_READINGS:
                self._readings.clear()
            self._readings[key] = found
        if isinstance(found, ExodeskError):
            self.refuse(field, str(found), text, getattr(found, "ways_out", ()))
            return None
        return found

    def stated(self, source: Source | None, date: str | None, as_printed: str | None) -> Stated:
        said = (None if source is None else source.id, date, as_printed)
        if as_printed is not None:
            return Stated(*said)
        if (stated := self._stated.get(said)) is None:
            stated = self._stated[said] = Stated(*said)
        return stated

    def short(self, field: Field) -> str:
        """``text`` of a field that holds words; one of more than LONGEST_TEXT is refused."""
        text = self.text(field)
        if len(text) > LONGEST_TEXT:
            self.refuse(
                field,
                _("The text has more than {n} characters.").format(n=LONGEST_TEXT),
                text[:100] + "…",
            )
            return text[:LONGEST_TEXT]
        return text

    def date(self, field: Field) -> str | None:
        if not (text := self.text(field)):
            return None
        return self.reading(field, read_partial_date, text, self._dialect.dates)


def _swapped(match: re.Match[str]) -> str:
    return "," if match[0] == "." else "."
