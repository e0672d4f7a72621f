"""A file looked at before it comes in: how it was read, what its columns mean, what is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
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
from exodesk.imports.check_words import read_as_text
from exodesk.imports.checking import Check, Checking
from exodesk.imports.columns import ColumnMap, guess_columns
from exodesk.imports.dialect import Choices
from exodesk.imports.fields import Field
from exodesk.imports.known import Imported, Known
from exodesk.imports.refusals import refused_rows
from exodesk.imports.tables import Table, TableReading, holds_catalogue
from exodesk.ui.dialogs.import_catalogue import CatalogueCheckPage
from exodesk.ui.dialogs.import_check import CheckPage
from exodesk.ui.dialogs.import_columns import ColumnsPage
from exodesk.ui.dialogs.import_foot import ImportFoot
from exodesk.ui.dialogs.room import first_size
from exodesk.ui.icons import Icons
from exodesk.ui.letters import LetteredDialog
from exodesk.ui.theme import TypeRole, role_font
from exodesk.ui.told_work import ToldWork
from exodesk.ui.widgets.import_choices import ImportChoices
from exodesk.ui.widgets.import_for_all import ImportForAll
from exodesk.ui.widgets.refusal import Refusal
from exodesk.ui.widgets.segmented import Segmented
from exodesk.wording import gettext as _

ReadCatalogue = Callable[[Path], tuple[Iterable[Entry], Mapping[str, Source], Iterable[str]]]

COLUMNS, CHECK = "columns", "check"
_AT_ONCE_SECONDS = 0.08  # a few entries come in before anybody sees it
_PROGRESS_AFTER = 0.3
_READING_SHARE = 0.4
_SIZE = (1080, 700)
_MARGIN = 24


class ImportDialog(LetteredDialog):
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
        self._headings: tuple[str, ...] = ()
        self._columns: ColumnMap | None = None
        self._corrected: dict[tuple[int, int], str] = {}
        self._check: Check | None = None
        self._catalogue_check: CatalogueCheck | None = None
        self._is_table = False
        self._shown = Imported()  # what would come in
        self._begun = 0.0
        self._work = ToldWork(self)
        self._lay_out(path.name, icons)
        self._work.advanced.connect(self._show_progress)
        self._work.ended.connect(self.progress.hide)
        self.resize(first_size(*_SIZE, parent))
        self._begin()

    @property
    def check(self) -> Check | None:
        """The check as it stands, with the cells that were corrected."""
        return self._check

    @property
    def busy(self) -> bool:
        """Whether the file is being read or checked, or comes in."""
        return self._work.busy

    @property
    def dates(self) -> QComboBox:
        """The choice of the order of dates."""
        return self.choices.dates

    def bring(self, steps: Iterator[float], then: Callable[[], None]) -> None:
        """Go through the ``steps`` of an import, *Cancel* still at hand, and do ``then``.

        Where they are refused, that is said, and everything stays as it is.
        """
        self._set_looked_at(False)
        self.progress.setAccessibleName(_("How much has come in"))
        self.foot.say(_("Bringing the entries in…"))
        self._begun = monotonic()
        self._work.start(steps, then, self._refuse, at_once=_AT_ONCE_SECONDS)

    def _refuse(self, error: ExodeskError) -> None:
        self._set_looked_at(True)
        self.foot.say(str(error), bad=True)
        self.foot.bring_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_looked_at(self, enabled: bool) -> None:
        """Whether the choices can be changed."""
        for widget in (self.step, self.change, self.choices, self.for_all, self.pages):
            widget.setEnabled(enabled)
        self.foot.set_looked_at(enabled)

    def done(self, result: int) -> None:
        self._work.stop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts on the button that has the focus, and on no other one by chance."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            event.accept()
            return
        super().keyPressEvent(event)

    # Building

    def _lay_out(self, name: str, icons: Icons) -> None:
        title = QLabel(_("Import {name}").format(name=name), self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(role_font(TypeRole.DIALOG_TITLE))
        title.setMinimumWidth(1)
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
        self.read_as.setWordWrap(True)
        self.change = QPushButton(_("Change"), self)
        self.change.setAutoDefault(False)
        self.change.setProperty("link", True)
        self.change.setAccessibleName(_("Change how the file is read"))
        self.change.clicked.connect(self._toggle_choices)
        line = QHBoxLayout()
        line.addWidget(self.read_as, 1)
        line.addWidget(self.change)
        line.addStretch()
        self.choices = ImportChoices(self)
        self.choices.hide()
        self.choices.choices_changed.connect(self._take_choices)
        self.for_all = ImportForAll(self)
        self.for_all.hide()
        self.for_all.texts_changed.connect(self._take_texts_for_all)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 20, _MARGIN, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.choices)
        column.addWidget(self.for_all)
        column.addWidget(self.progress)
        column.addWidget(self._make_pages(icons), 1)
        self.foot = ImportFoot(self)
        self.foot.duplicate_chosen.connect(self._show_counts)
        self.foot.leave.clicked.connect(self.reject)
        self.foot.save_refused.clicked.connect(self._save_refused)
        self.foot.bring_in.clicked.connect(self._ask_import)
        column.addWidget(self.foot)
        self._show_counts()

    def _make_pages(self, icons: Icons) -> QWidget:
        self.unreadable = Refusal(icons, self)
        self.unreadable.setFont(role_font(TypeRole.BODY))
        first = QWidget(self)
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.unreadable)
        column.addStretch(1)
        self.columns_page = ColumnsPage(self)
        self.check_page = CheckPage(icons, self)
        self.catalogue_page = CatalogueCheckPage(icons, self)
        self.pages = QStackedWidget(self)
        for page in (first, self.columns_page, self.check_page, self.catalogue_page):
            self.pages.addWidget(page)
        self.columns_page.columns_changed.connect(self._take_columns)
        self.check_page.cell_corrected.connect(self._correct)
        return self.pages

    def _say_read_as(self, sentence: str) -> None:
        self.read_as.setText(sentence)
        self.read_as.setVisible(bool(sentence))
        words = self.read_as.fontMetrics().horizontalAdvance(sentence)
        self.read_as.setMaximumWidth(words + 2)  # so that the link stands after them

    # Reading and checking

    def _begin(self) -> None:
        self._begun = monotonic()
        self.progress.setAccessibleName(_("How much of the file is read"))
        self.unreadable.say("")
        self._check = None
        self._show_counts()
        self._work.start(self._reading(), self._meet_file, self._fail)

    def _reading(self) -> Iterator[float]:
        yield 0.0  # the dialog is seen before the first byte is read
        self._table = None
        if holds_catalogue(self._path):
            found = self._read_catalogue(self._path)
            yield 0.2
            self._catalogue_check = check_catalogue(*found, self._known)
            return
        self._is_table = True
        reading = TableReading(self._path, self._choices)
        for done in reading.slices():
            yield _READING_SHARE * done
        self._table = reading.result()

    def _meet_file(self) -> None:
        if self._table is not None:
            self._meet_table(self._table)
            return
        self._say_read_as(_("A catalogue of exodesk"))
        self.pages.setCurrentWidget(self.catalogue_page)
        self._show_counts()

    def _meet_table(self, table: Table) -> None:
        self.choices.show_table(table)
        if self._columns is None or table.headings != self._headings:
            self._corrected = {}
            self._headings = table.headings
            self._columns = guess_columns(table.headings, [row.cells for row in table.rows])
            unnamed = self._columns.index_of(Field.NAME) is None
            self.step.set_value(COLUMNS if unnamed else CHECK)
        self._columns = self._with_texts_for_all(self._columns)
        self.columns_page.show_table(table, self._columns, self._known)
        for one, following in pairwise([self.for_all.currency, *self.columns_page.stops()]):
            QWidget.setTabOrder(one, following)
        self._check_all()

    @Slot(object)
    def _take_columns(self, columns: ColumnMap) -> None:
        self._columns = columns
        self._begun = monotonic()
        self._check_all()

    @Slot()
    def _take_choices(self) -> None:
        self._choices = self.choices.choices()
        self._begin()

    @Slot()
    def _take_texts_for_all(self) -> None:
        if self._table is not None and self._columns is not None:
            columns = self._with_texts_for_all(self._columns)
            self.columns_page.show_columns(columns)
            self._take_columns(columns)

    def _with_texts_for_all(self, columns: ColumnMap) -> ColumnMap:
        for field, text in self.for_all.texts().items():
            columns = columns.with_text_for_all(field, text)
        return columns

    def _check_all(self) -> None:
        assert self._table is not None
        assert self._columns is not None
        self._check = None
        self._say_read_as(read_as_text(self._table, self._columns))
        self._show_counts()
        checking = Checking(self._table, self._columns, self._known)
        self._work.start(
            _last_part(checking.slices()),
            lambda: self._meet_check(checking.result()),
            self._fail,
        )

    def _meet_check(self, check: Check) -> None:
        for (number, column), text in self._corrected.items():
            if any(row.row.number == number for row in check.rows):
                check = check.with_cell(number, column, text)
        self._check = check
        before = self.pages.currentIndex()
        self.check_page.show_check(check, self.foot.on_duplicate())
        self._show_step()
        if before == 0 and self.step.value() == CHECK:
            self.check_page.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_counts()

    @Slot(int, int, str)
    def _correct(self, number: int, column: int, text: str) -> None:
        if self._check is None:
            return
        self._corrected[number, column] = text
        self._check = self._check.with_cell(number, column, text)
        self.check_page.show_corrected(self._check, self.foot.on_duplicate())
        self._show_counts()

    def _fail(self, error: ExodeskError) -> None:
        self._table = self._check = None
        self._say_read_as("")
        self.pages.setCurrentIndex(0)
        self._show_counts()
        self.unreadable.say(str(error))
        self.foot.give_up(str(error))

    # Showing

    @Slot(float)
    def _show_progress(self, done: float) -> None:
        self.progress.setValue(round(1000 * done))
        if monotonic() - self._begun > _PROGRESS_AFTER:
            self.progress.show()

    @Slot()
    def _show_step(self) -> None:
        if self._table is not None:
            page = self.columns_page if self.step.value() == COLUMNS else self.check_page
            self.pages.setCurrentWidget(page)

    @Slot()
    def _toggle_choices(self) -> None:
        shown = self.choices.isHidden()
        self.choices.setVisible(shown)
        self.for_all.setVisible(shown)

    def _found(self) -> Imported:
        chosen = self.foot.on_duplicate()
        for check in (self._check, self._catalogue_check):
            if check is not None:
                return check.import_of(chosen)
        return Imported()

    def _show_counts(self) -> None:
        check = self._check if self._check is not None else self._catalogue_check
        found = self._shown = self._found()
        chosen = self.foot.on_duplicate()
        self.check_page.show_counts(chosen)
        if self._catalogue_check is not None:
            self.catalogue_page.show_check(self._catalogue_check, chosen)
        self.step.setVisible(self._table is not None)
        self.change.setVisible(self._is_table)
        refused = 0 if self._check is None else len(self._check.refused)
        if check is None:
            self.foot.show_reading(busy=self._work.busy)
        else:
            self.foot.show_counts(check.counts, found, refused=refused)

    # Acts

    @Slot()
    def _ask_import(self) -> None:
        self.import_requested.emit(self._shown)

    @Slot()
    def _save_refused(self) -> None:
        if self._check is not None:
            name = f"{self._path.stem} refused.csv"
            self.refused_rows_requested.emit(refused_rows(self._check), name)


def _last_part(steps: Iterator[float]) -> Iterator[float]:
    for done in steps:
        yield _READING_SHARE + (1 - _READING_SHARE) * done
