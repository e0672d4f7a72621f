"""A dialog that shows a text to read and to copy, and the texts of the Help menu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.catalogue import Catalogue
from exodesk.ui.dialogs.room import first_size
from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.menu_acts import MenuAct
from exodesk.ui.theme import TypeRole, role_font, with_type
from exodesk.ui.versions import versions_text
from exodesk.ui.widgets.linked_text import LinkedText
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.dates import date_text
from exodesk.wording.sentences import source_text
from exodesk.wording.vocabulary import word

_AFTER_TAB = 24
_WIDEST_LEFT = 240


class TextDialog(LetteredDialog):
    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        heading = QLabel(title, self)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setFont(role_font(TypeRole.DIALOG_TITLE))
        self.text = LinkedText(text, self)
        self.text.setAccessibleName(title)
        self.text.setProperty(RADIUS_PROPERTY, 0.0)
        # Spaces would not line up in a font of unlike letters.
        left = [line.partition("\t")[0] for line in text.splitlines() if "\t" in line]
        widest = max(map(self.text.fontMetrics().horizontalAdvance, left), default=0)
        self.text.setTabStopDistance(min(widest, with_type(_WIDEST_LEFT)) + _AFTER_TAB)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(_("Copy"), self)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.resize(first_size(760, 520, parent))


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


def keys_page(acts: Sequence[MenuAct]) -> str:
    """A page of every key: those of the menus as they are now, then those of lists and fields."""
    heading, key, does = _("Keys"), _("Key"), _("What it does")
    parts = [f"# {heading}"]
    menus: dict[str, list[tuple[str, str]]] = {}
    for act in acts:
        if act.keys:
            menus.setdefault(act.path[0], []).append((", ".join(act.keys), act.text))
    for title, rows in (*menus.items(), *_keys_elsewhere()):
        parts += ["", f"## {title}", "", f"| {key} | {does} |", "|---|---|"]
        parts += [f"| {_cell(keys)} | {_cell(what)} |" for keys, what in rows]
    return "\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _keys_elsewhere() -> list[tuple[str, list[tuple[str, str]]]]:
    """What lists and fields take themselves, which no menu knows of."""
    return [
        (
            _("In the list"),
            [
                (_("Space"), _("tick or untick the selected entries")),
                (_("Enter"), _("edit an entry of your own; show the details of any other")),
                (_("Home, End"), _("first and last entry")),
                (_("letters"), _("the next entry whose name begins so")),
            ],
        ),
        (
            _("In the comparison"),
            [
                (_("Enter"), _("how that total came about")),
                (_("Ctrl+Left, Ctrl+Right"), _("in the picture: put the entry elsewhere")),
            ],
        ),
        (
            _("In fields"),
            [
                (
                    _("Esc"),
                    _("back to the last valid value; else, among the filters, all of them off"),
                ),
                (_("Down"), _("from the search to the list")),
            ],
        ),
        (
            _("On chips"),
            [(_("Delete"), _("take the entry out of the comparison"))],
        ),
        (
            _("Everywhere"),
            [
                (_("Tab, Shift+Tab"), _("next and previous thing to act on")),
                (_("Menu"), _("what can be done with what has the keyboard, as Shift+F10")),
                (_("Alt and a letter"), _("open a menu, press a button that has the letter")),
            ],
        ),
    ]


# The libraries it runs with, by their names as packages, and their licences.
LIBRARIES = {
    "pyside6-essentials": "LGPL 3.0",
    "babel": "BSD 3-Clause",
    "currencyconverter": "Apache 2.0",
    "filelock": "MIT",
    "msgspec": "BSD 3-Clause",
    "numpy": "BSD 3-Clause",
    "pint": "BSD 3-Clause",
    "platformdirs": "MIT",
    "python-calamine": "MIT",
    "sqlalchemy": "MIT",
    "typst": "Apache 2.0",
    "xlsxwriter": "BSD 2-Clause",
}
# What these bring along.
BROUGHT_ALONG = {
    "flexcache": "BSD 3-Clause",
    "flexparser": "BSD 3-Clause",
    "shiboken6": "LGPL 3.0",
    "typing-extensions": "PSF 2.0",
}
_ECB = "https://www.ecb.europa.eu/stats/eurofxref/"
_CLDR = "https://cldr.unicode.org/"
_OPEN_FONTS = "https://openfontlicense.org/"


def about_text(catalogue: Catalogue) -> str:
    """Versions, licences and where the figures come from."""
    sources = ngettext(
        "Catalogue: {title}, as of {date}, {n} source.",
        "Catalogue: {title}, as of {date}, {n} sources.",
        len(catalogue.sources),
    ).format(
        title=catalogue.title or _("A catalogue without a title"),
        date=date_text(catalogue.updated),
        n=len(catalogue.sources),
    )
    return "\n".join(
        (
            _("What a course of treatment would cost, and which is cheaper."),
            _("Price information, not medical advice."),
            "",
            versions_text(),
            "",
            _("© 2026 the exodesk contributors, MIT licence"),
            "",
            _("Where the figures come from"),
            sources,
            _("Each source stands with its address under “{sources}” in the Help menu.").format(
                sources=_("Where the prices come from")
            ),
            _("Exchange rates: European Central Bank reference rates, {address}").format(
                address=_ECB
            ),
            _(
                "Names of countries and currencies, shapes of numbers and dates: Unicode CLDR,"
                " {address}"
            ).format(address=_CLDR),
            "",
            _("Fonts of documents: Noto Sans, SIL Open Font Licence 1.1, {address}").format(
                address=_OPEN_FONTS
            ),
            "",
            _("Libraries and their licences"),
            *_libraries(LIBRARIES),
            "",
            _("Libraries that these bring along"),
            *_libraries(BROUGHT_ALONG),
        )
    )


def _libraries(licences: Mapping[str, str]) -> Iterator[str]:
    for name, licence in licences.items():
        yield "\t".join(filter(None, (f"{name} {_version(name)}", licence, home_page(name))))


def home_page(library: str) -> str:
    """The address that a library gives as its own, else where its source is; "" without either."""
    try:
        said = metadata.metadata(library)
    except metadata.PackageNotFoundError:
        return ""
    stated = [f"homepage, {page}" for page in said.get_all("Home-page") or []]
    stated += said.get_all("Project-URL") or []
    pages: dict[str, str] = {}
    for each in stated:
        label, _comma, page = each.partition(", ")
        pages.setdefault(label.casefold(), page)
    return next(
        (pages[label] for label in ("homepage", "source", "repository") if label in pages), ""
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
