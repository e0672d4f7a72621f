from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typst
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget
from pytestqt.qtbot import QtBot

from exodesk.documents.pages import Pages, pages_of
from exodesk.documents.typst_document import picture_of
from exodesk.domain.errors import ExodeskError
from exodesk.ui.background import Background
from exodesk.ui.flows.printing import Printing, chosen_numbers, printer_for
from tests.documents.examples import reader

THREE = b"""#set page(width: 210mm, height: 297mm, margin: 0pt)
#let sheet = rect.with(width: 100%, height: 100%)
#for shade in (red, lime, blue) { sheet(fill: shade); pagebreak(weak: true) }
"""
LEVEL = b"#set page(width: 297mm, height: 210mm, margin: 0pt)\n#rect(width: 50%, height: 100%)"


def made(source: bytes = THREE) -> Pages:
    pdf = typst.compile(source, format="pdf")
    assert isinstance(pdf, bytes)
    return pages_of(pdf)


@pytest.fixture
def printing(window: QWidget) -> Iterator[Printing]:
    background = Background(window)
    yield Printing(window, background)
    background.stop()


@pytest.fixture
def told(printing: Printing) -> list[str]:
    found: list[str] = []
    printing.done.connect(found.append)
    printing.failed.connect(found.append)
    return found


def on_file(path: Path, pages: Pages, dots: int = 72) -> QPrinter:
    printer = printer_for(pages)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dots)
    return printer


def colour_of(colour: QColor) -> str:
    shades = {"red": colour.red(), "green": colour.green(), "blue": colour.blue()}
    return max(shades, key=lambda name: shades[name])


def colours(path: Path) -> list[str]:
    """Of which colour is the middle of each page that was printed."""
    printed = path.read_bytes()
    found = []
    for number in range(1, len(reader(printed).pages) + 1):
        picture = QImage.fromData(picture_of(printed, number, 36))
        found.append(colour_of(picture.pixelColor(picture.rect().center())))
    return found


def test_every_page_is_printed_and_its_end_is_told(
    printing: Printing, told: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    path, pages = tmp_path / "out.pdf", made()
    printing.print_on(on_file(path, pages), "Q-2026-0001", pages)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [f"Q-2026-0001: 3 pages sent to {path}."]
    assert not printing.busy
    assert colours(path) == ["red", "green", "blue"]


def test_pages_keep_their_size_and_lie_as_they_were_made(
    printing: Printing, told: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    for source, size in ((THREE, (595, 842)), (LEVEL, (842, 595))):
        told.clear()
        path, pages = tmp_path / "out.pdf", made(source)
        printing.print_on(on_file(path, pages), "x", pages)
        qtbot.waitUntil(lambda: bool(told))
        box = reader(path.read_bytes()).pages[0].mediabox
        assert (float(box.width), float(box.height)) == pytest.approx(size, abs=1)


def test_only_the_pages_that_were_chosen_are_printed(
    printing: Printing, told: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    path, pages = tmp_path / "out.pdf", made()
    printer = on_file(path, pages)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert chosen_numbers(printer, 3) == [2, 3]
    printing.print_on(printer, "x", pages)
    qtbot.waitUntil(lambda: bool(told))
    assert colours(path) == ["green", "blue"]


def test_a_range_without_a_page_is_told(
    printing: Printing, told: list[str], tmp_path: Path
) -> None:
    path, pages = tmp_path / "out.pdf", made()
    printer = on_file(path, pages)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(7, 9)
    printing.print_on(printer, "x", pages)
    assert told == ["None of the pages that were asked for is there."]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_in_one_sentence(
    printing: Printing, told: list[str], tmp_path: Path
) -> None:
    path, pages = tmp_path / "missing" / "out.pdf", made()
    printing.print_on(on_file(path, pages), "x", pages)
    (sentence,) = told
    assert sentence.startswith(f"Nothing was printed: {path} does not take it.")
    assert not printing.busy


def test_printing_can_be_stopped(
    printing: Printing, told: list[str], qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    path, pages = tmp_path / "out.pdf", made()
    printing.print_on(on_file(path, pages), "Q-2026-0001", pages)
    progress = window.findChild(QProgressDialog)
    assert progress is not None
    assert progress.labelText() == "Printing page 1 of 3…"
    progress.canceled.emit()
    assert told[0].startswith("Printing Q-2026-0001 was stopped.")
    qtbot.waitUntil(lambda: not printing.busy)
    assert len(told) == 1


def shown_dialog(window: QWidget) -> QPrintDialog | None:
    return window.findChild(QPrintDialog)


@pytest.fixture
def dialog(printing: Printing, window: QWidget, qtbot: QtBot) -> Callable[[Pages], QPrintDialog]:
    def ask(pages: Pages) -> QPrintDialog:
        printing.ask("Q-2026-0001", lambda: lambda: pages.pdf)
        qtbot.waitUntil(lambda: shown_dialog(window) is not None)
        found = shown_dialog(window)
        assert found is not None
        return found

    return ask


def test_the_dialog_of_the_system_asks_where_to_and_which_pages(
    dialog: Callable[[Pages], QPrintDialog],
) -> None:
    asked = dialog(made())
    assert asked.windowTitle() == "Print Q-2026-0001"
    assert (asked.minPage(), asked.maxPage()) == (1, 3)
    assert asked.printer().docName() == "Q-2026-0001"


def test_nothing_is_printed_where_the_dialog_is_closed(
    dialog: Callable[[Pages], QPrintDialog], printing: Printing, told: list[str]
) -> None:
    dialog(made()).reject()
    assert told == []
    assert not printing.busy


def test_what_was_chosen_there_is_printed(
    dialog: Callable[[Pages], QPrintDialog], told: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    asked = dialog(made())
    printer = asked.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(72)
    asked.accepted.emit(printer)
    asked.finished.emit(1)
    qtbot.waitUntil(lambda: bool(told))
    assert "3 pages sent to" in told[0]


def test_a_document_that_cannot_be_made_is_told(
    printing: Printing, told: list[str], qtbot: QtBot, window: QWidget
) -> None:
    def fail() -> bytes:
        raise ExodeskError("No ink.")

    def refuse() -> Callable[[], bytes]:
        raise ExodeskError("No ink.")

    printing.ask("x", refuse)
    assert told == ["No ink."]
    printing.ask("x", lambda: fail)
    printing.ask("y", lambda: fail)
    assert told[1:] == ["Something is being printed already. Wait for its end."]
    qtbot.waitUntil(lambda: told[2:] == ["No ink."])
    assert shown_dialog(window) is None
