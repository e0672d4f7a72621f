"""How an entry will stand in the catalogue, while it is still being typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry
from exodesk.domain.money import PriceState
from exodesk.domain.trace import trace_of
from exodesk.imports.form_texts import EntryContext
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone
from exodesk.ui.widgets.details_range import TotalRange
from exodesk.ui.widgets.details_text import DetailText
from exodesk.ui.widgets.details_total import made_of_part, title_part, total_part
from exodesk.ui.widgets.details_writer import INSET
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.sentences import marked_total_text

WIDTH = 340


class EntryPreview(QWidget):
    """The name, the total with its range, and what the total is made of."""

    def __init__(self, context: EntryContext, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._icons = icons
        self._heading = QLabel(_("As it will stand in the catalogue"), self)
        self._heading.setFont(role_font(TypeRole.SECTION))
        self._heading.setProperty("secondary", "true")
        self._heading.setWordWrap(True)
        self._heading.setContentsMargins(INSET, 0, 0, 0)
        self._title = DetailText(icons, ruled=False, headed=False)
        self._total = DetailText(icons, ruled=False, headed=False)
        self._range = TotalRange(icons.theme)
        self._made = DetailText(icons)
        for text in (self._title, self._total, self._made):
            # What it says is in the form as well: the Tab key goes through the fields alone.
            text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(4)
        for widget in (self._heading, self._title, self._total, self._range, self._made):
            column.addWidget(widget)
        column.addStretch(1)
        icons.theme.changed.connect(self.update)

    def show_entry(self, entry: Entry, left_out: int = 0) -> None:
        """Show an entry; ``left_out`` of its fields could not be read."""
        self._heading.setText(
            ngettext(
                "As far as it can be read: {n} field is left out",
                "As far as it can be read: {n} fields are left out",
                left_out,
            ).format(n=left_out)
            if left_out
            else _("As it will stand in the catalogue")
        )
        context = self._context
        if not entry.name.strip():
            entry = replace(entry, name=_("New entry"))
        cost = cost_of(entry, context.assumptions, context.rates)
        self._title.show_part(title_part(cost))
        self._total.show_part(total_part(cost, context.assumptions.horizon_days, context.rates))
        self._range.show_total(cost, marked_total_text(cost))
        self._range.setVisible(cost.total.state is not PriceState.UNKNOWN)
        trace = trace_of(cost, context.assumptions, Catalogue())  # no source is shown here
        made = made_of_part(trace, context.today)
        if any(stated.source is None for stated in entry.figures()):
            line = Line((Run(_("Source")),), (Run(_("no source"), Tone.WARNING),))
            made = Part(made.title, (*made.lines, line))
        self._made.show_part(made)
        self.setAccessibleName(self._heading.text())
        self.setAccessibleDescription(marked_total_text(cost))

    def total_range(self) -> TotalRange:
        return self._range

    def text(self) -> str:
        """All that is said, line by line."""
        return "\n".join(text.toPlainText() for text in (self._title, self._total, self._made))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._icons.theme.tokens
        painter.fillRect(self.rect(), tokens.base)
        painter.fillRect(0, 0, 1, self.height(), tokens.line)
        painter.end()
