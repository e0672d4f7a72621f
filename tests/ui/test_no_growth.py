"""A thousand acts leave nothing behind: a window that stays open all day does not fill memory."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.ordering import SortKey
from tests.desks import Starting, starting

ACTS = 1000
FEW = 20  # of one kind: what a cache or a timer may hold at one moment and not at another


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with starting(qtbot, tmp_path) as start:
        yield opened(start)


def opened(start: Starting) -> Desk:
    desk = start()
    desk.tray.replace(["exosome-london", "exosome-mumbai", "peel-delhi"])
    return desk


def acts(desk: Desk) -> Iterator[Callable[[], object]]:
    """Filter, sort, switch the currency, compare and come back, for ever."""
    document, table = desk.document, desk.catalogue_page.table
    words, currencies = cycle(("", "exosome", "delhi", "exo lon")), cycle(("INR", "USD", "GBP"))
    sorts, downwards = cycle(SortKey), cycle((False, True, True))
    shown = desk.window.actions_by_name
    while True:
        yield partial(desk.window.page_bar.search.setText, next(words))
        yield partial(table.sort_by, next(sorts), descending=next(downwards))
        yield partial(document.assume, replace(document.assumptions, currency=next(currencies)))
        yield shown.show_compare.trigger
        yield shown.show_catalogue.trigger


def do(desk: Desk, number: int) -> None:
    for act in islice(acts(desk), number):
        act()
        QApplication.processEvents()


def rest(desk: Desk) -> None:
    QTest.qWait(300)  # for what is on its way out
    desk.window.findChildren(QObject)  # looking makes Python know of objects it had not met
    gc.collect()


def kinds() -> Counter[str]:
    return Counter(type(each).__name__ for each in gc.get_objects())


def test_a_thousand_acts_leave_nothing_behind(desk: Desk) -> None:
    rest(desk)
    do(desk, ACTS // 2)  # fills what is kept for a second time
    rest(desk)
    kinds_before, widgets = kinds(), len(desk.window.findChildren(QObject))
    blocks = sys.getallocatedblocks()
    do(desk, ACTS)
    rest(desk)
    assert sys.getallocatedblocks() - blocks < ACTS
    assert len(desk.window.findChildren(QObject)) <= widgets
    grown = {kind: n for kind, n in (kinds() - kinds_before).items() if n > FEW}
    assert grown == {}
