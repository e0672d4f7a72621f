from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from exodesk.paths import resource
from exodesk.ui.icons import Icons, app_icon
from exodesk.ui.theme import DARK, LIGHT, Scheme, Theme

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg") if path.stem != "exodesk")

NEEDED = (
    {"search", "plus", "close", "check", "chevron-down", "chevron-right", "chevron-up", "undo"}
    | {"redo", "import", "export", "quote", "compare", "columns", "filter", "lowest", "highest"}
    | {"overlap", "disagree", "clock", "source", "lock", "warning", "error", "info", "reset"}
    | {"print", "more"}
)


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    return Theme()


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)


def test_every_icon_of_the_style_guide_is_shipped() -> None:
    assert set(NAMES) >= NEEDED


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_one_colour_on_the_grid_of_16(name: str) -> None:
    drawing = resource("icons", f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 16 16"' in drawing
    assert 'stroke="currentColor"' in drawing
    assert 'fill="none"' in drawing
    assert "#" not in drawing


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_shows_in_the_colour_asked_for_and_touches_no_edge(icons: Icons, name: str) -> None:
    colour = QColor("#7A5200")
    image = icons.pixmap(name, colour, 16, 4.0).toImage()
    assert (image.width(), image.height()) == (64, 64)
    inked = [
        (x, y)
        for x in range(64)
        for y in range(64)
        if image.pixelColor(x, y).alphaF() == pytest.approx(1)
    ]
    assert inked
    assert all(2 <= x < 62 and 2 <= y < 62 for x, y in inked)
    found = image.pixelColor(*inked[len(inked) // 2])
    assert found.name() == colour.name()


def test_an_icon_is_crisp_at_twice_the_size(icons: Icons) -> None:
    shown = icons.icon("plus").pixmap(QSize(16, 16), 2.0)
    assert (shown.width(), shown.devicePixelRatio()) == (32, 2.0)
    assert shown.toImage() == icons.pixmap("plus", LIGHT.text_secondary, 16, 2.0).toImage()


def test_the_same_icon_is_drawn_once(icons: Icons) -> None:
    first = icons.pixmap("plus", LIGHT.text, 16, 2.0)
    assert icons.pixmap("plus", LIGHT.text, 16, 2.0) is first
    assert icons.pixmap("plus", LIGHT.accent, 16, 2.0) is not first
    assert icons.icon("plus") is icons.icon("plus")


def test_a_button_that_wears_an_icon_changes_with_the_theme(
    icons: Icons, theme: Theme, qtbot: QtBot
) -> None:
    button = QPushButton("New entry")
    qtbot.addWidget(button)
    icons.wear(button, "plus", "accent")
    assert _colour(button.icon()) == LIGHT.accent.name()
    theme.set_scheme(Scheme.DARK)
    assert _colour(button.icon()) == DARK.accent.name()
    icons.wear(button, "check", "warning")
    theme.set_scheme(Scheme.LIGHT)
    assert _colour(button.icon()) == LIGHT.warning.name()


def test_a_button_that_is_gone_is_forgotten(icons: Icons, theme: Theme) -> None:
    button = QPushButton("New entry")
    icons.wear(button, "plus")
    shiboken6.delete(button)
    theme.set_scheme(Scheme.DARK)
    assert icons._worn == []


def test_a_disabled_button_shows_its_icon_in_the_colour_of_disabled_text(icons: Icons) -> None:
    assert _colour(icons.icon("undo"), QIcon.Mode.Disabled) == LIGHT.text_disabled.name()


def test_an_unknown_name_is_refused(icons: Icons) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("unicorn")


@pytest.mark.parametrize("ratio", [1, 2])
def test_an_icon_is_painted_in_the_middle(icons: Icons, ratio: int) -> None:
    image = QImage(40 * ratio, 30 * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    icons.paint(painter, QRect(0, 0, 40, 30), "plus", LIGHT.text)
    painter.end()
    assert image.pixelColor(20 * ratio, 15 * ratio).name() == LIGHT.text.name()
    assert image.pixelColor(5 * ratio, 15 * ratio).alpha() == 0


def test_the_program_has_an_icon(qtbot: QtBot) -> None:
    image = app_icon().pixmap(64, 64).toImage()
    assert image.pixelColor(10, 32).name() == LIGHT.accent.name()
    assert image.pixelColor(40, 32).name() == "#ffffff"


def _colour(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    image = icon.pixmap(16, mode).toImage()
    return max(
        (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())),
        key=QColor.alpha,
    ).name()
