"""The four limits of a filter: fields for amounts, downtime and sessions with their labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from exodesk.domain.amounts import read_amount
from exodesk.domain.assumptions import MOST_SESSIONS
from exodesk.domain.errors import ExodeskError
from exodesk.domain.filters import Criterion, EntryFilter
from exodesk.domain.money import Bounds, Money
from exodesk.domain.units import DAYS_IN, NotADurationError, in_english, parse_days
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.amount_edit import AmountEdit, RoundTrip
from exodesk.wording import gettext as _
from exodesk.wording.amounts import amount_text, plain_number
from exodesk.wording.durations import days_text
from exodesk.wording.vocabulary import word

Value = TypeVar("Value")

FIELD_WIDTH = 83
LIMITS = (
    Criterion.MAX_TOTAL,
    Criterion.MAX_PRICE,
    Criterion.MAX_DOWNTIME,
    Criterion.MAX_SESSIONS,
)
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(?![0-9,])")
_LENGTH_OF_TIME = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*([A-Za-z]*|[^\x00-\x7f]+)")
_LONGEST = 60


class NotALimitOfSessionsError(ExodeskError):
    def __init__(self) -> None:
        super().__init__(
            _("Not a whole number of sessions. Example: 6 (1 to {most}).").format(
                most=plain_number(Fraction(MOST_SESSIONS))
            )
        )


def read_days(text: str) -> Fraction:
    """``3``, ``3 days``, ``48 hours`` or ``2 weeks`` as days. Raises NotADurationError."""
    grouped = _GROUPED.match(text)
    plain = text.replace(",", "") if grouped else text
    match = _LENGTH_OF_TIME.fullmatch(plain.strip())
    if match is None:
        raise NotADurationError(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")
    number, unit = match[1], in_english(match[2])
    # What people type most needs no Pint, whose first import would halt the typing.
    size = DAYS_IN.get(unit.removesuffix("s") or "day")
    return parse_days(f"{number} {unit}") if size is None else Fraction(number) * size


def read_session_limit(text: str) -> int:
    """A whole number from 1 to 1,000. Raises NotALimitOfSessionsError."""
    plain = (text.replace(",", "") if _GROUPED.fullmatch(text.strip()) else text).strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 6):
        raise NotALimitOfSessionsError
    if not 1 <= int(plain) <= MOST_SESSIONS:
        raise NotALimitOfSessionsError
    return int(plain)


class LimitFields(QWidget):
    """Announces the criterion and its new value, None where its field is empty."""

    limit_changed = Signal(object, object)

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = "GBP"
        self._fields: dict[Criterion, AmountEdit[Any]] = {
            Criterion.MAX_TOTAL: self._field(self._read_money, _money_text, icons),
            Criterion.MAX_PRICE: self._field(self._read_money, _money_text, icons),
            Criterion.MAX_DOWNTIME: self._field(read_days, _days_text, icons),
            Criterion.MAX_SESSIONS: self._field(read_session_limit, _count_text, icons),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(3)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, (criterion, field) in enumerate(self._fields.items()):
            label = QLabel(word(criterion))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setFont(role_font(TypeRole.SMALL))
            label.setProperty("secondary", "true")
            label.setWordWrap(True)
            label.setBuddy(field)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            field.setAccessibleName(word(criterion))
            field.value_changed.connect(self._announcing(criterion))
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(field, 2 * row, 1)
            grid.addWidget(field.message_label, 2 * row + 1, 0, 1, 2)

    def field(self, criterion: Criterion) -> AmountEdit[Any]:
        return self._fields[criterion]

    def show_limits(self, entry_filter: EntryFilter) -> None:
        """Show limits that came from elsewhere, without announcing them.

        A field whose limit stays keeps what is being typed into it.
        """
        for criterion, field in self._fields.items():
            value = getattr(entry_filter, criterion.value)
            if value != field.value():
                field.set_value(value)

    def refused(self) -> dict[Criterion, str]:
        """What was typed and could not be read, by its field."""
        return {
            criterion: field.text() for criterion, field in self._fields.items() if field.message
        }

    def show_refused(self, texts: Mapping[Criterion, str]) -> None:
        """Refuse texts that were typed elsewhere, in the language of now."""
        for criterion, text in texts.items():
            self.field(criterion).type_again(text)

    def forget_refused(self) -> None:
        """Show the last limit again wherever something was typed that is none."""
        for field in self._fields.values():
            if field.message:
                field.set_value(field.value())

    def set_display_currency(self, currency: str) -> None:
        """What an amount without a currency is read in; amounts already typed keep theirs."""
        self._currency = currency

    def _field(
        self, read: Callable[[str], Value], write: Callable[[Value], str], icons: Icons
    ) -> AmountEdit[Value]:
        reader = RoundTrip(read, write)
        field = AmountEdit(reader.read, reader.write, icons)
        field.setFont(role_font(TypeRole.BODY_STRONG))
        field.setFixedWidth(with_type(FIELD_WIDTH))
        return field

    def _announcing(self, criterion: Criterion) -> Callable[[object], None]:
        return lambda value: self.limit_changed.emit(criterion, value)

    def _read_money(self, text: str) -> Money:
        return read_amount(text, self._currency)


def _money_text(money: Money) -> str:
    return amount_text(money.amount, money.currency, exact=True)


def _days_text(days: Fraction) -> str:
    return days_text(Bounds(days, days))


def _count_text(count: int) -> str:
    return plain_number(Fraction(count))
