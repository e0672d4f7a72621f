"""The check of a catalogue that is to come in: its figures, and what was set aside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from exodesk.imports.catalogues import CatalogueCheck
from exodesk.imports.known import OnDuplicate
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.import_counts import CountCards
from exodesk.wording import gettext as _


class CatalogueCheckPage(QWidget):
    """Has no columns to choose: the file says what it means."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = CountCards(icons, self)
        self.figures = self._counts.cards
        self._title = QLabel(_("What could not be read, and stays out"), self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(role_font(TypeRole.SMALL_STRONG))
        self.set_aside = QPlainTextEdit(self, readOnly=True)
        self.set_aside.setTabChangesFocus(True)
        self.set_aside.setAccessibleName(self._title.text())
        top = QHBoxLayout()
        top.addWidget(self._counts)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._title)
        column.addWidget(self.set_aside, 1)
        column.addStretch()

    def show_check(self, check: CatalogueCheck, chosen: OnDuplicate) -> None:
        below = _("named below") if check.set_aside else ""
        self._counts.show_counts(check.counts, below, chosen)
        self.set_aside.setPlainText("\n".join(check.set_aside))
        for widget in (self._title, self.set_aside):
            widget.setVisible(bool(check.set_aside))
