"""What the details say of an entry that is the user's own: how it differs, what it was before."""

from __future__ import annotations

from dataclasses import dataclass

from exodesk.domain.own_catalogue import Difference, differences
from exodesk.domain.workspace import OwnEntry, PastOffer
from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone
from exodesk.wording import gettext as _
from exodesk.wording.own_entries import difference_text, past_offer_text

_MOST = 12


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose an entry is. ``changed_since`` is what became of the shipped one meanwhile."""

    own: OwnEntry
    past: tuple[PastOffer, ...] = ()
    changed_since: tuple[Difference, ...] = ()


def own_part(ownership: Ownership | None) -> Part:
    """Own, or a copy: then each thing in which it differs from the shipped entry."""
    if ownership is None:
        return Part("", ())
    own = ownership.own
    if own.shipped is None:
        return Part(_("Your own entry"), (_small(_("Only you see it.")),))
    lines = [
        _line(found, _("shipped: {text}")) for found in differences(own.entry, own.shipped)[:_MOST]
    ]
    lines = lines or [_small(_("It says the same as the shipped one."))]
    lines += [_line(found, _("now: {text}")) for found in ownership.changed_since[:_MOST]]
    if ownership.changed_since:
        count = len(ownership.changed_since)
        lines.insert(
            len(lines) - min(count, _MOST),
            Line((Run(_("The shipped figure has changed since:"), Tone.WARNING, "warning"),)),
        )
    return Part(_("Your copy of a shipped entry"), tuple(lines))


def history_part(ownership: Ownership | None) -> Part:
    """The prices that others have replaced, the latest first."""
    past = () if ownership is None else ownership.past
    lines = tuple(_small(past_offer_text(one)) for one in past[:_MOST])
    return Part(_("Former prices"), lines)


def _line(difference: Difference, other: str) -> Line:
    label, mine, theirs = difference_text(difference)
    below = ((Run(other.format(text=theirs), Tone.SECONDARY),),)
    return Line((Run(label),), (Run(mine),), below=below)


def _small(text: str) -> Line:
    return Line((Run(text, Tone.SECONDARY),), small=True)
