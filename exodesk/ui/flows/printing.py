"""Prints documents through the dialog of the system, page by page, while the window stays alive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from exodesk.documents.pages import Pages, pages_of
from exodesk.domain.errors import ExodeskError
from exodesk.ui.background import Background
from exodesk.ui.pictures import picture_from
from exodesk.ui.sliced_work import SlicedWork
from exodesk.ui.widgets.waiting import put_away, waiting_for
from exodesk.wording import gettext as _
from exodesk.wording import ngettext

_FINEST = 600  # dots to the inch; more is not seen, and takes very much memory
_STRIP = 64  # lines of a picture, painted in about 10 ms
_KIND = "printing"


@dataclass(slots=True)
class _Printout:
    """A document on its way to the paper; ``numbers`` are the pages that are still to come."""

    called: str
    pages: Pages
    printer: QPrinter
    numbers: list[int]
    total: int
    progress: QProgressDialog
    painter: QPainter = field(default_factory=QPainter)


class Printing(QObject):
    """Asks where to and which pages, prints, and says what came of it. One at a time."""

    done = Signal(str)
    failed = Signal(str)

    def __init__(self, window: QWidget, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._background = background
        self._slices = SlicedWork(self)
        self._printout: _Printout | None = None

    @property
    def busy(self) -> bool:
        return self._printout is not None or self._background.waits_for(_KIND)

    def ask(self, called: str, prepared: Callable[[], Callable[[], bytes]]) -> None:
        """Print a PDF; ``called`` names it to a person.

        ``prepared`` is called at once and gives what makes the PDF in another thread.
        """
        if self.busy:
            self.failed.emit(_("Something is being printed already. Wait for its end."))
            return
        try:
            make = prepared()
        except ExodeskError as error:
            self.failed.emit(str(error))
            return
        self._background.do(
            _KIND, lambda: pages_of(make()), lambda pages: self._choose(called, pages), self._fail
        )

    def _choose(self, called: str, pages: Pages) -> None:
        printer = printer_for(pages)
        printer.setDocName(called)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(_("Print {document}").format(document=called))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages.count)
        dialog.setFromTo(1, pages.count)
        # The printer lives as long as what paints on it, not as long as the dialog.
        dialog.accepted.connect(lambda _printer: self.print_on(printer, called, pages))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def print_on(self, printer: QPrinter, called: str, pages: Pages) -> None:
        """Print the pages that were chosen on a ``printer`` made by ``printer_for``."""
        numbers = chosen_numbers(printer, pages.count)
        title = _("Print {document}").format(document=called)
        progress = waiting_for("", title, len(numbers), self._window)
        printout = _Printout(called, pages, printer, numbers, len(numbers), progress)
        self._printout = printout
        if not numbers:
            self._fail(_("None of the pages that were asked for is there."))
        elif not printout.painter.begin(printer):
            self._fail(_refused(printer))
        else:
            progress.canceled.connect(self._stop)
            self._go_on(printout)

    def _go_on(self, printout: _Printout) -> None:
        pages, number = printout.pages, printout.numbers[0]
        ready = printout.total - len(printout.numbers)
        printout.progress.setLabelText(
            _("Printing page {n} of {total}…").format(n=ready + 1, total=printout.total)
        )
        printout.progress.setValue(ready)
        dots = min(printout.printer.resolution(), _FINEST)
        self._background.do(
            _KIND,
            lambda: _picture(pages, number, dots),
            lambda picture: self._slices.start(self._painting(printout, picture), at_once=False),
            self._fail,
        )

    def _painting(self, printout: _Printout, picture: QImage) -> Iterator[None]:
        """In strips, for a whole page takes a second. Each covers a line of the one before, so that
        no seam is seen."""
        printer, first = printout.printer, len(printout.numbers) == printout.total
        if not first and not printer.newPage():
            self._fail(_refused(printer))
            return
        place = _fitted(printer.paperRect(QPrinter.Unit.DevicePixel), printout.pages)
        width, scale = picture.width(), place.height() / picture.height()
        for top in range(0, picture.height(), _STRIP):
            height = min(_STRIP + 1, picture.height() - top)
            strip = QRectF(place.x(), place.y() + top * scale, place.width(), height * scale)
            printout.painter.drawImage(strip, picture, QRectF(0, top, width, height))
            yield
        self._meet_page(printout)

    def _meet_page(self, printout: _Printout) -> None:
        printer = printout.printer
        del printout.numbers[0]
        if printer.printerState() == QPrinter.PrinterState.Error:
            self._fail(_refused(printer))
        elif printout.numbers:
            self._go_on(printout)
        else:
            self._finish(printout)

    def _finish(self, printout: _Printout) -> None:
        printer, total = printout.printer, printout.total
        ended = printout.painter.end()
        self._let_go()
        if not ended or printer.printerState() == QPrinter.PrinterState.Error:
            self.failed.emit(_refused(printer))
            return
        sentence = ngettext(
            "{document}: {n} page sent to {printer}.",
            "{document}: {n} pages sent to {printer}.",
            total,
        )
        self.done.emit(sentence.format(document=printout.called, n=total, printer=_name(printer)))

    @Slot()
    def _stop(self) -> None:
        printout = self._printout
        if printout is None:
            return
        self.stop()
        self.failed.emit(
            _("Printing {document} was stopped. Pages that were sent may still come out.").format(
                document=printout.called
            )
        )

    def _fail(self, sentence: str) -> None:
        self.stop()
        self.failed.emit(sentence)

    @Slot()
    def stop(self) -> None:
        """Nothing more is sent."""
        self._background.forget(_KIND)
        self._slices.stop()
        if self._printout is not None:
            self._printout.printer.abort()
        self._let_go()

    def _let_go(self) -> None:
        printout, self._printout = self._printout, None
        if printout is not None:
            if printout.painter.isActive():
                printout.painter.end()
            put_away(printout.progress)


def printer_for(pages: Pages) -> QPrinter:
    """The usual printer of the system, its paper laid as the pages are."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    level = pages.width > pages.height
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if level else QPageLayout.Orientation.Portrait
    )
    printer.setFullPage(True)
    return printer


def chosen_numbers(printer: QPrinter, count: int) -> list[int]:
    """The pages that a person chose, from 1, as often as the printer does not repeat by itself."""
    first, last = 1, count
    if printer.printRange() is QPrinter.PrintRange.PageRange:
        first, last = max(1, printer.fromPage()), min(count, printer.toPage() or count)
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return list(range(first, last + 1)) * copies


def _picture(pages: Pages, number: int, dots: int) -> QImage:
    picture = picture_from(pages.picture(number, dots))
    if picture.isNull():
        raise ExodeskError(_("There is not enough memory to print page {n}.").format(n=number))
    return picture


def _fitted(paper: QRectF, pages: Pages) -> QRectF:
    """Where a page goes: in its own size where the paper has it, else as large as fits."""
    scale = min(paper.width() / pages.width, paper.height() / pages.height)
    width, height = pages.width * scale, pages.height * scale
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)


def _name(printer: QPrinter) -> str:
    return printer.outputFileName() or printer.printerName() or _("the printer")


def _refused(printer: QPrinter) -> str:
    return _(
        "Nothing was printed: {printer} does not take it. Look whether it is on and connected, or"
        " choose another one."
    ).format(printer=_name(printer))
