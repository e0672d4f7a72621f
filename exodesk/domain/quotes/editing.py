"""Edits of a draft. Each gives another quote or refuses in one sentence; none changes the old."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Entry
from exodesk.domain.money import minor_digits
from exodesk.domain.quotes.amounts import option_amounts
from exodesk.domain.quotes.findings import Finding
from exodesk.domain.quotes.following import with_cited
from exodesk.domain.quotes.lines import Discount, QuoteLine, entry_line
from exodesk.domain.quotes.quote import LETTERS, Beside, Client, Option, Quote
from exodesk.domain.quotes.refusals import (
    BadLetterError,
    BadValidDaysError,
    ControlCharactersError,
    HalfACharacterError,
    NotADraftError,
    PastValidityError,
    SeveralLinesError,
    TooLongError,
    TooManyOptionsError,
)
from exodesk.domain.quotes.rows import ObstacleKind
from exodesk.domain.rates import RateTable

LONGEST_NAME = 500
LONGEST_TEXT = 10_000
MOST_VALID_DAYS = 3650


def new_quote(
    quote_id: str, today: date, assumptions: Assumptions, client: Client | None = None
) -> Quote:
    """An empty draft; what else a desk assumes (travel, fees) goes into its lines instead."""
    return Quote(
        id=quote_id,
        created=today,
        client=with_client_checked(client or Client()),
        assumptions=Assumptions(
            currency=assumptions.currency,
            horizon_days=assumptions.horizon_days,
            unknown_tax=assumptions.unknown_tax,
            use_of=assumptions.use_of,
        ),
    )


def with_client(quote: Quote, client: Client) -> Quote:
    """``client`` as typed; only what cannot be kept, or is no name, is refused."""
    return replace(_draft(quote), client=with_client_checked(client))


def with_client_checked(client: Client) -> Client:
    return Client(one_line(client.name), one_line(client.reference))


def with_currency(quote: Quote, currency: str) -> Quote:
    minor_digits(currency)
    assumptions = replace(quote.assumptions, currency=currency)
    return replace(_draft(quote), assumptions=assumptions)


def with_beside(quote: Quote, beside: Beside | str) -> Quote:
    """Choose the second currency, by the rule, by its code, or none."""
    if isinstance(beside, str):
        minor_digits(beside)
    return replace(_draft(quote), beside=beside)


def with_language(quote: Quote, language: str) -> Quote:
    """Whoever offers languages knows which there are translations into."""
    return replace(_draft(quote), language=language)


def with_validity(quote: Quote, validity: int | date | None, today: date) -> Quote:
    """A number of days after issue, a last day, or none; a day that is past is refused."""
    if isinstance(validity, date):
        if validity < today:
            raise PastValidityError
    elif validity is not None and not 1 <= validity <= MOST_VALID_DAYS:
        raise BadValidDaysError(MOST_VALID_DAYS)
    return replace(_draft(quote), validity=validity)


def with_terms(
    quote: Quote,
    *,
    deposit: str | None = None,
    payment: str | None = None,
    notes: str | None = None,
) -> Quote:
    """The texts that are given; the others stay."""
    return replace(
        _draft(quote),
        deposit=quote.deposit if deposit is None else several_lines(deposit),
        payment=quote.payment if payment is None else several_lines(payment),
        notes=quote.notes if notes is None else several_lines(notes),
    )


def with_statement(quote: Quote, finding: Finding) -> Quote:
    """*State on quote*."""
    if finding.as_stated in quote.statements or not finding.can_be_stated:
        return quote
    return replace(_draft(quote), statements=(*quote.statements, finding.as_stated))


def without_statement(quote: Quote, finding: Finding) -> Quote:
    kept = tuple(each for each in quote.statements if each != finding.as_stated)
    return replace(_draft(quote), statements=kept)


# Options


def with_new_option(quote: Quote, letter: str | None = None, title: str = "") -> Quote:
    """An empty option at the end, under the first free letter unless one is given."""
    taken = {option.letter for option in _draft(quote).options}
    if len(taken) == len(LETTERS):
        raise TooManyOptionsError(len(LETTERS))
    if letter is None:
        letter = next(each for each in LETTERS if each not in taken)
    if letter not in LETTERS or len(letter) != 1 or letter in taken:
        raise BadLetterError(letter)
    option = Option(letter, title=one_line(title))
    return replace(quote, options=(*quote.options, option))


def without_option(quote: Quote, letter: str) -> Quote:
    quote.option(letter)
    options = tuple(option for option in _draft(quote).options if option.letter != letter)
    return with_cited(replace(quote, options=options), quote.sources)


def with_title(quote: Quote, letter: str, title: str) -> Quote:
    return _draft(quote).with_option(replace(quote.option(letter), title=one_line(title)))


def with_option_discount(
    quote: Quote, letter: str, discount: Discount | None, rates: RateTable
) -> Quote:
    """A discount on all of an option; one above its total at ``rates`` is refused."""
    option = replace(quote.option(letter), discount=discount)
    return _fitting(_draft(quote).with_option(option), letter, rates)


# Lines


def with_entry(
    quote: Quote, letter: str, entry: Entry, catalogue: Catalogue, assumptions: Assumptions
) -> Quote:
    """``entry`` at the end of an option, on the terms that ``assumptions`` say."""
    return with_line(quote, letter, entry_line(entry, assumptions), catalogue)


def with_line(quote: Quote, letter: str, line: QuoteLine, catalogue: Catalogue) -> Quote:
    """``line`` at the end of an option."""
    option = quote.option(letter)
    option = replace(option, lines=(*option.lines, _texts_checked(line)))
    return with_cited(_draft(quote).with_option(option), catalogue.sources.values())


def with_changed_line(
    quote: Quote, letter: str, place: int, line: QuoteLine, rates: RateTable
) -> Quote:
    """``line`` in the place of another; a discount above its price at ``rates`` is refused."""
    option = quote.option(letter)
    lines = (*option.lines[:place], _texts_checked(line), *option.lines[place + 1 :])
    changed = _draft(quote).with_option(replace(option, lines=lines))
    return _fitting(with_cited(changed, quote.sources), letter, rates)


def without_line(quote: Quote, letter: str, place: int, rates: RateTable) -> Quote:
    """Refused where the discount on the option would be above what is left."""
    option = quote.option(letter)
    lines = (*option.lines[:place], *option.lines[place + 1 :])
    changed = _draft(quote).with_option(replace(option, lines=lines))
    return _fitting(with_cited(changed, quote.sources), letter, rates)


def with_moved_line(quote: Quote, letter: str, place: int, to: int) -> Quote:
    option = quote.option(letter)
    lines = list(option.lines)
    lines.insert(to, lines.pop(place))
    return _draft(quote).with_option(replace(option, lines=tuple(lines)))


# Texts


def one_line(text: str) -> str:
    """``text`` without blanks around it; what is no name on one line is refused."""
    stripped = text.strip()
    _refuse_what_cannot_be_kept(stripped, LONGEST_NAME)
    if any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in stripped):
        raise SeveralLinesError
    return stripped


def several_lines(text: str) -> str:
    """``text`` without blanks around it, its lines ended in one way."""
    plain = "\n".join(text.splitlines()).strip()
    _refuse_what_cannot_be_kept(plain, LONGEST_TEXT)
    if any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in plain):
        raise ControlCharactersError
    return plain


def _refuse_what_cannot_be_kept(text: str, most: int) -> None:
    if len(text) > most:
        raise TooLongError(len(text), most)
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise HalfACharacterError


def _texts_checked(line: QuoteLine) -> QuoteLine:
    return replace(
        line,
        text=one_line(line.text),
        reason=one_line(line.reason),
        note=several_lines(line.note),
    )


def _draft(quote: Quote) -> Quote:
    if quote.number is not None:
        raise NotADraftError(quote.number)
    return quote


def _fitting(quote: Quote, letter: str, rates: RateTable) -> Quote:
    option = quote.option(letter)
    found = option_amounts(option, quote.assumptions, rates, quote.second_currency)
    for obstacle in found.obstacles:
        if obstacle.kind is ObstacleKind.DISCOUNT_ABOVE_PRICE:
            raise obstacle.error()
    return quote
