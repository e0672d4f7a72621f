"""Files to rows, in whatever dialect; damage told with its line, and nothing read in half."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exodesk.imports.dialect import Choices, dialect_text
from exodesk.imports.figure_texts import DateOrder
from exodesk.imports.files import LARGEST, MOST_ROWS
from exodesk.imports.tables import Table, TableFileError, TableReading, holds_catalogue, read_table

HEADINGS = ("name", "provider", "price", "notes")
IN_ONE_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None
)


def read(folder: Path, data: bytes | str, choices: Choices | None = None) -> Table:
    path = folder / "list.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_table(path, choices)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


texts = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff", max_codepoint=0x1F9FF
    )
    | st.sampled_from("\n\t\"',;|"),
    max_size=12,
)
latin_texts = st.text(st.sampled_from("abc £€;,|\t\"'\n12.-"), max_size=12)
lines = st.lists(st.tuples(texts, texts, texts, texts), min_size=1, max_size=6)
latin_lines = st.lists(st.tuples(*[latin_texts] * 4), min_size=1, max_size=6)


def written(
    rows: list[tuple[str, ...]], delimiter: str, encoding: str, end: str, quoting: int
) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([HEADINGS, *rows])
    return text.getvalue().encode(encoding)


def shown(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [row for row in rows if any(cell.strip() for cell in row)]


@IN_ONE_FOLDER
@given(
    lines,
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_a_table_is_read_as_it_was_written(
    tmp_path: Path,
    rows: list[tuple[str, ...]],
    delimiter: str,
    encoding: str,
    end: str,
    quoting: int,
) -> None:
    if end == "\r":
        quoting = csv.QUOTE_ALL  # csv.writer would leave a line feed bare
    data = written(rows, delimiter, encoding, end, quoting)
    if not shown(rows):
        with pytest.raises(TableFileError, match="no rows"):
            read(tmp_path, data)
        return
    table = read(tmp_path, data)
    assert table.headings == HEADINGS
    assert cells(table) == shown(rows)
    assert not any(row.fault for row in table.rows)
    assert table.dialect.delimiter == delimiter


@IN_ONE_FOLDER
@given(latin_lines, st.sampled_from([",", ";", "\t", "|"]))
def test_windows_text_is_read_as_it_was_written(
    tmp_path: Path, rows: list[tuple[str, ...]], delimiter: str
) -> None:
    rows = [*rows, ("Peel", "Glow", "£90", "café")]
    table = read(tmp_path, written(rows, delimiter, "cp1252", "\r\n", csv.QUOTE_MINIMAL))
    assert table.dialect.encoding == "cp1252"
    assert cells(table) == shown(rows)


@IN_ONE_FOLDER
@given(st.data())
def test_damaged_bytes_raise_nothing_but_sentences(tmp_path: Path, data: st.DataObject) -> None:
    whole = written(
        [("Peel", "Glow", "£90", 'a "b"\nc'), ("लेज़र", "Glow", "₹1,50,000", "")],
        data.draw(st.sampled_from([",", ";", "\t"])),
        data.draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"])),
        "\r\n",
        csv.QUOTE_MINIMAL,
    )
    damaged = bytearray(whole)
    for _n in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        match data.draw(st.sampled_from("rid")):
            case "r":
                damaged[place] = data.draw(st.integers(0, 255))
            case "i":
                damaged[place:place] = data.draw(st.binary(min_size=1, max_size=3))
            case _:
                del damaged[place : place + 2]
                damaged = damaged or bytearray(b"x")
    try:
        read(tmp_path, bytes(damaged))
    except TableFileError as error:
        assert "\n" not in str(error)  # noqa: PT017 - either way is right, but not another


@IN_ONE_FOLDER
@given(st.binary(max_size=400))
def test_any_bytes_raise_nothing_but_sentences(tmp_path: Path, data: bytes) -> None:
    try:
        read(tmp_path, data)
    except TableFileError as error:
        assert str(error).endswith((".", "!"))  # noqa: PT017


def test_a_first_line_may_name_the_delimiter(tmp_path: Path) -> None:
    for line in ("sep=;\r\n", "\ufeffsep=;\n", '"sep=;"\n'):
        table = read(tmp_path, f"{line}name;price\nPeel;1,50\n")
        assert cells(table) == [("Peel", "1,50")]
        assert (table.rows[0].number, table.rows[0].line) == (2, 3)


def test_the_pound_sign_survives_windows_1252(tmp_path: Path) -> None:
    table = read(tmp_path, b"name,price\nPeel,\xa3120\n")
    assert cells(table) == [("Peel", "£120")]
    assert "Windows-1252" in dialect_text(table.dialect)


def test_text_that_is_half_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    data = "name,price\nPeel,£120\n".encode() + b"Laser,\xa390\n"
    with pytest.raises(TableFileError, match=r"not all written in UTF-8: see line 3"):
        read(tmp_path, data)
    table = read(tmp_path, data, Choices(encoding="cp1252"))
    assert cells(table)[1] == ("Laser", "£90")


def test_utf16_with_a_mark_is_read_and_without_one_refused_in_words(tmp_path: Path) -> None:
    text = "name,price\nPeel,₹120\n" + "Laser,₹90\n" * 10
    for encoding in ("utf-16-le", "utf-16-be"):
        table = read(tmp_path, ("\ufeff" + text).encode(encoding))
        assert cells(table)[0] == ("Peel", "₹120")
        assert (table.dialect.encoding, table.dialect.bom) == (encoding, True)
        for unmarked in (text.encode(encoding), "name,price\nPeel,£1\n".encode(encoding)):
            with pytest.raises(TableFileError, match="UTF-16 without its first mark"):
                read(tmp_path, unmarked)
        said = read(tmp_path, text.encode(encoding), Choices(encoding=encoding))
        assert cells(said)[0] == ("Peel", "₹120")


def test_choices_beat_guesses(tmp_path: Path) -> None:
    text = "Glow Clinic;2026\nname;price\nPeel;12,50\nLaser;99,90\n"
    guessed = read(tmp_path, text)
    assert guessed.headings == ("name", "price")
    assert (guessed.dialect.heading_row, guessed.dialect.decimal) == (2, ",")
    chosen = read(
        tmp_path,
        text,
        Choices(delimiter=",", decimal=".", dates=DateOrder.MONTH_FIRST, heading_row=0),
    )
    assert chosen.headings == ("Column 1", "Column 2")
    assert chosen.rows[2].cells == ("Peel;12", "50")
    assert (chosen.dialect.decimal, chosen.dialect.dates) == (".", DateOrder.MONTH_FIRST)


@pytest.mark.parametrize(
    ("rows", "decimal"),
    [
        ("12,50;99,90", ","),
        ("1.500,00;3", ","),
        ("12,50;12.50", "."),
        ("1,50,000;12,50", "."),
        ("1,500;2", "."),
        ("120;90", "."),
    ],
)
def test_a_decimal_comma_is_guessed_only_where_nothing_says_otherwise(
    tmp_path: Path, rows: str, decimal: str
) -> None:
    table = read(tmp_path, f"name;price\nPeel;{rows}\n".replace(";3", "\nx;3"))
    assert table.dialect.decimal == decimal


def test_a_decimal_comma_is_never_guessed_between_commas(tmp_path: Path) -> None:
    assert read(tmp_path, 'name,price\nPeel,"12,50"\n').dialect.decimal == "."


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["03/04/2026"], DateOrder.DAY_FIRST),
        (["03/04/2026", "04/25/2026"], DateOrder.MONTH_FIRST),
        (["25/04/2026", "04/25/2026"], DateOrder.DAY_FIRST),
    ],
)
def test_the_order_of_dates_is_guessed(tmp_path: Path, dates: list[str], order: DateOrder) -> None:
    text = "name,date\n" + "".join(f"Peel,{date}\n" for date in dates)
    assert read(tmp_path, text).dialect.dates is order


# Damage


def test_an_unclosed_quotation_mark_is_told_with_its_line_and_nothing_is_read(
    tmp_path: Path,
) -> None:
    with pytest.raises(TableFileError, match="opened in line 3 is never closed"):
        read(tmp_path, 'name,price\nPeel,90\n"Laser,80\nPRP,70\n')
    with pytest.raises(TableFileError, match="opened in line 2 is never closed"):
        read(tmp_path, 'name,price\n"Peel,90\n' + "Laser,80\n" * 20_000 + '"\n')


def test_rows_that_a_stray_quotation_mark_swallows_are_named(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,price\n"Peel,90\nLaser,80\n"PRP",70\nFacial,60\n')
    first, second = table.rows
    assert (first.line, second.cells) == (2, ("Facial", "60"))
    assert first.fault == ("A quotation mark opened in line 2 is closed within a cell in line 4.")


def test_a_quoted_cell_keeps_its_newlines_and_later_rows_their_lines(tmp_path: Path) -> None:
    table = read(tmp_path, 'name,notes\nPeel,"two\nlines"\n\nLaser,one\n')
    assert [(row.number, row.line) for row in table.rows] == [(2, 2), (4, 5)]
    assert table.rows[0].cells == ("Peel", "two\nlines")


def test_a_cell_beyond_the_limit_faults_its_row_alone(tmp_path: Path) -> None:
    table = read(tmp_path, "name,notes\nPeel," + "x" * 131_073 + "\nLaser," + "y" * 131_072 + "\n")
    assert table.rows[0].fault == "A cell has more than 131072 characters."
    assert (table.rows[1].fault, len(table.rows[1].cells[1])) == ("", 131_072)


def test_a_row_beyond_the_limit_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(TableFileError, match="the row in line 2 is longer"):
        read(tmp_path, "name,notes\nPeel," + "x" * 1_000_001 + "\n")
    with pytest.raises(TableFileError, match="line 2: more than 500 columns"):
        read(tmp_path, "name,notes\nPeel" + "," * 900 + "x\n")


def test_a_nul_faults_its_row(tmp_path: Path) -> None:
    table = read(tmp_path, "name,notes\nPe\0el,x\nLaser,y\n")
    assert [row.fault for row in table.rows] == ["A cell holds a NUL character.", ""]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\r\n", "is empty"),
        (b"\0\0\0\0", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a table but a PNG file"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "not a table but a JPEG file"),
        (b"%PDF-1.7\n", "not a table but a PDF file"),
        (b"\x1f\x8b\x08\0\0", "not a table but a gzip file"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (bytes(range(32)) * 40, "not a table of text"),
        ("name,price\n".encode("utf-32"), "UTF-32"),
        (b"name,price\nPeel,\x81\x8d\n", "neither UTF-8 nor Windows-1252"),
        (b"name,price\n", "headings but no rows"),
        (b'{"format": "exodesk-catalogue"}', "holds JSON"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, sentence: str
) -> None:
    with pytest.raises(TableFileError, match=sentence):
        read(tmp_path, data)


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(TableFileError, match="larger than 64 MB"):
        read_table(path)


def test_more_rows_than_the_limit_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exodesk.imports.delimited.MOST_ROWS", 3)
    assert MOST_ROWS >= 100_000
    with pytest.raises(TableFileError, match="more than 3 rows"):
        read(tmp_path, "name\na\nb\nc\n")


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    for name, sentence in (
        ("", "folder"),
        ("pipe", "not a regular file"),
        ("round", "cannot be read"),
        ("missing", "no file"),
    ):
        with pytest.raises(TableFileError, match=sentence):
            read_table(tmp_path / name)
    with pytest.raises(TableFileError, match="not a regular file"):
        read_table(Path("/dev/zero"))


def test_json_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'\xef\xbb\xbf {"format": 1}')
    assert holds_catalogue(path)
    path.write_text("name,price\n")
    assert not holds_catalogue(path)


def test_a_large_file_is_read_in_slices_and_can_be_left(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,price\n" + "Peel,90\n" * 5_000)
    reading = TableReading(path)
    done = []
    for part in reading.slices():
        done.append(part)
        if len(done) == 3:
            break
    assert done == sorted(done)
    assert 0 < done[-1] < 1
    assert len(read_table(path).rows) == 5_000
