"""What a first start assumes, before anybody has chosen: a currency and a home country."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimeZone

from exodesk.domain.assumptions import Assumptions
from exodesk.domain.countries import COUNTRIES, country_of, currency_of
from exodesk.domain.rates import RateTable

# The name that Windows and older systems give to Asia/Kolkata, of which Qt knows no country.
_INDIA_ONCE = b"Asia/Calcutta"
# What computers are set to where nobody has chosen a region.
_UNCHOSEN = "US"


def first_assumptions(rates: RateTable) -> Assumptions:
    """The usual assumptions with what the settings of this computer suggest."""
    return assumed_in(home_of(QLocale.system(), bytes(QTimeZone.systemTimeZoneId().data())), rates)


def home_of(locale: QLocale, time_zone: bytes) -> str | None:
    """The country by its code: of the region, else of the time zone; None where neither tells.

    Where amounts of money have a region of their own (LC_MONETARY), that one counts. The United
    States count only where the time zone is there as well: it is what many computers come with.
    """
    region: str | None = QLocale.territoryToCode(locale.territory())
    currency = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    if region is not None and currency_of(region) != currency:
        region = country_of(currency)
    if region in COUNTRIES and region != _UNCHOSEN:
        return region
    if time_zone == _INDIA_ONCE:
        return "IN"
    zone = QLocale.territoryToCode(QTimeZone(time_zone).territory())
    return zone if zone in COUNTRIES else None


def assumed_in(country: str | None, rates: RateTable) -> Assumptions:
    """Home and currency of ``country``; pounds and no home where there is no rate for it."""
    usual = Assumptions()
    currency = None if country is None else currency_of(country)
    if currency is None or rates.factor(currency, usual.currency) is None:
        return usual
    return Assumptions(currency, home=country)
