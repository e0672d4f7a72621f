"""Cost and downtime of every entry as rectangles, since both are ranges and never points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSizeF

from exodesk.domain.costing import CourseCost
from exodesk.domain.money import Bounds
from exodesk.exports.plain_numbers import days
from exodesk.ui.charts.chart import (
    Cell,
    Spot,
    TwinTable,
    amount_cell,
    figure_cell,
    text_cell,
    unknown_cell,
)
from exodesk.ui.charts.rectangle import Rectangle
from exodesk.ui.charts.rectangles_plan import RectanglesPlan, height_of_rectangles
from exodesk.wording import gettext as _
from exodesk.wording.amounts import plain_number
from exodesk.wording.charts import cost_and_downtime_only, rectangle_sentence
from exodesk.wording.lists import in_sentences
from exodesk.wording.sentences import total_text


@dataclass(frozen=True, slots=True)
class CostAndDowntime:
    """``cost_title`` and ``downtime_title`` name the axes."""

    title: str
    currency: str
    cost_title: str
    downtime_title: str
    entries: tuple[Rectangle, ...]
    more_notes: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        return (cost_and_downtime_only(), *self.more_notes)

    def counts(self) -> tuple[int, ...]:
        return (1,) * len(self.entries)

    def words(self, spot: Spot) -> str:
        entry = self.entries[spot[0]]
        return rectangle_sentence(
            entry.name, entry.cost_words, entry.downtime, self._name(entry.beaten_by)
        )

    def overview(self) -> str:
        said = [self.words((row, 0)) for row in range(len(self.entries))]
        return in_sentences([*said, cost_and_downtime_only()])

    def table(self) -> TwinTable:
        return TwinTable(
            (
                *(_("Entry"), _("Currency"), _("Cost, low"), _("Cost, high")),
                *(_("Downtime, days, low"), _("Downtime, days, high"), _("Surely beaten by")),
            ),
            tuple(
                (
                    text_cell(entry.name),
                    text_cell(self.currency),
                    amount_cell(entry.cost.low, self.currency, entry.why_unknown),
                    amount_cell(entry.cost.high, self.currency, entry.why_unknown),
                    _days_cell(entry.downtime, low=True),
                    _days_cell(entry.downtime, low=False),
                    text_cell(self._name(entry.beaten_by)),
                )
                for entry in self.entries
            ),
        )

    def height(self, width: float) -> float:
        return height_of_rectangles(self.entries, width)

    def plan(self, size: QSizeF) -> RectanglesPlan:
        return RectanglesPlan(
            self.entries, self.currency, self.cost_title, self.downtime_title, size
        )

    def _name(self, row: int | None) -> str:
        return "" if row is None else self.entries[row].name


def cost_and_downtime(
    costs: Sequence[CourseCost],
    names: Sequence[str],
    title: str,
    cost_title: str,
    *,
    beaten: Mapping[int, int] | None = None,
    notes: Sequence[str] = (),
) -> CostAndDowntime:
    """The chart of ``costs``; ``beaten`` tells by position which is surely beaten by which."""
    beaten = beaten or {}
    return CostAndDowntime(
        title,
        costs[0].currency,
        cost_title,
        _("Downtime over the course, days"),
        tuple(
            Rectangle(name, cost.total, total_text(cost), cost.downtime, beaten.get(row))
            for row, (cost, name) in enumerate(zip(costs, names, strict=True))
        ),
        tuple(notes),
    )


def _days_cell(downtime: Bounds, *, low: bool) -> Cell:
    end = downtime.low if low else downtime.high
    if end is None:
        return unknown_cell()
    return figure_cell(plain_number(end), days(end) or "")
