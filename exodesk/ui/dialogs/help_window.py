"""The help window: what can be read at the left, the page at the right, words to find above."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from exodesk.ui.announcing import CurrentItem, announce
from exodesk.ui.dialogs.room import first_size
from exodesk.ui.icons import Icons
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.widgets.field_signs import make_clearable
from exodesk.ui.widgets.page_text import PageText
from exodesk.wording import gettext as _

_CONTENTS_WIDTH = 250
_INDENT = 14
_ROW_HEIGHT = 26
_PLACE = Qt.ItemDataRole.UserRole + 1
_SIZE = (960, 720)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """``name`` is what links call it; ``read`` makes its Markdown when it is wanted."""

    name: str
    title: str
    read: Callable[[], str]


class HelpWindow(LetteredDialog):
    """Stands beside the window. Links to the web are announced."""

    link_activated = Signal(object)

    def __init__(
        self, pages: Sequence[HelpPage], icons: Icons, folder: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages = {page.name: page for page in pages}
        self._shown = ""
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(_("Find on this page"))
        self.words.setAccessibleName(_("Find on this page"))
        self.words.setAccessibleDescription(_("Enter goes to the next place"))
        make_clearable(self.words, icons)
        self.words.setFixedWidth(with_type(_CONTENTS_WIDTH))
        self.contents = QTreeWidget(self)
        self.contents.setAccessibleName(_("Contents"))
        self.contents.setFixedWidth(with_type(_CONTENTS_WIDTH))
        self.contents.setHeaderHidden(True)
        self.contents.setIndentation(with_type(_INDENT))
        self.contents.setRootIsDecorated(False)
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        CurrentItem(self.contents)
        self.text = PageText(icons.theme, folder, self)
        self._found = QLabel(self)
        self._found.setFont(role_font(TypeRole.SMALL))
        self._found.setProperty("secondary", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setAutoDefault(False)
        above = QHBoxLayout()
        above.addWidget(self.words)
        above.addWidget(self._found, 1)
        middle = QHBoxLayout()
        middle.addWidget(self.contents)
        middle.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(above)
        column.addLayout(middle, 1)
        column.addWidget(buttons)
        self.resize(first_size(*_SIZE, parent))
        buttons.rejected.connect(self.reject)
        self.contents.currentItemChanged.connect(self._go)
        self.words.returnPressed.connect(self._find)
        self.words.textChanged.connect(self._found.clear)
        self.text.page_wanted.connect(self.show_page)
        self.text.link_activated.connect(self.link_activated)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.words.setFocus)
        self._items = {page.name: self._listed(page) for page in pages}
        self._sections: dict[str, QTreeWidgetItem] = {}  # of the page shown, by their slugs

    def shown(self) -> str:
        """The name of the page that is read."""
        return self._shown

    @Slot(str, str)
    def show_page(self, name: str, section: str = "") -> None:
        """Show a page at a section; a name that is none of them changes nothing."""
        name = name or self._shown
        if name not in self._pages:
            return
        self._read(name)
        self._mark(self._sections.get(section, self._items[name]))
        self.text.go_to(section)

    def _mark(self, item: QTreeWidgetItem) -> None:
        self.contents.blockSignals(True)
        self.contents.setCurrentItem(item)
        self.contents.scrollToItem(item)
        self.contents.blockSignals(False)

    def _read(self, name: str) -> None:
        if name == self._shown:
            return
        page = self._pages[name]
        self._shown = name
        self.text.show_markdown(page.read())
        self.text.setAccessibleName(page.title)
        self.setWindowTitle(page.title)
        self._list_sections(name)

    def _listed(self, page: HelpPage) -> QTreeWidgetItem:
        item = _item(self.contents, page.title, (page.name, ""))
        item.setFont(0, role_font(TypeRole.BODY_SELECTED))
        return item

    def _list_sections(self, name: str) -> None:
        """Unfold the sections of the page shown, and fold those of the others."""
        self.contents.blockSignals(True)
        for item in self._items.values():
            item.takeChildren()
        self._sections = {
            slug: _item(self._items[name], title, (name, slug))
            for level, title, slug in self.text.sections()
            if level == 2
        }
        self._items[name].setExpanded(True)
        self.contents.blockSignals(False)

    @Slot()
    def _go(self) -> None:
        item = self.contents.currentItem()
        if item is not None:
            name, section = item.data(0, _PLACE)
            self._read(name)
            self.text.go_to(section)
            self._mark(item)

    @Slot()
    def _find(self) -> None:
        """Go to the next place of the words, from the start again after the last."""
        words = self.words.text()
        if not words:
            return
        found = self.text.find(words)
        if not found:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            found = self.text.find(words, QTextDocument.FindFlag(0))
        self._found.setText("" if found else _("Not on this page."))
        announce(self._found, self._found.text())
        if found:
            announce(self.text, self.text.textCursor().block().text())


def _item(
    within: QTreeWidget | QTreeWidgetItem, title: str, place: tuple[str, str]
) -> QTreeWidgetItem:
    item = QTreeWidgetItem(within, [title])
    item.setSizeHint(0, QSize(0, with_type(_ROW_HEIGHT)))
    item.setData(0, _PLACE, place)
    return item
