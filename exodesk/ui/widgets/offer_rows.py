"""Further prices of one entry, each in a block of its own that can be removed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from exodesk.imports.form_texts import SAME_SOURCE
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.form_editors import ChoiceField, Choices, LineField
from exodesk.ui.widgets.form_field import FormField
from exodesk.ui.widgets.price_edit import PriceEdit
from exodesk.wording import gettext as _


class OfferRow(QWidget):
    """One further price with its own source and date."""

    def __init__(self, number: int, icons: Icons, sources: Choices) -> None:
        super().__init__()
        self.edit = PriceEdit(number, icons, self)
        same = (SAME_SOURCE, _("the source named above"))
        self.source = ChoiceField(_("Source of the price"), [same, ("", _("no source")), *sources])
        self.date = LineField(_("Date of the price"), example=_("23 Jun 2026"), width=120)
        self.stated = FormField(
            icons,
            {f"offer.{number}.source": self.source, f"offer.{number}.date": self.date},
            stretch=(1, 0),
        )
        self._title = QLabel(self)
        self._title.setFont(role_font(TypeRole.SECTION))
        self.remove = QPushButton(_("Remove"), self)
        self.remove.setProperty("link", "true")
        self.remove.setAutoDefault(False)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(6)
        column.addLayout(head)
        for field in self.fields():
            column.addWidget(field)
        self._name()

    def fields(self) -> tuple[FormField, ...]:
        edit = self.edit
        return (edit.price, edit.payments, edit.redeemable, edit.tax, self.stated)

    def renumber(self, number: int) -> None:
        self.edit.renumber(number)
        self.stated.rekey([f"offer.{number}.source", f"offer.{number}.date"])
        self._name()

    def _name(self) -> None:
        number = self.edit.number() + 1
        self._title.setText(_("Price {n}").format(n=number))
        self.remove.setAccessibleName(_("Remove price {n}").format(n=number))
        for editor, words in (
            (self.edit.text, _("Price {n}")),
            (self.edit.per, _("What price {n} buys")),
            (self.edit.size, _("Sessions of the course of price {n}")),
            (self.edit.tax_choice, _("Tax of price {n}")),
            (self.source, _("Source of price {n}")),
            (self.date, _("Date of price {n}")),
        ):
            editor.setAccessibleName(words.format(n=number))


class OfferRows(QWidget):
    """The rows below the first price, which is row 0 and stands in the form itself."""

    rows_changed = Signal()

    def __init__(self, icons: Icons, sources: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._sources: Sequence[tuple[str, str]] = sources
        self._rows: list[OfferRow] = []
        self.add = QPushButton(_("Add a price"), self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add_by_hand)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def rows(self) -> tuple[OfferRow, ...]:
        return tuple(self._rows)

    def set_count(self, count: int) -> None:
        """As many empty rows, without announcing it."""
        while len(self._rows) > count:
            self._drop(self._rows[-1])
        while len(self._rows) < count:
            self._new_row()

    def _new_row(self) -> OfferRow:
        row = OfferRow(len(self._rows) + 1, self._icons, self._sources)
        row.remove.clicked.connect(partial(self._remove_by_hand, row))
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        return row

    def _add_by_hand(self) -> None:
        row = self._new_row()
        row.source.set_raw(SAME_SOURCE)
        self.rows_changed.emit()
        row.edit.text.setFocus()

    def _remove_by_hand(self, row: OfferRow) -> None:
        self._drop(row)
        self.rows_changed.emit()
        self.add.setFocus()

    def _drop(self, row: OfferRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        for number, each in enumerate(self._rows, 1):
            each.renumber(number)
