"""The panel for travel and time off: what a trip costs, from where, how many, and days lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from exodesk.domain.assumption_texts import (
    MOST_TRIPS,
    NoRateForAmountError,
    NotANumberOfTripsError,
    parse_amount,
    parse_trips,
    require_rate,
)
from exodesk.domain.assumptions import LineKey
from exodesk.domain.countries import COUNTRIES, country_of
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.amount_edit import AmountEdit
from exodesk.ui.widgets.assumption_panels import AssumptionPanel, note
from exodesk.ui.widgets.choice_or_text import ChoiceOrText
from exodesk.ui.widgets.counted_field import CountedField
from exodesk.ui.widgets.form_editors import ChoiceField
from exodesk.ui.widgets.refusal import Refusal
from exodesk.wording import gettext as _
from exodesk.wording.amounts import whole_text
from exodesk.wording.assumptions import money_words
from exodesk.wording.vocabulary import country_name

_COUNTRY_LETTERS = 18


class TravelPanel(AssumptionPanel):
    """A trip that is given a price without a home counts from the country shown, and says so."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_("Travel & time off"), icons, parent)
        self._rates = RateTable(date.min)
        self._marked: set[AmountEdit[Money]] = set()
        self._taken = False  # whether the home was taken from the currency
        self._usual_home: str | None = None
        self._first: QWidget | None = None
        self.trip: CountedField[Money] = CountedField(
            _("Cost of one trip"),
            "",
            self._read_amount,
            money_words,
            example=_("not counted"),
            missing=_("A trip needs a price. Example: £420"),
            icons=icons,
        )
        self.home = ChoiceField(_("Home country"), [])
        self.home.setMinimumContentsLength(_COUNTRY_LETTERS)
        self.no_home = Refusal(icons)
        self.home_note = note()
        self.trips: ChoiceOrText[int | None] = ChoiceOrText(
            [(1, _("One")), (None, _("One per session"))],
            _("Another number"),
            _read_trips,
            _written_trips,
            "3",
            icons,
        )
        self.no_price = Refusal(icons)
        self.day: CountedField[Money] = CountedField(
            _("Cost of a day of downtime"),
            "",
            self._read_amount,
            money_words,
            example=_("not counted"),
            missing=_("A day needs a price. Example: £120"),
            icons=icons,
        )
        self._lay_out()
        self.set_countries(())
        self.trip.changed.connect(self._price_trip)
        self.home.raw_changed.connect(self._choose_home)
        self.trips.value_changed.connect(self._choose_trips)
        self.day.changed.connect(self._price_day)

    def start(self) -> QWidget:
        return self._first or self.trip.field

    def begin_with_time_off(self, yes: bool) -> None:
        """Which of the two has the keyboard when the panel opens."""
        self._first = self.day.field if yes else self.trip.field

    def set_countries(self, main: Sequence[str]) -> None:
        """The countries to choose from; those in ``main`` stand first."""
        others = sorted(COUNTRIES.difference(main), key=country_name)
        with QSignalBlocker(self.home):
            self.home.clear()
            for code in (*main, *others):
                self.home.addItem(country_name(code), code)
        self._show()

    def set_usual_home(self, country: str | None) -> None:
        """The home that a first start assumes here."""
        self._usual_home = country

    def set_rates(self, rates: RateTable) -> None:
        """The rates that amounts in other currencies are converted with."""
        self._rates = rates

    def _lay_out(self) -> None:
        home = QHBoxLayout()
        home.setSpacing(8)
        label = _plain(_("Home country"))
        label.setBuddy(self.home)
        home.addWidget(label, 1)
        home.addWidget(self.home)
        self.column.addWidget(_heading(_("Travel")))
        self.column.addWidget(self.trip)
        self.column.addLayout(home)
        self.column.addWidget(self.no_home)
        self.column.addWidget(self.home_note)
        self.column.addSpacing(4)
        self.column.addWidget(_plain(_("Trips")))
        self.column.addWidget(self.trips)
        self.column.addWidget(self.no_price)
        self.column.addWidget(
            note(
                _(
                    "Counts for entries outside the home country; where an entry’s country is not "
                    "stated, from nothing to all trips."
                )
            )
        )
        self.column.addSpacing(8)
        self.column.addWidget(_heading(_("Time off")))
        self.column.addWidget(self.day)
        self.column.addWidget(note(_("Counts for every day of downtime over the course.")))

    def _show(self) -> None:
        now = self._assumptions
        self.trip.show_value(now.travel, counted=now.counts(LineKey.TRAVEL))
        self.day.show_value(now.time_off, counted=now.counts(LineKey.TIME_OFF))
        suggested = country_of(now.currency)
        with QSignalBlocker(self.home):
            self.home.set_usual(suggested or "")
            self.home.set_raw(now.home or "")
        self.home_note.setText(self._about_home(suggested))
        self.home_note.setVisible(bool(self.home_note.text()))
        homeless = now.travel is not None and now.home is None
        self.no_home.say(_("Choose a home country: travel counts outside it.") if homeless else "")
        self.trips.show_value(now.trips)
        unpriced = now.travel is None and now.trips != 1
        self.no_price.say(_("Trips count once one has a price. Example: £420") if unpriced else "")
        self._mark_unconvertible()

    def _about_home(self, suggested: str | None) -> str:
        now = self._assumptions
        if now.home is not None and not self._taken:
            if now.home != self._usual_home:
                return ""
            return _("Taken from the settings of this computer: choose if it is another.")
        if suggested is None:
            return ""
        return _("Taken from the display currency, {currency}: choose if it is another.").format(
            currency=now.currency
        )

    def _mark_unconvertible(self) -> None:
        """Say of an amount in force that its rate has gone, until there is one."""
        for counted, money in (
            (self.trip, self._assumptions.travel),
            (self.day, self._assumptions.time_off),
        ):
            field, lacking = counted.field, "" if money is None else self._lacking(money)
            if lacking and not field.message:
                field.refuse(lacking)
                self._marked.add(field)
            elif not lacking and field in self._marked:
                field.set_value(money)
                self._marked.discard(field)

    def _lacking(self, money: Money) -> str:
        try:
            require_rate(money, self._assumptions.currency, self._rates)
        except NoRateForAmountError as lacking:
            return str(lacking)
        return ""

    def _read_amount(self, text: str) -> Money:
        return parse_amount(text, self._assumptions.currency, self._rates)

    @Slot(object, bool)
    def _price_trip(self, travel: Money | None, counted: bool) -> None:
        now = self._assumptions
        home = now.home
        if travel is not None and home is None:
            home = country_of(now.currency)
            self._taken = home is not None
        priced = replace(now, travel=travel, home=home)
        self._announce(priced.with_line(LineKey.TRAVEL, counted=counted or travel is None))

    @Slot()
    def _choose_home(self) -> None:
        self._taken = False
        self._announce(replace(self._assumptions, home=self.home.raw() or None))

    @Slot(object)
    def _choose_trips(self, trips: int | None) -> None:
        self._announce(replace(self._assumptions, trips=trips))

    @Slot(object, bool)
    def _price_day(self, time_off: Money | None, counted: bool) -> None:
        priced = replace(self._assumptions, time_off=time_off)
        self._announce(priced.with_line(LineKey.TIME_OFF, counted=counted or time_off is None))


def _heading(text: str) -> QLabel:
    label = _plain(text)
    label.setFont(role_font(TypeRole.SECTION))
    return label


def _plain(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _read_trips(text: str) -> int | None:
    """Of what is no number only numbers are named: the words for others stand on the buttons."""
    try:
        return parse_trips(text)
    except NotANumberOfTripsError as error:
        example = _("Not a number of trips. Example: 3 (at most {most}).")
        raise ExodeskError(example.format(most=whole_text(MOST_TRIPS))) from error


def _written_trips(trips: int | None) -> str:
    return "" if trips is None else whole_text(trips)
