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
    drafts = Table(
        "drafts",
        MetaData(),
        Column("id", Text, primary_key=True),
        Column("revision", BigInteger, nullable=False),
        Column("changed", Text, nullable=False),
        Column("place", BigInteger, nullable=False),
        Column("body", Text, nullable=False),
    )
    drafts.create(connection)


STEPS: Mapping[int, Step] = MappingProxyType({0: _drafts_are_kept})
"""By the version that a step starts from."""


def migrate(connection: Connection, found: int, steps: Mapping[int, Step] = STEPS) -> None:
    """Take the tables from version ``found`` to the last; belongs inside one transaction."""
    meta = table("meta", column("key"), column("value"))
    version = found
    while version in steps:
        steps[version](connection)
        version += 1
    connection.execute(update(meta).where(meta.c.key == "schema").values(value=str(version)))
