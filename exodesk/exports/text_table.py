"""Tables and paragraphs for a terminal of usual width: aligned columns, figures to the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

WIDTH = 100
_GAP = "  "
_LEAST = 24  # so wide is each of several columns side by side, at least
# Letters of Hindi and Urdu are joined or parted by these, and amounts held together.
_UNSEEN_AND_KEPT = frozenset("\u200c\u200d\u2066\u2069")


def text_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
    widest: Mapping[int, int] | None = None,
) -> str:
    """``rows`` under ``headings``; the columns numbered in ``right`` are aligned to the right.

    A cell of a column that ``widest`` limits goes on below itself where it is wider.
    """
    limits = widest or {}
    texts = [[_one_line(cell) for cell in row] for row in (headings, *rows)]
    split = [
        [wrapped(cell, limits[n]) if n in limits else [cell] for n, cell in enumerate(row)]
        for row in texts
    ]
    widths = [
        max(_width(part) for row in split for part in row[column])
        for column in range(len(headings))
    ]
    lines = [list(_lines(row, widths, right)) for row in split]
    rule = _GAP.join("-" * width for width in widths)
    return "\n".join([*lines[0], rule, *(line for row in lines[1:] for line in row)]) + "\n"


def side_by_side(headings: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Named ``rows`` with a cell under each heading, in as many tables as ``WIDTH`` asks for."""
    names = max((_width(name) for name, _cells in rows), default=0)
    room = WIDTH - names
    tables = -(-len(headings) // max(1, room // (_LEAST + len(_GAP))))
    size = -(-len(headings) // max(1, tables))
    width = room // max(1, size) - len(_GAP)
    return "\n".join(
        text_table(
            ["", *headings[start : start + size]],
            [[name, *cells[start : start + size]] for name, cells in rows],
            widest=dict.fromkeys(range(1, size + 1), width),
        )
        for start in range(0, len(headings), size)
    )


def with_flexible(
    headings: Sequence[str], rows: Sequence[Sequence[str]], column: int, widest: Mapping[int, int]
) -> str:
    """``text_table`` in which ``column`` has what the others leave of ``WIDTH``."""
    others = sum(
        min(max(_width(row[n]) for row in (headings, *rows)), widest.get(n, WIDTH)) + len(_GAP)
        for n in range(len(headings))
        if n != column
    )
    return text_table(headings, rows, widest={**widest, column: max(_LEAST, WIDTH - others)})


def paragraph(text: str, indent: str = "", hanging: str = "") -> str:
    """``text`` in lines of at most ``WIDTH``; all but the first are ``hanging`` further in.

    A word that is wider, such as an address, stands whole.
    """
    first, *others = wrapped(_one_line(text), WIDTH - len(indent) - len(hanging), cut=False)
    return "\n".join([indent + first, *(indent + hanging + other for other in others)]) + "\n"


def wrapped(text: str, width: int, *, cut: bool = True) -> list[str]:
    """``text`` in parts of at most ``width`` columns, broken at blanks where there are any.

    A wider word is ``cut``, or else stands alone.
    """
    parts = [""]
    for word in text.split(" "):
        for piece in _pieces(word, width) if cut else [word]:
            longer = f"{parts[-1]} {piece}" if parts[-1] else piece
            if _width(longer) <= width or not parts[-1]:
                parts[-1] = longer
            else:
                parts.append(piece)
    return parts


def _pieces(word: str, width: int) -> Iterator[str]:
    piece, used = "", 0
    for char in word:
        columns = _width(char)
        if piece and used + columns > width:
            yield piece
            piece, used = "", 0
        piece += char
        used += columns
    yield piece


def _lines(
    row: Sequence[Sequence[str]], widths: Sequence[int], right: Sequence[int]
) -> Iterator[str]:
    for cells in zip_longest(*row, fillvalue=""):
        yield _GAP.join(_cells(cells, widths, right)).rstrip()


def _cells(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> list[str]:
    cells = []
    for column, cell in enumerate(row):
        padding = " " * (widths[column] - _width(cell))
        cells.append(padding + cell if column in right else cell + padding)
    return cells


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() or char in _UNSEEN_AND_KEPT else " " for char in text)


def _width(text: str) -> int:
    """Columns a terminal gives to ``text``: wide signs take two, combining and unseen ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me") or char in _UNSEEN_AND_KEPT
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )
