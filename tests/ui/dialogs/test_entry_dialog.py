from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import Claim, Entry, Family, Kind, Per, Provider, Remark, Stated, Tax
from exodesk.domain.money import PriceState
from exodesk.storage.catalogue_file import read_catalogue
from exodesk.ui.dialogs.entry_dialog import EntryContext, EntryDialog, MadeEntry
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.form_editors import ChoiceField, Editor
from exodesk.ui.widgets.range_bar import MarkState
from tests import strategies
from tests.builders import RATE_DAY, RATES, SOURCE, course, duration_range, offer, session_count
from tests.ui.keyboard import plain

CONTEXT = EntryContext(RATES, Assumptions(), "GBP", RATE_DAY, (SOURCE,), frozenset())
ENTRY = Entry(
    "own-prp",
    Kind.TREATMENT,
    "PRP",
    Family.PRP,
    Provider("Clinic", "Mumbai", "IN"),
    offers=(
        offer("120 GBP", source="src-a", date="2025", as_printed="120 pounds"),
        course(3, "300 GBP"),
    ),
    sessions=session_count("3"),
    downtime=duration_range("24-48 hour", source="src-a"),
    claims=(Claim("heals", "a clinic", Stated("src-a"), ("src-x",)),),
    notes=(Remark("a\nb", Stated("src-a")), Remark("c")),
)
Open = Callable[..., EntryDialog]


@pytest.fixture
def open_form(qtbot: QtBot) -> Open:
    theme = Theme()

    def opened(
        entry: Entry | None = None,
        fields: Mapping[str, str] | None = None,
        context: EntryContext = CONTEXT,
    ) -> EntryDialog:
        dialog = EntryDialog("New entry", entry, fields, context, icons=Icons(theme))
        qtbot.addWidget(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return opened


def put(dialog: EntryDialog, key: str, text: str) -> None:
    cast("Editor", dialog.form.editor(key)).set_raw(text)


def made(dialog: EntryDialog) -> list[MadeEntry]:
    found: list[MadeEntry] = []
    dialog.entry_made.connect(found.append)
    dialog.save()
    return found


def said(dialog: EntryDialog, key: str) -> str:
    field = dialog.form.field_of(key)
    assert field is not None
    return " ".join(problem.sentence for problem in field.problems())


def way_buttons(dialog: EntryDialog, key: str) -> list[QPushButton]:
    field = dialog.form.field_of(key)
    assert field is not None
    return [button for button in field.way_buttons() if button.isVisibleTo(dialog)]


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entry=strategies.entries())
def test_saving_without_touching_gives_the_same_entry(open_form: Open, entry: Entry) -> None:
    dialog = open_form(entry)
    assert not dialog.is_touched()
    (found,) = made(dialog)
    assert found == MadeEntry(entry, ())
    dialog.deleteLater()


def test_shipped_entries_stay_the_same_when_saved_untouched(open_form: Open) -> None:
    path = Path(__file__).resolve().parents[3] / "data" / "products.json"
    catalogue = read_catalogue(path).catalogue
    context = replace(CONTEXT, sources=tuple(catalogue.sources.values()))
    for entry in (*catalogue.entries[::30], max(catalogue.entries, key=lambda e: len(e.claims))):
        dialog = open_form(entry, None, context)
        assert [each.entry for each in made(dialog)] == [entry]
        assert not dialog.isVisible()


@settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"])
                              .filter(lambda c: c not in "\ufdd0\ufdd1\ufffc"), max_size=8),
                      min_size=9, max_size=9))  # fmt: skip
def test_a_form_made_of_a_drafts_texts_shows_the_very_same(
    open_form: Open, texts: list[str]
) -> None:
    keys = ("name", "clinic", "country", "offer.0.price", "offer.2.price", "sessions", "downtime",
            "claim.1.by", "source")  # fmt: skip
    fields = {key: text for key, text in zip(keys, texts, strict=True) if text}
    fields |= {"notes": "one\n half", "kind": "product", "offer.2.per": "month", "routes": "oral"}
    dialog = open_form(None, fields)
    assert dialog.fields() == fields
    dialog.deleteLater()


def test_a_pasted_price_is_understood_in_both_currencies(open_form: Open) -> None:
    dialog = open_form()
    put(dialog, "offer.0.price", "₹1.5 lakh – 1.8 lakh")
    put(dialog, "offer.0.per", "course")
    put(dialog, "sessions", "4")
    understood = dialog.form.price.price.understood
    assert understood.what() == "₹1,50,000 – ₹1,80,000 per course"
    assert "≈ £1,250 – £1,500 at £1 = ₹120.00, manual, 15 Jan 2026" in understood.more()
    assert "kept as the source’s words" in understood.more()
    assert "£1,250 – £1,500" in dialog.preview.text()
    assert dialog.preview.total_range().mark().state is MarkState.RANGE


def test_a_from_price_is_offered_and_its_total_has_no_upper_end(
    open_form: Open, qtbot: QtBot
) -> None:
    dialog = open_form()
    put(dialog, "name", "PRP")
    price = cast("QLineEdit", dialog.form.editor("offer.0.price"))
    price.setFocus()
    qtbot.keyClicks(price, "£300-")
    qtbot.waitUntil(lambda: said(dialog, "offer.0.price") != "")
    (button,) = way_buttons(dialog, "offer.0.price")
    assert "from £300" in plain(button)
    assert price.text() == "£300-"
    button.click()
    assert price.text() == "from £300"
    assert said(dialog, "offer.0.price") == ""
    put(dialog, "sessions", "3")
    (found,) = made(dialog)
    cost = cost_of(found.entry, Assumptions(), RATES)
    assert cost.state is PriceState.FROM
    assert cost.total.low == 900
    assert "from £900" in dialog.preview.text()


def test_a_price_with_its_tax_fills_both_fields(open_form: Open) -> None:
    dialog = open_form(None, {"name": "PRP", "offer.0.price": "Rs 5000 + 18% GST"})
    way_buttons(dialog, "offer.0.price")[0].click()
    (found,) = made(dialog)
    (offer,) = found.entry.offers
    assert offer.price.low == 5000
    assert offer.tax is Tax.EXCLUDED
    assert offer.tax_rate == 18
    assert cost_of(found.entry, Assumptions("INR"), RATES).total.low == 5900


def test_two_prices_in_one_field_become_two_rows(open_form: Open) -> None:
    typed = "£95 per session or £400 for 5"
    dialog = open_form(None, {"name": "PRP", "sessions": "5", "offer.0.price": typed})
    assert "two prices" in said(dialog, "offer.0.price")
    way_buttons(dialog, "offer.0.price")[0].click()
    (found,) = made(dialog)
    offers = found.entry.offers
    assert [(offer.per, offer.sessions) for offer in offers] == [
        (Per.SESSION, None),
        (Per.COURSE, 5),
    ]
    assert [str(offer.price.low) for offer in offers] == ["95", "400"]
    assert any(section.is_open() for section in dialog.form.sections())
    assert "£400" in dialog.preview.text()


def test_a_bare_number_asks_for_its_currency(open_form: Open) -> None:
    dialog = open_form(None, {"name": "PRP", "offer.0.price": "1200"})
    assert [plain(b) for b in way_buttons(dialog, "offer.0.price")] == [
        "£ GBP",
        "₹ INR",
    ]
    way_buttons(dialog, "offer.0.price")[1].click()
    assert dialog.form.price.price.understood.what() == "₹1,200 per session"


def test_bad_fields_are_marked_and_the_first_gets_the_focus(open_form: Open, qtbot: QtBot) -> None:
    dialog = open_form()
    put(dialog, "name", "PRP")
    put(dialog, "sessions", "0")
    put(dialog, "downtime", "a few")
    assert not dialog.save_button.isEnabled()
    assert dialog.why.text() == "Save waits for two fields: Sessions and Downtime"
    dialog.form.editor("date").setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is dialog.form.editor("sessions")
    assert said(dialog, "sessions") == "Sessions must be 1 or more."
    assert "a few" in said(dialog, "downtime")
    assert dialog.form.editor("downtime").property("bad") == "true"
    assert "a few" in dialog.form.editor("downtime").accessibleDescription()
    assert dialog.fields()["downtime"] == "a few"
    assert dialog.isVisible()


def test_saving_leads_into_a_folded_part(open_form: Open) -> None:
    dialog = open_form(ENTRY)
    section = dialog.form.sections()[2]
    assert not section.is_open()
    put(dialog, "lasts", "a while")
    dialog.save()
    assert section.is_open()
    assert QApplication.focusWidget() is dialog.form.editor("lasts")


def test_ctrl_return_saves_and_closes(open_form: Open, qtbot: QtBot) -> None:
    dialog = open_form()
    put(dialog, "name", "PRP")
    assert dialog.save_button.isEnabled()
    with qtbot.waitSignal(dialog.entry_made):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()


def test_a_plain_return_saves_nothing(open_form: Open, qtbot: QtBot) -> None:
    dialog = open_form()
    put(dialog, "name", "PRP")
    with qtbot.assertNotEmitted(dialog.entry_made):
        qtbot.keyClick(dialog.form.editor("name"), Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert QApplication.focusWidget() is dialog.form.editor("kind")


def test_a_refused_save_keeps_the_form_with_the_reason(open_form: Open) -> None:
    dialog = open_form()
    put(dialog, "name", "PRP")
    dialog.entry_made.connect(lambda _made: dialog.refuse("The disk is full."))
    dialog.save()
    assert dialog.isVisible()
    assert dialog.why.text() == "The disk is full."
    assert dialog.save_button.isEnabled()
    put(dialog, "city", "Pune")
    assert "The disk is full." not in dialog.why.text()


def test_escape_leaves_an_untouched_form_without_a_word(open_form: Open, qtbot: QtBot) -> None:
    for dialog in (open_form(), open_form(ENTRY)):
        with qtbot.assertNotEmitted(dialog.left_half_done):
            qtbot.keyClick(dialog.form.editor("name"), Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def test_escape_hands_over_what_was_typed(open_form: Open, qtbot: QtBot) -> None:
    dialog = open_form()
    put(dialog, "offer.0.price", "£300-")
    with qtbot.waitSignal(dialog.left_half_done) as left:
        qtbot.keyClick(dialog.form.editor("name"), Qt.Key.Key_Escape)
    assert left.args is not None
    assert left.args[0]["offer.0.price"] == "£300-"
    assert not dialog.isVisible()


def test_typing_is_told_within_two_seconds(open_form: Open, qtbot: QtBot) -> None:
    dialog = open_form()
    with qtbot.waitSignal(dialog.fields_changed, timeout=2_000) as told:
        qtbot.keyClicks(dialog.form.editor("name"), "PR")
    assert told.args is not None
    assert told.args[0] == dialog.fields()
    assert told.args[0]["name"] == "PR"


def test_products_have_pack_and_use_and_keep_what_was_typed_before(open_form: Open) -> None:
    dialog = open_form()
    for key, is_treatment in (("sessions", True), ("pack", False), ("use", False)):
        assert dialog.form.editor(key).isVisibleTo(dialog) is is_treatment
    put(dialog, "interval", "4 weeks")
    put(dialog, "kind", "product")
    assert dialog.form.editor("pack").isVisibleTo(dialog)
    assert dialog.form.editor("interval").isVisibleTo(dialog)  # it holds something
    put(dialog, "interval", "")
    assert not dialog.form.editor("sessions").isVisibleTo(dialog)
    assert cast("ChoiceField", dialog.form.editor("offer.0.per")).shown() == Per.PACK.value


def test_a_further_price_can_be_added_and_removed(open_form: Open) -> None:
    dialog = open_form(ENTRY)
    dialog.form.sections()[1].set_open(True)
    dialog.form.offers.add.click()
    put(dialog, "offer.2.price", "£40")
    put(dialog, "offer.2.per", "consultation")
    dialog.form.offers.rows()[0].remove.click()
    (found,) = made(dialog)
    first, fee = found.entry.offers
    assert first == ENTRY.offers[0]
    assert (fee.per, fee.stated.as_printed, fee.stated.source) == (
        Per.CONSULTATION,
        "£40",
        "src-a",
    )


def test_a_claim_can_be_added_with_who_makes_it(open_form: Open) -> None:
    dialog = open_form(ENTRY)
    dialog.form.claims.add.click()
    put(dialog, "claim.1.text", "no downtime")
    put(dialog, "claim.1.by", "the clinic")
    (found,) = made(dialog)
    assert found.entry.claims == (
        ENTRY.claims[0],
        Claim("no downtime", "the clinic", Stated("src-a")),
    )


def test_names_with_markup_are_shown_as_they_are(open_form: Open) -> None:
    name = "<b>x</b><img src=/etc/hostname>"
    dialog = open_form(replace(ENTRY, name=name, notes=(Remark(name),)))
    assert name in dialog.preview.text()
    put(dialog, "country", "<i>Indai</i>")
    dialog.save()
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or "<" not in label.text()


def test_every_editor_has_a_name_and_can_be_reached_by_tab(open_form: Open, qtbot: QtBot) -> None:
    dialog = open_form()
    dialog.form.editor("name").setFocus()
    reached = []
    for _number in range(60):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.accessibleName() or cast("QPushButton", focus).text()
        key = dialog.form.key_of(focus)
        if key in reached:
            break
        if key is not None:
            reached.append(key)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    wanted = ["name", "kind", "family", "clinic", "city", "country", "offer.0.price",
              "offer.0.per", "sessions", "interval", "downtime", "source", "date"]  # fmt: skip
    assert reached == wanted


def test_the_preview_moves_below_the_form_where_there_is_little_room(open_form: Open) -> None:
    dialog = open_form()
    dialog.resize(960, 600)
    assert not dialog.form.isAncestorOf(dialog.preview)
    beside = dialog.preview.mapTo(dialog, dialog.preview.rect().topLeft()).x()
    dialog.resize(640, 420)
    below = dialog.preview.mapTo(dialog, dialog.preview.rect().topLeft()).x()
    assert beside > 500 > below


def test_a_changed_figure_asks_whether_its_source_still_says_so(open_form: Open) -> None:
    dialog = open_form(ENTRY)

    def asked() -> bool:
        labels = dialog.form.findChildren(QLabel)
        return any("has changed" in each.text() and each.isVisibleTo(dialog) for each in labels)

    assert not asked()
    put(dialog, "offer.0.price", "£130")
    assert asked()
    put(dialog, "date", "2026")
    assert not asked()
