"""Writes acts without end and says so: ``begin 7`` before the seventh, ``done 7`` after it.

Which act comes when is settled by its number alone, so that whoever reads what this process said
knows what the workspace must hold.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from exodesk.domain.workspace import Act, Change, Contents, Kind
from exodesk.storage.workspace.backups import Why
from tests.storage.workspace.acts import opened, own

_TURN = 8
_IMPORTED = 50


@dataclass
class Ledger:
    """The names that the entries have after ``done`` acts."""

    done: int = 0
    names: dict[str, str] = field(default_factory=dict)

    def advance(self, acts: int) -> None:
        for _act in range(acts):
            for key, name in step(self.done):
                if name is None:
                    self.names.pop(key)
                else:
                    self.names[key] = name
            self.done += 1


def step(number: int) -> Iterator[tuple[str, str | None]]:
    """What act ``number`` does: the new name of each entry, None for one that is deleted."""
    turn, place = divmod(number, _TURN)
    mine = f"own-{turn}"
    match place:
        case 0 | 1 | 2:
            yield f"{mine}-{place}", f"added {number}"
        case 3 | 4:
            yield f"{mine}-{place - 3}", f"edited {number}"
        case 5:
            yield f"{mine}-2", None
        case 6:
            for row in range(_IMPORTED):
                yield f"{mine}-row-{row}", f"imported {number}"
        case _:
            for row in range(_IMPORTED):
                yield f"{mine}-row-{row}", None


def act(number: int, contents: Contents) -> Act:
    changes = []
    for key, name in step(number):
        after = None if name is None else own(name, key)
        changes.append(Change(Kind.ENTRY, key, contents.entries.get(key), after))
    return Act(f"Act {number}", tuple(changes))


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def main(path: Path, done: int) -> None:
    store = opened(path)
    say("ready")
    for number in count(done):
        say(f"begin {number}")
        why = Why.IMPORT if number % (4 * _TURN) == _TURN - 2 else None
        store.write(act(number, store.contents()), before=why)
        say(f"done {number}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
