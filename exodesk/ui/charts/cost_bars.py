"""The totals as ranges on one scale, with what either end is made of where that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QSizeF

from exodesk.domain.costing import CourseCost
from exodesk.ui.charts.bars_plan import BarsPlan, height_of_bars
from exodesk.ui.charts.chart import Cell, Spot, TwinTable, amount_cell, text_cell
from exodesk.ui.charts.cost_bar import Composition, CostBar, CostPart, Segment
from exodesk.wording import gettext as _
from exodesk.wording.charts import part_sentence, total_sentence
from exodesk.wording.lists import in_sentences
from exodesk.wording.sentences import total_text
from exodesk.wording.vocabulary import word


@dataclass(frozen=True, slots=True)
class CostBars:
    """``usual_band`` is the bar whose range the pale band repeats until another is current."""

    title: str
    currency: str
    bars: tuple[CostBar, ...]
    notes: tuple[str, ...] = ()
    with_parts: bool = False
    usual_band: int | None = None

    def showing_parts(self, shown: bool) -> CostBars:
        """The same with or without the lines of the totals."""
        return replace(self, with_parts=shown)

    def counts(self) -> tuple[int, ...]:
        return tuple(1 + len(self._segments(bar)) for bar in self.bars)

    def words(self, spot: Spot) -> str:
        row, number = spot
        bar = self.bars[row]
        if number == 0:
            return total_sentence(bar.name, bar.words, bar.note)
        composition, segment = self._segments(bar)[number - 1]
        return part_sentence(
            bar.name,
            word(segment.key),
            segment.amount,
            composition.total,
            self.currency,
            low=composition.low,
        )

    def overview(self) -> str:
        return in_sentences(self.words((row, 0)) for row in range(len(self.bars)))

    def table(self) -> TwinTable:
        rows: list[tuple[Cell, ...]] = []
        for bar in self.bars:
            total = text_cell(_("Total"))
            rows.append(
                (text_cell(bar.name), *([total] if self.with_parts else []), *self._ends(bar))
            )
            if self.with_parts:
                rows += [
                    (
                        text_cell(bar.name),
                        text_cell(word(part.key)),
                        text_cell(self.currency),
                        amount_cell(part.bounds.low, self.currency),
                        amount_cell(part.bounds.high, self.currency),
                    )
                    for part in bar.parts
                ]
        line = [_("Line")] if self.with_parts else []
        return TwinTable((_("Entry"), *line, _("Currency"), _("Low"), _("High")), tuple(rows))

    def height(self, width: float) -> float:
        return height_of_bars(self.bars, width, with_parts=self.with_parts)

    def plan(self, size: QSizeF) -> BarsPlan:
        return BarsPlan(
            self.bars,
            self.currency,
            size,
            with_parts=self.with_parts,
            usual_band=self.usual_band,
        )

    def _segments(self, bar: CostBar) -> list[tuple[Composition, Segment]]:
        if not self.with_parts:
            return []
        return [(end, segment) for end in bar.compositions() for segment in end.segments]

    def _ends(self, bar: CostBar) -> tuple[Cell, ...]:
        why = "" if bar.known else bar.words
        return (
            text_cell(self.currency),
            amount_cell(bar.total.low, self.currency, why),
            amount_cell(bar.total.high, self.currency, why),
        )


def cost_bars(
    costs: Sequence[CourseCost],
    names: Sequence[str],
    title: str,
    *,
    places: Sequence[str] = (),
    notes: Sequence[str] = (),
    usual_band: int | None = None,
) -> CostBars:
    """The chart of ``costs``, of which there is at least one, all in one currency.

    ``places`` are words such as ``lowest``, one for each cost or none at all.
    """
    return CostBars(
        title,
        costs[0].currency,
        tuple(
            CostBar(
                name,
                cost.state,
                cost.total,
                total_text(cost),
                tuple(CostPart(line.key, line.bounds) for line in cost.lines),
                place,
            )
            for cost, name, place in zip(costs, names, places or [""] * len(costs), strict=True)
        ),
        tuple(notes),
        usual_band=usual_band,
    )
