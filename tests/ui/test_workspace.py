from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.errors import ExodeskError
from exodesk.domain.quote_acts import drafting, issuing
from exodesk.domain.workspace import Act, Change, Kind, OwnEntry
from exodesk.storage.workspace.opening import open_workspace
from exodesk.storage.workspace.store import WorkspaceStore
from exodesk.ui.workspace import Workspace
from tests.builders import RATE_DAY, RATES, entry
from tests.storage.workspace.quotes import small


def adding(name: str) -> Act:
    own = OwnEntry(entry(name, "100 GBP", sessions="2"))
    return Act(f"Add “{name}”", (Change(Kind.ENTRY, own.entry.id, None, own),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[WorkspaceStore]:
    opened = open_workspace(tmp_path / "own.exodesk")
    assert opened.store is not None
    yield opened.store
    opened.store.close()


@pytest.fixture
def workspace(qtbot: QtBot, store: WorkspaceStore) -> Iterator[Workspace]:
    made = Workspace()
    made.attach(store)
    yield made
    made.deleteLater()


def names(workspace: Workspace) -> list[str]:
    return [own.entry.name for own in workspace.contents.entries.values()]


def test_an_act_is_written_at_once_and_has_its_name_in_the_menu(
    workspace: Workspace, store: WorkspaceStore, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([workspace.contents_changed, workspace.act_done]):
        assert workspace.apply(adding("Peel"))
    assert list(store.contents().entries) == ["peel"]
    assert workspace.undo_stack.undoText() == "Add “Peel”"


def test_undo_and_redo_write_as_well(workspace: Workspace, store: WorkspaceStore) -> None:
    workspace.apply(adding("Peel"))
    workspace.apply(adding("Laser"))
    assert workspace.undo()
    assert list(store.contents().entries) == ["peel"]
    assert workspace.undo_stack.redoText() == "Add “Laser”"
    assert workspace.redo()
    assert workspace.undo()
    assert workspace.undo()
    assert names(workspace) == []
    assert not workspace.undo()
    assert workspace.redo()
    assert names(workspace) == ["Peel"]


def test_issue_cannot_be_taken_back_nor_what_led_to_it(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.apply(drafting(small("A. B.", "quote-1")))
    with qtbot.waitSignal(workspace.contents_changed):
        assert workspace.perform(
            "Issue",
            lambda store: store.issue(
                lambda contents: issuing(contents, "quote-1", RATE_DAY, Catalogue(), RATES)
            ),
        )
    assert workspace.contents.quotes["quote-1"].number == "Q-2026-0001"
    assert not workspace.undo_stack.canUndo()
    assert not workspace.undo()


def test_a_refused_act_leaves_no_step(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.apply(adding("Peel"))
    with qtbot.waitSignal(workspace.refused) as caught:
        assert not workspace.apply(adding("Peel"))
    assert isinstance((caught.args or [None])[0], ExodeskError)
    assert workspace.undo_stack.count() == 1


def test_an_undo_that_the_disk_refuses_can_be_tried_again(
    workspace: Workspace, store: WorkspaceStore, qtbot: QtBot
) -> None:
    workspace.apply(adding("Peel"))
    store.writable = False
    with qtbot.waitSignal(workspace.refused):
        assert not workspace.undo()
    assert workspace.undo_stack.canUndo()
    assert names(workspace) == ["Peel"]
    store.writable = True
    assert workspace.undo()
    assert names(workspace) == []


def test_without_a_store_nothing_is_done_and_why_is_said(qtbot: QtBot) -> None:
    workspace = Workspace()
    with qtbot.waitSignal(workspace.refused) as caught:
        assert not workspace.apply(adding("Peel"))
    assert str((caught.args or [""])[0]) == workspace.why_read_only != ""
    workspace.attach(None, "In use by asha.")
    assert workspace.why_read_only == "In use by asha."


def test_what_another_program_wrote_is_taken_over(
    workspace: Workspace, store: WorkspaceStore, qtbot: QtBot
) -> None:
    other = open_workspace(store.path, lock=False).store
    assert other is not None
    other.write(adding("Laser"))
    other.close()
    with qtbot.waitSignal(workspace.contents_changed):
        workspace.look_outside()
    assert names(workspace) == ["Laser"]
    with qtbot.assertNotEmitted(workspace.contents_changed):
        workspace.look_outside()


def test_an_edit_on_an_older_revision_is_refused_with_both_versions(
    workspace: Workspace, store: WorkspaceStore, qtbot: QtBot
) -> None:
    workspace.apply(adding("Peel"))
    before = workspace.contents.entries["peel"]

    def renamed(name: str) -> Act:
        after = replace(before, entry=replace(before.entry, name=name))
        return Act(f"Edit “{name}”", (Change(Kind.ENTRY, "peel", before, after),))

    other = open_workspace(store.path, lock=False).store
    assert other is not None
    other.write(renamed("Theirs"))
    other.close()
    with qtbot.waitSignal(workspace.refused) as caught:
        assert not workspace.apply(renamed("Mine"))
    error: Any = (caught.args or [None])[0]
    assert (error.mine.entry.name, error.theirs.entry.name) == ("Mine", "Theirs")


def test_drafts_are_kept_and_dropped(workspace: Workspace, store: WorkspaceStore) -> None:
    workspace.save_draft("new", {"price": "1.5 la"})
    assert workspace.drafts()["new"].fields == {"price": "1.5 la"}
    workspace.drop_draft("new")
    workspace.drop_draft("new")
    assert not store.drafts()


def many(number: int) -> Act:
    changes = (change for n in range(number) for change in adding(f"Peel {n}").changes)
    return Act("Import", tuple(changes))


def in_steps(workspace: Workspace, store: WorkspaceStore, act: Act) -> Iterator[float]:
    return workspace.performing(act, lambda _store: store.writing(act))


def test_a_long_act_is_written_in_steps_and_is_one_to_undo(
    workspace: Workspace, store: WorkspaceStore
) -> None:
    told: list[int] = []
    workspace.contents_changed.connect(lambda: told.append(len(workspace.contents.entries)))
    shares = list(in_steps(workspace, store, many(1_200)))
    assert len(shares) > 1_200
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] == 1
    assert told == [1_200]
    assert len(store.reload().entries) == 1_200
    assert workspace.undo()
    assert names(workspace) == []


@pytest.mark.parametrize("after", [1, 700, 1_206])
def test_a_long_act_that_is_given_up_has_not_been_done(
    workspace: Workspace, store: WorkspaceStore, after: int
) -> None:
    workspace.apply(adding("Laser"))
    steps = in_steps(workspace, store, many(1_200))
    for _step in range(after):
        assert next(steps) < 1
    del steps
    assert names(workspace) == ["Laser"]
    assert list(store.reload().entries) == ["laser"]
    assert workspace.undo_stack.undoText() == "Add “Laser”"
    assert workspace.apply(adding("Peel"))


def test_what_is_asked_meanwhile_has_a_long_act_finished_first(
    workspace: Workspace, store: WorkspaceStore
) -> None:
    steps = in_steps(workspace, store, many(600))
    assert next(steps) < 1
    assert workspace.apply(adding("Laser"))
    assert len(store.reload().entries) == 601
    assert list(steps) == []
    assert workspace.undo()
    assert workspace.undo_stack.undoText() == "Import"


def test_a_long_act_that_cannot_be_written_says_why(
    workspace: Workspace, store: WorkspaceStore
) -> None:
    workspace.apply(adding("Peel 7"))
    with pytest.raises(ExodeskError, match="Peel 7"):
        list(in_steps(workspace, store, many(10)))
    assert names(workspace) == ["Peel 7"]


def test_a_short_act_is_not_undone_in_steps(workspace: Workspace) -> None:
    assert workspace.long_undo() is None
    workspace.apply(adding("Peel"))
    assert workspace.long_undo() is None
    workspace.undo()
    assert workspace.long_redo() is None


def test_a_long_act_is_taken_back_and_done_again_in_steps(
    workspace: Workspace, store: WorkspaceStore
) -> None:
    workspace.apply(many(2_000))
    told: list[int] = []
    workspace.contents_changed.connect(lambda: told.append(len(workspace.contents.entries)))
    back = workspace.long_undo()
    assert back is not None
    shares = list(back)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert not store.reload().entries
    assert not workspace.undo_stack.canUndo()
    again = workspace.long_redo()
    assert again is not None
    assert list(again)[-1] == 1
    assert len(store.reload().entries) == 2_000
    assert workspace.undo_stack.canUndo()
    assert told == [0, 2_000]


def test_a_long_undo_that_is_given_up_has_not_been_done(
    workspace: Workspace, store: WorkspaceStore
) -> None:
    workspace.apply(many(2_000))
    back = workspace.long_undo()
    assert back is not None
    for _step in range(1_000):
        assert next(back) < 1
    del back
    assert len(store.reload().entries) == len(workspace.contents.entries) == 2_000
    assert workspace.undo_stack.canUndo()


def test_what_is_asked_for_meanwhile_has_a_long_undo_finished_first(
    workspace: Workspace, store: WorkspaceStore
) -> None:
    workspace.apply(many(2_000))
    back = workspace.long_undo()
    assert back is not None
    next(back)
    assert workspace.apply(adding("Peel"))
    assert list(back) == []
    assert list(store.reload().entries) == ["peel"]


def test_a_long_undo_that_comes_too_late_does_nothing(
    workspace: Workspace, store: WorkspaceStore
) -> None:
    workspace.apply(many(2_000))
    back = workspace.long_undo()
    assert back is not None
    workspace.apply(adding("Peel"))
    assert list(back) == []
    assert len(store.reload().entries) == 2_001


def test_from_the_commit_on_nothing_can_be_given_up(
    workspace: Workspace, store: WorkspaceStore
) -> None:
    steps = in_steps(workspace, store, many(1_200))
    while next(steps) < 1:
        """It goes on."""
    del steps
    assert len(workspace.contents.entries) == len(store.reload().entries) == 1_200
    assert workspace.undo()
