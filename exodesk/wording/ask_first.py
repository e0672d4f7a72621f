"""What to ask before booking, in words. They report and ask; they never judge or advise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from exodesk.domain.ask_first import AskedNote, Unstated
from exodesk.domain.entries import Source
from exodesk.translation import N_, ngettext
from exodesk.translation import gettext as _
from exodesk.wording.dates import dated
from exodesk.wording.vocabulary import word

_UNSTATED = {
    Unstated.EXOSOME_SOURCE: N_("source of the exosomes"),
    Unstated.ROUTE: N_("delivery route"),
    Unstated.COUNTRY: N_("country"),
    Unstated.PRICE: N_("price"),
}


def heading() -> str:
    return _("Ask before booking")


def ask_text(question: str) -> str:
    """``Ask before booking: What are the exosomes made from?``."""
    return _("Ask before booking: {question}").format(question=question)


def cautions_question() -> str:
    """What to ask about the cautions that the sources of an entry name."""
    return _("Does any of these cautions concern me?")


def sources_disagree() -> str:
    return _("Sources disagree")


def questions_text(count: int) -> str:
    return ngettext("{n} question", "{n} questions", count).format(n=count)


def show_notes_text(count: int) -> str:
    """What unfolds the notes behind a question."""
    return ngettext("Show {n} note", "Show {n} notes", count).format(n=count)


def hide_notes_text() -> str:
    return _("Hide the notes")


def cited_text(source: Source, today: date) -> str:
    """``The Sun: Report on exosome treatments · article · 3 Nov 2025 (12 months old)``."""
    by = source.publisher or source.author
    named = _("{by}: {title}").format(by=by, title=source.title) if by else source.title
    return " · ".join((named, word(source.kind), dated(source.date, today)))


def unstated_text(unstated: Iterable[Unstated]) -> str:
    """``may apply (not stated: country, delivery route)``."""
    missing = ", ".join(_(_UNSTATED[what]) for what in unstated)
    return _("may apply (not stated: {missing})").format(missing=missing)


def reach_texts(note: AskedNote, names: Mapping[str, str]) -> tuple[str, ...]:
    """Which entries a note is about, where that is not simply all of those in question.

    ``names`` are theirs by id. ``for Peel, London``; ``Peel: may apply (not stated: country)``.
    """
    perhaps = [match for match in note.matches if match.unstated]
    if len(names) == 1:
        return tuple(unstated_text(match.unstated) for match in perhaps)
    surely = [names[match.entry.id] for match in note.matches if not match.unstated]
    texts = []
    if surely and len(surely) < len(names):
        texts.append(_("for {names}").format(names="; ".join(surely)))
    texts += [
        _("{name}: {what}").format(name=names[match.entry.id], what=unstated_text(match.unstated))
        for match in perhaps
    ]
    return tuple(texts)
