"""What a person is told who comes back after a while: how old things are, and what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from exodesk.domain.ages import Ages, ages_of
from exodesk.domain.rates import Rate
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.widgets.message_bar import Act, MessageBar
from exodesk.ui.workspace import Workspace
from exodesk.wording import gettext as _
from exodesk.wording.ages import ages_text

_QUIET = timedelta(days=30)


class ComingBack(QObject):
    """One line with a link to each act; nothing changes by itself.

    Closed, the line stays away for thirty days, unless more figures or quotes have aged.
    """

    rate_wanted = Signal()
    oldest_wanted = Signal()
    quote_wanted = Signal(str)  # the id of an expired quote
    closed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        document: CatalogueDocument,
        message: MessageBar,
        rate: Callable[[], Rate | None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._document = document
        self._message = message
        self._rate = rate
        self._told: Ages | None = None
        self._closed: dict[str, Any] = {}
        message.closed.connect(self._note_closed)
        document.costs_changed.connect(self._follow)
        workspace.contents_changed.connect(self._follow)

    def tell(self) -> None:
        ages = self._ages()
        if ages and not self._is_known(ages):
            self._say(ages)

    def _ages(self) -> Ages:
        return ages_of(self._workspace.contents, self._rate(), self._document.today)

    @Slot()
    def _follow(self) -> None:
        """What the line says is true as long as it stands."""
        if not self._is_told():
            return
        ages = self._ages()
        if not ages:
            self._message.hide()
        elif ages != self._told:
            self._say(ages)

    def _is_told(self) -> bool:
        told, message = self._told, self._message
        return told is not None and message.isVisible() and message.text() == ages_text(told)

    def _say(self, ages: Ages) -> None:
        self._told = ages
        acts: list[tuple[str, Act]] = []
        if ages.rate_days is not None:
            acts.append((_("Update rate"), self.rate_wanted.emit))
        if ages.old_figures:
            acts.append((_("Oldest first"), self.oldest_wanted.emit))
        if ages.expired:
            acts.append((_("Show the quotes"), partial(self.quote_wanted.emit, ages.expired[0])))
        self._message.say(ages_text(ages), more=acts)

    def remember(self, settings: Mapping[str, Any]) -> None:
        closed = settings.get("ages_closed")
        self._closed = dict(closed) if isinstance(closed, dict) else {}

    @property
    def was_closed(self) -> bool:
        return bool(self._closed)

    def forget_closed(self) -> None:
        """Tell at the next occasion, as if nobody had closed the line."""
        self._closed = {}

    def remembered(self) -> dict[str, Any]:
        return {"ages_closed": self._closed}

    def _is_known(self, ages: Ages) -> bool:
        """Whether the line has been closed lately, when no less had aged."""
        try:
            day = date.fromisoformat(str(self._closed["on"]))
            figures, quotes = int(self._closed["figures"]), int(self._closed["quotes"])
        except (KeyError, ValueError, TypeError):
            return False
        lately = abs(self._document.today - day) < _QUIET
        return lately and ages.old_figures <= figures and len(ages.expired) <= quotes

    @Slot()
    def _note_closed(self) -> None:
        told = self._told
        if told is not None and self._message.text() == ages_text(told):
            self._closed = {
                "on": self._document.today.isoformat(),
                "figures": told.old_figures,
                "quotes": len(told.expired),
            }
            self.closed.emit()
