"""Filters in words: what each asks for, what it hides, and why some entries stay open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from typing import Any

from exodesk.domain.filters import Criterion, EntryFilter, Fit
from exodesk.domain.money import Bounds
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import amount_text, whole_text
from exodesk.wording.durations import days_text
from exodesk.wording.vocabulary import country_name, word

_MOST_NAMED = 3


def criterion_text(entry_filter: EntryFilter, criterion: Criterion) -> str:
    """One criterion with its value: ``Total up to £1,000``, ``Family: Exosome, PRP``."""
    value: Any = getattr(entry_filter, criterion.value)
    name = word(criterion)
    match criterion:
        case Criterion.WORDS:
            return _("{criterion} “{words}”").format(criterion=name, words=value)
        case Criterion.MAX_TOTAL | Criterion.MAX_PRICE if value is not None:
            limit = amount_text(value.amount, value.currency, exact=True)
        case Criterion.MAX_DOWNTIME if value is not None:
            limit = days_text(Bounds(Fraction(value), Fraction(value)))
        case Criterion.MAX_SESSIONS if value is not None:
            limit = str(value)
        case _:
            chosen = _chosen_text(criterion, value or frozenset())
            return _("{criterion}: {choices}").format(criterion=name, choices=chosen)
    return _("{criterion} {limit}").format(criterion=name, limit=limit)


def hidden_text(
    entry_filter: EntryFilter, hidden_by: Mapping[Criterion, int], hidden_in_all: int | None = None
) -> str:
    """Which filters hide entries, a sentence a line; with words, how many match them all the same.

    ``hidden_by`` counts what would come back if one criterion alone were dropped,
    ``hidden_in_all`` what matches the words (all entries where there are none) but is not shown.
    """
    lines = [
        _hidden_line(entry_filter, criterion, hidden_by[criterion])
        for criterion in entry_filter.active()
        if hidden_by.get(criterion)
    ]
    together = 0 if hidden_in_all is None else hidden_in_all - sum(hidden_by.values())
    if together > 0:
        lines.append(
            ngettext(
                "{n} entry is hidden by several filters at once",
                "{n} entries are hidden by several filters at once",
                together,
            ).format(n=whole_text(together))
        )
    return "\n".join(lines)


def _hidden_line(entry_filter: EntryFilter, criterion: Criterion, count: int) -> str:
    text = criterion_text(entry_filter, criterion)
    words = entry_filter.words.strip()
    if words and criterion is not Criterion.WORDS:
        sentence = ngettext(
            "{n} more matches “{words}” but is hidden by {criterion}",
            "{n} more match “{words}” but are hidden by {criterion}",
            count,
        )
    else:
        sentence = ngettext("{criterion} hides {n} entry", "{criterion} hides {n} entries", count)
    return sentence.format(n=whole_text(count), words=words, criterion=text)


def open_text(criteria: Sequence[Criterion], fit: Fit = Fit.COULD) -> str:
    """Which figures are missing where entries can't be judged: ``price or downtime unknown``.

    To fit surely a figure's upper end must be known, so there half of it may be missing only.
    """
    names = {
        Criterion.MAX_TOTAL: _("price"),
        Criterion.MAX_PRICE: _("price per session"),
        Criterion.MAX_DOWNTIME: _("downtime"),
        Criterion.MAX_SESSIONS: _("number of sessions"),
    }
    named = [names[criterion] for criterion in criteria if criterion in names]
    if not named:
        return _("figures unknown")
    figures = named[0]
    if len(named) > 1:
        figures = _("{figures} or {last}").format(figures=", ".join(named[:-1]), last=named[-1])
    if fit is Fit.SURELY:
        return _("{figures} not fully known").format(figures=figures)
    return _("{figures} unknown").format(figures=figures)


def _chosen_text(criterion: Criterion, values: frozenset[Any]) -> str:
    names = sorted(_choice_text(criterion, value) for value in values)
    if len(names) <= _MOST_NAMED + 1:
        return ", ".join(names)
    more = len(names) - _MOST_NAMED
    return ngettext("{names} and {n} more", "{names} and {n} more", more).format(
        names=", ".join(names[:_MOST_NAMED]), n=more
    )


def _choice_text(criterion: Criterion, value: object) -> str:
    if value is None:
        return _("not stated")
    if isinstance(value, Enum):
        return word(value)
    return country_name(str(value)) if criterion is Criterion.COUNTRIES else str(value)
