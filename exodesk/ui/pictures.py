"""Pictures read in another thread, while the window's goes on."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtGui import QImage, QImageReader


def picture_from(data: bytes) -> QImage:
    """The PNG ``data``; a null picture where it can't be read, or there is no memory for it.

    It is read from a file, since of the other ways ``QImage.fromData`` keeps every other thread
    waiting for as long, and a QBuffer, being Python's, is asked behind a lock of Qt's: a window
    that reads an icon meanwhile waits for that lock, this thread for the window, both for ever.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="exodesk-") as folder:
            path = Path(folder) / "picture.png"
            path.write_bytes(data)
            return QImageReader(str(path)).read()
    except OSError:  # no room, say: then all wait
        return QImage.fromData(data)
