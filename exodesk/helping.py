"""What helps: the guide, the keys, what is new, the versions, and the command palette."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Slot

from exodesk.paths import change_log, document
from exodesk.quote_work import QuoteWork
from exodesk.translation import current_locale
from exodesk.ui.dialogs.help_window import HelpPage, HelpWindow
from exodesk.ui.dialogs.texts import keys_page
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.commanding import Commanding
from exodesk.ui.flows.greeting import Greeting
from exodesk.ui.flows.links import open_link
from exodesk.ui.icons import Icons
from exodesk.ui.main_window import MainWindow
from exodesk.ui.menu_acts import acts_in
from exodesk.ui.widgets.page_text import slug
from exodesk.wording import gettext as _

GUIDE, METHOD, COMMAND_LINE, NEWS, KEYS = (
    "guide.md",
    "method.md",
    "command-line.md",
    "../CHANGELOG.md",
    "keys",
)
# Which section of each guide tells of which page of the window.
SECTIONS = {
    GUIDE: ("The list", "The comparison", "Quotes"),
    "guide.hi.md": ("कैटलॉग", "तुलना", "कोटेशन"),
}


class Helping(QObject):
    """Joins the Help menu and the palette to the window; opens one help window at a time."""

    def __init__(
        self,
        window: MainWindow,
        catalogue: CatalogueDocument,
        quote_work: QuoteWork,
        icons: Icons,
        greeting: Greeting,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._icons = icons
        self._help: HelpWindow | None = None
        self._quote_work = quote_work
        self.commanding = Commanding(window, catalogue, quote_work.quoting.listed, icons)
        self.commanding.quote_wanted.connect(self._open_quote)
        a = window.actions_by_name
        a.commands.triggered.connect(self.commanding.show)
        a.guide.triggered.connect(self.show_guide)
        a.keys.triggered.connect(lambda: self.show(KEYS))
        a.news.triggered.connect(self.show_news)
        a.sources.triggered.connect(greeting.show_sources)
        a.about.triggered.connect(greeting.show_about)

    @Slot()
    def show_guide(self) -> HelpWindow:
        """Open the guide where it tells of the page in view."""
        guide = _own_guide()
        titles = SECTIONS.get(guide)
        return self.show(guide, "" if titles is None else slug(titles[self._window.page()]))

    @Slot()
    def show_news(self) -> HelpWindow:
        return self.show(NEWS)

    def show(self, name: str, section: str = "") -> HelpWindow:
        """Bring a page of the help window to the front."""
        if self._help is None or not shiboken6.isValid(self._help):
            folder = document()
            self._help = HelpWindow(self._pages(), self._icons, folder, self._window)
            self._help.link_activated.connect(open_link)
        self._help.show()
        self._help.show_page(name, section)
        self._help.raise_()
        self._help.activateWindow()
        self._help.text.setFocus()
        return self._help

    def seen(self) -> str:
        """Which page of the help window is open; empty for none."""
        if self._help is None or not shiboken6.isValid(self._help) or self._help.isHidden():
            return ""
        return self._help.shown()

    def show_seen(self, name: str) -> None:
        """Open what another window had open, in the language of now."""
        if name:
            self.show(_own_guide() if name in SECTIONS else name)

    def _pages(self) -> list[HelpPage]:
        own = _own_guide()
        guides = [HelpPage(own, _("Guide"), lambda: document(own).read_text("utf-8"))]
        if own != GUIDE:
            guides.append(
                HelpPage(
                    GUIDE,
                    _("The whole guide, in English"),
                    lambda: document(GUIDE).read_text("utf-8"),
                )
            )
        return [
            *guides,
            HelpPage(
                METHOD, _("How figures are made"), lambda: document(METHOD).read_text("utf-8")
            ),
            HelpPage(
                COMMAND_LINE,
                _("The command line"),
                lambda: document(COMMAND_LINE).read_text("utf-8"),
            ),
            HelpPage(KEYS, _("Keys"), lambda: keys_page(acts_in(self._window.menuBar()))),
            HelpPage(NEWS, _("What's new"), lambda: change_log().read_text("utf-8")),
        ]

    @Slot(str)
    def _open_quote(self, quote_id: str) -> None:
        self._quote_work.quoting.choose(quote_id)
        self._quote_work.actions.show_quotes.trigger()


def _own_guide() -> str:
    """The guide in the language of the window, where there is one."""
    own = f"guide.{current_locale().partition('_')[0]}.md"
    return own if document(own).is_file() else GUIDE
