"""Chances of being cheaper as plain bars of 100 cases, one for each pair."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSizeF

from exodesk.domain.chances import Chance
from exodesk.ui.charts.chance_bar import ChanceBar
from exodesk.ui.charts.chances_plan import ChancesPlan, height_of_chances
from exodesk.ui.charts.chart import Cell, Spot, TwinTable, figure_cell, text_cell, unknown_cell
from exodesk.wording import gettext as _
from exodesk.wording.chances import cases_text, share_text
from exodesk.wording.charts import outcome_sentence


@dataclass(frozen=True, slots=True)
class Chances:
    title: str
    bars: tuple[ChanceBar, ...]
    notes: tuple[str, ...] = ()

    def counts(self) -> tuple[int, ...]:
        return tuple(max(len(bar.outcomes()), 1) for bar in self.bars)

    def words(self, spot: Spot) -> str:
        bar = self.bars[spot[0]]
        outcomes = bar.outcomes()
        if not outcomes:
            return bar.sentence
        outcome, chance = outcomes[spot[1]]
        return outcome_sentence(outcome.value, bar.name, bar.other, cases_text(chance.in_hundred()))

    def overview(self) -> str:
        return " ".join(bar.sentence for bar in self.bars)

    def table(self) -> TwinTable:
        return TwinTable(
            (
                *(_("Entry"), _("Compared with"), _("Chance of being cheaper")),
                *(_("Chance of the same cost"), _("Chance of being dearer")),
            ),
            tuple(
                (
                    text_cell(bar.name),
                    text_cell(bar.other),
                    *map(_cell, (bar.cheaper, bar.equal, bar.dearer)),
                )
                for bar in self.bars
            ),
        )

    def height(self, width: float) -> float:
        return height_of_chances(self.bars, width)

    def plan(self, size: QSizeF) -> ChancesPlan:
        return ChancesPlan(self.bars, size)


def _cell(chance: Chance | None) -> Cell:
    if chance is None:
        return unknown_cell()
    return figure_cell(share_text(chance.in_hundred()), f"{chance.to_four_decimals():f}")
