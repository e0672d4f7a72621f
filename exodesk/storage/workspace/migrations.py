"""From the tables of an older program to those of this one, a step for each version.

A step is never edited once a program with it has been given away, and uses no table of ``tables``:
these go on changing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    LargeBinary,
    MetaData,
    Table,
    Text,
    column,
    table,
    update,
)

Step = Callable[[Connection], None]


def _drafts_are_kept(connection: Connection) -> None:
    """0 to 1: half-filled forms outlive the program."""
    _new_things(connection, "drafts")


def _quotes_are_kept(connection: Connection) -> None:
    """1 to 2: quotes with their numbers, what clients said to them, and who writes them."""
    for name in ("quotes", "outcomes", "last_numbers", "letterheads"):
        _new_things(connection, name)
    logos = Table(
        "logos",
        MetaData(),
        Column("digest", Text, primary_key=True),
        Column("body", Text, nullable=False),
    )
    logos.create(connection)


def _documents_are_kept(connection: Connection) -> None:
    """2 to 3: what was made of a quote when it was issued."""
    documents = Table(
        "documents",
        MetaData(),
        Column("id", Text, primary_key=True),
        Column("digest", Text, nullable=False),
        Column("body", LargeBinary, nullable=False),
    )
    documents.create(connection)


def _new_things(connection: Connection, name: str) -> None:
    things = Table(
        name,
        MetaData(),
        Column("id", Text, primary_key=True),
        Column("revision", BigInteger, nullable=False),
        Column("changed", Text, nullable=False),
        Column("place", BigInteger, nullable=False),
        Column("body", Text, nullable=False),
    )
    things.create(connection)


STEPS: Mapping[int, Step] = MappingProxyType(
    {0: _drafts_are_kept, 1: _quotes_are_kept, 2: _documents_are_kept}
)
"""By the version that a step starts from."""


def migrate(connection: Connection, found: int, steps: Mapping[int, Step] = STEPS) -> None:
    """Take the tables from version ``found`` to the last; belongs inside one transaction."""
    meta = table("meta", column("key"), column("value"))
    version = found
    while version in steps:
        steps[version](connection)
        version += 1
    connection.execute(update(meta).where(meta.c.key == "schema").values(value=str(version)))
