"""Starting: the program and a bare window in fresh processes, in turns, and Calc beside them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from benchmarks.first_paint import PAINTED
from benchmarks.readings import Reading, Unit

_CHILD = Path(__file__).with_name("first_paint.py")
_LINE = re.compile(r"import time: +(\d+) \| +(\d+) \| ( *)(\S+)")


class PartError(Exception):
    """A part of the bench did not come to its end."""


def starts(folder: Path, settings: Mapping[str, str], times: int, rows: int) -> Iterator[Reading]:
    """To the first painting with rows: of the program and of a bare window with an empty table."""
    taken: dict[str, list[tuple[float, float]]] = {"bare start": [], "start": []}
    _start("exodesk", folder, settings)  # a first start writes byte code and caches
    for _time in range(times):
        taken["bare start"].append(_start("bare", folder, settings))
        taken["start"].append(_start("exodesk", folder, settings))
    for name, values in taken.items():
        yield Reading(name, rows, tuple(spent for spent, _wall in values))
        yield Reading(f"{name} wall", rows, tuple(wall for _spent, wall in values), Unit.WALL)


def _start(what: str, folder: Path, settings: Mapping[str, str]) -> tuple[float, float]:
    """Seconds of the processor and of the wall."""
    target = folder / "painted.txt"
    target.unlink(missing_ok=True)
    began = monotonic()
    done = _run([what, str(target)], folder, settings)
    try:
        spent, now = map(float, target.read_text("ascii").split())
    except (OSError, ValueError):
        raise PartError(f"{what} did not start: {done.stderr[-2000:]}") from None
    return spent, now - began


def _run(
    arguments: list[str], folder: Path, settings: Mapping[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *options, str(_CHILD), *arguments],
        env=surroundings(folder, settings),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def surroundings(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process on a profile of its own in ``folder``."""
    root = str(_CHILD.parents[1])
    own = {
        "EXODESK_HOME": str(folder),
        "PYTHONPATH": root,
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),  # as an installed program has its own
    }
    found = {**os.environ, **settings, **own}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


@dataclass(frozen=True, slots=True)
class Import:
    """One module in the order of importing: seconds of its own and with all it brought along."""

    name: str
    own: float
    whole: float
    depth: int
    painted: bool  # whether rows were on the screen before


def import_line(folder: Path, settings: Mapping[str, str]) -> list[Import]:
    """What a start imports, before and after the rows are painted."""
    more = {**settings, "EXODESK_BENCH_GO_ON": "1"}
    _start("exodesk", folder, settings)
    done = _run(["exodesk", str(folder / "painted.txt")], folder, more, "-X", "importtime")
    found = []
    painted = False
    for line in done.stderr.splitlines():
        painted = painted or line == PAINTED
        if match := _LINE.fullmatch(line):
            own, whole = int(match[1]) / 1e6, int(match[2]) / 1e6
            found.append(Import(match[4], own, whole, len(match[3]) // 2, painted))
    if not painted:
        raise PartError(f"exodesk did not start: {done.stderr[-2000:]}")
    return found


def import_text(imports: list[Import], least: float = 0.002) -> str:
    """Per package the milliseconds of its own modules, then each module that takes long."""
    lines = []
    for painted, title in ((False, "before the rows are painted"), (True, "after that")):
        part = [each for each in imports if each.painted is painted]
        total = sum(each.own for each in part) * 1000
        lines.append(f"{title}: {len(part)} modules, {total:.0f} ms (measuring makes it slower)")
        packages: dict[str, float] = {}
        for each in part:
            top = each.name.partition(".")[0]
            packages[top] = packages.get(top, 0.0) + each.own * 1000
        for name, spent in sorted(packages.items(), key=lambda item: -item[1]):
            if spent >= least * 1000:
                lines.append(f"  {spent:7.1f} ms  {name}")
        lines.append("  modules, with what they brought along:")
        lines.extend(
            f"  {each.whole * 1000:7.1f} ms  {'  ' * each.depth}{each.name}"
            for each in part
            if each.whole >= 5 * least
        )
    return "\n".join(lines) + "\n"
