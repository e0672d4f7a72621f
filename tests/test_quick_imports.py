"""Importing the window without a collector at work and without reading sources again."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from exodesk.quick_imports import quick_imports

ROOT = Path(__file__).resolve().parents[1]


def sources_read(opening: str) -> list[str]:
    """The modules of ours whose source text a fresh process reads, beside importing them."""
    program = (
        f"import linecache, PySide6.QtWidgets\n{opening}    import exodesk.ui.theme\n"
        "print(*(name for name in linecache.cache if 'exodesk' in name and 'quick' not in name))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_no_source_is_read_beside_what_is_imported() -> None:
    assert sources_read("if True:\n"), "PySide no longer reads sources: this spares nothing"
    quick = "from exodesk.quick_imports import quick_imports\nwith quick_imports():\n"
    assert sources_read(quick) == []


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
