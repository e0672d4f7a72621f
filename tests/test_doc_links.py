"""The links and pictures of the documentation lead somewhere, and no picture is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


def links(page: Path) -> list[Path]:
    found = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))
    return [page.parent / link for link in found if "://" not in link]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    assert [link for link in links(page) if not link.exists()] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {link.resolve() for page in PAGES for link in links(page)}
    painted = set((ROOT / "docs" / "screenshots").resolve().glob("*.png"))
    assert painted
    assert painted <= shown
