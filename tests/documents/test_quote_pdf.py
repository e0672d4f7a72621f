from __future__ import annotations

import re
import shutil
import struct
import subprocess
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

from exodesk.documents.logo import refuse_undrawable
from exodesk.documents.quote_pdf import content, issued_pdf, quote_pdf
from exodesk.domain.entries import Per, Source, SourceKind, Tax
from exodesk.domain.money import Money
from exodesk.domain.quotes.checks import check
from exodesk.domain.quotes.editing import with_statement
from exodesk.domain.quotes.letterhead import Letterhead, Logo, LogoKind, logo_of
from exodesk.domain.quotes.lines import entry_line, travel_line
from exodesk.domain.quotes.quote import Client, Quote
from exodesk.domain.quotes.refusals import BadLogoError
from exodesk.domain.quotes.sheet import sheet_of
from exodesk.domain.rates import RateTable
from tests.builders import RATE_DAY, RATES, SOURCE, entry, offer, price, session_count
from tests.documents.examples import HOSTILE, copied_text_of, letters_of, reader, text_of
from tests.domain.quotes.test_letterhead import png
from tests.quotes import LETTERHEAD, PLAIN, changed, issued, off, quote, sold

GUIDE = Source("src-b", SourceKind.ARTICLE, "Guide", date="2025", url="https://guide.example/a")
LEEDS = entry(
    "Exosome microneedling",
    offer(
        "200-280 GBP",
        tax=Tax.EXCLUDED,
        tax_rate="20",
        source="src-a",
        date="2026-01-10",
        as_printed="£200-280",
    ),
    id="leeds",
    city="Leeds",
    country="GB",
    sessions="3",
    downtime="1-2 day",
)
MUMBAI = entry(
    "Exosome therapy",
    offer("12000-18000 INR", source="src-b", date="2025-12-20"),
    offer("50 GBP", Per.CONSULTATION, redeemable=False),
    id="mumbai",
    city="Mumbai",
    country="IN",
    sessions="3-5",
)
LINE = entry_line(LEEDS, PLAIN)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="3"><path d="M0 0h9v3z"/></svg>'


def full(*options: Any, **fields: Any) -> Quote:
    return replace(quote(*options), sources=(SOURCE, GUIDE), **fields)


def drawn(draft: Quote, letterhead: Letterhead = LETTERHEAD, rates: RateTable = RATES) -> str:
    findings = check(draft, rates, RATE_DAY, letterhead=letterhead)
    return text_of(quote_pdf(sheet_of(draft, rates, RATE_DAY, letterhead, findings)))


def stamped(draft: Quote, letterhead: Letterhead = LETTERHEAD) -> Quote:
    """``draft`` issued, all that a check finds stated on it."""
    for finding in check(draft, RATES, RATE_DAY, letterhead=letterhead):
        draft = with_statement(draft, finding)
    return issued(replace(draft, sources=()), letterhead=letterhead)


class TestWhatItSays:
    def test_who_writes_for_whom_and_until_when_stand_at_the_head(self) -> None:
        draft = full(LINE, client=Client("A. Sharma", "REF-77"))
        head = Letterhead(
            name="Skin Clinic",
            address="1 High Street\nLeeds",
            contact="0113 496 0000",
            registration="CQC 1-2345",
            tax_number="VAT GB 123",
            footer="Thank you",
        )
        text = text_of(issued_pdf(stamped(draft, head)))
        assert text.startswith(
            "Skin Clinic 1 High Street Leeds 0113 496 0000 CQC 1-2345 VAT GB 123"
            " Quote Q-2026-0001 15 Jan 2026 Version 1"
            " Exosome microneedling For A. Sharma · Reference REF-77 Valid until 29 Jan 2026."
        )
        assert "Thank you" in text

    def test_each_option_has_its_total_in_two_currencies(self) -> None:
        text = text_of(issued_pdf(stamped(full(LINE, MUMBAI))))
        assert "Options to choose from" in text
        assert text.count("£720.00 – £1,008.00") == 3  # at a glance, its line, its total
        assert text.count("≈ ₹86,400 – ₹1,20,960") == 2
        assert "Total of option B GST not stated £350.00 – £800.00" in text

    def test_a_number_from_another_source_than_its_price_says_so(self) -> None:
        told = replace(LEEDS, sessions=session_count("3", source="src-b"))
        assert "3 sessions [2]" in drawn(full(told))
        assert "3 sessions [" not in drawn(full(LEEDS))

    def test_the_totals_at_a_glance_stay_on_one_line(self) -> None:
        dear = [
            entry(
                f"Peel {n}", offer("376000-530000 GBP", tax=Tax.INCLUDED), id=f"{n}", sessions="1"
            )
            for n in range(3)
        ]
        sheet = sheet_of(full(*dear), RATES, RATE_DAY, LETTERHEAD)
        page = reader(quote_pdf(sheet)).pages[0].extract_text()
        assert page.count("£376,000.00 – £530,000.00") == 9  # at a glance, its line, its total

    def test_a_line_tells_number_price_discount_tax_reason_note_and_source(self) -> None:
        line = changed(LINE, discount=off("10 %"), note="With numbing cream.")
        text = text_of(issued_pdf(stamped(full(line))))
        for said in (
            "Clinic · Leeds, GB",
            "Downtime per session: 1 – 2 days",
            "“£200-280”, of 10 Jan 2026, [1]",
            "With numbing cream. 3 sessions £200 – £280 excl. VAT 20 % £648.00 – £907.20",
            "£600.00 – £840.00 less 10 %: £60.00 – £84.00 plus VAT: £108.00 – £151.20",
            "[1] Clinic, Price list, 10 Jan 2026 (price list)",
        ):
            assert said in text

    def test_a_price_set_by_hand_says_so_with_its_reason(self) -> None:
        line = changed(LINE, price=price("180 GBP"), reason="Agreed by telephone.")
        assert "Price set for this quote Reason: Agreed by telephone." in drawn(full(line))

    def test_a_discount_on_an_option_stands_before_its_total(self) -> None:
        draft = full([sold("Cream", "12.50 GBP", 2), travel_line(Money.parse("40 GBP"))])
        option = replace(draft.options[0], discount=off("5 GBP"))
        text = drawn(replace(draft, options=(option,)))
        assert "Cream 2 £12.50 incl. tax £25.00 Travel 1 trip £40 incl. tax £40.00" in text
        assert "Less £5 on the option − £5.00 Total of option A incl. tax £60.00" in text

    def test_terms_stand_below_the_options(self) -> None:
        draft = full(LINE, deposit="£100 now", payment="Card", notes="First\nSecond")
        assert "Deposit £100 now Payment Card Notes First Second" in drawn(draft)

    def test_what_is_stated_is_said(self) -> None:
        text = text_of(issued_pdf(stamped(full(MUMBAI))))
        assert "What is not known Exosome therapy" not in text
        assert "Option A · Exosome therapy: Whether tax is included in the price is not" in text

    def test_the_rate_stands_both_ways_with_date_and_source(self) -> None:
        rate = "£1 = ₹120.0000 · 15 Jan 2026 · manual (₹1 = £0.00833)"
        draft = full(MUMBAI)
        assert f"{rate} Fixed when the quote was issued" in text_of(issued_pdf(stamped(draft)))
        assert f"{rate} Fixed when the quote is issued." in drawn(draft)

    def test_only_sources_that_a_figure_names_are_listed(self) -> None:
        text = drawn(full(LINE))
        assert "[1] Clinic, Price list" in text
        assert "Guide" not in text

    def test_every_page_is_numbered_and_says_that_it_is_no_advice(self) -> None:
        pages = reader(quote_pdf(long_sheet())).pages
        assert len(pages) > 2
        for number, page in enumerate(pages, start=1):
            text = page.extract_text()
            assert f"Page {number} of {len(pages)}" in text
            assert "Price information, not medical advice · Draft, not issued" in text

    def test_a_draft_says_on_every_page_that_it_is_one(self) -> None:
        for page in reader(quote_pdf(long_sheet())).pages:
            assert page.extract_text().count("Draft") >= 2
        assert "Draft" not in text_of(issued_pdf(stamped(full(LINE))))

    def test_a_new_version_names_the_quote_whose_place_it_takes(self) -> None:
        from exodesk.domain.quotes.issuing import new_version

        version = new_version(stamped(full(LINE)), "quote-2", RATE_DAY)
        assert "Version 2, in place of Q-2026-0001" in drawn(version)

    def test_rounding_and_limits_are_said(self) -> None:
        text = drawn(full(LINE))
        assert "Each line is rounded half up" in text
        assert "Lowest and highest figures are limits, not estimates." in text

    @pytest.mark.parametrize(
        ("of", "shown"),
        [
            ("from 650 GBP", "from £650.00"),
            ("up to 196 GBP", "up to £196.00"),
            ("on request GBP", "unknown"),
        ],
    )
    def test_an_open_end_stays_open_and_unknown_stays_a_word(self, of: str, shown: str) -> None:
        text = drawn(full(entry("Peel", of, sessions="1")))
        assert f"Total of option A VAT not stated {shown}" in text

    def test_an_unknown_total_is_about_nothing(self) -> None:
        text = drawn(full(entry("Peel", "on request GBP")))
        assert "≈ unknown" not in text
        assert "Number of sessions not stated" in text

    def test_free_is_a_price(self) -> None:
        assert "Total of option A £0.00" in drawn(full(entry("Peel", "0 GBP", sessions="1")))

    def test_without_a_rate_the_option_says_so(self) -> None:
        none = RateTable(RATE_DAY)
        assert "needs a rate" in drawn(full(MUMBAI), rates=none)


class TestTheFile:
    def test_an_issued_quote_gives_the_same_bytes_and_a_draft_those_of_its_day(self) -> None:
        done, draft = stamped(full(LINE)), full(LINE)
        assert issued_pdf(done) == issued_pdf(done)
        sheets = [sheet_of(draft, RATES, date(2026, 1, day), LETTERHEAD) for day in (15, 16)]
        assert quote_pdf(sheets[0]) == quote_pdf(sheets[0]) != quote_pdf(sheets[1])

    def test_neither_the_day_nor_rates_nor_the_letterhead_of_now_count_once_issued(self) -> None:
        done = stamped(full(LINE))
        later = sheet_of(done, RateTable(date(2027, 1, 1)), date(2027, 1, 1), Letterhead("Other"))
        assert quote_pdf(later) == issued_pdf(done)

    def test_it_is_tagged_titled_and_in_its_language(self) -> None:
        pdf = reader(issued_pdf(stamped(full(LINE, language="hi"))))
        root: Any = pdf.root_object
        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of true
        assert root["/Lang"] == "hi"
        assert b"<pdfuaid:part>1" in root["/Metadata"].get_object().get_data()
        assert pdf.metadata is not None
        assert "Q-2026-0001" in (pdf.metadata.title or "")

    def test_poppler_calls_it_tagged(self, tmp_path: Path) -> None:
        if shutil.which("pdfinfo") is None:
            pytest.skip("pdfinfo (poppler-utils) is not installed")
        path = tmp_path / "quote.pdf"
        path.write_bytes(issued_pdf(stamped(full(LINE))))
        done = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True)
        assert "Tagged:          yes" in done.stdout

    def test_only_bundled_fonts_are_in_it(self) -> None:
        pages: Any = reader(issued_pdf(stamped(full(LINE, MUMBAI)))).pages
        fonts = {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for page in pages
            for font in page["/Resources"]["/Font"].values()
        }
        assert fonts
        assert all(font.startswith("NotoSans") for font in fonts)

    @pytest.mark.parametrize("size", [(1, 1), (1200, 1), (1, 1200), (16, 16), (600, 200)])
    def test_a_logo_of_any_shape_has_its_place(self, size: tuple[int, int]) -> None:
        assert_pictured(picture(*size))

    def test_a_logo_that_is_no_picture_is_refused_and_left_out(self) -> None:
        torn = Logo(LogoKind.PNG, png(600, 200, b""))
        with pytest.raises(BadLogoError, match="the picture cannot be drawn"):
            refuse_undrawable(torn)
        assert refuse_undrawable(picture(3, 2)) == picture(3, 2)
        sheet = sheet_of(full(LINE), RATES, RATE_DAY, LETTERHEAD)
        with_it = replace(sheet, letterhead=replace(LETTERHEAD, logo=torn))
        assert quote_pdf(with_it) == quote_pdf(sheet)

    def test_a_drawn_logo_has_its_place(self) -> None:
        assert_pictured(logo_of(SVG))


class TestTexts:
    @pytest.mark.parametrize("text", [*HOSTILE, "#pagebreak()", "<img src=/etc/hostname>"])
    def test_what_people_write_is_text(self, text: str) -> None:
        draft = full(
            [changed(LINE, note=text), sold(text, "5 GBP")],
            client=Client(text, text),
            deposit=text,
            payment=text,
            notes=text,
        )
        letterhead = Letterhead(text, text, text, text, text, text)
        pdf = quote_pdf(sheet_of(draft, RATES, RATE_DAY, letterhead))
        assert letters_of(pdf).count(text.replace(" ", "")) >= 11
        assert b"/Subtype/Image" not in pdf
        assert len(reader(pdf).pages) <= 2

    def test_hindi_is_copied_as_it_was_written(self, tmp_path: Path) -> None:
        clinic = entry("एक्सोसोम माइक्रोनीडलिंग", "12000-18000 INR", sessions="3", city="मुंबई")
        draft = full(
            changed(entry_line(clinic, PLAIN), note="त्वचा पर सुन्न करने वाली क्रीम"),
            client=Client("श्रीमती क्षमा त्रिवेदी", "संदर्भ ७"),
            notes="कृपया अपनी दवाओं की सूची साथ लाएँ।",
            language="hi",
        )
        copied = copied_text_of(issued_pdf(stamped(draft)), tmp_path)
        for said in (
            "श्रीमती क्षमा त्रिवेदी",
            "संदर्भ ७",
            "एक्सोसोम माइक्रोनीडलिंग",
            "मुंबई",
            "त्वचा पर सुन्न करने वाली क्रीम",
            "कृपया अपनी दवाओं की सूची साथ लाएँ।",
            "₹12,000 – ₹18,000",
            "£300.00 – £450.00",
            "₹36,000 – ₹54,000",
        ):
            assert said in copied

    def test_no_word_of_hindi_is_torn_when_it_is_copied(self, tmp_path: Path) -> None:
        found = Locale("hi")
        named = (*found.territories.values(), *found.languages.values(), *found.currencies.values())
        words = sorted({word for name in named for word in re.findall("[\u0900-\u097f]+", name)})
        assert len(words) > 1000
        sheet = sheet_of(full(LINE, notes=" ".join(words)), RATES, RATE_DAY, LETTERHEAD)
        copied = set(copied_text_of(quote_pdf(sheet), tmp_path).split())
        assert [word for word in words if word not in copied] == []

    def test_amounts_stay_whole_beside_words_from_right_to_left(self, tmp_path: Path) -> None:
        clinic = entry("علاج البشرة", "600-700 GBP", sessions="1", city="القاهرة")
        draft = full(clinic, client=Client("محمد بن أحمد", "مرجع"))
        copied = copied_text_of(issued_pdf(stamped(draft)), tmp_path)
        assert "£600.00 – £700.00" in copied
        assert "₹72,000 – ₹84,000" in copied

    @pytest.mark.parametrize(
        "text", ["x" * 300, "🧴🧴", "\u202eevil\u0000", "\ufeff\ud800", "a\u0301" * 90, " \n "]
    )
    def test_no_text_keeps_a_quote_from_being_drawn(self, text: str) -> None:
        draft = full(
            entry(text, "5 GBP", sessions="1", city=text),
            client=Client(text, text),
            deposit=text,
            notes=text,
        )
        pdf = quote_pdf(sheet_of(draft, RATES, RATE_DAY, Letterhead(text, text, text)))
        assert "£5.00" in text_of(pdf)

    def test_an_address_is_copied_whole(self) -> None:
        head = replace(LETTERHEAD, contact="0113 496 0000 · hello@harbour-skin.example.org")
        pdf = quote_pdf(sheet_of(full(LINE), RATES, RATE_DAY, head))
        assert "hello@harbour-skin.example.org" in reader(pdf).pages[0].extract_text()

    @pytest.mark.parametrize("before", range(3))
    def test_the_end_of_a_page_never_parts_a_price_from_its_source(self, before: int) -> None:
        lines = [sold(f"Cream {number}", "7 GBP") for number in range(before)]
        places = [entry_line(replace(LEEDS, id=f"leeds-{number}"), PLAIN) for number in range(30)]
        sheet = sheet_of(full([*lines, *places]), RATES, RATE_DAY, LETTERHEAD)
        pages = [page.extract_text() for page in reader(quote_pdf(sheet)).pages]
        assert len(pages) > 2
        for text in pages:
            assert text.count("Clinic · Leeds") == text.count("“£200-280”")

    @pytest.mark.parametrize("before", range(3))
    def test_the_end_of_a_page_parts_no_short_option(self, before: int) -> None:
        first = [sold(f"Cream {number}", "7 GBP") for number in range(before + 1)]
        sheet = sheet_of(full(first, *[LINE] * 7), RATES, RATE_DAY, LETTERHEAD)
        pages = [page.extract_text() for page in reader(quote_pdf(sheet)).pages]
        assert len(pages) > 1
        for number, text in enumerate(pages):
            at_a_glance = 8 if number == 0 else 0
            assert text.count("Total of option ") == len(re.findall("\nOption [A-H]\n", text))
            assert text.count("Total of option ") == text.count("≈ ₹") - at_a_glance

    def test_a_hundred_lines_keep_their_headings_on_every_page(self) -> None:
        pages = reader(quote_pdf(long_sheet())).pages
        with_lines = [page.extract_text() for page in pages if "£7.00" in page.extract_text()]
        assert len(with_lines) > 2
        assert all("Price of one" in text for text in with_lines)

    def test_ten_options_are_all_there(self) -> None:
        draft = full(*(sold(f"Cream {number}", f"{number} GBP") for number in range(1, 11)))
        text = drawn(draft)
        for number, letter in enumerate("ABCDEFGHIJ", start=1):
            assert f"Total of option {letter} incl. tax £{number}.00" in text


def long_sheet() -> Any:
    draft = full([sold(f"Cream {number}", "7 GBP") for number in range(100)])
    return sheet_of(draft, RATES, RATE_DAY, LETTERHEAD)


def picture(width: int, height: int) -> Logo:
    """Black pixels, all of them there."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * ((1 + 3 * width) * height))),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return logo_of(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def assert_pictured(logo: Logo) -> None:
    head = replace(LETTERHEAD, logo=logo)
    made = quote_pdf(sheet_of(full(LINE), RATES, RATE_DAY, head))
    assert made != quote_pdf(sheet_of(full(LINE), RATES, RATE_DAY, LETTERHEAD))
    pdf = reader(made)
    assert len(pdf.pages) == 1
    assert "Exosome microneedling" in pdf.pages[0].extract_text()
    shown: Any = content(sheet_of(full(LINE), RATES, RATE_DAY, head))["letterhead"]
    assert bytes(shown["logo"]["bytes"]) == logo.data
