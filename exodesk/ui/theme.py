"""How the window looks now: the scheme, its colours, and the one place that dresses the program."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from exodesk.ui.focus_ring import FocusRing
from exodesk.ui.style_sheet import field_height, style_sheet
from exodesk.ui.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens, high_contrast, palette
from exodesk.ui.type_roles import TypeRole, growth, role_font, tabular, with_type

__all__ = [
    "DARK",
    "HIGH_CONTRAST",
    "LIGHT",
    "Scheme",
    "Theme",
    "Tokens",
    "TypeRole",
    "apply",
    "field_height",
    "growth",
    "palette",
    "role_font",
    "style_sheet",
    "with_type",
]


class Scheme(Enum):
    """What the user chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


_OWN_TOKENS = {
    Scheme.SYSTEM: LIGHT,
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.HIGH_CONTRAST: HIGH_CONTRAST,
}


class Theme(QObject):
    """The colours in force. Whoever paints keeps this object and asks it each time.

    Given an application it dresses it, and follows the system while the scheme says so.
    Without one it only answers, which is all a delegate or a test needs.
    """

    changed = Signal()

    def __init__(
        self,
        scheme: Scheme = Scheme.LIGHT,
        *,
        app: QApplication | None = None,
        parent: QObject | None = None,
        dressed: bool = True,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._dressed = dressed
        self._scheme = scheme
        self._tokens = LIGHT
        if app is None:
            self._tokens = _OWN_TOKENS[scheme]
            return
        # Both wrappers are kept: Qt owns the objects, and a wrapper of a wrapper dies with it.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._accessibility.contrastPreferenceChanged.connect(self._follow)
        self.set_scheme(scheme)

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    def set_scheme(self, scheme: Scheme) -> None:
        self._scheme = scheme
        if self._app is None:
            self._show(_OWN_TOKENS[scheme])
            return
        # Tells the platform too, for title bars and file dialogs; some platforms ignore it.
        self._hints.setColorScheme(
            {
                Scheme.SYSTEM: Qt.ColorScheme.Unknown,
                Scheme.LIGHT: Qt.ColorScheme.Light,
                Scheme.DARK: Qt.ColorScheme.Dark,
                Scheme.HIGH_CONTRAST: Qt.ColorScheme.Dark,
            }[scheme]
        )
        self._show(self._chosen())

    def dress(self) -> None:
        """Put the style sheet on, if it is not yet."""
        if self._app is not None and not self._dressed:
            self._dressed = True
            self._app.setStyleSheet(style_sheet(self._tokens))
            for widget in self._app.allWidgets():  # Qt tells them only once the program runs
                self._app.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

    def show_tokens(self, tokens: Tokens) -> None:
        """Show a table of colours that no scheme stands for, such as the high contrast one."""
        self._show(tokens)

    @Slot()
    def _follow(self) -> None:
        chosen = self._chosen()
        if chosen is not self._tokens:
            self._show(chosen)

    def _chosen(self) -> Tokens:
        assert self._app is not None
        if self._scheme is not Scheme.SYSTEM:
            return _OWN_TOKENS[self._scheme]
        if self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
            self._app.setPalette(QPalette())
            return high_contrast(self._app.palette())
        return DARK if self._hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _show(self, tokens: Tokens) -> None:
        self._tokens = tokens
        if self._app is not None:
            self._app.setPalette(palette(tokens))
            if self._dressed:
                self._app.setStyleSheet(style_sheet(tokens))
        self.changed.emit()


def apply(
    app: QApplication, scheme: Scheme = Scheme.SYSTEM, *, sheet_at_once: bool = True
) -> Theme:
    """Dress ``app`` once, at the start. Later changes go through the Theme this returns.

    A style sheet is worked through again for all that is in a widget whenever that is put into
    another. Whoever makes a whole window may do so first and then call ``Theme.dress``.
    """
    if app.style().objectName().lower() in {"", "windows"}:
        app.setStyle("Fusion")
    app.setFont(tabular(app.font()))
    # Everything changes at once, also where the desktop lets menus and tool tips slide or fade.
    app.setEffectEnabled(Qt.UIEffect.UI_General, False)
    theme = Theme(scheme, app=app, parent=app, dressed=sheet_at_once)
    ring = FocusRing(app, lambda: theme.tokens.accent)
    theme.changed.connect(ring.put_on_again)  # another style sheet hides it
    return theme
