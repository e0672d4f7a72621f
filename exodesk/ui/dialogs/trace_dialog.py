"""How a total came about: its lines, what each rests on, who says so, and how old it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from exodesk.ui.dialogs.room import first_size
from exodesk.ui.icons import Icons
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.details_lines import Part
from exodesk.ui.widgets.details_text import DetailText
from exodesk.ui.widgets.details_writer import INSET
from exodesk.ui.widgets.panel_scroll import PanelScroll
from exodesk.ui.widgets.wrapped_text import WrappedLabel
from exodesk.wording import gettext as _

_MARGIN = 24


class TraceDialog(LetteredDialog):
    """Shows parts as it is told and stands beside the window. Copying and links are announced."""

    copy_requested = Signal()
    link_activated = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._icons = icons
        self._texts: list[DetailText] = []
        self._name = WrappedLabel(TypeRole.DIALOG_TITLE, 2)
        self._place = WrappedLabel(TypeRole.BODY, 1, secondary=True)
        self._scroll = PanelScroll(_MARGIN - INSET)
        self._scroll.setBackgroundRole(QPalette.ColorRole.Base)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = QPushButton(_("Copy as a table"))
        self.copy.setAutoDefault(False)
        self.copy.setToolTip(_("Copy every figure with its source, date and age"))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Close)
        self.close_button.setDefault(True)
        buttons.rejected.connect(self.reject)
        self.copy.clicked.connect(self.copy_requested)
        top = QVBoxLayout()
        top.setContentsMargins(_MARGIN, 20, _MARGIN, 8)
        top.setSpacing(0)
        top.addWidget(self._name)
        top.addWidget(self._place)
        bottom = QVBoxLayout()
        bottom.setContentsMargins(_MARGIN, 12, _MARGIN, 16)
        bottom.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)
        column.addLayout(bottom)
        self._scroll.column.addStretch(1)
        self.resize(first_size(680, 620, parent))

    def show_trace(self, name: str, place: str, parts: Sequence[Part]) -> None:
        """Show these in place of what was shown."""
        title = _("How this came about: {name}").format(name=name)
        if title != self.windowTitle():
            self.setWindowTitle(title)
            self._scroll.verticalScrollBar().setValue(0)
        self._name.show_text(name)
        self._place.show_text(place)
        self.setUpdatesEnabled(False)
        while len(self._texts) < len(parts):
            self._add_text()
        for number, text in enumerate(self._texts):
            text.show_part(parts[number] if number < len(parts) else Part("", ()))
        self.setUpdatesEnabled(True)

    def texts(self) -> list[DetailText]:
        """The parts that are shown, from top to bottom."""
        return [text for text in self._texts if text.part().lines]

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 320)

    def _add_text(self) -> None:
        text = DetailText(self._icons)
        text.link_clicked.connect(self.link_activated)
        text.place_in_sight.connect(self._bring_into_sight)
        self._scroll.column.insertWidget(len(self._texts), text)
        if self._texts:
            QWidget.setTabOrder(self._texts[-1], text)
        else:
            text.setFocus()
            QWidget.setTabOrder(text, self.copy)
            QWidget.setTabOrder(self.copy, self.close_button)
        self._texts.append(text)

    @Slot(QRect)
    def _bring_into_sight(self, area: QRect) -> None:
        text = self.sender()
        if isinstance(text, DetailText):
            corner = text.viewport().mapTo(text, QPoint(0, 0))
            self._scroll.show_part(text, area.translated(corner))
