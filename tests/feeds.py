"""The European Central Bank's daily file as tests need it: good, or spoilt in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from exodesk.paths import resource

SHIPPED = json.loads(resource("rates.json").read_text("utf-8"))
SHIPPED_DAY = date.fromisoformat(SHIPPED["date"])
NEXT_DAY = date(2026, 11, 20)
TODAY = date(2026, 11, 22)

_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" \
xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
\t<gesmes:subject>Reference rates</gesmes:subject>
\t<gesmes:Sender>
\t\t<gesmes:name>European Central Bank</gesmes:name>
\t</gesmes:Sender>
\t<Cube>
\t\t<Cube time='{day}'>
{rates}
\t\t</Cube>
\t</Cube>
</gesmes:Envelope>
"""


def feed_text(
    day: date = NEXT_DAY,
    *,
    without: tuple[str, ...] = (),
    figures: Mapping[str, str] | None = None,
    **changed: str,
) -> str:
    """The shipped rates as if they had been published on ``day``.

    ``figures`` and ``changed`` take the place of some, by their code.
    """
    rates: Mapping[str, str] = {**SHIPPED["rates"], **(figures or {}), **changed}
    lines = (
        f"\t\t\t<Cube currency='{code}' rate='{value}'/>"
        for code, value in rates.items()
        if code not in without
    )
    return _DOCUMENT.format(day=day.isoformat(), rates="\n".join(lines))


def feed(
    day: date = NEXT_DAY,
    *,
    without: tuple[str, ...] = (),
    figures: Mapping[str, str] | None = None,
    **changed: str,
) -> bytes:
    return feed_text(day, without=without, figures=figures, **changed).encode("utf-8")


PORTAL = b"""<!DOCTYPE html>
<html><head><title>Free Wi-Fi</title></head><body><form action="/login">Sign in</form></body></html>
"""
"""What a hotel's network sends in place of any page."""
