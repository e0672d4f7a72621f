"""One start in a fresh process, until the table is painted: ``first_paint.py bare|exodesk FILE``.

Writes to FILE the processor seconds spent since the process began and the moment of the painting.
Imports as little as it can, since what it imports is part of what it measures.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic, process_time
from typing import Any

PAINTED = "--- painted ---"  # on stderr, among the lines of ``-X importtime``


def main(what: str, file: str) -> None:
    if what == "bare":
        _show_bare_window()
    else:
        _run_exodesk(sys.argv[3:])
    spent, now = process_time(), monotonic()
    print(PAINTED, file=sys.stderr, flush=True)
    if os.environ.get("EXODESK_BENCH_GO_ON"):
        _work_on()
    Path(file).write_text(f"{spent} {now}\n", "ascii")
    os._exit(0)


def _show_bare_window() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    table = QTableView()
    window.setCentralWidget(table)
    window.resize(1440, 900)
    window.show()
    _wait_for_painting(app, table)


def _run_exodesk(arguments: list[str]) -> None:
    """The command as a person gives it, with an event loop that ends when the rows are painted."""
    from PySide6.QtWidgets import QApplication

    def until_painted(*_self: Any) -> int:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        _wait_for_painting(app, _the_table(app))
        return 0

    QApplication.exec = until_painted  # type: ignore[method-assign]
    from exodesk.cli import main as command

    code = command(arguments)
    if code:
        os._exit(code)


def _the_table(app: Any) -> Any:
    from PySide6.QtWidgets import QTableView

    shown = [
        table
        for window in app.topLevelWidgets()
        for table in window.findChildren(QTableView)
        if table.isVisible()
    ]
    assert len(shown) == 1, f"{len(shown)} tables in sight"
    assert shown[0].model().rowCount(), "a table without rows"
    return shown[0]


def _wait_for_painting(app: Any, table: Any) -> None:
    from PySide6.QtCore import QEvent, QObject

    class Painting(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    painting = Painting()
    table.viewport().installEventFilter(painting)
    end = monotonic() + 60
    while not painting.seen:
        app.processEvents()
        assert monotonic() < end, "no table was painted"


def _work_on() -> None:
    """What a window does once it has been painted, so that its imports are seen as well."""
    from PySide6.QtWidgets import QApplication

    end = monotonic() + 2
    while monotonic() < end:
        QApplication.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:3])
