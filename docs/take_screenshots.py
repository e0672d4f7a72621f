"""Paints the pictures of the README and the guide: ``python docs/take_screenshots.py FOLDER``.

``dev.py screenshots`` runs it. The window is the real one over the shipped catalogue, on a profile
of its own, and on a fixed day, so that the pictures differ only where the program does.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLineEdit

from exodesk.app import Desk, application
from exodesk.documents.compared import Compared
from exodesk.documents.comparison_pdf import comparison_pictures
from exodesk.domain.entries import Family
from exodesk.domain.filters import EntryFilter
from exodesk.domain.money import Money
from exodesk.domain.rates import RateTable
from exodesk.paths import data_file, resource
from exodesk.storage.ecb import EcbRates
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui.main_window import CATALOGUE, COMPARE
from exodesk.ui.theme import Scheme

DAY = date(2026, 11, 25)
SIZE = (1440, 900)
COMPARED = (
    "exosome-face-derma-veritas-wolverhampton",
    "exosome-microneedling-visage-braintree",
    "vampire-facial-ariix-pune",
    "co2-laser-derma-veritas-wolverhampton",
)
FORM = {
    "name": "Exosomes with microneedling",
    "clinic": "A clinic",
    "city": "Pune",
    "offer.0.price": "₹1.5 lakh – 1.8 lakh",
    "sessions": "3",
    "downtime": "1-2 days",
    "source": "https://clinic.example/prices",
}
PRICE_LIST = """Treatment;Price;Sessions;Date
Vampire facial (PRP);₹4,000 – ₹9,000;2-6;21/06/2026
Chemical peel;1800-4500;4-6;21/06/2026
Carbon peel;₹6,000 – ₹2,500;4-6;21/06/2026
Hydra facial;Rs 2k to 5k;;21/06/2026
GFC (growth factor);4,500/-;;13/01/2026
Exosomes, scalp;POA;;21/06/2026
Laser toning;₹7,500;0;09/12/2022
Cosmelan course;75,000 to 80,000 INR;;26/11/2025
Full face;1.5 lakh;3;31/02/2026
"""
FONTS = ("Inter", "Noto Sans")


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = application()
    font = app.font()
    font.setFamilies([name for name in FONTS if QFontDatabase.hasFamily(name)] or font.families())
    font.setPixelSize(13)
    app.setFont(font)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        with _window(app, scheme) as desk:
            _take_pages(app, desk, folder, scheme.value)
            if scheme is Scheme.LIGHT:
                _take_document(desk, folder)


def _take_pages(app: QApplication, desk: Desk, folder: Path, scheme: str) -> None:
    compared = [key for key in COMPARED if key in desk.document.catalogue]
    desk.catalogue_page.set_entry_filter(
        EntryFilter(
            max_total=Money(Decimal(1500), "GBP"),
            max_downtime_days=Fraction(7),
            families=frozenset({Family.EXOSOME, Family.PRP, Family.LASER, Family.PEEL}),
        )
    )
    desk.tray.replace(compared)
    desk.catalogue_page.show_entry(compared[0])
    _settle(app)
    _save(desk, folder / f"catalogue-{scheme}.png")
    desk.catalogue_page.details.grab().save(str(folder / f"details-{scheme}.png"))
    desk.window.show_page(COMPARE)
    _settle(app)
    _save(desk, folder / f"comparison-{scheme}.png")
    _take_panel(app, desk, folder, scheme)
    desk.window.show_page(CATALOGUE)
    _take_workspace(app, desk, folder, scheme)
    desk.catalogue_page.set_entry_filter(
        EntryFilter(
            words="pune",
            max_total=Money(Decimal(50), "GBP"),
            max_sessions=1,
            families=frozenset({Family.LASER, Family.PEEL}),
        )
    )
    _settle(app)
    _save(desk, folder / f"no-match-{scheme}.png")


def _take_document(desk: Desk, folder: Path) -> None:
    """The first page of a comparison as it is printed: on paper there is one scheme alone."""
    document = desk.document
    costs = tuple(document.costs_of(COMPARED[:3]))
    compared = Compared(
        costs, document.catalogue, document.assumptions, document.rates, document.today
    )
    first, *_others = comparison_pictures(compared, dots_per_inch=96)
    (folder / "comparison-document.png").write_bytes(first)


def _take_panel(app: QApplication, desk: Desk, folder: Path, scheme: str) -> None:
    """What trips and days off cost, as it is typed into the strip of assumptions."""
    strip = desk.window.strip
    strip.open(strip.travel, strip.travel)
    for field, amount in ((strip.away.trip.field, "£420"), (strip.away.day.field, "£120")):
        field.setText(amount)
        field.commit()
    _settle(app)
    strip.away.grab().save(str(folder / f"travel-{scheme}.png"))
    strip.away.close()
    desk.assuming.reset()


def _take_workspace(app: QApplication, desk: Desk, folder: Path, scheme: str) -> None:
    """The form, the check of an import and the preview of a restore, over a workspace in use."""
    work = desk.own_work
    form = work.entries.new()
    assert form is not None
    for key, text in FORM.items():
        field = form.form.editor(key)
        field = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
        field.setFocus()
        field.insert(text)
    _settle(app)
    form.grab().save(str(folder / f"form-{scheme}.png"))
    form.save()
    _settle(app)
    with tempfile.TemporaryDirectory() as place:
        prices = Path(place) / "price-list-pune.csv"
        prices.write_text(PRICE_LIST, "utf-8")
        dialog = work.importing.open(prices)
        assert dialog is not None
        _settle(app)
        dialog.grab().save(str(folder / f"import-{scheme}.png"))
        dialog.bring_in.click()
    restore = work.files.ask_restore()
    assert restore is not None
    _settle(app)
    restore.grab().save(str(folder / f"restore-{scheme}.png"))
    restore.reject()
    while work.workspace.undo_stack.canUndo():
        work.entries.undo()
    desk.window.message.hide()
    _settle(app)


@contextmanager
def _window(app: QApplication, scheme: Scheme) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as profile:
        desk = Desk(
            app,
            catalogue_file=data_file(),
            settings=SettingsFile(Path(profile) / "window.json"),
            today=DAY,
            rates=RateTable(DAY, EcbRates(resource("rates.json"))),
            workspace=Path(profile) / "workspace.exodesk",
        )
        desk.theme.set_scheme(scheme)
        desk.window.message.close_button.click()
        desk.window.resize(*SIZE)
        desk.show()
        _settle(app)
        yield desk
        desk.window.close()


def _settle(app: QApplication) -> None:
    """Let timers run out: the index is built and facets are counted after the first paint."""
    end = time.monotonic() + 0.6
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def _save(desk: Desk, path: Path) -> None:
    desk.window.grab().save(str(path))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
