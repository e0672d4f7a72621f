"""Work that is joined to the window after painting: made once, and heard by the rest."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.desks import Starting
from tests.seven_entries import SEVEN


def test_it_is_there_once_the_window_has_been_painted(start: Starting, qtbot: QtBot) -> None:
    desk = start(wait=False)
    assert desk.later is None
    qtbot.waitUntil(lambda: desk.later is not None)


def test_whoever_asks_before_gets_what_stays(start: Starting, qtbot: QtBot) -> None:
    desk = start(wait=False)
    asked = desk.own_work, desk.quote_work, desk.rate_work, desk.taking_away, desk.helping
    qtbot.waitUntil(lambda: desk.document.index is not None)
    later = desk.later
    assert later is not None
    assert asked == (
        *(later.own_work, later.quote_work, later.rate_work),
        *(later.taking_away, later.helping),
    )


def test_an_entry_that_is_wanted_becomes_the_current_one(start: Starting) -> None:
    desk = start()
    wanted = SEVEN["entries"][3]["id"]
    desk.helping.commanding.entry_wanted.emit(wanted)
    assert desk.catalogue_page.current_id() == wanted


def test_it_tells_when_own_entries_have_changed_and_when_something_is_to_be_kept(
    start: Starting, qtbot: QtBot
) -> None:
    later = start().later
    assert later is not None
    with qtbot.waitSignal(later.catalogue_changed):
        later.own_work.catalogue_changed.emit()
    for told in (
        later.own_work.recent_changed,
        later.own_work.coming_back.closed,
        later.rate_work.agreement_changed,
    ):
        with qtbot.waitSignal(later.to_be_kept):
            told.emit()
