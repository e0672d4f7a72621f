"""A long quote written and printed through the window, and for how long no key is answered."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from benchmarks.readings import Reading, Unit
from benchmarks.window import NothingCameError, OpenWindow, child
from exodesk.domain.money import PriceRange
from exodesk.domain.quotes.editing import new_quote, with_new_option
from exodesk.domain.quotes.lines import text_line
from exodesk.domain.quotes.quote import Client, Option, Quote
from exodesk.ui.main_window import QUOTES

_KINDS = ("pdf", "xlsx", "csv", "json")


def readings(window: OpenWindow, lines: int, times: int, folder: Path) -> Iterator[Reading]:
    """Of each kind of file, then of paper: the longest gap, ``times`` times."""
    quoting = window.desk.quote_work.quoting
    quote = _long_quote(window, lines)
    if not quoting.kept.add(quote):
        raise NothingCameError("the quote was not kept")
    quoting.choose(quote.id)
    window.window.show_page(QUOTES)
    window.settle()
    for kind in _KINDS:
        gaps = []
        for number in range(times):
            target = folder / f"quote-{number}.{kind}"
            gaps.append(window.longest_gap(partial(window.export, target)))
            window.settle()
        yield Reading(f"quote {kind} gap", lines, tuple(gaps), Unit.WALL)
    target = folder / "printed.pdf"
    gaps = [window.longest_gap(partial(_print, window, target)) for _time in range(times)]
    yield Reading("print gap", lines, tuple(gaps), Unit.WALL)


def _long_quote(window: OpenWindow, lines: int) -> Quote:
    document = window.desk.document
    quote_id = window.desk.quote_work.quoting.kept.new_id()
    quote = new_quote(quote_id, document.today, document.assumptions, Client("A. B."))
    letter = with_new_option(quote).options[0].letter
    prices = (PriceRange(Decimal(10 + n), Decimal(20 + n), "GBP") for n in range(lines))
    made = tuple(text_line(f"Treatment no. {n + 1}", price) for n, price in enumerate(prices))
    return Quote(
        id=quote.id,
        created=quote.created,
        client=quote.client,
        options=(Option(letter, made),),
        assumptions=quote.assumptions,
    )


def _print(window: OpenWindow, path: Path) -> None:
    """The command Print, its dialog answered with a file of the first pages."""
    path.unlink(missing_ok=True)
    printing = window.desk.taking_away.printing
    said: list[str] = []
    printing.done.connect(said.append)
    printing.failed.connect(said.append)
    window.turn(window.window.actions_by_name.print_pages.trigger)
    window.wait(lambda: bool(said) or bool(window.window.findChildren(QPrintDialog)))
    dialog = child(window.window, QPrintDialog)
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 3)

    def accept() -> None:
        dialog.accepted.emit(printer)
        dialog.reject()

    window.turn(accept)
    window.wait(lambda: bool(said))
    printing.done.disconnect(said.append)
    printing.failed.disconnect(said.append)
    if not path.is_file():
        raise NothingCameError(f"nothing printed: {said}")
    window.settle()
