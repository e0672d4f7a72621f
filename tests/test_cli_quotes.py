"""Quotes on the command line."""

from __future__ import annotations

import contextlib
import csv
import errno
import io
import json
import os
import re
import sqlite3
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from exodesk.domain.quote_acts import setting_letterhead
from exodesk.domain.quotes.letterhead import Letterhead, logo_of
from exodesk.domain.quotes.quote import number_of
from exodesk.paths import usual_workspace
from tests.commands import PIN, Outcome, entry_object, offer_object, run, write_catalogue
from tests.documents.examples import text_of
from tests.domain.quotes.test_letterhead import png
from tests.storage.workspace.acts import opened

FIRST = number_of(date.today().year, 1)
CLIENT = ("--client", "A. B.")


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of three, and a home without a workspace."""
    monkeypatch.setenv("EXODESK_HOME", str(tmp_path / "home"))
    fresh = date.today().isoformat()
    excluded = {"tax": "excluded", "tax_rate": "20", "date": fresh}
    return write_catalogue(
        tmp_path / "catalogue.json",
        entry_object(
            "leeds",
            offer_object("200-280 GBP", **excluded),
            name="=Exosomes, Leeds",
            sessions={"low": 3, "high": 3},
            country="GB",
        ),
        entry_object(
            "mumbai",
            offer_object("12000-18000 INR", tax="unknown", date=fresh),
            name="Exosomes, Mumbai",
            sessions={"low": 3, "high": 3},
            country="IN",
        ),
        entry_object("somewhere", offer_object("100 GBP", date=fresh), sessions={"low": 2}),
    )


def quote(known: Path, *arguments: str | Path) -> Outcome:
    return run("quote", "--catalogue", known, PIN, *arguments)


def issue(known: Path, *arguments: str | Path) -> Outcome:
    return quote(known, *CLIENT, "--option", "A: leeds", "--issue", *arguments)


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


# Drafts


def test_a_draft_is_printed_with_totals_in_two_currencies_and_what_to_check(known: Path) -> None:
    found = quote(known, *CLIENT, "--option", "A: leeds", "--option", "B: mumbai")
    assert found.code == 0
    assert found.text.startswith("Draft for A. B.\ndraft · valid for 14 days after issue\n")
    assert "Total: £720.00 – £1,008.00 incl. VAT\n" in found.text
    assert "In INR: ₹86,400 – ₹1,20,960\n" in found.text
    assert "Option B · Exosomes, Mumbai: Whether tax is included in the price is not" in found.text
    assert "Price information, not medical advice" in found.text
    assert found.complaints == ""
    assert not usual_workspace().exists(), "a draft is not kept"


def test_a_number_of_sessions_is_typed_behind_the_entry(known: Path) -> None:
    for text, ends in (
        ("leeds x 4", ("960.00", "1344.00")),
        ("leeds × 3-4", ("720.00", "1344.00")),
    ):
        found = quote(known, *CLIENT, "--option", f"a: {text}", "--format", "json").json
        (option,) = found["options"]
        assert (option["option"], option["total"]) == ("A", {"low": ends[0], "high": ends[1]})


def test_what_is_assumed_goes_into_the_lines(known: Path) -> None:
    travel = ("--home", "GB", "--travel", "420GBP")
    found = quote(
        known, *CLIENT, *travel, "--option", "A: leeds, mumbai, somewhere", "--format", "json"
    ).json
    lines = found["options"][0]["lines"]
    assert [(line["kind"], line["total"]["low"], line["total"]["high"]) for line in lines] == [
        ("entry", "720.00", "1008.00"),
        ("entry", "300.00", "450.00"),
        ("travel", "420.00", "420.00"),
        ("entry", "200.00", None),
        ("travel", "0.00", "420.00"),
    ]
    per_session = quote(
        known, *CLIENT, *travel, "--trips=per-session", "--option=B: mumbai", "--format=json"
    ).json
    assert per_session["options"][0]["total"] == {"low": "1560.00", "high": "1710.00"}


def test_terms_language_and_currencies_are_taken_over(known: Path) -> None:
    found = quote(
        known,
        *CLIENT,
        *("--option", "A: leeds", "--currency", "INR", "--second", "none", "--language", "hi"),
        *("--reference", "17", "--deposit", "20 %", "--payment", "card", "--notes", "x"),
        *("--valid-until", "2999-12-31", "--format", "json"),
    ).json
    assert found["client"] == {"name": "A. B.", "reference": "17"}
    assert (found["currency"], found["second_currency"], found["language"]) == ("INR", None, "hi")
    assert found["options"][0]["total"] == {"low": "86400.00", "high": "120960.00"}
    assert found["options"][0]["second_total"] is None
    assert (found["deposit"], found["payment_terms"], found["notes"]) == ("20 %", "card", "x")
    assert (found["valid_until"], found["valid_days"]) == ("2999-12-31", None)


def test_json_holds_all_that_a_draft_rests_on(known: Path) -> None:
    found = quote(known, *CLIENT, "--option", "A: mumbai", "--format", "json")
    document = found.json
    assert (document["number"], document["state"], document["issued"]) == (None, "draft", None)
    assert document["rates"] == [
        {
            "base": "GBP",
            "quote": "INR",
            "value": "120",
            "date": "2026-01-15",
            "source": "fixture",
            "inverse": "0.008333333333333333333333333333",
            "age_days": max(0, (date.today() - date(2026, 1, 15)).days),
        }
    ]
    assert document["sources"] == [{"id": "src-a", "text": "Price list, 10 Jan 2026", "url": None}]
    assert [each["kind"] for each in document["findings"]][:1] == ["tax-unknown"]
    assert document["disclaimer"] == "Price information, not medical advice"
    assert document["today"] is None
    assert "Whether tax is included in the price is not stated." in found.complaints
    (line,) = document["options"][0]["lines"]
    assert line["unit_price"] == {"low": "12000", "high": "18000", "currency": "INR"}
    assert (line["tax_status"], line["sources"]) == ("unknown", ["src-a"])


def test_a_file_is_written_as_what_its_name_says(known: Path, tmp_path: Path) -> None:
    for ending in ("csv", "json", "txt"):
        path = tmp_path / f"quote.{ending}"
        assert quote(known, *CLIENT, "--option", "A: leeds", "-o", path).code == 0
    assert json.loads((tmp_path / "quote.json").read_text("utf-8"))["state"] == "draft"
    assert (tmp_path / "quote.csv").read_bytes().startswith(b"\xef\xbb\xbfnumber,version,state,")
    assert (tmp_path / "quote.txt").read_text("utf-8").startswith("Draft for A. B.")


def test_the_rows_of_csv_add_up_to_their_total_and_none_runs(known: Path, tmp_path: Path) -> None:
    path = tmp_path / "quote.csv"
    client = ("--client", "=cmd()")
    quote(known, *client, "--option", "A: leeds, mumbai x 2", "--option", "B: leeds", "-o", path)
    assert path.read_bytes().count(b"\r\n") == 6
    rows = rows_of(path)
    assert [(row["option"], row["row"]) for row in rows] == [
        *(("A", "line"), ("A", "line"), ("A", "total"), ("B", "line"), ("B", "total"))
    ]
    for column in ("net_low", "net_high", "tax_low", "tax_high", "total_low", "total_high"):
        first, second, whole = (Decimal(row[column]) for row in rows[:3])
        assert first + second == whole
    assert rows[0]["name"] == "'=Exosomes, Leeds"
    assert rows[0]["client"] == "'=cmd()"
    assert (rows[0]["unit_price_low"], rows[0]["unit_price_currency"]) == ("200", "GBP")
    total = rows[-1]
    assert (total["total_low"], total["currency"]) == ("720.00", "GBP")
    assert (total["second_currency"], total["second_total_high"]) == ("INR", "120960.00")
    assert (total["rate"], total["rate_date"]) == ("GBP/INR=120", "2026-01-15")


def test_a_workbook_holds_the_amounts_as_numbers(known: Path, tmp_path: Path) -> None:
    path = tmp_path / "quote.xlsx"
    assert quote(known, *CLIENT, "--option", "A: leeds", "-o", path).code == 0
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Quote").to_python()
    (total,) = (row for row in rows if row[0] == "Total, incl. VAT")
    assert [cell for cell in total if isinstance(cell, float)] == [600, 840, 120, 168, 720, 1008]


def test_an_issued_quote_gives_the_same_workbook_whatever_has_changed(
    known: Path, tmp_path: Path
) -> None:
    one, two, three = (tmp_path / f"{name}.xlsx" for name in ("one", "two", "three"))
    issue(known, "-o", one)
    quote(known, "--show", FIRST, "-o", two)
    other = write_catalogue(known.with_name("other.json"))
    run("quote", "--catalogue", other, "--rate=GBP/INR=90", "--show", FIRST, "-o", three)
    assert one.read_bytes() == two.read_bytes() == three.read_bytes()


# As a document


def test_a_draft_is_written_as_a_pdf_that_says_so(known: Path, tmp_path: Path) -> None:
    path = tmp_path / "quote.pdf"
    assert quote(known, *CLIENT, "--option", "A: leeds", "-o", path).code == 0
    text = text_of(path.read_bytes())
    assert "Draft, not issued" in text
    assert "£720.00 – £1,008.00" in text
    assert not usual_workspace().exists(), "a draft is not kept"


def test_an_issued_quote_gives_the_same_pdf_whatever_has_changed(
    known: Path, tmp_path: Path
) -> None:
    one, two, three = (tmp_path / f"{name}.pdf" for name in ("one", "two", "three"))
    assert issue(known, "-o", one).text == f"{FIRST}\n"
    quote(known, "--show", FIRST, "-o", two)
    other = write_catalogue(known.with_name("other.json"))
    run("quote", "--catalogue", other, "--rate=GBP/INR=90", "--show", FIRST, "-o", three)
    assert FIRST in text_of(one.read_bytes())
    assert one.read_bytes() == two.read_bytes() == three.read_bytes()


def test_a_quote_whose_pdf_cannot_be_written_is_issued_all_the_same(
    known: Path, tmp_path: Path
) -> None:
    found = issue(known, "-o", tmp_path / "missing" / "quote.pdf")
    assert (found.code, found.text) == (1, f"{FIRST}\n")
    path = tmp_path / "quote.pdf"
    assert quote(known, "--show", FIRST, "-o", path).code == 0
    assert FIRST in text_of(path.read_bytes())


# Issue


def test_issue_prints_the_number_and_keeps_the_quote(known: Path) -> None:
    found = issue(known)
    assert (found.code, found.text) == (0, f"{FIRST}\n")
    assert "Stated on the quote: The exchange rate is more than a week old" in found.complaints
    assert issue(known).text == f"{number_of(date.today().year, 2)}\n"
    shown = quote(known, "--show", FIRST)
    assert shown.code == 0
    until = date.today() + timedelta(days=14)
    assert f"valid until {until.day} " in shown.text
    assert "Total: £720.00 – £1,008.00 incl. VAT" in shown.text
    assert "Stated\n" in shown.text


def test_an_issued_quote_stands_beside_what_it_would_be_today(known: Path) -> None:
    issue(known)
    run_now = run("quote", "--catalogue", known, "--rate=GBP/INR=125", "--show", FIRST.lower())
    assert "In INR: ₹86,400 – ₹1,20,960\n" in run_now.text
    assert "Option A: £720.00 – £1,008.00 incl. VAT, ₹90,000 – ₹1,26,000\n" in run_now.text
    other = write_catalogue(known.with_name("other.json"))
    gone = run("quote", "--catalogue", other, "--show", FIRST, "--format", "json").json
    assert gone["today"]["no_longer_in_catalogue"] == ["leeds"]
    assert gone["options"][0]["total"] == {"low": "720.00", "high": "1008.00"}


def test_the_same_quote_is_shown_in_the_same_bytes_whatever_has_changed(known: Path) -> None:
    issue(known)
    before = quote(known, "--show", FIRST, "--format", "csv").output
    other = write_catalogue(known.with_name("other.json"))
    after = run("quote", "--catalogue", other, "--rate=GBP/INR=90", "--show", FIRST, "--format=csv")
    assert after.output == before


def test_the_letterhead_of_the_workspace_goes_onto_the_quote(known: Path) -> None:
    usual_workspace().parent.mkdir(parents=True)
    head = Letterhead(name="Skin Clinic", footer="Book now!", logo=logo_of(png()))
    with opened(usual_workspace()) as store:
        store.write(setting_letterhead(store.contents(), head))
    draft = quote(known, *CLIENT, "--option", "A: leeds", "--format", "json")
    assert draft.json["letterhead"]["name"] == "Skin Clinic"
    found = issue(known, "--format", "json")
    assert found.json["letterhead"]["logo"] == {"kind": "png", "sha256": logo_of(png()).digest}
    assert "To check: This rushes the reader (footer of the letterhead)" in found.complaints


def test_a_file_that_cannot_be_written_costs_no_number(known: Path, tmp_path: Path) -> None:
    found = issue(known, "-o", tmp_path / "no" / "quote.csv")
    assert found.code == 1
    assert found.text == f"{FIRST}\n"
    assert "was not written" in found.complaints
    assert quote(known, "--show", FIRST, "-o", tmp_path / "quote.csv").code == 0
    assert rows_of(tmp_path / "quote.csv")[0]["number"] == FIRST


def test_what_cannot_be_issued_takes_no_number(known: Path) -> None:
    refused = quote(known, *CLIENT, "--option", "A: leeds", "--second", "KZT", "--issue")
    assert refused.code == 1
    assert "There is no rate from GBP to KZT" in refused.complaints
    assert issue(known).text == f"{FIRST}\n"


def test_a_workspace_that_cannot_be_written_to_is_said_to_be(known: Path, tmp_path: Path) -> None:
    path = tmp_path / "no.exodesk"
    path.write_bytes(b"not a database")
    found = issue(known, "--workspace", path)
    assert (found.code, found.text) == (1, "")
    assert found.complaints.count("\n") == 1


# Lists


def test_quotes_are_listed_by_state_with_totals(known: Path) -> None:
    assert quote(known, "--list").text == "There are no quotes yet.\n"
    issue(known)
    quote(known, "--client", "C. D.", "--option", "A: mumbai", "--option=C: leeds", "--issue")
    text = quote(known, "--list").text
    assert text.startswith("issued\nNumber")
    assert "A £300.00 – £450.00; C £720.00 – £1,008.00" in text
    assert "Total: £1,020.00 – £2,016.00" in text
    assert "C. D." in quote(known, "--list", "--text", "c. d.").text
    assert "A. B." not in quote(known, "--list", "--text", "c. d.").text
    document = quote(known, "--list", "--format", "json").json
    (state,) = document["states"]
    assert (state["state"], len(state["quotes"])) == ("issued", 2)
    assert state["totals"] == [{"currency": "GBP", "low": "1020.00", "high": "2016.00"}]
    rows = quote(known, "--list", "--format", "csv").rows
    assert [(row["client"], row["option"], row["total_high"]) for row in rows] == [
        *(("C. D.", "A", "450.00"), ("C. D.", "C", "1008.00"), ("A. B.", "A", "1008.00"))
    ]


def test_the_list_is_written_as_what_the_name_of_the_file_says(known: Path, tmp_path: Path) -> None:
    issue(known)
    path = tmp_path / "quotes.xlsx"
    assert quote(known, "--list", "-o", path).code == 0
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Totals by state").to_python()
    assert rows[1] == ["issued", "GBP", 1, 720, 1008]
    quote(known, "--list", "--text", "nobody", "-o", path)
    assert len(CalamineWorkbook.from_path(path).get_sheet_by_name("Quotes").to_python()) == 1


# What is refused


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("--client", "X"), 2, "needs a client and an option"),
        (("--option", "A: leeds"), 2, "needs a client and an option"),
        ((*CLIENT, "--option", "leeds"), 2, "is no option of a quote"),
        ((*CLIENT, "--option", "A:"), 2, "is no option of a quote"),
        ((*CLIENT, "--option", "A: leeds,,mumbai"), 2, "is no option of a quote"),
        ((*CLIENT, "--option", "AB: leeds"), 2, "is no option of a quote"),
        ((*CLIENT, "--option", "A: no-such-entry"), 1, "no entry “no-such-entry”"),
        ((*CLIENT, "--option", "A: leeds x 0"), 1, "is not a number of sessions"),
        ((*CLIENT, "--option", "A: leeds", "--option", "a: mumbai"), 1, "each once"),
        ((*CLIENT, "--option", "A: leeds", "--valid-days", "0"), 2, "not a whole number above 0"),
        ((*CLIENT, "--option", "A: leeds", "--valid-days", "99999"), 1, "between 1 and 3650"),
        ((*CLIENT, "--option", "A: leeds", "--valid-until", "2020-01-01"), 1, "is past"),
        (
            (*CLIENT, "--option=A: leeds", "--valid-until=2999-01-01", "--valid-days=3"),
            2,
            "not allowed with",
        ),
        ((*CLIENT, "--option", "A: leeds", "--fx-fee", "3"), 2, "no --fx-fee"),
        ((*CLIENT, "--option", "A: leeds", "--without", "tax"), 2, "leaves no tax out"),
        (("--list", "--format", "pdf"), 2, "a list of quotes"),
        ((*CLIENT, "--option", "A: leeds", "--show", "Q-2026-0001"), 2, "shown as it is"),
        ((*CLIENT, "--option", "A: leeds", "--text", "x"), 2, "goes with --list"),
        (("--client", "  ", "--option", "A: leeds"), 1, "names no client"),
        (("--client", "x\ny", "--option", "A: leeds"), 1, "stands on one line"),
        (("--client", "x" * 501, "--option", "A: leeds"), 1, "room for 500"),
        (("--show", "Q-2026-0009"), 1, "There is no quote Q-2026-0009"),
        (("--show", "../../x"), 1, "There is no quote ../../x"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(
    known: Path, arguments: tuple[str, ...], code: int, why: str
) -> None:
    found = quote(known, *arguments)
    assert (found.code, found.text) == (code, "")
    assert why in found.complaints
    assert found.complaints.count("\n") == 1


@pytest.mark.parametrize("name", ["../../x", "CON", "<b>x</b>", "\u202eevil", "محمد", "x" * 300])
def test_a_client_may_be_called_anything(known: Path, name: str) -> None:
    found = quote(known, "--client", name, "--option", "A: leeds", "--format", "json")
    assert found.json["client"]["name"] == name
    printed = quote(known, "--client", name, "--option", "A: leeds").text
    assert not re.search("[\u202a-\u202e]", printed)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_a_full_disk_and_a_closed_folder_keep_the_old_file(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "out" / f"quote.{ending}"
    path.parent.mkdir()
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    for what in ((*CLIENT, "--option", "A: leeds"), ("--list",)):
        refused = quote(known, *what, "-o", path)
        assert refused.code == 1
        sentence = refused.complaints.splitlines()[-1]
        assert sentence.startswith(f"exodesk: {path} was not written")
        assert "the disk is full" in sentence
        assert [(file.name, file.read_bytes()) for file in path.parent.iterdir()] == [
            (path.name, b"old")
        ]
    monkeypatch.undo()
    assert quote(known, "--list", "-o", path).code == 0, "once there is room again"


def test_a_newer_workspace_shows_its_quotes_and_takes_no_new_one(known: Path) -> None:
    issue(known)
    with contextlib.closing(sqlite3.connect(usual_workspace())) as connection, connection:
        connection.execute("UPDATE meta SET value = '9' WHERE key = 'schema'")
    assert quote(known, "--show", FIRST).code == 0
    refused = issue(known)
    assert (refused.code, refused.text) == (1, "")
    assert "opened for reading only" in refused.complaints


def test_an_issued_quote_is_put_in_and_numbered_in_one_act(known: Path) -> None:
    issue(known)
    with opened(usual_workspace()) as store:
        contents = store.contents()
    assert list(contents.quotes) == ["quote-1"]
    assert contents.quotes["quote-1"].number == FIRST
    assert contents.last_numbers[str(date.today().year)].place == 1
