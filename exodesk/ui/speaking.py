"""The language of the program in Qt: its own buttons and menus, dates, direction and letters."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from exodesk.paths import resource
from exodesk.translation import N_, current_locale, languages
from exodesk.translation import gettext as _
from exodesk.wording.amounts import runs_from_right

# What Qt itself says in our windows. It has a translation into some languages, and none into Hindi.
QT_SAYS = (
    N_("OK"),
    N_("Save"),
    N_("Save All"),
    N_("Open"),
    N_("&Yes"),
    N_("Yes to &All"),
    N_("&No"),
    N_("N&o to All"),
    N_("Abort"),
    N_("Retry"),
    N_("Ignore"),
    N_("Close"),
    N_("Cancel"),
    N_("Discard"),
    N_("Don't Save"),
    N_("Close without Saving"),
    N_("Help"),
    N_("Apply"),
    N_("Reset"),
    N_("Restore Defaults"),
    N_("&Undo"),
    N_("&Redo"),
    N_("Cu&t"),
    N_("&Copy"),
    N_("&Paste"),
    N_("Delete"),
    N_("Select All"),
    N_("Copy &Link Location"),
    N_("&Select All"),
    N_("&Step up"),
    N_("Step &down"),
    N_("Clear"),
    N_("More"),
    N_("Look in:"),
    N_("File &name:"),
    N_("Files of type:"),
    N_("&Open"),
    N_("&Save"),
    N_("&Choose"),
    N_("&Rename"),
    N_("&Delete"),
    N_("Show &hidden files"),
    N_("&New Folder"),
    N_("New Folder"),
    N_("Save As"),
    N_("Find Directory"),
    N_("Directory:"),
    N_("Directories"),
    N_("All Files (*)"),
    N_("Back"),
    N_("Forward"),
    N_("Go back"),
    N_("Go forward"),
    N_("Parent Directory"),
    N_("Go to the parent directory"),
    N_("Create New Folder"),
    N_("Create a New Folder"),
    N_("List View"),
    N_("Change to list view mode"),
    N_("Detail View"),
    N_("Change to detail view mode"),
    N_("Sidebar"),
    N_("List of places and bookmarks"),
    N_("Files"),
    N_("Remove"),
    N_("Recent Places"),
    N_("Computer"),
    N_("Name"),
    N_("Size"),
    N_("Type"),
    N_("Date Modified"),
    N_("%1 already exists.\nDo you want to replace it?"),
    N_("%1\nFile not found.\nPlease verify the correct file name was given."),
    N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    N_("'%1' is write protected.\nDo you want to delete it anyway?"),
    N_("Are you sure you want to delete '%1'?"),
    N_("Could not delete directory."),
)

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


class QtWords(QTranslator):
    """Answers Qt from our own translations."""

    def isEmpty(self) -> bool:
        return False

    def translate(  # None lets Qt go on to what it says itself
        self,
        context: bytes | bytearray | memoryview | str,
        source: bytes | bytearray | memoryview | str,
        disambiguation: bytes | bytearray | memoryview | str | None = None,
        n: int = -1,
    ) -> str | None:
        text = source if isinstance(source, str) else bytes(source).decode("utf-8", "replace")
        said = _(text) if text else text
        return said if said != text else None


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
