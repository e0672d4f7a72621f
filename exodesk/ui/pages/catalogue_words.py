"""What the catalogue page says and draws of what a filter leaves: scale, reasons, ways back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exodesk.domain.filters import Criterion, EntryFilter, Judgement, limit_of
from exodesk.domain.ordering import SortKey
from exodesk.ui.document import CatalogueDocument, Shown
from exodesk.ui.pages.catalogue_search import SearchedWords, count_of, entries_text
from exodesk.ui.widgets.empty_state import EmptyState, WayBack
from exodesk.ui.widgets.total_delegate import plain
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import amount_text
from exodesk.wording.filters import criterion_text, hidden_text, open_text
from exodesk.wording.scale import Pin, Scale, scale_between
from exodesk.wording.sentences import place_text

_LIMITS = (
    Criterion.MAX_TOTAL,
    Criterion.MAX_PRICE,
    Criterion.MAX_DOWNTIME,
    Criterion.MAX_SESSIONS,
)
_MOST_ASKED = 400
_MOST_WITHOUT_INDEX = 2_000


def scale_of(
    document: CatalogueDocument, shown: Shown, entry_filter: EntryFilter, pin: Pin | None
) -> Scale:
    """The one scale for all rows that a filter leaves; it reaches at least to the budget."""
    currency, rates = document.assumptions.currency, document.rates
    budget = plain(limit_of(entry_filter, Criterion.MAX_TOTAL, currency, rates))
    parts = [_ends(document, rows) for rows in (shown.rows, shown.open_rows) if len(rows)]
    lows = [low for low, _high in parts if low is not None]
    highs = [high for _low, high in parts if high is not None]
    return scale_between(min(lows, default=None), max(highs, default=None), budget, pin)


def _ends(document: CatalogueDocument, rows: Any) -> tuple[float | None, float | None]:
    """The smallest low above 0 and the largest known end among the totals of ``rows``."""
    if document.index is not None:
        return document.index.scale_bounds(rows)
    if not document.ready:
        return None, None
    totals = [document.cost(int(row)).total for row in rows]
    lows = [low for total in totals if (low := plain(total.low))]
    known = [end for total in totals for end in (plain(total.low), plain(total.high))]
    return min(lows, default=None), max((end for end in known if end is not None), default=None)


def why_open(document: CatalogueDocument, shown: Shown, entry_filter: EntryFilter) -> str:
    """Which figures keep the open rows from being judged."""
    limits = [criterion for criterion in entry_filter.active() if criterion in _LIMITS]
    asked = [document.cost(int(row)) for row in shown.open_rows[:_MOST_ASKED]]
    if len(limits) > 1 and len(asked) == len(shown.open_rows):
        limits = [
            criterion
            for criterion in limits
            if any(
                entry_filter.judge_one(criterion, cost, document.rates) is Judgement.CANNOT_TELL
                for cost in asked
            )
        ]
    return open_text(limits, entry_filter.fit)


def what_is_hidden(document: CatalogueDocument, shown: Shown, entry_filter: EntryFilter) -> str:
    """The filters that hide entries, with how many each; one sentence a line."""
    others_than_words = set(entry_filter.active()) - {Criterion.WORDS}
    if not others_than_words or not document.answers(entry_filter):
        return ""
    by_words = count_of(document, EntryFilter(words=entry_filter.words))
    hidden = by_words - len(shown.rows) - len(shown.open_rows)
    hidden_by = document.hidden_by(entry_filter)
    if document.index is None:
        hidden_by = {
            criterion: gain
            for criterion, gain in brought_back(document, shown, entry_filter).items()
            if criterion is not Criterion.WORDS
        }
    return hidden_text(entry_filter, hidden_by, hidden)


def brought_back(
    document: CatalogueDocument, shown: Shown, entry_filter: EntryFilter
) -> dict[Criterion, int]:
    """How many entries dropping each criterion alone would bring, the most first.

    Nothing is said of a large catalogue before its index stands: it would take too long.
    """
    if document.index is None and len(document) > _MOST_WITHOUT_INDEX:
        return {}
    now = len(shown.rows) + len(shown.open_rows)
    gains = {
        criterion: count_of(document, entry_filter.without(criterion)) - now
        for criterion in entry_filter.active()
    }
    return dict(sorted(gains.items(), key=lambda pair: -pair[1]))


def ways_back(gains: Mapping[Criterion, int], entry_filter: EntryFilter) -> list[WayBack]:
    """A card per criterion that hides entries by itself; without counts, per criterion."""
    return [
        WayBack(
            entry_filter.without(criterion),
            criterion_text(entry_filter, criterion),
            entries_text(gains[criterion]) if gains else "",
        )
        for criterion in gains or entry_filter.active()
        if not gains or gains[criterion]
    ]


def no_match_sentence(gains: Mapping[Criterion, int], entry_filter: EntryFilter) -> str:
    count = len(entry_filter.active())
    if gains and not any(gains.values()):
        sentence = ngettext(
            "One filter is on.",
            "{n} filters are on. Taking off one of them alone brings nothing back.",
            count,
        )
    else:
        sentence = ngettext(
            "One filter is on. Taking it off brings back:",
            "{n} filters are on. Taking off one of them brings back:",
            count,
        )
    return sentence.format(n=count)


def show_empty_words(
    empty: EmptyState, document: CatalogueDocument, shown: Shown, entry_filter: EntryFilter
) -> None:
    """Say why there is no row, and what would bring some back."""
    if not len(document):
        empty.show_words(
            "info",
            _("This catalogue holds no entries"),
            _("Open another catalogue file with Ctrl+O."),
        )
        return
    if not document.answers(entry_filter):
        empty.show_words(
            "clock",
            _("The catalogue is being looked through"),
            _(
                "It is a large one. The entries that fit these filters are shown as soon as"
                " their words and totals are known."
            ),
            button=_("Clear filters"),
        )
        return
    gains = brought_back(document, shown, entry_filter)
    words = SearchedWords(document, entry_filter)
    cards = words.ways_back()
    sentence = _("This brings entries back:") if cards else no_match_sentence(gains, entry_filter)
    priced = Criterion.MAX_TOTAL in entry_filter.active()
    empty.show_words(
        "filter",
        _("No entry fits these filters"),
        " ".join(filter(None, (words.sentence(), sentence))),
        ways_back=[*cards, *ways_back(gains, entry_filter)],
        button=_("Clear filters"),
        note=lowest_known_total(document) if priced else "",
    )


def lowest_known_total(document: CatalogueDocument) -> str:
    """From where totals start in the whole catalogue, and how many have no known total."""
    everything = document.select(EntryFilter(), SortKey.TOTAL, descending=False)
    if not len(everything.rows):
        return ""
    first = document.cost(int(everything.rows[0]))
    if first.total.low is None:
        return ""
    sentence = _("The lowest known total starts at {total}: {name}, {place}.").format(
        total=amount_text(first.total.low, first.currency),
        name=first.entry.name,
        place=place_text(first.entry),
    )
    return " ".join((sentence, _("Entries without a known total are never counted as cheap.")))
