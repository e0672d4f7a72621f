"""Writes lines of the details into a document. Text only ever goes in as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextOption,
)

from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.details_lines import Line, Run, Tone

ACT = "act:"  # no address begins so: only http and https ever become links
INSET = 6  # room beside the text for the focus ring
_BETWEEN_COLUMNS = 12
_HANG = 14.0
_AFTER_MARK = 6
_AFTER_ROW = 4
_PARAGRAPH = 8.0
_ICON = 12

_ROLES = {
    Tone.TEXT: TypeRole.BODY,
    Tone.STRONG: TypeRole.BODY_STRONG,
    Tone.SECONDARY: TypeRole.BODY,
    Tone.WARNING: TypeRole.BODY,
    Tone.ACCENT: TypeRole.BODY,
    Tone.TITLE: TypeRole.TITLE,
    Tone.FIGURE: TypeRole.FIGURE,
    Tone.WORD_FOR_FIGURE: TypeRole.VERDICT,
}


class DetailWriter:
    """``width`` is that of the text; ``links`` gives each address as the document spells it."""

    def __init__(self, document: QTextDocument, icons: Icons, width: float) -> None:
        self.links: dict[str, str] = {}
        self._document = document
        self._icons = icons
        self._width = width
        self._cursor = QTextCursor(document)
        self._cursor.beginEditBlock()  # laid out once, at the end
        self._first = True
        self._hang = _HANG
        self._formats: dict[tuple[Tone, bool], QTextCharFormat] = {}
        self._metrics: dict[tuple[Tone, bool], QFontMetricsF] = {}

    def frame(self, top: float) -> None:
        frame = self._cursor.currentFrame()  # Python would keep every root frame of the document
        form = frame.frameFormat()
        form.setLeftMargin(INSET)
        form.setRightMargin(INSET)
        form.setTopMargin(top)
        form.setBottomMargin(10)
        frame.setFrameFormat(form)

    def finish(self) -> None:
        self._cursor.endEditBlock()

    def heading(self, title: str) -> None:
        self._block(below=4)
        form = self._new_format(role_font(TypeRole.SECTION), self._icons.theme.tokens.text)
        self._cursor.insertText(title, form)

    def lines(self, lines: Sequence[Line]) -> None:
        """Write them, their marks in a column as wide as the widest of them."""
        marks = [(Run(line.mark, Tone.SECONDARY),) for line in lines if line.mark is not None]
        widest = max((self._advance(mark, small=False) for mark in marks), default=0)
        self._hang = max(_HANG, widest + _AFTER_MARK)
        for line in lines:
            self._line(line)

    def _line(self, line: Line) -> None:
        hang = self._hang if line.mark is not None else 0.0
        beside = bool(line.right) and self._fit(line, self._width - hang)
        gap = 2.0 if line.small or line.mark is not None else 1.0
        gap = _PARAGRAPH if line.apart and not self._first else gap
        self._block(hang=hang, above=gap, tab=self._width if beside else None)
        if line.mark is not None:
            self._cursor.insertText(line.mark + "\t", self._format(Tone.SECONDARY, line.small))
        self._runs(line.left, line.small)
        if beside:
            self._cursor.insertText("\t", self._format(Tone.TEXT, line.small))
            self._runs(line.right, line.small)
        elif line.right:
            self._block(indent=_HANG, below=0 if line.below else _AFTER_ROW)
            if self._advance(line.right, line.small) <= self._width - _HANG:
                self._align(Qt.AlignmentFlag.AlignTrailing)  # under the figures beside others
            self._runs(line.right, line.small)
        for number, runs in enumerate(line.below, start=1):
            self._block(indent=hang, below=_AFTER_ROW if number == len(line.below) else 0)
            self._runs(runs, True)

    def _runs(self, runs: tuple[Run, ...], small: bool) -> None:
        for run in runs:
            form = self._format(run.tone, small)
            if run.icon is not None:
                self._icon(run.icon, form.foreground().color())
            if run.link is not None:
                form = QTextCharFormat(form)
                form.setAnchor(True)
                form.setFontUnderline(self._icons.theme.tokens.high_contrast)
                form.setAnchorHref(run.link)
                form.setToolTip(_as_tool_tip(run.link))
                self.links[QUrl(run.link).toString()] = run.link
            elif run.act is not None:
                form = QTextCharFormat(form)
                form.setAnchor(True)
                form.setFontUnderline(self._icons.theme.tokens.high_contrast)
                form.setAnchorHref(ACT + run.act)
            self._cursor.insertText(run.text, form)

    def _icon(self, name: str, colour: QColor) -> None:
        address = f"icon:{name}"
        pixmap = self._icons.pixmap(name, colour, _ICON, 2.0)
        self._document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(address), pixmap
        )
        image = QTextImageFormat()
        image.setName(address)
        image.setWidth(side(_ICON))
        image.setHeight(side(_ICON))
        image.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        self._cursor.insertImage(image)
        self._cursor.insertText("\u00a0", self._format(Tone.TEXT, True))

    def _block(
        self,
        *,
        hang: float = 0,
        indent: float = 0,
        above: float = 0,
        below: float = 0,
        tab: float | None = None,
    ) -> None:
        form = QTextBlockFormat()
        form.setLeftMargin(hang or indent)
        form.setTextIndent(-hang)
        form.setTopMargin(above)
        form.setBottomMargin(below)
        form.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        tabs = []
        if hang:
            tabs.append(QTextOption.Tab(hang, QTextOption.TabType.LeftTab))
        if tab is not None:
            tabs.append(QTextOption.Tab(tab - 1, QTextOption.TabType.RightTab))
        if tabs:
            form.setTabPositions(tabs)
        if self._first:
            self._cursor.setBlockFormat(form)
            self._first = False
        else:
            self._cursor.insertBlock(form)

    def _align(self, where: Qt.AlignmentFlag) -> None:
        form = QTextBlockFormat()
        form.setAlignment(where)
        self._cursor.mergeBlockFormat(form)

    def _fit(self, line: Line, width: float) -> bool:
        """Whether left and right have room beside each other."""
        left, right = (self._advance(runs, line.small) for runs in (line.left, line.right))
        return left + right + _BETWEEN_COLUMNS <= width

    def _advance(self, runs: tuple[Run, ...], small: bool) -> float:
        total = 0.0
        for run in runs:
            self._format(run.tone, small)
            total += self._metrics[run.tone, small].horizontalAdvance(run.text[:200])
            total += side(_ICON) + 4 if run.icon is not None else 0
        return total

    def _format(self, tone: Tone, small: bool) -> QTextCharFormat:
        key = (tone, small)
        if key not in self._formats:
            role = _ROLES[tone]
            if small:
                role = TypeRole.SMALL_STRONG if tone is Tone.WARNING else TypeRole.SMALL
            font = role_font(role)
            self._formats[key] = self._new_format(font, self._colour(tone))
            self._metrics[key] = QFontMetricsF(font)
        return self._formats[key]

    @staticmethod
    def _new_format(font: QFont, colour: QColor) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(colour)
        return form

    def _colour(self, tone: Tone) -> QColor:
        tokens = self._icons.theme.tokens
        match tone:
            case Tone.SECONDARY | Tone.WORD_FOR_FIGURE:
                return tokens.text_secondary
            case Tone.WARNING:
                return tokens.warning
            case Tone.ACCENT:
                return tokens.accent
            case _:
                return tokens.text


def _as_tool_tip(text: str) -> str:
    """Tool tips are read as rich text where they look like it: so this one always is, escaped."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>"
