"""The three figures of a check: how many come in, how many are refused, how many are here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from exodesk.imports.known import Counts, OnDuplicate
from exodesk.ui.icons import Icons, side
from exodesk.ui.theme import TypeRole, role_font
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text

_MARGIN = 14
_AFTER_SIGN = 12
_LEAST_WIDTH = 190


class CountCards(QWidget):
    """Shows the counts; says what becomes of what is here already."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = [Card("check", icons, self), Card("error", icons, self)]
        self.cards.append(Card("info", icons, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for card in self.cards:
            row.addWidget(card)

    def show_counts(self, counts: Counts, refused_below: str, chosen: OnDuplicate) -> None:
        """``refused_below`` says where the refused ones are found."""
        ready, refused, here = self.cards
        unknown = counts.ready_unknown_price
        below = ""
        if unknown:
            words = ngettext(
                "{n} of them with unknown price", "{n} of them with unknown price", unknown
            )
            below = words.format(n=whole_text(unknown))
        ready.show_figure(_("{n} ready"), counts.ready, below)
        refused.show_figure(_("{n} refused"), counts.refused, refused_below, bad=counts.refused > 0)
        here.show_figure(_("{n} already here"), counts.already_there, _already_here(counts, chosen))


class Card(QWidget):
    """A sign, a count with its word, and a line below."""

    def __init__(self, icon: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._icons = icons
        self._bad = False
        self._count = QLabel(self)
        self._count.setFont(role_font(TypeRole.TITLE))
        self._below = QLabel(self)
        self._below.setFont(role_font(TypeRole.SMALL))
        self._below.setProperty("secondary", "true")
        for label in (self._count, self._below):
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        before_words = _MARGIN + side() + _AFTER_SIGN
        column.setContentsMargins(before_words, 8, _MARGIN, 8)
        column.setSpacing(1)
        column.addStrut(_LEAST_WIDTH - before_words - _MARGIN)
        column.addWidget(self._count)
        column.addWidget(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.theme.changed.connect(self.update)

    def text(self) -> str:
        return f"{self._count.text()} {self._below.text()}".strip()

    def show_figure(self, words: str, count: int, below: str, *, bad: bool = False) -> None:
        self._bad = bad
        self._count.setText(words.format(n=whole_text(count)))
        self._below.setText(below or " ")
        self.setAccessibleName(self.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tokens.error if self._bad else tokens.line_strong
        painter.setPen(QPen(edge, 1.5 if self._bad else 1))
        painter.setBrush(tokens.base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        colour = tokens.accent if self._icon == "check" else tokens.text_secondary
        sign = QRectF(_MARGIN, 0, side(), self.height())
        self._icons.paint(painter, sign, self._icon, tokens.error if self._bad else colour)
        painter.end()


def _already_here(counts: Counts, chosen: OnDuplicate) -> str:
    if counts.repriced and chosen is OnDuplicate.SKIP:
        words = ngettext(
            "{n} has another price and stays as it is",
            "{n} have another price and stay as they are",
            counts.repriced,
        )
        return words.format(n=whole_text(counts.repriced))
    if counts.twice:
        words = ngettext(
            "and {n} row repeats an earlier one", "and {n} rows repeat earlier ones", counts.twice
        )
        return words.format(n=whole_text(counts.twice))
    if counts.already_there and chosen is OnDuplicate.UPDATE:
        return _("what the file says takes its place")
    if counts.already_there and chosen is OnDuplicate.KEEP_BOTH:
        return _("each comes in once more")
    return _("nothing comes in twice")
