from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exodesk.domain.acts import adding
from exodesk.storage.workspace.backups import backups
from exodesk.storage.workspace.opening import Standing, open_workspace
from exodesk.ui.flows.workspace_files import WorkspaceFiles
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.message_bar import MessageBar
from exodesk.ui.workspace import Workspace
from tests.builders import entry


class Desk:
    """A window's parts that the flow needs."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.message = MessageBar(Icons(Theme()), self.window)
        self.workspace = Workspace(self.window)
        self.files = WorkspaceFiles(self.workspace, self.message, self.window)

    def add(self, name: str) -> None:
        assert self.workspace.apply(adding(self.workspace.contents, entry(name, "5 GBP")))

    def names(self) -> list[str]:
        return [own.entry.name for own in self.workspace.contents.entries.values()]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.files.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own.exodesk"


def test_a_workspace_is_made_where_none_is_and_says_nothing(desk: Desk, path: Path) -> None:
    assert desk.files.open(path).standing is Standing.WRITABLE
    assert desk.workspace.writable
    assert not desk.message.isVisibleTo(desk.window)
    assert desk.files.recent == (path,)


def test_what_was_typed_is_there_at_the_next_opening(desk: Desk, path: Path) -> None:
    desk.files.open(path)
    desk.add("Peel")
    desk.files.close()
    assert desk.names() == []
    desk.files.open(path)
    assert desk.names() == ["Peel"]


def test_a_second_window_reads_only_and_says_who_has_it(
    desk: Desk, path: Path, qtbot: QtBot
) -> None:
    desk.files.open(path)
    desk.add("Peel")
    second = Desk(qtbot)
    assert second.files.open(path).standing is Standing.IN_USE
    assert second.names() == ["Peel"]
    assert not second.workspace.writable
    assert second.message.text().startswith("In use by ")
    assert "opened for reading only" in second.message.text()
    second.files.close()


def test_a_copy_is_a_workspace_of_its_own(desk: Desk, path: Path, tmp_path: Path) -> None:
    desk.files.open(path)
    desk.add("Peel")
    desk.files.copy(tmp_path / "copy.exodesk")
    assert "copy.exodesk" in desk.message.text()
    desk.files.open(tmp_path / "copy.exodesk")
    assert desk.names() == ["Peel"]
    assert desk.files.recent == (tmp_path / "copy.exodesk", path)


def test_a_copy_that_fails_names_the_place_and_offers_another(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    desk.files.open(path)
    desk.files.copy(tmp_path / "nowhere" / "copy.exodesk")
    assert "nowhere" in desk.message.text()
    assert desk.message.action.text() == "Choose another place…"
    desk.files.copy(path)
    assert "the open workspace itself" in desk.message.text()


def test_a_new_workspace_never_takes_the_place_of_a_file(desk: Desk, path: Path) -> None:
    path.write_text("a letter", "utf-8")
    desk.files.make(path)
    assert "there already" in desk.message.text()
    assert path.read_text("utf-8") == "a letter"


def test_a_file_that_is_no_workspace_leaves_the_open_one(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    desk.files.open(path)
    desk.add("Peel")
    letter = tmp_path / "letter.exodesk"
    letter.write_text("a letter", "utf-8")
    desk.files.open(letter)
    assert "letter.exodesk" in desk.message.text()
    assert desk.names() == ["Peel"]
    assert desk.workspace.writable


def test_a_backup_comes_back_as_one_act_that_can_be_undone(desk: Desk, path: Path) -> None:
    desk.files.open(path)
    desk.add("Peel")
    desk.files.close()
    desk.files.open(path)
    desk.add("Laser")
    (newest, *_older) = backups(path)
    assert desk.files.restore(newest)
    assert desk.names() == ["Peel"]
    assert desk.workspace.undo_stack.undoText().startswith("Restore the backup of ")
    assert desk.workspace.undo()
    assert desk.names() == ["Peel", "Laser"]


def test_the_dialog_lists_the_backups_and_what_each_changes(
    desk: Desk, path: Path, qtbot: QtBot
) -> None:
    desk.files.open(path)
    desk.add("Peel")
    dialog = desk.files.ask_restore()
    assert dialog is not None
    assert dialog.list.item(0).text().endswith(" · first change of a session")
    assert "1 entry goes:\n    Peel" in dialog.changes.toPlainText()
    with qtbot.waitSignal(desk.workspace.contents_changed):
        dialog.restore.click()
    assert desk.names() == []


def test_a_damaged_workspace_is_never_written_over_and_its_backup_is_offered(
    desk: Desk, path: Path, qtbot: QtBot
) -> None:
    desk.files.open(path)
    desk.add("Peel")
    desk.files.close()
    desk.files.open(path)
    desk.add("Laser")  # after the backup of its session, which holds the peel
    desk.files.close()
    torn = path.read_bytes()[:5000]
    path.write_bytes(torn)
    assert desk.files.open(path).standing is Standing.DAMAGED
    assert "is damaged" in desk.message.text()
    assert "It is left exactly as it is." in desk.message.text()
    assert path.read_bytes() == torn
    assert desk.workspace.why_read_only
    assert desk.message.action.text().startswith("Open the backup of ")
    opened = desk.files.open(path)
    dialog = desk.files.ask_rescue(opened)
    assert "1 entry comes back:\n    Peel" in dialog.changes.toPlainText()
    with qtbot.waitSignal(desk.files.opened):
        dialog.restore.click()
    assert desk.names() == ["Peel"]
    assert desk.workspace.writable
    (kept,) = (p for p in path.parent.iterdir() if "damaged" in p.name)
    assert kept.read_bytes() == torn
    assert str(kept) in desk.message.text()


def test_an_outside_act_is_seen_by_the_window(desk: Desk, path: Path, qtbot: QtBot) -> None:
    desk.files.open(path)
    other = open_workspace(path, lock=False).store
    assert other is not None
    other.write(adding(other.contents(), entry("Laser")))
    other.close()
    desk.workspace.look_outside()
    assert desk.names() == ["Laser"]
