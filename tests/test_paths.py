from __future__ import annotations

from pathlib import Path

import pytest

from exodesk import paths

ROOT = Path(__file__).resolve().parents[1]


def test_a_checkout_uses_its_own_data_and_resources() -> None:
    assert paths.data_file() == ROOT / "data" / "products.json"
    assert paths.resource("icons", "tick.svg") == ROOT / "resources" / "icons" / "tick.svg"


def test_an_installed_wheel_uses_what_was_shipped_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "_SHIPPED", tmp_path)
    assert paths.data_file() == tmp_path / "data" / "products.json"
    assert paths.resource("rates.json") == tmp_path / "resources" / "rates.json"


def test_one_variable_moves_all_that_is_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXODESK_HOME", str(tmp_path))
    assert paths.config_dir() == tmp_path / "config"
    assert paths.data_dir() == tmp_path / "data"
    assert paths.kept_rates_file() == tmp_path / "data" / "ecb-rates.xml"
    assert paths.log_dir() == tmp_path / "log"


def test_without_the_variable_the_users_folders_are_the_platforms(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("EXODESK_HOME", raising=False)
    assert paths.config_dir().is_absolute()
    assert "exodesk" in paths.data_dir().parts
    assert paths.log_dir().is_absolute()
    assert "exodesk" in paths.log_dir().parts


def test_asking_for_a_folder_does_not_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXODESK_HOME", str(tmp_path / "home"))
    paths.config_dir()
    paths.data_dir()
    paths.log_dir()
    assert not (tmp_path / "home").exists()
