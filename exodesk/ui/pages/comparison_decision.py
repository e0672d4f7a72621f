"""What the panel beside a comparison says, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.break_evens import BreakEvens, break_evens
from exodesk.domain.rates import RateTable
from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone, as_shown
from exodesk.wording import gettext as _
from exodesk.wording.break_evens import TurnWords, break_even_words
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.decisions import beaten_sentences, chance_sentences, rests_on, stay_sentence


def decision_parts(words: ComparisonWords, found: BreakEvens | None) -> dict[str, Part]:
    """The parts of the panel by their names; ``found`` are the break-evens of the nearest pair."""
    return {
        "chance": Part(_("How sure"), _lines(chance_sentences(words))),
        "assumed": Part(_("What this rests on"), (_small(rests_on()),)),
        "turns": Part(_("Where it turns"), tuple(_turns(words, found))),
        "stays": Part(_("Trips or one stay"), tuple(_stays(words))),
        "beaten": Part(_("Cost and downtime"), _lines(beaten_sentences(words))),
    }


def nearest_break_evens(
    words: ComparisonWords, assumptions: Assumptions, rates: RateTable
) -> BreakEvens | None:
    """The break-evens of the leader and of the one that is nearest to it."""
    if (places := _nearest(words)) is None:
        return None
    one, other = (words.comparison.costs[place] for place in places)
    return break_evens(one, other, assumptions, rates)


def journey_sentence(words: ComparisonWords, found: BreakEvens | None) -> str:
    """Up to what a trip may cost, and how long one would stay; empty where nobody travels."""
    places = words.journeys()
    if found is None or found.trip_cost is None or not places:
        return ""
    turn = next(iter(_turn_words(words, replace(found, trips=None, sessions=(), rates=()))))
    parts = [
        _("{title} {figure}").format(title=turn.title, figure=turn.figure),
        *dict.fromkeys(stay_sentence(words.comparison.costs[place]) for place in places),
    ]
    return " ".join(_("{sentence}.").format(sentence=part) for part in parts if part)


def _nearest(words: ComparisonWords) -> tuple[int, int] | None:
    decision = words.decision
    if decision is None or decision.leader is None or decision.runner_up is None:
        return None
    one, other = sorted((decision.leader, decision.runner_up))
    return one, other


def _turn_words(words: ComparisonWords, found: BreakEvens) -> Iterator[TurnWords]:
    costs = words.comparison.costs
    names = {cost.entry.id: as_shown(name) for cost, name in zip(costs, words.short, strict=True)}
    return break_even_words(found, names, words.comparison.currency)


def _turns(words: ComparisonWords, found: BreakEvens | None) -> Iterator[Line]:
    if found is None:
        return
    for turn in _turn_words(words, found):
        yield Line(
            (Run(turn.title),),
            (Run(turn.figure, Tone.STRONG),),
            ((Run(turn.sentence, Tone.SECONDARY),),),
        )


def _stays(words: ComparisonWords) -> Iterator[Line]:
    for place in words.journeys():
        if sentence := stay_sentence(words.comparison.costs[place]):
            yield Line(
                (Run(as_shown(words.short[place]), Tone.STRONG),),
                below=((Run(sentence, Tone.SECONDARY),),),
            )


def _lines(sentences: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line((Run(as_shown(sentence)),)) for sentence in sentences)


def _small(text: str) -> Line:
    return Line((Run(text, Tone.SECONDARY),), small=True)
