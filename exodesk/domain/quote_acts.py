"""The acts of a person on the quotes of a workspace. Issue is the one that cannot be taken back."""

from __future__ import annotations

from datetime import date

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.quotes.issuing import duplicate, issue, new_version
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.outcomes import Decision, decided
from exodesk.domain.quotes.quote import Quote, number_of
from exodesk.domain.quotes.refusals import (
    HasSuccessorError,
    NotADraftError,
    QuoteGoneError,
    shortened,
)
from exodesk.domain.rates import RateTable
from exodesk.domain.workspace import (
    LETTERHEAD_ID,
    Act,
    Change,
    Contents,
    Kind,
    LastNumber,
    new_quote_id,
)
from exodesk.translation import gettext as _


def drafting(quote: Quote) -> Act:
    """Put a new draft in."""
    name = _("New quote for “{client}”").format(client=shortened(quote.client.name))
    if not quote.client.name:
        name = _("New quote")
    return Act(name, (Change(Kind.QUOTE, quote.id, None, quote),))


def editing_quote(contents: Contents, quote: Quote, name: str) -> Act:
    """Put ``quote`` in the place of the draft with its id; ``name`` says what was done to it.

    Raises NotADraftError for a quote that has been issued.
    """
    before = _held(contents, quote.id)
    if before.number is not None:
        raise NotADraftError(before.number)
    if before == quote:
        return Act(name, ())
    return Act(name, (Change(Kind.QUOTE, quote.id, before, quote),))


def deleting_draft(contents: Contents, quote_id: str) -> Act:
    """Take a draft out; what has been issued is kept, or its number would be missing."""
    quote = _held(contents, quote_id)
    if quote.number is not None:
        raise NotADraftError(quote.number)
    name = _("Delete the draft for “{client}”").format(client=shortened(quote.client.name))
    return Act(name, (Change(Kind.QUOTE, quote_id, quote, None),))


def issuing(
    contents: Contents, quote_id: str, today: date, catalogue: Catalogue, rates: RateTable
) -> Act:
    """Give the draft the next number of the year and settle it for good.

    The act is final. Number and quote are written together; a number that another program has
    given meanwhile makes the act stale.
    """
    draft = _held(contents, quote_id)
    year = str(today.year)
    before = contents.last_numbers.get(year)
    given = 0 if before is None else before.place
    place = 1 + max(given, contents.book.last_place(today.year))
    number = number_of(today.year, place)
    quote = issue(draft, number, today, catalogue, rates, contents.letterhead)
    return Act(
        _("Issue {number}").format(number=number),
        (
            Change(Kind.LAST_NUMBER, year, before, LastNumber(place)),
            Change(Kind.QUOTE, quote_id, draft, quote),
        ),
        final=True,
    )


def issuing_at_once(
    contents: Contents, draft: Quote, today: date, catalogue: Catalogue, rates: RateTable
) -> Act:
    """Put ``draft`` in and issue it, as one act."""
    put = drafting(draft)
    act = issuing(contents.after(put), draft.id, today, catalogue, rates)
    return Act(act.name, (*put.changes, *act.changes), final=True)


def quote_of(act: Act) -> Quote:
    """The quote that an act leaves: put in, edited or issued."""
    return [change.after for change in act.changes if isinstance(change.after, Quote)][-1]


def making_version(contents: Contents, quote_id: str, today: date) -> Act:
    """A draft that supersedes an issued quote; of each there is one at most."""
    quote = _held(contents, quote_id)
    version = new_version(quote, new_quote_id(contents.quotes), today)
    if quote.number is not None and contents.book.successor(quote) is not None:
        raise HasSuccessorError(quote.number)
    name = _("New version of {number}").format(number=quote.number)
    return Act(name, (Change(Kind.QUOTE, version.id, None, version),))


def duplicating(contents: Contents, quote_id: str, today: date) -> Act:
    """A draft of the same content."""
    quote = _held(contents, quote_id)
    copy = duplicate(quote, new_quote_id(contents.quotes), today)
    called = quote.number or shortened(quote.client.name)
    name = _("Duplicate the quote {quote}").format(quote=called)
    return Act(name, (Change(Kind.QUOTE, copy.id, None, copy),))


def answering(
    contents: Contents,
    quote_id: str,
    decision: Decision,
    on: date,
    today: date,
    letter: str | None = None,
) -> Act:
    """Note what the client said; an earlier answer gives way."""
    quote = _held(contents, quote_id)
    outcome = decided(quote, decision, on, today, letter)
    if quote.number is not None and contents.book.successor(quote) is not None:
        raise HasSuccessorError(quote.number)
    name = (
        _("Note that {number} was accepted")
        if decision is Decision.ACCEPTED
        else _("Note that {number} was declined")
    )
    before = contents.outcomes.get(quote_id)
    changes = () if before == outcome else (Change(Kind.OUTCOME, quote_id, before, outcome),)
    return Act(name.format(number=quote.number), changes)


def taking_answer_back(contents: Contents, quote_id: str) -> Act:
    """Forget what the client said."""
    before = contents.outcomes.get(quote_id)
    number = _held(contents, quote_id).number
    changes = () if before is None else (Change(Kind.OUTCOME, quote_id, before, None),)
    return Act(_("Take back the answer to {number}").format(number=number), changes)


def setting_letterhead(contents: Contents, letterhead: Letterhead) -> Act:
    """What stands at the head of quotes that are issued from now on."""
    before = contents.letterheads.get(LETTERHEAD_ID)
    after = None if letterhead.is_blank else letterhead
    changes = () if before == after else (Change(Kind.LETTERHEAD, LETTERHEAD_ID, before, after),)
    return Act(_("Edit the letterhead"), changes)


def _held(contents: Contents, quote_id: str) -> Quote:
    try:
        return contents.quotes[quote_id]
    except KeyError:
        raise QuoteGoneError from None
