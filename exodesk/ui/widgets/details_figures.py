"""The lines on what is published: offers, the course, a product's pack and its use."""

from __future__ import annotations

from datetime import date

from exodesk.domain.costing import Count, CourseCost
from exodesk.domain.entries import (
    DurationRange,
    Entry,
    ExosomeSource,
    Family,
    Kind,
    Offer,
    SessionCount,
    Stated,
)
from exodesk.ui.widgets.details_lines import Footnotes, Line, Part, Run, Tone, as_shown
from exodesk.ui.widgets.details_total import age_runs
from exodesk.wording import gettext as _
from exodesk.wording.amounts import price_text
from exodesk.wording.durations import count_text, days_text, duration_range_text, measure_text
from exodesk.wording.offers import (
    pack_lasts_text,
    price_per_measure_text,
    redeemable_text,
    tax_text,
    use_text,
)
from exodesk.wording.vocabulary import per_text, word, words


def offers_part(entry: Entry, notes: Footnotes, today: date) -> Part:
    """Every offer as published, also those that no total counts."""
    lines = tuple(_offer_line(offer, notes, today) for offer in entry.offers)
    none = (Line((Run(_("no price published"), Tone.SECONDARY),)),)
    return Part(_("Offers"), lines or none)


def course_part(cost: CourseCost, notes: Footnotes) -> Part:
    """The course as the sources state it; ``not stated`` where none does."""
    entry = cost.entry
    lines = []
    if entry.kind is Kind.TREATMENT:
        lines += [
            _sessions_line(entry.sessions, notes),
            _duration_line(_("Interval"), entry.interval, notes),
        ]
    if entry.kind is Kind.TREATMENT or entry.downtime is not None:
        lines.append(_duration_line(_("Downtime per session"), entry.downtime, notes))
    if entry.kind is Kind.TREATMENT:
        lines.append(_row(_("Downtime in all"), _downtime_in_all(cost), None, notes))
    if entry.kind is Kind.TREATMENT or entry.onset is not None:
        lines.append(_duration_line(_("Results seen after"), entry.onset, notes))
    if entry.kind is Kind.TREATMENT or entry.lasts is not None:
        lines.append(_duration_line(_("Lasts"), entry.lasts, notes))
    route = words(entry.routes) if entry.routes else None
    lines.append(_row(_("Route"), route, None, notes))
    if entry.concerns:
        lines.append(_row(_("For"), words(entry.concerns), None, notes))
    lines.append(_row(_("Exosome source"), _exosome_source(entry), None, notes))
    title = _("Course") if entry.kind is Kind.TREATMENT else _("Application")
    return Part(title, tuple(lines))


def pack_part(cost: CourseCost, notes: Footnotes) -> Part:
    """A product's pack and use, with what follows from them; empty for treatments."""
    entry = cost.entry
    if entry.kind is not Kind.PRODUCT and entry.pack is None and entry.use is None:
        return Part(_("Pack and use"), ())
    pack = None if entry.pack is None else measure_text(entry.pack.amount)
    use = None if entry.use is None else use_text(entry.use)
    lines = [
        _row(_("Pack"), pack, None if entry.pack is None else entry.pack.stated, notes),
        _row(_("Use"), use, None if entry.use is None else entry.use.stated, notes),
    ]
    if (per_measure := price_per_measure_text(cost)) is not None:
        lines.append(_row(_("Price"), per_measure, None, notes))
    lines.append(_row(_("A pack lasts"), pack_lasts_text(cost), None, notes))
    return Part(_("Pack and use"), tuple(lines))


def _offer_line(offer: Offer, notes: Footnotes, today: date) -> Line:
    what, price, tax = per_text(offer), price_text(offer.price), tax_text(offer)
    what = what[:1].upper() + what[1:]
    age = age_runs(offer.stated.date, today)
    terms = " · ".join(part for part in (tax, redeemable_text(offer)) if part)
    dated = (
        Run(terms + " · ", Tone.SECONDARY),
        *(Run(run.text, run.tone if run.icon else Tone.SECONDARY, run.icon) for run in age),
    )
    printed = offer.stated.as_printed
    quoted = () if printed is None else ((Run(_quoted(printed), Tone.SECONDARY),),)
    tone = Tone.SECONDARY if offer.price.on_request else Tone.STRONG
    said = [what, price, terms, *(run.text for run in age)]
    if printed is not None:
        said.append(_("printed as {text}").format(text=printed))
    said.append(notes.spoken(offer.stated))
    return Line(
        (Run(what), notes.mark(offer.stated)),
        (Run(price, tone),),
        (*quoted, dated),
        spoken=", ".join(said),
    )


def _sessions_line(sessions: SessionCount | None, notes: Footnotes) -> Line:
    if sessions is None or (sessions.low is None and sessions.high is None):
        return _row(_("Sessions"), None, None, notes)
    text = count_text(Count(sessions.low, sessions.high, assumed=False))
    return _row(_("Sessions"), text, sessions.stated, notes)


def _duration_line(label: str, stated: DurationRange | None, notes: Footnotes) -> Line:
    if stated is None or (stated.low is None and stated.high is None):
        return _row(label, None, None, notes)
    none = stated.low_days == stated.high_days == 0
    text = _("none") if none else duration_range_text(stated)
    return _row(label, text, stated.stated, notes)


def _downtime_in_all(cost: CourseCost) -> str | None:
    low, high = cost.downtime.low, cost.downtime.high
    if low is None and high is None:
        return None
    return _("none") if low == high == 0 else _("≈ {what}").format(what=days_text(cost.downtime))


def _exosome_source(entry: Entry) -> str | None:
    if entry.exosome_source is None:
        return None if entry.family is Family.EXOSOME else _("no exosomes")
    if entry.exosome_source is ExosomeSource.NOT_STATED:
        return None
    return word(entry.exosome_source)


def _row(label: str, value: str | None, stated: Stated | None, notes: Footnotes) -> Line:
    """A row with its source; ``stated`` None where the value is worked out or has no figure."""
    if value is None:
        return Line((Run(label),), (Run(_("not stated"), Tone.SECONDARY),))
    if stated is None:
        return Line((Run(label),), (Run(value),))
    printed = stated.as_printed
    return Line(
        (Run(label), notes.mark(stated)),
        (Run(value),),
        () if printed is None else ((Run(_quoted(printed), Tone.SECONDARY),),),
        spoken=", ".join((label, value, notes.spoken(stated))),
    )


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=as_shown(text))
