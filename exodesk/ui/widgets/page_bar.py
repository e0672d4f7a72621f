"""The bar of pages, with the search field in its middle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.icons import Icons, side
from exodesk.ui.menu_acts import without_mnemonic
from exodesk.ui.theme import TypeRole, field_height, role_font, with_type
from exodesk.ui.widgets.field_signs import lead, make_clearable
from exodesk.ui.widgets.wrapped_text import tell_placeholder
from exodesk.wording import gettext as _

_HEIGHT = 48
_SEARCH_WIDTH = 340
_AROUND_WORDS = 48  # the sign and the frame
_MOST = 60  # of what room there is goes to the search field


class PageBar(QWidget):
    """Announces which page is wanted and each change of the words typed."""

    page_requested = Signal(int)
    words_changed = Signal(str)

    def __init__(self, pages: Sequence[str], icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setFixedHeight(_height())
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 20, 0)
        row.setSpacing(8)
        self._acts: list[QToolButton] = []
        self.tabs = [PageTab(title, icons, self) for title in pages]
        for number, tab in enumerate(self.tabs):
            self._group.addButton(tab, number)
            row.addWidget(tab)
        self.search = SearchField(icons, self)
        self._row = row
        row.addStretch(1)
        row.addWidget(self.search, _MOST)
        row.addStretch(2)
        self._group.idClicked.connect(self.page_requested)
        self.search.textChanged.connect(self.words_changed)
        icons.theme.changed.connect(self.update)
        self.show_page(0)

    def add_page(self, title: str) -> int:
        """A tab for one page more; its number."""
        tab = PageTab(title, self._icons, self)
        number = len(self.tabs)
        self.tabs.append(tab)
        self._group.addButton(tab, number)
        self._row.insertWidget(number, tab)
        QWidget.setTabOrder(self.tabs[number - 1], tab)
        for following in (self.search, *self._acts):
            following.raise_()  # a screen reader goes by what lies above what
        return number

    def add_act(self, action: QAction, icon: str, words: str = "") -> QToolButton:
        """Put an act at the right; without ``words`` it is an icon with a tool tip."""
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setProperty("flat", True)
        button.setText(words)
        button.setAccessibleName(words or without_mnemonic(action.text()))
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        )
        self._icons.wear(action, icon)
        button.setIconSize(QSize(side(), side()))
        action.setIconVisibleInMenu(False)
        action.changed.connect(lambda: _keep_words(button, action, words))
        self._row.addWidget(button)
        QWidget.setTabOrder(self._acts[-1] if self._acts else self.search, button)
        self._acts.append(button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Without room for them all the first acts go: each is in a menu, too."""
        margins = self._row.contentsMargins()
        others = [*self.tabs, *self._acts]
        taken = margins.left() + margins.right() + self.search.minimumWidth()
        taken += max(self.search.whole_width() - self.search.minimumWidth(), 0)
        taken += sum(each.sizeHint().width() + self._row.spacing() for each in others)
        for act in sorted(self._acts, key=lambda act: not act.text()):
            lacks = taken > self.width()
            act.setHidden(lacks)
            taken -= act.sizeHint().width() + self._row.spacing() if lacks else 0

    def show_page(self, number: int) -> None:
        self.tabs[number].setChecked(True)

    def set_count(self, page: int, count: int) -> None:
        """Show a number beside a page's title; 0 shows none."""
        self.tabs[page].set_count(count)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._icons.theme.tokens.line)
        painter.end()


def _keep_words(button: QToolButton, action: QAction, words: str) -> None:
    """A button takes its action's text; one with words of its own keeps them."""
    name = without_mnemonic(action.text())
    button.setText(words)
    button.setToolTip(action.toolTip() if words or not action.isEnabled() else name)
    button.setAccessibleName(words or name)


class SearchField(QLineEdit):
    """Esc empties it; Down asks for the list below.

    Where nothing typed here can be undone, the key undoes what was done elsewhere.
    """

    list_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(_("Search entries, clinics, cities"))
        self.setAccessibleName(_("Search entries, clinics, cities"))
        self.setAccessibleDescription(_("Down goes to the list, Esc empties the field"))
        self.setMaximumWidth(with_type(_SEARCH_WIDTH))
        self.setMinimumWidth(with_type(180))
        self.setMaxLength(200)
        lead(self, icons, "search", _("Search"))
        make_clearable(self, icons)

    def whole_width(self) -> int:
        """With room for the whole of what it says while it is empty."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return min(words + _AROUND_WORDS, self.maximumWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tell_placeholder(self)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redoes = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undoes or redoes:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape if self.text():
                self.setText("")  # leaves nothing here for the key of undo to bring back
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.list_requested.emit()
            case _:
                super().keyPressEvent(event)


class PageTab(QAbstractButton):
    """A page's title with a line under the one that is shown."""

    def __init__(self, title: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._count = 0
        self._icons = icons
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(RADIUS_PROPERTY, 4.0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(
            _("{page}: {n}").format(page=self._title, n=count) if count else self._title
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        title = QFontMetrics(role_font(TypeRole.PAGE_CURRENT)).horizontalAdvance(self._title)
        count = QFontMetrics(role_font(TypeRole.SMALL)).horizontalAdvance(str(self._count))
        return QSize(title + 16 + (count + 8 if self._count else 0), _height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._icons.theme.tokens
        painter = QPainter(self)
        current = self.isChecked()
        lit = current or self.underMouse()
        font = role_font(TypeRole.PAGE_CURRENT if current else TypeRole.PAGE)
        painter.setFont(font)
        painter.setPen(tokens.text if lit else tokens.text_secondary)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(8, 0, 0, 0), middle, self._title)
        if self._count:
            left = 8 + painter.fontMetrics().horizontalAdvance(self._title) + 8
            painter.setFont(role_font(TypeRole.SMALL))
            painter.setPen(tokens.text_secondary)
            painter.drawText(self.rect().adjusted(left, 1, 0, 0), middle, str(self._count))
        if current:
            painter.fillRect(8, self.height() - 3, self.width() - 16, 3, tokens.accent)
        painter.end()


def _height() -> int:
    return max(_HEIGHT, field_height() + 10)
