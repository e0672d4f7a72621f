from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import (
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    Scheme,
    Theme,
    Tokens,
    TypeRole,
    apply,
    field_height,
    role_font,
    style_sheet,
)
from exodesk.ui.type_roles import tabular
from exodesk.ui.widgets.filter_panel import FilterPanel


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[Theme]:
    font = qapp.font()
    theme = apply(qapp, Scheme.LIGHT)
    yield theme
    theme.deleteLater()
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette())
    qapp.setFont(font)


@pytest.fixture
def system_font(qapp: QApplication) -> Iterator[QApplication]:
    font = qapp.font()
    yield qapp
    qapp.setFont(font)


def test_applying_a_scheme_sets_palette_and_sheet(dressed: Theme, qapp: QApplication) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window) == LIGHT.window
    assert LIGHT.accent.name() in qapp.styleSheet()
    dressed.set_scheme(Scheme.DARK)
    assert dressed.tokens is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.window
    assert DARK.accent.name() in qapp.styleSheet()


def test_menus_lists_and_tool_tips_neither_slide_nor_fade_whatever_the_desktop_does(
    qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    for effect in Qt.UIEffect:
        qapp.setEffectEnabled(effect, True)
    assert all(qapp.isEffectEnabled(effect) for effect in Qt.UIEffect)
    request.getfixturevalue("dressed")
    assert not any(qapp.isEffectEnabled(effect) for effect in Qt.UIEffect)


def test_what_is_dressed_after_it_was_made_takes_the_room_of_what_was_dressed_before(
    qapp: QApplication, qtbot: QtBot
) -> None:
    font = qapp.font()
    theme = apply(qapp, Scheme.LIGHT, sheet_at_once=False)
    try:
        early = FilterPanel(theme, Icons(theme))
        qtbot.addWidget(early)
        assert qapp.styleSheet() == ""
        undressed = early.sizeHint().width()
        theme.dress()
        assert LIGHT.accent.name() in qapp.styleSheet()
        late = FilterPanel(theme, Icons(theme))
        qtbot.addWidget(late)
        assert early.sizeHint() == late.sizeHint()
        assert early.sizeHint().width() < undressed
    finally:
        theme.deleteLater()
        qapp.setStyleSheet("")
        qapp.setPalette(QPalette())
        qapp.setFont(font)


def test_a_change_of_scheme_is_announced_once_the_palette_is_there(
    dressed: Theme, qapp: QApplication
) -> None:
    seen: list[QColor] = []
    dressed.changed.connect(lambda: seen.append(qapp.palette().color(QPalette.ColorRole.Base)))
    dressed.set_scheme(Scheme.DARK)
    assert seen[-1] == DARK.base


def test_the_system_is_followed_only_while_nothing_else_was_chosen(
    dressed: Theme, qtbot: QtBot
) -> None:
    dressed.set_scheme(Scheme.SYSTEM)
    assert dressed.tokens is LIGHT  # here the system says nothing
    dressed.show_tokens(DARK)
    dressed._hints.colorSchemeChanged.emit(dressed._hints.colorScheme())
    assert dressed.tokens is LIGHT
    dressed.set_scheme(Scheme.DARK)
    with qtbot.assertNotEmitted(dressed.changed):
        dressed._hints.colorSchemeChanged.emit(dressed._hints.colorScheme())
    assert dressed.tokens is DARK


def test_a_theme_without_an_application_only_answers(qapp: QApplication) -> None:
    before = qapp.palette().color(QPalette.ColorRole.Window)
    theme = Theme(Scheme.DARK)
    assert theme.tokens is DARK
    theme.set_scheme(Scheme.LIGHT)
    assert theme.tokens is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window) == before


@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=lambda tokens: tokens.name)
def test_the_sheet_names_files_that_are_there(qapp: QApplication, tokens: Tokens) -> None:
    sheet = style_sheet(tokens)
    paths = [part.split('"')[0] for part in sheet.split('url("')[1:]]
    assert len(paths) == 6
    for path in paths:
        assert tokens.name.removeprefix("high-") in path
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as Qt will open it
            assert "<svg" in file.read()


def test_fields_and_buttons_share_one_height(dressed: Theme, qtbot: QtBot) -> None:
    for widget in (QLineEdit("Pune"), QComboBox(), QPushButton("Import…")):
        qtbot.addWidget(widget)
        widget.ensurePolished()
        assert widget.sizeHint().height() == field_height(), type(widget).__name__


def test_the_text_of_a_field_does_not_jump_when_it_is_focused_or_refused(
    dressed: Theme, qtbot: QtBot
) -> None:
    field = QLineEdit("Pune")
    qtbot.addWidget(field)
    field.resize(200, field.sizeHint().height())
    field.show()
    before, height = _ink(field), field.sizeHint().height()
    field.setProperty("bad", "true")
    field.style().unpolish(field)
    field.style().polish(field)
    assert field.sizeHint().height() == height
    assert _ink(field) == before


def test_a_larger_font_makes_higher_fields(system_font: QApplication) -> None:
    assert field_height() == 30
    large = QFont(system_font.font())
    large.setPixelSize(26)
    system_font.setFont(large)
    assert field_height() > 38


@pytest.mark.parametrize(
    ("role", "pixels", "weight"),
    [
        (TypeRole.FIGURE, 24, 600),
        (TypeRole.VERDICT, 18, 600),
        (TypeRole.TITLE, 16, 600),
        (TypeRole.PAGE, 14, 500),
        (TypeRole.BODY, 13, 400),
        (TypeRole.BODY_STRONG, 13, 500),
        (TypeRole.SMALL, 12, 400),
        (TypeRole.TINY, 11, 500),
        (TypeRole.LOG_SCALE, 10, 400),
    ],
)
def test_sizes_follow_a_system_size_of_13_pixels(
    system_font: QApplication, role: TypeRole, pixels: int, weight: int
) -> None:
    system = QFont(system_font.font())
    system.setPixelSize(13)
    system_font.setFont(system)
    font = role_font(role)
    assert (font.pixelSize(), font.weight()) == (pixels, weight)


def test_sizes_follow_a_system_size_given_in_points(system_font: QApplication) -> None:
    system = QFont(system_font.font())
    system.setPointSizeF(12.0)
    system_font.setFont(system)
    assert role_font(TypeRole.BODY).pointSizeF() == pytest.approx(12.0)
    assert role_font(TypeRole.FIGURE).pointSizeF() > 18
    assert role_font(TypeRole.SMALL).pointSizeF() < 12
    system.setPointSizeF(1.0)
    system_font.setFont(system)
    assert role_font(TypeRole.TINY).pointSizeF() > 0


def test_figures_have_one_width_everywhere(system_font: QApplication) -> None:
    system_font.setFont(tabular(system_font.font()))
    assert role_font(TypeRole.SMALL).featureValue(QFont.Tag("tnum")) == 1
    once = system_font.font().families()
    assert tabular(system_font.font()).families() == once


def _ink(field: QLineEdit) -> QRect:
    """Where the letters are: the rectangle of pixels as dark as the text."""
    image = field.grab().toImage()
    dark = [
        (x, y)
        for x in range(6, image.width() - 6)
        for y in range(5, image.height() - 5)
        if image.pixelColor(x, y).lightnessF() < 0.35
    ]
    assert dark
    columns, rows = [x for x, _y in dark], [y for _x, y in dark]
    return QRect(min(columns), min(rows), max(columns) - min(columns), max(rows) - min(rows))


def test_high_contrast_can_be_chosen_where_the_system_does_not_ask_for_it(
    dressed: Theme, qapp: QApplication
) -> None:
    dressed.set_scheme(Scheme.HIGH_CONTRAST)
    assert dressed.tokens is HIGH_CONTRAST
    assert qapp.palette().color(QPalette.ColorRole.Base) == HIGH_CONTRAST.base
    assert Theme(Scheme.HIGH_CONTRAST).tokens is HIGH_CONTRAST
