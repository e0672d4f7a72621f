"""The documents of issued quotes, byte by byte as they were first made."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from exodesk.storage.workspace.faults import WorkspaceError
from exodesk.storage.workspace.tables import documents
from exodesk.translation import gettext as _


class DocumentDamagedError(WorkspaceError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "The document of this quote is damaged in the workspace and was not used."
                " A backup may have it whole."
            )
        )


def kept(connection: Connection, quote_id: str) -> bytes | None:
    """None where none is kept; raises DocumentDamagedError."""
    found = connection.execute(
        select(documents.c.digest, documents.c.body).where(documents.c.id == quote_id)
    ).first()
    if found is None:
        return None
    body = bytes(found[1])
    if _digest(body) != found[0]:
        raise DocumentDamagedError
    return body


def keep(connection: Connection, quote_id: str, body: bytes) -> None:
    """Put a document in, unless there is one: the first stays."""
    here = select(documents.c.id).where(documents.c.id == quote_id)
    if connection.execute(here).first() is None:
        connection.execute(insert(documents).values(id=quote_id, digest=_digest(body), body=body))


def kept_of(connection: Connection, quote_ids: Iterable[str]) -> dict[str, bytes]:
    """Those that are kept of ``quote_ids``."""
    found = {key: kept(connection, key) for key in quote_ids}
    return {key: body for key, body in found.items() if body is not None}


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
