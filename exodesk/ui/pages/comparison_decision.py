"""What the panel beside a comparison says, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from exodesk.domain.asking import Ask, AskEffect, asking, ranked
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.break_evens import BreakEvens, break_evens
from exodesk.domain.decisions import Certainty
from exodesk.domain.rates import RateTable
from exodesk.domain.unknowns import AskField
from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone, as_shown
from exodesk.wording import gettext as _
from exodesk.wording.asking import question_text, why_text
from exodesk.wording.break_evens import TurnWords, break_even_words
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.decisions import beaten_sentences, chance_sentences, rests_on
from exodesk.wording.stays import stay_sentence


@dataclass(frozen=True, slots=True)
class Weighing:
    """What takes longer to work out than the verdict: where it turns, and what to ask."""

    turns: BreakEvens | None = None
    asks: tuple[Ask, ...] = ()


def weighing(
    words: ComparisonWords, assumptions: Assumptions, rates: RateTable
) -> Iterator[Weighing | None]:
    """None after each short step, the weighing at last."""
    costs = words.comparison.costs
    places = _nearest(words)
    turns = None
    if places is not None:
        turns = break_evens(costs[places[0]], costs[places[1]], assumptions, rates)
    found: list[Ask | None] = []
    for ask in asking(costs, assumptions, rates):
        found.append(ask)
        yield None
    yield Weighing(turns, ranked(found))


def decision_parts(words: ComparisonWords, weighing: Weighing) -> dict[str, Part]:
    """The parts of the panel by their names."""
    found = weighing.turns
    return {
        "chance": Part(_("How sure"), _lines(chance_sentences(words))),
        "assumed": Part(_("What this rests on"), (_small(rests_on()),)),
        "turns": Part(_("Where it turns"), tuple(_turns(words, found))),
        "stays": Part(_("Trips or one stay"), tuple(_stays(words))),
        "beaten": Part(_("Cost and downtime"), _lines(beaten_sentences(words))),
        "ask": Part(_("What to ask the clinic"), tuple(_questions(words, weighing.asks))),
    }


def settling_sentence(words: ComparisonWords, questions: Sequence[Ask]) -> str:
    """Which answer would settle a verdict that can't be told; empty where none would."""
    decision = words.decision
    if decision is None or decision.certainty is not Certainty.CANNOT_TELL:
        return ""
    first = next(iter(questions), None)
    if first is None or first.effect > AskEffect.CERTAINTY:
        return ""
    asked = _("First to be asked of {name}: {question}").format(
        name=as_shown(words.short[first.place]), question=question_text(first)
    )
    if first.field is not AskField.SESSIONS:
        return asked
    meanwhile = _("Until you know, try a number of your own under “Sessions”.")
    return f"{asked} {meanwhile}"


def _questions(words: ComparisonWords, questions: Sequence[Ask]) -> Iterator[Line]:
    for number, ask in enumerate(questions, start=1):
        name = as_shown(words.short[ask.place])
        why = _("{name}: {why}").format(name=name, why=why_text(ask))
        yield Line(
            (Run(question_text(ask)),),
            below=((Run(why, Tone.SECONDARY),),),
            mark=str(number),
        )


def journey_sentence(words: ComparisonWords, found: BreakEvens | None) -> str:
    """Up to what a trip may cost, and how long one would stay; empty where nobody travels."""
    if found is None or found.trip_cost is None:
        return ""
    turn = next(iter(_turn_words(words, replace(found, trips=None, sessions=(), rates=()))))
    away = next(c for c in words.comparison.costs if c.entry.id == found.trip_cost.entry_id)
    figure = _("{title} {figure}").format(title=turn.title, figure=turn.figure)
    parts = (figure, stay_sentence(away))
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
