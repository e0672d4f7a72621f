"""The questions before a quote is issued, and about what the client said to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QDateEdit,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.quotes.outcomes import Decision
from exodesk.ui.icons import Icons
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import TypeRole, with_type
from exodesk.ui.widgets.comparison_banner import PlainLabel
from exodesk.ui.widgets.drop_downs import give_calendar
from exodesk.ui.widgets.form_editors import ChoiceField
from exodesk.ui.widgets.refusal import Refusal
from exodesk.wording import gettext as _


class IssueDialog(LetteredDialog):
    """Says what issue does, since nothing undoes it."""

    def __init__(self, client: str, facts: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Issue the quote"))
        self.setModal(True)
        title = PlainLabel(TypeRole.DIALOG_TITLE, wraps=True)
        title.setText(_("Issue the quote for {client}?").format(client=client))
        words = PlainLabel(TypeRole.BODY, wraps=True)
        words.setText(
            _(
                "It gets the next number. Its lines, prices, rates and sources are kept as they are"
                " now, and nothing changes them later. To change it, make a new version."
            )
        )
        self.facts = PlainLabel(TypeRole.BODY, secondary=True, wraps=True)
        self.facts.setText("\n".join(facts))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.issue_button = buttons.addButton(_("Issue"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.issue_button.setProperty("primary", "true")
        self.issue_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (title, words, self.facts, buttons):
            column.addWidget(part)
        self.setMinimumWidth(with_type(460))


class AnswerDialog(LetteredDialog):
    """What the client said, and when; of several options, which one was taken.

    Whoever takes ``answered`` closes the dialog, or calls ``refuse``.
    """

    answered = Signal(object, object)  # letter of the option or None, date

    def __init__(
        self,
        number: str,
        decision: Decision,
        options: Sequence[tuple[str, str]],
        today: date,
        icons: Icons,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        accepted = decision is Decision.ACCEPTED
        heading = (_("{number} accepted") if accepted else _("{number} declined")).format(
            number=number
        )
        self.setWindowTitle(heading)
        self.setModal(True)
        title = PlainLabel(TypeRole.DIALOG_TITLE)
        title.setText(heading)
        self.option = ChoiceField(_("Option accepted"), options)
        if options:
            self.option.set_raw(options[0][0])
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setAccessibleName(_("Day of the answer"))
        self.day.setDisplayFormat("d MMM yyyy")
        give_calendar(self.day)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        self._asks_option = accepted and len(options) > 1
        if self._asks_option:
            form.addRow(_label(_("Option"), self.option), self.option)
        form.addRow(_label(_("On"), self.day), self.day)
        self._refusal = Refusal(icons, self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save_button = buttons.addButton(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setProperty("primary", "true")
        self.save_button.setDefault(True)
        buttons.accepted.connect(self._announce)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(self._refusal)
        column.addWidget(buttons)
        self.setMinimumWidth(with_type(380))

    def refuse(self, sentence: str) -> None:
        self._refusal.say(sentence)

    def message(self) -> str:
        return self._refusal.text()

    @Slot()
    def _announce(self) -> None:
        day = self.day.date()
        letter = self.option.raw() if self._asks_option else None
        self.answered.emit(letter, date(day.year(), day.month(), day.day()))


def _label(words: str, field: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(field)
    return label
