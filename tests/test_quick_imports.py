"""Importing the window without a collector at work and without reading sources again."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from exodesk.quick_imports import quick_imports

ROOT = Path(__file__).resolve().parents[1]
OURS = str(ROOT / "exodesk")  # a checkout may be called so as well


def sources_read(opening: str) -> list[str]:
    """The modules of ours whose source text a fresh process reads, beside importing them.

    As in the command, ``quick_imports`` is imported before PySide is.
    """
    program = (
        "import linecache\nfrom exodesk.quick_imports import quick_imports\n"
        f"import PySide6.QtWidgets\n{opening}:\n    import exodesk.ui.theme\n"
        f"print(*(name for name in linecache.cache if name.startswith({OURS!r})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_no_source_is_read_beside_what_is_imported() -> None:
    assert sources_read("if True"), "PySide no longer reads sources: this spares nothing"
    assert sources_read("with quick_imports()") == []


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_rests_and_is_then_as_it_was(*, collects: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        with quick_imports():
            assert not gc.isenabled()
        assert gc.isenabled() is collects
        with pytest.raises(ZeroDivisionError), quick_imports():
            raise ZeroDivisionError
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()
