"""Issues quotes without end and says so: ``begin``, then the number once it is given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.storage.workspace.acts import opened
from tests.storage.workspace.quotes import give, put, small


def say(word: str) -> None:
    os.write(1, f"{word}\n".encode())


def main(path: Path, name: str) -> None:
    store = opened(path, lock=False)
    say("ready")
    while True:
        if store.changed_outside():
            store.reload()
        draft = put(store, small(name))
        say("begin")
        say(f"done {give(store, draft.id).number}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
