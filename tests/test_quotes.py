"""Quotes written, issued and kept through the real window, with keys and clicks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.documents import typst_document
from exodesk.documents.pages import pages_of
from exodesk.domain.acts import adding, editing
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import ExosomeSource, Family, Tax
from exodesk.domain.quotes.book import QuoteState
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.quote import Quote
from exodesk.paths import resource
from exodesk.ui.flows.exporting import Export
from exodesk.ui.flows.file_writing import Pieces
from exodesk.ui.main_window import CATALOGUE, COMPARE, QUOTES
from exodesk.ui.pages.quotes import QuotesPage
from exodesk.ui.widgets.quote_editor import QuoteEditor
from tests.builders import entry, offer
from tests.commands import entry_object, run, write_catalogue
from tests.desks import RATE, TODAY, starting
from tests.documents.examples import text_of
from tests.domain.quotes.test_letterhead import png, svg
from tests.seven_entries import write_seven_entries
from tests.storage.workspace.acts import execute
from tests.ui.keyboard import heard, plain, tab_stops
from tests.written import wait_until_written

LEEDS = replace(
    entry(
        "Exosome + microneedling, Leeds",
        offer(
            "200-280 GBP",
            tax=Tax.EXCLUDED,
            tax_rate="20",
            source="list",
            date=(TODAY - timedelta(days=30)).isoformat(),
        ),
        id="own-leeds",
        family=Family.EXOSOME,
        city="Leeds",
        sessions="3",
        interval="4 week",
    ),
    exosome_source=ExosomeSource.NOT_STATED,
)
Start = Callable[..., Desk]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    shipped = write_seven_entries(tmp_path)
    with starting(qtbot, tmp_path) as begin:

        def start(**more: Any) -> Desk:
            usual = {"shipped_file": shipped, "workspace": tmp_path / "own.exodesk"}
            desk = begin(**{**usual, **more})
            qtbot.waitUntil(lambda: desk.own_work.files.path is not None)
            desk.quote_work.show()
            return desk

        yield start


@pytest.fixture
def desk(start: Start) -> Desk:
    desk = start()
    assert desk.own_work.workspace.apply(adding(desk.own_work.workspace.contents, LEEDS))
    return desk


def editor(desk: Desk) -> QuoteEditor:
    desk.quote_work.show()
    return desk.quote_work.page.editor


def current(desk: Desk) -> Quote:
    quote = desk.quote_work.quoting.current()
    assert quote is not None
    return quote


def write(desk: Desk, qtbot: QtBot, key: str, text: str) -> str:
    """Type a text into a field and leave it; what the field then refuses."""
    field = editor(desk).field(key)
    field.editor.setFocus()
    assert isinstance(field.editor, QLineEdit | QPlainTextEdit)
    field.editor.selectAll()
    if isinstance(field.editor, QLineEdit):
        field.editor.insert(text)
    else:
        field.editor.insertPlainText(text)
    field.commit()
    desk.quote_work.show()
    return field.message()


def choose(desk: Desk, key: str, raw: str) -> None:
    editor(desk).field(key).editor.set_raw(raw)
    desk.quote_work.show()


def add_entry(desk: Desk, letter: str, entry_id: str) -> None:
    option = next(o for o in editor(desk).options if o.letter == letter)
    option.entry_search.chosen.emit(entry_id)
    desk.quote_work.show()


def new_quote(desk: Desk, qtbot: QtBot, client: str = "A. Sharma") -> None:
    desk.quote_work.actions.new.trigger()
    write(desk, qtbot, "client", client)


def three_options(desk: Desk, qtbot: QtBot) -> None:
    new_quote(desk, qtbot)
    for letter, entry_id in (("A", LEEDS.id), ("B", "exosome-mumbai"), ("C", "peel-delhi")):
        if letter != "A":
            editor(desk).add_option.click()
        add_entry(desk, letter, entry_id)


def settle(desk: Desk) -> None:
    """State every point on the quote."""
    page = desk.quote_work.page
    page.open_notes()
    while buttons := [b for b in page.notes.buttons() if plain(b) == "State on quote"]:
        buttons[0].click()
        desk.quote_work.show()


def issue(desk: Desk) -> Quote:
    settle(desk)
    dialog = desk.quote_work.quoting.ask_issue()
    assert dialog is not None, desk.window.message.text()
    dialog.issue_button.click()
    desk.quote_work.show()
    return current(desk)


def pdf(desk: Desk) -> bytes:
    """What is written as the PDF of the quote looked at."""
    export = desk.quote_work.quoting.export()
    assert export is not None
    make = export.kinds["pdf"]()
    assert not isinstance(make, Pieces)
    return make()


def written(desk: Desk, path: Path, export: Export, kind: str) -> Path:
    exporting = desk.taking_away.exporting
    exporting.write(path, export, kind)
    wait_until_written(exporting)
    return path


def asked_to_print(desk: Desk, qtbot: QtBot) -> str:
    """The title of the dialog that the key to print opens; it is closed again."""
    desk.window.actions_by_name.print_pages.trigger()
    qtbot.waitUntil(lambda: desk.window.findChild(QPrintDialog) is not None)
    dialog = desk.window.findChild(QPrintDialog)
    assert dialog is not None
    title = dialog.windowTitle()
    dialog.reject()
    qtbot.waitUntil(lambda: desk.window.findChild(QPrintDialog) is None)
    return title


def change_templates(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another edition of the program draw from now on."""
    shutil.copytree(resource("templates"), folder / "templates")
    template = folder / "templates" / "quote.typ"
    template.write_text(f"{template.read_text('utf-8')}\nAnother template\n", "utf-8")
    monkeypatch.setattr(
        typst_document,
        "resource",
        lambda *parts: folder / parts[0] if parts == ("templates",) else resource(*parts),
    )


def use_rate(desk: Desk, value: int) -> None:
    desk.document.use_rates(desk.document.rates.with_pinned(replace(RATE, value=Decimal(value))))
    desk.quote_work.show()


def totals(desk: Desk) -> list[str]:
    return [option.total.text() for option in editor(desk).options]


def paper(desk: Desk) -> str:
    desk.quote_work.show()
    return desk.quote_work.page.paper.words()


def test_a_button_says_why_no_quote_can_be_begun(qtbot: QtBot, tmp_path: Path) -> None:
    with starting(qtbot, tmp_path) as begin:
        desk = begin()
        desk.window.show_page(QUOTES)
        for button in (desk.quote_work.page.list.new, desk.quote_work.page.nothing._button):
            desk.window.message.hide()
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            assert desk.window.message.isVisible()
            assert desk.window.message.text() == desk.quote_work.actions.new.statusTip() != ""


class TestWritingAQuote:
    def test_the_key_begins_one_with_the_cursor_in_the_client(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(desk.window, Qt.Key.Key_Q, keys)
        assert desk.window.page() == QUOTES
        assert editor(desk).field("client").editor.hasFocus()
        assert desk.window.page_bar.tabs[QUOTES].accessibleName() == "Quotes: 1"
        assert current(desk).options[0].letter == "A"

    def test_totals_stand_in_both_currencies_with_their_tax(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        assert totals(desk)[0] == "£720.00 – £1,008.00 incl. VAT"
        assert editor(desk).options[0].second.text() == "₹86,400 – ₹1,20,960"
        assert totals(desk)[1].startswith("£300.00 – £450.00")
        assert desk.quote_work.page.list.sentences()[1] == (
            "A. Sharma, No number yet, Draft · 3 options, total £100 – £1,008"
        )

    def test_every_edit_is_saved_at_once_and_can_be_undone(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start()
        new_quote(desk, qtbot)
        add_entry(desk, "A", "exosome-london")
        assert write(desk, qtbot, "A.0.count", "4") == ""
        assert totals(desk) == ["£1,000.00 – £1,400.00 VAT not stated"]
        undo = desk.own_work.actions.undo
        assert undo.text().replace("&", "") == "Undo Edit the quote for A. Sharma"
        qtbot.keyClick(
            editor(desk).field("A.0.count").editor,
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier,
        )
        assert totals(desk) == ["£750.00 – £1,050.00 VAT not stated"]
        desk.own_work.actions.redo.trigger()
        again = start()
        again.window.show_page(QUOTES)
        assert totals(again) == ["£1,000.00 – £1,400.00 VAT not stated"]
        assert editor(again).field("client").editor.raw() == "A. Sharma"

    def test_the_key_to_save_takes_over_what_is_typed_and_says_where_it_is(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        new_quote(desk, qtbot, "A. Sharma")
        client = editor(desk).field("client").editor
        client.setFocus()
        qtbot.keyClicks(client, " and R. Gupta")
        qtbot.keyClick(client, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert current(desk).client.name == "A. Sharma and R. Gupta"
        said = desk.window.message.text().replace("\u200b", "")
        assert said.startswith("All your changes are saved in ")
        assert "own.exodesk, as of " in said
        assert desk.window.focusWidget() is client

    def test_the_key_to_save_does_not_call_saved_what_a_field_refuses(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        new_quote(desk, qtbot)
        add_entry(desk, "A", "exosome-london")
        discount = editor(desk).field("A.discount").editor
        discount.setFocus()
        qtbot.keyClicks(discount, "half of it")
        qtbot.keyClick(discount, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert "but for what the marked field refuses" in desk.window.message.text()

    def test_the_ticked_entries_become_options(self, desk: Desk, qtbot: QtBot) -> None:
        desk.tray.replace(["exosome-london", "peel-delhi"])
        desk.window.show_page(CATALOGUE)
        desk.comparison_page.quote_requested.emit()
        assert [o.lines[0].subject for o in current(desk).options] == [
            "exosome-london",
            "peel-delhi",
        ]
        desk.tray.replace(["laser-london"])
        editor(desk).from_tray.click()
        assert [o.letter for o in current(desk).options] == ["A", "B", "C"]

    def test_travel_is_a_line_of_its_own(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        add_entry(desk, "A", "exosome-mumbai")
        dialog = desk.quote_work.quoting.ask_line("A", True)
        assert dialog is not None
        dialog.add()
        assert dialog.fields["price"].message() == "A price lacks. Example: £420"
        dialog.fields["price"].editor.set_raw("£420")
        dialog.add()
        assert not dialog.isVisible()
        assert totals(desk) == ["£720.00 – £870.00 GST partly not stated"]

    def test_a_price_outside_the_range_asks_for_its_reason(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        add_entry(desk, "A", LEEDS.id)
        write(desk, qtbot, "A.0.price", "£150")
        assert totals(desk) == ["£540.00 incl. VAT"]
        words = desk.quote_work.page.notes.words()
        assert any("outside the published range" in line for line in words)
        write(desk, qtbot, "A.0.reason", "agreed by telephone")
        words = desk.quote_work.page.notes.words()
        assert not any("outside the published range" in line for line in words)

    def test_discounts_and_terms_stand_on_the_paper(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        add_entry(desk, "A", LEEDS.id)
        write(desk, qtbot, "A.0.discount", "10 %")
        assert totals(desk) == ["£648.00 – £907.20 incl. VAT"]
        write(desk, qtbot, "A.discount", "£48")
        assert totals(desk) == ["£600.00 – £859.20 incl. VAT"]
        write(desk, qtbot, "deposit", "20 % on booking")
        words = paper(desk)
        for text in ("less 10 %", "Less £48", "20 % on booking", "Draft, not issued"):
            assert text in words

    def test_a_deleted_draft_comes_back(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        desk.quote_work.actions.remove.trigger()
        desk.quote_work.show()
        assert "No quotes yet" in desk.quote_work.page.nothing.words()
        desk.own_work.actions.undo.trigger()
        desk.quote_work.show()
        assert len(desk.quote_work.page.list.ids()) == 1

    def test_a_search_goes_over_all_quotes(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot, "A. Sharma")
        new_quote(desk, qtbot, "J. Whitfield")
        add_entry(desk, "A", "peel-delhi")
        found = desk.quote_work.page.list
        found.search.setText("peel")
        assert [line.partition(",")[0] for line in found.sentences()] == [
            "Draft · 1",
            "J. Whitfield",
        ]
        found.search.setText("nobody")
        assert found.ids() == []
        assert current(desk).client.name == "J. Whitfield"


class TestHead:
    def test_a_long_name_leaves_the_list_its_room(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        page, name = desk.quote_work.page, "Wilhelmina of Llanfairpwllgwyngyll " * 4
        wide = page.list.width()
        write(desk, qtbot, "client", name)
        qtbot.wait(20)
        assert page.list.width() == wide
        assert page.head.number.toolTip()
        assert page.head.number.accessibleName() == name.strip()


class TestNotes:
    def test_all_of_them_are_seen_as_far_as_there_is_room(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        issue(desk)
        page = desk.quote_work.page
        page.open_notes()
        assert len(page.notes.notes()) == 3
        qtbot.waitUntil(lambda: page.notes.height() >= 3 * page.notes.fontMetrics().height())


class TestBadInput:
    def test_a_past_day_is_refused_at_the_field_and_the_last_good_one_stays(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        new_quote(desk, qtbot)
        validity = editor(desk).head.validity
        validity.how.set_raw("day")
        assert current(desk).validity == TODAY + timedelta(days=14)
        yesterday = TODAY - timedelta(days=1)
        validity.day.setDate(QDate(yesterday.year, yesterday.month, yesterday.day))
        assert validity.message() == (
            "That day is past. A quote is valid until today or a later day."
        )
        assert current(desk).validity == TODAY + timedelta(days=14)
        desk.quote_work.show()
        assert validity.message()
        validity.day.setDate(QDate(2026, 12, 24))
        assert validity.message() == ""
        assert current(desk).validity == date(2026, 12, 24)

    @pytest.mark.parametrize("days", ["0", "-3", "many", "99999", ""])
    def test_a_number_of_days_that_is_none_is_refused(
        self, desk: Desk, qtbot: QtBot, days: str
    ) -> None:
        new_quote(desk, qtbot)
        validity = editor(desk).head.validity
        validity.days.setText(days)
        validity.days.editingFinished.emit()
        assert validity.message().startswith("A quote is valid for a number of days between 1 and")
        assert current(desk).validity == 14

    @pytest.mark.parametrize(
        ("key", "text", "sentence"),
        [
            ("A.0.discount", "£900", "Option A: the discount on “Exosome"),
            ("A.0.discount", "-5 %", "A discount is an amount above 0"),
            ("A.0.discount", "a lot", "“a lot” is not a price that I can read."),
            ("A.discount", "£5000", "Option A: the discount is above the total."),
            ("A.0.count", "0", "Sessions must be 1 or more."),
            ("A.0.price", "about a hundred", "“About” leaves open how much. Write one price"),
            ("A.0.price", "some hundred", "“some hundred” is not a price"),
            ("client", "x" * 501, "This text has 501 characters"),
        ],
    )
    def test_what_cannot_stand_is_refused_at_its_field(
        self, desk: Desk, qtbot: QtBot, key: str, text: str, sentence: str
    ) -> None:
        new_quote(desk, qtbot)
        add_entry(desk, "A", LEEDS.id)
        before = current(desk)
        said = write(desk, qtbot, key, text)
        assert said.startswith(sentence)
        assert editor(desk).field(key).editor.raw() == text
        assert current(desk) == before
        qtbot.keyClick(editor(desk).field(key).editor, Qt.Key.Key_Escape)
        assert editor(desk).field(key).message() == ""

    def test_an_empty_option_waits(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        desk.quote_work.show()
        action = desk.quote_work.actions.issue
        assert not action.isEnabled()
        assert action.toolTip() == "Option A is empty: add a line to it, or remove it."
        assert desk.quote_work.quoting.ask_issue() is None
        assert desk.window.message.text() == action.toolTip()

    @pytest.mark.parametrize(
        "client", ["../../x", "CON", "<b>bold</b> & <img src=x>", "\u202eright to left", "x" * 300]
    )
    def test_any_name_is_a_name(self, desk: Desk, qtbot: QtBot, client: str) -> None:
        new_quote(desk, qtbot, client)
        add_entry(desk, "A", LEEDS.id)
        assert current(desk).client.name == client
        assert client.replace("\u202e", "[U+202E]") in paper(desk)
        assert client in desk.quote_work.page.list.sentences()[1]

    def test_amounts_without_a_rate_are_never_added_up(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        add_entry(desk, "A", "exosome-mumbai")
        desk.document.use_rates(desk.document.rates.withholding("GBP", "INR"))
        assert totals(desk) == ["needs a rate"]
        assert not desk.quote_work.actions.issue.isEnabled()
        assert "there is no rate to GBP" in desk.quote_work.actions.issue.toolTip()

    def test_what_is_no_logo_is_said_and_the_logo_before_stays(
        self, desk: Desk, tmp_path: Path
    ) -> None:
        dialog = desk.quote_work.quoting.ask_letterhead()
        names = ("a.svg", "b.png", "c.png", "d.png", "e.svg", "f.svg")
        good, bad, huge, wide, pointing, laughing = (tmp_path / name for name in names)
        good.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
        bad.write_bytes(b"GIF89a")
        with huge.open("wb") as file:
            file.truncate(100 << 20)
        wide.write_bytes(png(50_000, 50_000, b""))
        pointing.write_bytes(svg('<image href="file:///etc/passwd"/>'))
        laughing.write_bytes(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"))
        dialog.logo_wanted.emit(good)
        logo = dialog.logo()
        assert logo is not None
        for path, why in (
            (bad, "neither a PNG nor an SVG"),
            (huge, "larger than 1 MB"),
            (wide, "more than 4000 pixels on a side"),
            (pointing, "needs something from outside itself"),
            (laughing, "has a document type"),
            (tmp_path / "none.png", "cannot be read"),
        ):
            dialog.logo_wanted.emit(path)
            assert dialog.message().startswith("The logo was not taken: ")
            assert why in dialog.message()
            assert dialog.logo() == logo
        dialog.fields["name"].editor.set_raw("Skin Clinic")
        dialog.save()
        letterhead = desk.own_work.workspace.contents.letterhead
        assert (letterhead.name, letterhead.logo) == ("Skin Clinic", logo)


class TestStandingByIt:
    def test_the_check_lists_what_a_reader_is_not_told(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        desk.quote_work.actions.check.trigger()
        page = desk.quote_work.page
        assert page.notes.isVisible()
        words = page.notes.words()
        for line in (
            "Option A · Exosome + microneedling, Leeds: The source of the exosomes is not stated.",
            "Option B · Exosome + microneedling, Mumbai: Whether tax is included in the price is"
            " not stated.",
            "Option C · Peel, Delhi: The price is of 10 Jan 2026: more than 180 days old.",
        ):
            assert line in words
        assert {plain(button) for button in page.notes.buttons()} == {
            "Fix",
            "State on quote",
        }
        assert page.head.settle.text() == "7 points to settle before issue"
        assert not page.button("issue").isEnabled()

    def test_all_that_can_be_stated_is_stated_as_one_edit(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        page = desk.quote_work.page
        page.open_notes()
        assert page.notes.state_all.text() == "State all 7 on quote"
        page.notes.state_all.click()
        desk.quote_work.show()
        assert page.button("issue").isEnabled()
        assert page.notes.state_all.isHidden()
        desk.own_work.workspace.undo()
        desk.quote_work.show()
        assert not page.button("issue").isEnabled()

    def test_fix_goes_to_the_field(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        page = desk.quote_work.page
        page.open_notes()
        page.notes.button("Whether tax is included", "Fix").click()
        tax = editor(desk).field("B.0.tax").editor
        assert tax.hasFocus()
        choose(desk, "B.0.tax", "included")
        assert totals(desk)[1] == "£300.00 – £450.00 incl. GST"

    def test_a_quote_that_lacks_its_beginning_says_what_it_waits_for(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        desk.quote_work.actions.new.trigger()
        settle(desk)
        page = desk.quote_work.page
        assert not page.button("issue").isEnabled()
        assert page.head.settle.text() == "The quote names no client: enter a name."
        three_options(desk, qtbot)
        settle(desk)
        assert page.button("issue").isEnabled()
        assert page.head.settle.text() == "Nothing to settle before issue"

    def test_the_question_before_issue_tells_that_nobody_signs(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        three_options(desk, qtbot)
        settle(desk)
        quoting = desk.quote_work.quoting
        asked = quoting.ask_issue()
        assert asked is not None
        assert "It does not say who writes it" in asked.facts.text()
        asked.reject()
        quoting.kept.set_letterhead(Letterhead(name="Skin Clinic"))
        asked = quoting.ask_issue()
        assert asked is not None
        assert "who writes it" not in asked.facts.text()
        asked.reject()

    def test_issue_numbers_and_locks_it_for_good(self, start: Start, qtbot: QtBot) -> None:
        desk = start()
        assert desk.own_work.workspace.apply(adding(desk.own_work.workspace.contents, LEEDS))
        three_options(desk, qtbot)
        quote = issue(desk)
        assert quote.number == "Q-2026-0001"
        assert desk.window.message.text() == "Q-2026-0001 is issued. Nothing changes it any more."
        assert not desk.own_work.workspace.undo_stack.canUndo()
        before = paper(desk)
        for text in (
            "Quote Q-2026-0001",
            "For A. Sharma\nValid until 6 Dec 2026.",
            "£720.00 – £1,008.00\nincl. VAT",
            "₹86,400 – ₹1,20,960",
            "£1 = ₹120.0000 · 15 Jan 2026 · fixture",
            "Invented prices",
            "The source of the exosomes is not stated.",
            "Price information, not medical advice",
        ):
            assert text in before
        use_rate(desk, 125)
        desk.own_work.workspace.undo()
        assert desk.own_work.entries.delete([LEEDS.id])
        assert paper(desk) == before
        again = start()
        again.window.show_page(QUOTES)
        assert paper(again) == before

    def test_its_document_is_the_same_for_ever(
        self, start: Start, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk = start()
        assert desk.own_work.workspace.apply(adding(desk.own_work.workspace.contents, LEEDS))
        three_options(desk, qtbot)
        number = issue(desk).number
        before = pdf(desk)
        assert number is not None
        assert number in text_of(before)
        use_rate(desk, 90)
        contents = desk.own_work.workspace.contents
        dearer = replace(LEEDS, name="Other", offers=(offer("900 GBP"),))
        now = datetime(2026, 11, 22, tzinfo=UTC)
        assert desk.own_work.workspace.apply(editing(contents, Catalogue(), dearer, (), now))
        desk.quote_work.quoting.kept.set_letterhead(Letterhead(name="Other"))
        change_templates(tmp_path, monkeypatch)
        assert pdf(desk) == before
        quote_id = current(desk).id
        other = write_catalogue(tmp_path / "other.json", entry_object("other"))
        again = start(catalogue=other, shipped_file=other)
        again.quote_work.quoting.choose(quote_id)
        assert pdf(again) == before
        path = tmp_path / "shown.pdf"
        shown = run(
            *("quote", "--catalogue", other),
            *("--workspace", tmp_path / "own.exodesk", "--show", number, "-o", path),
        )
        assert shown.code == 0, shown.complaints
        assert path.read_bytes() == before
        again.quote_work.quoting.duplicate()
        assert "Another template" in text_of(pdf(again)), "drafts follow all of these"

    def test_what_is_seen_are_the_pages_of_its_document(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        view = desk.quote_work.page.paper
        desk.quote_work.actions.preview.trigger()
        qtbot.waitUntil(view.is_drawn)
        draft = view.picture(1)
        quote = issue(desk)
        assert view.picture(1) == draft, "it stays until what follows is there"
        qtbot.waitUntil(lambda: view.is_drawn() and view.picture(1) != draft)
        pages = pages_of(pdf(desk))
        picture = view.picture(1)
        assert picture is not None
        assert view.page_count() == pages.count == 2
        dots = picture.width() * 72 / pages.width
        assert QImage.fromData(pages.picture(1, dots)) == picture
        assert f"Quote {quote.number}" in view.area.accessibleDescription()

    def test_an_edit_waits_for_no_page(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        view = desk.quote_work.page.paper
        with qtbot.assertNotEmitted(view.document_wanted, wait=400):
            write(desk, qtbot, "notes", "Bring a list.")
        desk.quote_work.actions.preview.trigger()
        qtbot.waitUntil(view.is_drawn)
        assert "Bring a list." in view.words()

    def test_a_damaged_document_is_told_where_it_would_be_seen(
        self, start: Start, qtbot: QtBot, tmp_path: Path
    ) -> None:
        desk = start()
        assert desk.own_work.workspace.apply(adding(desk.own_work.workspace.contents, LEEDS))
        three_options(desk, qtbot)
        quote_id = issue(desk).id
        start().own_work.workspace.attach(None)
        execute(tmp_path / "own.exodesk", "UPDATE documents SET body = x'00'")
        again = start()
        again.window.show_page(QUOTES)
        again.quote_work.quoting.choose(quote_id)
        view = again.quote_work.page.paper
        qtbot.waitUntil(lambda: "is damaged in the workspace" in view.notice.text())
        assert view.notice.again.isVisible()
        assert "£720.00 – £1,008.00" in view.words()

    def test_beside_it_stands_what_it_would_be_today(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        issue(desk)
        use_rate(desk, 125)
        page = desk.quote_work.page
        page.open_notes()
        assert page.notes.words()[0] == ("Option A: ₹86,400 – ₹1,20,960, today ₹90,000 – ₹1,26,000")
        assert page.head.settle.text() == "Today it would differ: A, B, C"

    def test_a_new_version_takes_its_place_and_says_what_changed(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        three_options(desk, qtbot)
        first = issue(desk)
        desk.quote_work.actions.new_version.trigger()
        assert write(desk, qtbot, "A.0.count", "4") == ""
        desk.quote_work.actions.changes.trigger()
        words = desk.quote_work.page.notes.words()
        assert ("What changed: Option A: Sessions 3 → 4; total £720–1,008 → £960–1,344") in words
        sentences = desk.quote_work.page.list.sentences()
        assert "A. Sharma, Version 2 of Q-2026-0001, Draft · 3 options, total £100 – £1,344" in (
            sentences
        )
        second = issue(desk)
        assert (second.number, second.version) == ("Q-2026-0002", 2)
        book = desk.quote_work.quoting.book
        assert book.state(first, TODAY) is QuoteState.SUPERSEDED
        desk.quote_work.page.chosen.emit(first.id)
        assert "£720.00 – £1,008.00" in paper(desk)
        assert not desk.quote_work.actions.new_version.isEnabled()

    def test_an_answer_is_noted_and_can_be_taken_back(self, desk: Desk, qtbot: QtBot) -> None:
        three_options(desk, qtbot)
        quote = issue(desk)
        dialog = desk.quote_work.quoting.ask_accepted()
        assert dialog is not None
        dialog.option.set_raw("B")
        dialog.day.setDate(QDate(2026, 11, 20))
        dialog.save_button.click()
        assert "came between its day of issue and today" in dialog.message()
        dialog.day.setDate(QDate(2026, 11, 22))
        dialog.save_button.click()
        assert not dialog.isVisible()
        desk.quote_work.show()
        assert "Accepted · option B, 22 Nov 2026" in desk.quote_work.page.list.sentences()[1]
        desk.quote_work.actions.reopen.trigger()
        assert desk.quote_work.quoting.book.state(quote, TODAY) is QuoteState.ISSUED

    def test_expired_quotes_are_counted_and_keep_their_numbers(
        self, start: Start, qtbot: QtBot
    ) -> None:
        desk = start()
        new_quote(desk, qtbot)
        add_entry(desk, "A", "exosome-mumbai")
        quote = issue(desk)
        desk.document._today = TODAY + timedelta(days=93)
        desk.own_work.coming_back.tell()
        assert desk.window.message.text() == "Rate is 404 days old · 1 quote expired"
        use_rate(desk, 125)
        assert desk.quote_work.quoting.book.state(quote, desk.document.today) is (
            QuoteState.EXPIRED
        )
        assert "£300.00 – £450.00" in paper(desk)
        desk.quote_work.actions.new_version.trigger()
        assert totals(desk) == ["£288.00 – £432.00 GST not stated"]


class TestWithoutAMouse:
    def test_every_stop_of_the_tab_key_has_a_name_and_is_met_once(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        three_options(desk, qtbot)
        editor(desk).options[1].lines[0].set_open(True)
        desk.quote_work.page.open_notes()
        qtbot.waitUntil(lambda: editor(desk).field("B.0.note").editor.isVisible())
        stops = tab_stops(desk.window)
        assert [stop for stop in stops if not heard(stop).strip()] == []
        editor(desk).field("client").editor.setFocus()
        met: list[QWidget] = []
        while (now := desk.window.focusWidget()) is not None and now not in met:
            met.append(now)
            qtbot.keyClick(now, Qt.Key.Key_Tab)
        assert now is met[0]
        names = [heard(widget) for widget in met]
        wanted = ["Client", "Title of option A", "Title of option B", "Sessions", "Deposit"]
        assert [name for name in names if name in wanted] == wanted

    def test_the_keys_lead_to_the_page_and_its_panes(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        desk.window.show_page(CATALOGUE)
        qtbot.keyClick(desk.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        assert desk.window.page() == QUOTES
        assert desk.quote_work.page.list.view.hasFocus()
        assert desk.window.status.counts.text() == "1 quote · 1 draft"
        qtbot.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert desk.quote_work.page.list.search.hasFocus()


class TestThePageBeforeAnybodyHasSeenIt:
    def test_it_is_made_at_the_first_visit(self, start: Start, qtbot: QtBot) -> None:
        desk = start()
        new_quote(desk, qtbot)
        again = start()
        assert again.window.findChild(QuotesPage) is None
        assert again.window.page_bar.tabs[QUOTES].accessibleName() == "Quotes: 1"
        for key in (Qt.Key.Key_2, Qt.Key.Key_1):
            qtbot.keyClick(again.window, key, Qt.KeyboardModifier.ControlModifier)
        for _time in range(4):
            qtbot.keyClick(again.window, Qt.Key.Key_F6)
        again.catalogue_page.table.setFocus()
        assert again.window.findChild(QuotesPage) is None
        qtbot.keyClick(again.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        page = again.window.findChild(QuotesPage)
        assert page is again.quote_work.page
        assert page.list.view.hasFocus()
        qtbot.waitUntil(lambda: page.list.ids() != [])
        assert page.isVisible()
        qtbot.keyClick(again.window, Qt.Key.Key_F6)
        assert not page.list.view.hasFocus()
        qtbot.keyClick(again.window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert page.list.view.hasFocus()

    def test_acts_undo_and_search_do_not_wait_for_it(self, start: Start, qtbot: QtBot) -> None:
        desk = start()
        workspace = desk.own_work.workspace
        assert desk.quote_work.actions.new.isEnabled()
        assert not desk.quote_work.actions.issue.isEnabled()
        desk.quote_work.actions.new.trigger()
        qtbot.waitUntil(lambda: desk.quote_work.page.list.ids() != [])
        assert desk.quote_work.page.button("issue").isVisible()
        desk.window.show_page(CATALOGUE)
        desk.own_work.actions.undo.trigger()
        assert workspace.contents.quotes == {}
        qtbot.keyClick(desk.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(desk.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert desk.quote_work.page.list.search.hasFocus()


class TestTakingItAway:
    def test_it_is_written_under_a_name_that_every_system_takes(
        self, desk: Desk, qtbot: QtBot, tmp_path: Path
    ) -> None:
        new_quote(desk, qtbot, "../../x: CON?")
        add_entry(desk, "A", LEEDS.id)
        issue(desk)
        export = desk.quote_work.quoting.export()
        assert export is not None
        assert export.name == "Q-2026-0001 .. .. x CON.pdf"
        paper = written(desk, tmp_path / export.name, export, "pdf")
        assert "£1,008.00" in text_of(paper.read_bytes())
        table = written(desk, tmp_path / "quote.csv", export, "pdf")
        assert "1008.00" in table.read_text("utf-8-sig")
        workbook = written(desk, tmp_path / "quote.xlsx", export, "csv")
        assert workbook.read_bytes().startswith(b"PK")
        plain = json.loads(written(desk, tmp_path / "quote.json", export, "csv").read_text("utf-8"))
        assert plain["number"] == "Q-2026-0001"
        assert plain["disclaimer"] == "Price information, not medical advice"
        written(desk, tmp_path / "missing" / "quote.csv", export, "csv")
        assert "missing" in desk.window.message.text()

    def test_the_key_asks_where_to(self, desk: Desk, qtbot: QtBot) -> None:
        desk.window.show_page(QUOTES)
        desk.window.actions_by_name.export.trigger()
        assert desk.window.message.text() == "There is no quote to export. Choose one first."
        new_quote(desk, qtbot)
        desk.window.actions_by_name.export.trigger()
        dialog = desk.window.findChild(QFileDialog)
        assert dialog is not None
        assert dialog.nameFilters() == [
            *("PDF document (*.pdf)", "Spreadsheet (*.xlsx)"),
            *("CSV table (*.csv)", "JSON (*.json)"),
        ]
        dialog.reject()

    def test_the_key_prints_the_quote_or_the_comparison(self, desk: Desk, qtbot: QtBot) -> None:
        act, message = desk.window.actions_by_name.print_pages, desk.window.message
        act.trigger()
        assert message.text() == "The list itself is not printed. Print a comparison or a quote."
        for page, sentence in (
            (QUOTES, "There is no quote to print. Choose one first."),
            (COMPARE, "There is no comparison yet. Tick 2 to 8 entries first."),
        ):
            desk.window.show_page(page)
            act.trigger()
            assert message.text() == sentence
        desk.tray.replace(["exosome-mumbai", "peel-delhi"])
        desk.window.actions_by_name.compare.trigger()
        assert asked_to_print(desk, qtbot).startswith("Print 2026-11-22 ")
        three_options(desk, qtbot)
        assert asked_to_print(desk, qtbot) == "Print Draft for A. Sharma"
        issue(desk)
        assert asked_to_print(desk, qtbot) == "Print Q-2026-0001 A. Sharma"

    def test_copy_puts_its_lines_and_totals_on_the_clipboard(
        self, desk: Desk, qtbot: QtBot
    ) -> None:
        new_quote(desk, qtbot)
        add_entry(desk, "A", LEEDS.id)
        desk.window.actions_by_name.copy.trigger()
        copied = QApplication.clipboard().text()
        assert "A\tTotal\tincl. VAT\t720.00\t1008.00\tGBP" in copied
        assert "Total in INR\t\t86400.00\t120960.00\tINR" in copied
        html = QApplication.clipboard().mimeData().html()
        assert '<td align="right" sdval="120960.00" sdnum="1033;">120960.00</td>' in html

    def test_the_list_leaves_as_its_search_shows_it(
        self, desk: Desk, qtbot: QtBot, tmp_path: Path
    ) -> None:
        actions, quoting = desk.quote_work.actions, desk.quote_work.quoting
        desk.window.show_page(QUOTES)
        assert not actions.export_list.isEnabled()
        assert actions.export_list.statusTip() == "There are no quotes yet."
        for client in ("C. D.", "A. B."):
            new_quote(desk, qtbot, client)
            add_entry(desk, "A", LEEDS.id)
        desk.quote_work.page.list.search.setText("c. d.")
        actions.copy_list.trigger()
        lines = QApplication.clipboard().text().split("\n")
        assert len(lines) == 2
        assert "\tC. D.\t" in lines[1]
        assert "\t720.00\t1008.00\tGBP\t86400.00\t120960.00\tINR" in lines[1]
        export = quoting.export_list()
        assert export is not None
        assert export.name == "Quotes 2026-11-22.csv"
        for ending in export.kinds:
            written(desk, tmp_path / f"quotes.{ending}", export, ending)
            assert desk.window.message.text().startswith("1 quote written to ")
        assert "A. B." not in (tmp_path / "quotes.csv").read_text("utf-8-sig")
        assert (tmp_path / "quotes.xlsx").read_bytes().startswith(b"PK")
        desk.quote_work.page.list.search.setText("nobody")
        actions.export_list.trigger()
        assert desk.window.message.text() == "There is no quote in the list to export."

    def test_the_key_of_the_list_asks_where_to(self, desk: Desk, qtbot: QtBot) -> None:
        new_quote(desk, qtbot)
        view = desk.quote_work.page.list.view
        assert desk.quote_work.actions.export_list in view.actions()
        desk.quote_work.actions.export_list.trigger()
        dialog = desk.window.findChild(QFileDialog)
        assert dialog is not None
        assert dialog.windowTitle() == "Export the list of quotes"
        dialog.reject()
