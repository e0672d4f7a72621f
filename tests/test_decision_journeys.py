"""Which is cheaper, and how sure: asked of the real window with keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.ui.main_window import CATALOGUE, COMPARE
from exodesk.ui.pages.comparison_charts import Look
from exodesk.ui.widgets.amount_edit import AmountEdit
from exodesk.ui.widgets.decision_panel import DecisionPanel
from tests.desks import Starting
from tests.test_assumptions_journey import type_into
from tests.test_own_entries import add
from tests.ui.keyboard import plain

LONDON, MUMBAI, LASER = "exosome-london", "exosome-mumbai", "laser-london"


@pytest.fixture
def desk(start: Starting) -> Desk:
    return start()


def compare(desk: Desk, *ids: str) -> None:
    desk.tray.replace(ids)
    desk.window.show_page(COMPARE)


def label_texts(desk: Desk) -> str:
    page = desk.comparison_page
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def says(desk: Desk, text: str) -> bool:
    return text in label_texts(desk)


def panel(desk: Desk, part: str) -> str:
    found = desk.comparison_page.findChildren(DecisionPanel)[0]
    return found.part_text(part).toPlainText()


def row(desk: Desk, name: str) -> list[str]:
    return next(row[1:] for row in desk.comparison_page.as_rows() if row[0].startswith(name))


def travel(desk: Desk, qtbot: QtBot, *, trip: str = "", trips: str = "") -> None:
    strip = desk.window.strip
    strip.open(strip.travel, strip.travel)
    if trip:
        type_into(qtbot, strip.away.trip.field, trip)
        strip.open(strip.travel, strip.travel)
    if trips:
        type_into(qtbot, strip.away.trips.field, trips)
    strip.away.close()


class TestTheSameCourseInTwoCountries:
    def test_one_trip_makes_the_cheaper_place_likely_and_says_where_it_turns(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        compare(desk, LONDON, MUMBAI)
        assert says(desk, "Mumbai is surely cheaper.")
        travel(desk, qtbot, trip="420")
        assert "£720 – £870" in row(desk, "Total over")[1]
        assert says(
            desk, "Mumbai is cheaper in about 84 of 100 cases: £330 cheaper to £120 dearer."
        )
        qtbot.waitUntil(lambda: says(desk, "Break-even trip cost £300 – £750."))
        assert says(desk, "3 sessions 4 weeks apart: one stay of 8 weeks or 3 trips.")

    def test_three_trips_never_pay(self, desk: Desk, qtbot: QtBot) -> None:
        compare(desk, LONDON, MUMBAI)
        travel(desk, qtbot, trip="420", trips="3")
        assert says(desk, "London is surely cheaper.")
        qtbot.waitUntil(lambda: says(desk, "Break-even trip cost £100 – £250."))

    def test_the_rate_at_which_it_turns_is_a_range(self, desk: Desk, qtbot: QtBot) -> None:
        compare(desk, LONDON, MUMBAI)
        qtbot.waitUntil(lambda: "£1 = ₹34.29 – ₹72.00" in panel(desk, "turns"))

    def test_without_a_rate_nothing_is_weighed(self, desk: Desk, qtbot: QtBot) -> None:
        compare(desk, LONDON, MUMBAI)
        desk.document.use_rates(desk.document.rates.withholding("GBP", "INR"))
        assert says(desk, "Can’t tell which is the cheapest: Mumbai needs a rate.")
        assert row(desk, "Total over")[1] == "needs a rate"
        qtbot.wait(20)
        assert "of 100" not in label_texts(desk) + panel(desk, "chance")


class TestWhatAClinicLeftOpen:
    def test_a_price_without_an_upper_figure_gets_no_chance_and_is_asked_about(
        self, start: Starting, tmp_path: Path, qtbot: QtBot
    ) -> None:
        shipped = start.usual
        desk = start(shipped_file=shipped, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.own_work.files.path is not None)
        add(qtbot, desk, name="Peel, Leeds", price="from £300", sessions="3")
        compare(desk, LONDON, "own-peel-leeds")
        assert row(desk, "Total over")[1] == "from £900"
        assert says(desk, "Can’t tell which is the cheapest")
        qtbot.waitUntil(lambda: "What is the highest it can be?" in panel(desk, "ask"))
        questions = panel(desk, "ask")
        for part in ("included in the price", "What does the price include?", "exosomes"):
            assert part in questions
        assert "of 100" not in panel(desk, "chance")
        button = next(
            b for b in desk.comparison_page.findChildren(QPushButton) if "e-mail" in plain(b)
        )
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        letter = QApplication.clipboard().text()
        assert "The price (one session) is given as “from £300”." in letter
        assert "<" not in letter

    def test_an_open_price_is_surely_dearer_only_than_what_ends_below_it(
        self, start: Starting, tmp_path: Path, qtbot: QtBot
    ) -> None:
        desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
        qtbot.waitUntil(lambda: desk.own_work.files.path is not None)
        add(qtbot, desk, name="Peel, Leeds", price="from £300", sessions="3")
        compare(desk, MUMBAI, "own-peel-leeds")
        assert says(desk, "is surely cheaper.")


class TestCreamOrCourse:
    def test_by_keyboard_alone_with_the_focus_always_in_sight(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        search = desk.window.page_bar.search
        for words in ("exosome london", "fractional laser", "exosome needling mumbai"):
            search.setFocus()
            qtbot.keyClicks(search, words)
            qtbot.keyClick(search, Qt.Key.Key_Down)
            qtbot.keyClick(desk.catalogue_page.table, Qt.Key.Key_Home)
            qtbot.keyClick(desk.catalogue_page.table, Qt.Key.Key_Space)
            qtbot.keyClick(search, Qt.Key.Key_Escape)
        assert desk.tray.ids == (LONDON, LASER, MUMBAI)
        search.clearFocus()
        qtbot.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        assert desk.window.page() == COMPARE
        seen: list[QWidget] = []
        for _press in range(6):
            focused = QApplication.focusWidget()
            assert focused is not None
            assert focused.isVisible()
            seen.append(focused)
            qtbot.keyClick(focused, Qt.Key.Key_F6)
        assert len(set(map(id, seen))) >= 3

    def test_a_cream_says_how_many_packs_for_how_long_at_what_price(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        compare(desk, LONDON, LASER, MUMBAI, "retinoid-uk")
        assert row(desk, "Packs")[3] == "7 packs, £252 for 365 days, £1.20/ml, 60 days per pack"
        fields = desk.comparison_page.findChildren(AmountEdit)
        use = next(field for field in fields if "Use" in field.accessibleName())
        type_into(qtbot, use, "0 ml")
        assert "Use per day must be above 0" in use.message
        assert row(desk, "Packs")[3].startswith("7 packs, £252")

    def test_the_laser_is_surely_beaten_until_travel_counts(self, desk: Desk, qtbot: QtBot) -> None:
        compare(desk, LONDON, "prp-mumbai", LASER, "peel-delhi", MUMBAI)
        page = desk.comparison_page
        radio = next(r for r in page.findChildren(QRadioButton) if plain(r) == "Cost × downtime")
        radio.setFocus()
        qtbot.keyClick(radio, Qt.Key.Key_Space)
        chart = page.picture().chart()
        assert chart is not None
        assert chart.overview().count("surely beaten") == 1
        assert "surely beaten by Exosome + microneedling, Mumbai" in chart.overview()
        assert says(desk, "Cost and downtime only. Says nothing about results.")
        travel(desk, qtbot, trip="420")
        chart = page.picture().chart()
        assert chart is not None
        assert "surely beaten" not in chart.overview()

    def test_the_table_of_a_picture_pastes_as_numbers_with_currency_codes(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        compare(desk, LONDON, LASER, MUMBAI)
        desk.comparison_page.look_at(Look.BARS)
        picture = desk.comparison_page.picture()
        picture.as_table.click()
        assert picture.twin.isVisible()
        qtbot.mouseClick(picture.copy, Qt.MouseButton.LeftButton)
        lines = QApplication.clipboard().text().splitlines()
        assert lines[0].split("\t") == ["Entry", "Currency", "Low", "High"]
        assert lines[1].split("\t")[1:] == ["GBP", "750.00", "1050.00"]

    def test_the_list_says_each_row_in_one_sentence(self, desk: Desk) -> None:
        desk.window.show_page(CATALOGUE)
        model = desk.catalogue_page.table.model()
        rows = [
            str(model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole))
            for n in range(model.rowCount())
        ]
        sentence = next(text for text in rows if "Mumbai" in text and "Exosome" in text)
        for part in ("£300", "₹36,000", "sessions 3", "1 – 2 days", "oldest price 10 Jan 2026"):
            assert part in sentence
