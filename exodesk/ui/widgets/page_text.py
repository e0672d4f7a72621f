"""A page of the documentation as a text to read: Markdown, and nothing from outside its folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import (
    QImage,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.theme import Theme

_PICTURES = "screenshots"
_NARROWEST_PICTURE = 200
_FIT_AFTER_MS = 80
_MARGIN = 24
_OBJECT = "\ufffc"  # stands for a picture
_PICTURE = r"!\[([^\]]*)\]\((\S+)-{}\.png\)"
_IN_BOTH_SCHEMES = re.compile(_PICTURE.format("light") + r"\n!\[[^\]]*\]\(\2-dark\.png\)")


class PageText(QTextBrowser):
    """Announces each link that is followed: another page, with a section or none, or an address."""

    page_wanted = Signal(str, str)  # name of a file, slug of a section
    link_activated = Signal(object)

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder = folder
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # pictures fit once
        self.setProperty(RADIUS_PROPERTY, 0.0)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(self._follow)
        self._markdown = ""
        self._fit_soon = QTimer(self, singleShot=True, interval=_FIT_AFTER_MS)
        self._fit_soon.timeout.connect(self._render)
        theme.changed.connect(self._render)

    def show_markdown(self, markdown: str) -> None:
        self._markdown = markdown
        self._render()

    def sections(self) -> list[tuple[int, str, str]]:
        """Level, title and slug of every heading."""
        return [(level, text, slug(text)) for level, text, _block in self._headings()]

    def go_to(self, section: str) -> None:
        """Show the heading with this slug at the top, else the start."""
        for _level, text, block in self._headings():
            if slug(text) == section:
                top = self.document().documentLayout().blockBoundingRect(block).top()
                self.setTextCursor(QTextCursor(block))
                self.verticalScrollBar().setValue(round(top) - _MARGIN // 2)
                return
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of the documentation; nothing else is ever read from disk or network."""
        asked = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or asked.scheme():
            return None
        allowed = (self._folder / _PICTURES).resolve()
        path = (self._folder / asked.path()).resolve()
        if not path.is_relative_to(allowed) or path.suffix != ".png":
            return None
        picture = QImage(str(path))
        if picture.isNull():
            return None
        room = max(self.viewport().width() - 2 * _MARGIN, _NARROWEST_PICTURE)
        return _fitting(picture, room, self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_soon.start()

    @Slot()
    def _render(self) -> None:
        at = self.verticalScrollBar().value()
        self.document().setMarkdown(in_one_scheme(self._markdown, dark=self._theme.tokens.dark))
        _dress(self.document(), self._theme)
        self.verticalScrollBar().setValue(at)

    def _headings(self) -> Iterator[tuple[int, str, QTextBlock]]:
        block = self.document().begin()
        while block.isValid():
            if level := block.blockFormat().headingLevel():
                yield level, block.text(), block
            block = block.next()

    @Slot(QUrl)
    def _follow(self, address: QUrl) -> None:
        if address.scheme():
            self.link_activated.emit(address.toString())
        else:
            self.page_wanted.emit(address.path(), address.fragment())


def slug(title: str) -> str:
    """The name of a section in links to it, as hosts of Markdown make it."""
    kept = (
        letter
        for letter in title.casefold()
        if letter.isalnum() or letter in "_- " or unicodedata.category(letter).startswith("M")
    )
    return "".join(kept).replace(" ", "-")


def in_one_scheme(markdown: str, *, dark: bool) -> str:
    """Of a picture that stands in light and in dark, one line after the other, only one."""
    name = "dark" if dark else "light"
    return _IN_BOTH_SCHEMES.sub(rf"![\1](\2-{name}.png)", markdown)


def _fitting(picture: QImage, room: int, ratio: float) -> QImage:
    width = min(picture.width(), round(room * ratio))
    scaled = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    scaled.setDevicePixelRatio(ratio)
    return scaled


def _dress(document: QTextDocument, theme: Theme) -> None:
    """Lines between the rows of tables, room around blocks, links in the colour of now."""
    tokens = theme.tokens
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            table = QTextTableFormat(frame.format())
            table.setBorder(1)
            table.setBorderCollapse(True)
            table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            table.setBorderBrush(tokens.line_strong)
            table.setCellPadding(6)
            table.setTopMargin(8)
            table.setBottomMargin(16)
            table.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(table)
    block = document.begin()
    while block.isValid():
        _space(block)
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            if piece.charFormat().isAnchor():
                cursor = QTextCursor(document)
                cursor.setPosition(piece.position())
                cursor.setPosition(
                    piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor
                )
                colour = QTextCharFormat()
                colour.setForeground(tokens.accent)
                cursor.mergeCharFormat(colour)
            pieces += 1
        block = block.next()


def _space(block: QTextBlock) -> None:
    form = block.blockFormat()
    form.setNonBreakableLines(False)  # code, too, fits the width
    if level := form.headingLevel():
        form.setTopMargin(24 if level < 3 else 16)
        form.setBottomMargin(8)
    elif not block.textList():
        form.setBottomMargin(8)
    if _OBJECT not in block.text():  # a picture would get room above it
        form.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    QTextCursor(block).setBlockFormat(form)
