"""Made-up files of any size: catalogues in exodesk's own format and price lists as CSV.

The same number of rows always gives the same file. Names are made of the words of the field;
the hard catalogue holds what makes a list slow: words that stand once, long names, many offers and
prices that nobody knows.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SEED = 20_261_122
MANY_OFFERS = 24
LONG_NAME = 40  # words

_PLACES = {
    "GB": (
        *("London", "Leeds", "Bristol", "Manchester", "Birmingham", "Glasgow", "Cardiff", "York"),
        *("Edinburgh", "Liverpool", "Sheffield", "Brighton", "Oxford", "Cambridge", "Nottingham"),
    ),
    "IN": (
        *("Mumbai", "New Delhi", "Pune", "Bengaluru", "Hyderabad", "Chennai", "Kolkata", "Jaipur"),
        *("Ahmedabad", "Gurugram", "Kochi", "Chandigarh", "Lucknow", "Indore", "Noida"),
    ),
}
_CHAINS = (
    *("Clear Skin", "Derma House", "Glow Rooms", "Harley Dermal", "Kaya Lane", "Lotus Aesthetics"),
    *("Marble Clinic", "North Light", "Oliva Court", "Park Dermatology", "Renew", "Rose Medispa"),
    *("Skin Atelier", "The Face Practice", "Urban Derm", "Willow Skin", "Zen Aesthetics"),
)
# What is done: its name, its family, the routes it may take, a usual price in pounds.
_TREATMENTS = (
    ("Exosome microneedling", "exosome", ("microneedling",), 250),
    ("Exosome infusion facial", "exosome", ("topical", "transdermal"), 180),
    ("Plant exosome therapy", "exosome", ("topical",), 150),
    ("Exosomes with RF microneedling", "exosome", ("rf-assisted",), 420),
    ("Exosomes with fractional laser", "exosome", ("laser-assisted",), 480),
    ("Polynucleotide and exosome boost", "exosome", ("injection",), 350),
    ("PRP facial", "prp", ("microneedling",), 300),
    ("PRP hair restoration", "prp", ("injection",), 320),
    ("Stem cell serum infusion", "stem-cell", ("transdermal",), 280),
    ("Microneedling", "microneedling", ("microneedling",), 140),
    ("Radiofrequency microneedling", "rf-microneedling", ("rf-assisted",), 330),
    ("CO2 laser resurfacing", "laser", ("laser-assisted",), 550),
    ("Pigmentation laser", "laser", ("laser-assisted",), 160),
    ("Glycolic peel", "peel", ("topical",), 75),
    ("TCA peel", "peel", ("topical",), 130),
    ("Skin booster", "injectable", ("injection",), 260),
    ("Mesotherapy", "mesotherapy", ("injection",), 170),
    ("Hydrating facial", "facial", ("topical",), 90),
    ("LED light therapy", "light", ("light",), 55),
    ("Retinoid programme", "retinoid", ("topical",), 95),
    ("Growth factor serum", "serum", ("topical",), 110),
)
_AREAS = (
    *("face", "neck", "face and neck", "hands", "scalp", "décolleté", "under eyes", "jawline"),
    *("full face", "back", "cheeks", "forehead", "lips", "arms", "knees"),
)
_WAYS = (
    *("with numbing cream", "with LED", "by a doctor", "by a nurse", "express", "advanced"),
    *("signature", "intensive", "first visit", "with home care", "two areas", "evening clinic"),
)
_CONCERNS = (
    *("ageing", "pigmentation", "melasma", "scars", "acne", "redness", "hydration", "laxity"),
    *("texture", "hair-loss", "healing"),
)
_EXOSOME_SOURCES = ("not stated", "plant", "human-donor", "platelet", "animal")
_INCLUDED = ("numbing cream", "a consultation", "a review after four weeks", "a calming mask")
_CAUTIONS = ("pregnancy", "isotretinoin in the last six months", "active infection", "keloids")
_EFFECTS = ("redness", "swelling", "dryness", "bruising", "flaking")
_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su"),
    *("ta", "ve", "wi", "xo", "zu"),
)
_SOURCES = 40
_RUPEES = 40  # what a pound's worth of treatment costs in India, in rupees
HEADINGS = (
    *("Treatment", "Clinic", "City", "Country", "Price", "Sessions", "Downtime (days)"),
    *("Includes", "Date"),
)


def entries(rows: int, *, hard: bool = False) -> Iterator[dict[str, Any]]:
    """``rows`` entries as a catalogue file holds them."""
    dice = random.Random(SEED)
    for number in range(rows):
        found = _entry(number, dice)
        if hard:
            _make_hard(found, number, dice)
        yield found


def write_catalogue(path: Path, rows: int, *, hard: bool = False) -> Path:
    """A catalogue file of ``rows`` entries, one a line."""
    head = {
        "format": "exodesk-catalogue",
        "version": 1,
        "title": f"{rows} made-up entries",
        "updated": "2026-11-22",
        "sources": [
            {"id": f"list-{n}", "kind": "price-list", "title": f"Price list {n}", "date": "2026-06"}
            for n in range(_SOURCES)
        ],
    }
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_json(head)[:-1] + ', "entries": [')
        for number, entry in enumerate(entries(rows, hard=hard)):
            file.write((",\n" if number else "\n") + _json(entry))
        file.write("\n]}\n")
    return path


def write_price_list(path: Path, rows: int) -> Path:
    """A CSV file as a chain of clinics might send it, ``rows`` rows under ``HEADINGS``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(price_rows(rows))
    return path


def price_rows(rows: int) -> Iterator[tuple[str, ...]]:
    dice = random.Random(SEED + 1)
    for number in range(rows):
        name, _family, _routes, pounds, country = _treatment(dice)
        low = _amount(pounds, country, dice)
        sign = "£" if country == "GB" else "₹"
        price = f"{sign}{low}" if dice.random() < 0.6 else f"{sign}{low} – {sign}{low * 3 // 2}"
        first = dice.randint(1, 4)
        days = dice.randint(0, 3)
        yield (
            f"{name} no. {number + 1}",
            dice.choice(_CHAINS),
            dice.choice(_PLACES[country]),
            country,
            price if dice.random() < 0.95 else "on request",
            f"{first}-{first + dice.randint(0, 3)}" if dice.random() < 0.8 else "",
            f"{days}-{days + 2}" if dice.random() < 0.7 else "",
            dice.choice(_INCLUDED) if dice.random() < 0.4 else "",
            f"{dice.randint(1, 28):02}/{dice.randint(1, 11):02}/2026",
        )


def _entry(number: int, dice: random.Random) -> dict[str, Any]:
    name, family, routes, pounds, country = _treatment(dice)
    source = f"list-{dice.randrange(_SOURCES)}"
    first = dice.randint(1, 4)
    weeks = dice.randint(2, 8)
    hours = dice.choice((0, 12, 24, 48, 72))
    found: dict[str, Any] = {
        "id": f"{family}-{number:07}",
        "kind": "treatment",
        "name": name,
        "family": family,
        "provider": {
            "name": f"{dice.choice(_CHAINS)} {dice.choice(_PLACES[country])}",
            "city": dice.choice(_PLACES[country]),
            "country": country,
        },
        "routes": list(routes),
        "concerns": dice.sample(_CONCERNS, dice.randint(1, 3)),
        "offers": _offers(pounds, country, source, dice),
    }
    if family == "exosome":
        found["exosome_source"] = dice.choice(_EXOSOME_SOURCES)
    if dice.random() < 0.8:
        found["sessions"] = {"low": first, "high": first + dice.randint(0, 3), "source": source}
        found["interval"] = _range(weeks, weeks + dice.randint(0, 2), "week", source)
    if dice.random() < 0.7:
        found["downtime"] = _range(hours, hours + dice.choice((0, 24, 48)), "hour", source)
    if dice.random() < 0.5:
        found["onset"] = _range(weeks, weeks + 2, "week", source)
    if dice.random() < 0.3:
        found["lasts"] = _range(dice.randint(4, 9), 12, "month", source)
    for key, texts in (
        ("included", _INCLUDED),
        ("cautions", _CAUTIONS),
        ("side_effects", _EFFECTS),
    ):
        if dice.random() < 0.6:
            found[key] = [{"text": dice.choice(texts), "source": source}]
    return found


def _treatment(dice: random.Random) -> tuple[str, str, tuple[str, ...], int, str]:
    """A name, its family and routes, a usual price in pounds, and a country."""
    name, family, routes, pounds = dice.choice(_TREATMENTS)
    name = f"{name}, {dice.choice(_AREAS)}"
    if dice.random() < 0.5:
        name = f"{name}, {dice.choice(_WAYS)}"
    return name, family, routes, pounds, dice.choice(("GB", "IN"))


def _amount(pounds: int, country: str, dice: random.Random) -> int:
    """A round price about the usual one, in the country's currency."""
    pounds = max(10, round(pounds * dice.uniform(0.6, 1.7) / 5) * 5)
    return pounds if country == "GB" else pounds * _RUPEES


def _offers(pounds: int, country: str, source: str, dice: random.Random) -> list[dict[str, Any]]:
    low = _amount(pounds, country, dice)
    high = low if dice.random() < 0.6 else low * 3 // 2
    month = f"2026-{dice.randint(1, 11):02}"
    shared = {"source": source, "date": month, "tax": dice.choice(("unknown", "included"))}
    price: dict[str, str | None] = {
        "low": str(low),
        "high": str(high),
        "currency": "GBP" if country == "GB" else "INR",
    }
    chance = dice.random()
    if chance < 0.05:
        price |= {"low": None, "high": None}
    elif chance < 0.15:
        price |= {"high": None}
    found: list[dict[str, Any]] = [{"price": price, "per": "session", **shared}]
    if dice.random() < 0.4:
        course = {**price, "low": str(low * 5 // 2), "high": str(high * 5 // 2)}
        found.append({"price": course, "per": "course", "sessions": 3, **shared})
    if dice.random() < 0.2:
        fee = {**price, "low": str(low // 5), "high": str(low // 5)}
        found.append({"price": fee, "per": "consultation", "redeemable": True, **shared})
    return found


def _range(low: int, high: int, unit: str, source: str) -> dict[str, str]:
    return {"low": f"{low} {unit}", "high": f"{high} {unit}", "source": source}


def _make_hard(entry: dict[str, Any], number: int, dice: random.Random) -> None:
    """Every entry gets words that stand nowhere else; every third one trouble more."""
    entry["name"] = f"{_word(dice)} {entry['name']} no. {number:07}"
    match number % 3:
        case 0:
            words = (dice.choice((_word(dice), dice.choice(_AREAS))) for _ in range(LONG_NAME))
            entry["name"] = f"{entry['name']} {' '.join(words)}"
        case 1:
            offer = dict(entry["offers"][0], per="course")
            entry["offers"] += [
                {**offer, "sessions": 2 + size % 12, "date": f"20{10 + size // 12}-01"}
                for size in range(MANY_OFFERS)
            ]
        case _:
            price = {"low": None, "high": None, "currency": "GBP"}
            entry["offers"] = [{"price": price, "per": "session"}]


def _word(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=5)).capitalize()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
