"""The one door to gettext: standard library only, so that every layer may word a sentence."""

from __future__ import annotations

import gettext as _gettext
from pathlib import Path

_DOMAIN = "exodesk"
_current: _gettext.NullTranslations = _gettext.NullTranslations()


def use_language(language: str, folder: Path) -> None:
    """Translate from now on into ``language`` (``"hi"``), English where it has no word."""
    global _current  # noqa: PLW0603 - the one piece of state, as in gettext itself
    _current = _gettext.translation(_DOMAIN, folder, [language], fallback=True)


def gettext(message: str) -> str:
    return _current.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    return _current.ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    return _current.pgettext(context, message)
