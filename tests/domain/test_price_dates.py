from __future__ import annotations

import pytest

from exodesk.domain.entries import Offer, Per
from exodesk.domain.price_dates import age_order, current_offers, oldest_price_date
from tests.builders import course, entry, offer


def dated(date: str | None, text: str = "5 GBP", per: Per = Per.SESSION) -> Offer:
    return offer(text, per, date=date)


@pytest.mark.parametrize(
    ("offers", "oldest"),
    [
        ([], None),
        ([dated(None)], None),
        ([dated("2026-01-10")], "2026-01-10"),
        ([dated("2026-01-10"), dated("2025", per=Per.CONSULTATION)], "2025"),
        ([dated("2026-01-10"), dated("2024")], "2026-01-10"),
        ([dated("2026-01-10"), dated(None)], "2026-01-10"),
        ([dated("2026-01-10"), course(3, "9 GBP")], None),
        ([dated("2026-01-10"), dated("2024", "on request GBP", Per.COURSE)], "2026-01-10"),
        ([dated("2024"), dated("2026", "on request GBP")], None),
    ],
)
def test_the_oldest_price_that_stands_gives_the_age(
    offers: list[Offer], oldest: str | None
) -> None:
    assert oldest_price_date(entry("Peel", *offers)) == oldest


def test_of_the_same_kind_and_size_only_the_newest_stand() -> None:
    old, new, as_new = dated("2024"), dated("2026"), dated("2026", "6 GBP")
    three, four = course(3, "9 GBP"), course(4, "9 GBP")
    assert current_offers([old, three, new, four, as_new]) == (three, new, four, as_new)


def test_ages_go_from_undated_over_years_to_days() -> None:
    dates = [None, "2024", "2024-01", "2024-01-01", "2024-02", "2025"]
    orders = [age_order(entry("Peel", dated(date))) for date in dates]
    assert None not in orders
    assert orders == sorted(set(orders))  # type: ignore[type-var]
    assert age_order(entry("Peel")) is None
    assert age_order(entry("Peel", "on request GBP")) is None
