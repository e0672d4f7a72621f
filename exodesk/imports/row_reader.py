"""One row to an entry, or to every reason why it is none. Nothing unknown is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypeVar

from exodesk.domain.entries import (
    DurationRange,
    Entry,
    Family,
    Kind,
    Pack,
    Provider,
    Remark,
    SessionCount,
    Source,
    SourceKind,
    Stated,
    Use,
)
from exodesk.domain.errors import ExodeskError
from exodesk.domain.units import DAYS_IN, Duration
from exodesk.exports.csv_table import restored
from exodesk.imports.columns import Column, ColumnMap
from exodesk.imports.delimited import LONGEST_CELL, Row
from exodesk.imports.dialect import Dialect
from exodesk.imports.fields import DURATIONS, PRICES, Field
from exodesk.imports.figure_texts import (
    read_duration_range,
    read_measure,
    read_partial_date,
    read_sessions,
    read_use,
)
from exodesk.imports.price_text import WayOut
from exodesk.imports.row_prices import RowPrices
from exodesk.imports.vocabulary_texts import (
    concerns_named,
    exosome_source_named,
    family_named,
    kind_named,
    listed,
    routes_named,
)
from exodesk.translation import gettext as _
from exodesk.wording.countries import country_named

LONGEST_TEXT = 10_000
_KEPT_READINGS = 20_000
_MOST_DECIMALS = 12
_NUMBERS = PRICES | DURATIONS | {Field.TAX_RATE, Field.PACK, Field.USE}
_POINT_OR_COMMA = re.compile(r"(?<=\d)[.,](?=\d)")
_NO_LETTERS = re.compile(r"[\d\s.,–—-]+")
_WORKED_OUT_SESSIONS = ("sessions-assumed", "sessions-unknown")

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


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read. ``entry`` is None where there are reasons; its id is still to be given.

    ``assumed`` says what was taken for granted, a sentence each.
    """

    row: Row
    entry: Entry | None
    sources: tuple[Source, ...] = ()
    reasons: tuple[Reason, ...] = ()
    assumed: tuple[str, ...] = ()
    given_id: str = ""


class RowReader:
    """Reads the rows of one table, as its columns and its dialect say.

    ``source_for`` gives the source that rows cite, by title, link and date as the row has them.
    """

    def __init__(
        self,
        columns: ColumnMap,
        dialect: Dialect,
        source_for: Callable[[str, str | None, str | None], Source],
    ) -> None:
        self._columns = columns.columns
        self._index = {
            column.field: number
            for number, column in enumerate(columns.columns)
            if column.field is not None
        }
        self._for_all = dict(columns.for_all)
        self._width = len(columns.columns)
        self._dialect = dialect
        self._source_for = source_for
        self._readings: dict[tuple[Any, ...], Any] = {}
        self._stated: dict[tuple[str | None, ...], Stated] = {}
        self._prices = RowPrices(self)
        self._asked = frozenset(self._index) | frozenset(self._for_all)
        self._row = Row(0, 0, ())
        self._reasons: list[Reason] = []
        self._assumed: list[str] = []

    def read(self, row: Row) -> ReadRow:
        """The entry of ``row`` without its id, or every reason against it."""
        self._row, self._reasons, self._assumed = row, [], []
        if fault := self._fault(row):
            return ReadRow(row, None, reasons=(Reason(fault),))
        source = self._source()
        entry = self._entry(source)
        reasons = tuple(self._reasons)
        return ReadRow(
            row,
            None if reasons else entry,
            () if source is None else (source,),
            reasons,
            tuple(self._assumed),
            self.text(Field.ID),
        )

    def _fault(self, row: Row) -> str:
        if row.fault:
            return row.fault
        cells = row.cells
        if len(cells) == self._width:
            return ""
        if len(cells) < self._width:
            return _("The row ends after {n} of {all} cells.").format(
                n=len(cells), all=self._width
            )
        if any(cell.strip() for cell in cells[self._width :]):
            return _("The row has {n} cells, but there are {all} headings.").format(
                n=len(cells), all=self._width
            )
        return ""

    # Cells

    def text(self, field: Field) -> str:
        """What the row says of ``field``, else what is said for all rows, else nothing."""
        index = self._index.get(field)
        if index is not None:
            text = restored(self._row.cells[index]).strip()
            if text:
                if self._dialect.decimal == "," and field in _NUMBERS:
                    return _POINT_OR_COMMA.sub(_swapped, text)
                return text
        return self._for_all.get(field, "").strip() if self._for_all else ""

    def own_text(self, field: Field) -> str:
        """What the row's own cell says of ``field``."""
        index = self._index.get(field)
        return "" if index is None else restored(self._row.cells[index]).strip()

    def column(self, field: Field) -> Column | None:
        index = self._index.get(field)
        return None if index is None else self._columns[index]

    def has(self, *fields: Field) -> bool:
        return not self._asked.isdisjoint(fields)

    def refuse(
        self, field: Field, sentence: str, text: str = "", ways_out: Iterable[WayOut] = ()
    ) -> None:
        self._reasons.append(
            Reason(sentence, field, self._index.get(field), text, tuple(ways_out))
        )

    def assume(self, sentence: str) -> None:
        self._assumed.append(sentence)

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

    # The entry

    def _source(self) -> Source:
        title = url = date = None
        if self.has(Field.SOURCE_TITLE, Field.SOURCE_URL, Field.SOURCE_DATE):
            title = self._short(Field.SOURCE_TITLE)
            url = self._short(Field.SOURCE_URL)
            date = self.date(Field.SOURCE_DATE)
        return self._source_for(title or "", url or None, date)

    def date(self, field: Field) -> str | None:
        if not self.has(field) or not (text := self.text(field)):
            return None
        return self.reading(field, read_partial_date, text, self._dialect.dates)

    def _entry(self, source: Source) -> Entry:
        stated = self.stated(source, None, None)
        notes = [Remark(text, stated) for text in self._remark_texts(Field.NOTES, whole=True)]
        country = self._country()
        kind = self._kind()
        family = self._family(notes, stated)
        provider, own_country = self._provider(country, notes, stated)
        routes = self._several(Field.ROUTES, routes_named, notes, stated)
        concerns = self._several(Field.CONCERNS, concerns_named, notes, stated)
        sessions = self._sessions(stated)
        offers = self._prices.offers(kind, country, sessions, source, notes)
        return Entry(
            id="",
            kind=kind,
            name=self._name(),
            family=family,
            provider=provider,
            own_country=own_country,
            routes=routes,
            concerns=concerns,
            exosome_source=self._exosome_source(),
            offers=offers,
            sessions=sessions,
            interval=self._duration(Field.INTERVAL, stated),
            downtime=self._downtime(stated),
            onset=self._duration(Field.ONSET, stated),
            lasts=self._duration(Field.LASTS, stated, positive=True),
            pack=self._pack(stated),
            use=self._use(stated),
            included=self._remarks(Field.INCLUDED, stated),
            cautions=self._remarks(Field.CAUTIONS, stated),
            side_effects=self._remarks(Field.SIDE_EFFECTS, stated),
            notes=tuple(notes),
        )

    def _name(self) -> str:
        name = self._short(Field.NAME)
        if not name:
            self.refuse(Field.NAME, _("The name is missing."))
        return name

    def _short(self, field: Field) -> str:
        text = self.text(field)
        if len(text) > LONGEST_TEXT:
            self.refuse(
                field,
                _("The text has more than {n} characters.").format(n=LONGEST_TEXT),
                text[:100] + "…",
            )
            return text[:LONGEST_TEXT]
        return text

    def _kind(self) -> Kind:
        text = self.text(Field.KIND)
        if not text:
            is_product = self.has(Field.PACK, Field.USE) and (
                self.text(Field.PACK) or self.text(Field.USE)
            )
            return Kind.PRODUCT if is_product else Kind.TREATMENT
        kind = kind_named(text)
        if kind is None:
            self.refuse(
                Field.KIND,
                _("“{text}” is neither a treatment nor a product.").format(text=text),
                text,
                [WayOut(_("a treatment"), "treatment"), WayOut(_("a product"), "product")],
            )
            return Kind.TREATMENT
        return kind

    def _family(self, notes: list[Remark], stated: Stated) -> Family:
        text = self._short(Field.FAMILY)
        if not text:
            return Family.OTHER
        family = family_named(text)
        if family is None:
            self.assume(
                _("“{text}” is no family known here: “other”, with a note of it.").format(
                    text=text
                )
            )
            notes.append(Remark(self._labelled(Field.FAMILY, text), stated))
            return Family.OTHER
        return family

    def _labelled(self, field: Field, text: str) -> str:
        column = self.column(field)
        label = field.value if column is None else column.heading
        return _("{label}: {text}").format(label=label, text=text)[:LONGEST_TEXT]

    def _several(
        self,
        field: Field,
        named: Callable[[str], tuple[tuple[Value, ...], tuple[str, ...]]],
        notes: list[Remark],
        stated: Stated,
    ) -> tuple[Value, ...]:
        if not self.has(field) or not (text := self._short(field)):
            return ()
        found = self.reading(field, named, text)
        if found is None:
            return ()
        values, unknown = found
        if unknown:
            joined = "; ".join(unknown)
            self.assume(_("“{text}” is not known here and kept as a note.").format(text=joined))
            notes.append(Remark(self._labelled(field, joined), stated))
        return values

    def _exosome_source(self) -> Any:
        if not self.has(Field.EXOSOME_SOURCE) or not (text := self.text(Field.EXOSOME_SOURCE)):
            return None
        found = exosome_source_named(text)
        if found is None:
            self.refuse(
                Field.EXOSOME_SOURCE,
                _("“{text}” is no source of exosomes known here.").format(text=text),
                text,
            )
        return found

    def _country(self) -> str | None:
        text = self.text(Field.COUNTRY)
        if not text:
            return None
        code = country_named(text)
        if code is None:
            self.refuse(
                Field.COUNTRY,
                _("“{text}” is no country. Write a code such as GB or IN, or its name.").format(
                    text=text
                ),
                text,
            )
        return code

    def _provider(
        self, country: str | None, notes: list[Remark], stated: Stated
    ) -> tuple[Provider | None, str | None]:
        name, city = self._short(Field.PROVIDER), self._short(Field.CITY)
        if name:
            return Provider(name, city or None, country), None
        if city:
            notes.append(Remark(self._labelled(Field.CITY, city), stated))
        return None, country

    def _remark_texts(self, field: Field, *, whole: bool = False) -> tuple[str, ...]:
        if not self.has(field) or not (text := self._short(field)):
            return ()
        return (text,) if whole else listed(text)

    def _remarks(self, field: Field, stated: Stated) -> tuple[Remark, ...]:
        return tuple(Remark(text, stated) for text in self._remark_texts(field))

    # Figures

    def _sessions(self, stated: Stated) -> SessionCount | None:
        if not self.has(Field.SESSIONS, Field.SESSIONS_LOW, Field.SESSIONS_HIGH):
            return None
        if text := self.text(Field.SESSIONS):
            found = self.reading(Field.SESSIONS, read_sessions, text)
            return None if found is None else replace(found, stated=stated)
        if self._sessions_are_worked_out():
            return None
        low, high = self._session_ends()
        if low is None and high is None:
            return None
        if low is not None and high is not None and low > high:
            self.refuse(Field.SESSIONS_LOW, _upside_down(low, high), str(low))
            return None
        return SessionCount(low, high, stated)

    def _sessions_are_worked_out(self) -> bool:
        """Whether an export says that its sessions are an assumption, which is nobody's figure."""
        return any(flag in self.text(Field.FLAGS) for flag in _WORKED_OUT_SESSIONS)

    def _session_ends(self) -> tuple[int | None, int | None]:
        ends = []
        for field in (Field.SESSIONS_LOW, Field.SESSIONS_HIGH):
            text = self.text(field)
            found = self.reading(field, read_sessions, text) if text else None
            ends.append(None if found is None else found.low if found.low else found.high)
        return ends[0], ends[1]

    def _duration(
        self, field: Field, stated: Stated, *, positive: bool = False
    ) -> DurationRange | None:
        if not self.has(field) or not (text := self.text(field)):
            return None
        found = self._range(field, text)
        if found is None:
            return None
        if positive and any(end is not None and not end.amount for end in (found.low, found.high)):
            self.refuse(field, _("A length of time above 0 is needed here."), text)
        return DurationRange(found.low, found.high, stated)

    def _range(self, field: Field, text: str, unit: str | None = None) -> DurationRange | None:
        column = self.column(field)
        unit = unit or (None if column is None else column.unit)
        if unit is not None and _NO_LETTERS.fullmatch(text):
            text = f"{text} {unit}"
        return self.reading(field, read_duration_range, text)

    def _downtime(self, stated: Stated) -> DurationRange | None:
        if self.has(Field.DOWNTIME) and self.text(Field.DOWNTIME):
            return self._duration(Field.DOWNTIME, stated)
        if self.has(Field.DOWNTIME_LOW, Field.DOWNTIME_HIGH):
            low = self._end(Field.DOWNTIME_LOW)
            high = self._end(Field.DOWNTIME_HIGH)
        elif self.has(Field.COURSE_DOWNTIME_LOW, Field.COURSE_DOWNTIME_HIGH):
            fewest, most = self._session_ends()
            low = self._shared(self._end(Field.COURSE_DOWNTIME_LOW), fewest)
            high = self._shared(self._end(Field.COURSE_DOWNTIME_HIGH), most)
        else:
            return None
        if low is None and high is None:
            return None
        if low is not None and high is not None and low.days > high.days:
            field = (
                Field.DOWNTIME_LOW if self.has(Field.DOWNTIME_LOW) else Field.COURSE_DOWNTIME_LOW
            )
            self.refuse(
                field,
                _upside_down(f"{low.amount:f} {low.unit}", f"{high.amount:f} {high.unit}"),
                self.text(field),
            )
            return None
        return DurationRange(low, high, stated)

    def _end(self, field: Field) -> Duration | None:
        if not (text := self.text(field)):
            return None
        found = self._range(field, text, (column := self.column(field)) and column.unit or "day")
        return None if found is None else found.low or found.high

    def _shared(self, course: Duration | None, sessions: int | None) -> Duration | None:
        """What one session has of the downtime of a course, where that can be told exactly."""
        if course is None or sessions is None:
            return None
        for unit in ("day", "hour"):
            each = course.days / sessions / DAYS_IN[unit]
            scaled = each * 10**_MOST_DECIMALS
            if scaled.denominator == 1:
                amount = Decimal(scaled.numerator).scaleb(-_MOST_DECIMALS).normalize()
                return Duration(Decimal(f"{amount:f}"), unit)
        return None

    def _pack(self, stated: Stated) -> Pack | None:
        if not self.has(Field.PACK) or not (text := self.text(Field.PACK)):
            return None
        column = self.column(Field.PACK)
        if column is not None and column.unit and _NO_LETTERS.fullmatch(text):
            text = f"{text} {column.unit}"
        found = self.reading(Field.PACK, read_measure, text)
        return None if found is None else Pack(found, stated)

    def _use(self, stated: Stated) -> Use | None:
        if not self.has(Field.USE) or not (text := self.text(Field.USE)):
            return None
        found = self.reading(Field.USE, read_use, text)
        return None if found is None else replace(found, stated=stated)


def _upside_down(low: object, high: object) -> str:
    return _("The lowest, {low}, is above the highest, {high}.").format(low=low, high=high)


def _swapped(match: re.Match[str]) -> str:
    return "," if match[0] == "." else "."


def file_source(source_id: str, title: str, url: str | None, date: str | None) -> Source:
    """A source as a table can name it; the table itself is a price list."""
    kind = SourceKind.PRICE_LIST if url is None else SourceKind.PAGE
    return Source(source_id, kind, title, date=date, url=url)
