"""The rows of prices of a form: what each buys, its tax, its source and its date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from exodesk.domain.assumptions import MOST_SESSIONS
from exodesk.domain.entries import MONTHLY, Kind, Offer, Per, SessionCount, Stated, Tax
from exodesk.domain.units import Duration
from exodesk.imports.figure_texts import read_duration_range
from exodesk.imports.form_problems import FieldWay
from exodesk.imports.form_texts import OFFER_PARTS, SAME_SOURCE, row_numbers
from exodesk.imports.price_text import (
    PriceReading,
    PriceTextError,
    TaxedPriceError,
    read_price,
)
from exodesk.imports.two_prices import two_prices
from exodesk.translation import gettext as _
from exodesk.translation import ngettext
from exodesk.wording.vocabulary import per_text, word

if TYPE_CHECKING:
    from exodesk.imports.form_reading import FormReader

_LONGEST_PRINTED = 200
_WHOLE = re.compile(r"[0-9]{1,6}")
_RATE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%?")
_REDEEMABLE = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class OfferRead:
    """One row. ``usual`` is what the price buys while nothing else is chosen; ``assumed`` says
    what was taken for granted in its text. ``offer`` is None where the row can't be read."""

    offer: Offer | None
    usual: Per
    size: int | None = None
    assumed: tuple[str, ...] = ()


class OfferRows:
    def __init__(self, form: FormReader, kind: Kind, sessions: SessionCount | None) -> None:
        self._form = form
        self._kind = kind
        self._sessions = sessions

    def read(self) -> dict[int, OfferRead]:
        """Every row by its number; rows that say nothing are left out."""
        found = {}
        for number in row_numbers(self._form.fields, "offer"):
            row = self._row(number)
            if row is not None:
                found[number] = row
        return found

    def usual(self) -> Per:
        return Per.PACK if self._kind is Kind.PRODUCT else Per.SESSION

    def _row(self, number: int) -> OfferRead | None:
        form, row = self._form, f"offer.{number}"
        old, base_row = self._old(row)
        if old is not None and self._untouched(number, base_row):
            return OfferRead(old, old.per, old.sessions)
        text = form.text(f"{row}.price")
        if not text:
            if number and any(form.text(f"{row}.{part}") for part in ("date", "size")):
                sentence = _("Write the price or “on request”, or remove the row.")
                form.refuse(f"{row}.price", sentence, missing=True)
            return None
        same_price = old is not None and form.same_row(row, base_row, ["price"])
        reading = None
        if not same_price:
            currency = self._currency(old)
            reading = form.read_field(
                f"{row}.price", lambda typed: self._price(row, typed, currency)
            )
        per, size = self._buys(row, base_row, old, reading)
        usual = (reading.per if reading else None) or self.usual()
        if reading is None and not same_price:
            return OfferRead(None, usual, size)
        price = reading.price if reading is not None else old.price if old is not None else None
        assert price is not None
        assumed = () if reading is None else tuple(reading.assumed)
        printed = (
            old.stated.as_printed
            if old is not None and same_price
            else text[:_LONGEST_PRINTED].strip()
        )
        tax, tax_rate = self._tax(row, base_row, old)
        every, times = self._payments(row, base_row, old, per)
        offer = Offer(
            price,
            per,
            sessions=size,
            every=every,
            times=times,
            redeemable=self._redeemable(row, base_row, old, per),
            tax=tax,
            tax_rate=tax_rate,
            stated=self._stated(number, base_row, old, printed),
        )
        refused = any(form.refused(f"{row}.{part}") for part in OFFER_PARTS if part != "price")
        if refused and per is Per.COURSE and size is None:
            return OfferRead(offer, usual, None, assumed)
        return OfferRead(offer, usual, size, assumed)

    def _price(self, row: str, typed: str, currency: str | None) -> PriceReading:
        """What a row's price says; a refusal offers the fields for what it says besides."""
        key = f"{row}.price"
        try:
            return read_price(typed, currency)
        except TaxedPriceError as taxed:
            alone = [FieldWay(way.label, key, way.text) for way in taxed.ways_out]
            self._form.refuse(key, str(taxed), [self._with_tax(row, taxed), *alone])
            raise
        except PriceTextError:
            if (both := two_prices(typed, currency)) is not None:
                sentence = _("These are two prices. Each has a field of its own.")
                self._form.refuse(key, sentence, [self._in_two_rows(key, both)])
            raise

    def _with_tax(self, row: str, taxed: TaxedPriceError) -> FieldWay:
        said = (word(taxed.tax), *((f"{taxed.tax_rate} %",) if taxed.tax_rate else ()))
        label = _("“{price}”, tax: {tax}").format(price=taxed.price, tax=" ".join(said))
        tax = (f"{row}.tax", taxed.tax.value), (f"{row}.tax_rate", taxed.tax_rate)
        return FieldWay(label, f"{row}.price", taxed.price, tax)

    def _in_two_rows(self, key: str, both: tuple[str, str]) -> FieldWay:
        one, other = both
        new = f"offer.{max(row_numbers(self._form.fields, 'offer')) + 1}"
        label = _("Take both: “{one}” and “{other}”").format(one=one, other=other)
        also = (f"{new}.price", other), (f"{new}.source", SAME_SOURCE)
        return FieldWay(label, key, one, also)

    def _old(self, row: str) -> tuple[Offer | None, str]:
        """The offer that a row was made of, and the key of its texts."""
        base = self._form.text(f"{row}.base")
        known = () if self._form.base is None else self._form.base.offers
        if base.isdecimal() and int(base) < len(known):
            return known[int(base)], f"offer.{base}"
        return None, row

    def _untouched(self, number: int, base_row: str) -> bool:
        form = self._form
        if not form.same_row(f"offer.{number}", base_row, OFFER_PARTS):
            return False
        return number != 0 or (form.same("source") and form.same("date"))

    def _currency(self, old: Offer | None) -> str | None:
        """What a bare number takes: the country's currency, unless the old price differs."""
        currency = self._form.currency_of_country
        if old is None:
            return currency
        own = old.price.currency
        return own if currency in (None, own) else None

    def _buys(
        self, row: str, base_row: str, old: Offer | None, reading: PriceReading | None
    ) -> tuple[Per, int | None]:
        form = self._form
        said = None if reading is None else reading.per
        chosen = form.value(f"{row}.per", Per, None)
        if said is not None and chosen is not None and said is not chosen:
            if old is None or not form.same_row(row, base_row, ["per"]):
                assert reading is not None
                words = per_text(Offer(reading.price, said, sessions=reading.sessions))
                form.refuse(
                    f"{row}.per",
                    _("The price itself says: {what}.").format(what=words),
                    [FieldWay(_("Use “{what}”").format(what=words), f"{row}.per", said.value)],
                )
            else:
                chosen = said  # the old choice was made for the old price
        per = chosen or said or self.usual()
        if per is not Per.COURSE:
            same_per = old is not None and old.per is per
            return per, old.sessions if old is not None and same_per else None
        typed = form.text(f"{row}.size")
        said_size = None if reading is None else reading.sessions
        if typed and not (
            said_size is not None and old is not None and form.same_row(row, base_row, ["size"])
        ):
            size = self._whole(f"{row}.size", most=MOST_SESSIONS)
            if said_size is not None and size is not None and size != said_size:
                form.refuse(
                    f"{row}.size",
                    ngettext(
                        "The price itself says {n} session.",
                        "The price itself says {n} sessions.",
                        said_size,
                    ).format(n=said_size),
                    [FieldWay(_("Use {n}").format(n=said_size), f"{row}.size", str(said_size))],
                )
            return per, size
        size = said_size
        count = self._sessions
        if size is None and count is not None and count.low == count.high:
            size = count.low
        if size is None:
            form.refuse(
                f"{row}.size", _("How many sessions the course has is missing."), missing=True
            )
        return per, size

    def _whole(self, key: str, *, most: int) -> int | None:
        text = self._form.text(key)
        if not _WHOLE.fullmatch(text) or not 1 <= int(text) <= most:
            self._form.refuse(
                key,
                _("“{text}” is not a number from 1 to {most}.").format(text=text, most=most),
            )
            return None
        return int(text)

    def _payments(
        self, row: str, base_row: str, old: Offer | None, per: Per
    ) -> tuple[Duration, int | None]:
        form = self._form
        if old is not None and old.per is per and form.same_row(row, base_row, ["every", "times"]):
            return old.every, old.times
        if per is not Per.MONTH:
            return MONTHLY, None
        every = MONTHLY
        read = form.read_field(f"{row}.every", read_duration_range)
        if read is not None:
            if read.low is None or read.low != read.high or not read.low.amount:
                form.refuse(
                    f"{row}.every", _("Payments come at one interval. Example: 1 month or 28 days.")
                )
            else:
                every = read.low
        times = None
        if form.text(f"{row}.times"):
            times = self._whole(f"{row}.times", most=MOST_SESSIONS)
        return every, times

    def _redeemable(self, row: str, base_row: str, old: Offer | None, per: Per) -> bool | None:
        form = self._form
        if old is not None and old.per is per and form.same_row(row, base_row, ["redeemable"]):
            return old.redeemable
        if per not in (Per.CONSULTATION, Per.PATCH_TEST):
            return None
        return _REDEEMABLE.get(form.text(f"{row}.redeemable"))

    def _tax(self, row: str, base_row: str, old: Offer | None) -> tuple[Tax, Decimal | None]:
        form = self._form
        if old is not None and form.same_row(row, base_row, ["tax", "tax_rate"]):
            return old.tax, old.tax_rate
        tax = form.value(f"{row}.tax", Tax, Tax.UNKNOWN) or Tax.UNKNOWN
        text = form.text(f"{row}.tax_rate")
        if tax is not Tax.EXCLUDED or not text:
            return tax, None
        match = _RATE.fullmatch(text)
        rate = None if match is None else Decimal(match[1])
        if rate is None or rate > 100:
            form.refuse(
                f"{row}.tax_rate",
                _("“{text}” is not a tax rate in per cent, such as 20.").format(text=text),
            )
            return tax, None
        if 0 < rate < 1 and "%" not in text:
            percent = f"{(rate * 100).normalize():f}"
            form.refuse(
                f"{row}.tax_rate",
                _("“{text}” may be {percent} %, or {text} %.").format(text=text, percent=percent),
                [
                    FieldWay(f"{percent} %", f"{row}.tax_rate", percent),
                    FieldWay(f"{text} %", f"{row}.tax_rate", f"{text} %"),
                ],
            )
            return tax, None
        return tax, rate

    def _stated(self, number: int, base_row: str, old: Offer | None, printed: str | None) -> Stated:
        form, row = self._form, f"offer.{number}"
        if number == 0:
            return Stated(form.main_source, form.main_date, printed)
        chosen = form.text(f"{row}.source")
        if old is not None and form.same_row(row, base_row, ["source"]):
            source = old.stated.source
        elif chosen == SAME_SOURCE:
            source = form.main_source
        elif not chosen:
            source = None
        else:
            source = chosen
            if not form.known_source(chosen):
                form.refuse(f"{row}.source", _("This source is not known any more. Choose again."))
        old_date = None if old is None else old.stated.date
        date = form.date(f"{row}.date", old_date, f"{base_row}.date")
        if date is None and chosen == SAME_SOURCE and not form.text(f"{row}.date"):
            date = form.main_date
        return Stated(source, date, printed)
