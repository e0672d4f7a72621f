from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from exodesk.documents.compared import Compared
from exodesk.documents.comparison_workbook import comparison_workbook
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import Entry, Per, Provider, Remark, Tax
from exodesk.domain.money import Money
from tests.builders import NO_RATES, SOURCE, course, entry, offer, product
from tests.documents.examples import GUIDE, HOSTILE, LONDON, MUMBAI, TODAY, compared, text_of
from tests.documents.test_letters import ANY_TEXT

TRAVEL = Assumptions(home="GB", travel=Money.parse("420 GBP"))


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def rows_of(one: Compared) -> dict[str, list[Any]]:
    """The first sheet by the names of its rows; of two rows of one name the first."""
    found: dict[str, list[Any]] = {}
    for name, *values in sheets(comparison_workbook(one))["Comparison"]:
        found.setdefault(name, values)
    return found


def xml_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_low_and_high_stand_side_by_side_as_numbers() -> None:
    rows = rows_of(compared(LONDON, MUMBAI, assumptions=TRAVEL))
    assert rows["Sessions"] == [750, 1050, 300, 450]
    assert rows["Travel"] == ["none", "none", 420, 420]
    assert rows["Total"] == [750, 1050, 720, 870]
    assert rows["In rupees"] == [90000, 126000, 86400, 104400]
    assert rows["Per session"] == [250, 350, 100, 150]
    assert rows["Downtime per session, days"] == [1, 2, 1, 2]
    assert rows["Downtime in all, days"] == [3, 6, 3, 6]


def test_each_column_has_its_entry_and_its_end_above_it() -> None:
    first, second, third = sheets(comparison_workbook(compared(LONDON, MUMBAI)))["Comparison"][:3]
    assert first == [
        *("Total over 12 months, amounts in £ GBP", "Exosome microneedling", ""),
        *("Exosome microneedling", ""),
    ]
    assert second == ["", "London · Clinic", "", "Mumbai · Clinic", ""]
    assert third == ["", "low", "high", "low", "high"]


def test_totals_are_sums_of_the_cells_above_and_nothing_else_is_a_formula() -> None:
    made = xml_of(comparison_workbook(compared(LONDON, MUMBAI, assumptions=TRAVEL)))
    sheet = made["xl/worksheets/sheet1.xml"]
    assert re.findall("<f>(.*?)</f>", sheet) == [
        f"SUM({column}4:{column}5)" for column in ("B", "C", "D", "E")
    ]
    others = [name for name in made if name != "xl/worksheets/sheet1.xml"]
    assert not [name for name in others if "<f>" in made[name]]


def test_the_heads_and_the_names_stay_in_sight() -> None:
    sheet = xml_of(comparison_workbook(compared(LONDON, MUMBAI)))["xl/worksheets/sheet1.xml"]
    assert 'xSplit="1" ySplit="3" topLeftCell="B4"' in sheet
    assert 'state="frozen"' in sheet


def test_rupees_and_pounds_have_the_formats_of_their_countries() -> None:
    styles = xml_of(comparison_workbook(compared(LONDON, MUMBAI)))["xl/styles.xml"]
    assert "&quot;£&quot;#,##0.00" in styles
    assert r"[&gt;=100000]&quot;₹&quot;##\,##\,##0.00" in styles


@pytest.mark.parametrize(
    ("price", "total"),
    [
        ("from 650 GBP", [650, "unknown"]),
        ("up to 196 GBP", ["unknown", 196]),
        ("on request GBP", ["on request", "on request"]),
        ("0 GBP", [0, 0]),
    ],
)
def test_an_unknown_end_is_a_word_and_no_sum(price: str, total: list[object]) -> None:
    one = compared(LONDON, entry("Peel", price, sessions="1"))
    assert rows_of(one)["Total"] == [750, 1050, *total]
    known = sum(isinstance(end, int) for end in total)
    assert xml_of(comparison_workbook(one))["xl/worksheets/sheet1.xml"].count("<f>") == 2 + known


def test_a_missing_rate_is_a_word() -> None:
    rows = rows_of(compared(LONDON, MUMBAI, rates=NO_RATES))
    assert rows["Total"] == [750, 1050, "needs a rate", "needs a rate"]


def test_an_extra_of_unknown_amount_leaves_the_sum_of_the_rest() -> None:
    fee = offer("on request GBP", Per.CONSULTATION, redeemable=False)
    rows = rows_of(compared(LONDON, entry("Peel", "100 GBP", fee, sessions="2")))
    assert rows["Consultation"][2:] in (["unknown", "unknown"], [0, "unknown"])
    assert rows["Total"][2:] == [200, "unknown"]


def test_every_input_stands_with_its_amount_source_date_and_age() -> None:
    found = sheets(comparison_workbook(compared(LONDON, MUMBAI)))["What it rests on"]
    headings, *rows = found
    price = dict(zip(headings, rows[0], strict=True))
    assert price["Entry"] == "Exosome microneedling, London"
    assert (price["Low"], price["High"], price["Currency"]) == (250, 350, "GBP")
    assert (price["Times, low"], price["Times, high"]) == (3, 3)
    assert price["As printed"] == "£250 to £350"
    assert price["Source"] == "src-a"
    other = next(row for row in rows if row[0].endswith("Mumbai"))
    assert dict(zip(headings, other, strict=True))["Age in days"] == 36


def test_rates_sources_and_assumptions_have_a_sheet() -> None:
    rows = sheets(comparison_workbook(compared(LONDON, MUMBAI, assumptions=TRAVEL)))
    found = rows["Rates and sources"]
    rate = next(row for row in found if row[0] == "GBP")
    assert rate[:3] == ["GBP", 120, "INR"]
    assert rate[4] == TODAY.replace(day=15)
    assert rate[5:] == ["manual", 10]
    guide = next(row for row in found if row[0] == "src-b")
    assert guide[2:] == ["Guide", "article", "2025", "https://guide.example/a-b", 389]
    assert ["Travel", "£420 a trip, 1 trip"] in [row[:2] for row in found]


def test_the_verdict_and_that_it_is_no_advice_stand_below() -> None:
    found = [row[1] for row in sheets(comparison_workbook(compared(LONDON, MUMBAI)))["Comparison"]]
    assert "Mumbai is surely cheaper." in found
    assert found[-1] == "Price information, not medical advice"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_from_data_runs_or_links(text: str) -> None:
    odd = replace(
        entry(text, offer("10 GBP", source="src-a", as_printed=text), provider=text, sessions="1"),
        included=(Remark(text),),
    )
    made = comparison_workbook(
        compared(odd, LONDON, sources=(replace(SOURCE, title=text, url=text), GUIDE))
    )
    parts = xml_of(made)
    formulas = re.findall("<f>(.*?)</f>", "".join(parts.values()))
    assert all(re.fullmatch(r"SUM\([A-Z]+4:[A-Z]+\d+\)", formula) for formula in formulas)
    assert not [name for name in parts if "<hyperlink " in parts[name]]
    said = [cell for sheet in sheets(made).values() for row in sheet for cell in row]
    assert said.count(text) >= 4


def test_the_same_comparison_gives_the_same_bytes() -> None:
    one = compared(LONDON, MUMBAI, assumptions=TRAVEL)
    assert comparison_workbook(one) == comparison_workbook(one)


@settings(max_examples=40, deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_no_text_stops_it(name: str, other: str) -> None:
    odd = replace(
        entry("Peel", offer("10 GBP", source="src-a", as_printed=other), sessions="1"),
        name=name,
        provider=Provider(other, name, "GB"),
        included=(Remark(other),),
    )
    assert comparison_workbook(compared(odd, MUMBAI, sources=(replace(SOURCE, title=other), GUIDE)))


def _courses(low: int, more: int, sessions: str) -> Entry:
    together = course(3, f"{2 * low}-{2 * low + more} GBP")
    return entry("Peel", f"{low}-{low + more} GBP", together, sessions=sessions)


def _taxed(price: int, rate: int) -> Entry:
    untaxed = offer(f"{price} INR", tax=Tax.EXCLUDED, tax_rate=str(rate))
    return entry("Laser", untaxed, sessions="1-7")


ENTRIES = st.one_of(
    st.builds(
        _courses, st.integers(1, 9999), st.integers(0, 999), st.sampled_from(["1", "2-5", "4"])
    ),
    st.builds(_taxed, st.integers(1, 999999), st.integers(0, 40)),
    st.integers(0, 999).map(lambda price: product("Serum", f"{price} GBP")),
)


@settings(max_examples=40, deadline=None)
@given(ENTRIES, ENTRIES)
def test_the_cells_above_add_up_to_the_total_that_stands_there(one: Entry, other: Entry) -> None:
    made = compared(replace(one, id="one"), replace(other, id="other"))
    rows = sheets(comparison_workbook(made))["Comparison"][3:]
    last = next(n for n, row in enumerate(rows) if row[0] == "Total")
    for column in range(1, 5):
        total = rows[last][column]
        lines = [row[column] for row in rows[:last] if isinstance(row[column], float)]
        assert total == "unknown" or sum(lines) == pytest.approx(total)


def test_libreoffice_shows_the_same_figures(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    book = tmp_path / "book.xlsx"
    one = compared(LONDON, MUMBAI, assumptions=Assumptions("INR"))
    book.write_bytes(comparison_workbook(one))
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = text_of((tmp_path / "book.pdf").read_bytes())
    assert "Total ₹90,000.00 ₹1,26,000.00 ₹36,000.00 ₹54,000.00" in text
    assert "In pounds £750.00 £1,050.00 £300.00 £450.00" in text
