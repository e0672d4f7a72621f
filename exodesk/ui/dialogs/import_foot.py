"""The foot of an import: what would come in, what becomes of what is here already, the buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from exodesk.imports.check_words import summary, why_nothing
from exodesk.imports.known import Counts, Imported, OnDuplicate
from exodesk.ui.announcing import Announcer
from exodesk.ui.widgets.import_choices import StillCombo
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text


class ImportFoot(QWidget):
    """Says how it stands, and holds the buttons, whose acts are the dialog's."""

    duplicate_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = QLabel(self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self._announcer = Announcer(self.state)
        self.duplicates = StillCombo(self)
        self.duplicates.setAccessibleName(_("What is already here"))
        for chosen, words in (
            (OnDuplicate.SKIP, _("already here: skip")),
            (OnDuplicate.UPDATE, _("already here: update")),
            (OnDuplicate.KEEP_BOTH, _("already here: keep both")),
        ):
            self.duplicates.addItem(words, chosen)
        self.duplicates.currentIndexChanged.connect(lambda _n: self.duplicate_chosen.emit())
        self.leave = QPushButton(_("Cancel"), self)
        self.save_refused = QPushButton(self)
        self.bring_in = QPushButton(_("Import"), self)
        self.bring_in.setProperty("primary", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.state, 1)
        row.addStretch()
        row.addWidget(self.duplicates)
        for button in (self.leave, self.save_refused, self.bring_in):
            button.setAutoDefault(False)
            row.addWidget(button)

    def on_duplicate(self) -> OnDuplicate:
        """What becomes of an entry that is here already."""
        chosen: OnDuplicate = self.duplicates.currentData()
        return chosen

    def show_reading(self, *, busy: bool) -> None:
        """Nothing is known yet; ``busy`` tells whether something still may be."""
        self._show_buttons(Imported(), 0)
        self.duplicates.hide()
        self.bring_in.setVisible(busy)
        self.say(_("Reading the file…"))

    def show_counts(self, counts: Counts, imported: Imported, *, refused: int) -> None:
        """What was found; ``imported`` is what would come in, ``refused`` rows can be saved."""
        number = self._show_buttons(imported, refused)
        self.duplicates.setVisible(bool(counts.already_there))
        self.bring_in.show()
        after = why_nothing(counts, self.on_duplicate())
        if number:
            after = ngettext(
                "One undo step takes it out again.",
                "One undo step takes all {n} out again.",
                number,
            ).format(n=whole_text(number))
        self.bring_in.setAccessibleDescription(after)
        self.say(_("{summary}. {after}").format(summary=summary(counts), after=after))

    def _show_buttons(self, imported: Imported, refused: int) -> int:
        number = len(imported.entries) + len(imported.updated)
        words = _("Import {n}").format(n=whole_text(number)) if number else _("Import")
        self.bring_in.setText(words)
        self.bring_in.setEnabled(bool(number))
        self.save_refused.setText(_("Save the {n} refused…").format(n=whole_text(refused)))
        self.save_refused.setVisible(bool(refused))
        self.leave.setText(_("Cancel"))
        self.state.show()
        return number

    def give_up(self, sentence: str) -> None:
        """The file cannot be read, as is said above: all that can be done is to leave."""
        self.say(sentence, bad=True)
        self.state.hide()
        self.leave.setText(_("Close"))
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_looked_at(self, enabled: bool) -> None:
        """Whether there is anything to choose but to leave."""
        for widget in (self.duplicates, self.save_refused, self.bring_in):
            widget.setEnabled(enabled)
        if not enabled:
            self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, *, bad: bool = False) -> None:
        self.state.setText(sentence)
        self.state.setProperty("bad", "true" if bad else "false")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.state.setAccessibleName(sentence)
        self._announcer.say_soon(sentence)
