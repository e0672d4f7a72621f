"""What a decision rests on, in words: chances pair by pair, who is beaten."""

from __future__ import annotations

from fractions import Fraction

from exodesk.domain.decisions import Decision
from exodesk.domain.money import Bounds
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.chances import cases_text
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.lists import listed
from exodesk.wording.verdict import difference_words


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
