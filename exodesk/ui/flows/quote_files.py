"""A quote, or the list of them, taken away as a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from exodesk.domain.quotes.book import Group, Listed
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import Today
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.quote import Quote
from exodesk.exports.file_names import file_name
from exodesk.exports.quote_csv import quote_csv, quotes_csv
from exodesk.exports.quote_plain import quote_object, quotes_object
from exodesk.ui.flows.exporting import Export
from exodesk.ui.flows.file_writing import Make
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text
from exodesk.wording.quotes import quote_called


def quote_export(
    quote: Quote,
    today: date,
    *,
    listed: Callable[[], Listed],
    findings: Callable[[], Sequence[Finding]],
    now: Callable[[], Today | None],
    letterhead: Letterhead,
    successor: str | None,
    pdf: Make,
) -> Export:
    """What ``quote`` can be written as, under a name that every system takes.

    What is reckoned for it is asked for in the thread that makes the file.
    """
    called = quote_called(quote)

    def as_json() -> bytes:
        found = quote_object(
            listed(),
            today,
            findings=findings(),
            now=now(),
            letterhead=letterhead,
            successor=successor,
        )
        return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()

    def done(path: Path) -> str:
        return _("{quote} written to {path}.").format(quote=called, path=path)

    def as_workbook() -> bytes:
        from exodesk.documents.quote_workbook import quote_workbook

        return quote_workbook(listed(), today, letterhead)

    kinds: dict[str, Make] = {
        "pdf": pdf,
        "xlsx": lambda: as_workbook,
        "csv": lambda: lambda: quote_csv(listed()),
        "json": lambda: as_json,
    }
    return Export(_("Export the quote"), file_name(called, "pdf"), kinds, done)


def list_export(groups: Sequence[Group], today: date) -> Export:
    """What the quotes of ``groups`` can be written as."""
    quotes = [listed for group in groups for listed in group.quotes]
    count = ngettext("{n} quote written to {path}.", "{n} quotes written to {path}.", len(quotes))

    def as_workbook() -> bytes:
        from exodesk.documents.quotes_workbook import quotes_workbook

        return quotes_workbook(groups, today)

    def as_json() -> bytes:
        found = quotes_object(groups)
        return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()

    def done(path: Path) -> str:
        return count.format(n=whole_text(len(quotes)), path=path)

    kinds: dict[str, Make] = {
        "csv": lambda: lambda: quotes_csv(quotes),
        "xlsx": lambda: as_workbook,
        "json": lambda: as_json,
    }
    name = _("Quotes {day}").format(day=today.isoformat())
    return Export(_("Export the list of quotes"), file_name(name, "csv"), kinds, done)
