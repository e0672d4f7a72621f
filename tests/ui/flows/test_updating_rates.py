"""An update from the question before to what is said after; what is in use changes last."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.rates import Rate, RateTable
from exodesk.paths import resource
from exodesk.storage.ecb import EcbRates
from exodesk.ui.document import CatalogueDocument
from exodesk.ui.flows.rate_feed import RateFeed
from exodesk.ui.flows.updating_rates import UpdatingRates
from exodesk.ui.rate_update import RateUpdate, Step
from tests.feeds import NEXT_DAY, SHIPPED_DAY, TODAY, feed
from tests.rate_server import RateServer, rate_server

NOW = datetime(2026, 11, 22, 14, 2)
IN_USE = "£1 = ₹127.2296 · ECB, 30 Oct 2026 (23 days old)"


@pytest.fixture(scope="module")
def server() -> Iterator[RateServer]:
    with rate_server() as running:
        yield running


class Parts:
    """An update of rates with nothing around it."""

    def __init__(self, folder: Path, address: str, *, agreed: bool = True) -> None:
        self.kept = folder / "data" / "ecb-rates.xml"
        ecb = EcbRates(resource("rates.json"), self.kept)
        self.document = CatalogueDocument(Catalogue(), Assumptions(), RateTable(TODAY, ecb), TODAY)
        self.feed = RateFeed(address, schemes={"http"}, limit_seconds=0.5)
        self.updating = UpdatingRates(
            ecb,
            self.feed,
            self.document,
            self.rate,
            agreed_host=self.feed.host if agreed else "",
            now=lambda: NOW,
            parent=self.document,
        )
        self.said: list[RateUpdate] = []
        self.updating.changed.connect(self.said.append)
        self.updating.arrived.connect(self._use)

    def rate(self) -> Rate | None:
        return self.document.rates.rate("GBP", "INR")

    def _use(self, ecb: EcbRates) -> None:
        self.document.use_rates(self.document.rates.publishing(ecb, TODAY))

    def day(self) -> date:
        rate = self.rate()
        assert rate is not None
        return rate.date

    def steps(self) -> list[Step]:
        return list(dict.fromkeys(update.step for update in self.said))

    def receive(self, data: bytes) -> RateUpdate:
        """What comes of ``data``, without a server."""
        self.feed.arrived.emit(data)
        return self.updating.shown


def ended(qtbot: QtBot, parts: Parts) -> RateUpdate:
    parts.updating.update()
    qtbot.waitUntil(lambda: parts.updating.shown.step is not Step.FETCHING, timeout=20_000)
    return parts.updating.shown


class TestConsent:
    def test_is_asked_before_anything_is_fetched_and_then_remembered(
        self, server: RateServer, qtbot: QtBot, tmp_path: Path
    ) -> None:
        parts = Parts(tmp_path, f"{server.address}/good", agreed=False)
        server.asked.clear()
        parts.updating.update()
        qtbot.wait(50)
        assert parts.updating.shown.step is Step.ASKING
        assert "127.0.0.1" in parts.updating.shown.sentence
        assert server.asked == []
        with qtbot.waitSignal(parts.updating.agreement_changed):
            parts.updating.agree()
        qtbot.waitUntil(lambda: parts.updating.shown.step is Step.DONE)
        assert parts.updating.agreed_host == "127.0.0.1"
        assert parts.day() == NEXT_DAY

    def test_can_be_given_before_anything_is_fetched(
        self, server: RateServer, qtbot: QtBot, tmp_path: Path
    ) -> None:
        parts = Parts(tmp_path, f"{server.address}/good", agreed=False)
        server.asked.clear()
        with qtbot.waitSignal(parts.updating.agreement_changed):
            parts.updating.allow()
        qtbot.wait(50)
        assert server.asked == []
        assert parts.steps() == [Step.IDLE]
        assert parts.updating.agreed_host == parts.updating.host == "127.0.0.1"

    def test_can_be_withdrawn_and_is_asked_for_again(
        self, server: RateServer, qtbot: QtBot, tmp_path: Path
    ) -> None:
        parts = Parts(tmp_path, f"{server.address}/good")
        assert ended(qtbot, parts).agreed
        parts.updating.disagree()
        assert parts.updating.agreed_host == ""
        server.asked.clear()
        parts.updating.update()
        qtbot.wait(50)
        assert parts.steps() == [Step.FETCHING, Step.DONE, Step.IDLE, Step.ASKING]
        assert server.asked == []

    def test_to_one_server_is_none_to_another(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        elsewhere = RateFeed("https://rates.invalid/")
        other = UpdatingRates(
            parts.updating.ecb, elsewhere, parts.document, parts.rate, agreed_host="127.0.0.1"
        )
        assert not other.agreed

    def test_withdrawn_meanwhile_ends_the_fetch(
        self, server: RateServer, qtbot: QtBot, tmp_path: Path
    ) -> None:
        parts = Parts(tmp_path, f"{server.address}/silent")
        parts.updating.update()
        parts.updating.disagree()
        qtbot.wait(700)
        assert parts.steps() == [Step.FETCHING, Step.IDLE]


class TestAGoodAnswer:
    def test_is_kept_and_used(self, server: RateServer, qtbot: QtBot, tmp_path: Path) -> None:
        parts = Parts(tmp_path, f"{server.address}/good")
        assert parts.day() == SHIPPED_DAY
        done = ended(qtbot, parts)
        assert parts.steps() == [Step.FETCHING, Step.DONE]
        assert done.sentence == "Updated: ECB rates of 20 Nov 2026 are in use."
        assert parts.day() == NEXT_DAY
        assert parts.kept.read_bytes() == feed()

    def test_that_is_not_newer_changes_nothing(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        told = parts.receive(feed(SHIPPED_DAY))
        assert told.step is Step.DONE
        assert told.sentence == "There is nothing newer than the ECB rates of 30 Oct 2026."
        assert not parts.kept.exists()

    def test_of_the_same_day_with_another_figure_is_a_correction(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        parts.receive(feed(NEXT_DAY, INR="106"))
        assert parts.receive(feed(NEXT_DAY, INR="107")).step is Step.DONE
        assert parts.document.rates.rate("EUR", "INR") == Rate(
            "EUR", "INR", Decimal(107), NEXT_DAY, "ECB"
        )

    def test_leaves_a_rate_of_ones_own_in_use_and_says_so(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        own = Rate("GBP", "INR", Decimal(120), date(2026, 1, 15), "my bank")
        parts.document.use_rates(parts.document.rates.with_pinned(own))
        told = parts.receive(feed())
        assert "A rate of your own goes before them: £1 = ₹120.0000 · my bank" in told.sentence
        assert parts.rate() == own


class TestTwoWindows:
    def test_the_later_answer_never_takes_the_place_of_a_newer_day(self, tmp_path: Path) -> None:
        one, other = (Parts(tmp_path, "http://127.0.0.1:9/") for _window in range(2))
        newer = feed(NEXT_DAY, INR="107")
        assert other.day() == SHIPPED_DAY
        assert one.receive(newer).step is Step.DONE
        told = other.receive(feed(NEXT_DAY - timedelta(days=1), INR="106"))
        assert told.step is Step.FAILED
        assert "older than those of 2026-11-20 in use" in told.sentence
        assert "ECB, 20 Nov 2026" in told.sentence
        assert one.kept.read_bytes() == newer
        assert one.day() == other.day() == NEXT_DAY

    def test_what_the_other_has_fetched_is_used(self, tmp_path: Path) -> None:
        one, other = (Parts(tmp_path, "http://127.0.0.1:9/") for _window in range(2))
        assert other.day() == SHIPPED_DAY
        one.receive(feed())
        assert other.day() == SHIPPED_DAY
        assert "nothing newer than the ECB rates of 20 Nov" in other.receive(feed()).sentence
        assert other.day() == NEXT_DAY


class TestASurprise:
    def test_is_kept_aside_and_asked_about(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        told = parts.receive(feed(INR="140"))
        assert told.step is Step.SURPRISED
        assert told.sentence == (
            "The new rates are far from the last ones. £1 = ₹167.9060 on 20 Nov 2026, after"
            " £1 = ₹127.2296 on 30 Oct 2026: more by 31.97 %. They are kept aside: use them?"
        )
        assert parts.day() == SHIPPED_DAY
        assert not parts.kept.exists()

    def test_is_used_once_a_person_says_so(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        parts.receive(feed(INR="140"))
        parts.updating.use_aside()
        assert parts.updating.shown.step is Step.DONE
        assert parts.day() == NEXT_DAY
        assert parts.kept.read_bytes() == feed(INR="140")

    def test_is_left_aside_once_a_person_says_so(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        parts.receive(feed(INR="140"))
        parts.updating.drop_aside()
        assert parts.updating.shown.sentence == (
            f"The new rates were left aside. {IN_USE} stays in use."
        )
        parts.updating.use_aside()
        assert parts.day() == SHIPPED_DAY

    def test_waits_for_its_answer_before_another_is_fetched(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        parts.receive(feed(INR="140"))
        parts.updating.update()
        assert parts.updating.shown.step is Step.SURPRISED
        assert not parts.feed.busy

    def test_is_also_a_currency_that_is_gone(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        told = parts.receive(feed(without=("TRY", "SEK")))
        assert told.step is Step.SURPRISED
        assert "SEK, TRY are no longer among them." in told.sentence

    def test_is_measured_from_the_day_that_was_fetched_last(self, tmp_path: Path) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        for number, rupees in enumerate(("120", "140", "160")):
            day = NEXT_DAY - timedelta(days=2 - number)
            assert parts.receive(feed(day, INR=rupees)).step is Step.DONE


class TestABadAnswer:
    @pytest.mark.parametrize(
        "path",
        [
            *("/busy", "/gone", "/nowhere", "/password", "/no-content", "/partial", "/empty"),
            *("/portal", "/portal-511", "/wrong", "/cut-off", "/cut-off-without-length"),
            *("/cut-off-in-a-chunk", "/hang-up", "/silent", "/silent-midway", "/drip"),
            *("/endless", "/large", "/bomb", "/gzip", "/to-itself", "/to-file", "/to-data"),
            *("/to-another-host", "/to-nowhere"),
        ],
    )
    @pytest.mark.parametrize("fetched_before", [False, True])
    def test_leaves_the_rate_and_its_date_and_says_which(
        self, server: RateServer, qtbot: QtBot, tmp_path: Path, path: str, fetched_before: bool
    ) -> None:
        parts = Parts(tmp_path, server.address + path)
        if fetched_before:
            parts.receive(feed(NEXT_DAY - timedelta(days=1), INR="107"))
        rate, kept = parts.rate(), parts.kept.exists() and parts.kept.read_bytes()
        told = ended(qtbot, parts)
        assert told.step is Step.FAILED
        assert told.sentence.startswith("No new rates from 127.0.0.1, 22 Nov 2026, 14:02: ")
        assert told.sentence.endswith(" stays in use.")
        assert ("30 Oct 2026 (23 days old)" in told.sentence) is not fetched_before
        assert parts.rate() == rate
        assert (parts.kept.exists() and parts.kept.read_bytes()) == kept

    def test_can_be_tried_again(self, server: RateServer, qtbot: QtBot, tmp_path: Path) -> None:
        parts = Parts(tmp_path, f"{server.address}/busy")
        assert ended(qtbot, parts).step is Step.FAILED
        parts.feed._url = RateFeed(f"{server.address}/good")._url
        assert ended(qtbot, parts).step is Step.DONE

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (feed(TODAY + timedelta(days=1)), "dated 2026-11-23, after today, 2026-11-22"),
            (feed(SHIPPED_DAY - timedelta(days=1)), "older than those of 2026-10-30 in use"),
            (feed(GBP="0"), "the rate of GBP is none"),
            (feed(without=("INR",)), "holds no rate of INR"),
        ],
    )
    def test_that_is_no_table_of_rates_is_named(
        self, tmp_path: Path, data: bytes, why: str
    ) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")
        told = parts.receive(data)
        assert told.step is Step.FAILED
        assert why in told.sentence
        assert parts.day() == SHIPPED_DAY

    def test_that_cannot_be_kept_is_not_used(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        parts = Parts(tmp_path, "http://127.0.0.1:9/")

        def full(_handle: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        told = parts.receive(feed())
        assert told.step is Step.FAILED
        assert "they could not be kept: the disk is full" in told.sentence
        assert parts.day() == SHIPPED_DAY
        assert list(parts.kept.parent.iterdir()) == []


def test_a_fetch_that_is_cancelled_changes_nothing(
    server: RateServer, qtbot: QtBot, tmp_path: Path
) -> None:
    parts = Parts(tmp_path, f"{server.address}/silent")
    parts.updating.update()
    shown = parts.updating.shown
    assert (shown.step, shown.part) == (Step.FETCHING, 0.0)
    parts.updating.update()  # one at a time
    parts.updating.cancel()
    qtbot.wait(700)
    assert parts.steps() == [Step.FETCHING, Step.IDLE]
    assert parts.day() == SHIPPED_DAY


def test_a_question_that_nobody_answers_is_left(tmp_path: Path) -> None:
    parts = Parts(tmp_path, "http://127.0.0.1:9/", agreed=False)
    parts.updating.update()
    parts.updating.leave_question()
    assert parts.updating.shown.step is Step.IDLE
    assert not parts.updating.agreed
