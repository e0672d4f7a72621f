"""The address of a source is opened in the browser where a person clicks it, and only there."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_link(url: object) -> None:
    """Pass over what is no address of the web: a catalogue may name files and programs."""
    address = QUrl(str(url), QUrl.ParsingMode.StrictMode)
    if address.isValid() and address.scheme() in ("http", "https") and address.host():
        QDesktopServices.openUrl(address)
