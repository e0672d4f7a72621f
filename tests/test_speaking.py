"""Another language in a living window."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.filters import Criterion, EntryFilter
from exodesk.translation import Language, current_locale, language, languages, use_language
from exodesk.ui.main_window import CATALOGUE, COMPARE, QUOTES, MainWindow
from exodesk.ui.qt_words import QT_SAYS
from exodesk.ui.speaking import speak_in_qt
from exodesk.ui.widgets.assumption_button import AssumptionButton
from tests.desks import Starting
from tests.pseudo import FROM_THE_RIGHT, LONG, pseudo
from tests.ui.words_seen import english_in, texts_in


def menu_titles(desk: Desk) -> list[str]:
    return [action.text() for action in desk.window.menuBar().actions()]


def test_the_window_says_all_in_the_language_chosen_and_back(start: Starting) -> None:
    desk = start()
    english = menu_titles(desk)
    desk.speak(LONG)
    assert menu_titles(desk) == [pseudo(title) for title in english]
    assert desk.window.isVisible()
    desk.speak("en_GB")
    assert menu_titles(desk) == english


def test_the_menu_offers_each_language_under_its_own_name(start: Starting) -> None:
    desk = start()
    offered = desk.window.actions_by_name.languages
    names = [action.text() for action in offered.values()]
    assert names[:2] == ["English (United Kingdom)", "English (India)"]
    assert "हिन्दी" in names
    assert list(offered) == languages()
    assert [name for name, action in offered.items() if action.isChecked()] == ["en_GB"]


def test_a_language_chosen_in_the_menu_is_remembered(start: Starting, qtbot: QtBot) -> None:
    desk = start()
    before = desk.window
    desk.window.actions_by_name.languages["en_IN"].trigger()
    qtbot.waitUntil(lambda: desk.window is not before)
    assert current_locale() == "en_IN"
    assert desk.window.actions_by_name.languages["en_IN"].isChecked()
    start.close()
    assert json.loads(start.profile.read_text("utf-8"))["language"] == "en_IN"
    start()
    assert current_locale() == "en_IN"


def test_a_language_asked_for_at_the_start_is_not_remembered(start: Starting) -> None:
    start(language="hi")
    assert current_locale() == "hi"
    start()
    assert current_locale() == "en_GB"


def test_a_remembered_language_that_is_gone_is_the_one_of_the_system(start: Starting) -> None:
    start()
    start.close()
    kept = json.loads(start.profile.read_text("utf-8"))
    start.profile.write_text(json.dumps({**kept, "language": "xx"}), "utf-8")
    start()
    assert current_locale() == "en_GB"


def test_filter_tray_selection_and_page_are_as_they_were(start: Starting) -> None:
    desk = start()
    ids = [entry.id for entry in desk.document.catalogue.entries]
    desk.catalogue_page.set_entry_filter(EntryFilter(words="a"))
    shown = [cost.entry.id for cost, _judgement in desk.catalogue_page.shown_costs()]
    desk.catalogue_page.show_entry(shown[1])
    desk.tray.replace(ids[:2])
    desk.catalogue_page.set_details_visible(False)
    desk.window.show_page(COMPARE)
    desk.speak(LONG)
    assert desk.window.page() == COMPARE
    assert len(desk.comparison_page.costs()) == 2
    assert desk.tray.ids == tuple(ids[:2])
    assert desk.catalogue_page.entry_filter() == EntryFilter(words="a")
    assert desk.window.page_bar.search.text() == "a"
    assert desk.catalogue_page.current_id() == shown[1]
    assert not desk.catalogue_page.details_visible()
    desk.window.show_page(CATALOGUE)
    assert [cost.entry.id for cost, _judgement in desk.catalogue_page.shown_costs()] == shown


def test_assumptions_stay_and_are_still_changed_in_the_new_window(start: Starting) -> None:
    desk = start(currency="INR")
    desk.speak(LONG)
    assert desk.document.assumptions.currency == "INR"
    desk.window.strip.reset.click()
    assert desk.document.assumptions.currency == "GBP"
    desk.speak("en")
    assert desk.document.assumptions.currency == "GBP"


def test_the_strip_and_the_rate_are_shown_in_the_new_window(start: Starting) -> None:
    desk = start()

    def values() -> list[str]:
        strip = desk.window.strip
        return [button.accessibleName() for button in strip.findChildren(AssumptionButton)]

    before, rate = values(), desk.window.status.rate.text()
    assert any("GBP" in value for value in before)
    desk.speak("en_IN")
    assert values() == before
    assert desk.window.status.rate.text() == rate


def test_another_catalogue_is_opened_in_the_new_window_alone(
    start: Starting, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = start()
    desk.speak(LONG)
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    desk.open_file(broken)
    qtbot.waitUntil(lambda: not desk.window.message.isHidden())
    assert len(desk.document) == 7


def test_own_entries_can_still_be_undone_and_go_on_being_kept(
    start: Starting, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: desk.workspace.writable)
    first = desk.document.catalogue.entries[0].id
    desk.own_work.entries.delete([first])
    assert first not in desk.document.catalogue
    desk.speak(LONG)
    assert desk.workspace.writable
    assert desk.own_work.actions.undo.isEnabled()
    desk.own_work.actions.undo.trigger()
    assert first in desk.document.catalogue
    desk.own_work.actions.redo.trigger()
    assert first not in desk.document.catalogue
    start.close()
    again = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: again.workspace.writable)
    assert first not in again.document.catalogue


def test_the_quote_looked_at_stays_open(start: Starting, tmp_path: Path, qtbot: QtBot) -> None:
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk")
    qtbot.waitUntil(lambda: desk.workspace.writable)
    desk.window.show_page(QUOTES)
    desk.quote_work.actions.new.trigger()
    quote = desk.quote_work.quoting.current_id
    assert quote is not None
    desk.quote_work.page.list.search.setText("nobody")
    desk.speak(LONG)
    assert desk.window.page() == QUOTES
    assert desk.quote_work.quoting.current_id == quote
    assert desk.quote_work.page.list.search.text() == "nobody"
    shown = desk.quote_work.page.shown()
    assert shown is not None
    assert shown.quote.id == quote


def test_a_limit_that_could_not_be_read_is_still_there_and_refused_in_the_new_language(
    start: Starting,
) -> None:
    desk = start()
    field = desk.catalogue_page.filters.limits().field(Criterion.MAX_TOTAL)
    field.setText("1,000.5.0")
    field.commit()
    desk.speak("hi")
    field = desk.catalogue_page.filters.limits().field(Criterion.MAX_TOTAL)
    assert field.text() == "1,000.5.0"
    assert field.message == "यह राशि नहीं है। उदाहरण: 1,000 या ₹1,20,000"


def test_a_new_quote_is_in_the_language_of_the_window_until_another_is_chosen(
    start: Starting, tmp_path: Path, qtbot: QtBot
) -> None:
    desk = start(shipped_file=start.usual, workspace=tmp_path / "own.exodesk", language="hi")
    qtbot.waitUntil(lambda: desk.workspace.writable)
    quoting = desk.quote_work.quoting

    def language_of_a_new_one() -> str:
        desk.quote_work.actions.new.trigger()
        quote = quoting.current()
        assert quote is not None
        return quote.language

    assert language_of_a_new_one() == "hi"
    desk.quote_work.show()
    editor = desk.quote_work.page.editor
    editor.head.language.set_raw("en")
    editor.commit()
    quote = quoting.current()
    assert quote is not None
    assert quote.language == "en"
    desk.speak("en_IN")
    assert language_of_a_new_one() == "en"


def test_nothing_of_the_old_window_answers_any_more(start: Starting, qtbot: QtBot) -> None:
    desk = start()
    for chosen in (LONG, language("en_IN"), language("en_GB")):
        desk.speak(chosen)
    qtbot.waitUntil(
        lambda: len([w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]) == 1
    )
    desk.theme.changed.emit()
    desk.tray.replace([desk.document.catalogue.entries[0].id])
    desk.document.costs_changed.emit()
    desk.document.catalogue_changed.emit()
    desk.workspace.contents_changed.emit()


def test_the_window_runs_from_the_right_where_the_language_does(start: Starting) -> None:
    desk = start()
    desk.speak(FROM_THE_RIGHT)
    assert desk.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    desk.speak("en")
    assert desk.window.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_every_amount_is_isolated_from_the_words_around_it(start: Starting) -> None:
    desk = start()
    desk.speak(FROM_THE_RIGHT)
    desk.tray.replace(["exosome-london", "exosome-mumbai"])
    for page in (CATALOGUE, COMPARE):
        desk.window.show_page(page)
        texts = list(texts_in(desk.window))
        assert any("£" in text for text in texts)
        assert [text for text in texts if any(exposed(text))] == []


def exposed(text: str) -> Iterator[str]:
    """The amounts of ``text`` that its direction may turn round."""
    for amount in re.finditer("[£₹][0-9]", text):
        before = text[: amount.start()]
        if before.count("\u2066") <= before.count("\u2069"):
            yield text


def test_the_buttons_of_qt_speak_the_language_at_once(start: Starting, qtbot: QtBot) -> None:
    start()
    buttons = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(buttons.Ok | buttons.Cancel | buttons.Close)
    qtbot.addWidget(box)
    application = QApplication.instance()
    assert isinstance(application, QApplication)

    def words() -> set[str]:
        application.processEvents()
        return {button.text().replace("&", "") for button in box.buttons()}

    assert words() == {"OK", "Cancel", "Close"}
    use_language(LONG)
    speak_in_qt(application)
    assert words() == {pseudo("OK"), pseudo("Cancel"), pseudo("Close")}
    use_language("en")
    speak_in_qt(application)
    assert words() == {"OK", "Cancel", "Close"}


def test_every_standard_button_is_among_what_can_be_translated(qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for which in QDialogButtonBox.StandardButton:
        if which is not QDialogButtonBox.StandardButton.NoButton:
            box.addButton(which)
    assert {button.text() for button in box.buttons()} <= set(QT_SAYS)


def test_qt_writes_dates_in_the_language(start: Starting) -> None:
    start(language="hi")
    assert QLocale().toString(QDate(2026, 9, 6), "d MMM yyyy") == "6 सित॰ 2026"


def test_there_are_letters_for_every_language_offered(start: Starting) -> None:
    start()
    assert QFontDatabase.families(QFontDatabase.WritingSystem.Devanagari)


def test_a_word_that_is_not_translated_is_left_to_qt(start: Starting, qtbot: QtBot) -> None:
    start()
    use_language(Language("en_GB"))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    speak_in_qt(application)
    assert application.translate("QPlatformTheme", "Yes to &All") == "Yes to &All"


@pytest.mark.parametrize("dialog", [QFileDialog, QPrintDialog], ids=["files", "a printer"])
def test_the_dialogs_of_qt_hold_no_english_in_a_hindi_window(
    start: Starting, tmp_path: Path, qtbot: QtBot, dialog: type[QDialog]
) -> None:
    desk = start(language="hi")
    shown = dialog(desk.window)
    shown.setWindowTitle("")  # the program gives it one
    folder = tmp_path / "empty"
    folder.mkdir()
    if isinstance(shown, QFileDialog):
        shown.setOption(QFileDialog.Option.DontUseNativeDialog)
        shown.setDirectory(str(folder))
    shown.show()
    assert english_in(shown, [str(folder), str(Path.cwd()), str(Path.home()), "Alt Left Up"]) == []
    shown.close()
