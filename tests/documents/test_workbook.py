from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from exodesk.documents.workbook import LONGEST_CELL, Style, Workbook, money_format, storable
from tests.documents.examples import HOSTILE, TODAY
from tests.documents.test_letters import ANY_TEXT


def cells(data: bytes) -> list[list[object]]:
    """The cells of the first sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [list(row) for row in book.get_sheet_by_index(0).to_python(skip_empty_area=False)]


def parts(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


@pytest.mark.parametrize(
    ("currency", "number_format"),
    [
        ("GBP", '"£"#,##0.00'),
        ("USD", '"US$"#,##0.00'),
        ("AED", '"AED "#,##0.00'),
        ("JPY", '"JP¥"#,##0'),
        ("KWD", '"KWD "#,##0.000'),
        (
            "INR",
            r'[>=10000000]"₹"##\,##\,##\,##0.00;[>=100000]"₹"##\,##\,##0.00;"₹"##,##0.00',
        ),
    ],
)
def test_money_is_grouped_as_in_its_country(currency: str, number_format: str) -> None:
    assert money_format(currency) == number_format


def test_amounts_are_numbers_and_are_not_rounded() -> None:
    book = Workbook("Test", TODAY)
    sheet = book.sheet("One")
    sheet.money(0, 0, Fraction(1, 3), "GBP")
    sheet.number(0, 1, Decimal("1.5"))
    sheet.money(0, 2, None, "GBP")
    sheet.day(0, 3, TODAY)
    assert cells(book.made()) == [[1 / 3, 1.5, "unknown", TODAY]]


def test_a_sum_is_a_formula_over_our_own_cells_with_its_value() -> None:
    book = Workbook("Test", TODAY)
    sheet = book.sheet("One")
    for row, amount in enumerate((1, 2)):
        sheet.money(row, 1, Fraction(amount), "GBP")
    sheet.sum_above(2, 1, 0, Fraction(3), "GBP")
    sheet.sum_above(2, 0, 0, None, "GBP")
    made = book.made()
    assert "<f>SUM(B1:B2)</f><v>3.0</v>" in parts(made).replace("<v>3</v>", "<v>3.0</v>")
    assert parts(made).count("<f>") == 1
    assert cells(made)[2] == ["unknown", 3.0]


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "+1", "-1", "1e3", "123", "http://x.example/"])
def test_text_stays_text_and_runs_nowhere(text: str) -> None:
    book = Workbook(text, TODAY)
    sheet = book.sheet("One")
    sheet.text(0, 0, text)
    sheet.text(1, 0, text, Style.HEADING, over=2)
    made = book.made()
    assert [row[0] for row in cells(made)] == [text, text]
    assert "<f>" not in parts(made)
    assert "<hyperlink " not in parts(made)


@given(ANY_TEXT)
def test_any_text_can_be_kept_in_a_cell(text: str) -> None:
    book = Workbook(text, TODAY)
    book.sheet("One").text(0, 0, f"a{text}b")
    (row,) = cells(book.made())
    kept = str(row[0])
    assert kept.startswith("a")
    assert kept.endswith("b")


def test_a_cell_holds_no_more_than_a_cell_can() -> None:
    assert storable("x" * LONGEST_CELL) == "x" * LONGEST_CELL
    assert len(storable("x" * (LONGEST_CELL + 1))) == LONGEST_CELL
    assert storable("a\ud800\uffff") == "a[U+D800][U+FFFF]"


@pytest.mark.parametrize(
    ("name", "called"),
    [("A/B: [c]?*\\", "A B   c"), ("x" * 40, "x" * 31), ("Rates’ sources", "Rates’ sources")],
)
def test_a_sheet_has_a_name_that_a_sheet_may_have(name: str, called: str) -> None:
    book = Workbook("Test", TODAY)
    book.sheet(name).text(0, 0, "x")
    made = book.made()
    assert CalamineWorkbook.from_filelike(io.BytesIO(made)).sheet_names == [called]


@given(st.lists(st.text(max_size=5), max_size=3))
def test_the_same_cells_give_the_same_bytes(texts: list[str]) -> None:
    def made() -> bytes:
        book = Workbook("Test", TODAY)
        sheet = book.sheet("One")
        sheet.texts(0, texts)
        sheet.fit()
        return book.made()

    assert made() == made()
