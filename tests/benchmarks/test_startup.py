from __future__ import annotations

from benchmarks.startup import Import, import_text


def test_packages_and_long_imports_are_told_before_and_after_the_painting() -> None:
    text = import_text(
        [
            Import("PySide6.QtCore", 0.030, 0.040, 1, painted=False),
            Import("exodesk.quick", 0.0001, 0.0001, 0, painted=False),
            Import("numpy.linalg", 0.025, 0.025, 2, painted=True),
        ]
    )
    before, after = text.split("after that: ")
    assert before.startswith("before the rows are painted: 2 modules, 30 ms")
    assert "   30.0 ms  PySide6" in before
    assert "   40.0 ms    PySide6.QtCore" in before
    assert "numpy" not in before
    assert "   25.0 ms  numpy" in after
    assert "exodesk.quick" not in text
