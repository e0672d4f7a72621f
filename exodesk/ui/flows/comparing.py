"""The tray and what shows it: its bar, the count beside the page's title, the actions."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from exodesk.ui.announcing import announce
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.reasons import enable
from exodesk.ui.tray import LEAST_COMPARED, MOST_COMPARED, Tray
from exodesk.ui.widgets.tray_bar import TrayBar
from exodesk.wording import gettext as _


class Comparing(QObject):
    counted = Signal(int)  # how many entries are in the tray, each time it is shown
    wanted = Signal()
    refused = Signal(str)
    refusal_over = Signal(str)  # the sentence that ``refused`` gave is true no longer, or unwanted

    def __init__(
        self,
        document: CatalogueDocument,
        tray: Tray,
        bar: TrayBar,
        window: QWidget,
        *,
        compare: QAction,
        clear: QAction,
    ) -> None:
        super().__init__(window)
        self._document = document
        self._tray = tray
        self._bar = bar
        self._compare = compare
        self._clear = clear
        self._in_sight = True
        self._ids = tray.ids
        self._refusal = ""
        tray.changed.connect(self._withdraw)
        tray.changed.connect(self.show)
        tray.changed.connect(self._tell)
        bar.clear_requested.connect(tray.clear)
        bar.remove_requested.connect(tray.take_out)
        bar.compare_requested.connect(self._ask)
        clear.triggered.connect(tray.clear)
        compare.triggered.connect(self._ask)

    def set_in_sight(self, in_sight: bool) -> None:
        """Whether the tray is on the screen; it shows the totals of now when it comes back."""
        self._in_sight = in_sight
        self._withdraw()
        self.show()

    @Slot()
    def show(self) -> None:
        """Show the entries of the tray with their totals of now, where the tray is in sight."""
        costs = self._document.costs_of(self._tray.ids)
        if self._in_sight:
            self._bar.show_costs(costs)
        enable(self._compare, len(costs) >= LEAST_COMPARED, _("Tick 2 to 8 entries first."))
        enable(self._clear, bool(costs), _("No entry is ticked."))
        self.counted.emit(len(costs))

    @Slot()
    def _tell(self) -> None:
        """Say what was put in or taken out to whoever does not see the tick."""
        before, self._ids = self._ids, self._tray.ids
        changed = set(before) ^ set(self._ids)
        costs = self._document.costs_of(sorted(changed))
        if len(changed) != 1 or len(costs) != 1:
            return
        name, count = costs[0].entry.name, len(self._ids)
        ticked = changed <= set(self._ids)
        text = _("{name} ticked: {n} of {most}") if ticked else _("{name} unticked: {n} of {most}")
        announce(self._bar, text.format(name=name, n=count, most=MOST_COMPARED))

    @Slot()
    def refuse_another(self) -> None:
        self._refusal = _(
            "{most} entries are in the comparison already. Take one out first."
        ).format(most=MOST_COMPARED)
        self.refused.emit(self._refusal)

    @Slot()
    def _withdraw(self) -> None:
        if self._refusal:
            self.refusal_over.emit(self._refusal)
            self._refusal = ""

    @Slot()
    def _ask(self) -> None:
        if len(self._document.costs_of(self._tray.ids)) >= LEAST_COMPARED:
            self.wanted.emit()
