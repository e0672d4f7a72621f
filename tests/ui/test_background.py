from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from exodesk.domain.errors import ExodeskError
from exodesk.ui.background import Background


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background()
    yield made
    made.stop()


def never(sentence: object) -> None:
    raise AssertionError(sentence)


def test_work_is_done_elsewhere_and_told_here(background: Background, qtbot: QtBot) -> None:
    told: list[tuple[object, object]] = []

    def then(thread: object) -> None:
        told.append((thread, threading.get_ident()))

    background.do("a", threading.get_ident, then, never)
    assert background.waits_for("a")
    qtbot.waitUntil(lambda: bool(told))
    ((there, here),) = told
    assert there != here == threading.get_ident()
    assert not background.waits_for("a")


def test_what_fails_is_told_in_its_own_words(background: Background, qtbot: QtBot) -> None:
    told: list[str] = []

    def work() -> None:
        raise ExodeskError("No ink.")

    background.do("a", work, never, told.append)
    qtbot.waitUntil(lambda: told == ["No ink."])


def test_only_the_last_of_a_kind_counts(background: Background, qtbot: QtBot) -> None:
    at_work, go_on = threading.Event(), threading.Event()
    done: list[int] = []
    told: list[object] = []

    def slow() -> int:
        at_work.set()
        go_on.wait(5)
        return 0

    def fast(number: int) -> int:
        done.append(number)
        return number

    background.do("a", slow, never, never)
    assert at_work.wait(5)
    for number in range(1, 5):
        background.do("a", partial(fast, number), told.append, never)
    background.do("b", lambda: fast(9), told.append, never)
    go_on.set()
    qtbot.waitUntil(lambda: told == [4, 9])
    assert done == [4, 9], "what was forgotten before its turn is not even done"


def test_nothing_comes_of_what_was_given_up(background: Background, qtbot: QtBot) -> None:
    go_on = threading.Event()
    told: list[object] = []
    background.do("a", lambda: go_on.wait(5), never, never)
    background.forget("a")
    go_on.set()
    background.do("b", lambda: 1, told.append, never)
    qtbot.waitUntil(lambda: told == [1])


def test_stopping_waits_for_what_is_at_work(background: Background, qtbot: QtBot) -> None:
    ended: list[int] = []
    background.do("a", lambda: ended.append(1), never, never)
    background.do("b", lambda: ended.append(2), never, never)
    background.stop()
    before = list(ended)
    qtbot.wait(20)
    assert ended == before


def test_a_fault_of_the_program_is_not_swallowed(background: Background, qtbot: QtBot) -> None:
    def work() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as raised:
        background.do("a", work, never, never)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
