"""Runs the command line as a user would see it: inside the test's own process, or in one apart."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exodesk.cli import main

# Pinned wherever a rate is needed: what a test expects must not move with the published rates.
PIN = "--rate=GBP/INR=120@2026-01-15,fixture"


@dataclass(frozen=True)
class Outcome:
    code: int
    output: bytes
    complaints: str

    @property
    def text(self) -> str:
        return self.output.decode("utf-8")

    @property
    def json(self) -> Any:
        """The output read as JSON; a number that is not a string would come as text."""
        return json.loads(self.output, parse_float=str)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The output read as CSV."""
        assert self.output.startswith(b"\xef\xbb\xbf")
        return list(csv.DictReader(io.StringIO(self.output.decode("utf-8-sig"), newline="")))


def run(*arguments: str | Path) -> Outcome:
    """Run ``exodesk`` with these arguments; a refusal of argparse gives its exit code."""
    output, complaints = io.BytesIO(), io.StringIO()
    stdout = io.TextIOWrapper(output, encoding="utf-8", newline="")
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(complaints):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        stdout.flush()
        data = output.getvalue()
    return Outcome(code, data, complaints.getvalue())


def started(
    *arguments: str, stdout: Any = subprocess.PIPE, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run Python in a process of its own, without a display, ``settings`` in its environment."""
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**kept, **settings},
        cwd=Path(__file__).parents[1],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )


SOURCES = [{"id": "src-a", "kind": "price-list", "title": "Price list", "date": "2026-01-10"}]


def catalogue_object(entries: Iterable[Any], **changes: Any) -> dict[str, Any]:
    return {
        "format": "exodesk-catalogue",
        "version": 1,
        "sources": SOURCES,
        "entries": list(entries),
        **changes,
    }


def write_catalogue(path: Path, *entries: Any, **changes: Any) -> Path:
    """A catalogue file of these JSON entries; ``changes`` replace whole keys of the file."""
    path.write_text(json.dumps(catalogue_object(entries, **changes)), "utf-8")
    return path


def entry_object(entry_id: str, *offers: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """A treatment, unless ``keys`` say otherwise, as it stands in a catalogue file."""
    return {
        "id": entry_id,
        "kind": "treatment",
        "name": entry_id.capitalize(),
        "family": "peel",
        "offers": list(offers),
        **keys,
    }


def offer_object(price: str, per: str = "session", **keys: Any) -> dict[str, Any]:
    """``price`` is ``150 GBP``, ``150-300 GBP``, ``from 650 GBP``, ``up to 9 GBP`` or ``on
    request INR``; the tax is included unless ``keys`` say otherwise."""
    figures, currency = price.rsplit(" ", 1)
    low: str | None
    high: str | None
    if figures == "on request":
        low, high = None, None
    elif figures.startswith("from "):
        low, high = figures.removeprefix("from "), None
    elif figures.startswith("up to "):
        low, high = None, figures.removeprefix("up to ")
    else:
        low, _, high = figures.partition("-")
        high = high or low
    return {
        "price": {"low": low, "high": high, "currency": currency},
        "per": per,
        "tax": "included",
        "source": "src-a",
        **keys,
    }
