"""The seven invented entries and an eighth, the same treatment in Leeds, priced without its tax.

The consultation in London costs £50, which count towards the course.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from tests.seven_entries import SEVEN


def write_eight_entries(folder: Path) -> Path:
    path = folder / "eight.json"
    path.write_text(json.dumps(EIGHT, ensure_ascii=False), "utf-8")
    return path


_CONSULTATION = {
    "price": {"low": "50", "high": "50", "currency": "GBP"},
    "per": "consultation",
    "redeemable": True,
    "source": "list",
    "date": "2026-01-10",
}
_LEEDS = {
    "id": "exosome-leeds",
    "kind": "treatment",
    "name": "Exosome + microneedling, Leeds",
    "family": "exosome",
    "provider": {"name": "Clinic", "city": "Leeds", "country": "GB"},
    "offers": [
        {
            "price": {"low": "200", "high": "280", "currency": "GBP"},
            "per": "session",
            "tax": "excluded",
            "tax_rate": "20",
            "source": "list",
            "date": "2026-01-10",
        }
    ],
    "sessions": {"low": 3, "high": 3, "source": "list"},
    "downtime": {"low": "1 day", "high": "2 day", "source": "list"},
}


def _eight() -> dict[str, Any]:
    catalogue = copy.deepcopy(SEVEN)
    catalogue["entries"][0]["offers"].append(_CONSULTATION)
    catalogue["entries"].append(_LEEDS)
    return catalogue


EIGHT = _eight()
