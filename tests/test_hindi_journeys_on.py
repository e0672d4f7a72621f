"""How the journeys in Hindi go on: what is refused, taken back, and there at the next start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from exodesk.app import Desk
from exodesk.domain.acts import adding
from exodesk.domain.ordering import SortKey
from exodesk.domain.rates import RateTable
from exodesk.storage.workspace.opening import open_workspace
from exodesk.ui.dialogs.rate_dialog import RateDialog
from exodesk.ui.flows.rate_feed import RateFeed
from exodesk.ui.rate_update import Step
from exodesk.ui.widgets.rate_update_box import RateUpdateBox
from tests.desks import RATE, TODAY, starting
from tests.test_decision_journeys import row
from tests.test_hindi_journeys import TOTAL, Hindi, reads_well, shown_in
from tests.test_import_journey import bring_in, chosen_file, figures, own_names, price_list
from tests.test_journeys import compared, counts, names, narrowed, open_rate, type_rate
from tests.test_own_entries import add, new_form
from tests.test_own_entries import write as write_form
from tests.test_quotes import LEEDS, three_options
from tests.ui.keyboard import plain

_SERVER_THAT_IS_NOT_THERE = "http://127.0.0.1:9/"


@pytest.fixture
def begin(qtbot: QtBot, tmp_path: Path) -> Iterator[Hindi]:
    with starting(qtbot, tmp_path) as start:
        yield Hindi(start, tmp_path, qtbot)


@pytest.fixture
def desk(begin: Hindi) -> Desk:
    return begin()


def test_filters_are_back_at_the_next_start_and_go_in_one_click(
    begin: Hindi, qtbot: QtBot, tmp_path: Path
) -> None:
    narrowed(qtbot, begin())
    desk = begin()
    assert counts(desk) == "5 मेल खाती हैं · 1 तय नहीं · कैटलॉग में 7"
    buttons = desk.catalogue_page.filters.findChildren(QPushButton)
    clear = next(button for button in buttons if plain(button).endswith(" हटाएँ"))
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert counts(desk) == "7 मेल खाती हैं · कैटलॉग में 7"
    for descending in (False, True):
        desk.catalogue_page.table.sort_by(SortKey.TOTAL, descending=descending)
        assert names(desk)[-1] == "Exosome vial, Delhi"
    reads_well(desk.window, tmp_path)


def test_without_a_rate_totals_and_export_say_so(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    compared(qtbot, desk)
    dialog, editor = open_rate(desk)
    type_rate(qtbot, editor, "")
    dialog.reject()
    assert row(desk, TOTAL)[1] == "रेट चाहिए"
    reads_well(desk.window, tmp_path)
    desk.own_work.actions.undo.trigger()
    assert desk.document.rates.rate("GBP", "INR") == RATE


def test_a_range_the_wrong_way_round_is_swapped_in_the_form(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = new_form(desk)
    write_form(qtbot, dialog, name="पील, पुणे", price="₹5,000 – 4,000")
    reads_well(dialog, tmp_path)
    swap = next(b for b in dialog.findChildren(QPushButton) if plain(b) == "अदल-बदल करें?")
    swap.click()
    assert "₹4,000 – ₹5,000" in shown_in(dialog)
    dialog.save()
    assert not dialog.isVisible()
    reads_well(desk.window, tmp_path)


def test_a_price_list_comes_in_once_and_its_refused_rows_say_why(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = price_list(tmp_path)
    dialog = desk.own_work.importing.open(path)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)
    dialog.foot.save_refused.click()
    chosen_file(desk, tmp_path / "refused.csv")
    refused = (tmp_path / "refused.csv").read_text("utf-8-sig").splitlines()
    assert "सेशन 1 या ज़्यादा होने चाहिए।" in refused[2]
    bring_in(dialog, qtbot)
    qtbot.waitUntil(lambda: len(own_names(desk)) == 37)
    again = desk.own_work.importing.open(path)
    assert again is not None
    qtbot.waitUntil(lambda: not again.busy, timeout=30_000)
    assert figures(again)[2] == "37 पहले से यहाँ कुछ भी दो बार नहीं आता"
    again.reject()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "खाली है।"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "तालिका नहीं, PNG फ़ाइल है।"),
        (b"only,headings\n", "नीचे कोई पंक्ति नहीं।"),
    ],
    ids=["empty", "a picture", "headings alone"],
)
def test_a_file_that_is_no_table_is_refused(
    desk: Desk, qtbot: QtBot, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    dialog = desk.own_work.importing.open(path)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.busy, timeout=30_000)
    assert dialog.foot.state.text().endswith(said)
    reads_well(dialog, tmp_path, path.name, str(path))
    dialog.reject()
    assert own_names(desk) == set()


def test_a_quote_is_refused_a_day_that_is_past(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    assert desk.own_work.workspace.apply(adding(desk.own_work.workspace.contents, LEEDS))
    three_options(desk, qtbot)
    validity = desk.quote_work.page.editor.head.validity
    validity.how.set_raw("day")
    yesterday = TODAY - timedelta(days=1)
    validity.day.setDate(QDate(yesterday.year, yesterday.month, yesterday.day))
    said = "वह दिन बीत चुका है। कोटेशन आज तक या बाद की किसी तारीख तक वैध होता है।"
    assert validity.message() == said
    reads_well(desk.window, tmp_path, "Leeds")


def test_a_rate_that_does_not_come_leaves_the_last_one(
    begin: Hindi, qtbot: QtBot, tmp_path: Path
) -> None:
    later = TODAY + timedelta(days=90)
    rates = RateTable(later, pinned=[RATE])
    feed = RateFeed(_SERVER_THAT_IS_NOT_THERE, schemes={"http"}, limit_seconds=15)
    desk = begin(today=later, rates=rates, feed=feed)
    desk.window.actions_by_name.update_rate.trigger()
    dialog = next(d for d in desk.window.findChildren(RateDialog) if d.isVisible())
    box = dialog.findChild(RateUpdateBox)
    assert isinstance(box, RateUpdateBox)
    box.agree.click()
    qtbot.waitUntil(lambda: desk.rate_work.updating.shown.step is Step.FAILED, timeout=20_000)
    assert box.sentence.text().startswith("127.0.0.1 से नए रेट नहीं मिले, ")
    reads_well(dialog, tmp_path, "www.ecb.europa.eu")
    assert desk.document.rates.rate("GBP", "INR") == RATE


def test_the_oldest_prices_are_checked_in_one_act(
    begin: Hindi, qtbot: QtBot, tmp_path: Path
) -> None:
    add(qtbot, begin(), name="पीआरपी, पुणे", price="₹1,500", sessions="1", date="1 फ़रवरी 2026")
    desk = begin(today=TODAY + timedelta(days=90))
    qtbot.waitUntil(lambda: desk.window.message.text().endswith("से ज़्यादा पुराना"))
    oldest = next(link for link in desk.window.message.links if link.text() == "सबसे पुराना पहले")
    oldest.click()
    first = [cost.entry.id for cost, _judged in desk.catalogue_page.shown_costs()][:3]
    assert desk.own_work.entries.checked_today(first, TODAY + timedelta(days=90))
    assert desk.window.message.text() == "हो गया: 3 एंट्रियों को आज जाँचा हुआ दर्ज करना"
    reads_well(desk.window, tmp_path)
    desk.own_work.actions.undo.trigger()
    assert desk.window.message.text() == "पूर्ववत किया: 3 एंट्रियों को आज जाँचा हुआ दर्ज करना"


def test_a_table_that_cannot_be_written_names_the_place_and_the_reason(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "nowhere" / "list.csv"
    desk.window.actions_by_name.export.trigger()
    chosen_file(desk, path)
    assert desk.window.message.text() == (
        f"{path} नहीं लिखी गई: ऐसी कोई फ़ाइल या फ़ोल्डर नहीं है। कोई और जगह चुनें।"
    )
    reads_well(desk.window, tmp_path, str(path))


def test_a_workspace_in_another_window_is_opened_to_be_read(
    begin: Hindi, qtbot: QtBot, tmp_path: Path
) -> None:
    begin()
    begin.close()
    with open_workspace(tmp_path / "own.exodesk").store or pytest.fail("not opened"):
        desk = begin(writable=False)
        message = desk.window.message
        qtbot.waitUntil(lambda: message.text().endswith(": केवल पढ़ने के लिए खोला गया।"))
        assert not desk.own_work.actions.new_entry.isEnabled()


def test_a_damaged_workspace_offers_its_backup(begin: Hindi, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "own.exodesk"
    for one in (LEEDS, LEEDS):
        desk = begin()
        workspace = desk.own_work.workspace
        workspace.apply(adding(workspace.contents, one))
        begin.close()
    path.write_bytes(path.read_bytes()[:5000])
    desk = begin(writable=False)
    message = desk.window.message
    qtbot.waitUntil(lambda: message.text().startswith(f"{path} खराब है: "))
    assert message.text().endswith("उसे जस का तस छोड़ा गया।")
    assert message.action.text().endswith(" का बैकअप खोलें…")
    reads_well(desk.window, tmp_path, str(path))
