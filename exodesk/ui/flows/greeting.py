"""What the message bar says of a catalogue: where its prices come from, and what is amiss."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from exodesk.domain.assumptions import Assumptions
from exodesk.storage.catalogue_file import LoadedCatalogue
from exodesk.storage.problems import Problem
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.links import open_link
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.assumptions import currency_words
from exodesk.wording.vocabulary import country_name


class Greeting(QObject):
    """Says what was set aside; else, until that is closed once, where the prices come from."""

    banner_closed = Signal()

    def __init__(
        self,
        message: MessageBar,
        document: CatalogueDocument,
        usual: Assumptions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._banner = _banner_text(document.assumptions, usual)
        self._message = message
        self._document = document
        self._window = window
        self._problems: Sequence[Problem] = ()
        message.closed.connect(self._note_closed)

    def greet(self, loaded: LoadedCatalogue, *, banner: bool) -> None:
        self._problems = loaded.problems
        if loaded.problems:
            self._message.say(
                _problems_text(loaded), action=_("Show all"), act=self.show_problems, warning=True
            )
        elif banner and loaded.catalogue.entries:
            self._message.say(self._banner, action=_("Where they come from"), act=self.show_sources)
        else:
            self._message.hide()

    def shows_banner(self) -> bool:
        return not self._message.isHidden() and self._message.text() == self._banner

    @Slot(str)
    def warn(self, sentence: str) -> None:
        self._message.say(sentence, warning=True)

    @Slot(str, object)
    def warn_and_ask_again(self, sentence: str, ask: Callable[[], object]) -> None:
        self._message.say(sentence, action=_("Choose another place…"), act=ask, warning=True)

    @Slot()
    def show_problems(self) -> None:
        text = "\n".join(str(problem) for problem in self._problems)
        self._show_text(_("Problems of the catalogue file"), text)

    @Slot()
    def show_sources(self) -> None:
        from exodesk.ui.dialogs.texts import sources_text

        self._show_text(_("Where the prices come from"), sources_text(self._document.catalogue))

    @Slot()
    def show_about(self) -> None:
        from exodesk.ui.dialogs.texts import about_text

        self._show_text(_("About exodesk"), about_text(self._document.catalogue))

    def _show_text(self, title: str, text: str) -> None:
        from exodesk.ui.dialogs.texts import TextDialog

        dialog = TextDialog(title, text, self._window)
        dialog.text.link_activated.connect(open_link)
        dialog.open()

    @Slot()
    def _note_closed(self) -> None:
        if self._message.text() == self._banner:
            self.banner_closed.emit()


def _banner_text(now: Assumptions, usual: Assumptions) -> str:
    """Where prices come from and, until it is changed, what was assumed of the reader."""
    published = _(
        "These are prices as published by clinics, shops and articles, each with its"
        " source and date. Check them before booking."
    )
    if (now.currency, now.home) != (usual.currency, usual.home):
        return published
    return f"{published} {_assumed_text(usual)}"


def _assumed_text(usual: Assumptions) -> str:
    currency, show_in = currency_words(usual), _("Show in")
    if usual.home is None:
        return _("To begin with, amounts are in {currency}: “{show_in}” changes that.").format(
            currency=currency, show_in=show_in
        )
    return _(
        "As the settings of this computer suggest, amounts are in {currency} and home is"
        " {country}: “{show_in}” and “{travel}” change that."
    ).format(
        currency=currency, country=country_name(usual.home), show_in=show_in, travel=_("Travel")
    )


def _problems_text(loaded: LoadedCatalogue) -> str:
    count = len(loaded.set_aside)
    if not count:
        return str(loaded.problems[0])
    return ngettext(
        "{n} entry was set aside: {problem}",
        "{n} entries were set aside, the first because of {problem}",
        count,
    ).format(n=count, problem=loaded.problems[0])
