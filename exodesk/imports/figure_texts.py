"""Session counts, lengths of time, amounts, dates and taxes as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum

from exodesk.domain.assumptions import MOST_SESSIONS
from exodesk.domain.dates import parse_partial
from exodesk.domain.entries import DurationRange, SessionCount, Tax, Use
from exodesk.domain.errors import ExodeskError
from exodesk.domain.units import HINDI_TIME_UNITS, Amount, Duration
from exodesk.imports.texts import WayOut, plain, shown
from exodesk.translation import gettext as _
from exodesk.wording.dates import month_named


class FigureTextError(ExodeskError):
    """A text that is no such figure, in one sentence; ``ways_out`` are texts that are one."""

    def __init__(self, sentence: str, ways_out: Iterable[WayOut] = ()) -> None:
        super().__init__(sentence)
        self.ways_out = tuple(ways_out)


class DateOrder(Enum):
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


_TIME_UNITS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "hour"),
    **dict.fromkeys(("d", "day", "days"), "day"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "week"),
    **dict.fromkeys(("mo", "mos", "mth", "mths", "month", "months"), "month"),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years"), "year"),
    **HINDI_TIME_UNITS,
}
_MEASURE_UNITS = {
    **dict.fromkeys(
        ("ml", "mls", "cc", "millilitre", "millilitres", "milliliter", "milliliters"), "ml"
    ),
    **dict.fromkeys(("l", "litre", "litres", "liter", "liters"), "l"),
    **dict.fromkeys(("mg", "milligram", "milligrams"), "mg"),
    **dict.fromkeys(("g", "gm", "gms", "gram", "grams"), "g"),
    **dict.fromkeys(("kg", "kilogram", "kilograms"), "kg"),
}
_PERIODS = {
    **dict.fromkeys(("day", "daily"), "day"),
    **dict.fromkeys(("week", "weekly"), "week"),
    **dict.fromkeys(("month", "monthly"), "month"),
    **{word: unit for word, unit in HINDI_TIME_UNITS.items() if unit in ("day", "week", "month")},
}
_NUMBER = r"[0-9]{1,6}(?:\.[0-9]{1,6})?"
_UNIT = r"[^\s0-9.,()+\-]+\.?"
_LENGTH = re.compile(rf"(?P<number>{_NUMBER}) ?(?P<unit>{_UNIT})?")
_NO_TIME = frozenset(("none", "no downtime", "nil", "no down time", "zero downtime", "0"))
_FROM = re.compile(r"(?:from|at least|min\.?|minimum) +(?P<rest>.+)")
_ONWARDS = re.compile(r"(?P<rest>.+?) ?(?:\+|or more|and up|and more|से)")
_ONWARDS_INSIDE = re.compile(rf"(?P<number>{_NUMBER}) ?\+ ?(?P<unit>{_UNIT})")
_UP_TO = re.compile(r"(?:up to|upto|at most|max\.?|maximum) *(?P<rest>.+)")
_TILL = re.compile(r"(?P<rest>.+?) ?तक")
_LESS_THAN = re.compile(r"(?:under|below|less than|<) *(?P<rest>.+)")
_RANGE = re.compile(r"(?P<low>.+?) ?(?:-| to |से) ?(?P<high>.+)")
_EVERY = re.compile(r"(?:every|each) +(?P<rest>.+)")
_ONE = re.compile(r"(?:an?|one) +(?P<unit>[a-z]+)")
_HALF_OPEN = re.compile(r"(?P<rest>.+?) ?-")
_WHOLE = re.compile(r"[0-9]{1,9}")
_WORDS = re.compile(r" ?(?:sessions?|treatments?|sittings?|visits?|x|सेशन)$")
_MEASURE = re.compile(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{1,6})?) ?(?P<unit>[a-z]+)")
_BARE = re.compile(r"(?=.*[1-9])[0-9]{1,9}(?:\.[0-9]{1,6})?")
_NOTHING = re.compile(r"0+(?:\.0+)? ?[a-z]*")
_USE = re.compile(
    r"(?P<amount>.+?) ?(?:(?:a|per|each|every|/) ?(?P<period>day|week|month)"
    r"|(?P<often>daily|weekly|monthly)"
    rf"|(?:प्रति|हर) (?P<hindi>{'|'.join(word for word in _PERIODS if not word.isascii())}))"
)
_ISO = re.compile(r"(?P<y>[0-9]{4})(?:[-/.](?P<m>[0-9]{1,2})(?:[-/.](?P<d>[0-9]{1,2}))?)?")
_MIDNIGHT = re.compile(r"(?<=[0-9])[ t]00:00(?::00(?:\.0+)?)?z?$")
_SHORT_YEAR = re.compile(r"(?P<rest>[0-9]{1,2}[/.\-](?:[0-9]{1,2}|[a-z]+)[/.\-])(?P<y>[0-9]{2})")
_NUMBERS = re.compile(r"(?P<a>[0-9]{1,2})[/.\-](?P<b>[0-9]{1,2})[/.\-](?P<y>[0-9]{4})")
_MONTH_YEAR = re.compile(r"(?P<m>[0-9]{1,2})[/.\-](?P<y>[0-9]{4})")
_NAMED = re.compile(
    r"(?:(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?[ -])?(?P<m>[^\s0-9.,\-]+)\.?,?[ -](?P<y>[0-9]{4})"
)
_NAMED_FIRST = re.compile(r"(?P<m>[a-z]+)\.? (?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<y>[0-9]{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_TAX_RATE = re.compile(r"(?P<rate>[0-9]{1,2}(?:\.[0-9]{1,4})?) ?%")
_EXCLUDED = re.compile(
    r"(?:\+|plus|excl?(?:uded|uding|usive)?\.?|ex|extra|net|not incl(?:uded)?\.?|अलग से|अतिरिक्त)"
    r"(?![a-z])"
)
_INCLUDED = re.compile(r"(?:incl?(?:uded|uding|usive)?\.?|gross|शामिल|सहित)(?![a-z])")
_EXEMPT = re.compile(r"(?:exempt|zero[- ]rated|no (?:vat|gst|tax)|none|मुक्त)(?![a-z])")
_UNKNOWN = frozenset(
    ("", "unknown", "not stated", "?", "n/a", "na", "-", "पता नहीं", "नहीं बताया", "नहीं बताया गया")
)


def read_sessions(text: str) -> SessionCount:
    """``3``, ``3-6``, ``3 to 6``, ``at least 3``, ``up to 6``; raises FigureTextError."""
    wanted = _till(_WORDS.sub("", plain(text)))
    if (found := _FROM.fullmatch(wanted) or _ONWARDS.fullmatch(wanted)) is not None:
        return SessionCount(_count(found["rest"], text), None)
    if (found := _UP_TO.fullmatch(wanted)) is not None:
        return SessionCount(None, _count(found["rest"], text))
    if (found := _RANGE.fullmatch(wanted)) is not None:
        low, high = _count(found["low"], text), _count(found["high"], text)
        if low > high:
            raise FigureTextError(
                _("The upper number of sessions is below the lower one."),
                [WayOut(_("Swap?"), f"{high}-{low}")],
            )
        return SessionCount(low, high)
    if (found := _LESS_THAN.fullmatch(wanted)) is not None:
        limit = _count(found["rest"], text)
        raise _no_count(text, f"up to {limit - 1}" if limit > 1 else None, f"up to {limit}")
    if (found := _HALF_OPEN.fullmatch(wanted)) is not None:
        raise _no_count(text, f"at least {_count(found['rest'], text)}")
    count = _count(wanted, text)
    return SessionCount(count, count)


def _till(wanted: str) -> str:
    """Hindi says the upper end last: ``6 तक``, and ``3 से 6 तक`` for a range."""
    found = _TILL.fullmatch(wanted)
    if found is None:
        return wanted
    return found["rest"] if _RANGE.fullmatch(found["rest"]) else f"up to {found['rest']}"


def _is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except FigureTextError:
        return False
    return True


def _no_count(text: str, *offered: str | None) -> FigureTextError:
    return FigureTextError(
        _("“{text}” is not a number of sessions. Example: 3 or 3-6.").format(text=shown(text)),
        _uses(*offered),
    )


def _uses(*offered: str | None) -> list[WayOut]:
    return [
        WayOut(_("Use “{text}”").format(text=text), text) for text in offered if text is not None
    ]


def _count(part: str, text: str) -> int:
    part = _WORDS.sub("", part.strip())
    if _WHOLE.fullmatch(part) is None:
        raise _no_count(text)
    count = int(part)
    if count < 1:
        raise FigureTextError(_("Sessions must be 1 or more."))
    if count > MOST_SESSIONS:
        raise FigureTextError(_("Sessions must be at most {most}.").format(most=MOST_SESSIONS))
    return count


def read_duration_range(text: str) -> DurationRange:
    """``1-2 days``, ``48 h``, ``up to 3 days``, ``none``; raises FigureTextError."""
    wanted = _till(plain(text))
    if (found := _EVERY.fullmatch(wanted)) is not None:
        wanted = found["rest"] if found["rest"] not in _TIME_UNITS else f"1 {found['rest']}"
    if wanted in _NO_TIME:
        nothing = Duration(Decimal(0), "day")
        return DurationRange(nothing, nothing)
    if (found := _ONWARDS_INSIDE.fullmatch(wanted)) is not None:
        return DurationRange(_length(f"{found['number']} {found['unit']}", text), None)
    if (found := _FROM.fullmatch(wanted) or _ONWARDS.fullmatch(wanted)) is not None:
        return DurationRange(_length(found["rest"], text), None)
    if (found := _UP_TO.fullmatch(wanted) or _LESS_THAN.fullmatch(wanted)) is not None:
        return DurationRange(None, _length(found["rest"], text))
    if (found := _HALF_OPEN.fullmatch(wanted)) is not None:
        length = _length(found["rest"], text)
        raise _no_length(text, f"at least {_spelt(length)}")
    if (found := _RANGE.fullmatch(wanted)) is not None:
        high = _length(found["high"], text)
        low = _length(found["low"], text, unit=high.unit)
        if low.days > high.days:
            raise FigureTextError(
                _("The longer time is below the shorter one."),
                [WayOut(_("Swap?"), f"{_spelt(high)} - {_spelt(low)}")],
            )
        return DurationRange(low, high)
    length = _length(wanted, text)
    return DurationRange(length, length)


def _length(part: str, text: str, unit: str | None = None) -> Duration:
    part = _ONE.sub(r"1 \g<unit>", part.strip())
    found = _LENGTH.fullmatch(part)
    if found is None:
        raise _no_length(text)
    if (named := found["unit"]) is not None:
        unit = _TIME_UNITS.get(named.removesuffix("."))
        if unit is None:
            raise _no_length(text)
    elif unit is None:
        bare = plain(text)
        raise _no_length(text, f"{bare} days", f"{bare} weeks", f"{bare} hours")
    return Duration(Decimal(found["number"]), unit)


def _no_length(text: str, *offered: str) -> FigureTextError:
    return FigureTextError(
        _("“{text}” is not a length of time. Example: 1-2 days, 48 h or 2 weeks.").format(
            text=shown(text)
        ),
        _uses(*(way for way in offered if _is_read(read_duration_range, way))),
    )


def _spelt(length: Duration) -> str:
    return f"{length.amount:f} {length.unit}"


def read_measure(text: str) -> Amount:
    """``30ml``, ``0.5 g``; raises FigureTextError, also for 0."""
    found = _MEASURE.fullmatch(plain(text))
    unit = None if found is None else _MEASURE_UNITS.get(found["unit"])
    if found is None or unit is None:
        bare = plain(text) if _BARE.fullmatch(plain(text)) else None
        raise FigureTextError(
            _("“{text}” is not an amount. Example: 30 ml or 0.5 g.").format(text=shown(text)),
            _uses(f"{bare} ml", f"{bare} g") if bare is not None else (),
        )
    amount = Decimal(found["number"])
    if not amount:
        raise FigureTextError(_("The amount must be above 0."))
    return Amount(amount, unit)


def read_use(text: str) -> Use:
    """``0.5 ml a day``, ``1 g/week``; raises FigureTextError."""
    wanted = plain(text)
    found = _USE.fullmatch(wanted)
    if found is None:
        if _NOTHING.fullmatch(wanted):
            raise FigureTextError(_("Use per day must be above 0."))
        raise FigureTextError(
            _("“{text}” does not say how much in what time. Example: 0.5 ml a day.").format(
                text=shown(text)
            ),
            _uses(
                *(
                    f"{wanted} a {period}"
                    for period in ("day", "week", "month")
                    if _is_read(read_measure, wanted)
                )
            ),
        )
    period = _PERIODS[found["period"] or found["often"] or found["hindi"]]
    if _NOTHING.fullmatch(found["amount"]):
        raise FigureTextError(
            {
                "day": _("Use per day must be above 0."),
                "week": _("Use per week must be above 0."),
                "month": _("Use per month must be above 0."),
            }[period]
        )
    try:
        return Use(read_measure(found["amount"]), period)
    except FigureTextError as refused:
        raise FigureTextError(
            str(refused), _uses(*(f"{way.text} a {period}" for way in refused.ways_out))
        ) from None


def read_partial_date(text: str, order: DateOrder) -> str:
    """A date as catalogue files hold it: ``2025``, ``2025-03`` or ``2025-03-14``.

    ``order`` is that of 03/04/2025. Raises FigureTextError, also for a day that does not exist.
    """
    wanted = _MIDNIGHT.sub("", plain(text))
    year, month, day = _date_parts(wanted, order)
    if year is None:
        raise FigureTextError(
            _("“{text}” is not a date. Example: 14 Mar 2025, 03/2025 or 2025.").format(
                text=shown(text)
            ),
            _uses(_with_whole_year(wanted, order)),
        )
    found = "-".join([year, *(part.zfill(2) for part in (month, day) if part is not None)])
    try:
        parse_partial(found)
    except ValueError:
        raise FigureTextError(_("{text} does not exist.").format(text=shown(text))) from None
    return found


def _with_whole_year(wanted: str, order: DateOrder) -> str | None:
    """A date in this century, where there is such a day, for one with a year of two digits."""
    found = _SHORT_YEAR.fullmatch(wanted)
    if found is None:
        return None
    longer = f"{found['rest']}20{found['y']}"
    try:
        read_partial_date(longer, order)
    except FigureTextError:
        return None
    return longer


def _date_parts(wanted: str, order: DateOrder) -> tuple[str | None, str | None, str | None]:
    if (found := _ISO.fullmatch(wanted)) is not None:
        return found["y"], found["m"], found["d"]
    if (found := _NUMBERS.fullmatch(wanted)) is not None:
        first, second = found["a"], found["b"]
        if order is DateOrder.MONTH_FIRST:
            return found["y"], first, second
        return found["y"], second, first
    if (found := _MONTH_YEAR.fullmatch(wanted)) is not None:
        return found["y"], found["m"], None
    for pattern in (_NAMED, _NAMED_FIRST):
        found = pattern.fullmatch(wanted)
        month = None if found is None else _month(found["m"])
        if found is not None and month is not None:
            return found["y"], month, found["d"]
    return None, None, None


def _month(word: str) -> str | None:
    if word == "sept":
        return "9"
    for names in (_MONTHS, _MONTH_NAMES):
        if word in names:
            return str(names.index(word) + 1)
    month = month_named(word)
    return None if month is None else str(month)


def read_tax(text: str) -> tuple[Tax, Decimal | None]:
    """``incl. VAT``, ``+ 18 % GST``, ``exempt``, ``unknown``; raises FigureTextError."""
    wanted = plain(text)
    if wanted in _UNKNOWN:
        return Tax.UNKNOWN, None
    found = _TAX_RATE.search(wanted)
    rate = None if found is None else Decimal(found["rate"])
    if found is not None:
        wanted = (wanted[: found.start()] + wanted[found.end() :]).strip()
    words = re.sub(r"\b(?:vat|gst|tax(?:es)?|all|applicable|of|is|at)\b", " ", wanted)
    words = " ".join(words.split())
    for pattern, tax in (
        (_EXEMPT, Tax.EXEMPT),
        (_EXCLUDED, Tax.EXCLUDED),
        (_INCLUDED, Tax.INCLUDED),
    ):
        subject = wanted if tax is Tax.EXEMPT else words
        if pattern.fullmatch(subject) is not None:
            return tax, rate if tax is Tax.EXCLUDED else None
    offered = ("included", f"+ {rate} %") if rate is not None and not words else ()
    raise FigureTextError(
        _(
            "“{text}” does not say how tax stands. Example: included, + 20 %, exempt or unknown."
        ).format(text=shown(text)),
        _uses(*offered),
    )
