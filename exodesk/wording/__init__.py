"""Every word and number a person reads: gettext sentences and Babel formats."""

from exodesk.translation import gettext, ngettext, pgettext

__all__ = ["gettext", "ngettext", "pgettext"]
