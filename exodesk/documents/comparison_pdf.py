"""A comparison on one or two pages: verdict, totals on one scale, table, trace, what to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from exodesk.documents.citations import Citations
from exodesk.documents.compared import Compared
from exodesk.documents.comparison_cells import (
    cell,
    groups,
    line_with_decimals,
    total_with_decimals,
)
from exodesk.documents.letters import one_line
from exodesk.documents.traced import told
from exodesk.documents.typst_document import Plain, page_pictures, pdf_bytes
from exodesk.domain.ask_first import asked
from exodesk.domain.asking import AskEffect
from exodesk.domain.comparison import Attribute, Mark, Row
from exodesk.domain.costing import CourseCost, Flag
from exodesk.domain.money import PriceState
from exodesk.domain.trace import Input, Origin, trace_of
from exodesk.translation import current_locale, ngettext
from exodesk.translation import gettext as _
from exodesk.wording.amounts import amount_text
from exodesk.wording.ask_first import cited_text
from exodesk.wording.ask_first_topics import topic_question
from exodesk.wording.asking import effect_text, question_text
from exodesk.wording.assumptions import currency_words, in_force
from exodesk.wording.chances import share_text
from exodesk.wording.charts import cost_and_downtime_only
from exodesk.wording.comparison import ComparisonWords, group_name
from exodesk.wording.dates import day_text
from exodesk.wording.decisions import (
    beaten_sentences,
    chance_sentences,
    rests_on,
)
from exodesk.wording.lists import listed
from exodesk.wording.rates import inverse_text, old_rates_text, rate_card_dated
from exodesk.wording.scale import Scale, scale_for
from exodesk.wording.sentences import place_text
from exodesk.wording.stays import stay_sentence
from exodesk.wording.trace import TraceRow
from exodesk.wording.verdict import reason_sentence, verdict_sentence
from exodesk.wording.vocabulary import word

_TEMPLATE = "comparison.typ"
_UPRIGHT = 3  # so many entries have room side by side on an upright page
_LEVEL = 8  # and so many on a level one
_PAIR = 2

Item = TypeVar("Item")


def comparison_pdf(compared: Compared) -> bytes:
    """The file as bytes; raises NotMadeError."""
    return pdf_bytes(_TEMPLATE, content(compared), compared.today)


def comparison_pictures(compared: Compared, dots_per_inch: float) -> list[bytes]:
    """The pages as PNGs; raises NotMadeError."""
    return page_pictures(_TEMPLATE, content(compared), dots_per_inch)


def content(compared: Compared) -> dict[str, Plain]:
    """All that the template shows, as plain texts and numbers between 0 and 1."""
    words = compared.words()
    citations = Citations(compared.catalogue)
    costs = words.comparison.costs
    return {
        "title": _title(words),
        "language": current_locale(),
        "level": len(costs) > _UPRIGHT,
        "subtitle": _subtitle(compared, words),
        "verdict": verdict_sentence(words),
        "reason": reason_sentence(words),
        "chart": _chart(words),
        "tables": [_table(words, columns) for columns in _in_parts(range(len(costs)), _LEVEL)],
        "verdict_parts": list(_verdict_parts(compared, words)),
        "total_parts": list(_total_parts(compared, words)),
        "assumed": {
            "title": _("Assumptions in force"),
            "rows": [list(row) for row in in_force(compared.assumptions, _names(words))],
        },
        "trace": {
            "title": _("How each total came about"),
            "headings": [_("Line"), _("Amount"), _("How, and what it rests on")],
            "entries": [_trace(compared, words, column, citations) for column in range(len(costs))],
        },
        "ask": {"title": _("What to ask the clinic"), "entries": _questions(compared, words)},
        "ask_first": {
            "title": _("Ask before booking"),
            "items": list(_ask_first(compared, citations)),
        },
        "sources": {
            "title": _("Sources"),
            "check": _("Prices are as published on their dates: check before booking."),
            "items": list(_sources(compared, citations)),
        },
        "footer": _("Price information, not medical advice"),
        "page": _("Page {n} of {total}").format(n="{n}", total="{total}"),
    }


def _title(words: ComparisonWords) -> str:
    names = words.short
    if len(names) == _PAIR:
        return _("{one} or {other}").format(one=names[0], other=names[1])
    return ngettext(
        "What {n} entry costs", "What {n} entries cost, side by side", len(names)
    ).format(n=len(names))


def _subtitle(compared: Compared, words: ComparisonWords) -> str:
    return " · ".join(
        (
            _("Cost comparison of {day}").format(day=day_text(compared.today)),
            words.total_title(),
            _("amounts in {currency}").format(currency=currency_words(compared.assumptions)),
        )
    )


def _names(words: ComparisonWords) -> dict[str, str]:
    costs = words.comparison.costs
    return {cost.entry.id: name for cost, name in zip(costs, words.short, strict=True)}


def _in_parts(items: Sequence[Item], most: int) -> Iterator[Sequence[Item]]:
    """``items`` in parts of nearly one size, none larger than ``most``."""
    parts = -(-len(items) // most)
    size = -(-len(items) // parts)
    for start in range(0, len(items), size):
        yield items[start : start + size]


# Totals on one scale


def _chart(words: ComparisonWords) -> Plain:
    costs = words.comparison.costs
    scale = scale_for((_number(cost.total.low), _number(cost.total.high)) for cost in costs)
    currency = words.comparison.currency
    foremost = words.foremost()
    return {
        "title": words.total_title_with_currency(),
        "ticks": [
            {"at": scale.position(tick), "label": amount_text(Fraction(tick), currency)}
            for tick in scale.ticks
        ],
        "log": _("log scale") if scale.log else "",
        "rows": [_bar(words, column, scale) for column in range(len(costs))],
        "band": None if foremost is None else _band(costs[foremost], scale),
        "legend": _("Bars are limits on one scale, not averages."),
    }


def _bar(words: ComparisonWords, column: int, scale: Scale) -> Plain:
    cost = words.comparison.costs[column]
    row = words.comparison.total_row
    low, high = _number(cost.total.low), _number(cost.total.high)
    return {
        "name": cost.entry.name,
        "place": place_text(cost.entry),
        "state": cost.state.value,
        "low": None if low is None else scale.position(low),
        "high": None if high is None else scale.position(high),
        "amount": total_with_decimals(cost),
        "quiet": cost.state in (PriceState.UNKNOWN, PriceState.NEEDS_RATE),
        "other": _other_amount(words, column),
        **_mark(words, row, column),
    }


def _band(cost: CourseCost, scale: Scale) -> Plain:
    low, high = _number(cost.total.low), _number(cost.total.high)
    if low is None or high is None:
        return None
    return {"low": scale.position(low), "high": scale.position(high)}


def _other_amount(words: ComparisonWords, column: int) -> str:
    rows = words.comparison.rows
    row = next((row for row in rows if row.attribute is Attribute.OTHER_CURRENCY), None)
    if row is None:
        return ""
    return cell(words, row, column).text


def _mark(words: ComparisonWords, row: Row, column: int) -> dict[str, Plain]:
    """``lowest``, or ``likely lowest: 98 of 100`` where that is no more than likely."""
    mark, decision = words.mark(row, column), words.decision
    if mark is None:
        return {"mark": "", "sign": "", "accent": False}
    text = mark.word
    if row.marks[column] is None and decision is not None and decision.chance_of_lowest is not None:
        share = share_text(decision.chance_of_lowest.in_hundred())
        text = _("{word}: {share}").format(word=mark.word, share=share)
    return {"mark": text, "sign": mark.sign, "accent": mark.sign == Mark.LOWEST.value}


def _number(end: Fraction | None) -> float | None:
    return None if end is None else float(end)


# The table


def _table(words: ComparisonWords, columns: Sequence[int]) -> Plain:
    costs = words.comparison.costs
    return {
        "heads": [
            {"name": costs[column].entry.name, "place": place_text(costs[column].entry)}
            for column in columns
        ],
        "groups": [
            {
                "name": group_name(group),
                "rows": [
                    {
                        "name": words.row_name(row),
                        "total": row.attribute is Attribute.TOTAL,
                        "part": row.attribute is Attribute.LINE,
                        "cells": [_cell(words, row, column) for column in columns],
                    }
                    for row in rows
                ],
            }
            for group, rows in groups(words)
        ],
    }


def _cell(words: ComparisonWords, row: Row, column: int) -> Plain:
    said = cell(words, row, column)
    return {
        "text": said.text,
        "note": said.note,
        "quiet": said.quiet,
        **_mark(words, row, column),
    }


# What the verdict rests on


def _verdict_parts(compared: Compared, words: ComparisonWords) -> Iterator[Plain]:
    # Of two the verdict has said it already.
    chances = chance_sentences(words) if len(words.columns) > _PAIR else []
    yield _part(_("How sure"), [*chances, rests_on()])
    turns = (
        _("{title}: {figure}. {sentence}").format(
            title=turn.title, figure=turn.figure, sentence=turn.sentence
        )
        for turn in compared.turns(words)
    )
    yield from _unless_empty(_("Where it turns"), turns)
    yield from _unless_empty(_("Trips or one stay"), _stays(words))
    if beaten := beaten_sentences(words):
        yield _part(_("Cost and downtime"), [*beaten, cost_and_downtime_only()])


def _total_parts(compared: Compared, words: ComparisonWords) -> Iterator[Plain]:
    yield from _unless_empty(_("To be known about the totals"), _remarks(words))
    rates = list(_rates(compared)) or [_("No exchange rate is in these figures.")]
    yield _part(_("Exchange rates"), rates)
    yield _part(_("Rounding"), [_rounding()])


def _part(title: str, sentences: list[str]) -> Plain:
    return {"title": title, "items": sentences}


def _unless_empty(title: str, sentences: Iterable[str]) -> Iterator[Plain]:
    if said := list(sentences):
        yield _part(title, said)


def _stays(words: ComparisonWords) -> Iterator[str]:
    for place in words.journeys():
        if sentence := stay_sentence(words.comparison.costs[place]):
            yield _("{name}: {sentence}.").format(name=words.short[place], sentence=sentence)


def _remarks(words: ComparisonWords) -> Iterator[str]:
    """Each remark once, with the entries it is about."""
    about: dict[Flag, list[str]] = {}
    for cost, name in zip(words.comparison.costs, words.short, strict=True):
        for flag in cost.flags:
            about.setdefault(flag, []).append(name)
    for flag, names in about.items():
        everyone = len(names) == len(words.short)
        yield _("{names}: {remark}.").format(
            names=_("All of them") if everyone else listed(names), remark=word(flag)
        )


def _rates(compared: Compared) -> Iterator[str]:
    rates = dict.fromkeys(rate for cost in compared.costs for rate in cost.rates)
    for rate in rates:
        yield _("{rate}; {inverse}").format(
            rate=rate_card_dated(rate, compared.rates.on), inverse=inverse_text(rate)
        )
    if warning := old_rates_text(rates, compared.rates.on):
        yield warning


def _rounding() -> str:
    return _(
        "Totals are worked out exactly. Each line and each total is then rounded once, half up, so"
        " that the lines as shown may differ from their total by the last digit."
        " “≈” stands before what an exchange rate has a part in."
    )


# How each total came about


def _trace(compared: Compared, words: ComparisonWords, column: int, citations: Citations) -> Plain:
    cost, headed = compared.costs[column], words.comparison.costs[column]
    total = told(trace_of(cost, compared.assumptions, compared.catalogue), compared.today)
    return {
        "name": one_line(cost.entry.name),
        "place": place_text(headed.entry),
        "total": total_with_decimals(cost),
        "says": total.row.says if cost.lines else "",
        "lines": [
            {
                "name": line.row.figure,
                "amount": line_with_decimals(cost, line.traced.line.key) or line.row.value,
                "how": line.row.says,
                # What a person assumed, the line says itself.
                "inputs": [
                    _input(each, row, citations)
                    for each, row in line.inputs
                    if each.origin not in (Origin.ASSUMED, Origin.USUAL)
                ],
            }
            for line in total.lines
        ],
    }


def _input(each: Input, row: TraceRow, citations: Citations) -> str:
    """``One session: £150 (“£150”), [1], 23 Jun 2026 (5 months old)``."""
    text = _("{figure}: {value}").format(figure=row.figure, value=row.value)
    if row.printed is not None:
        text = _("{text} (“{printed}”)").format(text=text, printed=row.printed)
    cited = each.origin is Origin.STATED and each.stated.source is not None
    said = citations.cite(each.stated.source or "") if cited else row.says
    return ", ".join(part for part in (text, said, row.dated) if part)


def _questions(compared: Compared, words: ComparisonWords) -> Plain:
    of_place: dict[int, list[Plain]] = {}
    for ask in compared.questions():
        decides = ask.effect in (AskEffect.CHEAPEST, AskEffect.CERTAINTY)
        why = effect_text(ask.effect) if decides else ""
        of_place.setdefault(ask.place, []).append({"text": question_text(ask), "why": why})
    return [
        {"name": words.columns[place], "items": questions}
        for place, questions in sorted(of_place.items())
    ]


def _ask_first(compared: Compared, citations: Citations) -> Iterator[Plain]:
    entries = [cost.entry for cost in compared.costs]
    for one in asked(entries, compared.ask_first):
        cited = dict.fromkeys(citations.cite_source(found.note.source) for found in one.notes)
        yield {
            "text": topic_question(one.topic),
            "why": _("Sources disagree: {sources}").format(sources=" ".join(cited))
            if one.disagree
            else " ".join(cited),
        }


def _sources(compared: Compared, citations: Citations) -> Iterator[Plain]:
    for number, key, source in citations.cited():
        if source is None:
            yield {"number": number, "text": _("{id}: not listed").format(id=key), "url": ""}
            continue
        yield {
            "number": number,
            "text": cited_text(source, compared.today),
            "url": source.url or "",
        }
