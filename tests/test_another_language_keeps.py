"""Another language in a living window: what is typed, looked at and open stays, said anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.filters import Criterion
from exodesk.helping import NEWS
from exodesk.ui.dialogs.help_window import HelpWindow
from exodesk.ui.main_window import COMPARE, QUOTES
from exodesk.ui.widgets.comparison_head import ColumnHead
from exodesk.ui.widgets.filter_facets import LongFacetGroup
from tests.desks import Starting

LONDON, MUMBAI = "exosome-london", "exosome-mumbai"


@pytest.fixture
def desk(start: Starting, qtbot: QtBot, tmp_path: Path) -> Desk:
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: desk.workspace.writable)
    return desk


def is_hindi(sentence: str) -> bool:
    return any("\u0900" <= letter <= "\u097f" for letter in sentence)


def drafted(desk: Desk, qtbot: QtBot) -> None:
    """A draft with one option, whose line is open."""
    desk.tray.replace([LONDON])
    qtbot.waitUntil(desk.quote_work.actions.of_these.isEnabled)
    desk.quote_work.actions.of_these.trigger()
    desk.quote_work.page.editor.open_lines([("A", 0)])


def compared(desk: Desk) -> None:
    desk.tray.replace([LONDON, MUMBAI])
    desk.window.show_page(COMPARE)
    desk.comparison_page.panes()[0].setFocus()


def heads_in(desk: Desk) -> list[ColumnHead]:
    return desk.comparison_page.findChildren(ColumnHead)


def focused(desk: Desk) -> QWidget:
    found = desk.window.focusWidget()
    assert found is not None
    return found


# --- what was refused


def test_every_refused_field_of_a_quote_keeps_its_text_and_says_why_in_either_language(
    desk: Desk, qtbot: QtBot
) -> None:
    drafted(desk, qtbot)
    typed = {"A.discount": "much", "A.0.price": "1.2.3", "A.0.count": "some", "validity": "soon"}
    desk.quote_work.page.editor.type_again(typed)

    def refused() -> dict[str, str]:
        editor = desk.quote_work.page.editor
        assert editor.left_typed() == typed
        keys = [key for key in typed if key != "validity"]
        said = {key: editor.field(key).message() for key in keys}
        return {**said, "validity": editor.head.validity.message()}

    english = refused()
    assert not any(map(is_hindi, english.values()))
    desk.speak("hi")
    assert all(map(is_hindi, refused().values()))
    desk.speak("en_IN")
    assert refused() == english
    assert desk.quote_work.page.editor.opened() == (("A", 0),)


def test_a_quote_that_is_not_in_view_keeps_what_was_refused_until_it_is_looked_at(
    desk: Desk, qtbot: QtBot
) -> None:
    drafted(desk, qtbot)
    desk.quote_work.page.editor.type_again({"A.discount": "much"})
    desk.window.show_page(COMPARE)
    for language in ("hi", "en_GB"):
        desk.speak(language)
    desk.window.show_page(QUOTES)
    assert desk.quote_work.page.editor.left_typed() == {"A.discount": "much"}


def test_a_field_that_may_not_be_empty_stays_empty_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    drafted(desk, qtbot)
    desk.quote_work.page.editor.type_again({"validity": ""})
    desk.speak("hi")
    assert desk.quote_work.page.editor.left_typed() == {"validity": ""}
    assert is_hindi(desk.quote_work.page.editor.head.validity.message())


def test_an_entry_that_is_looked_for_is_still_looked_for(desk: Desk, qtbot: QtBot) -> None:
    drafted(desk, qtbot)
    qtbot.keyClicks(desk.quote_work.page.editor.options[0].entry_search, "peel")
    desk.speak("hi")
    assert desk.quote_work.page.editor.options[0].entry_search.raw() == "peel"
    assert len(desk.quote_work.page.editor.options[0].lines) == 1


def test_what_is_taken_over_meanwhile_is_not_typed_again(desk: Desk, qtbot: QtBot) -> None:
    drafted(desk, qtbot)
    desk.quote_work.page.editor.type_again({"A.discount": "10 %"})
    desk.speak("hi")
    assert desk.quote_work.page.editor.left_typed() == {}
    assert desk.quote_work.page.editor.field("A.discount").editor.raw() == "10 %"


def test_a_quote_half_typed_is_taken_over(desk: Desk, qtbot: QtBot) -> None:
    drafted(desk, qtbot)
    client = desk.quote_work.page.editor.field("client").editor
    client.setFocus()
    qtbot.keyClicks(client, "A. Sharma")
    desk.speak("hi")
    quote = desk.quote_work.quoting.current()
    assert quote is not None
    assert quote.client.name == "A. Sharma"
    assert focused(desk) is desk.quote_work.page.editor.field("client").editor


def test_sessions_refused_in_the_details_stay(desk: Desk, qtbot: QtBot) -> None:
    desk.catalogue_page.show_entry(LONDON)
    desk.catalogue_page.details.what_if.field.type_again("many")
    english = desk.catalogue_page.details.what_if.field.message
    desk.speak("hi")
    QApplication.processEvents()
    field = desk.catalogue_page.details.what_if.field
    assert field.text() == "many"
    assert is_hindi(field.message)
    desk.speak("en_GB")
    assert desk.catalogue_page.details.what_if.field.message == english
    desk.catalogue_page.show_entry(MUMBAI)
    qtbot.waitUntil(lambda: desk.catalogue_page.details.what_if.field.text() == "")


def test_what_was_refused_over_a_column_of_the_comparison_stays_with_its_entry(desk: Desk) -> None:
    compared(desk)
    heads_in(desk)[1].sessions_field.type_again("many")
    desk.speak("hi")
    assert [head.refused() for head in heads_in(desk)] == [{}, {"sessions": "many"}]
    assert is_hindi(heads_in(desk)[1].sessions_field.message)


def test_an_amount_of_a_limit_is_written_as_the_language_writes_it(desk: Desk) -> None:
    limits = desk.catalogue_page.filters.limits()
    limits.field(Criterion.MAX_TOTAL).type_again("₹1,234,567")
    limits.field(Criterion.MAX_DOWNTIME).type_again("a while")
    desk.speak("en_IN")
    limits = desk.catalogue_page.filters.limits()
    assert limits.field(Criterion.MAX_TOTAL).text() == "₹12,34,567"
    assert limits.refused() == {Criterion.MAX_DOWNTIME: "a while"}


# --- what is looked at


def test_the_part_that_has_the_keyboard_keeps_it(desk: Desk) -> None:
    filters = desk.catalogue_page.filters
    filters.limits().field(Criterion.MAX_PRICE).setFocus()
    desk.speak("hi")
    assert focused(desk) is desk.catalogue_page.filters.limits().field(Criterion.MAX_PRICE)
    desk.window.page_bar.search.setFocus()
    desk.speak("en_GB")
    assert focused(desk) is desk.window.page_bar.search


def test_the_cell_looked_at_in_the_comparison_stays(desk: Desk, qtbot: QtBot) -> None:
    compared(desk)
    table = focused(desk)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(table, key)
    before = desk.comparison_page.seen()
    assert before.current is not None
    desk.speak("hi")
    assert desk.comparison_page.seen() == before
    assert type(focused(desk)) is type(table)


def test_a_list_folded_away_and_a_provider_looked_for_stay(desk: Desk) -> None:
    filters = desk.catalogue_page.filters
    filters.facet(Criterion.KINDS).section.set_open(False)
    providers = filters.facet(Criterion.PROVIDERS)
    assert isinstance(providers, LongFacetGroup)
    providers.seek("lon")
    before = filters.seen()
    desk.speak("hi")
    assert desk.catalogue_page.filters.seen() == before
    assert before.sought == {Criterion.PROVIDERS: "lon"}
    assert before.folded == {Criterion.KINDS}


def test_the_details_stay_as_far_down_as_they_were(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(1300, 500)
    desk.catalogue_page.show_entry(LONDON)
    bar = desk.catalogue_page.details.scroll_bar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    desk.speak("hi")
    bar = desk.catalogue_page.details.scroll_bar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert desk.catalogue_page.current_id() == LONDON


def test_a_side_panel_opened_in_a_narrow_window_stays_open(desk: Desk) -> None:
    desk.window.resize(1000, 700)
    desk.catalogue_page.set_details_visible(True)
    desk.speak("hi")
    assert desk.catalogue_page.details_visible()


def test_the_help_stays_open_at_its_page_beside_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk.helping.show_guide()
    for language, page in (("hi", "guide.hi.md"), ("en_GB", "guide.md")):
        desk.speak(language)
        assert desk.helping.seen() == page
    desk.helping.show(NEWS)
    desk.speak("hi")
    assert desk.helping.seen() == NEWS
    qtbot.waitUntil(lambda: len(open_helps()) == 1)
    open_helps()[0].close()
    desk.speak("en_GB")
    assert desk.helping.seen() == ""


def open_helps() -> list[QWidget]:
    windows = QApplication.topLevelWidgets()
    return [each for each in windows if isinstance(each, HelpWindow) and each.isVisible()]
