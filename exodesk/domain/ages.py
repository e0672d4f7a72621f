"""How old what a person works with has become: the rate, their own prices, their quotes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from exodesk.domain.dates import age_in_days
from exodesk.domain.price_dates import price_dates
from exodesk.domain.quotes.book import QuoteState
from exodesk.domain.quotes.checks import OLD_PRICE_DAYS
from exodesk.domain.rates import Rate
from exodesk.domain.workspace import Contents


@dataclass(frozen=True, slots=True)
class Ages:
    """``rate_days`` is the age of a rate that is warned of, else None.

    ``old_figures`` counts the prices that stand in the person's own entries and are dated longer
    ago than 180 days; a price without a date is not among them. ``expired`` are the ids of the
    quotes that have expired, the latest first.
    """

    rate_days: int | None = None
    old_figures: int = 0
    expired: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything of the person's own has aged: the rate is told of beside it."""
        return bool(self.old_figures or self.expired)


def ages_of(contents: Contents, rate: Rate | None, today: date) -> Ages:
    own = (one.entry for one in contents.entries.values())
    days = (age_in_days(day, today) for entry in own for day in price_dates(entry))
    book = contents.book
    return Ages(
        rate.age_in_days(today) if rate is not None and rate.is_old(today) else None,
        sum(age is not None and age > OLD_PRICE_DAYS for age in days),
        tuple(q.id for q in book.found("") if book.state(q, today) is QuoteState.EXPIRED),
    )
