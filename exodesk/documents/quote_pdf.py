"""A quote as a document: for whom, the options and their lines, what the figures rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from exodesk.documents.citations import Citations
from exodesk.documents.letters import breakable, one_line
from exodesk.documents.logo import plain_logo
from exodesk.documents.typst_document import NotMadeError, Plain, pdf_bytes
from exodesk.domain.assumptions import LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry, Kind, Offer
from exodesk.domain.money import UNKNOWN
from exodesk.domain.quotes.lines import QuoteLine
from exodesk.domain.quotes.quote import Option, Quote
from exodesk.domain.quotes.rows import OptionAmounts, Row
from exodesk.domain.quotes.sheet import Sheet, issued_sheet
from exodesk.domain.rates import Rate
from exodesk.translation import gettext as _
from exodesk.translation import spoken_in
from exodesk.wording.amounts import bounds_with_decimals
from exodesk.wording.dates import date_text, day_text
from exodesk.wording.durations import duration_range_text
from exodesk.wording.quote_lines import how_many, line_place, option_title, redeemed_text
from exodesk.wording.quote_lists import capital, last_day_text
from exodesk.wording.quotes import (
    bought_text,
    discount_text,
    finding_line,
    not_advice,
    option_name,
    option_tax_text,
    rounding_rule,
    row_count_text,
    row_name,
    row_tax_text,
    second_text,
    tax_name,
    total_text,
    unit_text,
    version_text,
)
from exodesk.wording.rates import inverse_text, quoted_rate_card
from exodesk.wording.sentences import source_line

_TEMPLATE = "quote.typ"
_LONGEST_NAME = 300
_LONGEST_WORD = 34  # so much fits the narrowest column but a card; addresses are copied whole
_ONCE = (LineKey.CONSULTATION, LineKey.PATCH_TEST)


def quote_pdf(sheet: Sheet) -> bytes:
    """The file as bytes; the same sheet gives the same ones. Raises NotMadeError.

    A logo that cannot be drawn after all is left out: it must not keep a quote from its client.
    """
    try:
        return pdf_bytes(_TEMPLATE, content(sheet), sheet.on, _LONGEST_WORD)
    except NotMadeError:
        if sheet.letterhead.logo is None:
            raise
    bare = replace(sheet, letterhead=replace(sheet.letterhead, logo=None))
    return pdf_bytes(_TEMPLATE, content(bare), sheet.on, _LONGEST_WORD)


def issued_pdf(quote: Quote) -> bytes:
    """What ``quote_pdf`` makes of what was settled at issue."""
    return quote_pdf(issued_sheet(quote))


def words_of(sheet: Sheet) -> str:
    """All that stands in it but the foot of each page, a line each, as it is read."""
    found = content(sheet)
    for not_read in ("title", "language", "draft", "footer", "page"):
        del found[not_read]
    return "\n".join(_texts(found))


def content(sheet: Sheet) -> dict[str, Plain]:
    """All that the template shows, in the language of the quote and in the order of reading."""
    with spoken_in(sheet.quote.language):
        return _content(sheet)


def _content(sheet: Sheet) -> dict[str, Plain]:
    quote, head = sheet.quote, sheet.letterhead
    cited = _Cited(quote)
    number = quote.number
    return {
        "title": _document_title(quote),
        "language": quote.language,
        "draft": _("Draft") if number is None else "",
        "letterhead": {
            "logo": None if head.logo is None else plain_logo(head.logo),
            "name": head.name,
            "texts": [text for text in (head.address, head.contact) if text],
            "registered": [text for text in (head.registration, head.tax_number) if text],
        },
        "number": _("Draft, not issued")
        if number is None
        else _("Quote {number}").format(number=number),
        "facts": list(_facts(sheet)),
        "heading": _heading(quote),
        "whom": _for_whom(sheet),
        "cards": [
            _card(option, amounts)
            for option, amounts in zip(quote.options, sheet.amounts, strict=True)
        ],
        "lines": {
            "title": _("What each total is made of"),
            "headings": [_("What"), _("Number"), _("Price of one"), _("Amount")],
            "options": [
                _option(option, amounts, cited)
                for option, amounts in zip(quote.options, sheet.amounts, strict=True)
            ],
        },
        "terms": [{"name": name, "text": text} for name, text in _terms(quote)],
        "stated": {
            "title": _("What is not known"),
            "items": [finding_line(each) for each in sheet.findings],
        },
        "rates": {
            "title": _("Exchange rate"),
            "items": [_rate(rate) for rate in sheet.rates],
            "says": _("Fixed when the quote was issued: it does not move.")
            if number is not None
            else _("Fixed when the quote is issued."),
        },
        "sources": {"title": _("Where the prices come from"), "items": list(cited.listed())},
        "close": [
            rounding_rule(),
            _("Lowest and highest figures are limits, not estimates."),
            _("{text}.").format(text=not_advice()),
        ],
        "foot": head.footer,
        "footer": " · ".join((not_advice(), number or _("Draft, not issued"))),
        "page": _("Page {n} of {total}").format(n="{n}", total="{total}"),
    }


# At the head


def _document_title(quote: Quote) -> str:
    name = one_line(quote.client.name, _LONGEST_NAME)
    if quote.number is None:
        return _("Draft for {name}").format(name=name) if name else _("Draft quote")
    return _("Quote {number} for {name}").format(number=quote.number, name=name)


def _facts(sheet: Sheet) -> Iterator[str]:
    quote = sheet.quote
    yield day_text(sheet.on)
    yield version_text(quote) or _("Version {n}").format(n=quote.version)


def _heading(quote: Quote) -> str:
    titles = [one_line(option_title(option)) for option in quote.options]
    return titles[0] if len(titles) == 1 else _("Options to choose from")


def _for_whom(sheet: Sheet) -> Plain:
    client = sheet.quote.client
    name = one_line(client.name) or _("nobody named yet")
    return {
        "name": _("For {name}").format(name=name),
        "reference": _("Reference {reference}").format(reference=one_line(client.reference))
        if client.reference
        else "",
        "valid": last_day_text(sheet.quote, sheet.on),
    }


# Options


def _card(option: Option, amounts: OptionAmounts) -> Plain:
    return {
        "letter": option.letter,
        "title": breakable(one_line(option_title(option))),
        "total": _total(option, amounts),
        "tax": option_tax_text(option, amounts),
        "second": _second(amounts),
        "notes": list(_card_notes(option, amounts)),
    }


def _total(option: Option, amounts: OptionAmounts) -> str:
    if amounts.obstacles:
        return total_text(option, amounts)
    return bounds_with_decimals(amounts.total, amounts.currency)


def _second(amounts: OptionAmounts) -> str:
    text = second_text(amounts)
    if not text or amounts.second is None or amounts.second == UNKNOWN:
        return text
    return _("≈ {amount}").format(amount=text)


def _card_notes(option: Option, amounts: OptionAmounts) -> Iterator[str]:
    """What a client looks for first where an option is one thing: where, how often, how long."""
    places = [place for place, line in enumerate(option.lines) if line.entry is not None]
    if len(places) != 1:
        return
    line = option.lines[places[0]]
    yield one_line(line_place(line))
    for row in amounts.rows_of(places[0])[:1]:
        yield capital(how_many(row))
    if line.entry is not None and (says := _downtime(line.entry)):
        yield says


def _downtime(entry: Entry) -> str:
    if entry.kind is not Kind.TREATMENT or entry.downtime is None:
        return ""
    return _("Downtime per session: {downtime}").format(
        downtime=duration_range_text(entry.downtime)
    )


def _option(option: Option, amounts: OptionAmounts, cited: _Cited) -> Plain:
    rows = [
        _row(option.lines[row.line], row, place, amounts.currency, cited)
        for place, row in _placed(amounts)
    ]
    less = None
    if amounts.discount is not None:
        off = bounds_with_decimals(amounts.discount.total, amounts.currency)
        less = {
            "name": _("Less {discount} on the option").format(
                discount=discount_text(option.discount)
            ),
            "amount": _("− {amount}").format(amount=off),
        }
    return {
        "letter": option.letter,
        "name": option_name(option),
        "rows": rows,
        "less": less,
        "total": {
            "name": _("Total of option {letter}").format(letter=option.letter),
            "tax": option_tax_text(option, amounts),
            "amount": _total(option, amounts),
            "second": _second(amounts),
        },
    }


def _placed(amounts: OptionAmounts) -> Iterator[tuple[int, Row]]:
    """Each row with its place among those of its line."""
    last, place = None, 0
    for row in amounts.rows:
        place = place + 1 if row.line == last else 0
        last = row.line
        yield place, row


def _row(line: QuoteLine, row: Row, place: int, currency: str, cited: _Cited) -> Plain:
    return {
        "name": row_name(line, row),
        "first": place == 0,
        "about": list(filter(None, _about(line, cited))) if place == 0 else [],
        "prices": list(_prices(line, row, cited)),
        "remarks": list(_remarks(line)) if place == 0 else [],
        "number": "" if row.part in _ONCE else _number(row, cited),
        "unit": bought_text(row) or unit_text(row),
        "tax": row_tax_text(row, line.entry),
        "amount": bounds_with_decimals(row.sums.total, currency),
        "steps": list(_steps(line, row, place, currency)),
    }


def _about(line: QuoteLine, cited: _Cited) -> Iterator[str]:
    """Who does it where, and what it takes of a client's time."""
    yield one_line(line_place(line))
    entry = line.entry
    if entry is None or entry.downtime is None or not (says := _downtime(entry)):
        return
    source = entry.downtime.stated.source
    yield says if source is None else f"{says} {cited.cite(source)}"


def _number(row: Row, cited: _Cited) -> str:
    """``3 sessions``, and who says so where that is not who says what they cost."""
    priced = {offer.stated.source for offer in row.offers()}
    others = (cited.cite(source) for source in row.sources if source not in priced)
    return " ".join((row_count_text(row), *others))


def _prices(line: QuoteLine, row: Row, cited: _Cited) -> Iterator[str]:
    """``“3 for £400”, 23 Jun 2026 [1]``: each price that the row rests on, as it was published."""
    if redeemed := redeemed_text(row):
        yield capital(redeemed)
    course = row.part in (LineKey.SESSIONS, LineKey.PACKS)
    if course and line.price is not None:
        yield _("Price set for this quote")
        return
    yield from dict.fromkeys(_published(offer, cited) for offer in row.offers())


def _published(offer: Offer, cited: _Cited) -> str:
    stated = offer.stated
    source = _("no source") if stated.source is None else cited.cite(stated.source)
    dated = (
        _("undated") if stated.date is None else _("of {date}").format(date=date_text(stated.date))
    )
    printed = _("Price") if stated.as_printed is None else f"“{one_line(stated.as_printed)}”"
    return _("{price}, {dated}, {source}").format(price=printed, dated=dated, source=source)


def _remarks(line: QuoteLine) -> Iterator[str]:
    if line.reason:
        yield _("Reason: {text}").format(text=line.reason)
    if line.note:
        yield line.note


def _steps(line: QuoteLine, row: Row, place: int, currency: str) -> Iterator[str]:
    """How the amount of the row comes about, where it is not simply its price."""
    taxed, taken = row.sums.total != row.sums.net, place == 0 and line.discount is not None
    if not (taxed or taken):
        return
    yield bounds_with_decimals(row.price, currency)
    if taken:
        yield _("less {discount}: {amount}").format(
            discount=discount_text(line.discount),
            amount=bounds_with_decimals(row.discount, currency),
        )
    if taxed:
        yield _("plus {tax}: {amount}").format(
            tax=tax_name(None if line.entry is None else line.entry.country),
            amount=bounds_with_decimals(row.sums.tax, currency),
        )


# Below the options


def _terms(quote: Quote) -> Iterator[tuple[str, str]]:
    for name, text in (
        (_("Deposit"), quote.deposit),
        (_("Payment"), quote.payment),
        (_("Notes"), quote.notes),
    ):
        if text:
            yield name, text


def _rate(rate: Rate) -> str:
    return _("{rate} ({inverse})").format(rate=quoted_rate_card(rate), inverse=inverse_text(rate))


class _Cited:
    """The sources of a quote, numbered as its prices name them."""

    def __init__(self, quote: Quote) -> None:
        self._sources = quote.sources
        self._citations = Citations(
            Catalogue(sources={source.id: source for source in quote.sources}, entries=())
        )

    def cite(self, key: str) -> str:
        return self._citations.cite(key)

    def listed(self) -> Iterator[Plain]:
        for number, key, source in self._citations.cited():
            text = _("{id}: not listed").format(id=key) if source is None else source_line(source)
            url = "" if source is None or source.url is None else source.url
            yield {"number": number, "text": text, "url": url}


def _texts(part: Plain) -> Iterator[str]:
    match part:
        case str():
            if part:
                yield part
        case Mapping():
            for key, value in part.items():
                if key != "logo":
                    yield from _texts(value)
        case Sequence():
            for value in part:
                yield from _texts(value)
