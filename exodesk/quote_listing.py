"""What ``quote`` prints: a quote as text, or a list of quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from exodesk.domain.quotes.book import Group, Listed
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import Today
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import OptionAmounts
from exodesk.exports.text_table import paragraph, text_table
from exodesk.listings import section
from exodesk.translation import gettext as _
from exodesk.translation import pgettext
from exodesk.wording.amounts import bounds_with_decimals
from exodesk.wording.dates import day_text, rate_dated
from exodesk.wording.quotes import (
    bought_text,
    discount_text,
    finding_line,
    not_advice,
    option_name,
    quote_called,
    rounding_rule,
    row_count_text,
    row_name,
    row_tax_text,
    second_text,
    state_word,
    total_text,
    unit_text,
    validity_text,
    version_text,
)
from exodesk.wording.rates import inverse_text, quoted_rate_text
from exodesk.wording.sentences import source_line

_WIDEST = {0: 34, 2: 24, 3: 20}


def quote_text(
    listed: Listed, today: date, *, now: Today | None = None, findings: Sequence[Finding] = ()
) -> str:
    """One quote as it stands, rates as old as ``today``; ``now`` is what it would come to."""
    quote = listed.quote
    stated = quote.statements if quote.issued is None else quote.issued.statements
    parts = (
        _head(listed),
        *(
            _option(option, amounts)
            for option, amounts in zip(quote.options, listed.amounts, strict=True)
        ),
        section(_("Today it would be"), _today(listed, now)),
        section(_("Terms"), _terms(quote)),
        section(_("Stated"), map(finding_line, [*stated, *(f for f in findings if f.stated)])),
        section(_("To check"), (finding_line(f) for f in findings if not f.stated)),
        section(_("Rates"), _rates(listed, today)),
        section(_("Sources"), _sources(listed)),
        paragraph(rounding_rule()) + paragraph(not_advice()),
    )
    return "\n".join(part for part in parts if part)


def list_text(groups: Iterable[Group], words: str = "") -> str:
    """The quotes by state, each with the totals of its options, and the totals of the state.

    ``words`` are those that they were looked for with.
    """
    none = _("No quote fits these words.") if words.strip() else _("There are no quotes yet.")
    return "\n".join(_group(group) for group in groups) or paragraph(none)


def _head(listed: Listed) -> str:
    quote = listed.quote
    lines = [quote_called(quote)]
    if quote.client.reference:
        lines.append(_("Reference {reference}").format(reference=quote.client.reference))
    issued = quote.issued
    facts = [
        state_word(listed.state),
        "" if issued is None else _("of {day}").format(day=day_text(issued.on)),
        validity_text(quote),
        version_text(quote),
    ]
    lines.append(" · ".join(filter(None, facts)))
    return "\n".join(lines) + "\n"


def _option(option: Option, amounts: OptionAmounts) -> str:
    headings = [_("Line"), _("Number"), _("Price"), _("Tax"), _("Amount")]
    rows = [
        [
            row_name(option.lines[row.line], row),
            row_count_text(row),
            bought_text(row) or unit_text(row),
            row_tax_text(row, option.lines[row.line].entry),
            bounds_with_decimals(row.sums.total, amounts.currency),
        ]
        for row in amounts.rows
    ]
    table = text_table(headings, rows, right=(4,), widest=_WIDEST)
    return section(
        option_name(option), [*table.rstrip("\n").split("\n"), *_totals(option, amounts)]
    )


def _totals(option: Option, amounts: OptionAmounts) -> Iterator[str]:
    if amounts.discount is not None:
        off = bounds_with_decimals(amounts.discount.total, amounts.currency)
        yield _("Discount of {discount}: −{amount}").format(
            discount=discount_text(option.discount), amount=off
        )
    yield _("Total: {total}").format(total=total_text(option, amounts))
    if second := second_text(amounts):
        yield _("In {currency}: {total}").format(currency=amounts.second_currency, total=second)


def _today(listed: Listed, now: Today | None) -> Iterator[str]:
    if now is None:
        return
    for option, amounts in zip(listed.quote.options, now.amounts, strict=True):
        text = total_text(option, amounts)
        if second := second_text(amounts):
            text = _("{total}, {second}").format(total=text, second=second)
        yield _("{option}: {total}").format(option=option_name(option), total=text)
    for entry in now.gone:
        yield _("“{name}” is no longer in the catalogue").format(name=entry.name)


def _terms(quote: Quote) -> Iterator[str]:
    for name, text in (
        (_("Deposit"), quote.deposit),
        (_("Payment"), quote.payment),
        (_("Notes"), quote.notes),
    ):
        if text:
            yield _("{what}: {text}").format(what=name, text=" ".join(text.split()))


def _rates(listed: Listed, today: date) -> Iterator[str]:
    for rate in dict.fromkeys(rate for found in listed.amounts for rate in found.rates):
        parts = (quoted_rate_text(rate), inverse_text(rate), rate_dated(rate, today))
        yield " · ".join(parts)


def _sources(listed: Listed) -> Iterator[str]:
    cited = {source for found in listed.amounts for source in found.sources}
    for source in listed.quote.sources:
        if source.id in cited:
            yield source_line(source)


def _group(group: Group) -> str:
    headings = [
        pgettext("quote", "Number"),
        *(_("Client"), _("Issued"), _("Valid until"), _("Options")),
    ]
    rows = [_listed_row(listed) for listed in group.quotes]
    lines = [state_word(group.state), text_table(headings, rows, widest={1: 30, 4: 48}).rstrip()]
    lines += [
        _("Total: {total}").format(total=bounds_with_decimals(total, currency))
        for currency, total in group.totals.items()
    ]
    return "\n".join(lines) + "\n"


def _listed_row(listed: Listed) -> list[str]:
    quote = listed.quote
    totals = (
        _("{letter} {total}").format(
            letter=amounts.letter, total=bounds_with_decimals(amounts.total, amounts.currency)
        )
        for amounts in listed.amounts
    )
    return [
        quote.number or "",
        quote.client.name,
        "" if quote.issued is None else day_text(quote.issued.on),
        "" if quote.until is None else day_text(quote.until),
        "; ".join(totals),
    ]
