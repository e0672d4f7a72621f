"""A start of the window, from the first line of the log to the exit code."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from exodesk.app import Desk
from exodesk.domain.rates import Rate, RateTable
from exodesk.first_start import first_assumptions
from exodesk.paths import (
    config_dir,
    data_file,
    kept_rates_file,
    log_dir,
    resource,
    usual_workspace,
)
from exodesk.storage.ecb import EcbRates
from exodesk.storage.log_file import log_start, log_to
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui.application import application
from exodesk.ui.first_painting import FirstPainting
from exodesk.ui.flows.faults import tell_of_fault
from exodesk.ui.flows.interrupts import let_interrupts_through
from exodesk.ui.flows.passing_days import PassingDays
from exodesk.ui.versions import versions_text


def run(
    catalogue: Path | None = None,
    currency: str | None = None,
    pinned: Iterable[Rate] = (),
    on: date | None = None,
    workspace: Path | None = None,
    language: str | None = None,
) -> int:
    """Open the window and return the exit code once it is closed."""
    gc.disable()  # nothing that a start makes is garbage
    app = application()
    sys.excepthook = tell_of_fault
    log_to(log_dir())
    log_start(versions_text())
    ecb = EcbRates(resource("rates.json"), kept_rates_file())
    today = date.today()
    rates = RateTable(on or today, ecb, pinned)
    desk = Desk(
        app,
        catalogue_file=catalogue or data_file(),
        settings=SettingsFile(config_dir() / "window.json"),
        today=today,
        rates=rates,
        ecb=ecb,
        currency=currency,
        workspace=workspace or usual_workspace(),
        language=language,
        usual=first_assumptions(rates),
    )
    let_interrupts_through(app)
    days = PassingDays(today, parent=desk)
    days.came.connect(desk.meet_day)
    desk.show()
    FirstPainting(desk.window).over.connect(_collect_again)
    code = int(app.exec())
    if app.platformName() in ("offscreen", "minimal"):
        app.clipboard().clear()  # these platforms free what Python has freed already
    return code


def _collect_again() -> None:
    gc.freeze()  # or each later collection looks through all of a start again
    gc.enable()
