"""The Compare view: the entries of the tray side by side."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QRadioButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.comparison import Comparison
from exodesk.domain.costing import CourseCost
from exodesk.domain.decisions import decide
from exodesk.domain.entries import SessionCount, Use
from exodesk.domain.money import PriceState
from exodesk.ui.announcing import Announcer
from exodesk.ui.charts.chart_panel import ChartPanel
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.icons import Icons
from exodesk.ui.pages.comparison_charts import Look, chart_of, look_words
from exodesk.ui.pages.comparison_reasons import ComparisonReasons
from exodesk.ui.pages.comparison_seen import ComparisonSeen
from exodesk.ui.pages.comparison_side_by_side import SideBySide
from exodesk.ui.pages.comparison_words import (
    count_words,
    nothing_words,
    rates_words,
)
from exodesk.ui.theme import Theme, with_type
from exodesk.ui.tray import LEAST_COMPARED, Tray
from exodesk.ui.widgets.comparison_banner import (
    NothingCompared,
    RatesFooter,
    Rule,
    VerdictBanner,
)
from exodesk.ui.widgets.decision_panel import WIDTH as PANEL_WIDTH
from exodesk.ui.widgets.decision_panel import DecisionPanel
from exodesk.ui.widgets.segmented import Segmented
from exodesk.ui.widgets.tall_page import TallPage
from exodesk.wording import gettext as _
from exodesk.wording.comparison import (
    ComparisonWords,
)
from exodesk.wording.verdict import reason_sentence, verdict_sentence

_LOW = 600
_MARGIN = 20
# Of type of the usual size: below this width reasons and questions are shown only when asked for.
NARROW = 1200
_USUAL_REASONS = {False: True, True: False}  # by “narrow”


class ComparisonPage(QWidget):
    """Announces what it cannot do itself: leaving, copying and exporting.

    ``copy_requested`` carries rows of texts, ``trace_requested`` the id of an entry whose figures
    are asked about.
    """

    export_requested = Signal()
    quote_requested = Signal()
    copy_requested = Signal(object)
    text_copied = Signal(str)
    picture_saved = Signal(object)
    link_activated = Signal(object)
    reasons_toggled = Signal(bool)
    trace_requested = Signal(str)
    catalogue_requested = Signal()

    def __init__(
        self,
        document: CatalogueDocument,
        tray: Tray,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._tray = tray
        self._words: ComparisonWords | None = None
        self._first: QWidget = self
        self._reasons_wanted = dict(_USUAL_REASONS)
        self._banner = VerdictBanner(icons)
        self._side_by_side = SideBySide(icons)
        self._footer = RatesFooter(icons)
        self._panel = DecisionPanel(icons)
        self._reasons = ComparisonReasons(self._panel, document, self)
        self._looks: Segmented[Look] = Segmented(look_words(), theme)
        self._picture = ChartPanel(icons)
        self._nothing = NothingCompared()
        self._announcer = Announcer(self)
        self._lay_out(icons)
        self._connect()
        theme.changed.connect(self.update)
        self._refresh()

    # What others ask

    def costs(self) -> list[CourseCost]:
        """The compared costs in the order of the columns; empty where there is no comparison."""
        return [] if self._words is None else list(self._words.comparison.costs)

    def current_id(self) -> str | None:
        """The entry that has the focus, the current mark or the current cell, else the first."""
        costs, column = self.costs(), self._current_column() or 0
        return costs[column].entry.id if column < len(costs) else None

    def _current_column(self) -> int | None:
        if self._looks.value() is not Look.SIDE_BY_SIDE:
            mark = self._picture.view.current()
            return None if mark is None or self._looks.value() is Look.CHANCES else mark[0]
        return self._side_by_side.current_column()

    def as_rows(self) -> list[list[str]]:
        """The table as it is shown, in plain texts: a row of names, then the rows."""
        return self._side_by_side.as_rows()

    def save_state(self) -> dict[str, object]:
        return {
            "differences_only": self._side_by_side.differences_only,
            "reasons": self._reasons_wanted[False],
            "look": self._looks.value().value,
        }

    def restore_state(self, state: Mapping[str, object]) -> None:
        self._side_by_side.show_differences(state.get("differences_only") is True)
        look = state.get("look")
        self.look_at(next((each for each in Look if each.value == look), Look.SIDE_BY_SIDE))
        if isinstance(visible := state.get("reasons"), bool):
            self._reasons_wanted[False] = visible
            self._show_reasons(self._reasons_wanted[self._narrow()])

    def seen(self) -> ComparisonSeen:
        return ComparisonSeen.of(self._side_by_side.view, self._side_by_side.heads, self.costs())

    def show_seen(self, seen: ComparisonSeen) -> None:
        """Show what another window showed of the same comparison."""
        seen.show_in(self._side_by_side.view, self._side_by_side.heads, self.costs())

    def panes(self) -> tuple[QWidget, QWidget]:
        """The table, or what stands in its place, and the panel beside it."""
        return self._first, self._panel

    @Slot(object)
    def look_at(self, look: Look) -> None:
        """Show the entries side by side or as one of the pictures."""
        self._looks.set_value(look)
        self._show_picture()
        self._looked_at[0].setVisible(look is Look.SIDE_BY_SIDE)
        self._looked_at[1].setVisible(look is not Look.SIDE_BY_SIDE)
        if self._words is not None:
            self._first = self._first_of(look)
            self._order_focus()

    @property
    def reasons(self) -> ComparisonReasons:
        """What fills the panel beside the table."""
        return self._reasons

    def picture(self) -> ChartPanel:
        return self._picture

    def reasons_visible(self) -> bool:
        return not self._panel.isHidden()

    @Slot(bool)
    def set_reasons_visible(self, visible: bool) -> None:
        """Show or hide the panel of reasons and questions, as long as the window is so wide."""
        self._reasons_wanted[self._narrow()] = visible
        self._show_reasons(visible)

    # Layout

    def lay_out_anew(self) -> None:
        self._reasons_wanted = dict(_USUAL_REASONS)
        self._show_reasons(self._reasons_wanted[self._narrow()])

    def _narrow(self) -> bool:
        return self.width() < with_type(NARROW)

    def _show_reasons(self, visible: bool) -> None:
        if visible == self._panel.isHidden():
            self._panel.setVisible(visible)
            self._reasons.fill()
            self._edge.setVisible(visible)
            self._banner.show_reasons(visible)
            self.reasons_toggled.emit(visible)

    @Slot()
    def _say_more(self) -> None:
        """Add to the verdict what takes longer to work out."""
        if self._words is not None:
            reasons = reason_sentence(self._words, *self._reasons.sentences(self._words))
            self._banner.show_words(verdict_sentence(self._words), reasons)
            self._announcer.say_soon(f"{verdict_sentence(self._words)} {reasons}")

    def _lay_out(self, icons: Icons) -> None:
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._table_page = TallPage()
        column = self._table_page.column
        column.addWidget(self._banner)
        looks = QHBoxLayout()
        looks.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
        looks.addWidget(self._looks)
        looks.addStretch()
        column.addLayout(looks)
        column.addWidget(Rule(icons))
        framed = QWidget()
        frame = QVBoxLayout(framed)
        frame.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        frame.addWidget(self._picture)
        framed.hide()
        self._looked_at = self._side_by_side, framed
        for look in self._looked_at:  # not a stack, which takes the room of the taller one
            look.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as its axes run
            column.addWidget(look, 1)
        column.addWidget(self._footer)
        self._edge = Rule(icons, upright=True)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._table_page, 1)
        row.addWidget(self._edge)
        row.addWidget(self._panel)
        self._panel.setFixedWidth(with_type(PANEL_WIDTH))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._nothing)
        self._pages.addWidget(both)

    def _connect(self) -> None:
        self._document.catalogue_changed.connect(self._refresh)
        self._document.costs_changed.connect(self._refresh)
        self._tray.changed.connect(self._refresh)
        self._nothing.catalogue_requested.connect(self.catalogue_requested)
        self._banner.export_requested.connect(self.export_requested)
        self._banner.quote_requested.connect(self.quote_requested)
        self._banner.copy_requested.connect(self._side_by_side.copy_all)
        self._banner.reasons_toggled.connect(self.set_reasons_visible)
        self._panel.link_activated.connect(self.link_activated)
        self._reasons.reckoned.connect(self._say_more)
        self._reasons.letter_written.connect(self.text_copied)
        self._looks.value_changed.connect(self.look_at)
        self._picture.copy_requested.connect(self.copy_requested)
        self._picture.save_requested.connect(self.picture_saved)
        self._picture.view.row_asked.connect(self._ask_about_row)
        side_by_side, heads = self._side_by_side, self._side_by_side.heads
        side_by_side.copy_requested.connect(self.copy_requested)
        side_by_side.trace_requested.connect(self._ask_about)
        side_by_side.chart.move_requested.connect(self._move)
        heads.remove_requested.connect(self._take_out)
        heads.move_requested.connect(self._move_head)
        heads.sessions_changed.connect(self._assume_sessions)
        heads.use_changed.connect(self._assume_use)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what comes first. A proxy would hide its siblings from Tab."""
        super().focusInEvent(event)
        if self._first is not self:
            self._first.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._announcer.say_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._banner.set_compact(self.height() < _LOW)
        self._show_reasons(self._reasons_wanted[self._narrow()])

    # Showing

    @Slot()
    def _refresh(self) -> None:
        document = self._document
        costs = document.costs_of(self._tray.ids)
        if len(costs) < LEAST_COMPARED:
            self._words = None
            self._reasons.show(None)
            self._side_by_side.show_nothing()
            self._nothing.show_words(*nothing_words(costs))
            self._pages.setCurrentWidget(self._nothing)
            self._first = self._nothing.button
            return
        self._words = words = ComparisonWords(
            Comparison(tuple(costs)),
            document.catalogue,
            document.assumptions.horizon_days,
            document.today,
            decide(costs, document.assumptions, document.rates),
            document.assumptions.home,
        )
        self._show_banner(words)
        self._reasons.show(words)
        self._show_picture()
        self._side_by_side.show_words(words, document.assumptions)
        self._pages.setCurrentIndex(1)
        self._first = self._first_of(self._looks.value())
        self._order_focus()

    def _first_of(self, look: Look) -> QWidget:
        return self._side_by_side.view if look is Look.SIDE_BY_SIDE else self._picture.view

    def _order_focus(self) -> None:
        """From top to bottom, and along each entry's head."""
        banner = self._banner
        chain: list[QWidget] = [banner.reasons, banner.copy, banner.export, banner.quote]
        chain += self._looks.findChildren(QRadioButton)
        chain += self._side_by_side.stops()
        chain += self._picture.tab_chain()
        chain += self._panel.stops()
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _show_banner(self, words: ComparisonWords) -> None:
        costs = words.comparison.costs
        self._banner.show_words(verdict_sentence(words), reason_sentence(words))
        lacking = any(cost.state is PriceState.NEEDS_RATE for cost in costs)
        self._banner.refuse_export(_("Export waits for a rate") if lacking else "")
        self._footer.show_words(
            count_words(len(costs)), rates_words(words.comparison, self._document.today)
        )

    def _show_picture(self) -> None:
        look, document = self._looks.value(), self._document
        if self._words is not None and look is not Look.SIDE_BY_SIDE:
            chart, name = chart_of(look, self._words, document.assumptions, document.rates)
            self._picture.show_chart(chart, name)

    # Acting

    @Slot(int)
    def _take_out(self, column: int) -> None:
        costs = self.costs()
        if not 0 <= column < len(costs):
            return
        self._tray.take_out(costs[column].entry.id)
        heads = self._side_by_side.heads.heads()
        if self._words is None:
            self._nothing.button.setFocus()
        else:
            heads[min(column, len(heads) - 1)].close_button.setFocus()

    @Slot(int)
    def _ask_about(self, column: int) -> None:
        costs = self.costs()
        if 0 <= column < len(costs):
            self.trace_requested.emit(costs[column].entry.id)

    @Slot(int)
    def _ask_about_row(self, row: int) -> None:
        """A row of a picture is an entry, but of the chances it is a pair."""
        if self._looks.value() is not Look.CHANCES:
            self._ask_about(row)

    @Slot(int, int)
    def _move(self, source: int, target: int) -> None:
        """Put one entry in another's place; the tray keeps the order."""
        ids = [cost.entry.id for cost in self.costs()]
        ids.insert(target, ids.pop(source))
        self._tray.replace(ids)
        self._side_by_side.chart.set_current(target)
        self._side_by_side.follow(target)

    @Slot(int, int)
    def _move_head(self, source: int, target: int) -> None:
        """Let the keyboard go with the entry that is moved."""
        self._move(source, target)
        self._side_by_side.heads.heads()[target].more_button.setFocus()

    @Slot(int, object)
    def _assume_sessions(self, column: int, sessions: SessionCount | None) -> None:
        costs = self.costs()
        if 0 <= column < len(costs):
            entry_id = costs[column].entry.id
            assumptions = self._document.assumptions
            self._document.assume(assumptions.with_sessions_of(entry_id, sessions))

    @Slot(int, object)
    def _assume_use(self, column: int, use: Use | None) -> None:
        costs = self.costs()
        if 0 <= column < len(costs):
            entry_id = costs[column].entry.id
            self._document.assume(self._document.assumptions.with_use_of(entry_id, use))

    @Slot()
    def copy(self) -> None:
        """Announce the selected cells under their names, or the whole table where none are."""
        self._side_by_side.copy()
