"""How long a quote is valid: so many days after issue, until a day, or not stated."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from exodesk.domain.quotes.editing import MOST_VALID_DAYS
from exodesk.domain.quotes.quote import VALID_DAYS
from exodesk.domain.quotes.refusals import BadValidDaysError
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.drop_downs import give_calendar
from exodesk.ui.widgets.form_editors import ChoiceField, LineField
from exodesk.ui.widgets.refusal import Refusal
from exodesk.wording import gettext as _

_DAYS, _DAY, _NONE = "days", "day", "none"


class ValidityField(QWidget):
    """Announces a number of days, a day, or None. A refused day stays, with the reason below."""

    validity_changed = Signal(object)  # int | date | None

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = date.today()
        self._shown: int | date | None = VALID_DAYS
        self._loading = False
        label = QLabel(_("Valid"))
        label.setFont(role_font(TypeRole.SMALL))
        label.setProperty("secondary", "true")
        self.how = ChoiceField(
            _("How long the quote is valid"),
            [
                (_DAYS, _("days after issue")),
                (_DAY, _("until a day")),
                (_NONE, _("not stated")),
            ],
        )
        self.how.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        label.setBuddy(self.how)
        self.days = LineField(_("Days after the day of issue"), example=str(VALID_DAYS), width=44)
        self.days.setMinimumWidth(with_type(44))
        self.day = QDateEdit()
        self.day.setAccessibleName(_("Last day of validity"))
        self.day.setDisplayFormat("d MMM yyyy")
        give_calendar(self.day)
        self.day.setKeyboardTracking(False)
        self._message = Refusal(icons)
        self._hint = QLabel()
        self._hint.setFont(role_font(TypeRole.SMALL))
        self._hint.setProperty("secondary", "true")
        self._hint.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.how)
        row.addWidget(self.days)
        row.addWidget(self.day)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self._message)
        column.addWidget(self._hint)
        column.addStretch(1)
        self.how.raw_changed.connect(self._choose)
        self.days.editingFinished.connect(self._take)
        self.day.dateChanged.connect(self._take)
        self._show_parts()

    def show_validity(self, validity: int | date | None, today: date, hint: str) -> None:
        self._today = today
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and not self._message.text())
        if validity == self._shown and self._message.text():
            return  # what was refused stays to be mended
        self._shown = validity
        self._loading = True
        match validity:
            case None:
                self.how.set_raw(_NONE)
            case date():
                self.how.set_raw(_DAY)
                self.day.setDate(QDate(validity.year, validity.month, validity.day))
            case int():
                self.how.set_raw(_DAYS)
                self.days.set_raw(str(validity))
        self._loading = False
        self._show_parts()

    def refuse(self, sentence: str) -> None:
        self._message.say(sentence)
        self._hint.setVisible(not sentence and bool(self._hint.text()))
        for editor in (self.days, self.day):
            editor.setAccessibleDescription(sentence)
            editor.setProperty("bad", "true" if sentence else None)
            editor.style().unpolish(editor)
            editor.style().polish(editor)

    def message(self) -> str:
        return self._message.text()

    def refused(self) -> str | None:
        """The days that were typed and could not be taken; None where all was."""
        return self.days.raw() if self.message() and self.how.raw() == _DAYS else None

    def type_again(self, days: str) -> None:
        """Take over days that were typed into a field of another window, or refuse them."""
        self._loading = True
        self.how.set_raw(_DAYS)
        self.days.set_raw(days)
        self._loading = False
        self._show_parts()
        self._take()

    def stops(self) -> list[QWidget]:
        """Where the tab key stops, in order."""
        return [self.how, self.days, self.day]

    def focus(self) -> None:
        editor = {_DAYS: self.days, _DAY: self.day}.get(self.how.raw(), self.how)
        editor.setFocus()

    @Slot()
    def _choose(self) -> None:
        self._show_parts()
        if self._loading:
            return
        if self.how.raw() == _DAY and not isinstance(self._shown, date):
            days = self._shown if isinstance(self._shown, int) else VALID_DAYS
            first = self._today + timedelta(days=days)
            self._loading = True
            self.day.setDate(QDate(first.year, first.month, first.day))
            self._loading = False
        self._take()

    @Slot()
    def _take(self) -> None:
        if self._loading:
            return
        self.refuse("")
        match self.how.raw():
            case "days":
                self._take_days()
            case "day":
                day = self.day.date()
                self._announce(date(day.year(), day.month(), day.day()))
            case _:
                self._announce(None)

    def _take_days(self) -> None:
        days = self.days.raw().strip()
        if days.isdecimal() and len(days) <= len(str(MOST_VALID_DAYS)):
            self._announce(int(days))
        else:
            self.refuse(str(BadValidDaysError(MOST_VALID_DAYS)))

    def _announce(self, validity: int | date | None) -> None:
        if validity != self._shown:
            self.validity_changed.emit(validity)

    def _show_parts(self) -> None:
        how = self.how.raw() or _DAYS
        self.days.setVisible(how == _DAYS)
        self.day.setVisible(how == _DAY)
