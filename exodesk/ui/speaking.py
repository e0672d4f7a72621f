"""The language of the program in Qt: its own buttons and menus, dates, direction and letters."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from exodesk.paths import resource
from exodesk.translation import current_locale, languages
from exodesk.ui.qt_words import QtWords
from exodesk.wording.amounts import runs_from_right

_SCRIPTS = {
    "ar": "Arabic",
    "as": "Bengali",
    "bn": "Bengali",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Devanagari",
    "kn": "Kannada",
    "ml": "Malayalam",
    "mr": "Devanagari",
    "ne": "Devanagari",
    "or": "Oriya",
    "pa": "Gurmukhi",
    "ta": "Tamil",
    "te": "Telugu",
    "ur": "Arabic",
}


class _FromTheRight(QObject):
    """Lays each window out from the right.

    Not the application: it would turn round what is painted as well, figure by figure.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        polished = event.type() is QEvent.Type.Polish
        if polished and isinstance(watched, QWidget) and watched.isWindow():
            watched.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        return False


def speak_in_qt(app: QApplication) -> None:
    """Let Qt follow the language that has been chosen; called once again after each choice."""
    locale = current_locale()
    QLocale.setDefault(QLocale(locale))
    for turning in app.findChildren(_FromTheRight):
        app.removeEventFilter(turning)
        turning.deleteLater()
    if runs_from_right(locale):
        app.installEventFilter(_FromTheRight(app))
    for language in dict.fromkeys((*languages(), locale)):
        _provide_letters(_SCRIPTS.get(language.partition("_")[0], ""))
    for before in app.findChildren(QtWords):
        app.removeTranslator(before)
        before.deleteLater()
    app.installTranslator(QtWords(app))


def _provide_letters(script: str) -> None:
    """Where the system has no letters of ``script``, those that documents are printed with."""
    system = getattr(QFontDatabase.WritingSystem, script, None)
    if system is None or QFontDatabase.families(system):
        return
    for weight in ("Regular", "Bold"):
        file = resource("fonts", f"NotoSans{script}-{weight}.ttf")
        if file.is_file():
            QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))
