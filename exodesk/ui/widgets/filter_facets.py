"""Foldable groups of values to tick: one per facet, and a longer one for providers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from exodesk.domain.words import words_in
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.facet_list import FacetChoice, FacetList
from exodesk.ui.widgets.field_signs import make_clearable
from exodesk.ui.widgets.section import Section
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text

FEW = 8
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that entries have, and how many entries of the catalogue have it."""

    value: object
    word: str
    entries: int


class FacetGroup(QWidget):
    """All values of one facet. Ticked ones stay in sight, also where no entry has them now."""

    checked_changed = Signal(object)

    def __init__(
        self,
        title: str,
        word_of: Callable[[Any], str],
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._word_of = word_of
        self._values: tuple[FacetValue, ...] = ()
        self._checked: frozenset[object] = frozenset()
        self._counts: Mapping[object, int] | None = None
        self._section = Section(title, icons)
        self._list = FacetList(icons.theme)
        self._list.setAccessibleName(title)
        self._list.checked_changed.connect(self._take_over)
        self._content = QWidget()
        self._inner = QVBoxLayout(self._content)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(4)
        self._inner.addWidget(self._list)
        self._section.set_content(self._content)
        self._section.open_changed.connect(self._say_how_many)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._section)

    @property
    def section(self) -> Section:
        return self._section

    @property
    def choices_list(self) -> FacetList:
        return self._list

    def checked(self) -> frozenset[object]:
        return self._checked

    def set_values(self, values: Sequence[FacetValue]) -> None:
        """Which values exist, in the order they are to stand."""
        self._values = tuple(values)
        self._counts = None
        self._show()

    def set_checked(self, checked: frozenset[object]) -> None:
        self._checked = checked
        self._show()

    def set_counts(self, counts: Mapping[object, int]) -> None:
        """How many entries each value would leave; a value that is missing leaves none."""
        self._counts = counts
        self._show()

    def shown_values(self) -> list[FacetValue]:
        known = {each.value for each in self._values}
        gone = [
            FacetValue(value, self._word_of(value), 0)
            for value in sorted(self._checked - known, key=str)
        ]
        return [*self._values, *gone]

    def _show(self) -> None:
        self._list.set_choices([self._choice(each) for each in self.shown_values()])
        self.setVisible(bool(self._list.choices()))
        self._say_how_many()

    def _choice(self, each: FacetValue) -> FacetChoice:
        count = each.entries if self._counts is None else self._counts.get(each.value, 0)
        return FacetChoice(each.value, each.word, count, each.value in self._checked)

    def _say_how_many(self) -> None:
        """Ticks that are folded away must not be forgotten."""
        ticked = len(self._checked)
        folded = ngettext("{n} ticked", "{n} ticked", ticked).format(n=ticked)
        self._section.set_note(folded if ticked and not self._section.is_open() else "")

    def _take_over(self, checked: frozenset[object]) -> None:
        listed = {choice.value for choice in self._list.choices()}
        self._checked = frozenset(self._checked - listed) | checked
        self._say_how_many()
        self.checked_changed.emit(self._checked)


class LongFacetGroup(FacetGroup):
    """Shows what is ticked and the commonest few; all of it, with a search field, on demand."""

    def __init__(
        self,
        title: str,
        find: str,
        word_of: Callable[[Any], str],
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, word_of, icons, parent)
        self._all = False
        self._left_off = 0
        self._find = QLineEdit()
        self._find.setPlaceholderText(find)
        self._find.setAccessibleName(find)
        make_clearable(self._find, icons)
        self._find.setVisible(False)
        self._find.textChanged.connect(self._show)
        self._note = QLabel()
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setFont(role_font(TypeRole.SMALL))
        self._note.setProperty("secondary", "true")
        self._note.setWordWrap(True)
        self._note.setVisible(False)
        self._more = QPushButton()
        self._more.setProperty("link", "true")
        self._more.setFont(role_font(TypeRole.SMALL))
        self._more.clicked.connect(self._show_or_hide_all)
        self._inner.insertWidget(0, self._find)
        self._inner.addWidget(self._note)
        self._inner.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def shown_values(self) -> list[FacetValue]:
        values = super().shown_values()
        self._left_off = 0
        if not self._all:
            common = sorted(self._values, key=lambda each: -each.entries)[:FEW]
            kept = {each.value for each in common} | self.checked()
            return [each for each in values if each.value in kept]
        typed = words_in(self._find.text())
        found = [each for each in values if _has(words_in(each.word), typed)]
        self._left_off = max(len(found) - MOST_LISTED, 0)
        return found[:MOST_LISTED]

    def sought(self) -> str | None:
        """The words that are looked for; None while only the commonest are shown."""
        return self._find.text() if self._all else None

    def seek(self, words: str) -> None:
        """Show all of those words."""
        self._all = True
        self._find.setVisible(True)
        self._find.setText(words)
        self._show()

    def left_off_note(self) -> str:
        """What is said below the list: how many are not listed, or that none was found."""
        return self._note.text() if self._note.isVisibleTo(self) else ""

    def _show(self) -> None:
        super()._show()
        every = len(super().shown_values())
        self.setVisible(every > 0)  # a search without a match must not hide its own field
        self._more.setVisible(self._all or every > len(self.choices_list.choices()))
        self._more.setText(
            _("Show fewer") if self._all else _("Show all {n}").format(n=whole_text(every))
        )
        self._note.setVisible(self._all and (self._left_off > 0 or not self.choices_list.choices()))
        self._note.setText(
            ngettext(
                "{n} more: type to find it", "{n} more: type to find them", self._left_off
            ).format(n=whole_text(self._left_off))
            if self._left_off
            else _("None of that name")
        )

    def _show_or_hide_all(self) -> None:
        self._all = not self._all
        self._find.clear()
        self._find.setVisible(self._all)
        self._show()
        if self._all:
            self._find.setFocus()


def _has(words: Sequence[str], typed: Sequence[str]) -> bool:
    return all(any(part in word for word in words) for part in typed)
