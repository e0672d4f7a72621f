"""The log holds what helps whoever is asked to help, and nothing of whom it is about."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest

from exodesk.domain.errors import ExodeskError
from exodesk.storage.log_file import (
    LOG_NAME,
    log_fault,
    log_start,
    log_to,
    stop_logging,
    without_words,
)

CLIENT = "Asha Rao"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made = tmp_path / "state" / "log"
    log_to(made)
    yield made
    stop_logging()


def fails(name: str) -> None:
    raise KeyError(name)


def caught(name: str = CLIENT) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    try:
        try:
            fails(name)
        except KeyError as error:
            raise ExodeskError(f"The quote for {name} is gone.") from error
    except ExodeskError as error:
        return type(error), error, error.__traceback__
    raise AssertionError("nothing failed")


def text(folder: Path) -> str:
    return (folder / LOG_NAME).read_text("utf-8")


def test_it_says_when_the_program_began_and_with_which_versions(folder: Path) -> None:
    log_start("exodesk 1.2\nQt 6")
    (line,) = text(folder).splitlines()
    assert line.endswith("INFO exodesk: start: exodesk 1.2 · Qt 6")
    assert line[:4].isdigit()


def test_a_fault_is_its_kind_and_its_places_without_what_it_says(folder: Path) -> None:
    log_fault(*caught())
    told = text(folder)
    assert CLIENT not in told
    assert "Rao" not in told
    lines = told.splitlines()
    assert lines[0].endswith("ERROR exodesk: fault: ExodeskError")
    assert "storage/test_log_file.py:" in lines[1]
    assert str(Path(__file__).parents[2]) not in told
    assert lines[1].endswith(" caught")
    assert "after" in lines
    assert lines[lines.index("after") + 1] == "KeyError"
    assert lines[-1].endswith(" fails")


def test_a_place_is_named_within_the_program_and_not_in_somebodys_folder() -> None:
    code = compile("def act():\n    raise LookupError\n", "/home/asha/exodesk/ui/page.py", "exec")
    scope: dict[str, object] = {}
    exec(code, scope)
    with pytest.raises(LookupError) as error:
        scope["act"]()  # type: ignore[operator]
    told = without_words(error.type, error.value, error.tb)
    assert "  exodesk/ui/page.py:2 act" in told
    assert "asha" not in told


def test_a_fault_that_leads_round_to_itself_ends() -> None:
    one, other = ValueError("one"), KeyError("other")
    one.__cause__, other.__cause__ = other, one
    assert without_words(ValueError, one, None).splitlines().count("after") == 2


def test_it_stays_small(folder: Path) -> None:
    for _time in range(3_000):
        logging.getLogger("exodesk.rates").info("x" * 400)
    sizes = [path.stat().st_size for path in folder.iterdir()]
    assert len(sizes) == 3
    assert sum(sizes) <= 600_000


def test_it_is_for_its_owner_alone(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_no_encoding_can_write_is_written_another_way(folder: Path) -> None:
    log_start("\ud800 ₹")
    assert "\\ud800 ₹" in text(folder)


def test_without_a_folder_the_program_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("", "utf-8")
    log_to(blocked / "log")
    log_start("1.2")
    log_fault(*caught())
    stop_logging()
    assert capsys.readouterr().err == ""


def test_another_folder_takes_the_place_of_the_first(folder: Path, tmp_path: Path) -> None:
    log_to(tmp_path / "other")
    log_start("again")
    assert "again" in text(tmp_path / "other")
    assert text(folder) == ""
