"""The commands that work on the user's own workspace, and its entries beside the shipped ones.

The database is loaded only where a workspace file exists, or something is to go into one.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.errors import ExodeskError
from exodesk.domain.own_catalogue import exported, merged
from exodesk.domain.workspace import Contents
from exodesk.paths import data_file, usual_workspace
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.storage.whole_files import write_file
from exodesk.translation import gettext as _
from exodesk.translation import ngettext

if TYPE_CHECKING:
    from exodesk.imports.known import Counts, Imported, Known, OnDuplicate

Say = Callable[[str], None]


def with_own_entries(shipped: Catalogue, workspace: Path | None, complain: Say) -> Catalogue:
    """``shipped`` with the workspace's entries, if there is a workspace; it is never made here."""
    path = workspace or usual_workspace()
    if not path.exists():
        if workspace is not None:
            complain(_("There is no workspace at {path} yet.").format(path=path))
        return shipped
    contents = _contents(path, complain)
    return shipped if contents is None else merged(shipped, contents)


def import_file(options: argparse.Namespace, say: Say, complain: Say) -> int:
    """``exodesk import``: 0 where any row is ready or already there, else 1."""
    from exodesk.imports.check_words import imported_text, refusals, remarks, summary
    from exodesk.imports.checking import check_table
    from exodesk.imports.columns import guess_columns
    from exodesk.imports.dialect import Choices, dialect_text
    from exodesk.imports.fields import field_name
    from exodesk.imports.figure_texts import DateOrder
    from exodesk.imports.known import Known, OnDuplicate
    from exodesk.imports.refusals import refused_rows
    from exodesk.imports.tables import holds_catalogue, read_table

    shipped = read_catalogue(data_file()).catalogue
    path = options.workspace or usual_workspace()
    contents = _contents(path, complain) if path.exists() else Contents()
    if contents is None:
        return 1
    catalogue = merged(shipped, contents)
    known = Known(catalogue.entries, catalogue.sources)
    chosen = OnDuplicate(options.on_duplicate)
    if holds_catalogue(options.file):
        counts, found = _check_catalogue(options.file, known, chosen, complain)
    else:
        dates = None if options.dates is None else DateOrder(options.dates)
        table = read_table(options.file, Choices(options.delimiter, options.encoding, dates=dates))
        columns = guess_columns(table.headings, [row.cells for row in table.rows])
        if options.column_currency is not None:
            columns = columns.with_currency(options.column_currency)
        say(dialect_text(table.dialect))
        read_as = (
            _("{heading} → {field}").format(heading=column.heading, field=field_name(column.field))
            for column in columns.columns
            if column.field is not None
        )
        say(" · ".join(read_as))
        check = check_table(table, columns, known)
        for sentence in (*columns.remarks(), *remarks(check), *refusals(check)):
            complain(sentence)
        counts, found = check.counts, check.import_of(chosen)
        if options.refused is not None and check.refused:
            write_file(options.refused, refused_rows(check))
    say(summary(counts))
    if (found.entries or found.updated) and not options.dry_run:
        _bring_in(path, shipped, found, complain)
        say(imported_text(found))
    return 0 if counts.ready or counts.already_there or counts.twice else 1


def export_file(options: argparse.Namespace, say: Say, complain: Say) -> int:
    """``exodesk export``: the workspace's own entries as a catalogue file."""
    from exodesk.storage.entry_writer import catalogue_bytes

    path = options.workspace or usual_workspace()
    contents = _contents(path, complain) if path.exists() else Contents()
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


def _check_catalogue(
    file: Path, known: Known, chosen: OnDuplicate, complain: Say
) -> tuple[Counts, Imported]:
    from exodesk.imports.catalogues import check_catalogue

    loaded = read_catalogue(file)
    problems = tuple(str(problem) for problem in loaded.problems)
    for problem in problems:
        complain(problem)
    aside = tuple(str(found.problem) for found in loaded.set_aside)
    check = check_catalogue(loaded.catalogue.entries, loaded.catalogue.sources, aside, known)
    return check.counts, check.import_of(chosen)


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


def _contents(path: Path, complain: Say) -> Contents | None:
    """What the workspace holds; None, in words, where it cannot be read."""
    from exodesk.storage.workspace.opening import open_workspace

    opened = open_workspace(path, lock=False)
    for sentence in (opened.words(), *opened.told):
        if sentence:
            complain(sentence)
    if opened.store is None:
        return None
    with opened.store as store:
        for aside in store.set_aside:
            complain(
                _("“{name}” in the workspace was set aside: {problem}").format(
                    name=aside.name, problem=aside.problem
                )
            )
        return store.contents()
