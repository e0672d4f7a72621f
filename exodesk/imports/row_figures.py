"""The figures of one row beside its prices: sessions, lengths of time, packs and their use."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from exodesk.domain.entries import DurationRange, Pack, SessionCount, Stated, Use
from exodesk.domain.units import DAYS_IN, Duration
from exodesk.imports.fields import Field
from exodesk.imports.figure_texts import (
    read_duration_range,
    read_measure,
    read_sessions,
    read_use,
)
from exodesk.imports.row_cells import RowCells
from exodesk.translation import gettext as _

_MOST_DECIMALS = 12
_NO_LETTERS = re.compile(r"[\d\s.,–—-]+")
_WORKED_OUT_SESSIONS = ("sessions-assumed", "sessions-unknown")


class RowFigures:
    """Reads the figures of the row that ``row`` is at; reasons go to it as well."""

    def __init__(self, row: RowCells) -> None:
        self._row = row

    def sessions(self, stated: Stated) -> SessionCount | None:
        if text := self._row.text(Field.SESSIONS):
            found = self._row.reading(Field.SESSIONS, read_sessions, text)
            return None if found is None else replace(found, stated=stated)
        if self._sessions_are_worked_out():
            return None
        low, high = self._session_ends()
        if low is None and high is None:
            return None
        if low is not None and high is not None and low > high:
            self._row.refuse(Field.SESSIONS_LOW, _upside_down(low, high), str(low))
            return None
        return SessionCount(low, high, stated)

    def _sessions_are_worked_out(self) -> bool:
        """Whether an export says that its sessions are an assumption, which is nobody's figure."""
        return any(flag in self._row.text(Field.FLAGS) for flag in _WORKED_OUT_SESSIONS)

    def _session_ends(self) -> tuple[int | None, int | None]:
        ends = []
        for field in (Field.SESSIONS_LOW, Field.SESSIONS_HIGH):
            text = self._row.text(field)
            found = self._row.reading(field, read_sessions, text) if text else None
            ends.append(None if found is None else found.low if found.low else found.high)
        return ends[0], ends[1]

    def duration(self, field: Field, stated: Stated) -> DurationRange | None:
        if not (text := self._row.text(field)):
            return None
        found = self._range(field, text)
        if found is None:
            return None
        if field is Field.LASTS and any(
            end is not None and not end.amount for end in (found.low, found.high)
        ):
            self._row.refuse(field, _("A length of time above 0 is needed here."), text)
        return DurationRange(found.low, found.high, stated)

    def _range(self, field: Field, text: str, unit: str | None = None) -> DurationRange | None:
        column = self._row.column(field)
        unit = unit or (None if column is None else column.unit)
        if unit is not None and _NO_LETTERS.fullmatch(text):
            text = f"{text} {unit}"
        return self._row.reading(field, read_duration_range, text)

    def downtime(self, stated: Stated) -> DurationRange | None:
        if self._row.text(Field.DOWNTIME):
            return self.duration(Field.DOWNTIME, stated)
        field = Field.DOWNTIME_LOW
        low, high = self._end(field), self._end(Field.DOWNTIME_HIGH)
        if low is None and high is None:
            field = Field.COURSE_DOWNTIME_LOW
            low, high = self._end(field), self._end(Field.COURSE_DOWNTIME_HIGH)
            if low is None and high is None:
                return None
            fewest, most = self._session_ends()
            low, high = self._shared(low, fewest), self._shared(high, most)
        if low is None and high is None:
            return None
        if low is not None and high is not None and low.days > high.days:
            self._row.refuse(
                field,
                _upside_down(f"{low.amount:f} {low.unit}", f"{high.amount:f} {high.unit}"),
                self._row.text(field),
            )
            return None
        return DurationRange(low, high, stated)

    def _end(self, field: Field) -> Duration | None:
        if not (text := self._row.text(field)):
            return None
        found = self._range(
            field, text, ((column := self._row.column(field)) and column.unit) or "day"
        )
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

    def pack(self, stated: Stated) -> Pack | None:
        if not (text := self._row.text(Field.PACK)):
            return None
        column = self._row.column(Field.PACK)
        if column is not None and column.unit and _NO_LETTERS.fullmatch(text):
            text = f"{text} {column.unit}"
        found = self._row.reading(Field.PACK, read_measure, text)
        return None if found is None else Pack(found, stated)

    def use(self, stated: Stated) -> Use | None:
        if not (text := self._row.text(Field.USE)):
            return None
        found = self._row.reading(Field.USE, read_use, text)
        return None if found is None else replace(found, stated=stated)


def _upside_down(low: object, high: object) -> str:
    return _("The lowest, {low}, is above the highest, {high}.").format(low=low, high=high)
