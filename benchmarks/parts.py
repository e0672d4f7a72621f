"""The parts of the bench. Each runs in a process of its own and hands back its readings."""

from __future__ import annotations

import gc
import os
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt

from benchmarks import anchors, calc, papers
from benchmarks.catalogues import write_catalogue, write_price_list
from benchmarks.readings import Reading, Unit, in_turns, seconds
from benchmarks.screens import here
from benchmarks.window import NothingCameError, OpenWindow, key_of
from exodesk.ui.dialogs.import_dialog import ImportDialog

TYPED = "exosome lon"
_SCREENFUL = 50  # rows; a table with fewer of them is painted more quickly
_MOST_OF_PROXY = 100_000  # rows; with more of them it takes minutes, and no goal asks for it
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0


@dataclass(frozen=True, slots=True)
class Task:
    """What a part is to do: with how many rows, how often, and where its files may stand.

    ``loads`` is how often it does what takes long.
    """

    rows: int
    times: int
    loads: int
    folder: Path


def the_list(task: Task) -> Iterator[Reading]:
    """Loading, searching, sorting, switching, selecting and exporting at ``task.rows``."""
    path = write_catalogue(task.folder / "catalogue.json", task.rows)
    window = OpenWindow(task.folder)
    yield from _loading(window, path, task)
    yield from _typing(window, TYPED, task)
    yield from _switching(window, task)
    yield from _exporting(window, task)
    if task.rows <= _MOST_OF_PROXY:
        yield from _proxy(window, task)
    window.close()


def the_hard_list(task: Task) -> Iterator[Reading]:
    """Searching, sorting and switching where names are long, words unique and prices unknown."""
    path = write_catalogue(task.folder / "hard.json", task.rows, hard=True)
    window = OpenWindow(task.folder)
    yield Reading("hard load", task.rows, (window.open_catalogue(path),))
    window.settle()
    entries = window.desk.document.catalogue.entries
    of_its_own, *_others = entries[len(entries) // 2].name.lower().split()
    for found in (*_typing(window, f"{of_its_own} no", task), *_switching(window, task)):
        yield Reading(f"hard {found.name}", found.rows, found.values, found.unit)
    window.close()


def the_comparison(task: Task) -> Iterator[Reading]:
    """A changed assumption until eight entries are painted again; a comparison as PDF."""
    window = OpenWindow(task.folder)
    window.compare()
    window.open_sessions()
    acts = {"comparison repaint": window.repaint_comparison, "what-if": window.other_sessions}
    for name, taken in in_turns(acts, task.times, window.settle).items():
        yield Reading(name, task.rows, tuple(taken))
    verdicts = []
    for _time in range(task.times):
        window.other_sessions()
        verdicts.append(seconds(window.settle))
    yield Reading("verdict", task.rows, tuple(verdicts))
    window.close_popups()
    gaps = []
    for number in range(min(task.times, 3)):
        target = task.folder / f"comparison-{number}.pdf"
        gaps.append(window.longest_gap(partial(window.export, target)))
    yield Reading("pdf gap", task.rows, tuple(gaps), Unit.WALL)
    window.close()


def the_import(task: Task) -> Iterator[Reading]:
    """A price list of ``task.rows`` rows, looked through, brought in, and shown."""
    path = write_price_list(task.folder / "prices.csv", task.rows)
    window = OpenWindow(task.folder)
    reading = in_turns(
        {"csv reader": partial(seconds, partial(anchors.read_rows_alone, path))}, 3, gc.collect
    )
    yield Reading("csv reader", task.rows, tuple(reading["csv reader"]))
    dialogs: list[ImportDialog] = []
    gaps: list[float] = []
    taken: list[float] = []

    def drop() -> None:
        dialogs.append(window.drop(path))

    def bring_in() -> None:
        window.bring_in(dialogs[0])

    for act in (drop, bring_in):
        gaps.append(window.longest_gap(lambda: taken.append(seconds(act))))  # noqa: B023
        window.settle()
    yield Reading("check", task.rows, (taken[0],))
    yield Reading("check gap", task.rows, (gaps[0],), Unit.WALL)
    yield Reading("bring in", task.rows, (taken[1],))
    yield Reading("bring in gap", task.rows, (gaps[1],), Unit.WALL)
    yield Reading("import", task.rows, (sum(taken),))
    window.close()


def the_edit(task: Task) -> Iterator[Reading]:
    """One of ``task.rows`` own entries changed, and the same by writing a whole file."""
    path = write_catalogue(task.folder / "own.json", task.rows)
    window = OpenWindow(task.folder)
    window.bring_in(window.drop(path))
    window.settle()
    catalogue = window.desk.own_work.catalogue()
    whole = task.folder / "whole.json"
    window.select_first()
    window.edit_next()  # the first edit of a day makes a backup
    write = partial(anchors.write_whole_file, catalogue, whole)
    acts: dict[str, Callable[[], float]] = {
        "edit": window.edit_next,
        "whole file": partial(seconds, write, Unit.WALL),
    }
    taken: dict[str, list[float]] = {name: [] for name in acts}
    shown = []
    for _time in range(task.times):
        for name, act in acts.items():
            window.settle()
            began = perf_counter()
            taken[name].append(act())
            if name == "edit":
                window.wait_for_list()
                shown.append(perf_counter() - began)
    for name, values in taken.items():
        yield Reading(name, task.rows, tuple(values), Unit.WALL)
    yield Reading("edit shown", task.rows, tuple(shown), Unit.WALL)
    window.close()


def the_papers(task: Task) -> Iterator[Reading]:
    """A quote of ``task.rows`` lines as a file of each kind, and on paper."""
    window = OpenWindow(task.folder)
    yield from papers.readings(window, task.rows, min(task.times, 3), task.folder)
    window.close()


def the_calc_start(task: Task) -> Iterator[Reading]:
    """LibreOffice Calc with a table as large as the shipped catalogue."""
    table = write_price_list(task.folder / "table.csv", task.rows)
    yield from calc.starts(table, here(), task.folder, task.loads, task.rows)


PARTS: dict[str, Callable[[Task], Iterator[Reading]]] = {
    "list": the_list,
    "hard": the_hard_list,
    "comparison": the_comparison,
    "import": the_import,
    "edit": the_edit,
    "papers": the_papers,
    "calc": the_calc_start,
}


def _loading(window: OpenWindow, path: Path, task: Task) -> Iterator[Reading]:
    data = path.read_bytes()
    gaps: list[float] = []
    ready: list[float] = []
    decoded: list[float] = []

    taken: dict[str, list[float]] = {"load": [], "decode": []}

    def opened() -> None:
        taken["load"].append(window.open_catalogue(path))

    def decode() -> None:
        decoded.append(seconds(lambda: anchors.decode_alone(data), Unit.WALL))

    before = held = _memory()
    for _time in range(task.loads):
        gaps.append(window.longest_gap(opened))
        ready.append(seconds(window.settle))
        held = held if len(ready) > 1 else _memory()
        taken["decode"].append(seconds(decode))
    if before:
        yield Reading("memory", task.rows, ((held - before) / task.rows,), Unit.BYTES)
    yield Reading("file", task.rows, (len(data) / task.rows,), Unit.BYTES)
    for name, values in taken.items():
        yield Reading(name, task.rows, tuple(values))
    yield Reading("after load", task.rows, tuple(ready))
    yield Reading("load gap", task.rows, tuple(gaps), Unit.WALL)
    yield Reading("decode wall", task.rows, tuple(decoded), Unit.WALL)


def _typing(window: OpenWindow, typed: str, task: Task) -> Iterator[Reading]:
    """Each letter in turns with a repaint; at last Escape, which shows all rows again."""
    events = [*((letter, key_of(letter)) for letter in typed), ("esc", Qt.Key.Key_Escape)]
    taken: list[list[float]] = [[] for _event in events]
    repaints: list[float] = []
    following: list[float] = []
    window.begin_search()
    for _time in range(task.times):
        for spent, (name, key) in zip(taken, events, strict=True):
            spent.append(window.type(key))
            seen = window.page.counts()
            following.append(seconds(window.settle))
            if window.page.counts() != seen:
                raise NothingCameError(f"other rows were painted before the answer to {name}")
            if window.rows() >= min(_SCREENFUL, task.rows):
                repaints.append(window.repaint_list())
    yield Reading("repaint", task.rows, tuple(repaints))
    yield Reading("keys", task.rows, tuple(map(statistics.median, taken)))
    yield Reading("keys, every one", task.rows, tuple(each for spent in taken for each in spent))
    yield Reading("after keys", task.rows, tuple(following))


def _switching(window: OpenWindow, task: Task) -> Iterator[Reading]:
    """Sorting by a total that is new, and another currency while sorted by total."""
    taken: dict[str, list[float]] = {"sort": [], "currency": [], "select all": []}
    for _time in range(task.times):
        window.sort_by("entry")
        window.settle()
        window.other_currency()()
        window.settle()
        taken["sort"].append(window.sort_by("total"))
        window.settle()
        taken["currency"].append(window.other_currency()())
        window.settle()
        window.select_first()
        taken["select all"].append(window.select_all())
        window.select_first()
    for name, values in taken.items():
        yield Reading(name, task.rows, tuple(values))


def _exporting(window: OpenWindow, task: Task) -> Iterator[Reading]:
    target = task.folder / "list.csv"
    window.export(target)
    rows = anchors.read_rows_alone(target)
    gaps: list[float] = []

    def export() -> None:
        gaps.append(window.longest_gap(partial(window.export, target)))

    write = partial(anchors.write_rows_alone, rows, task.folder / "anchor.csv")
    acts = {"csv writer": partial(seconds, write), "export": partial(seconds, export)}
    for name, values in in_turns(acts, task.loads, window.settle).items():
        yield Reading(name, task.rows, tuple(values))
    yield Reading("export gap", task.rows, tuple(gaps), Unit.WALL)


def _proxy(window: OpenWindow, task: Task) -> Iterator[Reading]:
    entries = window.desk.document.catalogue.entries
    keys = [*map(key_of, TYPED), anchors.ProxyWindow.CLEAR]
    for name, in_order in (("proxy keys", False), ("proxy keys in order", True)):
        proxy = anchors.ProxyWindow(entries, in_order=in_order)
        taken: list[list[float]] = [[] for _key in keys]
        for _time in range(1 if in_order else task.loads):
            for spent, key in zip(taken, keys, strict=True):
                spent.append(proxy.type(key))
        proxy.window.close()
        yield Reading(name, task.rows, tuple(map(statistics.median, taken)))


def _memory() -> int:
    """What the process holds in memory, in bytes; 0 where this system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * _PAGE
