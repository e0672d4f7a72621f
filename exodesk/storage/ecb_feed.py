"""The European Central Bank's daily file: read strictly, whole or not at all.

It is read by the standard library's expat and not by Qt's reader, since the command line, which
loads no Qt, reads the day that was kept. No document type is let in, so there are no entities to
grow and nothing outside the document to fetch.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final
from xml.parsers import expat

from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import MINOR_DIGITS
from exodesk.domain.published_days import EURO, PublishedDay
from exodesk.translation import gettext as _

ADDRESS: Final = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"
SOURCE: Final = "ECB"
MOST_BYTES: Final = 2 << 20

_ENVELOPE = "http://www.gesmes.org/xml/2002-08-01"
_RATES = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref"
_CUBE = f"{_RATES} Cube"
_IN_ORDER = (f"{_ENVELOPE} subject", f"{_ENVELOPE} Sender", _CUBE)  # each once at most
_NEEDED = ("GBP", "INR", "USD")
_MOST_ELEMENTS = 500
_DEEPEST = 4
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)
_VALUE = re.compile(r"[0-9]{1,8}(\.[0-9]{1,12})?", re.ASCII)
_LEAST, _MOST = Decimal("0.0001"), Decimal(10_000_000)


class FeedRefusedError(ExodeskError):
    """What came is not taken as rates; the sentence says why."""


def read_day(data: bytes, today: date) -> PublishedDay:
    """The rates of the one day in ``data``; raises FeedRefusedError.

    A currency that ISO 4217 does not know is passed over; anything else out of order refuses the
    whole document.
    """
    if len(data) > MOST_BYTES:
        raise FeedRefusedError(_("the answer is larger than 2 MB"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FeedRefusedError(_("the answer is not text in UTF-8")) from None
    if not text.strip("\0 \r\n\t"):
        raise FeedRefusedError(_("the answer is empty"))
    reading = _Reading()
    try:
        reading.parser.Parse(text, True)
    except expat.ExpatError as error:
        raise _not_whole(text, error) from None
    return reading.day(today)


def refuse_older(day: PublishedDay, last: PublishedDay) -> None:
    """Raise where ``day`` was published before the ``last`` one that counts."""
    if day.date < last.date:
        raise FeedRefusedError(
            _("the answer holds rates of {day}, older than those of {last} in use").format(
                day=day.date.isoformat(), last=last.date.isoformat()
            )
        )


def kept_day(path: Path) -> PublishedDay | None:
    """The day kept at ``path``; None where there is none, or what stands there is damaged."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        return read_day(path.read_bytes(), date.max)
    except (OSError, FeedRefusedError):
        return None


class _Reading:
    """Takes one document apart, and stops at the first thing that does not belong in it."""

    def __init__(self) -> None:
        # The text has been decoded; whatever encoding the document names no longer matters.
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self._path: list[str] = []
        self._elements = 0
        self._met: list[str] = []  # directly below the envelope
        self._date: date | None = None
        self._per_euro: dict[str, Decimal] = {}
        self._seen: set[str] = set()

    def day(self, today: date) -> PublishedDay:
        if self._date is None:
            raise FeedRefusedError(_("the answer names no day"))
        if self._date > today:
            raise FeedRefusedError(
                _("the answer is dated {day}, after today, {today}").format(
                    day=self._date.isoformat(), today=today.isoformat()
                )
            )
        missing = [code for code in _NEEDED if code not in self._per_euro]
        if missing:
            raise FeedRefusedError(
                _("the answer holds no rate of {code}").format(code=", ".join(missing))
            )
        return PublishedDay(self._date, {EURO: Decimal(1), **self._per_euro}, SOURCE)

    def _refuse_doctype(self, name: str, *_rest: object) -> None:
        if name.casefold() == "html":
            raise _web_page()
        raise FeedRefusedError(_("the answer declares a document type, which no rates do"))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        depth = len(self._path)
        self._path.append(name)
        if name.rpartition(" ")[2].casefold() == "html":
            raise _web_page()
        self._elements += 1
        if depth >= _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise FeedRefusedError(_("the answer holds more than a table of rates does"))
        if depth == 0:
            if name != f"{_ENVELOPE} Envelope":
                raise _foreign(name)
        elif name != _CUBE:
            if name.rpartition(" ")[0] != _ENVELOPE or _CUBE in self._path:
                raise _foreign(name)
            if depth == 1:
                self._keep_order(name)
        elif self._path[1:] != [_CUBE] * depth:
            raise FeedRefusedError(_("the rates of the answer are not where they belong"))
        else:
            if depth == 1:
                self._keep_order(name)
            self._cube(depth, attributes)

    def _keep_order(self, name: str) -> None:
        """After the subject comes who sends it, then the one table, then nothing."""
        after = _IN_ORDER[_IN_ORDER.index(name) :] if name in _IN_ORDER else (_CUBE,)
        if any(met in after for met in self._met):
            raise FeedRefusedError(_("the parts of the answer are not in their order"))
        self._met.append(name)

    def _cube(self, depth: int, attributes: Mapping[str, str]) -> None:
        match depth, sorted(attributes):
            case 1, []:
                pass
            case 2, ["time"]:
                self._take_day(attributes["time"])
            case 3, ["currency", "rate"]:
                self._take_rate(attributes["currency"], attributes["rate"])
            case _:
                raise FeedRefusedError(_("a rate of the answer lacks its currency or its value"))

    def _take_day(self, text: str) -> None:
        if self._date is not None:
            raise FeedRefusedError(_("the answer holds more than one day"))
        try:
            if _DAY.fullmatch(text) is None:
                raise ValueError
            self._date = date.fromisoformat(text)
        except ValueError:
            raise FeedRefusedError(_("the day of the answer is no date")) from None

    def _take_rate(self, code: str, text: str) -> None:
        if _CODE.fullmatch(code) is None or code == EURO:
            raise FeedRefusedError(_("a currency of the answer is none"))
        if code in self._seen:
            raise FeedRefusedError(_("the answer holds {code} twice").format(code=code))
        self._seen.add(code)
        if _VALUE.fullmatch(text) is None or not _LEAST <= Decimal(text) <= _MOST:
            raise FeedRefusedError(_("the rate of {code} is none").format(code=code))
        if code in MINOR_DIGITS:
            self._per_euro[code] = Decimal(text)

    def _end(self, _name: str) -> None:
        self._path.pop()

    def _text(self, text: str) -> None:
        if _CUBE in self._path and text.strip():
            raise FeedRefusedError(_("there is text among the rates of the answer"))


def _foreign(name: str) -> FeedRefusedError:
    return FeedRefusedError(
        _("the answer is some other document: it holds “{name}”").format(
            name=name.rpartition(" ")[2][:40]
        )
    )


def _web_page() -> FeedRefusedError:
    return FeedRefusedError(
        _("a web page came in place of the rates: perhaps this network wants you to sign in first")
    )


def _not_whole(text: str, error: expat.ExpatError) -> FeedRefusedError:
    start = text[:2000].casefold()
    if "<html" in start or "<!doctype html" in start:
        return _web_page()
    if error.code in _CUT_OFF:
        return FeedRefusedError(_("the answer breaks off"))
    return FeedRefusedError(_("the answer is no document of rates"))


_CUT_OFF = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)
