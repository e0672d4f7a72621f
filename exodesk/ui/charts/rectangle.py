"""One entry between the axes of cost and downtime."""

from __future__ import annotations

from dataclasses import dataclass

from exodesk.domain.money import Bounds, PriceState


@dataclass(frozen=True, slots=True)
class Rectangle:
    """``downtime`` is in days over the course; ``beaten_by`` is the place of another entry."""

    name: str
    cost: Bounds
    cost_words: str
    downtime: Bounds
    beaten_by: int | None = None

    @property
    def cost_known(self) -> bool:
        return self.cost.state is not PriceState.UNKNOWN

    @property
    def drawn(self) -> bool:
        """Whether at least one end of either axis is known."""
        return self.cost_known and self.downtime.state is not PriceState.UNKNOWN

    @property
    def why_unknown(self) -> str:
        """Why there is no cost at all; empty where an end is known."""
        return "" if self.cost_known else self.cost_words
