"""The offers of one row: its price in one cell or in two, what it buys, its tax, its fees."""

from __future__ import annotations

import re
from decimal import Decimal

from exodesk.domain.assumptions import MOST_SESSIONS
from exodesk.domain.entries import Kind, Offer, Per, SessionCount, Source, Tax
from exodesk.domain.errors import ExodeskError
from exodesk.domain.money import PriceRange
from exodesk.imports.fields import Field
from exodesk.imports.figure_texts import read_tax
from exodesk.imports.price_text import PriceReading, WayOut, read_price
from exodesk.imports.row_cells import RowCells
from exodesk.imports.texts import plain
from exodesk.imports.vocabulary_texts import currency_named, per_named
from exodesk.translation import gettext as _
from exodesk.wording.countries import country_currency

_LONGEST_PRINTED = 60
_NOT_PRICED = frozenset(
    ("-", "--", "---", "n/a", "n.a", "na", "tbc", "tba", "tbd", "to be confirmed", "not stated")
)
_BARE = re.compile(r"[\d.,\s]+")
_WHOLE = re.compile(r"[0-9]{1,6}(?:\.0+)?")
_RATE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%?")
_FEES = ((Field.CONSULTATION, Per.CONSULTATION), (Field.PATCH_TEST, Per.PATCH_TEST))


class RowPrices:
    """Reads the prices of the row that ``row`` is at; reasons go to it as well."""

    def __init__(self, row: RowCells) -> None:
        self._row = row
        self._own: str | None = None
        self._country: str | None = None

    def offers(
        self,
        kind: Kind,
        country: str | None,
        sessions: SessionCount | None,
        source: Source,
    ) -> tuple[Offer, ...]:
        row = self._row
        self._own, self._country = self._own_currency(), country
        date = row.date(Field.PRICE_DATE) or row.date(Field.SOURCE_DATE)
        offers = []
        main = self._main()
        if main is not None:
            reading, printed, priced = main
            per, size = self._per(reading, priced, kind, sessions)
            tax, tax_rate = self._tax(priced)
            self._say_if_converted(reading)
            offers.append(
                Offer(
                    reading.price,
                    per,
                    sessions=size,
                    tax=tax,
                    tax_rate=tax_rate,
                    stated=row.stated(source, date, printed),
                )
            )
        for field, per in _FEES:
            if text := row.text(field):
                fee = self._price(field, text)
                if fee is not None:
                    stated = row.stated(source, date, _printed(row.printed(field)))
                    offers.append(Offer(fee.price, per, stated=stated))
        return tuple(offers)

    def _main(self) -> tuple[PriceReading, str | None, Field] | None:
        row = self._row
        text = row.text(Field.PRICE)
        if text:
            reading = self._price(Field.PRICE, text)
            printed = _printed(row.printed(Field.PRICE))
            return None if reading is None else (reading, printed, Field.PRICE)
        low = self._end(Field.PRICE_LOW)
        high = self._end(Field.PRICE_HIGH)
        if low is None and high is None:
            return None
        price = self._joined(low, high)
        if price is None:
            return None
        end = low or high
        assert end is not None
        field = Field.PRICE_HIGH if low is None else Field.PRICE_LOW
        assumed = (*(low.assumed if low else ()), *(high.assumed if high else ()))
        return PriceReading(price, end.per, end.sessions, assumed), None, field

    def _end(self, field: Field) -> PriceReading | None:
        text = self._row.text(field)
        return self._price(field, text) if text else None

    def _joined(self, low: PriceReading | None, high: PriceReading | None) -> PriceRange | None:
        if low is None or high is None:
            end = low or high
            assert end is not None
            if end.price.on_request:
                return end.price
            if low is not None:
                return PriceRange(_lower(low), None, end.price.currency)
            return PriceRange(None, _upper(end), end.price.currency)
        row = self._row
        text = row.text(Field.PRICE_LOW)
        if low.price.currency != high.price.currency:
            row.refuse(
                Field.PRICE_HIGH,
                _("The lowest price is in {low}, the highest in {high}.").format(
                    low=low.price.currency, high=high.price.currency
                ),
                row.text(Field.PRICE_HIGH),
            )
            return None
        lowest, highest = _lower(low), _upper(high)
        if lowest is not None and highest is not None and lowest > highest:
            row.refuse(
                Field.PRICE_LOW,
                _("The lowest price, {low}, is above the highest, {high}.").format(
                    low=text, high=row.text(Field.PRICE_HIGH)
                ),
                text,
            )
            return None
        return PriceRange(lowest, highest, low.price.currency)

    def _price(self, field: Field, text: str) -> PriceReading | None:
        row, own = self._row, self._own
        if plain(text).strip(" .") in _NOT_PRICED:
            if any(map(str.isalpha, text)):
                row.note(field, row.printed(field))
            return None
        currency = own or self._currency(field)
        if currency is None and _is_on_request(text):
            row.note(
                field, row.printed(field)
            )  # a price that is not stated has no currency to ask for
            return None
        reading = row.reading(field, read_price, text, currency)
        if reading is None:
            return None
        if own is not None and reading.price.currency != own:
            row.refuse(
                field,
                _("The price is in {found}, but the currency of the row is {own}.").format(
                    found=reading.price.currency, own=own
                ),
                text,
            )
            return None
        for sentence in reading.assumed:
            row.assume(sentence)
        return reading

    def _currency(self, field: Field) -> str | None:
        """What a bare number of the column is in: as chosen for it, for all, by the country."""
        column = self._row.column(field)
        if column is not None and column.currency is not None:
            return column.currency
        if self._row.usual_currency:
            return currency_named(self._row.usual_currency)
        return None if self._country is None else country_currency(self._country)

    def _own_currency(self) -> str | None:
        text = self._row.text(Field.CURRENCY)
        if not text:
            return None
        code = currency_named(text)
        if code is None:
            self._row.refuse(
                Field.CURRENCY,
                _("“{text}” is not a currency. Write a code such as GBP or INR.").format(text=text),
                text,
            )
        return code

    def _per(
        self, reading: PriceReading, field: Field, kind: Kind, sessions: SessionCount | None
    ) -> tuple[Per, int | None]:
        """What the price buys: as its text says, its column's cell, its heading, else as usual."""
        row = self._row
        per, size = reading.per, reading.sessions
        text = row.text(Field.PER)
        if text:
            named = per_named(text)
            if named is None:
                row.refuse(
                    Field.PER,
                    _(
                        "“{text}” is nothing that a price can buy here."
                        " Write session, course of 3, pack or month."
                    ).format(text=text),
                    text,
                    [WayOut(_("a session"), "session"), WayOut(_("a pack"), "pack")],
                )
                return Per.UNSTATED, None
            if per is not None and named[0] is not per:
                row.refuse(
                    Field.PER,
                    _("“{text}” is not what the price itself says.").format(text=text),
                    text,
                )
                return Per.UNSTATED, None
            per, size = named[0], size or named[1]
        size = size or self._course_size()
        if per is None:
            column = row.column(field)
            per = None if column is None else column.per
        if per is None:
            per = Per.COURSE if size else _usual(kind)
            if not size:
                row.assume(_usual_sentence(kind))
        if per is not Per.COURSE:
            return per, None
        if size is None and sessions is not None and sessions.low == sessions.high:
            size = sessions.low
        if size is None:
            blamed = Field.COURSE_SIZE if row.column(Field.COURSE_SIZE) else field
            row.refuse(blamed, _("How many sessions the course has is missing."), row.text(blamed))
        return per, size

    def _course_size(self) -> int | None:
        row = self._row
        if not (text := row.text(Field.COURSE_SIZE)):
            return None
        if not _WHOLE.fullmatch(text) or not 1 <= int(Decimal(text)) <= MOST_SESSIONS:
            row.refuse(
                Field.COURSE_SIZE,
                _("“{text}” is not a number of sessions from 1 to {most}.").format(
                    text=text, most=MOST_SESSIONS
                ),
                text,
            )
            return None
        return int(Decimal(text))

    def _tax(self, field: Field) -> tuple[Tax, Decimal | None]:
        row = self._row
        tax, rate = Tax.UNKNOWN, None
        if text := row.text(Field.TAX):
            found = row.reading(Field.TAX, read_tax, text)
            if found is not None:
                tax, rate = found
        elif (column := row.column(field)) is not None and column.tax is not None:
            tax = column.tax
        if text := row.text(Field.TAX_RATE):
            rate = self._tax_rate(text)
        return tax, rate

    def _tax_rate(self, text: str) -> Decimal | None:
        match = _RATE.fullmatch(text)
        rate = None if match is None else Decimal(match[1])
        if rate is None or rate > 100:
            self._row.refuse(
                Field.TAX_RATE,
                _("“{text}” is not a tax rate in per cent, such as 20.").format(text=text),
                text,
            )
            return None
        if 0 < rate < 1:
            percent = f"{(rate * 100).normalize():f}"
            self._row.refuse(
                Field.TAX_RATE,
                _("“{text}” may be {percent} %, or {text} %. Write it in per cent.").format(
                    text=text, percent=percent
                ),
                text,
                [WayOut(f"{percent} %", percent)],
            )
            return None
        return rate

    def _say_if_converted(self, reading: PriceReading) -> None:
        """An export in another currency than the price was published in says so for good."""
        row = self._row
        original = row.text(Field.ORIGINAL_CURRENCY)
        if not original or original == reading.price.currency:
            return
        text = _("Price converted from {original} at {rate} when it was exported.").format(
            original=original, rate=row.text(Field.RATE) or _("an unknown rate")
        )
        row.assume(text)
        row.note(None, text)


def _is_on_request(text: str) -> bool:
    try:
        return read_price(text, "GBP").price.on_request
    except ExodeskError:
        return False


def _lower(reading: PriceReading) -> Decimal | None:
    return reading.price.low


def _upper(reading: PriceReading) -> Decimal | None:
    return reading.price.high


def _printed(text: str) -> str | None:
    """The text as a figure's own words, where it is more than a number and short enough."""
    return None if _BARE.fullmatch(text) or len(text) > _LONGEST_PRINTED else text


def _usual(kind: Kind) -> Per:
    return Per.PACK if kind is Kind.PRODUCT else Per.SESSION


def _usual_sentence(kind: Kind) -> str:
    if kind is Kind.PRODUCT:
        return _("What the price buys is not stated: taken as one pack.")
    return _("What the price buys is not stated: taken as one session.")
