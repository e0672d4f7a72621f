"""Draws what a view of pages shows, beside the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from exodesk.domain.errors import ExodeskError
from exodesk.ui.background import Background
from exodesk.ui.pictures import picture_from
from exodesk.ui.widgets.pages_view import PagesView, Wanted
from exodesk.wording import gettext as _

_POINTS = 72  # to the inch


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that can be drawn. Equal states of the same thing look alike.

    ``prepared`` is called in the window's thread and gives what makes the PDF in another one; both
    raise ExodeskError. ``words`` is all that stands in it.
    """

    of: object
    state: object
    prepared: Callable[[], Callable[[], bytes]]
    words: Callable[[], str]


@dataclass(frozen=True, slots=True)
class _Drawn:
    pdf: bytes
    count: int
    size: tuple[float, float]
    pictures: Mapping[int, QImage]


class PageDrawing(QObject):
    def __init__(self, view: PagesView, background: Background) -> None:
        super().__init__(view)
        self._view = view
        self._background = background
        self._paper: Paper | None = None
        self._drawn: tuple[object, _Drawn] | None = None
        view.document_wanted.connect(self._draw)
        view.picture_wanted.connect(self._picture)
        view.stopped.connect(self._forget)

    def show(self, paper: Paper) -> None:
        """Let the view show ``paper`` as soon as it is looked at."""
        self._paper = paper
        self._view.show_document(paper.of, paper.state, paper.words)

    @Slot(object)
    def _draw(self, wanted: Wanted) -> None:
        paper = self._paper
        if paper is None or paper.state != wanted.state:
            return
        try:
            make = paper.prepared()
        except ExodeskError as error:
            self._view.refuse(str(error))
            return

        def show(drawn: _Drawn) -> None:
            self._drawn = (wanted.state, drawn)
            self._view.show_pages(wanted.state, drawn.count, drawn.size, drawn.pictures)

        self._background.forget(self._of_a_page)
        self._background.do(self._of_all, lambda: _drawn(make(), wanted), show, self._view.refuse)

    @Slot(object)
    def _picture(self, wanted: Wanted) -> None:
        if self._drawn is None or self._drawn[0] != wanted.state:
            return
        drawn, (number,) = self._drawn[1], wanted.numbers

        def show(picture: QImage) -> None:
            self._view.show_picture(wanted.state, number, picture)
            self._view.want_next()

        self._background.do(
            self._of_a_page,
            lambda: _picture(drawn.pdf, number, wanted.pixels, drawn.size[0]),
            show,
            self._view.refuse,
        )

    @Slot()
    def _forget(self) -> None:
        for kind in (self._of_all, self._of_a_page):
            self._background.forget(kind)

    @property
    def _of_all(self) -> object:
        return (id(self), "all")

    @property
    def _of_a_page(self) -> object:
        return (id(self), "page")


def _drawn(pdf: bytes, wanted: Wanted) -> _Drawn:
    from exodesk.documents.pages import pages_of

    pages = pages_of(pdf)
    numbers = [number for number in wanted.numbers if number <= pages.count] or [1]
    return _Drawn(
        pdf,
        pages.count,
        (pages.width, pages.height),
        {number: _picture(pdf, number, wanted.pixels, pages.width) for number in numbers},
    )


def _picture(pdf: bytes, number: int, pixels: int, width: float) -> QImage:
    from exodesk.documents.pages import pages_of

    picture = picture_from(pages_of(pdf).picture(number, pixels * _POINTS / width))
    if picture.isNull():
        raise ExodeskError(_("The pages could not be drawn: there is no memory for them."))
    return picture
