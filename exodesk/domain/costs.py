"""What all entries of a catalogue cost, each worked out when it is first asked for and kept."""

from __future__ import annotations

from collections.abc import Iterator

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.conversion import Conversion
from exodesk.domain.costing import CourseCost, cost_of
from exodesk.domain.rates import RateTable


class Costs:
    """Costs by row: the place of the entry in ``catalogue.entries``.

    ``kept`` are costs known before, under the same rates and the same assumptions but for the
    display currency.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        assumptions: Assumptions,
        rates: RateTable,
        kept: dict[int, CourseCost] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._entries = catalogue.entries
        self._assumptions = assumptions
        self._rates = rates
        self._kept = {} if kept is None else kept
        self._conversion = Conversion(assumptions, rates)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[CourseCost]:
        return map(self.of, range(len(self)))

    def of(self, row: int) -> CourseCost:
        kept = self._kept.get(row)
        if kept is not None and kept.currency == self._assumptions.currency:
            return kept
        found = None if kept is None else self._conversion.of(kept)
        if found is None:
            found = cost_of(self._entries[row], self._assumptions, self._rates)
        self._kept[row] = found
        return found

    def forget(self, number: int) -> bool:
        """Let go of ``number`` costs; whether there are more. Asked for again, they are the same.

        A million that are let go of at once take seconds.
        """
        kept = self._kept
        for _time in range(min(number, len(kept))):
            kept.popitem()
        return bool(kept)

    def in_currency_of(self, assumptions: Assumptions) -> Costs:
        """The same under ``assumptions`` that differ in the display currency alone."""
        return Costs(self._catalogue, assumptions, self._rates, self._kept)

    def carried_to(self, catalogue: Catalogue) -> Costs:
        """Those of another catalogue: entries that are the same object as before keep theirs."""
        entries, rows = catalogue.entries, catalogue.rows
        kept = {
            row: cost
            for cost in self._kept.values()
            if (row := rows.get(cost.entry.id)) is not None and entries[row] is cost.entry
        }
        return Costs(catalogue, self._assumptions, self._rates, kept)
