"""What the command line says that is to be asked before booking."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Outcome, entry_object, offer_object, run, write_catalogue

QUESTION = "What are the exosomes made from, and can I have that in writing?"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    london = {"name": "Clinic", "city": "London", "country": "GB"}
    exosomes = {"family": "exosome", "exosome_source": "human-donor", "routes": ["topical"]}
    caution = {"text": "not after sunburn", "source": "src-a"}
    return write_catalogue(
        tmp_path / "two.json",
        entry_object("donor", offer_object("300 GBP"), provider=london, **exosomes),
        entry_object("serum", offer_object("60 GBP"), kind="product", cautions=[caution]),
    )


def shown(catalogue: Path, *arguments: str) -> Outcome:
    return run(*arguments, "--catalogue", catalogue)


def test_show_asks_and_says_that_sources_disagree(catalogue: Path) -> None:
    outcome = shown(catalogue, "show", "donor")
    assert outcome.code == 0
    assert outcome.complaints == ""
    lines = outcome.text.splitlines()
    start = lines.index(f"Ask before booking: {QUESTION}")
    assert lines[start + 1] == "  Sources disagree"
    assert any("The Sun: " in line and "3 Nov 2025 (" in line for line in lines[start:])


def test_show_gives_notes_as_objects(catalogue: Path) -> None:
    notes = shown(catalogue, "show", "donor", "--format", "json").json["ask_first"]
    (department,) = [note for note in notes if note["date"] == "2025-11-03"]
    assert department["question"] == QUESTION
    assert department["disagree"] is True
    assert department["unstated"] == []
    assert department["source"].startswith("The Sun, ")
    assert department["url"].startswith("https://")


def test_compare_lists_the_questions_of_all(catalogue: Path) -> None:
    text = shown(catalogue, "compare", "donor", "serum").text
    assert text.count(f"Ask before booking: {QUESTION}") == 1
    assert "Ask before booking: Does any of these cautions concern me?" in text
    assert "  - not after sunburn" in text


def test_compare_gives_each_entry_its_own_notes(catalogue: Path) -> None:
    notes = shown(catalogue, "compare", "donor", "serum", "--format", "json").json["ask_first"]
    donor, serum = ([n for n in notes if n["id"] == entry] for entry in ("donor", "serum"))
    assert len(donor) + len(serum) == len(notes)
    assert QUESTION in {note["question"] for note in donor}
    assert QUESTION not in {note["question"] for note in serum}
    assert (serum[0]["topic"], serum[0]["statement"]) == ("cautions", "not after sunburn")


def test_notes_change_no_row_of_a_list(catalogue: Path) -> None:
    assert [
        entry["id"] for entry in shown(catalogue, "list", "--format", "json").json["entries"]
    ] == [
        "donor",
        "serum",
    ]
    assert "ask_first" not in shown(catalogue, "list", "--format", "json").text


def test_without_the_notes_the_rest_is_shown_and_the_reason_said(
    catalogue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exodesk.cli_commands.ask_first_file", lambda: tmp_path / "gone.json")
    outcome = shown(catalogue, "compare", "donor", "serum")
    assert outcome.code == 0
    assert "There is no file" in outcome.complaints
    assert "£300" in outcome.text
    assert QUESTION not in outcome.text
