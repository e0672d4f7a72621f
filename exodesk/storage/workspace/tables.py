"""The tables of a workspace. No column holds a number that is an amount: amounts are text."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    LargeBinary,
    MetaData,
    Table,
    Text,
    insert,
    select,
)

FORMAT = "exodesk-workspace"
SCHEMA = 3
"""The version of these tables; what changed from one to the next is in ``migrations``."""

_tables = MetaData()

meta = Table(
    "meta",
    _tables,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def _things(name: str) -> Table:
    """A table of stored things.

    ``revision`` is the number of the act that last changed the thing: numbers are never used
    twice, so a thing deleted and added again cannot be taken for the old one. ``place`` orders the
    things as they were added. ``changed`` is ISO 8601, UTC. ``body`` is JSON.
    """
    return Table(
        name,
        _tables,
        Column("id", Text, primary_key=True),
        Column("revision", BigInteger, nullable=False),
        Column("changed", Text, nullable=False),
        Column("place", BigInteger, nullable=False),
        Column("body", Text, nullable=False),
    )


entries = _things("entries")
sources = _things("sources")
hidden = _things("hidden")
past_offers = _things("past_offers")
drafts = _things("drafts")
quotes = _things("quotes")
outcomes = _things("outcomes")
last_numbers = _things("last_numbers")
letterheads = _things("letterheads")

logos = Table(
    "logos",
    _tables,
    Column("digest", Text, primary_key=True),
    Column("body", Text, nullable=False),
)
"""Pictures that letterheads and quotes name by digest: put in once, never changed or taken out."""

documents = Table(
    "documents",
    _tables,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The document of each issued quote, by its id: put in once, never changed or taken out."""

ALL = (
    *(meta, entries, sources, hidden, past_offers, drafts),
    *(quotes, outcomes, last_numbers, letterheads, logos, documents),
)


def create_tables(connection: Connection, when: datetime) -> None:
    """A workspace without anything in it."""
    _tables.create_all(connection)
    facts = {
        "format": FORMAT,
        "schema": str(SCHEMA),
        "id": str(uuid4()),
        "made": when.isoformat(),
        "acts": "0",
    }
    connection.execute(insert(meta), [{"key": key, "value": value} for key, value in facts.items()])


def facts_of(connection: Connection) -> dict[str, str]:
    """What ``meta`` says."""
    return {row[0]: row[1] for row in connection.execute(select(meta.c.key, meta.c.value))}


def missing_from(columns: dict[str, set[str]]) -> list[str]:
    """The tables without which, or without whose columns, a workspace cannot be read."""
    return [
        table.name
        for table in ALL
        if not {column.name for column in table.columns} <= columns.get(table.name, set())
    ]
