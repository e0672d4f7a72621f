from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from exodesk.ui.tokens import (
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    Tokens,
    contrast,
    greyed,
    high_contrast,
    mix,
    palette,
)

SCHEMES = (LIGHT, DARK, HIGH_CONTRAST)

# (front, ground, least, light / dark / high contrast), as the style guide prints them.
CONTRASTS = [
    ("text", "base", 4.5, (16.9, 14.5, 21)),
    ("text", "window", 4.5, (15.5, 12.9, 21)),
    ("text", "tint", 4.5, (14.6, 10.7, 12.5)),
    ("text_secondary", "base", 4.5, (6.7, 8.0, 21)),
    ("text_secondary", "window", 4.5, (6.1, 7.1, 21)),
    ("text_secondary", "tint", 4.5, (5.8, 5.9, 12.5)),
    ("accent", "base", 4.5, (6.0, 8.1, 14.4)),
    ("accent", "window", 4.5, (5.5, 7.2, 14.4)),
    ("accent", "tint", 4.5, (5.1, 6.0, 8.6)),
    ("on_accent", "accent", 4.5, (6.0, 7.4, 14.4)),
    ("warning", "window", 4.5, (6.3, 8.6, 16.1)),
    ("error", "base", 4.5, (6.5, 8.0, 9.2)),
    ("error", "on_error", 4.5, (5.7, 7.0, 9.2)),
    ("bar", "base", 3.0, (3.6, 5.3, 14.4)),
    ("bar", "band", 3.0, (3.3, 4.5, 12.1)),
    ("control", "base", 3.0, (3.6, 4.4, 21)),
    ("control", "window", 3.0, (3.3, 3.9, 21)),
    ("text_disabled", "window", 1.0, (2.8, 3.4, 14)),
]


@pytest.mark.parametrize(("front", "ground", "least", "printed"), CONTRASTS)
def test_contrast_is_what_the_style_guide_prints(
    front: str, ground: str, least: float, printed: tuple[float, float, float]
) -> None:
    for tokens, figure in zip(SCHEMES, printed, strict=True):
        found = contrast(getattr(tokens, front), getattr(tokens, ground))
        assert found >= least, tokens.name
        assert found == pytest.approx(figure, abs=0.07), tokens.name


TEXTS = ("text", "text_secondary", "accent", "warning", "error")
MARKS = ("bar", "accent", "control", "text_secondary", "warning", "error")
OUTLINES, NEVER_OUTLINED = ("bar", "control"), ("sunken", "below the mouse")
GROUNDS = ("base", "window", "raised", "hover", "band", "tint", "sunken")


@pytest.mark.parametrize("tokens", SCHEMES, ids=lambda tokens: tokens.name)
def test_every_text_and_mark_stands_out_on_every_ground(tokens: Tokens) -> None:
    """Each but where it never stands: no bar and no field lies in a track or on a button."""
    below_mouse = mix(tokens.window, tokens.text, 0.07)
    grounds = {name: getattr(tokens, name) for name in GROUNDS} | {"below the mouse": below_mouse}
    weak = [
        (front, name, round(found, 2))
        for fronts, least in ((TEXTS, 4.5), (MARKS, 3.0))
        for front in fronts
        for name, ground in grounds.items()
        if (found := contrast(getattr(tokens, front), ground)) < least
        and not (front in OUTLINES and name in NEVER_OUTLINED)
    ]
    assert weak == []


@pytest.mark.parametrize("tokens", SCHEMES, ids=lambda tokens: tokens.name)
def test_what_is_selected_stands_out_with_its_text_and_from_its_ground(tokens: Tokens) -> None:
    made, role = palette(tokens), QPalette.ColorRole
    chosen = made.color(role.Highlight)
    assert contrast(made.color(role.HighlightedText), chosen) >= 4.5
    assert contrast(chosen, made.color(role.Base)) >= 3
    assert contrast(made.color(role.Text), tokens.tint) >= 4.5


def test_black_on_white_has_the_highest_contrast_there_is() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#FFFFFF"), QColor("#FFFFFF")) == pytest.approx(1)


@pytest.mark.parametrize("tokens", SCHEMES, ids=lambda tokens: tokens.name)
def test_a_primary_button_stays_readable_below_the_mouse(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, mix(tokens.accent, tokens.text, 0.12)) >= 4.5
    assert contrast(tokens.on_accent, mix(tokens.accent, tokens.text, 0.22)) >= 4.5


@pytest.mark.parametrize("tokens", SCHEMES, ids=lambda tokens: tokens.name)
def test_every_role_of_the_palette_is_set_in_every_group(tokens: Tokens) -> None:
    made = palette(tokens)
    left_out = {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}
    for role in set(QPalette.ColorRole) - left_out:
        for group in (
            QPalette.ColorGroup.Active,
            QPalette.ColorGroup.Inactive,
            QPalette.ColorGroup.Disabled,
        ):
            assert made.isBrushSet(group, role), (group, role)
    assert made.color(QPalette.ColorRole.Accent) == tokens.accent
    assert made.color(QPalette.ColorRole.PlaceholderText) == tokens.text_secondary
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == tokens.text_disabled


def test_a_system_with_a_contrast_theme_keeps_its_own_colours() -> None:
    system = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: "#FFFFFF",
        QPalette.ColorRole.Base: "#FFFFFF",
        QPalette.ColorRole.Text: "#000000",
        QPalette.ColorRole.Accent: "#37006E",
    }.items():
        system.setColor(role, QColor(colour))
    tokens = high_contrast(system)
    assert tokens.base == QColor("#FFFFFF")
    assert tokens.accent == QColor("#37006E")
    assert contrast(tokens.text, tokens.tint) >= 7
    assert contrast(tokens.on_accent, tokens.accent) >= 7
    assert contrast(tokens.error, tokens.base) >= 4.5


def test_a_system_without_one_gets_our_table() -> None:
    pale = QPalette()
    pale.setColor(QPalette.ColorRole.Base, QColor("#FFFFFF"))
    pale.setColor(QPalette.ColorRole.Text, QColor("#999999"))
    assert high_contrast(pale) is HIGH_CONTRAST


def test_only_the_high_contrast_and_dark_schemes_are_dark() -> None:
    assert [tokens.dark for tokens in SCHEMES] == [False, True, True]


@pytest.mark.parametrize("tokens", SCHEMES, ids=lambda tokens: tokens.name)
def test_without_hue_every_contrast_stays(tokens: Tokens) -> None:
    grey = greyed(tokens)
    assert grey.name == tokens.name
    for front, ground, _least, _expected in CONTRASTS:
        one, other = getattr(grey, front), getattr(grey, ground)
        assert one.hslSaturation() == other.hslSaturation() == 0
        assert contrast(one, other) == pytest.approx(
            contrast(getattr(tokens, front), getattr(tokens, ground)), rel=0.03
        )
