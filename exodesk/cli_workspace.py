"""The commands that work on the user's own workspace, and its entries beside the shipped ones.

The database is loaded only where a workspace file exists, or something is to go into one.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.errors import ExodeskError
from exodesk.paths import data_file, usual_workspace
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.storage.whole_files import write_file
from exodesk.translation import gettext as _
from exodesk.translation import ngettext

if TYPE_CHECKING:
    from exodesk.domain.workspace import Contents
    from exodesk.imports.catalogues import CatalogueCheck
    from exodesk.imports.checking import Check
    from exodesk.imports.known import Counts, Imported, Known, OnDuplicate

Say = Callable[[str], None]
Lines = list[tuple[Say, str]]
"""What is said once the work is done, each line to whom it concerns."""


def with_own_entries(shipped: Catalogue, workspace: Path | None, complain: Say) -> Catalogue:
    """``shipped`` with the workspace's entries, if there is a workspace; it is never made here."""
    path = workspace or usual_workspace()
    if not _is_there(path):
        if workspace is not None:
            complain(_("There is no workspace at {path} yet.").format(path=path))
        return shipped
    from exodesk.domain.own_catalogue import merged

    contents = contents_of(path, complain, newer=False)
    return shipped if contents is None else merged(shipped, contents)


def import_file(options: argparse.Namespace, say: Say, complain: Say) -> int:
    """``exodesk import``: 0 where any row is ready or already there, else 1."""
    from exodesk.domain.own_catalogue import merged
    from exodesk.imports.check_words import imported_text, summary
    from exodesk.imports.known import Known, OnDuplicate
    from exodesk.imports.tables import holds_catalogue

    path = options.workspace or usual_workspace()
    if options.refused is not None:
        refuse_same(options.refused, options.file, path)
    shipped = read_catalogue(data_file()).catalogue
    contents = contents_of(path, complain, writing=not options.dry_run)
    if contents is None:
        return 1
    catalogue = merged(shipped, contents)
    known = Known(catalogue.entries, catalogue.sources)
    chosen = OnDuplicate(options.on_duplicate)
    check = _check_catalogue if holds_catalogue(options.file, options.encoding) else _check_table
    lines, counts, found = check(options, known, chosen, say, complain)
    lines.append((say, summary(counts)))
    try:
        if (found.entries or found.updated) and not options.dry_run:
            _bring_in(path, shipped, found, complain)
            lines.insert(-1, (say, imported_text(found)))
    finally:
        # Only now: whoever reads the output may go before its end, and the rows are in.
        for tell, line in lines:
            tell(line)
    return 0 if counts.ready or counts.already_there or counts.twice else 1


def export_file(options: argparse.Namespace, say: Say, complain: Say) -> int:
    """``exodesk export``: the workspace's own entries as a catalogue file."""
    from exodesk.domain.own_catalogue import exported
    from exodesk.storage.entry_writer import catalogue_bytes

    path = options.workspace or usual_workspace()
    refuse_same(options.file, path)
    contents = contents_of(path, complain)
    if contents is None:
        return 1
    catalogue = exported(read_catalogue(data_file()).catalogue, contents)
    count = len(catalogue.entries)
    if not count:
        raise ExodeskError(
            _("There are no entries of your own in {path} to export.").format(path=path)
        )
    write_file(options.file, catalogue_bytes(catalogue))
    said = ngettext("{n} entry written to {path}.", "{n} entries written to {path}.", count)
    say(said.format(n=count, path=options.file))
    return 0


def _check_table(
    options: argparse.Namespace, known: Known, chosen: OnDuplicate, say: Say, complain: Say
) -> tuple[Lines, Counts, Imported]:
    from exodesk.imports.check_words import refusals, remarks
    from exodesk.imports.checking import check_table
    from exodesk.imports.columns import guess_columns
    from exodesk.imports.dialect import Choices, dialect_text
    from exodesk.imports.fields import Field, field_name
    from exodesk.imports.figure_texts import DateOrder
    from exodesk.imports.refusals import refused_rows
    from exodesk.imports.tables import read_table

    dates = None if options.dates is None else DateOrder(options.dates)
    table = read_table(options.file, Choices(options.delimiter, options.encoding, dates=dates))
    columns = guess_columns(table.headings, [row.cells for row in table.rows])
    if options.column_currency is not None:
        columns = columns.with_currency(options.column_currency)
    for field in (Field.PROVIDER, Field.CITY, Field.COUNTRY, Field.PRICE_DATE, Field.TAX):
        columns = columns.with_text_for_all(field, getattr(options, field.name.lower()) or "")
    check = check_table(table, columns, known)
    read_as = [
        _("{heading} → {field}").format(heading=column.heading, field=field_name(column.field))
        for column in columns.columns
        if column.field is not None
    ]
    lines: Lines = [(say, dialect_text(table.dialect))]
    if read_as:
        lines.append((say, " · ".join(read_as)))
    lines.extend(
        (complain, line) for line in (*columns.remarks(), *remarks(check), *refusals(check))
    )
    lines.extend(_passed_over(check, chosen, complain))
    if options.refused is not None and check.refused:
        write_file(options.refused, refused_rows(check))
    return lines, check.counts, check.import_of(chosen)


def _check_catalogue(
    options: argparse.Namespace, known: Known, chosen: OnDuplicate, say: Say, complain: Say
) -> tuple[Lines, Counts, Imported]:
    from exodesk.imports.catalogues import check_catalogue

    loaded = read_catalogue(options.file)
    lines: Lines = [(say, _("A catalogue file"))]
    lines.extend((complain, str(problem)) for problem in loaded.problems)
    aside = tuple(str(found.problem) for found in loaded.set_aside)
    check = check_catalogue(loaded.catalogue.entries, loaded.catalogue.sources, aside, known)
    lines.extend(_passed_over(check, chosen, complain))
    if options.refused is not None and aside:
        lines.append((complain, _("Refused entries of a catalogue file are not saved apart.")))
    return lines, check.counts, check.import_of(chosen)


def _passed_over(
    check: Check | CatalogueCheck, chosen: OnDuplicate, complain: Say
) -> Iterator[tuple[Say, str]]:
    """That entries which are here already stay as they are, where the file says otherwise."""
    from exodesk.imports.known import OnDuplicate

    if chosen is OnDuplicate.SKIP:
        count = len(check.import_of(OnDuplicate.UPDATE).updated)
        if count:
            yield (
                complain,
                ngettext(
                    "{n} entry that is here already differs from the file and stays as it is."
                    " To take what the file says: --on-duplicate update",
                    "{n} entries that are here already differ from the file and stay as they are."
                    " To take what the file says: --on-duplicate update",
                    count,
                ).format(n=count),
            )


def _bring_in(path: Path, shipped: Catalogue, found: Imported, complain: Say) -> None:
    from exodesk.domain.acts import importing
    from exodesk.storage.workspace.backups import Why
    from exodesk.storage.workspace.opening import open_workspace

    opened = open_workspace(path, lock=False)
    if opened.store is None or not opened.writable:
        raise opened.error or ExodeskError(opened.words())
    with opened.store as store:
        act = importing(
            store.contents(),
            shipped,
            found.entries,
            found.updated,
            found.sources,
            datetime.now(UTC),
        )
        store.write(act, before=Why.IMPORT)
        if store.backup_problem is not None:
            complain(store.backup_problem)


def contents_of(
    path: Path, complain: Say, *, writing: bool = False, newer: bool = True
) -> Contents | None:
    """What the workspace holds, nothing where it is not made yet.

    None, in one sentence, where it cannot be read, where it is to be written to and cannot be, or
    where a later program wrote it and ``newer`` ones are not wanted.
    """
    if not _is_there(path):
        from exodesk.domain.workspace import Contents

        return Contents()
    from exodesk.storage.workspace.opening import Standing, open_workspace

    opened = open_workspace(path, lock=False)
    if opened.store is None:
        complain(opened.words())
        if opened.backup is not None:
            complain(
                _("Its newest good backup is {path}; the window can restore it.").format(
                    path=opened.backup.path
                )
            )
        return None
    with opened.store as store:
        if opened.standing is Standing.NEWER and not newer:
            complain(
                _(
                    "{path} was written by a newer version of exodesk: the shipped catalogue is"
                    " shown without it."
                ).format(path=path)
            )
            return None
        for sentence in (opened.words(), *opened.told):
            if sentence:
                complain(sentence)
        if writing and not opened.writable:
            return None
        for aside in store.set_aside:
            complain(
                _("“{name}” in the workspace was set aside: {problem}").format(
                    name=aside.name, problem=aside.problem
                )
            )
        return store.contents()


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        pass  # opening it says what is wrong
    return True


def refuse_same(output: Path, *inputs: Path) -> None:
    """Refuse to write over what is read."""
    for path in inputs:
        with contextlib.suppress(OSError, ValueError, RuntimeError):  # a circle of links
            if output.resolve() == path.resolve() or output.samefile(path):
                raise ExodeskError(
                    _("{path} would be written over. Choose another file.").format(path=path)
                )
