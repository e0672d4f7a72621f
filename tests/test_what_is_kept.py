"""What of the window is kept between starts: plain values, and the same again when restored."""

from __future__ import annotations

import json

from exodesk import __version__, what_is_kept
from exodesk.domain.filters import EntryFilter
from exodesk.domain.saved_filters import SavedFilter
from tests.desks import Starting
from tests.seven_entries import SEVEN

FIRST, SECOND = (entry["id"] for entry in SEVEN["entries"][:2])


def test_what_is_kept_is_plain_and_names_the_version(start: Starting) -> None:
    kept = what_is_kept.settings_of(start())
    assert json.loads(json.dumps(kept)) == kept
    assert kept["version"] == __version__


def test_what_was_kept_is_restored(start: Starting) -> None:
    desk = start()
    desk.window.actions_by_name.compact.setChecked(True)
    desk.window.resize(1100, 700)
    desk.catalogue_page.filters.set_saved_filters((SavedFilter("Scalp", EntryFilter("scalp")),))
    kept = json.loads(json.dumps(what_is_kept.settings_of(desk)))
    other = start()
    other.window.actions_by_name.compact.setChecked(False)
    other.catalogue_page.filters.set_saved_filters(())
    what_is_kept.restore(other, kept)
    again = what_is_kept.settings_of(other)
    for key in ("size", "compact", "saved_filters", "scenarios", "comparison"):
        assert again[key] == kept[key]
    assert kept["compact"] is True
    assert kept["size"] == [1100, 700]


def test_nonsense_leaves_what_a_first_start_shows(start: Starting) -> None:
    desk = start()
    before = what_is_kept.settings_of(desk)
    nonsense = {"size": "large", "compact": "yes", "saved_filters": 7, "scenarios": [None]}
    what_is_kept.restore(desk, {**nonsense, "geometry": 3, "comparison": "wide"})
    after = what_is_kept.settings_of(desk)
    for key in ("size", "compact", "saved_filters", "scenarios", "comparison"):
        assert after[key] == before[key]


def test_the_view_of_a_catalogue_holds_what_is_ticked(start: Starting) -> None:
    desk = start()
    desk.tray.replace([SECOND, FIRST])
    assert what_is_kept.view_of(desk)["tray"] == [SECOND, FIRST]
