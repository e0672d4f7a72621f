"""Comparisons to make documents of, and what stands in the documents made."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from exodesk.documents.compared import Compared
from exodesk.domain.ask_first import AskFirst
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Entry, Source, SourceKind
from exodesk.domain.rates import RateTable
from tests.builders import RATES, SOURCE, entry, offer

TODAY = datetime.date(2026, 1, 25)
GUIDE = Source("src-b", SourceKind.ARTICLE, "Guide", date="2025", url="https://guide.example/a-b")
LONDON = entry(
    "Exosome microneedling",
    offer("250-350 GBP", source="src-a", as_printed="£250 to £350"),
    id="london",
    city="London",
    sessions="3",
    interval="4 week",
    downtime="1-2 day",
)
MUMBAI = entry(
    "Exosome microneedling",
    offer("12000-18000 INR", source="src-b", date="2025-12-20"),
    id="mumbai",
    city="Mumbai",
    country="IN",
    sessions="3",
    interval="4 week",
    downtime="1-2 day",
)
HOSTILE = (
    '#import "@preview/cades:0.3.0": *',
    "*bold* _em_ $x^2$ <label> @ref `raw` \\ // /* #{panic()}",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<img src=/etc/hostname><b>x</b> & &amp;",
    "-- --- ... 'single' \"double\"",
)


def compared(
    *entries: Entry,
    assumptions: Assumptions | None = None,
    rates: RateTable = RATES,
    ask_first: AskFirst | None = None,
    sources: tuple[Source, ...] = (SOURCE, GUIDE),
) -> Compared:
    assumed = assumptions or Assumptions()
    rates = RateTable(TODAY, pinned=rates.pinned)
    return Compared(
        tuple(cost_of(one, assumed, rates) for one in entries),
        Catalogue(sources={source.id: source for source in sources}, entries=entries),
        assumed,
        rates,
        TODAY,
        ask_first or AskFirst(),
    )


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All words of the pages, every run of white space as one blank."""
    pages = (page.extract_text() for page in reader(pdf).pages)
    return re.sub(r"\s+", " ", " ".join(pages)).replace("\u200b", "")


def letters_of(pdf: bytes) -> str:
    """The same without any blanks: lines may be broken within what belongs together."""
    return text_of(pdf).replace(" ", "")


def copied_text_of(pdf: bytes, folder: Path) -> str:
    """The text as viewers copy it, Indian scripts put together as they were written."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = folder / "copied.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], check=True, capture_output=True
    )
    return re.sub(r"\s+", " ", done.stdout.decode("utf-8"))
