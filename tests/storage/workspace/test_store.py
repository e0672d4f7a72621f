from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exodesk.domain.workspace import Act, Change, ConflictError, Kind, OwnEntry, PastOffer
from exodesk.storage.workspace.backups import Why, backups
from exodesk.storage.workspace.bodies import NotExactError
from exodesk.storage.workspace.faults import NotSavedError
from exodesk.storage.workspace.opening import Standing, open_workspace
from exodesk.storage.workspace.store import StaleError, WorkspaceStore
from tests.builders import entry, offer
from tests.storage.workspace.acts import (
    added,
    deleted,
    edited,
    execute,
    names,
    opened,
    own,
    sourced,
)
from tests.strategies import entries

ROOT = Path(__file__).resolve().parents[3]
TEXTS = [
    "plain",
    "नमस्ते ₹1,50,000",
    "e\u0301 is not \u00e9",
    "\u202eright to left\u202c",
    "zero\u200bwidth",
    "nul\0inside",
    "line\r\nbreaks\u2028and\u2029more",
    "\U0001f9ec\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\ufdd0\uffff\U0010ffff",
    "<img src=x> =HYPERLINK() '; DROP TABLE entries; --",
    " ",
    "x" * 10_000,
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.exodesk"


@pytest.fixture
def store(path: Path) -> Iterator[WorkspaceStore]:
    with opened(path) as store:
        yield store


def other(path: Path) -> WorkspaceStore:
    """What the command line sees: it writes without the lock."""
    return opened(path, lock=False)


# Writing and reading


def test_what_is_written_is_there_at_once_and_after_opening_again(path: Path) -> None:
    with opened(path) as store:
        store.write(added(own("Peel"), own("Serum", "own-2")))
        held = store.contents()
        assert names(held) == ["Peel", "Serum"]
    with opened(path) as store:
        assert store.contents() == held
        assert names(store.contents()) == ["Peel", "Serum"]


def test_everything_that_an_act_can_change_is_stored(path: Path) -> None:
    past = PastOffer("own-1", offer("12.50 GBP", date="2026-01"), "2026-11-25T14:02:03+00:00")
    copy = OwnEntry(entry("Copy", "9 GBP", id="shipped"), entry("Shipped", "10 GBP", id="shipped"))
    with opened(path) as store:
        store.write(sourced("Price list"))
        store.write(added(own("Peel"), copy))
        store.write(
            Act(
                "More",
                (
                    Change(Kind.HIDDEN, "shipped-2", None, True),
                    Change(Kind.PAST_OFFER, "past-1", None, past),
                ),
            )
        )
        held = store.contents()
    assert held.hidden == {"shipped-2"}
    assert held.past_offers == {"past-1": past}
    with opened(path) as store:
        assert store.contents() == held
        assert store.contents().entries["shipped"] == copy


def test_an_act_and_its_reverse_leave_the_file_as_it_was(path: Path) -> None:
    with opened(path) as store:
        store.write(added(own("Peel")))
        before = store.contents()
        acts = [edited(before, own("Peel", price="99 GBP")), sourced("A", "B")]
        for act in acts:
            store.write(act)
        for act in reversed(acts):
            store.write(act.reversed())
        assert store.contents() == before
    with opened(path) as store:
        assert store.contents() == before


def test_one_act_may_change_a_thing_twice(path: Path) -> None:
    first, second = own("First"), own("Second")
    act = Act(
        "Twice",
        (
            Change(Kind.ENTRY, "own-1", None, first),
            Change(Kind.ENTRY, "own-1", first, second),
        ),
    )
    with opened(path) as store:
        store.write(act)
        store.write(act.reversed())
        assert not store.contents().entries
        store.write(act)
    with opened(path) as store:
        assert names(store.contents()) == ["Second"]


def test_an_act_that_does_not_fit_is_refused_and_writes_nothing(store: WorkspaceStore) -> None:
    store.write(added(own("Peel")))
    held, revisions = store.contents(), dict(store.revisions)
    with pytest.raises(ConflictError):
        store.write(added(own("Serum", "own-2"), own("Peel again")))
    assert store.contents() == held
    assert store.reload() == held
    assert store.revisions == revisions


def test_the_order_of_being_added_outlives_edits(path: Path) -> None:
    with opened(path) as store:
        store.write(added(*(own(f"Entry {n}", f"own-{n}") for n in (3, 1, 2))))
        store.write(edited(store.contents(), own("Edited", "own-3")))
    with opened(path) as store:
        assert names(store.contents()) == ["Edited", "Entry 1", "Entry 2"]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:20])
def test_any_text_comes_back_as_it_was(path: Path, text: str) -> None:
    with opened(path) as store:
        store.write(added(own(text)))
        store.save_draft("form", {"name": text, text: ""})
    with opened(path) as store:
        assert names(store.contents()) == [text]
        assert store.drafts()["form"].fields == {"name": text, text: ""}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=5))
@settings(max_examples=25, deadline=None)
def test_any_text_that_utf_8_holds_comes_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("texts") / "mine.exodesk"
    with opened(path) as store:
        store.write(added(*(own(text, f"own-{n}") for n, text in enumerate(texts))))
    with opened(path) as store:
        assert names(store.contents()) == texts


@pytest.mark.parametrize("half", ["\ud800", "price \udcff"])
def test_half_a_character_is_refused_in_words(store: WorkspaceStore, half: str) -> None:
    with pytest.raises(NotSavedError, match="half a character"):
        store.write(added(own("Peel", "own-2"), own(half)))
    for fields in ({"name": half}, {half: "name"}):
        with pytest.raises(NotSavedError, match="half a character"):
            store.save_draft("form", fields)
    assert not store.contents().entries
    assert not store.reload().entries
    assert not store.drafts()
    store.write(added(own("Peel")))


@given(st.lists(entries(), max_size=4, unique_by=lambda made: made.id))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_entry_comes_back_the_same_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, made: list[object]
) -> None:
    path = tmp_path_factory.mktemp("entries") / "mine.exodesk"
    things = [OwnEntry(one, None) for one in made]  # type: ignore[arg-type]
    with opened(path) as store:
        for thing in things:
            try:
                store.write(added(thing))
            except NotExactError as refused:
                assert "Nothing was saved" in str(refused)  # noqa: PT017 - a range without ends
        held = store.contents()
    with opened(path) as store:
        assert store.contents() == held


def test_a_thing_that_would_come_back_as_another_is_refused(store: WorkspaceStore) -> None:
    odd = own("Odd", price="1 GBP")
    strange = OwnEntry(entry("Odd", offer("1 GBP", date=""), id="own-1"), odd.shipped)
    with pytest.raises(NotExactError, match="“Odd” cannot be stored"):
        store.write(added(strange))
    assert not store.reload().entries


def test_no_amount_is_stored_as_a_number(path: Path) -> None:
    with opened(path) as store:
        store.write(added(own("Peel", price="0.1-99999999999999999999.99 INR")))
        store.save_draft("form", {"price": "1.5 lakh"})
    raw = sqlite3.connect(path)
    try:
        kinds = {
            row[0]
            for table in ("entries", "drafts", "meta")
            for row in raw.execute(f"SELECT typeof({_last(table)}) FROM {table}")
        }
        declared = raw.execute("SELECT group_concat(sql) FROM sqlite_master").fetchone()[0]
    finally:
        raw.close()
    assert kinds == {"text"}
    assert not {"REAL", "FLOAT", "DOUBLE", "NUMERIC"} & set(declared.upper().split())


def _last(table: str) -> str:
    return "value" if table == "meta" else "body"


# Two programs at one file


def test_an_edit_on_an_older_revision_is_refused_with_both_versions(
    path: Path, store: WorkspaceStore
) -> None:
    store.write(added(own("Peel"), own("Serum", "own-2")))
    with other(path) as program:
        program.write(edited(program.contents(), own("Theirs")))
    mine = own("Mine")
    held = store.contents()
    with pytest.raises(StaleError, match="“Mine” has been changed by another program") as stale:
        store.write(edited(held, mine))
    assert (stale.value.mine, stale.value.theirs) == (mine, own("Theirs"))
    assert store.contents() == held
    assert names(store.reload()) == ["Theirs", "Serum"]
    store.write(edited(store.contents(), mine))
    assert names(store.contents()) == ["Mine", "Serum"]


def test_nothing_of_an_act_is_written_where_one_thing_is_stale(
    path: Path, store: WorkspaceStore
) -> None:
    store.write(added(own("Peel"), own("Serum", "own-2")))
    with other(path) as program:
        program.write(deleted(program.contents(), "own-2"))
    with pytest.raises(StaleError) as stale:
        store.write(deleted(store.contents(), "own-1", "own-2"))
    assert (stale.value.id, stale.value.theirs) == ("own-2", None)
    assert names(store.reload()) == ["Peel"]


def test_the_same_id_added_twice_is_refused(path: Path, store: WorkspaceStore) -> None:
    with other(path) as program:
        program.write(added(own("Theirs")))
    with pytest.raises(StaleError) as stale:
        store.write(added(own("Mine")))
    assert stale.value.theirs == own("Theirs")


def test_a_thing_deleted_and_added_again_is_not_taken_for_the_old_one(
    path: Path, store: WorkspaceStore
) -> None:
    store.write(added(own("Peel")))
    with other(path) as program:
        act = deleted(program.contents(), "own-1")
        program.write(act)
        program.write(act.reversed())
    with pytest.raises(StaleError):
        store.write(edited(store.contents(), own("Mine")))


def test_edits_of_different_things_do_not_hinder_each_other(
    path: Path, store: WorkspaceStore
) -> None:
    store.write(added(own("Peel"), own("Serum", "own-2")))
    with other(path) as program:
        program.write(edited(program.contents(), own("Theirs", "own-2")))
        store.write(edited(store.contents(), own("Mine")))
        assert store.changed_outside()
        assert program.changed_outside()
        assert names(program.reload()) == names(store.reload()) == ["Mine", "Theirs"]
        assert not store.changed_outside()
        assert not program.changed_outside()


def test_an_outside_change_is_seen_and_an_own_one_is_none(
    path: Path, store: WorkspaceStore
) -> None:
    store.write(added(own("Peel")))
    assert not store.changed_outside()
    with other(path) as program:
        assert not store.changed_outside()
        program.write(sourced("A"))
        assert store.changed_outside()
    assert store.changed_outside()
    store.reload()
    assert not store.changed_outside()


def test_a_touch_and_a_draft_are_no_false_alarm(path: Path, store: WorkspaceStore) -> None:
    with other(path) as program:
        program.save_draft("form", {"name": "x"})
    path.touch()
    assert not store.changed_outside()


def test_a_reader_sees_what_the_writer_wrote(path: Path, store: WorkspaceStore) -> None:
    reader = open_workspace(path)
    assert reader.standing is Standing.IN_USE
    assert reader.store is not None
    store.write(added(own("Peel")))
    assert reader.store.changed_outside()
    assert reader.store.reload() == store.contents()
    with pytest.raises(NotSavedError, match="open for reading only"):
        reader.store.write(added(own("Serum", "own-2")))
    with pytest.raises(NotSavedError, match="open for reading only"):
        reader.store.save_draft("form", {})
    with pytest.raises(NotSavedError, match="open for reading only"):
        reader.store.drop_draft("form")
    reader.store.close()


def test_a_replaced_file_is_not_written_to_behind_its_name(
    path: Path, store: WorkspaceStore
) -> None:
    store.write(added(own("Peel")))
    path.rename(path.with_name("moved"))
    for _time in range(2):
        with pytest.raises(NotSavedError, match="no longer in its place"):
            store.write(added(own("Serum", "own-2")))
        path.write_bytes(b"another")
    assert store.changed_outside()
    assert path.read_bytes() == b"another"
    assert names(store.contents()) == ["Peel"]
    store.save_copy(path.with_name("copy.exodesk"))
    with opened(path.with_name("copy.exodesk")) as copy:
        assert names(copy.contents()) == ["Peel"]


# What does not read


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        ("'{\"entry\": {'", "own-1", "cannot be read as JSON"),
        ("''", "own-1", "cannot be read as JSON"),
        ("NULL", "own-1", "not stored as text"),
        ("x'00ff'", "own-1", "not stored as text"),
        ("17", "own-1", "cannot be read"),
        ("CAST(x'7b22ff227d' AS TEXT)", "own-1", ""),
        ("replace(body, '150', '-1')", "Peel", "not an amount"),
        ("replace(body, 'GBP', 'XXX')", "Peel", "not a currency code"),
        ('replace(body, \'"name"\', \'"new key":1,"name"\')', "Peel", "not a key"),
        ("replace(body, 'own-1', 'own-9')", "Peel", "not the id"),
        ("replace(body, 'entry', 'shipped')", "own-1", ""),
    ],
)
def test_a_bad_entry_is_set_aside_by_name_and_stays_in_the_file(
    path: Path, body: str, name: str, why: str
) -> None:
    with opened(path) as store:
        store.write(added(own("Peel"), own("Serum", "own-2")))
    if body == "NULL":
        lax = "UPDATE sqlite_master SET sql = replace(sql, 'body TEXT NOT NULL', 'body TEXT')"
        execute(path, "PRAGMA writable_schema = ON", lax)
    execute(path, f"UPDATE entries SET body = {body} WHERE id = 'own-1'")
    before = stored(path, "own-1")
    found = open_workspace(path)
    assert found.standing is Standing.WRITABLE
    assert found.store is not None
    (aside,) = found.set_aside
    assert (aside.kind, aside.id, aside.name) == (Kind.ENTRY, "own-1", name)
    assert why in str(aside.problem)
    assert names(found.store.contents()) == ["Serum"]
    found.store.write(edited(found.store.contents(), own("Edited", "own-2")))
    with pytest.raises(Exception, match="not overwritten"):
        found.store.write(added(own("New")))
    found.store.close()
    assert stored(path, "own-1") == before


def stored(path: Path, thing_id: str) -> object:
    raw = sqlite3.connect(path)
    raw.text_factory = bytes
    try:
        found: object = raw.execute(
            "SELECT body, typeof(body) FROM entries WHERE id = ?", (thing_id,)
        ).fetchone()
        return found
    finally:
        raw.close()


def test_a_bad_draft_hinders_nothing(path: Path) -> None:
    with opened(path) as store:
        store.save_draft("form", {"name": "Peel"})
        store.save_draft("other", {"name": "Serum"})
    execute(path, "UPDATE drafts SET body = '[1]' WHERE id = 'form'")
    found = open_workspace(path)
    assert found.store is not None
    assert [(aside.kind, aside.id) for aside in found.set_aside] == [(None, "form")]
    assert list(found.store.drafts()) == ["other"]
    found.store.close()


def test_a_workspace_with_something_set_aside_pushes_no_backup_out(path: Path) -> None:
    with opened(path) as store:
        store.write(added(own("Peel")))
    execute(path, "UPDATE entries SET body = 'x'")
    for number in range(12):
        found = open_workspace(path)
        assert found.store is not None
        found.store.write(sourced(f"Source {number}"))
        found.store.close()
    assert len(backups(path)) == 13


# Drafts


def test_drafts_are_kept_changed_and_dropped(path: Path) -> None:
    with opened(path) as store:
        store.save_draft("form", {"name": "Pe"})
        store.save_draft("form", {"name": "Peel", "price": "£1"})
        store.save_draft("other", {})
        store.drop_draft("other")
        store.drop_draft("never")
        assert not backups(path), "a draft is no act"
    with opened(path) as store:
        assert {key: dict(draft.fields) for key, draft in store.drafts().items()} == {
            "form": {"name": "Peel", "price": "£1"}
        }


# Backups while writing


def test_the_first_act_of_a_session_makes_a_backup_of_what_was_before(path: Path) -> None:
    with opened(path) as store:
        store.write(added(own("Peel")))
        store.write(added(own("Serum", "own-2")))
        assert [found.why for found in backups(path)] == [Why.SESSION]
        store.write(added(own("Mask", "own-3")), before=Why.IMPORT)
        assert [found.why for found in backups(path)].count(Why.IMPORT) == 1


def test_a_backup_that_failed_is_made_before_the_next_act(path: Path) -> None:
    folder = path.with_name(f"{path.name}.backups")
    with opened(path) as store:
        folder.write_bytes(b"in the way")
        store.write(added(own("Peel")))
        assert store.backup_problem is not None
        folder.unlink()
        store.write(added(own("Serum", "own-2")))
        assert [found.why for found in backups(path)] == [Why.SESSION]
        assert store.backup_problem is None


def test_a_backup_that_fails_is_told_and_stops_nothing(path: Path) -> None:
    folder = path.with_name(f"{path.name}.backups")
    with opened(path) as store:
        folder.write_bytes(b"in the way")
        store.write(added(own("Peel")), before=Why.IMPORT)
        assert store.backup_problem is not None
        assert "No backup was made" in store.backup_problem
        assert names(store.reload()) == ["Peel"]
        folder.unlink()
        store.write(added(own("Serum", "own-2")), before=Why.IMPORT)
        assert store.backup_problem is None


def test_a_session_of_several_days_makes_a_backup_on_each(path: Path) -> None:
    day = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
    found = open_workspace(path, now=lambda: day)
    assert found.store is not None
    found.store.write(added(own("Peel")))
    for number in range(2, 5):
        day += timedelta(days=1)
        found.store.write(added(own("Serum", f"own-{number}")))
        found.store.write(sourced(f"Source {number}"))
    found.store.close()
    assert [made.why for made in backups(path)] == [Why.DAILY, Why.DAILY, Why.DAILY, Why.SESSION]
    (row,) = rows(path, "SELECT changed FROM entries WHERE id = 'own-4'")
    assert row == ("2026-11-28T14:00:00+00:00",)


def rows(path: Path, question: str) -> list[tuple[object, ...]]:
    raw = sqlite3.connect(path)
    try:
        return raw.execute(question).fetchall()
    finally:
        raw.close()


# Many at once


def test_ten_thousand_entries_come_in_at_once_within_five_seconds(path: Path) -> None:
    act = added(*(own(f"Imported {number}", f"row-{number}") for number in range(10_000)))
    with opened(path) as store:
        began = time.perf_counter()
        store.write(act, before=Why.IMPORT)
        assert time.perf_counter() - began < 5
        store.write(act.reversed())
        store.write(act)
        assert len(store.contents().entries) == 10_000
    with opened(path) as store:
        assert list(store.contents().entries)[-1] == "row-9999"


def test_two_programs_that_write_at_the_same_time_lose_nothing(path: Path) -> None:
    opened(path).close()
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.storage.workspace.acts import added, opened, own\n"
        "with opened(Path(sys.argv[1]), lock=False) as store:\n"
        "    for number in range(40):\n"
        "        store.write(added(own('Theirs', f'{sys.argv[2]}-{number}')))\n"
    )
    commands = [[sys.executable, "-c", program, str(path), name] for name in ("a", "b")]
    running = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    with opened(path) as store:
        assert len(store.contents().entries) == 80
        assert sorted(store.revisions.values()) == list(range(1, 81))
