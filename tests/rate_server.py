"""A server on this computer that answers as good and bad servers do, each under a path."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.feeds import PORTAL, feed

MEGABYTE = b" " * (1 << 20)


@cache
def bomb() -> bytes:
    """A hundred megabytes in a hundred kilobytes."""
    return gzip.compress(b" " * 100_000_000)


class _Answering(BaseHTTPRequestHandler):
    server: RateServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        try:
            _ANSWERS.get(self.path, _not_found)(self)
        except OSError:
            self.close_connection = True  # whoever asked has hung up

    def log_message(self, *_arguments: object) -> None:
        pass

    def answer(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.begin(status, len(data), **headers)
        self.wfile.write(data)

    def begin(self, status: int = 200, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        if length is None:
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def cut(self) -> None:
        self.close_connection = True

    def dawdle(self, data: bytes = b"") -> None:
        """Send a little now and then, until the test is over."""
        while not self.server.over.wait(0.05):
            if data:
                self.wfile.write(data)
                self.wfile.flush()
        self.cut()


def _not_found(asked: _Answering) -> None:
    asked.answer(b"no such page", 404)


def _good_without_length(asked: _Answering) -> None:
    asked.begin()
    asked.wfile.write(feed())


def _cut_off(asked: _Answering) -> None:
    asked.begin(length=len(feed()))
    asked.wfile.write(feed()[:900])
    asked.cut()


def _cut_off_without_length(asked: _Answering) -> None:
    asked.begin()
    asked.wfile.write(feed()[:900])


def _cut_off_in_a_chunk(asked: _Answering) -> None:
    asked.begin(Transfer_Encoding="chunked")
    asked.wfile.write(b"40\r\n" + feed()[:10])


def _hang_up(asked: _Answering) -> None:
    asked.cut()


def _silent_midway(asked: _Answering) -> None:
    asked.begin(length=len(feed()))
    asked.wfile.write(feed()[:100])
    asked.wfile.flush()
    asked.dawdle()


def _drip(asked: _Answering) -> None:
    asked.begin(length=len(feed()))
    asked.dawdle(b" ")


def _endless(asked: _Answering) -> None:
    asked.begin()
    while True:
        asked.wfile.write(MEGABYTE)


def _flood_of_one_header(asked: _Answering) -> None:
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not asked.server.over.is_set():
        asked.wfile.write(MEGABYTE)


def _flood_of_go_on(asked: _Answering) -> None:
    while not asked.server.over.is_set():
        asked.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


def _large_by_its_word(asked: _Answering) -> None:
    asked.begin(length=5 << 30)
    asked.dawdle(b" ")


def _redirect(where: str, status: int = 302) -> Callable[[_Answering], None]:
    return lambda asked: asked.answer(b"", status, Location=where.format(here=asked.server.address))


_ANSWERS: dict[str, Callable[[_Answering], None]] = {
    "/good": lambda asked: asked.answer(feed()),
    "/good-without-length": _good_without_length,
    "/cookie": lambda asked: asked.answer(feed(), Set_Cookie="who=me; Path=/"),
    "/moved": _redirect("/good"),
    "/moved-for-good": _redirect("{here}/good", 308),
    "/busy": lambda asked: asked.answer(b"later", 503, Retry_After="3600"),
    "/gone": lambda asked: asked.answer(b"gone", 410),
    "/password": lambda asked: asked.answer(b"", 401, WWW_Authenticate='Basic realm="x"'),
    "/no-content": lambda asked: asked.answer(b"", 204),
    "/partial": lambda asked: asked.answer(feed()[:50], 206),
    "/empty": lambda asked: asked.answer(b""),
    "/portal": lambda asked: asked.answer(PORTAL, Content_Type="text/html"),
    "/portal-511": lambda asked: asked.answer(PORTAL, 511),
    "/wrong": lambda asked: asked.answer(b'{"rates": {"GBP": 0.83}}'),
    "/cut-off": _cut_off,
    "/cut-off-without-length": _cut_off_without_length,
    "/cut-off-in-a-chunk": _cut_off_in_a_chunk,
    "/hang-up": _hang_up,
    "/silent": lambda asked: asked.dawdle(),
    "/silent-midway": _silent_midway,
    "/drip": _drip,
    "/endless": _endless,
    "/flood-of-one-header": _flood_of_one_header,
    "/flood-of-go-on": _flood_of_go_on,
    "/large": _large_by_its_word,
    "/bomb": lambda asked: asked.answer(bomb(), Content_Encoding="gzip"),
    "/gzip": lambda asked: asked.answer(gzip.compress(feed()), Content_Encoding="gzip"),
    "/to-itself": _redirect("/to-itself"),
    "/to-file": _redirect("file:///etc/passwd"),
    "/to-data": _redirect("data:text/xml,<a/>"),
    "/to-another-host": _redirect("http://another.invalid/good"),
    "/to-http": _redirect("http://127.0.0.1:9/good"),
    "/to-nowhere": _redirect(""),
}


class RateServer(ThreadingHTTPServer):
    """``asked`` are the paths that were asked for, each with the headers."""

    daemon_threads = True
    scheme = "http"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.over = threading.Event()

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # hanging up in the middle is what some answers are about


@contextmanager
def rate_server(certificate: Path | None = None) -> Iterator[RateServer]:
    """A running server; over TLS with ``certificate``, which holds its key as well."""
    server = RateServer()
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def make_certificate(folder: Path) -> Path:
    """One that this computer signs for itself, with its key, for 127.0.0.1."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    subprocess.run(
        [
            *command.split(),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", key, "-out", certificate),
        ],
        check=True,
        capture_output=True,
    )
    certificate.write_bytes(certificate.read_bytes() + key.read_bytes())
    return certificate
