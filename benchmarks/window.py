"""The real window, driven as a person drives it: keys, clicks, commands, each to its painting."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from time import perf_counter, process_time
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QTableView, QWidget

from exodesk.app import Desk
from exodesk.domain.rates import RateTable
from exodesk.paths import data_file, resource
from exodesk.storage.ecb import EcbRates
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui.application import application
from exodesk.ui.dialogs.import_dialog import ImportDialog
from exodesk.ui.models.columns import COLUMNS
from exodesk.ui.widgets.comparison_view import ComparisonView
from exodesk.ui.widgets.empty_state import EmptyState

SIZE = (1440, 900)
COMPARED = 8
_TODAY = datetime.date(2026, 11, 22)
_PATIENCE = 600.0
_QUIET_MS = 50  # longer than a pause that the window makes itself
_QUIET_SECONDS = 0.004

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier

Found = TypeVar("Found", bound=QWidget)


class NothingCameError(Exception):
    """The window did not do what it was told; a measurement would be of something else."""


class Painting(QObject):
    """Notes when widgets of one window are painted, of which one is in sight."""

    def __init__(self, window: QWidget, *widgets: QWidget) -> None:
        super().__init__(window)
        self.times = 0
        self.times_with_news = 0
        self.ended = 0.0
        """Seconds of the processor at the end of the last one."""
        self._window = window
        self._widgets = widgets
        self._news = False
        for widget in (window, *widgets):
            widget.installEventFilter(self)

    def ask(self) -> None:
        """Ask for what is in sight to be painted again."""
        for widget in self._widgets:
            widget.update()

    def stop(self) -> None:
        for widget in (self._window, *self._widgets):
            widget.removeEventFilter(self)

    def expect_news(self, *_news: object) -> None:
        """What is painted next is something new."""
        self._news = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            return event.type() is QEvent.Type.UpdateRequest and self._paint(event)
        if event.type() is QEvent.Type.Paint:
            self.times += 1
            self.times_with_news += self._news
            self._news = False
            self.ended = 0.0
        return False

    def _paint(self, event: QEvent) -> bool:
        """Let the window paint, to know when it has done so."""
        self._window.event(event)
        self.ended = process_time()
        return True


class OpenWindow:
    """The assembled program on a profile of its own, in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.desk = Desk(
            application(),
            catalogue_file=data_file(),
            settings=SettingsFile(folder / "window.json"),
            today=_TODAY,
            rates=RateTable(_TODAY, EcbRates(resource("rates.json"))),
            workspace=folder / "workspace.exodesk",
        )
        self.window = self.desk.window
        self.page = self.desk.catalogue_page
        self.table = self.page.table
        self.search = self.window.page_bar.search
        no_match = child(self.page, EmptyState)
        self.list_painting = Painting(self.window, self.table.viewport(), no_match)
        self.table.model().modelReset.connect(self.list_painting.expect_news)
        self._longest_turn = 0.0
        self._keys = cycle((Qt.Key.Key_Down, Qt.Key.Key_Up))
        self._before_edit = 0
        self._comparison_parts: list[QWidget] = []
        self._comparison_painting = self.list_painting
        self.window.resize(*SIZE)
        self.desk.show()
        self.window.activateWindow()
        self.wait(lambda: self.desk.own_work.workspace.writable)
        self.settle()

    def close(self) -> None:
        self.list_painting.stop()
        self._comparison_painting.stop()
        self.window.close()
        self.window.deleteLater()
        self.desk.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # Waiting

    def longest_gap(self, act: Callable[[], object]) -> float:
        """The longest time during ``act``, in seconds, in which no key could be answered."""
        self._longest_turn = 0.0
        act()
        return self._longest_turn

    def wait(self, holds: Callable[[], bool]) -> None:
        """Let the window work until ``holds``."""
        end = perf_counter() + _PATIENCE
        while not holds():
            self.turn(QApplication.processEvents)
            if perf_counter() > end:
                raise NothingCameError(f"nothing came of {holds}")

    def turn(self, act: Callable[[], object]) -> None:
        """One turn of the event loop: what comes meanwhile has to wait."""
        began = perf_counter()
        act()
        self._longest_turn = max(self._longest_turn, perf_counter() - began)

    def settle(self) -> None:
        """Until the window has nothing more to do of its own accord."""
        end = perf_counter() + _PATIENCE
        quiet = 0
        while quiet < 2 and perf_counter() < end:
            began = process_time()
            QTest.qWait(_QUIET_MS)
            quiet = quiet + 1 if process_time() - began < _QUIET_SECONDS else 0

    def _painted(self, act: Callable[[], object], painting: Painting) -> float:
        """Seconds of the processor until what ``act`` brings is painted."""
        before = painting.times_with_news
        began = process_time()
        self.turn(act)
        self.wait(lambda: painting.times_with_news > before)
        return (painting.ended or process_time()) - began

    def _painted_again(self, act: Callable[[], object], painting: Painting) -> float:
        painting.expect_news()
        return self._painted(act, painting)

    # The list

    def rows(self) -> int:
        return self.table.model().rowCount()

    def repaint_list(self) -> float:
        """The anchor: the table is painted again, and nothing has changed."""
        return self._painted_again(self.list_painting.ask, self.list_painting)

    def type(self, key: Qt.Key) -> float:
        """A key in the window, and the table painted after it."""
        return self._painted(lambda: self.key(key), self.list_painting)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
        QTest.keyClick(self.window.windowHandle(), key, modifier)

    def begin_search(self) -> None:
        QTest.mouseClick(self.search, Qt.MouseButton.LeftButton)
        self.search.clear()
        self.settle()

    def select_all(self) -> float:
        everything = partial(self.key, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        return self._painted_again(everything, self.list_painting)

    def select_first(self) -> None:
        self.table.setFocus()
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.key(key)
        self.settle()

    def sort_by(self, column: str) -> float:
        """A click on a column's heading, and the table painted after it."""
        header = self.table.horizontalHeader()
        section = [each.key for each in COLUMNS].index(column)
        left, width = header.sectionViewportPosition(section), header.sectionSize(section)
        at = QPoint(left + width // 2, header.height() - 8)
        press = partial(QTest.mouseClick, header.viewport(), _LEFT, _NONE, at)
        return self._painted(press, self.list_painting)

    def open_currencies(self) -> QMenu:
        QTest.mouseClick(self.window.strip.currency, _LEFT)
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise NothingCameError("no menu of currencies")
        return menu

    def other_currency(self) -> Callable[[], float]:
        """Opens the menu of currencies; the act then chooses the one that is not shown."""
        menu = self.open_currencies()
        wanted = next(each for each in menu.actions()[:2] if not each.isChecked())
        menu.setActiveAction(wanted)
        self.settle()
        return lambda: self._painted(
            lambda: QTest.keyClick(menu, Qt.Key.Key_Return), self.list_painting
        )

    # Files

    def open_catalogue(self, path: Path) -> float:
        """Seconds until the rows of ``path`` are painted; earlier ones stay until then."""
        return self._painted(lambda: self.desk.open_file(path), self.list_painting)

    def export(self, path: Path) -> None:
        """The command Export, its dialog answered with ``path``, until the file stands."""
        path.unlink(missing_ok=True)  # or a person is asked
        self.turn(self.window.actions_by_name.export.trigger)
        dialog = child(self.window, QFileDialog)
        said: list[str] = []
        exporting = self.desk.taking_away.exporting
        exporting.done.connect(said.append)
        exporting.failed.connect(said.append)
        dialog.selectFile(str(path))
        self.turn(dialog.accept)
        self.wait(lambda: bool(said))
        exporting.done.disconnect(said.append)
        exporting.failed.disconnect(said.append)
        if not path.is_file():
            raise NothingCameError(f"nothing written: {said}")

    def drop(self, path: Path) -> ImportDialog:
        """A file dropped on the window, until its rows are checked."""
        content = QMimeData()
        content.setUrls([QUrl.fromLocalFile(str(path))])
        action = Qt.DropAction.CopyAction
        event = QDropEvent(QPointF(200, 200), action, content, _LEFT, _NONE)
        self.turn(lambda: self.window.dropEvent(event))
        dialog = child(self.window, ImportDialog)
        self.wait(dialog.foot.bring_in.isEnabled)
        return dialog

    def bring_in(self, dialog: ImportDialog) -> None:
        """The button Import, until the list holds what came in."""
        self._painted(partial(QTest.mouseClick, dialog.foot.bring_in, _LEFT), self.list_painting)

    # Own entries

    def edit_next(self) -> float:
        """The next entry down is said to be checked today: seconds until that is durable."""
        self.key(Qt.Key.Key_Down)
        self.settle()
        self._before_edit = self.list_painting.times_with_news
        durable: list[float] = []
        stack = self.desk.own_work.workspace.undo_stack

        def note(_index: int) -> None:
            durable.append(perf_counter())

        stack.indexChanged.connect(note)
        began = perf_counter()
        self.turn(self.desk.own_work.actions.checked_today.trigger)
        stack.indexChanged.disconnect(note)
        if not durable:
            raise NothingCameError("the entry was not changed")
        return durable[0] - began

    def wait_for_list(self) -> None:
        """Until the change made by ``edit_next`` is painted in the list."""
        self.wait(lambda: self.list_painting.times_with_news > self._before_edit)

    # Comparing

    def compare(self, number: int = COMPARED) -> None:
        """Tick the first entries by their keys and open the comparison."""
        self.select_first()
        for _entry in range(number):
            self.key(Qt.Key.Key_Space)
            self.key(Qt.Key.Key_Down)
        self.settle()
        self.window.actions_by_name.compare.trigger()
        self.settle()
        cells = child(self.desk.comparison_page, ComparisonView).focusProxy()
        assert isinstance(cells, QTableView)
        self._comparison_painting = Painting(self.window, cells.viewport())
        self.desk.document.costs_changed.connect(self._comparison_painting.expect_news)

    def open_sessions(self) -> None:
        """The panel of sessions, in which ``other_sessions`` then goes up and down by keys."""
        QTest.mouseClick(self.window.strip.sessions, _LEFT)
        self.settle()
        parts = self.desk.comparison_page.findChildren(QWidget)
        self._comparison_parts = [part for part in parts if part.isVisible()]

    def other_sessions(self) -> float:
        """Another number of sessions is chosen, and the comparison painted after it."""
        panel = QApplication.activePopupWidget()
        field = None if panel is None else panel.focusWidget()
        if field is None:
            raise NothingCameError("the panel of sessions is not open")
        key = next(self._keys)
        return self._painted(lambda: QTest.keyClick(field, key), self._comparison_painting)

    def close_popups(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self.settle()

    def repaint_comparison(self) -> float:
        """The anchor: the page is painted again, and nothing has changed."""
        return self._painted_again(self._update_comparison, self._comparison_painting)

    def _update_comparison(self) -> None:
        for part in self._comparison_parts:  # Qt would leave out what covers its parent
            part.update()


def key_of(letter: str) -> Qt.Key:
    return Qt.Key(ord(letter.upper()))


def child(parent: QObject, kind: type[Found]) -> Found:
    found = parent.findChildren(kind)
    if not found:
        raise NothingCameError(f"no {kind.__name__} came")
    return found[-1]
