from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from exodesk.domain.catalogue import Catalogue
from exodesk.domain.entries import Concern, Family, Kind, Route
from exodesk.domain.filters import Criterion, EntryFilter, Fit
from exodesk.domain.money import Money
from exodesk.domain.saved_filters import SavedFilter
from exodesk.ui.icons import Icons
from exodesk.ui.theme import Theme
from exodesk.ui.widgets.facet_list import FacetChoice
from exodesk.ui.widgets.filter_facets import FEW, MOST_LISTED, LongFacetGroup
from exodesk.ui.widgets.filter_panel import WIDTH, FilterPanel
from exodesk.ui.widgets.saved_filters_menu import SavedFiltersButton
from exodesk.ui.widgets.segmented import Segmented
from tests.builders import entry, product

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CATALOGUE = Catalogue(
    entries=(
        entry("A", family=Family.PRP, routes=[Route.INJECTION], concerns=[Concern.SCARS]),
        entry("B", family=Family.PRP, country="IN", provider="Other"),
        entry("C", family=Family.EXOSOME, routes=[Route.TOPICAL, Route.INJECTION], provider=None),
        product("D", country=None),
    )
)


@pytest.fixture
def panel(qtbot: QtBot) -> FilterPanel:
    theme = Theme()
    made = FilterPanel(theme, Icons(theme))
    qtbot.addWidget(made)
    made.set_choices(CATALOGUE)
    made.resize(WIDTH, 900)
    made.show()
    return made


def told(panel: FilterPanel) -> list[EntryFilter]:
    announced: list[EntryFilter] = []
    panel.filter_changed.connect(announced.append)
    return announced


def rows(panel: FilterPanel, criterion: Criterion) -> list[tuple[str, int, bool]]:
    choices = panel.facet(criterion).choices_list.choices()
    return [(choice.word, choice.count, choice.checked) for choice in choices]


def tick(panel: FilterPanel, criterion: Criterion, word: str) -> None:
    facets = panel.facet(criterion).choices_list
    row = [choice.word for choice in facets.choices()].index(word)
    index = facets.model().index(row, 0)
    choice: FacetChoice = facets.choices()[row]
    wanted = Qt.CheckState.Unchecked if choice.checked else Qt.CheckState.Checked
    facets.model().setData(index, wanted, Qt.ItemDataRole.CheckStateRole)


def button(panel: FilterPanel, text: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text().startswith(text))


def many_providers(number: int) -> Catalogue:
    """Clinic 0 has most entries, Clinic 1 one less, down to one."""
    return Catalogue(
        entries=tuple(
            entry(f"E{clinic}-{n}", provider=f"Clinic {clinic:03}")
            for clinic in range(number)
            for n in range(max(1, 12 - clinic))
        )
    )


def test_only_values_that_exist_are_offered_in_the_vocabularys_order(panel: FilterPanel) -> None:
    assert rows(panel, Criterion.KINDS) == [("Treatment", 3, False), ("Product", 1, False)]
    families = [word for word, *_ in rows(panel, Criterion.FAMILIES)]
    assert families == ["Exosome", "PRP", "Serum"]
    assert rows(panel, Criterion.ROUTES) == [
        ("Topical", 1, False),
        ("Injection", 2, False),
        ("not stated", 2, False),
    ]
    countries = [word for word, *_ in rows(panel, Criterion.COUNTRIES)]
    assert countries == ["India", "United Kingdom", "not stated"]
    providers = [word for word, *_ in rows(panel, Criterion.PROVIDERS)]
    assert providers == ["Clinic", "Maker", "Other", "none: guide figures"]


def test_a_tick_announces_the_whole_filter(panel: FilterPanel) -> None:
    panel.set_entry_filter(EntryFilter(words="prp", max_sessions=4))
    announced = told(panel)
    tick(panel, Criterion.ROUTES, "not stated")
    tick(panel, Criterion.COUNTRIES, "India")
    assert announced == [
        EntryFilter(words="prp", max_sessions=4, routes=frozenset({None})),
        EntryFilter(
            words="prp", max_sessions=4, routes=frozenset({None}), countries=frozenset({"IN"})
        ),
    ]
    assert panel.entry_filter() == announced[-1]


def test_a_limit_announces_the_whole_filter(panel: FilterPanel, qtbot: QtBot) -> None:
    announced = told(panel)
    field = panel.limits().field(Criterion.MAX_TOTAL)
    qtbot.keyClicks(field, "1000")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert announced == [EntryFilter(max_total=Money(Decimal(1000), "GBP"))]


def test_a_limit_takes_effect_after_a_pause_without_enter(panel: FilterPanel, qtbot: QtBot) -> None:
    field = panel.limits().field(Criterion.MAX_DOWNTIME)
    with qtbot.waitSignal(panel.filter_changed, timeout=2000) as heard:
        qtbot.keyClicks(field, "3")
    assert heard.args == [EntryFilter(max_downtime_days=Fraction(3))]


def test_the_switch_announces_how_limits_are_met(panel: FilterPanel, qtbot: QtBot) -> None:
    announced = told(panel)
    switch = panel.findChild(Segmented)
    assert switch is not None
    right = QPoint(switch.width() - 20, switch.height() // 2)
    below = switch.childAt(right)
    qtbot.mouseClick(below, Qt.MouseButton.LeftButton)
    assert announced == [EntryFilter(fit=Fit.SURELY)]


def test_a_filter_from_elsewhere_is_shown_and_not_announced(panel: FilterPanel) -> None:
    announced = told(panel)
    wanted = EntryFilter(
        words="x",
        fit=Fit.SURELY,
        max_price=Money(Decimal(100), "GBP"),
        kinds=frozenset({Kind.PRODUCT}),
        providers=frozenset({"Gone Clinic"}),
        families=frozenset({Family.LASER}),
    )
    panel.set_entry_filter(wanted)
    assert announced == []
    assert panel.entry_filter() == wanted
    assert panel.limits().field(Criterion.MAX_PRICE).text() == "£100"
    assert ("Product", 1, True) in rows(panel, Criterion.KINDS)
    assert ("Gone Clinic", 0, True) in rows(panel, Criterion.PROVIDERS)
    assert ("Laser", 0, True) in rows(panel, Criterion.FAMILIES)


def test_a_value_that_no_entry_has_can_still_be_unticked(panel: FilterPanel) -> None:
    panel.set_entry_filter(EntryFilter(providers=frozenset({"Gone Clinic"})))
    announced = told(panel)
    tick(panel, Criterion.PROVIDERS, "Gone Clinic")
    assert announced == [EntryFilter()]


def test_facets_replace_the_counts_and_leave_ticks(panel: FilterPanel) -> None:
    panel.set_entry_filter(EntryFilter(families=frozenset({Family.PRP})))
    announced = told(panel)
    panel.set_facets({Criterion.FAMILIES: {Family.PRP: 2, Family.EXOSOME: 0}, Criterion.WORDS: {}})
    assert rows(panel, Criterion.FAMILIES) == [
        ("Exosome", 0, False),
        ("PRP", 2, True),
        ("Serum", 0, False),
    ]
    assert rows(panel, Criterion.KINDS)[0] == ("Treatment", 3, False)
    assert announced == []


def test_clear_counts_and_lifts_all_criteria_but_the_words(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    assert not button(panel, "Clear").isEnabled()
    panel.set_entry_filter(
        EntryFilter(words="prp", max_sessions=3, fit=Fit.SURELY, kinds=frozenset({Kind.PRODUCT}))
    )
    assert button(panel, "Clear").text() == "Clear 2"
    announced = told(panel)
    qtbot.mouseClick(button(panel, "Clear"), Qt.MouseButton.LeftButton)
    assert announced == [EntryFilter(words="prp", fit=Fit.SURELY)]
    assert panel.limits().field(Criterion.MAX_SESSIONS).text() == ""
    assert ("Product", 1, False) in rows(panel, Criterion.KINDS)
    assert not button(panel, "Clear").isEnabled()


def test_many_providers_show_the_commonest_and_the_ticked(panel: FilterPanel) -> None:
    panel.set_choices(many_providers(40))
    panel.set_entry_filter(EntryFilter(providers=frozenset({"Clinic 033"})))
    words = [word for word, *_ in rows(panel, Criterion.PROVIDERS)]
    assert words == [*(f"Clinic {n:03}" for n in range(FEW)), "Clinic 033"]
    assert button(panel, "Show all").text() == "Show all 40"


def test_all_providers_can_be_shown_and_searched(panel: FilterPanel, qtbot: QtBot) -> None:
    panel.set_choices(many_providers(40))
    group = panel.facet(Criterion.PROVIDERS)
    find = group.findChild(QLineEdit)
    assert find is not None
    assert not find.isVisibleTo(panel)
    button(panel, "Show all").click()
    assert len(rows(panel, Criterion.PROVIDERS)) == 40
    qtbot.keyClicks(find, "cli 39")
    assert [word for word, *_ in rows(panel, Criterion.PROVIDERS)] == ["Clinic 039"]
    qtbot.keyClicks(find, "x")
    assert rows(panel, Criterion.PROVIDERS) == []
    assert find.isVisibleTo(panel)
    button(panel, "Show fewer").click()
    assert len(rows(panel, Criterion.PROVIDERS)) == FEW


def test_a_tick_outside_the_search_is_kept(panel: FilterPanel, qtbot: QtBot) -> None:
    panel.set_choices(many_providers(40))
    panel.set_entry_filter(EntryFilter(providers=frozenset({"Clinic 000"})))
    button(panel, "Show all").click()
    find = panel.facet(Criterion.PROVIDERS).findChild(QLineEdit)
    assert find is not None
    qtbot.keyClicks(find, "039")
    tick(panel, Criterion.PROVIDERS, "Clinic 039")
    assert panel.entry_filter().providers == {"Clinic 000", "Clinic 039"}


def test_a_very_long_list_says_how_many_are_left_off(panel: FilterPanel) -> None:
    panel.set_choices(many_providers(MOST_LISTED + 50))
    button(panel, "Show all").click()
    group = panel.facet(Criterion.PROVIDERS)
    assert isinstance(group, LongFacetGroup)
    assert len(rows(panel, Criterion.PROVIDERS)) == MOST_LISTED
    assert group.left_off_note() == "50 more: type to find them"


def test_folded_ticks_are_counted_in_the_heading(panel: FilterPanel) -> None:
    tick(panel, Criterion.FAMILIES, "PRP")
    section = panel.facet(Criterion.FAMILIES).section
    heading = section.findChild(QAbstractButton)
    assert heading is not None
    assert heading.accessibleName() == "Family"
    section.set_open(False)
    assert heading.accessibleName() == "Family, 1 ticked"


def test_a_saved_filter_is_applied_from_the_menu(panel: FilterPanel) -> None:
    saved = SavedFilter("R&D, up to 3", EntryFilter(max_sessions=3))
    panel.set_saved_filters((saved,))
    menu = saved_menu(panel)
    announced = told(panel)
    action = next(each for each in menu.actions() if each.text() == "R&&D, up to 3")
    assert not action.isChecked()
    action.trigger()
    assert announced == [saved.entry_filter]
    assert panel.limits().field(Criterion.MAX_SESSIONS).text() == "3"


def test_the_saved_filters_open_below_the_start_of_their_button(panel: FilterPanel) -> None:
    button, menu = panel.findChild(SavedFiltersButton), saved_menu(panel)
    assert button is not None
    menu.popup(QPoint(400, 400))
    assert menu.pos() == button.mapToGlobal(QPoint(0, button.height()))
    menu.close()


def test_saving_asks_a_name_and_announces_all_saved_filters(
    panel: FilterPanel, qtbot: QtBot
) -> None:
    heard: list[tuple[SavedFilter, ...]] = []
    panel.saved_filters_changed.connect(heard.append)
    panel.set_saved_filters((SavedFilter("zz", EntryFilter(max_sessions=9)),))
    panel.set_entry_filter(EntryFilter(max_sessions=3))
    dialog = saved_button(panel).ask_name()
    qtbot.addWidget(dialog)
    assert not dialog.save_button.isEnabled()
    qtbot.keyClicks(dialog.name_edit, " Three at most ")
    dialog.save_button.click()
    assert heard == [
        (
            SavedFilter("Three at most", EntryFilter(max_sessions=3)),
            SavedFilter("zz", EntryFilter(max_sessions=9)),
        )
    ]


def test_saving_under_a_taken_name_replaces_that_filter(panel: FilterPanel, qtbot: QtBot) -> None:
    panel.set_saved_filters((SavedFilter("mine", EntryFilter(max_sessions=9)),))
    panel.set_entry_filter(EntryFilter(max_sessions=3))
    dialog = saved_button(panel).ask_name()
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.name_edit, "mine")
    assert "Replaces" in dialog.note()
    dialog.save_button.click()
    assert panel.saved_filters() == (SavedFilter("mine", EntryFilter(max_sessions=3)),)


def test_a_saved_filter_can_be_deleted(panel: FilterPanel) -> None:
    heard: list[tuple[SavedFilter, ...]] = []
    panel.saved_filters_changed.connect(heard.append)
    panel.set_saved_filters((SavedFilter("a", EntryFilter()), SavedFilter("b", EntryFilter())))
    delete = next(each for each in saved_menu(panel).actions() if each.text() == "Delete")
    submenu = delete.menu()
    assert isinstance(submenu, QMenu)
    submenu.actions()[0].trigger()
    assert heard == [(SavedFilter("b", EntryFilter()),)]


def test_nothing_can_be_saved_while_no_filter_is_set(panel: FilterPanel) -> None:
    save = next(each for each in saved_menu(panel).actions() if each.text().startswith("Save"))
    assert not save.isEnabled()
    panel.set_entry_filter(EntryFilter(max_sessions=1))
    save = next(each for each in saved_menu(panel).actions() if each.text().startswith("Save"))
    assert save.isEnabled()


def test_every_control_has_a_name_and_can_be_reached_by_tab(panel: FilterPanel) -> None:
    reached, widget = [], panel.nextInFocusChain()
    while widget is not None and widget is not panel:
        if widget.isVisibleTo(panel) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.append(widget.accessibleName() or getattr(widget, "text", str)())
        widget = widget.nextInFocusChain()
    assert "" not in reached
    assert reached.index("Total up to") < reached.index("Downtime up to") < reached.index("Kind")
    assert reached.index("Family") < reached.index("Provider")


def saved_button(panel: FilterPanel) -> SavedFiltersButton:
    found = panel.findChild(SavedFiltersButton)
    assert found is not None
    return found


def saved_menu(panel: FilterPanel) -> QMenu:
    menu = saved_button(panel).menu()
    menu.aboutToShow.emit()
    return menu
