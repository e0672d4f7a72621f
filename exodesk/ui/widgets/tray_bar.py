"""The compare tray at the foot of the window: a chip for each entry, and the Compare button."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from exodesk.domain.costing import CourseCost
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, field_height, role_font, with_type
from exodesk.ui.widgets.chip import Chip
from exodesk.ui.widgets.details_lines import as_shown
from exodesk.ui.widgets.wrapped_text import shortened
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.sentences import marked_total_text

_HEIGHT = 52
_MARGIN = 20
_GAP = 8
_SPACING = 12
_LONGEST_LINE = 80  # in letters, of a menu
_INSET = 3  # keeps the focus ring of the outer chips whole


class TrayBar(QWidget):
    """Chips that do not fit stand behind a button ``+2``."""

    compare_requested = Signal()
    clear_requested = Signal()
    remove_requested = Signal(str)
    entry_requested = Signal(str)

    def __init__(self, icons: Icons, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._least = least
        self._costs: tuple[CourseCost, ...] = ()
        self._chips: list[Chip] = []
        self.setFixedHeight(max(_HEIGHT, field_height() + 14))
        self.setAccessibleName(_("Compare tray"))
        self._title = QLabel(_("Compare"), self)
        self._title.setFont(role_font(TypeRole.PAGE_CURRENT))
        self._area = QWidget(self)
        self._area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = QHBoxLayout(self._area)
        self._row.setContentsMargins(_INSET, 0, _INSET, 0)
        self._row.setSpacing(_GAP)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.more = QPushButton(self)
        self.more.setMenu(QMenu(self.more))
        self._hint = QLabel(self)
        self._hint.setProperty("secondary", True)
        self._hint.setFont(role_font(TypeRole.SMALL))
        self.clear = QPushButton(_("Clear"), self)
        self.clear.setProperty("link", True)
        self.compare = QPushButton(_("Compare"), self)
        self.compare.setProperty("primary", True)
        self.compare.setMinimumWidth(with_type(112))
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_SPACING)
        row.addWidget(self._title)
        row.addWidget(self._area, 1)
        row.addWidget(self.more)
        row.addWidget(self._hint)
        row.addWidget(self.clear)
        row.addWidget(self.compare)
        self.clear.clicked.connect(self.clear_requested)
        self.compare.clicked.connect(self.compare_requested)
        icons.theme.changed.connect(self.update)
        self.show_costs(())

    def show_costs(self, costs: Sequence[CourseCost]) -> None:
        """Show what is in the tray, with its totals of now."""
        self._costs = tuple(costs)
        number = len(self._costs)
        for chip in self._chips[number:]:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        del self._chips[number:]
        for place, cost in enumerate(self._costs):
            name = _chip_name(cost)
            if place < len(self._chips):
                self._chips[place].show_words(name, marked_total_text(cost))
            else:
                self._add_chip(place, name, marked_total_text(cost))
        # A new chip would be the last stop of the window. Begun at the button, then put before it.
        for one, following in pairwise([self.more, *self._chips, self.more]):
            QWidget.setTabOrder(one, following)
        enough = number >= self._least
        self.clear.setEnabled(number > 0)
        self.clear.setToolTip("" if number else _("No entry is ticked."))
        self.compare.setEnabled(enough)
        self.compare.setText(_("Compare {n}").format(n=number) if number else _("Compare"))
        lacking = max(0, self._least - number)
        hint = "" if enough else self._hint_text(number, lacking)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.compare.setToolTip(hint)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(0, 0, self.width(), 1, tokens.line)
        painter.end()

    @staticmethod
    def _hint_text(number: int, lacking: int) -> str:
        if number:
            return ngettext(
                "Tick {n} more entry to compare", "Tick {n} more entries to compare", lacking
            ).format(n=lacking)
        return _("Tick 2 to 8 entries (Space) to see them side by side")

    def _add_chip(self, place: int, name: str, total: str) -> None:
        chip = Chip(name, total, self._icons, self._area)
        chip.remove_requested.connect(lambda: self._ask(self.remove_requested, chip))
        chip.clicked.connect(lambda: self._ask(self.entry_requested, chip))
        self._chips.append(chip)
        self._row.insertWidget(place, chip)

    def _ask(self, signal: SignalInstance, chip: Chip) -> None:
        if chip in self._chips:
            entry_id = self._costs[self._chips.index(chip)].entry.id
            signal.emit(entry_id)

    def _arrange(self) -> None:
        """Hide the chips that do not fit and offer them in a menu."""
        widths = [chip.sizeHint().width() for chip in self._chips]
        room = self._room()
        shown = _most_that_fit(widths, room)
        if shown < len(widths):
            self.more.setText(_("+{n}").format(n=len(widths)))  # the widest that it can become
            shown = _most_that_fit(widths, room - self.more.sizeHint().width() - _SPACING)
        hidden = range(shown, len(widths))
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < shown)
        self.more.setVisible(bool(hidden))
        if not hidden:
            return
        self.more.setText(_("+{n}").format(n=len(hidden)))
        self.more.setAccessibleName(
            ngettext(
                "{n} more entry in the tray", "{n} more entries in the tray", len(hidden)
            ).format(n=len(hidden))
        )
        menu = self.more.menu()
        menu.clear()
        for place in hidden:
            cost = self._costs[place]
            name = as_shown(shortened(_chip_name(cost), _LONGEST_LINE))
            text = _("Take out {name}").format(name=name)
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(
                lambda _on=False, key=cost.entry.id: self.remove_requested.emit(key)
            )

    def _room(self) -> int:
        """The width that the other parts leave for chips, were all of those chips shown."""
        others = [self._title, self.clear, self.compare]
        if self._hint.text():
            others.append(self._hint)
        taken = sum(max(part.sizeHint().width(), part.minimumWidth()) for part in others)
        return self.width() - 2 * _MARGIN - taken - len(others) * _SPACING - 2 * _INSET


def _most_that_fit(widths: Sequence[int], room: int) -> int:
    """How many of the first ``widths`` stand side by side in ``room``."""
    ends = accumulate(width + _GAP for width in widths)
    return sum(end - _GAP <= room for end in ends)


def _chip_name(cost: CourseCost) -> str:
    provider = cost.entry.provider_name
    return f"{cost.entry.name}, {provider}" if provider else cost.entry.name
