"""A text to read and to copy, in which addresses of the web can be followed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)]")


class LinkedText(QTextBrowser):
    """Plain text: markup in it stays text, and nothing that it names is ever read or fetched."""

    link_activated = Signal(object)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._announce)
        self._write()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing, whatever is asked for."""
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    @Slot(QUrl)
    def _announce(self, address: QUrl) -> None:
        self.link_activated.emit(address.toString())

    def _write(self) -> None:
        at = self.verticalScrollBar().value()
        self.clear()
        cursor = QTextCursor(self.document())
        for piece, linked in _pieces(self._text):
            form = QTextCharFormat()
            if linked:
                form.setAnchor(True)
                form.setAnchorHref(piece)
                form.setForeground(self.palette().link())
                form.setFontUnderline(True)
            cursor.insertText(piece, form)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(at)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Each stretch of ``text``, and whether it is an address."""
    done = 0
    for found in _ADDRESS.finditer(text):
        yield text[done : found.start()], False
        yield found[0], True
        done = found.end()
    yield text[done:], False
