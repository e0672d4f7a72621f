from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry, Source, SourceKind
from exodesk.domain.money import Money
from exodesk.domain.trace import trace_of
from exodesk.ui.dialogs.trace_dialog import TraceDialog
from exodesk.ui.dialogs.trace_parts import trace_parts
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, Theme
from exodesk.ui.widgets.details_lines import Part
from exodesk.wording.trace import trace_rows
from tests.builders import RATES, entry, offer, stated

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 22)
PAGE = Source(
    "page",
    SourceKind.PAGE,
    "Prices <b>2024</b>",
    publisher="Clinic",
    date="2024-03",
    url="https://clinic.example/prices",
)
MUMBAI = entry(
    "Peel <i>deep</i>",
    replace(offer("12000 INR"), stated=stated("page", "2024-03-01", "₹12,000")),
    sessions="3",
    country="IN",
    id="mumbai",
)
AWAY = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))


def parts(found: Entry, assumptions: Assumptions = AWAY) -> list[Part]:
    cost = cost_of(found, assumptions, RATES)
    trace = trace_of(cost, assumptions, Catalogue(sources={"page": PAGE}))
    return list(trace_parts(trace_rows(trace, TODAY)))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget) -> TraceDialog:
    theme = Theme()
    made = TraceDialog(Icons(theme), window)
    made.show_trace("Peel <i>deep</i>", "Clinic · Mumbai, IN", parts(MUMBAI))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def texts(dialog: TraceDialog) -> list[str]:
    return [text.toPlainText().replace("\ufffc ", "") for text in dialog.texts()]


def test_each_figure_is_a_section_with_its_inputs_below_it(dialog: TraceDialog) -> None:
    total, sessions, travel, *_rest = texts(dialog)
    assert total.split("\n") == [
        "Total over 12 months",
        "≈ £720",
        "Oldest input: one session (Clinic), 1 Mar 2024 (2 years old)."
        " 1 input is undated. 1 input has no source.",
        "·\tExchange rate\t£1 = ₹120.0000",
        "manual · 15 Jan 2026 (10 months old)",
    ]
    assert sessions.split("\n") == [
        "Sessions",
        "3 × ₹12,000\t≈ £300",
        "·\tOne session\t₹12,000, tax not stated",
        "“₹12,000” · Clinic, Prices <b>2024</b> (web page) · 1 Mar 2024 (2 years old) · Open",
        "·\tNumber of sessions\t3",
        "no source · undated",
    ]
    assert travel.split("\n") == [
        "Travel",
        "1 trip × £420, your assumption\t£420",
        "·\tCost of a trip · your assumption\t£420",
        "·\tTrips · assumed unless you set another\t1",
        "·\tHome country · your assumption\tUnited Kingdom",
    ]


def test_a_source_is_opened_by_a_click_and_never_otherwise(
    dialog: TraceDialog, qtbot: QtBot
) -> None:
    opened: list[object] = []
    dialog.link_activated.connect(opened.append)
    sessions = dialog.texts()[1]
    cursor = sessions.document().find("Open")
    place = sessions.cursorRect(cursor).center()
    place.setX(place.x() - 8)
    qtbot.mouseClick(sessions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == ["https://clinic.example/prices"]


def test_escape_closes_and_tab_reaches_every_section(dialog: TraceDialog, qtbot: QtBot) -> None:
    assert dialog.texts()[0].hasFocus()
    opened: list[object] = []
    dialog.link_activated.connect(opened.append)
    visited: list[QWidget] = []
    while not {dialog.copy, dialog.close_button} & set(visited):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in visited:  # a link inside of it
            qtbot.keyClick(focused, Qt.Key.Key_Return)
        visited.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert list(dict.fromkeys(visited[:-1])) == dialog.texts()
    assert set(opened) == {"https://clinic.example/prices"}
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_whoever_cannot_see_it_hears_each_section_as_sentences(dialog: TraceDialog) -> None:
    said = dialog.texts()[1].accessibleName()
    assert said.startswith("Sessions: 3 × ₹12,000, ≈ £300; One session, ₹12,000, tax not stated")
    assert dialog.windowTitle() == "How this came about: Peel <i>deep</i>"


def test_another_trace_takes_the_place_of_the_one_shown(dialog: TraceDialog) -> None:
    more = len(dialog.texts())
    asked = entry("Vial", offer("on request GBP"))
    dialog.show_trace("Vial", "Clinic", parts(asked))
    assert texts(dialog)[0].split("\n")[1] == "on request"
    assert len(dialog.texts()) < more
    dialog.show_trace("Peel", "Clinic", parts(MUMBAI))
    assert len(dialog.texts()) == more


def test_copying_is_announced(dialog: TraceDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.copy_requested):
        qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_it_paints_in_both_schemes_and_nothing_is_cut(window: QWidget, scheme: Scheme) -> None:
    theme = Theme()
    theme.set_scheme(scheme)
    dialog = TraceDialog(Icons(theme), window)
    dialog.show_trace("Peel", "Clinic", parts(MUMBAI))
    dialog.resize(dialog.minimumSizeHint())
    dialog.show()
    assert not dialog.grab().isNull()
    for text in dialog.texts():
        assert text.document().size().width() <= text.viewport().width()
        assert text.document().size().height() <= text.height()
