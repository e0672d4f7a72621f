"""What a reader of a total must know about it: what is not stated, not counted, or assumed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exodesk.domain.assumptions import FEE_LINES, Assumptions, LineKey
from exodesk.domain.cost_lines import Chosen
from exodesk.domain.course_cost import NOTHING, CostLine, Count, Flag
from exodesk.domain.entries import FEES, Entry, Kind, Offer, Tax
from exodesk.domain.money import Bounds
from exodesk.domain.tax import may_be_taxed, standard_tax


class CostFlags:
    """``bought`` are the offers in the total, ``left_out`` those paid for in lines left out."""

    def __init__(
        self,
        entry: Entry,
        assumptions: Assumptions,
        chosen: Chosen,
        lines: tuple[CostLine, ...],
        bought: Sequence[Offer],
        left_out: Sequence[Offer],
    ) -> None:
        self._entry = entry
        self._assumptions = assumptions
        self._chosen = chosen
        self._lines = lines
        self._bought = bought
        self._left_out = left_out

    def flags(self, sessions: Count | None, packs: Count | None) -> tuple[Flag, ...]:
        """In the order in which they are said, each once."""
        return tuple(dict.fromkeys(self._found(sessions, packs)))

    def _found(self, sessions: Count | None, packs: Count | None) -> Iterator[Flag]:
        yield from self._tax_flags()
        yield from self._fee_flags()
        by_line = {line.key: line.bounds for line in self._lines}
        is_product = self._entry.kind is Kind.PRODUCT
        if not is_product and (self._chosen.by_session or not self._chosen.buying):
            yield from self._upkeep_flags(by_line)
        if (travel := by_line.get(LineKey.TRAVEL)) is not None:
            if self._entry.country is None:
                yield Flag.COUNTRY_UNKNOWN
            if travel.high is None:
                yield Flag.TRIPS_UNKNOWN
        if (time_off := by_line.get(LineKey.TIME_OFF)) is not None and None in (
            time_off.low,
            time_off.high,
        ):
            yield Flag.DOWNTIME_UNKNOWN
        if sessions is not None and sessions.assumed:
            given = self._assumptions.assumed_sessions(self._entry) is not None
            yield Flag.SESSIONS_ASSUMED if given else Flag.SESSIONS_UNKNOWN
        if packs is not None and packs.assumed:
            yield Flag.PACKS_UNKNOWN

    def _tax_flags(self) -> Iterator[Flag]:
        unpaid = [
            offer
            for line in self._lines
            if line.bounds == NOTHING and line.key is not LineKey.SESSIONS
            for offer in line.offers()
            if offer.per in FEES
        ]
        paid = [offer for offer in self._bought if offer not in unpaid]
        if any(offer.tax is Tax.UNKNOWN for offer in paid):
            yield Flag.TAX_UNKNOWN
        if not self._assumptions.counts(LineKey.TAX):
            if any(offer.tax is Tax.EXCLUDED for offer in paid):
                yield Flag.TAX_NOT_COUNTED
            return
        for offer in (*paid, *self._left_out):
            if may_be_taxed(offer, self._assumptions.unknown_tax) and offer.tax_rate is None:
                known = standard_tax(self._entry) is not None
                yield Flag.TAX_RATE_ASSUMED if known else Flag.TAX_RATE_UNKNOWN

    def _fee_flags(self) -> Iterator[Flag]:
        fees = self._chosen.fees
        counted = [offer for line in self._lines for offer in line.offers()] if fees else []
        if any(fee not in counted and fee.price.high != 0 for fee in fees):
            yield Flag.FEE_NOT_COUNTED
        for fee in fees:
            if fee in counted and None in (fee.price.low, fee.price.high):
                yield Flag.FEE_UNKNOWN
            if fee in counted and fee.redeemable is None and fee.price.high != 0:
                yield Flag.REDEEMABLE_UNKNOWN
        for line in self._lines:
            redeemed = line.key in FEE_LINES and any(offer.redeemable for offer in line.offers())
            if redeemed and line.bounds.low:
                yield Flag.FEE_ABOVE_PRICE
            if line.key is LineKey.ADD_ON and None in (line.bounds.low, line.bounds.high):
                yield Flag.ADD_ON_UNKNOWN

    def _upkeep_flags(self, by_line: Mapping[LineKey, Bounds]) -> Iterator[Flag]:
        if self._entry.lasts is None:
            yield Flag.LASTS_UNKNOWN
        elif not self._assumptions.counts(LineKey.MAINTENANCE):
            yield Flag.MAINTENANCE_NOT_COUNTED
        elif (upkeep := by_line.get(LineKey.MAINTENANCE)) is not None and None in (
            upkeep.low,
            upkeep.high,
        ):
            yield Flag.MAINTENANCE_UNKNOWN
