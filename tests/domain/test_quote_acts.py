from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from exodesk.domain.errors import ExodeskError
from exodesk.domain.quote_acts import (
    answering,
    deleting_draft,
    drafting,
    duplicating,
    editing_quote,
    issuing,
    making_version,
    quote_of,
    setting_letterhead,
    taking_answer_back,
)
from exodesk.domain.quotes.editing import with_terms
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.outcomes import Decision
from exodesk.domain.workspace import Act, ConflictError, Contents, LastNumber, new_quote_id
from tests.builders import RATE_DAY, RATES
from tests.quotes import LETTERHEAD, catalogue, quote
from tests.worked_entries import LEEDS

DRAFT = quote(LEEDS)
KNOWN = catalogue(LEEDS)


def drafted() -> Contents:
    """A workspace with a letterhead and a draft."""
    contents = Contents().after(setting_letterhead(Contents(), LETTERHEAD))
    return contents.after(drafting(DRAFT))


def issued() -> Contents:
    contents = drafted()
    return contents.after(issuing(contents, "quote-1", RATE_DAY, KNOWN, RATES))


def test_acts_are_named_as_the_menu_says_them() -> None:
    contents = issued()
    assert drafting(DRAFT).name == "New quote for “A. B.”"
    assert drafting(quote(client="")).name == "New quote"
    assert drafting(quote(client="x" * 99)).name == f"New quote for “{'x' * 60}…”"
    assert deleting_draft(drafted(), "quote-1").name == "Delete the draft for “A. B.”"
    assert making_version(contents, "quote-1", RATE_DAY).name == "New version of Q-2026-0001"
    assert duplicating(contents, "quote-1", RATE_DAY).name == "Duplicate the quote Q-2026-0001"
    assert duplicating(drafted(), "quote-1", RATE_DAY).name == "Duplicate the quote A. B."


def test_issue_is_final_and_takes_letterhead_and_number_with_it() -> None:
    act = issuing(drafted(), "quote-1", RATE_DAY, KNOWN, RATES)
    assert (act.name, act.final) == ("Issue Q-2026-0001", True)
    assert quote_of(act).letterhead == LETTERHEAD
    contents = drafted().after(act)
    assert contents.last_numbers == {"2026": LastNumber(1)}
    with pytest.raises(ExodeskError, match="has been issued and stays as it is"):
        contents.after(act.reversed())
    assert not drafting(DRAFT).final


def test_a_number_follows_the_last_one_that_was_noted_or_that_a_quote_has() -> None:
    noted = replace(drafted(), last_numbers={"2026": LastNumber(41), "2025": LastNumber(99)})
    assert quote_of(issuing(noted, "quote-1", RATE_DAY, KNOWN, RATES)).number == "Q-2026-0042"
    unnoted = replace(issued(), last_numbers={})
    unnoted = unnoted.after(duplicating(unnoted, "quote-1", RATE_DAY))
    assert quote_of(issuing(unnoted, "quote-2", RATE_DAY, KNOWN, RATES)).number == "Q-2026-0002"


def test_an_edit_of_what_has_changed_meanwhile_is_refused() -> None:
    contents = drafted()
    act = editing_quote(contents, with_terms(DRAFT, notes="mine"), "Edit")
    theirs = contents.after(editing_quote(contents, with_terms(DRAFT, notes="theirs"), "Edit"))
    with pytest.raises(ConflictError, match="has changed meanwhile"):
        theirs.after(act)
    letterheads = setting_letterhead(contents, Letterhead("New"))
    with pytest.raises(ConflictError, match="“letterhead” has changed meanwhile"):
        contents.after(letterheads).after(letterheads)


def test_what_is_no_longer_there_is_refused_in_words() -> None:
    acts: list[Callable[[Contents], Act]] = [
        lambda c: editing_quote(c, DRAFT, "Edit"),
        lambda c: deleting_draft(c, "quote-1"),
        lambda c: issuing(c, "quote-1", RATE_DAY, KNOWN, RATES),
        lambda c: duplicating(c, "quote-1", RATE_DAY),
        lambda c: making_version(c, "quote-1", RATE_DAY),
    ]
    for make in acts:
        with pytest.raises(ExodeskError, match="no longer in the workspace"):
            make(Contents())


def test_an_answer_gives_way_to_another_and_is_taken_back() -> None:
    contents = issued()
    later = date(2026, 1, 20)
    accepted = answering(contents, "quote-1", Decision.ACCEPTED, later, later)
    contents = contents.after(accepted)
    assert contents.outcomes["quote-1"].letter == "A"
    assert not answering(contents, "quote-1", Decision.ACCEPTED, later, later).changes
    contents = contents.after(answering(contents, "quote-1", Decision.DECLINED, later, later))
    assert contents.outcomes["quote-1"].decision is Decision.DECLINED
    back = taking_answer_back(contents, "quote-1")
    assert back.name == "Take back the answer to Q-2026-0001"
    assert not contents.after(back).outcomes
    assert not taking_answer_back(contents.after(back), "quote-1").changes


def test_an_old_quote_is_renewed_by_a_version_at_the_entries_and_rates_of_now() -> None:
    contents = issued()
    later = RATE_DAY + timedelta(days=90)
    version = quote_of(making_version(contents, "quote-1", later))
    assert version.id == new_quote_id(contents.quotes) == "quote-2"
    contents = contents.after(making_version(contents, "quote-1", later))
    renewed = quote_of(issuing(contents, "quote-2", later, KNOWN, RATES))
    assert (renewed.number, renewed.version) == ("Q-2026-0002", 2)
    assert renewed.until == later + timedelta(days=14)


def test_an_empty_letterhead_is_none() -> None:
    contents = drafted()
    assert not setting_letterhead(contents, LETTERHEAD).changes
    assert not contents.after(setting_letterhead(contents, Letterhead())).letterheads
