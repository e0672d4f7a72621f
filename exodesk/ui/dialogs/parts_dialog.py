"""A dialog of parts below each other that can be scrolled, between its title and its buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import TypeRole
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.panel_scroll import PanelScroll

MARGIN = 24
_SPACING = 16


class PartsDialog(LetteredDialog):
    """Whoever derives from it fills ``parts`` and lays all out with ``stand_on``."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.scroll_area = PanelScroll(MARGIN, below=0, parent=self)
        self.parts = self.scroll_area.column
        self.parts.setSpacing(_SPACING)

    def stand_on(self, buttons: QDialogButtonBox) -> None:
        """Put title, parts and ``buttons`` below each other."""
        title = PlainLabel(TypeRole.DIALOG_TITLE)
        title.setText(self.windowTitle())
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 20)
        column.setSpacing(_SPACING)
        for widget in (title, buttons):
            widget.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.addWidget(title)
        column.addWidget(self.scroll_area, 1)
        column.addWidget(buttons)

    def height_around(self) -> int:
        """What title, buttons and margins take."""
        return self._column.totalSizeHint().height() - self.scroll_area.sizeHint().height()
