"""Coming back after months, and bringing the rate up to date, through the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.acts import adding
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Per
from exodesk.domain.quote_acts import drafting
from exodesk.domain.quotes.book import QuoteState
from exodesk.domain.rates import Rate, RateTable
from exodesk.paths import resource
from exodesk.storage.ecb import EcbRates
from exodesk.ui.dialogs.published_rates import PublishedRatesPart
from exodesk.ui.dialogs.rate_dialog import RateDialog
from exodesk.ui.flows.rate_feed import RateFeed
from exodesk.ui.main_window import QUOTES
from exodesk.ui.rate_update import Step
from exodesk.ui.widgets.rate_update_box import RateUpdateBox
from tests.builders import entry, offer
from tests.desks import starting
from tests.feeds import NEXT_DAY, SHIPPED_DAY
from tests.quotes import quote
from tests.rate_server import RateServer, rate_server
from tests.seven_entries import write_seven_entries
from tests.ui.keyboard import heard, shows_its_focus, tab_stops
from tests.ui.keys_alone import Keys

FIRST_VISIT = date(2026, 11, 1)
BACK = SHIPPED_DAY + timedelta(days=93)
LINE = "Rate is 93 days old · 7 figures older than 180 days · 2 quotes expired"
Start = Callable[..., Desk]


@pytest.fixture(scope="module")
def server() -> Iterator[RateServer]:
    with rate_server() as running:
        yield running


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, server: RateServer) -> Iterator[Start]:
    shipped = write_seven_entries(tmp_path)
    with starting(qtbot, tmp_path) as begin:

        def start(today: date, path: str = "/good", limit: float = 10, **more: Any) -> Desk:
            ecb = EcbRates(resource("rates.json"), tmp_path / "data" / "ecb-rates.xml")
            desk = begin(
                today=today,
                ecb=ecb,
                rates=RateTable(today, ecb),
                shipped_file=shipped,
                workspace=tmp_path / "own.exodesk",
                feed=RateFeed(server.address + path, schemes={"http"}, limit_seconds=limit),
                now=lambda: datetime.combine(today, datetime.min.time()).replace(hour=9, minute=5),
                **more,
            )
            qtbot.waitUntil(lambda: desk.own_work.files.path is not None)
            return desk

        yield start


def own_entry(number: int, *dates: str) -> Entry:
    made = entry(f"Own peel {number}", id=f"own-peel-{number}")
    offers = [
        offer("9000 INR", Per.COURSE, sessions=n, date=day) for n, day in enumerate(dates, start=2)
    ]
    return replace(made, offers=tuple(offers))


@pytest.fixture
def three_months_ago(start: Start) -> None:
    """Seven prices that have aged since, two that have not, two quotes and a draft."""
    desk = start(FIRST_VISIT)
    workspace = desk.own_work.workspace
    before, after = "2026-06-01", "2026-08-20"
    own = [own_entry(1, before, before, after), own_entry(2, *[before] * 5), own_entry(3, after)]
    for one in own:
        assert workspace.apply(adding(workspace.contents, one)), desk.window.message.text()
    for number, one in enumerate(own, start=1):
        draft = quote(one, quote_id=f"quote-{number}", on=FIRST_VISIT, client=f"Client {number}")
        assert workspace.apply(drafting(draft))
    rates, catalogue = desk.document.rates, Catalogue(entries=tuple(own))
    for number in (1, 2):
        assert desk.quote_work.quoting.kept.issue(
            f"quote-{number}", FIRST_VISIT, catalogue, rates, lambda _issued: b""
        )
    assert not desk.window.message.text().startswith("Rate is")


@pytest.mark.usefixtures("three_months_ago")
class TestComingBackAfterThreeMonths:
    def test_one_line_says_how_old_things_are_and_nothing_has_changed(self, start: Start) -> None:
        desk = start(BACK)
        message = desk.window.message
        assert message.text() == LINE
        shown = [link for link in message.links if link.isVisible()]
        assert [link.text() for link in shown] == ["Update rate", "Oldest first", "Show the quotes"]
        assert all(link in tab_stops(desk.window) for link in shown)
        rate = desk.document.rates.rate("GBP", "INR")
        assert rate is not None
        assert rate.date == SHIPPED_DAY
        assert not desk.own_work.workspace.undo_stack.canUndo()
        assert desk.window.findChildren(RateDialog) == []

    def test_each_link_leads_to_its_act(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK)
        update, oldest, quotes = desk.window.message.links
        qtbot.mouseClick(oldest, Qt.MouseButton.LeftButton)
        assert desk.catalogue_page.table.sorting[0].value == "age"
        qtbot.mouseClick(quotes, Qt.MouseButton.LeftButton)
        assert desk.window.page() == QUOTES
        current = desk.quote_work.quoting.current()
        assert current is not None
        assert current.number in ("Q-2026-0001", "Q-2026-0002")
        qtbot.mouseClick(update, Qt.MouseButton.LeftButton)
        assert box(desk).agree.isVisible()

    def test_closed_it_stays_away_until_more_has_aged(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK)
        qtbot.mouseClick(desk.window.message.close_button, Qt.MouseButton.LeftButton)
        assert desk.window.message.isHidden()
        assert "figures older" not in start(BACK + timedelta(days=15)).window.message.text()
        later = BACK + timedelta(days=20)  # the prices of August are old by then
        assert "9 figures older than 180 days" in start(later).window.message.text()

    def test_after_a_month_it_is_told_again(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK)
        qtbot.mouseClick(desk.window.message.close_button, Qt.MouseButton.LeftButton)
        again = start(BACK + timedelta(days=30)).window.message.text()
        assert again.startswith("Rate is 123 days old · 9 figures")

    def test_the_rate_is_fetched_once_that_is_agreed_to(
        self, start: Start, qtbot: QtBot, server: RateServer
    ) -> None:
        desk = start(BACK)
        server.asked.clear()
        qtbot.mouseClick(desk.window.message.links[0], Qt.MouseButton.LeftButton)
        asked = box(desk)
        assert "127.0.0.1" in asked.sentence.text()
        assert server.asked == []
        qtbot.keyClick(asked.agree, Qt.Key.Key_Space)
        wait_for(qtbot, desk, Step.DONE)
        rate = desk.document.rates.rate("GBP", "INR")
        assert rate is not None
        assert (rate.date, rate.source) == (NEXT_DAY, "ECB")
        assert "20 Nov 2026 (2 months old)" in dialog(desk).editor("INR").state.text()
        assert "20 Nov 2026" in desk.window.status.rate.text()
        # At the next start the rate is there, and the server may be asked without a question.
        again = start(BACK)
        assert again.document.rates.rate("GBP", "INR") == rate
        server.asked.clear()
        again.rate_work.update()
        wait_for(qtbot, again, Step.DONE)
        assert [path for path, _headers in server.asked] == ["/good"]
        assert "nothing newer" in box(again).sentence.text()

    def test_issued_quotes_keep_the_rate_they_were_issued_at(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start(BACK)
        before = desk.own_work.workspace.contents.quotes
        desk.rate_work.updating.agree()
        wait_for(qtbot, desk, Step.DONE)
        assert desk.own_work.workspace.contents.quotes == before

    def test_open_quotes_are_shown_with_how_far_the_rate_has_moved(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start(FIRST_VISIT)
        desk.show_rates()
        model = part(desk).moves.model()
        rows = [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        assert [row[0] for row in rows] == [
            "Draft for Client 3",
            "Q-2026-0002 Client 2",
            "Q-2026-0001 Client 1",
        ]
        shipped = ["£1 = ₹127.2296", "30 Oct 2026 · ECB"]
        assert rows[0][1:] == [*shipped, *shipped, "unchanged"]
        own = Rate("GBP", "INR", Decimal(140), FIRST_VISIT, "bank")
        dialog(desk)._publish(desk.document.rates.with_pinned(own))
        now = [model.index(0, column).data() for column in (3, 4, 5)]
        assert now == ["£1 = ₹140.0000", "1 Nov 2026 · bank", "more by 10.04 %"]
        part(desk).moves.copy_requested.emit(part(desk).moves.rows_to_copy())
        copied = QApplication.clipboard().text().splitlines()
        dated = "Date, source"
        assert copied[0].split("\t") == ["Quote", "Rate then", dated, "Rate now", dated, "Change"]
        assert copied[1].split("\t")[3:] == ["140.000000", "1 Nov 2026 · bank", "10.04"]

    def test_a_table_of_them_that_is_scrolled_sideways_hides_no_row(self, start: Start) -> None:
        desk = start(FIRST_VISIT)
        desk.show_rates()
        moves = part(desk).moves
        bar = moves.horizontalScrollBar()
        heights = {}
        for high in (0, 50):
            bar.setRange(0, high)
            heights[high] = moves.height()
        assert heights[50] - heights[0] == bar.sizeHint().height()

    def test_the_line_follows_what_is_done_about_it(self, start: Start) -> None:
        desk = start(BACK)
        message = desk.window.message
        for age, told in ((72, LINE.replace("93", "72")), (8, LINE.replace("93", "8"))):
            use_bank(desk, age)
            assert message.text() == told
        use_bank(desk, 0)
        assert message.text() == "7 figures older than 180 days · 2 quotes expired"
        message.say("Another line")
        use_bank(desk, 72)
        assert message.text() == "Another line"


def use_bank(desk: Desk, age: int) -> None:
    """Use a rate of one's own that is so many days old."""
    rate = Rate("GBP", "INR", Decimal(140), BACK - timedelta(days=age), "bank")
    desk.document.use_rates(desk.document.rates.with_pinned(rate))


@pytest.mark.usefixtures("three_months_ago")
class TestComingBackWithAKeyboardAlone:
    def test_the_rate_is_fetched_and_the_oldest_prices_are_checked(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk, keys = start(BACK), Keys()
        qtbot.waitUntil(desk.window.isActiveWindow)
        keys.go_to("Update rate")
        keys.press("Space")
        assert keys.hears() == "Fetch the rates"
        keys.press("Space")
        wait_for(qtbot, desk, Step.DONE)
        assert keys.hears() == "Update rate"
        keys.press("Escape")
        assert keys.hears() == "Update rate"
        keys.press("Tab", "Space")
        assert keys.hears() == "Entries"
        assert desk.catalogue_page.table.sorting[0].value == "age"
        keys.press("Ctrl+Home", "Shift+Down", "Shift+Down")
        keys.command(desk.window, desk.own_work.actions.checked_today)
        message = desk.window.message
        assert message.text() == "Done: Mark 3 entries as checked today"
        assert keys.hears() == "Entries"
        keys.press("Ctrl+Z")
        assert message.text() == "Undone: Mark 3 entries as checked today"

    def test_an_expired_quote_is_renewed_at_the_rate_of_now(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk, keys = start(BACK), Keys()
        qtbot.waitUntil(desk.window.isActiveWindow)
        keys.go_to("Show the quotes")
        keys.press("Space")
        assert desk.window.page() == QUOTES
        assert keys.hears() == "Quotes"
        quoting = desk.quote_work.quoting
        expired = quoting.current()
        assert expired is not None
        assert quoting.book.state(expired, BACK) is QuoteState.EXPIRED
        keys.command(desk.window, desk.quote_work.actions.new_version)
        assert keys.hears() == "Client"
        keys.command(desk.window, desk.quote_work.actions.check)
        while quoting.why_not_issued():
            keys.go_to("State on quote")
            keys.press("Space")
        keys.command(desk.window, desk.quote_work.actions.issue)
        keys.press("Return")
        renewed = quoting.current()
        assert renewed is not None
        assert (renewed.version, quoting.book.state(renewed, BACK)) == (2, QuoteState.ISSUED)
        assert quoting.book.state(expired, BACK) is QuoteState.SUPERSEDED


def dialog(desk: Desk) -> RateDialog:
    return next(d for d in desk.window.findChildren(RateDialog) if d.isVisible())


def part(desk: Desk) -> PublishedRatesPart:
    found = dialog(desk).findChild(PublishedRatesPart)
    assert isinstance(found, PublishedRatesPart)
    return found


def box(desk: Desk) -> RateUpdateBox:
    return part(desk).box


def wait_for(qtbot: QtBot, desk: Desk, step: Step) -> None:
    qtbot.waitUntil(lambda: desk.rate_work.updating.shown.step is step, timeout=20_000)


class TestARateThatDoesNotCome:
    def test_leaves_the_one_in_use_and_offers_to_type_one(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK, "/busy")
        desk.window.actions_by_name.update_rate.trigger()
        qtbot.keyClick(box(desk).agree, Qt.Key.Key_Space)
        wait_for(qtbot, desk, Step.FAILED)
        assert box(desk).sentence.text() == (
            "No new rates from 127.0.0.1, 31 Jan 2027, 09:05: it answered with status 503."
            " £1 = ₹127.2296 · ECB, 30 Oct 2026 (3 months old) stays in use."
        )
        rate = desk.document.rates.rate("GBP", "INR")
        qtbot.mouseClick(box(desk).type_rate, Qt.MouseButton.LeftButton)
        editor = dialog(desk).editor("INR")
        assert dialog(desk).focusWidget() is editor.value
        qtbot.keyClicks(editor.value, "125.5")
        qtbot.keyClick(editor.value, Qt.Key.Key_Return)
        editor.source.selectAll()
        qtbot.keyClicks(editor.source, "my bank")
        qtbot.keyClick(editor.source, Qt.Key.Key_Return)
        editor.day.setDate(QDate(2030, 1, 1))
        assert editor.day.date() == QDate(2027, 1, 31)  # a day to come cannot be chosen
        now = desk.document.rates.rate("GBP", "INR")
        assert now == Rate("GBP", "INR", Decimal("125.5"), BACK, "my bank")
        assert now != rate

    def test_is_told_with_the_rate_that_is_in_use_by_then(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK, "/busy")
        desk.rate_work.update()
        qtbot.keyClick(box(desk).agree, Qt.Key.Key_Space)
        wait_for(qtbot, desk, Step.FAILED)
        own = Rate("GBP", "INR", Decimal(140), BACK, "my bank")
        dialog(desk)._publish(desk.document.rates.with_pinned(own))
        said = box(desk).sentence.text()
        assert said.startswith("No new rates from 127.0.0.1, 31 Jan 2027, 09:05: it answered with")
        assert "£1 = ₹140.0000 · my bank, 31 Jan 2027" in said
        assert "127.2296" not in said
        assert box(desk).retry.isVisible()

    def test_can_be_tried_again(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK, "/cut-off")
        desk.rate_work.update()
        qtbot.keyClick(box(desk).agree, Qt.Key.Key_Space)
        wait_for(qtbot, desk, Step.FAILED)
        steps: list[Step] = []
        desk.rate_work.updating.changed.connect(lambda update: steps.append(update.step))
        qtbot.mouseClick(box(desk).retry, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: Step.FAILED in steps, timeout=20_000)
        assert steps[0] is Step.FETCHING

    def test_keeps_nobody_waiting_meanwhile(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK, "/drip", 0.6)
        beats: list[int] = []
        heart = QTimer(desk.window, interval=5)
        heart.timeout.connect(lambda: beats.append(1))
        desk.rate_work.update()
        heart.start()
        qtbot.keyClick(box(desk).agree, Qt.Key.Key_Space)
        editor = dialog(desk).editor("INR")
        editor.source.selectAll()
        qtbot.keyClicks(editor.source, "typed meanwhile")
        wait_for(qtbot, desk, Step.FAILED)
        assert editor.source.text() == "typed meanwhile"
        assert len(beats) >= 10

    def test_is_told_in_the_window_once_the_dialog_is_closed(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start(BACK, "/silent", 0.5)
        desk.rate_work.update()
        qtbot.keyClick(box(desk).agree, Qt.Key.Key_Space)
        dialog(desk).accept()
        wait_for(qtbot, desk, Step.FAILED)
        message = desk.window.message
        assert message.text().startswith("No new rates from 127.0.0.1, 31 Jan 2027, 09:05: ")
        assert message.action.text() == "Show the rates"
        qtbot.mouseClick(message.action, Qt.MouseButton.LeftButton)
        assert box(desk).retry.isVisible()

    def test_is_left_when_the_window_is_closed(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK, "/silent")
        desk.rate_work.updating.agree()
        assert desk.rate_work.updating.shown.step is Step.FETCHING
        desk.window.close()
        assert desk.rate_work.updating.shown.step is not Step.FETCHING


class TestAnotherLanguageDuringAFetch:
    def test_fetches_again_and_tells_the_outcome_in_it(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK, "/silent", 1.0)
        desk.rate_work.updating.agree()
        before = desk.rate_work.updating
        desk.speak("hi")
        assert before.shown.step is Step.IDLE
        wait_for(qtbot, desk, Step.FAILED)
        assert desk.rate_work.updating is not before
        assert desk.window.message.text().startswith("127.0.0.1 से नए रेट नहीं मिले")
        assert "30 अक्टू॰ 2026" in desk.window.message.text()


class TestNothingIsFetchedUnasked:
    def test_by_a_start_by_the_dialog_or_by_a_no(
        self, start: Start, qtbot: QtBot, server: RateServer
    ) -> None:
        server.asked.clear()
        desk = start(BACK)
        desk.show_rates()
        qtbot.mouseClick(box(desk).ask, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(box(desk).decline, Qt.MouseButton.LeftButton)
        assert box(desk).ask.isVisible()
        dialog(desk).accept()
        desk.window.actions_by_name.update_rate.trigger()
        assert box(desk).agree.isVisible()
        qtbot.wait(50)
        assert server.asked == []

    def test_after_the_consent_is_withdrawn(
        self, start: Start, qtbot: QtBot, server: RateServer
    ) -> None:
        desk = start(BACK)
        desk.rate_work.update()
        qtbot.keyClick(box(desk).agree, Qt.Key.Key_Space)
        wait_for(qtbot, desk, Step.DONE)
        qtbot.mouseClick(box(desk).withdraw, Qt.MouseButton.LeftButton)
        server.asked.clear()
        again = start(BACK)
        again.rate_work.update()
        assert box(again).agree.isVisible()
        assert server.asked == []


class TestTheDialog:
    def test_draws_the_last_year_and_says_its_ends(self, start: Start) -> None:
        desk = start(FIRST_VISIT)
        desk.show_rates()
        assert part(desk).line.isVisible()
        assert len(part(desk).line.points()) > 250
        ends = "£1 in the 12 months to 30 Oct 2026: lowest ₹115.63 on 5 Nov 2025,"
        assert part(desk).year.text().startswith(ends)

    @pytest.mark.parametrize(("days", "warned"), [(7, False), (8, True)])
    def test_warns_with_strip_and_status_line_from_the_eighth_day_on(
        self, start: Start, days: int, warned: bool
    ) -> None:
        desk = start(SHIPPED_DAY + timedelta(days=days))
        desk.show_rates()
        assert part(desk).warning.isVisible() is warned
        for widget in (desk.window.strip.rate, desk.window.status.rate):
            assert ("check it before" in widget.accessibleDescription()) is warned
            assert ("check it before" in widget.toolTip()) is warned

    def test_warns_also_where_the_eighth_day_comes_while_the_window_is_open(
        self, start: Start
    ) -> None:
        desk = start(SHIPPED_DAY + timedelta(days=7))
        status = desk.window.status.rate
        assert "7 days old" in status.text()
        desk.meet_day(SHIPPED_DAY + timedelta(days=8))
        assert "8 days old" in status.text()
        assert "check it before" in status.toolTip()
        desk.quote_work.actions.new.trigger()
        begun = desk.quote_work.quoting.current()
        assert begun is not None
        assert begun.created == SHIPPED_DAY + timedelta(days=8)

    def test_an_undone_rate_of_ones_own_leaves_the_fetched_ones(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start(BACK)
        own = Rate("GBP", "INR", Decimal(140), BACK, "bank")
        desk.show_rates()
        dialog(desk)._publish(desk.document.rates.with_pinned(own))
        desk.rate_work.updating.agree()
        wait_for(qtbot, desk, Step.DONE)
        assert "A rate of your own goes before them" in box(desk).sentence.text()
        dialog(desk).accept()
        desk.own_work.actions.undo.trigger()
        rate = desk.document.rates.rate("GBP", "INR")
        assert rate is not None
        assert (rate.source, rate.date) == ("ECB", NEXT_DAY)

    def test_reset_goes_back_to_the_fetched_rates(self, start: Start, qtbot: QtBot) -> None:
        desk = start(BACK)
        desk.rate_work.updating.agree()
        wait_for(qtbot, desk, Step.DONE)
        own = Rate("GBP", "INR", Decimal(140), BACK, "bank")
        desk.assuming._use_rates(desk.document.rates.with_pinned(own))
        desk.assuming.reset()
        rate = desk.document.rates.rate("GBP", "INR")
        assert rate is not None
        assert rate.date == NEXT_DAY

    def test_every_stop_of_the_tab_key_has_a_name_and_shows_its_focus(self, start: Start) -> None:
        desk = start(FIRST_VISIT)
        desk.show_rates()
        stops = tab_stops(dialog(desk))
        assert box(desk).ask in stops
        assert all(heard(stop) for stop in stops)
        assert all(map(shows_its_focus, stops))

    def test_goes_on_with_the_prices_as_they_are_when_a_day_was_asked_for(
        self, start: Start, qtbot: QtBot, tmp_path: Path
    ) -> None:
        asked_for = date(2024, 12, 24)
        ecb = EcbRates(resource("rates.json"), tmp_path / "data" / "ecb-rates.xml")
        desk = start(BACK)
        desk.document.use_rates(RateTable(asked_for, ecb))
        desk.rate_work.updating.agree()
        wait_for(qtbot, desk, Step.DONE)
        rate = desk.document.rates.rate("GBP", "INR")
        assert rate is not None
        assert rate.date == asked_for
