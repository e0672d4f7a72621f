"""A small run of the whole bench: that its code works, and nothing about times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.table import BEGIN, END


def test_a_quick_run_measures_its_goals_and_writes_them_down(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, values = tmp_path / "performance.md", tmp_path / "bench.json"
    document.write_text(f"Before.\n{BEGIN}\n{END}\nAfter.\n", "utf-8")
    goals = ["start", "keys", "load", "export", "import", "what-if", "edit"]
    arguments = ["--quick", "--offscreen", "--json", str(values), "--write", str(document)]
    assert main([*arguments, "--only", *goals]) == 0
    found = json.loads(values.read_text("utf-8"))
    assert [goal["key"] for goal in found["goals"]] == goals
    assert [goal["key"] for goal in found["goals"] if goal["ratio"] is None] == []
    assert "worst key stroke to painted table, 120 rows" in capsys.readouterr().out
    text = document.read_text("utf-8")
    assert text.startswith("Before.")
    assert "| load 120 entries, checked, to first paint |" in text
    assert text.endswith("After.\n")


def test_a_goal_that_is_none_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--only", "everything"])
    assert ended.value.code == 2
    assert "what-if" in capsys.readouterr().err
