"""Issue, and what comes after: a quote that has been issued never changes; new ones are made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.amounts import reckoned, refuse_obstacles
from exodesk.domain.quotes.checks import check
from exodesk.domain.quotes.following import followed
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.quote import VALID_DAYS, Issued, Predecessor, Quote
from exodesk.domain.quotes.refusals import (
    EmptyOptionError,
    NoClientError,
    NoOptionsError,
    NotADraftError,
    NotIssuedError,
    PastValidityError,
)
from exodesk.domain.rates import RateTable


def issue(
    quote: Quote,
    number: str,
    today: date,
    catalogue: Catalogue,
    rates: RateTable,
    letterhead: Letterhead,
) -> Quote:
    """``quote`` with all that it rests on settled for good; raises what stands in the way.

    Its entries are those of ``catalogue``, its rates those of ``rates`` that have a part in it.
    """
    refuse_unready(quote, today)
    now = followed(quote, catalogue)
    refuse_obstacles(now, rates)
    amounts = reckoned(now, rates)
    named = check(now, rates, today, letterhead=letterhead)
    return replace(
        now,
        statements=(),
        letterhead=letterhead,
        issued=Issued(
            number=number,
            on=today,
            until=now.until_if_issued(today),
            rates=tuple(dict.fromkeys(rate for each in amounts for rate in each.rates)),
            amounts=amounts,
            statements=tuple(dict.fromkeys(each.as_stated for each in named if each.stated)),
        ),
    )


def refuse_unready(quote: Quote, today: date) -> None:
    """Raise what keeps ``quote`` from being issued, whatever the prices and the rates."""
    if quote.number is not None:
        raise NotADraftError(quote.number)
    if not quote.client.name:
        raise NoClientError
    if not quote.options:
        raise NoOptionsError
    for option in quote.options:
        if not option.lines:
            raise EmptyOptionError(option.letter)
    until = quote.until_if_issued(today)
    if until is not None and until < today:
        raise PastValidityError


def new_version(quote: Quote, quote_id: str, today: date) -> Quote:
    """A draft that takes the place of an issued quote; it follows catalogue and rates again."""
    if quote.number is None:
        raise NotIssuedError
    return replace(
        _reopened(quote, quote_id, today),
        version=quote.version + 1,
        replaces=Predecessor(quote.id, quote.number),
    )


def duplicate(quote: Quote, quote_id: str, today: date) -> Quote:
    """A draft of the same content that has nothing else to do with ``quote``."""
    return replace(_reopened(quote, quote_id, today), version=1, replaces=None)


def _reopened(quote: Quote, quote_id: str, today: date) -> Quote:
    validity = quote.validity
    if isinstance(validity, date) and validity < today:
        validity = VALID_DAYS
    statements = quote.statements if quote.issued is None else quote.issued.statements
    return replace(
        quote,
        id=quote_id,
        created=today,
        validity=validity,
        statements=statements,
        letterhead=None,
        issued=None,
    )
