"""What a column can mean, the word for it, and the headings it is guessed by."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import lru_cache

from exodesk.translation import gettext as _


class Field(Enum):
    """What a column holds. A field stands for one column at the most."""

    __hash__ = object.__hash__  # Enum's own is written in Python, and this is asked 20 times a row

    ID = "id"
    NAME = "name"
    KIND = "kind"
    FAMILY = "family"
    PROVIDER = "provider"
    CITY = "city"
    COUNTRY = "country"
    ROUTES = "routes"
    CONCERNS = "concerns"
    EXOSOME_SOURCE = "exosome-source"
    PRICE = "price"
    PRICE_LOW = "price-low"
    PRICE_HIGH = "price-high"
    CURRENCY = "currency"
    PER = "per"
    COURSE_SIZE = "course-size"
    TAX = "tax"
    TAX_RATE = "tax-rate"
    PRICE_DATE = "price-date"
    CONSULTATION = "consultation"
    PATCH_TEST = "patch-test"
    SESSIONS = "sessions"
    SESSIONS_LOW = "sessions-low"
    SESSIONS_HIGH = "sessions-high"
    INTERVAL = "interval"
    DOWNTIME = "downtime"
    DOWNTIME_LOW = "downtime-low"
    DOWNTIME_HIGH = "downtime-high"
    COURSE_DOWNTIME_LOW = "course-downtime-low"
    COURSE_DOWNTIME_HIGH = "course-downtime-high"
    ONSET = "onset"
    LASTS = "lasts"
    PACK = "pack"
    USE = "use"
    INCLUDED = "included"
    CAUTIONS = "cautions"
    SIDE_EFFECTS = "side-effects"
    NOTES = "notes"
    SOURCE_TITLE = "source-title"
    SOURCE_URL = "source-url"
    SOURCE_DATE = "source-date"
    ORIGINAL_CURRENCY = "original-currency"
    RATE = "rate"
    FLAGS = "flags"


PRICES = frozenset(
    {Field.PRICE, Field.PRICE_LOW, Field.PRICE_HIGH, Field.CONSULTATION, Field.PATCH_TEST}
)
DURATIONS = frozenset(
    {
        *(Field.INTERVAL, Field.DOWNTIME, Field.DOWNTIME_LOW, Field.DOWNTIME_HIGH),
        *(Field.ONSET, Field.LASTS, Field.COURSE_DOWNTIME_LOW, Field.COURSE_DOWNTIME_HIGH),
    }
)

# Each heading in its folded form: lower case, one space between words, no punctuation.
_HEADINGS: dict[Field, str] = {
    Field.ID: "id|exodesk id",
    Field.NAME: "name|treatment|treatment name|service|service name|procedure|product"
    "|product name|item|title|therapy|entry|treatments|services|procedures|products",
    Field.KIND: "kind|type|entry type|treatment or product",
    Field.FAMILY: "family|category|group|class|modality|treatment type|treatment category",
    Field.PROVIDER: "provider|clinic|clinic name|provider name|brand|maker|manufacturer|seller|shop"
    "|company|supplier|vendor|practice|hospital|salon|centre|center|retailer",
    Field.CITY: "city|town|location|place|city or town|branch",
    Field.COUNTRY: "country|country code|nation",
    Field.ROUTES: "routes|route|delivery|delivery route|method|application|how applied",
    Field.CONCERNS: "concerns|concern|indication|indications|skin concern|skin concerns|treats"
    "|problem|used for",
    Field.EXOSOME_SOURCE: "exosome source|vesicle source|source of exosomes|exosome origin",
    Field.PRICE: "price|cost|fee|rate card|amount|charge|charges|price per session"
    "|cost per session|per session|session price|unit price|price each|list price"
    "|prices|costs|fees|rrp|mrp|price range|cost range|tariff|price per pack"
    "|price per month|monthly price|monthly fee|price per course|course price"
    "|price per treatment|cost per treatment|treatment cost|treatment price"
    "|single session|session cost|single|single treatment|per treatment|per sitting"
    "|price per sitting|cost per sitting|rate per session|rate per sitting|charges per session",
    Field.PRICE_LOW: "price low|low price|price from|from price|min price|minimum price|price min"
    "|lowest price|cost low|low cost|cost from|min cost|minimum cost|from"
    "|unit price low|price minimum|starting price|starts at",
    Field.PRICE_HIGH: "price high|high price|price to|to price|max price|maximum price|price max"
    "|highest price|cost high|high cost|cost to|max cost|maximum cost|to|up to"
    "|unit price high|price maximum",
    Field.CURRENCY: "currency|ccy|currency code|price currency",
    Field.PER: "per|basis|price basis|charged per|price is for|unit|price unit|unit of price"
    "|unit of measure|uom|pricing",
    Field.COURSE_SIZE: "course size|sessions in course|sessions per course|course of|package size"
    "|sessions in package|sessions in the course|sessions in the package",
    Field.TAX: "tax|vat|gst|tax status|vat status|tax included|vat included|gst included"
    "|vat or gst",
    Field.TAX_RATE: "tax rate|vat rate|gst rate|tax percent|vat percent|gst percent"
    "|tax %|vat %|gst %",
    Field.PRICE_DATE: "date|price date|date of price|valid from|as of|checked|checked on|updated"
    "|last updated|quoted on|oldest price date|price as of|date checked",
    Field.CONSULTATION: "consultation|consultation fee|consultation price|consult fee|consult"
    "|consultation cost",
    Field.PATCH_TEST: "patch test|patch test fee|patch test price|patch test cost",
    Field.SESSIONS: "sessions|number of sessions|no of sessions|sessions needed|session count"
    "|sessions recommended|recommended sessions|treatments needed"
    "|number of treatments|# sessions|num sessions|how many sessions|sittings"
    "|number of sittings|no of sittings",
    Field.SESSIONS_LOW: "sessions low|min sessions|sessions min|minimum sessions|sessions from"
    "|sessions minimum",
    Field.SESSIONS_HIGH: "sessions high|max sessions|sessions max|maximum sessions|sessions to"
    "|sessions maximum",
    Field.INTERVAL: "interval|gap|spacing|time between sessions|between sessions|frequency"
    "|interval between sessions|session interval|weeks between sessions"
    "|days between sessions",
    Field.DOWNTIME: "downtime|down time|recovery|recovery time|days off|healing time|time off"
    "|downtime per session",
    Field.DOWNTIME_LOW: "downtime low|min downtime|downtime min|minimum downtime|downtime from"
    "|downtime low days",
    Field.DOWNTIME_HIGH: "downtime high|max downtime|downtime max|maximum downtime|downtime to"
    "|downtime high days",
    Field.COURSE_DOWNTIME_LOW: "downtime days low|course downtime low",
    Field.COURSE_DOWNTIME_HIGH: "downtime days high|course downtime high",
    Field.ONSET: "onset|results after|first results|results seen after|time to results",
    Field.LASTS: "lasts|duration of results|results last|how long it lasts|longevity|lasts for",
    Field.PACK: "pack|pack size|size|volume|contents|bottle size|net quantity|net content",
    Field.USE: "use|usage|dose|daily use|amount used|used per day|use per day",
    Field.INCLUDED: "included|includes|what is included|inclusions|price includes"
    "|included in price",
    Field.CAUTIONS: "cautions|caution|contraindications|not for|warnings|precautions",
    Field.SIDE_EFFECTS: "side effects|side effect|risks|adverse effects",
    Field.NOTES: "notes|note|description|remarks|remark|comment|comments|details|info|information"
    "|more|additional information",
    Field.SOURCE_TITLE: "source|source title|source titles|source name|reference|seen in"
    "|publication",
    Field.SOURCE_URL: "url|link|website|web page|source url|source link|web|web address|webpage",
    Field.SOURCE_DATE: "source date|date of source|published|publication date|published on",
    Field.ORIGINAL_CURRENCY: "original currency",
    Field.RATE: "rate",
    Field.FLAGS: "flags",
}
_IN_HINDI: dict[Field, str] = {
    Field.NAME: "नाम|ट्रीटमेंट|इलाज|उपचार|सेवा|प्रोडक्ट|आइटम",
    Field.KIND: "प्रकार|ट्रीटमेंट या प्रोडक्ट",
    Field.FAMILY: "वर्ग|श्रेणी",
    Field.PROVIDER: "प्रोवाइडर|क्लिनिक|क्लीनिक|दुकान|ब्रांड",
    Field.CITY: "शहर|जगह",
    Field.COUNTRY: "देश",
    Field.ROUTES: "देने का तरीका|तरीका",
    Field.CONCERNS: "समस्या|समस्याएँ",
    Field.PRICE: "कीमत|दाम|मूल्य|रेट|फ़ीस|शुल्क|प्रति सेशन कीमत|प्रति सेशन|खर्च",
    Field.PRICE_LOW: "न्यूनतम कीमत|कीमत सबसे कम|कीमत से",
    Field.PRICE_HIGH: "अधिकतम कीमत|कीमत सबसे ज़्यादा|कीमत तक",
    Field.CURRENCY: "करेंसी|मुद्रा",
    Field.COURSE_SIZE: "कोर्स में सेशन",
    Field.TAX: "टैक्स|जीएसटी",
    Field.TAX_RATE: "टैक्स रेट|टैक्स %",
    Field.PRICE_DATE: "तारीख|कीमत की तारीख|दिनांक",
    Field.CONSULTATION: "कंसल्टेशन|कंसल्टेशन फ़ीस|परामर्श शुल्क",
    Field.PATCH_TEST: "पैच टेस्ट|पैच टेस्ट फ़ीस",
    Field.SESSIONS: "सेशन|सेशन की संख्या|कितने सेशन|सिटिंग|सत्र|सत्रों की संख्या|बैठकें",
    Field.INTERVAL: "अंतराल|सेशन के बीच का समय",
    Field.DOWNTIME: "डाउनटाइम|प्रति सेशन डाउनटाइम",
    Field.ONSET: "असर दिखने तक का समय|पहला असर",
    Field.LASTS: "असर कितने समय रहता है",
    Field.PACK: "पैक",
    Field.USE: "इस्तेमाल",
    Field.INCLUDED: "शामिल",
    Field.CAUTIONS: "सावधानी|सावधानियाँ",
    Field.SIDE_EFFECTS: "साइड इफ़ेक्ट",
    Field.NOTES: "नोट|टिप्पणी|विवरण",
    Field.SOURCE_TITLE: "स्रोत",
    Field.SOURCE_URL: "लिंक|स्रोत का लिंक|वेबसाइट",
    Field.SOURCE_DATE: "स्रोत की तारीख",
}
# Worked-out figures and notes of an export: what they say follows from the rest.
WORKED_OUT = frozenset(
    {
        *(
            "state",
            "total low",
            "total high",
            "rate date",
            "rate source",
            "rate age days",
            "sources",
            "fit",
        ),
        *("reason", "total", "total cost", "course total"),
    }
)
# May stand in a heading without changing what it means.
_FILLERS = frozenset(
    {
        *("the", "a", "of", "in", "approx", "approximate", "approximately", "estimated", "our"),
        *("gbp", "inr", "usd", "eur", "£", "₹", "$", "€", "rs", "rupees", "pounds", "day", "days"),
        *("week", "weeks", "hour", "hours", "month", "months", "year", "years", "ml", "g", "mg"),
        *("inc", "incl", "including", "excl", "excluding", "ex", "vat", "gst", "tax", "hrs"),
        *("all", "typical", "usual", "average", "optional", "required", "iso", "yyyy", "mm", "dd"),
        *("रुपये", "रु", "रुपयों", "में", "दिन", "जीएसटी", "लगभग"),
    }
)
# Vowel signs of Devanagari are no \w.
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0903\u093a-\u094f\u0962\u0963])+|[#%£₹$€]")


@lru_cache(maxsize=4096)
def folded(heading: str) -> str:
    """``Price_per  Session (£):`` as ``price per session £``."""
    plain = unicodedata.normalize("NFKC", heading[:200]).casefold().replace("'", "")
    return " ".join(_WORD.findall(plain))


_FIELD_OF: dict[str, Field] = {
    folded(heading): field
    for table in (_HEADINGS, _IN_HINDI)
    for field, headings in table.items()
    for heading in headings.split("|")
}


@lru_cache(maxsize=4096)
def field_of(heading: str) -> Field | None:
    """The field that a heading most likely means; None where nothing is known of it."""
    text = folded(heading)
    if text in WORKED_OUT:
        return None
    if (field := _FIELD_OF.get(text)) is not None:
        return field
    words = [word for word in text.split() if word not in _FILLERS]
    return _FIELD_OF.get(" ".join(words)) if words else None


def is_sure(heading: str) -> bool:
    """Whether a heading is known just as it stands."""
    return folded(heading) in _FIELD_OF


def field_name(field: Field) -> str:
    """What a field is called where a person chooses one."""
    return {
        Field.ID: _("exodesk's own ID"),
        Field.NAME: _("Name"),
        Field.KIND: _("Treatment or product"),
        Field.FAMILY: _("Family"),
        Field.PROVIDER: _("Provider"),
        Field.CITY: _("City"),
        Field.COUNTRY: _("Country"),
        Field.ROUTES: _("Delivery route"),
        Field.CONCERNS: _("Concerns"),
        Field.EXOSOME_SOURCE: _("Source of the exosomes"),
        Field.PRICE: _("Price"),
        Field.PRICE_LOW: _("Price, lowest"),
        Field.PRICE_HIGH: _("Price, highest"),
        Field.CURRENCY: _("Currency"),
        Field.PER: _("What the price buys"),
        Field.COURSE_SIZE: _("Sessions in the course"),
        Field.TAX: _("Tax"),
        Field.TAX_RATE: _("Tax rate"),
        Field.PRICE_DATE: _("Date of the price"),
        Field.CONSULTATION: _("Consultation fee"),
        Field.PATCH_TEST: _("Patch-test fee"),
        Field.SESSIONS: _("Sessions"),
        Field.SESSIONS_LOW: _("Sessions, fewest"),
        Field.SESSIONS_HIGH: _("Sessions, most"),
        Field.INTERVAL: _("Time between sessions"),
        Field.DOWNTIME: _("Downtime per session"),
        Field.DOWNTIME_LOW: _("Downtime per session, shortest"),
        Field.DOWNTIME_HIGH: _("Downtime per session, longest"),
        Field.COURSE_DOWNTIME_LOW: _("Downtime over the course, shortest"),
        Field.COURSE_DOWNTIME_HIGH: _("Downtime over the course, longest"),
        Field.ONSET: _("Time until results"),
        Field.LASTS: _("How long it lasts"),
        Field.PACK: _("Pack"),
        Field.USE: _("Use"),
        Field.INCLUDED: _("Included"),
        Field.CAUTIONS: _("Cautions"),
        Field.SIDE_EFFECTS: _("Side effects"),
        Field.NOTES: _("Notes"),
        Field.SOURCE_TITLE: _("Source"),
        Field.SOURCE_URL: _("Link to the source"),
        Field.SOURCE_DATE: _("Date of the source"),
        Field.ORIGINAL_CURRENCY: _("Currency before conversion"),
        Field.RATE: _("Rate of the conversion"),
        Field.FLAGS: _("What a reader must know"),
    }[field]
