from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exodesk.domain.assumptions import Assumptions, LineKey
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import SessionCount, Tax
from exodesk.domain.errors import ExodeskError
from exodesk.domain.quote_acts import (
    answering,
    deleting_draft,
    duplicating,
    editing_quote,
    issuing,
    making_version,
    quote_of,
    setting_letterhead,
)
from exodesk.domain.quotes.amounts import quote_amounts, reckoned
from exodesk.domain.quotes.book import QuoteState
from exodesk.domain.quotes.checks import check
from exodesk.domain.quotes.editing import with_client, with_statement, with_terms, with_validity
from exodesk.domain.quotes.letterhead import Letterhead, logo_of
from exodesk.domain.quotes.lines import TaxTerms, entry_line
from exodesk.domain.quotes.outcomes import Decision, Outcome
from exodesk.domain.quotes.quote import Beside, Client, Option, Quote
from exodesk.domain.rates import RateTable
from exodesk.domain.workspace import Act, Change, Contents, Kind
from exodesk.storage.workspace.backups import Why, backups
from exodesk.storage.workspace.bodies import NotExactError
from exodesk.storage.workspace.faults import NotSavedError
from exodesk.storage.workspace.opening import Standing, open_workspace
from exodesk.storage.workspace.store import StaleError, WorkspaceStore
from tests import strategies
from tests.builders import NO_RATES, RATE_DAY, RATES, SOURCE, entry, offer, price, rates, use
from tests.domain.quotes.test_amounts import options
from tests.domain.quotes.test_letterhead import png, svg
from tests.quotes import LETTERHEAD, changed, off, quote, sold
from tests.storage.workspace.acts import added, edited, execute, opened, own
from tests.storage.workspace.quotes import edit, give, put, small
from tests.worked_entries import LEEDS, LONDON, MUMBAI

LISTED = entry("Listed", offer("100 GBP", source="src-a"), sessions="3")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.exodesk"


@pytest.fixture
def store(path: Path) -> Iterator[WorkspaceStore]:
    with opened(path) as store:
        yield store


def full() -> Quote:
    """A draft that has something in every field."""
    line = changed(
        entry_line(LISTED, Assumptions(sessions=SessionCount(4, 6))),
        price=price("90-95.50 GBP"),
        reason="agreed",
        left_out=frozenset({LineKey.MAINTENANCE, LineKey.ADD_ON}),
        discount=off("7.5 %"),
        tax=TaxTerms(Tax.EXCLUDED, Decimal("12.5")),
        note="in March\nor later",
    )
    made = quote((line, LONDON), (MUMBAI, changed(sold("Cream", "9 GBP"), discount=off("1 GBP"))))
    made = with_terms(made, deposit="20 %", payment="by card", notes="नमस्ते ₹1,50,000")
    made = with_client(made, Client("A. B.", "ref 17"))
    made = replace(
        made.with_option(replace(made.options[0], title="Renewal", discount=off("50 GBP"))),
        beside="EUR",
        language="hi",
        assumptions=replace(made.assumptions, use_of={"cream": use("0.5 ml a day")}),
    )
    for finding in check(made, RATES, RATE_DAY):
        made = with_statement(made, finding)
    return made


# Writing and reading


def test_a_draft_with_everything_in_it_comes_back(path: Path) -> None:
    with opened(path) as store:
        held = put(store, full())
        assert held.statements
    with opened(path) as store:
        assert store.contents().quotes == {"quote-1": held}


def test_an_issued_quote_comes_back_with_all_that_was_settled(path: Path) -> None:
    head = replace(LETTERHEAD, logo=logo_of(png()))
    with opened(path) as store:
        store.write(setting_letterhead(store.contents(), head))
        put(store, full())
        made = give(store, "quote-1", rates=rates("GBP/INR=120", "EUR/GBP=0.85"))
        assert made.letterhead == head
        assert made.sources == (SOURCE,)
    with opened(path) as store:
        held = store.contents()
        assert held.quotes["quote-1"] == made
        assert held.letterhead == head
        assert quote_amounts(held.quotes["quote-1"], NO_RATES) == quote_amounts(made, RATES)


def test_validity_and_second_currency_come_back_in_every_form(store: WorkspaceStore) -> None:
    for validity in (14, date(2026, 2, 1), None):
        put(store, with_validity(small("A"), validity, RATE_DAY))
    for beside in (Beside.USUAL, Beside.NONE, "JPY"):
        put(store, replace(small("B"), beside=beside))
    before = store.contents()
    assert store.reload() == before


@given(
    options(),
    strategies.assumptions(),
    st.sampled_from([rates("GBP/INR=120", "EUR/GBP=0.3333", "EUR/INR=98.7")]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_quote_comes_back_the_same_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory,
    option: Option,
    assumptions: Assumptions,
    table: RateTable,
) -> None:
    path = tmp_path_factory.mktemp("quotes") / "mine.exodesk"
    draft = replace(
        small("A. B."), assumptions=replace(assumptions, sessions=None), options=(option,)
    )
    with opened(path) as store:
        try:
            put(store, draft)
        except NotExactError as refused:
            assert "Nothing was saved" in str(refused)  # noqa: PT017 - a range without ends
            assume(False)
        try:
            give(store, "quote-1", rates=table)
        except ExodeskError as refused:
            assert "discount" in str(refused)  # noqa: PT017
        held = store.contents()
        assert store.reload() == held
    with opened(path) as store:
        assert store.contents() == held


def test_no_amount_of_a_quote_is_stored_as_a_number(path: Path, store: WorkspaceStore) -> None:
    put(store, full())
    give(store, "quote-1", rates=rates("GBP/INR=120", "EUR/GBP=0.85"))
    (body,) = bodies(path).values()
    for amount in (b'"low":"90"', b'"per_cent":"7.5"', b'"rate":"12.5"', b'"value":"0.85"'):
        assert amount in body
    assert b'"horizon_days":"365"' in body


def bodies(path: Path) -> dict[str, bytes]:
    """The quotes as they stand in the file."""
    raw = sqlite3.connect(path)
    raw.text_factory = bytes
    try:
        return {key.decode(): body for key, body in raw.execute("SELECT id, body FROM quotes")}
    finally:
        raw.close()


# What has been issued


def test_an_issued_quote_stays_byte_for_byte_whatever_is_edited(path: Path) -> None:
    with opened(path) as store:
        store.write(added(own("Peel", price="100 GBP")))
        peel = store.contents().entries["own-1"].entry
        put(store, quote((peel, MUMBAI)))
        give(store, "quote-1")
    first = bodies(path)["quote-1"]
    with opened(path) as store:
        contents = store.contents()
        store.write(edited(contents, own("Another name", price="1 INR")))
        store.write(setting_letterhead(contents, replace(LETTERHEAD, logo=logo_of(svg()))))
        store.write(making_version(store.contents(), "quote-1", RATE_DAY))
        store.write(duplicating(store.contents(), "quote-1", RATE_DAY))
        give(store, "quote-3", rates=rates("GBP/INR=125"))
        act = answering(store.contents(), "quote-3", Decision.DECLINED, RATE_DAY, RATE_DAY)
        store.write(act)
        store.write(act.reversed())
        made = store.contents().quotes["quote-1"]
        assert quote_amounts(made, rates("GBP/INR=125")) == reckoned(made, RATES)
    assert bodies(path)["quote-1"] == first
    with opened(path):
        pass
    assert bodies(path)["quote-1"] == first


def test_no_act_reaches_an_issued_quote(store: WorkspaceStore) -> None:
    draft = put(store, small("A. B."))
    made = give(store, "quote-1")
    other = replace(made, notes="changed")
    refused = [
        Act("Edit", (Change(Kind.QUOTE, "quote-1", made, other),)),
        Act("Delete", (Change(Kind.QUOTE, "quote-1", made, None),)),
        Act("Undo", (Change(Kind.QUOTE, "quote-1", made, draft),)),
    ]
    for act in refused:
        with pytest.raises(ExodeskError, match="Q-2026-0001 has been issued and stays as it is"):
            store.write(act)
    with pytest.raises(ExodeskError, match="Q-2026-0001 has been issued and stays as it is"):
        editing_quote(store.contents(), other, "Edit")
    with pytest.raises(ExodeskError, match="Q-2026-0001 has been issued and stays as it is"):
        deleting_draft(store.contents(), "quote-1")
    before = store.contents()
    assert store.reload() == before
    assert before.quotes == {"quote-1": made}


def test_numbers_go_on_within_a_year_and_begin_anew_with_the_next(store: WorkspaceStore) -> None:
    given = []
    for day in (date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1), date(2026, 12, 31)):
        held = put(store, small("A. B."))
        given.append(give(store, held.id, on=day).number)
    assert given == ["Q-2026-0001", "Q-2026-0002", "Q-2027-0001", "Q-2026-0003"]


def test_what_is_refused_takes_no_number(store: WorkspaceStore) -> None:
    put(store, with_client(small("A. B."), Client()))
    with pytest.raises(ExodeskError, match="names no client"):
        give(store, "quote-1")
    put(store, small("half"))
    assert give(store, "quote-2").number == "Q-2026-0001"
    assert store.contents().last_numbers["2026"].place == 1


def test_a_number_that_another_program_has_given_is_not_given_again(
    path: Path, store: WorkspaceStore
) -> None:
    put(store, small("A. B."))
    put(store, small("C. D."))
    with opened(path, lock=False) as program:
        assert give(program, "quote-1").number == "Q-2026-0001"
        assert give(store, "quote-2").number == "Q-2026-0002"
        assert {q.number for q in program.reload().quotes.values()} == {
            *("Q-2026-0001", "Q-2026-0002")
        }


def test_a_number_given_while_an_act_is_made_is_noticed(path: Path, store: WorkspaceStore) -> None:
    put(store, small("A. B."))
    put(store, small("C. D."))
    with opened(path, lock=False) as program:
        made: list[Act] = []

        def make(contents: Contents) -> Act:
            if not made:
                give(program, "quote-1")
            made.append(issuing(contents, "quote-2", RATE_DAY, Catalogue(), RATES))
            return made[-1]

        assert quote_of(store.issue(make)).number == "Q-2026-0002"
        assert len(made) == 2


def test_a_draft_that_another_program_has_issued_is_not_issued_again(
    path: Path, store: WorkspaceStore
) -> None:
    put(store, small("A. B."))
    with opened(path, lock=False) as program:
        give(program, "quote-1")
        with pytest.raises(ExodeskError, match="Q-2026-0001 has been issued"):
            give(store, "quote-1")
    assert store.contents().last_numbers["2026"].place == 1


def test_an_edit_of_a_draft_that_another_program_has_issued_is_stale(
    path: Path, store: WorkspaceStore
) -> None:
    draft = put(store, small("A. B."))
    act = editing_quote(store.contents(), with_terms(draft, notes="x"), "Edit")
    with opened(path, lock=False) as program:
        give(program, "quote-1")
        with pytest.raises(StaleError, match="has been changed by another program"):
            store.write(act)


# A quote's life


def test_edits_of_a_draft_are_undone_and_done_again(store: WorkspaceStore) -> None:
    draft = put(store, small("A. B."))
    act = editing_quote(store.contents(), with_terms(draft, notes="x"), "Edit")
    store.write(act)
    store.write(act.reversed())
    assert store.contents().quotes["quote-1"] == draft
    store.write(act)
    delete = deleting_draft(store.contents(), "quote-1")
    store.write(delete)
    assert not store.contents().quotes
    store.write(delete.reversed())
    assert store.contents().quotes["quote-1"].notes == "x"
    assert not editing_quote(store.contents(), store.contents().quotes["quote-1"], "Edit").changes


def test_a_new_version_supersedes_until_it_is_given_up(store: WorkspaceStore) -> None:
    put(store, quote(LEEDS))
    made = give(store, "quote-1")
    act = making_version(store.contents(), "quote-1", RATE_DAY)
    assert (act.name, act.final) == ("New version of Q-2026-0001", False)
    store.write(act)
    book = store.contents().book
    assert book.state(made, RATE_DAY) is QuoteState.SUPERSEDED
    with pytest.raises(ExodeskError, match="Q-2026-0001 has a new version already"):
        making_version(store.contents(), "quote-1", RATE_DAY)
    with pytest.raises(ExodeskError, match="Q-2026-0001 has a new version already"):
        answering(store.contents(), "quote-1", Decision.DECLINED, RATE_DAY, RATE_DAY)
    store.write(act.reversed())
    assert store.contents().book.state(made, RATE_DAY) is QuoteState.ISSUED


def test_answers_are_kept_beside_the_quote(path: Path, store: WorkspaceStore) -> None:
    put(store, quote(LEEDS, MUMBAI))
    made = give(store, "quote-1")
    act = answering(store.contents(), "quote-1", Decision.ACCEPTED, RATE_DAY, RATE_DAY, "B")
    assert act.name == "Note that Q-2026-0001 was accepted"
    store.write(act)
    store.reload()
    assert store.contents().outcomes == {"quote-1": Outcome(Decision.ACCEPTED, RATE_DAY, "B")}
    assert store.contents().book.state(made, date(2027, 1, 1)) is QuoteState.ACCEPTED
    store.write(act.reversed())
    assert not store.reload().outcomes


def test_a_logo_is_kept_once_and_outlives_the_letterhead(path: Path) -> None:
    head = replace(LETTERHEAD, logo=logo_of(png()))
    with opened(path) as store:
        act = setting_letterhead(store.contents(), head)
        assert act.name == "Edit the letterhead"
        store.write(act)
        for _number in range(3):
            give(store, put(store, small("A. B.")).id)
        store.write(act.reversed())
        assert store.contents().letterhead == Letterhead()
    raw = sqlite3.connect(path)
    assert raw.execute("SELECT count(*) FROM logos").fetchone() == (1,)
    raw.close()
    assert len(bodies(path)["quote-1"]) < len(png()) * 100
    with opened(path) as store:
        quotes = store.contents().quotes.values()
        assert {q.letterhead.logo for q in quotes if q.letterhead} == {logo_of(png())}


# What does not read, and what cannot be written


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("'{'", "cannot be read as JSON"),
        ('replace(body, \'"id":"quote-1"\', \'"id":"quote-9"\')', "not the id"),
        ("replace(body, 'Q-2026', 'Q-2026')||' '", ""),
        ('replace(body, \'"low":"9.00"\', \'"low":9.00\')', "cannot be read"),
        ("replace(body, '\"line\":0', '\"line\":7')", "do not fit its options"),
        ('replace(body, \'"letter":"A","lines"\', \'"letter":"B","lines"\')', "do not fit"),
        ('replace(body, \'"currency":"GBP"\', \'"currency":"XXX"\')', "not a currency"),
        ("replace(body, '2026-01-15', '2026-02-30')", "cannot be read"),
        ('replace(body, \'"language":"en"\', \'"language":"xx"\')', "nobody knows"),
        ('replace(body, \'"version":1\', \'"version":1,"colour":2\')', "colour"),
        ('replace(body, \'"logo":"\', \'"logo":"0000\')', "cannot be read"),
    ],
)
def test_a_bad_quote_is_set_aside_by_its_number_and_stays_in_the_file(
    path: Path, body: str, why: str
) -> None:
    with opened(path) as store:
        head = replace(LETTERHEAD, logo=logo_of(png()))
        store.write(setting_letterhead(store.contents(), head))
        give(store, put(store, small("A. B.")).id)
        put(store, small("C. D."))
    execute(path, f"UPDATE quotes SET body = {body} WHERE id = 'quote-1'")
    before = bodies(path)["quote-1"]
    found = open_workspace(path)
    assert found.standing is Standing.WRITABLE
    assert found.store is not None
    if not why:
        assert not found.set_aside, "blanks do no harm"
    else:
        (aside,) = found.set_aside
        assert (aside.kind, aside.id) == (Kind.QUOTE, "quote-1")
        assert aside.name in ("Q-2026-0001", "A. B.", "quote-1")
        assert why in str(aside.problem)
        assert list(found.store.contents().quotes) == ["quote-2"]
        with pytest.raises(ExodeskError, match="not overwritten"):
            put(found.store, small("New"))
        assert give(found.store, "quote-2").number == "Q-2026-0002"
    found.store.close()
    assert bodies(path)["quote-1"] == before


def test_a_quote_whose_logo_is_missing_or_another_is_set_aside(path: Path) -> None:
    with opened(path) as store:
        head = replace(LETTERHEAD, logo=logo_of(png()))
        store.write(setting_letterhead(store.contents(), head))
        give(store, put(store, small("A. B.")).id)
    execute(path, "UPDATE logos SET body = replace(body, 'png', 'svg'), digest = 'x'")
    found = open_workspace(path)
    assert found.store is not None
    assert {aside.kind for aside in found.set_aside} == {Kind.QUOTE, Kind.LETTERHEAD}
    assert "its logo is missing" in str(found.set_aside[0].problem)
    found.store.close()


def test_half_a_character_is_refused_and_nothing_is_written(store: WorkspaceStore) -> None:
    draft = replace(small("A. B."), notes="half \ud800")
    with pytest.raises(NotSavedError, match="half a character"):
        put(store, draft)
    assert not store.reload().quotes


def test_what_would_come_back_as_another_is_refused(store: WorkspaceStore) -> None:
    odd = replace(small("A. B."), assumptions=Assumptions(home="GB"))
    with pytest.raises(NotExactError, match="cannot be stored exactly"):
        put(store, odd)


# Backups


def test_a_backup_takes_no_issued_quote_and_no_number_back(path: Path) -> None:
    with opened(path) as store:
        put(store, small("issued later"))
        gone = put(store, small("deleted later"))
        edited_later = put(store, small("edited later"))
        store.write(added(own("Peel")), before=Why.IMPORT)
        made = give(store, "quote-1")
        answer = answering(store.contents(), "quote-1", Decision.ACCEPTED, RATE_DAY, RATE_DAY)
        store.write(answer)
        store.write(deleting_draft(store.contents(), "quote-2"))
        edit(store, with_terms(edited_later, notes="x"))
        (backup,) = [found for found in backups(path) if found.why is Why.IMPORT]
        act = store.restore(backup)
        contents = store.contents()
        assert contents.quotes["quote-1"] == made
        assert contents.book.state(made, RATE_DAY) is QuoteState.ACCEPTED
        assert contents.last_numbers["2026"].place == 1
        assert contents.quotes["quote-2"] == gone
        assert contents.quotes["quote-3"] == edited_later
        store.write(act.reversed())
        assert contents.quotes["quote-1"] == made
        put(store, small("next"))
        assert give(store, "quote-3").number == "Q-2026-0002"


def test_a_backup_brings_letterhead_and_issued_quotes_back_where_they_are_lost(
    path: Path, tmp_path: Path
) -> None:
    head = replace(LETTERHEAD, logo=logo_of(png()))
    with opened(path) as store:
        store.write(setting_letterhead(store.contents(), head))
        made = give(store, put(store, small("A. B.")).id)
        store.write(added(own("Peel")), before=Why.IMPORT)
        (backup,) = [found for found in backups(path) if found.why is Why.IMPORT]
    with opened(tmp_path / "other.exodesk") as other:
        other.restore(backup)
        assert other.contents().quotes == {"quote-1": made}
        assert other.contents().letterhead == head
        assert give(other, put(other, small("C. D.")).id).number == "Q-2026-0002"
