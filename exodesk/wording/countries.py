"""Countries as people write them, and the money that is used there."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_territory_currencies

from exodesk.domain.countries import COUNTRIES
from exodesk.domain.money import MINOR_DIGITS
from exodesk.translation import current_locale

_ALSO_CALLED = {
    **dict.fromkeys(("uk", "great britain", "britain", "england", "scotland", "wales"), "GB"),
    **dict.fromkeys(("northern ireland", "united kingdom of great britain"), "GB"),
    **dict.fromkeys(("usa", "us", "america", "united states of america"), "US"),
    **dict.fromkeys(("uae", "emirates"), "AE"),
    **dict.fromkeys(("bharat", "भारत"), "IN"),
    **dict.fromkeys(("korea", "republic of korea"), "KR"),
    **dict.fromkeys(("holland",), "NL"),
    **dict.fromkeys(("eire", "republic of ireland"), "IE"),
}


def country_named(text: str) -> str | None:
    """The code of the country that ``text`` names: ``GB``, ``in``, ``U.K.``, ``India``.

    English names are understood in every language.
    """
    return _country_named(text, current_locale())


@lru_cache(maxsize=1024)
def _country_named(text: str, locale: str) -> str | None:
    plain = _plain(text)
    if len(plain) == 2 and plain.upper() in COUNTRIES:
        return plain.upper()
    return _ALSO_CALLED.get(plain) or _by_name(locale).get(plain)


@lru_cache(maxsize=512)
def country_currency(code: str) -> str | None:
    """The one currency that is legal tender there; None where there are several, or none."""
    found = [money for money in get_territory_currencies(code) if money in MINOR_DIGITS]
    return found[0] if len(found) == 1 else None


@cache
def _by_name(locale: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in dict.fromkeys((locale, "en_GB")):
        names = Locale.parse(each).territories
        found |= {_plain(names[code]): code for code in sorted(COUNTRIES) if code in names}
    return found


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace(".", "")
    return " ".join(plain.split()).removeprefix("the ")
