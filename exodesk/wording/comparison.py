"""The words of a comparison: names of rows and columns, and what every cell says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from exodesk.domain.assumptions import LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.comparison import (
    Attribute,
    Comparison,
    Group,
    Mark,
    Row,
    line_of,
    per_session,
)
from exodesk.domain.costing import CourseCost
from exodesk.domain.decisions import Certainty, Decision
from exodesk.domain.money import PriceState
from exodesk.translation import N_
from exodesk.translation import gettext as _
from exodesk.wording.amounts import bounds_text, currency_plural, currency_symbol
from exodesk.wording.assumptions import horizon_words
from exodesk.wording.comparison_cells import CELLS, CellWords, joined, line_cell
from exodesk.wording.dates import dated
from exodesk.wording.offers import pack_text
from exodesk.wording.sentences import source_text, unknown_text

_NAMES: dict[Enum, str] = {
    Group.COST: N_("Cost"),
    Group.COURSE: N_("Course"),
    Group.TREATMENT: N_("Treatment"),
    Group.CLAIMS: N_("Claims and cautions"),
    Group.SOURCES: N_("Sources"),
    Attribute.TAX: N_("Tax"),
    Attribute.NOT_COUNTED: N_("Not counted"),
    Attribute.SESSIONS: N_("Sessions"),
    Attribute.PACK: N_("Packs"),
    Attribute.INTERVAL: N_("Interval"),
    Attribute.DOWNTIME: N_("Downtime per session"),
    Attribute.DOWNTIME_IN_ALL: N_("Downtime in all"),
    Attribute.ONSET: N_("Results seen after"),
    Attribute.LASTS: N_("Lasts"),
    Attribute.FAMILY: N_("Family"),
    Attribute.ROUTES: N_("Route"),
    Attribute.CONCERNS: N_("Concerns"),
    Attribute.EXOSOME_SOURCE: N_("Exosome source"),
    Attribute.INCLUDED: N_("Included"),
    Attribute.CLAIMS: N_("Claims"),
    Attribute.CAUTIONS: N_("Cautions"),
    Attribute.SIDE_EFFECTS: N_("Side effects"),
    Attribute.OLDEST_PRICE: N_("Oldest price"),
    Attribute.SOURCES: N_("Sources of the figures"),
    Mark.LOWEST: N_("lowest"),
    Mark.HIGHEST: N_("highest"),
}
_LINES = {
    LineKey.SESSIONS: N_("of which sessions"),
    LineKey.PACKS: N_("of which packs or payments"),
    LineKey.MAINTENANCE: N_("of which maintenance"),
    LineKey.CONSULTATION: N_("of which consultation"),
    LineKey.PATCH_TEST: N_("of which patch test"),
    LineKey.ADD_ON: N_("of which add-ons"),
    LineKey.TAX: N_("of which tax"),
    LineKey.FX_FEE: N_("of which exchange fee"),
    LineKey.TRAVEL: N_("of which travel"),
    LineKey.TIME_OFF: N_("of which time off"),
}


@dataclass(frozen=True, slots=True)
class MarkWords:
    """A place in the order as it is shown: ``sign`` names an icon, ``word`` stands beside it."""

    sign: str
    word: str
    accent: bool


def mark_word(mark: Mark) -> str:
    """``lowest`` or ``highest``: neutral words, for cost and downtime alike."""
    return _(_NAMES[mark])


def group_name(group: Group) -> str:
    return _(_NAMES[group])


def order_word(row: Row) -> str:
    """What the name of a row carries where no place in it is certain.

    Beside a place that is certain it would read as if that were in doubt.
    """
    if any(row.marks):
        return ""
    if row.cannot_tell:
        return _("can’t tell")
    return _("overlap") if row.overlap else ""


def column_names(costs: tuple[CourseCost, ...]) -> tuple[str, ...]:
    """``Peel, Leeds``: names with their place, and with their provider where that is not enough."""
    short = [_placed(cost) for cost in costs]
    return tuple(
        name if short.count(name) == 1 else _with_provider(cost, name)
        for cost, name in zip(costs, short, strict=True)
    )


def short_names(costs: tuple[CourseCost, ...]) -> tuple[str, ...]:
    """``London`` and ``Mumbai`` where the same is compared in several places, else whole names."""
    bare = {_bare_name(cost) for cost in costs}
    cities = [cost.entry.city for cost in costs]
    if len(bare) == 1 and None not in cities and len(set(cities)) == len(cities):
        return tuple(city or "" for city in cities)
    return column_names(costs)


class ComparisonWords:
    """Speaks for one comparison. ``today`` is what ages are counted to.

    Without a ``decision`` it says only what is sure. ``home`` is the country one lives in.
    """

    def __init__(
        self,
        comparison: Comparison,
        catalogue: Catalogue,
        horizon_days: Fraction,
        today: date,
        decision: Decision | None = None,
        home: str | None = None,
    ) -> None:
        self.comparison = comparison
        self._home = home
        self.decision = decision
        self.columns = column_names(comparison.costs)
        self.short = short_names(comparison.costs)
        self._catalogue = catalogue
        self._horizon_days = horizon_days
        self._horizon = horizon_words(horizon_days)
        self._today = today

    def total_title(self) -> str:
        return _("Total over {horizon}").format(horizon=self._horizon)

    def total_title_with_currency(self) -> str:
        """The same with the sign of the currency, as the chart is headed."""
        return _("{title}, {currency}").format(
            title=self.total_title(), currency=currency_symbol(self.comparison.currency).strip()
        )

    def foremost(self) -> int | None:
        """The column that the verdict speaks of: the cheapest, else the one that is ahead."""
        headline, decision = self.comparison.headline, self.decision
        if headline.cheapest:
            return headline.cheapest[0]
        if decision is not None and decision.leader is not None:
            return decision.leader
        return headline.leader

    def journeys(self) -> list[int]:
        """The columns that one would travel to; of several countries all without a home."""
        costs = self.comparison.costs
        counted = [n for n, cost in enumerate(costs) if line_of(cost, LineKey.TRAVEL) is not None]
        if counted or self._home is not None:
            away = [n for n, cost in enumerate(costs) if cost.entry.country != self._home]
            return counted or away
        return list(range(len(costs))) if len({cost.entry.country for cost in costs}) > 1 else []

    def row_name(self, row: Row) -> str:
        match row.attribute:
            case Attribute.TOTAL:
                return self.total_title()
            case Attribute.LINE if row.line is not None:
                return _(_LINES[row.line])
            case Attribute.OTHER_CURRENCY:
                return self._other_currency_title()
            case Attribute.UNIT_PRICE:
                return self._unit_title()
            case attribute:
                return _(_NAMES[attribute])

    def cell(self, row: Row, column: int) -> CellWords:
        if row.attribute is Attribute.OTHER_CURRENCY:
            return self._other_total(column)
        cost = self.comparison.costs[column]
        if row.line is not None:
            return line_cell(cost, row.line)
        if row.attribute is Attribute.PACK:
            text = pack_text(cost, self._horizon_days)
            return CellWords(text or _("does not apply"), quiet=text is None)
        if row.attribute is Attribute.OLDEST_PRICE:
            return self._oldest(cost)
        if row.attribute is Attribute.SOURCES:
            return self._sources(cost)
        return CELLS[row.attribute](cost)

    def mark(self, row: Row, column: int) -> MarkWords | None:
        """The place of a cell in its row, where it is certain or, of totals, likely."""
        mark, decision = row.marks[column], self.decision
        if mark is not None:
            return MarkWords(mark.value, mark_word(mark), accent=mark is Mark.LOWEST)
        if row.attribute is not Attribute.TOTAL or decision is None:
            return None
        if decision.certainty is Certainty.LIKELY and decision.cheapest == column:
            return MarkWords(Mark.LOWEST.value, _("likely lowest"), accent=True)
        return None

    def cell_sentence(self, row: Row, column: int) -> str:
        """A cell for who hears it: row, entry, what it says, and its place in the order."""
        cell, mark = self.cell(row, column), self.mark(row, column)
        parts = [cell.text, cell.note, "" if mark is None else mark.word]
        said = ", ".join(part for part in parts if part)
        return _("{row}, {entry}: {said}").format(
            row=self.row_name(row), entry=self.columns[column], said=said
        )

    def text_of(self, row: Row, column: int) -> str:
        """A cell as plain text, with note and mark, as it is copied."""
        cell, mark = self.cell(row, column), self.mark(row, column)
        said = [cell.note, "" if mark is None else mark.word]
        behind = ", ".join(part for part in said if part)
        return _("{text} ({note})").format(text=cell.text, note=behind) if behind else cell.text

    def _other_currency_title(self) -> str:
        currencies = {total.currency for total in self.comparison.other_totals}
        if len(currencies) > 1:
            return _("In the currency printed")
        return _("In {currency}").format(currency=currency_plural(next(iter(currencies))))

    def _unit_title(self) -> str:
        sold = {per_session(cost) is None for cost in self.comparison.costs}
        if sold == {True}:
            return _("Per pack or payment")
        return _("Per session") if sold == {False} else _("Per session, pack or payment")

    def _other_total(self, column: int) -> CellWords:
        total, cost = self.comparison.other_totals[column], self.comparison.costs[column]
        if total.needs_rate:
            return CellWords(_("needs a rate"), quiet=True)
        if total.bounds.state is PriceState.UNKNOWN:
            known = cost.total.state is not PriceState.UNKNOWN
            mixed = _("in several currencies")
            return CellWords(mixed if known else unknown_text(cost), quiet=True)
        text = bounds_text(total.bounds, total.currency, approx=total.converted)
        return CellWords(text, _("as printed") if total.as_printed else "")

    def _oldest(self, cost: CourseCost) -> CellWords:
        if not cost.lines:
            return CellWords(_("no price counted"), quiet=True)
        return CellWords(dated(cost.oldest_date, self._today), quiet=cost.oldest_date is None)

    def _sources(self, cost: CourseCost) -> CellWords:
        found = [self._catalogue.source(key) for key in cost.sources]
        named = [source_text(source) for source in found if source is not None]
        return joined(named, _("no source"))


def _placed(cost: CourseCost) -> str:
    entry = cost.entry
    place = entry.city or entry.provider_name
    if not place or entry.name.casefold().endswith(place.casefold()):
        return entry.name
    return _("{name}, {place}").format(name=entry.name, place=place)


def _bare_name(cost: CourseCost) -> str:
    """The name without the city that some names end with."""
    name, city = cost.entry.name, cost.entry.city
    if city and name.casefold().endswith(city.casefold()):
        name = name[: len(name) - len(city)]
    return name.rstrip(" ,·-").casefold()


def _with_provider(cost: CourseCost, name: str) -> str:
    provider = cost.entry.provider_name
    if provider is None or not cost.entry.city:
        return name
    return _("{name} ({provider})").format(name=name, provider=provider)
