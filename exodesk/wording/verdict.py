"""The verdict above a comparison: one sentence, and its reasons in a few more."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from exodesk.domain.comparison import Comparison
from exodesk.domain.costing import Flag
from exodesk.domain.decisions import Certainty
from exodesk.domain.headline import Headline, Verdict
from exodesk.domain.money import Bounds
from exodesk.translation import N_, ngettext
from exodesk.translation import gettext as _
from exodesk.wording.amounts import amount_text, currency_symbol
from exodesk.wording.chances import cases_text
from exodesk.wording.comparison import ComparisonWords
from exodesk.wording.lists import listed
from exodesk.wording.sentences import total_text

_PAIR = 2
_FEW_NAMES = 2
_LEFT_OUT = {
    Flag.TAX_NOT_COUNTED: N_("tax to be added"),
    Flag.TAX_UNKNOWN: N_("tax where it is not stated"),
    Flag.FEE_NOT_COUNTED: N_("consultation or patch-test fees"),
    Flag.MAINTENANCE_NOT_COUNTED: N_("maintenance"),
    Flag.LASTS_UNKNOWN: N_("maintenance"),
}


def verdict_sentence(words: ComparisonWords) -> str:
    """Who is the cheapest and how sure that is, or why nobody can say so."""
    headline, comparison = words.comparison.headline, words.comparison
    match headline.verdict:
        case Verdict.SURELY:
            sentence = _("{name} is surely the cheapest.")
            if len(words.columns) == _PAIR:
                sentence = _("{name} is surely cheaper.")
            return sentence.format(name=_named(words, headline.cheapest))
        case Verdict.AT_MOST:
            return _("{name} costs no more than any other here.").format(
                name=_named(words, headline.cheapest)
            )
        case Verdict.TIE:
            total = total_text(comparison.costs[headline.cheapest[0]])
            if len(headline.cheapest) == len(comparison.costs):
                return _("All cost the same: {total}.").format(total=total)
            return _("{names} cost the least and the same: {total}.").format(
                names=_named(words, headline.cheapest), total=total
            )
        case Verdict.NEEDS_RATE:
            return ngettext(
                "Can’t tell which is the cheapest: {names} needs a rate.",
                "Can’t tell which is the cheapest: {names} need a rate.",
                len(headline.open),
            ).format(names=_named(words, headline.open))
        case Verdict.OVERLAP | Verdict.CANNOT_TELL:
            return _weighed(words) or _undecided(words)


def _weighed(words: ComparisonWords) -> str:
    """What the chances say of overlapping totals; empty where they say nothing."""
    decision = words.decision
    if decision is None or decision.leader is None or decision.chance_of_lowest is None:
        return ""
    if decision.certainty is Certainty.CANNOT_TELL and decision.open:
        return ""
    name = words.short[decision.leader]
    cases = cases_text(decision.chance_of_lowest.in_hundred())
    likely = decision.certainty is not Certainty.CANNOT_TELL
    if len(words.columns) == _PAIR:
        saving = decision.between(decision.leader, 1 - decision.leader).saving
        difference = difference_words(saving, words.comparison.currency)
        sentence = (
            _("{name} is cheaper {cases}: {difference}.")
            if likely
            else _("Can’t tell which is cheaper: {name} is {cases}, {difference}.")
        )
        return sentence.format(name=name, cases=cases, difference=difference)
    sentence = (
        _("{name} is likely the cheapest: {cases}.")
        if likely
        else _("Can’t tell which is the cheapest: {name} is {cases}.")
    )
    return sentence.format(name=name, cases=cases)


def _undecided(words: ComparisonWords) -> str:
    headline = words.comparison.headline
    unknown = _in_the_way(words) or headline.open
    if not unknown:
        return _("None is surely the cheapest: the totals overlap.")
    return ngettext(
        "Can’t tell which is the cheapest: the total of {names} is not fully known.",
        "Can’t tell which is the cheapest: the totals of {names} are not fully known.",
        len(unknown),
    ).format(names=_named(words, unknown))


def _in_the_way(words: ComparisonWords) -> tuple[int, ...]:
    """Those whose missing ends keep the others from being weighed."""
    decision = words.decision
    if decision is None or not decision.open:
        return ()
    return tuple(
        place
        for place, cost in enumerate(words.comparison.costs)
        if None in (cost.total.low, cost.total.high)
        and (place in decision.open or place == decision.leader)
    )


def reason_sentence(words: ComparisonWords, journey: str = "", settling: str = "") -> str:
    """By how much, as far as that is sure, and what the totals leave out.

    ``journey`` are sentences on travel, ``settling`` says what would decide; they come between.
    """
    comparison = words.comparison
    pair, open_end = _pair(words), _open_end(comparison.headline.saving)
    if _weighed(words) and comparison.headline.verdict in (Verdict.OVERLAP, Verdict.CANNOT_TELL):
        pair, open_end = _next(words), ""
    said = (_missing_rates(comparison), pair, open_end, journey, settling)
    parts = (*said, _upkeep(words), _left_out(comparison))
    return " ".join(part for part in parts if part)


def _next(words: ComparisonWords) -> str:
    """How the leader of several stands to the one that is nearest."""
    decision = words.decision
    if decision is None or decision.leader is None or decision.runner_up is None:
        return ""
    if len(words.columns) == _PAIR:
        return ""
    saving = decision.between(decision.leader, decision.runner_up).saving
    return _("It is {difference} than the next, {other}.").format(
        difference=difference_words(saving, words.comparison.currency),
        other=words.short[decision.runner_up],
    )


def _upkeep(words: ComparisonWords) -> str:
    decision = words.decision
    if decision is None or not decision.upkeep_not_stated:
        return ""
    number = len(decision.upkeep_not_stated)
    if number > _FEW_NAMES:
        return _(
            "How long {n} of them last is not stated, so no upkeep of these is counted."
        ).format(n=number)
    return ngettext(
        "How long {names} lasts is not stated, so no upkeep of it is counted.",
        "How long {names} last is not stated, so no upkeep of these is counted.",
        number,
    ).format(names=listed(words.short[place] for place in decision.upkeep_not_stated))


def difference_words(saving: Bounds, currency: str) -> str:
    """What one costs less than another: ``£330 cheaper to £120 dearer``; empty if unbounded."""
    low, high = saving.low, saving.high
    if low is not None and high is not None:
        return _both_ends(low, high, currency)
    if low is not None:
        amount = amount_text(abs(low), currency)
        if low == 0:
            return _("no dearer")
        words = _("at least {amount} cheaper") if low > 0 else _("at most {amount} dearer")
        return words.format(amount=amount)
    if high is not None:
        amount = amount_text(abs(high), currency)
        if high == 0:
            return _("no cheaper")
        words = _("at least {amount} dearer") if high < 0 else _("at most {amount} cheaper")
        return words.format(amount=amount)
    return ""


def _both_ends(low: Fraction, high: Fraction, currency: str) -> str:
    low_text, high_text = amount_text(abs(low), currency), amount_text(abs(high), currency)
    if low == high == 0:
        return _("the same price")
    if low < 0 < high:
        return _("{cheaper} cheaper to {dearer} dearer").format(cheaper=high_text, dearer=low_text)
    if high <= 0:
        least, most, exact = high_text, low_text, _("{amount} dearer")
        between = _("{low} – {high} dearer")
    else:
        least, most, exact = low_text, high_text, _("{amount} cheaper")
        between = _("{low} – {high} cheaper")
    return exact.format(amount=most) if least == most else between.format(low=least, high=most)


def _open_end(saving: Bounds) -> str:
    """What is not known of a difference, as a sentence of its own."""
    if saving.high is None and saving.low is not None and saving.low < 0:
        return _("How much cheaper it may be is not known.")
    if saving.low is None and saving.high is not None and saving.high > 0:
        return _("How much dearer it may be is not known.")
    return ""


def _pair(words: ComparisonWords) -> str:
    headline = words.comparison.headline
    if headline.leader is None or headline.runner_up is None:
        return ""
    difference = difference_words(headline.saving, words.comparison.currency)
    if not difference:
        return ""
    runner_up = words.short[headline.runner_up]
    if headline.verdict in (Verdict.SURELY, Verdict.AT_MOST):
        if len(words.columns) == 2:
            return _("It is {difference} than {other}.").format(
                difference=difference, other=runner_up
            )
        return _("It is {difference} than the next, {other}.").format(
            difference=difference, other=runner_up
        )
    return _("{name} is {difference} than {other}.").format(
        name=words.short[headline.leader], difference=difference, other=runner_up
    )


def _missing_rates(comparison: Comparison) -> str:
    if comparison.headline.verdict is not Verdict.NEEDS_RATE:
        return ""
    needing: Headline = comparison.headline
    pairs = dict.fromkeys(
        _("{one} and {other}").format(
            one=currency_symbol(comparison.costs[column].original_currency or "").strip(),
            other=currency_symbol(comparison.currency).strip(),
        )
        for column in needing.open
    )
    return _("There is no rate between {currencies}; nothing was converted without one.").format(
        currencies=listed(pairs)
    )


def _left_out(comparison: Comparison) -> str:
    flags = {flag for cost in comparison.costs for flag in cost.flags}
    left_out = dict.fromkeys(_(words) for flag, words in _LEFT_OUT.items() if flag in flags)
    return _("Not counted: {what}.").format(what=listed(left_out)) if left_out else ""


def _named(words: ComparisonWords, columns: Iterable[int]) -> str:
    return listed(words.short[column] for column in columns)
