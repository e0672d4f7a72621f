"""Sizes and weights of type, all derived from the system's own font."""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

_FALLBACK_FAMILIES = ("Noto Sans", "Noto Sans Devanagari")
_SMALLEST_PIXELS = 8.0


class TypeRole(Enum):
    """What a text is for. The value is (logical pixels more than the system's size, weight)."""

    FIGURE = (11.0, QFont.Weight.DemiBold)
    EMPTY_TITLE = (7.0, QFont.Weight.DemiBold)
    VERDICT = (5.0, QFont.Weight.DemiBold)
    DIALOG_TITLE = (4.0, QFont.Weight.DemiBold)
    TITLE = (3.0, QFont.Weight.DemiBold)
    PAGE = (1.0, QFont.Weight.Medium)
    PAGE_CURRENT = (1.0, QFont.Weight.DemiBold)
    BODY = (0.0, QFont.Weight.Normal)
    BODY_STRONG = (0.0, QFont.Weight.Medium)
    BODY_SELECTED = (0.0, QFont.Weight.DemiBold)
    SMALL = (-1.0, QFont.Weight.Normal)
    SMALL_STRONG = (-1.0, QFont.Weight.Medium)
    SECTION = (-1.0, QFont.Weight.DemiBold)
    TINY = (-2.0, QFont.Weight.Medium)
    LOG_SCALE = (-3.0, QFont.Weight.Normal)


def role_font(role: TypeRole) -> QFont:
    """The font of ``role``, in pixels or in points as the system gives its own."""
    step, weight = role.value
    font = QApplication.font()
    grown(font, step)
    font.setWeight(weight)
    return font


def grown(font: QFont, pixels: float) -> None:
    """Make ``font`` larger by logical ``pixels`` (smaller if negative), whatever its unit."""
    if font.pixelSize() > 0:
        font.setPixelSize(round(max(font.pixelSize() + pixels, _SMALLEST_PIXELS)))
        return
    screen = QGuiApplication.primaryScreen()
    points_per_pixel = 72.0 / (screen.logicalDotsPerInch() if screen is not None else 96.0)
    size = font.pointSizeF() if font.pointSizeF() > 0 else 13.0 * points_per_pixel
    font.setPointSizeF(max(size + pixels * points_per_pixel, _SMALLEST_PIXELS * points_per_pixel))


def tabular(font: QFont) -> QFont:
    """``font`` with figures of one width and, where installed, letters for every script we ship."""
    made = QFont(font)
    made.setFeature(QFont.Tag("tnum"), 1)
    families = made.families()
    families += [
        family
        for family in _FALLBACK_FAMILIES
        if family not in families and QFontDatabase.hasFamily(family)
    ]
    made.setFamilies(families)
    return made
