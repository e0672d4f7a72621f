"""Hints for a first start, where the details stand once an entry is selected."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.wording import gettext as _

_TILE = 32


class StartHere(QWidget):
    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(4, 8, 4, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        heading = _words(_("Start here"), TypeRole.TITLE)
        grid.addWidget(heading, 0, 0, 1, 2)
        hints = (
            (
                "filter",
                _("Narrow the list"),
                _(
                    "Set a total or a downtime on the left. Entries whose price is unknown stay"
                    " visible under “can't tell”."
                ),
            ),
            (
                "compare",
                _("Compare up to 8"),
                _(
                    "Press Space on an entry, or tick it. Total course costs stand side by side,"
                    " in one currency."
                ),
            ),
            (
                "source",
                _("Ask any figure where it is from"),
                _("Select an entry: every figure names its source and its date."),
            ),
            (
                "plus",
                _("Add your own"),
                _("Press Ctrl+N. Write a price as you found it: “from £350”, “₹1.5 lakh”."),
            ),
        )
        for number, (icon, title, text) in enumerate(hints):
            row = 1 + 3 * number
            grid.setRowMinimumHeight(row, 12)
            grid.addWidget(_Tile(icon, icons, self), row + 1, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_words(title, TypeRole.BODY_SELECTED), row + 1, 1)
            grid.addWidget(_words(text, TypeRole.SMALL, secondary=True), row + 2, 1)
        closing = _(
            "Works offline. Sends nothing, ranks nothing for money, and gives price information,"
            " not medical advice."
        )
        last = 2 + 3 * len(hints)
        grid.setRowMinimumHeight(last - 1, 20)
        grid.addWidget(_words(closing, TypeRole.SMALL, secondary=True), last, 0, 1, 2)
        # Not Maximum: the hint is the height of wide lines, and narrow ones need more.
        room = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        room.setHeightForWidth(True)
        self.setSizePolicy(room)


class _Tile(QWidget):
    """An icon on a tinted square."""

    def __init__(self, name: str, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._icons = icons
        self.setFixedSize(with_type(_TILE), with_type(_TILE))
        icons.theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.tint)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        self._icons.paint(painter, self.rect(), self._name, tokens.accent)
        painter.end()


def _words(text: str, role: TypeRole, *, secondary: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setFont(role_font(role))
    if secondary:
        label.setProperty("secondary", "true")
    return label
