from __future__ import annotations

import csv
import io
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.exports.clipboard import Cell, as_html, as_text

NUMBER = ["align", "sdval", "sdnum"]
ROWS = [["Entry", "Total"], ["Peel", "£1,500"], ["Serum", "≈ £30 – £40"]]


class Cells(HTMLParser):
    """Every cell with its tag, and every tag that there is."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[tuple[str, str]]] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert attrs == [] or (tag == "td" and [name for name, _value in attrs] == NUMBER)
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append((tag, ""))

    def handle_data(self, data: str) -> None:
        tag, text = self.rows[-1][-1]
        self.rows[-1][-1] = (tag, text + data)


def test_rows_are_lines_and_cells_stand_between_tabs() -> None:
    assert as_text(ROWS) == "Entry\tTotal\nPeel\t£1,500\nSerum\t≈ £30 – £40"


def test_the_first_row_of_the_table_is_its_heading() -> None:
    assert Cells(as_html(ROWS)).rows == [
        [("th", "Entry"), ("th", "Total")],
        [("td", "Peel"), ("td", "£1,500")],
        [("td", "Serum"), ("td", "≈ £30 – £40")],
    ]


@pytest.mark.parametrize("headings", [0, 2])
def test_as_many_rows_are_headings_as_one_says(headings: int) -> None:
    tags = [row[0][0] for row in Cells(as_html(ROWS, headings=headings)).rows]
    assert tags == ["th"] * headings + ["td"] * (3 - headings)


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=2), min_size=1)
)
def test_no_text_breaks_out_of_its_cell(rows: list[list[str]]) -> None:
    text = as_text(rows)
    assert [line.count("\t") for line in text.split("\n")] == [1] * len(rows)
    parsed = Cells(as_html(rows))
    assert parsed.tags <= {"table", "tr", "td", "th"}
    assert [len(row) for row in parsed.rows] == [2] * len(rows)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src="file:///etc/passwd">',
        "</td></tr></table><h1>x</h1>",
        "a & b &lt; c",
        "\"quoted' text",
    ],
)
def test_markup_is_only_text(text: str) -> None:
    html = as_html([["Entry"], [text]])
    assert Cells(html).rows[1] == [("td", text)]
    assert "<script" not in html
    assert "<img" not in html


@pytest.mark.parametrize("text", ["=1+1", "-1", "@a", "+1", "\t=1", " =1", "＝1"])
def test_a_formula_does_not_run_where_it_is_pasted(text: str) -> None:
    shown = as_text([[text, "x"]]).split("\t")[0]
    assert shown.startswith("'")
    assert Cells(as_html([["h"], [text]])).rows[1][0][1].startswith("'")


def test_line_breaks_and_tabs_within_a_cell_become_blanks() -> None:
    assert as_text([["a\nb\tc\r\nd", "e"]]) == "a b c d\te"


def test_a_spreadsheet_reads_the_rows_back() -> None:
    lines = csv.reader(io.StringIO(as_text(ROWS)), delimiter="\t", quoting=csv.QUOTE_NONE)
    assert list(lines) == ROWS


def test_a_number_is_raw_and_said_to_be_one() -> None:
    rows: list[list[Cell]] = [["Total", "Currency"], [Decimal("-150000.00"), "INR"]]
    assert as_text(rows) == "Total\tCurrency\n-150000.00\tINR"
    number = '<td align="right" sdval="-150000.00" sdnum="1033;">-150000.00</td>'
    assert as_html(rows).endswith(f"<tr>{number}<td>INR</td></tr></table>")


def test_nothing_selected_is_nothing() -> None:
    assert as_text([]) == ""
    assert as_html([]) == "<table></table>"
