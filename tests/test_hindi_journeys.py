"""What people come for, done once more in a Hindi window: the same figures, and no English left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.acts import adding
from exodesk.domain.filters import Criterion
from exodesk.domain.rates import RateTable
from exodesk.ui.main_window import CATALOGUE
from exodesk.ui.pages.comparison_charts import Look
from tests.desks import RATE, TODAY, Starting, starting
from tests.seven_entries import SEVEN
from tests.test_decision_journeys import LASER, LONDON, MUMBAI, compare, panel, row, says, travel
from tests.test_import_journey import bring_in, chosen_file, figures, own_names, price_list
from tests.test_journeys import (
    all_text,
    compared,
    counts,
    label_texts,
    names,
    narrowed,
    open_rate,
    set_limit,
    switch_fit,
    type_rate,
)
from tests.test_own_entries import new_form, sentences
from tests.test_own_entries import write as write_form
from tests.test_quotes import LEEDS, current, paper, three_options, totals, use_rate, write
from tests.ui.cut_texts import cut_texts
from tests.ui.keyboard import plain
from tests.ui.words_seen import english_in

# Names stay as their source writes them.
NAMES = (
    *(str(entry["name"]) for entry in SEVEN["entries"]),
    *(LEEDS.name, "Clinic Nobody Invented prices for tests fixture A. Sharma Delhi Mumbai"),
)
TOTAL = "12 माह"


class Hindi:
    """The program over a workspace of its own, spoken to in Hindi."""

    def __init__(self, start: Starting, folder: Path, qtbot: QtBot) -> None:
        self._start, self._folder, self._qtbot = start, folder, qtbot

    def __call__(self, *, writable: bool = True, **more: Any) -> Desk:
        desk = self._start(
            shipped_file=self._start.usual,
            workspace=self._folder / "own.exodesk",
            language="hi",
            **more,
        )
        own = desk.own_work
        self._qtbot.waitUntil(lambda: own.files.path is not None or bool(own.entries.why_not))
        self._qtbot.waitUntil(lambda: own.workspace.writable or not writable)
        return desk

    def close(self) -> None:
        self._start.close()


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path) -> Iterator[Hindi]:
    with starting(qtbot, tmp_path) as start:
        yield Hindi(start, tmp_path, qtbot)


@pytest.fixture
def desk(begin: Hindi) -> Desk:
    return begin()


def reads_well(window: QWidget, folder: Path, *typed: str) -> None:
    """No English word but those of names, files and what was typed, and no text that is cut."""
    assert english_in(window, (*NAMES, *typed, str(folder / "own.exodesk"))) == []
    for _round in range(5):  # a layout follows its texts when events are handled
        QApplication.processEvents()
    assert cut_texts(window) == []


def test_what_fits_a_budget_and_a_long_weekend(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    assert desk.window.message.text().startswith("ये क्लिनिकों, दुकानों और लेखों में प्रकाशित कीमतें हैं")
    narrowed(qtbot, desk)
    assert counts(desk) == "5 मेल खाती हैं · 1 तय नहीं · कैटलॉग में 7"
    assert names(desk)[-2:] == ["तय नहीं (कीमत पता नहीं) · 1", "Exosome vial, Delhi"]
    switch_fit(qtbot, desk, "पक्का मेल")
    assert counts(desk) == "3 मेल खाती हैं · 1 तय नहीं · कैटलॉग में 7"
    assert "कुल खर्च, अधिकतम: £1,000" in desk.window.status.counts.toolTip()
    set_limit(qtbot, desk, Criterion.MAX_TOTAL, "1,000.5.0")
    field = desk.catalogue_page.filters.limits().field(Criterion.MAX_TOTAL)
    assert field.message == "यह राशि नहीं है। उदाहरण: 1,000 या ₹1,20,000"
    reads_well(desk.window, tmp_path)
    field.selectAll()
    field.insert("₹1.2 लाख")
    field.commit()
    assert field.text() == "₹1,20,000"
    assert counts(desk) == "3 मेल खाती हैं · 1 तय नहीं · कैटलॉग में 7"


def test_london_or_mumbai(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    compared(qtbot, desk)
    for text in ("₹36,000 – ₹54,000", "≈ £300 – £450", "≈ ₹90,000 – ₹1,26,000"):
        assert text in all_text(desk)
    assert "£1 = ₹120.0000 · 15 जन॰ 2026 · fixture" in " ".join(label_texts(desk))
    travel(desk, qtbot, trip="420")
    assert "£720 – £870" in row(desk, TOTAL)[1]
    assert says(desk, "100 में से लगभग 84 मामलों में Mumbai का खर्च कम है: £330 तक कम या £120 तक ज़्यादा।")
    qtbot.waitUntil(lambda: says(desk, "ट्रिप के खर्च का ब्रेक-ईवन £300 – £750।"))
    assert says(desk, "3 सेशन, बीच में 4 सप्ताह: एक बार 8 सप्ताह ठहरना या 3 ट्रिप।")
    reads_well(desk.window, tmp_path)
    travel(desk, qtbot, trips="3")
    assert says(desk, "London का खर्च पक्के तौर पर कम है।")
    dialog, editor = open_rate(desk)
    type_rate(qtbot, editor, "0")
    assert editor.state.text() == "रेट 0 से ज़्यादा होना चाहिए"
    type_rate(qtbot, editor, "0.00833")
    assert editor.state.text() == "क्या आपका मतलब £1 = ₹120.05 था (₹1 = £0.00833)?"
    reads_well(dialog, tmp_path, "www.ecb.europa.eu")
    type_rate(qtbot, editor, "")
    assert row(desk, TOTAL)[1] == "रेट चाहिए"


def test_what_a_clinic_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = new_form(desk)
    write_form(qtbot, dialog, name="पील, लीड्स", price="₹1.5 लाख – 1.8 लाख")
    assert "₹1,50,000 – ₹1,80,000" in shown_in(dialog)
    assert "≈ £1,250 – £1,500, रेट £1 = ₹120.00" in shown_in(dialog)
    write_form(qtbot, dialog, price="£300 से", sessions="0", downtime="थोड़े")
    assert "सेव होने से पहले दो फ़ील्ड बाकी हैं: सेशन और डाउनटाइम" in shown_in(dialog)
    reads_well(dialog, tmp_path)
    write_form(qtbot, dialog, sessions="3", downtime="1-2 दिन")
    dialog.save()
    (own,) = desk.own_work.workspace.contents.entries
    compare(desk, LONDON, own)
    assert row(desk, TOTAL)[1] == "£900 से"
    assert says(desk, "तय नहीं कि सबसे कम खर्च किसका है: पील, लीड्स का कुल खर्च पूरा पता नहीं है।")
    qtbot.waitUntil(lambda: "ज़्यादा से ज़्यादा कितनी हो सकती है?" in panel(desk, "ask"))
    assert "100 में से" not in panel(desk, "chance")
    reads_well(desk.window, tmp_path)
    copy = next(b for b in desk.comparison_page.findChildren(QPushButton) if "ई-मेल" in b.text())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    letter = QApplication.clipboard().text()
    assert "कीमत (एक सेशन) “£300 से” बताई गई है।" in letter
    assert desk.own_work.entries.delete([own])
    assert desk.window.message.text() == "“पील, लीड्स” मिटाई गई"
    assert desk.own_work.actions.undo.text().endswith("“पील, लीड्स” मिटाना")
    desk.own_work.actions.undo.trigger()
    assert own in desk.document.catalogue


def shown_in(dialog: QDialog) -> str:
    return "\n".join(label_texts_of(dialog))


def label_texts_of(window: QWidget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def test_cream_or_course(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    compare(desk, LONDON, LASER, MUMBAI, "retinoid-uk")
    assert row(desk, "पैक")[3] == "7 पैक, 365 दिन के लिए £252, £1.20/ml, प्रति पैक 60 दिन"
    compare(desk, LONDON, "prp-mumbai", LASER, "peel-delhi", MUMBAI)
    desk.comparison_page.look_at(Look.DOWNTIME)
    chart = desk.comparison_page.picture().chart()
    assert chart is not None
    assert chart.overview().count("पक्के तौर पर पीछे") == 1
    assert "Exosome + microneedling, Mumbai से पक्के तौर पर पीछे।" in chart.overview()
    assert says(desk, "केवल खर्च और डाउनटाइम। असर के बारे में कुछ नहीं कहता।")
    reads_well(desk.window, tmp_path)
    desk.comparison_page.look_at(Look.BARS)
    picture = desk.comparison_page.picture()
    picture.as_table.click()
    qtbot.mouseClick(picture.copy, Qt.MouseButton.LeftButton)
    lines = [line.split("\t") for line in QApplication.clipboard().text().splitlines()]
    assert lines[0] == ["एंट्री", "करेंसी", "न्यूनतम", "अधिकतम"]
    assert lines[1][1:] == ["GBP", "750.00", "1050.00"]
    desk.window.show_page(CATALOGUE)
    (sentence,) = (text for text in sentences(desk) if text.startswith("PRP"))
    assert "कुल £200 – £500, छपा हुआ ₹24,000 – ₹60,000, सेशन 4 – 6" in sentence


def test_a_price_list_of_forty_rows(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    path = price_list(tmp_path)
    dialog = desk.own_work.importing.open(path)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.foot.bring_in.isEnabled(), timeout=30_000)
    assert figures(dialog) == [
        "37 तैयार इनमें से 1 की कीमत पता नहीं",
        "3 अस्वीकृत पंक्तियाँ 7, 22, 38",
        "0 पहले से यहाँ कुछ भी दो बार नहीं आता",
    ]
    assert "37 तैयार (1 की कीमत पता नहीं) · 3 अस्वीकृत" in dialog.foot.state.text()
    reads_well(dialog, tmp_path, path.name, "Treatment Pune POA Country City Price Sessions Date")
    dialog.check_page.show_row(7)
    buttons = dialog.check_page.reasons.findChildren(QPushButton)
    next(button for button in buttons if plain(button) == "अदल-बदल करें?").click()
    assert figures(dialog)[1] == "2 अस्वीकृत पंक्तियाँ 22, 38"
    assert plain(dialog.foot.bring_in) == "38 इम्पोर्ट करें"
    bring_in(dialog, qtbot)
    qtbot.waitUntil(lambda: counts(desk) == "45 मेल खाती हैं · कैटलॉग में 45")
    assert desk.own_work.actions.undo.text().endswith("38 एंट्रियाँ इम्पोर्ट करना")
    desk.own_work.actions.undo.trigger()
    assert own_names(desk) == set()


def test_a_quote_that_stands(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    assert desk.own_work.workspace.apply(adding(desk.own_work.workspace.contents, LEEDS))
    three_options(desk, qtbot)
    assert totals(desk)[0] == "£720.00 – £1,008.00 VAT सहित"
    work = desk.quote_work
    page = work.page
    work.actions.check.trigger()
    assert page.head.settle.text() == "जारी करने से पहले 7 बातें तय करनी हैं"
    reads_well(desk.window, tmp_path, "Leeds")
    while buttons := [b for b in page.notes.buttons() if plain(b) == "कोटेशन पर लिखें"]:
        buttons[0].click()
        work.show()
    dialog = work.quoting.ask_issue()
    assert dialog is not None
    reads_well(dialog, tmp_path)
    dialog.issue_button.click()
    work.show()
    assert desk.window.message.text() == "Q-2026-0001 जारी हो गया। अब इसे कुछ नहीं बदलेगा।"
    assert current(desk).language == "hi"
    before = paper(desk)
    for text in ("£720.00 – £1,008.00", "₹86,400 – ₹1,20,960", "15 जन॰ 2026", "चिकित्सा सलाह नहीं"):
        assert text in before
    use_rate(desk, 125)
    page.open_notes()
    assert page.notes.words()[0] == "विकल्प A: ₹86,400 – ₹1,20,960, आज ₹90,000 – ₹1,26,000"
    assert paper(desk) == before
    work.actions.new_version.trigger()
    assert write(desk, qtbot, "A.0.count", "4") == ""
    work.actions.changes.trigger()
    changed = "क्या बदला: विकल्प A: सेशन 3 → 4; कुल £720–1,008 → £960–1,344"
    assert changed in page.notes.words()
    reads_well(desk.window, tmp_path, "Leeds")


def test_coming_back_after_half_a_year(begin: Hindi, qtbot: QtBot, tmp_path: Path) -> None:
    desk = begin()
    assert desk.own_work.workspace.apply(adding(desk.own_work.workspace.contents, LEEDS))
    later = TODAY + timedelta(days=200)
    back = begin(today=later, rates=RateTable(later, pinned=[RATE]))
    qtbot.waitUntil(lambda: back.window.message.text().startswith("रेट 511 दिन पुराना है · "))
    update = back.window.message.links[0]
    assert plain(update) == "रेट अपडेट करें"
    reads_well(back.window, tmp_path, "Leeds")
    qtbot.mouseClick(update, Qt.MouseButton.LeftButton)
    dialog = next(d for d in back.window.findChildren(QDialog) if d.isVisible())
    reads_well(dialog, tmp_path, "www.ecb.europa.eu")
    assert back.document.rates.rate("GBP", "INR") == RATE


def test_the_table_sent_and_a_form_recovered(begin: Hindi, qtbot: QtBot, tmp_path: Path) -> None:
    desk = begin()
    desk.window.actions_by_name.export.trigger()
    chosen_file(desk, tmp_path / "list.csv")
    assert desk.window.message.text().startswith("7 पंक्तियाँ ")
    first, *rows = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()
    assert first.startswith("id,name,kind")  # scripts rely on these in every language
    assert "750.00,1050.00" in rows[0]
    dialog = new_form(desk)
    write_form(qtbot, dialog, name="पीआरपी, पु", price="₹1.5 ला")
    qtbot.waitUntil(lambda: "new" in desk.own_work.workspace.drafts(), timeout=5_000)
    again = begin()
    assert again.window.message.action.text() == "बिना सेव किए बदलाव वापस लाएँ (1 एंट्री)"
    again.window.message.action.click()
    (form,) = (d for d in again.window.findChildren(type(dialog)) if d.isVisible())
    assert form.fields()["name"] == "पीआरपी, पु"
    assert form.fields()["offer.0.price"] == "₹1.5 ला"
    reads_well(form, tmp_path)


def test_an_english_word_left_in_a_window_is_seen(qtbot: QtBot) -> None:
    window = QPushButton("तुलना Compare")
    qtbot.addWidget(window)
    window.setToolTip("<qt>Peel, Delhi</qt>")
    window.show()
    assert english_in(window, NAMES) == ["तुलना Compare"]
