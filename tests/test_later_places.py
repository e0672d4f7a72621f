"""What stands in menus and on the bar before its work is there: nothing moves when it comes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.main_window import QUOTES
from tests.desks import Starting


def in_menus(desk: Desk) -> list[list[str]]:
    bar = desk.window.menuBar()
    menus = [menu for menu in map(menu_of, bar.actions()) if menu is not None]
    return [[act.text() for act in menu.actions()] for menu in menus]


def menu_of(act: object) -> QMenu | None:
    menu = getattr(act, "menu", lambda: None)()
    return menu if isinstance(menu, QMenu) else None


def places(desk: Desk) -> list[tuple[str, str, QRect]]:
    """Where the parts of the window lie in it."""
    window = desk.window
    parts = [
        part
        for kind in (QAbstractButton, QTableView, QMenu)
        for part in window.findChildren(kind)
        if isinstance(part, QWidget) and part.isVisibleTo(window) and not part.isWindow()
    ]
    corners = [part.mapTo(window, QPoint()) for part in parts]
    return [
        (type(part).__name__, part.accessibleName(), QRect(corner, part.size()))
        for part, corner in zip(parts, corners, strict=True)
    ]


class AtFirstPainting(QObject):
    """Notes how things stand while the rows are painted for the first time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.places: list[tuple[str, str, QRect]] = []
        self.menus: list[list[str]] = []
        self.later: object = desk
        desk.catalogue_page.table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.places:
            self.places, self.menus = places(self._desk), in_menus(self._desk)
            self.later = self._desk.later
        return False


def test_nothing_moves_when_the_later_work_arrives(start: Starting, qtbot: QtBot) -> None:
    desk = start(wait=False)
    painted = AtFirstPainting(desk)
    qtbot.waitUntil(lambda: desk.later is not None and desk.document.index is not None)
    assert painted.later is None
    assert painted.places == places(desk)
    assert len(painted.places) > 20
    assert painted.menus == in_menus(desk)


def test_its_acts_cannot_be_done_before_but_the_page_of_quotes_can_be_shown(
    start: Starting,
) -> None:
    desk = start(wait=False)
    places = desk._places
    acts = {*places.own.all(), *places.quotes.all()}
    assert [act.text() for act in acts if act.isEnabled()] == [places.quotes.show_quotes.text()]
    assert desk.later is None
    places.quotes.show_quotes.trigger()
    assert desk.window.page() == QUOTES
    assert desk.later is not None  # made at once, since somebody asks for it
