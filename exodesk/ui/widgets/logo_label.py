"""A logo at the size it has on a letterhead."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel

from exodesk.domain.quotes.letterhead import Logo, LogoKind
from exodesk.wording import gettext as _

_LOGO_HEIGHT = 56


def logo_label(logo: Logo) -> QLabel:
    """The picture at the size it has on a letterhead."""
    kind, data = logo.kind, logo.data
    label = QLabel()
    label.setAccessibleName(_("Logo"))
    picture = QPixmap()
    if kind is LogoKind.PNG:
        picture.loadFromData(data)
    else:
        renderer = QSvgRenderer(data)
        size = renderer.defaultSize().scaled(
            4 * _LOGO_HEIGHT, _LOGO_HEIGHT, Qt.AspectRatioMode.KeepAspectRatio
        )
        if renderer.isValid() and not size.isEmpty():
            picture = QPixmap(size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            renderer.render(painter)
            painter.end()
    if not picture.isNull():
        smooth = Qt.TransformationMode.SmoothTransformation
        room = QSize(4 * _LOGO_HEIGHT, _LOGO_HEIGHT)
        if picture.height() > room.height() or picture.width() > room.width():
            picture = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        label.setPixmap(picture)
    return label
