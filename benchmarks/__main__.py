"""``python3 dev.py bench``: every goal with its anchor, in one run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from benchmarks import calc, startup, table
from benchmarks.goals import (
    GOALS,
    GROWING,
    LARGE,
    QUICK,
    USUAL,
    Goal,
    Outcome,
    Sizes,
    outcomes,
)
from benchmarks.machine import machine_line
from benchmarks.readings import Reading, load, plain
from benchmarks.screens import Screen, screen

ROOT = Path(__file__).resolve().parents[1]
CLOCK_NOTE = (
    "Times are of the processor (user and system) unless they say wall, medians of n with "
    "the least and the most; the worst key stroke is the greatest of the medians of its keys."
)


@dataclass(frozen=True, slots=True)
class Effort:
    """How often things are measured: short ones, long ones, starts."""

    times: int
    loads: int
    starts: int


def main(arguments: list[str] | None = None) -> int:
    options = _options().parse_args(arguments)
    sizes = QUICK if options.quick else LARGE if options.large else USUAL
    effort = Effort(1, 1, 1) if options.quick else Effort(9, 3, 9)
    goals = [goal for goal in GOALS if not options.only or goal.key in options.only]
    with (
        tempfile.TemporaryDirectory(prefix="exodesk-bench-", ignore_cleanup_errors=True) as name,
        screen(offscreen=options.offscreen) as shown,
    ):
        folder = Path(name)
        machine = machine_line(shown.words)
        if options.startup:
            print(startup.import_text(startup.import_line(folder, shown.settings)), end="")
            return 0
        missing: dict[str, str] = {}
        failed: list[str] = []
        run = _Run(folder, shown, sizes, effort, missing, failed, growing=not options.only)
        readings = list(run.readings(goals))
    judged = outcomes(goals, readings, sizes, missing)
    print(f"\n{machine}\n{CLOCK_NOTE}\n")
    for rows in _tables(judged, readings, sizes):
        print(table.as_text(rows))
    if options.json is not None:
        options.json.write_text(_json(machine, judged, readings), "utf-8")
    if options.write is not None:
        text = options.write.read_text("utf-8")
        options.write.write_text(
            table.written(text, _document(machine, judged, readings, sizes)), "utf-8"
        )
    return 1 if failed else 0


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    options.add_argument(
        "--only",
        nargs="+",
        metavar="GOAL",
        choices=[goal.key for goal in GOALS],
        help="measure these alone: " + ", ".join(goal.key for goal in GOALS),
    )
    options.add_argument("--large", action="store_true", help="1,000,000 entries as well")
    options.add_argument("--quick", action="store_true", help="tiny: does it all work?")
    options.add_argument("--startup", action="store_true", help="what a start imports, and when")
    options.add_argument("--offscreen", action="store_true", help="without an X server")
    options.add_argument("--json", type=Path, metavar="FILE", help="every value measured")
    options.add_argument(
        "--write", type=Path, metavar="FILE", help="put the tables between the marks in FILE"
    )
    return options


@dataclass(frozen=True, slots=True)
class _Run:
    folder: Path
    screen: Screen
    sizes: Sizes
    effort: Effort
    missing: dict[str, str]
    failed: list[str]
    growing: bool  # all sizes, to see how costs grow

    def readings(self, goals: Iterable[Goal]) -> Iterator[Reading]:
        for part, rows in self._parts(goals):
            began = perf_counter()
            try:
                yield from self._starts() if part == "start" else self._child(part, rows)
            except startup.PartError as error:
                self.failed.append(part)
                print(f"bench: {error}", file=sys.stderr)
            took = perf_counter() - began
            print(f"{part}, {rows:,} rows: {took:.0f} s", file=sys.stderr, flush=True)

    def _parts(self, goals: Iterable[Goal]) -> list[tuple[str, int]]:
        """Which parts run at which sizes."""
        wanted = {
            (goal.part, rows)
            for goal in goals
            if (rows := getattr(self.sizes, goal.size)) is not None
        }
        if self.growing:
            wanted |= {("list", rows) for rows in self.sizes.all()}
            wanted |= {("import", self.sizes.middle), ("hard", self.sizes.main)}
            wanted.add(("papers", self.sizes.lines))
        return sorted(wanted, key=lambda each: (each[1], each[0]))

    def _starts(self) -> Iterator[Reading]:
        rows, effort = self.sizes.small, self.effort
        yield from startup.starts(self.folder, self.screen.settings, effort.starts, rows)
        if why := calc.why_not(self.screen):
            self.missing["calc"] = why
        elif effort.starts > 1:
            yield from self._child("calc", rows)
        else:
            self.missing["calc"] = "left out of a quick run"

    def _child(self, part: str, rows: int) -> Iterator[Reading]:
        out = self.folder / f"{part}-{rows}.json"
        place = self.folder / f"{part}-{rows}"
        place.mkdir()
        huge = rows == self.sizes.huge
        times = max(2, self.effort.times // 3) if huge else self.effort.times
        loads = 1 if huge else self.effort.loads
        command = [sys.executable, "-m", "benchmarks.child", part, "--rows", str(rows)]
        command += ["--times", str(times), "--loads", str(loads)]
        command += ["--folder", str(place), "--out", str(out)]
        settings = startup.surroundings(place, self.screen.settings)
        if subprocess.run(command, env=settings, cwd=ROOT, check=False).returncode:
            raise startup.PartError(f"the part {part} at {rows:,} rows failed")
        yield from load(out)


def _tables(judged: list[Outcome], readings: list[Reading], sizes: Sizes) -> Iterator[table.Rows]:
    growth = table.growth_rows(readings, sizes)
    shown = {name for each in judged for name in (each.goal.ours, each.goal.anchor)}
    if len(growth) > 1:
        shown |= {name for _words, name in GROWING}
    for rows in (
        table.goal_rows(judged),
        growth,
        table.gap_rows(readings, sizes),
        table.memory_rows(readings),
        table.other_rows(readings, shown),
    ):
        if len(rows) > 1:
            yield rows


def _document(machine: str, judged: list[Outcome], readings: list[Reading], sizes: Sizes) -> str:
    head = f"Measured on {date.today().isoformat()}: {machine}.\n\n{CLOCK_NOTE}\n"
    tables = map(table.as_markdown, _tables(judged, readings, sizes))
    return "\n".join([head, *tables])


def _json(machine: str, judged: list[Outcome], readings: list[Reading]) -> str:
    goals = [
        {
            "key": each.goal.key,
            "rows": each.rows,
            "ratio": each.ratio,
            "aim": each.goal.most,
            "met": each.met,
            "why_not": None if each.ratio is not None else each.why_not,
        }
        for each in judged
    ]
    found = {"machine": machine, "goals": goals, "readings": plain(readings)}
    return json.dumps(found, indent=1) + "\n"


if __name__ == "__main__":
    sys.exit(main())
