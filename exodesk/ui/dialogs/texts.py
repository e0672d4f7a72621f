"""A dialog that shows a text to read and to copy, and the texts of the Help menu."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from exodesk import __version__
from exodesk.domain.catalogue import Catalogue
from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.theme import TypeRole, role_font
from exodesk.wording import gettext as _
from exodesk.wording.dates import date_text
from exodesk.wording.sentences import source_text
from exodesk.wording.vocabulary import word

_AFTER_TAB = 24
_WIDEST_LEFT = 240


class TextDialog(QDialog):
    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        heading = QLabel(title, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(role_font(TypeRole.DIALOG_TITLE))
        self.text = QPlainTextEdit(text, self, readOnly=True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        self.text.setProperty(RADIUS_PROPERTY, 0.0)
        # Spaces would not line up in a font of unlike letters.
        left = [line.partition("\t")[0] for line in text.splitlines() if "\t" in line]
        widest = max(map(self.text.fontMetrics().horizontalAdvance, left), default=0)
        self.text.setTabStopDistance(min(widest, _WIDEST_LEFT) + _AFTER_TAB)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.resize(760, 520)


def sources_text(catalogue: Catalogue) -> str:
    """What a catalogue is made of: how many sources of each kind, then each one."""
    kinds = Counter(source.kind for source in catalogue.sources.values())
    lines = [
        catalogue.title or _("A catalogue without a title"),
        _("As of {date}.").format(date=date_text(catalogue.updated)),
        "",
        _(
            "Each price is shown as its source published it, on the date beside it. A price may"
            " have changed since: ask before booking. Nobody pays to be in this list, nothing is"
            " sent anywhere, and nothing here is advice."
        ),
        "",
        ", ".join(
            _("{word}: {n}").format(word=word(kind), n=count) for kind, count in kinds.items()
        ),
        "",
    ]
    for source in sorted(catalogue.sources.values(), key=lambda s: source_text(s).casefold()):
        lines.append(source_text(source))
        if source.url is not None:
            lines.append(f"    {source.url}")
    return "\n".join(lines)


def keys_text() -> str:
    """The keys that are not in the menus as well as those that are."""
    keys = (
        ("Ctrl+F", _("search; Down goes to the list")),
        ("Ctrl+Shift+F", _("filters")),
        ("Space", _("tick or untick the selected entries")),
        ("Ctrl+K", _("compare the ticked entries")),
        ("Ctrl+1, Ctrl+2, Ctrl+3", _("catalogue, comparison, quotes")),
        ("Ctrl+Shift+Q", _("new quote")),
        ("Ctrl+I", _("details of the current entry")),
        ("Ctrl+T", _("how its total came about")),
        ("Enter", _("on a cell of the comparison: how that total came about")),
        ("Ctrl+N", _("new entry")),
        ("F2, Ctrl+D", _("edit the current entry, duplicate it")),
        ("Delete", _("in the list: delete an own entry, hide another")),
        ("Ctrl+Z", _("take back the last act on your entries")),
        ("Ctrl+Shift+Z, Ctrl+Y", _("do it again")),
        ("Ctrl+Shift+I", _("import a price list")),
        ("Ctrl+Shift+O", _("open a workspace")),
        ("Ctrl+Shift+S", _("save a copy of the workspace")),
        ("Ctrl+E", _("export the list, or the comparison")),
        ("Ctrl+C", _("copy the selected rows as a table")),
        ("Ctrl+R, Ctrl+Shift+R", _("exchange rates, update them")),
        ("Ctrl+O", _("open a catalogue file")),
        ("Ctrl+Shift+L", _("clear the filters")),
        ("F6, Shift+F6", _("next pane, pane before")),
        ("F1, Shift+F1", _("these keys, where the prices come from")),
        ("Esc", _("in a field: back to its last valid value")),
        ("Delete", _("on a chip: take it out of the comparison")),
        ("Ctrl+Q", _("quit")),
    )
    return "\n".join(f"{key}\t{what}" for key, what in keys)


def about_text() -> str:
    return "\n".join(
        (
            _("exodesk {version}").format(version=__version__),
            "",
            _("What a course of treatment would cost, and which is cheaper."),
            _("Price information, not medical advice."),
            "",
            _("© 2026 the exodesk contributors, MIT licence"),
            _("Exchange rates: European Central Bank reference rates."),
        )
    )
