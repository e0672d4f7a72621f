"""What ``compare`` prints: options side by side, the verdict, and how each total came about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exodesk.domain.asking import AskEffect, asks
from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.break_evens import break_evens
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.comparison import Comparison
from exodesk.domain.costing import CourseCost
from exodesk.domain.decisions import Decision
from exodesk.domain.packages import package_break_evens, prepaid
from exodesk.domain.rates import RateTable
from exodesk.domain.trace import trace_of
from exodesk.exports.text_table import paragraph, side_by_side
from exodesk.exports.trace_text import trace_text
from exodesk.listings import assumed_line, exact_original_text, rate_lines, section
from exodesk.translation import gettext as _
from exodesk.wording.asking import effect_text, question_text
from exodesk.wording.break_evens import break_even_words
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.dates import dated
from exodesk.wording.decisions import (
    beaten_sentences,
    chance_sentences,
    rests_on,
)
from exodesk.wording.durations import days_text, duration_range_text
from exodesk.wording.lists import from_to
from exodesk.wording.packages import package_sentence, prepaid_sentence
from exodesk.wording.sentences import (
    marked_total_text,
    place_text,
    purchase_text,
    sessions_text,
    source_line,
    unit_price_text,
)
from exodesk.wording.stays import stay_sentence
from exodesk.wording.verdict import reason_sentence, verdict_sentence
from exodesk.wording.vocabulary import word, words


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed comparison speaks of.

    Prices are as old as ``today``, rates as old as on their table's day. ``decision`` is None where
    there is nothing to compare.
    """

    costs: Sequence[CourseCost]
    catalogue: Catalogue
    assumptions: Assumptions
    rates: RateTable
    today: date
    decision: Decision | None


def comparison_text(printed: Printed) -> str:
    """Options as columns, attributes as rows; below it what they mean and where they come from."""
    costs = printed.costs
    parts = (
        side_by_side([cost.entry.name for cost in costs], list(_rows(printed))),
        *_verdict(printed),
        _listed(_("Packages"), _packages(printed)),
        *_traces(printed),
        _remarks(costs),
        assumed_line(printed.assumptions),
        rate_lines(costs, printed.rates.on),
        _sources(costs, printed.catalogue),
    )
    return "\n".join(part for part in parts if part)


def _rows(printed: Printed) -> Iterator[tuple[str, list[str]]]:
    costs, currency = printed.costs, printed.assumptions.currency
    yield _("Where"), [place_text(cost.entry) for cost in costs]
    yield (
        _("Total in {currency}").format(currency=currency),
        [marked_total_text(cost, exact=True) for cost in costs],
    )
    yield _("Own currency"), [exact_original_text(cost) for cost in costs]
    yield _("Per session"), [unit_price_text(cost) for cost in costs]
    yield _("Bought as"), [_bought_text(cost) for cost in costs]
    yield _("Sessions"), [sessions_text(cost) for cost in costs]
    yield _("Downtime per session"), [duration_range_text(cost.entry.downtime) for cost in costs]
    yield _("Downtime in all"), [days_text(cost.downtime) for cost in costs]
    yield _("Route"), [words(cost.entry.routes) for cost in costs]
    yield _("Oldest price"), [_oldest_text(cost, printed.today) for cost in costs]


def _bought_text(cost: CourseCost) -> str:
    course = [line for line in cost.lines if line.key in (LineKey.SESSIONS, LineKey.PACKS)]
    ways = [way for line in course for way in (line.low_way, line.high_way) if way]
    return from_to(map(purchase_text, ways)) or _("unknown")


def _oldest_text(cost: CourseCost, today: date) -> str:
    return dated(cost.oldest_date, today) if cost.lines else _("unknown")


def _verdict(printed: Printed) -> list[str]:
    """The verdict, how sure it is, where it turns, how long one would stay, and who is beaten."""
    if printed.decision is None:
        return []
    spoken = ComparisonWords(
        Comparison(tuple(printed.costs)),
        printed.catalogue,
        printed.assumptions.horizon_days,
        printed.today,
        printed.decision,
        printed.assumptions.home,
    )
    costs = printed.costs
    beaten = beaten_sentences(spoken)
    about = _("Cost and downtime only. Says nothing about results.")
    return [
        _paragraphs((verdict_sentence(spoken), reason_sentence(spoken))),
        # Of two the verdict has said it already.
        _listed(_("How sure"), [*(chance_sentences(spoken) if len(costs) > 2 else []), rests_on()]),
        _listed(_("Where it turns"), _turns(printed, printed.decision, spoken)),
        _listed(_("Trips or one stay"), _stays(spoken)),
        _listed(_("Cost and downtime"), [*beaten, about] if beaten else []),
        _listed(_("What to ask"), _questions(printed, spoken)),
    ]


def _turns(printed: Printed, decision: Decision, spoken: ComparisonWords) -> Iterator[str]:
    """The break-evens of the leader and the one that is nearest to it."""
    if decision.leader is None or decision.runner_up is None:
        return
    places = sorted((decision.leader, decision.runner_up))
    one, other = (printed.costs[place] for place in places)
    found = break_evens(one, other, printed.assumptions, printed.rates)
    names = {printed.costs[place].entry.id: spoken.short[place] for place in places}
    for turn in break_even_words(found, names, printed.assumptions.currency):
        yield _("{title}: {figure}. {sentence}").format(
            title=turn.title, figure=turn.figure, sentence=turn.sentence
        )


def _stays(spoken: ComparisonWords) -> Iterator[str]:
    for place in spoken.journeys():
        if sentence := stay_sentence(spoken.comparison.costs[place]):
            yield _("{name}: {sentence}.").format(name=spoken.short[place], sentence=sentence)


def _questions(printed: Printed, spoken: ComparisonWords) -> Iterator[str]:
    """The questions whose answer would change a total, first what could change the verdict."""
    for found in asks(printed.costs, printed.assumptions, printed.rates):
        if found.effect is not AskEffect.NOTHING:
            yield _("{name}: {question} ({why})").format(
                name=spoken.short[found.place],
                question=question_text(found),
                why=effect_text(found.effect),
            )


def _traces(printed: Printed) -> Iterator[str]:
    for cost in printed.costs:
        trace = trace_of(cost, printed.assumptions, printed.catalogue)
        title = _("How the total of {name} came about").format(name=cost.entry.name)
        yield paragraph(title) + trace_text(trace, printed.today)


def _packages(printed: Printed) -> Iterator[str]:
    """From how many sessions each course on offer pays, and what is paid in advance."""
    assumptions, rates = printed.assumptions, printed.rates
    for cost in printed.costs:
        said = [package_sentence(f) for f in package_break_evens(cost.entry, assumptions, rates)]
        paid = [prepaid_sentence(f, cost.currency) for f in prepaid(cost, assumptions, rates)]
        for sentence in (*said, *paid):
            yield _("{name}: {sentence}").format(name=cost.entry.name, sentence=sentence)


def _remarks(costs: Sequence[CourseCost]) -> str:
    return _paragraphs(
        _("{name}: {remarks}.").format(
            name=cost.entry.name, remarks="; ".join(word(flag) for flag in cost.flags)
        )
        for cost in costs
        if cost.flags
    )


def _sources(costs: Sequence[CourseCost], catalogue: Catalogue) -> str:
    ids = dict.fromkeys(source for cost in costs for source in cost.sources)
    found = (catalogue.source(source) for source in ids)
    return section(
        _("Sources"),
        (f"{source.id}: {source_line(source)}" for source in found if source is not None),
    )


def _listed(title: str, sentences: Iterable[str]) -> str:
    """``sentences`` under a title, each hanging; nothing where there are none."""
    lines = [paragraph(sentence, indent="  ", hanging="  ") for sentence in sentences]
    return "".join([f"{title}\n", *lines]) if lines else ""


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(paragraph(sentence, hanging="  ") for sentence in sentences if sentence)
