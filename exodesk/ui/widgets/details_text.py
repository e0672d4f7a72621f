"""A part of the details as plain text that can be selected: nothing in it is ever interpreted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QTextBrowser, QWidget

from exodesk.ui.announcing import announce
from exodesk.ui.icons import Icons
from exodesk.ui.widgets.details_lines import Part
from exodesk.ui.widgets.details_writer import ACT, INSET, DetailWriter
from exodesk.wording import gettext as _

_NOT_COPIED = "\ufffc\u2068\u2069"  # icons, and what keeps directions apart


class DetailText(QTextBrowser):
    """As high as its text. ``ruled`` draws the line that parts it from what stands above."""

    link_clicked = Signal(object)
    act_clicked = Signal(str)
    place_in_sight = Signal(QRect)

    def __init__(
        self,
        icons: Icons,
        *,
        ruled: bool = True,
        headed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._ruled = ruled
        self._headed = headed
        self._part = Part("", ())
        self._links: dict[str, str] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._follow)
        self.cursorPositionChanged.connect(self._show_cursor)
        icons.theme.changed.connect(self._render)

    def part(self) -> Part:
        return self._part

    def show_part(self, part: Part) -> None:
        """Show ``part``; nothing is shown, and no room taken, where it has no lines."""
        self.setVisible(bool(part.lines))
        if part != self._part:
            self._part = part
            self.setAccessibleName(part.sentence())
            self._render()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing: whatever a text says, nothing is ever read from disk or network."""

    def copy_selection(self) -> None:
        """Put the selected text on the clipboard, as text and nothing else."""
        # A QMimeData made here and left on the clipboard would outlive Python and crash the exit.
        text = self.textCursor().selection().toPlainText()
        for sign in _NOT_COPIED:
            text = text.replace(sign, "")
        QGuiApplication.clipboard().setText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            if self.textCursor().hasSelection():
                self.copy_selection()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(_("Copy"))
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy_selection)
        link = self.anchorAt(event.pos())
        if link in self._links:
            copy_link = menu.addAction(_("Copy the address of the link"))
            copy_link.triggered.connect(
                lambda: QGuiApplication.clipboard().setText(self._links.get(link, ""))
            )
        menu.addAction(_("Select all")).triggered.connect(self.selectAll)
        menu.popup(event.globalPos())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's own name
        moved = super().focusNextPrevChild(next)
        if moved and self.hasFocus() and self.textCursor().hasSelection():  # on a link
            self._show_cursor()
            announce(self, self.textCursor().selectedText())
        return moved

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it belongs to the panel around

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._render()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = self._icons.theme.tokens
        painter = QPainter(self.viewport())
        if self._ruled:
            line = QRectF(INSET, 0, self.viewport().width() - 2 * INSET, 1)
            painter.fillRect(line, tokens.line)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens.accent, 2))
            ring = QRectF(self.viewport().rect()).adjusted(1, 4 if self._ruled else 1, -1, -1)
            painter.drawRoundedRect(ring, 4, 4)
        painter.end()

    def go_to_act(self, name: str) -> None:
        """Put the text cursor before an act, so that Tab comes to it next."""
        block = self.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().anchorHref() == ACT + name:
                    cursor = self.textCursor()
                    cursor.setPosition(piece.position())
                    self.setTextCursor(cursor)
                    return
                pieces += 1
            block = block.next()

    def _follow(self, address: QUrl) -> None:
        target = address.toString()
        if target.startswith(ACT):
            self.act_clicked.emit(target.removeprefix(ACT))
            return
        link = self._links.get(target)
        if link is not None:
            self.link_clicked.emit(link)

    def _show_cursor(self) -> None:
        if self.hasFocus():
            self.place_in_sight.emit(self.cursorRect())

    def _render(self) -> None:
        width = self.viewport().width()
        document = self.document()
        self.blockSignals(True)
        document.clear()
        if self._part.lines:
            writer = DetailWriter(document, self._icons, width - 2 * INSET)
            writer.frame(12 if self._ruled else 4)  # the mark of the keyboard stands above
            if self._headed and self._part.title:
                writer.heading(self._part.title)
            writer.lines(self._part.lines)
            writer.finish()
            self._links = writer.links
        document.setTextWidth(width)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(False)
        self.setFixedHeight(round(document.size().height() + 0.5) if self._part.lines else 0)
