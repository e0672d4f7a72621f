from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from exodesk.domain.rates import Rate
from exodesk.ui.charts.rate_line import RateLine
from exodesk.ui.theme import Scheme, Theme

FIRST = date(2026, 1, 1)


def year(*values: str, every: int = 10) -> tuple[Rate, ...]:
    return tuple(
        Rate("GBP", "INR", Decimal(value), FIRST + timedelta(days=n * every), "ECB")
        for n, value in enumerate(values)
    )


@pytest.fixture
def theme() -> Theme:
    return Theme()


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> RateLine:
    made = RateLine(theme)
    qtbot.addWidget(made)
    made.resize(400, 72)
    return made


def coloured(image: QImage, colour: QColor) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) == colour
    }


def test_each_rate_has_its_place_in_time_and_height(line: RateLine) -> None:
    line.show_rates(year("120", "130", "125"))
    assert line.points() == ((0.0, 0.0), (0.5, 1.0), (1.0, 0.5))


def test_gaps_between_days_are_as_long_as_they_are(line: RateLine) -> None:
    first, second, _gap, last = year("120", "130", "140", "120")
    line.show_rates((first, second, last))
    assert [round(x, 3) for x, _y in line.points()] == [0.0, 0.333, 1.0]


def test_a_rate_that_is_shown_the_other_way_round_rises_when_that_does(line: RateLine) -> None:
    rates = [
        Rate("EUR", "GBP", Decimal(value), FIRST + timedelta(days=n), "ECB")
        for n, value in enumerate(("0.80", "0.90"))
    ]
    line.show_rates(rates)
    assert line.points() == ((0.0, 1.0), (1.0, 0.0))


def test_a_rate_that_never_moved_is_a_level_line(line: RateLine) -> None:
    line.show_rates(year("120", "120"))
    assert line.points() == ((0.0, 0.5), (1.0, 0.5))


@pytest.mark.parametrize("rates", [(), year("120")])
def test_there_is_no_line_through_less_than_two_rates(
    line: RateLine, rates: tuple[Rate, ...]
) -> None:
    line.show_rates(rates)
    assert line.isHidden()
    line.grab()


def test_who_cannot_see_it_hears_its_ends(line: RateLine) -> None:
    line.show_rates(year("120", "130", "125"))
    assert line.accessibleName() == "Line of the rate over a year"
    assert "lowest ₹120.00 on 1 Jan 2026, highest ₹130.00" in line.accessibleDescription()


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_last_rate_is_a_dot_at_the_end_in_both_schemes(
    line: RateLine, theme: Theme, scheme: Scheme
) -> None:
    theme.set_scheme(scheme)
    line.show_rates(year("120", "130", "125"))
    image = line.grab().toImage()
    dot = coloured(image, theme.tokens.accent)
    assert len(dot) >= 9
    (across,) = {round(sum(x for x, _y in dot) / len(dot) / 400, 1)}
    assert across >= 0.8
    theme.set_scheme(Scheme.LIGHT)


def test_days_that_are_not_known_are_left_open(line: RateLine, theme: Theme) -> None:
    first, second, _third, last = year("120", "130", "140", "120", every=10)
    line.show_rates((first, second, last))
    across = {x for x, _y in coloured(line.grab().toImage(), theme.tokens.bar)}
    assert across
    assert max(across) < 150  # of 400: the first of three stretches alike
    assert "None is known here between 11 Jan 2026 and 31 Jan 2026." in line.accessibleDescription()
