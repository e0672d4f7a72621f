"""Several things in one breath."""

from __future__ import annotations

from collections.abc import Iterable

from babel.lists import format_list

from exodesk.translation import current_locale
from exodesk.translation import gettext as _


def listed(names: Iterable[str]) -> str:
    """``A, B and C``."""
    return format_list(list(names), locale=current_locale())


def in_sentences(parts: Iterable[str]) -> str:
    """One after the other, with the stop of the language between them; the last as it is."""
    *before, last = [part for part in parts if part] or [""]
    return " ".join([*(_("{sentence}.").format(sentence=part) for part in before), last])


def from_to(texts: Iterable[str]) -> str:
    """``one session to course of 3``; once where both are the same; empty for none."""
    found = list(dict.fromkeys(texts))
    if len(found) < 2:
        return "".join(found)
    return _("{first} to {last}").format(first=found[0], last=found[-1])
