"""Beside a comparison: how sure its verdict is, where it would turn, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.ask_first_view import AskFirstView
from exodesk.ui.widgets.details_lines import Part
from exodesk.ui.widgets.details_text import DetailText
from exodesk.ui.widgets.details_writer import INSET
from exodesk.ui.widgets.panel_scroll import PanelScroll
from exodesk.wording import gettext as _

WIDTH = 320
_MARGIN = 20
PARTS = ("chance", "assumed", "turns", "stays", "packages", "beaten", "ask")


class DecisionPanel(QWidget):
    """Shows parts by name as it is told. Copying is announced, never done here."""

    email_requested = Signal()
    link_activated = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = {
            name: DetailText(icons, ruled=name not in ("chance", "assumed")) for name in PARTS
        }
        self.email = QPushButton(_("Copy as e-mail"))
        self.email.setToolTip(_("Copy these questions as plain text, to be sent to the clinic"))
        self.email.clicked.connect(self.email_requested)
        self.ask_first = AskFirstView(icons)
        self._footer = QLabel(_("Cost and downtime only. Says nothing about results."))
        self._scroll = PanelScroll(_MARGIN - INSET)
        self._lay_out()
        self.ask_first.link_clicked.connect(self.link_activated)
        for text in self._parts.values():
            text.link_clicked.connect(self.link_activated)
        for text in (*self._parts.values(), *self.ask_first.texts):
            text.place_in_sight.connect(self._bring_into_sight)
        self.setAccessibleName(_("Reasons and questions"))

    def show_parts(self, parts: Mapping[str, Part]) -> None:
        """Show these parts; a name that lacks is not shown."""
        self.setUpdatesEnabled(False)
        for name, text in self._parts.items():
            text.show_part(parts.get(name, Part("", ())))
        self.email.setVisible("ask" in parts and bool(parts["ask"].lines))
        self.setUpdatesEnabled(True)

    def part_text(self, name: str) -> DetailText:
        return self._parts[name]

    def stops(self) -> list[QWidget]:
        """What the Tab key reaches, from top to bottom."""
        return [*self._parts.values(), self.email, *self.ask_first.stops()]

    def sizeHint(self) -> QSize:
        return QSize(with_type(WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(with_type(240), 120)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what shows it. A proxy would hide its siblings from Tab."""
        super().focusInEvent(event)
        self._parts["chance"].setFocus(event.reason())

    def _lay_out(self) -> None:
        self._footer.setWordWrap(True)
        self._footer.setProperty("secondary", "true")
        self._footer.setFont(role_font(TypeRole.SMALL))
        self._footer.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        self._footer.setTextFormat(Qt.TextFormat.PlainText)
        self._footer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = self._scroll.column
        column.addSpacing(8)
        for name in PARTS:
            column.addWidget(self._parts[name])
        button = QVBoxLayout()
        button.setContentsMargins(INSET, 4, INSET, 12)
        button.addWidget(self.email, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(button)
        column.addWidget(self.ask_first)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._footer)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @Slot(QRect)
    def _bring_into_sight(self, area: QRect) -> None:
        text = self.sender()
        if isinstance(text, DetailText):
            corner = text.viewport().mapTo(text, QPoint(0, 0))
            self._scroll.show_part(text, area.translated(corner))
