from __future__ import annotations

from pytestqt.qtbot import QtBot

from exodesk.domain.entries import Per
from exodesk.imports.form_offers import OfferRead
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.offer_rows import OfferRows
from exodesk.ui.widgets.price_edit import PriceEdit
from tests.builders import NO_RATES, RATES, offer


def test_a_removed_row_gives_its_number_to_the_next(qtbot: QtBot) -> None:
    rows = OfferRows(Icons(Theme()), [("src-a", "A list")])
    qtbot.addWidget(rows)
    rows.set_count(2)
    first, second = rows.rows()
    second.edit.text.set_raw("£20")
    with qtbot.waitSignal(rows.rows_changed):
        first.remove.click()
    assert rows.rows() == (second,)
    assert second.edit.price.editor("offer.1.price") is second.edit.text
    assert second.edit.text.accessibleName() == "Price 2"


def test_an_added_row_is_from_the_source_of_the_form(qtbot: QtBot) -> None:
    rows = OfferRows(Icons(Theme()), [])
    qtbot.addWidget(rows)
    with qtbot.waitSignal(rows.rows_changed):
        rows.add.click()
    assert rows.rows()[0].source.raw() == "="


def test_what_is_bought_decides_what_else_is_asked(qtbot: QtBot) -> None:
    edit = PriceEdit(0, Icons(Theme()))
    for field in edit.fields():
        qtbot.addWidget(field)
    shown = {}
    for per in (Per.SESSION, Per.COURSE, Per.MONTH, Per.CONSULTATION):
        edit.per.set_raw(per.value)
        edit.show_for(Per.SESSION, {})
        shown[per] = tuple(
            not widget.isHidden() for widget in (edit.size, edit.payments, edit.redeemable)
        )
    assert shown == {
        Per.SESSION: (False, False, False),
        Per.COURSE: (True, False, False),
        Per.MONTH: (False, True, False),
        Per.CONSULTATION: (False, False, True),
    }


def test_a_price_without_a_rate_says_so(qtbot: QtBot) -> None:
    edit = PriceEdit(0, Icons(Theme()))
    for field in edit.fields():
        qtbot.addWidget(field)
    read = OfferRead(offer("1500-2500 INR"), Per.SESSION, assumed=("So it was read.",))
    edit.show_read(read, Per.SESSION, RATES, "GBP")
    assert edit.price.understood.what() == "₹1,500 – ₹2,500 per session"
    assert edit.price.understood.more().startswith("≈ £13 – £21 at £1 = ₹120.00")
    assert "So it was read." in edit.price.understood.more()
    edit.show_read(read, Per.SESSION, NO_RATES, "GBP")
    assert "no rate between INR and GBP" in edit.price.understood.more()
    edit.show_read(None, Per.SESSION, RATES, "GBP")
    assert edit.price.understood.what() == ""
