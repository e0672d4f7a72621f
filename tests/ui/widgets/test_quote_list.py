from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from exodesk.domain.quotes.book import QuoteBook, by_state
from exodesk.domain.quotes.quote import Quote
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, Theme
from exodesk.ui.widgets.quote_list import QuoteList
from tests.builders import RATE_DAY, RATES
from tests.quotes import issued, quote, sold
from tests.worked_entries import LEEDS, VIAL

DRAFT = quote(LEEDS, client="A. <b>B.</b>", quote_id="1")
SENT = issued(quote(LEEDS, client="C. D.", quote_id="2"))
OPEN = quote(VIAL, client="", quote_id="3")


@pytest.fixture
def shown(qtbot: QtBot) -> QuoteList:
    made = QuoteList(Icons(Theme()))
    qtbot.addWidget(made)
    made.resize(288, 400)
    show(made, (DRAFT, SENT, OPEN))
    made.show()
    return made


def show(
    target: QuoteList, quotes: Sequence[Quote], current: str | None = None, days: int = 0
) -> None:
    book = QuoteBook({each.id: each for each in quotes}, {})
    listed = book.listed("", RATE_DAY + timedelta(days=days), RATES)
    target.show_groups(by_state(listed), current, book.successor)


def test_quotes_stand_below_their_states(shown: QuoteList) -> None:
    assert shown.ids() == ["1", "3", "2"]
    assert shown.sentences() == [
        "Draft · 2, total unknown",
        "A. <b>B.</b>, No number yet, Draft · 1 option, total £720 – £1,008",
        "No client yet, No number yet, Draft · 1 option, total unknown",
        "Issued · 1, total £720 – £1,008",
        "C. D., Q-2026-0001, Issued · valid to 29 Jan 2026, total £720 – £1,008",
    ]


def test_the_current_one_is_selected_without_being_announced(
    shown: QuoteList, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(shown.chosen):
        show(shown, (DRAFT, SENT, OPEN), current="2")
    assert shown.view.currentRow() == 4
    show(shown, (DRAFT, SENT), current="1")
    assert shown.view.currentRow() == 1
    show(shown, (DRAFT, SENT), current=None)
    assert shown.view.currentRow() == -1


def test_keys_choose_a_quote_and_pass_the_headings_over(shown: QuoteList, qtbot: QtBot) -> None:
    show(shown, (DRAFT, SENT, OPEN), current="3")
    said: list[str] = []
    shown.chosen.connect(said.append)
    qtbot.keyClick(shown.view, Qt.Key.Key_Down)
    qtbot.keyClick(shown.view, Qt.Key.Key_Up)
    assert said == ["2", "3"]


def test_a_day_later_it_says_that_it_has_expired(shown: QuoteList) -> None:
    show(shown, (SENT,), days=15)
    assert shown.sentences() == [
        "Expired · 1, total £720 – £1,008",
        "C. D., Q-2026-0001, Expired · 29 Jan 2026, total £720 – £1,008",
    ]


def test_the_rows_stay_where_nothing_has_changed(shown: QuoteList) -> None:
    row = shown.view.item(1)
    show(shown, (DRAFT, SENT, OPEN), current="2")
    assert shown.view.item(1) is row
    show(shown, (SENT,), current="2")
    assert shown.ids() == ["2"]


def test_a_search_is_announced_and_finds_nothing_in_words(shown: QuoteList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.words_changed) as announced:
        qtbot.keyClicks(shown.search, "x")
    assert announced.args == ["x"]
    show(shown, ())
    assert shown._none.isVisible()
    assert shown._none.text() == "No quote fits these words."
    shown.search.clear()
    show(shown, ())
    assert not shown._none.isVisible()


def test_down_leads_from_the_search_into_the_list(shown: QuoteList, qtbot: QtBot) -> None:
    shown.search.setFocus()
    qtbot.keyClick(shown.search, Qt.Key.Key_Down)
    assert shown.view.hasFocus()
    assert shown.view.currentRow() == 1
    with qtbot.waitSignal(shown.new_wanted):
        shown.new.click()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_state_is_painted(qtbot: QtBot, scheme: Scheme) -> None:
    made = QuoteList(Icons(Theme(scheme)))
    qtbot.addWidget(made)
    made.resize(288, 400)
    version = quote(sold("x" * 300, "9 GBP"), quote_id="4", client="y" * 300)
    show(made, (DRAFT, SENT, OPEN, version), current="4")
    image = made.grab().toImage()
    assert image.pixelColor(3, 3) == made._icons.theme.tokens.window
    show(made, (SENT,), days=15)
    assert made.grab().toImage() != image
