"""The details of one entry: where its total comes from, and who says so, when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.ask_first import AskFirst, asked
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import Count, CourseCost, Flag
from exodesk.domain.entries import Kind, Per, SessionCount
from exodesk.domain.money import PriceState
from exodesk.domain.rates import RateTable
from exodesk.domain.trace import trace_of
from exodesk.ui.icons import Icons
from exodesk.ui.letters import NO_BRACKETS
from exodesk.ui.theme import Theme, TypeRole, role_font, with_type
from exodesk.ui.widgets.ask_first_view import AskFirstView
from exodesk.ui.widgets.details_figures import course_part, offers_part, pack_part
from exodesk.ui.widgets.details_lines import Footnotes, Part
from exodesk.ui.widgets.details_own import Ownership, history_part, own_part
from exodesk.ui.widgets.details_packages import packages_part
from exodesk.ui.widgets.details_range import TotalRange
from exodesk.ui.widgets.details_remarks import claims_part, remarks_part, sources_part
from exodesk.ui.widgets.details_text import DetailText
from exodesk.ui.widgets.details_total import made_of_part, title_part, total_part
from exodesk.ui.widgets.details_writer import INSET
from exodesk.ui.widgets.panel_scroll import PanelScroll
from exodesk.ui.widgets.sessions_what_if import SessionsWhatIf
from exodesk.ui.widgets.start_here import StartHere
from exodesk.ui.widgets.tick_boxes import CheckBox
from exodesk.wording import gettext as _
from exodesk.wording.scale import Scale
from exodesk.wording.sentences import marked_total_text

WIDTH = 320
_MARGIN = 20
NO_NOTES = AskFirst()


class DetailsPanel(QWidget):
    """Shows what it is told and knows no document. Links are announced, never opened here."""

    sessions_assumed = Signal(object, object)
    compare_toggled = Signal(object)
    link_activated = Signal(object)
    trace_requested = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entry_id: str | None = None
        self._title = DetailText(icons, ruled=False, headed=False)
        self._total = DetailText(icons, ruled=False, headed=False)
        self._range = TotalRange(theme)
        self._range_frame = _inset(self._range)
        self._compare = CheckBox(_("Compare"), theme)
        self._compare.setProperty(NO_BRACKETS, True)
        self._compare.setToolTip(_("Put this entry into the comparison, or take it out"))
        self._compare.clicked.connect(self._toggle_compare)
        self._trace = QPushButton(_("How this came about"))
        self._trace.setProperty("link", "true")
        self._trace.setToolTip(_("Every line of the total, who says so, and when (Ctrl+T)"))
        self._trace.clicked.connect(self._ask_trace)
        self._acts = _beside(self._compare, self._trace)
        self._what_if = SessionsWhatIf(icons)
        self._what_if.sessions_changed.connect(self._assume)
        self._ask_first = AskFirstView(icons)
        self._parts = {name: DetailText(icons) for name in _PART_NAMES}
        self._parts["cautions"] = self._ask_first.cautions
        self._nothing = StartHere(icons)
        self._footer = QLabel(_("Prices are as published on their dates. Check before booking."))
        self._scroll = PanelScroll(_MARGIN - INSET)
        self._lay_out()
        for text in (self._title, self._total, *self._parts.values(), self._ask_first.questions):
            text.place_in_sight.connect(self._bring_into_sight)
            if text not in self._ask_first.texts:
                text.link_clicked.connect(self.link_activated)
        self._ask_first.link_clicked.connect(self.link_activated)
        theme.changed.connect(self.update)
        self.show_nothing()

    def entry_id(self) -> str | None:
        """The entry that is shown."""
        return self._entry_id

    def show_cost(
        self,
        cost: CourseCost,
        catalogue: Catalogue,
        today: date,
        *,
        assumptions: Assumptions | None = None,
        rates: RateTable | None = None,
        ownership: Ownership | None = None,
        ask_first: AskFirst = NO_NOTES,
    ) -> None:
        """Show an entry. ``assumptions`` are its cost's; ``rates`` give a second currency."""
        entry = cost.entry
        another = entry.id != self._entry_id
        self._entry_id = entry.id
        notes = Footnotes(entry, catalogue)
        assumed = assumptions or Assumptions(cost.currency)
        parts = {
            "own": own_part(ownership, notes),
            "made": made_of_part(trace_of(cost, assumed, catalogue), today),
            "packages": packages_part(cost, assumed, rates),
            "history": history_part(ownership, notes),
            "offers": offers_part(entry, notes, today),
            "pack": pack_part(cost, notes),
            "course": course_part(cost, notes),
            "included": remarks_part(_("Included"), entry.included, notes),
            "claims": claims_part(entry.claims, notes),
            "cautions": remarks_part(_("Cautions"), entry.cautions, notes),
            "effects": remarks_part(_("Side effects"), entry.side_effects, notes),
            "notes": remarks_part(_("Notes"), entry.notes, notes),
            "sources": sources_part(notes),
        }
        self.setUpdatesEnabled(False)
        self._title.show_part(title_part(cost))
        self._total.show_part(total_part(cost, assumed.horizon_days, rates))
        self._range.show_total(cost, marked_total_text(cost))
        for name, text in self._parts.items():
            text.show_part(parts[name])
        topics = asked([entry], ask_first)
        self._ask_first.show_topics(topics, {entry.id: entry.name}, today, parts["cautions"])
        self._show_what_if(cost, assumptions, anew=another)
        self._show_widgets(True)
        self._range_frame.setVisible(cost.total.state is not PriceState.UNKNOWN)
        if another:
            self._scroll.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)
        self.setAccessibleName(_("Details of {name}").format(name=entry.name))

    def show_nothing(self) -> None:
        self._entry_id = None
        for text in (self._title, self._total, *self._parts.values()):
            text.show_part(Part("", ()))
        self._ask_first.show_topics((), {}, date.min)
        self._show_widgets(False)
        self.setAccessibleName(_("Details"))

    def set_ticked(self, ticked: bool) -> None:
        """Whether the entry is in the comparison; not announced back."""
        self._compare.setChecked(ticked)

    def is_ticked(self) -> bool:
        return self._compare.isChecked()

    def set_scale(self, scale: Scale | None) -> None:
        """The scale of the table beside, so that both bars agree; None for one of its own."""
        self._range.set_scale(scale)

    def part_text(self, name: str) -> DetailText:
        return self._parts[name]

    @property
    def ask_first(self) -> AskFirstView:
        return self._ask_first

    @property
    def head(self) -> tuple[DetailText, DetailText]:
        """The name with its provider, and the total."""
        return self._title, self._total

    @property
    def compare_box(self) -> CheckBox:
        return self._compare

    @property
    def trace_button(self) -> QPushButton:
        return self._trace

    @property
    def total_range(self) -> TotalRange:
        return self._range

    def scroll_bar(self) -> QScrollBar:
        return self._scroll.verticalScrollBar()

    @property
    def what_if(self) -> SessionsWhatIf:
        return self._what_if

    def sizeHint(self) -> QSize:
        return QSize(with_type(WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(with_type(240), 120)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what shows it. A proxy would hide its siblings from Tab."""
        super().focusInEvent(event)
        if self._entry_id is not None:
            self._title.setFocus(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._footer.isVisibleTo(self):
            painter.fillRect(0, self._footer.y(), self.width(), 1, self._theme.tokens.line)
        painter.end()

    def _lay_out(self) -> None:
        self._nothing.setContentsMargins(INSET, 0, INSET, 0)
        self._footer.setWordWrap(True)
        self._footer.setProperty("secondary", "true")
        self._footer.setFont(role_font(TypeRole.SMALL))
        self._footer.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        self._footer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._footer.setTextFormat(Qt.TextFormat.PlainText)
        column = self._scroll.column
        column.addSpacing(12)
        column.addWidget(self._nothing)
        column.addWidget(self._title)
        column.addWidget(self._total)
        column.addWidget(self._range_frame)
        column.addWidget(self._acts)
        column.addSpacing(8)
        for name in _PART_NAMES[:3]:
            column.addWidget(self._parts[name])
        column.addWidget(_inset(self._what_if))
        for name in _PART_NAMES[3:]:
            column.addWidget(self._ask_first if name == "cautions" else self._parts[name])
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._footer)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def _show_what_if(
        self, cost: CourseCost, assumptions: Assumptions | None, *, anew: bool
    ) -> None:
        entry = cost.entry
        own = None if assumptions is None else assumptions.sessions_of.get(entry.id)
        assumed = own
        if assumed is None and Flag.SESSIONS_ASSUMED in cost.flags and cost.sessions is not None:
            assumed = SessionCount(cost.sessions.low, cost.sessions.high)
        everywhere = assumptions is not None and own is None and assumed is not None
        stated = None
        if entry.sessions is not None:
            stated = Count(entry.sessions.low, entry.sessions.high, assumed=False)
        self._what_if.show_sessions(assumed, stated, everywhere=everywhere, anew=anew)
        buys_sessions = any(offer.per in (Per.SESSION, Per.COURSE) for offer in entry.offers)
        self._what_if.setVisible(entry.kind is Kind.TREATMENT and buys_sessions)

    def _show_widgets(self, shown: bool) -> None:
        self._nothing.setVisible(not shown)
        for widget in (self._range_frame, self._acts, self._footer):
            widget.setVisible(shown)
        if not shown:
            self._what_if.setVisible(False)

    @Slot(object)
    def _assume(self, sessions: SessionCount | None) -> None:
        if self._entry_id is not None:
            self.sessions_assumed.emit(self._entry_id, sessions)

    @Slot()
    def _ask_trace(self) -> None:
        if self._entry_id is not None:
            self.trace_requested.emit(self._entry_id)

    @Slot()
    def _toggle_compare(self) -> None:
        if self._entry_id is not None:
            self.compare_toggled.emit(self._entry_id)

    @Slot(QRect)
    def _bring_into_sight(self, area: QRect) -> None:
        text = self.sender()
        if isinstance(text, DetailText):
            corner = text.viewport().mapTo(text, QPoint(0, 0))
            self._scroll.show_part(text, area.translated(corner))


_PART_NAMES = (
    "own",
    "made",
    "packages",
    "offers",
    "history",
    "pack",
    "course",
    "included",
    "claims",
    "cautions",
    "effects",
    "notes",
    "sources",
)


def _beside(left: QWidget, right: QWidget) -> QWidget:
    """Both in one line, the second at the right edge."""
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(INSET - 3, 0, INSET, 0)
    row.addWidget(left)
    row.addStretch(1)
    row.addWidget(right)
    return frame


def _inset(widget: QWidget) -> QWidget:
    """A frame with the room that texts keep beside them for their focus ring."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(INSET, 0, INSET, 0)
    column.addWidget(widget)
    return frame
