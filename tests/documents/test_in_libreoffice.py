"""What LibreOffice reads in quotes; skipped where it is not installed."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from exodesk.documents.quote_workbook import quote_workbook
from exodesk.domain.quotes.book import by_state
from exodesk.domain.quotes.editing import with_option_discount
from exodesk.exports.quote_csv import quote_csv, quotes_csv
from tests.builders import RATE_DAY, RATES
from tests.documents.test_quotes_workbook import made
from tests.exports.test_quote_exports import listed
from tests.quotes import issued, off, quote, sold
from tests.worked_entries import LEEDS, LONDON, MUMBAI

# Comma, quotes, UTF-8, texts in quotes, numbers as they are shown, every sheet.
SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,true,false,false,-1"
FROM_CSV = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,2057"
HELD = issued(
    with_option_discount(
        quote((LEEDS, LONDON), (MUMBAI, sold("=1+1", "123456.78 GBP")), client="=2+3"),
        "A",
        off("10 %"),
        RATES,
    )
)


def convert(folder: Path, target: str, *files: Path, options: tuple[str, ...] = ()) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", *options, "--convert-to", target]
    command += ["--outdir", str(folder / "out"), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=150)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [[cell for cell in row if cell] for row in csv.reader(file)]


def without_results(data: bytes) -> bytes:
    """The workbook with its formulas but not what they come to, so that they are reckoned."""
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(found, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"</f><v>.*?</v>", b"</f>", old.read(name)))
    return found.getvalue()


def test_it_shows_the_numbers_of_workbooks_with_their_signs(tmp_path: Path) -> None:
    books = {"quote": quote_workbook(listed(HELD), RATE_DAY), "list": made(HELD)}
    files = []
    for name, data in books.items():
        for kind, content in (("read", data), ("reckoned", without_results(data))):
            files.append(tmp_path / f"{name}-{kind}.xlsx")
            files[-1].write_bytes(content)
    convert(tmp_path, SHOWN, *files)
    for kind in ("read", "reckoned"):
        found = rows(tmp_path / "out" / f"quote-{kind}-Quote.csv")
        assert ["Client", "=2+3"] in found
        totals = [row for row in found if row and row[0].startswith("Total")]
        assert totals[0][-2:] == ["£1,323.00", "£1,852.20"]
        assert totals[1] == ["Total in INR", "₹1,58,760.00", "₹2,22,264.00"]
        assert totals[2][-2:] == ["£123,756.78", "£123,906.78"]
        assert totals[3] == ["Total in INR", "₹1,48,50,813.60", "₹1,48,68,813.60"]
        state = rows(tmp_path / "out" / f"list-{kind}-Totals by state.csv")[1]
        assert state == ["issued", "GBP", "1", "£1,323.00", "£123,906.78"]


def test_it_reads_the_numbers_of_csv_files_and_runs_nothing(tmp_path: Path) -> None:
    group = by_state([listed(HELD)])[0]
    (tmp_path / "quote.csv").write_bytes(quote_csv(listed(HELD)))
    (tmp_path / "list.csv").write_bytes(quotes_csv(group.quotes))
    convert(tmp_path, "fods", tmp_path / "quote.csv", tmp_path / "list.csv", options=(FROM_CSV,))
    one = (tmp_path / "out" / "quote.fods").read_text("utf-8")
    for value in ("1323", "1852.2", "158760", "222264", "123456.78", "-147"):
        assert f'office:value="{value}"' in one
    assert "table:formula" not in one
    assert "'=1+1" in one.replace("&apos;", "'")
    other = (tmp_path / "out" / "list.fods").read_text("utf-8")
    assert 'office:value="123906.78"' in other
    assert "table:formula" not in other
