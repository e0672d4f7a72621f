"""Seven invented entries as a catalogue file: London beside Mumbai, a cream, an unknown price."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def write_seven_entries(folder: Path) -> Path:
    path = folder / "seven.json"
    path.write_text(json.dumps(SEVEN, ensure_ascii=False), "utf-8")
    return path


def _price(low: str | None, high: str | None, currency: str) -> dict[str, Any]:
    return {"low": low, "high": high, "currency": currency}


def _treatment(
    key: str,
    name: str,
    family: str,
    city: str,
    country: str,
    price: dict[str, Any],
    sessions: tuple[int, int],
    downtime: tuple[int, int],
    **more: Any,
) -> dict[str, Any]:
    return {
        "id": key,
        "kind": "treatment",
        "name": name,
        "family": family,
        "provider": {"name": "Clinic", "city": city, "country": country},
        "offers": [{"price": price, "per": "session", "source": "list", "date": "2026-01-10"}],
        "sessions": {"low": sessions[0], "high": sessions[1], "source": "list"},
        "downtime": {"low": f"{downtime[0]} day", "high": f"{downtime[1]} day", "source": "list"},
        **more,
    }


_MONTHLY = {"interval": {"low": "4 week", "high": "4 week", "source": "list"}}

SEVEN: dict[str, Any] = {
    "format": "exodesk-catalogue",
    "version": 1,
    "title": "Invented prices for tests",
    "updated": "2026-01-15",
    "sources": [
        {"id": "list", "kind": "price-list", "publisher": "Nobody", "title": "Invented prices"}
    ],
    "entries": [
        _treatment(
            "exosome-london",
            "Exosome + microneedling, London",
            "exosome",
            "London",
            "GB",
            _price("250", "350", "GBP"),
            (3, 3),
            (1, 2),
            routes=["microneedling"],
            exosome_source="not stated",
            **_MONTHLY,
        ),
        _treatment(
            "prp-mumbai",
            "PRP microneedling, Mumbai",
            "prp",
            "Mumbai",
            "IN",
            _price("6000", "10000", "INR"),
            (4, 6),
            (2, 3),
        ),
        _treatment(
            "laser-london",
            "Fractional laser, London",
            "laser",
            "London",
            "GB",
            _price("400", "600", "GBP"),
            (2, 3),
            (5, 7),
        ),
        _treatment(
            "peel-delhi",
            "Peel, Delhi",
            "peel",
            "Delhi",
            "IN",
            _price("3000", "5000", "INR"),
            (4, 6),
            (2, 4),
        ),
        {
            "id": "retinoid-uk",
            "kind": "product",
            "name": "Retinoid 30 ml",
            "family": "retinoid",
            "country": "GB",
            "offers": [{"price": _price("36", "36", "GBP"), "per": "pack", "source": "list"}],
            "pack": {"amount": "30 ml", "source": "list"},
            "use": {"amount": "0.5 ml", "per": "day", "source": "list"},
            "downtime": {"low": "0 day", "high": "0 day", "source": "list"},
        },
        _treatment(
            "vial-delhi",
            "Exosome vial, Delhi",
            "exosome",
            "Delhi",
            "IN",
            _price(None, None, "INR"),
            (3, 3),
            (1, 2),
        ),
        _treatment(
            "exosome-mumbai",
            "Exosome + microneedling, Mumbai",
            "exosome",
            "Mumbai",
            "IN",
            _price("12000", "18000", "INR"),
            (3, 3),
            (1, 2),
            **_MONTHLY,
        ),
    ],
}
