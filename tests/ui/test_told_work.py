from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from exodesk.domain.errors import ExodeskError
from exodesk.ui.told_work import ToldWork


class Told(QObject):
    """Notes what a work says of itself, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[str] = []
        self.work = ToldWork(self)
        self.work.advanced.connect(lambda done: self.notes.append(f"{done:.1f}"))
        self.work.ended.connect(lambda: self.notes.append("ended"))

    def then(self) -> None:
        self.notes.append("then")

    def refused(self, error: ExodeskError) -> None:
        self.notes.append(f"refused: {error}")

    def steps(self, *shares: float, fault: str = "") -> Iterator[float]:
        try:
            yield from shares
            if fault:
                raise ExodeskError(fault)
        except GeneratorExit:
            self.notes.append("given up")
            raise


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[Told]:
    made = Told()
    yield made
    made.work.stop()


def test_steps_are_gone_through_between_events_and_then_comes_what_follows(
    told: Told, qtbot: QtBot
) -> None:
    told.work.start(told.steps(0.0, 0.5, 1.0), told.then, told.refused)
    assert told.work.busy
    assert told.notes == []
    qtbot.waitUntil(lambda: not told.work.busy)
    assert told.notes[0] == "0.0", "the window is painted before anything else"
    assert told.notes[-2:] == ["then", "ended"]


def test_a_short_work_is_done_at_once(told: Told) -> None:
    told.work.start(told.steps(0.5, 1.0), told.then, told.refused, at_once=10.0)
    assert told.notes == ["then", "ended"]
    assert not told.work.busy


def test_a_refusal_ends_the_work_and_nothing_follows(told: Told) -> None:
    told.work.start(told.steps(0.5, fault="No."), told.then, told.refused, at_once=10.0)
    assert told.notes == ["refused: No.", "ended"]


def test_a_refusal_of_what_follows_is_told_as_well(told: Told) -> None:
    def then() -> None:
        raise ExodeskError("Too late.")

    told.work.start(told.steps(0.5), then, told.refused, at_once=10.0)
    assert told.notes == ["refused: Too late.", "ended"]


def test_what_follows_may_begin_another_work(told: Told, qtbot: QtBot) -> None:
    def then() -> None:
        told.notes.append("first")
        told.work.start(told.steps(0.5), told.then, told.refused)

    told.work.start(told.steps(0.5), then, told.refused, at_once=10.0)
    assert told.notes == ["first"]
    assert told.work.busy
    qtbot.waitUntil(lambda: not told.work.busy)
    assert told.notes == ["first", "then", "ended"]


def test_another_work_and_an_end_give_up_what_is_not_done(told: Told) -> None:
    told.work.start(told.steps(0.0, 1.0), told.then, told.refused, at_once=10.0)
    told.work.start(told.steps(0.0, 1.0), told.then, told.refused, at_once=10.0)
    assert told.notes == ["0.0", "given up", "0.0"]
    told.work.stop()
    assert told.notes[3:] == ["given up"]
    assert not told.work.busy
