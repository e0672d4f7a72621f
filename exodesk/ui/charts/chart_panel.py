"""A chart with what belongs to it: the same numbers as a table, copying, saving, a read-out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from exodesk.ui.charts.chart import Chart, Spot
from exodesk.ui.charts.chart_view import ChartView
from exodesk.ui.charts.cost_bars import CostBars
from exodesk.ui.charts.picture import Picture
from exodesk.ui.charts.twin_view import TwinView
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, growth
from exodesk.ui.widgets.beside_or_below import BesideOrBelow
from exodesk.ui.widgets.comparison_banner import PlainLabel, Rule
from exodesk.ui.widgets.flow_layout import FlowLayout
from exodesk.ui.widgets.tick_boxes import CheckBox
from exodesk.wording import gettext as _

_LOWEST_CHART = 112
_LEAST_TITLE = 180


class ChartPanel(QWidget):
    """Shows one chart at a time.

    ``copy_requested`` carries rows of plain texts, the headings first; ``save_requested`` a
    ``Picture``; ``current_changed`` the current mark as (row, number), or None.
    """

    copy_requested = Signal(object)
    save_requested = Signal(object)
    current_changed = Signal(object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._chart: Chart | None = None
        self._name = ""
        self.title = PlainLabel(TypeRole.SECTION, wraps=True)
        self.parts = CheckBox(_("Lines of the totals"), icons.theme)
        self.as_table = QPushButton(_("Show as table"))
        self.as_table.setCheckable(True)
        self.copy = QPushButton(_("Copy"))
        self.copy.setToolTip(_("Copy these numbers, to be pasted into a spreadsheet"))
        self.export = QPushButton(_("Export…"))
        self.export.setToolTip(_("Save this chart as a picture, PNG or SVG"))
        icons.wear(self.export, "export", "text")
        self.view = ChartView(icons.theme)
        self.twin = TwinView(icons.theme)
        self.read_out = PlainLabel(TypeRole.BODY, wraps=True)
        self.notes = PlainLabel(TypeRole.SMALL, secondary=True, wraps=True)
        self._scroll = QScrollArea()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        scroll = self._scroll
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setBackgroundRole(QPalette.ColorRole.Base)
        scroll.setWidget(self.view)
        self._pages = QStackedWidget()
        self._pages.addWidget(scroll)
        self._pages.addWidget(self.twin)
        self._pages.setMinimumHeight(round(_LOWEST_CHART * growth() ** 2))
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        acts = FlowLayout(at_end=True)
        for act in (self.parts, self.as_table, self.copy, self.export):
            acts.addWidget(act)
        words = QHBoxLayout()
        words.addWidget(self.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(BesideOrBelow(words, acts, least=_LEAST_TITLE))
        column.addWidget(self._pages, 1)
        column.addWidget(Rule(self._icons))
        column.addWidget(self.read_out)
        column.addWidget(self.notes)

    def _connect(self) -> None:
        self.parts.toggled.connect(self._show_parts)
        self.as_table.toggled.connect(self._show_table)
        self.copy.clicked.connect(self._copy)
        self.export.clicked.connect(self._save)
        self.twin.copy_requested.connect(self.copy_requested)
        self.view.said.connect(self._read_out)
        self.view.current_changed.connect(self._follow)

    # What is shown

    def show_chart(self, chart: Chart, name: str) -> None:
        """Show ``chart``; ``name`` is the file name, without suffix, that saving it suggests.

        Whether a table is seen, and the lines of totals, stays as the person chose.
        """
        self._name = name
        can_take_apart = isinstance(chart, CostBars) and any(bar.parts for bar in chart.bars)
        self.parts.setVisible(can_take_apart)
        if isinstance(chart, CostBars):
            chart = chart.showing_parts(can_take_apart and self.parts.isChecked())
        self._chart = chart
        self.title.setText(chart.title)
        self.notes.setText("\n".join(chart.notes))
        self.notes.setVisible(bool(chart.notes))
        self.view.show_chart(chart)
        self._fill_table()

    def chart(self) -> Chart | None:
        return self._chart

    def picture(self) -> Picture | None:
        """What is shown, as it is saved."""
        return None if self._chart is None else Picture(self._chart, self._name)

    def tab_chain(self) -> list[QWidget]:
        """What takes the focus, in the order in which it should."""
        return [self.parts, self.as_table, self.copy, self.export, self.view, self.twin]

    # Acting

    @Slot(bool)
    def _show_table(self, shown: bool) -> None:
        self._fill_table()
        self._pages.setCurrentWidget(self.twin if shown else self._scroll)
        self.read_out.setVisible(not shown)

    def _fill_table(self) -> None:
        """Only while it is seen, since wording every figure takes longer than painting them."""
        if self._chart is not None and self.as_table.isChecked():
            self.twin.show_table(self._chart.title, self._chart.table())

    @Slot(bool)
    def _show_parts(self, _shown: bool) -> None:
        if self._chart is not None:
            self.show_chart(self._chart, self._name)

    @Slot()
    def _copy(self) -> None:
        if self._chart is not None:
            self.copy_requested.emit(self._chart.table().plain_rows())

    @Slot()
    def _save(self) -> None:
        if (picture := self.picture()) is not None:
            self.save_requested.emit(picture)

    @Slot(str)
    def _read_out(self, words: str) -> None:
        self.read_out.setText(words or _("Arrow keys go from mark to mark."))

    @Slot(object)
    def _follow(self, spot: Spot | None) -> None:
        if spot is not None:
            area = self.view.place_of(spot).toAlignedRect()
            middle = area.center()
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, area.height() // 2 + 8)
        self.current_changed.emit(spot)
