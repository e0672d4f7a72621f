"""The panes of the catalogue page side by side, and which of them there is room for."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from exodesk.ui.theme import Theme, with_type
from exodesk.ui.widgets.thin_splitter import ThinSplitter

# Of type of the usual size:
NARROW = 1200  # below this width the details are shown only when asked for
CROWDED = 900  # below this one they then stand in place of the filters
_DETAILS_WIDTH = 320
_LEAST_DETAILS = 280
_USUAL_DETAILS = {False: True, True: False}  # by “narrow”
_WIDEST = 10_000


class CataloguePanes(ThinSplitter):
    """Filters, entries and details. Details are wanted or not, apart for wide and for narrow."""

    details_toggled = Signal(bool)

    def __init__(self, filters: QWidget, entries: QWidget, details: QWidget, theme: Theme) -> None:
        super().__init__(theme)
        self._filters = filters
        self._details = details
        self._details_wanted = dict(_USUAL_DETAILS)
        details.setMinimumWidth(with_type(_LEAST_DETAILS))
        for pane in (filters, entries, details):
            self.addWidget(pane)
        self.setStretchFactor(1, 1)
        self.share_room()

    def share_room(self) -> None:
        """Give each pane its usual width."""
        self.setSizes([self._filters.sizeHint().width(), 900, with_type(_DETAILS_WIDTH)])

    def lay_out_anew(self) -> None:
        """Widths and details of a first start."""
        self.share_room()
        self._details_wanted = dict(_USUAL_DETAILS)
        self._follow_width()

    def set_details_visible(self, visible: bool) -> None:
        self._details_wanted[self._narrow()] = visible
        self._follow_width()

    def show_filters(self) -> None:
        """If need be in place of the details."""
        if self._filters.isHidden():
            self.set_details_visible(False)

    def saved(self) -> dict[str, Any]:
        """Widths and whether a wide window shows details, as plain values."""
        return {"sizes": self.sizes(), "details": self._details_wanted[False]}

    def restore(self, saved: dict[str, Any]) -> None:
        """Take over what can be read; what cannot stays as it is."""
        sizes = saved.get("sizes")
        if isinstance(sizes, list) and len(sizes) == 3 and all(type(s) is int for s in sizes):
            self.setSizes([max(0, min(size, _WIDEST)) for size in sizes])
        if isinstance(visible := saved.get("details"), bool):
            self._details_wanted[False] = visible
            self._follow_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()

    def _narrow(self) -> bool:
        return self.width() < with_type(NARROW)

    def _follow_width(self) -> None:
        visible = self._details_wanted[self._narrow()]
        self._filters.setHidden(visible and self.width() < with_type(CROWDED))
        if visible == self._details.isHidden():
            self._details.setVisible(visible)
            self.details_toggled.emit(visible)


class OneOf(QStackedWidget):
    """Shows one of several widgets in the same place; the keyboard stays in that place."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        for widget in widgets:
            self.addWidget(widget)

    def show_one(self, widget: QWidget) -> None:
        if widget is self.currentWidget():
            return
        focused = self.window().focusWidget()  # of the page it would be who last had it
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.setCurrentWidget(widget)
        if had_focus:
            widget.setFocus()
