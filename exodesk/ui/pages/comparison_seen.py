"""What a person looks at and types in a comparison, to be put back in another window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exodesk.domain.costing import CourseCost
from exodesk.ui.widgets.comparison_head import HeadStrip
from exodesk.ui.widgets.comparison_view import ComparisonView


@dataclass(frozen=True, slots=True)
class ComparisonSeen:
    """Cells are rows and columns of the table; ``refused`` is by entry and by field."""

    current: tuple[int, int] | None
    selected: tuple[tuple[int, int], ...]
    refused: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(
        cls, view: ComparisonView, heads: HeadStrip, costs: Sequence[CourseCost]
    ) -> ComparisonSeen:
        beside = zip(costs, heads.heads(), strict=False)
        return cls(
            view.current_cell(),
            tuple((index.row(), index.column()) for index in view.selected_cells()),
            {cost.entry.id: texts for cost, head in beside if (texts := head.refused())},
        )

    def show_in(self, view: ComparisonView, heads: HeadStrip, costs: Sequence[CourseCost]) -> None:
        if self.current is not None:
            view.choose(self.selected, self.current)
        for cost, head in zip(costs, heads.heads(), strict=False):
            head.type_again(self.refused.get(cost.entry.id, {}))
