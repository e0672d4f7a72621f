"""A check in words, the same in the window and on the command line."""

from __future__ import annotations

from collections.abc import Iterator

from exodesk.imports.checking import Check, CheckedRow
from exodesk.imports.columns import ColumnMap
from exodesk.imports.dialect import dialect_text
from exodesk.imports.fields import Field
from exodesk.imports.known import Counts, Imported, OnDuplicate
from exodesk.imports.row_cells import Reason
from exodesk.imports.tables import Row, Table
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import whole_text


def summary(counts: Counts) -> str:
    """``37 ready (1 with unknown price) · 3 refused``."""
    ready = _("{n} ready").format(n=counts.ready)
    if unknown := counts.ready_unknown_price:
        ready = _("{ready} ({n} with unknown price)").format(ready=ready, n=unknown)
    parts = [ready]
    if counts.already_there:
        parts.append(_("{n} already here").format(n=counts.already_there))
    if counts.twice:
        parts.append(
            ngettext(
                "{n} repeats an earlier row", "{n} repeat an earlier row", counts.twice
            ).format(n=counts.twice)
        )
    if counts.refused or not counts.already_there:
        parts.append(_("{n} refused").format(n=counts.refused))
    return " · ".join(parts)


def read_as_text(table: Table, columns: ColumnMap) -> str:
    """``40 rows · Parted by commas · …``, and what of it a check does not show."""
    read = ngettext("{n} row · {read}", "{n} rows · {read}", len(table.rows)).format(
        n=whole_text(len(table.rows)), read=dialect_text(table.dialect)
    )
    parts = [read]
    if not columns.says_of(Field.PROVIDER):
        parts.append(_("no provider named"))
    if ignored := len(columns.without_field()):
        parts.append(
            ngettext("{n} column not read", "{n} columns not read", ignored).format(
                n=whole_text(ignored)
            )
        )
    return " · ".join(parts)


def why_nothing(counts: Counts, chosen: OnDuplicate) -> str:
    """Why there is nothing to import."""
    if not counts.already_there and not counts.refused:
        return _("There is nothing in this file to import.")
    if not counts.already_there:
        return _("Nothing can come in before a row is corrected.")
    if chosen is OnDuplicate.UPDATE:
        return _("Nothing would come in: all of it is here already, and the same.")
    return _("Nothing would come in: what can be read is here already.")


def refusals(check: Check) -> Iterator[str]:
    """A line for each reason: ``Row 7, Price (“£300-”): …``."""
    for row in check.refused:
        for reason in row.reasons:
            yield reason_text(check, row, reason)


def reason_text(check: Check, row: CheckedRow, reason: Reason) -> str:
    place = row_text(row.row)
    if reason.field is not None:
        heading = check.columns.heading_of(reason.field)
        place = _("{row}, {column}").format(row=place, column=heading)
        if reason.text:
            place = _("{place} (“{text}”)").format(place=place, text=_in_short(reason.text))
    return _("{place}: {sentence}").format(place=place, sentence=reason.sentence)


def reasons_text(check: Check, row: CheckedRow) -> str:
    """All reasons against a row, as its last column says them."""
    sentences = []
    for reason in row.reasons:
        if reason.field is None:
            sentences.append(reason.sentence)
        else:
            sentences.append(
                _("{column}: {sentence}").format(
                    column=check.columns.heading_of(reason.field), sentence=reason.sentence
                )
            )
    return " ".join(sentences)


def row_text(row: Row) -> str:
    """``Row 7``, with its line where that is another number."""
    if row.number == row.line:
        return _("Row {n}").format(n=row.number)
    return _("Row {n} (line {line})").format(n=row.number, line=row.line)


def remarks(check: Check) -> Iterator[str]:
    """What is worth knowing of rows that come in, a line each."""
    for row in check.rows:
        if row.entry is None:
            continue
        where, relation = row_text(row.row), row.relation
        if relation.earlier is not None:
            yield _("{row} repeats row {n} and is left out.").format(row=where, n=relation.earlier)
        elif relation.like_row is not None:
            yield _("{row} is the same as row {n} but for its figures or spelling.").format(
                row=where, n=relation.like_row
            )
        if relation.like is not None:
            yield _("{row}: “{name}” looks just like “{other}”, which is here already.").format(
                row=where, name=row.entry.name, other=relation.like.name
            )


def imported_text(imported: Imported) -> str:
    """``38 imported · 2 updated``."""
    parts = [_("{n} imported").format(n=len(imported.entries))]
    if imported.updated:
        parts.append(_("{n} updated").format(n=len(imported.updated)))
    return " · ".join(parts)


def _in_short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
