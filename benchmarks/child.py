"""One part of the bench in a process of its own: ``python -m benchmarks.child PART …``."""

from __future__ import annotations

import argparse
import faulthandler
import os
from pathlib import Path

from benchmarks.readings import save


def main() -> None:
    faulthandler.enable()
    options = argparse.ArgumentParser()
    options.add_argument("part")
    options.add_argument("--rows", type=int, required=True)
    options.add_argument("--times", type=int, required=True)
    options.add_argument("--loads", type=int, required=True)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    from benchmarks.parts import PARTS, Task

    task = Task(chosen.rows, chosen.times, chosen.loads, chosen.folder)
    save(PARTS[chosen.part](task), chosen.out)
    os._exit(0)  # taking a million entries apart would take its time


if __name__ == "__main__":
    main()
