"""The settings in the whole window: opened by a key, and each choice done at once and kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.assumptions import Assumptions
from exodesk.paths import kept_rates_file, log_dir
from exodesk.storage.workspace.backups import backup_folder
from exodesk.translation import current_locale
from exodesk.ui.dialogs.settings_dialog import SettingsDialog
from exodesk.ui.menu_acts import acts_in
from exodesk.ui.rate_update import Step
from exodesk.ui.theme import Scheme
from tests.desks import Starting
from tests.seven_entries import SEVEN
from tests.ui.words_seen import english_in

INDIA = Assumptions("INR", home="IN")


@pytest.fixture
def desk(start: Starting, tmp_path: Path, qtbot: QtBot) -> Desk:
    return begun(start, tmp_path, qtbot)


def begun(start: Starting, folder: Path, qtbot: QtBot, **more: Any) -> Desk:
    desk = start(shipped_file=start.usual, workspace=folder / "own.exodesk", **more)
    qtbot.waitUntil(lambda: desk.workspace.writable)
    return desk


def opened(desk: Desk, qtbot: QtBot) -> SettingsDialog:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    qtbot.keyClick(desk.window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    return next(d for d in desk.window.findChildren(SettingsDialog) if d.isVisible())


def take(dialog: SettingsDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.chosen):
        qtbot.keyClick(dialog.ok, Qt.Key.Key_Space)


def test_the_key_the_menu_and_the_palette_lead_to_it(desk: Desk, qtbot: QtBot) -> None:
    assert opened(desk, qtbot).isModal()
    act = desk.window.actions_by_name.settings
    assert act.menuRole() is QAction.MenuRole.PreferencesRole
    (found,) = [one for one in acts_in(desk.window.menuBar()) if one.action is act]
    assert (found.path, found.text, found.keys) == (("Edit",), "Settings…", ("Ctrl+,",))


def test_colours_rows_currency_and_home_change_at_once_and_are_kept(
    start: Starting, desk: Desk, qtbot: QtBot
) -> None:
    dialog = opened(desk, qtbot)
    dialog.scheme.set_raw(Scheme.DARK.value)
    dialog.compact.setChecked(True)
    dialog.currency.set_raw("INR")
    dialog.home.set_raw("IN")
    take(dialog, qtbot)
    assert desk.theme.scheme is Scheme.DARK
    assert desk.window.actions_by_name.schemes[Scheme.DARK].isChecked()
    assert desk.catalogue_page.table.compact
    assert desk.document.assumptions == INDIA
    start.close()
    kept = json.loads(start.profile.read_text("utf-8"))
    assert (kept["scheme"], kept["compact"], kept["currency"]) == ("dark", True, "INR")
    again = opened(start(), qtbot)
    assert (again.currency.raw(), again.home.raw()) == ("INR", "IN")


def test_cancelled_all_stays_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    before = desk.theme.scheme, desk.document.assumptions, current_locale()
    dialog = opened(desk, qtbot)
    dialog.language.set_raw("hi")
    dialog.scheme.set_raw(Scheme.DARK.value)
    dialog.currency.set_raw("INR")
    dialog.may_fetch.setChecked(True)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (desk.theme.scheme, desk.document.assumptions, current_locale()) == before
    assert not desk.rate_work.updating.agreed


def test_another_language_is_spoken_by_a_new_window_and_remembered(
    start: Starting, desk: Desk, qtbot: QtBot
) -> None:
    before, dialog = desk.window, opened(desk, qtbot)
    dialog.language.set_raw("hi")
    dialog.currency.set_raw("INR")
    take(dialog, qtbot)
    qtbot.waitUntil(lambda: desk.window is not before)
    assert current_locale() == "hi"
    assert desk.document.assumptions.currency == "INR"
    start.close()
    assert json.loads(start.profile.read_text("utf-8"))["language"] == "hi"


def test_consent_to_fetching_is_given_without_a_fetch_and_taken_back(
    start: Starting, desk: Desk, qtbot: QtBot
) -> None:
    updating = desk.rate_work.updating
    dialog = opened(desk, qtbot)
    assert not dialog.may_fetch.isChecked()
    assert updating.host in dialog.may_fetch.accessibleDescription()
    qtbot.keyClick(dialog.may_fetch, Qt.Key.Key_Space)
    take(dialog, qtbot)
    assert updating.agreed
    assert updating.shown.step is Step.IDLE
    dialog = opened(desk, qtbot)
    assert dialog.may_fetch.isChecked()
    qtbot.keyClick(dialog.may_fetch, Qt.Key.Key_Space)
    take(dialog, qtbot)
    assert updating.agreed_host == ""
    start.close()
    assert json.loads(start.profile.read_text("utf-8"))["rates_from"] == ""


def test_a_hint_that_was_closed_comes_back(desk: Desk, qtbot: QtBot) -> None:
    dialog = opened(desk, qtbot)
    assert not dialog.hints_again.isEnabled()
    dialog.reject()
    banner = desk.window.message.text()
    desk.window.message.close_button.click()
    assert desk.window.message.isHidden()
    dialog = desk.show_settings()
    assert dialog.hints_again.isEnabled()
    qtbot.keyClick(dialog.hints_again, Qt.Key.Key_Space)
    take(dialog, qtbot)
    assert desk.window.message.isVisible()
    assert desk.window.message.text() == banner


def test_the_window_is_laid_out_as_at_a_first_start_in_every_catalogue(
    start: Starting, tmp_path: Path, qtbot: QtBot
) -> None:
    other = {"page": {"sizes": [1, 2, 3], "filter": {"words": "gel"}}, "tray": ["a"]}
    start.profile.parent.mkdir(parents=True)
    start.profile.write_text(json.dumps({"views": {"/another.json": other}}), "utf-8")
    desk = begun(start, tmp_path, qtbot)
    page = desk.catalogue_page
    usual = page.visible_columns(), page.details_visible()
    desk.window.resize(1300, 700)
    page.table.set_column_shown("downtime", False)
    page.set_details_visible(False)
    desk.window.page_bar.search.setText("exosome")
    dialog = opened(desk, qtbot)
    qtbot.keyClick(dialog.laid_out_anew, Qt.Key.Key_Space)
    take(dialog, qtbot)
    qtbot.waitUntil(lambda: page.visible_columns() == usual[0])
    assert page.details_visible() == usual[1]
    assert desk.window.width() > 1300 or desk.window.screen().availableSize().width() <= 1300
    assert page.entry_filter().words == "exosome"
    start.close()
    views = json.loads(start.profile.read_text("utf-8"))["views"]
    assert views["/another.json"] == {"page": {"filter": {"words": "gel"}}, "tray": ["a"]}


def test_it_says_what_was_guessed_and_the_usual_is_that(
    start: Starting, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = begun(start, tmp_path, qtbot, usual=INDIA, currency="GBP")
    dialog = opened(desk, qtbot)
    assert dialog.currency.raw() == "GBP"
    guess = "The region of this computer, or else its time zone, suggests ₹ INR and India."
    assert dialog.home.accessibleDescription() == f"Home country · {guess}"
    qtbot.keyClick(dialog.usual, Qt.Key.Key_Space)
    take(dialog, qtbot)
    assert desk.document.assumptions == INDIA


def test_it_says_where_the_files_are(
    desk: Desk, start: Starting, tmp_path: Path, qtbot: QtBot
) -> None:
    own = tmp_path / "own.exodesk"
    assert [field.text() for field in opened(desk, qtbot).places] == [
        str(own),
        str(backup_folder(own)),
        str(start.profile),
        str(kept_rates_file()),
        str(log_dir() / "exodesk.log"),
    ]


def test_in_hindi_no_english_word_is_left(start: Starting, tmp_path: Path, qtbot: QtBot) -> None:
    desk = begun(start, tmp_path, qtbot, language="hi")
    dialog = opened(desk, qtbot)
    host = desk.rate_work.updating.host
    names = [*(str(entry["name"]) for entry in SEVEN["entries"]), host, "fixture"]
    codes = [dialog.currency.itemData(n) for n in range(dialog.currency.count())]
    paths = [text for field in dialog.places for text in (field.text(), field.toolTip())]
    assert english_in(dialog, [*names, *codes, *paths]) == []
