"""Nothing moves by itself: whoever asked the desktop for less motion sees none here."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation

from exodesk.ui.widgets.section import Section
from tests.desks import Starting


def test_what_comes_and_goes_in_the_window_does_so_at_once(start: Starting) -> None:
    desk = start()
    page = desk.catalogue_page
    desk.window.page_bar.search.setText("peel")  # and the cross that empties it is there
    page.set_details_visible(not page.details_visible())
    for section in desk.window.findChildren(Section):
        section.set_open(not section.is_open())
    # Qt lays the parts of a main window out by an animation that takes no time.
    moves = [each for each in desk.window.findChildren(QAbstractAnimation) if each.duration()]
    assert moves == []
