"""Fetching from servers that are good, slow, silent, cut off, endless, or somewhere else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtNetwork import QNetworkAccessManager, QSslCertificate, QSslConfiguration
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from exodesk.storage.ecb_feed import ADDRESS
from exodesk.ui.flows.rate_feed import LIMIT_SECONDS, RateFeed
from tests.feeds import PORTAL, feed
from tests.rate_server import RateServer, bomb, make_certificate, rate_server

PLAIN = frozenset({"http"})


@pytest.fixture(scope="module")
def server() -> Iterator[RateServer]:
    bomb()
    with rate_server() as running:
        yield running


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which signs a certificate for the test, is not here")
    return make_certificate(tmp_path_factory.mktemp("tls"))


class Outcome:
    """What came of a fetch, and how often the window could do something else meanwhile."""

    def __init__(self, feed: RateFeed) -> None:
        self.data: list[bytes] = []
        self.failures: list[str] = []
        self.beats = 0
        self._heart = QTimer(feed, interval=5)
        self._heart.timeout.connect(self._beat)
        feed.arrived.connect(self.data.append)
        feed.failed.connect(self.failures.append)
        self._heart.start()

    def _beat(self) -> None:
        self.beats += 1

    @property
    def ended(self) -> int:
        return len(self.data) + len(self.failures)


def fetch(qtbot: QtBot, feed: RateFeed) -> Outcome:
    outcome = Outcome(feed)
    feed.start()
    qtbot.waitUntil(lambda: outcome.ended > 0, timeout=20_000)
    qtbot.wait(30)  # nothing may follow
    assert outcome.ended == 1
    assert not feed.busy
    return outcome


def plain(server: RateServer, path: str, limit: float = 10.0) -> RateFeed:
    return RateFeed(server.address + path, schemes=PLAIN, limit_seconds=limit)


@pytest.mark.parametrize("path", ["/good", "/good-without-length", "/moved", "/moved-for-good"])
def test_a_good_answer_arrives_as_it_was_sent(server: RateServer, qtbot: QtBot, path: str) -> None:
    assert fetch(qtbot, plain(server, path)).data == [feed()]


@pytest.mark.parametrize("content", ["/portal", "/wrong", "/empty"])
def test_what_is_in_an_answer_is_for_others_to_judge(
    server: RateServer, qtbot: QtBot, content: str
) -> None:
    (data,) = fetch(qtbot, plain(server, content)).data
    assert data != feed()
    assert data == PORTAL or content != "/portal"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/busy", "it answered with status 503"),
        ("/gone", "it answered with status 410"),
        ("/nowhere", "it answered with status 404"),
        ("/password", "it answered with status 401"),
        ("/portal-511", "it answered with status 511"),
        ("/no-content", "it answered with status 204"),
        ("/partial", "it answered with status 206"),
        ("/cut-off", "the answer breaks off"),
        ("/hang-up", "the answer breaks off"),
        ("/endless", "the answer is larger than 2 MB"),
        ("/large", "the answer is larger than 2 MB"),
        ("/bomb", "the answer is compressed, which was not asked for"),
        ("/gzip", "the answer is compressed, which was not asked for"),
        ("/to-itself", "it refers to itself round and round"),
        ("/to-file", "it refers to another address"),
        ("/to-data", "it refers to another address"),
        ("/to-another-host", "it refers to another address, http://another.invalid"),
    ],
)
def test_a_bad_answer_is_told_in_a_few_words(
    server: RateServer, qtbot: QtBot, path: str, why: str
) -> None:
    assert fetch(qtbot, plain(server, path)).failures == [why]


@pytest.mark.parametrize("path", ["/cut-off-without-length", "/cut-off-in-a-chunk", "/to-nowhere"])
def test_an_answer_that_stops_early_never_passes_for_a_whole_one(
    server: RateServer, qtbot: QtBot, path: str
) -> None:
    outcome = fetch(qtbot, plain(server, path))
    assert outcome.data != [feed()]


@pytest.mark.parametrize("path", ["/silent", "/silent-midway", "/drip"])
def test_a_slow_answer_ends_at_the_limit_and_the_window_answers_meanwhile(
    server: RateServer, qtbot: QtBot, path: str
) -> None:
    outcome = fetch(qtbot, plain(server, path, 0.6))
    assert outcome.failures == ["no whole answer came within 1 second"]
    assert outcome.beats >= 10


@pytest.mark.parametrize("path", ["/flood-of-one-header", "/flood-of-go-on"])
def test_a_flood_in_place_of_an_answer_is_given_up_without_a_wait_for_its_end(
    qtbot: QtBot, path: str
) -> None:
    with rate_server() as flooding:
        flooded = plain(flooding, path, 0.6)
        outcome = fetch(qtbot, flooded)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # Its thread is busy, and whoever ends the manager waits for the thread.
        assert len(flooded.findChildren(QNetworkAccessManager)) == 1
    assert outcome.failures == ["no whole answer came within 1 second"]


@pytest.mark.parametrize("path", ["/good", "/busy", "/cut-off"])
def test_nothing_is_left_of_a_fetch_that_has_ended(
    server: RateServer, qtbot: QtBot, path: str
) -> None:
    ended = plain(server, path)
    fetch(qtbot, ended)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert ended.findChildren(QNetworkAccessManager) == []


def test_the_limit_is_fifteen_seconds_and_the_address_one_of_https() -> None:
    assert LIMIT_SECONDS == 15
    assert RateFeed().limit_seconds == LIMIT_SECONDS
    assert ADDRESS.startswith("https://www.ecb.europa.eu/")
    assert RateFeed().host == "www.ecb.europa.eu"


def test_the_seconds_are_counted(server: RateServer, qtbot: QtBot) -> None:
    slow = plain(server, "/silent")
    with qtbot.waitSignal(slow.waited, timeout=10_000) as second:
        slow.start()
    assert second.args == [1]
    slow.cancel()


def test_one_that_is_cancelled_is_over_without_a_word(server: RateServer, qtbot: QtBot) -> None:
    slow = plain(server, "/silent-midway")
    outcome = Outcome(slow)
    slow.start()
    qtbot.wait(50)
    running = [slow.busy]
    slow.cancel()
    running.append(slow.busy)
    assert running == [True, False]
    qtbot.wait(100)
    assert outcome.ended == 0


def test_one_that_is_begun_again_ends_once(server: RateServer, qtbot: QtBot) -> None:
    again = plain(server, "/good")
    outcome = Outcome(again)
    again.start()
    again.start()
    qtbot.waitUntil(lambda: outcome.ended > 0)
    qtbot.wait(50)
    assert outcome.data == [feed()]


def test_it_says_nothing_of_whoever_asks(server: RateServer, qtbot: QtBot) -> None:
    server.asked.clear()
    baker = plain(server, "/cookie")
    for _time in range(2):
        fetch(qtbot, baker)
    for _path, headers in server.asked:
        told = {name.casefold(): value for name, value in headers.items()}
        assert told["user-agent"] == "exodesk"
        assert told["accept-encoding"] == "identity"
        assert told["accept-language"] == "en"
        assert set(told) <= {
            *("host", "user-agent", "accept-encoding", "accept-language", "connection"),
            *("cache-control", "pragma"),
        }


def test_nobody_there_is_told(qtbot: QtBot) -> None:
    with rate_server() as gone:
        address = gone.address
    refused = RateFeed(address, schemes=PLAIN)
    assert fetch(qtbot, refused).failures == ["it refuses the connection"]


def test_a_proxy_that_lets_nobody_out_is_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    with rate_server() as gone:
        monkeypatch.setenv("https_proxy", gone.address)
    (why,) = fetch(qtbot, RateFeed("https://rates.invalid/")).failures
    assert why == "the proxy that this computer goes through does not let it out"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "file:///etc/passwd", "", "ftp://a/b"])
def test_an_address_that_is_not_one_of_https_is_not_asked(qtbot: QtBot, address: str) -> None:
    assert fetch(qtbot, RateFeed(address)).failures == ["its address is not one of https"]


class TestOverTls:
    @pytest.fixture
    def secure(self, certificate: Path) -> Iterator[RateServer]:
        with rate_server(certificate) as running:
            yield running

    @pytest.fixture
    def trusted(self, certificate: Path) -> Iterator[None]:
        """Takes the test's own certificate for a good one."""
        usual = QSslConfiguration.defaultConfiguration()
        trusting = QSslConfiguration(usual)
        trusting.setCaCertificates(QSslCertificate.fromPath(str(certificate)))
        QSslConfiguration.setDefaultConfiguration(trusting)
        yield
        QSslConfiguration.setDefaultConfiguration(usual)

    def test_a_server_that_cannot_prove_who_it_is_is_not_asked(
        self, secure: RateServer, qtbot: QtBot
    ) -> None:
        (why,) = fetch(qtbot, RateFeed(f"{secure.address}/good")).failures
        assert "certificate" in why
        assert secure.asked == []

    @pytest.mark.usefixtures("trusted")
    def test_one_that_can_is(self, secure: RateServer, qtbot: QtBot) -> None:
        for path in ("/good", "/moved", "/moved-for-good"):
            assert fetch(qtbot, RateFeed(secure.address + path)).data == [feed()]

    @pytest.mark.usefixtures("trusted")
    @pytest.mark.parametrize("path", ["/to-http", "/to-file", "/to-another-host"])
    def test_a_redirect_never_leaves_https(
        self, secure: RateServer, qtbot: QtBot, path: str
    ) -> None:
        (why,) = fetch(qtbot, RateFeed(secure.address + path)).failures
        assert why.startswith("it refers to another address")
        assert len(secure.asked) == 1
