"""The underlined letters: each leads to one thing where it can be pressed, in every language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import ascii_uppercase

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QGroupBox,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.translation import languages, use_language
from exodesk.ui.dialogs.quote_letterhead import LetterheadDialog
from exodesk.ui.letters import NO_BRACKETS, LetteredDialog, with_letters
from exodesk.ui.menu_acts import without_mnemonic
from tests.desks import starting
from tests.seven_entries import write_seven_entries
from tests.ui.keyboard import heard
from tests.ui.keys_alone import Keys
from tests.ui.states import DIALOGS, PAGES, put_into


def letters(menu: QMenu | QMenuBar) -> Counter[str]:
    texts = [action.text().replace("&&", "") for action in menu.actions() if action.isVisible()]
    return Counter(letter.casefold() for text in texts for letter in re.findall("&(.)", text))


def filled(menu: QMenuBar | QMenu, path: str = "") -> Iterator[tuple[str, QMenu | QMenuBar]]:
    """A menu and those within, each as it is when it is opened."""
    if isinstance(menu, QMenu):
        menu.aboutToShow.emit()
    yield path, menu
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from filled(below, f"{path} ▸ {action.text()}")


@pytest.mark.parametrize("language", languages())
def test_no_two_commands_of_a_menu_have_the_same_letter(
    language: str, qtbot: QtBot, tmp_path: Path
) -> None:
    with starting(qtbot, tmp_path) as start:
        desk = start(
            shipped_file=start.usual, workspace=tmp_path / "own.exodesk", language=language
        )
        qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
        menus = list(filled(desk.window.menuBar()))
        doubles = {
            path: [letter for letter, times in letters(menu).items() if times > 1]
            for path, menu in menus
        }
        assert {path: found for path, found in doubles.items() if found} == {}
        assert len(menus) > 8
        assert letters(desk.window.menuBar())
    use_language("en")


def named(window: QWidget) -> list[str]:
    """The texts in sight whose letters work with Alt; with the menu bar where there is one."""
    texts = []
    for part in window.findChildren(QWidget):
        if not part.isVisible() or part.window() is not window:
            continue
        if isinstance(part, QAbstractButton):
            texts.append(part.text())
        elif isinstance(part, QGroupBox):
            texts.append(part.title())
        elif isinstance(part, QLabel) and part.buddy() is not None:
            texts.append(part.text())
        elif isinstance(part, QMenuBar):
            texts += [action.text() for action in part.actions()]
    return texts


def keys_of(window: QWidget) -> list[str]:
    """What can be pressed in a window: the letters with Alt, and its shortcuts, as Qt has them."""
    letters = [QKeySequence.mnemonic(text).toString() for text in named(window)]
    made = [each.key().toString() for each in window.findChildren(QShortcut)]
    actions = [key.toString() for each in window.findChildren(QAction) for key in each.shortcuts()]
    return [key for key in (*letters, *made, *actions) if key]


def doubles(window: QWidget) -> list[str]:
    return [key for key, times in Counter(keys_of(window)).items() if times > 1]


@pytest.fixture
def desk(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Its entries and providers have names with a sign that Qt takes for that of a letter."""
    shipped = write_seven_entries(tmp_path)
    words = shipped.read_text("utf-8")
    words = words.replace('"Clinic"', '"Smith &Fry"').replace("Exosome +", "Exosome &File &Edit")
    shipped.write_text(words, "utf-8")
    with starting(qtbot, tmp_path) as start:
        desk = start(
            shipped,
            shipped_file=shipped,
            workspace=tmp_path / "own.exodesk",
            language=request.param,
        )
        qtbot.waitUntil(lambda: desk.own_work.workspace.writable)
        yield desk
    use_language("en")


def lacking(window: QWidget) -> list[str]:
    """The words in sight that lead to something, and have no letter that does.

    Of several that say the same, the first has one.
    """
    texts = [text for text in named(window) if any(letter.isalpha() for letter in text)]
    lettered = {without_mnemonic(text) for text in texts if QKeySequence.mnemonic(text).toString()}
    return [text for text in texts if without_mnemonic(text) not in lettered]


def fields_and_ticks_lacking(window: QWidget) -> list[str]:
    """As ``lacking``, of what no menu of the window leads to."""
    ticks = [each for each in window.findChildren(QAbstractButton) if each.isCheckable()]
    labels = [each for each in window.findChildren(QLabel) if each.buddy() is not None]
    carriers: list[QAbstractButton | QLabel] = [*ticks, *labels]
    roomy = {each.text() for each in carriers if not each.property(NO_BRACKETS)}
    return [text for text in lacking(window) if text in roomy]


@pytest.mark.parametrize("desk", languages(), indirect=True)
def test_no_key_of_a_page_or_a_dialog_does_two_things(desk: Desk, qtbot: QtBot) -> None:
    found: dict[str, list[str]] = {}
    without: dict[str, list[str]] = {}
    for state in (*PAGES, *DIALOGS):
        window = put_into(desk, state)
        qtbot.waitUntil(window.isVisible)
        QApplication.processEvents()
        found[state] = doubles(window)
        if isinstance(window, QDialog):
            without[state] = lacking(window)
            window.reject()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        else:
            without[state] = fields_and_ticks_lacking(window)
    assert {state: keys for state, keys in found.items() if keys} == {}
    assert {state: words for state, words in without.items() if words} == {}


@pytest.mark.parametrize("desk", ["hi"], indirect=True)
def test_a_letter_leads_to_its_field_and_presses_its_button_and_is_not_heard(
    desk: Desk, qtbot: QtBot
) -> None:
    dialog = put_into(desk, "the letterhead")
    assert isinstance(dialog, LetterheadDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    labels = [each for each in dialog.findChildren(QLabel) if each.buddy() is not None]
    qtbot.waitUntil(lambda: all("&" in each.text() for each in labels))
    for label in reversed(labels):
        assert re.fullmatch(r"[^&]+ \(&[A-Z]\)", label.text())
        Keys().press(QKeySequence.mnemonic(label.text()).toString())
        assert Keys().focus() is label.buddy()
        assert not {"&", "("} & set(Keys().hears())
    save = dialog.save_button
    assert heard(save) == save.text().partition(" (&")[0]
    with qtbot.waitSignal(dialog.letterhead_made):
        Keys().press(QKeySequence.mnemonic(save.text()).toString())


def test_words_of_other_letters_get_a_latin_one_that_sounds_alike() -> None:
    assert with_letters(["Save", "Save as", "Sort"]) == ["&Save", "Save &as", "S&ort"]
    assert with_letters(["सहेजें", "नाम", "नया"]) == ["सहेजें (&S)", "नाम (&N)", "नया (&Y)"]
    assert with_letters(["CSV निर्यात", "Smith && Fry"], {"S"}) == ["&CSV निर्यात", "Smith && &Fry"]
    assert with_letters(["Ja", "A"]) == ["&Ja", "&A"]
    assert with_letters(["Aj", "A"]) == ["A&j", "&A"]
    assert with_letters(["A", "A b", "B a"]) == ["&A", "A &b", "B a (&C)"]
    assert with_letters(["₹ 120", ""]) == ["₹ 120", ""]
    assert with_letters(["Ja"], set(ascii_uppercase)) == ["Ja"]


def test_what_is_worded_anew_or_shown_later_gets_a_letter_of_its_own(qtbot: QtBot) -> None:
    dialog = LetteredDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    buttons = [QPushButton(text) for text in ("Import", "&Save", "Skip", "Sort")]
    for button in buttons:
        column.addWidget(button)
    buttons[3].hide()
    dialog.show()
    qtbot.waitUntil(lambda: [b.text() for b in buttons[:3]] == ["&Import", "&Save", "S&kip"])
    buttons[0].setText("Import 38")
    buttons[3].show()
    qtbot.waitUntil(lambda: buttons[0].text() == "&Import 38" and buttons[3].text() == "S&ort")
    assert doubles(dialog) == []


def test_a_letter_that_two_buttons_share_would_be_found(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    for text in ("&Save", "Don't &save", "R && D"):
        column.addWidget(QPushButton(text))
    dialog.show()
    assert doubles(dialog) == ["Alt+S"]
