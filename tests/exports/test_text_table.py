from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.exports.text_table import text_table


def columns_of(text: str) -> int:
    """What a terminal needs for ``text``: wide signs take two columns, marks over others none."""
    marks = sum(unicodedata.category(char) in ("Mn", "Me") for char in text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) - marks + wide


def test_columns_are_aligned_and_figures_stand_to_the_right() -> None:
    table = text_table(["Entry", "Total"], [["Peel", "£5"], ["Microneedling", "£1,500"]], right=[1])
    assert table == (
        "Entry           Total\n"
        "-------------  ------\n"
        "Peel               £5\n"
        "Microneedling  £1,500\n"
    )


def test_no_line_ends_in_blanks() -> None:
    table = text_table(["Entry", "Note"], [["Peel", ""], ["Microneedling", "long note"]])
    assert all(line == line.rstrip() for line in table.splitlines())


def test_without_rows_the_headings_stand_alone() -> None:
    assert text_table(["A", "Bee"], []) == "A  Bee\n-  ---\n"


@pytest.mark.parametrize(
    "name", ["日本", "फेशियल", "Péel", "Pe\u0301el", "ＡＢ", "₹", "ContōR", "क्षत्रिय", "a\u20dd"]
)
def test_every_script_keeps_the_columns_in_line(name: str) -> None:
    lines = text_table(
        ["Name", "Total"], [[name, "1"], ["plain text", "22"]], right=[1]
    ).splitlines()
    assert {columns_of(line) for line in lines} == {columns_of(lines[1])}


@pytest.mark.parametrize(
    "text", ["a\nb", "a\tb", "a\x1b[31mb", "a\rb", "a\u202eb", "a\u2028b", "\0"]
)
def test_nothing_in_a_cell_steers_the_terminal(text: str) -> None:
    table = text_table(["h"], [[text]])
    assert table.count("\n") == 3
    assert all(char == "\n" or char.isprintable() for char in table)


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=3, max_size=3),
        max_size=5,
    )
)
def test_each_row_is_one_line_no_wider_than_the_rule(rows: list[list[str]]) -> None:
    lines = text_table(["a", "b", "c"], rows, right=[1]).split("\n")
    assert len(lines) == len(rows) + 3
    assert lines[-1] == ""
    assert all(columns_of(line) <= columns_of(lines[1]) for line in lines)
