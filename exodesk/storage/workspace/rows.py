"""Statements: the whole of a workspace read, an act written, every revision checked."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from exodesk.collector import collector_at_rest
from exodesk.domain.workspace import Change, Contents, Draft, Kind, Thing
from exodesk.storage.problems import Problem, quoted
from exodesk.storage.workspace import tables
from exodesk.storage.workspace.bodies import (
    BodyError,
    BodyReader,
    contents_of,
    logo_in,
    logo_text,
    name_of,
)
from exodesk.storage.workspace.faults import WorkspaceError
from exodesk.translation import gettext as _

Key = tuple[Kind, str]
T = TypeVar("T")

TABLES: Mapping[Kind, Table] = {
    Kind.ENTRY: tables.entries,
    Kind.SOURCE: tables.sources,
    Kind.HIDDEN: tables.hidden,
    Kind.PAST_OFFER: tables.past_offers,
    Kind.QUOTE: tables.quotes,
    Kind.OUTCOME: tables.outcomes,
    Kind.LAST_NUMBER: tables.last_numbers,
    Kind.LETTERHEAD: tables.letterheads,
}
_AT_ONCE = 500  # ids in one statement, below what any database takes
_CHANGES_A_STEP = 2_000


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stored thing that could not be read; ``kind`` is None for a draft."""

    kind: Kind | None
    id: str
    name: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Written:
    """What one act changed: the new revision of each thing that is there, and what is gone."""

    acts: int
    revisions: Mapping[Key, int]
    deleted: frozenset[Key]

    def touched(self, key: Key) -> bool:
        return key in self.revisions or key in self.deleted


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that a store holds in memory."""

    contents: Contents = field(default_factory=Contents)
    revisions: dict[Key, int] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    acts: int = 0

    def with_written(self, contents: Contents, written: Written) -> Loaded:
        """The same after an act; the revisions are changed in place."""
        self.revisions.update(written.revisions)
        for key in written.deleted:
            self.revisions.pop(key, None)
        left = tuple(
            aside
            for aside in self.set_aside
            if aside.kind is None or not written.touched((aside.kind, aside.id))
        )
        return replace(self, contents=contents, acts=written.acts, set_aside=left)


class StaleError(WorkspaceError):
    """Another program changed the thing first; nothing was written.

    ``mine`` is what was to be written and ``theirs`` what is stored now, None where deleted.
    """

    def __init__(self, kind: Kind, thing_id: str, mine: Thing | None, theirs: Thing | None) -> None:
        self.kind, self.id, self.mine, self.theirs = kind, thing_id, mine, theirs
        self.name = name_of(kind, thing_id, mine if mine is not None else theirs)
        super().__init__(
            _(
                "“{name}” has been changed by another program since it was read here."
                " Nothing was saved; both versions are kept for you to choose from."
            ).format(name=quoted(self.name))
        )


class UnreadInTheWayError(WorkspaceError):
    """The id belongs to something that was set aside, which must not be overwritten."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” stands in the workspace but cannot be read, so it was not overwritten."
                " Nothing was saved."
            ).format(name=quoted(name))
        )


def acts(connection: Connection) -> int:
    """How many acts have been written to the workspace, by anyone."""
    return int(tables.facts_of(connection)["acts"])


def load(connection: Connection) -> Loaded:
    """Read everything; what does not read is set aside by name."""
    with collector_at_rest():
        return _load(connection)


def _load(connection: Connection) -> Loaded:
    facts = tables.facts_of(connection)
    reader = _reader(connection)
    revisions: dict[Key, int] = {}
    things: dict[Kind, dict[str, Thing]] = {kind: {} for kind in TABLES}
    set_aside: list[SetAside] = []
    for kind, table in TABLES.items():
        for thing_id, revision, body in _all(connection, table):
            revisions[kind, thing_id] = revision
            try:
                things[kind][thing_id] = reader.read(kind, thing_id, body)
            except BodyError as error:
                set_aside.append(SetAside(kind, thing_id, error.name, error.problem))
    drafts: dict[str, Draft] = {}
    for draft_id, _revision, body in _all(connection, tables.drafts):
        try:
            drafts[draft_id] = reader.read_draft(draft_id, body)
        except BodyError as error:
            set_aside.append(SetAside(None, draft_id, error.name, error.problem))
    return Loaded(
        contents_of(things), revisions, drafts, tuple(set_aside), facts, int(facts["acts"])
    )


def folded(changes: Iterable[Change]) -> Generator[None, None, dict[Key, Change]]:
    """In steps, one change for each thing: from before the first to after the last."""
    found: dict[Key, Change] = {}
    for number, change in enumerate(changes, 1):
        if not number % _CHANGES_A_STEP:
            yield
        key = (change.kind, change.id)
        first = found.get(key)
        found[key] = change if first is None else replace(change, before=first.before)
    return found


def writing(
    connection: Connection,
    loaded: Loaded,
    changes: Mapping[Key, Change],
    texts: Mapping[Key, str],
    when: datetime,
    *,
    over_unread: bool,
) -> Generator[None, None, Written]:
    """Write the changes in steps; raises StaleError before anything is written."""
    number = _next_act(connection)
    stored: dict[Key, int] = {}
    for kind, table in TABLES.items():
        for ids in _parts(key[1] for key in changes if key[0] is kind):
            stored.update(((kind, found), n) for found, n in _revisions(connection, table, ids))
            yield
    for place, (key, change) in enumerate(changes.items(), 1):
        if not place % _CHANGES_A_STEP:
            yield
        if stored.get(key) != loaded.revisions.get(key):
            raise StaleError(*key, change.after, _stored(connection, *key))
        if key in stored and change.before is None and not over_unread:
            raise UnreadInTheWayError(change.id)
    yield
    _keep_logos(connection, changes.values())
    revisions: dict[Key, int] = {}
    deleted: set[Key] = set()
    for kind, table in TABLES.items():
        gone: list[str] = []
        new: list[tuple[str, str]] = []
        other: list[tuple[str, str]] = []
        for place, (key, change) in enumerate(changes.items(), 1):
            if not place % _CHANGES_A_STEP:
                yield
            if key[0] is not kind:
                continue
            if change.after is None:
                gone.append(change.id)
                deleted.add(key)
                continue
            (other if key in stored else new).append((change.id, texts[key]))
            revisions[key] = number
        for ids in _parts(gone):
            connection.execute(delete(table).where(table.c.id.in_(ids)))
            yield
        last = _last_place(connection, table) if new else 0
        for part in _parts(new):
            _insert(connection, table, part, number, when, after=last)
            last += len(part)
            yield
        for part in _parts(other):
            _update(connection, table, part, number, when)
            yield
    return Written(number, revisions, frozenset(deleted))


def write_draft(connection: Connection, draft_id: str, text: str, when: datetime) -> None:
    table = tables.drafts
    done = connection.execute(
        update(table)
        .where(table.c.id == draft_id)
        .values(revision=table.c.revision + 1, changed=when.isoformat(), body=text)
    )
    if not done.rowcount:
        last = _last_place(connection, table)
        _insert(connection, table, [(draft_id, text)], 1, when, after=last)


def drop_draft(connection: Connection, draft_id: str) -> None:
    connection.execute(delete(tables.drafts).where(tables.drafts.c.id == draft_id))


def _next_act(connection: Connection) -> int:
    row = (tables.meta.c.key == "acts",)
    # A database that lets several write at once makes them wait for each other here.
    held = select(tables.meta.c.value).where(*row).with_for_update()
    number = int(connection.execute(held).scalar_one()) + 1
    connection.execute(update(tables.meta).where(*row).values(value=str(number)))
    return number


def _all(connection: Connection, table: Table) -> Iterator[tuple[str, int, str]]:
    columns = (table.c.id, table.c.revision, table.c.body)
    for row in connection.execute(select(*columns).order_by(table.c.place, table.c.id)):
        yield row[0], row[1], row[2]


def _revisions(
    connection: Connection, table: Table, ids: Sequence[str]
) -> Iterator[tuple[str, int]]:
    for row in connection.execute(select(table.c.id, table.c.revision).where(table.c.id.in_(ids))):
        yield row[0], row[1]


def _stored(connection: Connection, kind: Kind, thing_id: str) -> Thing | None:
    table = TABLES[kind]
    body = connection.execute(select(table.c.body).where(table.c.id == thing_id)).scalar()
    if body is None:
        return None
    try:
        return _reader(connection).read(kind, thing_id, body)
    except BodyError:
        return None


def _reader(connection: Connection) -> BodyReader:
    """What reads bodies, and knows every logo that they may name."""
    reader = BodyReader()
    for digest, body in connection.execute(select(tables.logos.c.digest, tables.logos.c.body)):
        with suppress(BodyError):  # what names it is set aside
            reader.know(reader.read_logo(digest, body))
    return reader


def _keep_logos(connection: Connection, changes: Iterable[Change]) -> None:
    found = filter(None, (logo_in(change.after) for change in changes))
    for digest, logo in {logo.digest: logo for logo in found}.items():
        here = select(tables.logos.c.digest).where(tables.logos.c.digest == digest)
        if connection.execute(here).first() is None:
            connection.execute(insert(tables.logos).values(digest=digest, body=logo_text(logo)))


def _last_place(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.max(table.c.place))).scalar() or 0


def _insert(
    connection: Connection,
    table: Table,
    bodies: Sequence[tuple[str, str]],
    revision: int,
    when: datetime,
    *,
    after: int,
) -> None:
    changed = when.isoformat()
    connection.execute(
        insert(table),
        [
            {"id": key, "revision": revision, "changed": changed, "place": place, "body": body}
            for place, (key, body) in enumerate(bodies, after + 1)
        ],
    )


def _update(
    connection: Connection,
    table: Table,
    bodies: Sequence[tuple[str, str]],
    revision: int,
    when: datetime,
) -> None:
    if bodies:
        connection.execute(
            update(table)
            .where(table.c.id == bindparam("which"))
            .values(revision=revision, changed=when.isoformat(), body=bindparam("text")),
            [{"which": key, "text": body} for key, body in bodies],
        )


def _parts(values: Iterable[T]) -> Iterator[list[T]]:
    left = iter(values)
    while part := list(islice(left, _AT_ONCE)):
        yield part
