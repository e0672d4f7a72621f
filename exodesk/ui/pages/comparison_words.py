"""What the Compare view says around its table: heads, chart, legend, footer, empty state."""

from __future__ import annotations

from datetime import date

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.comparison import Comparison, Row
from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import Entry, Kind
from exodesk.domain.money import PriceState
from exodesk.ui.widgets.comparison_chart import ChartColumn
from exodesk.ui.widgets.comparison_head import HeadWords
from exodesk.ui.widgets.total_delegate import total_mark
from exodesk.wording import gettext as _
from exodesk.wording import ngettext
from exodesk.wording.amounts import end_texts
from exodesk.wording.chances import share_text
from exodesk.wording.comparison import ComparisonWords, MarkWords, column_names
from exodesk.wording.durations import count_text
from exodesk.wording.offers import use_text
from exodesk.wording.rates import old_rates_text, rate_card_dated
from exodesk.wording.sentences import provider_line, total_text

_LEGEND_NAME = 44


def head_words(words: ComparisonWords, column: int, assumptions: Assumptions) -> HeadWords:
    cost = words.comparison.costs[column]
    entry = cost.entry
    own = assumptions.sessions_of.get(entry.id)
    if entry.kind is Kind.PRODUCT:
        usual = ""
    elif own is None and assumptions.sessions is not None:
        usual = _("{n} for all").format(n=count_text(cost.sessions))
    elif cost.sessions is None or (cost.sessions.assumed and cost.sessions.high is None):
        usual = _("not stated")
    else:
        usual = _("as stated")
    return HeadWords(
        key=entry.id,
        name=entry.name,
        place=provider_line(entry),
        spoken=words.columns[column],
        usual_sessions=usual,
        sessions=own,
        usual_use=_usual_use(entry),
        use=assumptions.use_of.get(entry.id),
        pack=entry.pack,
    )


def _usual_use(entry: Entry) -> str:
    """How much is used of what comes in packs, as stated; empty for all else."""
    if entry.kind is not Kind.PRODUCT or entry.pack is None:
        return ""
    return _("not stated") if entry.use is None else use_text(entry.use)


def band_words(words: ComparisonWords, column: int | None) -> str:
    """What the bars are, and whose range the pale band repeats."""
    parts = [_("Bars are limits on one scale.")]
    if column is not None and column in words.comparison.headline.cheapest:
        parts.append(_("The pale band repeats the lowest."))
    elif column is not None:
        parts.append(_("The pale band repeats {name}.").format(name=_short(words.columns[column])))
    return " ".join(parts).replace("….", "…")


def _short(name: str) -> str:
    """What the narrow legend has room for; the whole name stands over its column."""
    if len(name) <= _LEGEND_NAME:
        return name
    start, space, _rest = name[:_LEGEND_NAME].rpartition(" ")
    return (start if space else name[: _LEGEND_NAME - 1]).rstrip(" ,(") + "…"


def count_words(count: int) -> str:
    return ngettext(
        "{n} entry compared  ·  totals are hard limits, not averages",
        "{n} entries compared  ·  totals are hard limits, not averages",
        count,
    ).format(n=count)


def rates_words(comparison: Comparison, today: date) -> str:
    """Every rate in the figures, with its date, source and age."""
    cards = "   ".join(rate_card_dated(rate, today) for rate in comparison.rates)
    if not cards:
        return _("no exchange rate is in these figures")
    return "   ".join(filter(None, (cards, old_rates_text(comparison.rates, today))))


def chart_column(words: ComparisonWords, column: int) -> ChartColumn:
    comparison = words.comparison
    cost = comparison.costs[column]
    row = comparison.total_row
    mark = words.mark(row, column)
    known = cost.state in (PriceState.RANGE, PriceState.EXACT)
    low, high = end_texts(cost.total, cost.currency) if known else ("", total_text(cost))
    return ChartColumn(
        mark=total_mark(cost),
        low=low,
        high=high,
        spoken=words.cell_sentence(row, column),
        sign="" if mark is None else mark.sign,
        sign_word="" if mark is None else _mark_words(words, row, column, mark),
    )


def _mark_words(words: ComparisonWords, row: Row, column: int, mark: MarkWords) -> str:
    """``likely lowest: 98 of 100`` where the place in the order is no more than likely."""
    decision = words.decision
    if row.marks[column] is not None or decision is None or decision.chance_of_lowest is None:
        return mark.word
    share = share_text(decision.chance_of_lowest.in_hundred())
    return _("{word}: {share}").format(word=mark.word, share=share)


def nothing_words(costs: list[CourseCost]) -> tuple[str, str]:
    if not costs:
        return _("Nothing to compare yet"), _(
            "Tick two to eight entries in the catalogue. They then stand here side by side, "
            "with their totals on one scale."
        )
    name = column_names(tuple(costs))[0]
    return _("One entry is not a comparison yet"), _(
        "{name} is in the tray. Tick at least one more in the catalogue."
    ).format(name=name)
