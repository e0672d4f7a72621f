"""One exchange rate: its value, its day and who states it, each to be replaced by one's own."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import round_half_up
from exodesk.domain.rates import Rate, RateTable, is_absurd, looks_far, looks_inverted
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.details_lines import as_shown
from exodesk.ui.widgets.drop_downs import give_calendar
from exodesk.ui.widgets.wrapped_text import breakable, shortened
from exodesk.wording import gettext as _
from exodesk.wording.amounts import currency_name, currency_symbol
from exodesk.wording.dates import rate_dated, rate_source
from exodesk.wording.rates import both_ways_text, rate_text

_PAUSE_MS = 300
_WIDEST_RATE = 14  # in digits, with the room around them
_WIDEST_DAY = 16
_WIDEST_SOURCE = 20
_LONGEST_SOURCE = 200
_LONGEST_SENTENCE = 300
# Commas only between thousands or lakhs: 120,5 could be meant as 120.5.
_TYPED = re.compile(r"-?(\d*|\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3})(\.\d*)?", re.ASCII)
_LONGEST_RATE = 30
MANUAL = "manual"


class RateEditor(QWidget):
    """One rate: value, date and source; an empty value means that no rate counts."""

    rates_changed = Signal(object)
    undo_requested = Signal()

    def __init__(
        self, rates: RateTable, currency: str, other: str, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.other = other
        self._currency = currency
        self._today = today
        self._rates = rates
        self._base, self._quote = self._direction()
        self._offered: Rate | None = None
        self._day_touched = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._commit)

        self.base_label = QLabel(_("{symbol}1 =").format(symbol=currency_symbol(self._base)), self)
        self.quote_label = QLabel(currency_symbol(self._quote).strip(), self)
        self.value = QLineEdit(self)
        self.value.setAccessibleName(
            _("Rate: {quote} for one {base}").format(
                base=currency_name(self._base), quote=currency_name(self._quote)
            )
        )
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.value.setPlaceholderText(_("no rate"))
        self.value.setFixedWidth(_letters(self.value, _WIDEST_RATE))
        self.base_label.setBuddy(self.value)
        self.day = QDateEdit(self)
        self.day.setAccessibleName(_("Date of the rate"))
        self.day.setDisplayFormat("d MMM yyyy")
        give_calendar(self.day)
        self.day.setMaximumDate(_qdate(today))
        self.day.setMinimumWidth(max(_letters(self.day, _WIDEST_DAY), self.day.sizeHint().width()))
        self.source = QLineEdit(self)
        self.source.setAccessibleName(_("Source of the rate"))
        self.source.setPlaceholderText(_("who states it"))
        self.source.setMaxLength(_LONGEST_SOURCE)
        self.source.setMinimumWidth(_letters(self.source, _WIDEST_SOURCE))
        self.state = QLabel(self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setFont(role_font(TypeRole.SMALL))
        self.state.setWordWrap(True)
        self.offer = QPushButton(self)
        self.offer.hide()
        self.published = QPushButton(_("Use the published rate"), self)

        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(4, 1)
        grid.addWidget(self.base_label, 0, 0)
        grid.addWidget(self.value, 0, 1)
        grid.addWidget(self.quote_label, 0, 2)
        grid.addWidget(self.day, 0, 3)
        grid.addWidget(self.source, 0, 4)
        under = QHBoxLayout()
        under.addWidget(self.state, 1)
        under.addWidget(self.offer)
        under.addWidget(self.published)
        grid.addLayout(under, 1, 1, 1, 4)

        self.value.installEventFilter(self)
        self.value.textEdited.connect(self._edited)
        self.value.editingFinished.connect(self._commit)
        self.day.dateChanged.connect(self._day_chosen)
        self.source.editingFinished.connect(self._commit)
        self.published.clicked.connect(self._use_published)
        self.offer.clicked.connect(self._take_offer)
        self.show_rate()

    def take(self, rates: RateTable) -> None:
        """Work on rates that another editor has changed."""
        self._rates = rates

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._commit()  # and not the dialog's default button
            return
        if event.key() == Qt.Key.Key_Escape and self.half_typed():
            self.show_rate()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            self._go_back()
            return True
        return super().eventFilter(watched, event)

    def _go_back(self) -> None:
        """What is half typed goes first, then the last change; without a rate, both at once."""
        half_typed = self.half_typed()
        self.show_rate()
        if not half_typed or self._rates.rate(self._base, self._quote) is None:
            self.undo_requested.emit()

    def half_typed(self) -> bool:
        return self.value.isModified() or self.source.isModified() or self._day_touched

    def _direction(self) -> tuple[str, str]:
        rate = self._rates.rate(self._currency, self.other)
        if rate is None:
            rate = self._rates.with_published(self._currency, self.other).rate(
                self._currency, self.other
            )
        if rate is None:
            return self._currency, self.other
        return (rate.base, rate.quote) if rate.value >= 1 else (rate.quote, rate.base)

    def _known(self) -> Decimal | None:
        """What one base costs by the rate in force, else by the published one."""
        for table in (self._rates, self._rates.with_published(self._base, self._quote)):
            factor = table.factor(self._base, self._quote)
            if factor is not None:
                return Decimal(factor.numerator) / Decimal(factor.denominator)
        return None

    def _edited(self) -> None:
        self._offered = None
        self.offer.hide()
        if self._known() is None:
            self._say_what_it_means()
        else:
            self._pause.start()

    def _say_what_it_means(self) -> None:
        """No other rate tells whether it was typed the wrong way round: so it counts once left."""
        try:
            value = self._read(self.value.text().strip())
        except ExodeskError:
            self._say_no_rate()  # not typed to its end yet
            return
        meant = both_ways_text(Rate(self._base, self._quote, value, self._day(), MANUAL))
        self._say(_("{meaning}. Enter takes it.").format(meaning=meant), bad=False)

    def _commit(self) -> None:
        self._pause.stop()
        rate = self._rates.rate(self._base, self._quote)
        typed = self.value.text().strip()
        if not typed:
            if self.value.isModified():
                self._publish(self._rates.withholding(self._base, self._quote))
            return
        if not self.value.isModified():
            if rate is not None and (self._day_touched or self.source.isModified()):
                self._pin(Rate(rate.base, rate.quote, rate.value, self._day(), self._source()))
            return
        try:
            value = self._read(typed)
        except ExodeskError as error:
            self._say(str(error), bad=True)
            return
        known = self._known()
        if known is not None and looks_inverted(value, known):
            self._ask_whether_inverted(value)
        elif known is not None and looks_far(value, known):
            self._ask_whether_meant(value, known)
        else:
            self._pin(Rate(self._base, self._quote, value, self._day(), self._source()))

    def _read(self, text: str) -> Decimal:
        if len(text) > _LONGEST_RATE or not (_TYPED.fullmatch(text) and re.search(r"\d", text)):
            raise ExodeskError(_("Not a rate. Example: 127.23"))
        value = Decimal(text.replace(",", ""))
        if value <= 0:
            raise ExodeskError(_("Rate must be above 0"))
        if is_absurd(value):
            raise ExodeskError(_("No two currencies are so far apart. Example: 127.23"))
        return value

    def _ask_whether_inverted(self, value: Decimal) -> None:
        """The rate was probably typed the other way round."""
        turned = Rate(self._quote, self._base, value, self._day(), self._source())
        shown = round_half_up(turned.factor(self._base, self._quote), 2)
        base, quote = currency_symbol(self._base), currency_symbol(self._quote)
        sentence = _("Did you mean {base}1 = {quote}{value} ({quote}1 = {base}{typed})?")
        self._offer(
            turned,
            sentence.format(base=base, quote=quote, value=shown, typed=f"{value:f}"),
            _("Use {base}1 = {quote}{value}").format(base=base, quote=quote, value=shown),
        )

    def _ask_whether_meant(self, value: Decimal, known: Decimal) -> None:
        """The rate is so far from the last one that a digit may be wrong."""
        typed = Rate(self._base, self._quote, value, self._day(), self._source())
        base, quote = currency_symbol(self._base), currency_symbol(self._quote)
        sentence = _("Far from the last rate, {base}1 = {quote}{known}. Is it what you mean?")
        self._offer(
            typed,
            sentence.format(base=base, quote=quote, known=round_half_up(Fraction(known), 4)),
            _("Use {base}1 = {quote}{value}").format(base=base, quote=quote, value=f"{value:f}"),
        )

    def _offer(self, rate: Rate, question: str, answer: str) -> None:
        self._offered = rate
        self._say(question, bad=True)
        self.offer.setText(answer)
        self.offer.show()

    def _take_offer(self) -> None:
        if self._offered is not None:
            self._pin(self._offered)

    def _pin(self, rate: Rate) -> None:
        self._publish(self._rates.with_pinned(rate))

    def _use_published(self) -> None:
        self._publish(self._rates.with_published(self._base, self._quote))

    def _publish(self, rates: RateTable) -> None:
        self._rates = rates
        self.show_rate()
        self.rates_changed.emit(rates)

    def _day(self) -> date:
        """The day chosen; a newly typed value is of today unless a day was chosen with it."""
        if self.value.isModified() and not self._day_touched:
            return self._today
        chosen = self.day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def _source(self) -> str:
        """Who states the rate: nobody but the person, where only the value or the day is new."""
        text = self.source.text().strip()
        if self.source.isModified():
            return text or MANUAL
        rate = self._rates.rate(self._base, self._quote)
        own = rate is not None and rate in self._rates.pinned and not self.value.isModified()
        return rate.source if own and rate is not None else MANUAL

    def _day_chosen(self) -> None:
        rate = self._rates.rate(self._base, self._quote)
        shown = self._today if rate is None else rate.date
        if self.day.date() == _qdate(shown) and not self._day_touched:
            return  # the field announces also the day that it was given, once Return is pressed
        self._day_touched = True
        self._commit()

    def show_rate(self) -> None:
        """Show the rate in force in place of anything typed."""
        self._pause.stop()
        self._offered = None
        self.offer.hide()
        rate = self._rates.rate(self._base, self._quote)
        pinned = rate is not None and rate in self._rates.pinned
        published = self._rates.with_published(self._base, self._quote)
        known = published.rate(self._base, self._quote) is not None
        self.published.setEnabled((pinned or rate is None) and known)
        in_use = _("The published rate is in use.") if known else _("No published rate is known.")
        self.published.setToolTip("" if self.published.isEnabled() else in_use)
        self.day.blockSignals(True)
        if rate is None:
            self.value.setText("")
            self.day.setDate(_qdate(self._today))
            self.source.setText("")
            self._say_no_rate()
        else:
            self.value.setText(self._figures(rate, pinned=pinned))
            self.day.setDate(_qdate(rate.date))
            self.source.setText(rate_source(rate))
            said = _("{rate} · {dated}").format(
                rate=rate_text(rate, decimals=4), dated=rate_dated(rate, self._today)
            )
            if pinned and rate.source == MANUAL:
                said = _(
                    "{said}. Who states it, and of which day is it? Type the source and the date:"
                    " they stand wherever this rate does."
                ).format(said=said)
            self._say(said, bad=False)
        self.day.blockSignals(False)
        self._day_touched = False
        self.source.setModified(False)
        self.value.setModified(False)

    def _figures(self, rate: Rate, *, pinned: bool) -> str:
        """A rate of one's own as it was typed; any other, which is about 1 or more, rounded."""
        if pinned and (rate.base, rate.quote) == (self._base, self._quote):
            return f"{rate.value:f}"
        return f"{round_half_up(rate.factor(self._base, self._quote), 4):f}"

    def _say_no_rate(self) -> None:
        self._say(_("No rate: totals in this currency read “needs a rate”."), bad=False)

    def _say(self, sentence: str, *, bad: bool) -> None:
        sentence = shortened(as_shown(sentence), _LONGEST_SENTENCE)
        self.state.setText(breakable(sentence))
        self.state.setAccessibleName(sentence)
        self.value.setAccessibleDescription(sentence)
        for widget in (self.value, self.state):
            widget.setProperty("bad", bad)
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def _letters(widget: QWidget, count: int) -> int:
    return widget.fontMetrics().horizontalAdvance("0" * count)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
