"""The settings joined to the window: what is chosen now, what is usual, and what a choice does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.countries import COUNTRIES
from exodesk.paths import kept_rates_file, log_dir
from exodesk.storage.log_file import LOG_NAME
from exodesk.storage.workspace.backups import backup_folder
from exodesk.translation import best_language, current_locale, languages
from exodesk.ui.dialogs.settings_dialog import Offered, Settings, SettingsDialog
from exodesk.ui.flows import memory
from exodesk.ui.flows.keeping import Keeping
from exodesk.ui.flows.links import show_folder
from exodesk.ui.menu_acts import without_mnemonic
from exodesk.ui.theme import Scheme
from exodesk.wording import gettext as _
from exodesk.wording.amounts import currency_name
from exodesk.wording.assumptions import guess_text
from exodesk.wording.rates import in_use_text
from exodesk.wording.vocabulary import country_name, language_name

if TYPE_CHECKING:
    from exodesk.app import Desk

_MAIN_COUNTRIES = ("GB", "IN")


def show_settings(desk: Desk, keeping: Keeping) -> SettingsDialog:
    now = _now(desk)
    dialog = SettingsDialog(
        now, _usual(desk), _offered(desk, keeping), show_folder, desk.icons, desk.window
    )
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.chosen.connect(lambda chosen: use(desk, keeping, now, chosen))
    dialog.open()
    return dialog


def use(desk: Desk, keeping: Keeping, now: Settings, chosen: Settings) -> None:
    """Do what was chosen, by the same acts as in the menus; what was left alone is not touched."""
    a, document, updating = desk.window.actions_by_name, desk.document, desk.rate_work.updating
    if chosen.scheme is not now.scheme:
        a.schemes[chosen.scheme].trigger()
    a.compact.setChecked(chosen.compact)
    if (chosen.currency, chosen.home) != (now.currency, now.home):
        document.assume(replace(document.assumptions, currency=chosen.currency, home=chosen.home))
    if chosen.may_fetch and not now.may_fetch:
        updating.allow()
    elif now.may_fetch and not chosen.may_fetch:
        updating.disagree()
    if chosen.hints_again:
        keeping.settings["banner_closed"] = False
        desk.own_work.coming_back.forget_closed()
        desk.catalogues.greet()
    if chosen.laid_out_anew:
        _lay_out_anew(desk, keeping)
    keeping.keep_soon()
    if chosen.language != now.language:
        a.languages[chosen.language].trigger()  # last, since it makes the window anew


def _lay_out_anew(desk: Desk, keeping: Keeping) -> None:
    """Sizes, columns and panels of a first start, in every catalogue; filters and ticks stay."""
    desk.window.lay_out_anew()
    desk.catalogue_page.lay_out_anew()
    desk.comparison.lay_out_anew()
    views = memory.mapping(keeping.settings.get("views"))
    keeping.settings["views"] = {name: _without_layout(view) for name, view in views.items()}


def _without_layout(view: object) -> dict[str, object]:
    kept = memory.mapping(view)
    seen = memory.mapping(kept.get("page"))
    return {**kept, "page": {key: seen[key] for key in ("filter",) if key in seen}}


def _now(desk: Desk) -> Settings:
    assumptions = desk.document.assumptions
    return Settings(
        language=current_locale(),
        scheme=desk.theme.scheme,
        compact=desk.window.actions_by_name.compact.isChecked(),
        currency=assumptions.currency,
        home=assumptions.home,
        may_fetch=desk.rate_work.updating.agreed,
    )


def _usual(desk: Desk) -> Settings:
    """What a first start has here."""
    usual = desk.assuming.usual
    return Settings(
        language=best_language(QLocale.system().uiLanguages(), languages()),
        scheme=Scheme.SYSTEM,
        compact=False,
        currency=usual.currency,
        home=usual.home,
        may_fetch=False,
    )


def _offered(desk: Desk, keeping: Keeping) -> Offered:
    a, document = desk.window.actions_by_name, desk.document
    closed = keeping.settings.get("banner_closed") is True
    return Offered(
        languages=[(each, language_name(each)) for each in a.languages],
        schemes=[(each.value, without_mnemonic(act.text())) for each, act in a.schemes.items()],
        compact=without_mnemonic(a.compact.text()),
        currencies=_currencies(document.rates.currencies(), document.assumptions, desk),
        countries=_countries(desk.assuming.usual),
        guessed=guess_text(desk.assuming.usual),
        host=desk.rate_work.updating.host,
        rate=in_use_text(desk.assuming.main_rate(), document.today),
        hints_closed=closed or desk.own_work.coming_back.was_closed,
        places=_places(desk, keeping),
    )


def _currencies(
    known: tuple[str, ...], assumptions: Assumptions, desk: Desk
) -> list[tuple[str, str]]:
    codes = sorted({*known, "GBP", "INR", assumptions.currency, desk.assuming.usual.currency})
    return [
        (code, _("{code}  {name}").format(code=code, name=currency_name(code))) for code in codes
    ]


def _countries(usual: Assumptions) -> list[tuple[str, str]]:
    """None, then the one that is likely and those of the catalogue, then all others by name."""
    main = dict.fromkeys(code for code in (usual.home, *_MAIN_COUNTRIES) if code is not None)
    others = sorted(COUNTRIES.difference(main), key=country_name)
    return [("", _("not chosen")), *((code, country_name(code)) for code in (*main, *others))]


def _places(desk: Desk, keeping: Keeping) -> list[tuple[str, str]]:
    workspace: Path | None = desk.own_work.files.path
    return [
        (_("Workspace"), "" if workspace is None else str(workspace)),
        (_("Backups"), "" if workspace is None else str(backup_folder(workspace))),
        (_("Settings"), str(keeping.path)),
        (_("Fetched rates"), str(kept_rates_file())),
        (_("Log"), str(log_dir() / LOG_NAME)),
    ]
