"""A file looked at before it comes in: how it was read, what its columns mean, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from exodesk.domain.entries import Entry, Source
from exodesk.domain.errors import ExodeskError
from exodesk.imports.catalogues import CatalogueCheck, check_catalogue
from exodesk.imports.check_words import summary
from exodesk.imports.checking import Check, Checking
from exodesk.imports.columns import ColumnMap, guess_columns
from exodesk.imports.dialect import DELIMITERS, ENCODINGS, Choices, dialect_text
from exodesk.imports.figure_texts import DateOrder
from exodesk.imports.known import Imported, Known, OnDuplicate
from exodesk.imports.refusals import refused_rows
from exodesk.imports.tables import Table, TableReading, holds_catalogue
from exodesk.ui.dialogs.import_check import CheckPage
from exodesk.ui.dialogs.import_columns import ColumnsPage
from exodesk.ui.icons import Icons
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.widgets.segmented import Segmented
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import whole_text

ReadCatalogue = Callable[[Path], tuple[Iterable[Entry], Mapping[str, Source], Iterable[str]]]

COLUMNS, CHECK = "columns", "check"
_SLICE_SECONDS = 0.01
_PROGRESS_AFTER = 0.3
_SIZE = (1080, 700)


class ImportDialog(QDialog):
    """Changes nothing itself: whoever takes ``import_requested`` writes, and accepts or refuses."""

    import_requested = Signal(object)  # Imported
    refused_rows_requested = Signal(object, str)  # bytes, a name for the file

    def __init__(
        self,
        path: Path,
        known: Known,
        icons: Icons,
        parent: QWidget,
        *,
        read_catalogue: ReadCatalogue,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Import {name}").format(name=path.name))
        self._path = path
        self._known = known
        self._read_catalogue = read_catalogue
        self._choices = Choices()
        self._table: Table | None = None
        self._columns: ColumnMap | None = None
        self._check: Check | None = None
        self._catalogue_check: CatalogueCheck | None = None
        self._steps: Iterator[float] = iter(())
        self._then: Callable[[], None] = self._nothing
        self._begun = 0.0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._lay_out(path.name, icons)
        self.resize(*_SIZE)
        self._begin()

    @property
    def check(self) -> Check | None:
        """The check as it stands, with the cells that were corrected."""
        return self._check

    def refuse(self, sentence: str) -> None:
        """Show why it could not be written; everything stays as it is."""
        self.say(sentence, bad=True)

    def say(self, sentence: str, *, bad: bool = False) -> None:
        self.state.setText(sentence)
        self.state.setProperty("bad", "true" if bad else "false")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        self.state.setAccessibleName(sentence)

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    # Building

    def _lay_out(self, name: str, icons: Icons) -> None:
        title = QLabel(_("Import {name}").format(name=name), self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(role_font(TypeRole.DIALOG_TITLE))
        self.step: Segmented[str] = Segmented(
            [(COLUMNS, _("Columns")), (CHECK, _("Check"))], icons.theme, self
        )
        self.step.value_changed.connect(self._show_step)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.step)
        self.read_as = QLabel(self)
        self.read_as.setTextFormat(Qt.TextFormat.PlainText)
        self.read_as.setProperty("secondary", "true")
        self.change = QPushButton(_("Change"), self)
        self.change.setProperty("link", True)
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self._toggle_choices)
        line = QHBoxLayout()
        line.addWidget(self.read_as)
        line.addWidget(self.change)
        line.addStretch(1)
        self.choices = self._make_choices()
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.columns_page = ColumnsPage(self)
        self.check_page = CheckPage(icons.theme, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(QWidget(self))
        self.pages.addWidget(self.columns_page)
        self.pages.addWidget(self.check_page)
        self.columns_page.columns_changed.connect(self._take_columns)
        self.check_page.cell_corrected.connect(self._correct)
        self.state = QLabel(self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.duplicates = QComboBox(self)
        self.duplicates.setAccessibleName(_("What is already here"))
        for chosen, words in (
            (OnDuplicate.SKIP, _("already here: skip")),
            (OnDuplicate.UPDATE, _("already here: update")),
            (OnDuplicate.KEEP_BOTH, _("already here: keep both")),
        ):
            self.duplicates.addItem(words, chosen)
        self.duplicates.currentIndexChanged.connect(lambda _n: self._show_counts())
        self.save_refused = QPushButton(self)
        self.save_refused.setAutoDefault(False)
        self.save_refused.clicked.connect(self._save_refused)
        self.bring_in = QPushButton(_("Import"), self)
        self.bring_in.setProperty("primary", True)
        self.bring_in.setAutoDefault(False)
        self.bring_in.clicked.connect(self._ask_import)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        buttons.addButton(self.save_refused, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.bring_in, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.duplicates)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.choices)
        column.addWidget(self.progress)
        column.addWidget(self.pages, 1)
        column.addLayout(foot)
        self._show_counts()

    def _make_choices(self) -> QWidget:
        frame = QWidget(self)
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        names = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": "|"}
        self.delimiter = _combo(
            _("Separator"), [(_("guess"), None), *((names[d], d) for d in DELIMITERS)]
        )
        self.encoding = _combo(
            _("Encoding"), [(_("guess"), None), *((e.upper(), e) for e in ENCODINGS)]
        )
        self.decimal = _combo(
            _("Decimal sign"), [(_("guess"), None), (_("point"), "."), (_("comma"), ",")]
        )
        self.dates = _combo(
            _("Dates"),
            [
                (_("guess"), None),
                (_("day before month"), DateOrder.DAY_FIRST),
                (_("month before day"), DateOrder.MONTH_FIRST),
            ],
        )
        for combo in (self.delimiter, self.encoding, self.decimal, self.dates):
            label = QLabel(combo.accessibleName())
            label.setBuddy(combo)
            row.addWidget(label)
            row.addWidget(combo)
            combo.activated.connect(lambda _n: self._take_choices())
        row.addStretch(1)
        frame.hide()
        return frame

    # Reading and checking

    def _begin(self) -> None:
        try:
            if holds_catalogue(self._path):
                self._look_at_catalogue()
                return
            reading = TableReading(self._path, self._choices)
            self._work(reading.slices(), lambda: self._meet_table(reading.result()))
        except ExodeskError as error:
            self._fail(error)

    def _look_at_catalogue(self) -> None:
        entries, sources, problems = self._read_catalogue(self._path)
        self._catalogue_check = check_catalogue(entries, sources, problems, self._known)
        self.read_as.setText(_("A catalogue of exodesk"))
        for widget in (self.step, self.change):
            widget.hide()
        self._show_counts()

    def _meet_table(self, table: Table) -> None:
        self._table = table
        self.read_as.setText(
            ngettext("{n} row · {read}", "{n} rows · {read}", len(table.rows)).format(
                n=whole_text(len(table.rows)), read=dialect_text(table.dialect)
            )
        )
        self._columns = guess_columns(table.headings, [row.cells for row in table.rows])
        self.columns_page.show_table(table, self._columns, self._known)
        self.step.set_value(CHECK)
        self._check_all()

    @Slot(object)
    def _take_columns(self, columns: ColumnMap) -> None:
        self._columns = columns
        self._check_all()

    def _take_choices(self) -> None:
        self._choices = replace(
            self._choices,
            delimiter=self.delimiter.currentData(),
            encoding=self.encoding.currentData(),
            decimal=self.decimal.currentData(),
            dates=self.dates.currentData(),
        )
        self._begin()

    def _check_all(self) -> None:
        assert self._table is not None
        assert self._columns is not None
        self._check = None
        self._show_counts()
        checking = Checking(self._table, self._columns, self._known)
        self._work(checking.slices(), lambda: self._meet_check(checking.result()))

    def _meet_check(self, check: Check) -> None:
        self._check = check
        self.check_page.show_check(check)
        self._show_step()
        if self.step.value() == CHECK:
            self.check_page.table.setFocus()
        self._show_counts()

    @Slot(int, int, str)
    def _correct(self, number: int, column: int, text: str) -> None:
        if self._check is not None:
            self._check = self._check.with_cell(number, column, text)
            self.check_page.show_check(self._check)
            self._show_counts()

    def _work(self, steps: Iterator[float], then: Callable[[], None]) -> None:
        """Go through ``steps`` between the events of the window, in place of any before."""
        self._steps, self._then, self._begun = steps, then, monotonic()
        self._timer.start()

    @Slot()
    def _go_on(self) -> None:
        end = monotonic() + _SLICE_SECONDS
        try:
            while (done := next(self._steps, None)) is not None:
                if monotonic() >= end:
                    self.progress.setValue(round(1000 * done))
                    if monotonic() - self._begun > _PROGRESS_AFTER:
                        self.progress.show()
                    return
            self._timer.stop()
            self.progress.hide()
            self._then()
        except ExodeskError as error:
            self._timer.stop()
            self.progress.hide()
            self._fail(error)

    def _fail(self, error: ExodeskError) -> None:
        self._table = self._columns = self._check = None
        self.pages.setCurrentIndex(0)
        self._show_counts()
        self.say(str(error), bad=True)

    @staticmethod
    def _nothing() -> None:
        """What is done after steps that have not begun."""

    # Showing

    @Slot()
    def _show_step(self) -> None:
        if self._table is not None:
            self.pages.setCurrentIndex(1 if self.step.value() == COLUMNS else 2)

    def _toggle_choices(self) -> None:
        self.choices.setVisible(self.choices.isHidden())

    def _found(self) -> Imported:
        chosen: OnDuplicate = self.duplicates.currentData()
        for check in (self._check, self._catalogue_check):
            if check is not None:
                return check.import_of(chosen)
        return Imported()

    def _show_counts(self) -> None:
        check = self._check if self._check is not None else self._catalogue_check
        found = self._found()
        number = len(found.entries) + len(found.updated)
        self.bring_in.setText(_("Import {n}").format(n=whole_text(number)))
        self.bring_in.setEnabled(bool(number))
        refused = 0 if self._check is None else len(self._check.refused)
        self.save_refused.setText(_("Save the {n} refused…").format(n=whole_text(refused)))
        self.save_refused.setVisible(bool(refused))
        self.duplicates.setVisible(check is not None and bool(check.counts.already_there))
        for widget in (self.step, self.change):
            widget.setVisible(self._table is not None)
        if check is None:
            self.say(_("Reading the file…"))
            return
        after = (
            _("One undo step takes all {n} out again.").format(n=whole_text(number))
            if number
            else _("Nothing in this file would come in.")
        )
        self.say(_("{summary}. {after}").format(summary=summary(check.counts), after=after))

    # Acts

    @Slot()
    def _ask_import(self) -> None:
        self.import_requested.emit(self._found())

    @Slot()
    def _save_refused(self) -> None:
        if self._check is not None:
            name = f"{self._path.stem} refused.csv"
            self.refused_rows_requested.emit(refused_rows(self._check), name)


def _combo(name: str, choices: Iterable[tuple[str, object]]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for words, value in choices:
        combo.addItem(words, value)
    return combo
