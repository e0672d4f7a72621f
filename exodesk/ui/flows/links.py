"""What is opened outside the program, where a person asks for it and only there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_link(url: object) -> None:
    """Pass over what is no address of the web: a catalogue may name files and programs."""
    address = QUrl(str(url), QUrl.ParsingMode.StrictMode)
    if address.isValid() and address.scheme() in ("http", "https") and address.host():
        QDesktopServices.openUrl(address)


def show_folder(path: Path) -> bool:
    """Show where ``path`` is in the desktop's file manager; False where there is no such folder."""
    folder = path if path.is_dir() else path.parent
    return folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
