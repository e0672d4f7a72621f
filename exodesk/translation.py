"""The one door to gettext: standard library only, so that every layer may word a sentence.

A program speaks one language at a time, and a document another while it is made: the choice of a
window is one for all its threads, the choice for a document holds in the thread that makes it.
"""

from __future__ import annotations

import gettext as _gettext
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from exodesk.paths import resource

ENGLISH = ("en_GB", "en_IN")
_DOMAIN = "exodesk"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class Language:
    """A language and how its readers write numbers and dates.

    ``locale`` is a name that Babel knows: ``en_GB``, ``hi``.
    """

    locale: str
    words: _gettext.NullTranslations = field(default_factory=_gettext.NullTranslations, repr=False)


_usual = Language(ENGLISH[0])
_for_now: ContextVar[Language | None] = ContextVar("language", default=None)


def languages(folder: Path | None = None) -> list[str]:
    """The languages that can be chosen: both Englishes, then one for each translation there is."""
    files = (folder or resource("locale")).glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")
    return [*ENGLISH, *sorted(file.parts[-3] for file in files)]


def document_languages() -> list[str]:
    """What a document can be written in; the English of Britain is called ``en`` there."""
    return ["en", *(name for name in languages() if name != ENGLISH[0])]


def best_language(wanted: Iterable[str], known: Iterable[str]) -> str:
    """The first of ``wanted`` that is known, given as ``hi``, ``hi-IN`` or ``hi_IN.UTF-8``.

    A language without translation is English as its country writes it: ``ta_IN`` is ``en_IN``.
    """
    known = list(known)
    for name in wanted:
        _tongue, country = _parts(name)
        found = known_language(name, known) or f"en_{country}"
        if found in known:
            return found
    return ENGLISH[0]


def known_language(name: str, known: Iterable[str]) -> str | None:
    """The language that ``name`` means, and no other in its place."""
    tongue, country = _parts(name)
    usual = ENGLISH[0] if tongue == "en" else tongue
    return next((found for found in (f"{tongue}_{country}", usual) if found in known), None)


def _parts(name: str) -> tuple[str, str]:
    locale = name.partition(".")[0].partition("@")[0].replace("-", "_")
    return locale.partition("_")[0].lower(), locale.rpartition("_")[2].upper()


def system_languages() -> list[str]:
    """What the environment asks for; on Windows, where it asks for nothing, the system."""
    asked = next(filter(None, map(os.environ.get, _VARIABLES)), "")
    if not asked and sys.platform == "win32":
        import ctypes
        import locale

        asked = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return asked.split(":")


def language(name: str, folder: Path | None = None) -> Language:
    """``hi``, ``en_IN`` or ``en``: the last as in Britain. English where there is no word."""
    return _language(ENGLISH[0] if name == "en" else name, folder or resource("locale"))


@lru_cache(maxsize=8)
def _language(name: str, folder: Path) -> Language:
    return Language(name, _gettext.translation(_DOMAIN, folder, [name], fallback=True))


def use_language(chosen: Language | str) -> None:
    """Speak ``chosen`` from now on, in every thread."""
    global _usual  # noqa: PLW0603 - the one piece of state, as in gettext itself
    _usual = chosen if isinstance(chosen, Language) else language(chosen)


@contextmanager
def spoken_in(chosen: Language | str) -> Iterator[None]:
    """Speak ``chosen`` within the block, in this thread alone."""
    token = _for_now.set(chosen if isinstance(chosen, Language) else language(chosen))
    try:
        yield
    finally:
        _for_now.reset(token)


def current_language() -> Language:
    return _for_now.get() or _usual


def current_locale() -> str:
    """The name by which Babel formats numbers, dates and lists."""
    return current_language().locale


def gettext(message: str) -> str:
    return current_language().words.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    return current_language().words.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    return current_language().words.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for “translate later”
    return message
