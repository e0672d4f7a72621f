"""No word of the window is cut: in Hindi, in a language of long words, and from the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from exodesk.app import Desk
from exodesk.translation import Language, language
from exodesk.ui.main_window import CATALOGUE, COMPARE, QUOTES
from exodesk.ui.pages.comparison_charts import Look
from tests.desks import Starting
from tests.fitting import cut_off, openings
from tests.pseudo import FROM_THE_RIGHT, LONG
from tests.test_import_journey import price_list
from tests.ui.states import put_into

LANGUAGES = {"Hindi": language("hi"), "long": LONG, "from the right": FROM_THE_RIGHT}


@pytest.fixture(params=LANGUAGES)
def desk(request: pytest.FixtureRequest, start: Starting, tmp_path: Path, qtbot: QtBot) -> Desk:
    """The window in another language, with three entries ticked."""
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: desk.workspace.writable)
    desk.tray.replace([entry.id for entry in desk.document.catalogue.entries[:3]])
    desk.speak(LANGUAGES[request.param])
    return desk


def settled(widget: QWidget) -> list[str]:
    for _turn in range(4):  # a layout may ask for another one
        QApplication.processEvents()
    return cut_off(widget)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 640)], ids=str)
def test_every_page_shows_all_its_words(desk: Desk, size: tuple[int, int], qtbot: QtBot) -> None:
    desk.window.resize(*size)
    desk.quote_work.actions.of_these.trigger()
    cut = {}
    for page in (CATALOGUE, COMPARE, QUOTES):
        desk.window.show_page(page)
        cut[str(page)] = settled(desk.window)
    desk.quote_work.page.open_notes()
    cut["notes"] = settled(desk.window)
    desk.window.show_page(COMPARE)
    for look in Look:
        desk.comparison_page.look_at(look)
        cut[look.value] = settled(desk.window)
    assert {where: words for where, words in cut.items() if words} == {}


def test_every_dialog_shows_all_its_words(desk: Desk, qtbot: QtBot) -> None:
    cut = {}
    for name, open_it in openings(desk).items():
        open_it()
        for dialog in desk.window.findChildren(QDialog):
            if isValid(dialog) and dialog.isVisible():
                cut[name] = settled(dialog)
                dialog.close()
    assert set(cut) >= {"new entry", "entry", "rates", "trace", "letterhead"}
    assert {where: words for where, words in cut.items() if words} == {}


def test_what_comes_later_shows_all_its_words(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    """Empty pages, a quote on its way to an answer, an import."""
    cut = {}
    for state in ("no entry left", "no quotes", "points to settle", "an accepted quote"):
        put_into(desk, state)
        cut[state] = settled(desk.window)
    desk.tray.replace([])
    put_into(desk, "nothing compared")
    cut["nothing compared"] = settled(desk.window)
    importing = desk.own_work.importing.open(price_list(tmp_path))
    assert importing is not None
    qtbot.waitUntil(lambda: not importing.busy, timeout=30_000)
    cut["import"] = settled(importing)
    importing.check_page.show_row(7)
    cut["a refused row"] = settled(importing)
    importing.reject()
    assert {where: words for where, words in cut.items() if words} == {}


# --- what finds it


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: QLabel("Words that are longer than their place"), True),
        (lambda: QPushButton("Words that are longer than their place"), True),
        (lambda: QLabel("Short"), False),
        (lambda: QPushButton("Short"), False),
    ],
)
def test_a_word_that_is_cut_is_found(make: Callable[[], QWidget], told: bool, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    row = QHBoxLayout(around)
    widget = make()
    row.addWidget(widget)
    widget.setFixedWidth(110)
    around.show()
    assert bool(cut_off(around)) is told


def test_the_language_of_long_words_is_longer_and_keeps_its_gaps() -> None:
    said = LONG.words.gettext("&Compare {n} of {total}")
    assert said.startswith("[&Ç")
    assert "{n}" in said
    assert "{total}" in said
    assert len(said) > len("&Compare {n} of {total}") + 4
    assert isinstance(LONG, Language)
