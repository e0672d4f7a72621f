from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import DARK, Theme
from exodesk.ui.widgets.pages_view import PagesView, Wanted

A4 = (595.28, 841.89)


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> PagesView:
    made = PagesView("The quote", Icons(theme))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    return made


@pytest.fixture
def wanted(view: PagesView) -> list[Wanted]:
    """What the view asks for: whole documents and single pictures."""
    found: list[Wanted] = []
    view.document_wanted.connect(found.append)
    view.picture_wanted.connect(found.append)
    return found


def picture(width: int, colour: str = "#ff0000") -> QImage:
    image = QImage(width, round(width * A4[1] / A4[0]), QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def shown(view: PagesView, qtbot: QtBot, wanted: list[Wanted], state: str = "one") -> Wanted:
    view.show_document("quote-1", state, lambda: f"words of {state}")
    view.show()
    qtbot.waitUntil(lambda: bool(wanted) and wanted[-1].state == state)
    return wanted.pop()


def colour_at(view: PagesView, x: int, y: int) -> str:
    return view.grab().toImage().pixelColor(x, y).name()


def test_nothing_is_drawn_before_it_is_looked_at(
    view: PagesView, qtbot: QtBot, wanted: list[Wanted]
) -> None:
    view.show_document("quote-1", "one", lambda: "words")
    qtbot.wait(250)
    assert wanted == []
    assert view.words() == "words"
    view.show()
    qtbot.waitUntil(lambda: wanted == [Wanted("one", (1,), 826)])


def test_typing_is_waited_for(view: PagesView, qtbot: QtBot, wanted: list[Wanted]) -> None:
    shown(view, qtbot, wanted)
    for state in ("two", "three", "four"):
        view.show_document("quote-1", state, str)
    qtbot.waitUntil(lambda: bool(wanted))
    assert [each.state for each in wanted] == ["four"]


def test_the_same_is_not_drawn_again(view: PagesView, qtbot: QtBot, wanted: list[Wanted]) -> None:
    shown(view, qtbot, wanted)
    view.show_document("quote-1", "one", str)
    qtbot.wait(250)
    assert wanted == []


def test_a_page_is_white_on_the_desk_in_every_scheme(
    view: PagesView, qtbot: QtBot, wanted: list[Wanted], theme: Theme
) -> None:
    shown(view, qtbot, wanted)
    theme.show_tokens(DARK)
    assert colour_at(view, 500, 400) == "#ffffff"
    assert colour_at(view, 20, 400) == DARK.desk.name()


def test_what_was_drawn_stays_until_what_follows_is_there(
    view: PagesView, qtbot: QtBot, wanted: list[Wanted]
) -> None:
    shown(view, qtbot, wanted)
    view.show_pages("one", 2, A4, {1: picture(826)})
    assert colour_at(view, 500, 400) == "#ff0000"
    shown(view, qtbot, wanted, "two")
    assert colour_at(view, 500, 400) == "#ff0000"
    view.show_pages("one", 2, A4, {1: picture(826, "#0000ff")})
    assert colour_at(view, 500, 400) == "#ff0000", "a state that has passed counts no more"
    view.show_pages("two", 1, A4, {1: picture(826, "#00ff00")})
    assert colour_at(view, 500, 400) == "#00ff00"
    assert view.page_count() == 1
    assert view.area.accessibleDescription() == "words of two"


def test_another_document_begins_as_a_blank_page(
    view: PagesView, qtbot: QtBot, wanted: list[Wanted]
) -> None:
    shown(view, qtbot, wanted)
    view.show_pages("one", 1, A4, {1: picture(826)})
    view.show_document("quote-2", "other", str)
    assert colour_at(view, 500, 400) == "#ffffff"


def test_pages_are_asked_for_as_they_come_in_sight_and_let_go_of_behind(
    view: PagesView, qtbot: QtBot, wanted: list[Wanted]
) -> None:
    shown(view, qtbot, wanted)
    view.show_pages("one", 30, A4, {1: picture(826)})
    qtbot.waitUntil(lambda: wanted == [Wanted("one", (2,), 826)])
    view.show_picture("one", 2, picture(826))
    assert view.is_drawn()
    wanted.clear()
    bar = view.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: wanted == [Wanted("one", (30,), 826)])
    assert view.picture(1) is None
    assert not view.is_drawn()


def test_pages_are_as_wide_as_fits_and_drawn_anew_for_it(
    view: PagesView, qtbot: QtBot, wanted: list[Wanted]
) -> None:
    shown(view, qtbot, wanted)
    view.show_pages("one", 1, A4, {1: picture(826)})
    view.resize(600, 700)
    qtbot.waitUntil(lambda: bool(wanted))
    (asked,) = wanted
    assert 500 < asked.pixels < 560
    assert colour_at(view, 300, 400) == "#ff0000", "meanwhile the picture is made smaller"


def test_that_it_takes_long_is_said_and_can_be_stopped(
    view: PagesView, qtbot: QtBot, wanted: list[Wanted]
) -> None:
    shown(view, qtbot, wanted)
    assert view.notice.text() == ""
    qtbot.waitUntil(lambda: view.notice.text() == "The pages are being drawn…")
    with qtbot.waitSignal(view.stopped):
        qtbot.mouseClick(view.notice.stop, Qt.MouseButton.LeftButton)
    assert view.notice.text() == "The pages were not drawn."
    qtbot.mouseClick(view.notice.again, Qt.MouseButton.LeftButton)
    assert wanted == [Wanted("one", (1,), 826)]
    view.show_pages("one", 1, A4, {1: picture(826)})
    assert view.notice.text() == ""


def test_why_nothing_is_drawn_is_said(view: PagesView, qtbot: QtBot, wanted: list[Wanted]) -> None:
    shown(view, qtbot, wanted)
    view.refuse("<b>No</b> ink.")
    assert view.notice.text() == "<b>No</b> ink."
    assert view.notice.again.isVisible()
    shown(view, qtbot, wanted, "two")
    assert view.notice.text() == ""
