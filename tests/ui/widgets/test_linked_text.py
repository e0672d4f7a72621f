from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QColor, QPalette, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.ui.widgets.linked_text import LinkedText

TEXT = "See https://example.org/a?b=1, and\n    http://example.org/c.\nftp://example.org/d <b>x</b>"


@pytest.fixture
def text(qtbot: QtBot) -> LinkedText:
    made = LinkedText(TEXT)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def links(text: LinkedText) -> list[tuple[str, str]]:
    """The words of each link and where it leads, in their order."""
    found = []
    block = text.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isAnchor():
                found.append((piece.text(), piece.charFormat().anchorHref()))
            pieces += 1
        block = block.next()
    return found


def test_addresses_of_the_web_are_links_and_all_else_is_text(text: LinkedText) -> None:
    assert text.toPlainText() == TEXT
    both = ("https://example.org/a?b=1", "http://example.org/c")
    assert links(text) == [(address, address) for address in both]


def test_the_keyboard_alone_goes_to_each_link_and_follows_it(
    text: LinkedText, qtbot: QtBot
) -> None:
    followed: list[object] = []
    text.link_activated.connect(followed.append)
    for _link in range(2):
        qtbot.keyClick(text, Qt.Key.Key_Tab)
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert followed == [address for _words, address in links(text)]
    assert text.toPlainText() == TEXT


def test_nothing_is_read_from_disk_or_network(text: LinkedText) -> None:
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.HtmlResource):
        assert text.loadResource(kind.value, QUrl("file:///etc/passwd")) is None


def test_links_have_the_colour_of_the_scheme_of_now(text: LinkedText) -> None:
    colours = QPalette(text.palette())
    colours.setColor(QPalette.ColorRole.Link, QColor("#123456"))
    text.setPalette(colours)
    QApplication.sendEvent(text, QEvent(QEvent.Type.PaletteChange))
    found = text.document().find("https")
    assert found.charFormat().foreground().color() == QColor("#123456")
