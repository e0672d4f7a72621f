"""States of the whole window, each brought about as a person would, by a name."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from exodesk.app import Desk
from exodesk.domain.quotes.editing import with_client
from exodesk.domain.quotes.quote import Client
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
    *("a quote", "points to settle", "an issued quote", "an accepted quote"),
)
DIALOGS = (
    *("the rates", "the settings", "a text", "the help", "the palette", "the entry form"),
    *("the letterhead", "the columns"),
)

_PATIENCE_SECONDS = 20.0
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
        case "a quote" | "points to settle" | "an issued quote" | "an accepted quote":
            _write_quote(desk)
            _go_on_with_quote(desk, state)
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


def _write_quote(desk: Desk) -> None:
    """A quote of two options, once the workspace is open."""
    _wait_for(lambda: desk.own_work.workspace.writable)
    desk.tray.replace(["exosome-london", "peel-delhi"])
    _wait_for(desk.quote_work.actions.of_these.isEnabled)
    desk.quote_work.actions.of_these.trigger()
    desk.quote_work.page.editor.edited.emit(
        "client", lambda quote, _setting: with_client(quote, Client("A. Sharma"))
    )
    desk.quote_work.show()


def _go_on_with_quote(desk: Desk, state: str) -> None:
    work = desk.quote_work
    quote = work.quoting.current()
    assert quote is not None
    if state == "a quote":
        return
    work.actions.check.trigger()
    if state == "points to settle":
        return
    for finding in work.quoting.findings(quote):
        work.quoting.state(finding)
    issuing = work.quoting.ask_issue()
    assert issuing is not None
    issuing.issue_button.click()
    work.show()
    _wait_for(work.page.paper.is_drawn)
    if state == "an accepted quote":
        answer = work.quoting.ask_accepted()
        assert answer is not None
        answer.save_button.click()
        work.show()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # dialogs that are closed
    QApplication.processEvents()
    desk.window.activateWindow()  # as a window manager does then
    _wait_for(desk.window.isActiveWindow)


def _wait_for(holds: Callable[[], bool]) -> None:
    end = monotonic() + _PATIENCE_SECONDS
    while not holds():
        assert monotonic() < end, "it never came"
        QApplication.processEvents()
