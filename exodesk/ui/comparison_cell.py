"""What a cell of the comparison looks like, told by its model to whoever paints it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 40


@dataclass(frozen=True, slots=True)
class PaintedCell:
    """``note`` stands behind the text, smaller; ``sign`` is an icon's name, said in ``sign_word``.

    ``changed`` is for what a person assumed, ``quiet`` for what is not known, ``wraps`` for texts
    of several lines.
    """

    text: str
    note: str = ""
    sign: str = ""
    sign_word: str = ""
    accent: bool = False
    quiet: bool = False
    strong: bool = False
    wraps: bool = False
    heading: bool = False
    changed: bool = False
