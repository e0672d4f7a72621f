"""What the panel beside a comparison says, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exodesk.ui.widgets.details_lines import Line, Part, Run, Tone, as_shown
from exodesk.wording import gettext as _
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.decisions import beaten_sentences, chance_sentences, rests_on, stay_sentence


def decision_parts(words: ComparisonWords) -> dict[str, Part]:
    """The parts of the panel by their names."""
    return {
        "chance": Part(_("How sure"), _lines(chance_sentences(words))),
        "assumed": Part(_("What this rests on"), (_small(rests_on()),)),
        "stays": Part(_("Trips or one stay"), tuple(_stays(words))),
        "beaten": Part(_("Cost and downtime"), _lines(beaten_sentences(words))),
    }


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
