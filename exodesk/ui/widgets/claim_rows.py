"""What is claimed, by whom, and which sources contradict it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.widgets.form_editors import Choices, KeptText, LineField
from exodesk.ui.widgets.form_field import FormField
from exodesk.ui.widgets.numbered_rows import NumberedRow, NumberedRows
from exodesk.wording import gettext as _
from exodesk.wording import ngettext


class SourcesField(QPushButton):
    """Any number of known sources, from a menu. Texts that are no source are kept."""

    raw_changed = Signal()

    def __init__(self, name: str, choices: Choices) -> None:
        super().__init__()
        self._name = name
        self._choices = choices
        self._raw: tuple[str, ...] = ()
        self.setAutoDefault(False)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._say()

    def raw(self) -> str:
        return ";".join(self._raw)

    def set_raw(self, text: str) -> None:
        raw = tuple(part for part in text.split(";") if part)
        if raw != self._raw:
            self._raw = raw
            self._say()
            self.raw_changed.emit()

    def _fill(self) -> None:
        self._menu.clear()
        for source_id, label in self._choices:
            action = QAction(label.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(source_id in self._raw)
            action.toggled.connect(partial(self._tick, source_id))
            self._menu.addAction(action)
        if self._menu.isEmpty():
            self._menu.addAction(_("no source is known yet")).setEnabled(False)

    def _tick(self, source_id: str, ticked: bool) -> None:
        others = [each for each in self._raw if each != source_id]
        self.set_raw(";".join([*others, source_id] if ticked else others))

    def _say(self) -> None:
        count = len(self._raw)
        words = (
            ngettext("contradicted by {n}", "contradicted by {n}", count).format(n=count)
            if count
            else _("contradicted by none")
        )
        self.setText(words)
        self.setAccessibleName(_("{field}: {words}").format(field=self._name, words=words))


class ClaimRow(NumberedRow):
    def __init__(self, number: int, icons: Icons, sources: Choices) -> None:
        super().__init__()
        self.text = LineField(_("Claim"), example=_("What is claimed"))
        self.by = LineField(_("Who claims it"), example=_("who claims it"))
        self.against = SourcesField(_("Contradicted by"), sources)
        self.base = KeptText()
        self.remove.setAccessibleName(_("Remove claim {n}").format(n=number + 1))
        self.claim = FormField(icons, {f"claim.{number}.text": self.text}, stretch=(1,))
        self.who = FormField(
            icons,
            {f"claim.{number}.by": self.by, f"claim.{number}.against": self.against},
            stretch=(1, 0),
        )
        below = QHBoxLayout()
        below.addWidget(self.who, 1)
        below.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.claim)
        column.addLayout(below)
        self._number = number

    def fields(self) -> tuple[FormField, ...]:
        return (self.claim, self.who)

    def kept(self) -> dict[str, KeptText]:
        return {f"claim.{self._number}.base": self.base}

    def renumber(self, number: int) -> None:
        self._number = number
        self.remove.setAccessibleName(_("Remove claim {n}").format(n=number + 1))
        self.claim.rekey([f"claim.{number}.text"])
        self.who.rekey([f"claim.{number}.by", f"claim.{number}.against"])

    def begin(self) -> None:
        """A claim starts empty."""

    def go_in(self) -> None:
        self.text.setFocus()


class ClaimRows(NumberedRows[ClaimRow]):
    def __init__(self, icons: Icons, sources: Choices, parent: QWidget | None = None) -> None:
        super().__init__(
            lambda number: ClaimRow(number, icons, sources),
            _("Add a claim"),
            first=0,
            parent=parent,
        )
