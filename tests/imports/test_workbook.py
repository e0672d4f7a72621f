"""XLSX: cells as a person sees them, and what is no good refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from exodesk.imports.dialect import Choices
from exodesk.imports.tables import Table, TableFileError, read_table
from tests.imports.workbooks import date, error, formula, unworked, workbook

HEADINGS = ["Name", "Price", "Date"]


def read(folder: Path, data: bytes, choices: Choices | None = None, name: str = "a.xlsx") -> Table:
    path = folder / name
    path.write_bytes(data)
    return read_table(path, choices)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_numbers_dates_and_formulas_come_as_they_are_seen(tmp_path: Path) -> None:
    data = workbook(
        {
            "Prices": [
                HEADINGS,
                ["Peel", 0.1 + 0.2, date(46348)],
                ["Laser", 149.99, date(46348.5)],
                ["PRP", 150000.0, None],
                ["Total", formula("1+1", 2.0), True],
                [None, None, None],
                ["£120–£180", 12345678901234.0, "=1+1"],
            ]
        }
    )
    table = read(tmp_path, data)
    assert cells(table) == [
        ("Peel", "0.3", "2026-11-22"),
        ("Laser", "149.99", "2026-11-22 12:00:00"),
        ("PRP", "150000", ""),
        ("Total", "2", "TRUE"),
        ("£120–£180", "12345678901234", "=1+1"),
    ]
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 7]


def test_a_formula_without_a_value_and_one_that_went_wrong_are_not_empty(tmp_path: Path) -> None:
    data = workbook(
        {
            "One": [["Name", "Price"], ["Peel", "£90"]],
            "A & B": [
                ["Name", "Price"],
                ["Peel", unworked('IF(A1<"b",100*2,1)')],
                ["Laser", error("#DIV/0!")],
                [unworked("1+1"), "£90"],
                ["PRP", None],
            ],
        }
    )
    assert cells(read(tmp_path, data)) == [("Peel", "£90")]
    assert cells(read(tmp_path, data, Choices(sheet="A & B"))) == [
        ("Peel", '=IF(A1<"b",100*2,1)'),
        ("Laser", "#DIV/0!"),
        ("=1+1", "£90"),
        ("PRP", ""),
    ]


def test_a_formula_worked_out_to_nothing_is_empty(tmp_path: Path) -> None:
    sheet = (
        '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Notes</t></is></c></row><row r="2"><c r="A2" t="inlineStr">'
        '<is><t>Peel</t></is></c><c r="B2" t="str"><f>IF(A1="",1,"")</f><v></v></c></row>'
        "</sheetData></worksheet>"
    )
    data = workbook({"One": [["Name"], ["Peel"]]}, **{"xl__worksheets__s1.xml": sheet})
    assert cells(read(tmp_path, data)) == [("Peel", "")]


def test_an_unworked_formula_is_found_wherever_the_reading_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "+".join(["100"] * 200)
    data = workbook({"One": [["Name", "Price"], ["Peel", unworked(long)], ["PRP", error("#N/A")]]})
    for size in (7, 300, 801):
        monkeypatch.setattr("exodesk.imports.workbook._CHUNK", size)
        assert cells(read(tmp_path, data)) == [("Peel", f"={long}"), ("PRP", "#N/A")]


def test_the_first_sheet_is_read_and_another_can_be_chosen(tmp_path: Path) -> None:
    data = workbook({"One": [["Name"], ["Peel"]], "Two": [["Name"], ["Laser"]]})
    table = read(tmp_path, data)
    assert (table.sheets, table.sheet, cells(table)) == (("One", "Two"), "One", [("Peel",)])
    assert cells(read(tmp_path, data, Choices(sheet="Two"))) == [("Laser",)]
    with pytest.raises(TableFileError, match="no sheet “Three”"):
        read(tmp_path, data, Choices(sheet="Three"))


def test_a_decimal_comma_does_not_touch_numbers(tmp_path: Path) -> None:
    data = workbook({"One": [["Name", "Price"], ["Peel", 12.5], ["Laser", "1.500,00"]]})
    table = read(tmp_path, data, Choices(decimal=","))
    assert cells(table) == [("Peel", "12,5"), ("Laser", "1.500,00")]


def test_a_workbook_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    data = workbook({"One": [["Name"], ["Peel"]]})
    assert cells(read(tmp_path, data, name="list.csv")) == [("Peel",)]


def test_rows_above_the_headings_are_passed_over_and_counted(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Glow Clinic"], [None], ["Treatment", "Price"], ["Peel", 90.0]]
    table = read(tmp_path, workbook({"One": rows}))
    assert table.headings == ("Treatment", "Price")
    assert (table.dialect.heading_row, table.passed_over) == (3, (1,))


@pytest.mark.parametrize("title", ["Price list", "Our prices 2026"])
def test_a_title_alone_in_its_row_is_no_row_of_headings(tmp_path: Path, title: str) -> None:
    rows: list[list[object]] = [[title], ["Treatment", "What it is"], ["Peel", "gentle"]]
    table = read(tmp_path, workbook({"One": rows}))
    assert (table.headings, table.passed_over) == (("Treatment", "What it is"), (1,))
    names = read(tmp_path, workbook({"One": [["Name"], ["Peel"], ["Price"]]}))
    assert cells(names) == [("Peel",), ("Price",)]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"xl__worksheets__s1.xml": "<worksheet><sheetData><row"}, "damaged"),
        ({"xl__workbook.xml": "nothing"}, "cannot be read as a workbook"),
        ({"xl__worksheets__s1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"}, "document type"),
        (
            {
                "xl__worksheets__s1.xml": '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>'
                '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                "</worksheet>"
            },
            "too large",
        ),
        (
            {
                "xl__worksheets__s1.xml": '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>'
                '</row><row r="199999"><c r="SF199999"><v>1</v></c></row></sheetData></worksheet>'
            },
            "too large",
        ),
    ],
)
def test_a_bad_workbook_is_refused_in_one_sentence(
    tmp_path: Path, parts: dict[str, str], sentence: str
) -> None:
    with pytest.raises(TableFileError, match=sentence):
        read(tmp_path, workbook({"One": [["Name"], ["Peel"]]}, **parts))


def test_a_zip_and_a_protected_workbook_are_refused_by_what_they_are(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("notes.txt", "Peel")
    with pytest.raises(TableFileError, match="not a table but a ZIP file"):
        read(tmp_path, file.getvalue(), name="list.csv")
    with pytest.raises(TableFileError, match="password or in the old XLS format"):
        read(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_every_cut_of_a_workbook_is_refused_or_read_whole(tmp_path: Path) -> None:
    data = workbook({"One": [HEADINGS, ["Peel", 1.0, None]]})
    for length in range(4, len(data), 41):
        with pytest.raises(TableFileError):
            read(tmp_path, data[:length])


def test_a_workbook_that_unpacks_beyond_measure_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exodesk.imports.workbook._MOST_UNPACKED", 1_000_000)
    data = workbook({"One": [["Name"], ["Peel"]]}, xl__media__a=b"\0" * 2_000_000)
    with pytest.raises(TableFileError, match="too large"):
        read(tmp_path, data)
