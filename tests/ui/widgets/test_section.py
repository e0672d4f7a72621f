from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.section import Section

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def section(qtbot: QtBot) -> Section:
    made = Section("Delivery route", Icons(Theme()))
    made.set_content(QLabel("Topical"))
    qtbot.addWidget(made)
    made.show()
    return made


def heading(section: Section) -> QAbstractButton:
    found = section.findChild(QAbstractButton)
    assert found is not None
    return found


def content(section: Section) -> QLabel:
    found = section.findChild(QLabel)
    assert found is not None
    return found


def test_a_click_on_the_heading_folds_and_opens(section: Section, qtbot: QtBot) -> None:
    high = section.sizeHint().height()
    with qtbot.waitSignal(section.open_changed, check_params_cb=lambda is_open: not is_open):
        qtbot.mouseClick(heading(section), Qt.MouseButton.LeftButton)
    assert not section.is_open()
    assert not content(section).isVisible()
    assert section.sizeHint().height() < high
    qtbot.mouseClick(heading(section), Qt.MouseButton.LeftButton)
    assert content(section).isVisible()


@pytest.mark.parametrize(
    ("keys", "is_open"),
    [
        ([Qt.Key.Key_Space], False),
        ([Qt.Key.Key_Return], False),
        ([Qt.Key.Key_Left], False),
        ([Qt.Key.Key_Left, Qt.Key.Key_Left], False),
        ([Qt.Key.Key_Left, Qt.Key.Key_Right], True),
        ([Qt.Key.Key_Right], True),
    ],
)
def test_the_keyboard_folds_and_opens(
    section: Section, qtbot: QtBot, keys: list[Qt.Key], is_open: bool
) -> None:
    for key in keys:
        qtbot.keyClick(heading(section), key)
    assert section.is_open() is is_open


def test_a_screen_reader_hears_the_heading_its_note_and_whether_it_is_open(
    section: Section,
) -> None:
    assert heading(section).accessibleName() == "Delivery route"
    assert heading(section).accessibleDescription() == "unfolded"
    section.set_open(False)
    assert heading(section).accessibleDescription() == "folded"
    section.set_note("2 ticked")
    assert heading(section).accessibleName() == "Delivery route, 2 ticked"


def test_content_put_into_a_folded_section_stays_hidden(section: Section) -> None:
    section.set_open(False)
    late = QLabel("Laser")
    section.set_content(late)
    assert not late.isVisible()
    section.set_open(True)
    assert late.isVisible()


def test_the_line_above_is_drawn_only_where_it_is_asked_for(qtbot: QtBot) -> None:
    theme = Theme()
    for ruled in (True, False):
        section = Section("Family", Icons(theme), ruled=ruled)
        qtbot.addWidget(section)
        section.resize(section.sizeHint())
        drawn = section.grab().toImage().pixelColor(section.width() - 1, 0)
        assert (drawn.name() == theme.tokens.line.name()) is ruled
