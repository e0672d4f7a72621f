"""What the command line prints: tables and texts made of the same words as the window."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, localcontext
from typing import Any

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import CourseCost
from exodesk.domain.entries import DurationRange, Entry, Kind, Per, Stated
from exodesk.domain.filters import Judgement
from exodesk.domain.money import PriceState
from exodesk.domain.rates import Rate, RateTable
from exodesk.domain.trace import trace_of
from exodesk.exports.csv_table import BOM, neutralised
from exodesk.exports.in_force import in_force, option_text
from exodesk.exports.plain import plain_rate
from exodesk.exports.text_table import paragraph, text_table, with_flexible
from exodesk.exports.trace_text import trace_text
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.amounts import bounds_text, plain_number, price_text
from exodesk.wording.counts import counts_text
from exodesk.wording.dates import date_text, rate_dated
from exodesk.wording.durations import (
    count_text,
    duration_range_text,
    measure_text,
)
from exodesk.wording.rates import inverse_text, old_rates_text, rate_text
from exodesk.wording.sentences import (
    marked_total_text,
    original_total_text,
    place_text,
    sessions_text,
    source_line,
    unit_price_text,
)
from exodesk.wording.vocabulary import per_text, word


def entry_table(costs: Sequence[CourseCost], judgements: Sequence[Judgement] | None = None) -> str:
    headings = [_("ID"), _("Entry"), _("Where"), _("Sessions"), _("Per session"), _("Total")]
    rows = [
        [
            cost.entry.id,
            cost.entry.name,
            place_text(cost.entry),
            sessions_text(cost),
            unit_price_text(cost),
            marked_total_text(cost),
        ]
        for cost in costs
    ]
    if judgements is not None and Judgement.CANNOT_TELL in judgements:
        headings.append(_("Fit"))
        for row, judgement in zip(rows, judgements, strict=True):
            row.append(_("can't tell") if judgement is Judgement.CANNOT_TELL else _("fits"))
    return text_table(headings, rows, right=(3, 4, 5))


def count_line(judgements: Sequence[Judgement], entries: int) -> str:
    """``5 match · 1 can't tell · 7 in catalogue``."""
    return (
        "\n"
        + counts_text(
            judgements.count(Judgement.FITS), judgements.count(Judgement.CANNOT_TELL), entries
        )
        + "\n"
    )


def rate_lines(costs: Iterable[CourseCost], on: date) -> str:
    """The rates used, as old as they were ``on`` that day."""
    rates = dict.fromkeys(rate for cost in costs for rate in cost.rates)
    lines = [f"{rate_text(rate, decimals=4)} · {rate_dated(rate, on)}" for rate in rates]
    if warning := old_rates_text(rates, on):
        lines.append(warning)
    lines.append(_("Prices are as published on their dates: check before booking."))
    return "\n".join(lines) + "\n"


def exact_original_text(cost: CourseCost) -> str:
    """The total in the currency of its prices, to the penny; in words where it has none."""
    if cost.original_currency is None or original_total_text(cost) is None:
        mixed = cost.original_currency not in (None, cost.currency)
        known = cost.total.state is not PriceState.UNKNOWN
        return (
            _("in several currencies") if mixed and known else marked_total_text(cost, exact=True)
        )
    return bounds_text(cost.original_total, cost.original_currency, exact=True)


def assumed_line(assumptions: Assumptions) -> str:
    """The assumptions in force, in the words of the options."""
    options = option_text(in_force(assumptions))
    return paragraph(_("Assumed: {options}").format(options=options), hanging="  ")


def section(title: str, lines: Iterable[str]) -> str:
    """``lines`` under a title; nothing where there are none."""
    listed = [f"  {line}" for line in lines]
    return "\n".join([title, *listed]) + "\n" if listed else ""


# One entry

_WIDEST_SOURCE = 26


def entry_text(
    cost: CourseCost, catalogue: Catalogue, assumptions: Assumptions, today: date, on: date
) -> str:
    """Every figure of one entry with its source and date, and how its total came about.

    Prices are as old as ``today``, rates as of ``on``.
    """
    entry = cost.entry
    lines = [entry.name, place_text(entry), ""]
    total = marked_total_text(cost, exact=True)
    if original_total_text(cost) is None:
        lines.append(_("Total: {total}").format(total=total))
    else:
        printed = _("Total: {total} ({original} as printed)")
        worded = printed if cost.as_printed else _("Total: {total} ({original})")
        lines.append(worded.format(total=total, original=exact_original_text(cost)))
    lines.extend(_("Note: {remark}.").format(remark=word(flag)) for flag in cost.flags)
    rows = [
        [label, text, _source_words(stated, catalogue), date_text(_date_of(stated, catalogue))]
        for label, text, stated in _figures(entry)
    ]
    headings = [_("Figure"), _("Value"), _("Source"), _("Date")]
    trace = trace_of(cost, assumptions, catalogue)
    parts = (
        "".join(paragraph(line, hanging="  ") for line in lines),
        "\n".join((_("How the total came about"), trace_text(trace, today))),
        assumed_line(assumptions),
        "\n".join((_("What is published"), with_flexible(headings, rows, 1, {2: _WIDEST_SOURCE}))),
        rate_lines([cost], on),
        _sources_of(entry, catalogue),
    )
    return "\n".join(part for part in parts if part)


def figure_objects(cost: CourseCost, catalogue: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            "figure": label,
            "value": text,
            "as_printed": stated.as_printed,
            "source": stated.source,
            "date": _date_of(stated, catalogue),
        }
        for label, text, stated in _figures(cost.entry)
    ]


def figures_csv(cost: CourseCost, catalogue: Catalogue) -> bytes:
    rows = [
        [label, text, stated.as_printed or "", stated.source or "", _date_of(stated, catalogue)]
        for label, text, stated in _figures(cost.entry)
    ]
    return _csv([["figure", "value", "as_printed", "source", "date"], *rows])


def _figures(entry: Entry) -> Iterator[tuple[str, str, Stated]]:
    for offer in entry.offers:
        text = _("{price} for {what}").format(price=price_text(offer.price), what=per_text(offer))
        if offer.per not in (Per.CONSULTATION, Per.PATCH_TEST):
            text = _("{offer}, tax {tax}").format(offer=text, tax=word(offer.tax))
            if offer.tax_rate is not None:
                rate = plain_number(offer.tax_rate)
                text = _("{offer} ({rate} %)").format(offer=text, rate=rate)
        yield _("Offer"), text, offer.stated
    if entry.sessions is not None:
        from exodesk.domain.costing import Count

        count = Count(entry.sessions.low, entry.sessions.high, assumed=False)
        yield _("Sessions"), count_text(count), entry.sessions.stated
    durations: tuple[tuple[str, DurationRange | None], ...] = (
        (_("Interval"), entry.interval),
        (_("Downtime per session"), entry.downtime),
        (_("Results seen after"), entry.onset),
        (_("Lasts"), entry.lasts),
    )
    for label, duration in durations:
        if duration is not None:
            yield label, duration_range_text(duration), duration.stated
    if entry.pack is not None:
        yield _("Pack"), measure_text(entry.pack.amount), entry.pack.stated
    if entry.use is not None:
        used = _("{amount} per {period}").format(
            amount=measure_text(entry.use.amount), period=entry.use.per
        )
        yield _("Use"), used, entry.use.stated
    for label, remarks in (
        (_("Included"), entry.included),
        (_("Caution"), entry.cautions),
        (_("Side effect"), entry.side_effects),
        (_("Note"), entry.notes),
    ):
        for remark in remarks:
            yield label, remark.text, remark.stated
    for claim in entry.claims:
        text = claim.text
        if claim.by:
            text = _("{claim} (says {who})").format(claim=text, who=claim.by)
        if claim.contradicted_by:
            text = _("{claim}; sources disagree: {sources}").format(
                claim=text, sources=", ".join(claim.contradicted_by)
            )
        yield _("Claim"), text, claim.stated


def _source_words(stated: Stated, catalogue: Catalogue) -> str:
    return stated.source or _("no source")


def _date_of(stated: Stated, catalogue: Catalogue) -> str | None:
    """The figure's own date, else its source's."""
    if stated.date is not None:
        return stated.date
    source = catalogue.source(stated.source)
    return None if source is None else source.date


def _sources_of(entry: Entry, catalogue: Catalogue) -> str:
    lines = []
    for source in catalogue.cited_by([entry]):
        lines.append(f"{source.id}: {source_line(source)}")
        if source.url is not None:
            lines.append(f"  {source.url}")
    return section(_("Sources"), lines)


# Rates


def rates_in_use(catalogue: Catalogue, currency: str, rates: RateTable) -> dict[str, Rate | None]:
    """For each other currency of the catalogue (and pounds and rupees) its rate, or None."""
    codes = {offer.price.currency for entry in catalogue.entries for offer in entry.offers}
    codes |= {"GBP", "INR"} | {c for rate in rates.pinned for c in (rate.base, rate.quote)}
    return {code: rates.rate(code, currency) for code in sorted(codes - {currency})}


def rates_text(used: dict[str, Rate | None], rates: RateTable, currency: str) -> str:
    rows = []
    for code, rate in used.items():
        if rate is None:
            rows.append([f"{code}/{currency}", _("needs a rate"), "", "", "", ""])
            continue
        age = rate.age_in_days(rates.on)
        rows.append(
            [
                f"{rate.base}/{rate.quote}",
                rate_text(rate, decimals=4),
                inverse_text(rate),
                rate.date.isoformat(),
                rate.source,
                ngettext("{n} day", "{n} days", age).format(n=age),
            ]
        )
    headings = [_("Pair"), _("Rate"), _("The other way"), _("Date"), _("Source"), _("Age")]
    found = (rate for rate in used.values() if rate is not None)
    warning = old_rates_text(found, rates.on)
    return text_table(headings, rows, right=(5,)) + (f"\n{warning}\n" if warning else "")


def rates_object(used: dict[str, Rate | None], rates: RateTable, currency: str) -> dict[str, Any]:
    return {
        "currency": currency,
        "on": rates.on.isoformat(),
        "rates": [
            {
                **plain_rate(rate),
                "inverse": _inverse(rate),
                "age_days": rate.age_in_days(rates.on),
            }
            for rate in used.values()
            if rate is not None
        ],
        "missing": [code for code, rate in used.items() if rate is None],
    }


def rates_csv(used: dict[str, Rate | None], on: date) -> bytes:
    rows: list[list[str | None]] = [
        ["base", "quote", "value", "inverse", "date", "source", "age_days"]
    ]
    for rate in used.values():
        if rate is not None:
            plain = plain_rate(rate)
            age = str(rate.age_in_days(on))
            rows.append(
                [
                    plain["base"],
                    plain["quote"],
                    plain["value"],
                    _inverse(rate),
                    plain["date"],
                    plain["source"],
                    age,
                ]
            )
    return _csv(rows)


def _inverse(rate: Rate) -> str:
    with localcontext() as context:
        context.prec = 28
        return f"{Decimal(1) / rate.value:f}"


# Counts


def counts_line(catalogue: Catalogue) -> str:
    """What a good catalogue holds, in one line."""
    entries = catalogue.entries
    priced = [entry for entry in entries if _is_priced(entry)]
    rupees = [entry for entry in priced if any(o.price.currency == "INR" for o in entry.offers)]
    packs = [
        entry
        for entry in priced
        if entry.kind is Kind.PRODUCT
        and entry.pack is not None
        and any(offer.per is Per.PACK for offer in entry.offers)
    ]
    monthly = [entry for entry in priced if any(o.per is Per.MONTH for o in entry.offers)]
    families = len({entry.family for entry in entries})
    parts = (
        ngettext("{n} entry", "{n} entries", len(entries)).format(n=len(entries)),
        ngettext(
            "{n} with a price ({rupees} in INR)", "{n} with a price ({rupees} in INR)", len(priced)
        ).format(n=len(priced), rupees=len(rupees)),
        ngettext("{n} family", "{n} families", families).format(n=families),
        ngettext(
            "{n} product with pack and price", "{n} products with pack and price", len(packs)
        ).format(n=len(packs)),
        ngettext("{n} with a subscription", "{n} with a subscription", len(monthly)).format(
            n=len(monthly)
        ),
        ngettext("{n} source", "{n} sources", len(catalogue.sources)).format(
            n=len(catalogue.sources)
        ),
    )
    return _("{counts}; no problems.").format(counts=", ".join(parts))


def _is_priced(entry: Entry) -> bool:
    return any(offer.price.state is not PriceState.UNKNOWN for offer in entry.offers)


def _csv(rows: Iterable[Sequence[str | None]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([neutralised(cell or "") for cell in row] for row in rows)
    return (BOM + text.getvalue()).encode("utf-8")
