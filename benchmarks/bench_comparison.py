"""What a changed assumption costs on the Compare page: eight entries, until they are painted again.

Run it with ``python benchmarks/bench_comparison.py``. Beside it stands a repaint alone, in
turns. Times are of the processor, so that other work on the machine counts little.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import argparse
import datetime
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time

from PySide6.QtWidgets import QApplication

from exodesk.app import Desk, application
from exodesk.domain.money import Money
from exodesk.domain.rates import Rate, RateTable
from exodesk.paths import data_file
from exodesk.storage.settings_file import SettingsFile

TODAY = datetime.date(2026, 11, 22)
RATE = Rate("GBP", "INR", Decimal(120), datetime.date(2026, 1, 15), "manual")
COMPARED = 8


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=60)
    times = options.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(
            application(),
            catalogue_file=data_file(),
            settings=SettingsFile(Path(folder) / "window.json"),
            today=TODAY,
            rates=RateTable(TODAY, pinned=[RATE]),
        )
        desk.window.resize(1440, 900)
        desk.show()
        wait_until(lambda: desk.document.index is not None)
        ids = [
            desk.document.cost(row).entry.id
            for row in range(len(desk.document))
            if desk.document.cost(row).total.high is not None
        ]
        desk.tray.replace(ids[:: max(1, len(ids) // COMPARED)][:COMPARED])
        desk.window.actions_by_name.show_compare.trigger()
        settle()
        trips = 0

        def change() -> None:
            nonlocal trips
            trips += 1
            travel = Money(Decimal(100 + trips), "GBP")
            desk.document.assume(
                replace(desk.document.assumptions, home="GB", travel=travel, trips=1)
            )
            desk.comparison_page.grab()

        def repaint() -> None:
            desk.comparison_page.grab()

        taken: dict[str, list[float]] = {"repaint alone": [], "what-if change": []}
        for _ in range(times):
            for name, act in (("repaint alone", repaint), ("what-if change", change)):
                began = process_time()
                act()
                taken[name].append((process_time() - began) * 1000)
                settle()
        alone = statistics.median(taken["repaint alone"])
        for name, spent in taken.items():
            middle = statistics.median(spent)
            print(
                f"{name:16} median {middle:7.1f} ms  worst {max(spent):7.1f} ms"
                f"  {middle / alone:5.2f} x  ({len(spent)} times, {COMPARED} entries)"
            )
        desk.window.close()
    return 0


def settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


def wait_until(holds: Callable[[], bool]) -> None:
    end = perf_counter() + 60
    while not holds() and perf_counter() < end:
        QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
