"""Fetching one small document, once it has been asked for: over https, within limits, or not."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot

from exodesk.storage.ecb_feed import ADDRESS, MOST_BYTES
from exodesk.wording import gettext as _
from exodesk.wording import ngettext

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkAccessManager, QNetworkReply, QNetworkRequest

LIMIT_SECONDS = 15
_MOST_REDIRECTS = 3
_OK = 200
_REDIRECTS = range(300, 400)
_SECURE = frozenset({"https"})


class RateFeed(QObject):
    """Ends every ``start`` that is not cancelled with exactly one of ``arrived`` and ``failed``.

    ``failed`` says why as part of a sentence. ``schemes`` are those that the address and any
    redirect may have; a redirect never leaves the host.
    """

    arrived = Signal(bytes)
    failed = Signal(str)
    waited = Signal(int)  # whole seconds since the start

    def __init__(
        self,
        address: str = ADDRESS,
        *,
        schemes: Collection[str] = _SECURE,
        limit_seconds: float = LIMIT_SECONDS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._url = QUrl(address)
        self._schemes = schemes
        self._limit = limit_seconds
        self._manager: QNetworkAccessManager | None = None
        self._reply: QNetworkReply | None = None
        self._data = bytearray()
        self._end = QTimer(self, singleShot=True, interval=round(limit_seconds * 1000))
        self._end.timeout.connect(self._give_up)
        self._seconds = 0
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._count)

    @property
    def host(self) -> str:
        return self._url.host()

    @property
    def limit_seconds(self) -> float:
        return self._limit

    @property
    def busy(self) -> bool:
        return self._reply is not None

    def start(self) -> None:
        """Fetch; another fetch that has not ended is cancelled first."""
        self.cancel()
        if self._url.scheme() not in self._schemes:
            self.failed.emit(_("its address is not one of https"))
            return
        self._data.clear()
        self._seconds = 0
        self._end.start()
        self._clock.start()
        # A manager of its own for each fetch: nothing of one, no cookie, goes into the next.
        from PySide6.QtNetwork import QNetworkAccessManager

        self._manager = QNetworkAccessManager(self)
        reply = self._reply = self._manager.get(self._request())
        reply.setReadBufferSize(1 << 16)
        reply.redirected.connect(self._meet_redirect)
        reply.metaDataChanged.connect(self._meet_headers)
        reply.readyRead.connect(self._read)
        reply.finished.connect(self._finish)

    @Slot()
    def cancel(self) -> None:
        """End without a word; nothing that comes later counts."""
        self._end.stop()
        self._clock.stop()
        reply, self._reply = self._reply, None
        manager, self._manager = self._manager, None
        if reply is None or manager is None:
            return
        over = reply.isFinished()
        reply.abort()
        # Whatever floods its thread keeps that from ending, and the window would wait for it.
        if over:
            manager.deleteLater()

    def _request(self) -> QNetworkRequest:
        from PySide6.QtNetwork import QNetworkRequest

        request = QNetworkRequest(self._url)
        attribute, policy = QNetworkRequest.Attribute, QNetworkRequest.RedirectPolicy
        request.setAttribute(
            attribute.RedirectPolicyAttribute, policy.UserVerifiedRedirectPolicy.value
        )
        request.setAttribute(
            attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork
        )
        for control in (
            attribute.CookieLoadControlAttribute,
            attribute.CookieSaveControlAttribute,
            attribute.AuthenticationReuseAttribute,
        ):
            request.setAttribute(control, QNetworkRequest.LoadControl.Manual.value)
        request.setMaximumRedirectsAllowed(_MOST_REDIRECTS)
        request.setRawHeader(b"User-Agent", b"exodesk")
        request.setRawHeader(b"Accept-Language", b"en")  # and not the one of whoever asks
        # A small file needs no compression, and what is not unpacked cannot burst.
        request.setRawHeader(b"Accept-Encoding", b"identity")
        return request

    @Slot(QUrl)
    def _meet_redirect(self, url: QUrl) -> None:
        if self._reply is None:
            return
        if url.scheme() in self._schemes and url.host() == self._url.host():
            self._reply.redirectAllowed.emit()
        else:
            self._fail(_("it refers to another address, {address}").format(address=_shown(url)))

    @Slot()
    def _meet_headers(self) -> None:
        from PySide6.QtNetwork import QNetworkRequest

        reply = self._reply
        if reply is None:
            return
        encoding = bytes(reply.rawHeader("Content-Encoding").data()).strip().lower()
        if encoding not in (b"", b"identity"):
            self._fail(_("the answer is compressed, which was not asked for"))
            return
        length = reply.header(QNetworkRequest.KnownHeaders.ContentLengthHeader)
        if isinstance(length, int) and length > MOST_BYTES:
            self._fail(_("the answer is larger than 2 MB"))

    @Slot()
    def _read(self) -> None:
        if self._reply is None:
            return
        self._data += self._reply.readAll().data()
        if len(self._data) > MOST_BYTES:
            self._fail(_("the answer is larger than 2 MB"))

    @Slot()
    def _finish(self) -> None:
        from PySide6.QtNetwork import QNetworkReply, QNetworkRequest

        self._read()
        reply = self._reply
        if reply is None:
            return
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        if reply.error() is not QNetworkReply.NetworkError.NoError:
            self._fail(_why(reply.error(), status))
        elif status != _OK:
            self._fail(_answered(status))
        else:
            data = bytes(self._data)
            self.cancel()
            self.arrived.emit(data)

    @Slot()
    def _give_up(self) -> None:
        seconds = max(round(self._limit), 1)
        self._fail(
            ngettext(
                "no whole answer came within {n} second",
                "no whole answer came within {n} seconds",
                seconds,
            ).format(n=seconds)
        )

    @Slot()
    def _count(self) -> None:
        self._seconds += 1
        self.waited.emit(self._seconds)

    def _fail(self, why: str) -> None:
        self.cancel()
        self.failed.emit(why)


def _shown(url: QUrl) -> str:
    return f"{url.scheme()}://{url.host()}"[:80]


def _answered(status: object) -> str:
    return _("it answered with status {status}").format(status=status)


def _why(error: QNetworkReply.NetworkError, status: object) -> str:
    """Why a fetch ended, in the program's own words: Qt's are in no language but English."""
    from PySide6.QtNetwork import QNetworkReply

    kind = QNetworkReply.NetworkError
    if isinstance(status, int) and status >= 400:
        return _answered(status)
    match error:
        case kind.HostNotFoundError | kind.TemporaryNetworkFailureError:
            return _("it was not found: this computer may be offline")
        case kind.UnknownNetworkError:
            return _("it could not be reached: this computer may be offline")
        case kind.NetworkSessionFailedError:
            return _("this computer is offline")
        case kind.ConnectionRefusedError:
            return _("it refuses the connection")
        case kind.RemoteHostClosedError:
            return _("the answer breaks off")
        case kind.SslHandshakeFailedError:
            return _("it could not prove who it is: its certificate is not valid here")
        case kind.TooManyRedirectsError:
            return _("it refers to itself round and round")
        case kind.InsecureRedirectError | kind.ProtocolUnknownError:
            return _("it refers to another address")
        case kind.AuthenticationRequiredError:
            return _("it wants a password")
        case kind.ProxyAuthenticationRequiredError:
            return _("the proxy that this computer goes through wants a password")
        case (
            kind.ProxyConnectionRefusedError
            | kind.ProxyConnectionClosedError
            | kind.ProxyNotFoundError
            | kind.ProxyTimeoutError
            | kind.UnknownProxyError
        ):
            return _("the proxy that this computer goes through does not let it out")
        case _:
            return _("it could not be reached")
