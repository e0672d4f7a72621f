"""What was measured: named times and sizes, kept as plain values between processes."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from time import perf_counter, process_time
from typing import Any


class Unit(StrEnum):
    """Seconds of the processor, seconds of the clock on the wall, or bytes."""

    PROCESSOR = "processor seconds"
    WALL = "wall seconds"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing measured several times at a catalogue of ``rows`` entries."""

    name: str
    rows: int
    values: tuple[float, ...]
    unit: Unit = Unit.PROCESSOR

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def least(self) -> float:
        return min(self.values)

    @property
    def most(self) -> float:
        return max(self.values)


_CLOCKS: Mapping[Unit, Callable[[], float]] = {
    Unit.PROCESSOR: process_time,
    Unit.WALL: perf_counter,
}


def seconds(act: Callable[[], object], unit: Unit = Unit.PROCESSOR) -> float:
    """How long ``act`` takes."""
    clock = _CLOCKS[unit]
    began = clock()
    act()
    return clock() - began


def in_turns(
    acts: Mapping[str, Callable[[], float]], times: int, between: Callable[[], object]
) -> dict[str, list[float]]:
    """What each act gives, ``times`` times, in turns, so that all meet the same machine."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _turn in range(times):
        for name, act in acts.items():
            between()
            taken[name].append(act())
    return taken


def save(readings: Iterable[Reading], path: Path) -> None:
    path.write_text(json.dumps(plain(readings)), "utf-8")


def plain(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    return [asdict(reading) for reading in readings]


def load(path: Path) -> list[Reading]:
    return [
        Reading(each["name"], each["rows"], tuple(each["values"]), Unit(each["unit"]))
        for each in json.loads(path.read_text("utf-8"))
    ]
