"""A quote taken away as a file or as a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from exodesk.domain.quotes.book import Listed
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import Today
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.exports.file_names import file_name
from exodesk.exports.quote_csv import quote_csv
from exodesk.exports.quote_plain import quote_object
from exodesk.ui.flows.exporting import Export
from exodesk.wording import gettext as _
from exodesk.wording.amounts import bounds_with_decimals
from exodesk.wording.quote_lines import row_terms
from exodesk.wording.quotes import quote_called, row_name, second_text, total_text


def quote_export(
    listed: Listed,
    today: date,
    *,
    findings: Sequence[Finding],
    now: Today | None,
    letterhead: Letterhead,
    successor: str | None,
) -> Export:
    """What ``listed`` can be written as, under a name that every system takes."""
    called = quote_called(listed.quote)

    def as_json() -> bytes:
        found = quote_object(
            listed, today, findings=findings, now=now, letterhead=letterhead, successor=successor
        )
        return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()

    def done(path: Path) -> str:
        return _("{quote} written to {path}.").format(quote=called, path=path)

    def as_workbook() -> bytes:
        from exodesk.documents.quote_workbook import quote_workbook

        return quote_workbook(listed, today, letterhead)

    kinds = {"csv": lambda: quote_csv(listed), "xlsx": as_workbook, "json": as_json}
    return Export(_("Export the quote"), file_name(called, "csv"), kinds, done)


def quote_table(listed: Listed) -> list[list[str]]:
    """The lines and totals of a quote, to be pasted: a heading, then a row each."""
    rows = [[_("Option"), _("What"), _("On which terms"), _("Amount"), _("Second currency")]]
    for option, amounts in zip(listed.quote.options, listed.amounts, strict=True):
        for row in amounts.rows:
            line = option.lines[row.line]
            amount = bounds_with_decimals(row.sums.total, amounts.currency)
            rows.append([option.letter, row_name(line, row), row_terms(line, row), amount, ""])
        total = total_text(option, amounts)
        rows.append([option.letter, _("Total"), "", total, second_text(amounts)])
    return rows
