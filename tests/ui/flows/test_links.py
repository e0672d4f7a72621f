"""What is opened outside the program: pages of the web, and folders of this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from exodesk.ui.flows.links import open_link, show_folder


class Desktop(QObject):
    """Takes what would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def desktop(qapp: object) -> Iterator[Desktop]:
    desktop = Desktop()
    for scheme in ("file", "https"):
        QDesktopServices.setUrlHandler(scheme, desktop, "take")  # type: ignore[arg-type]
    yield desktop
    for scheme in ("file", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


def test_the_folder_of_a_file_is_shown_and_a_folder_itself(
    desktop: Desktop, tmp_path: Path
) -> None:
    assert show_folder(tmp_path / "own #1.exodesk")
    assert show_folder(tmp_path)
    assert [Path(url.toLocalFile()) for url in desktop.opened] == [tmp_path, tmp_path]


def test_a_folder_that_is_not_there_is_not_asked_for(desktop: Desktop, tmp_path: Path) -> None:
    assert not show_folder(tmp_path / "gone" / "own.exodesk")
    assert desktop.opened == []


def test_a_page_of_the_web_is_opened_and_a_file_that_a_catalogue_names_is_not(
    desktop: Desktop,
) -> None:
    open_link("https://example.org/prices")
    open_link("file:///etc/passwd")
    assert [url.toString() for url in desktop.opened] == ["https://example.org/prices"]
