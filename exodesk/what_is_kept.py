"""What of the window is kept between starts, beside the view of each catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from exodesk import __version__
from exodesk.ui.flows import memory

if TYPE_CHECKING:
    from exodesk.app import Desk


def settings_of(desk: Desk) -> dict[str, Any]:
    """Plain values for the settings file; what is not named there stays as it was kept."""
    window, page = desk.window, desk.catalogue_page
    return {
        "version": __version__,
        "geometry": window.saved_geometry(),
        "size": [window.width(), window.height()],
        "currency": desk.document.assumptions.currency,
        "assumptions": memory.plain_assumptions(desk.document.assumptions),
        "scenarios": memory.plain_scenarios(desk.assuming.scenarios.scenarios()),
        "rates": memory.plain_rates(desk.document.rates),
        "rates_from": desk.rate_work.updating.agreed_host,
        "saved_filters": memory.plain_saved_filters(page.filters.saved_filters()),
        "scheme": desk.theme.scheme.value,
        "compact": page.table.compact,
        "comparison": desk.comparison.save_state(),
        **desk.own_work.remembered(),
    }


def view_of(desk: Desk) -> dict[str, Any]:
    """How the catalogue that is open is looked at."""
    return {"page": desk.catalogue_page.save_state(), "tray": list(desk.tray.ids)}


def restore(desk: Desk, settings: Mapping[str, Any]) -> None:
    """Show the window as it was kept; nonsense leaves what a first start shows."""
    desk.window.restore_saved_geometry(str(settings.get("geometry", "")))
    match settings.get("size"):
        case [int(width), int(height)]:
            desk.window.restore_size(width, height)
    desk.catalogue_page.filters.set_saved_filters(memory.saved_filters_from(settings))
    desk.window.actions_by_name.compact.setChecked(settings.get("compact") is True)
    desk.assuming.scenarios.set_scenarios(memory.scenarios_from(settings))
    desk.comparison.restore_state(memory.mapping(settings.get("comparison")))
