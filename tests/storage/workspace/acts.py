"""Acts and workspaces for tests, in few words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from exodesk.domain.entries import Source, SourceKind
from exodesk.domain.workspace import Act, Change, Contents, Kind, OwnEntry
from exodesk.storage.workspace.opening import Opened, Standing, open_workspace
from exodesk.storage.workspace.store import WorkspaceStore
from tests.builders import entry


def opened(path: Path, *, lock: bool = True) -> WorkspaceStore:
    """The store at ``path``, which must open for writing without a word."""
    found = open_workspace(path, lock=lock)
    assert found.standing is Standing.WRITABLE, found.words()
    assert found.store is not None
    assert (found.words(), found.told, found.set_aside) == ("", (), ())
    return found.store


def not_opened(path: Path) -> Opened:
    found = open_workspace(path)
    assert found.store is None
    assert found.words().endswith(".")
    return found


def own(name: str, entry_id: str = "own-1", price: str = "150 GBP") -> OwnEntry:
    return OwnEntry(entry(name, price, id=entry_id), None)


def added(*things: OwnEntry) -> Act:
    changes = [Change(Kind.ENTRY, thing.entry.id, None, thing) for thing in things]
    return Act("Add", tuple(changes))


def edited(contents: Contents, thing: OwnEntry) -> Act:
    before = contents.entries[thing.entry.id]
    return Act("Edit", (Change(Kind.ENTRY, thing.entry.id, before, thing),))


def deleted(contents: Contents, *ids: str) -> Act:
    changes = [Change(Kind.ENTRY, key, contents.entries[key], None) for key in ids]
    return Act("Delete", tuple(changes))


def sourced(*titles: str) -> Act:
    sources = [Source(f"own-{title}", SourceKind.ARTICLE, title) for title in titles]
    return Act("Cite", tuple(Change(Kind.SOURCE, s.id, None, s) for s in sources))


def names(contents: Contents) -> list[str]:
    return [thing.entry.name for thing in contents.entries.values()]


def execute(path: Path, *statements: str) -> None:
    """Do to the file what no part of the program would."""
    raw = sqlite3.connect(path)
    try:
        for statement in statements:
            raw.execute(statement)
        raw.commit()
    finally:
        raw.close()


def make_first_version(path: Path) -> None:
    """A workspace as the first program, whose schema was 0, wrote it: without drafts."""
    things = "id TEXT PRIMARY KEY NOT NULL, revision BIGINT NOT NULL, changed TEXT NOT NULL"
    body = (
        '{"entry":{"id":"own-old","kind":"treatment","name":"Old peel","family":"peel",'
        '"offers":[{"price":{"low":"99.50","high":"120","currency":"GBP"},"per":"session"}]}}'
    )
    execute(
        path,
        "CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)",
        *(
            f"CREATE TABLE {table} ({things}, place BIGINT NOT NULL, body TEXT NOT NULL)"
            for table in ("entries", "sources", "hidden", "past_offers")
        ),
        "INSERT INTO meta VALUES ('format', 'exodesk-workspace'), ('schema', '0'),"
        " ('id', 'made-by-hand'), ('made', '2026-01-01T00:00:00+00:00'), ('acts', '7')",
        f"INSERT INTO entries VALUES ('own-old', 7, '2026-01-02T00:00:00+00:00', 1, '{body}')",
    )
    path.chmod(0o600)


def make_second_version(path: Path) -> None:
    """A workspace as the program before there were quotes wrote it."""
    make_first_version(path)
    execute(
        path,
        "CREATE TABLE drafts (id TEXT PRIMARY KEY NOT NULL, revision BIGINT NOT NULL,"
        " changed TEXT NOT NULL, place BIGINT NOT NULL, body TEXT NOT NULL)",
        "INSERT INTO drafts VALUES ('form', 1, '2026-01-02T00:00:00+00:00', 1, '{\"name\":\"x\"}')",
        "UPDATE meta SET value = '1' WHERE key = 'schema'",
    )
