"""Wording that rushes a reader: countdowns, last chances, only today. English and Hindi."""

from __future__ import annotations

import re

_SPAN = r"(?:minutes?|hours?|days?|weeks?)"
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|few)"
_PHRASES = (
    r"(?:only|just) (?:for )?(?:today|tonight|this week(?:end)?)",
    r"(?:today|tonight|this week(?:end)?|weekend) only",
    rf"(?:next|only|within) {_NUMBER} {_SPAN} only",
    rf"only {_NUMBER} (?:more )?{_SPAN} (?:left|to go)",
    rf"{_NUMBER} {_SPAN} (?:left|to go|remaining)",
    rf"(?:ends|expires|closes|closing|gone) (?:in {_NUMBER} {_SPAN}|today|tonight|tomorrow|soon)",
    r"(?:last|final|your only) (?:chance|call|hours?|days?|opportunity)",
    r"limited(?:[- ]time)? (?:time|offers?|places|spaces|spots|slots|availability)",
    r"(?:only|just) (?:\d+|one|two|three|a few) (?:places|spaces|spots|slots)",
    r"(?:few|last) (?:places|spaces|spots|slots) (?:left|remaining)",
    r"while (?:stocks?|supplies|places|offers?) lasts?",
    r"(?:act|book|buy|decide|order|pay|sign up) (?:now|fast|quickly|today|immediately)",
    r"(?:do not|don[’']t) (?:miss (?:out|this|it)|wait|delay)",
    r"before (?:it[’']s|it is) too late",
    r"(?:hurry|count ?down|once[- ]only|now or never|flash sale|going fast|selling fast)",
    r"(?:सिर्फ़|सिर्फ|केवल|बस) आज",
    r"आज ही",
    r"(?:आखिरी|आख़िरी|अंतिम) (?:मौका|मौक़ा|अवसर|दिन)",
    r"सीमित (?:समय|अवधि|स्थान)",
    r"(?:जल्दी|जल्द) (?:करें|कीजिए|बुक)",
    r"(?:अभी|तुरंत) (?:बुक|खरीदें|ख़रीदें)",
)
# \b does not see the end of a Devanagari word that ends in a vowel sign.
_PRESSURE = re.compile(rf"(?<![^\W_])(?:{'|'.join(_PHRASES)})(?![^\W_])")


def pressure_in(text: str) -> str | None:
    """The first phrase in ``text`` that rushes, in small letters; None where there is none."""
    match = _PRESSURE.search(" ".join(text.casefold().split()))
    return None if match is None else match[0]
