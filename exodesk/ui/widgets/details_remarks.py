"""The lines on what is said: claims with those who contradict them, cautions, notes, sources."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from exodesk.domain.entries import Claim, Remark, Source
from exodesk.ui.widgets.details_lines import Footnotes, Line, Part, Run, Tone, as_shown
from exodesk.wording import gettext as _
from exodesk.wording.dates import date_text
from exodesk.wording.vocabulary import word


def remarks_part(title: str, remarks: Iterable[Remark], notes: Footnotes) -> Part:
    return Part(
        title,
        tuple(
            Line(
                (Run(as_shown(remark.text)), notes.mark(remark.stated)),
                mark="•",
                spoken=f"{remark.text}, {notes.spoken(remark.stated)}",
            )
            for remark in remarks
        ),
    )


def claims_part(claims: Iterable[Claim], notes: Footnotes) -> Part:
    """What somebody claims, always as theirs; disputed claims say by whom they are disputed."""
    return Part(_("Claims"), tuple(_claim_line(claim, notes) for claim in claims))


def sources_part(notes: Footnotes) -> Part:
    lines = tuple(_source_line(number, source) for number, source in notes.sources())
    return Part(_("Sources"), lines)


def web_address(url: str | None) -> str | None:
    """``url`` if it is one that may be opened: http or https with a host."""
    if url is None or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def _claim_line(claim: Claim, notes: Footnotes) -> Line:
    by = _("who claims it is not stated")
    if claim.by is not None:
        by = _("claimed by {who}").format(who=as_shown(claim.by))
    below: list[tuple[Run, ...]] = [(Run(by, Tone.SECONDARY),)]
    said = [claim.text, by, notes.spoken(claim.stated)]
    if claim.contradicted_by:
        against = [(notes.publisher(key), notes.mark_of(key).text) for key in claim.contradicted_by]
        names = ", ".join(as_shown(name) + mark for name, mark in against)
        words = _("contradicted by {names}")
        below.append((Run(_("Sources disagree"), Tone.WARNING, icon="disagree"),))
        below.append((Run(words.format(names=names), Tone.SECONDARY),))
        said.append(_("Sources disagree"))
        said.append(words.format(names=", ".join(name for name, _mark in against)))
    return Line(
        (Run(_("“{text}”").format(text=as_shown(claim.text))), notes.mark(claim.stated)),
        below=tuple(below),
        mark="•",
        spoken=", ".join(said),
    )


def _source_line(number: int, source: Source) -> Line:
    publisher = source.publisher or source.author
    title = as_shown(source.title)
    name = f"{as_shown(publisher)}: {title}" if publisher else title
    facts = " · ".join((word(source.kind), date_text(source.date)))
    below = [Run(facts, Tone.SECONDARY)]
    address = web_address(source.url)
    if address is not None:
        below += [Run(" · ", Tone.SECONDARY), Run(_("Open"), Tone.ACCENT, link=address)]
    elif source.url:
        below.append(Run(" · " + as_shown(source.url), Tone.SECONDARY))
    said = [_("source {n}").format(n=number), name, word(source.kind), date_text(source.date)]
    return Line(
        (Run(name),), below=(tuple(below),), mark=str(number), small=True, spoken=", ".join(said)
    )
