"""A quote from its first option to the answer, with a keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.acts import adding
from exodesk.domain.quotes.book import QuoteState
from exodesk.domain.quotes.quote import Quote
from exodesk.wording import gettext as _
from tests.desks import TODAY, Starting
from tests.documents.examples import text_of
from tests.persons import Person
from tests.test_quotes import LEEDS, current, totals
from tests.ui.keys_alone import Keys

OPTIONS = (("A", LEEDS.name), ("B", "Exosome + microneedling, Mumbai"), ("C", "Peel, Delhi"))


class Consultant:
    """Knows the window by the words and the underlined letters it shows in its language."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.keys, self._qtbot = desk, Keys(), qtbot
        self.acts = desk.quote_work.actions

    def writes(self, client: str) -> Quote:
        """Three options for ``client``, each found by the name of its entry."""
        keys = self.keys
        keys.press("Ctrl+Shift+Q")
        keys.add(client)
        keys.press("Tab")
        for letter, name in OPTIONS:
            search = _("Add an entry to option {letter}").format(letter=letter)
            if letter == "A":
                keys.go_to(search)
            else:
                keys.go_to(_("Add an option"))
                keys.press("Space")
            assert keys.hears() == search
            self.picks(name)
        return current(self.desk)

    def picks(self, name: str) -> None:
        """Types the name of an entry and takes the first that is listed for it."""
        search = self.keys.focus()
        self.keys.add(name)
        self.keys.press("Down", "Return")
        self._qtbot.waitUntil(lambda: self.keys.focus() is search and not search.text())  # type: ignore[attr-defined]

    def settles(self) -> None:
        """States on the quote whatever the check lists."""
        keys, settle = self.keys, self.desk.quote_work.page.head.settle
        keys.command(self.desk.window, self.acts.check)
        while self.desk.quote_work.quoting.why_not_issued():
            keys.go_to(_("State on quote"))
            assert keys.focus().accessibleDescription()
            keys.press("Space")
        assert settle.text() == _("Nothing to settle before issue")

    def issues(self) -> Quote:
        if self.desk.quote_work.quoting.why_not_issued():
            self.settles()
        self.keys.command(self.desk.window, self.acts.issue)
        assert self.keys.hears() == _("Issue")
        self.keys.press("Return")
        self._qtbot.waitUntil(lambda: self.keys.hears() == _("The quote as it will print"))
        return current(self.desk)


@pytest.fixture(params=["en_GB", "hi"])
def consultant(
    start: Starting, qtbot: QtBot, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Consultant]:
    person = Person(start, tmp_path, request.param, qtbot)
    desk = person.starts()
    assert desk.own_work.workspace.apply(adding(desk.own_work.workspace.contents, LEEDS))
    yield Consultant(desk, qtbot)
    person.reads_well(desk, "R. gupta Gupta Flight", "quote.pdf")


def test_three_options_are_written_checked_and_issued(
    consultant: Consultant, qtbot: QtBot, tmp_path: Path
) -> None:
    keys, desk = consultant.keys, consultant.desk
    consultant.writes("A. Sharma")
    assert [total.split(" ")[0] for total in totals(desk)] == ["£720.00", "£300.00", "£100.00"]
    keys.go_to(_("Add an entry to option {letter}").format(letter="B"), key="Shift+Tab")
    keys.press("Tab", "Space")
    keys.type("Flight")
    keys.press("Tab")
    keys.type("£420")
    keys.press("Return")
    assert totals(desk)[1].startswith("£720.00 – £870.00")
    assert keys.hears() == _("Travel cost…")
    quote = consultant.issues()
    assert quote.number == "Q-2026-0001"
    assert keys.hears() == _("The quote as it will print")
    qtbot.waitUntil(lambda: "£720.00 – £1,008.00" in keys.focus().accessibleDescription())
    keys.press("Ctrl+E")
    keys.type(str(tmp_path / "quote.pdf"))
    keys.press("Return")
    qtbot.waitUntil((tmp_path / "quote.pdf").exists)
    assert "£720.00 – £1,008.00" in text_of((tmp_path / "quote.pdf").read_bytes())


def test_a_point_leads_to_the_field_that_settles_it_and_back(consultant: Consultant) -> None:
    keys, desk = consultant.keys, consultant.desk
    consultant.writes("A. Sharma")
    keys.command(desk.window, consultant.acts.check)
    assert LEEDS.name in keys.focus().accessibleDescription()
    keys.press("Space")
    assert keys.hears() == _("not stated")
    keys.press("Escape")
    assert keys.hears() == _("Fix")
    assert desk.window.isVisible()


def test_a_new_version_says_what_changed_and_takes_the_answer(consultant: Consultant) -> None:
    keys, desk = consultant.keys, consultant.desk
    consultant.writes("A. Sharma")
    first = consultant.issues()
    keys.command(desk.window, consultant.acts.new_version)
    assert keys.hears() == _("Client")
    keys.go_to(_("Edit {line}").format(line=LEEDS.name))
    keys.press("Space")
    keys.go_to(_("Sessions"))
    keys.type("4")
    keys.press("Return")
    assert totals(desk)[0].startswith("£960.00 – £1,344.00")
    keys.command(desk.window, consultant.acts.changes)
    assert any("£720–1,008 → £960–1,344" in line for line in desk.quote_work.page.notes.words())
    second = consultant.issues()
    book = desk.quote_work.quoting.book
    assert (second.version, book.state(first, TODAY)) == (2, QuoteState.SUPERSEDED)
    keys.command(desk.window, consultant.acts.accepted)
    keys.press("Down")
    assert keys.hears() == f"B · {OPTIONS[1][1]}"
    keys.go_to(_("Save"))
    keys.press("Space")
    assert book_state(desk, second) is QuoteState.ACCEPTED
    keys.command(desk.window, consultant.acts.reopen)
    assert book_state(desk, second) is QuoteState.ISSUED


def book_state(desk: Desk, quote: Quote) -> QuoteState:
    return desk.quote_work.quoting.book.state(quote, TODAY)


def test_the_list_leads_into_each_quote_and_a_draft_comes_back_after_it_was_deleted(
    consultant: Consultant,
) -> None:
    keys, desk = consultant.keys, consultant.desk
    for client in ("A. Sharma", "R. Gupta"):
        keys.press("Ctrl+Shift+Q")
        keys.add(client)
    keys.command(desk.window, consultant.acts.remove)
    assert keys.hears() == _("Quotes")
    assert current(desk).client.name == "A. Sharma"
    keys.press("Ctrl+Z")
    keys.press("Ctrl+F")
    keys.add("gupta")
    keys.press("Down", "Return")
    assert current(desk).client.name == "R. Gupta"
    assert keys.hears() == _("Client")
