"""Pictures read in another thread, while the window's goes on."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader


def picture_from(data: bytes) -> QImage:
    """A null picture where there is no memory for it.

    ``QImage.fromData`` does the same, and keeps every other thread waiting for as long.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return QImageReader(buffer).read()
