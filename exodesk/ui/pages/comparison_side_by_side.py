"""The compared entries side by side: their heads, a bar each on one scale, and a table of rows."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exodesk.domain.assumptions import Assumptions
from exodesk.ui.icons import Icons
from exodesk.ui.models.comparison_table import ComparisonTableModel
from exodesk.ui.pages.comparison_words import band_words, chart_column, head_words
from exodesk.ui.theme import with_type
from exodesk.ui.widgets.comparison_banner import GroupBar, ScaleLegend
from exodesk.ui.widgets.comparison_chart import ComparisonChart
from exodesk.ui.widgets.comparison_head import HeadStrip
from exodesk.ui.widgets.comparison_view import ComparisonView
from exodesk.ui.widgets.total_delegate import total_mark
from exodesk.wording import gettext as _
from exodesk.wording.amounts import amount_text
from exodesk.wording.comparison import ComparisonWords, group_name
from exodesk.wording.scale import scale_for

_LEAST_TABLE = 96


class SideBySide(QWidget):
    """Shows what has been compared; what its heads and its chart announce is for others to do.

    ``trace_requested`` carries the column (0 is the first entry's) whose figures are asked about,
    ``copy_requested`` rows of texts.
    """

    trace_requested = Signal(int)
    copy_requested = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: ComparisonWords | None = None
        self._model = ComparisonTableModel(self)
        self._legend = ScaleLegend(icons)
        self.heads = HeadStrip(icons)
        self.chart = ComparisonChart(icons)
        self._groups = GroupBar(icons)
        self.view = ComparisonView(self._model, icons)
        self.view.setMinimumHeight(with_type(_LEAST_TABLE))
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._legend, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.heads, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.chart, 1)
        column.addWidget(self._groups)
        column.addWidget(self.view, 2)
        for part in (self.heads, self.chart, self.view):
            part.trace_requested.connect(self.trace_requested)
        self.view.copy_requested.connect(self.copy)
        self.view.places_changed.connect(self._place_columns)
        self.view.scrolled.connect(self._name_group)
        self._groups.differences_only_changed.connect(self.show_differences)
        self.heads.focused.connect(self.view.reveal_column)
        self.chart.current_changed.connect(self.follow)

    def show_words(self, words: ComparisonWords, assumptions: Assumptions) -> None:
        self._words = words
        columns = range(len(words.comparison.costs))
        self._model.show_comparison(words)
        self._show_chart(words)
        # Last: a head that goes may leave the keyboard to the chart, whose columns are these then.
        self.heads.show_heads([head_words(words, column, assumptions) for column in columns])
        self._show_rows()
        self._place_columns()

    def show_nothing(self) -> None:
        self._words = None
        self._model.show_comparison(None)

    @property
    def differences_only(self) -> bool:
        return self._model.differences_only

    def current_column(self) -> int | None:
        """The column that has the focus, the current mark or the current cell."""
        head = self.heads.focused_column()
        if head is not None:
            return head
        return self.chart.current() if self.chart.hasFocus() else self.view.current_column()

    def as_rows(self) -> list[list[str]]:
        """The table as it is shown, in plain texts: a row of names, then the rows."""
        return self._model.text_rows()

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, from top to bottom, and along each entry's head."""
        stops: list[QWidget] = []
        for head in self.heads.heads():
            stops += [head.more_button, head.close_button, head.sessions_field, head.use_field]
        return [*stops, self.chart, self._groups.differences, self.view.table()]

    def _show_chart(self, words: ComparisonWords) -> None:
        comparison = words.comparison
        marks = [total_mark(cost) for cost in comparison.costs]
        self.chart.show_columns(
            [chart_column(words, column) for column in range(len(marks))],
            scale_for((mark.low, mark.high) for mark in marks),
            lambda value: amount_text(Fraction(value), comparison.currency),
            usual_band=words.foremost(),
            twin=_("The row “{row}” of the table below says the same.").format(
                row=words.total_title()
            ),
        )
        self._legend.title.setText(words.total_title_with_currency())
        self._explain_band()

    def _explain_band(self) -> None:
        if self._words is None:
            return
        self._legend.words.setText(band_words(self._words, self.chart.band_column))

    def _show_rows(self) -> None:
        if self._words is None:
            return
        comparison = self._words.comparison
        self._groups.show_differences(
            _("Differences only: {n} of {total} rows").format(
                n=len(comparison.differing), total=len(comparison.rows)
            ),
            only=self._model.differences_only,
        )
        self._name_group()

    @Slot()
    def _name_group(self) -> None:
        group = self._model.group_at(max(self.view.top_row(), 0))
        self._groups.show_group(_("No row differs") if group is None else group_name(group))

    @Slot()
    def _place_columns(self) -> None:
        places = self.view.places()
        self.heads.place(places)
        names = self.view.names_width()
        self._legend.setFixedWidth(names)
        self.chart.place(names, places)
        self._groups.place_lines([names + left for left, _width in places if left >= 0])

    @Slot(bool)
    def show_differences(self, only: bool) -> None:
        self._model.set_differences_only(only)
        self._show_rows()

    @Slot(int)
    def follow(self, column: int) -> None:
        """Bring a column (0 is the first entry's) into sight, and explain the band with it."""
        self.view.reveal_column(column)
        self._explain_band()

    @Slot()
    def copy(self) -> None:
        """Announce the selected cells under their names, or the whole table where none are."""
        cells = self.view.selected_cells()
        if len(cells) == 1:
            self.copy_requested.emit([[str(cells[0].data())]])
        elif cells:
            self.copy_requested.emit(
                self._rows_of({c.row() for c in cells}, {c.column() for c in cells})
            )
        else:
            self.copy_all()

    @Slot()
    def copy_all(self) -> None:
        self.copy_requested.emit(self.as_rows())

    def _rows_of(self, rows: set[int], columns: set[int]) -> list[list[str]]:
        model, shown = self._model, [0, *sorted(columns)]
        heads = [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in sorted(columns)]
        return [
            ["", *heads],
            *([str(model.index(row, n).data()) for n in shown] for row in sorted(rows)),
        ]
