"""The daily file is taken whole or not at all; each way of being wrong is refused in words."""

from __future__ import annotations

import gzip
import random
import socket
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.domain.money import MINOR_DIGITS
from exodesk.domain.published_days import PublishedDay
from exodesk.domain.rates import Rate
from exodesk.storage.ecb_feed import (
    MOST_BYTES,
    FeedRefusedError,
    kept_day,
    read_day,
    refuse_older,
)
from tests.feeds import NEXT_DAY, PORTAL, SHIPPED, TODAY, feed, feed_text

CODES = sorted(code for code in MINOR_DIGITS if code != "EUR")
NEEDED = {"GBP", "INR", "USD"}


def refusal(data: bytes, today: date = TODAY) -> str:
    with pytest.raises(FeedRefusedError) as caught:
        read_day(data, today)
    return str(caught.value)


def spoilt(old: str, new: str, text: str | None = None) -> bytes:
    text = feed_text() if text is None else text
    assert text.count(old) >= 1
    return text.replace(old, new, 1).encode("utf-8")


class TestAGoodFile:
    def test_holds_each_rate_to_the_last_digit(self) -> None:
        day = read_day(feed(), TODAY)
        assert (day.date, day.source) == (NEXT_DAY, "ECB")
        assert day.per_euro == {
            "EUR": Decimal(1),
            **{code: Decimal(value) for code, value in SHIPPED["rates"].items()},
        }

    def test_may_be_of_today(self) -> None:
        assert read_day(feed(TODAY), TODAY).date == TODAY

    @pytest.mark.parametrize("before", ["\ufeff", ""])
    @pytest.mark.parametrize("after", ["", "\r\n", "<!-- the end -->"])
    def test_may_begin_with_a_mark_and_end_with_a_remark(self, before: str, after: str) -> None:
        data = f"{before}{feed_text()}{after}".encode()
        assert read_day(data, TODAY).date == NEXT_DAY

    def test_may_hold_a_currency_that_nobody_knows_yet(self) -> None:
        day = read_day(feed(QQQ="3.5"), TODAY)
        assert "QQQ" not in day.per_euro
        assert len(day.per_euro) == len(SHIPPED["rates"]) + 1

    def test_may_use_other_prefixes(self) -> None:
        text = feed_text().replace("gesmes:", "g:").replace("xmlns:gesmes", "xmlns:g")
        assert read_day(text.encode(), TODAY).date == NEXT_DAY

    @given(
        st.dictionaries(
            st.sampled_from(CODES),
            st.decimals("0.0001", "9999999", places=4),
            max_size=60,
        ),
        st.dates(date(1999, 1, 4), TODAY),
    )
    def test_whatever_its_figures_comes_out_as_it_was_written(
        self, figures: dict[str, Decimal], day: date
    ) -> None:
        data = feed(day, figures={code: f"{value:f}" for code, value in figures.items()})
        found = read_day(data, TODAY)
        assert found.date == day
        for code, value in figures.items():
            assert found.per_euro[code] == value


class TestAFileThatIsRefused:
    @pytest.mark.parametrize(
        "value",
        [
            *("", " ", "N/A", "-", "0", "0.0", "-1.2", "+1.2", "NaN", "nan", "Infinity", "1e5"),
            *("1E-5", "1,5", "1 000", "1_000", ".5", "5.", "0x10", "१२७", "１２", "1.2.3"),
            *("0.00001", "99999999", "10000001", "9" * 400, " 1.2", "1.2 "),
        ],
    )
    @pytest.mark.parametrize("code", ["INR", "SEK"])
    def test_for_a_rate_that_is_none(self, code: str, value: str) -> None:
        assert refusal(feed(figures={code: value})) == f"the rate of {code} is none"

    @pytest.mark.parametrize("code", sorted(NEEDED))
    def test_for_a_rate_that_is_missing(self, code: str) -> None:
        assert refusal(feed(without=(code,))) == f"the answer holds no rate of {code}"

    def test_for_having_no_rates(self) -> None:
        assert "GBP, INR, USD" in refusal(feed(without=tuple(SHIPPED["rates"])))

    def test_for_a_currency_that_comes_twice(self) -> None:
        again = "<Cube currency='INR' rate='106.084'/>"
        assert refusal(spoilt(again, again * 2)) == "the answer holds INR twice"

    @pytest.mark.parametrize("code", ["EUR", "eur", "inr", "IN", "INRR", "₹", "", "I R", "1NR"])
    def test_for_a_currency_that_is_none(self, code: str) -> None:
        found = refusal(spoilt("currency='SEK'", f"currency='{code}'"))
        assert found == "a currency of the answer is none"

    @pytest.mark.parametrize("days", [1, 30, 400, 100_000])
    def test_for_a_day_to_come(self, days: int) -> None:
        found = refusal(feed(TODAY + timedelta(days=days)))
        assert "after today, 2026-11-22" in found

    @pytest.mark.parametrize(
        "day",
        [
            *("", "20-11-2026", "2026-13-01", "2026-02-30", "2026-11-20T00:00", "today"),
            *("2026-11-2", "20261120", "२०२६-११-२०", "2026-11-20 ", "0000-00-00"),
        ],
    )
    def test_for_a_day_that_is_no_date(self, day: str) -> None:
        assert refusal(spoilt("2026-11-20", day)) == "the day of the answer is no date"

    def test_for_more_than_one_day_in_whatever_order(self) -> None:
        for order in ("2026-11-19", "2026-11-21"):
            more = f"</Cube><Cube time='{order}'><Cube currency='USD' rate='1.1'/></Cube>"
            found = refusal(spoilt("\t\t</Cube>", more))
            assert found == "the answer holds more than one day"

    def test_for_no_day_at_all(self) -> None:
        text = feed_text()
        start, end = text.index("\t\t<Cube time"), text.index("\t</Cube>\n</gesmes")
        assert refusal((text[:start] + text[end:]).encode()) == "the answer names no day"

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("http://www.ecb.int/vocabulary/2002-08-01/eurofxref", "http://www.ecb.int/"),
            ("http://www.gesmes.org/xml/2002-08-01", "urn:another"),
            ("<gesmes:Envelope", "<gesmes:Parcel"),
            ("<gesmes:Sender>", "<x:y xmlns:x='urn:x'/><gesmes:Sender>"),
            ("<Cube>", "<Cube><gesmes:name>here</gesmes:name>"),
            ("<Cube>", "<Cuboid xmlns='urn:y'/><Cube>"),
        ],
    )
    def test_for_what_is_foreign_to_it(self, old: str, new: str) -> None:
        text = feed_text()
        if "Envelope" in old:
            text = text.replace("</gesmes:Envelope", "</gesmes:Parcel")
        assert "some other document" in refusal(spoilt(old, new, text))

    @pytest.mark.parametrize(
        ("old", "new", "word"),
        [
            ("<gesmes:subject>", "<gesmes:subject><Cube/>", "not where they belong"),
            ("currency='INR' ", "", "lacks its currency or its value"),
            (" rate='106.084'", "", "lacks its currency or its value"),
            ("currency='INR' ", "currency='INR' unit='100' ", "lacks its currency or its value"),
            ("<Cube>", "<Cube time='2026-11-20'>", "lacks its currency or its value"),
            ("rate='106.084'/>", "rate='106.084'><Cube/></Cube>", "more than a table of rates"),
            ("rate='106.084'/>", "rate='106.084'>7</Cube>", "text among the rates"),
        ],
    )
    def test_for_a_table_of_another_build(self, old: str, new: str, word: str) -> None:
        assert word in refusal(spoilt(old, new))

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("\t</Cube>\n</", "\t</Cube>\n\t<Cube/>\n</"),
            ("\t</Cube>\n</", "\t</Cube>\n\t<gesmes:subject>Rates</gesmes:subject>\n</"),
            ("\t</Cube>\n</", "\t</Cube>\n\t<gesmes:more/>\n</"),
            ("<Cube>", "<gesmes:subject>Rates</gesmes:subject><Cube>"),
            ("<Cube>", "<gesmes:Sender/><Cube>"),
        ],
    )
    def test_for_parts_in_another_order(self, old: str, new: str) -> None:
        assert refusal(spoilt(old, new)) == "the parts of the answer are not in their order"

    def test_for_being_older_than_the_rates_in_use(self) -> None:
        last, day = read_day(feed(TODAY), TODAY), read_day(feed(NEXT_DAY), TODAY)
        refuse_older(last, day)
        refuse_older(last, last)
        with pytest.raises(FeedRefusedError, match="2026-11-20, older than those of 2026-11-22"):
            refuse_older(day, last)

    @pytest.mark.parametrize("data", [b"", b"  \n", b"\0" * 2000, b"\xef\xbb\xbf"])
    def test_for_being_empty(self, data: bytes) -> None:
        assert refusal(data) == "the answer is empty"

    @pytest.mark.parametrize(
        "data",
        [
            PORTAL,
            PORTAL.replace(b"<!DOCTYPE html>\n", b""),
            b"<HTML><BODY>moved</BODY></HTML>",
            b'<!doctype html><meta charset="utf-8"><script>if (a < b && c) {}</script>',
            b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        ],
    )
    def test_for_being_a_web_page(self, data: bytes) -> None:
        assert "sign in first" in refusal(data)

    @pytest.mark.parametrize(
        "data",
        [
            *(b"{}", b"hello", b"PK\x03\x04", b"<", b"<a></b>", b"<a/><b/>", b"%PDF-1.7"),
            feed().replace(b"<Cube>", b"<Cube>&nbsp;"),
            feed().replace(b"<Cube>", b"<Cube>\x01"),
        ],
    )
    def test_for_being_no_document(self, data: bytes) -> None:
        assert refusal(data)

    @pytest.mark.parametrize(
        "data", [gzip.compress(feed()), feed_text().encode("utf-16"), b"\xff", b"\xe2\x82"]
    )
    def test_for_not_being_text(self, data: bytes) -> None:
        assert refusal(data) == "the answer is not text in UTF-8"

    def test_for_breaking_off_wherever_it_does(self) -> None:
        data = feed().rstrip()
        for end in range(1, len(data) - 1, 7):
            assert refusal(data[:end])
        assert refusal(data[:-9]) == "the answer breaks off"

    def test_for_being_too_large(self) -> None:
        padded = feed() + b" " * MOST_BYTES
        assert refusal(padded) == "the answer is larger than 2 MB"

    @pytest.mark.parametrize(
        "many",
        [
            "<gesmes:a>" * 50_000,
            "<gesmes:a/>" * 50_000,
            "<Cube><Cube time='2026-11-20'>" + "<Cube currency='INR' rate='1'/>" * 40_000,
        ],
    )
    def test_for_holding_more_than_a_table_does(self, many: str) -> None:
        assert refusal(spoilt("<Cube>", many))


class TestADocumentType:
    BOMB = (
        '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 12))
        + "]>"
    )

    @pytest.mark.parametrize(
        "doctype",
        [
            BOMB,
            "<!DOCTYPE e [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
            "<!DOCTYPE e [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x.dtd'> %x;]>",
            "<!DOCTYPE e SYSTEM 'http://127.0.0.1:9/x.dtd'>",
            "<!DOCTYPE e PUBLIC '-//x//y' 'file:///etc/passwd'>",
            "<!DOCTYPE e [<!ENTITY rate '106.084'>]>",
            "<!DOCTYPE e>",
        ],
    )
    def test_is_refused_before_anything_in_it_counts(
        self, doctype: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_arguments: object, **_more: object) -> None:
            raise AssertionError("a file or a connection was opened")

        monkeypatch.setattr("builtins.open", refuse)
        monkeypatch.setattr(socket, "socket", refuse)
        text = feed_text().replace("?>\n", f"?>\n{doctype}", 1).replace("106.084", "&rate;")
        assert "document type" in refusal(text.encode())


class TestAnythingElse:
    @given(st.binary(max_size=300))
    def test_is_refused_in_words(self, data: bytes) -> None:
        assert refusal(data)

    @given(st.data())
    def test_that_comes_of_one_change_is_refused_or_is_a_table_of_rates(
        self, data: st.DataObject
    ) -> None:
        good = feed()
        at = data.draw(st.integers(0, len(good) - 1))
        length = data.draw(st.integers(0, 40))
        put = data.draw(st.binary(max_size=12) | st.sampled_from([b"0", b"9", b"<", b"'", b"-"]))
        self.meet(good[:at] + put + good[at + length :])

    def test_that_comes_of_many_changes_is_refused_or_is_a_table_of_rates(self) -> None:
        chance = random.Random(7)
        good = feed()
        for _round in range(3000):
            bad = bytearray(good)
            for _change in range(chance.randint(1, 4)):
                at = chance.randrange(len(bad))
                match chance.randrange(4):
                    case 0:
                        bad[at] = chance.randrange(256)
                    case 1:
                        del bad[at : at + chance.randint(1, 60)]
                    case 2:
                        bad[at:at] = bad[at : at + chance.randint(1, 60)]
                    case _:
                        other = chance.randrange(len(bad))
                        bad[at], bad[other] = bad[other], bad[at]
            self.meet(bytes(bad))

    @staticmethod
    def meet(data: bytes) -> None:
        try:
            day = read_day(data, TODAY)
        except FeedRefusedError:
            return
        assert day.date <= TODAY
        assert set(day.per_euro) >= NEEDED | {"EUR"}
        for code, value in day.per_euro.items():
            assert code in MINOR_DIGITS
            assert Decimal("0.0001") <= value <= 10_000_000


class TestTheDayThatWasKept:
    def test_is_read_whatever_the_day_is_now(self, tmp_path: Path) -> None:
        path = tmp_path / "ecb.xml"
        path.write_bytes(feed(date(2040, 1, 2)))
        day = kept_day(path)
        assert isinstance(day, PublishedDay)
        assert day.date == date(2040, 1, 2)
        assert isinstance(day.rate("GBP", "INR"), Rate)

    @pytest.mark.parametrize("data", [b"", b"\0" * 50, PORTAL, feed()[:-30], b"x" * 3_000_000])
    def test_is_passed_over_where_it_is_damaged(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "ecb.xml"
        path.write_bytes(data)
        assert kept_day(path) is None
        assert path.read_bytes() == data

    def test_is_none_where_there_is_none(self, tmp_path: Path) -> None:
        assert kept_day(tmp_path / "nowhere" / "ecb.xml") is None
        assert kept_day(tmp_path) is None
