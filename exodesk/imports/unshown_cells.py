"""Cells of a workbook whose value a reader of values passes over as if they were empty.

A formula that no program has worked out yet has no value in the file; one that went wrong has an
error. Either is something, and a price that is not known is something else.
"""

from __future__ import annotations

import html
import posixpath
import re

Place = tuple[int, int]
"""Row and column, the first being 1."""

_CELL = b"<c "
_CELL_END = b"</c>"
_LONGEST_CELL = 100_000
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_TYPE = re.compile(rb"""\bt=["'](\w+)["']""")
_VALUE = re.compile(rb"<v>([^<]+)</v>")
_FORMULA = re.compile(rb"<f\b[^>/]*(?:/>|>([^<]*)</f>)")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)=(?:"([^"]*)"|'([^']*)')""")


def unshown_in(text: bytes) -> dict[Place, str]:
    """The error, or the formula, of each such cell in a piece of a sheet's XML."""
    if b"<f" not in text and b"<v>#" not in text:
        return {}
    found = {}
    for cell in text.split(_CELL)[1:]:
        body, end, _rest = cell.partition(_CELL_END)
        place = _REFERENCE.search(body)
        if end and place is not None and (shown := _unshown(body)):
            found[int(place[2]), column_number(place[1])] = shown
    return found


def _unshown(cell: bytes) -> str:
    kind, value, formula = _TYPE.search(cell), _VALUE.search(cell), _FORMULA.search(cell)
    if kind is not None and kind[1] == b"e" and value is not None:
        return _plain(value[1])
    # A formula that was worked out to an empty text says that it is one.
    if formula is None or value is not None or (kind is not None and kind[1] == b"str"):
        return ""
    return "=" + _plain(formula[1] or b"")


def cut_cell(text: bytes) -> bytes:
    """The cell that the end of ``text`` cuts through; nothing where it cuts none."""
    start = max(text.rfind(_CELL), len(text) - _LONGEST_CELL)
    last = text[start:]
    return last if last.startswith(_CELL) and _CELL_END not in last else b""


def parts_of_sheets(workbook: bytes, relations: bytes) -> dict[str, str]:
    """The name of the part that holds each sheet, by ``xl/workbook.xml`` and its relations."""
    targets = {
        found.get("Id"): posixpath.join("/xl", found.get("Target", "")).removeprefix("/")
        for found in _attributes(_RELATION, relations)
    }
    parts = {}
    for sheet in _attributes(_SHEET, workbook):
        key = next((value for name, value in sheet.items() if name.endswith(":id")), None)
        if key in targets:
            parts[sheet.get("name", "")] = targets[key]
    return parts


def _attributes(tag: re.Pattern[str], xml: bytes) -> list[dict[str, str]]:
    return [
        {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(found)}
        for found in tag.findall(xml.decode("utf-8", "replace"))
    ]


def _plain(xml: bytes) -> str:
    return html.unescape(xml.decode("utf-8", "replace")).strip()


def column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
