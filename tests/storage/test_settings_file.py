from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from exodesk.storage.settings_file import SettingsFile

SETTINGS: dict[str, Any] = {
    "currency": "INR",
    "tray": ["a", "b"],
    "filters": [{"name": "नाम", "words": "peel"}],
    "columns": {"total": 120},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def damaged(path: Path) -> Path:
    return path.with_name("settings.damaged.json")


def test_what_was_saved_is_there_at_the_next_start(path: Path) -> None:
    SettingsFile(path).save(SETTINGS)
    assert SettingsFile(path).load() == SETTINGS


def test_without_a_file_the_defaults_count_and_none_is_made(path: Path) -> None:
    assert SettingsFile(path).load() == {}
    assert not path.parent.exists()


def test_settings_and_their_folder_are_for_their_owner_alone(path: Path) -> None:
    SettingsFile(path).save(SETTINGS)
    assert path.parent.stat().st_mode & 0o077 == 0
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\0" * 512,
        b"{",
        b'{"currency": "INR"',
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe{\0}\0",
        b"\xa3",
        b"<html>",
        b"[" * 100_000,
        b"1" * 5_000,
    ],
)
def test_a_damaged_file_is_kept_aside_and_the_defaults_count(path: Path, text: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(text)
    settings = SettingsFile(path)
    assert settings.load() == {}
    assert damaged(path).read_bytes() == text
    assert not path.exists()
    settings.save(SETTINGS)
    assert SettingsFile(path).load() == SETTINGS
    assert damaged(path).read_bytes() == text


def test_a_file_from_elsewhere_is_read_whatever_its_keys(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"future": {"deep": [1, null]}, "currency": "£"}', "utf-8")
    assert SettingsFile(path).load() == {"future": {"deep": [1, None]}, "currency": "£"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are POSIX")
def test_a_pipe_in_the_files_place_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    settings = SettingsFile(path)
    assert settings.load() == {}
    settings.save(SETTINGS)
    assert list(path.parent.iterdir()) == [path]
    assert path.is_fifo()


def test_a_folder_in_the_files_place_stays_where_it_is(path: Path) -> None:
    path.mkdir(parents=True)
    settings = SettingsFile(path)
    assert settings.load() == {}
    settings.save(SETTINGS)
    assert path.is_dir()
    assert list(path.parent.iterdir()) == [path]


def test_what_is_already_there_is_not_written_again(path: Path) -> None:
    SettingsFile(path).save(SETTINGS)
    settings = SettingsFile(path)
    same = settings.load()
    path.unlink()
    settings.save(same)
    assert not path.exists()


def test_a_list_that_the_window_changed_in_place_is_saved(path: Path) -> None:
    settings = SettingsFile(path)
    mine = {"tray": ["a"]}
    settings.save(mine)
    mine["tray"].append("b")
    settings.save(mine)
    assert SettingsFile(path).load() == {"tray": ["a", "b"]}


def test_a_list_that_was_loaded_and_changed_in_place_is_saved(path: Path) -> None:
    SettingsFile(path).save({"tray": ["a"]})
    settings = SettingsFile(path)
    loaded = settings.load()
    loaded["tray"].append("b")
    settings.save(loaded)
    assert SettingsFile(path).load() == {"tray": ["a", "b"]}


def test_text_that_no_encoding_can_hold_is_kept(path: Path) -> None:
    odd = {"words": "half \ud83d, whole 😀, \0, \u202e"}
    SettingsFile(path).save(odd)
    assert SettingsFile(path).load() == odd


def test_a_place_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file, no folder")
    settings = SettingsFile(tmp_path / "config" / "settings.json")
    assert settings.load() == {}
    settings.save(SETTINGS)
    assert (tmp_path / "config").read_text() == "a file, no folder"


def test_what_could_not_be_written_is_written_when_it_can(tmp_path: Path) -> None:
    obstacle = tmp_path / "config"
    obstacle.write_text("in the way")
    settings = SettingsFile(obstacle / "settings.json")
    settings.save(SETTINGS)
    obstacle.unlink()
    settings.save(SETTINGS)
    assert SettingsFile(obstacle / "settings.json").load() == SETTINGS
