"""The program's own icons: drawn once per name, colour, size and pixel ratio, then kept."""

from __future__ import annotations

import weakref
from functools import cache
from typing import Literal, TypeAlias

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel

from exodesk.paths import resource
from exodesk.ui.theme import Theme, with_type

IconRole: TypeAlias = Literal["secondary", "accent", "on_accent", "text", "warning", "error"]

SIZE = 16


def side(size: int = SIZE) -> int:
    """How wide and high a sign of that ``size`` is now, in logical pixels.

    Every size in this module is that beside type of the usual size; larger type has larger signs.
    """
    return with_type(size)


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")


class Icons(QObject):
    """Icons in the colours of a theme. An unknown name is refused with FileNotFoundError."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent if parent is not None else theme)
        self._theme = theme
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, IconRole, int], QIcon] = {}
        self._worn: list[tuple[weakref.ref[QObject], str, IconRole, int]] = []
        theme.changed.connect(self._forget)

    @property
    def theme(self) -> Theme:
        return self._theme

    def icon(self, name: str, role: IconRole = "secondary", size: int = SIZE) -> QIcon:
        """An icon in the colours of now. Use ``wear`` where it must follow the theme."""
        key = (name, role, side(size))
        if (kept := self._icons.get(key)) is not None:
            return kept
        colour = self._colour(role)
        disabled = self._theme.tokens.text_disabled
        made = QIcon()
        for ratio in _ratios():
            made.addPixmap(self.pixmap(name, colour, size, ratio))
            made.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
        self._icons[key] = made
        return made

    def wear(
        self,
        target: QAbstractButton | QAction,
        name: str,
        role: IconRole = "secondary",
        size: int = SIZE,
    ) -> None:
        """Give ``target`` the icon, and again whenever the theme changes. The last call counts."""
        self._worn = [each for each in self._worn if each[0]() not in (None, target)]
        self._worn.append((weakref.ref(target), name, role, size))
        self._put(target, name, role, size)

    def show_on(
        self, label: QLabel, name: str, role: IconRole = "secondary", size: int = SIZE
    ) -> None:
        """Let ``label`` show the icon in the colours of now."""
        ratio = label.devicePixelRatioF()
        label.setPixmap(self.pixmap(name, self._colour(role), size, ratio))

    def paint(
        self, painter: QPainter, rect: QRect | QRectF, name: str, colour: QColor, size: int = SIZE
    ) -> None:
        """Draw the icon in the middle of ``rect``, on whole logical pixels."""
        ratio = painter.device().devicePixelRatio()
        area, wide = QRectF(rect), side(size)
        corner = QPointF(
            round(area.x() + (area.width() - wide) / 2),
            round(area.y() + (area.height() - wide) / 2),
        )
        painter.drawPixmap(corner, self.pixmap(name, colour, size, ratio))

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        wide = side(size)
        key = (name, colour.rgba(), wide, ratio)
        if (kept := self._pixmaps.get(key)) is not None:
            return kept
        drawing = _drawing(name).replace("currentColor", colour.name())
        made = QPixmap(QSize(wide, wide) * ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        renderer = QSvgRenderer(QByteArray(drawing.encode("utf-8")))
        renderer.render(painter, QRectF(0, 0, made.width(), made.height()))
        painter.end()
        made.setDevicePixelRatio(ratio)
        self._pixmaps[key] = made
        return made

    def _colour(self, role: IconRole) -> QColor:
        tokens = self._theme.tokens
        match role:
            case "secondary":
                return tokens.text_secondary
            case "accent":
                return tokens.accent
            case "on_accent":
                return tokens.on_accent
            case "text":
                return tokens.text
            case "warning":
                return tokens.warning
            case "error":
                return tokens.error

    def _put(self, target: QObject, name: str, role: IconRole, size: int) -> None:
        assert isinstance(target, QAbstractButton | QAction)
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(side(size), side(size)))
        target.setIcon(self.icon(name, role, size))

    @Slot()
    def _forget(self) -> None:
        self._pixmaps.clear()
        self._icons.clear()
        worn, self._worn = self._worn, []
        for reference, name, role, size in worn:
            target = reference()
            if target is not None and shiboken6.isValid(target):
                self._worn.append((reference, name, role, size))
                self._put(target, name, role, size)


def app_icon() -> QIcon:
    """The icon of the program itself."""
    return QIcon(str(resource("icons", "exodesk.svg")))


def _ratios() -> list[float]:
    return sorted({1.0, 2.0} | {screen.devicePixelRatio() for screen in QGuiApplication.screens()})
