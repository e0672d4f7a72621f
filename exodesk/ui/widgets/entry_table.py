"""The table of entries: its columns and their menu, sorting, and one scale through all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QPoint,
    QRectF,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from exodesk.domain.costing import CourseCost
from exodesk.domain.ordering import SortKey
from exodesk.ui.icons import Icons
from exodesk.ui.roles import Role
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.entry_columns import (
    ALWAYS_SHOWN,
    ColumnLayout,
    LaidColumn,
    TableColumn,
    as_bytes,
    from_bytes,
)
from exodesk.ui.widgets.entry_delegates import (
    EntryDelegate,
    RowDelegate,
    TextDelegate,
    TickDelegate,
)
from exodesk.ui.widgets.entry_header import EntryHeader, HeaderEnd
from exodesk.ui.widgets.entry_menus import (
    add_choices,
    column_choices,
    live_menu,
    scale_choices,
    sort_choices,
)
from exodesk.ui.widgets.range_bar import paint_ground
from exodesk.ui.widgets.row_table import RowTable
from exodesk.ui.widgets.table_look import TableLook
from exodesk.ui.widgets.total_delegate import TotalDelegate, plain
from exodesk.wording import gettext as _
from exodesk.wording.scale import Pin, Scale


class EntryTable(RowTable):
    """Sorting is announced and shown, but done elsewhere: it is the order of the model's rows."""

    sort_changed = Signal(object, bool)  # a SortKey, descending
    scale_pinned = Signal(object)  # a Pin, or None where the scale follows the figures
    columns_changed = Signal()

    def __init__(
        self,
        columns: Sequence[TableColumn],
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(TableLook(theme, icons), parent)
        self._columns = tuple(columns)
        self._sort, self._descending = SortKey.LISTED, False
        self._pin: Pin | None = None
        self._heading_row: int | None = None
        self._total_column = next(i for i, c in enumerate(self._columns) if c.key == "total")
        self._header = EntryHeader(self._look, self._total_column, self)
        self.setHorizontalHeader(self._header)
        self._layout = ColumnLayout(self._columns, self._header, self._look)
        self.setAccessibleName(_("Entries"))
        # A bar that comes and goes paints the table twice.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # Its handle is not shown where there is nothing to scroll to.
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        self._header_end = HeaderEnd(self._header)
        self.addScrollBarWidget(self._header_end, Qt.AlignmentFlag.AlignTop)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(20)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()
        self.setCornerWidget(QWidget())  # the style would paint a frame into it
        self._set_delegates()
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._open_header_menu)
        self._header.sectionClicked.connect(self._sort_by_column)
        self._header.sectionResized.connect(self._keep_width)
        self._header.sectionMoved.connect(self._meet_columns)
        theme.changed.connect(self._repaint)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is None:
            return
        # Headers that share the table's selection repaint once per row on “select all”.
        for header in (self._header, self.verticalHeader()):
            header.setSelectionModel(QItemSelectionModel(model, header))
        for number, column in enumerate(self._columns):
            fixed = column.key in ALWAYS_SHOWN
            mode = QHeaderView.ResizeMode.Fixed if fixed else QHeaderView.ResizeMode.Interactive
            self._header.setSectionResizeMode(number, mode)
        self._show_sorting()
        self._fit()

    def _set_delegates(self) -> None:
        special: dict[str, type[RowDelegate]] = {
            "tick": TickDelegate,
            "entry": EntryDelegate,
            "total": TotalDelegate,
        }
        texts = TextDelegate(self._look, self)
        figures = TextDelegate(self._look, self, at_right=True)
        for number, column in enumerate(self._columns):
            delegate: RowDelegate = figures if column.numeric else texts
            if (kind := special.get(column.key)) is not None:
                delegate = kind(self._look, self)
            self.setItemDelegateForColumn(number, delegate)

    # The scale

    @property
    def scale(self) -> Scale:
        return self._look.scale

    @property
    def scale_pin(self) -> Pin | None:
        return self._pin

    def pin_scale(self, pin: Pin | None) -> None:
        """Keep the scale linear or logarithmic, or let it follow the figures; announced."""
        if pin != self._pin:
            self._pin = pin
            self.scale_pinned.emit(pin)

    def show_scale(self, scale: Scale, currency: str) -> None:
        """Draw every row and the header's axis on ``scale``, whose figures are in ``currency``."""
        if (scale, currency) != (self._look.scale, self._look.currency):
            self._look.show_scale(scale, currency)
            self._fit()
            self._repaint()

    def announce_current(self) -> None:
        cost = self.model().index(self.currentIndex().row(), 0).data(Role.COST)
        self._look.band = (
            (plain(cost.total.low), plain(cost.total.high))
            if isinstance(cost, CourseCost)
            else None
        )
        self.viewport().update()
        super().announce_current()

    # Rows

    def show_heading(self, row: int | None) -> None:
        """Let one row span all columns; meant to follow each reset of the model."""
        self.clearSpans()
        before, self._heading_row = self._heading_row, row
        if row is not None:
            self.setSpan(row, 0, 1, len(self._columns))
        if (before, row) == (None, None):
            return
        with self._laid_out_once(self.verticalHeader()):
            if before is not None:  # heights outlive a reset
                self.setRowHeight(before, self._look.row_height())
            if row is not None:
                self.setRowHeight(row, self._look.heading_height())

    @property
    def compact(self) -> bool:
        return self._look.compact

    def set_compact(self, compact: bool) -> None:
        if compact != self._look.compact:
            self._look.compact = compact
            self._set_row_height()

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._look.row_height())
        self.verticalScrollBar().setSingleStep(self._look.row_height())
        if self._heading_row is not None:
            self.setRowHeight(self._heading_row, self._look.heading_height())

    # Sorting

    @property
    def sorting(self) -> tuple[SortKey, bool]:
        """What the rows are sorted by, and whether downwards."""
        return self._sort, self._descending

    def sort_by(self, sort: SortKey, *, descending: bool) -> None:
        if (sort, descending) != self.sorting:
            self._sort, self._descending = sort, descending
            self._show_sorting()
            self.sort_changed.emit(sort, descending)

    def sorts(self, key: str) -> bool:
        """Whether the rows are sorted by a column."""
        sort = self._columns[self._layout.index(key)].sort
        return sort is not None and sort is self._sort

    def sort_by_column(self, key: str) -> bool:
        """As a click on its title does, the second time downwards; False where it can't be."""
        number = self._layout.index(key)
        self._sort_by_column(number)
        return self._columns[number].sort is not None

    def _sort_by_column(self, number: int) -> None:
        sort = self._columns[number].sort
        if sort is not None:
            self.sort_by(sort, descending=sort is self._sort and not self._descending)

    def _show_sorting(self) -> None:
        column = next((i for i, c in enumerate(self._columns) if c.sort is self._sort), -1)
        self._header.show_sorting(column, descending=self._descending)

    # Columns

    def wanted_columns(self) -> tuple[str, ...]:
        """The keys of the columns to be seen, from left to right, ticks left out.

        A column that only lacks room at the moment is among them.
        """
        return self._layout.wanted_in_order()

    def column_title(self, key: str) -> str:
        number, across = self._layout.index(key), Qt.Orientation.Horizontal
        return str(self.model().headerData(number, across) or "")

    def laid_columns(self) -> tuple[LaidColumn, ...]:
        """All columns but the ticks from left to right, with their widths of now."""
        return self._layout.laid_out()

    def set_column_shown(self, key: str, shown: bool) -> None:
        """As a person chooses it: from then on the column no longer yields to the name."""
        self._layout.want(key, shown)
        self._meet_columns()

    def move_column(self, key: str, steps: int) -> bool:
        """Put a column so many places further to the right; False where there is no such place."""
        return self._layout.move(key, steps)

    def set_column_width(self, key: str, width: int) -> None:
        """The entry's column has no width of its own: it takes what the others leave."""
        if key not in ALWAYS_SHOWN:
            self._layout.resize(key, width)
            self._meet_columns()

    def fit_column(self, key: str) -> None:
        """As wide as what is in sight of it needs, as two clicks on the edge of its title do."""
        number = self._layout.index(key)
        wanted = max(self.sizeHintForColumn(number), self._header.sectionSizeHint(number))
        self.set_column_width(key, wanted)

    def sizeHintForColumn(self, column: int) -> int:
        if column == self._total_column:
            return self._look.scale_column_width()
        delegate, model = self.itemDelegateForColumn(column), self.model()
        if not isinstance(delegate, TextDelegate) or model is None:
            return super().sizeHintForColumn(column)
        top = max(self.rowAt(0), 0)
        below = self.rowAt(self.viewport().height() - 1)
        rows = range(top, 1 + below if below >= 0 else model.rowCount())
        return max((delegate.whole_width(model.index(row, column)) for row in rows), default=0)

    def usual_columns(self) -> None:
        """Order, widths and choice of columns as they come; what sorts stays."""
        with QSignalBlocker(self):
            self._layout.forget()
        self._meet_columns()

    def saved_columns(self) -> QByteArray:
        """Order, widths and choice of columns, sorting, scale and height of rows."""
        return as_bytes(
            {
                **self._layout.saved(),
                "sort": self._sort.value,
                "descending": self._descending,
                "scale": self._pin,
                "compact": self.compact,
            }
        )

    def restore_columns(self, state: QByteArray | bytes) -> bool:
        """Take over what can be read of ``state``; False where nothing can."""
        found = from_bytes(state)
        if found is None:
            return False
        with QSignalBlocker(self):  # nobody has chosen anything
            self._layout.restore(found)
        self._fit()
        self.set_compact(found.get("compact") is True)
        pin = found.get("scale")
        self.pin_scale(pin if pin in ("linear", "log") else None)
        sorts = {key.value: key for key in SortKey}
        sort = found.get("sort")
        if isinstance(sort, str) and sort in sorts:
            self.sort_by(sorts[sort], descending=found.get("descending") is True)
        return True

    @Slot()
    def _fit(self) -> None:
        if self.model() is not None and not self._layout.at_work:
            with self._laid_out_once(self._header):
                self._layout.fit(self.viewport().width())

    @contextmanager
    def _laid_out_once(self, header: QHeaderView) -> Iterator[None]:
        """Left to itself a table hears of each section by a timer, and is painted once more."""
        with QSignalBlocker(header):
            yield
        self.updateGeometries()
        self.viewport().update()

    @Slot(int, int, int)
    def _keep_width(self, number: int, before: int, width: int) -> None:
        if not self._layout.at_work and before and width:
            self._layout.resized_by_hand(number, width)
            self._meet_columns()

    @Slot()
    def _meet_columns(self) -> None:
        self._fit()
        self.columns_changed.emit()

    def is_column_wanted(self, key: str) -> bool:
        return self._layout.wanted(key)

    # Menus

    def columns_menu(self, parent: QWidget | None = None) -> QMenu:
        """Which columns are shown, as a menu that can stand anywhere."""
        return live_menu(_("Columns"), parent or self, lambda: column_choices(self, self._columns))

    def sort_menu(self, parent: QWidget | None = None) -> QMenu:
        return live_menu(_("Sort by"), parent or self, lambda: sort_choices(self, self._columns))

    def scale_menu(self, parent: QWidget | None = None) -> QMenu:
        return live_menu(_("Scale"), parent or self, lambda: scale_choices(self))

    @Slot(QPoint)
    def _open_header_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for submenu in (self.sort_menu(menu), self.scale_menu(menu)):
            menu.addMenu(submenu)
        menu.addSeparator()
        add_choices(menu, column_choices(self, self._columns))
        menu.popup(self._header.mapToGlobal(at))

    # Painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._look.forget_fonts()
            self._header_end.updateGeometry()
            self._look.show_scale(self._look.scale, self._look.currency)
            self._set_row_height()
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._paint_below_rows()

    def _paint_below_rows(self) -> None:
        """Let the lines of the scale run on to the lower edge."""
        model = self.model()
        if model is None or not model.rowCount() or self.isColumnHidden(self._total_column):
            return
        last = model.rowCount() - 1
        top = self.rowViewportPosition(last) + self.rowHeight(last)
        height = self.viewport().height() - top
        if height <= 0:
            return
        left = self.columnViewportPosition(self._total_column)
        column = QRectF(left, top, self.columnWidth(self._total_column), height)
        painter = QPainter(self.viewport())
        place, look = self._look.scale_rect(column), self._look
        if look.scale.ticks:
            paint_ground(painter, place, look.scale, look.theme.tokens, band=look.band)
        painter.end()

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()
        self._header.viewport().update()
