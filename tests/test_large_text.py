"""No word is cut where the desktop's text is large: every page and dialog, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.quotes.outcomes import Decision
from exodesk.translation import language, use_language
from exodesk.ui.dialogs.import_dialog import CHECK, COLUMNS, ImportDialog
from exodesk.ui.dialogs.quote_steps import AnswerDialog
from exodesk.ui.main_window import CATALOGUE, COMPARE, QUOTES, SMALLEST, USUAL
from exodesk.ui.pages.comparison_charts import Look
from exodesk.ui.speaking import speak_in_qt
from exodesk.ui.theme import Theme
from exodesk.ui.type_roles import TypeRole, role_font, with_type
from exodesk.ui.widgets.tick_boxes import CheckBox
from exodesk.wording import gettext as _
from tests.desks import TODAY, starting
from tests.fitting import cut_off, openings
from tests.large_text import larger_text

SIZES = (USUAL, SMALLEST)


@pytest.fixture(params=[1.5, 2.0], ids=["150 %", "200 %"])
def large(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    """The font of the desktop, so much larger than usual."""
    with larger_text(qapp, request.param):
        yield request.param


@pytest.fixture(params=["en_GB", "hi"])
def desk(
    request: pytest.FixtureRequest, large: float, qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> Iterator[Desk]:
    """The window with three entries ticked and one looked at."""
    with starting(qtbot, tmp_path) as start:
        desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.workspace.writable)
        desk.tray.replace(["exosome-london", "peel-delhi", "exosome-mumbai"])
        if request.param != "en_GB":
            desk.speak(language(request.param))
        desk.catalogue_page.show_entry("exosome-mumbai")
        yield desk
    use_language("en")
    speak_in_qt(qapp)


def settled(widget: QWidget) -> list[str]:
    for _turn in range(4):  # a layout may ask for another one
        QApplication.processEvents()
    return cut_off(widget)


def test_every_page_shows_all_its_words(desk: Desk) -> None:
    window, cut = desk.window, {}
    desk.quote_work.actions.of_these.trigger()
    assert desk.quote_work.page.list.ids()
    for size in SIZES:
        window.resize(*size)
        window.show_page(CATALOGUE)
        for details in (True, False):
            desk.catalogue_page.set_details_visible(details)
            cut[f"catalogue, details {details}", size] = settled(window)
        desk.catalogue_page.set_words("zzzz")
        cut["no entry left", size] = settled(window)
        desk.catalogue_page.set_words("")
        window.show_page(COMPARE)
        for look in Look:
            desk.comparison_page.look_at(look)
            cut[look.value, size] = settled(window)
        desk.comparison_page.set_reasons_visible(True)
        cut["reasons", size] = settled(window)
        desk.comparison_page.set_reasons_visible(False)
        window.show_page(QUOTES)
        for notes in (True, False):
            desk.quote_work.page.open_notes(opened=notes)
            cut[f"quote, notes {notes}", size] = settled(window)
        assert window.size().toTuple() == size
    assert {where: words for where, words in cut.items() if words} == {}


def test_every_dialog_shows_all_its_words(desk: Desk) -> None:
    dialogs = openings(desk)
    cut, shown = {}, set()
    for size in SIZES:
        desk.window.resize(*size)
        for name, open_it in dialogs.items():
            open_it()
            for dialog in desk.window.findChildren(QDialog):
                if dialog.isVisible():
                    cut[name, size] = settled(dialog)
                    shown.add(name)
                    dialog.close()
    assert shown >= set(dialogs) - {"issue"}
    assert {where: words for where, words in cut.items() if words} == {}


def test_beside_the_details_the_filters_go_until_they_are_asked_for(desk: Desk) -> None:
    page = desk.catalogue_page
    desk.window.resize(*USUAL)
    page.set_details_visible(True)
    assert page.filters.isHidden() == (page.width() < with_type(900))
    desk.window.actions_by_name.filters.trigger()
    assert not page.filters.isHidden()
    assert page.filters.isAncestorOf(desk.window.focusWidget())


def test_every_size_of_type_grows_alike(large: float, qapp: QApplication) -> None:
    sizes = {role: role_font(role).pointSizeF() for role in TypeRole}
    usual = QFont(qapp.font())
    usual.setPixelSize(13)
    qapp.setFont(usual)
    for role, size in sizes.items():
        pixels = size * 96 / 72
        assert pixels >= role_font(role).pixelSize() * large * 12 / 13 * 0.97, role


def test_every_panel_of_what_is_assumed_shows_all_its_words(desk: Desk) -> None:
    strip, cut = desk.window.strip, {}
    for size in SIZES:
        desk.window.resize(*size)
        for button, panel in strip.panels.items():
            strip.open(button, button if button.isVisible() else strip.more)
            assert panel.isVisible()
            cut[button.label, size] = settled(panel)
            panel.close()
    assert {where: words for where, words in cut.items() if words} == {}


def test_the_small_dialogs_of_a_quote_show_all_their_words(desk: Desk) -> None:
    work = desk.quote_work
    cut: dict[tuple[str, tuple[int, int]], list[str]] = {}
    work.actions.of_these.trigger()
    options = [("A", "A · Exosome facial"), ("B", "B · Chemical peel")]
    for size in SIZES:
        desk.window.resize(*size)
        for travel in (True, False):
            line = work.quoting.ask_line("A", travel)
            assert line is not None
            line.add()  # says at its fields what is missing
            cut["travel" if travel else "other line", size] = settled(line)
            line.close()
        for decision in (Decision.ACCEPTED, Decision.DECLINED):
            answer = AnswerDialog("Q-2026-0001", decision, options, TODAY, desk.icons, desk.window)
            answer.refuse(_("{number} is not valid any more. Make a new version to renew it."))
            answer.open()
            cut[decision.name, size] = settled(answer)
            answer.close()
            answer.deleteLater()
    assert {where: words for where, words in cut.items() if words} == {}


PRICES = """Treatment;Clinic;City;Country;Price;Sessions;Date
Exosome facial;Skin Rooms;Pune;IN;₹12,000 – ₹15,000;2-4;21/06/2026
Chemical peel;Skin Rooms;Pune;IN;₹6,000 – ₹2,500;2-4;21/06/2026
Laser;Skin Rooms;Pune;IN;1,50,000;0;31/02/2026
"""


def is_checked(dialog: ImportDialog) -> bool:
    return dialog.check is not None


def test_the_check_of_a_price_list_shows_all_its_words(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path, cut = tmp_path / "prices.csv", {}
    path.write_text(PRICES, "utf-8")
    for size in SIZES:
        desk.window.resize(*size)
        dialog = desk.own_work.importing.open(path)
        assert dialog is not None
        qtbot.waitUntil(partial(is_checked, dialog), timeout=30_000)
        for step in (CHECK, COLUMNS):
            dialog.step.set_value(step)
            cut[step, size] = settled(dialog)
        dialog.close()
    assert {where: words for where, words in cut.items() if words} == {}


def test_boxes_to_tick_grow_with_the_words_beside_them(large: float, qtbot: QtBot) -> None:
    box = CheckBox("Could fit", Theme())
    qtbot.addWidget(box)
    ticked = box.grab().toImage()
    box.setChecked(True)
    whole = box.grab().toImage()
    row = box.height() // 2
    changed = [x for x in range(box.width()) if ticked.pixel(x, row) != whole.pixel(x, row)]
    assert changed[-1] - changed[0] >= 13 * large * 0.9
