"""The one CSV writer: RFC 4180, UTF-8 with BOM, raw numbers, one row per entry.

Text that a spreadsheet might run as a formula gets one leading apostrophe, as OWASP advises
(CWE-1236); text that begins with an apostrophe before such a sign gets one more, so that taking one
away always gives the text back.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CostLine, CourseCost
from exodesk.domain.filters import Judgement
from exodesk.domain.money import Bounds
from exodesk.exports.in_force import in_force, option_text
from exodesk.exports.plain import source_titles
from exodesk.exports.plain_numbers import days, money, rate_option

BOM = "\ufeff"
_TRIGGERS = frozenset("=+-−@")
_CONTROLS = tuple("\t\r\n\0")

Cell = str | None


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is the same for every row. Rates are as old as ``on`` that day."""

    catalogue: Catalogue
    assumptions: str
    on: date


Reader = Callable[[CourseCost, _Setting], Cell]


def neutralised(text: str) -> str:
    """``text`` as a spreadsheet shows it instead of running it."""
    return f"'{text}" if _might_run(text) else text


def restored(text: str) -> str:
    """What ``neutralised`` was given."""
    return text[1:] if text.startswith("'") and _might_run(text) else text


def _might_run(text: str) -> bool:
    """Whether the first sign that shows is a trigger, in whatever width it is written."""
    bare = text.lstrip("'")
    if bare[:1].isalnum():
        return False
    shown = next((char for char in bare if char.isprintable() and not char.isspace()), "")
    return bare.startswith(_CONTROLS) or unicodedata.normalize("NFKC", shown)[:1] in _TRIGGERS


def _text(read: Callable[[CourseCost], str | None]) -> Reader:
    return lambda cost, _setting: neutralised(read(cost) or "")


def _texts(read: Callable[[CourseCost], Iterable[str]]) -> Reader:
    return lambda cost, _setting: neutralised("; ".join(read(cost)))


def _low(read: Callable[[CourseCost], Bounds]) -> Reader:
    return lambda cost, _setting: money(read(cost).low, cost.currency)


def _high(read: Callable[[CourseCost], Bounds]) -> Reader:
    return lambda cost, _setting: money(read(cost).high, cost.currency)


def _sessions(end: str) -> Reader:
    def read(cost: CourseCost, _setting: _Setting) -> Cell:
        number = None if cost.sessions is None else getattr(cost.sessions, end)
        return None if number is None else str(number)

    return read


COLUMNS: dict[str, Reader] = {
    "id": _text(lambda cost: cost.entry.id),
    "name": _text(lambda cost: cost.entry.name),
    "kind": _text(lambda cost: cost.entry.kind.value),
    "family": _text(lambda cost: cost.entry.family.value),
    "provider": _text(lambda cost: cost.entry.provider_name),
    "city": _text(lambda cost: cost.entry.city),
    "country": _text(lambda cost: cost.entry.country),
    "routes": _texts(lambda cost: (route.value for route in cost.entry.routes)),
    "state": _text(lambda cost: cost.state.value),
    "currency": _text(lambda cost: cost.currency),
    "unit_price_low": _low(lambda cost: cost.unit_price),
    "unit_price_high": _high(lambda cost: cost.unit_price),
    "sessions_low": _sessions("low"),
    "sessions_high": _sessions("high"),
    "total_low": _low(lambda cost: cost.total),
    "total_high": _high(lambda cost: cost.total),
    "downtime_days_low": lambda cost, _setting: days(cost.downtime.low),
    "downtime_days_high": lambda cost, _setting: days(cost.downtime.high),
    "original_currency": _text(lambda cost: cost.original_currency),
    "rate": _texts(lambda cost: (rate_option(rate) for rate in cost.rates)),
    "rate_date": _texts(lambda cost: (rate.date.isoformat() for rate in cost.rates)),
    "rate_source": _texts(lambda cost: (rate.source for rate in cost.rates)),
    "sources": _texts(lambda cost: cost.sources),
    "flags": _texts(lambda cost: (flag.value for flag in cost.flags)),
    "oldest_price_date": _text(lambda cost: cost.oldest_date if cost.lines else None),
    "source_titles": lambda cost, setting: neutralised(
        "; ".join(source_titles(cost, setting.catalogue))
    ),
    "rate_age_days": lambda cost, setting: "; ".join(
        str(rate.age_in_days(setting.on)) for rate in cost.rates
    ),
    "lines": _texts(lambda cost: (_line(line, cost.currency) for line in cost.lines)),
    "assumptions": lambda _cost, setting: neutralised(setting.assumptions),
}


def _line(line: CostLine, currency: str) -> str:
    """``tax=0.00 to 210.00``, raw; an end that is not known is the word unknown."""
    low, high = (money(end, currency) or "unknown" for end in (line.bounds.low, line.bounds.high))
    return f"{line.key.value}={low} to {high}"


def csv_bytes(
    costs: Sequence[CourseCost],
    catalogue: Catalogue,
    assumptions: Assumptions,
    on: date,
    *,
    columns: Sequence[str] = tuple(COLUMNS),
    judgements: Sequence[Judgement] | None = None,
) -> bytes:
    """The file as bytes, its rates as old as ``on`` that day. ``judgements`` add a last column.

    ``assumptions`` are those that ``costs`` stand under.
    """
    setting = _Setting(catalogue, option_text(in_force(assumptions)), on)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*columns, *(["fit"] if judgements is not None else [])])
    readers = [COLUMNS[column] for column in columns]
    for number, cost in enumerate(costs):
        row = [read(cost, setting) for read in readers]
        if judgements is not None:
            row.append(judgements[number].value)
        writer.writerow(row)
    return (BOM + text.getvalue()).encode("utf-8")
