"""Help in the whole window: the guide at the page in view, the palette, what is new."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from exodesk import __version__
from exodesk.app import Desk
from exodesk.helping import GUIDE, SECTIONS
from exodesk.paths import document
from exodesk.ui.dialogs.help_window import HelpWindow
from exodesk.ui.main_window import CATALOGUE, QUOTES
from exodesk.ui.menu_acts import acts_in
from exodesk.ui.versions import is_older
from exodesk.ui.widgets.page_text import slug
from tests.desks import Starting


@pytest.fixture
def desk(start: Starting) -> Desk:
    return start()


def help_windows(desk: Desk) -> list[HelpWindow]:
    return [one for one in desk.window.findChildren(HelpWindow) if one.isVisible()]


def test_the_guide_opens_where_it_tells_of_the_page_in_view(desk: Desk) -> None:
    shown = []
    for page in range(3):
        desk.window.show_page(page)
        desk.window.actions_by_name.guide.trigger()
        (window,) = help_windows(desk)
        shown.append(slug(window.text.textCursor().block().text()))
    assert shown == [slug(title) for title in SECTIONS[GUIDE]]


def test_every_page_of_the_help_can_be_read_and_its_pictures_are_there(desk: Desk) -> None:
    window = desk.helping.show_guide()
    for name in ("guide.md", "method.md", "command-line.md", "keys", "../CHANGELOG.md"):
        window.show_page(name)
        assert len(window.text.toPlainText()) > 200
        assert window.text.sections()
        assert window.text.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("guide", SECTIONS)
def test_each_guide_has_a_section_for_every_page_of_the_window(guide: str) -> None:
    lines = document(guide).read_text("utf-8").splitlines()
    assert set(SECTIONS[guide]) <= {line[3:] for line in lines if line.startswith("## ")}


def test_the_hindi_guide_opens_in_a_hindi_window_where_it_tells_of_the_page(desk: Desk) -> None:
    desk.speak("hi")
    try:
        for page, title in enumerate(SECTIONS["guide.hi.md"]):
            desk.window.show_page(page)
            desk.window.actions_by_name.guide.trigger()
            (window,) = help_windows(desk)
            assert window.text.textCursor().block().text() == title
            assert [item.text(0) for item in window.contents.selectedItems()] == [title]
    finally:
        desk.speak("en_GB")


# The palette


def test_an_entry_is_found_and_gone_to_by_keys_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.window.show_page(QUOTES)
    palette = desk.helping.commanding.show()
    qtbot.keyClicks(palette.field, "peel delhi")
    with qtbot.waitSignal(palette.finished):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.window.page() == CATALOGUE)
    qtbot.waitUntil(lambda: desk.catalogue_page.current_id() == "peel-delhi")


def test_every_act_of_the_menus_is_in_the_palette_and_the_disabled_say_why(desk: Desk) -> None:
    desk.helping.commanding.show().reject()
    found = {each.text: each for each in desk.helping.commanding.find("")}
    for text in ("New entry…", "Compare ticked entries", "Dark", "Issue…", "Exchange rates…"):
        assert text in found
    compare = found["Compare ticked entries"]
    assert compare.why_not == "Tick 2 to 8 entries first."
    assert compare.keys == "Ctrl+K"
    silent = [act.text for act in acts_in(desk.window.menuBar()) if not act.can and not act.why_not]
    assert silent == ["No scenario is kept yet"]  # a line of words
    assert not set(silent) & set(found)


def test_what_the_palette_does_is_what_the_menu_does(desk: Desk, qtbot: QtBot) -> None:
    palette = desk.helping.commanding.show()
    qtbot.keyClicks(palette.field, "where prices come from")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any(
            each.windowTitle() == "Where the prices come from"
            for each in desk.window.findChildren(QDialog)
        )
    )


# What is new


def news_offered(desk: Desk) -> bool:
    message = desk.window.message
    return message.text() == f"This is exodesk {__version__}." and not message.isHidden()


def test_what_is_new_is_offered_once_after_an_update(start: Starting, qtbot: QtBot) -> None:
    desk = start()
    assert not news_offered(desk)
    qtbot.mouseClick(desk.window.message.close_button, Qt.MouseButton.LeftButton)
    start.close()
    settings = json.loads(start.profile.read_text("utf-8"))
    assert settings["version"] == __version__
    start.profile.write_text(json.dumps({**settings, "version": "0.1.0"}), "utf-8")
    desk = start()
    assert news_offered(desk)
    qtbot.mouseClick(desk.window.message.action, Qt.MouseButton.LeftButton)
    (window,) = help_windows(desk)
    assert window.text.toPlainText().startswith("Changes")
    assert not news_offered(start())


@pytest.mark.parametrize("version", [__version__, "99.0", "0.7.1000"])
def test_nothing_is_new_after_a_newer_exodesk(start: Starting, qtbot: QtBot, version: str) -> None:
    desk = start()
    qtbot.mouseClick(desk.window.message.close_button, Qt.MouseButton.LeftButton)
    start.close()
    settings = json.loads(start.profile.read_text("utf-8"))
    start.profile.write_text(json.dumps({**settings, "version": version}), "utf-8")
    assert not news_offered(start())


@pytest.mark.parametrize("version", ["0.6.9", "0.7", "", "nonsense", None, 7, ["0.7.0"]])
def test_what_was_kept_by_an_older_exodesk_or_by_nobody_knows_whom_is_old(version: object) -> None:
    assert is_older(version)
