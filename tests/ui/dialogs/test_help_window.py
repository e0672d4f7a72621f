from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument, QTextFormat
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exodesk.ui.dialogs.help_window import HelpPage, HelpWindow
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, Theme
from exodesk.ui.widgets.page_text import PageText, slug
from tests.ui.keyboard import heard, tab_stops

GUIDE = """# The guide

## The list

![A picture](screenshots/one.png)

| mark | means |
|---|---|
| a dot | one exact figure |

See [the method](method.md#tax), [below](#rates--dates) or [the web](https://example.org/a).

## Rates & dates

Rates have dates.
"""
ALTERNATIVE = QTextFormat.Property.ImageAltText
IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    docs = tmp_path / "docs"
    (docs / "screenshots").mkdir(parents=True)
    for place in (docs / "screenshots" / "one.png", tmp_path / "outside.png", docs / "other.png"):
        picture = QImage(1440, 900, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.red)
        picture.save(str(place))
    return docs


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[HelpWindow]:
    parent = QWidget()
    qtbot.addWidget(parent)
    pages = [
        HelpPage("guide.md", "Guide", lambda: GUIDE),
        HelpPage("method.md", "Method", lambda: "# Method\n\n## Tax\n\nTax is added.\n"),
    ]
    window = HelpWindow(pages, Icons(Theme()), folder, parent)
    window.show()
    yield window
    parent.close()


def listed(window: HelpWindow) -> list[str]:
    """What the contents show, from the top."""
    shown: list[str] = []
    item = window.contents.topLevelItem(0)
    while item is not None:
        shown.append(item.text(0))
        item = window.contents.itemBelow(item)
    return shown


def current(window: HelpWindow) -> str:
    item = window.contents.currentItem()
    return "" if item is None else item.text(0)


def test_a_page_opens_at_its_section_and_the_contents_follow(window: HelpWindow) -> None:
    window.show_page("guide.md", "rates--dates")
    assert window.windowTitle() == "Guide"
    assert listed(window) == ["Guide", "The list", "Rates & dates", "Method"]
    assert current(window) == "Rates & dates"
    assert window.text.textCursor().block().text() == "Rates & dates"


def test_the_contents_lead_to_pages_and_sections(window: HelpWindow, qtbot: QtBot) -> None:
    window.show_page("guide.md")
    window.contents.setFocus()
    for _step in range(3):
        qtbot.keyClick(window.contents, Qt.Key.Key_Down)
    assert current(window) == "Method"
    assert "Tax is added." in window.text.toPlainText()
    assert listed(window) == ["Guide", "Method", "Tax"]


def test_links_lead_to_other_pages_sections_and_out(window: HelpWindow, qtbot: QtBot) -> None:
    window.show_page("guide.md")
    window.text.anchorClicked.emit(QUrl("#rates--dates"))
    assert current(window) == "Rates & dates"
    window.text.anchorClicked.emit(QUrl("method.md#tax"))
    assert current(window) == "Tax"
    with qtbot.waitSignal(window.link_activated) as told:
        window.text.anchorClicked.emit(QUrl("https://example.org/a"))
    assert told.args == ["https://example.org/a"]
    window.text.anchorClicked.emit(QUrl("../../etc/passwd"))
    assert current(window) == "Tax"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("screenshots/one.png", True),
        ("screenshots/none.png", False),
        ("other.png", False),
        ("../outside.png", False),
        ("screenshots/../../outside.png", False),
        ("file:///etc/hostname", False),
        ("http://example.org/a.png", False),
        ("qrc:/a.png", False),
    ],
)
def test_only_pictures_of_the_documentation_are_read(
    qtbot: QtBot, folder: Path, asked: str, shown: bool
) -> None:
    text = PageText(Theme(), folder)
    qtbot.addWidget(text)
    text.resize(600, 400)
    found = text.loadResource(IMAGE, QUrl(asked))
    assert (found is not None and not found.isNull()) == shown
    if shown:
        assert found.width() <= 600 * found.devicePixelRatio()
    sheet = QTextDocument.ResourceType.StyleSheetResource.value
    assert text.loadResource(sheet, QUrl(asked)) is None


@pytest.mark.parametrize(("scheme", "name"), [(Scheme.LIGHT, "light"), (Scheme.DARK, "dark")])
def test_of_a_picture_in_both_schemes_that_of_now_is_shown(
    qtbot: QtBot, folder: Path, scheme: Scheme, name: str
) -> None:
    theme = Theme(Scheme.HIGH_CONTRAST)
    text = PageText(theme, folder)
    qtbot.addWidget(text)
    text.show_markdown(
        "![The list](screenshots/list-light.png)\n![The same in dark](screenshots/list-dark.png)\n"
        "![On paper](screenshots/paper-light.png)\n![A bar](screenshots/bar-dark.png)"
    )
    theme.set_scheme(scheme)
    assert pictures(text) == [
        (f"screenshots/list-{name}.png", "The list"),
        ("screenshots/paper-light.png", "On paper"),
        ("screenshots/bar-dark.png", "A bar"),
    ]


def pictures(text: PageText) -> list[tuple[str, str]]:
    """Name and title of each picture of a document."""
    found, block = [], text.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            form = pieces.fragment().charFormat()
            if form.isImageFormat():
                image = form.toImageFormat()
                found.append((image.name(), image.property(ALTERNATIVE)))
            pieces += 1
        block = block.next()
    return found


def test_words_are_found_from_the_start_again_after_the_last(
    window: HelpWindow, qtbot: QtBot
) -> None:
    window.show_page("guide.md")
    window.words.setText("dates")
    places = []
    for _press in range(3):
        qtbot.keyClick(window.words, Qt.Key.Key_Return)
        places.append(window.text.textCursor().position())
    assert places[0] != places[1]
    assert places[0] == places[2]
    assert window.isVisible()
    window.words.setText("no such words")
    qtbot.keyClick(window.words, Qt.Key.Key_Return)
    assert "Not on this page." in [
        label.text() for label in window.findChildren(type(window._found))
    ]


def test_a_link_has_the_colours_of_now(qtbot: QtBot, folder: Path) -> None:
    theme = Theme(Scheme.LIGHT)
    text = PageText(theme, folder)
    qtbot.addWidget(text)
    text.show_markdown("[a link](method.md)")
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        theme.set_scheme(scheme)
        piece = text.document().begin().begin().fragment()
        assert piece.charFormat().foreground().color() == theme.tokens.accent


def test_all_of_it_can_be_reached_and_has_a_name(window: HelpWindow) -> None:
    window.show_page("guide.md")
    assert [heard(stop) for stop in tab_stops(window)] == [
        "Find on this page",
        "Contents",
        "Guide",
        "Close",
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [("The list", "the-list"), ("Rates & dates", "rates--dates"), ("What's new?", "whats-new")],
)
def test_a_slug_is_what_links_on_the_web_use(title: str, name: str) -> None:
    assert slug(title) == name
