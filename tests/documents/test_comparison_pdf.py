from __future__ import annotations

import re
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exodesk.documents.compared import Compared, NothingComparedError
from exodesk.documents.comparison_pdf import (
    comparison_pdf,
    comparison_pictures,
    content,
)
from exodesk.documents.letters import families
from exodesk.documents.typst_document import NotMadeError, pdf_bytes
from exodesk.domain.ask_first import AskFirst, AskFirstNote, AskFirstTopic
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import Entry, Per, Provider, Remark, Tax
from exodesk.domain.money import Money
from exodesk.paths import resource
from exodesk.translation import spoken_in
from tests.builders import NO_RATES, SOURCE, entry, offer, product
from tests.documents.examples import (
    GUIDE,
    HOSTILE,
    LONDON,
    MUMBAI,
    TODAY,
    compared,
    copied_text_of,
    letters_of,
    reader,
    text_of,
)
from tests.documents.test_letters import ANY_TEXT
from tests.pseudo import FROM_THE_RIGHT

TRAVEL = Assumptions(home="GB", travel=Money.parse("420 GBP"))


def included(text: str) -> Entry:
    return replace(LONDON, included=(Remark(text),))


def chart_of(one: Compared) -> dict[str, Any]:
    chart = content(one)["chart"]
    assert isinstance(chart, dict)
    return chart


class TestWhatItSays:
    def test_the_verdict_and_its_reason_come_first(self) -> None:
        text = text_of(comparison_pdf(compared(LONDON, MUMBAI, assumptions=TRAVEL)))
        assert text.startswith("London or Mumbai Cost comparison of 25 Jan 2026")
        verdict = "Mumbai is cheaper in about 84 of 100 cases: £330 cheaper to £120 dearer."
        assert text.index(verdict) < text.index("Total over 12 months, £")

    def test_totals_and_lines_have_the_decimals_of_their_currency(self) -> None:
        text = text_of(comparison_pdf(compared(LONDON, MUMBAI, assumptions=TRAVEL)))
        assert text.count("£750.00 – £1,050.00") >= 3  # chart, table and trace
        assert "≈ £720.00 – £870.00" in text
        assert "of which travel none £420.00 your assumption" in text

    def test_rupees_are_grouped_in_lakhs(self) -> None:
        text = text_of(comparison_pdf(compared(LONDON, MUMBAI, assumptions=Assumptions("INR"))))
        assert "≈ ₹90,000.00 – ₹1,26,000.00" in text
        assert "₹36,000.00 – ₹54,000.00" in text
        assert "£750 – £1,050 as printed" in text

    def test_each_line_names_its_source_by_number_with_date_and_age(self) -> None:
        text = text_of(comparison_pdf(compared(LONDON, MUMBAI)))
        assert "One session: £250 – £350, tax not stated (“£250 to £350”), [1], undated" in text
        assert "tax not stated, [2], 20 Dec 2025 (36 days old)" in text
        assert "[1] Clinic: Price list · price list · 10 Jan 2026 (15 days old)" in text
        assert "[2] Guide · article · 2025 (12 months old) · https://guide.example/a-b" in text

    def test_what_a_person_entered_without_a_source_says_so(self) -> None:
        text = text_of(comparison_pdf(compared(entry("Peel", "10 GBP", sessions="1"), MUMBAI)))
        assert "One session: £10, tax not stated, no source, undated" in text

    def test_rates_stand_with_date_source_age_and_both_ways(self) -> None:
        text = text_of(comparison_pdf(compared(LONDON, MUMBAI)))
        assert "£1 = ₹120.0000 · 15 Jan 2026 · manual (10 days old); ₹1 = £0.00833" in text

    def test_without_a_rate_none_is_named(self) -> None:
        text = text_of(comparison_pdf(compared(LONDON, entry("Peel", "10 GBP", sessions="1"))))
        assert "No exchange rate is in these figures." in text

    def test_assumptions_rounding_and_limits_are_said(self) -> None:
        text = text_of(comparison_pdf(compared(LONDON, MUMBAI, assumptions=TRAVEL)))
        for said in (
            "Travel: £420 a trip, 1 trip",
            "Home: United Kingdom",
            "rounded once, half up",
            "Entries are taken as independent of each other",
            "Prices are as published on their dates: check before booking.",
        ):
            assert said in text

    def test_every_page_is_numbered_and_says_that_it_is_no_advice(self) -> None:
        pages = reader(comparison_pdf(compared(LONDON, MUMBAI))).pages
        for number, page in enumerate(pages, start=1):
            text = page.extract_text()
            assert f"Page {number} of {len(pages)}" in text
            assert "Price information, not medical advice" in text

    def test_what_to_ask_stands_with_what_it_could_change_and_its_sources(self) -> None:
        topic = AskFirstTopic("t", "Origin", "What are the exosomes made from?")
        notes = tuple(
            AskFirstNote(f"n{n}", "t", "Somebody says so.", source, position=str(n))
            for n, source in enumerate((replace(GUIDE, id="other", title="Law"), SOURCE))
        )
        peel = entry("Peel", "on request GBP", sessions="1")
        text = text_of(comparison_pdf(compared(LONDON, peel, ask_first=AskFirst((topic,), notes))))
        assert "What does one session cost? could change which is the cheapest" in text
        assert re.search(r"made from\? Sources disagree: \[\d\] \[\d\]", text)
        assert "Somebody says so." not in text
        assert "Law · article" in text

    @pytest.mark.parametrize(
        ("price", "shown"),
        [
            ("from 650 GBP", "from £650.00"),
            ("up to 196 GBP", "up to £196.00"),
            ("on request GBP", "on request"),
            ("0 GBP", "£0.00"),
        ],
    )
    def test_an_open_end_stays_open_and_unknown_stays_a_word(self, price: str, shown: str) -> None:
        text = text_of(comparison_pdf(compared(LONDON, entry("Peel", price, sessions="1"))))
        row = text.partition("Cost Total over 12 months ")[2].partition(" Per session")[0]
        assert row.startswith("£750.00 – £1,050.00")
        assert shown in row

    def test_a_missing_rate_is_said_and_nothing_is_converted(self) -> None:
        text = text_of(comparison_pdf(compared(LONDON, MUMBAI, rates=NO_RATES)))
        assert "Total over 12 months £750.00 – £1,050.00 needs a rate" in text
        assert "≈ £" not in text

    def test_taxes_fees_packs_and_time_off_have_their_lines(self) -> None:
        taxed = offer("200 GBP", tax=Tax.EXCLUDED, tax_rate="20")
        fee = offer("50 GBP", Per.CONSULTATION, redeemable=False)
        peel = entry("Peel", taxed, fee, sessions="3", downtime="1-2 day")
        day = Assumptions(time_off=Money.parse("100 GBP"))
        serum = product("Serum", "36 GBP")
        text = text_of(comparison_pdf(compared(peel, serum, assumptions=day)))
        for said in (
            "of which consultation £50.00 none",
            "of which tax £120.00 not stated",
            "of which packs or payments none £252.00",
            "of which time off £300.00 – £600.00 your assumption",
            "Packs does not apply 7 packs,",
        ):
            assert said in text

    def test_one_entry_alone_is_no_comparison(self) -> None:
        with pytest.raises(NothingComparedError, match="two entries"):
            compared(LONDON)


class TestTheFile:
    def test_the_same_comparison_gives_the_same_bytes(self) -> None:
        assert comparison_pdf(compared(LONDON, MUMBAI)) == comparison_pdf(compared(LONDON, MUMBAI))

    def test_another_day_or_price_gives_others(self) -> None:
        one = compared(LONDON, MUMBAI)
        later = replace(one, today=TODAY.replace(day=26))
        dearer = compared(entry("Peel", "11 GBP", sessions="1"), MUMBAI)
        assert len({comparison_pdf(each) for each in (one, later, dearer)}) == 3

    def test_it_is_tagged_titled_and_in_a_language(self) -> None:
        pdf = reader(comparison_pdf(compared(LONDON, MUMBAI)))
        root: Any = pdf.root_object
        assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of true
        assert root["/Lang"] == "en"
        assert b"<pdfuaid:part>1" in root["/Metadata"].get_object().get_data()
        assert pdf.metadata is not None
        assert pdf.metadata.title == "London or Mumbai"

    def test_a_reader_aloud_is_told_the_language_it_is_written_in(self) -> None:
        with spoken_in("hi"):
            root: Any = reader(comparison_pdf(compared(LONDON, MUMBAI))).root_object
        assert root["/Lang"] == "hi"

    def test_in_a_language_from_the_right_amounts_are_whole(self, tmp_path: Path) -> None:
        with spoken_in(FROM_THE_RIGHT):
            pdf = comparison_pdf(compared(LONDON, MUMBAI, assumptions=TRAVEL))
        root: Any = reader(pdf).root_object
        assert root["/Lang"] == "ar"
        copied = copied_text_of(pdf, tmp_path)
        assert "[U+" not in copied
        for amount in ("£750.00", "£1,050.00", "₹1,26,000"):
            assert amount in copied

    def test_its_tables_and_headings_are_tagged_as_such(self) -> None:
        kinds = _kinds(comparison_pdf(compared(LONDON, MUMBAI)))
        assert {"/H1", "/P", "/Table", "/TH", "/TD"} <= kinds

    def test_only_bundled_fonts_are_in_it(self) -> None:
        pages: Any = reader(comparison_pdf(compared(LONDON, MUMBAI))).pages
        fonts = {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for page in pages
            for font in page["/Resources"]["/Font"].values()
        }
        assert fonts
        assert all(font.startswith("NotoSans") for font in fonts)

    @pytest.mark.parametrize(("count", "level"), [(2, False), (3, False), (4, True), (8, True)])
    def test_many_entries_lie_on_level_pages(self, count: int, level: bool) -> None:
        entries = [entry(f"Peel {n}", f"{n + 1} GBP", sessions="1") for n in range(count)]
        box = reader(comparison_pdf(compared(*entries))).pages[0].mediabox
        assert (box.width > box.height) is level

    def test_three_entries_fit_two_pages(self) -> None:
        peel = entry("Peel", offer("100-150 GBP", source="src-a"), sessions="4-6")
        pdf = comparison_pdf(compared(LONDON, MUMBAI, peel, assumptions=TRAVEL))
        assert len(reader(pdf).pages) == 2

    def test_more_than_a_page_has_room_for_stand_in_further_tables(self) -> None:
        entries = [entry(f"Peel {n}", f"{n + 1} GBP", sessions="1") for n in range(11)]
        tables: Any = content(compared(*entries))["tables"]
        assert [len(table["heads"]) for table in tables] == [6, 5]
        assert "£11.00" in text_of(comparison_pdf(compared(*entries)))

    @pytest.mark.parametrize("few", [1, 2, 3])
    def test_the_end_of_a_page_never_parts_a_line_from_what_it_rests_on(self, few: int) -> None:
        fee = offer("50 GBP", Per.CONSULTATION, redeemable=False)
        entries = [
            replace(LONDON, id=f"london-{n}", offers=(*LONDON.offers, *[fee] * (n >= few)))
            for n in range(8)
        ]
        pages = [page.extract_text() for page in reader(comparison_pdf(compared(*entries))).pages]
        assert sum(text.count("3 × £250") for text in pages) == 8
        for text in pages:
            assert text.count("3 × £250") == text.count("Number of sessions: 3")

    def test_its_pages_can_be_had_as_pictures(self) -> None:
        pictures = comparison_pictures(compared(LONDON, MUMBAI), 72)
        assert len(pictures) == len(reader(comparison_pdf(compared(LONDON, MUMBAI))).pages)
        for picture in pictures:
            assert picture.startswith(b"\x89PNG")
            width, height = struct.unpack(">II", picture[16:24])
            assert (width, height) == (595, 842)

    def test_a_template_that_is_missing_is_told_in_words(self) -> None:
        with pytest.raises(NotMadeError, match=r"^The PDF could not be made: .*\.$"):
            pdf_bytes("missing.typ", {}, TODAY)

    def test_data_that_a_template_misses_is_told_in_words(self) -> None:
        with pytest.raises(NotMadeError, match="The PDF could not be made"):
            pdf_bytes("comparison.typ", {"title": "x"}, TODAY)


class TestTheBars:
    def test_each_end_stands_on_the_one_scale(self) -> None:
        chart = chart_of(compared(LONDON, MUMBAI))
        london, mumbai = chart["rows"]
        labels = [tick["label"] for tick in chart["ticks"]]
        assert labels == ["£0", "£500", "£1,000", "£1,500", "£2,000"]
        assert (london["low"], london["high"]) == (750 / 2000, 1050 / 2000)
        assert (mumbai["low"], mumbai["high"]) == (300 / 2000, 450 / 2000)
        assert chart["band"] == {"low": 300 / 2000, "high": 450 / 2000}
        assert (mumbai["mark"], london["mark"]) == ("lowest", "highest")

    @settings(max_examples=50)
    @given(st.lists(st.tuples(*[st.integers(0, 10**9)] * 2), min_size=2, max_size=3))
    def test_no_bar_leaves_the_scale_or_is_turned_round(self, pairs: list[tuple[int, int]]) -> None:
        entries = [
            entry(f"Peel {n}", f"{min(pair)}-{max(pair)} GBP", sessions="1")
            for n, pair in enumerate(pairs)
        ]
        for row in chart_of(compared(*entries))["rows"]:
            assert 0 <= row["low"] <= row["high"] <= 1

    def test_a_likely_lowest_says_how_likely(self) -> None:
        rows = chart_of(compared(LONDON, MUMBAI, assumptions=TRAVEL))["rows"]
        assert [row["mark"] for row in rows] == ["", "likely lowest: 84 of 100"]


class TestTextsFromData:
    @pytest.mark.parametrize("text", HOSTILE)
    def test_markup_is_text(self, text: str) -> None:
        hostile = entry(text, offer("10 GBP", as_printed=text), provider=text, sessions="1")
        pdf = comparison_pdf(compared(hostile, included(text)))
        assert letters_of(pdf).count(text.replace(" ", "")) >= 3

    def test_a_name_of_any_length_is_there_from_end_to_end(self) -> None:
        name = "".join(f"{n:05}" for n in range(2000))
        pdf = comparison_pdf(compared(entry(name, "10 GBP", sessions="1"), LONDON))
        letters = re.sub(r"Priceinformation,notmedicaladvicePage\d+of\d+", "", letters_of(pdf))
        assert name in letters.replace("LineAmountHow,andwhatitrestson", "")
        assert _outside_the_pages(pdf) == []

    def test_half_letters_and_controls_are_written_by_their_numbers(self) -> None:
        pdf = comparison_pdf(compared(included("a\0b\ud800c\u202ed\ufeffe"), MUMBAI))
        assert "a[U+0000]b[U+D800]c[U+202E]d[U+FEFF]e" in letters_of(pdf)

    def test_hindi_is_given_back_word_for_word(self, tmp_path: Path) -> None:
        name = "क्षत्रिय ज्ञान: त्वचा उपचार, विद्यार्थी ₹1,50,000"
        pdf = comparison_pdf(compared(entry(name, "10 GBP", sessions="1"), included(name)))
        assert copied_text_of(pdf, tmp_path).count(name) >= 3

    def test_other_directions_stay_within_their_names(self, tmp_path: Path) -> None:
        pdf = comparison_pdf(compared(entry("שלום", "10 GBP", sessions="1"), LONDON))
        copied = copied_text_of(pdf, tmp_path)
        assert "שלום" in copied
        assert "£750.00 – £1,050.00" in copied

    def test_every_letter_said_to_be_in_the_fonts_is_shown(self) -> None:
        said = resource("fonts", "coverage.txt").read_text("ascii")
        points = sorted(
            {
                point
                for low, high in re.findall(r" ([0-9A-F]{4,})(?:-([0-9A-F]{4,}))?", said)
                for point in range(int(low, 16), int(high or low, 16) + 1)
            }
        )
        assert len(points) > 5000
        lines = [" ".join(map(chr, points[n : n + 100])) for n in range(0, len(points), 100)]
        many = replace(LONDON, included=tuple(map(Remark, lines)))
        assert comparison_pdf(compared(many, MUMBAI))

    def test_the_families_are_those_of_the_files(self) -> None:
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(resource("fonts"))],
        )
        assert sorted(families()) == sorted(fonts.families())

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
    def test_no_text_stops_it(self, name: str, provider: str, printed: str) -> None:
        odd = replace(
            entry("Peel", offer("10 GBP", source="src-a", as_printed=printed), sessions="1"),
            name=name,
            provider=Provider(provider, name, "GB"),
            included=(Remark(printed),),
        )
        sources = (replace(SOURCE, title=printed, publisher=provider, url=name), GUIDE)
        assert comparison_pdf(compared(odd, MUMBAI, sources=sources))


def _kinds(pdf: bytes) -> set[str]:
    """The kinds of all tags in the document."""
    root: Any = reader(pdf).root_object
    kinds, open_nodes = set(), [root["/StructTreeRoot"]]
    while open_nodes:
        node: Any = open_nodes.pop().get_object()
        if not hasattr(node, "get"):
            continue
        kinds.add(str(node.get("/S", "")))
        below: Any = node.get("/K", [])
        open_nodes.extend(below if isinstance(below, list) else [below])
    return kinds


def _outside_the_pages(pdf: bytes) -> list[tuple[float, float]]:
    """Where text starts that no page shows."""
    found: list[tuple[float, float]] = []
    for page in reader(pdf).pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)

        def visit(
            text: str,
            _to_page: object,
            to_text: list[float],
            *_font: object,
            room: tuple[float, float] = (width, height),
        ) -> None:
            x, y = to_text[4], to_text[5]
            if text.strip() and not (0 <= x <= room[0] and 0 <= y <= room[1]):
                found.append((x, y))

        page.extract_text(visitor_text=visit)
    return found
