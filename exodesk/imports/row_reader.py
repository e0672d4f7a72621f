"""One row to an entry, or to every reason why it is none. Nothing unknown is filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from exodesk.domain.entries import Entry, Family, Remark, Source, Stated
from exodesk.imports.columns import ColumnMap
from exodesk.imports.delimited import Row
from exodesk.imports.dialect import Dialect
from exodesk.imports.fields import PRICES, Field, folded
from exodesk.imports.price_text import WayOut
from exodesk.imports.row_cells import Reason, RowCells
from exodesk.imports.row_figures import RowFigures
from exodesk.imports.row_prices import RowPrices
from exodesk.imports.row_words import RowWords
from exodesk.imports.vocabulary_texts import concerns_named, routes_named
from exodesk.translation import gettext as _

_SOURCES = frozenset({Field.SOURCE_TITLE, Field.SOURCE_URL, Field.SOURCE_DATE})
_DOWNTIMES = frozenset(
    {
        *(Field.DOWNTIME, Field.DOWNTIME_LOW, Field.DOWNTIME_HIGH),
        *(Field.COURSE_DOWNTIME_LOW, Field.COURSE_DOWNTIME_HIGH),
    }
)
_SUMS = frozenset(("total", "grand total", "sub total", "subtotal", "sum", "कुल", "कुल योग", "योग"))
_LONGEST_ABBREVIATION = 4  # PRP and IPL are treatments


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
        self._row = RowCells(columns, dialect)
        self._width = len(columns.columns)
        self._source_for = source_for
        self._id_for = id_for
        self._prices = RowPrices(self._row)
        self._figures = RowFigures(self._row)
        self._words = RowWords(self._row)
        self._optional = self._readers()
        self._names_sources = not _SOURCES.isdisjoint(self._row.fields())

    def read(self, row: Row) -> ReadRow:
        """The entry of ``row``, or every reason against it."""
        if fault := self._fault(row):
            return ReadRow(row, None, None, (Reason(fault),))
        self._row.take(row.cells)
        source = self._source() if self._names_sources else self._source_for("", None, None)
        entry = self._entry(source)
        return ReadRow(row, entry, source, tuple(self._row.reasons), tuple(self._row.assumed))

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

    # The entry

    def _source(self) -> Source:
        title, url = self._row.short(Field.SOURCE_TITLE), self._row.short(Field.SOURCE_URL)
        return self._source_for(title, url or None, self._row.date(Field.SOURCE_DATE))

    def _entry(self, source: Source) -> Entry | None:
        stated = self._row.stated(source, None, None)
        self._row.here = stated
        self._row.notes = [Remark(text, stated)] if (text := self._row.short(Field.NOTES)) else []
        name = self._name()
        country = self._words.country()
        kind = self._words.kind()
        text = self._row.short(Field.FAMILY)
        family = self._words.family(text) if text else Family.OTHER
        provider, own_country = self._words.provider(country)
        sessions = self._figures.sessions(stated)
        offers = self._prices.offers(kind, country, sessions, source)
        more = {name: read(stated) for name, read in self._optional.items()}
        if self._row.reasons:
            return None
        return Entry(
            id=self._id_for(name, self._row.text(Field.ID)),
            kind=kind,
            name=name,
            family=family,
            provider=provider,
            own_country=own_country,
            offers=offers,
            sessions=sessions,
            notes=tuple(self._row.notes),
            **more,
        )

    def _readers(self) -> dict[str, Callable[[Stated], Any]]:
        """What reads each part of an entry that not every table speaks of."""
        asked = self._row.fields()
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
            found["routes"] = partial(self._words.several, Field.ROUTES, routes_named)
        if Field.CONCERNS in asked:
            found["concerns"] = partial(self._words.several, Field.CONCERNS, concerns_named)
        for name, field in lists.items():
            if field in asked:
                found[name] = partial(self._words.remarks, field)
        if asked & _DOWNTIMES:
            found["downtime"] = self._figures.downtime
        if Field.PACK in asked or Field.PER in asked:
            found["pack"] = self._figures.pack
        if Field.USE in asked:
            found["use"] = self._figures.use
        if Field.EXOSOME_SOURCE in asked:
            found["exosome_source"] = self._words.exosome_source
        return found

    def _name(self) -> str:
        name = self._row.short(Field.NAME)
        if not name:
            self._row.refuse(Field.NAME, _("The name is missing."))
        elif folded(name) in _SUMS and not self._row.text(Field.ID):
            self._row.refuse(Field.NAME, _("A sum of other rows is no entry of its own."), name)
        elif self._is_section(name):
            spelt = name.rstrip(" :").capitalize()
            self._row.refuse(
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
        if self._row.filled != 1 or not self._row.has_column(PRICES):
            return False
        letters = sum(map(str.isalpha, name))
        return name.endswith(":") or (name.isupper() and letters > _LONGEST_ABBREVIATION)
