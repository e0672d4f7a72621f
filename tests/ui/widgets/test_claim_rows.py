from __future__ import annotations

from pytestqt.qtbot import QtBot

from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.claim_rows import ClaimRows, SourcesField


def test_sources_are_ticked_in_a_menu_and_unknown_ones_are_kept(qtbot: QtBot) -> None:
    field = SourcesField("Contradicted by", [("src-a", "A & B"), ("src-b", "Other")])
    qtbot.addWidget(field)
    field.set_raw("src-x")
    assert field.text() == "contradicted by 1"
    menu = field.menu()
    menu.aboutToShow.emit()
    with qtbot.waitSignal(field.raw_changed):
        menu.actions()[1].trigger()
    assert field.raw() == "src-x;src-b"
    menu.actions()[1].trigger()
    assert field.raw() == "src-x"


def test_claims_are_added_and_removed(qtbot: QtBot) -> None:
    rows = ClaimRows(Icons(Theme()), [])
    qtbot.addWidget(rows)
    rows.add.click()
    rows.add.click()
    rows.rows()[1].text.set_raw("second")
    rows.rows()[0].remove.click()
    (left,) = rows.rows()
    assert left.text.raw() == "second"
    assert left.claim.editor("claim.0.text") is left.text
