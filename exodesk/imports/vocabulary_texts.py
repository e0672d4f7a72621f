"""Words to the domain's vocabulary. What is not known is handed back, never guessed at."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import TypeVar

from exodesk.domain.entries import Concern, ExosomeSource, Family, Kind, Per, Route
from exodesk.domain.money import MINOR_DIGITS
from exodesk.imports.fields import folded
from exodesk.translation import languages, spoken_in
from exodesk.wording.vocabulary import word

Value = TypeVar("Value", bound=Enum)

_KINDS = {
    **dict.fromkeys(("treatments", "service", "procedure", "therapy", "session"), Kind.TREATMENT),
    **dict.fromkeys(("products", "goods", "cosmetic", "home care", "retail"), Kind.PRODUCT),
}
_FAMILIES = {
    **dict.fromkeys(("exosomes", "exosome therapy", "exosome treatment"), Family.EXOSOME),
    **dict.fromkeys(("platelet rich plasma", "prp therapy"), Family.PRP),
    **dict.fromkeys(("stem cells", "stem cell therapy"), Family.STEM_CELL),
    **dict.fromkeys(("micro needling", "needling", "dermapen"), Family.MICRONEEDLING),
    **dict.fromkeys(
        ("radiofrequency microneedling", "rf needling", "mnrf", "rf micro needling"),
        Family.RF_MICRONEEDLING,
    ),
    **dict.fromkeys(("lasers", "laser treatment", "laser treatments"), Family.LASER),
    **dict.fromkeys(("peels", "chemical peel", "chemical peels", "skin peels"), Family.PEEL),
    **dict.fromkeys(("injectables", "injection", "injections"), Family.INJECTABLE),
    **dict.fromkeys(("meso",), Family.MESOTHERAPY),
    **dict.fromkeys(("facials",), Family.FACIAL),
    **dict.fromkeys(("led", "led light", "light therapy", "phototherapy"), Family.LIGHT),
    **dict.fromkeys(("retinoids", "retinol", "tretinoin"), Family.RETINOID),
    **dict.fromkeys(("serums",), Family.SERUM),
    **dict.fromkeys(("others", "misc", "miscellaneous"), Family.OTHER),
}
_ROUTES = {
    **dict.fromkeys(("cream", "applied to the skin", "on the skin"), Route.TOPICAL),
    **dict.fromkeys(("needling", "micro needling"), Route.MICRONEEDLING),
    **dict.fromkeys(("injected", "injections", "injectable"), Route.INJECTION),
    **dict.fromkeys(("laser", "with laser"), Route.LASER_ASSISTED),
    **dict.fromkeys(("rf", "radiofrequency"), Route.RF_ASSISTED),
    **dict.fromkeys(("led",), Route.LIGHT),
    **dict.fromkeys(("by mouth", "tablet"), Route.ORAL),
}
_CONCERNS = {
    **dict.fromkeys(
        ("aging", "anti ageing", "anti aging", "wrinkles", "fine lines", "rejuvenation"),
        Concern.AGEING,
    ),
    **dict.fromkeys(("pigment", "hyperpigmentation", "dark spots"), Concern.PIGMENTATION),
    **dict.fromkeys(("scar", "scarring", "acne scars"), Concern.SCARS),
    **dict.fromkeys(("rosacea",), Concern.REDNESS),
    **dict.fromkeys(("dryness", "dehydration"), Concern.HYDRATION),
    **dict.fromkeys(("sagging", "tightening", "skin tightening"), Concern.LAXITY),
    **dict.fromkeys(("pores", "skin texture"), Concern.TEXTURE),
    **dict.fromkeys(("hair", "hair thinning", "alopecia"), Concern.HAIR_LOSS),
    **dict.fromkeys(("wound healing", "post procedure"), Concern.HEALING),
}
_PERS = {
    **dict.fromkeys(
        (
            *("treatment", "sitting", "visit", "per session", "one session", "single", "each"),
            *("single session", "per sitting", "per treatment", "per visit", "1 session"),
        ),
        Per.SESSION,
    ),
    **dict.fromkeys(("package", "per course", "bundle"), Per.COURSE),
    **dict.fromkeys(
        (
            *("bottle", "vial", "tube", "unit", "item", "jar", "piece", "box", "ampoule"),
            *("per pack", "one pack", "per vial", "per bottle", "per tube"),
        ),
        Per.PACK,
    ),
    **dict.fromkeys(("monthly", "per month", "every month", "subscription"), Per.MONTH),
    **dict.fromkeys(("consult", "consultation fee"), Per.CONSULTATION),
    **dict.fromkeys(("patch test fee",), Per.PATCH_TEST),
    **dict.fromkeys(("addon", "extra", "add on per session"), Per.ADD_ON),
    **dict.fromkeys(("not stated", "unknown", "for what is not stated"), Per.UNSTATED),
    **dict.fromkeys(("सेशन", "एक सेशन", "प्रति सेशन", "प्रति सिटिंग"), Per.SESSION),
    **dict.fromkeys(("कोर्स", "प्रति कोर्स", "पैकेज"), Per.COURSE),
    **dict.fromkeys(("पैक", "एक पैक", "प्रति पैक"), Per.PACK),
    **dict.fromkeys(("प्रति माह", "हर माह", "प्रति महीने"), Per.MONTH),
}
_COURSE_OF = re.compile(
    r"(?:per )?(?:course|package|pack|set) of (\d{1,3})(?: sessions?)?|(\d{1,3}) sessions?"
)
_CURRENCIES = {
    **dict.fromkeys(("£", "pound", "pounds", "sterling", "pounds sterling"), "GBP"),
    **dict.fromkeys(("₹", "rs", "rupee", "rupees", "indian rupees"), "INR"),
    **dict.fromkeys(("€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("us$",), "USD"),
}
# Commas part them too; a slash does not: “RF/laser” is one word of somebody's own.
_BETWEEN = re.compile(r"[;,|\n]")


def kind_named(text: str) -> Kind | None:
    return _named(text, Kind, _KINDS)


def family_named(text: str) -> Family | None:
    return _named(text, Family, _FAMILIES)


def exosome_source_named(text: str) -> ExosomeSource | None:
    return _named(text, ExosomeSource, {})


def per_named(text: str) -> tuple[Per, int | None] | None:
    """What a price buys, with the size of a course where that is said too: ``course of 3``."""
    plain = folded(text)
    if (match := _COURSE_OF.fullmatch(plain)) is not None:
        size = int(match[1] or match[2])
        return (Per.SESSION, None) if size == 1 and match[2] else (Per.COURSE, size)
    per = _named(text, Per, _PERS)
    return None if per is None else (per, None)


def routes_named(text: str) -> tuple[tuple[Route, ...], tuple[str, ...]]:
    """The routes that ``text`` lists, and what in it is none."""
    return _all_named(text, Route, _ROUTES)


def concerns_named(text: str) -> tuple[tuple[Concern, ...], tuple[str, ...]]:
    """The concerns that ``text`` lists, and what in it is none."""
    return _all_named(text, Concern, _CONCERNS)


def currency_named(text: str) -> str | None:
    code = text.strip().upper()
    if code in MINOR_DIGITS:
        return code
    return _CURRENCIES.get(text.strip().casefold().rstrip("."))


def listed(text: str) -> tuple[str, ...]:
    """The parts of a list as exodesk writes it, joined by semicolons or line by line."""
    return tuple(part for piece in re.split(r"[;\n]", text) if (part := piece.strip()))


def _all_named(
    text: str, values: type[Value], more: Mapping[str, Value]
) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    found: dict[Value, None] = {}
    unknown = []
    for piece in _BETWEEN.split(text):
        if part := piece.strip():
            if (value := _named(part, values, more)) is None:
                unknown.append(part)
            else:
                found[value] = None
    return tuple(found), tuple(unknown)


def _named(text: str, values: type[Value], more: Mapping[str, Value]) -> Value | None:
    plain = folded(text)
    found = _words(values).get(plain) or more.get(plain)
    return found if isinstance(found, values) else None


@cache
def _words(values: type[Enum]) -> dict[str, Enum]:
    known: dict[str, Enum] = {}
    for tongue in languages() if values is not Per else ():
        with spoken_in(tongue):
            known |= {folded(word(value)): value for value in values}
    return {**known, **{folded(str(value.value)): value for value in values}}
