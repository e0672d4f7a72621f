"""The window put together: starts, remembered things, files that are bad, keys alone."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTableView
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from benchmarks.catalogues import write_catalogue
from exodesk.app import Desk
from exodesk.documents.compared import Compared
from exodesk.documents.comparison_pdf import comparison_pdf
from exodesk.documents.comparison_workbook import comparison_workbook
from exodesk.domain.ask_first import AskFirst
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.filters import EntryFilter, Judgement
from exodesk.domain.money import Money
from exodesk.domain.ordering import SortKey
from exodesk.domain.rates import RateTable
from exodesk.domain.saved_filters import SavedFilter
from exodesk.ui.dialogs.texts import TextDialog
from exodesk.ui.dialogs.trace_dialog import TraceDialog
from exodesk.ui.main_window import CATALOGUE, COMPARE
from exodesk.ui.models.columns import COLUMNS
from exodesk.ui.pages.catalogue import CataloguePage
from exodesk.ui.theme import Scheme
from exodesk.ui.widgets.empty_state import EmptyState
from tests.commands import PIN, run
from tests.desks import RATE, TODAY, Starting
from tests.seven_entries import SEVEN, write_seven_entries
from tests.written import wait_until_written


@pytest.fixture
def profile(start: Starting) -> Path:
    return start.profile


@pytest.fixture
def desk(start: Starting) -> Desk:
    return start()


def counts(desk: Desk) -> str:
    return desk.window.status.counts.text()


def shown_words(page: CataloguePage) -> str:
    """What stands in the place of the table."""
    (empty,) = page.findChildren(EmptyState)
    return "\n".join(label.text() for label in empty.findChildren(QLabel))


def listed(desk: Desk) -> list[str]:
    return [cost.entry.id for cost, _judged in desk.catalogue_page.shown_costs()]


def traced(desk: Desk) -> list[str]:
    """The first lines of what says how a total came about."""
    return traced_in(desk).texts()[0].toPlainText().split("\n")


def traced_in(desk: Desk) -> TraceDialog:
    dialog = desk.tracing.dialog()
    assert dialog is not None
    return dialog


def act_of(actions: Sequence[QAction], text: str) -> QAction:
    return next(act for act in actions if act.text().replace("&", "").startswith(text))


def file_of(folder: Path, **changes: Any) -> Path:
    path = folder / "other.json"
    path.write_text(json.dumps({**SEVEN, **changes}, ensure_ascii=False), "utf-8")
    return path


class TestAFirstStart:
    def test_shows_the_catalogues_own_order_and_waits_in_the_search_box(self, desk: Desk) -> None:
        assert listed(desk) == [entry["id"] for entry in SEVEN["entries"]]
        assert desk.window.focusWidget() is desk.window.page_bar.search
        assert desk.catalogue_page.details.entry_id() is None
        hints = [label.text() for label in desk.catalogue_page.details.findChildren(QLabel)]
        assert "Start here" in hints

    def test_closing_another_message_does_not_close_the_banner_for_good(
        self, start: Starting, qtbot: QtBot
    ) -> None:
        first = start()
        first.catalogue_page.tick_refused.emit()
        assert "published" not in first.window.message.text()
        qtbot.mouseClick(first.window.message.close_button, Qt.MouseButton.LeftButton)
        assert "published" in start().window.message.text()

    def test_says_once_where_prices_come_from(self, start: Starting, qtbot: QtBot) -> None:
        first = start()
        assert "published" in first.window.message.text()
        qtbot.mouseClick(first.window.message.close_button, Qt.MouseButton.LeftButton)
        second = start()
        assert not second.window.message.isVisible()
        assert second.window.focusWidget() is second.catalogue_page.table
        assert second.catalogue_page.details.entry_id() is not None

    def test_the_link_of_the_banner_lists_the_sources(self, desk: Desk, qtbot: QtBot) -> None:
        qtbot.mouseClick(desk.window.message.action, Qt.MouseButton.LeftButton)
        (dialog,) = desk.window.findChildren(TextDialog)
        assert "Invented prices" in dialog.text.toPlainText()

    def test_a_currency_given_at_the_start_counts(self, start: Starting) -> None:
        assert start(currency="INR").document.assumptions.currency == "INR"


class TestTheNextStart:
    def test_finds_everything_as_it_was_left(self, start: Starting, qtbot: QtBot) -> None:
        first = start()
        page = first.catalogue_page
        page.table.sort_by(SortKey.NAME, descending=True)
        page.table.set_column_shown("city", True)
        page.set_entry_filter(EntryFilter(words="exosome"))
        first.tray.replace(["exosome-london", "peel-delhi"])
        first.window.actions_by_name.compact.trigger()
        first.window.actions_by_name.schemes[Scheme.DARK].trigger()
        first.window.strip.assumptions_changed.emit(
            type(first.document.assumptions)(currency="INR")
        )
        dialog = first.show_rates()
        editor = dialog.editor("GBP")
        editor.value.setText("130")
        editor.value.setModified(True)
        qtbot.keyClick(editor.value, Qt.Key.Key_Return)
        dialog.accept()
        saved = (SavedFilter("Peels", EntryFilter(words="peel")),)
        first.catalogue_page.filters.set_saved_filters(saved)
        header = first.catalogue_page.table.horizontalHeader()
        header.moveSection(header.visualIndex(6), 3)
        moved = first.catalogue_page.visible_columns()
        first.window.resize(1111, 777)

        second = start()
        assert (second.window.width(), second.window.height()) == (1111, 777)
        assert second.catalogue_page.visible_columns() == moved
        assert "city" in moved
        assert second.catalogue_page.filters.saved_filters() == saved
        assert second.catalogue_page.table.compact
        assert second.theme.scheme is Scheme.DARK
        assert second.catalogue_page.entry_filter().words == "exosome"
        assert second.window.page_bar.search.text() == "exosome"
        assert second.tray.ids == ("exosome-london", "peel-delhi")
        assert second.document.assumptions.currency == "INR"
        assert second.document.rates.rate("GBP", "INR") != RATE
        rate = second.document.rates.rate("GBP", "INR")
        assert rate is not None
        assert rate.value == 130
        ids = listed(second)
        assert ids == sorted(ids, key=lambda i: second.document.catalogue.entry(i).name)[::-1]

    def test_keeps_tray_and_filter_apart_for_each_catalogue(
        self, start: Starting, tmp_path: Path
    ) -> None:
        start().tray.replace(["peel-delhi"])
        other = file_of(tmp_path, title="Another")
        assert start(other).tray.ids == ()
        assert start().tray.ids == ("peel-delhi",)

    def test_a_catalogue_opened_for_the_first_time_is_shown_whole(
        self, start: Starting, qtbot: QtBot, tmp_path: Path
    ) -> None:
        desk = start()
        desk.window.page_bar.search.setText("peel")
        with qtbot.waitSignal(desk.document.index_built):
            desk.open_file(file_of(tmp_path, entries=SEVEN["entries"][:3]))
        assert counts(desk) == "3 match · 3 in catalogue"
        assert desk.window.page_bar.search.text() == ""

    @pytest.mark.parametrize("content", [None, b"", b"{", b'{"format": "exodesk-catalogue"'])
    def test_a_catalogue_that_cannot_be_read_this_time_keeps_its_tray_and_filter(
        self, start: Starting, tmp_path: Path, content: bytes | None
    ) -> None:
        path = file_of(tmp_path)
        first = start(path)
        first.tray.replace(["peel-delhi", "exosome-london"])
        first.catalogue_page.set_entry_filter(EntryFilter(words="exosome"))
        first.window.close()
        good = path.read_bytes()
        path.unlink() if content is None else path.write_bytes(content)
        assert start(path).tray.ids == ()
        start.close()
        path.write_bytes(good)
        again = start(path)
        assert again.tray.ids == ("peel-delhi", "exosome-london")
        assert again.catalogue_page.entry_filter().words == "exosome"

    def test_an_entry_that_has_gone_from_the_file_leaves_the_tray(
        self, start: Starting, tmp_path: Path
    ) -> None:
        path = file_of(tmp_path)
        start(path).tray.replace(["peel-delhi", "exosome-london"])
        file_of(tmp_path, entries=[e for e in SEVEN["entries"] if e["id"] != "peel-delhi"])
        assert start(path).tray.ids == ("exosome-london",)

    @pytest.mark.parametrize(
        "damage",
        [
            "",
            "{",
            "[1]",
            "null",
            "\0" * 100,
            '{"size": ["a", null], "views": 3, "rates": [{"base": 1}], "saved_filters": {"a": 1}}',
            '{"size": [-5, 1e9], "geometry": 7, "currency": "XXX", "scheme": [], "compact": "yes"}',
            '{"views": {"shipped": []}, "comparison": 5, "rates": [{"base": "GBP", "quote": "INR",'
            ' "value": "-1", "date": "2026-01-01", "source": ""}]}',
            '{"saved_filters": [{"name": "a", "filter": {"max_total": "lots"}}], "size": [5]}',
            '{"size": [1000000000000000000000, 1000000000], "geometry": "AAAA"}',
            '{"rates": [{"base": "GBP", "quote": "INR", "value": "1E999999",'
            ' "date": "2026-01-01", "source": "x"}]}',
            "[" * 100_000,
        ],
    )
    def test_a_damaged_settings_file_costs_nothing_but_the_settings(
        self, start: Starting, profile: Path, damage: str
    ) -> None:
        profile.parent.mkdir()
        profile.write_text(damage, "utf-8")
        desk = start()
        assert counts(desk) == "7 match · 7 in catalogue"
        assert desk.document.assumptions.currency == "GBP"
        assert desk.document.rates.rate("GBP", "INR") == RATE
        if not damage.startswith('{"'):
            assert profile.with_suffix(".damaged.json").read_text("utf-8") == damage
        desk.window.close()
        assert json.loads(profile.read_text("utf-8"))["currency"] == "GBP"

    def test_any_remembered_view_of_wrong_types_is_passed_over(
        self, start: Starting, profile: Path
    ) -> None:
        first = start()
        first.window.close()
        settings = json.loads(profile.read_text("utf-8"))
        (key,) = settings["views"]
        spoilt: Any
        for spoilt in (None, 5, "x", [], {}, {"page": []}, {"page": {"table": 3, "filter": "x"}}):
            settings["views"][key] = spoilt
            profile.write_text(json.dumps(settings), "utf-8")
            assert counts(start()) == "7 match · 7 in catalogue"


class TestACatalogueFileThatIsBad:
    @pytest.mark.parametrize(
        ("content", "word"),
        [
            (b"", "empty"),
            (b"{", "cut short"),
            (b"\x89PNG\r\n", ""),
            (json.dumps({**SEVEN, "version": 9}).encode(), "newer"),
            (json.dumps(SEVEN).encode("utf-16"), "UTF-16"),
        ],
    )
    def test_is_named_in_one_sentence_and_what_was_shown_stays(
        self, desk: Desk, qtbot: QtBot, tmp_path: Path, content: bytes, word: str
    ) -> None:
        path = tmp_path / "bad.json"
        path.write_bytes(content)
        with qtbot.waitSignal(desk.opening.failed):
            desk.open_file(path)
        message = desk.window.message.text()
        assert "bad.json" in message
        assert word in message
        assert "\n" not in message
        assert counts(desk) == "7 match · 7 in catalogue"
        assert path.read_bytes() == content

    def test_that_is_missing_at_the_start_leaves_an_empty_window(
        self, start: Starting, tmp_path: Path
    ) -> None:
        desk = start(tmp_path / "nowhere.json")
        assert "nowhere.json" in desk.window.message.text()
        assert counts(desk) == "0 match · 0 in catalogue"

    def test_that_is_partly_bad_shows_the_good_entries_and_lists_every_problem(
        self, start: Starting, qtbot: QtBot, tmp_path: Path
    ) -> None:
        good, spoilt, other, *rest = json.loads(json.dumps(SEVEN["entries"]))
        spoilt["offers"][0]["price"]["low"] = "-5"
        other["sessions"] = {"low": 0, "high": 3}
        path = file_of(tmp_path, entries=[good, spoilt, other, *rest])
        before = path.read_bytes(), path.stat().st_mtime_ns
        desk = start(path)
        assert counts(desk) == "5 match · 5 in catalogue"
        message = desk.window.message
        assert message.text().startswith("2 entries were set aside")
        assert "entries[1].offers[0].price.low" in message.text()
        assert message.action.text() == "Show all"
        qtbot.mouseClick(message.action, Qt.MouseButton.LeftButton)
        (dialog,) = desk.window.findChildren(TextDialog)
        lines = dialog.text.toPlainText().splitlines()
        assert [line.partition(":")[0] for line in lines] == [
            "entries[1].offers[0].price.low",
            "entries[2].sessions.low",
        ]
        desk.window.close()
        assert (path.read_bytes(), path.stat().st_mtime_ns) == before

    def test_another_good_one_takes_its_place_and_names_the_window(
        self, desk: Desk, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = file_of(tmp_path, entries=SEVEN["entries"][:3])
        with qtbot.waitSignal(desk.document.index_built):
            desk.open_file(path)
        assert counts(desk) == "3 match · 3 in catalogue"
        assert desk.window.windowTitle() == "other.json – exodesk"
        assert desk.window.actions_by_name.open_shipped.isEnabled()

    def test_opening_is_asked_for_in_the_systems_dialog(
        self, desk: Desk, qtbot: QtBot, tmp_path: Path
    ) -> None:
        path = file_of(tmp_path, entries=SEVEN["entries"][:2])
        desk.window.actions_by_name.open_catalogue.trigger()
        dialog = desk.window.findChild(QFileDialog)
        assert dialog is not None
        with qtbot.waitSignal(desk.document.index_built):
            dialog.fileSelected.emit(str(path))
        dialog.reject()
        assert counts(desk) == "2 match · 2 in catalogue"


class TestALargeFile:
    @pytest.fixture
    def large(self, tmp_path: Path) -> Path:
        base = SEVEN["entries"][0]
        entries = [{**base, "id": f"e{n}", "name": f"Entry {n}"} for n in range(14_000)]
        return file_of(tmp_path, entries=entries)

    def test_is_read_between_the_events_of_the_window(
        self, start: Starting, qtbot: QtBot, large: Path
    ) -> None:
        assert large.stat().st_size > 4 << 20
        desk = start()
        beats: list[str] = []
        heart = QTimer(interval=0)
        heart.timeout.connect(lambda: beats.append(counts(desk)))
        heart.start()
        with qtbot.waitSignal(desk.document.index_built, timeout=120_000):
            desk.open_file(large)
            assert counts(desk) == "7 match · 7 in catalogue"
        heart.stop()
        said = [beat.partition(":")[0] for beat in beats]
        early = "14,000 match · 14,000 in catalogue · totals are being worked out"
        assert said.index("Reading the catalogue") < said.index(early)
        assert counts(desk).endswith("14,000 in catalogue")

    def test_is_shown_with_the_tray_and_the_filter_of_last_time(
        self, start: Starting, qtbot: QtBot, large: Path
    ) -> None:
        first = start(large, wait=False)
        qtbot.waitUntil(lambda: len(first.document) == 14_000, timeout=60_000)
        first.tray.replace(["e7", "e9"])
        first.catalogue_page.set_entry_filter(EntryFilter(words="Entry 77"))
        second = start(large, wait=False)
        assert second.tray.ids == ()
        second.window.close()  # before it is shown: what was remembered stays
        third = start(large, wait=False)
        qtbot.waitUntil(lambda: len(third.document) == 14_000, timeout=60_000)
        assert third.tray.ids == ("e7", "e9")
        assert third.window.page_bar.search.text() == "Entry 77"

    def test_is_listed_and_searched_before_its_totals_are_known(
        self, start: Starting, qtbot: QtBot, large: Path
    ) -> None:
        desk = start()
        page, model = desk.catalogue_page, desk.catalogue_page.table.model()
        with qtbot.waitSignal(desk.document.index_built, timeout=120_000):
            with qtbot.waitSignal(desk.document.catalogue_changed, timeout=60_000):
                desk.open_file(large)
            assert model.rowCount() == 14_000
            assert model.index(0, 1).data() == "Entry 0"
            page.set_words("Entry 1377")
            assert not counts(desk).startswith("0 match")
            assert "The catalogue is being looked through" in shown_words(page)
            with qtbot.waitSignal(desk.document.searchable, timeout=60_000):
                pass
            assert counts(desk).startswith("12 match · 14,000 in catalogue · totals are")
            page.set_entry_filter(EntryFilter(max_total=Money.parse("1 GBP")))
            assert counts(desk).startswith("14,000 in catalogue · totals are")
            assert "as soon as their words and totals are known" in shown_words(page)
            desk.window.actions_by_name.export.trigger()
            assert desk.window.message.text().startswith("The totals are still being worked out.")
            page.clear_filters()
            assert model.rowCount() == 14_000
            desk.document.assume(Assumptions("INR"))
        assert counts(desk) == "14,000 match · 14,000 in catalogue"
        assert desk.document.cost(13_999).currency == "INR"
        assert page.table.scale.ticks

    def test_the_one_opened_last_is_shown_and_named(
        self, start: Starting, qtbot: QtBot, large: Path, tmp_path: Path
    ) -> None:
        desk = start()
        shown: list[int] = []
        desk.document.catalogue_changed.connect(lambda: shown.append(len(desk.document)))
        with qtbot.waitSignal(desk.document.advanced, timeout=60_000):
            desk.open_file(large)
        small = tmp_path / "small.json"
        small.write_text(json.dumps({**SEVEN, "entries": SEVEN["entries"][:2]}), "utf-8")
        desk.open_file(small)
        qtbot.waitUntil(lambda: desk.window.windowTitle().startswith("small.json"), timeout=60_000)
        qtbot.wait(200)
        assert counts(desk) == "2 match · 2 in catalogue"
        assert shown[-1] == 2

    def test_the_window_can_be_closed_while_it_is_prepared(
        self, start: Starting, qtbot: QtBot, large: Path
    ) -> None:
        desk = start()
        with qtbot.waitSignal(desk.document.advanced, timeout=60_000):
            desk.open_file(large)
        start.close()
        qtbot.wait(100)

    def test_the_window_can_be_closed_meanwhile(
        self, start: Starting, qtbot: QtBot, large: Path
    ) -> None:
        desk = start()
        desk.open_file(large)
        qtbot.wait(50)
        assert desk.opening.busy
        start.close()
        qtbot.wait(50)

    def test_the_window_can_be_closed_right_after_a_small_one(
        self, start: Starting, qtbot: QtBot, tmp_path: Path
    ) -> None:
        desk = start()
        desk.open_file(file_of(tmp_path, title="Another"))
        qtbot.waitUntil(lambda: not desk.opening.busy)
        start.close()
        qtbot.wait(50)


class TestTakingAway:
    def chosen(self, desk: Desk, path: Path) -> None:
        dialog = next(d for d in desk.window.findChildren(QFileDialog) if d.isVisible())
        dialog.fileSelected.emit(str(path))
        dialog.reject()
        wait_until_written(desk.taking_away.exporting)

    def test_the_file_holds_the_rows_and_columns_that_are_seen(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        page = desk.catalogue_page
        page.set_entry_filter(EntryFilter(words="exosome"))
        page.table.sort_by(SortKey.TOTAL, descending=True)
        page.table.set_column_shown("downtime", False)
        desk.window.actions_by_name.export.trigger()
        self.chosen(desk, tmp_path / "list")
        text = (tmp_path / "list.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [row["id"] for row in rows] == listed(desk)
        assert [row["id"] for row in rows] == ["exosome-london", "exosome-mumbai", "vial-delhi"]
        assert "downtime_days_low" not in rows[0]
        assert (rows[1]["total_low"], rows[1]["rate"]) == ("300.00", "GBP/INR=120")
        assert {row["fit"] for row in rows} == {Judgement.FITS.value}
        assert desk.window.message.text() == f"3 rows written to {tmp_path / 'list.csv'}."

    def test_the_file_says_what_cannot_be_told_and_keeps_moved_columns(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        page = desk.catalogue_page
        page.set_entry_filter(EntryFilter(max_total=Money(Decimal(1000), "GBP")))
        columns = page.visible_columns()
        header = page.table.horizontalHeader()
        total = next(n for n, column in enumerate(COLUMNS) if column.key == "total")
        header.moveSection(header.visualIndex(total), 2)
        assert page.visible_columns() != columns
        desk.window.actions_by_name.export.trigger()
        self.chosen(desk, tmp_path / "list.csv")
        text = (tmp_path / "list.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [row["id"] for row in rows] == listed(desk)
        assert (rows[-1]["id"], rows[-1]["fit"]) == ("vial-delhi", Judgement.CANNOT_TELL.value)
        assert {row["fit"] for row in rows[:-1]} == {Judgement.FITS.value}
        names = list(rows[0])
        assert names.index("total_low") < names.index("sessions_low")

    def test_the_file_of_a_hard_list_is_the_one_of_the_command_line(
        self, start: Starting, qtbot: QtBot, tmp_path: Path
    ) -> None:
        hard = write_catalogue(tmp_path / "hard.json", 250, hard=True)
        desk = start()
        desk.open_file(hard)
        qtbot.waitUntil(lambda: len(desk.document) == 250)
        desk.catalogue_page.set_entry_filter(EntryFilter())
        desk.window.actions_by_name.export.trigger()
        self.chosen(desk, tmp_path / "window.csv")
        shown = run("list", "--format=csv", f"--catalogue={hard}", PIN, f"--on={TODAY}")
        rows = (tmp_path / "window.csv").read_bytes().splitlines(keepends=True)
        assert len(rows) == 251
        assert sorted(rows) == sorted(shown.output.splitlines(keepends=True))

    def test_a_cell_of_the_comparison_is_copied(self, desk: Desk) -> None:
        desk.tray.replace(["peel-delhi", "exosome-london"])
        desk.window.actions_by_name.compare.trigger()
        tables = desk.comparison_page.findChildren(QTableView)
        table = next(table for table in tables if table.accessibleName() == "Comparison")
        place = next(
            index
            for row in range(table.model().rowCount())
            if "–" in str((index := table.model().index(row, 1)).data())
        )
        table.setCurrentIndex(place)
        desk.window.actions_by_name.copy.trigger()
        assert QApplication.clipboard().text() == place.data()

    def test_an_act_that_has_nothing_to_act_on_says_so(self, desk: Desk) -> None:
        desk.catalogue_page.table.clearSelection()
        desk.window.actions_by_name.copy.trigger()
        assert "Nothing is selected" in desk.window.message.text()
        desk.window.actions_by_name.show_compare.trigger()
        desk.window.actions_by_name.export.trigger()
        assert "Tick 2 to 8" in desk.window.message.text()

    def test_a_comparison_is_written_by_the_same_writer(self, desk: Desk, tmp_path: Path) -> None:
        desk.tray.replace(["peel-delhi", "exosome-london"])
        desk.window.actions_by_name.compare.trigger()
        desk.window.actions_by_name.export.trigger()
        self.chosen(desk, tmp_path / "two.csv")
        text = (tmp_path / "two.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert [row["id"] for row in rows] == ["peel-delhi", "exosome-london"]
        assert rows[0]["rate_age_days"] == str((TODAY - RATE.date).days)

    def test_a_comparison_is_the_file_of_the_command_line_to_the_last_digit(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        desk.document.assume(
            Assumptions(
                home="GB",
                travel=Money(Decimal(420), "GBP"),
                trips=None,
                fx_fee=Fraction(11, 4),
                time_off=Money(Decimal(9000), "INR"),
            )
        )
        desk.tray.replace(["exosome-mumbai", "exosome-london", "laser-london"])
        desk.window.actions_by_name.compare.trigger()
        desk.window.actions_by_name.export.trigger()
        self.chosen(desk, tmp_path / "three.csv")
        options = ["--home=GB", "--travel=420GBP", "--trips=per-session", "--fx-fee=2.75"]
        shown = run(
            *("compare", "exosome-mumbai", "exosome-london", "laser-london", "--format=csv"),
            *("--catalogue", write_seven_entries(tmp_path), PIN, f"--on={TODAY}"),
            *(*options, "--time-off=9000INR"),
        )
        assert (tmp_path / "three.csv").read_bytes() == shown.output

    @pytest.mark.parametrize("ending", ["pdf", "xlsx"])
    def test_a_document_is_the_one_of_the_command_line(
        self, desk: Desk, tmp_path: Path, ending: str
    ) -> None:
        desk.comparison_page.reasons.show_ask_first(AskFirst())
        desk.tray.replace(["exosome-mumbai", "exosome-london"])
        desk.window.actions_by_name.compare.trigger()
        desk.window.actions_by_name.export.trigger()
        path = tmp_path / f"two.{ending}"
        self.chosen(desk, path)
        assert desk.window.message.text() == f"The comparison is written to {path}."
        document = desk.document
        compared = Compared(
            tuple(document.costs_of(["exosome-mumbai", "exosome-london"])),
            document.catalogue,
            document.assumptions,
            document.rates,
            document.today,
        )
        make = comparison_pdf if ending == "pdf" else comparison_workbook
        assert path.read_bytes() == make(compared)

    @pytest.mark.parametrize("place", ["missing/list.csv", "folder.csv"])
    def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
        self, desk: Desk, tmp_path: Path, place: str
    ) -> None:
        (tmp_path / "folder.csv").mkdir()
        before = sorted(tmp_path.rglob("*"))
        desk.window.actions_by_name.export.trigger()
        self.chosen(desk, tmp_path / place)
        assert str(tmp_path / place) in desk.window.message.text()
        assert desk.window.message.action.text() == "Choose another place…"
        assert sorted(tmp_path.rglob("*")) == before

    def test_a_full_disk_is_told_and_the_old_file_stays(
        self, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "list.csv"
        path.write_text("before", "utf-8")
        before = sorted(tmp_path.rglob("*"))

        def full(*_args: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        desk.window.actions_by_name.export.trigger()
        self.chosen(desk, path)
        assert str(path) in desk.window.message.text()
        assert "the disk is full" in desk.window.message.text()
        assert path.read_text("utf-8") == "before"
        assert sorted(tmp_path.rglob("*")) == before

    def test_selected_rows_are_copied_as_text_and_as_html(self, desk: Desk) -> None:
        desk.catalogue_page.table.selectAll()
        desk.window.actions_by_name.copy.trigger()
        content = QApplication.clipboard().mimeData()
        assert isinstance(content, QMimeData)
        lines = content.text().splitlines()
        assert len(lines) == 8
        assert lines[0].split("\t")[0] == "Entry"
        assert "<table" in content.html()
        assert desk.window.message.text() == "7 rows copied."

    def test_a_comparison_that_waits_for_a_rate_is_not_written(
        self, start: Starting, tmp_path: Path
    ) -> None:
        desk = start()
        desk.document.use_rates(RateTable(TODAY))
        desk.tray.replace(["peel-delhi", "exosome-london"])
        desk.window.actions_by_name.compare.trigger()
        desk.window.actions_by_name.export.trigger()
        assert "waits for a rate" in desk.window.message.text()
        assert not [d for d in desk.window.findChildren(QFileDialog) if d.isVisible()]


class TestComparing:
    def test_less_than_two_entries_are_not_compared(self, desk: Desk) -> None:
        desk.tray.replace(["peel-delhi"])
        assert not desk.window.actions_by_name.compare.isEnabled()
        assert desk.window.page() == CATALOGUE

    def test_a_ninth_entry_is_refused_in_words(self, desk: Desk, qtbot: QtBot) -> None:
        desk.catalogue_page.tick_refused.emit()
        assert desk.window.message.text().startswith("8 entries are in the comparison already")

    def test_a_chip_leads_to_its_entry_even_where_a_filter_hides_it(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        desk.tray.replace(["peel-delhi"])
        qtbot.keyClicks(desk.window.page_bar.search, "retinoid")
        assert listed(desk) == ["retinoid-uk"]
        desk.window.tray_bar.entry_requested.emit("peel-delhi")
        assert desk.catalogue_page.details.entry_id() == "peel-delhi"
        assert "peel-delhi" in listed(desk)

    def test_all_of_it_by_keys_alone(self, desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
        def press(key: Qt.Key, *, ctrl: bool = False) -> None:
            held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
            target = desk.window.focusWidget() or desk.window
            qtbot.keyClick(target, key, held)

        for words in ("exosome lon", "exosome mum"):
            press(Qt.Key.Key_F, ctrl=True)
            assert desk.window.focusWidget() is desk.window.page_bar.search
            qtbot.keyClicks(desk.window.page_bar.search, words)
            press(Qt.Key.Key_Down)
            press(Qt.Key.Key_Home)
            press(Qt.Key.Key_Space)
        assert desk.tray.ids == ("exosome-london", "exosome-mumbai")
        press(Qt.Key.Key_K, ctrl=True)
        assert desk.window.page() == COMPARE
        press(Qt.Key.Key_1, ctrl=True)
        assert desk.window.page() == CATALOGUE


class TestQuickSuccession:
    def test_how_a_total_came_about(self, desk: Desk, qtbot: QtBot) -> None:
        window = desk.window
        desk.catalogue_page.show_entry("exosome-mumbai")
        for asked in (
            lambda: qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier),
            desk.catalogue_page.details.trace_button.click,
            lambda: act_of(desk.catalogue_page.row_menu().actions(), "How this").trigger(),
        ):
            asked()
            assert traced(desk)[:2] == ["Total over 12 months", "≈ £300 – £450"]
            qtbot.keyClick(traced_in(desk), Qt.Key.Key_Escape)
        desk.tray.replace(["exosome-london", "exosome-mumbai"])
        window.show_page(COMPARE)
        qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        assert traced(desk)[:2] == ["Total over 12 months", "£750 – £1,050"]
        desk.comparison_page.trace_requested.emit("exosome-mumbai")
        assert traced(desk)[:2] == ["Total over 12 months", "≈ £300 – £450"]
        dialog = traced_in(desk)
        dialog.copy.click()
        copied = QApplication.clipboard().text().split("\n")
        assert copied[0] == "Figure\tValue\tHow, or who says so\tDate and age"
        assert "rows copied" in window.message.text()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert window.isVisible()
        assert desk.tracing.dialog() is None

    def test_words_typed_fast_end_in_what_they_find(self, desk: Desk, qtbot: QtBot) -> None:
        for words in ("p", "pe", "pee", "peel", "pee", "pe", "", "e", "ex", "exosome lon"):
            desk.window.page_bar.search.setText(words)
        assert listed(desk) == ["exosome-london"]
        assert counts(desk).startswith("1 match")

    def test_currency_sort_and_filter_in_turn_show_figures_of_now(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        for currency in ("INR", "GBP", "INR"):
            desk.document.assume(type(desk.document.assumptions)(currency=currency))
            for key in (SortKey.TOTAL, SortKey.NAME, SortKey.TOTAL):
                desk.catalogue_page.table.sort_by(key, descending=currency == "INR")
                shown = [cost for cost, _judged in desk.catalogue_page.shown_costs()]
                assert {cost.currency for cost in shown} == {currency}
            lows = [cost.total.low for cost in shown if cost.total.low is not None]
            assert lows == sorted(lows, reverse=currency == "INR")
            assert currency in desk.window.strip.currency.accessibleName()


class TestAFault:
    def test_no_fault_is_swallowed_by_a_plain_start(self, start: Starting, qtbot: QtBot) -> None:
        with capture_exceptions() as faults:
            start()
            qtbot.wait(100)
        assert faults == []
