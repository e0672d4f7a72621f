from __future__ import annotations

from PySide6.QtCore import QLoggingCategory

from exodesk.ui.application import application


def test_a_font_that_lacks_a_script_is_passed_over_without_a_word(qapp: object) -> None:
    application()
    # Its name has to be text: of bytes PySide6 keeps only where they were.
    fonts = QLoggingCategory("qt.text.font.db")  # type: ignore[arg-type]
    assert not fonts.isWarningEnabled()
