"""What table models answer beyond Qt's own roles: the language of models and delegates."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt


class Role(IntEnum):
    """Answers are plain values: texts, or a CourseCost."""

    COST = Qt.ItemDataRole.UserRole + 1
    ENTRY_ID = Qt.ItemDataRole.UserRole + 2
    SECOND = Qt.ItemDataRole.UserRole + 3  # the smaller line below the text; "" for none
    AGE = Qt.ItemDataRole.UserRole + 4  # the age of the figures in words; "" where not old
    ENDS = Qt.ItemDataRole.UserRole + 5  # the texts of a figure's two half-columns
    QUIET = Qt.ItemDataRole.UserRole + 6  # whether the text is a word in place of a figure
    CHANGED = Qt.ItemDataRole.UserRole + 8  # whether the smaller line tells of an assumption
    HEADING = Qt.ItemDataRole.UserRole + 7  # the words of a row that only parts the others
