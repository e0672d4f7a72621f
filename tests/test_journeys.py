"""What people come for, done in the real window with keys and clicks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.filters import Criterion
from exodesk.domain.ordering import SortKey
from exodesk.domain.rates import Rate, RateTable
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui.application import application
from exodesk.ui.dialogs.rate_dialog import RateDialog
from exodesk.ui.dialogs.rate_editor import RateEditor
from exodesk.ui.main_window import CATALOGUE, COMPARE
from tests.seven_entries import write_seven_entries
from tests.ui.keyboard import plain

TODAY = datetime.date(2026, 11, 22)
RATE = Rate("GBP", "INR", Decimal(120), datetime.date(2026, 1, 15), "fixture")


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Starts the program on a profile that is clean at first; called again, it starts again."""
    catalogue = write_seven_entries(tmp_path)
    desks: list[Desk] = []

    def start() -> Desk:
        for earlier in desks:
            earlier.window.close()
        desk = Desk(
            application(),
            catalogue_file=catalogue,
            settings=SettingsFile(tmp_path / "profile" / "window.json"),
            today=TODAY,
            rates=RateTable(TODAY, pinned=[RATE]),
        )
        qtbot.addWidget(desk.window)
        desk.show()
        qtbot.waitUntil(lambda: desk.document.index is not None)
        desks.append(desk)
        return desk

    yield start
    for desk in desks:
        desk.window.close()
    QApplication.clipboard().clear()


@pytest.fixture
def desk(start: Callable[[], Desk]) -> Desk:
    return start()


def names(desk: Desk) -> list[str]:
    """The first column as it is shown, headings included."""
    model = desk.catalogue_page.table.model()
    texts = [
        [model.index(row, column).data() for column in range(model.columnCount(QModelIndex()))]
        for row in range(model.rowCount(QModelIndex()))
    ]
    return [next(str(text) for text in row if text) for row in texts]


def position(desk: Desk, part: str) -> int:
    return next(place for place, name in enumerate(names(desk)) if part in name)


def counts(desk: Desk) -> str:
    return desk.window.status.counts.text()


def set_limit(qtbot: QtBot, desk: Desk, criterion: Criterion, text: str) -> None:
    field = desk.catalogue_page.filters.limits().field(criterion)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def switch_fit(qtbot: QtBot, desk: Desk, word: str) -> None:
    from PySide6.QtWidgets import QRadioButton

    button = next(
        b for b in desk.catalogue_page.filters.findChildren(QRadioButton) if plain(b) == word
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def narrowed(qtbot: QtBot, desk: Desk) -> None:
    set_limit(qtbot, desk, Criterion.MAX_TOTAL, "1000 GBP")
    set_limit(qtbot, desk, Criterion.MAX_DOWNTIME, "3 days")


def tick(qtbot: QtBot, desk: Desk, part: str) -> None:
    """Find an entry by its words, tick it with the space bar, and show all entries again."""
    search = desk.window.page_bar.search
    qtbot.keyClicks(search, part)
    table = desk.catalogue_page.table
    qtbot.keyClick(search, Qt.Key.Key_Down)
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(search, Qt.Key.Key_Escape)


def compared(qtbot: QtBot, desk: Desk) -> None:
    tick(qtbot, desk, "exosome london")
    tick(qtbot, desk, "exosome needling mumbai")
    qtbot.mouseClick(desk.window.tray_bar.compare, Qt.MouseButton.LeftButton)


def compared_texts(desk: Desk) -> list[list[str]]:
    return desk.comparison_page.as_rows()


def all_text(desk: Desk) -> str:
    return "\n".join("\t".join(row) for row in compared_texts(desk))


class TestWhatFitsABudgetAndALongWeekend:
    def test_the_first_start_says_where_prices_come_from_and_asks_nothing(self, desk: Desk) -> None:
        assert "published" in desk.window.message.text()
        assert "Check them before booking" in desk.window.message.text()
        assert QApplication.activeModalWidget() is None
        assert counts(desk) == "7 match · 7 in catalogue"

    def test_what_could_fit_is_counted_apart_from_what_cannot_be_told(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        narrowed(qtbot, desk)
        assert counts(desk) == "5 match · 1 can't tell · 7 in catalogue"
        heading = position(desk, "Can't tell")
        assert "price unknown" in names(desk)[heading]
        assert position(desk, "Exosome vial, Delhi") == heading + 1 == len(names(desk)) - 1

    def test_what_surely_fits_leaves_out_what_might_not_and_says_which_filter_did(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        narrowed(qtbot, desk)
        switch_fit(qtbot, desk, "Surely fits")
        assert counts(desk) == "3 match · 1 can't tell · 7 in catalogue"
        shown = " ".join(names(desk))
        for part in ("PRP microneedling", "Retinoid", "Exosome + microneedling, Mumbai"):
            assert part in shown
        assert "Exosome + microneedling, London" not in shown
        assert "Total up to £1,000" in desk.window.status.counts.toolTip()
        assert "Total up to £1,000" in desk.window.status.counts.accessibleDescription()

    def test_an_amount_that_is_none_is_marked_and_the_last_good_result_stays(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        narrowed(qtbot, desk)
        before = names(desk)
        set_limit(qtbot, desk, Criterion.MAX_TOTAL, "1,000.5.0")
        field = desk.catalogue_page.filters.limits().field(Criterion.MAX_TOTAL)
        assert field.message == "Not an amount. Example: 1,000 or ₹1,20,000"
        assert field.property("bad") == "true"
        assert field.message_label.isVisible()
        assert names(desk) == before
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert field.text() == "£1,000"
        assert not field.message

    def test_an_unknown_total_comes_last_whichever_way_one_sorts(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        table = desk.catalogue_page.table
        for descending in (False, True):
            table.sort_by(SortKey.TOTAL, descending=descending)
            assert "Exosome vial, Delhi" in names(desk)[-1]
        assert "Fractional laser" in names(desk)[0]

    def test_one_click_clears_all_filters(self, desk: Desk, qtbot: QtBot) -> None:
        narrowed(qtbot, desk)
        clear = next(
            button
            for button in desk.catalogue_page.filters.findChildren(QPushButton)
            if plain(button).startswith("Clear")
        )
        qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
        assert counts(desk) == "7 match · 7 in catalogue"

    def test_size_columns_filter_and_tray_are_back_at_the_next_start(
        self, start: Callable[[], Desk], qtbot: QtBot
    ) -> None:
        first = start()
        narrowed(qtbot, first)
        tick(qtbot, first, "peel")
        first.window.resize(1300, 800)
        first.catalogue_page.table.set_column_shown("city", True)
        first.catalogue_page.table.sort_by(SortKey.NAME, descending=True)
        second = start()
        assert (second.window.width(), second.window.height()) == (1300, 800)
        assert "city" in second.catalogue_page.visible_columns()
        assert counts(second) == "5 match · 1 can't tell · 7 in catalogue"
        assert second.tray.ids == ("peel-delhi",)
        assert names(second)[0].startswith("Retinoid")


class TestLondonOrMumbai:
    def test_two_ticks_and_compare_show_both_totals_and_the_rate(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        compared(qtbot, desk)
        assert desk.window.page() == COMPARE
        rows = compared_texts(desk)
        assert len(rows[0]) == 3
        text = all_text(desk)
        assert "₹36,000 – ₹54,000" in text
        assert "≈ £300 – £450" in text
        assert "£750 – £1,050" in text
        shown = " ".join(label_texts(desk))
        assert "£1 = ₹120.0000 · 15 Jan 2026 · fixture" in shown

    def test_without_a_rate_totals_say_so_and_export_waits(self, desk: Desk, qtbot: QtBot) -> None:
        compared(qtbot, desk)
        _dialog, editor = open_rate(desk)
        type_rate(qtbot, editor, "")
        text = all_text(desk)
        assert "needs a rate" in text
        assert "£0" not in text
        assert "£36,000" not in text
        export = next(
            button
            for button in desk.comparison_page.findChildren(QPushButton)
            if plain(button).startswith("Export")
        )
        assert not export.isEnabled()
        assert "rate" in " ".join([*label_texts(desk), export.toolTip()])

    def test_a_rate_of_nothing_is_refused_and_the_last_one_stays(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        compared(qtbot, desk)
        _dialog, editor = open_rate(desk)
        type_rate(qtbot, editor, "0")
        assert editor.state.text() == "Rate must be above 0"
        assert "≈ £300 – £450" in all_text(desk)

    def test_a_rate_typed_the_other_way_round_is_asked_about(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        compared(qtbot, desk)
        _dialog, editor = open_rate(desk)
        type_rate(qtbot, editor, "0.00833")
        assert editor.state.text() == "Did you mean £1 = ₹120.05 (₹1 = £0.00833)?"
        assert desk.document.rates.pinned == (RATE,)
        qtbot.mouseClick(editor.offer, Qt.MouseButton.LeftButton)
        (pinned,) = desk.document.rates.pinned
        assert (pinned.base, pinned.quote, pinned.value) == ("INR", "GBP", Decimal("0.00833"))
        assert pinned.date == TODAY
        assert "£1 = ₹120.05" in desk.window.status.rate.text()

    def test_reset_brings_the_first_rate_and_its_date_back(self, desk: Desk, qtbot: QtBot) -> None:
        compared(qtbot, desk)
        dialog, editor = open_rate(desk)
        type_rate(qtbot, editor, "130")
        assert "≈ £277 – £415" in all_text(desk)
        dialog.accept()
        qtbot.mouseClick(desk.window.strip.reset, Qt.MouseButton.LeftButton)
        assert desk.document.rates.rate("GBP", "INR") == RATE
        assert "≈ £300 – £450" in all_text(desk)


def open_rate(desk: Desk) -> tuple[RateDialog, RateEditor]:
    dialog = desk.show_rates()
    return dialog, dialog.editor("INR")


def type_rate(qtbot: QtBot, editor: RateEditor, text: str) -> None:
    editor.value.setFocus()
    editor.value.selectAll()
    qtbot.keyClick(editor.value, Qt.Key.Key_Delete)
    if text:
        qtbot.keyClicks(editor.value, text)
    qtbot.keyClick(editor.value, Qt.Key.Key_Return)


def label_texts(desk: Desk) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in desk.window.findChildren(QLabel) if label.isVisible()]


def test_typing_in_the_search_box_leads_back_to_the_catalogue(desk: Desk, qtbot: QtBot) -> None:
    compared(qtbot, desk)
    qtbot.keyClicks(desk.window.page_bar.search, "peel")
    assert desk.window.page() == CATALOGUE
    assert counts(desk).startswith("1 match")
