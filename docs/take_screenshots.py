"""Paints the pictures of the README and the guide: ``python docs/take_screenshots.py FOLDER``.

``dev.py screenshots`` runs it. The window is the real one over the shipped catalogue, on a profile
of its own, and on a fixed day, so that the pictures differ only where the program does.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from exodesk.app import Desk
from exodesk.documents.compared import Compared
from exodesk.documents.comparison_pdf import comparison_pictures
from exodesk.documents.quote_pdf import content
from exodesk.documents.typst_document import page_pictures
from exodesk.domain.assumptions import Assumptions
from exodesk.domain.entries import Family
from exodesk.domain.filters import EntryFilter
from exodesk.domain.money import Money
from exodesk.domain.quotes.letterhead import Letterhead
from exodesk.domain.quotes.quote import Quote
from exodesk.domain.quotes.sheet import issued_sheet
from exodesk.domain.rates import RateTable
from exodesk.paths import data_file, resource
from exodesk.storage.ecb import EcbRates
from exodesk.storage.settings_file import SettingsFile
from exodesk.ui.application import application
from exodesk.ui.dialogs.settings_dialog import SettingsDialog
from exodesk.ui.main_window import CATALOGUE, COMPARE
from exodesk.ui.pages.comparison_charts import Look
from exodesk.ui.theme import Scheme

DAY = date(2026, 11, 25)
SIZE = (1440, 900)
COMPARED = (
    "nctf-under-eye-egp-london",
    "vampire-facial-ariix-pune",
    "prp-face-hive-manchester",
    "perfect-peel-oxford-wellness-oxford",
)
COMPARED_IN_INDIA = (
    "vampire-facial-ariix-pune",
    "acne-scar-treatment-ariix-pune",
    "chemical-peel-ariix-pune",
)
PAID_OVER_TIME = (
    "prp-face-egp-london",
    "exosome-face-derma-veritas-wolverhampton",
    "dermatica-personalised-formula",
)
DETAILED = "exosome-microneedling-visage-braintree"
ASKED_FIRST = "human-exosomes-gb"
LETTERHEAD = Letterhead(
    name="Your practice", address="1 High Street, Leeds", contact="quotes@practice.example"
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
PLACES = (
    "/home/you/.local/share/exodesk/workspace.exodesk",
    "/home/you/.local/share/exodesk/workspace.exodesk.backups",
    "/home/you/.config/exodesk/window.json",
    "/home/you/.local/share/exodesk/ecb-rates.xml",
    "/home/you/.local/state/exodesk/log/exodesk.log",
)
FONTS = ("Inter", "Noto Sans")


Save = Callable[[str, QWidget], None]


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = application()
    font = app.font()
    font.setFamilies([name for name in FONTS if QFontDatabase.hasFamily(name)] or font.families())
    font.setPixelSize(13)
    app.setFont(font)
    for scheme in (Scheme.LIGHT, Scheme.DARK):

        def save(name: str, widget: QWidget, scheme: Scheme = scheme) -> None:
            _settle()
            widget.grab().save(str(folder / f"{name}-{scheme.value}.png"))

        with _window(app, scheme) as desk:
            _take_catalogue(desk, save)
            _take_comparison(desk, save)
            _take_quote(desk, save, folder)
            _take_details(desk, save)
            _take_other_pictures(desk, save)
            if scheme is Scheme.LIGHT:  # paper is white
                _take_document(desk, folder)
            _take_workspace(desk, save)
            _take_no_match(desk, save)
            _take_help(desk, save)
            _take_settings(desk, save)
    take_first_start(app, folder)
    take_high_contrast(app, folder)
    take_hindi(app, folder)


def take_first_start(app: QApplication, folder: Path) -> None:
    """What stands there before anything has been chosen, for a reader in India."""
    india = Assumptions("INR", home="IN")
    with _window(app, Scheme.LIGHT, "en_IN", usual=india, banner=True) as desk:
        desk.window.grab().save(str(folder / "first-start.png"))


def take_high_contrast(app: QApplication, folder: Path) -> None:
    with _window(app, Scheme.HIGH_CONTRAST) as desk:
        desk.tray.replace(COMPARED)
        desk.catalogue_page.show_entry(DETAILED)
        _settle()
        desk.window.grab().save(str(folder / "catalogue-high-contrast.png"))


def take_hindi(app: QApplication, folder: Path) -> None:
    """What the Hindi page of the guide shows: a reader in Delhi, with totals in rupees."""
    with _window(app, Scheme.LIGHT, "hi") as desk:
        desk.document.assume(replace(desk.document.assumptions, currency="INR", home="IN"))
        desk.catalogue_page.set_entry_filter(
            EntryFilter(countries=frozenset({"IN"}), max_total=Money(Decimal(150000), "INR"))
        )
        desk.tray.replace(COMPARED_IN_INDIA)
        desk.catalogue_page.show_entry(COMPARED_IN_INDIA[0])
        _settle()
        desk.window.grab().save(str(folder / "catalogue-hindi.png"))
        desk.window.show_page(COMPARE)
        _settle()
        desk.window.grab().save(str(folder / "comparison-hindi.png"))
        dialog = _settings(desk)
        _settle()
        dialog.grab().save(str(folder / "settings-hindi.png"))
        dialog.reject()


def _take_catalogue(desk: Desk, save: Save) -> None:
    desk.catalogue_page.set_entry_filter(
        EntryFilter(
            max_total=Money(Decimal(1500), "GBP"),
            max_downtime_days=Fraction(7),
            families=frozenset({Family.EXOSOME, Family.PRP, Family.MICRONEEDLING, Family.LASER}),
        )
    )
    desk.tray.replace(COMPARED)
    desk.catalogue_page.show_entry(DETAILED)
    save("catalogue", desk.window)


def _take_comparison(desk: Desk, save: Save) -> None:
    """A course at home and abroad: what a trip costs is typed into the strip of assumptions."""
    page, window = desk.comparison_page, desk.window
    window.show_page(COMPARE)
    window.strip.open(window.strip.travel, window.strip.travel)
    panel = window.strip.away
    panel.trip.field.setText("£420")
    panel.trip.field.commit()
    save("travel", panel)
    panel.close()
    window.strip.travel.clearFocus()
    save("comparison", window)
    page.look_at(Look.DOWNTIME)
    page.set_reasons_visible(False)
    save("downtime", window)
    page.set_reasons_visible(True)
    page.look_at(Look.SIDE_BY_SIDE)


def _take_details(desk: Desk, save: Save) -> None:
    """One entry by itself: its details, the questions to ask, and how its total came about."""
    desk.window.show_page(CATALOGUE)
    details = desk.catalogue_page.details
    save("details", details)
    questions = details.ask_first
    questions.questions.act_clicked.emit(ASKED_FIRST)
    _settle()
    details.scroll_bar().setValue(questions.y())
    save("ask-first", details)
    desk.tracing.show(COMPARED[1])
    dialog = desk.tracing.dialog()
    assert dialog is not None
    save("trace", dialog)
    dialog.close()


def _take_other_pictures(desk: Desk, save: Save) -> None:
    page = desk.comparison_page
    desk.window.message.hide()  # what was done for the quote says nothing here
    desk.window.show_page(COMPARE)
    page.set_reasons_visible(False)
    page.look_at(Look.BARS)
    page.picture().parts.setChecked(True)
    save("bars", desk.window)
    page.look_at(Look.CHANCES)
    save("chances", desk.window)
    desk.assuming.reset()
    desk.tray.replace(PAID_OVER_TIME)
    page.look_at(Look.TIME)
    save("over-time", desk.window)
    page.look_at(Look.SIDE_BY_SIDE)
    desk.tray.replace(COMPARED)
    desk.window.show_page(CATALOGUE)


def _take_document(desk: Desk, folder: Path) -> None:
    """The first page of a comparison as it is printed: on paper there is one scheme alone."""
    document = desk.document
    costs = tuple(document.costs_of(COMPARED[:3]))
    compared = Compared(
        costs, document.catalogue, document.assumptions, document.rates, document.today
    )
    first, *_others = comparison_pictures(compared, dots_per_inch=96)
    (folder / "comparison-document.png").write_bytes(first)


def _take_quote(desk: Desk, save: Save, folder: Path) -> None:
    """A quote of three options: written, checked, issued, and the first page of its PDF."""
    work = desk.quote_work
    while not work.quoting.kept.writable:  # the workspace is opened after the first painting
        _settle()
    work.quoting.kept.set_letterhead(LETTERHEAD)
    desk.tray.replace(COMPARED[:3])
    _settle()
    work.actions.of_these.trigger()
    _settle()
    client = work.page.editor.field("client").editor
    assert isinstance(client, QLineEdit)
    client.setFocus()
    client.insert("A. Sharma")
    work.page.editor.commit()
    save("quote", desk.window)
    work.actions.check.trigger()
    save("quote-check", desk.window)
    quote = _issue(desk)
    save("quote-issued", desk.window)
    if desk.theme.scheme is Scheme.LIGHT:  # paper is white
        first, *_others = page_pictures("quote.typ", content(issued_sheet(quote)), 96)
        (folder / "quote-document.png").write_bytes(first)
    desk.tray.replace(COMPARED)
    desk.window.show_page(COMPARE)


def _issue(desk: Desk) -> Quote:
    """State every point on the quote and settle it."""
    quoting = desk.quote_work.quoting
    draft = quoting.current()
    assert draft is not None
    for finding in quoting.findings(draft):
        quoting.state(finding)
    dialog = quoting.ask_issue()
    assert dialog is not None
    dialog.issue_button.click()
    _settle()
    issued = quoting.current()
    assert issued is not None
    return issued


def _take_workspace(desk: Desk, save: Save) -> None:
    """The form, the check of an import and the preview of a restore, over a workspace in use."""
    work = desk.own_work
    form = work.entries.new()
    assert form is not None
    for key, text in FORM.items():
        field = form.form.editor(key)
        if not isinstance(field, QLineEdit):
            field = field.findChildren(QLineEdit)[0]
        field.setFocus()
        field.insert(text)
    save("form", form)
    form.save()
    _settle()
    with tempfile.TemporaryDirectory() as place:
        prices = Path(place) / "price-list-pune.csv"
        prices.write_text(PRICE_LIST, "utf-8")
        dialog = work.importing.open(prices)
        assert dialog is not None
        save("import", dialog)
        dialog.foot.bring_in.click()
        _settle()
    restore = work.files.ask_restore()
    assert restore is not None
    save("restore", restore)
    restore.reject()
    while work.workspace.undo_stack.canUndo():
        work.entries.undoing.undo()
    desk.window.message.hide()


def _take_no_match(desk: Desk, save: Save) -> None:
    desk.catalogue_page.set_entry_filter(
        EntryFilter(
            words="pune",
            max_total=Money(Decimal(50), "GBP"),
            max_sessions=1,
            families=frozenset({Family.LASER, Family.PEEL}),
        )
    )
    save("no-match", desk.window)


def _take_help(desk: Desk, save: Save) -> None:
    """The palette with words typed into it, and the help window over the page in view."""
    palette = desk.helping.commanding.show()
    palette.field.insert("peel")
    save("palette", palette)
    palette.close()
    save("help", desk.helping.show_guide())


def _take_settings(desk: Desk, save: Save) -> None:
    dialog = _settings(desk)
    save("settings", dialog)
    dialog.reject()


def _settings(desk: Desk) -> SettingsDialog:
    """The settings, with the places of files where they are on a person's computer."""
    dialog = desk.show_settings()
    for field, path in zip(dialog.places, PLACES, strict=True):
        field.setText(path)
        field.setCursorPosition(0)
    return dialog


@contextmanager
def _window(
    app: QApplication,
    scheme: Scheme,
    language: str = "en_GB",
    *,
    usual: Assumptions | None = None,
    banner: bool = False,
) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as profile:
        desk = Desk(
            app,
            catalogue_file=data_file(),
            settings=SettingsFile(Path(profile) / "window.json"),
            today=DAY,
            rates=RateTable(DAY, EcbRates(resource("rates.json"))),
            workspace=Path(profile) / "workspace.exodesk",
            language=language,
            usual=usual,
        )
        desk.theme.set_scheme(scheme)
        if not banner:
            desk.window.message.close_button.click()
        desk.window.resize(*SIZE)
        desk.show()
        _settle()
        yield desk
        desk.window.close()


def _settle() -> None:
    """Let timers run out: the index is built and facets are counted after the first paint."""
    end = time.monotonic() + 1.6
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
