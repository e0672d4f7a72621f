from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exodesk.exports.text_table import (
    WIDTH,
    paragraph,
    side_by_side,
    text_table,
    with_flexible,
    wrapped,
)


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


def test_a_cell_of_a_limited_column_goes_on_below_itself() -> None:
    table = text_table(["Entry", "Note"], [["Peel", "up to three lines"]], widest={1: 8})
    assert table == "Entry  Note\n-----  -----\nPeel   up to\n       three\n       lines\n"


words = st.text(st.sampled_from("ab日\u0301 "), max_size=60)


@given(words, st.integers(2, 20))
def test_wrapping_loses_no_letter_and_keeps_the_width(text: str, width: int) -> None:
    parts = wrapped(text, width)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert all(columns_of(part) <= width for part in parts)


def test_a_word_of_a_whole_book_is_cut_as_any_other() -> None:
    book = "क" + "x" * 300_000
    parts = wrapped(book, 100)
    assert "".join(parts) == book
    assert {len(part) for part in parts[:-1]} == {100}


def test_a_word_wider_than_its_column_is_cut() -> None:
    assert wrapped("a microneedling", 6) == ["a", "micron", "eedlin", "g"]
    assert wrapped("a microneedling b", 6, cut=False) == ["a", "microneedling", "b"]
    assert wrapped("microneedling b", 6, cut=False) == ["microneedling", "b"]


@pytest.mark.parametrize("count", range(1, 9))
def test_columns_side_by_side_stay_readable_however_many_they_are(count: int) -> None:
    headings = [f"Exosome microneedling in town {n}" for n in range(count)]
    cells = [f"£{n} – £1,000 for whoever asks, in words {n}" for n in range(count)]
    table = side_by_side(headings, [("Total", cells), ("Downtime per session", cells)])
    assert max(map(columns_of, table.splitlines())) <= WIDTH
    said = " ".join(table.split())
    assert said.count("Downtime per session") == len(table.split("\n\n"))
    assert all(f"£{n} –" in said for n in range(count))


def test_few_columns_share_the_room_and_more_go_into_tables_of_equal_size() -> None:
    tables = side_by_side(["A" * 20] * 4, [("Total", ["x"] * 4)]).split("\n\n")
    assert [table.splitlines()[2].count("x") for table in tables] == [2, 2]
    (whole,) = side_by_side(["A" * 20] * 3, [("Total", ["x"] * 3)]).split("\n\n")
    assert whole.splitlines()[2].count("x") == 3


def test_a_paragraph_hangs_under_its_first_line() -> None:
    text = paragraph("word " * 30, indent="  ", hanging="    ")
    first, second = text.splitlines()
    assert first.startswith("  word")
    assert second.startswith("      word")
    assert max(map(len, (first, second))) <= WIDTH
    assert paragraph("a\nb") == "a b\n"


def test_an_address_stands_whole_in_a_paragraph() -> None:
    address = "https://example.org/" + "a" * WIDTH
    assert paragraph(f"see {address}", indent="  ").splitlines() == ["  see", f"  {address}"]


def test_one_column_takes_what_the_others_leave() -> None:
    rows = [["Offer", "word " * 60, "source " * 8, "undated"], ["Note", "short", "src", "2026"]]
    table = with_flexible(["Figure", "Value", "Source", "Date"], rows, 1, {2: 26})
    widths = [columns_of(line) for line in table.splitlines()]
    assert WIDTH - 8 < max(widths) <= WIDTH
    narrow = with_flexible(["Figure", "Value"], [["a" * 90, "word " * 9]], 1, {})
    assert max(map(len, narrow.splitlines())) > WIDTH  # never too narrow to be read


def test_signs_that_join_letters_or_hold_an_amount_together_stay_and_take_no_column() -> None:
    rows = [["क्\u200dष", "\u2066£5\u2069"], ["Peel", "£1,500"]]
    _heads, _rule, joined, plain = text_table(["नाम", "£"], rows, right=[1]).splitlines()
    assert joined.startswith("क्\u200dष ")
    assert joined.endswith("  \u2066£5\u2069")
    unseen = sum(sign in "\u094d\u200d\u2066\u2069" for sign in joined)
    assert len(joined) - unseen == len(plain)
    assert "\u202e" not in text_table(["Name"], [["a\u202eb"]])
