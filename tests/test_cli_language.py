"""The command line in the language of the environment, and what stays as it is for scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exodesk import cli, displays, start
from exodesk.cli import main
from exodesk.options import ARGPARSE_SAYS, language_asked
from exodesk.translation import (
    current_locale,
    language,
    languages,
    system_languages,
    use_language,
)
from tests.commands import PIN, entry_object, offer_object, run, write_catalogue
from tests.pseudo import FROM_THE_RIGHT
from tests.seven_entries import write_seven_entries

HINDI = language("hi").words.gettext


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture
def catalogue(tmp_path: Path) -> list[str]:
    return ["--catalogue", str(write_seven_entries(tmp_path)), "--on", "2026-01-15"]


def said(*arguments: str) -> str:
    done = run(*arguments)
    assert done.code == 0
    return done.text


def keys_of(value: object) -> object:
    match value:
        case dict():
            return {key: keys_of(each) for key, each in value.items()}
        case list():
            return [keys_of(each) for each in value]
        case _:
            return type(value).__name__


@pytest.mark.parametrize("variable", ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_environment_says_which_language_is_spoken(
    variable: str,
    catalogue: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for each in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(variable, "hi_IN.UTF-8")
    assert HINDI("Entry") in said(*catalogue, "list").splitlines()[0]


def test_the_first_variable_that_is_set_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "")
    monkeypatch.setenv("LC_ALL", "en_IN.UTF-8")
    monkeypatch.setenv("LANG", "hi_IN.UTF-8")
    assert system_languages() == ["en_IN.UTF-8"]
    monkeypatch.setenv("LANGUAGE", "ta:hi")
    assert system_languages() == ["ta", "hi"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--language", "hi", "list"], "hi"),
        (["list", "--language", "hi"], "hi"),
        (["list", "--language=hi-IN"], "hi"),
        (["--language", "en_IN"], "en_IN"),
        (["--language", "en"], "en_GB"),
        (["--language", "EN-in", "list", "--language", "hi"], "hi"),
        (["list"], None),
        (["--language"], None),
        (["--language", "tlh", "list"], None),
        (["quote", "a", "--language", "hi"], None),
        (["--language", "hi", "quote", "a", "--language", "en"], "hi"),
    ],
)
def test_the_option_is_found_before_the_help_is_worded(
    arguments: list[str], found: str | None
) -> None:
    assert language_asked(arguments) == found


def test_the_option_goes_before_the_environment(
    catalogue: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "hi")
    assert "Entry" in said(*catalogue, "--language", "en", "list").splitlines()[0]
    assert HINDI("Entry") in said(*catalogue, "list").splitlines()[0]


def test_a_language_that_is_not_spoken_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["list", "--language", "tlh"])
    assert ended.value.code == 2
    refused = capsys.readouterr().err
    assert "“tlh”" in refused
    assert ", ".join(languages()) in refused
    assert refused.count("\n") == 1


@pytest.mark.parametrize("command", ["list", "show", "compare", "rates"])
def test_csv_is_the_same_in_every_language_but_for_words_in_cells(
    command: str, catalogue: list[str]
) -> None:
    what = {"show": ["prp"], "compare": ["prp", "exo-scalp"]}.get(command, [])
    known = json.loads(Path(catalogue[1]).read_text("utf-8"))["entries"]
    what = [entry["id"] for entry in known[: len(what)]]
    english, hindi = (
        said(*catalogue, "--language", tongue, "--format", "csv", command, *what)
        for tongue in ("en", "hi")
    )
    assert english.splitlines()[0] == hindi.splitlines()[0]
    if command != "show":  # where each figure has its label
        assert english == hindi


@pytest.mark.parametrize("command", ["list", "show", "compare", "rates"])
def test_json_has_the_same_keys_in_every_language(command: str, catalogue: list[str]) -> None:
    known = json.loads(Path(catalogue[1]).read_text("utf-8"))["entries"]
    what = [entry["id"] for entry in known[: {"show": 1, "compare": 2}.get(command, 0)]]
    english, hindi = (
        json.loads(said(*catalogue, "--language", tongue, "--format", "json", command, *what))
        for tongue in ("en", "hi")
    )
    assert keys_of(english) == keys_of(hindi)
    if command != "rates":
        assert [each["total"] for each in english["entries"]] == [
            each["total"] for each in hindi["entries"]
        ]


def test_the_window_is_asked_to_speak_what_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def window(*given: object) -> int:
        asked.append(given[-1])
        return 0

    monkeypatch.setattr(displays, "obstacle", lambda: None)
    monkeypatch.setattr(start, "run", window)
    assert main(["--language", "hi-IN"]) == 0
    assert main([]) == 0
    assert asked == ["hi", None]
    assert current_locale() == "en_GB"


def test_help_and_misuse_are_in_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "hi")
    with pytest.raises(SystemExit):
        main(["list", "--help"])
    helped = capsys.readouterr().out
    assert HINDI("usage: ").strip() in helped
    assert HINDI("options") in helped
    with pytest.raises(SystemExit):
        main(["show"])
    wanted = HINDI("the following arguments are required: %s") % "ID"
    assert capsys.readouterr().err == f"exodesk show: {wanted}\n"
    assert "options" in ARGPARSE_SAYS


def test_amounts_on_the_command_line_hold_together_in_text_from_the_right(
    catalogue: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "use_language", lambda _asked: use_language(FROM_THE_RIGHT))
    lines = said(*catalogue, PIN, "list").splitlines()
    held = re.compile("\u2066[^\u2069]*\u2069")
    assert [line for line in lines if re.search("[£₹][0-9]", held.sub("", line))] == []
    assert any("\u2066£750\u2069 – \u2066£1,050\u2069" in line for line in lines)


def test_what_is_counted_in_a_good_file_is_counted_in_hindi(tmp_path: Path) -> None:
    one = write_catalogue(tmp_path / "one.json", entry_object("peel", offer_object("5 GBP")))
    assert said("--language", "hi", "check", str(one)).startswith("1 एंट्री, 1 की कीमत दी हुई")


@pytest.mark.parametrize(("asked", "amount"), [("en_GB", "£150,000"), ("en_IN", "£1,50,000")])
def test_each_english_groups_as_its_readers_do(tmp_path: Path, asked: str, amount: str) -> None:
    dear = entry_object("peel", offer_object("150000 GBP"), sessions={"low": 1, "high": 1})
    path = write_catalogue(tmp_path / "dear.json", dear)
    common = ("--catalogue", str(path), "--language", asked, "--on", "2026-01-15", PIN)
    for command in ("list", "show", "compare"):
        what = [] if command == "list" else ["peel"]
        assert amount in said(*common, command, *what)
    spoken = asked.removesuffix("_GB")
    option = ("--client", "A. B.", "--option", "A: peel", "--language", spoken)
    assert f"{amount}.00" in said(*common, "quote", *option)


def test_the_number_of_a_quote_is_no_number_of_things_in_hindi(
    catalogue: list[str], tmp_path: Path
) -> None:
    common = (*catalogue, PIN, "--language", "hi", "--workspace", str(tmp_path / "own.exodesk"))
    said(*common, "quote", "--client", "A. B.", "--option", "A: exosome-london", "--issue")
    assert said(*common, "quote", "--list").splitlines()[1].split()[0] == "नंबर"
