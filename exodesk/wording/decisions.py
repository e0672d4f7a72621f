"""What a decision rests on, in words: chances pair by pair, who is beaten, how long to stay."""

from __future__ import annotations

from fractions import Fraction

from exodesk.domain.costing import CourseCost
from exodesk.domain.decisions import Decision
from exodesk.domain.money import Bounds
from exodesk.domain.stays import stay_of
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.chances import cases_text
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.durations import days_text, duration_range_text
from exodesk.wording.lists import listed
from exodesk.wording.verdict import difference_words

_WEEK = 7


def chance_sentences(words: ComparisonWords) -> list[str]:
    """How the leader stands to each other: surely, in so many of 100 cases, or not to be told."""
    decision = words.decision
    if decision is None or decision.leader is None:
        return []
    leader = decision.leader
    others = [place for place in range(len(words.columns)) if place != leader]
    return [against_sentence(words, decision, leader, other) for other in others]


def against_sentence(words: ComparisonWords, decision: Decision, leader: int, other: int) -> str:
    """How the one stands to the other: surely, in so many of 100 cases, or not to be told."""
    pair = decision.between(leader, other)
    name, rival = words.short[leader], words.short[other]
    difference = difference_words(pair.saving, words.comparison.currency)
    if pair.surely is not None:
        cheaper, dearer = (name, rival) if pair.surely == leader else (rival, name)
        if pair.surely != leader or not difference:
            return _("{name} is surely cheaper than {other}.").format(name=cheaper, other=dearer)
        return _("{name} is surely cheaper than {other}: {difference}.").format(
            name=cheaper, other=dearer, difference=difference
        )
    if pair.a_cheaper is None:
        return _("Whether {name} is cheaper than {other} can’t be told: an end is missing.").format(
            name=name, other=rival
        )
    if pair.saving == Bounds(Fraction(0), Fraction(0)):
        return _("{name} and {other} cost the same.").format(name=name, other=rival)
    return _("{name} is cheaper than {other} {cases}: {difference}.").format(
        name=name,
        other=rival,
        cases=cases_text(pair.a_cheaper.in_hundred()),
        difference=difference,
    )


def rests_on() -> str:
    """The assumption behind every chance."""
    return _(
        "For “in so many of 100 cases” every total between its limits counts as equally likely,"
        " given the number of sessions; so does every number of sessions in its range. Entries are"
        " taken as independent of each other, and the rate as one fixed number. “Surely” assumes"
        " nothing: the limits do not overlap."
    )


def beaten_sentences(words: ComparisonWords) -> list[str]:
    """Who costs at least as much and takes at least as long as another, whatever turns out."""
    decision = words.decision
    losers: dict[int, list[str]] = {}
    for beaten in () if decision is None else decision.surely_beaten:
        losers.setdefault(beaten.by, []).append(words.short[beaten.loser])
    return [
        ngettext(
            "{names} is surely beaten by {other}.",
            "{names} are surely beaten by {other}.",
            len(names),
        ).format(names=listed(names), other=words.short[winner])
        for winner, names in losers.items()
    ]


def stay_sentence(cost: CourseCost) -> str:
    """``3 sessions 4 weeks apart: one stay of 8 weeks or 3 trips``; empty for a single session."""
    stay, sessions, interval = stay_of(cost), cost.sessions, cost.entry.interval
    if stay is None or sessions is None or interval is None or sessions.high in (None, 1):
        return ""
    if stay.low is None or stay.high is None:
        return ""
    gap = duration_range_text(interval)
    if sessions.low == sessions.high:
        return _("{n} sessions {gap} apart: one stay of {stay} or {n} trips").format(
            n=sessions.high, gap=gap, stay=length_text(stay)
        )
    return _(
        "{low} to {high} sessions {gap} apart: one stay of {stay} or {low} to {high} trips"
    ).format(low=sessions.low, high=sessions.high, gap=gap, stay=length_text(stay))


def length_text(days: Bounds) -> str:
    """A length of time, in weeks where both ends are whole weeks."""
    low, high = days.low, days.high
    if low is None or high is None or low % _WEEK or high % _WEEK:
        return days_text(days)
    if low == high:
        weeks = int(high / _WEEK)
        return ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)
    return _("{low} – {high} weeks").format(low=int(low / _WEEK), high=int(high / _WEEK))
