"""The exchange rates in force: one line a currency, each to be replaced by a rate of one's own."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QWidget,
)

from exodesk.domain.rates import RateTable
from exodesk.ui.dialogs.parts_dialog import PartsDialog
from exodesk.ui.dialogs.rate_editor import RateEditor
from exodesk.ui.dialogs.room import first_size
from exodesk.wording import gettext as _

_WIDTH = 840
_AROUND = 80  # for the frame of the window and the bars of the desktop


class RateDialog(PartsDialog):
    """Announces each table of rates that results, while it stays open."""

    rates_changed = Signal(object)

    def __init__(
        self, rates: RateTable, currency: str, others: list[str], today: date, parent: QWidget
    ) -> None:
        super().__init__(_("Exchange rates"), parent)
        self._rates = rates
        self._today = today
        self._editors = [RateEditor(rates, currency, other, today, self) for other in others]
        self._past: list[RateTable] = []
        for editor in self._editors:
            self.parts.addWidget(editor)
            editor.rates_changed.connect(self._publish)
            editor.undo_requested.connect(self._undo)
        _line_up([editor.base_label for editor in self._editors])
        _line_up([editor.quote_label for editor in self._editors])
        if not self._editors:
            none = QLabel(_("All prices are in the display currency: none is needed."))
            self.parts.addWidget(none)
        self.parts.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._close = buttons.button(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.accept)
        self.stand_on(buttons)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be as high as the parts want, or as the screen lets it: the parts can be scrolled."""
        content = self.parts
        content.activate()
        width = self.width() if self.isVisible() else first_size(_WIDTH, 0, self).width()
        width = max(width, content.totalMinimumSize().width())
        wanted = content.totalHeightForWidth(width)
        around = self.height_around()
        room = self.screen().availableSize().height() - _AROUND
        self.scroll_area.setMinimumWidth(content.totalMinimumSize().width())
        height = min(max(wanted, content.totalSizeHint().height()) + around, room)
        self.resize(width, max(height, self.height() if self.isVisible() else 0))

    def editor(self, other: str) -> RateEditor:
        """The editor of the rate between the display currency and ``other``."""
        return next(editor for editor in self._editors if editor.other == other)

    def add_below(self, part: QWidget, last_stop: QWidget) -> None:
        """Put a further part below the editors; the tab key leaves it at ``last_stop``."""
        self.parts.insertWidget(self.parts.count() - 1, part)
        QWidget.setTabOrder(last_stop, self._close)
        self.fit()

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll to ``part``, where the screen is too small for all."""
        self.scroll_area.ensureWidgetVisible(part)

    def take_published(self, rates: RateTable) -> None:
        """Go on with other published rates; what is half typed stays."""
        self._rates = rates
        for editor in self._editors:
            editor.take(rates)
            if not editor.half_typed():
                editor.show_rate()

    @Slot()
    def type_rate(self) -> None:
        """Go to where a rate of one's own is typed."""
        for editor in self._editors[:1]:
            self.bring_into_sight(editor)
            editor.value.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.value.selectAll()

    def _publish(self, rates: RateTable) -> None:
        self._past.append(self._rates)
        self._use(rates)

    def _undo(self) -> None:
        """Go back to the rates before the last change in this dialog."""
        if self._past:
            self._use(self._rates.with_own_of(self._past.pop()))
            for editor in self._editors:
                editor.show_rate()

    def _use(self, rates: RateTable) -> None:
        self._rates = rates
        for editor in self._editors:
            editor.take(rates)
        self.rates_changed.emit(rates)


def _line_up(labels: list[QLabel]) -> None:
    """Give labels that stand below each other one width, so that what follows them lines up."""
    widest = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(widest)
