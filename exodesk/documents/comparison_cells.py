"""The table of a comparison as documents show it: amounts to the penny, one row per attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from exodesk.domain.assumptions import LineKey
from exodesk.domain.comparison import Attribute, Group, Row, line_of
from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Per
from exodesk.domain.money import PriceState
from exodesk.translation import gettext as _
from exodesk.wording.amounts import amount_with_decimals, bounds_text, bounds_with_decimals
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.comparison_cells import CellWords
from exodesk.wording.sentences import total_text

SHOWN = (
    *(Attribute.TOTAL, Attribute.LINE, Attribute.OTHER_CURRENCY, Attribute.UNIT_PRICE),
    *(Attribute.TAX, Attribute.NOT_COUNTED, Attribute.SESSIONS, Attribute.PACK),
    *(Attribute.INTERVAL, Attribute.DOWNTIME, Attribute.DOWNTIME_IN_ALL, Attribute.LASTS),
    *(Attribute.ROUTES, Attribute.EXOSOME_SOURCE, Attribute.INCLUDED, Attribute.OLDEST_PRICE),
)
"""What documents show. Claims, cautions and effects are no price information."""

_NOT_KNOWN = (PriceState.NEEDS_RATE, PriceState.UNKNOWN)


def groups(words: ComparisonWords) -> Iterator[tuple[Group, list[Row]]]:
    """The rows shown, by their groups."""
    rows = [row for row in words.comparison.rows if row.attribute in SHOWN]
    for group in Group:
        if of_group := [row for row in rows if row.group is group]:
            yield group, of_group


def cell(words: ComparisonWords, row: Row, column: int) -> CellWords:
    """What a cell says; amounts with the decimals of their currency."""
    said = words.cell(row, column)
    exact = _EXACT.get(row.attribute)
    text = None if exact is None else exact(words, row, column)
    if text is None:
        return said
    return CellWords(text, said.note, said.quiet, said.changed)


def total_with_decimals(cost: CourseCost) -> str:
    if cost.state in _NOT_KNOWN:
        return total_text(cost)
    return bounds_with_decimals(cost.total, cost.currency, approx=bool(cost.rates))


def line_with_decimals(cost: CourseCost, key: LineKey) -> str | None:
    """One part of a total; where the two ends buy differently, its low may be above its high."""
    line = line_of(cost, key)
    if line is None:
        return None
    low, high, approx = line.bounds.low, line.bounds.high, cost.converts(line)
    if low is None or high is None or low <= high:
        return bounds_with_decimals(line.bounds, cost.currency, approx=approx)
    return _("{low} in the low total, {high} in the high one").format(
        low=amount_with_decimals(low, cost.currency), high=amount_with_decimals(high, cost.currency)
    )


def _total(words: ComparisonWords, _row: Row, column: int) -> str:
    return total_with_decimals(words.comparison.costs[column])


def _line(words: ComparisonWords, row: Row, column: int) -> str | None:
    return (
        None if row.line is None else line_with_decimals(words.comparison.costs[column], row.line)
    )


def _other_currency(words: ComparisonWords, _row: Row, column: int) -> str | None:
    total = words.comparison.other_totals[column]
    if total.needs_rate or total.bounds.state is PriceState.UNKNOWN:
        return None
    printed = total.as_printed
    return bounds_text(total.bounds, total.currency, exact=printed, approx=not printed)


def _unit_price(words: ComparisonWords, _row: Row, column: int) -> str | None:
    cost = words.comparison.costs[column]
    if cost.unit_per is None or cost.unit_price.state is PriceState.UNKNOWN:
        return None
    converted = cost.original_currency not in (None, cost.currency)
    approx = converted or cost.unit_per is Per.COURSE
    return bounds_with_decimals(cost.unit_price, cost.currency, approx=approx)


_EXACT: dict[Attribute, Callable[[ComparisonWords, Row, int], str | None]] = {
    Attribute.TOTAL: _total,
    Attribute.LINE: _line,
    Attribute.OTHER_CURRENCY: _other_currency,
    Attribute.UNIT_PRICE: _unit_price,
}
