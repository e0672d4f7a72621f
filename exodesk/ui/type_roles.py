"""Sizes and weights of type, all derived from the system's own font."""

from __future__ import annotations

from enum import Enum

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QApplication

_FALLBACK_FAMILIES = ("Noto Sans", "Noto Sans Devanagari")
_SMALLEST_PIXELS = 8.0
_USUAL_PIXELS = 13.0
_USUAL_DIGIT = 8.3  # pixels of the widest usual fonts


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
    # Of large type the steps are larger, too: a title twice as large is one twice as large.
    grown(font, step * max(1.0, QFontInfo(font).pixelSize() / _USUAL_PIXELS))
    font.setWeight(weight)
    return font


def growth() -> float:
    """How much wider than usual the system's type is; never less than 1."""
    digit = QFontMetricsF(QApplication.font()).horizontalAdvance("0")
    return max(1.0, digit / _USUAL_DIGIT)


def with_type(pixels: float) -> int:
    """A width meant for type of the usual size, in logical pixels, for the type of now."""
    return round(pixels * growth())


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
