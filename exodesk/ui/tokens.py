"""The colours of the window: one frozen table per scheme, and the palette made from it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tokens:
    """Every colour of one scheme. Compared by identity: a scheme is one object.

    Colours are handed out as they are; whoever wants another shade makes a new QColor.
    """

    name: str
    window: QColor
    base: QColor
    raised: QColor
    sunken: QColor
    line: QColor
    line_strong: QColor
    grid: QColor
    control: QColor
    text: QColor
    text_secondary: QColor
    text_disabled: QColor
    accent: QColor
    on_accent: QColor
    tint: QColor
    band: QColor
    hover: QColor
    bar: QColor
    warning: QColor
    error: QColor
    on_error: QColor  # the ground below an error's text
    desk: QColor

    @property
    def high_contrast(self) -> bool:
        """Whether no state may be told by its colour alone."""
        return self.name == HIGH_CONTRAST.name

    @property
    def dark(self) -> bool:
        return self.base.lightnessF() < 0.5


LIGHT = Tokens(
    name="light",
    window=QColor("#F4F5F7"),
    base=QColor("#FFFFFF"),
    raised=QColor("#FFFFFF"),
    sunken=QColor("#E8EAED"),
    line=QColor("#E1E4E8"),
    line_strong=QColor("#C6CBD1"),
    grid=QColor("#ECEEF1"),
    control=QColor("#808893"),
    text=QColor("#1A1D21"),
    text_secondary=QColor("#555D68"),
    text_disabled=QColor("#8D959F"),
    accent=QColor("#0B6E7A"),
    on_accent=QColor("#FFFFFF"),
    tint=QColor("#E3F1F2"),
    band=QColor("#EEF6F7"),
    hover=QColor("#F4F6F8"),
    bar=QColor("#3B929D"),
    warning=QColor("#7A5200"),
    error=QColor("#B3261E"),
    on_error=QColor("#FCECEA"),
    desk=QColor("#DDE0E4"),
)

DARK = Tokens(
    name="dark",
    window=QColor("#212429"),
    base=QColor("#181A1D"),
    raised=QColor("#2C3036"),
    sunken=QColor("#131517"),
    line=QColor("#32373D"),
    line_strong=QColor("#4A515A"),
    grid=QColor("#24282C"),
    control=QColor("#78818C"),
    text=QColor("#E8EAED"),
    text_secondary=QColor("#A8B0BA"),
    text_disabled=QColor("#6F7781"),
    accent=QColor("#5ABFCA"),
    on_accent=QColor("#04262B"),
    tint=QColor("#17363C"),
    band=QColor("#1A2A2E"),
    hover=QColor("#1F2226"),
    bar=QColor("#3F9AA6"),
    warning=QColor("#EBB94F"),
    error=QColor("#FF9086"),
    on_error=QColor("#33201F"),
    desk=QColor("#101214"),
)

HIGH_CONTRAST = Tokens(
    name="high-contrast",
    window=QColor("#000000"),
    base=QColor("#000000"),
    raised=QColor("#000000"),
    sunken=QColor("#000000"),
    line=QColor("#FFFFFF"),
    line_strong=QColor("#FFFFFF"),
    grid=QColor("#3A3A3A"),
    control=QColor("#FFFFFF"),
    text=QColor("#FFFFFF"),
    text_secondary=QColor("#FFFFFF"),
    text_disabled=QColor("#3FF23F"),
    accent=QColor("#1AEBFF"),
    on_accent=QColor("#000000"),
    tint=QColor("#003A40"),
    band=QColor("#001C20"),
    hover=QColor("#1A1A1A"),
    bar=QColor("#1AEBFF"),
    warning=QColor("#FFE14D"),
    error=QColor("#FF8A80"),
    on_error=QColor("#000000"),
    desk=QColor("#000000"),
)


def contrast(one: QColor, other: QColor) -> float:
    """The WCAG 2 contrast ratio of two opaque colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: QColor, other: QColor, share: float) -> QColor:
    """``colour`` with ``share`` (0 to 1) of ``other`` in it."""
    return QColor.fromRgbF(
        colour.redF() + (other.redF() - colour.redF()) * share,
        colour.greenF() + (other.greenF() - colour.greenF()) * share,
        colour.blueF() + (other.blueF() - colour.blueF()) * share,
    )


@lru_cache(maxsize=8)
def greyed(tokens: Tokens) -> Tokens:
    """The same without hue, as a printer of one ink shows it; every contrast stays."""
    values: dict[str, Any] = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    greys = {key: _grey(value) for key, value in values.items() if isinstance(value, QColor)}
    return Tokens(**{**values, **greys})


def high_contrast(system: QPalette) -> Tokens:
    """The system's own contrast theme. Where it has none worth the name, our table."""
    role = QPalette.ColorRole
    base, text, accent = system.color(role.Base), system.color(role.Text), system.color(role.Accent)
    if contrast(text, base) < 7 or contrast(accent, base) < 4.5:
        return HIGH_CONTRAST
    signs = LIGHT if base.lightnessF() >= 0.5 else HIGH_CONTRAST
    return replace(
        HIGH_CONTRAST,
        window=system.color(role.Window),
        base=base,
        raised=system.color(role.Button),
        sunken=base,
        line=text,
        line_strong=text,
        grid=mix(base, text, 0.22),
        control=text,
        text=text,
        text_secondary=text,
        text_disabled=system.color(QPalette.ColorGroup.Disabled, role.Text),
        accent=accent,
        on_accent=max((text, base), key=lambda colour: contrast(colour, accent)),
        tint=mix(base, accent, 0.25),
        band=mix(base, accent, 0.12),
        hover=mix(base, text, 0.10),
        bar=accent,
        warning=signs.warning,
        error=signs.error,
        on_error=base,
        desk=base,
    )


def palette(tokens: Tokens) -> QPalette:
    """Every role a widget may ask for, so that native styles and our own painting agree."""
    role = QPalette.ColorRole
    group = QPalette.ColorGroup
    made = QPalette()
    every = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text_secondary,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.ToolTipBase: tokens.raised,
        role.ToolTipText: tokens.text,
        role.Light: mix(tokens.raised, tokens.text, 0.06),
        role.Midlight: tokens.line_strong,
        role.Mid: tokens.line,
        role.Dark: tokens.sunken,
        role.Shadow: QColor("#000000"),
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
    }
    for each, colour in every.items():
        made.setColor(group.All, each, colour)
    for each in (role.WindowText, role.Text, role.ButtonText, role.PlaceholderText, role.Link):
        made.setColor(group.Disabled, each, tokens.text_disabled)
    for each in (role.Base, role.Button):
        made.setColor(group.Disabled, each, tokens.window)
    for each in (role.Highlight, role.Accent):
        made.setColor(group.Disabled, each, tokens.line_strong)
    made.setColor(group.Disabled, role.HighlightedText, tokens.text)
    return made


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return (
        0.2126 * linear(colour.redF())
        + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF())
    )


def _grey(colour: QColor) -> QColor:
    light = _luminance(colour)
    shade = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return QColor.fromRgbF(shade, shade, shade)
