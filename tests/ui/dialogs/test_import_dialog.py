"""A price list looked at in the dialog alone: nothing here has a workspace to write to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.entries import Entry, Provider, Source, Tax
from exodesk.domain.errors import ExodeskError
from exodesk.imports.checking import check_table
from exodesk.imports.columns import guess_columns
from exodesk.imports.fields import Field
from exodesk.imports.known import Imported, Known, OnDuplicate
from exodesk.imports.tables import read_table
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.ui.dialogs.import_dialog import CHECK, COLUMNS, ImportDialog
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from tests.imports.workbooks import workbook
from tests.seven_entries import write_seven_entries
from tests.ui.keyboard import plain

HEADINGS = ("Treatment", "Clinic", "City", "Country", "Price", "Sessions", "Date")
Look = Callable[..., ImportDialog]


def rows_of_a_clinic() -> list[list[str]]:
    """Forty rows; those of rows 7, 22 and 38 can't be what was meant, row 12 has no price."""
    rows = []
    for n in range(2, 42):
        row = [f"Treatment {n}", "Clinic", "Pune", "IN", f"₹{n},000 - ₹{n + 1},000", "2-4"]
        row.append("21/06/2026")
        changed = {7: (4, "₹6,000 - ₹2,500"), 12: (4, "POA"), 22: (5, "0"), 38: (6, "31/02/2026")}
        if n in changed:
            place, text = changed[n]
            row[place] = text
        rows.append(row)
    return rows


def write(path: Path, rows: Iterable[Iterable[str]], encoding: str = "utf-8") -> Path:
    lines = [HEADINGS, *rows]
    path.write_bytes(("\n".join(";".join(row) for row in lines) + "\n").encode(encoding))
    return path


def read(path: Path) -> tuple[Iterable[Entry], Mapping[str, Source], Iterable[str]]:
    loaded = read_catalogue(path)
    problems = [str(problem) for problem in loaded.problems]
    return loaded.catalogue.entries, loaded.catalogue.sources, problems


@pytest.fixture
def price_list(tmp_path: Path) -> Path:
    return write(tmp_path / "price list.csv", rows_of_a_clinic())


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    window = QWidget()
    qtbot.addWidget(window)
    icons = Icons(Theme(parent=window))

    def look(path: Path, known: Known | None = None) -> ImportDialog:
        dialog = ImportDialog(path, known or Known(), icons, window, read_catalogue=read)
        dialog.show()
        settle(qtbot, dialog)
        return dialog

    return look


def settle(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)


def figures(dialog: ImportDialog) -> list[str]:
    return [figure.text() for figure in dialog.check_page.figures]


def shown_rows(dialog: ImportDialog) -> list[str]:
    model = dialog.check_page.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def field(dialog: ImportDialog) -> QLineEdit:
    found = dialog.check_page.reasons.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def way_out(dialog: ImportDialog, words: str) -> QPushButton:
    buttons = dialog.check_page.reasons.findChildren(QPushButton)
    return next(button for button in buttons if plain(button) == words)


def said(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def choose(qtbot: QtBot, dialog: ImportDialog, combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())
    settle(qtbot, dialog)


def test_the_check_opens_on_the_refused_rows_and_says_why(look: Look, price_list: Path) -> None:
    dialog = look(price_list)
    assert figures(dialog) == [
        "37 ready 1 of them with unknown price",
        "3 refused rows 7, 22, 38",
        "0 already here nothing comes in twice",
    ]
    assert dialog.step.value() == CHECK
    assert shown_rows(dialog) == ["7", "22", "38"]
    assert "The upper price is below the lower one" in said(dialog.check_page.reasons)
    assert plain(dialog.foot.bring_in) == "Import 37"
    assert "One undo step takes all 37 out again." in dialog.foot.state.text()
    assert plain(dialog.foot.save_refused) == "Save the 3 refused…"


def test_enter_corrects_a_cell_and_leads_to_the_next_refused_row(
    look: Look, price_list: Path, qtbot: QtBot
) -> None:
    dialog = look(price_list)
    asked: list[object] = []
    dialog.import_requested.connect(asked.append)
    dialog.check_page.show_row(22)
    assert field(dialog).text() == "0"
    field(dialog).setText("3")
    qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert figures(dialog)[:2] == ["38 ready 1 of them with unknown price", "2 refused rows 7, 38"]
    assert shown_rows(dialog) == ["7", "38"]
    assert field(dialog).text() == "31/02/2026"
    assert dialog.focusWidget() is field(dialog)
    assert dialog.isVisible()
    assert asked == []


def test_a_correction_that_is_none_keeps_the_row_and_says_what_is_wrong_now(
    look: Look, price_list: Path, qtbot: QtBot
) -> None:
    dialog = look(price_list)
    dialog.check_page.show_row(38)
    field(dialog).setText("tomorrow")
    qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert figures(dialog)[1] == "3 refused rows 7, 22, 38"
    assert field(dialog).text() == "tomorrow"
    assert "tomorrow" in said(dialog.check_page.reasons)
    assert dialog.focusWidget() is field(dialog)


def test_a_way_out_is_taken_with_a_button(look: Look, price_list: Path, qtbot: QtBot) -> None:
    dialog = look(price_list)
    qtbot.mouseClick(way_out(dialog, "Swap?"), Qt.MouseButton.LeftButton)
    assert dialog.check is not None
    entry = dialog.check.row(7).entry
    assert entry is not None
    price = entry.offers[0].price
    assert price.low == 2_500
    assert price.high == 6_000


def test_an_open_price_offers_from(look: Look, tmp_path: Path) -> None:
    row = ["PRP", "Clinic", "Leeds", "GB", "£300-", "", ""]
    dialog = look(write(tmp_path / "open.csv", [row]))
    way_out(dialog, "Use “from £300”").click()
    assert figures(dialog)[0] == "1 ready"
    assert dialog.check is not None
    entry = dialog.check.row(2).entry
    assert entry is not None
    assert entry.offers[0].price.low == 300
    assert entry.offers[0].price.high is None


def test_once_nothing_is_refused_all_rows_are_shown(look: Look, price_list: Path) -> None:
    dialog = look(price_list)
    for number, column, text in ((7, 4, "POA"), (22, 5, ""), (38, 6, "28/02/2026")):
        dialog.check_page.cell_corrected.emit(number, column, text)
    assert figures(dialog)[1] == "0 refused"
    assert len(shown_rows(dialog)) == 40
    assert not dialog.foot.save_refused.isVisible()
    assert plain(dialog.foot.bring_in) == "Import 40"


def test_only_the_corrected_row_is_read_again(look: Look, price_list: Path) -> None:
    dialog = look(price_list)
    before = dialog.check
    assert before is not None
    dialog.check_page.cell_corrected.emit(22, 5, "3")
    after = dialog.check
    assert after is not None
    reread = [
        o.row.number for o, n in zip(before.rows, after.rows, strict=True) if o.read is not n.read
    ]
    assert reread == [22]


def test_the_import_holds_what_was_corrected(look: Look, price_list: Path) -> None:
    dialog = look(price_list)
    asked: list[Imported] = []
    dialog.import_requested.connect(asked.append)
    dialog.check_page.cell_corrected.emit(22, 5, "3")
    dialog.foot.bring_in.click()
    (found,) = asked
    assert len(found.entries) == 38
    corrected = next(entry for entry in found.entries if entry.name == "Treatment 22")
    assert corrected.sessions is not None
    assert corrected.sessions.low == 3
    assert dialog.isVisible()


def test_what_keeps_it_from_being_written_is_said_and_the_dialog_stays(
    look: Look, price_list: Path
) -> None:
    dialog = look(price_list)

    def steps() -> Iterator[float]:
        yield 0.5
        raise ExodeskError("The disk is full.")

    dialog.bring(steps(), dialog.accept)
    assert dialog.foot.state.text() == "The disk is full."
    assert dialog.foot.state.property("bad") == "true"
    assert dialog.isVisible()
    assert dialog.foot.bring_in.isEnabled()


def test_an_import_that_takes_long_can_be_left_and_is_then_given_up(
    look: Look, price_list: Path, qtbot: QtBot
) -> None:
    dialog = look(price_list)
    given_up: list[bool] = []

    def steps() -> Iterator[float]:
        try:
            while True:
                yield 0.5
        finally:
            given_up.append(True)

    dialog.bring(steps(), dialog.accept)
    qtbot.waitUntil(dialog.progress.isVisible)
    assert dialog.progress.accessibleName() == "How much has come in"
    assert not dialog.foot.bring_in.isEnabled()
    assert not dialog.foot.duplicates.isEnabled()
    assert given_up == []
    with qtbot.waitSignal(dialog.rejected):
        dialog.foot.leave.click()
    assert given_up == [True]


def test_the_refused_rows_are_handed_out_under_a_name(look: Look, price_list: Path) -> None:
    dialog = look(price_list)
    handed: list[tuple[bytes, str]] = []
    dialog.refused_rows_requested.connect(lambda data, name: handed.append((bytes(data), name)))
    dialog.foot.save_refused.click()
    ((data, name),) = handed
    assert name == "price list refused.csv"
    lines = data.decode("utf-8-sig").splitlines()
    assert len(lines) == 4
    assert lines[3].startswith("Treatment 38,")


# Columns, and how the file is read


def test_corrections_outlive_another_meaning_of_a_column_and_another_reading(
    look: Look, price_list: Path, qtbot: QtBot
) -> None:
    dialog = look(price_list)
    dialog.check_page.cell_corrected.emit(22, 5, "3")
    combo = dialog.columns_page.combo(2)
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    settle(qtbot, dialog)
    assert figures(dialog)[1] == "2 refused rows 7, 38"
    choose(qtbot, dialog, dialog.choices.decimal, ".")
    assert figures(dialog)[1] == "2 refused rows 7, 38"
    assert dialog.columns_page.combo(2).currentText() == "not read"


def test_choosing_a_field_keeps_the_other_choices_where_they_are(
    look: Look, price_list: Path, qtbot: QtBot
) -> None:
    dialog = look(price_list)
    dialog.step.set_value(COLUMNS)
    dialog._show_step()
    page = dialog.columns_page
    clinic = page.combo(1)
    assert [page.combo(n).currentText() for n in range(3)] == ["Name", "Provider", "City"]
    page.combo(2).setFocus()
    name = 1 + list(Field).index(Field.PROVIDER)
    page.combo(2).setCurrentIndex(name)
    page.combo(2).activated.emit(name)
    settle(qtbot, dialog)
    assert page.combo(1) is clinic
    assert clinic.currentText() == "not read"
    assert dialog.focusWidget() is page.combo(2)
    assert "no field is chosen for it: Clinic" in page.remarks.text()


def test_the_preview_shows_the_first_ten_rows_as_they_are_read(
    look: Look, price_list: Path
) -> None:
    lines = look(price_list).columns_page.preview.toPlainText().splitlines()
    assert len(lines) == 10
    assert lines[0] == "Row 2: Treatment 2 · Clinic · ₹2,000 – ₹3,000 · sessions: 2 – 4"
    assert lines[5] == "Row 7: refused. The upper price is below the lower one."


def test_without_a_column_of_names_the_columns_come_first(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "what.csv"
    path.write_text("foo,price\nPRP,£100\n", "utf-8")
    dialog = look(path)
    assert dialog.step.value() == COLUMNS
    assert dialog.pages.currentWidget() is dialog.columns_page
    assert not dialog.foot.bring_in.isEnabled()
    assert "Nothing can come in before a row is corrected." in dialog.foot.state.text()
    dialog.columns_page.combo(0).activated.emit(1 + list(Field).index(Field.NAME))
    settle(qtbot, dialog)
    assert plain(dialog.foot.bring_in) == "Import 1"


def test_a_choice_that_does_not_fit_can_be_taken_back(
    look: Look, price_list: Path, qtbot: QtBot
) -> None:
    dialog = look(price_list)
    dialog.change.click()
    choose(qtbot, dialog, dialog.choices.heading, 10)
    assert figures(dialog)[0].startswith("0 ready")
    choose(qtbot, dialog, dialog.choices.encoding, "utf-16-le")
    assert plain(dialog.foot.leave) == "Close"
    assert dialog.unreadable.isVisible()
    assert dialog.choices.isVisible()
    choose(qtbot, dialog, dialog.choices.encoding, None)
    choose(qtbot, dialog, dialog.choices.heading, None)
    assert figures(dialog)[0].startswith("37 ready")
    assert plain(dialog.foot.leave) == "Cancel"
    assert not dialog.unreadable.isVisible()


def test_bare_numbers_are_in_the_chosen_currency(look: Look, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("name,price\nPRP,100\nPeel,£50\n", "utf-8")
    dialog = look(path)
    assert figures(dialog)[1] == "1 refused row 2"
    choose(qtbot, dialog, dialog.for_all.currency, "INR")
    assert dialog.check is not None
    assert figures(dialog)[0] == "2 ready"
    prices = [row.entry.offers[0].price.currency for row in dialog.check.rows if row.entry]
    assert prices == ["INR", "GBP"]


def test_what_a_price_list_says_once_holds_for_rows_that_do_not_say_otherwise(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "one clinic.csv"
    path.write_text("name,city,price,hue\nPRP,,8000,red\nPeel,Delhi,3000,\n", "utf-8")
    dialog = look(path)
    assert dialog.read_as.text().endswith("row 1 · no provider named · 1 column not read")
    assert figures(dialog)[1] == "2 refused rows 2, 3"
    qtbot.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    for line, text in (
        (dialog.for_all.provider, "Glow"),
        (dialog.for_all.city, "Pune"),
        (dialog.for_all.country, "India"),
        (dialog.for_all.price_date, "04/2026"),
    ):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        settle(qtbot, dialog)
    choose(qtbot, dialog, dialog.for_all.tax, "excluded")
    assert dialog.read_as.text().endswith("headings in row 1 · 1 column not read")
    assert figures(dialog)[0] == "2 ready"
    assert dialog.check is not None
    entries = [row.entry for row in dialog.check.rows if row.entry is not None]
    assert [entry.provider for entry in entries] == [
        Provider("Glow", "Pune", "IN"),
        Provider("Glow", "Delhi", "IN"),
    ]
    (price,) = entries[0].offers
    assert (price.price.currency, price.tax, price.stated.date) == ("INR", Tax.EXCLUDED, "2026-04")


def test_what_is_said_of_the_file_wraps_in_a_narrow_dialog(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "one clinic.csv"
    path.write_text("name,price,hue\nPRP,£80,red\n", "utf-8")
    dialog = look(path)
    line = dialog.read_as.fontMetrics().lineSpacing()
    dialog.resize(500, 600)
    qtbot.waitUntil(lambda: dialog.read_as.height() >= 2 * line)
    dialog.resize(1400, 600)
    qtbot.waitUntil(lambda: dialog.read_as.width() >= dialog.read_as.maximumWidth())


def test_a_text_for_all_rows_that_cannot_be_is_refused_and_can_be_taken_back(
    look: Look, price_list: Path, qtbot: QtBot
) -> None:
    path = price_list.with_name("few.csv")
    path.write_text("name,price\nPRP,£80\nPeel,£30\n", "utf-8")
    dialog = look(path)
    qtbot.mouseClick(dialog.change, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.for_all.country, "Indai")
    qtbot.keyClick(dialog.for_all.country, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert figures(dialog)[1] == "2 refused rows 2, 3"
    assert "“Indai” is no country" in said(dialog.check_page)
    dialog.for_all.country.clear()
    qtbot.keyClick(dialog.for_all.country, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert figures(dialog)[0] == "2 ready"


def test_another_sheet_of_a_workbook_can_be_chosen(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "two.xlsx"
    path.write_bytes(
        workbook({"Old": [["name", "price"], ["PRP", "£1"]], "New": [["name"], ["A"], ["B"]]})
    )
    dialog = look(path)
    dialog.change.click()
    assert dialog.choices.sheet.isVisible()
    assert not dialog.choices.delimiter.isVisible()
    choose(qtbot, dialog, dialog.choices.sheet, "New")
    assert figures(dialog)[0].startswith("2 ready")


def test_sixteen_bit_text_is_read(look: Look, tmp_path: Path) -> None:
    dialog = look(write(tmp_path / "wide.csv", rows_of_a_clinic(), "utf-16"))
    assert figures(dialog)[0].startswith("37 ready")
    assert "UTF-16" in dialog.read_as.text()


@pytest.mark.parametrize(("content", "words"), [(b"", "empty"), (b"\x89PNG\r\n\x1a\n\0\0", "PNG")])
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    look: Look, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "prices.csv"
    path.write_bytes(content)
    dialog = look(path)
    assert words in dialog.unreadable.text()
    assert dialog.unreadable.isVisible()
    assert not dialog.foot.bring_in.isVisible()
    assert plain(dialog.foot.leave) == "Close"
    assert dialog.focusWidget() is dialog.foot.leave


# What is here already


def known_from(path: Path) -> Known:
    table = read_table(path)
    columns = guess_columns(table.headings, [row.cells for row in table.rows])
    found = check_table(table, columns, Known()).import_of()
    return Known(found.entries, {source.id: source for source in found.sources})


def test_what_is_here_already_stays_out_until_it_is_chosen_otherwise(
    look: Look, price_list: Path
) -> None:
    dialog = look(price_list, known_from(price_list))
    assert figures(dialog)[2] == "37 already here nothing comes in twice"
    assert not dialog.foot.bring_in.isEnabled()
    assert "what can be read is here already" in dialog.foot.state.text()
    dialog.foot.duplicates.setCurrentIndex(dialog.foot.duplicates.findData(OnDuplicate.KEEP_BOTH))
    assert plain(dialog.foot.bring_in) == "Import 37"
    assert figures(dialog)[2] == "37 already here each comes in once more"


def test_prices_that_differ_from_those_here_are_counted_before_they_are_passed_over(
    look: Look, price_list: Path
) -> None:
    known = known_from(price_list)
    rows = rows_of_a_clinic()
    rows[0][4] = "₹9,000"
    dialog = look(write(price_list.with_name("next year.csv"), rows), known)
    assert figures(dialog)[2] == "37 already here 1 has another price and stays as it is"
    dialog.foot.duplicates.setCurrentIndex(dialog.foot.duplicates.findData(OnDuplicate.UPDATE))
    assert figures(dialog)[2] == "37 already here what the file says takes its place"


def test_a_catalogue_has_the_same_figures_and_names_what_was_set_aside(
    look: Look, tmp_path: Path
) -> None:
    path = write_seven_entries(tmp_path)
    whole = read_catalogue(path).catalogue
    document = json.loads(path.read_text("utf-8"))
    del document["entries"][3]["name"]
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps(document), "utf-8")
    dialog = look(broken, Known(whole.entries[:2], whole.sources))
    page = dialog.catalogue_page
    assert dialog.pages.currentWidget() is page
    counts = [card.text().split(" ")[0] for card in page.figures]
    assert counts == ["4", "1", "2"]
    assert "name" in page.set_aside.toPlainText()
    assert not dialog.step.isVisible()
    assert not dialog.change.isVisible()
    assert plain(dialog.foot.bring_in) == "Import 4"


# By keyboard, in words, and with many rows


def test_enter_in_the_table_leads_to_the_cell_and_imports_nothing(
    look: Look, price_list: Path, qtbot: QtBot
) -> None:
    dialog = look(price_list)
    asked: list[object] = []
    dialog.import_requested.connect(asked.append)
    dialog.check_page.table.setFocus()
    qtbot.keyClick(dialog.check_page.table, Qt.Key.Key_Return)
    assert dialog.focusWidget() is field(dialog)
    dialog.foot.bring_in.setFocus()
    assert asked == []
    qtbot.keyClick(dialog.foot.bring_in, Qt.Key.Key_Return)
    assert len(asked) == 1


def test_escape_leaves_while_the_file_is_being_read(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write(tmp_path / "long.csv", rows_of_a_clinic() * 500)
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ImportDialog(path, Known(), Icons(Theme(parent=window)), window, read_catalogue=read)
    dialog.show()
    for _n in range(3):
        QApplication.processEvents()
    assert dialog.busy
    with qtbot.waitSignal(dialog.rejected, timeout=1_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.busy


def test_a_long_file_shows_how_far_it_is_and_never_holds_the_window_long(
    look: Look, tmp_path: Path, qtbot: QtBot
) -> None:
    path = write(tmp_path / "long.csv", rows_of_a_clinic() * 500)
    window = QWidget()
    qtbot.addWidget(window)
    dialog = ImportDialog(path, Known(), Icons(Theme(parent=window)), window, read_catalogue=read)
    dialog.show()
    seen = False
    while dialog.busy:
        QApplication.processEvents()
        seen = seen or dialog.progress.isVisible()
    assert seen
    assert not dialog.progress.isVisible()
    assert dialog.check_page.model.rowCount() == 1_500
    start = monotonic()
    dialog.check_page.which.set_value(False)
    dialog.check_page._show_rows()
    assert dialog.check_page.model.rowCount() == 20_000
    table = dialog.check_page.table
    bar = table.verticalScrollBar()
    for place in range(0, bar.maximum(), bar.maximum() // 20):
        bar.setValue(place)
        table.viewport().repaint()
    assert monotonic() - start < 5


def test_the_rows_are_spoken_and_every_control_has_a_name(look: Look, price_list: Path) -> None:
    dialog = look(price_list)
    spoken = dialog.check_page.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Row 7, refused: Treatment 7, ₹6,000 - ₹2,500.")
    assert "The upper price is below the lower one" in spoken
    others = [
        dialog.check_page.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in (2, 5)
    ]
    assert [each.partition(":")[0] for each in others] == ["Name", "Sessions"]
    assert others[0] == "Name: Treatment 7"
    assert dialog.check_page.table.accessibleName()
    assert "The upper price is below" in field(dialog).accessibleName()
    for_all = dialog.for_all._fields.values()
    for combo in (
        *dialog.choices._combos,
        *for_all,
        dialog.foot.duplicates,
        dialog.columns_page.combo(0),
    ):
        assert combo.accessibleName()


def test_markup_in_a_file_is_shown_as_it_stands(look: Look, tmp_path: Path) -> None:
    row = ["<b>Peel</b>", "<img src=x>", "Pune", "IN", "<i>cheap</i>", "", ""]
    dialog = look(write(tmp_path / "<b>list.csv", [row]))
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText, label.text()
