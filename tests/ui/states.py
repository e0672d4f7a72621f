"""States of the whole window, each brought about as a person would, by a name."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from exodesk.app import Desk
from exodesk.ui.pages.comparison_charts import Look

PAGES = (
    "a first start",
    "an entry's details",
    "no entry left",
    "a comparison",
    "bars",
    "cost and downtime",
    "over time",
    "chances",
    "nothing compared",
    "no quotes",
    "a quote",
)
DIALOGS = (
    *("the rates", "the settings", "a text", "the help", "the palette", "the entry form"),
    *("the letterhead", "the columns"),
)

_LOOKS = {
    "bars": Look.BARS,
    "cost and downtime": Look.DOWNTIME,
    "over time": Look.TIME,
    "chances": Look.CHANCES,
}


def put_into(desk: Desk, state: str) -> QWidget:
    """Bring the window into a state by its name; returns what has the keyboard then."""
    page, a = desk.catalogue_page, desk.window.actions_by_name
    match state:
        case "an entry's details":
            page.show_entry("exosome-mumbai")
            desk.tray.replace(["exosome-london", "peel-delhi", "vial-delhi"])
        case "no entry left":
            desk.window.page_bar.search.setText("zzzz")
        case "a comparison":
            desk.tray.replace(["exosome-london", "peel-delhi"])
            a.compare.trigger()
        case _ if state in _LOOKS:
            desk.tray.replace(["exosome-london", "peel-delhi", "exosome-mumbai"])
            a.compare.trigger()
            desk.comparison_page.look_at(_LOOKS[state])
        case "nothing compared":
            a.show_compare.trigger()
        case "no quotes":
            desk.quote_work.actions.show_quotes.trigger()
        case "a quote":
            desk.tray.replace(["exosome-london", "peel-delhi"])
            desk.quote_work.actions.of_these.trigger()
        case "the rates":
            return desk.show_rates()
        case "the settings":
            return desk.show_settings()
        case "a text":
            a.sources.trigger()
            return next(iter(desk.window.findChildren(QDialog)))
        case "the help":
            return desk.helping.show_guide()
        case "the palette":
            return desk.helping.commanding.show()
        case "the entry form":
            made = desk.own_work.entries.new()
            assert made is not None
            return made
        case "the quotes":
            desk.quote_work.actions.new.trigger()
        case "the letterhead":
            return desk.quote_work.quoting.ask_letterhead()
        case "the columns":
            return desk.pages.arrange_columns()
    return desk.window
