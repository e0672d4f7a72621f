"""The one CSV writer: RFC 4180, UTF-8 with BOM, raw numbers, one row per entry.

Text that a spreadsheet might run as a formula gets one leading apostrophe, as OWASP advises
(CWE-1236); text that begins with an apostrophe before such a sign gets one more, so that taking one
away always gives the text back.

What comes again in many rows is written once and kept: a whole table takes little longer than the
``csv`` module alone would with its texts at hand.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import chain, islice, repeat

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Family, Kind
from exodesk.domain.filters import Judgement
from exodesk.domain.money import Bounds, PriceState
from exodesk.domain.rates import Rate
from exodesk.exports.in_force import in_force, option_text
from exodesk.exports.plain import source_titles
from exodesk.exports.plain_numbers import days, money, rate_option

BOM = "\ufeff"
ROWS_A_PIECE = 100
_TRIGGERS = frozenset("=+-−@")
_CONTROLS = tuple("\t\r\n\0")
_HARMLESS = re.compile(r'[^\W_][^,"\r\n]*')  # written as it is, and never run
_END = "\r\n"

_VALUES: dict[Enum, str] = {
    member: member.value for kind in (Kind, Family, LineKey, PriceState) for member in kind
}
"""``member.value`` is looked up by code of its own each time."""

COLUMNS = (
    *("id", "name", "kind", "family", "provider", "city", "country", "routes"),
    *("state", "currency", "unit_price_low", "unit_price_high", "sessions_low", "sessions_high"),
    *("total_low", "total_high", "downtime_days_low", "downtime_days_high"),
    *("original_currency", "rate", "rate_date", "rate_source", "sources", "flags"),
    *("oldest_price_date", "source_titles", "rate_age_days", "lines", "assumptions"),
)


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


def csv_bytes(
    costs: Iterable[CourseCost],
    catalogue: Catalogue,
    assumptions: Assumptions,
    on: date,
    *,
    columns: Sequence[str] = COLUMNS,
    judgements: Iterable[Judgement] | None = None,
) -> bytes:
    """The file as bytes; see ``csv_pieces``."""
    return b"".join(
        csv_pieces(costs, catalogue, assumptions, on, columns=columns, judgements=judgements)
    )


def csv_pieces(
    costs: Iterable[CourseCost],
    catalogue: Catalogue,
    assumptions: Assumptions,
    on: date,
    *,
    columns: Sequence[str] = COLUMNS,
    judgements: Iterable[Judgement] | None = None,
) -> Iterator[bytes]:
    """The headings, then the rows, ``ROWS_A_PIECE`` at a time.

    Rates are as old as ``on`` that day. ``judgements`` add a last column. ``assumptions`` are
    those that ``costs`` stand under.
    """
    headings = [*columns, *(["fit"] if judgements is not None else [])]
    yield (BOM + ",".join(headings) + _END).encode()
    writing = _Writing(catalogue, assumptions, on)
    rows = writing.rows(costs, columns, repeat(None) if judgements is None else judgements)
    while piece := list(islice(rows, ROWS_A_PIECE)):
        yield "".join(piece).encode()


def _written(text: str) -> str:
    """A cell as it stands in the file."""
    if _HARMLESS.fullmatch(text):
        return text
    line = io.StringIO()
    csv.writer(line, lineterminator=_END).writerow((neutralised(text), ""))
    return line.getvalue().removesuffix("," + _END)


class _Kept(dict[str, str]):
    """Texts that come again, each as it stands in the file."""

    def __missing__(self, text: str) -> str:
        found = self[text] = _written(text)
        return found


Cells = tuple[str, ...]
Reader = Callable[["_Writing", CourseCost], Cells]


class _Writing:
    """One table on its way into a file: what its rows have in common, and what was written."""

    def __init__(self, catalogue: Catalogue, assumptions: Assumptions, on: date) -> None:
        self._catalogue = catalogue
        self._on = on
        self._assumptions = (_written(option_text(in_force(assumptions))),)
        self._kept = _Kept({"": ""})
        self._amounts: dict[tuple[int, int, str], str] = {}
        self._days: dict[tuple[int, int], str] = {}
        self._words: dict[tuple[Enum, ...], str] = {}
        self._rates: dict[tuple[Rate, ...], Cells] = {}
        self._sources: dict[tuple[str, ...], Cells] = {}

    def rows(
        self,
        costs: Iterable[CourseCost],
        columns: Sequence[str],
        judgements: Iterable[Judgement | None],
    ) -> Iterator[str]:
        wanted = [names for names in _READERS if not set(names).isdisjoint(columns)]
        readers = [_READERS[names] for names in wanted]
        names = list(chain.from_iterable(wanted))
        places = [names.index(column) for column in columns]
        for cost, judgement in zip(costs, judgements, strict=False):
            cells: list[str] = []
            for read in readers:
                cells += read(self, cost)
            row = [cells[place] for place in places]
            if judgement is not None:
                row.append(judgement.value)
            # A line with nothing on it would be no row to who reads it.
            yield (",".join(row) or '""') + _END

    def entry(self, cost: CourseCost) -> Cells:
        entry, kept = cost.entry, self._kept
        provider, city = entry.provider_name, entry.city
        return (
            _written(entry.id),
            kept[entry.name],
            _VALUES[entry.kind],
            _VALUES[entry.family],
            "" if provider is None else kept[provider],
            "" if city is None else kept[city],
            kept[entry.country or ""],
            self._listed(entry.routes),
        )

    def state(self, cost: CourseCost) -> Cells:
        return _VALUES[cost.state], cost.currency

    def unit_price(self, cost: CourseCost) -> Cells:
        return self._ends(cost.unit_price, cost.currency)

    def sessions(self, cost: CourseCost) -> Cells:
        count = cost.sessions
        if count is None:
            return "", ""
        low, high = count.low, count.high
        return "" if low is None else str(low), "" if high is None else str(high)

    def total(self, cost: CourseCost) -> Cells:
        return self._ends(cost.total, cost.currency)

    def downtime(self, cost: CourseCost) -> Cells:
        return self._in_days(cost.downtime.low), self._in_days(cost.downtime.high)

    def original_currency(self, cost: CourseCost) -> Cells:
        return (cost.original_currency or "",)

    def rates(self, cost: CourseCost) -> Cells:
        """How they stand in the file, their dates, who says so, and their ages in days."""
        used = cost.rates
        if (found := self._rates.get(used)) is None:
            found = self._rates[used] = (
                _joined(map(rate_option, used)),
                _joined(rate.date.isoformat() for rate in used),
                _joined(rate.source for rate in used),
                _joined(str(rate.age_in_days(self._on)) for rate in used),
            )
        return found

    def sources(self, cost: CourseCost) -> Cells:
        """Their ids and their titles."""
        cited = cost.sources
        if (found := self._sources.get(cited)) is None:
            titles = source_titles(cost, self._catalogue)
            found = self._sources[cited] = _joined(cited), _joined(titles)
        return found

    def remarks(self, cost: CourseCost) -> Cells:
        oldest = cost.oldest_date if cost.lines else None
        return self._listed(cost.flags), self._kept[oldest or ""]

    def lines(self, cost: CourseCost) -> Cells:
        """``tax=0.00 to 210.00``, raw; an end that is not known is the word unknown."""
        lines = []
        for line in cost.lines:
            low, high = self._ends(line.bounds, cost.currency)
            lines.append(f"{_VALUES[line.key]}={low or 'unknown'} to {high or 'unknown'}")
        return ("; ".join(lines),)

    def assumptions(self, _cost: CourseCost) -> Cells:
        return self._assumptions

    def _listed(self, words: tuple[Enum, ...]) -> str:
        if (found := self._words.get(words)) is None:
            found = self._words[words] = _joined(str(word.value) for word in words)
        return found

    def _ends(self, bounds: Bounds, currency: str) -> Cells:
        low, high = bounds.low, bounds.high
        least = "" if low is None else self._amount(low, currency)
        if high is low:
            return least, least
        return least, "" if high is None else self._amount(high, currency)

    def _amount(self, value: Fraction, currency: str) -> str:
        key = value.numerator, value.denominator, currency  # a Fraction takes long to hash
        if (found := self._amounts.get(key)) is None:
            found = self._amounts[key] = money(value, currency) or ""
        return found

    def _in_days(self, value: Fraction | None) -> str:
        if value is None:
            return ""
        key = value.numerator, value.denominator
        if (found := self._days.get(key)) is None:
            found = self._days[key] = days(value) or ""
        return found


def _joined(texts: Iterable[str]) -> str:
    return _written("; ".join(texts))


_READERS: dict[tuple[str, ...], Reader] = {
    COLUMNS[: COLUMNS.index("state")]: _Writing.entry,
    ("state", "currency"): _Writing.state,
    ("unit_price_low", "unit_price_high"): _Writing.unit_price,
    ("sessions_low", "sessions_high"): _Writing.sessions,
    ("total_low", "total_high"): _Writing.total,
    ("downtime_days_low", "downtime_days_high"): _Writing.downtime,
    ("original_currency",): _Writing.original_currency,
    ("rate", "rate_date", "rate_source", "rate_age_days"): _Writing.rates,
    ("sources", "source_titles"): _Writing.sources,
    ("flags", "oldest_price_date"): _Writing.remarks,
    ("lines",): _Writing.lines,
    ("assumptions",): _Writing.assumptions,
}
"""Which columns of the file one look at a cost gives."""
