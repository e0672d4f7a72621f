from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from exodesk.ui.rate_update import RateUpdate, Step
from exodesk.ui.widgets.rate_update_box import RateUpdateBox
from tests.ui.keyboard import heard, in_reading_order, shows_its_focus, tab_stops


@pytest.fixture
def box(qtbot: QtBot) -> RateUpdateBox:
    made = RateUpdateBox()
    qtbot.addWidget(made)
    made.resize(640, 120)
    made.show()
    made.activateWindow()
    return made


def acts(box: RateUpdateBox) -> list[str]:
    return [b.text() for b in box.findChildren(QPushButton) if b.isVisible()]


@pytest.mark.parametrize(
    ("step", "agreed", "wanted"),
    [
        (Step.IDLE, False, ["Update rate"]),
        (Step.IDLE, True, ["Update rate", "Withdraw the consent"]),
        (Step.ASKING, False, ["Fetch the rates", "Not now"]),
        (Step.FETCHING, True, ["Cancel"]),
        (Step.DONE, True, ["Update rate", "Withdraw the consent"]),
        (Step.FAILED, True, ["Retry", "Type a rate", "Withdraw the consent"]),
        (Step.SURPRISED, True, ["Use the new rates", "Keep the last ones", "Withdraw the consent"]),
    ],
)
def test_each_step_has_its_acts_and_no_others(
    box: RateUpdateBox, step: Step, agreed: bool, wanted: list[str]
) -> None:
    box.show_update(RateUpdate(step, "A sentence.", agreed))
    assert acts(box) == wanted
    assert box.progress.isVisible() is (step is Step.FETCHING)
    assert box.sentence.text() == "A sentence."


def test_each_act_is_announced(box: RateUpdateBox, qtbot: QtBot) -> None:
    for step, button, signal in (
        (Step.IDLE, box.ask, box.update_wanted),
        (Step.ASKING, box.agree, box.agreed),
        (Step.ASKING, box.decline, box.withdrawn),
        (Step.FETCHING, box.cancel, box.cancelled),
        (Step.FAILED, box.retry, box.update_wanted),
        (Step.FAILED, box.type_rate, box.rate_wanted),
        (Step.SURPRISED, box.use, box.aside_used),
        (Step.SURPRISED, box.keep, box.aside_dropped),
        (Step.DONE, box.withdraw, box.withdrawn),
    ):
        box.show_update(RateUpdate(step, "", agreed=True))
        with qtbot.waitSignal(signal):
            qtbot.keyClick(button, Qt.Key.Key_Space)


def test_the_focus_goes_on_with_the_steps(box: RateUpdateBox, qtbot: QtBot) -> None:
    qtbot.waitActive(box)
    box.take_focus()
    assert box.ask.hasFocus()
    box.show_update(RateUpdate(Step.ASKING, "May it?"))
    assert box.agree.hasFocus()
    box.show_update(RateUpdate(Step.FETCHING, "Asking"))
    assert box.cancel.hasFocus()
    box.show_update(RateUpdate(Step.FETCHING, "Still asking", part=0.5))
    assert box.cancel.hasFocus()
    box.show_update(RateUpdate(Step.FAILED, "No."))
    assert box.retry.hasFocus()


def test_it_takes_no_focus_from_elsewhere(box: RateUpdateBox) -> None:
    box.sentence.setFocus()
    box.show_update(RateUpdate(Step.DONE, "Updated."))
    assert box.sentence.hasFocus()


def test_every_stop_has_a_name_and_shows_its_focus(box: RateUpdateBox) -> None:
    for step in Step:
        box.show_update(RateUpdate(step, "What there is to say.", agreed=True))
        stops = tab_stops(box)
        assert all(heard(stop) for stop in stops)
        assert all(map(shows_its_focus, stops))
        assert in_reading_order(box, stops)


def test_markup_stays_text_and_a_failure_is_marked(box: RateUpdateBox) -> None:
    box.show_update(RateUpdate(Step.FAILED, "<img src='/x'> no answer"))
    assert box.sentence.textFormat() is Qt.TextFormat.PlainText
    assert box.sentence.text() == "<img src='/x'> no answer"
    assert box.sentence.property("bad") is True
    box.show_update(RateUpdate(Step.DONE, "Updated."))
    assert box.sentence.property("bad") is False


def test_the_bar_fills_with_the_time_that_has_passed(box: RateUpdateBox) -> None:
    for part, value in ((0.0, 0), (0.25, 250), (1.0, 1000)):
        box.show_update(RateUpdate(Step.FETCHING, "", part=part))
        assert box.progress.value() == value
