"""The check of an import: three figures, the rows, and what is wrong with the chosen one."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exodesk.imports.checking import Check
from exodesk.imports.known import OnDuplicate
from exodesk.ui.dialogs.import_rows import CheckRows
from exodesk.ui.icons import Icons
from exodesk.ui.models.check_table import CheckTableModel
from exodesk.ui.widgets.import_counts import CountCards
from exodesk.ui.widgets.import_reasons import RowReasons
from exodesk.ui.widgets.segmented import Segmented
from exodesk.wording import gettext as _
from exodesk.wording import ngettext

_MOST_NUMBERS = 6


class CheckPage(QWidget):
    """Announces a corrected cell; whoever keeps the check reads that row again."""

    cell_corrected = Signal(int, int, str)  # row number, column, text

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check: Check | None = None
        self._counts = CountCards(icons, self)
        self.figures = self._counts.cards
        self.which: Segmented[bool] = Segmented(
            [(True, _("Refused rows")), (False, _("All rows"))], icons.theme, self
        )
        self.model = CheckTableModel(self)
        self.table = CheckRows(self.model, icons, self)
        self.reasons = RowReasons(icons, self)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._counts)
        top.addStretch(1)
        top.addWidget(self.which, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.reasons)
        self.which.value_changed.connect(self._switch)
        self.table.selectionModel().currentRowChanged.connect(self._show_reasons)
        self.table.activated.connect(self.reasons.focus_first)
        self.reasons.cell_corrected.connect(self.cell_corrected)

    def show_check(self, check: Check, chosen: OnDuplicate = OnDuplicate.SKIP) -> None:
        """Show a check; the row that was looked at stays in sight."""
        first = self._check is None
        looked_at = self._number()
        self._check = check
        self.show_counts(chosen)
        if not check.refused and (first or self.which.value()):
            self.which.set_value(False)
        self._show_rows(looked_at)

    def show_counts(self, chosen: OnDuplicate) -> None:
        if self._check is not None:
            self._counts.show_counts(self._check.counts, _rows_text(self._check), chosen)

    def show_corrected(self, check: Check, chosen: OnDuplicate) -> None:
        """Show a check with one row corrected; what is wrong next comes to hand."""
        self.show_check(check, chosen)
        if not self.reasons.focus_first():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_row(self, number: int) -> None:
        """Go to the row with that number, among all rows where it is not refused."""
        place = self.model.place_of(number)
        if place < 0 and self.which.value():
            self.which.set_value(False)
            self._show_rows(number)
        elif place >= 0:
            self.table.go_to(place)

    def _number(self) -> int | None:
        row = self.model.row_at(self.table.currentIndex().row())
        return None if row is None else row.row.number

    @Slot()
    def _switch(self) -> None:
        self._show_rows(self._number())

    def _show_rows(self, number: int | None = None) -> None:
        if self._check is None:
            return
        self.model.show(self._check, refused_only=self.which.value())
        if self.model.rowCount():
            self.table.go_to(0 if number is None else self.model.place_after(number))
        self._show_reasons()

    @Slot()
    def _show_reasons(self) -> None:
        row = self.model.row_at(self.table.currentIndex().row())
        self.reasons.show_row(self._check, row)
        for one, following in pairwise([self.table, *self.reasons.stops()]):
            QWidget.setTabOrder(one, following)


def _rows_text(check: Check) -> str:
    numbers = [str(row.row.number) for row in check.refused]
    if not numbers:
        return ""
    shown = ", ".join(numbers[:_MOST_NUMBERS]) + (", …" if len(numbers) > _MOST_NUMBERS else "")
    return ngettext("row {rows}", "rows {rows}", len(numbers)).format(rows=shown)
