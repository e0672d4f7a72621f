"""Where a person asks for new rates, agrees to it or not, waits, and reads what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from exodesk.ui.announcing import announce
from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.rate_update import RateUpdate, Step
from exodesk.ui.widgets.wrapped_text import breakable
from exodesk.wording import gettext as _

_PARTS = 1000
_GAP = 10


class RateUpdateBox(QWidget):
    """Shows a ``RateUpdate``; announces each act and does none."""

    update_wanted = Signal()
    agreed = Signal()
    withdrawn = Signal()
    cancelled = Signal()
    rate_wanted = Signal()  # to be typed by hand
    aside_used = Signal()
    aside_dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = Step.IDLE
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.sentence.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sentence.setProperty(RADIUS_PROPERTY, 4.0)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, _PARTS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Time the answer may still take"))
        self.ask = QPushButton(_("Update rate"), self)
        self.agree = QPushButton(_("Fetch the rates"), self)
        self.decline = QPushButton(_("Not now"), self)
        self.cancel = QPushButton(_("Cancel"), self)
        self.retry = QPushButton(_("Retry"), self)
        self.type_rate = QPushButton(_("Type a rate"), self)
        self.use = QPushButton(_("Use the new rates"), self)
        self.keep = QPushButton(_("Keep the last ones"), self)
        self.withdraw = QPushButton(_("Withdraw the consent"), self)
        self.withdraw.setProperty("link", True)
        self._shown_in = {
            Step.IDLE: (self.ask,),
            Step.ASKING: (self.agree, self.decline),
            Step.FETCHING: (self.cancel,),
            Step.DONE: (self.ask,),
            Step.FAILED: (self.retry, self.type_rate),
            Step.SURPRISED: (self.use, self.keep),
        }
        self._lay_out()
        for button, signal in (
            (self.ask, self.update_wanted),
            (self.agree, self.agreed),
            (self.decline, self.withdrawn),
            (self.cancel, self.cancelled),
            (self.retry, self.update_wanted),
            (self.type_rate, self.rate_wanted),
            (self.use, self.aside_used),
            (self.keep, self.aside_dropped),
            (self.withdraw, self.withdrawn),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(signal)
        self.show_update(RateUpdate(Step.IDLE, ""))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        for button in dict.fromkeys(b for buttons in self._shown_in.values() for b in buttons):
            row.addWidget(button)
        row.addWidget(self.progress, 1)
        row.addStretch(0)
        row.addWidget(self.withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.sentence)
        column.addLayout(row)

    def take_focus(self) -> None:
        """Go to the first act that there is."""
        self._shown_in[self._step][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_update(self, update: RateUpdate) -> None:
        """The focus goes on to the first act of another step, if it was on one of the last."""
        if update.step is not self._step:  # and not with each second of a wait
            announce(self.sentence, update.sentence)
        had_focus = any(b.hasFocus() for b in (*self._shown_in[self._step], self.withdraw))
        self._step = update.step
        self.sentence.setText(breakable(update.sentence))
        self.sentence.setAccessibleName(update.sentence)
        self.sentence.setProperty("bad", update.step is Step.FAILED)
        self.sentence.style().unpolish(self.sentence)
        self.sentence.style().polish(self.sentence)
        now = self._shown_in[update.step]
        for buttons in self._shown_in.values():
            for button in buttons:
                button.setVisible(button in now)
                button.setAccessibleDescription(update.sentence)
        self.progress.setVisible(update.step is Step.FETCHING)
        self.progress.setValue(round(update.part * _PARTS))
        self.withdraw.setVisible(update.agreed and update.step not in (Step.ASKING, Step.FETCHING))
        if had_focus and not any(b.hasFocus() for b in now):
            now[0].setFocus(Qt.FocusReason.OtherFocusReason)
