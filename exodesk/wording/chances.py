"""A chance in words: whole numbers in 100, never nothing and never all unless that is settled."""

from __future__ import annotations

from exodesk.domain.chances import InHundred, Marker
from exodesk.translation import gettext as _
from exodesk.translation import ngettext


def cases_text(chance: InHundred) -> str:
    """``in about 84 of 100 cases``."""
    number = chance.number
    match chance.marker:
        case Marker.LESS_THAN:
            return ngettext(
                "in fewer than {n} of 100 cases", "in fewer than {n} of 100 cases", number
            ).format(n=number)
        case Marker.MORE_THAN:
            return ngettext(
                "in more than {n} of 100 cases", "in more than {n} of 100 cases", number
            ).format(n=number)
        case Marker.EXACTLY:
            return ngettext("in {n} of 100 cases", "in {n} of 100 cases", number).format(n=number)
        case Marker.ABOUT:
            return ngettext(
                "in about {n} of 100 cases", "in about {n} of 100 cases", number
            ).format(n=number)


def share_text(chance: InHundred) -> str:
    """``84 of 100``, as a bar is labelled."""
    number = chance.number
    match chance.marker:
        case Marker.LESS_THAN:
            return _("< {n} of 100").format(n=number)
        case Marker.MORE_THAN:
            return _("> {n} of 100").format(n=number)
        case _:
            return _("{n} of 100").format(n=number)
