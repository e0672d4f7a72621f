"""The line at the foot of a comparison stands the same way however often it is asked."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QBoxLayout
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.comparison_banner import RatesFooter

RATES = "£1 = ₹120.0000 · 15 Jan 2026 · fixture (10 months old)"


@pytest.fixture
def footer(qtbot: QtBot) -> RatesFooter:
    made = RatesFooter(Icons(Theme()))
    qtbot.addWidget(made)
    made.show_words("3 entries compared  ·  totals are hard limits, not averages", RATES)
    made.show()
    return made


def direction(footer: RatesFooter) -> QBoxLayout.Direction:
    layout = footer.layout()
    assert isinstance(layout, QBoxLayout)
    return layout.direction()


def test_at_no_width_does_it_turn_to_and_fro(footer: RatesFooter) -> None:
    turned, seen = [], set()
    for width in range(200, 1200, 10):
        footer.resize(width, 60)
        first = direction(footer)
        seen.add(first)
        for height in (61, 62):
            footer.resize(width, height)
            if direction(footer) is not first:
                turned.append(width)
    assert turned == []
    assert len(seen) == 2
