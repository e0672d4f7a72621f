from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from exodesk.ui.tray import MOST_COMPARED, Tray


@pytest.fixture
def tray() -> Tray:
    return Tray()


def test_entries_stay_in_the_order_they_were_put_in(tray: Tray) -> None:
    for key in ("b", "a", "c"):
        assert tray.put(key)
    tray.take_out("a")
    assert tray.toggle(["a"])
    assert list(tray.ids) == ["b", "c", "a"]
    assert tray.toggle(["b"])
    assert list(tray.ids) == ["c", "a"]
    assert ("a" in tray, "b" in tray, len(tray)) == (True, False, 2)


def test_a_ninth_entry_is_refused_and_changes_nothing(tray: Tray, qtbot: QtBot) -> None:
    tray.replace(f"e{number}" for number in range(MOST_COMPARED))
    before = tray.ids
    assert tray.full
    with qtbot.assertNotEmitted(tray.changed):
        assert not tray.put("ninth")
        assert not tray.toggle(["ninth"])
        assert tray.put("e0")  # it is there already
    assert tray.ids == before
    assert tray.toggle(["e0"])
    assert not tray.full


def test_several_are_all_put_in_unless_all_are_there(tray: Tray) -> None:
    tray.put("a")
    assert tray.toggle(["a", "b", "c"])
    assert list(tray.ids) == ["a", "b", "c"]
    assert tray.toggle(["c", "a"])
    assert list(tray.ids) == ["b"]


def test_of_several_as_many_are_put_in_as_there_is_room_for(tray: Tray) -> None:
    tray.replace(f"e{number}" for number in range(MOST_COMPARED - 1))
    assert not tray.toggle(["eighth", "ninth"])
    assert "eighth" in tray
    assert "ninth" not in tray


def test_a_replacement_holds_each_once_and_at_most_eight(tray: Tray) -> None:
    tray.replace([*"aab", *(f"e{number}" for number in range(20))])
    assert tray.ids == ("a", "b", *(f"e{number}" for number in range(6)))


def test_only_a_real_change_is_announced(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.changed):
        tray.put("a")
    with qtbot.assertNotEmitted(tray.changed):
        tray.put("a")
        tray.take_out("b")
        tray.replace(["a"])
    with qtbot.waitSignal(tray.changed):
        tray.clear()
    with qtbot.assertNotEmitted(tray.changed):
        tray.clear()
