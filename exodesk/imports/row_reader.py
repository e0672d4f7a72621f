"""One row to an entry, or to every reason why it is none. Nothing unknown is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from exodesk.domain.entries import (
    NOT_SOURCED,
    Entry,
    ExosomeSource,
    Family,
    Kind,
    Per,
    Provider,
    Remark,
    Source,
    Stated,
)
from exodesk.domain.errors import ExodeskError
from exodesk.exports.csv_table import restored
from exodesk.imports.columns import Column, ColumnMap
from exodesk.imports.delimited import Row
from exodesk.imports.dialect import Dialect
from exodesk.imports.fields import DURATIONS, PRICES, Field, field_name, folded
from exodesk.imports.figure_texts import (
    read_partial_date,
)
from exodesk.imports.price_text import WayOut
from exodesk.imports.row_figures import RowFigures
from exodesk.imports.row_prices import RowPrices
from exodesk.imports.vocabulary_texts import (
    concerns_named,
    exosome_source_named,
    family_named,
    kind_named,
    listed,
    per_named,
    routes_named,
)
from exodesk.translation import gettext as _
from exodesk.wording.countries import country_named

LONGEST_TEXT = 10_000
_KEPT_READINGS = 20_000
_SOURCES = frozenset({Field.SOURCE_TITLE, Field.SOURCE_URL, Field.SOURCE_DATE})
_DOWNTIMES = frozenset(
    {
        *(Field.DOWNTIME, Field.DOWNTIME_LOW, Field.DOWNTIME_HIGH),
        *(Field.COURSE_DOWNTIME_LOW, Field.COURSE_DOWNTIME_HIGH),
    }
)
_NUMBERS = PRICES | DURATIONS | {Field.TAX_RATE, Field.PACK, Field.USE}
_SUMS = frozenset(("total", "grand total", "sub total", "subtotal", "sum", "कुल", "कुल योग", "योग"))
_LONGEST_ABBREVIATION = 4  # PRP and IPL are treatments
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


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read. ``entry`` is None where there are reasons against it.

    ``source`` is what its figures cite; ``assumed`` says what was taken for granted.
    """

    row: Row
    entry: Entry | None
    source: Source | None
    reasons: tuple[Reason, ...] = ()
    assumed: tuple[str, ...] = ()


class RowReader:
    """Reads the rows of one table, as its columns and its dialect say.

    ``source_for`` gives the source that rows cite, by title, link and date as the row has them;
    ``id_for`` an id for a new entry, by its name and the id that the row gives it.
    """

    def __init__(
        self,
        columns: ColumnMap,
        dialect: Dialect,
        source_for: Callable[[str, str | None, str | None], Source],
        id_for: Callable[[str, str], str],
    ) -> None:
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
        self._width = len(columns.columns)
        self._dialect = dialect
        self._source_for = source_for
        self._id_for = id_for
        self._readings: dict[tuple[Any, ...], Any] = {}
        self._stated: dict[tuple[str | None, ...], Stated] = {}
        self._prices = RowPrices(self)
        self._figures = RowFigures(self)
        self._optional = self._readers()
        self._names_sources = not _SOURCES.isdisjoint({*self._index, *self._for_all})
        self._texts: dict[Field, str] = {}
        self._cells = 0  # how many of the row say something
        self._printed: dict[Field, str] = {}  # where point and comma were swapped to read it
        self._reasons: list[Reason] = []
        self._assumed: list[str] = []
        self._notes: list[Remark] = []
        self._here = NOT_SOURCED

    def read(self, row: Row) -> ReadRow:
        """The entry of ``row``, or every reason against it."""
        self._reasons, self._assumed = [], []
        if fault := self._fault(row):
            return ReadRow(row, None, None, (Reason(fault),))
        self._take_texts(row.cells)
        source = self._source() if self._names_sources else self._source_for("", None, None)
        entry = self._entry(source)
        return ReadRow(row, entry, source, tuple(self._reasons), tuple(self._assumed))

    def _fault(self, row: Row) -> str:
        if row.fault:
            return row.fault
        cells = row.cells
        if len(cells) == self._width:
            return ""
        if len(cells) < self._width:
            return _("The row ends early: it has {n} of {all} cells.").format(
                n=len(cells), all=self._width
            )
        if any(cell.strip() for cell in cells[self._width :]):
            return _("The row has more cells ({n}) than there are headings ({all}).").format(
                n=len(cells), all=self._width
            )
        return ""

    # Cells

    def _take_texts(self, cells: tuple[str, ...]) -> None:
        self._texts = texts = dict(self._for_all)
        self._cells = sum(1 for cell in cells if cell.strip())
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
        self._reasons.append(Reason(sentence, field, self._index.get(field), text, tuple(ways_out)))

    def assume(self, sentence: str) -> None:
        self._assumed.append(sentence)

    def note(self, field: Field | None, text: str) -> None:
        """Keep what no field can hold as a note of the entry."""
        if field is not None:
            text = _("{label}: {text}").format(label=self._label(field), text=text)
        self._notes.append(Remark(text[:LONGEST_TEXT], self._here))

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

    # The entry

    def _source(self) -> Source:
        title, url = self._short(Field.SOURCE_TITLE), self._short(Field.SOURCE_URL)
        return self._source_for(title, url or None, self.date(Field.SOURCE_DATE))

    def date(self, field: Field) -> str | None:
        if not (text := self.text(field)):
            return None
        return self.reading(field, read_partial_date, text, self._dialect.dates)

    def _entry(self, source: Source) -> Entry | None:
        stated = self.stated(source, None, None)
        self._here = stated
        self._notes = [Remark(text, stated)] if (text := self._short(Field.NOTES)) else []
        name = self._name()
        country = self._country()
        kind = self._kind()
        text = self._short(Field.FAMILY)
        family = self._family(text) if text else Family.OTHER
        provider, own_country = self._provider(country)
        sessions = self._figures.sessions(stated)
        offers = self._prices.offers(kind, country, sessions, source)
        more = {name: read(stated) for name, read in self._optional.items()}
        if self._reasons:
            return None
        return Entry(
            id=self._id_for(name, self.text(Field.ID)),
            kind=kind,
            name=name,
            family=family,
            provider=provider,
            own_country=own_country,
            offers=offers,
            sessions=sessions,
            notes=tuple(self._notes),
            **more,
        )

    def _readers(self) -> dict[str, Callable[[Stated], Any]]:
        """What reads each part of an entry that not every table speaks of."""
        asked = {*self._index, *self._for_all}
        durations = {
            "interval": Field.INTERVAL,
            "onset": Field.ONSET,
            "lasts": Field.LASTS,
        }
        lists = {
            "included": Field.INCLUDED,
            "cautions": Field.CAUTIONS,
            "side_effects": Field.SIDE_EFFECTS,
        }
        found: dict[str, Callable[[Stated], Any]] = {}
        for name, field in durations.items():
            if field in asked:
                found[name] = partial(self._figures.duration, field)
        if Field.ROUTES in asked:
            found["routes"] = partial(self._several, Field.ROUTES, routes_named)
        if Field.CONCERNS in asked:
            found["concerns"] = partial(self._several, Field.CONCERNS, concerns_named)
        for name, field in lists.items():
            if field in asked:
                found[name] = partial(self._remarks, field)
        if asked & _DOWNTIMES:
            found["downtime"] = self._figures.downtime
        if Field.PACK in asked or Field.PER in asked:
            found["pack"] = self._figures.pack
        if Field.USE in asked:
            found["use"] = self._figures.use
        if Field.EXOSOME_SOURCE in asked:
            found["exosome_source"] = self._exosome_source
        return found

    def _name(self) -> str:
        name = self._short(Field.NAME)
        if not name:
            self.refuse(Field.NAME, _("The name is missing."))
        elif folded(name) in _SUMS and not self.text(Field.ID):
            self.refuse(Field.NAME, _("A sum of other rows is no entry of its own."), name)
        elif self._is_section(name):
            spelt = name.rstrip(" :").capitalize()
            self.refuse(
                Field.NAME,
                _(
                    "It stands alone in its row, as a heading does."
                    " If it is a treatment, spell it “{spelt}”."
                ).format(spelt=spelt),
                name,
                [WayOut(_("Use “{text}”").format(text=spelt), spelt)],
            )
        return name

    def _is_section(self, name: str) -> bool:
        """Whether a name has nothing beside it and looks like the heading of the rows below."""
        if self._cells != 1 or PRICES.isdisjoint(self._index):
            return False
        letters = sum(map(str.isalpha, name))
        return name.endswith(":") or (name.isupper() and letters > _LONGEST_ABBREVIATION)

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
            is_product = self.text(Field.PACK) or self.text(Field.USE)
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

    def _family(self, text: str) -> Family:
        family = family_named(text)
        if family is None:
            self.assume(
                _("“{text}” is no family known here: “other”, with a note of it.").format(text=text)
            )
            self.note(Field.FAMILY, text)
            return Family.OTHER
        return family

    def _several(
        self,
        field: Field,
        named: Callable[[str], tuple[tuple[Value, ...], tuple[str, ...]]],
        _stated: Stated,
    ) -> tuple[Value, ...]:
        if not (text := self._short(field)):
            return ()
        found = self.reading(field, named, text)
        if found is None:
            return ()
        values, unknown = found
        if unknown:
            joined = "; ".join(unknown)
            self.assume(_("“{text}” is not known here and kept as a note.").format(text=joined))
            self.note(field, joined)
        return values

    def _exosome_source(self, _stated: Stated) -> ExosomeSource | None:
        if not (text := self.text(Field.EXOSOME_SOURCE)):
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

    def _provider(self, country: str | None) -> tuple[Provider | None, str | None]:
        name, city = self._short(Field.PROVIDER), self._short(Field.CITY)
        if name:
            return Provider(name, city or None, country), None
        if city:
            self.note(Field.CITY, city)
        return None, country

    def _remarks(self, field: Field, stated: Stated) -> tuple[Remark, ...]:
        return tuple(Remark(text, stated) for text in listed(self._short(field)))


def _swapped(match: re.Match[str]) -> str:
    return "," if match[0] == "." else "."
