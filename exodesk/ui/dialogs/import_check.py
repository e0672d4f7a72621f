"""The check of an import: three figures, the rows, and what is wrong with the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from exodesk.imports.check_words import reason_text
from exodesk.imports.checking import Check
from exodesk.ui.models.check_table import CheckTableModel
from exodesk.ui.theme import Theme, TypeRole, role_font
from exodesk.ui.widgets.segmented import Segmented
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text


class CheckPage(QWidget):
    """Announces a corrected cell; whoever keeps the check reads that row again."""

    cell_corrected = Signal(int, int, str)  # row number, column, text

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check: Check | None = None
        self._theme = theme
        self.figures = [_Figure(self) for _n in range(3)]
        self.which: Segmented[bool] = Segmented(
            [(True, _("Refused rows")), (False, _("All rows"))], theme, self
        )
        self.model = CheckTableModel(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(_("The rows of the file"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setItemDelegate(_RefusedInRed(self.model, theme, self.table))
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for section, width in ((0, 60), (1, 100), (3, 190), (4, 190), (5, 100)):
            header.resizeSection(section, width)
        self.reasons = QWidget(self)
        self._reasons = QVBoxLayout(self.reasons)
        self._reasons.setContentsMargins(0, 0, 0, 0)
        self._reasons.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(12)
        for figure in self.figures:
            top.addWidget(figure)
        top.addStretch(1)
        top.addWidget(self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.reasons)
        self.which.value_changed.connect(lambda _only: self._show_rows())
        self.table.selectionModel().currentRowChanged.connect(self._show_reasons)
        theme.changed.connect(self._dress)
        self._dress()

    @Slot()
    def _dress(self) -> None:
        """A selected row is tinted, so that the colour of a refusal can be read on it."""
        palette, tokens = self.table.palette(), self._theme.tokens
        palette.setColor(palette.ColorRole.Highlight, tokens.tint)
        palette.setColor(palette.ColorRole.HighlightedText, tokens.text)
        palette.setColor(palette.ColorRole.Base, tokens.base)
        palette.setColor(palette.ColorRole.Text, tokens.text)
        self.table.setPalette(palette)

    def show_check(self, check: Check) -> None:
        """Show a check; the row that was looked at stays in sight."""
        first = self._check is None
        chosen = self.model.row_at(self.table.currentIndex().row())
        self._check = check
        counts = check.counts
        unknown = counts.ready_unknown_price
        self.figures[0].show_figure(
            counts.ready,
            _("ready"),
            ngettext(
                "{n} of them with unknown price", "{n} of them with unknown price", unknown
            ).format(n=unknown)
            if unknown
            else "",
        )
        self.figures[1].show_figure(counts.refused, _("refused"), _rows_text(check))
        self.figures[2].show_figure(
            counts.already_there, _("already here"), _("nothing comes in twice")
        )
        if first and not check.refused:
            self.which.set_value(False)
        self._show_rows()
        if chosen is not None:
            self.show_row(chosen.row.number)

    def show_row(self, number: int) -> None:
        """Go to the row with that number, among all rows where it is not refused."""
        place = self.model.place_of(number)
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))

    def _show_rows(self) -> None:
        if self._check is None:
            return
        self.model.show(self._check, refused_only=self.which.value())
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_reasons()

    @Slot()
    def _show_reasons(self) -> None:
        while (item := self._reasons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        row = self.model.row_at(self.table.currentIndex().row())
        if row is None or self._check is None:
            return
        for reason in row.reasons:
            self._reasons.addWidget(_Reason(self, self._check, row.row.number, reason))
        for sentence in row.read.assumed:
            label = QLabel(sentence)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("secondary", "true")
            self._reasons.addWidget(label)


class _Reason(QWidget):
    """One reason: the sentence, the cell to correct, and what it could say instead."""

    def __init__(self, page: CheckPage, check: Check, number: int, reason: object) -> None:
        super().__init__()
        from exodesk.imports.row_reader import Reason

        assert isinstance(reason, Reason)
        row = check.row(number)
        sentence = QLabel(reason_text(check, row, reason), self)
        sentence.setTextFormat(Qt.TextFormat.PlainText)
        sentence.setWordWrap(True)
        sentence.setProperty("bad", "true")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(sentence, 1)
        if reason.column is None:
            return
        column = reason.column
        self.field = QLineEdit(reason.text, self)
        self.field.setAccessibleName(_("Correct this cell, then press Enter"))
        self.field.setMinimumWidth(180)
        self.field.returnPressed.connect(
            lambda: page.cell_corrected.emit(number, column, self.field.text())
        )
        line.addWidget(self.field)
        for way in reason.ways_out:
            button = QPushButton(way.label.replace("&", "&&"), self)
            button.clicked.connect(
                lambda _on=False, text=way.text: page.cell_corrected.emit(number, column, text)
            )
            line.addWidget(button)
        correct = QPushButton(_("Correct"), self)
        correct.setAutoDefault(False)
        correct.clicked.connect(lambda: page.cell_corrected.emit(number, column, self.field.text()))
        line.addWidget(correct)


class _Figure(QWidget):
    """A count, its word, and a line below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = QLabel(self)
        self._count.setFont(role_font(TypeRole.TITLE))
        self._below = QLabel(self)
        self._below.setFont(role_font(TypeRole.SMALL))
        self._below.setProperty("secondary", "true")
        for label in (self._count, self._below):
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 24, 0)
        column.setSpacing(2)
        column.addWidget(self._count)
        column.addWidget(self._below)

    def text(self) -> str:
        return f"{self._count.text()} {self._below.text()}".strip()

    def show_figure(self, count: int, word: str, below: str) -> None:
        self._count.setText(_("{n} {word}").format(n=whole_text(count), word=word))
        self._below.setText(below)


class _RefusedInRed(QStyledItemDelegate):
    """The word says it as well; the colour only leads the eye."""

    def __init__(self, model: CheckTableModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if self._model.is_refused(index.row()) and index.column() == 1:
            option.palette.setColor(option.palette.ColorRole.Text, self._theme.tokens.error)
            option.palette.setColor(
                option.palette.ColorRole.HighlightedText, self._theme.tokens.error
            )
        super().paint(painter, option, index)


def _rows_text(check: Check) -> str:
    numbers = [str(row.row.number) for row in check.refused]
    if not numbers:
        return ""
    shown = ", ".join(numbers[:6]) + (", …" if len(numbers) > 6 else "")
    return ngettext("row {rows}", "rows {rows}", len(numbers)).format(rows=shown)
