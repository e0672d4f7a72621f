"""The words around a quote: its head, its points to settle, what it would be today."""

from __future__ import annotations

from collections.abc import Sequence

from exodesk.domain.quotes.changes import Difference
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import Today
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.ui.widgets.quote_notes import Note
from exodesk.wording import gettext as _
from exodesk.wording.amounts import bounds_with_decimals
from exodesk.wording.quote_changes import what_changed_lines
from exodesk.wording.quote_lists import number_line
from exodesk.wording.quotes import finding_place, finding_text, second_text


def head_line(quote: Quote) -> str:
    """The number with its version; of a draft without a number, whose it is."""
    if quote.number is not None or quote.replaces is not None:
        return number_line(quote)
    return quote.client.name or _("New quote")


def finding_notes(findings: Sequence[Finding], differences: Sequence[Difference]) -> list[Note]:
    """The points to settle, what differs from the version before, then what the quote states."""
    notes = [
        Note(
            finding_place(each) or _("The whole quote"),
            finding_text(each),
            key=each,
            fix=True,
            state=each.can_be_stated,
            settled=each.stated,
        )
        for each in findings
    ]
    left = [note for note in notes if not note.settled]
    return [*left, *_changes(differences), *(note for note in notes if note.settled)]


def later_notes(quote: Quote, today: Today | None, differences: Sequence[Difference]) -> list[Note]:
    """What each option would be today, and what changed from the version before."""
    notes = []
    for frozen in quote.issued.amounts if quote.issued is not None else ():
        now = None if today is None else today.option(frozen.letter)
        if now is not None:
            where = _("Option {letter}").format(letter=frozen.letter)
            notes.append(Note(where, _today_sentence(frozen, now)))
    if today is not None:
        notes += [
            Note(_("Today"), _("“{name}” is no longer in the catalogue.").format(name=gone.name))
            for gone in today.gone
        ]
    return [*notes, *_changes(differences)]


def later_line(quote: Quote, today: Today | None) -> str:
    """In short, whether today's figures differ: ``today ₹90,000 – ₹1,26,000``."""
    if quote.issued is None or today is None:
        return ""
    differing = [
        (frozen, now)
        for frozen in quote.issued.amounts
        if (now := today.option(frozen.letter)) is not None and _figures(now) != _figures(frozen)
    ]
    if not differing:
        return _("Today it would be the same")
    if len(quote.issued.amounts) == 1:
        return _today_sentence(*differing[0])
    letters = ", ".join(frozen.letter for frozen, _now in differing)
    return _("Today it would differ: {letters}").format(letters=letters)


def _today_sentence(frozen: OptionAmounts, now: OptionAmounts) -> str:
    if _figures(frozen) == _figures(now):
        return _("{frozen}, today the same").format(frozen=_both(frozen))
    same_total = _total(frozen) == _total(now)
    today = second_text(now) if same_total and second_text(now) else _both(now)
    was = second_text(frozen) if same_total and second_text(now) else _both(frozen)
    return _("{frozen}, today {today}").format(frozen=was, today=today)


def _total(amounts: OptionAmounts) -> str:
    return bounds_with_decimals(amounts.total, amounts.currency)


def _both(amounts: OptionAmounts) -> str:
    second = second_text(amounts)
    if not second:
        return _total(amounts)
    return _("{total} ({second})").format(total=_total(amounts), second=second)


def _figures(amounts: OptionAmounts) -> object:
    return amounts.total, amounts.currency, amounts.second, amounts.second_currency


def _changes(differences: Sequence[Difference]) -> list[Note]:
    return [Note(_("What changed"), line) for line in what_changed_lines(differences)]
