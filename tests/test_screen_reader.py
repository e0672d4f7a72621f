"""The real program as a screen reader is given it: nothing here looks at a widget or a pixel."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exodesk.translation import use_language
from exodesk.wording import gettext as _
from exodesk.wording.counts import counts_text
from tests.screen_reader import ScreenReader, screen_reader, what_lacks
from tests.seven_entries import write_seven_entries
from tests.test_hindi_journeys import NAMES
from tests.ui.words_seen import english

KEPT = {word for name in NAMES for word in english(name, ())} | {"GBP", "INR", "PRP", "ml"}
ROOT = Path(__file__).resolve().parents[1]
LACKS = what_lacks()
# Set by dev.py where all of it is installed: a skip would hide a window that says nothing.
MUST_HEAR = "EXODESK_TESTS_MUST_HEAR" in os.environ
pytestmark = pytest.mark.skipif(bool(LACKS) and not MUST_HEAR, reason=f"no screen reader: {LACKS}")


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ScreenReader]:
    assert not LACKS
    catalogue = write_seven_entries(tmp_path)
    with screen_reader() as reader:
        command = [sys.executable, "-m", "exodesk", "--catalogue", str(catalogue)]
        command += ["--rate", "GBP/INR=120@2026-01-15,fixture", "--on", "2026-11-22"]
        settings = {"EXODESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "xcb"}
        reader.start(command, {**settings, "PYTHONPATH": str(ROOT), "LC_ALL": "en_GB.UTF-8"})
        reader.find("label", "7 match")
        yield reader


def test_an_entry_is_found_filtered_ticked_compared_and_its_totals_are_read(
    reader: ScreenReader,
) -> None:
    # Found by its name.
    assert "Search entries, clinics, cities" in reader.keys(["F6", "ctrl+f"])
    reader.write("exosome micro")
    reader.hear("2 match · 7 in catalogue")
    (row, *_) = reader.keys(["Down", "Home"])
    assert row.startswith("Exosome + microneedling, ")

    # Filtered; a limit that can't be read says so, and what it keeps.
    reader.keys(["ctrl+f", "Escape", "F6"])
    assert reader.find("text", "Total up to")["focused"]
    reader.write("1000")
    reader.hear("6 match · 1 can't tell · 7 in catalogue")

    # Ticked, each with its sentence.
    (mumbai,) = [n for n in range(reader.rows("Entries")) if "Mumbai" in reader.row("Entries", n)[0]
                 and "Exosome" in reader.row("Entries", n)[0]]  # fmt: skip
    sentence, name, *cells = reader.row("Entries", mumbai)
    assert sentence == (
        "Exosome + microneedling, Mumbai, Mumbai · Clinic, total £300 – £450, as printed"
        " ₹36,000 – ₹54,000, sessions 3, downtime per session 1 – 2 days,"
        " oldest price 10 Jan 2026"
    )
    assert name == sentence  # wherever one goes from entry to entry
    assert "Total, £: £300 – £450, as printed ₹36,000 – ₹54,000" in cells
    reader.keys(["F6"])
    said = [*reader.keys(["Home", *["Down"] * mumbai, "space"])]
    assert said[-1] == "Exosome + microneedling, Mumbai ticked: 1 of 8"
    london = next(n for n in range(7) if "Exosome + microneedling, London" in
                  reader.row("Entries", n)[0])  # fmt: skip
    said = reader.keys(["Home", *["Down"] * london, "space"])
    assert said[-1] == "Exosome + microneedling, London ticked: 2 of 8"
    assert reader.find("push button", "Compare 2")["enabled"]

    # Compared: the verdict is said, the totals are cells of a table.
    reader.keys(["ctrl+k"])
    verdict = reader.hear("Mumbai is surely cheaper.")
    assert "It is £300 – £750 cheaper than London." in verdict
    assert reader.row("Comparison", 0) == [
        "Total over 12 months, Exosome + microneedling, Mumbai: ≈ £300 – £450, lowest",
        "Total over 12 months, Exosome + microneedling, London: £750 – £1,050, highest",
    ]


def test_all_that_can_be_acted_on_has_a_name(reader: ScreenReader) -> None:
    for keys in ([], ["ctrl+2"], ["ctrl+3"]):
        reader.keys(keys)
        found = [one for role in ("push button", "radio button", "check box", "text", "table",
                                  "list", "combo box") for one in reader.all_of(role)]  # fmt: skip
        assert len(found) > 4
        nameless = [one for one in found if one["focusable"] and not one["name"].strip()]
        assert nameless == []
        assert [one["name"] for one in found if "&" in one["name"].replace(" & ", "")] == []


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[ScreenReader]:
    """Over the shipped catalogue, with a workspace of its own."""
    assert not LACKS
    with screen_reader() as reader:
        command = [sys.executable, "-m", "exodesk", "--on", "2026-11-22"]
        settings = {"EXODESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "xcb"}
        reader.start(command, {**settings, "PYTHONPATH": str(ROOT), "LC_ALL": "en_GB.UTF-8"})
        reader.find("label", "332 match")
        yield reader


def test_a_quote_is_written_settled_and_issued_and_its_total_is_read(shipped: ScreenReader) -> None:
    reader = shipped
    reader.keys(["ctrl+3"])
    reader.focus("push button", "New quote")
    assert reader.keys(["space"]) == ["Client"]
    reader.write("A. Sharma")
    said = reader.keys(["Tab"] * 9)
    assert said[-1] == "Add an entry to option A"

    # An entry is picked in the list, and its total is told.
    reader.write("vampire")
    (picked,) = reader.keys(["Down", "Return"])
    name, *_place = picked.split(" · ")
    assert reader.find("push button", f"Remove {name}")["enabled"]
    total = next(one["name"] for one in reader.all_of("label") if "VAT not stated" in one["name"])
    assert total.startswith("£")
    assert reader.find("push button", "Issue…")["description"].endswith(" to settle before issue")

    # What has to be settled is told with each button, and stated on the quote.
    reader.focus("push button", "Show")
    reader.keys(["space"])
    while reader.there("push button", "State on quote"):
        assert reader.find("push button", "State on quote")["description"]
        reader.act("push button", "State on quote")
    assert reader.find("label", "Nothing to settle before issue")
    reader.act("push button", "Issue…")
    assert reader.there("dialog", "Issue the quote")
    reader.activate()
    reader.keys(["Return"])
    reader.gone("dialog", "Issue the quote")
    number, *_more = reader.find("label", "Q-")["name"].split()
    listed = [one["name"] for one in reader.all_of("list item")]
    issued = f"A. Sharma, {number}, Issued · valid to "
    assert [one.startswith(issued) for one in listed] == [False, True]
    assert listed[1].endswith(f", total {amount_of(total)}")


def amount_of(total: str) -> str:
    """As the list has it: without its tax, and whole."""
    return total.partition(" VAT")[0].replace(".00", "")


@pytest.fixture
def hindi_reader(tmp_path: Path) -> Iterator[ScreenReader]:
    assert not LACKS
    catalogue = write_seven_entries(tmp_path)
    use_language("hi")
    with screen_reader() as reader:
        command = [sys.executable, "-m", "exodesk", "--catalogue", str(catalogue)]
        command += [
            "--rate",
            "GBP/INR=120@2026-01-15,fixture",
            "--on",
            "2026-11-22",
            "--language",
            "hi",
        ]
        settings = {"EXODESK_HOME": str(tmp_path), "QT_QPA_PLATFORM": "xcb"}
        reader.start(command, {**settings, "PYTHONPATH": str(ROOT), "LC_ALL": "en_GB.UTF-8"})
        reader.find("label", counts_text(7, 0, 7))
        yield reader
    use_language("en")


def test_in_hindi_an_entry_is_found_filtered_ticked_compared_and_its_totals_are_read(
    hindi_reader: ScreenReader,
) -> None:
    reader = hindi_reader
    assert _("Search entries, clinics, cities") in reader.keys(["F6", "ctrl+f"])
    reader.write("exosome micro")
    reader.hear(counts_text(2, 0, 7))
    reader.keys(["Escape", "F6"])
    assert reader.find("text", "कुल खर्च, अधिकतम")["focused"]
    reader.write("1000")
    reader.hear(counts_text(6, 1, 7))

    # Every row is a sentence in Hindi, and each of its cells stands under a title in Hindi.
    entries, count = _("Entries"), reader.rows(_("Entries"))
    rows = [reader.row(entries, number) for number in range(count)]
    for place in ("Mumbai", "London"):
        number = next(
            n for n, row in enumerate(rows) if f"Exosome + microneedling, {place}" in row[0]
        )
        reader.keys(["F6"] if place == "Mumbai" else [])
        said = reader.keys(["Home", *["Down"] * number, "space"])
        assert english(said[-1], KEPT) == []
    assert [cell for cell in rows[number][2:] if ": £750 – £1,050" in cell]

    # The verdict is said, and the totals are the cells of a table.
    reader.keys(["ctrl+k"])
    verdict = reader.hear("Mumbai ")
    assert english(verdict, KEPT) == []
    mumbai, london = reader.row(_("Comparison"), 0)
    assert "≈ £300 – £450" in mumbai
    assert "£750 – £1,050" in london
    assert english(mumbai + london, KEPT) == []


def test_in_hindi_all_that_can_be_acted_on_has_a_name_in_hindi(hindi_reader: ScreenReader) -> None:
    for keys in ([], ["ctrl+2"], ["ctrl+3"]):
        hindi_reader.keys(keys)
        found = [one for role in ("push button", "radio button", "check box", "text", "table",
                                  "list") for one in hindi_reader.all_of(role)]  # fmt: skip
        named = [one["name"] for one in found if one["focusable"]]
        assert len(named) > 4
        assert [
            name for name in named if not name.strip() or "&" in name or english(name, KEPT)
        ] == []
