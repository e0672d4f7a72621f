"""The words for the domain's own vocabulary, country names included."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from babel import Locale

from exodesk import translation
from exodesk.domain.assumptions import LineKey
from exodesk.domain.costing import Flag
from exodesk.domain.entries import (
    Concern,
    ExosomeSource,
    Family,
    Kind,
    Offer,
    Per,
    Route,
    SourceKind,
    Tax,
)
from exodesk.domain.filters import Criterion, Fit
from exodesk.translation import N_, current_locale, ngettext
from exodesk.translation import gettext as _
from exodesk.wording.durations import duration_text

_WORDS: dict[Enum, str] = {
    Kind.TREATMENT: N_("Treatment"),
    Kind.PRODUCT: N_("Product"),
    Family.EXOSOME: N_("Exosome"),
    Family.PRP: N_("PRP"),
    Family.STEM_CELL: N_("Stem cell"),
    Family.MICRONEEDLING: N_("Microneedling"),
    Family.RF_MICRONEEDLING: N_("RF microneedling"),
    Family.LASER: N_("Laser"),
    Family.PEEL: N_("Peel"),
    Family.INJECTABLE: N_("Injectable"),
    Family.MESOTHERAPY: N_("Mesotherapy"),
    Family.FACIAL: N_("Facial"),
    Family.LIGHT: N_("Light"),
    Family.RETINOID: N_("Retinoid"),
    Family.SERUM: N_("Serum"),
    Family.OTHER: N_("Other"),
    Route.TOPICAL: N_("Topical"),
    Route.TRANSDERMAL: N_("Transdermal"),
    Route.MICRONEEDLING: N_("Microneedling"),
    Route.INJECTION: N_("Injection"),
    Route.LASER_ASSISTED: N_("Laser-assisted"),
    Route.RF_ASSISTED: N_("RF-assisted"),
    Route.LIGHT: N_("Light"),
    Route.ORAL: N_("Oral"),
    Route.OTHER: N_("Other"),
    Concern.AGEING: N_("Ageing"),
    Concern.PIGMENTATION: N_("Pigmentation"),
    Concern.MELASMA: N_("Melasma"),
    Concern.SCARS: N_("Scars"),
    Concern.ACNE: N_("Acne"),
    Concern.REDNESS: N_("Redness"),
    Concern.HYDRATION: N_("Hydration"),
    Concern.LAXITY: N_("Laxity"),
    Concern.TEXTURE: N_("Texture"),
    Concern.HAIR_LOSS: N_("Hair loss"),
    Concern.HEALING: N_("Healing"),
    ExosomeSource.AUTOLOGOUS: N_("own blood or tissue (autologous)"),
    ExosomeSource.HUMAN_DONOR: N_("human donor"),
    ExosomeSource.PLATELET: N_("platelets"),
    ExosomeSource.PLANT: N_("plant"),
    ExosomeSource.ANIMAL: N_("animal"),
    ExosomeSource.BACTERIA: N_("bacteria"),
    ExosomeSource.SYNTHETIC: N_("synthetic"),
    ExosomeSource.OTHER: N_("other"),
    ExosomeSource.NOT_STATED: N_("not stated"),
    Tax.INCLUDED: N_("included"),
    Tax.EXCLUDED: N_("to be added"),
    Tax.EXEMPT: N_("exempt"),
    Tax.UNKNOWN: N_("unknown"),
    SourceKind.ARTICLE: N_("article"),
    SourceKind.PRICE_LIST: N_("price list"),
    SourceKind.PAGE: N_("web page"),
    SourceKind.REGULATOR: N_("regulator"),
    SourceKind.STUDY: N_("study"),
    SourceKind.WRITTEN_QUOTE: N_("written quote"),
    SourceKind.PAID: N_("price paid"),
    SourceKind.ESTIMATE: N_("own estimate"),
    Fit.COULD: N_("Could fit"),
    Fit.SURELY: N_("Surely fits"),
    Criterion.WORDS: N_("Search"),
    Criterion.MAX_TOTAL: N_("Total up to"),
    Criterion.MAX_PRICE: N_("Per session up to"),
    Criterion.MAX_DOWNTIME: N_("Downtime up to"),
    Criterion.MAX_SESSIONS: N_("Sessions up to"),
    Criterion.KINDS: N_("Kind"),
    Criterion.FAMILIES: N_("Family"),
    Criterion.ROUTES: N_("Delivery route"),
    Criterion.CONCERNS: N_("Concern"),
    Criterion.COUNTRIES: N_("Country"),
    Criterion.PROVIDERS: N_("Provider"),
    LineKey.SESSIONS: N_("Sessions"),
    LineKey.PACKS: N_("Packs or payments"),
    LineKey.MAINTENANCE: N_("Maintenance"),
    LineKey.CONSULTATION: N_("Consultation"),
    LineKey.PATCH_TEST: N_("Patch test"),
    LineKey.ADD_ON: N_("Add-on"),
    LineKey.TAX: N_("Tax"),
    LineKey.FX_FEE: N_("Exchange fee"),
    LineKey.TRAVEL: N_("Travel"),
    LineKey.TIME_OFF: N_("Time off"),
    Flag.TAX_UNKNOWN: N_("whether tax is included is not stated"),
    Flag.TAX_NOT_COUNTED: N_("tax is added to the printed price and not counted here"),
    Flag.FEE_NOT_COUNTED: N_("a consultation or patch-test fee is not counted"),
    Flag.TAX_RATE_UNKNOWN: N_("how much tax is added is not stated"),
    Flag.TAX_RATE_ASSUMED: N_("tax is added at the standard rate of the country"),
    Flag.FEE_UNKNOWN: N_("how much a consultation or patch test costs is not stated"),
    Flag.FEE_ABOVE_PRICE: N_("a fee is higher than the price of the course"),
    Flag.REDEEMABLE_UNKNOWN: N_("whether a fee is taken off the course is not stated"),
    Flag.ADD_ON_UNKNOWN: N_("how much an add-on costs is not stated"),
    Flag.MAINTENANCE_UNKNOWN: N_("how much maintenance costs is not fully stated"),
    Flag.COUNTRY_UNKNOWN: N_("the country is not stated: travel may or may not be needed"),
    Flag.TRIPS_UNKNOWN: N_("the number of trips is not known: at least one"),
    Flag.DOWNTIME_UNKNOWN: N_("the downtime is not stated, time off cannot be counted"),
    Flag.LASTS_UNKNOWN: N_("how long it lasts is not stated, maintenance is not counted"),
    Flag.MAINTENANCE_NOT_COUNTED: N_("maintenance sessions are not counted"),
    Flag.SESSIONS_ASSUMED: N_("the number of sessions is your assumption"),
    Flag.SESSIONS_UNKNOWN: N_("the number of sessions is not stated: at least one"),
    Flag.PACKS_UNKNOWN: N_("how long a pack lasts is not stated: at least one"),
}


def word(value: Enum) -> str:
    """The word for one value of the domain's vocabulary."""
    return _(_WORDS[value])


def words(values: tuple[Enum, ...]) -> str:
    """``Topical, Injection``; ``not stated`` for none."""
    return ", ".join(word(value) for value in values) if values else _("not stated")


def country_name(code: str) -> str:
    return _country_name(code, current_locale())


@lru_cache(maxsize=1024)
def _country_name(code: str, locale: str) -> str:
    return str(Locale.parse(locale).territories.get(code, code))


# As Babel has them; a menu of languages shall not load each one's data to have its name.
_OWN_NAMES = {"hi": "हिन्दी"}


def language_name(locale: str) -> str:
    """The language as its own readers call it: ``English (India)``, ``हिन्दी``."""
    if locale in _OWN_NAMES:
        return _OWN_NAMES[locale]
    name = str(Locale.parse(locale).get_display_name() or locale)
    return name[:1].upper() + name[1:]


def document_language(code: str) -> str:
    """The name of a language that a document is written in: ``en`` is Britain's English."""
    return language_name(translation.language(code).locale)


def document_languages() -> list[tuple[str, str]]:
    """Each by its code, with its name."""
    return [(code, document_language(code)) for code in translation.document_languages()]


def per_text(offer: Offer) -> str:
    """What an offer's price buys: ``one session``, ``course of 3``, ``pack``, ``every month``."""
    match offer.per:
        case Per.SESSION:
            return _("one session")
        case Per.COURSE:
            sessions = offer.sessions or 1
            return ngettext("course of {n}", "course of {n}", sessions).format(n=sessions)
        case Per.PACK:
            return _("one pack")
        case Per.MONTH:
            every = _("every {duration}").format(duration=duration_text(offer.every))
            if offer.times is None:
                return every
            return ngettext("{every}, {n} payment", "{every}, {n} payments", offer.times).format(
                every=every, n=offer.times
            )
        case Per.CONSULTATION:
            return _("consultation fee")
        case Per.PATCH_TEST:
            return _("patch-test fee")
        case Per.ADD_ON:
            return _("add-on, per session")
        case Per.UNSTATED:
            return _("for what is not stated")
