"""An unforeseen fault is told in words, printed and noted in the log; the window stays."""

from __future__ import annotations

import traceback
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QWidget

from exodesk.storage.log_file import log_fault, without_words
from exodesk.ui.versions import versions_text
from exodesk.wording import gettext as _

_NAME = "fault"
_LONGEST = 1_000


def tell_of_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """For ``sys.excepthook``. A fault that comes with every painting is told once.

    While one is told, others are only printed.
    """
    traceback.print_exception(kind, error, trace)
    if not issubclass(kind, KeyboardInterrupt):
        log_fault(kind, error, trace)
    if QApplication.instance() is None or issubclass(kind, KeyboardInterrupt):
        return
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    parent = QApplication.activeWindow() or _main_window(windows)
    if parent is None or any(window.objectName() == _NAME for window in windows):
        return
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        "exodesk",
        _(
            "Something went wrong that should not have. The window stays, and what was saved before"
            " stays saved."
        ),
        QMessageBox.StandardButton.Ok,
        parent,
    )
    box.setObjectName(_NAME)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(f"{kind.__name__}: {error}"[:_LONGEST])
    details = details_text(kind, error, trace)
    box.setEscapeButton(QMessageBox.StandardButton.Ok)
    box.setDefaultButton(QMessageBox.StandardButton.Ok)
    copy = box.addButton(_("Copy error with versions"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # or the box would close
    copy.clicked.connect(lambda: QApplication.clipboard().setText(details))
    copy.setToolTip(
        _(
            "Versions, the kind of fault and the places in the program, to be passed on. What the"
            " fault says is left out, since it may quote what you were working on."
        )
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def details_text(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """Versions, and how the fault came about: without names, prices and paths of a person."""
    return f"{versions_text()}\n\n{without_words(kind, error, trace)}"


def _main_window(windows: list[QWidget]) -> QWidget | None:
    return next((window for window in windows if isinstance(window, QMainWindow)), None)
