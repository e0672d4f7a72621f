"""What bringing a backup back would change, as an act, so that it can be undone like any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from exodesk.domain.quotes.quote import Quote
from exodesk.domain.workspace import Act, Change, Contents, Kind, Thing
from exodesk.storage.workspace import rows
from exodesk.storage.workspace.backups import Backup, copy_to
from exodesk.storage.workspace.bodies import things_of
from exodesk.storage.workspace.database import Mode, Snapshot, connect
from exodesk.storage.workspace.documents import kept_of
from exodesk.storage.workspace.faults import (
    FAULTS,
    DamagedError,
    UnusableError,
    reason_of,
    spelt,
)
from exodesk.storage.workspace.migrations import migrate
from exodesk.storage.workspace.places import make_folder, real_place
from exodesk.storage.workspace.tables import SCHEMA, facts_of
from exodesk.translation import gettext as _

T = TypeVar("T")

_ORDER = (Kind.SOURCE, *(kind for kind in Kind if kind is not Kind.SOURCE))


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a backup would change: the names of entries, and how many other things.

    Of quotes, drafts go or become what they were.
    """

    backup: Backup
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    quotes_gone: tuple[Quote, ...]
    quotes_back: tuple[Quote, ...]
    answers: int
    letterhead: bool
    others: int
    act: Act


def preview(
    backup: Backup, contents: Contents, spell: Callable[[datetime], str] = spelt
) -> RestorePreview:
    """What bringing ``backup`` back would do to ``contents``; raises DamagedError."""
    wanted = read_backup(backup.path)
    changes = tuple(_changes(contents, wanted))
    added, removed, changed = [], [], []
    kinds = Counter(change.kind for change in changes)
    for change in changes:
        if change.kind is not Kind.ENTRY:
            continue
        if change.before is None:
            added.append(wanted.entries[change.id].entry.name)
        elif change.after is None:
            removed.append(contents.entries[change.id].entry.name)
        else:
            changed.append(contents.entries[change.id].entry.name)
    quotes = [change.id for change in changes if change.kind is Kind.QUOTE]
    name = _("Restore the backup of {time}").format(time=spell(backup.when))
    return RestorePreview(
        backup=backup,
        added=tuple(added),
        removed=tuple(removed),
        changed=tuple(changed),
        quotes_gone=tuple(contents.quotes[key] for key in quotes if key not in wanted.quotes),
        quotes_back=tuple(wanted.quotes[key] for key in quotes if key in wanted.quotes),
        answers=kinds[Kind.OUTCOME],
        letterhead=bool(kinds[Kind.LETTERHEAD]),
        others=kinds[Kind.SOURCE] + kinds[Kind.HIDDEN] + kinds[Kind.PAST_OFFER],
        act=Act(name, changes),
    )


def read_backup(path: Path) -> Contents:
    """What the workspace at ``path``, perhaps of an older program, holds; it is not touched."""
    return _read(path, lambda connection: rows.load(connection).contents)


def documents_in(path: Path, quote_ids: Sequence[str]) -> dict[str, bytes]:
    """The documents that the workspace at ``path`` keeps of ``quote_ids``."""
    return _read(path, lambda connection: kept_of(connection, quote_ids)) if quote_ids else {}


def _read(path: Path, found: Callable[[Connection], T]) -> T:
    try:
        database = Snapshot(path)
        try:
            with database.writing() as connection:
                schema = int(facts_of(connection)["schema"])
                if schema < SCHEMA:
                    migrate(connection, schema)
                return found(connection)
        finally:
            database.close()
    except (*FAULTS, KeyError, ValueError) as fault:
        raise DamagedError(path, reason_of(fault)) from None


def start_from(backup: Backup, path: Path) -> None:
    """Put a copy of ``backup`` where no workspace stands any more; raises UnusableError."""
    place = real_place(path)
    try:
        if place.exists():
            raise UnusableError(path, _("a file is there already; set it aside first"))
        make_folder(place.parent)
        raw = connect(backup.path, Mode.FROZEN)
        try:
            copy_to(raw, place, replace=False)
        finally:
            raw.close()
    except FAULTS as fault:
        raise UnusableError(path, reason_of(fault)) from None


def _changes(now: Contents, wanted: Contents) -> Iterator[Change]:
    """Sources come before the entries that cite them.

    What has been issued since, with its number and the answer to it, has left the house and stays.
    """
    here, there = things_of(now), things_of(wanted)
    stay = _that_stay(now, wanted)
    for kind in _ORDER:
        for thing_id in {**here[kind], **there[kind]}:
            before: Thing | None = here[kind].get(thing_id)
            after: Thing | None = there[kind].get(thing_id)
            if before != after and (kind, thing_id) not in stay:
                yield Change(kind, thing_id, before, after)


def _that_stay(now: Contents, wanted: Contents) -> set[tuple[Kind, str]]:
    """What no backup takes back: issued quotes, the answers to them, numbers that were given.

    Nor does it bring back another quote under a number that has been given again.
    """
    issued = {key for key, quote in now.quotes.items() if quote.issued is not None}
    since = {key for key in issued if not _is_issued(wanted, key)}
    numbers = {quote.number for quote in now.quotes.values()} - {None}
    twice = {key for key, quote in wanted.quotes.items() if quote.number in numbers} - issued
    stay = {(Kind.QUOTE, key) for key in issued | twice}
    stay |= {(Kind.OUTCOME, key) for key in since | twice}
    for year, last in now.last_numbers.items():
        before = wanted.last_numbers.get(year)
        if before is None or before.place < last.place:
            stay.add((Kind.LAST_NUMBER, year))
    return stay


def _is_issued(contents: Contents, quote_id: str) -> bool:
    return quote_id in contents.quotes and contents.quotes[quote_id].issued is not None
