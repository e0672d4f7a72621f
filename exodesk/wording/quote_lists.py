"""How quotes are called in lists: number, client, state, total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from exodesk.domain.entries import Entry
from exodesk.domain.quotes.book import Group, Listed, QuoteState
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.quote import Quote
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import bounds_text
from exodesk.wording.dates import day_text
from exodesk.wording.quotes import state_word
from exodesk.wording.sentences import provider_line


def client_text(quote: Quote) -> str:
    """Who the quote is for; what stands there while nobody is named."""
    return quote.client.name or _("No client yet")


def number_line(quote: Quote) -> str:
    """``Q-2026-0012``, with its version from the second on; a draft has no number yet."""
    if quote.number is None:
        if quote.replaces is None:
            return _("No number yet")
        return _("Version {version} of {number}").format(
            version=quote.version, number=quote.replaces.number
        )
    if quote.version == 1:
        return quote.number
    return _("{number} · version {version}").format(number=quote.number, version=quote.version)


def state_line(listed: Listed, successor: Quote | None = None) -> str:
    """``Draft · 3 options``, ``Issued · valid to 2 Dec 2026``, ``Superseded · by Q-2026-0014``."""
    quote, word = listed.quote, capital(state_word(listed.state))
    issued, outcome = quote.issued, listed.outcome
    if issued is None:
        options = len(quote.options)
        return ngettext("{state} · {n} option", "{state} · {n} options", options).format(
            state=word, n=options
        )
    if listed.state is QuoteState.SUPERSEDED:
        number = None if successor is None else successor.number
        if number is None:
            return _("{state} · by a draft").format(state=word)
        return _("{state} · by {number}").format(state=word, number=number)
    if outcome is not None:
        day = day_text(outcome.on)
        if outcome.letter is None:
            return _("{state} · {date}").format(state=word, date=day)
        return _("{state} · option {letter}, {date}").format(
            state=word, letter=outcome.letter, date=day
        )
    if issued.until is None:
        return _("{state} · no last day stated").format(state=word)
    if listed.state is QuoteState.EXPIRED:
        return _("{state} · {date}").format(state=word, date=day_text(issued.until))
    return _("{state} · valid to {date}").format(state=word, date=day_text(issued.until))


def span_text(listed: Listed) -> str:
    """What the quote may come to, in whole units as lists have it."""
    return bounds_text(listed.span, listed.quote.currency)


def group_line(group: Group) -> str:
    """``Issued · 2``."""
    return _("{state} · {n}").format(state=capital(state_word(group.state)), n=len(group.quotes))


def group_totals(group: Group) -> str:
    """The totals of a state by currency: ``£639 – £2,279 · ₹36,000``."""
    return " · ".join(bounds_text(total, code) for code, total in group.totals.items())


def listed_sentence(listed: Listed, successor: Quote | None = None) -> str:
    """One sentence for a screen reader."""
    return ", ".join(
        (
            client_text(listed.quote),
            number_line(listed.quote),
            state_line(listed, successor),
            _("total {total}").format(total=span_text(listed)),
        )
    )


def count_line(groups: Sequence[Group]) -> str:
    """``5 quotes · 1 draft, 2 issued, 1 superseded, 1 expired``."""
    every = sum(len(group.quotes) for group in groups)
    quotes = ngettext("{n} quote", "{n} quotes", every).format(n=every)
    if not groups:
        return quotes
    states = ", ".join(_counted(group.state, len(group.quotes)) for group in groups)
    return _("{quotes} · {states}").format(quotes=quotes, states=states)


def settling_line(findings: Sequence[Finding]) -> str:
    """``2 points to settle before issue``; empty where there is none."""
    left = sum(not finding.stated for finding in findings)
    if not left:
        return ""
    return ngettext(
        "{n} point to settle before issue", "{n} points to settle before issue", left
    ).format(n=left)


def entry_labels(entries: Iterable[Entry]) -> dict[str, str]:
    """The id of each entry by what it is called where one is to be chosen, never two alike."""
    labels: dict[str, str] = {}
    for entry in entries:
        place = provider_line(entry)
        label = _("{name} · {place}").format(name=entry.name, place=place) if place else entry.name
        if label in labels:
            label = _("{name} ({id})").format(name=label, id=entry.id)
        labels[label] = entry.id
    return labels


def capital(text: str) -> str:
    """``text`` as it begins a line."""
    return text[:1].upper() + text[1:]


def last_day_text(quote: Quote, today: date) -> str:
    """``Valid until 6 Dec 2026.``; of a draft with a number of days, also from when these count."""
    until = quote.until_if_issued(today)
    if until is None:
        return _("No last day is stated.")
    if quote.issued is None and isinstance(quote.validity, int):
        return _("Valid until {date} if it is issued today.").format(date=day_text(until))
    return _("Valid until {date}.").format(date=day_text(until))


def _counted(state: QuoteState, count: int) -> str:
    match state:
        case QuoteState.DRAFT:
            return ngettext("{n} draft", "{n} drafts", count).format(n=count)
        case QuoteState.ISSUED:
            return ngettext("{n} issued", "{n} issued", count).format(n=count)
        case QuoteState.ACCEPTED:
            return ngettext("{n} accepted", "{n} accepted", count).format(n=count)
        case QuoteState.DECLINED:
            return ngettext("{n} declined", "{n} declined", count).format(n=count)
        case QuoteState.EXPIRED:
            return ngettext("{n} expired", "{n} expired", count).format(n=count)
        case QuoteState.SUPERSEDED:
            return ngettext("{n} superseded", "{n} superseded", count).format(n=count)
