"""Search words: how an entry's text and a typed text are cut into words that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from exodesk.domain.entries import Concern, Entry, Family

# Not \w: it stops at Devanagari vowel signs.
_BETWEEN_WORDS = re.compile(r"[\s,;:.·/()\[\]{}\"'’‘“”+&|–—_-]+")
_LATIN_ACCENTS = re.compile("[\u0300-\u036f]")
# Hindi is typed with and without the dot of फ़ and the moon of मुँहासे.
_SPELT_EITHER_WAY = {0x093C: None, 0x0901: 0x0902}
# What else a family and a concern are looked for as.
_IN_HINDI: dict[Family | Concern, str] = {
    Family.EXOSOME: "एक्सोसोम",
    Family.STEM_CELL: "स्टेम सेल",
    Family.MICRONEEDLING: "माइक्रोनीडलिंग",
    Family.RF_MICRONEEDLING: "माइक्रोनीडलिंग",
    Family.LASER: "लेज़र",
    Family.PEEL: "पील",
    Family.INJECTABLE: "इंजेक्शन वाला",
    Family.MESOTHERAPY: "मेसोथेरेपी",
    Family.FACIAL: "फ़ेशियल",
    Family.LIGHT: "लाइट",
    Family.RETINOID: "रेटिनॉइड",
    Family.SERUM: "सीरम",
    Family.OTHER: "अन्य",
    Concern.AGEING: "उम्र का असर झुर्रियाँ",
    Concern.PIGMENTATION: "पिगमेंटेशन झाइयाँ",
    Concern.MELASMA: "मेलास्मा",
    Concern.SCARS: "दाग",
    Concern.ACNE: "मुँहासे",
    Concern.REDNESS: "लालिमा",
    Concern.HYDRATION: "नमी",
    Concern.LAXITY: "ढीलापन",
    Concern.TEXTURE: "त्वचा की बनावट",
    Concern.HAIR_LOSS: "बाल झड़ना",
    Concern.HEALING: "घाव भरना",
}
_COUNTRIES = {
    "AE": "UAE United Arab Emirates यूएई संयुक्त अरब अमीरात",
    "GB": "UK United Kingdom Britain यूके यूनाइटेड किंगडम ब्रिटेन",
    "IN": "India भारत इंडिया",
    "JP": "Japan जापान",
    "KR": "Korea कोरिया",
    "TH": "Thailand थाईलैंड",
    "TR": "Turkey Türkiye तुर्किये तुर्की",
    "US": "USA United States America संयुक्त राज्य अमेरिका",
}

# By the word of the city that is its own.
_CITIES = {
    "ahmedabad": "अहमदाबाद",
    "bangalore": "Bengaluru बेंगलुरु बैंगलोर",
    "bengaluru": "Bangalore बेंगलुरु बैंगलोर",
    "chennai": "Madras चेन्नई",
    "delhi": "दिल्ली",
    "edinburgh": "एडिनबरा",
    "gurgaon": "Gurugram गुड़गाँव गुरुग्राम",
    "gurugram": "Gurgaon गुड़गाँव गुरुग्राम",
    "hyderabad": "हैदराबाद",
    "jaipur": "जयपुर",
    "kolkata": "Calcutta कोलकाता",
    "london": "लंदन",
    "lucknow": "लखनऊ",
    "manchester": "मैनचेस्टर",
    "meerut": "मेरठ",
    "mumbai": "Bombay मुंबई",
    "noida": "नोएडा",
    "oxford": "ऑक्सफ़ोर्ड",
    "pune": "Poona पुणे",
}


def words_in(text: str) -> tuple[str, ...]:
    """The words of ``text`` without case and Latin accents (``ContōR`` gives ``contor``)."""
    # Folding comes second: decomposing makes capitals (™ is TM).
    plain = _LATIN_ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
    if not plain.isascii():
        plain = plain.translate(_SPELT_EITHER_WAY)
    return tuple(word for word in _BETWEEN_WORDS.split(plain) if word)


def words_of(entry: Entry) -> frozenset[str]:
    """The words an entry is found by: name, provider, city, country, family and concerns.

    Families, concerns and the places most looked for are found in English and in Hindi.
    """
    words = {word for text in _searched(entry) for word in words_in(text)}
    place = _place_words(entry.city or "", entry.country or "")
    return frozenset(words.union(place, *map(_named, (entry.family, *entry.concerns))))


@lru_cache(1_000)
def _place_words(city: str, country: str) -> frozenset[str]:
    others = (_CITIES.get(word, "") for word in words_in(city))
    return frozenset(words_in(" ".join((_COUNTRIES.get(country, ""), *others))))


@cache
def _named(value: Family | Concern) -> frozenset[str]:
    return frozenset(words_in(f"{value.value} {_IN_HINDI.get(value, '')}"))


def _searched(entry: Entry) -> Iterator[str]:
    yield entry.name
    if entry.provider is not None:
        yield entry.provider.name
        yield entry.provider.city or ""
