from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.storage.catalogue_file import LoadedCatalogue, read_catalogue
from exodesk.ui import theme as look
from exodesk.ui.application import application
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.greeting import Greeting
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.linked_text import LinkedText
from exodesk.ui.widgets.message_bar import MessageBar
from tests.builders import RATE_DAY, RATES
from tests.seven_entries import SEVEN, write_seven_entries


@pytest.fixture
def good(tmp_path: Path) -> LoadedCatalogue:
    return read_catalogue(write_seven_entries(tmp_path))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def message(window: QWidget) -> MessageBar:
    theme = look.apply(application(), look.Scheme.LIGHT)
    return MessageBar(Icons(theme), window)


@pytest.fixture
def greeting(window: QWidget, message: MessageBar, good: LoadedCatalogue) -> Greeting:
    document = CatalogueDocument(good.catalogue, Assumptions(), RATES, RATE_DAY, window)
    return Greeting(message, document, Assumptions(), window)


def partly_bad(folder: Path, *keys: str) -> LoadedCatalogue:
    path = folder / "bad.json"
    entries = [
        {**entry, "kind": "nonsense"} if entry["id"] in keys else entry
        for entry in SEVEN["entries"]
    ]
    path.write_text(json.dumps({**SEVEN, "entries": entries}), "utf-8")
    return read_catalogue(path)


def test_the_banner_is_shown_where_it_is_wanted(
    greeting: Greeting, message: MessageBar, good: LoadedCatalogue
) -> None:
    greeting.greet(good, banner=False)
    assert message.isHidden()
    assert not greeting.shows_banner()
    greeting.greet(good, banner=True)
    assert greeting.shows_banner()
    assert "published" in message.text()


def test_only_the_banner_is_closed_for_good(
    greeting: Greeting, message: MessageBar, good: LoadedCatalogue, qtbot: QtBot
) -> None:
    greeting.warn("Something else.")
    with qtbot.assertNotEmitted(greeting.banner_closed):
        qtbot.mouseClick(message.close_button, Qt.MouseButton.LeftButton)
    greeting.greet(good, banner=True)
    with qtbot.waitSignal(greeting.banner_closed):
        qtbot.mouseClick(message.close_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("keys", "start"),
    [
        (("peel-delhi",), "1 entry was set aside: "),
        (("peel-delhi", "prp-mumbai"), "2 entries were set aside, the first because of "),
    ],
)
def test_what_was_set_aside_matters_more_than_the_banner(
    greeting: Greeting,
    message: MessageBar,
    window: QWidget,
    tmp_path: Path,
    qtbot: QtBot,
    keys: tuple[str, ...],
    start: str,
) -> None:
    greeting.greet(partly_bad(tmp_path, *keys), banner=True)
    assert message.text().startswith(start)
    qtbot.mouseClick(message.action, Qt.MouseButton.LeftButton)
    (text,) = window.findChildren(LinkedText)
    assert len(text.toPlainText().splitlines()) == len(keys)


def test_nothing_is_said_of_prices_where_there_are_none(
    greeting: Greeting, message: MessageBar, tmp_path: Path
) -> None:
    path = tmp_path / "empty.json"
    path.write_text(json.dumps({**SEVEN, "sources": [], "entries": []}), "utf-8")
    greeting.greet(read_catalogue(path), banner=True)
    assert message.isHidden()
