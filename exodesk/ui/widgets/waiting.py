"""What a person sees of work that takes long: how far it is, and *Cancel*."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

_PATIENCE = 300  # milliseconds; what is done by then shows nothing


def waiting_for(text: str, title: str, steps: int, window: QWidget) -> QProgressDialog:
    """Comes by itself where the work lasts; of 0 ``steps`` it only says that it goes on."""
    progress = QProgressDialog(window)
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setWindowTitle(title)
    progress.setLabelText(text)
    progress.setMinimumDuration(_PATIENCE)
    progress.setRange(0, steps)
    progress.setAutoClose(False)
    progress.setAutoReset(False)
    return progress


def put_away(progress: QProgressDialog) -> None:
    progress.canceled.disconnect()
    progress.close()
    progress.deleteLater()
