from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.money import Money
from exodesk.ui.dialogs.trace_dialog import TraceDialog
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.tracing import Tracing
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from tests.builders import RATE_DAY, RATES, course, entry

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LONDON = entry("Peel, London", "100 GBP", course(3, "270 GBP"), sessions="3", id="london")
MUMBAI = entry("Peel, Mumbai", "6000 INR", sessions="3", country="IN", id="mumbai")


class Asking:
    """The flow with what it was given, and what it announced."""

    def __init__(self, window: QWidget) -> None:
        self.document = CatalogueDocument(
            Catalogue(entries=(LONDON, MUMBAI)), Assumptions(), RATES, RATE_DAY, window
        )
        self.current: str | None = None
        self.tracing = Tracing(self.document, Icons(Theme()), window, lambda: self.current)
        self.copied: list[list[list[str]]] = []
        self.refused: list[str] = []
        self.tracing.copied.connect(self.copied.append)
        self.tracing.refused.connect(self.refused.append)

    def dialog(self) -> TraceDialog:
        found = self.tracing.dialog()
        assert found is not None
        return found

    def total(self) -> str:
        return self.dialog().texts()[0].toPlainText().split("\n")[1]


@pytest.fixture
def asking(qtbot: QtBot) -> Iterator[Asking]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    yield Asking(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_an_entry_s_total_is_taken_apart_in_a_window_of_its_own(asking: Asking) -> None:
    asking.tracing.show("london")
    assert asking.dialog().isVisible()
    assert not asking.dialog().isModal()
    assert asking.total() == "£270"
    said = "\n".join(text.toPlainText() for text in asking.dialog().texts())
    assert "The course of 3 pays only if you take all 3." in said
    assert "After 1 session\t£180" in said


def test_it_follows_the_assumptions_while_it_is_open(asking: Asking) -> None:
    asking.tracing.show("mumbai")
    assert asking.total() == "≈ £150"
    away = replace(Assumptions(), home="GB", travel=Money(Decimal(420), "GBP"))
    asking.document.assume(away)
    assert asking.total() == "≈ £570"


def test_another_entry_turns_the_same_window(asking: Asking) -> None:
    asking.tracing.show("london")
    first = asking.dialog()
    asking.tracing.show("mumbai")
    assert asking.dialog() is first
    assert first.windowTitle() == "How this came about: Peel, Mumbai"
    asking.tracing.show("gone")
    assert first.windowTitle() == "How this came about: Peel, Mumbai"


def test_once_closed_it_opens_anew(asking: Asking) -> None:
    asking.tracing.show("london")
    asking.dialog().close()
    assert asking.tracing.dialog() is None
    asking.document.assume(Assumptions("INR"))
    asking.tracing.show("mumbai")
    assert asking.total() == "₹18,000"


def test_it_closes_when_its_entry_is_gone(asking: Asking) -> None:
    asking.tracing.show("mumbai")
    asking.document.show(Catalogue(entries=(LONDON,)))
    assert asking.tracing.dialog() is None


def test_the_key_asks_about_the_current_entry_or_says_that_there_is_none(asking: Asking) -> None:
    asking.tracing.show_current()
    assert asking.refused == ["Choose an entry first; then see how its total came about."]
    assert asking.tracing.dialog() is None
    asking.current = "mumbai"
    asking.tracing.show_current()
    assert asking.total() == "≈ £150"


def test_every_row_is_copied_with_its_headings(asking: Asking) -> None:
    asking.tracing.show("london")
    asking.dialog().copy.click()
    (rows,) = asking.copied
    assert rows[0] == ["Figure", "Value", "How, or who says so", "Date and age"]
    assert ["Sessions", "£270", "£270 (course of 3)", ""] in rows
    assert ["After 2 sessions", "£90", "", ""] in rows
