"""Taking a table away: the rows and columns seen as CSV, a comparison as a document, a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from exodesk.domain.ask_first import AskFirst
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.filters import Judgement
from exodesk.domain.headline import FEWEST
from exodesk.domain.money import PriceState
from exodesk.domain.rates import RateTable
from exodesk.exports.clipboard import Cell, as_html, as_text
from exodesk.exports.csv_table import COLUMNS, ROWS_A_PIECE, csv_bytes, csv_pieces
from exodesk.exports.file_names import file_name
from exodesk.ui.background import Background
from exodesk.ui.flows.file_writing import FileWriting, Make, Pieces
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text
from exodesk.wording.comparison import short_names

if TYPE_CHECKING:
    from exodesk.documents.compared import Compared

# Which columns of the file a column of the window stands for.
_FILE_COLUMNS: dict[str, tuple[str, ...]] = {
    "entry": ("id", "name", "kind", "family", "provider", "city", "country"),
    "route": ("routes",),
    "sessions": ("sessions_low", "sessions_high"),
    "downtime": ("downtime_days_low", "downtime_days_high"),
    "unit_price": ("unit_price_low", "unit_price_high"),
    "total": ("state", "total_low", "total_high"),
}
# Without these no amount of the file can be read.
_ALWAYS = ("currency", "original_currency", "rate", "rate_date", "rate_source", "sources")
_AT_THE_END = (
    *("flags", "oldest_price_date", "source_titles", "rate_age_days"),
    *("lines", "assumptions"),
)
USUAL_ORDER = ("entry", "route", "sessions", "downtime", "unit_price", "total")


def file_columns(seen: Sequence[str]) -> tuple[str, ...]:
    """The columns of the file for the columns ``seen`` in the window, in visual order.

    While the window keeps its usual order the file keeps the order that scripts rely on.
    """
    known = [key for key in seen if key in _FILE_COLUMNS]
    wanted = {name for key in known for name in _FILE_COLUMNS[key]}
    wanted.update(("id", "name"), _ALWAYS, _AT_THE_END)
    usual = [key for key in USUAL_ORDER if key in known]
    if known == usual:
        return tuple(name for name in COLUMNS if name in wanted)
    moved = [name for key in known for name in _FILE_COLUMNS[key]]
    return tuple(dict.fromkeys(["id", "name", *moved, *_ALWAYS, *_AT_THE_END]))


@dataclass(frozen=True, slots=True)
class Export:
    """What can be written: how each kind is made, by the ending of its name, the usual one first.

    ``name`` is what the file is offered as, ``done`` says that it stands at a path.
    """

    title: str
    name: str
    kinds: Mapping[str, Make]
    done: Callable[[Path], str]


class Exporting(QObject):
    """Asks where to and as what, writes, and says what came of it."""

    done = Signal(str)
    failed = Signal(str)
    not_written = Signal(str, object)  # after failed: the same, and what asks for another place

    def __init__(self, window: QWidget, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._writing = FileWriting(window, background)
        self._folder = Path.home()
        self._kind = "pdf"  # as which the last one was written

    @property
    def busy(self) -> bool:
        """Whether something is on its way into a file."""
        return self._writing.busy

    @Slot()
    def stop(self) -> None:
        self._writing.stop()

    def export_list(
        self,
        costs: Iterable[CourseCost],
        judgements: Sequence[Judgement],
        catalogue: Catalogue,
        assumptions: Assumptions,
        today: date,
        seen: Sequence[str],
    ) -> None:
        """``costs`` may be gone through more than once; they stand under ``assumptions``."""
        rows = len(judgements)

        def make() -> Pieces:
            columns = file_columns(seen)
            pieces = csv_pieces(
                costs, catalogue, assumptions, today, columns=columns, judgements=judgements
            )
            return Pieces(pieces, 1 + -(-rows // ROWS_A_PIECE))

        sentence = ngettext("{n} row written to {path}.", "{n} rows written to {path}.", rows)

        def done(path: Path) -> str:
            return sentence.format(n=whole_text(rows), path=path)

        self.ask(Export(_("Export as CSV"), "exodesk-list.csv", {"csv": make}, done))

    def export_comparison(
        self,
        costs: Sequence[CourseCost],
        catalogue: Catalogue,
        assumptions: Assumptions,
        today: date,
        rates: RateTable,
        ask_first: AskFirst,
    ) -> None:
        """Ask where to; refused in words as ``compared`` says."""
        compared = self.compared(costs, catalogue, assumptions, today, rates, ask_first)
        if compared is None:
            return
        kinds: dict[str, Make] = {
            "pdf": lambda: lambda: comparison_as_pdf(compared),
            "xlsx": lambda: lambda: _workbook(compared),
            "csv": lambda: lambda: csv_bytes(costs, catalogue, assumptions, today),
        }
        name = file_name(comparison_named(compared), self._kind if self._kind in kinds else "pdf")
        self.ask(Export(_("Export the comparison"), name, kinds, _comparison_written))

    def compared(
        self,
        costs: Sequence[CourseCost],
        catalogue: Catalogue,
        assumptions: Assumptions,
        today: date,
        rates: RateTable,
        ask_first: AskFirst,
    ) -> Compared | None:
        """What a document on the comparison speaks of.

        Refused in words where a total lacks its rate, or there is no comparison yet.
        """
        if not costs:
            self.failed.emit(_("There is no comparison yet. Tick 2 to 8 entries first."))
        elif any(cost.state is PriceState.NEEDS_RATE for cost in costs):
            self.failed.emit(
                _("The document waits for a rate: one of the totals needs one. Set it with Ctrl+R.")
            )
        else:
            from exodesk.documents.compared import Compared

            return Compared(tuple(costs), catalogue, assumptions, rates, today, ask_first)
        return None

    def write(self, path: Path, export: Export, kind: str) -> None:
        """Write the kind that the name's ending says, else ``kind``; announce what comes of it."""
        ending = path.suffix.removeprefix(".").casefold()
        if ending not in export.kinds and (len(export.kinds) > 1 or not ending):
            ending = kind
            path = path.with_name(f"{path.name}.{kind}")
            if path.exists():  # nobody was asked about this name
                reason = _("{path} stands there already. Choose another place.").format(path=path)
                self._refuse(reason, export, path.name)
                return
        make = export.kinds.get(ending) or export.kinds[kind]

        def done() -> None:
            self._folder = path.parent
            self._kind = ending
            self.done.emit(export.done(path))

        def refuse(reason: str) -> None:
            self._refuse(reason, export, path.name)

        self._writing.write(path, make, export.title, done, refuse)

    def copy_text(self, text: str) -> None:
        """Put plain text on the clipboard, such as a letter."""
        if not text:
            self.failed.emit(_("There is nothing to be copied."))
            return
        QGuiApplication.clipboard().setText(text)
        self.done.emit(_("Copied as plain text."))

    def copy(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Put a table on the clipboard, as text and as HTML; its first row is the headings.

        A single row is a single cell.
        """
        if not rows:
            self.failed.emit(_("Nothing is selected to be copied."))
            return
        content = QMimeData()
        content.setText(as_text(rows))
        content.setHtml(as_html(rows, headings=1 if len(rows) > 1 else 0))
        QGuiApplication.clipboard().setMimeData(content)
        copied = len(rows) - 1
        if not copied:
            self.done.emit(_("Copied: {text}").format(text=rows[0][0]))
            return
        self.done.emit(
            ngettext("{n} row copied.", "{n} rows copied.", copied).format(n=whole_text(copied))
        )

    def ask(self, export: Export) -> None:
        """Ask where to; the endings that can be chosen are the kinds of ``export``."""
        dialog = QFileDialog(self._window, export.title, str(self._folder / export.name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        filters = {_filter_text(ending): ending for ending in export.kinds}
        dialog.setNameFilters(list(filters))
        offered = export.name.rpartition(".")[2]
        usual = offered if offered in export.kinds else next(iter(export.kinds))
        dialog.selectNameFilter(_filter_text(usual))
        dialog.setDefaultSuffix(usual)

        def follow(chosen: str) -> None:
            """The name keeps step with the kind, so that both never say different things."""
            ending = filters.get(chosen, usual)
            dialog.setDefaultSuffix(ending)
            for file in dialog.selectedFiles():
                path = Path(file)
                if path.suffix.removeprefix(".").casefold() in export.kinds:
                    dialog.selectFile(path.with_suffix(f".{ending}").name)

        def write(path: str) -> None:
            self.write(Path(path), export, filters.get(dialog.selectedNameFilter(), usual))

        dialog.filterSelected.connect(follow)
        dialog.fileSelected.connect(write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _refuse(self, reason: str, export: Export, name: str) -> None:
        self.failed.emit(reason)
        self.not_written.emit(reason, lambda: self.ask(replace(export, name=name)))


def _filter_text(ending: str) -> str:
    match ending:
        case "pdf":
            return _("PDF document (*.pdf)")
        case "xlsx":
            return _("Spreadsheet (*.xlsx)")
        case "json":
            return _("JSON (*.json)")
        case _:
            return _("CSV table (*.csv)")


def comparison_named(compared: Compared) -> str:
    """``2026-01-25 London or Mumbai``: of which day, and what it is about."""
    names = short_names(compared.costs)
    day = compared.today.isoformat()
    if len(names) == FEWEST:
        return _("{day} {one} or {other}").format(one=names[0], other=names[1], day=day)
    return _("{day} comparison").format(day=day)


def _comparison_written(path: Path) -> str:
    return _("The comparison is written to {path}.").format(path=path)


def comparison_as_pdf(compared: Compared) -> bytes:
    from exodesk.documents.comparison_pdf import comparison_pdf

    return comparison_pdf(compared)


def _workbook(compared: Compared) -> bytes:
    from exodesk.documents.comparison_workbook import comparison_workbook

    return comparison_workbook(compared)
