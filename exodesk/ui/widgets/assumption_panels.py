"""The panels of the assumptions strip: sessions, tax, fees and horizon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLabel, QWidget

from exodesk.domain.assumption_texts import parse_horizon, parse_percent
from exodesk.domain.assumptions import (
    HORIZON_DAYS,
    Assumptions,
    LineKey,
    UnknownTax,
    parse_sessions,
)
from exodesk.domain.entries import SessionCount
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.choice_or_text import ChoiceOrText
from exodesk.ui.widgets.counted_field import CountedField
from exodesk.ui.widgets.popup_panel import PopupPanel
from exodesk.ui.widgets.tick_boxes import CheckBox, RadioButton
from exodesk.wording import gettext as _
from exodesk.wording.amounts import plain_number
from exodesk.wording.assumptions import horizon_words, session_count_words, sessions_words

_COUNTS = ("1", "2", "3", "4", "6", "3-6")
_MONTHS = (3, 6, 12, 24)
_MOST_DECIMALS = 12


class AssumptionPanel(PopupPanel):
    """Edits some fields of an ``Assumptions`` value and announces the whole."""

    assumptions_changed = Signal(object)

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(title, icons, parent)
        self._assumptions = Assumptions()

    def show_assumptions(self, assumptions: Assumptions) -> None:
        """Show assumptions that came from elsewhere, without announcing them back."""
        self._assumptions = assumptions
        self._show()

    def _show(self) -> None:
        raise NotImplementedError

    def _announce(self, assumptions: Assumptions) -> None:
        if assumptions != self._assumptions:
            self._assumptions = assumptions
            self.assumptions_changed.emit(assumptions)
            self._show()


class SessionsPanel(AssumptionPanel):
    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_("Sessions"), icons, parent)
        counts = [parse_sessions(text) for text in _COUNTS]
        choices: list[tuple[SessionCount | None, str]] = [
            (None, _("As stated by each source")),
            *(
                (c, _("Assume {n} for every treatment").format(n=session_count_words(c)))
                for c in counts
            ),
        ]
        self.count: ChoiceOrText[SessionCount | None] = ChoiceOrText(
            choices, _("Another number"), parse_sessions, _written_count, _("4 or 3-6"), icons
        )
        self.note = note()
        self.column.addWidget(self.count)
        self.column.addWidget(self.note)
        self.count.value_changed.connect(self._choose)

    def start(self) -> QWidget:
        return self.count.checked()

    def _show(self) -> None:
        now = self._assumptions
        self.count.show_value(now.sessions, chosen=now.sessions is not None or not now.sessions_of)
        single = now.sessions is None and bool(now.sessions_of)
        self.note.setVisible(single)
        self.note.setText(
            _("Now {changed}. One choice for all ends that.").format(changed=sessions_words(now))
            if single
            else ""
        )

    @Slot(object)
    def _choose(self, sessions: SessionCount | None) -> None:
        # One number for every treatment also ends what was assumed for single ones.
        self._announce(replace(self._assumptions, sessions=sessions, sessions_of={}))


class HorizonPanel(AssumptionPanel):
    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_("Horizon"), icons, parent)
        days = [HORIZON_DAYS * months / 12 for months in _MONTHS]
        self.length: ChoiceOrText[Fraction] = ChoiceOrText(
            [(each, horizon_words(each)) for each in days],
            _("Another length"),
            parse_horizon,
            horizon_words,
            _("18 months"),
            icons,
        )
        self.column.addWidget(self.length)
        self.column.addWidget(
            note(_("How long packs, payments and maintenance are counted. Courses count whole."))
        )
        self.length.value_changed.connect(self._choose)

    def start(self) -> QWidget:
        return self.length.checked()

    def _show(self) -> None:
        self.length.show_value(self._assumptions.horizon_days)

    @Slot(object)
    def _choose(self, days: Fraction) -> None:
        self._announce(replace(self._assumptions, horizon_days=days))


class TaxPanel(AssumptionPanel):
    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_("Tax"), icons, parent)
        self.counted = CheckBox(_("Count tax that is added to the printed price"), icons.theme)
        self.printed = RadioButton(_("As printed: nothing is added"), icons.theme)
        self.widened = RadioButton(_("Widen: from nothing to the standard rate"), icons.theme)
        group = QButtonGroup(self)
        self.column.addWidget(self.counted)
        self._question = note(_("Where a source does not say whether tax is included:"))
        self.column.addWidget(self._question)
        for button in (self.printed, self.widened):
            group.addButton(button)
            button.setAccessibleDescription(self._question.text())
            self.column.addWidget(button)
        self.counted.toggled.connect(self._count)
        self.widened.toggled.connect(self._widen)

    def start(self) -> QWidget:
        return self.counted

    def _show(self) -> None:
        now = self._assumptions
        counted, widen = now.counts(LineKey.TAX), now.unknown_tax is UnknownTax.WIDEN
        with QSignalBlocker(self.counted), QSignalBlocker(self.widened):
            self.counted.setChecked(counted)
            (self.widened if widen else self.printed).setChecked(True)
        for button in (self.printed, self.widened):
            button.setEnabled(counted)
            button.setToolTip("" if counted else _("Tax is not counted"))

    @Slot(bool)
    def _count(self, counted: bool) -> None:
        self._announce(self._assumptions.with_line(LineKey.TAX, counted=counted))

    @Slot(bool)
    def _widen(self, widen: bool) -> None:
        way = UnknownTax.WIDEN if widen else UnknownTax.AS_PRINTED
        self._announce(replace(self._assumptions, unknown_tax=way))


class FeesPanel(AssumptionPanel):
    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_("Fees"), icons, parent)
        words = {
            LineKey.CONSULTATION: _("Consultation"),
            LineKey.PATCH_TEST: _("Patch test"),
            LineKey.MAINTENANCE: _("Maintenance sessions within the horizon"),
            LineKey.ADD_ON: _("Add-ons, once per session"),
        }
        self.lines = {line: CheckBox(text, icons.theme) for line, text in words.items()}
        for line, box in self.lines.items():
            box.setAccessibleName(words[line])
            box.toggled.connect(self._counting(line))
            self.column.addWidget(box)
        self.exchange: CountedField[Fraction] = CountedField(
            _("Exchange fee"),
            _("%"),
            parse_percent,
            _written_percent,
            example="2.75",
            missing=_("The fee is missing. Example: 2.75"),
            icons=icons,
        )
        self._paid_in = note()
        self.column.addWidget(self.exchange)
        self.column.addWidget(self._paid_in)
        self.exchange.changed.connect(self._charge)

    def start(self) -> QWidget:
        return next(iter(self.lines.values()))

    def _show(self) -> None:
        now = self._assumptions
        for line, box in self.lines.items():
            with QSignalBlocker(box):
                box.setChecked(now.counts(line))
        self.exchange.show_value(now.fx_fee or None, counted=now.counts(LineKey.FX_FEE))
        self._paid_in.setText(
            _("Of all that is paid in another currency than {currency}.").format(
                currency=now.own_currency
            )
        )

    def _counting(self, line: LineKey) -> Callable[[bool], None]:
        return lambda on: self._announce(self._assumptions.with_line(line, counted=on))

    @Slot(object, bool)
    def _charge(self, percent: Fraction | None, counted: bool) -> None:
        charged = replace(self._assumptions, fx_fee=percent or Fraction(0))
        self._announce(charged.with_line(LineKey.FX_FEE, counted=counted or not percent))


def note(text: str = "") -> QLabel:
    """A small explanation that breaks its lines."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(role_font(TypeRole.SMALL))
    label.setProperty("secondary", "true")
    label.setWordWrap(True)
    return label


def _written_count(sessions: SessionCount | None) -> str:
    return "" if sessions is None else session_count_words(sessions)


def _written_percent(percent: Fraction) -> str:
    return plain_number(percent, most_decimals=_MOST_DECIMALS)
