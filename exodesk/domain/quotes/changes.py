"""What changed from one version of a quote to the next, as values; the words are in wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from exodesk.domain.assumptions import LineKey
from exodesk.domain.quotes.amounts import quote_amounts
from exodesk.domain.quotes.lines import EXTRAS, LineKind, QuoteLine
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import OptionAmounts, Row
from exodesk.domain.rates import RateTable

_Key = tuple[LineKind, str, int]


class What(Enum):
    """What differs, and what ``old`` and ``new`` of a difference are."""

    OPTION_ADDED = "option-added"
    OPTION_REMOVED = "option-removed"
    TITLE = "title"
    """Texts."""
    LINE_ADDED = "line-added"
    LINE_REMOVED = "line-removed"
    COUNT = "count"
    """Counts of sessions, packs, trips or pieces, None where one is not known at all."""
    PRICE = "price"
    """Prices of one (``PriceRange``), None where there is not one."""
    DISCOUNT = "discount"
    """Discounts, None for none."""
    TAX = "tax"
    """Pairs of ``Tax`` and its rate in per cent; either may be None."""
    EXTRAS = "extras"
    """What comes with an entry: frozen sets of ``LineKey``."""
    NOTE = "note"
    """Texts."""
    OPTION_DISCOUNT = "option-discount"
    """Discounts, None for none."""
    TOTAL = "total"
    """``Bounds`` in ``currency``, the new ones in ``new_currency``."""
    CLIENT = "client"
    """Clients."""
    CURRENCY = "currency"
    SECOND_CURRENCY = "second-currency"
    """Codes, None for none."""
    LANGUAGE = "language"
    RATE = "rate"
    """Rates between the same currencies."""
    VALIDITY = "validity"
    """Numbers of days, last days, or None."""
    DEPOSIT = "deposit"
    PAYMENT = "payment"
    NOTES = "notes"
    """Texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """``letter`` and ``name`` say of which option and line, None of the whole.

    ``alone``: the line is the only one of its option before and after, and needs no name.
    ``part`` is what is counted.
    """

    what: What
    letter: str | None = None
    name: str | None = None
    old: object = None
    new: object = None
    part: LineKey | None = None
    alone: bool = False
    currency: str = ""
    new_currency: str = ""


def what_changed(old: Quote, new: Quote, rates: RateTable) -> tuple[Difference, ...]:
    """Option by option, then the whole; amounts as they were frozen, those of drafts at ``rates``.

    Nothing where the two say the same.
    """
    return tuple(_differences(old, new, rates))


def _differences(old: Quote, new: Quote, rates: RateTable) -> Iterator[Difference]:
    before = {found.letter: found for found in quote_amounts(old, rates)}
    after = {found.letter: found for found in quote_amounts(new, rates)}
    options = {option.letter: option for option in old.options}
    for option in new.options:
        letter = option.letter
        if letter in options:
            yield from _of_option(options[letter], option, before[letter], after[letter])
        else:
            yield Difference(
                what=What.OPTION_ADDED,
                letter=letter,
                new=after[letter].total,
                new_currency=new.currency,
            )
    for letter in options:
        if letter not in after:
            yield Difference(
                what=What.OPTION_REMOVED,
                letter=letter,
                old=before[letter].total,
                currency=old.currency,
            )
    yield from _of_whole(old, new)
    yield from _of_rates(before.values(), after.values())


def _of_option(
    old: Option, new: Option, before: OptionAmounts, after: OptionAmounts
) -> Iterator[Difference]:
    letter = new.letter
    if old.title != new.title:
        yield Difference(what=What.TITLE, letter=letter, old=old.title, new=new.title)
    was, now = dict(_keyed(old)), dict(_keyed(new))
    alone = len(was) == len(now) == 1
    for key, place in now.items():
        line = new.lines[place]
        if key not in was:
            yield Difference(what=What.LINE_ADDED, letter=letter, name=line.name)
            continue
        found = _Lines(letter, alone, old.lines[was[key]], line)
        yield from found.differences(before.rows_of(was[key]), after.rows_of(place))
    for key, place in was.items():
        if key not in now:
            yield Difference(what=What.LINE_REMOVED, letter=letter, name=old.lines[place].name)
    if old.discount != new.discount:
        yield Difference(
            what=What.OPTION_DISCOUNT, letter=letter, old=old.discount, new=new.discount
        )
    if (before.total, before.currency) != (after.total, after.currency):
        yield Difference(
            what=What.TOTAL,
            letter=letter,
            old=before.total,
            new=after.total,
            currency=before.currency,
            new_currency=after.currency,
        )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The same line before and after."""

    letter: str
    alone: bool
    old: QuoteLine
    new: QuoteLine

    def differences(self, before: tuple[Row, ...], after: tuple[Row, ...]) -> Iterator[Difference]:
        old, new = self.old, self.new
        if before and after:
            yield from self._of_rows(before[0], after[0])
        if old.discount != new.discount:
            yield self._said(What.DISCOUNT, old.discount, new.discount)
        extras = [frozenset(EXTRAS - line.left_out) for line in (old, new)]
        if extras[0] != extras[1]:
            yield self._said(What.EXTRAS, *extras)
        if old.note != new.note:
            yield self._said(What.NOTE, old.note, new.note)

    def _of_rows(self, was: Row, now: Row) -> Iterator[Difference]:
        counts = [None if r.count is None else (r.count.low, r.count.high) for r in (was, now)]
        if counts[0] != counts[1]:
            yield self._said(What.COUNT, was.count, now.count, part=now.part)
        if was.unit != now.unit:
            yield self._said(What.PRICE, was.unit, now.unit, part=now.part)
        taxes = [(row.tax, row.tax_rate) for row in (was, now)]
        if taxes[0] != taxes[1]:
            yield self._said(What.TAX, *taxes)

    def _said(
        self, what: What, old: object, new: object, *, part: LineKey | None = None
    ) -> Difference:
        return Difference(
            what=what,
            letter=self.letter,
            name=self.new.name,
            old=old,
            new=new,
            part=part,
            alone=self.alone,
        )


def _of_whole(old: Quote, new: Quote) -> Iterator[Difference]:
    pairs = (
        (What.CLIENT, old.client, new.client),
        (What.CURRENCY, old.currency, new.currency),
        (What.SECOND_CURRENCY, old.second_currency, new.second_currency),
        (What.LANGUAGE, old.language, new.language),
        (What.VALIDITY, old.validity, new.validity),
        (What.DEPOSIT, old.deposit, new.deposit),
        (What.PAYMENT, old.payment, new.payment),
        (What.NOTES, old.notes, new.notes),
    )
    for what, before, after in pairs:
        if before != after:
            yield Difference(what=what, old=before, new=after)


def _of_rates(
    before: Iterable[OptionAmounts], after: Iterable[OptionAmounts]
) -> Iterator[Difference]:
    was = {rate.pair: rate for found in before for rate in found.rates}
    now = {rate.pair: rate for found in after for rate in found.rates}
    for pair, rate in now.items():
        if pair in was and was[pair].factor(rate.base, rate.quote) != rate.factor(
            rate.base, rate.quote
        ):
            yield Difference(what=What.RATE, old=was[pair], new=rate)


def _keyed(option: Option) -> Iterator[tuple[_Key, int]]:
    """The place of each line, under what tells it from the others."""
    seen: Counter[tuple[LineKind, str]] = Counter()
    for place, line in enumerate(option.lines):
        about = (line.kind, line.subject)
        yield (*about, seen[about]), place
        seen[about] += 1
