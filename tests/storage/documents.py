"""Catalogue files as plain JSON: one entry with every figure filled in, and ways to spoil it."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

from exodesk.domain.entries import Concern, ExosomeSource, Family, Kind, Route
from exodesk.storage.catalogue_file import LoadedCatalogue, read_catalogue

Json = dict[str, Any]

SOURCES: list[Json] = [
    {
        "id": "src-a",
        "kind": "price-list",
        "publisher": "Clinic",
        "title": "Price list",
        "author": None,
        "date": "2026-06-23",
        "url": "https://clinic.example/prices",
    },
    {"id": "src-b", "kind": "regulator", "title": "Notice", "date": "2025"},
]
_STATED: Json = {"source": "src-a", "date": "2026-06-23", "as_printed": "as printed"}
_DELETE = object()


def figure(**values: Any) -> Json:
    """A figure with its source, its date and how it was printed."""
    return {**_STATED, **values}


def price(low: str | None, high: str | None, currency: str = "GBP") -> Json:
    return {"low": low, "high": high, "currency": currency}


def entry(entry_id: str = "a", **changes: Any) -> Json:
    """A treatment with every figure that an entry can have; each change replaces one key."""
    whole: Json = {
        "id": entry_id,
        "kind": "treatment",
        "name": "Exosome microneedling",
        "family": "exosome",
        "provider": {"name": "Clinic", "city": "London", "country": "GB"},
        "country": "GB",
        "routes": ["microneedling", "topical"],
        "concerns": ["ageing", "scars"],
        "exosome_source": "not stated",
        "offers": [
            figure(
                price={**price("150", "200"), **_STATED},
                per="session",
                tax="unknown",
                tax_rate="20",
            ),
            figure(price=price("400", "400"), per="course", sessions=3),
            figure(price=price("9.99", None), per="month", every="1 month", times=12),
            figure(price=price(None, "25"), per="consultation", redeemable=True),
            figure(price=price(None, None, "INR"), per="unstated"),
        ],
        "sessions": figure(low=3, high=6),
        "interval": figure(low="4 week", high="4 week"),
        "downtime": figure(low="24 hour", high="48 hour"),
        "onset": figure(low="4 week", high="6 week"),
        "lasts": figure(low="6 month", high="1 year"),
        "pack": figure(amount="30 ml"),
        "use": figure(amount="0.5 ml", per="day"),
        "included": [figure(text="numbing cream")],
        "cautions": [figure(text="pregnancy")],
        "side_effects": [figure(text="redness"), figure(text="swelling")],
        "claims": [figure(text="FDA-approved", by="a clinician", contradicted_by=["src-b"])],
        "notes": [figure(text="keep dry")],
    }
    return {**deepcopy(whole), **changes}


def document(*entries: Any, **changes: Any) -> Json:
    whole: Json = {
        "format": "exodesk-catalogue",
        "version": 1,
        "title": "Test catalogue",
        "updated": "2026-11-22",
        "sources": deepcopy(SOURCES),
        "entries": list(entries),
    }
    return {**whole, **changes}


def twenty_entries() -> Json:
    """A valid catalogue in which every word of the vocabulary, state and unit occurs."""
    families, routes, concerns = list(Family), list(Route), list(Concern)
    origins: list[ExosomeSource | None] = [*ExosomeSource, None]
    entries = []
    for number in range(20):
        one = entry(
            f"entry-{number}",
            kind=list(Kind)[number % 2].value,
            name=f"Entry “{number}”",
            family=families[number % len(families)].value,
            routes=[routes[number % len(routes)].value],
            concerns=[concerns[number % len(concerns)].value],
            exosome_source=getattr(origins[number % len(origins)], "value", None),
        )
        for key in list(one)[4:]:
            if (number + len(key)) % 5 == 0:
                one[key] = None
        entries.append(one)
    return document(*entries)


def spoilt(value: Json, place: str, new: Any) -> Json:
    """A copy in which ``new`` stands at ``place``, such as ``offers[0].price.low``."""
    copy = deepcopy(value)
    steps = [
        int(number) if number else name for name, number in re.findall(r"([\w-]+)|\[(\d+)\]", place)
    ]
    holder: Any = copy
    for step in steps[:-1]:
        holder = holder[step]
    if new is _DELETE:
        del holder[steps[-1]]
    else:
        holder[steps[-1]] = new
    return copy


def without(value: Json, place: str) -> Json:
    """A copy in which nothing stands at ``place``."""
    return spoilt(value, place, _DELETE)


def text_of(value: Any) -> str:
    """As exodesk writes files: UTF-8, one entry per line."""
    if not isinstance(value, dict) or not isinstance(value.get("entries"), list):
        return json.dumps(value, ensure_ascii=False)
    head = json.dumps({**value, "entries": []}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in value["entries"])
    return head.replace('"entries": []', f'"entries": [\n{lines}\n]')


def saved(folder: Path, value: Any) -> Path:
    """``value`` as a file: text as it is, anything else as JSON."""
    path = folder / "catalogue.json"
    text = value if isinstance(value, (str, bytes)) else text_of(value)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def load(folder: Path, value: Any) -> LoadedCatalogue:
    """Read ``value`` from a file, which must stand there afterwards as it stood before."""
    path = saved(folder, value)
    before, names = path.read_bytes(), sorted(folder.iterdir())
    loaded = read_catalogue(path)
    assert path.read_bytes() == before
    assert sorted(folder.iterdir()) == names
    return loaded


def ids(loaded: LoadedCatalogue) -> list[str]:
    return [one.id for one in loaded.catalogue.entries]


def problem_of(loaded: LoadedCatalogue) -> str:
    """The only problem, as ``exodesk check`` prints it: on one line."""
    (problem,) = map(str, loaded.problems)
    assert problem.isprintable()
    return problem
