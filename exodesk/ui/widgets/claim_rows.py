"""What is claimed, by whom, and which sources contradict it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from exodesk.ui.icons import Icons
from exodesk.ui.widgets.form_editors import Choices, KeptText, LineField
from exodesk.ui.widgets.form_field import FormField
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


class ClaimRow(QWidget):
    def __init__(self, number: int, icons: Icons, sources: Choices) -> None:
        super().__init__()
        self.text = LineField(_("Claim"), example=_("What is claimed"))
        self.by = LineField(_("Who claims it"), example=_("who claims it"))
        self.against = SourcesField(_("Contradicted by"), sources)
        self.base = KeptText()
        self.remove = QPushButton(_("Remove"), self)
        self.remove.setProperty("link", "true")
        self.remove.setAutoDefault(False)
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


class ClaimRows(QWidget):
    rows_changed = Signal()

    def __init__(self, icons: Icons, sources: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._sources = sources
        self._rows: list[ClaimRow] = []
        self.add = QPushButton(_("Add a claim"), self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add_by_hand)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def rows(self) -> tuple[ClaimRow, ...]:
        return tuple(self._rows)

    def set_count(self, count: int) -> None:
        """As many empty rows, without announcing it."""
        while len(self._rows) > count:
            self._drop(self._rows[-1])
        while len(self._rows) < count:
            self._new_row()

    def _new_row(self) -> ClaimRow:
        row = ClaimRow(len(self._rows), self._icons, self._sources)
        row.remove.clicked.connect(partial(self._remove_by_hand, row))
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        return row

    def _add_by_hand(self) -> None:
        row = self._new_row()
        self.rows_changed.emit()
        row.text.setFocus()

    def _remove_by_hand(self, row: ClaimRow) -> None:
        self._drop(row)
        self.rows_changed.emit()
        self.add.setFocus()

    def _drop(self, row: ClaimRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        for number, each in enumerate(self._rows):
            each.renumber(number)
