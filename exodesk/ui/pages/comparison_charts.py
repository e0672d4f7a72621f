"""The pictures that a comparison can be looked at as, each fed from its words and its decision."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.chances import Chance
from exodesk.domain.decisions import Decision
from exodesk.domain.over_time import cost_over_time
from exodesk.domain.rates import RateTable
from exodesk.ui.charts.chance_bar import ChanceBar
from exodesk.ui.charts.chances import Chances
from exodesk.ui.charts.chart import Chart
from exodesk.ui.charts.cost_and_downtime import cost_and_downtime
from exodesk.ui.charts.cost_bars import cost_bars
from exodesk.ui.charts.cost_over_time import cost_over_time_chart
from exodesk.wording import gettext as _
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.decisions import against_sentence, rests_on


class Look(Enum):
    """How a comparison is looked at; all but the first are pictures."""

    SIDE_BY_SIDE = "side-by-side"
    BARS = "bars"
    DOWNTIME = "downtime"
    TIME = "time"
    CHANCES = "chances"


def look_words() -> list[tuple[Look, str]]:
    return [
        (Look.SIDE_BY_SIDE, _("Side by side")),
        (Look.BARS, _("Bars")),
        (Look.DOWNTIME, _("Cost × downtime")),
        (Look.TIME, _("Over time")),
        (Look.CHANCES, _("Chances")),
    ]


def chart_of(
    look: Look, words: ComparisonWords, assumptions: Assumptions, rates: RateTable
) -> tuple[Chart, str]:
    """The picture, and a file name without suffix to save it under."""
    match look:
        case Look.DOWNTIME:
            return _downtime(words), "cost-and-downtime"
        case Look.TIME:
            return _over_time(words, assumptions, rates), "cost-over-time"
        case Look.CHANCES:
            return _chances(words), "chances"
        case _:
            return _bars(words), "totals"


def _bars(words: ComparisonWords) -> Chart:
    costs, row = words.comparison.costs, words.comparison.total_row
    marks = (words.mark(row, column) for column in range(len(costs)))
    return cost_bars(
        costs,
        words.columns,
        words.total_title_with_currency(),
        places=["" if mark is None else mark.word for mark in marks],
        usual_band=words.foremost(),
    )


def _downtime(words: ComparisonWords) -> Chart:
    decision = words.decision
    beaten = {} if decision is None else {b.loser: b.by for b in decision.surely_beaten}
    return cost_and_downtime(
        words.comparison.costs,
        words.columns,
        _("Cost and downtime of the whole course"),
        words.total_title_with_currency(),
        beaten=beaten,
    )


def _over_time(words: ComparisonWords, assumptions: Assumptions, rates: RateTable) -> Chart:
    costs = words.comparison.costs
    found = [cost_over_time(cost.entry, assumptions, rates) for cost in costs]
    at_start = any(each.at_start for each in found)
    notes = [
        _(
            "Courses are paid for when they begin, single sessions when they take place. Where the"
            " time between sessions is not stated, all of them stand at the start."
        )
    ]
    return cost_over_time_chart(
        costs,
        words.columns,
        [each.points for each in found],
        _("What has been paid by when, {currency}").format(currency=words.comparison.currency),
        notes=notes if at_start else (),
    )


def _chances(words: ComparisonWords) -> Chart:
    decision = words.decision
    bars: list[ChanceBar] = []
    if decision is not None and (leader := decision.leader) is not None:
        others = (other for other in range(len(words.columns)) if other != leader)
        bars = [_chance_bar(words, decision, leader, other) for other in others]
    return Chances(_("In how many of 100 cases the one is cheaper"), tuple(bars), (rests_on(),))


def _chance_bar(words: ComparisonWords, decision: Decision, leader: int, other: int) -> ChanceBar:
    """Totals that are apart are settled, though an end on the far side may be missing."""
    pair = decision.between(leader, other)
    cheaper, equal, dearer = pair.a_cheaper, pair.equal, pair.b_cheaper
    if pair.surely is not None:
        equal = Chance(Fraction(0), settled=True)
        cheaper, dearer = (
            Chance(Fraction(pair.surely == place), settled=True) for place in (leader, other)
        )
    sentence = against_sentence(words, decision, leader, other)
    return ChanceBar(words.short[leader], words.short[other], sentence, cheaper, equal, dearer)
