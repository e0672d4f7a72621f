"""Taking a table away: the rows and columns seen, as CSV or on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.errors import ExodeskError
from exodesk.domain.filters import Judgement
from exodesk.domain.money import PriceState
from exodesk.exports.clipboard import as_html, as_text
from exodesk.exports.csv_table import COLUMNS, csv_bytes
from exodesk.storage.whole_files import write_file
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text

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


class Exporting(QObject):
    """Asks where to, writes, and says what came of it."""

    done = Signal(str)
    failed = Signal(str)
    not_written = Signal(str, object)  # after failed: the same, and what asks for another place

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folder = Path.home()

    def export_list(
        self,
        judged: Sequence[tuple[CourseCost, Judgement]],
        catalogue: Catalogue,
        assumptions: Assumptions,
        today: date,
        seen: Sequence[str],
    ) -> None:
        data = csv_bytes(
            [cost for cost, _judgement in judged],
            catalogue,
            assumptions,
            today,
            columns=file_columns(seen),
            judgements=[judgement for _cost, judgement in judged],
        )
        self._ask(data, "exodesk-list.csv", len(judged))

    def export_comparison(
        self,
        costs: Sequence[CourseCost],
        catalogue: Catalogue,
        assumptions: Assumptions,
        today: date,
    ) -> None:
        """Refused in words where a total lacks its rate, or there is no comparison yet."""
        if not costs:
            self.failed.emit(_("There is no comparison to export. Tick 2 to 8 entries first."))
        elif any(cost.state is PriceState.NEEDS_RATE for cost in costs):
            self.failed.emit(
                _("Export waits for a rate: one of the totals needs one. Set it with Ctrl+R.")
            )
        else:
            data = csv_bytes(costs, catalogue, assumptions, today)
            self._ask(data, "exodesk-comparison.csv", len(costs))

    def write(self, path: Path, data: bytes, rows: int) -> None:
        """Write the file and announce the outcome in one sentence."""
        if not path.suffix:
            path = path.with_suffix(".csv")
        try:
            write_file(path, data)
        except ExodeskError as error:
            self.failed.emit(str(error))
            self.not_written.emit(str(error), lambda: self._ask(data, path.name, rows))
            return
        self._folder = path.parent
        self.done.emit(
            ngettext("{n} row written to {path}.", "{n} rows written to {path}.", rows).format(
                n=whole_text(rows), path=path
            )
        )

    def copy_text(self, text: str) -> None:
        """Put plain text on the clipboard, such as a letter."""
        if not text:
            self.failed.emit(_("There is nothing to be copied."))
            return
        QGuiApplication.clipboard().setText(text)
        self.done.emit(_("Copied as plain text."))

    def copy(self, rows: Sequence[Sequence[str]]) -> None:
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

    def _ask(self, data: bytes, name: str, rows: int) -> None:
        dialog = QFileDialog(self._window, _("Export as CSV"), str(self._folder / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("CSV table (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self.write(Path(path), data, rows))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
