"""The filters beside the table: limits and facets in, an ``EntryFilter`` out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Concern, Entry, Family, Kind, Route
from exodesk.domain.filters import Criterion, EntryFilter, Fit
from exodesk.domain.saved_filters import SavedFilter
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme, TypeRole, role_font, with_type
from exodesk.ui.widgets.filter_facets import FacetGroup, FacetValue, LongFacetGroup
from exodesk.ui.widgets.filter_limits import LimitFields
from exodesk.ui.widgets.panel_scroll import PanelScroll
from exodesk.ui.widgets.saved_filters_menu import SavedFiltersButton
from exodesk.ui.widgets.segmented import Segmented
from exodesk.wording import gettext as _
from exodesk.wording.vocabulary import country_name, word

WIDTH = 216
_MARGIN = 16

_OFFERED: dict[Criterion, Callable[[Entry], Iterable[object]]] = {
    Criterion.KINDS: lambda entry: (entry.kind,),
    Criterion.FAMILIES: lambda entry: (entry.family,),
    Criterion.ROUTES: lambda entry: entry.routes or (None,),
    Criterion.CONCERNS: lambda entry: entry.concerns,
    Criterion.COUNTRIES: lambda entry: (entry.country,),
    Criterion.PROVIDERS: lambda entry: (entry.provider_name,),
}
_ORDERED: dict[Criterion, tuple[Enum, ...]] = {
    Criterion.KINDS: tuple(Kind),
    Criterion.FAMILIES: tuple(Family),
    Criterion.ROUTES: tuple(Route),
    Criterion.CONCERNS: tuple(Concern),
}


@dataclass(frozen=True, slots=True)
class FiltersSeen:
    """``refused`` are limits that could not be read, ``sought`` what is looked for among values."""

    refused: Mapping[Criterion, str]
    folded: frozenset[Criterion]
    sought: Mapping[Criterion, str]


class FilterPanel(QWidget):
    """Knows which values exist and how many entries they leave only from what it is told.

    The words of a search are not edited here: they are kept as they came with the last filter.
    """

    filter_changed = Signal(object)
    saved_filters_changed = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = EntryFilter()
        self._title = QLabel(_("Filters"))
        self._title.setFont(role_font(TypeRole.PAGE_CURRENT))
        self._saved = SavedFiltersButton(self.entry_filter, icons)
        self._saved.applied.connect(self._apply)
        self._saved.saved_changed.connect(self.saved_filters_changed)
        self._clear = QPushButton()
        self._clear.setProperty("link", "true")
        self._clear.clicked.connect(self._clear_all)
        self._fit = Segmented[Fit]([(fit, word(fit)) for fit in Fit], theme)
        self._fit.setAccessibleName(_("How a limit is met"))
        self._fit.setToolTip(
            _("Could fit: the low end is within the limits. Surely fits: the high end is too.")
        )
        self._fit.value_changed.connect(self._change_fit)
        self._limits = LimitFields(icons)
        self._limits.limit_changed.connect(self._change)
        self._facets = {criterion: self._facet(criterion, icons) for criterion in _OFFERED}
        self._lay_out()
        self.setAccessibleName(_("Filters"))
        self._show_active()

    def entry_filter(self) -> EntryFilter:
        return self._filter

    def set_entry_filter(self, entry_filter: EntryFilter) -> None:
        """Show a filter that came from elsewhere, without announcing it back."""
        if entry_filter == self._filter:
            return
        self._filter = entry_filter
        self._fit.set_value(entry_filter.fit)
        self._limits.show_limits(entry_filter)
        for criterion, group in self._facets.items():
            if group.checked() != (checked := getattr(entry_filter, criterion.value)):
                group.set_checked(checked)
        self._show_active()

    def set_choices(self, catalogue: Catalogue) -> None:
        """Which values exist. Until facets are told, the counts are those of the catalogue."""
        self.show_choices(
            {
                criterion: Counter(value for entry in catalogue.entries for value in offered(entry))
                for criterion, offered in _OFFERED.items()
            }
        )

    def show_choices(self, counts: Mapping[Criterion, Mapping[Any, int]]) -> None:
        """The same, counted already; what no entry states is not offered."""
        for criterion, group in self._facets.items():
            stated = {value: n for value, n in counts[criterion].items() if n}
            group.set_values(_in_order(criterion, stated))

    def set_facets(self, facets: Mapping[Criterion, Mapping[Any, int]]) -> None:
        """How many entries each value would leave under the other criteria."""
        for criterion, counts in facets.items():
            if criterion in self._facets:
                self._facets[criterion].set_counts(counts)

    def set_display_currency(self, code: str) -> None:
        """What an amount typed without a currency is in."""
        self._limits.set_display_currency(code)

    def saved_filters(self) -> tuple[SavedFilter, ...]:
        return self._saved.saved()

    def set_saved_filters(self, saved: tuple[SavedFilter, ...]) -> None:
        """Show filters saved before, without announcing them back."""
        self._saved.set_saved(saved)

    def limits(self) -> LimitFields:
        return self._limits

    def facet(self, criterion: Criterion) -> FacetGroup:
        return self._facets[criterion]

    def seen(self) -> FiltersSeen:
        return FiltersSeen(
            self._limits.refused(),
            frozenset(key for key, each in self._facets.items() if not each.section.is_open()),
            {
                key: words
                for key, each in self._facets.items()
                if isinstance(each, LongFacetGroup) and (words := each.sought()) is not None
            },
        )

    def show_seen(self, seen: FiltersSeen) -> None:
        """Show what another window showed of the same filter."""
        self._limits.show_refused(seen.refused)
        for key, group in self._facets.items():
            group.section.set_open(key not in seen.folded)
            if isinstance(group, LongFacetGroup) and key in seen.sought:
                group.seek(seen.sought[key])

    def focus_first_limit(self) -> None:
        self._limits.field(Criterion.MAX_TOTAL).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where a field has nothing of its own to take back, takes all filters off."""
        if event.key() == Qt.Key.Key_Escape and self._clear.isEnabled():
            self._clear.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to what shows it. A proxy would hide its siblings from Tab."""
        super().focusInEvent(event)
        self._limits.field(Criterion.MAX_TOTAL).setFocus(event.reason())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._head.invalidate()  # the width it knows is that of another style

    def sizeHint(self) -> QSize:
        return QSize(self._least_width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least_width(), 120)

    def _least_width(self) -> int:
        """More than usual where the words at the top are longer than English ones."""
        return max(with_type(WIDTH), self._head.sizeHint().width())

    def _facet(self, criterion: Criterion, icons: Icons) -> FacetGroup:
        def word_of(value: Any) -> str:
            return _word_of(criterion, value)

        title = word(criterion)
        if criterion is Criterion.PROVIDERS:
            group: FacetGroup = LongFacetGroup(title, _("Find provider"), word_of, icons)
        else:
            group = FacetGroup(title, word_of, icons)
        group.checked_changed.connect(lambda checked: self._change(criterion, checked))
        return group

    def _lay_out(self) -> None:
        head = self._head = QHBoxLayout()
        head.setContentsMargins(_MARGIN, 8, _MARGIN, 4)
        head.setSpacing(4)
        head.addWidget(self._title)
        head.addWidget(self._saved)
        head.addStretch(1)
        head.addWidget(self._clear)
        scroll = PanelScroll(_MARGIN)
        scroll.column.addWidget(self._fit)
        scroll.column.addSpacing(12)
        scroll.column.addWidget(self._limits)
        scroll.column.addSpacing(12)
        for group in self._facets.values():
            scroll.column.addWidget(group)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(scroll, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @Slot(object)
    def _change_fit(self, fit: Fit) -> None:
        self._announce(replace(self._filter, fit=fit))

    @Slot(object, object)
    def _change(self, criterion: Criterion, value: Any) -> None:
        changes = {criterion.value: value}
        self._announce(replace(self._filter, **changes))

    @Slot(object)
    def _apply(self, entry_filter: EntryFilter) -> None:
        if entry_filter != self._filter:
            self.set_entry_filter(entry_filter)
            self.filter_changed.emit(entry_filter)

    @Slot()
    def _clear_all(self) -> None:
        self._limits.forget_refused()
        self._apply(EntryFilter(words=self._filter.words, fit=self._filter.fit))

    def _announce(self, entry_filter: EntryFilter) -> None:
        if entry_filter != self._filter:
            self._filter = entry_filter
            self._show_active()
            self.filter_changed.emit(entry_filter)

    def _show_active(self) -> None:
        active = sum(1 for each in self._filter.active() if each is not Criterion.WORDS)
        self._clear.setText(_("Clear {n}").format(n=active) if active else _("Clear"))
        self._clear.setEnabled(active > 0)
        self._clear.setToolTip("" if active else _("No filter is set"))


def _in_order(criterion: Criterion, counts: Mapping[object, int]) -> list[FacetValue]:
    """Vocabularies in their own order, names by alphabet or, if many, by entries; None last."""
    values = [FacetValue(value, _word_of(criterion, value), n) for value, n in counts.items()]
    if criterion in _ORDERED:
        place = {value: number for number, value in enumerate(_ORDERED[criterion])}
        values.sort(key=lambda each: place.get(each.value, len(place)))  # type: ignore[call-overload]
    else:
        values.sort(key=lambda each: (each.value is None, each.word.casefold()))
    return values


def _word_of(criterion: Criterion, value: Any) -> str:
    match value:
        case Enum():
            return word(value)
        case None if criterion is Criterion.PROVIDERS:
            return _("none: guide figures")
        case None:
            return _("not stated")
        case _ if criterion is Criterion.COUNTRIES:
            return country_name(value)
        case _:
            return str(value)
