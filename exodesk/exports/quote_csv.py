"""Quotes as CSV: RFC 4180, UTF-8 with BOM, raw numbers, text that no spreadsheet runs.

Of one quote a row for each row shown, for the discount on each option and for its total; the rows
before a total add up to it. Of several quotes a row for each option of each.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from exodesk.domain.money import Bounds, PriceRange
from exodesk.domain.quotes.book import Listed
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import OptionAmounts, Row, Sums
from exodesk.domain.rates import Rate
from exodesk.exports.csv_table import BOM, neutralised
from exodesk.exports.plain_numbers import money, rate_option
from exodesk.exports.quote_plain import per_cent, valid_days
from exodesk.wording.quotes import bought_text, discount_text, row_name
from exodesk.wording.sentences import source_text

Cells = dict[str, str | None]

_ABOUT = (
    *("number", "version", "state", "client", "reference"),
    *("created", "issued", "valid_until", "valid_days"),
)
_SECOND = ("second_currency", "second_total_low", "second_total_high")
_RATES = ("rate", "rate_date", "rate_source")
QUOTE_COLUMNS = (
    *_ABOUT,
    *("option", "title", "row", "line", "kind", "part", "id", "name"),
    *("provider", "city", "country", "count_low", "count_high"),
    *("unit_price_low", "unit_price_high", "unit_price_currency", "bought", "currency"),
    *("price_low", "price_high", "discount", "discount_low", "discount_high"),
    *("net_low", "net_high", "tax_low", "tax_high", "total_low", "total_high"),
    *("tax_status", "tax_rate", "reason", "note"),
    *_SECOND,
    *_RATES,
    *("sources", "source_titles"),
)
LIST_COLUMNS = (
    *_ABOUT,
    *("decision", "decision_date", "accepted_option", "option", "title", "currency"),
    *("total_low", "total_high"),
    *_SECOND,
    *_RATES,
)
_TEXTS = frozenset(
    {
        *("client", "reference", "title", "id", "name", "provider", "city", "bought", "discount"),
        *("reason", "note", "rate_source", "sources", "source_titles"),
    }
)


def quote_csv(listed: Listed) -> bytes:
    """One quote, row by row; ``row`` says what each is: line, discount or total."""
    return _file(QUOTE_COLUMNS, _rows(listed))


def quotes_csv(quotes: Iterable[Listed]) -> bytes:
    """Several quotes, an option in each row."""
    return _file(LIST_COLUMNS, (row for listed in quotes for row in _listed(listed)))


def _file(columns: Sequence[str], rows: Iterable[Cells]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [
                neutralised(cell) if column in _TEXTS and cell else cell
                for column in columns
                for cell in (row.get(column),)
            ]
        )
    return (BOM + text.getvalue()).encode("utf-8")


def _rows(listed: Listed) -> Iterator[Cells]:
    quote = listed.quote
    about = _about(listed)
    for option, amounts in zip(quote.options, listed.amounts, strict=True):
        of_option: Cells = {
            **about,
            "option": option.letter,
            "title": option.title,
            "currency": amounts.currency,
        }
        for row in amounts.rows:
            yield {**of_option, **_row(quote, option, row, amounts.currency)}
        if amounts.discount is not None:
            yield {
                **of_option,
                "row": "discount",
                "discount": discount_text(option.discount),
                **_taken_off(amounts.discount, amounts.currency),
            }
        yield {
            **of_option,
            "row": "total",
            **_sums(amounts.sums, amounts.currency),
            **_second(amounts),
            **_rates(amounts.rates),
        }


def _listed(listed: Listed) -> Iterator[Cells]:
    quote, outcome = listed.quote, listed.outcome
    about = _about(listed)
    if outcome is not None:
        about["decision"] = outcome.decision.value
        about["decision_date"] = outcome.on.isoformat()
        about["accepted_option"] = outcome.letter
    if not quote.options:
        yield {**about, "currency": quote.currency}
    for option, amounts in zip(quote.options, listed.amounts, strict=True):
        yield {
            **about,
            "option": option.letter,
            "title": option.title,
            "currency": amounts.currency,
            **_ends("total", amounts.total, amounts.currency),
            **_second(amounts),
            **_rates(amounts.rates),
        }


def _about(listed: Listed) -> Cells:
    quote = listed.quote
    days = valid_days(quote)
    return {
        "number": quote.number,
        "version": str(quote.version),
        "state": listed.state.value,
        "client": quote.client.name,
        "reference": quote.client.reference,
        "created": quote.created.isoformat(),
        "issued": None if quote.issued is None else quote.issued.on.isoformat(),
        "valid_until": None if quote.until is None else quote.until.isoformat(),
        "valid_days": None if days is None else str(days),
    }


def _row(quote: Quote, option: Option, row: Row, currency: str) -> Cells:
    line = option.lines[row.line]
    entry = line.entry
    taken = line.discount is not None and row.discount.high != 0
    return {
        "row": "line",
        "line": str(row.line + 1),
        "kind": line.kind.value,
        "part": None if row.part is None else row.part.value,
        "id": None if entry is None else entry.id,
        "name": row_name(line, row),
        "provider": None if entry is None else entry.provider_name,
        "city": None if entry is None else entry.city,
        "country": None if entry is None else entry.country,
        "count_low": _number(None if row.count is None else row.count.low),
        "count_high": _number(None if row.count is None else row.count.high),
        **_unit(row.unit),
        "bought": bought_text(row),
        **_ends("price", row.price, currency),
        **(_ends("discount", row.discount, currency) if taken else {}),
        "discount": discount_text(line.discount) if taken else None,
        **_sums(row.sums, currency),
        "tax_status": None if row.tax is None else row.tax.value,
        "tax_rate": per_cent(row.tax_rate),
        "reason": line.reason,
        "note": line.note,
        "sources": "; ".join(row.sources),
        "source_titles": "; ".join(
            source_text(source) for source in quote.sources if source.id in row.sources
        ),
    }


def _sums(sums: Sums, currency: str) -> Cells:
    return {
        **_ends("net", sums.net, currency),
        **_ends("tax", sums.tax, currency),
        **_ends("total", sums.total, currency),
    }


def _taken_off(sums: Sums, currency: str) -> Cells:
    """Below 0, so that a column adds up."""
    cells = _sums(sums, currency)
    return {key: cell and (f"-{cell}" if cell.strip("0.") else cell) for key, cell in cells.items()}


def _ends(name: str, bounds: Bounds, currency: str) -> Cells:
    return {
        f"{name}_low": money(bounds.low, currency),
        f"{name}_high": money(bounds.high, currency),
    }


def _unit(price: PriceRange | None) -> Cells:
    if price is None:
        return {}
    low, high = (None if end is None else f"{end:f}" for end in (price.low, price.high))
    return {
        "unit_price_low": low,
        "unit_price_high": high,
        "unit_price_currency": price.currency,
    }


def _second(amounts: OptionAmounts) -> Cells:
    currency = amounts.second_currency
    if currency is None or amounts.second is None:
        return {"second_currency": currency}
    return {"second_currency": currency, **_ends("second_total", amounts.second, currency)}


def _rates(rates: Iterable[Rate]) -> Cells:
    listed = tuple(rates)
    return {
        "rate": "; ".join(map(rate_option, listed)),
        "rate_date": "; ".join(rate.date.isoformat() for rate in listed),
        "rate_source": "; ".join(rate.source for rate in listed),
    }


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)
