"""Totals worked out by hand, as ``compare`` shows them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commands import PIN, entry_object, offer_object, run, write_catalogue


@pytest.mark.parametrize(
    ("sessions", "total"),
    [(1, "150.00"), (2, "300.00"), (3, "400.00"), (4, "550.00"), (5, "700.00"), (6, "800.00")],
)
def test_singles_and_courses_are_mixed_to_the_cheapest(
    sessions: int, total: str, tmp_path: Path
) -> None:
    both = (offer_object("150 GBP"), offer_object("400 GBP", "course", sessions=3))
    assert totals(tmp_path, entry_object("a", *both), f"--sessions={sessions}") == (total, total)


@pytest.mark.parametrize(
    ("price", "sessions", "total"),
    [
        ("250-350 GBP", {"low": 3, "high": 3}, ("750.00", "1050.00")),
        ("6000-10000 INR", {"low": 4, "high": 6}, ("200.00", "500.00")),
        ("400-600 GBP", {"low": 2, "high": 3}, ("800.00", "1800.00")),
        ("3000-5000 INR", {"low": 4, "high": 6}, ("100.00", "250.00")),
        ("on request INR", {"low": 3, "high": 3}, (None, None)),
        ("12000-18000 INR", {"low": 3, "high": 3}, ("300.00", "450.00")),
        ("from 23500 INR", {"low": 3, "high": 3}, ("587.50", None)),
        ("up to 196 GBP", {"low": 1, "high": 2}, (None, "392.00")),
        ("150 GBP", {"low": None, "high": 6}, (None, "900.00")),
        ("150 GBP", {"low": 3, "high": None}, ("450.00", None)),
    ],
)
def test_a_course_costs_its_sessions(
    price: str,
    sessions: dict[str, int | None],
    total: tuple[str | None, str | None],
    tmp_path: Path,
) -> None:
    entry = entry_object("a", offer_object(price), sessions=sessions)
    assert totals(tmp_path, entry) == total


def test_a_cream_is_bought_in_whole_packs_for_a_year(tmp_path: Path) -> None:
    shown = compared(tmp_path, cream(offer_object("36 GBP", "pack")))
    assert shown["packs"] == {"low": 7, "high": 7, "assumed": False}
    assert shown["total"] == {"low": "252.00", "high": "252.00"}
    assert shown["state"] == "exact"


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"use": None}, "nobody says how much is used"),
        ({"pack": None}, "nobody says what a pack holds"),
        ({"use": {"amount": "0.5 g", "per": "day"}}, "grams are no millilitres"),
    ],
)
def test_one_pack_is_the_floor_where_the_packs_cannot_be_counted(
    keys: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    shown = compared(tmp_path, cream(offer_object("36 GBP", "pack"), **keys))
    assert shown["packs"] == {"low": 1, "high": None, "assumed": True}, reason
    assert shown["total"] == {"low": "36.00", "high": None}


def test_a_subscription_that_is_cheaper_than_packs_counts(tmp_path: Path) -> None:
    offers_made = (offer_object("36 GBP", "pack"), offer_object("20 GBP", "month", times=12))
    assert totals(tmp_path, cream(*offers_made)) == ("240.00", "240.00")
    quarterly = offer_object("50 GBP", "month", every="3 month")
    assert totals(tmp_path, cream(offers_made[0], quarterly)) == ("200.00", "200.00")


def test_an_assumed_session_is_a_floor(tmp_path: Path) -> None:
    shown = compared(
        tmp_path, entry_object("a", offer_object("150 GBP"), downtime={"low": "36 hour"})
    )
    assert shown["sessions"] == {"low": 1, "high": None, "assumed": True}
    assert shown["total"] == {"low": "150.00", "high": None}
    assert shown["downtime"] == {"low_days": "1.5", "high_days": None}


def test_the_smallest_course_on_offer_says_how_many_sessions(tmp_path: Path) -> None:
    sizes = [offer_object("900 GBP", "course", sessions=6)]
    sizes.append(offer_object("on request GBP", "course", sessions=3))
    shown = compared(tmp_path, entry_object("a", offer_object("170 GBP"), *sizes))
    assert shown["sessions"] == {"low": 3, "high": 3, "assumed": False}
    assert shown["total"] == {"low": "510.00", "high": "510.00"}


def test_the_newest_offer_counts_even_where_it_is_on_request(tmp_path: Path) -> None:
    older = offer_object("100 GBP", date="2024")
    newer = offer_object("on request GBP", date="2025-06")
    assert totals(tmp_path, entry_object("a", older, newer)) == (None, None)
    undated = offer_object("80 GBP")
    assert totals(tmp_path, entry_object("a", undated, older))[0] == "100.00"


def test_of_equally_new_offers_the_cheapest_counts(tmp_path: Path) -> None:
    rupees = offer_object("11000 INR", date="2025-06")
    pounds = offer_object("95 GBP", date="2025-06")
    on_request = offer_object("on request GBP", date="2025-06")
    entry = entry_object("a", on_request, pounds, rupees)
    assert totals(tmp_path, entry)[0] == "91.67"


@pytest.mark.parametrize(
    ("one", "other", "total"),
    [
        ("100-300 GBP", "from 100 GBP", ("100.00", "300.00")),
        ("150 GBP", "up to 200 GBP", ("150.00", "150.00")),
        ("150 GBP", "on request AED", ("150.00", "150.00")),
        ("100-200 GBP", "100-180 GBP", ("100.00", "180.00")),
    ],
)
def test_what_is_not_known_is_never_the_cheapest(
    one: str, other: str, total: tuple[str, str], tmp_path: Path
) -> None:
    pair = [offer_object(one), offer_object(other)]
    for offers_made in (pair, pair[::-1]):
        assert totals(tmp_path, entry_object("a", *offers_made), "--sessions=1") == total


def test_equally_new_subscriptions_compete_by_what_is_paid_over_the_horizon(
    tmp_path: Path,
) -> None:
    monthly = offer_object("10 GBP", "month")
    quarterly = offer_object("25 GBP", "month", every="3 month")
    assert totals(tmp_path, entry_object("a", monthly, quarterly)) == ("100.00", "100.00")


def test_no_downtime_is_none_however_many_sessions(tmp_path: Path) -> None:
    entry = entry_object(
        "a",
        offer_object("95 GBP"),
        sessions={"low": None, "high": None},
        downtime={"low": "0 day", "high": "0 hour"},
    )
    assert compared(tmp_path, entry)["downtime"] == {"low_days": "0", "high_days": "0"}
    entry["sessions"] = {"low": None, "high": 3}
    entry["downtime"]["high"] = "2 day"
    assert compared(tmp_path, entry)["downtime"] == {"low_days": "0", "high_days": "6"}


def test_which_of_equally_new_offers_is_cheapest_cannot_be_told_without_a_rate(
    tmp_path: Path,
) -> None:
    pounds, dirhams = offer_object("95 GBP"), offer_object("500 AED")
    shown = compared(tmp_path, entry_object("a", pounds, dirhams))
    assert shown["state"] == "needs-rate"
    assert shown["total"] == {"low": None, "high": None}
    older = offer_object("95 GBP", date="2024"), offer_object("500 AED")
    assert compared(tmp_path, entry_object("a", *older))["state"] == "from"


def test_any_way_to_buy_without_a_rate_makes_the_total_need_one(tmp_path: Path) -> None:
    in_dirhams = offer_object("9000 AED", "course", sessions=3)
    entry = entry_object("a", offer_object("95 GBP"), in_dirhams)
    assert compared(tmp_path, entry)["state"] == "needs-rate"
    assert totals(tmp_path, entry, "--rate=GBP/AED=5") == ("285.00", "285.00")


def test_half_a_penny_rounds_up_once(tmp_path: Path) -> None:
    entry = entry_object("a", offer_object("0.005 GBP"), sessions={"low": 1, "high": 3})
    assert totals(tmp_path, entry) == ("0.01", "0.02")
    third = entry_object("a", offer_object("1 INR"), sessions={"low": 3, "high": 3})
    assert totals(tmp_path, third, "--rate=GBP/INR=600") == ("0.01", "0.01")


def test_free_is_an_exact_price(tmp_path: Path) -> None:
    entry = entry_object("a", offer_object("0 GBP"), sessions={"low": 3, "high": 3})
    shown = compared(tmp_path, entry)
    assert (shown["state"], shown["total"]) == ("exact", {"low": "0.00", "high": "0.00"})


def cream(*offers_made: dict[str, Any], **keys: Any) -> dict[str, Any]:
    usual = {"pack": {"amount": "30 ml"}, "use": {"amount": "0.5 ml", "per": "day"}}
    return entry_object("a", *offers_made, kind="product", **{**usual, **keys})


def compared(folder: Path, entry: dict[str, Any], *options: str) -> Any:
    """What ``compare`` shows of one entry in pounds, at £1 = ₹120."""
    path = write_catalogue(folder / "one.json", entry)
    outcome = run("compare", entry["id"], "--catalogue", path, "--format", "json", PIN, *options)
    assert (outcome.code, outcome.complaints) == (0, "")
    return outcome.json["entries"][0]


def totals(folder: Path, entry: dict[str, Any], *options: str) -> tuple[str | None, str | None]:
    total = compared(folder, entry, *options)["total"]
    return total["low"], total["high"]
