"""The pages of a document on a desk, as they will print: white in every scheme, as wide as fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from exodesk.ui.focus_ring import RADIUS_PROPERTY
from exodesk.ui.icons import Icons
from exodesk.ui.theme import LIGHT
from exodesk.wording import gettext as _

_WIDEST = 826
_NARROWEST = 280
_MARGIN = 24
_TOP = 20
_GAP = 16
_A4 = (595.28, 841.89)
_SOON = 150  # until what changes is drawn: a person may still be typing
_PATIENCE = 300  # until it is said that something takes time
_NEAR = 2  # pages before and behind those in sight that keep their pictures


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn: ``state`` as it was given, pages by number from 1, and how wide."""

    state: object
    numbers: tuple[int, ...]
    pixels: int


class PagesView(QWidget):
    """Shows what it is given and announces what it lacks. It draws no page itself."""

    document_wanted = Signal(object)  # Wanted
    picture_wanted = Signal(object)  # Wanted, of one page
    stopped = Signal()  # a person does not want to wait

    def __init__(self, name: str, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._of: object = None
        self._state: object = None
        self._words: Callable[[], str] = str
        self._told = True
        self.notice = _Notice(icons, self)
        self.area = _Desk(self)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setProperty(RADIUS_PROPERTY, 0.0)
        self.area.setAccessibleName(name)
        self._sheets = _Sheets()
        self.area.setWidget(self._sheets)
        self.setFocusProxy(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.area, 1)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._want_document)
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._want_pictures)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self.notice.show_busy)
        self.notice.stop.clicked.connect(self._stop)
        self.notice.again.clicked.connect(self._want_document)
        self.area.resized.connect(self._follow)
        self.area.verticalScrollBar().valueChanged.connect(lambda _value: self._look.start())
        icons.theme.changed.connect(self._dress)
        self._dress()

    # What is shown

    def show_document(self, of: object, state: object, words: Callable[[], str]) -> None:
        """Show a document ``of`` something in a ``state``; equal states look alike.

        It is drawn as soon as it is in sight. What was drawn of the same thing stays until then.
        ``words`` is all that stands in it, for who hears it.
        """
        self._words = words
        if of != self._of:
            self._of = of
            self._sheets.clear()
            self._fit()
            self.area.verticalScrollBar().setValue(0)
            self._soon.setInterval(0)
        if state != self._state:
            self._state = state
            self._told = False
            self.notice.hide()
            if self.isVisible():
                self._soon.start()

    def show_pages(
        self, state: object, count: int, size: tuple[float, float], pictures: Mapping[int, QImage]
    ) -> None:
        """All pages at once, those of them in sight with their ``pictures``."""
        if state != self._state:
            return
        self._be_patient(waiting=False)
        self._sheets.show_pages(count, size, pictures)
        self._fit()
        self._look.start()
        self.area.setAccessibleDescription(self.words())

    def show_picture(self, state: object, number: int, picture: QImage) -> None:
        if state == self._state:
            self._sheets.show_picture(number, picture)

    def refuse(self, sentence: str) -> None:
        """Say why nothing could be drawn; what was drawn before stays."""
        self._be_patient(waiting=False)
        self.notice.show_failure(sentence)

    def words(self) -> str:
        """All that is read on the pages, a line each."""
        return self._words()

    def page_count(self) -> int:
        """0 until something is drawn."""
        return self._sheets.count

    def picture(self, number: int) -> QImage | None:
        """What is shown of a page; None while it is blank."""
        return self._sheets.pictures.get(number)

    def is_drawn(self) -> bool:
        """Whether what is in sight is what it should be, in its full sharpness."""
        return self._told and not self._lacking()

    # Inside

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._told:
            self._soon.start(0)
        self._look.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._look.start(_SOON)

    @Slot()
    def _follow(self) -> None:
        self._fit()
        self._look.start(_SOON)

    def _fit(self) -> None:
        self._sheets.fit(self.area.viewport().width())

    @Slot()
    def _want_document(self) -> None:
        self._soon.setInterval(_SOON)
        if self._state is None or not self.isVisible():
            return
        self._told = True
        self.notice.hide()
        self._be_patient(waiting=True)
        self.document_wanted.emit(Wanted(self._state, self._in_sight() or (1,), self._pixels()))

    @Slot()
    def _want_pictures(self) -> None:
        if not self._told or not self.isVisible():
            return
        lacking = self._lacking()
        if lacking:
            number = lacking[0]
            self.picture_wanted.emit(Wanted(self._state, (number,), self._pixels()))
        self._sheets.keep(self._in_sight(_NEAR))

    def want_next(self) -> None:
        """Ask for the next picture that is lacking."""
        self._look.start(0)

    def _lacking(self) -> list[int]:
        pixels, shown = self._pixels(), self._sheets.pictures
        near = (*self._in_sight(), *self._in_sight(1))
        found = dict.fromkeys(near)
        return [n for n in found if n not in shown or abs(shown[n].width() - pixels) > 1]

    def _in_sight(self, more: int = 0) -> tuple[int, ...]:
        top = self.area.verticalScrollBar().value()
        return self._sheets.between(top, top + self.area.viewport().height(), more)

    def _pixels(self) -> int:
        return round(self._sheets.page_width * self.devicePixelRatioF())

    def _be_patient(self, *, waiting: bool) -> None:
        if waiting:
            self._patience.start()
        else:
            self._patience.stop()
            self.notice.hide()

    @Slot()
    def _stop(self) -> None:
        self._be_patient(waiting=False)
        self.stopped.emit()
        self.notice.show_failure(_("The pages were not drawn."))

    def _dress(self) -> None:
        self._sheets.desk = self._icons.theme.tokens.desk
        self._sheets.update()


class _Desk(QScrollArea):
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class _Sheets(QWidget):
    """Paints the pages below each other, white where there is no picture yet."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.pictures: dict[int, QImage] = {}
        self.page_width = _WIDEST
        self.desk = LIGHT.desk
        self._ratio = _A4[1] / _A4[0]

    def clear(self) -> None:
        self.count = 0
        self.pictures = {}
        self.update()

    def show_pages(
        self, count: int, size: tuple[float, float], pictures: Mapping[int, QImage]
    ) -> None:
        self.count = count
        self._ratio = size[1] / size[0]
        self.pictures = dict(pictures)
        self.update()

    def show_picture(self, number: int, picture: QImage) -> None:
        self.pictures[number] = picture
        self.update()

    def keep(self, numbers: tuple[int, ...]) -> None:
        """Let go of the pictures of all other pages."""
        self.pictures = {n: picture for n, picture in self.pictures.items() if n in numbers}

    def fit(self, room: int) -> None:
        self.page_width = max(_NARROWEST, min(_WIDEST, room - 2 * _MARGIN))
        pages = max(1, self.count)
        self.setMinimumHeight(2 * _TOP + pages * self._height() + (pages - 1) * _GAP)

    def between(self, top: int, bottom: int, more: int) -> tuple[int, ...]:
        """The pages that reach between the two, and so many ``more`` at either side."""
        step = self._height() + _GAP
        first = (top - _TOP) // step + 1 - more
        last = ceil((bottom - _TOP) / step) + more
        return tuple(range(max(1, first), min(self.count, last) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self.desk)
        for number in range(1, max(1, self.count) + 1):
            place = self._place(number)
            if not place.intersects(QRectF(event.rect())):
                continue
            painter.fillRect(place, LIGHT.base)
            if (picture := self.pictures.get(number)) is not None:
                painter.drawImage(place, picture)
            painter.setPen(LIGHT.line_strong)
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()

    def _height(self) -> int:
        return round(self.page_width * self._ratio)

    def _place(self, number: int) -> QRectF:
        left = (self.width() - self.page_width) // 2
        top = _TOP + (number - 1) * (self._height() + _GAP)
        return QRectF(left, top, self.page_width, self._height())


class _Notice(QWidget):
    """That the pages are being drawn, or why they were not."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self.stop = QPushButton(_("Cancel"))
        self.again = QPushButton(_("Draw them"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._text, 1)
        row.addWidget(self.stop)
        row.addWidget(self.again)
        self.hide()

    @Slot()
    def show_busy(self) -> None:
        self._show(_("The pages are being drawn…"), busy=True)

    def show_failure(self, sentence: str) -> None:
        self._show(sentence, busy=False)

    def text(self) -> str:
        return self._text.text() if self.isVisible() else ""

    def _show(self, text: str, *, busy: bool) -> None:
        self._text.setText(text)
        self.stop.setVisible(busy)
        self.again.setVisible(not busy)
        self.show()
