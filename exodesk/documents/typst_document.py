"""A PDF made of a template and plain data: tagged, in the bundled fonts, and the same every time.

Data reaches the template as JSON and is text there, never markup. Nothing is read but the
templates and the fonts, and nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import TypeAlias

import typst

from exodesk.documents.letters import LONGEST_WORD, families, printable
from exodesk.domain.errors import ExodeskError
from exodesk.paths import resource
from exodesk.translation import gettext as _

Plain: TypeAlias = str | int | float | bool | Sequence["Plain"] | Mapping[str, "Plain"] | None
"""What a template reads: texts, numbers, and lists and tables of them."""


_PART = 10_000


class NotMadeError(ExodeskError):
    """The document could not be made; nothing was written."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(_("The PDF could not be made: {reason}.").format(reason=reason))


def pdf_bytes(
    template: str, data: Mapping[str, Plain], on: date, longest_word: int = LONGEST_WORD
) -> bytes:
    """The whole file in memory; the same data ``on`` the same day give the same bytes.

    ``template`` names a file in ``resources/templates``; words of more signs than ``longest_word``
    may be broken. Raises NotMadeError.
    """
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    with _told():
        made = _compiler(template, data, longest_word).compile(
            format="pdf", pdf_standards="ua-1", timestamp=noon
        )
    if not isinstance(made, bytes) or not made.rstrip().endswith(b"%%EOF"):
        raise NotMadeError(_("what was made is no PDF"))
    return made


def page_pictures(template: str, data: Mapping[str, Plain], dots_per_inch: float) -> list[bytes]:
    """The same pages as they will print, each as a PNG. Raises NotMadeError."""
    with _told():
        made = _compiler(template, data).compile(format="png", ppi=dots_per_inch)
    return made if isinstance(made, list) else [made or b""]


def picture_of(pdf: bytes, page: int, dots_per_inch: float) -> bytes:
    """A page of a PDF, counted from 1, as a PNG. Raises NotMadeError."""
    data = f'{{"pdf": [{_numbers(pdf)}], "page": {page}}}'
    with _told():
        made = _compiled("page.typ", data).compile(format="png", ppi=dots_per_inch)
    if not isinstance(made, bytes):
        raise NotMadeError(_("what was made is no picture"))
    return made


@lru_cache(maxsize=1)
def _numbers(pdf: bytes) -> str:
    """The bytes as JSON, a part at a time: another thread may want to go on in between."""
    parts = (pdf[start : start + _PART] for start in range(0, len(pdf), _PART))
    return ",".join(",".join(map(str, part)) for part in parts)


def _compiler(
    template: str, data: Mapping[str, Plain], longest_word: int = LONGEST_WORD
) -> typst.Compiler:
    content = _printable({**data, "families": families()}, longest_word)
    return _compiled(template, json.dumps(content))


def _compiled(template: str, data: str) -> typst.Compiler:
    folder = resource("templates")
    return typst.Compiler(
        str(folder / template), root=str(folder), font_paths=_fonts(), sys_inputs={"data": data}
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resource("fonts"))],
    )


@contextmanager
def _told() -> Iterator[None]:
    """Typst's own errors, which are RuntimeErrors, as one that says so in words."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        raise NotMadeError(getattr(error, "message", None) or str(error)) from None


def _printable(data: Plain, longest_word: int) -> Plain:
    match data:
        case str():
            return printable(data, longest_word)
        case Mapping():
            return {key: _printable(value, longest_word) for key, value in data.items()}
        case Sequence():
            return [_printable(value, longest_word) for value in data]
        case _:
            return data
