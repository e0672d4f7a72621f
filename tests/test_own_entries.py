"""The user's own workspace, used through the real window with keys and clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.acts import adding, editing
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.ordering import SortKey
from exodesk.storage.workspace.faults import NotSavedError
from exodesk.storage.workspace.opening import open_workspace
from exodesk.ui.dialogs.entry_dialog import EntryDialog
from exodesk.ui.main_window import COMPARE
from tests.builders import entry
from tests.desks import RATE, TODAY, starting
from tests.seven_entries import write_seven_entries
from tests.ui.keyboard import plain

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Start = Callable[..., Desk]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "own.exodesk"


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, workspace: Path) -> Iterator[Start]:
    shipped = write_seven_entries(tmp_path)
    with starting(qtbot, tmp_path) as begin:

        def start(**more: Any) -> Desk:
            desk = begin(shipped_file=shipped, workspace=workspace, **more)
            qtbot.waitUntil(lambda: desk.own_work.files.path is not None)
            return desk

        yield start


@pytest.fixture
def desk(start: Start) -> Desk:
    return start()


def listed(desk: Desk) -> list[str]:
    return [cost.entry.name for cost, _judged in desk.catalogue_page.shown_costs()]


def sentences(desk: Desk) -> list[str]:
    """Each row as a screen reader says it."""
    model = desk.catalogue_page.table.model()
    rows = range(model.rowCount())
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def select(desk: Desk, entry_id: str) -> None:
    assert desk.catalogue_page.show_entry(entry_id)
    desk.catalogue_page.table.setFocus()


def write(qtbot: QtBot, dialog: EntryDialog, **texts: str) -> None:
    """Put texts into fields of the form as a paste does, and leave each field."""
    for key, text in texts.items():
        field = line(dialog, "offer.0.price" if key == "price" else key)
        field.setFocus()
        field.selectAll()
        field.insert(text)
        qtbot.keyClick(field, Qt.Key.Key_Tab)


def line(dialog: EntryDialog, key: str) -> QLineEdit:
    editor: QWidget = dialog.form.editor(key)
    found = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


def new_form(desk: Desk) -> EntryDialog:
    desk.own_work.actions.new_entry.trigger()
    return next(d for d in desk.window.findChildren(EntryDialog) if d.isVisible())


def add(qtbot: QtBot, desk: Desk, **texts: str) -> None:
    dialog = new_form(desk)
    write(qtbot, dialog, **texts)
    dialog.save()
    assert not dialog.isVisible()


def menu_text(desk: Desk) -> str:
    return desk.own_work.actions.undo.text().replace("&", "")


class TestWritingDownWhatAClinicSaid:
    def test_what_is_saved_stands_in_the_list_and_is_there_at_the_next_start(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start()
        add(qtbot, desk, name="PRP, Mumbai", price="₹1.5 lakh – 1.8 lakh", sessions="1")
        assert listed(desk)[0] == "PRP, Mumbai"
        assert desk.catalogue_page.details.entry_id() == "own-prp-mumbai"
        first = desk.catalogue_page.table.model().index(0, 0)
        assert first.data(Qt.ItemDataRole.AccessibleTextRole).startswith("own · PRP, Mumbai")
        cost = desk.catalogue_page.shown_costs()[0][0]
        assert (cost.total.low, cost.total.high) == (Fraction(1250), Fraction(1500))
        assert listed(start())[0] == "PRP, Mumbai"

    def test_a_deleted_entry_comes_back_with_everything(self, desk: Desk, qtbot: QtBot) -> None:
        add(qtbot, desk, name="PRP, Mumbai", price="£300", sessions="3")
        before = desk.own_work.workspace.contents
        select(desk, "own-prp-mumbai")
        qtbot.keyClick(desk.catalogue_page.table, Qt.Key.Key_Delete)
        assert "PRP, Mumbai" not in listed(desk)
        assert desk.window.message.text() == "Deleted “PRP, Mumbai”"
        assert desk.window.message.action.text() == "Undo"
        assert menu_text(desk) == "Undo Delete “PRP, Mumbai”"
        qtbot.keyClick(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert "PRP, Mumbai" in listed(desk)
        assert desk.own_work.workspace.contents == before

    def test_a_shipped_entry_is_edited_in_a_copy_and_can_go_back(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        select(desk, "peel-delhi")
        dialog = desk.own_work.entries.edit("peel-delhi")
        assert dialog is not None
        write(qtbot, dialog, **{"offer.0.price": "₹4000–₹6000"})
        dialog.save()
        own = desk.own_work.workspace.contents
        assert own.entries["peel-delhi"].shipped is not None
        assert len(own.history("peel-delhi")) == 1
        assert listed(desk).count("Peel, Delhi") == 1
        assert desk.own_work.entries.marks() == {"peel-delhi": "changed"}
        assert desk.own_work.entries.go_back("peel-delhi")
        assert not desk.own_work.workspace.contents.entries

    def test_the_rows_of_another_file_are_not_called_changed(
        self, desk: Desk, qtbot: QtBot, tmp_path: Path
    ) -> None:
        assert desk.own_work.entries.checked_today(["peel-delhi"], TODAY)
        assert "changed" in " ".join(sentences(desk))
        folder = tmp_path / "another"
        folder.mkdir()
        desk.open_file(write_seven_entries(folder))
        qtbot.waitUntil(lambda: desk.own_work.entries.shipped is None, timeout=60_000)
        qtbot.waitUntil(lambda: not desk.opening.busy, timeout=60_000)
        assert any("Peel, Delhi" in sentence for sentence in sentences(desk))
        assert "changed" not in " ".join(sentences(desk))

    def test_a_shipped_entry_is_hidden_until_it_is_shown_again(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start()
        select(desk, "peel-delhi")
        qtbot.keyClick(desk.catalogue_page.table, Qt.Key.Key_Delete)
        assert "Peel, Delhi" not in listed(desk)
        again = start()
        assert "Peel, Delhi" not in listed(again)
        again.own_work.actions.show_hidden.trigger()
        assert "Peel, Delhi" in listed(again)

    def test_checked_today_is_one_act_for_many_and_can_be_undone(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        desk.catalogue_page.table.sort_by(SortKey.AGE, descending=False)
        oldest = [cost.entry.id for cost, _judged in desk.catalogue_page.shown_costs()][:3]
        assert desk.own_work.entries.checked_today(oldest, TODAY)
        contents = desk.own_work.workspace.contents
        for key in oldest:
            dates = {o.stated.date for o in contents.entries[key].entry.offers}
            assert dates == {TODAY.isoformat()}
        assert menu_text(desk) == "Undo Mark 3 entries as checked today"
        desk.own_work.actions.undo.trigger()
        assert not desk.own_work.workspace.contents.entries

    def test_the_tray_and_the_filter_stay_when_own_entries_change(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        desk.tray.replace(["peel-delhi", "exosome-london"])
        qtbot.keyClicks(desk.window.page_bar.search, "exosome")
        add(qtbot, desk, name="Exosome, Pune", price="₹9000", sessions="2")
        assert desk.tray.ids == ("peel-delhi", "exosome-london")
        assert set(listed(desk)) >= {"Exosome, Pune", "Exosome vial, Delhi"}
        assert "Peel, Delhi" not in listed(desk)


class TestTheRateIsAnActAsWell:
    def test_undo_brings_the_former_rate_and_its_date_back(self, desk: Desk, qtbot: QtBot) -> None:
        desk.tray.replace(["exosome-london", "exosome-mumbai"])
        desk.window.show_page(COMPARE)
        dialog = desk.assuming.show_rates()
        editor = dialog.editor("INR")
        editor.value.setFocus()
        editor.value.selectAll()
        qtbot.keyClicks(editor.value, "130")
        qtbot.keyClick(editor.value, Qt.Key.Key_Return)
        dialog.accept()
        assert desk.document.rates.rate("GBP", "INR") != RATE
        assert menu_text(desk) == "Undo Change the rate"
        desk.own_work.actions.undo.trigger()
        assert desk.document.rates.rate("GBP", "INR") == RATE
        desk.own_work.actions.redo.trigger()
        rate = desk.document.rates.rate("GBP", "INR")
        assert rate is not None
        assert rate.value == 130


class TestAFormLeftHalfFilled:
    def test_is_offered_at_the_next_start_with_the_very_texts(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start()
        dialog = new_form(desk)
        write(qtbot, dialog, name="PRP, Pu", price="₹1.5 la")
        qtbot.waitUntil(lambda: "new" in desk.own_work.workspace.drafts(), timeout=5_000)
        again = start()
        assert again.window.message.action.text() == "Recover unsaved changes (1 entry)"
        again.window.message.action.click()
        form = next(d for d in again.window.findChildren(EntryDialog) if d.isVisible())
        assert form.fields()["name"] == "PRP, Pu"
        assert form.fields()["offer.0.price"] == "₹1.5 la"

    def test_is_forgotten_once_it_is_saved(self, start: Start, qtbot: QtBot) -> None:
        desk = start()
        dialog = new_form(desk)
        write(qtbot, dialog, name="PRP, Pune", price="₹1,500")
        qtbot.waitUntil(lambda: "new" in desk.own_work.workspace.drafts(), timeout=5_000)
        dialog.save()
        assert not desk.own_work.workspace.drafts()
        assert "Recover" not in start().window.message.action.text()


class TestAWorkspaceThatIsTaken:
    def test_is_read_only_here_and_says_who_has_it(self, start: Start, workspace: Path) -> None:
        with open_workspace(workspace).store or pytest.fail("not opened"):
            desk = start()
            assert desk.window.message.text().startswith("In use by ")
            assert not desk.own_work.actions.new_entry.isEnabled()
            assert "In use by" in desk.own_work.actions.new_entry.toolTip()
            assert desk.window.status.counts.text() == "7 match · 7 in catalogue"

    def test_another_file_is_shown_without_the_own_entries(
        self, desk: Desk, qtbot: QtBot, tmp_path: Path
    ) -> None:
        add(qtbot, desk, name="PRP, Pune", price="₹1,500", sessions="1")
        other = tmp_path / "other"
        other.mkdir()
        with qtbot.waitSignal(desk.document.index_built):
            desk.open_file(write_seven_entries(other))
        assert "PRP, Pune" not in listed(desk)
        assert not desk.own_work.actions.new_entry.isEnabled()
        with qtbot.waitSignal(desk.document.index_built):
            desk.window.actions_by_name.open_shipped.trigger()
        assert "PRP, Pune" in listed(desk)


class TestAnEditThatComesTooLate:
    def test_is_refused_with_both_versions_and_a_second_save_keeps_ones_own(
        self, desk: Desk, qtbot: QtBot, workspace: Path
    ) -> None:
        add(qtbot, desk, name="PRP, Pune", price="₹1,500", sessions="1")
        dialog = desk.own_work.entries.edit("own-prp-pune")
        assert dialog is not None
        write(qtbot, dialog, price="₹1,700")
        with open_workspace(workspace, lock=False).store or pytest.fail("not opened") as other:
            before = other.contents().entries["own-prp-pune"]
            entry = replace(before.entry, name="PRP, Pune city")
            other.write(editing(other.contents(), Catalogue(), entry, [], NOW))
        dialog.save()
        assert dialog.isVisible()
        said = " ".join(label.text() for label in dialog.findChildren(QLabel))
        assert "Yours: PRP, Pune, ₹1,700 for one session." in said
        assert "Theirs: PRP, Pune city, ₹1,500 for one session." in said
        assert "PRP, Pune city" in listed(desk)
        dialog.save()
        assert not dialog.isVisible()
        assert "PRP, Pune city" not in listed(desk)


def test_a_window_begun_with_another_file_opens_the_workspace_with_the_shipped_one(
    qtbot: QtBot, tmp_path: Path, workspace: Path
) -> None:
    shipped = write_seven_entries(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    with starting(qtbot, tmp_path) as start:
        desk = start(write_seven_entries(other), shipped_file=shipped, workspace=workspace)
        qtbot.wait(100)
        assert not workspace.exists()
        assert "shipped catalogue" in desk.own_work.entries.why_not
        with qtbot.waitSignal(desk.own_work.files.opened):
            desk.window.actions_by_name.open_shipped.trigger()
        assert desk.own_work.entries.why_not == ""
        assert desk.own_work.actions.new_entry.isEnabled()


def test_coming_back_after_months_one_is_told_how_old_things_are(
    start: Start, qtbot: QtBot
) -> None:
    desk = start()
    add(qtbot, desk, name="PRP, Pune", price="₹1,500", sessions="1", date="1 Feb 2026")
    again = start()
    text = again.window.message.text()
    assert text == "Rate is 311 days old · 1 figure older than 180 days"
    links = again.window.message.links
    assert [plain(link) for link in links if link.isVisible()] == [
        "Update rate",
        "Oldest first",
    ]
    links[1].click()
    assert again.catalogue_page.table.sorting == (SortKey.AGE, False)


def test_what_could_not_be_saved_is_said_until_something_is(desk: Desk) -> None:
    message, workspace = desk.window.message, desk.own_work.workspace
    workspace.refused.emit(NotSavedError(Path("own.exodesk"), "the disk is full"))
    assert message.text().startswith("Nothing was saved in own.exodesk")
    assert message.isVisible()
    assert workspace.apply(adding(workspace.contents, entry("Peel", "90 GBP")), quietly=True)
    assert not message.isVisible()


def test_a_backup_that_could_not_be_made_is_told_once(desk: Desk, workspace: Path) -> None:
    workspace.with_name(f"{workspace.name}.backups").write_bytes(b"in the way")
    message, kept = desk.window.message, desk.own_work.workspace
    assert kept.apply(adding(kept.contents, entry("Peel", "90 GBP", id="own-peel")))
    assert message.text().startswith("No backup was made in ")
    assert kept.apply(adding(kept.contents, entry("Laser", "90 GBP", id="own-laser")))
    assert message.text().startswith("Done: ")
