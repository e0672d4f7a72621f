"""Finds by words what the menus can do, the entries of the catalogue and the quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMainWindow

from exodesk.domain.entries import Entry
from exodesk.domain.filters import EntryFilter
from exodesk.domain.ordering import SortKey
from exodesk.domain.quotes.book import Listed
from exodesk.ui.dialogs.command_palette import CommandPalette
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.icons import Icons
from exodesk.ui.menu_acts import MenuAct, acts_in
from exodesk.ui.models.command_list import Command, matching, nearly
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text
from exodesk.wording.quote_lists import client_text, number_line, state_line
from exodesk.wording.sentences import provider_line

_MOST_ENTRIES = 40
_MOST_QUOTES = 20


class Commanding(QObject):
    """Announces which entry and which quote is wanted; actions it triggers itself."""

    entry_wanted = Signal(str)
    quote_wanted = Signal(str)

    def __init__(
        self,
        window: QMainWindow,
        document: CatalogueDocument,
        quotes: Callable[[str], Sequence[Listed]],
        icons: Icons,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._document = document
        self._quotes = quotes
        self._icons = icons
        self._acts: list[Command] = []

    @Slot()
    def show(self) -> CommandPalette:
        """Open the palette over the window, with the menus as they are now."""
        acts = acts_in(self._window.menuBar())
        self._acts = [_of_act(act) for act in acts if act.can or act.why_not]
        palette = CommandPalette(self.find, self._icons, self._window)
        palette.open()
        return palette

    def find(self, words: str) -> list[Command]:
        found = matching(self._acts, words)
        if words.strip():
            found += self._entries(words)
            quotes = self._quotes(words)
            found += [self._of_quote(listed) for listed in quotes[:_MOST_QUOTES]]
            found += _more(len(quotes) - _MOST_QUOTES, _("Quotes"))
        return found or nearly(self._acts, words)

    def _entries(self, words: str) -> list[Command]:
        document = self._document
        if document.index is None:
            return []
        shown = document.select(EntryFilter(words=words), SortKey.LISTED, descending=False)
        entries = document.catalogue.entries
        first = [self._of_entry(entries[int(row)]) for row in shown.rows[:_MOST_ENTRIES]]
        return first + _more(len(shown.rows) - _MOST_ENTRIES, _("Entries"))

    def _of_entry(self, entry: Entry) -> Command:
        place = _("Entry · {place}").format(place=provider_line(entry))
        return Command(entry.name, place, lambda: self.entry_wanted.emit(entry.id))

    def _of_quote(self, listed: Listed) -> Command:
        quote = listed.quote
        place = _("Quote · {number} · {state}").format(
            number=number_line(quote), state=state_line(listed)
        )
        return Command(client_text(quote), place, lambda: self.quote_wanted.emit(quote.id))


def _more(count: int, place: str) -> list[Command]:
    """A line in the place of those that are left out."""
    if count <= 0:
        return []
    text = ngettext("{n} more", "{n} more", count).format(n=whole_text(count))
    why_not = _("Type more of the name to find it.")
    return [Command(text, place, lambda: None, why_not=why_not, stands_for=count)]


def _of_act(act: MenuAct) -> Command:
    return Command(
        act.text,
        " › ".join(act.path),
        act.action.trigger,
        keys=act.keys[0] if act.keys else "",
        why_not=act.why_not,
    )
