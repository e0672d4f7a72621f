"""What all entries of a catalogue cost, each worked out when it is first asked for and kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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

    def in_currency_of(self, assumptions: Assumptions) -> Costs:
        """The same under ``assumptions`` that differ in the display currency alone."""
        return Costs(self._catalogue, assumptions, self._rates, self._kept)

    def carried_to(self, catalogue: Catalogue, rows: Mapping[str, int]) -> Costs:
        """Those of another catalogue, in which ``rows`` tells where an id stands.

        Entries that are the same object as before keep their costs.
        """
        entries = catalogue.entries
        kept = {
            row: cost
            for cost in self._kept.values()
            if (row := rows.get(cost.entry.id)) is not None and entries[row] is cost.entry
        }
        return Costs(catalogue, self._assumptions, self._rates, kept)
