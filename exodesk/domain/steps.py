"""Work that is done in steps: a generator that yields between them and returns what it made."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")
S = TypeVar("S")


def result_of(steps: Generator[object, None, T]) -> T:
    """Go through all ``steps`` at once; what they make in the end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: T = end.value
            return made


def telling(steps: Generator[object, None, T], share: Callable[[], S]) -> Generator[S, None, T]:
    """The same steps, after each of which is said what ``share`` says then."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: T = end.value
            return made
        yield share()
