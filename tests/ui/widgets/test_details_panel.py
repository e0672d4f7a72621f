from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from exodesk.domain.ask_first import AskFirst, AskFirstNote, AskFirstTopic
from exodesk.domain.assumptions import Assumptions, UnknownTax
from exodesk.domain.catalogue import Catalogue
from exodesk.domain.costing import cost_of
from exodesk.domain.entries import (
    Claim,
    Entry,
    ExosomeSource,
    Family,
    Per,
    Remark,
    Route,
    SessionCount,
    Source,
    SourceKind,
    Stated,
    Tax,
)
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Scheme, Theme
from exodesk.ui.widgets.details_panel import WIDTH, DetailsPanel
from exodesk.ui.widgets.details_text import DetailText
from exodesk.ui.widgets.range_bar import MarkState
from tests.builders import NO_RATES, RATES, course, entry, offer, product, session_count
from tests.strategies import entries

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 25)
PRICES = Source(
    "prices",
    SourceKind.PRICE_LIST,
    "Microneedling",
    publisher="Clinic",
    date="2026-06-23",
    url="https://clinic.example/prices?a=1&b=<2>",
)
STUDY = Source("study", SourceKind.STUDY, "A trial", author="Dr A", url="javascript:alert(1)")
CATALOGUE = Catalogue(sources={"prices": PRICES, "study": STUDY})
ENTRY = replace(
    entry(
        "Exosomes with microneedling",
        offer("150 GBP", source="prices", date="2026-06-23", as_printed="£150"),
        replace(course(3, "400 GBP"), stated=Stated("prices", "2026-01-10", "3 for £400")),
        offer("25 GBP", Per.CONSULTATION, redeemable=True, tax=Tax.INCLUDED, source="study"),
        city="Braintree",
        family=Family.EXOSOME,
        routes=[Route.MICRONEEDLING],
        downtime="24-48 hour",
    ),
    sessions=SessionCount(3, 6, Stated("prices", None, "3-6")),
    included=(Remark("numbing cream", Stated("prices")),),
    cautions=(Remark("pregnancy: ask first", Stated("study")),),
    side_effects=(Remark("redness"),),
    notes=(Remark("a note", Stated("gone")),),
    claims=(
        Claim("works", "a clinician", Stated("prices"), ("study",)),
        Claim("is pleasant", None, Stated("prices")),
    ),
)


@pytest.fixture
def panel(qtbot: QtBot) -> DetailsPanel:
    theme = Theme()
    made = DetailsPanel(theme, Icons(theme))
    qtbot.addWidget(made)
    made.resize(WIDTH, 700)
    made.show()
    return made


def show(
    panel: DetailsPanel,
    shown: Entry,
    assumptions: Assumptions | None = None,
    *,
    rates: RateTable = RATES,
    catalogue: Catalogue = CATALOGUE,
) -> None:
    assumed = Assumptions() if assumptions is None else assumptions
    cost = cost_of(shown, assumed, rates)
    panel.show_cost(cost, catalogue, TODAY, assumptions=assumptions, rates=rates)


def lines(text: DetailText) -> list[str]:
    return text.toPlainText().replace("\ufffc ", "").split("\n")


def part(panel: DetailsPanel, name: str) -> list[str]:
    """The lines of a part below its heading; none where it is not shown."""
    text = panel.part_text(name)
    return lines(text)[1:] if text.isVisibleTo(panel) else []


def head(panel: DetailsPanel) -> list[str]:
    return [line for text in panel.head for line in lines(text)]


def test_the_head_says_what_who_where_and_how_much(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert head(panel) == [
        "Exosomes with microneedling",
        "Clinic · Braintree, GB",
        "£400 – £800",
        "≈ ₹48,000 – ₹96,000 · total over 12 months",
    ]


def test_a_converted_total_is_marked_and_stands_above_the_printed_one(panel: DetailsPanel) -> None:
    show(panel, entry("Peel", "36000-54000 INR", sessions="1", country="IN"))
    assert head(panel)[2:] == ["≈ £300 – £450", "₹36,000 – ₹54,000 · total over 12 months"]
    assert "£1 = ₹120.0000 · 15 Jan 2026 · manual" in "".join(part(panel, "made"))


def test_the_horizon_is_that_of_the_assumptions(panel: DetailsPanel) -> None:
    show(panel, ENTRY, Assumptions(horizon_days=Fraction(365, 2)))
    assert head(panel)[-1].endswith("total over 6 months")


@pytest.mark.parametrize(
    ("offers", "rates", "figure", "reason"),
    [
        ((), RATES, "no price published", "no total without a price"),
        (("on request GBP",), RATES, "on request", "the provider gives a price when asked"),
        (
            ("100 INR",),
            NO_RATES,
            "needs a rate",
            "from ₹100 · no rate between INR and GBP is known",
        ),
        (
            (offer("90 GBP", Per.UNSTATED),),
            RATES,
            "unknown",
            "no price says what a course or a pack costs",
        ),
    ],
)
def test_where_there_is_no_total_words_say_why(
    panel: DetailsPanel, offers: tuple[str, ...], rates: RateTable, figure: str, reason: str
) -> None:
    show(panel, entry("Peel", *offers), rates=rates)
    assert head(panel)[2:] == [figure, reason]


def test_an_open_total_shows_its_bar_and_an_unknown_one_none(panel: DetailsPanel) -> None:
    show(panel, entry("Peel", "from 90 GBP", sessions="2"))
    assert panel.total_range.mark().state is MarkState.FROM
    assert panel.total_range.isVisibleTo(panel)
    assert panel.total_range.accessibleDescription() == "from £180"
    show(panel, entry("Other"))
    assert not panel.total_range.isVisibleTo(panel)


def test_how_the_total_is_made_names_purchases_and_what_is_left_out(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert part(panel, "made") == [
        "3 – 6 sessions\t£400 – £800",
        "£400 (course of 3) to 2 × £400 (course of 3)",
        "Consultation\t£0",
        "£25, taken off the course",
        "Tax\tnot stated",
        "whether tax is included is not stated",
        "Maintenance\tnot counted",
        "how long it lasts is not stated, maintenance is not counted",
        "Oldest price\tundated",
    ]


def test_each_line_of_a_total_says_how_it_came_about_and_what_is_assumed(
    panel: DetailsPanel,
) -> None:
    away = Assumptions(
        home="GB",
        travel=Money(Decimal(420), "GBP"),
        time_off=Money(Decimal(120), "GBP"),
        fx_fee=Fraction(2),
        sessions=SessionCount(3, 3),
    )
    found = entry("Peel", "12000-18000 INR", country="IN", interval="4 week")
    show(panel, found, away)
    assert part(panel, "made")[:11] == [
        "3 sessions\t≈ £300 – £450",
        "3 × ₹12,000 – ₹18,000, your number of sessions",
        "Exchange fee\t≈ £6 – £9",
        "2 % on ≈ £300 – £450, your assumption",
        "Travel\t£420",
        "1 trip × £420, your assumption",
        "3 sessions 4 weeks apart: one stay of 8 weeks or 3 trips",
        "Time off\tunknown",
        "£120 a day, your assumption: how many days is not stated",
        "Tax\tnot stated",
        "whether tax is included is not stated",
    ]
    assert lines(panel.head[1])[1] == "≈ from ₹87,120 · total over 12 months"


def test_what_the_line_of_the_tax_says_is_not_said_twice(panel: DetailsPanel) -> None:
    widened = Assumptions(unknown_tax=UnknownTax.WIDEN)
    show(panel, entry("Peel", "200-280 GBP", sessions="3"), widened)
    assert [line for line in part(panel, "made") if line.startswith("Tax")] == ["Tax\t£0 – £168"]
    fee = offer("50 GBP", Per.CONSULTATION, redeemable=False, tax=Tax.EXCLUDED)
    show(panel, entry("Peel", "200 GBP", fee, sessions="1"))
    assert [line for line in part(panel, "made") if line.startswith(("Tax", "20 %"))] == [
        "Tax\t£10",
        "20 % (the standard rate) on £50",
        "Tax\tnot stated",
    ]


def test_what_the_line_of_travel_says_is_not_said_twice(panel: DetailsPanel) -> None:
    away = Assumptions(home="GB", travel=Money(Decimal(420), "GBP"))
    show(panel, entry("Peel", "200 GBP", country=None, provider=None, sessions="1"), away)
    assert [line for line in part(panel, "made") if "ravel" in line or "country" in line] == [
        "Travel\t£0 – £420",
        "none to 1 trip × £420, your assumption: the country is not stated",
    ]


def test_a_course_says_whether_it_pays_and_what_is_at_risk(panel: DetailsPanel) -> None:
    show(panel, entry("Peel", "55 GBP", course(6, "297 GBP"), sessions="6"))
    assert part(panel, "packages") == [
        "The course of 6 pays only if you take all 6.",
        "Paid in advance and not yet had",
        "course of 6",
        "·\tBefore the first session\t£297",
        "·\tAfter 1 session\t£248",
        "·\tAfter 2 sessions\t£198",
        "·\tand so on: see how this came about",
    ]
    show(panel, entry("Peel", course(3, "300 GBP"), sessions="3"))
    assert part(panel, "packages")[-1] == "·\tAfter 2 sessions\t£100"
    show(panel, entry("Peel", "55 GBP", sessions="6"))
    assert part(panel, "packages") == []


def test_how_the_total_came_about_is_asked_by_a_click(panel: DetailsPanel, qtbot: QtBot) -> None:
    show(panel, ENTRY)
    with qtbot.waitSignal(panel.trace_requested) as asked:
        qtbot.mouseClick(panel.trace_button, Qt.MouseButton.LeftButton)
    assert asked.args == [ENTRY.id]
    panel.show_nothing()
    assert not panel.trace_button.isVisibleTo(panel)


def test_every_offer_stands_with_its_source_its_words_and_its_age(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert part(panel, "offers") == [
        "One session ¹\t£150",
        "“£150”",
        "tax not stated · 23 Jun 2026 (5 months old)",
        "Course of 3 ¹\t£400",
        "“3 for £400”",
        "tax not stated · 10 Jan 2026 (10 months old)",
        "Consultation fee ²\t£25",
        "tax included · taken off the course · undated",
    ]


def test_a_clock_stands_before_dates_that_are_old_or_missing(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    shown = panel.part_text("offers").toPlainText().split("\n")
    assert [("\ufffc" in line) for line in shown if "tax" in line] == [False, True, True]


def test_the_course_says_not_stated_where_nobody_says(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert part(panel, "course") == [
        "Sessions ¹\t3 – 6",
        "“3-6”",
        "Interval\tnot stated",
        "Downtime per session · no source\t24 – 48 hours",
        "Downtime in all\t≈ 3 – 12 days",
        "Results seen after\tnot stated",
        "Lasts\tnot stated",
        "Route\tMicroneedling",
        "Exosome source\tnot stated",
    ]


def test_no_downtime_is_a_word(panel: DetailsPanel) -> None:
    show(panel, entry("Peel", "90 GBP", sessions="3", downtime="0 day"))
    assert "Downtime in all\tnone" in part(panel, "course")


def test_where_exosomes_come_from_is_told_from_having_none(panel: DetailsPanel) -> None:
    show(panel, replace(ENTRY, exosome_source=ExosomeSource.PLANT))
    assert part(panel, "course")[-1] == "Exosome source\tplant"
    show(panel, entry("Peel", "90 GBP"))
    assert part(panel, "course")[-1] == "Exosome source\tno exosomes"


def test_a_product_shows_pack_and_use_and_no_sessions(panel: DetailsPanel) -> None:
    show(panel, product("Serum", "36 GBP"))
    assert part(panel, "pack") == [
        "Pack · no source\t30 ml",
        "Use · no source\t0.5 ml a day",
        "Price\t£1.20/ml",
        "A pack lasts\t60 days per pack",
    ]
    assert part(panel, "made")[:2] == ["7 packs\t£252", "7 × £36 (one pack)"]
    assert not any(line.startswith("Sessions") for line in part(panel, "course"))
    assert not panel.what_if.isVisibleTo(panel)
    show(panel, ENTRY)
    assert part(panel, "pack") == []


def test_claims_stay_their_makers_and_say_who_disagrees(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert part(panel, "claims") == [
        "•\t“works” ¹",
        "claimed by a clinician",
        "Sources disagree",
        "contradicted by Dr A ²",
        "•\t“is pleasant” ¹",
        "who claims it is not stated",
    ]


def test_remarks_name_their_source_or_say_that_there_is_none(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert part(panel, "included") == ["•\tnumbing cream ¹"]
    assert part(panel, "effects") == ["•\tredness · no source"]
    assert part(panel, "notes") == ["•\ta note · source missing"]


def test_sources_are_numbered_dated_and_only_web_addresses_open(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert part(panel, "sources") == [
        "1\tClinic: Microneedling",
        "price list · 23 Jun 2026 · Open",
        "2\tDr A: A trial",
        "study · undated · javascript:alert(1)",
    ]


def test_open_announces_the_address_exactly_and_opens_nothing(
    panel: DetailsPanel, qtbot: QtBot
) -> None:
    show(panel, ENTRY)
    heard: list[object] = []
    panel.link_activated.connect(heard.append)
    sources = panel.part_text("sources")
    sources.setFocus()
    qtbot.keyClick(sources, Qt.Key.Key_Tab)
    qtbot.keyClick(sources, Qt.Key.Key_Return)
    assert heard == [PRICES.url]


def test_the_tool_tip_of_a_link_shows_its_address_unread(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    document = panel.part_text("sources").document()
    assert tool_tips(document) == ["<qt>https://clinic.example/prices?a=1&amp;b=&lt;2&gt;</qt>"]


def tool_tips(document: QTextDocument) -> list[str]:
    tips = (each.toCharFormat().toolTip() for each in document.allFormats())
    return [tip for tip in tips if tip]


def test_another_number_of_sessions_is_announced_and_marked(
    panel: DetailsPanel, qtbot: QtBot
) -> None:
    show(panel, ENTRY, Assumptions())
    assert not panel.what_if.is_assumed()
    heard: list[tuple[str, SessionCount | None]] = []
    panel.sessions_assumed.connect(lambda entry_id, sessions: heard.append((entry_id, sessions)))
    qtbot.keyClicks(panel.what_if.field, "3-6")
    qtbot.keyClick(panel.what_if.field, Qt.Key.Key_Return)
    assert heard == [(ENTRY.id, session_count("3-6"))]
    assert panel.what_if.field.text() == "3 – 6"
    qtbot.keyClick(panel.what_if.field, Qt.Key.Key_Return)
    assert len(heard) == 1

    show(panel, ENTRY, Assumptions().with_sessions_of(ENTRY.id, session_count("4")))
    assert panel.what_if.is_assumed()
    assert panel.what_if.field.text() == "4"
    assert panel.what_if.reset_button.isVisibleTo(panel)
    assert "Sessions\tassumed" in part(panel, "made")
    assert len(heard) == 1
    panel.what_if.reset_button.click()
    assert heard[1:] == [(ENTRY.id, None)]


def test_no_number_of_sessions_is_refused_in_place(panel: DetailsPanel, qtbot: QtBot) -> None:
    show(panel, ENTRY, Assumptions())
    heard: list[object] = []
    panel.sessions_assumed.connect(lambda _id, sessions: heard.append(sessions))
    qtbot.keyClicks(panel.what_if.field, "6-3")
    qtbot.keyClick(panel.what_if.field, Qt.Key.Key_Return)
    assert "Example: 4 or 3-6" in panel.what_if.field.message
    assert heard == []


def test_the_empty_field_says_whether_a_number_is_stated(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert panel.what_if.field.placeholderText() == "as stated"
    show(panel, entry("Peel", "90 GBP"))
    assert panel.what_if.field.placeholderText() == "not stated"


def test_an_assumption_for_all_entries_offers_no_reset_here(panel: DetailsPanel) -> None:
    show(panel, ENTRY, Assumptions(sessions=session_count("5")))
    assert panel.what_if.is_assumed()
    assert panel.what_if.field.text() == ""
    assert panel.what_if.field.placeholderText() == "5"
    assert not panel.what_if.reset_button.isVisibleTo(panel)


def test_the_tick_announces_the_entry_and_is_set_in_silence(
    panel: DetailsPanel, qtbot: QtBot
) -> None:
    show(panel, ENTRY)
    heard: list[object] = []
    panel.compare_toggled.connect(heard.append)
    panel.set_ticked(True)
    assert panel.is_ticked()
    assert heard == []
    qtbot.mouseClick(panel.compare_box, Qt.MouseButton.LeftButton)
    assert heard == [ENTRY.id]


def test_nothing_current_says_what_to_do(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    panel.show_nothing()
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]
    assert words[0] == "Start here"
    assert any(word.startswith("Select an entry") for word in words)
    assert panel.entry_id() is None
    assert not any(text.isVisibleTo(panel) for text in panel.findChildren(DetailText))


def test_the_foot_asks_to_check_before_booking(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    words = [label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)]
    assert "Prices are as published on their dates. Check before booking." in words


def test_every_part_reads_as_sentences_to_a_screen_reader(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert panel.accessibleName() == "Details of Exosomes with microneedling"
    assert panel.part_text("offers").accessibleName() == (
        "Offers: One session, £150, tax not stated, 23 Jun 2026 (5 months old), printed as £150,"
        " source 1; Course of 3, £400, tax not stated, 10 Jan 2026 (10 months old),"
        " printed as 3 for £400, source 1; Consultation fee, £25, tax included · taken off the"
        " course, undated, source 2"
    )
    assert (
        panel.part_text("claims")
        .accessibleName()
        .startswith(
            "Claims: works, claimed by a clinician, source 1, Sources disagree, contradicted by"
        )
    )


def test_text_is_never_interpreted(panel: DetailsPanel, tmp_path: Path) -> None:
    picture = tmp_path / "seen.png"
    evil = f'<img src="{picture}"><b>bold</b>\u202eright to left\u0000 line\u2028break'
    shown = replace(
        entry(evil, "90 GBP", provider=evil, city=evil),
        notes=(Remark(evil), Remark("y" * 10_000)),
        claims=(Claim(evil, evil, Stated("evil"), ("evil",)),),
    )
    source = Source("evil", SourceKind.PAGE, evil, publisher=evil, url="https://x.example/" + evil)
    show(panel, shown, catalogue=Catalogue(sources={"evil": source}))
    assert "<b>bold</b>" in head(panel)[0]
    assert "<img src=" in panel.part_text("notes").toPlainText()
    assert not tool_tips(panel.part_text("sources").document())
    texts = [each for each in panel.findChildren(DetailText) if each.isVisibleTo(panel)]
    assert len(texts) > 6
    for text in texts:
        assert text.width() <= WIDTH
        assert text.document().idealWidth() <= text.viewport().width() + 1
    assert panel.grab().width() == WIDTH


def test_copying_gives_text_without_icons_and_marks(panel: DetailsPanel, qtbot: QtBot) -> None:
    shown = replace(ENTRY, notes=(Remark("\u202eabc", Stated("study")),))
    show(panel, shown)
    notes = panel.part_text("notes")
    notes.setFocus()
    notes.selectAll()
    qtbot.keyClick(notes, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Notes\n•\t\u202eabc ²"
    assert not mime.hasHtml()
    offers = panel.part_text("offers")
    offers.setFocus()
    offers.selectAll()
    qtbot.keyClick(offers, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "\ufffc" not in QGuiApplication.clipboard().text()


def test_another_entry_starts_at_the_top_and_the_same_one_stays(panel: DetailsPanel) -> None:
    panel.resize(WIDTH, 300)
    show(panel, ENTRY)
    QGuiApplication.processEvents()
    bar = panel.scroll_bar()
    bar.setValue(200)
    show(panel, ENTRY, Assumptions("INR"))
    assert bar.value() == 200
    show(panel, entry("Other", "90 GBP"))
    assert bar.value() == 0


def test_the_caret_is_kept_in_sight(panel: DetailsPanel, qtbot: QtBot) -> None:
    panel.resize(WIDTH, 300)
    show(panel, ENTRY)
    QGuiApplication.processEvents()
    course_text = panel.part_text("course")
    course_text.setFocus()
    panel.activateWindow()
    qtbot.waitUntil(course_text.hasFocus)
    for _step in range(12):
        qtbot.keyClick(course_text, Qt.Key.Key_Down)
    caret: QRect = course_text.cursorRect()
    window = course_text.viewport().mapTo(panel, caret.center())
    assert 0 < window.y() < 300


def test_colours_follow_the_theme(qtbot: QtBot) -> None:
    theme = Theme()
    panel = DetailsPanel(theme, Icons(theme))
    qtbot.addWidget(panel)
    panel.resize(WIDTH, 700)
    panel.show()
    show(panel, ENTRY)
    theme.set_scheme(Scheme.DARK)
    colours = {
        each.foreground().color().name() for each in panel.part_text("made").document().allFormats()
    }
    assert theme.tokens.text_secondary.name() in colours
    assert Theme().tokens.text_secondary.name() not in colours


def test_the_same_width_is_kept_when_the_scroll_bar_appears(panel: DetailsPanel) -> None:
    panel.resize(WIDTH, 3000)
    show(panel, ENTRY)
    QGuiApplication.processEvents()
    wide = panel.part_text("made").width()
    panel.resize(WIDTH, 300)
    QGuiApplication.processEvents()
    assert panel.part_text("made").width() == wide


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entries())
def test_any_entry_can_be_shown(panel: DetailsPanel, shown: Entry) -> None:
    for rates in (RATES, NO_RATES):
        show(panel, shown, rates=rates)
    assert panel.entry_id() == shown.id
    assert len(part(panel, "offers")) >= len(shown.offers)


def test_a_large_entry_is_built_while_one_presses_a_key(panel: DetailsPanel) -> None:
    large = replace(
        ENTRY,
        claims=ENTRY.claims * 6,
        notes=tuple(Remark(f"note {n} " + "word " * 15, Stated("prices")) for n in range(30)),
    )
    show(panel, ENTRY)
    fastest = 1.0
    for n in range(5):
        shown = replace(large, id=f"large-{n}", name=f"Large {n}")
        cost = cost_of(shown, Assumptions(), RATES)
        started = time.perf_counter()
        panel.show_cost(cost, CATALOGUE, TODAY, rates=RATES)
        QGuiApplication.processEvents()
        fastest = min(fastest, time.perf_counter() - started)
        show(panel, entry("Other"))
    assert fastest < 0.1  # about 0.02 on an idle machine


def test_what_was_not_converted_adds_up_to_the_penny(panel: DetailsPanel) -> None:
    show(panel, entry("Peel", "27.50 GBP", sessions="5"))
    assert lines(panel.head[1])[0] == "£137.50"
    assert "5 sessions\t£137.50" in part(panel, "made")
    show(panel, entry("Peel", "3333.33 INR", country="IN", sessions="1"))
    assert lines(panel.head[1])[0] == "≈ £28"


def test_focus_given_to_the_panel_goes_to_what_shows_it(panel: DetailsPanel, qtbot: QtBot) -> None:
    show(panel, ENTRY)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.setFocus()
    assert panel.head[0].hasFocus()


def test_what_to_ask_before_booking_follows_the_claims_with_the_entrys_own_cautions(
    panel: DetailsPanel, qtbot: QtBot
) -> None:
    topic = AskFirstTopic("origin", "Origin", "What is it made from?")
    note = AskFirstNote("a", "origin", "It says so.", PRICES)
    cost = cost_of(ENTRY, Assumptions(), RATES)
    panel.show_cost(cost, CATALOGUE, TODAY, ask_first=AskFirst((topic,), (note,)))
    view = panel.ask_first
    assert lines(view.questions) == ["•\tWhat is it made from?", "Show 1 note"]
    assert part(panel, "cautions") == ["•\tpregnancy: ask first ²"]
    assert panel.part_text("claims").y() < view.y() < panel.part_text("effects").y()
    view.questions.act_clicked.emit("origin")
    with qtbot.waitSignal(panel.link_activated) as opened:
        view.link_clicked.emit(PRICES.url)
    assert opened.args == [PRICES.url]


def test_an_entry_without_cautions_and_notes_asks_nothing(panel: DetailsPanel) -> None:
    show(panel, ENTRY)
    assert not panel.ask_first.isHidden()
    show(panel, entry("Peel", "90 GBP"))
    assert panel.ask_first.isHidden()
    show(panel, ENTRY)
    panel.show_nothing()
    assert panel.ask_first.isHidden()
