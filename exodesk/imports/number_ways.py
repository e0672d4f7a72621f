"""Numbers written as elsewhere, such as 1.500,00 or 1 500, and what they may be here."""

from __future__ import annotations

import re
from collections.abc import Callable

# Each with what it may mean, the likelier first.
_FORMS: tuple[tuple[re.Pattern[str], tuple[Callable[[re.Match[str]], str], ...]], ...] = tuple(
    (re.compile(rf"(?<![0-9.,'’])(?<![0-9] ){form}(?![.,'’]?[0-9]| [0-9])"), ways)
    for form, ways in (
        # 1.500,00 and 1 500,00
        (
            r"(?P<whole>[1-9][0-9]{0,2}(?:[. '’][0-9]{3})+),(?P<cents>[0-9]{1,2})",
            (lambda found: f"{_commas(found['whole'])}.{found['cents']}",),
        ),
        # 1 500, 1'500 and 1.500.000
        (
            r"(?P<whole>[1-9][0-9]{0,2}(?:[ '’][0-9]{3})+|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,})",
            (lambda found: _commas(found["whole"]),),
        ),
        # 1.500
        (
            r"(?P<whole>[1-9][0-9]{0,2})\.(?P<rest>[0-9]{3})",
            (
                lambda found: f"{found['whole']},{found['rest']}",
                lambda found: f"{found['whole']}.{found['rest'].removesuffix('0')}",
            ),
        ),
        # 1,5 and 12,34
        (
            r"(?P<whole>0|[1-9][0-9]{0,2}),(?P<rest>[0-9]{1,2})",
            (lambda found: f"{found['whole']}.{found['rest']}",),
        ),
    )
)


def numbers_spelt_plainly(text: str) -> list[str]:
    """``text`` with numbers that are written as elsewhere in each of the ways they may be meant.

    A text with several such numbers has them all rewritten alike.
    """
    found = []
    for form, ways in _FORMS:
        if form.search(text):
            found += [form.sub(way, text) for way in ways]
    return list(dict.fromkeys(found))


def _commas(whole: str) -> str:
    return re.sub(r"[. '’]", ",", whole)
