"""Where the shipped files and the user's own files are. No Qt: the command line uses it too."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_APP = "exodesk"
_HOME_VARIABLE = "EXODESK_HOME"

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"  # stands only in an installed wheel


def _shipped_root() -> Path:
    return _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


def data_file() -> Path:
    """The catalogue that came with the program; never written to."""
    return _shipped_root() / "data" / "products.json"


def ask_first_file() -> Path:
    """The notes on what to ask before booking that came with the program."""
    return _shipped_root() / "data" / "ask_first.json"


def resource(*parts: str) -> Path:
    """A shipped file below ``resources``, for instance ``resource("icons", "tick.svg")``."""
    return _shipped_root().joinpath("resources", *parts)


def document(*parts: str) -> Path:
    """A page or a picture of the documentation, for instance ``document("guide.md")``."""
    return _shipped_root().joinpath("docs", *parts)


def change_log() -> Path:
    """What is new in each version."""
    return _shipped_root() / "CHANGELOG.md"


def config_dir() -> Path:
    """The folder of the user's settings. It need not exist yet: whoever writes makes it."""
    home = os.environ.get(_HOME_VARIABLE)
    return Path(home) / "config" if home else platformdirs.user_config_path(_APP, appauthor=False)


def usual_workspace() -> Path:
    """The workspace of whoever has chosen none."""
    return data_dir() / "workspace.exodesk"


def data_dir() -> Path:
    """The folder of the user's own data. It need not exist yet: whoever writes makes it."""
    home = os.environ.get(_HOME_VARIABLE)
    return Path(home) / "data" if home else platformdirs.user_data_path(_APP, appauthor=False)


def kept_rates_file() -> Path:
    """The published rates that were fetched last."""
    return data_dir() / "ecb-rates.xml"


def log_dir() -> Path:
    """The folder of what the program notes of its own faults. It need not exist yet."""
    home = os.environ.get(_HOME_VARIABLE)
    return Path(home) / "log" if home else platformdirs.user_log_path(_APP, appauthor=False)
