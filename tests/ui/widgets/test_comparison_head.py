from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.comparison_head import ColumnHead, HeadWords


def inked_columns(picture: QImage) -> list[int]:
    ground = picture.pixel(picture.width() - 1, 0)
    return [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]


def test_the_name_of_a_field_is_painted_without_the_sign_before_its_letter(qtbot: QtBot) -> None:
    head = ColumnHead(Icons(Theme()))
    qtbot.addWidget(head)
    head.show_words(HeadWords("a", "Peel", "Pune", "Peel, Pune", usual_sessions="as stated"))
    head.resize(320, 120)
    head.show()
    label = next(each for each in head.findChildren(QLabel) if each.text() == "Sessions")
    plain = inked_columns(label.grab().toImage())
    label.setText("Se&ssions")
    lettered = inked_columns(label.grab().toImage())
    assert (plain[0], plain[-1]) == (lettered[0], lettered[-1])
