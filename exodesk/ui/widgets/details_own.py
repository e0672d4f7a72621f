"""What the details say of an entry that is the user's own: how it differs, what it was before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exodesk.ui.widgets.details_lines import Footnotes, Line, Part, Run, Tone, as_shown
from exodesk.wording import gettext as _
from exodesk.wording import ngettext

if TYPE_CHECKING:
    from exodesk.domain.own_catalogue import Difference
    from exodesk.domain.workspace import OwnEntry, PastOffer

_MOST = 12


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose an entry is. ``changed_since`` is what became of the shipped one meanwhile."""

    own: OwnEntry
    past: tuple[PastOffer, ...] = ()
    changed_since: tuple[Difference, ...] = ()


def own_part(ownership: Ownership | None, notes: Footnotes) -> Part:
    """Own, or a copy: then each thing in which it differs from the shipped entry."""
    if ownership is None:
        return Part("", ())
    from exodesk.domain.own_catalogue import differences

    own = ownership.own
    if own.shipped is None:
        return Part(_("Your own entry"), (_small(_("Only you see it.")),))
    lines = _lines(differences(own.entry, own.shipped), _("shipped: {text}"), notes)
    lines = lines or [_small(_("It says the same as the shipped one."))]
    if ownership.changed_since:
        since = _("The shipped figure has changed since:")
        lines.append(Line((Run(since, Tone.WARNING, "warning"),)))
        lines += _lines(ownership.changed_since, _("now: {text}"), notes)
    return Part(_("Your copy of a shipped entry"), tuple(lines))


def history_part(ownership: Ownership | None, notes: Footnotes) -> Part:
    """The prices that others have replaced, the latest first."""
    past = () if ownership is None else ownership.past
    if not past:
        return Part(_("Former prices"), ())
    from exodesk.wording.own_entries import past_offer_text

    lines = [_small(as_shown(past_offer_text(one, notes.publisher))) for one in past[:_MOST]]
    return Part(_("Former prices"), (*lines, *_left_out(len(past))))


def _lines(found: Sequence[Difference], other: str, notes: Footnotes) -> list[Line]:
    lines = [_line(one, other, notes) for one in found[:_MOST]]
    return [*lines, *_left_out(len(found))]


def _line(difference: Difference, other: str, notes: Footnotes) -> Line:
    from exodesk.wording.own_entries import difference_text

    label, mine, theirs = difference_text(difference, notes.publisher)
    below = ((Run(other.format(text=as_shown(theirs)), Tone.SECONDARY),),)
    return Line((Run(label),), (Run(as_shown(mine)),), below=below)


def _left_out(count: int) -> tuple[Line, ...]:
    more = count - _MOST
    return (
        ()
        if more <= 0
        else (_small(ngettext("and {n} more", "and {n} more", more).format(n=more)),)
    )


def _small(text: str) -> Line:
    return Line((Run(text, Tone.SECONDARY),), small=True)
